// Package evaluate is the evaluation of shared practice: what has to be collected and by when, what the figures show, and
// in what words that may be said.
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
// # Impact
//
// A [Plan] fixed at or before the first contact says what will be measured, in which unit, which way is better, how big an
// effect would be worth having, what is compared with what, and how those who had the help were chosen. [Assess] takes it
// with [Record] values, [Statement] words and the log of other [Influence]s, and gives one [Finding] for every measure:
//
//	a, err := evaluate.Assess(plan, records, statements, influences, evaluate.Options{})
//	if err != nil { … }                        // *InputError: every fault, with table, row and column
//	fmt.Println(a.Findings[0].Verdict.Sentence) // what may be said, caveats included
//
// The method follows from the plan and the data and not from the result:
//
//	design                      chosen                 method
//	before_after                asked, everyone, …     exact signed rank (sign test where most did not change), paired t
//	                                                   from 15 amounts on, McNemar for yes or no
//	                            score, need            the same on what is left after regression to the mean; without
//	                                                   figures of the population nothing is concluded
//	comparison                  random                 ANCOVA from 5 an arm on, else differences of changes
//	                            score                  ANCOVA, differences of changes beside it
//	                            need, asked, …         differences of changes and ANCOVA, which have to agree
//	                            several starts         Callaway and Sant'Anna's group-time effects
//	after_only                  random                 rank sum, Fisher or Welch
//	series                      any                    segmented regression
//	synthetic_control           any                    synthetic control with placebos
//
// With fewer than six in an arm a permutation of who had the help takes the place of a t test. Units that belong to a
// group are never treated as independent: the groups' means are compared.
//
// # How sure, how big
//
// [Evidence] is a level from none to randomised, computed from the design and lowered one level for each [Threat]. It is
// never raised and never asked for. [Effect] is the size in the measure's own unit, with an interval. The two are kept
// apart; nothing adds them up, and no size is turned into a length of teaching.
//
// # What may be said
//
// A [Verdict] has one of seven claims. More than chance means that the p-value, adjusted by Holm over all measures of the
// plan, is at most one minus the confidence, and that the interval does not touch 0. Anything else is "we cannot tell",
// except where the whole interval lies within the smallest effect worth having: only that is "no effect". The cause is
// named only with a comparison, with evidence that kept its level, and with a signed answer to what else was going on; and
// then the work is part of the reason, never the whole of it. Refusals are ordinary results with a reason and a remedy.
//
// [Verdict].NotToSay names the nearest statements that the study does not carry. [ReportOf] writes an assessment with
// pictures as one HTML page or as Markdown, [Paragraph] as the part of a self-assessment report.
//
// The simulations in the tests hold the rate of false claims at or under nominal for partners chosen because they were
// weak, learners in few groups, one or two treated units, and checklists of many items.
//
// # Base rates
//
// [BaseRatesOf] tabulates what becomes of providers between two full inspections whoever helps them, and
// [BaseRates.Compare] sets partners beside it.
//
// # What this package is not
//
// It closes no gate. The rules engine decides whether an engagement may move on; [Gap.Rule] names the rule that
// asks for the same thing, so that the two can be shown together. The plain statistics are in package stats.
package evaluate
