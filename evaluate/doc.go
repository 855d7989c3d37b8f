// Package evaluate is the evaluation of shared practice: what has to be collected, by when, and what is missing.
//
// # The calendar
//
// LSC 2004 §36 asks for four things about every engagement, and gives a figure for only one of them:
//
//	what           last day                                            where the day comes from
//	baseline       the day of the first discussion                     §36, and the engagement's own date
//	summary        two weeks after the work ended                      §36 says immediately; the weeks are this library's
//	first review   nine calendar months after the work ended           §36
//	assessments    the day agreed for each                             §36, and the engagement's own dates
//
// [Schedule] turns an engagement into a list of [Due], one for each of them, with a status as of a day. Reviews after
// the first are on the list too, each on its own agreed day. [DueList] puts what is open in many engagements
// into one order, and [Missing] says what a record lacks: a baseline without the problem, a summary without
// ideas, a review that does not say what changed.
//
// # How days are counted
//
// A last day is included: what is done on it is in time. Months are calendar months that end with the month, so that
// nine months after 31 May 2025 is 28 February 2026; weeks are seven days each. "Today" is always an
// argument, and nothing here reads a clock.
//
// # What is not known
//
// A day that does not follow from the engagement is the zero date, and [Due.WaitsFor] names the fact it hangs on. No
// figure is made up: there is no limit for a baseline before the first discussion is known, and none for an assessment
// nobody has agreed. A [DueStatus] of done means done and not known to be late.
//
// # Late is kept
//
// A review held after its last day stays done_late, whatever is recorded afterwards. A stopped engagement owes nothing
// more: what it did is kept and the rest is dropped.
//
// # What this package is not
//
// It closes no gate. The rules engine decides whether an engagement may move on; [Gap.Rule] names the rule that
// asks for the same thing, so that the two can be shown together. Measuring the impact itself, how far a
// change came from the work and how sure one may be, comes later in this package; its plain statistics are in
// package stats.
package evaluate
