// Package year reports on a disseminator's year: how it stood to its window and its plan, whom it reached and helped, what
// worked and what changed, how sure that is, and what waits for whom (LSC 2004 §2, §4 and the stages).
//
// [Of] makes a [Year] out of a programme of work on a day. It is plain values, so that a host shows it in its own pages;
// [Year.Markdown] and [Year.HTML] render it as one accessible page, and its days go to a calendar through package calendar:
//
//	y := year.Of(work, year.Options{Today: today})
//	os.WriteFile("year.html", y.HTML(), 0o644)
//	calendar.Write(w, "Our year as a disseminator", today, y.Calendar)
//
// What nobody recorded is counted as not recorded and never as no. Nothing is added up into a grade, and no change is
// called the disseminator's own work unless somebody attributed it (§32).
package year
