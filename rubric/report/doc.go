// Package report lays an assessment out for people: the agenda of the discussion, the profile that comes of it, and the
// pictures that go with both.
//
// Pages are self-contained HTML that a partnership prints for its meeting, and Markdown. Pictures are SVG. Both read in
// grey, to colour-blind readers and to a screen reader: a level is written in its square as well as shaded, every picture
// has a title and a description, and in a page the table behind it.
//
//	page, err := report.Agenda(r, a, report.Options{Names: names, Today: today})
//	err = os.WriteFile("agenda.html", page.HTML(), 0o644)
//
// # No verdict of the whole
//
// No page and no picture sums a partnership up: there is a level for each topic, counts for each domain, and no row, column
// or colour for the whole. Digits in pictures are the place of a level in the order and nothing is reckoned with them.
//
// # Who may see what
//
// Small groups of learners are hidden before anything is drawn, as [rubric.Assessment.Suppress] does it, unless
// [Options.SmallGroup] says otherwise for the people in the discussion. Free text is shown as it is written: see to it that
// it quotes no small group and names nobody.
//
// # Languages
//
// What a page says by itself it says in English or Welsh. The rubric's texts are shown in that language where they are
// loaded. Where one is not, its code stands there, or with [Options.Also] the text of another language, marked as such;
// [Page.Missing] lists every such text, and the page says how many there are.
package report
