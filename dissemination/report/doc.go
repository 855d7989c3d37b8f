// Package report lays the work inside providers out for people: a joint practice development project against its plan,
// and a facilitator scheme with its caseload, the duties that are due and what people gained. Each is a [Page], as Markdown
// or as an accessible HTML file, and a list of days for a calendar.
//
// The pages hold what the documents hold and add no judgement. No person is ranked, no visit graded: gains are counts of
// people by competence, held back where they are about too few, and a facilitator's hours stand beside the hours needed.
// The page of a scheme belongs to the Head of Teaching and Learning and stays among the records of support: nothing of it
// is for performance records.
package report
