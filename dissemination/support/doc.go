// Package support is the work of facilitators inside one provider: experienced teachers who help colleagues improve their
// teaching, as peers and not as management. It follows North Hertfordshire College's Learning Improvement Facilitators,
// begun in 2015 as one strand of its work on the quality of the curriculum; F-01 to F-90 are the rows of the catalogue
// drawn from that study. Everything here is plain values and pure functions, and people are ids and roles.
//
// # Three programmes
//
// [Plans] is one table of all that differs between them:
//
//	                     to outstanding     to good               new staff
//	for                  consistently good  below the standard    new staff, in induction
//	weeks                6                  8                     8
//	extension            without a cap      once, 4 weeks         once, 4 weeks
//	updates              none               every two weeks       none
//	ends with            a closing note     sign-off observation  sign-off observation
//	not met after all                       improving_not_met or  unresolved
//	                                        head_review
//	escalation           never              listed items alone    never
//
// Week n ends on day 7n, and the start is day 0: a programme to good that starts on 15 September 2025 has its sign-off in
// the week up to 10 November and its full period ends on 8 December. A college may set other lengths on a [Programme].
//
// # Moving on
//
// A [Programme] begins as a literal in the state proposed. What happens is recorded first, by methods that return a new
// programme and leave the old one alone; then [Programme.Advance] moves it, on a [practice.Ruling] of the rules
// engine or of a person. [Life] is the table of moves of each kind.
//
// Advance holds what the type itself promises, whatever a ruling says. Each refusal is a *[practice.StageError] whose
// reasons carry the ids of the rules:
//
//   - a start needs a facilitator and a day (F-84);
//   - a sign-off observation lies in the last week or later, is not graded or formal, and is held by the facilitator or
//     the Head of Teaching and Learning (F-35, F-47);
//   - an extension needs a sign-off that was not met, comes once, is granted by the Head and ends with the full period at
//     the latest (F-37, F-38, F-48);
//   - a programme to outstanding ends with a note and one whole learning cycle, and never with a sign-off (F-23, F-25);
//   - the Head reviews when the full period is over and there is no sign of improvement (F-39);
//   - only the Head escalates, to the line manager, after the review and never before the full period is over (F-40,
//     F-41); the one way to escalated is extended, head_review, escalated;
//   - where some improvement falls short of the standard, or new staff do not meet it, a person decides (F-49).
//
// Who may come into a programme ([Plan.Eligible]) and all advice are for the rules. Declining, stopping and deciding are a
// person's, with a reason. The source is silent on them; the states declined, stopped, decided, improving_not_met and
// unresolved are the library's.
//
// # Learning cycle and observations
//
// [Programme.Observe], [Programme.Reflect], [Programme.Agree] and [Programme.CheckAction] are the four steps of the
// learning cycle (F-23); [Programme.Cycles] says how far each round has come. Facilitators hold no formal observation and
// there is no grade unless a college still gives one (F-07, F-08). [Feedback] names strengths first (F-43).
//
// # Ratings
//
// Participants rate themselves on a checklist, from 1 to 10, at the start, in the middle and at the end (F-70 to F-72).
// [Programme.RatingDay] has the days: an extension does not move the middle. [Programme.Gains] is for the person;
// [GroupGains] counts over people how many rose, stayed or fell, never ranks them, and holds back what is about too few.
//
// # Standing duties
//
// [Facilitator.Duties] and [Programme.Duties] list what is due on a day: team training, one-to-ones with the Head, the
// monthly report on each person supported, updates to the line manager, sign-offs, reviews. [Limits] sets the periods.
// What the source calls bi-weekly is read as every two weeks.
//
// # Support is not performance management
//
// Participants are told that the programme is support ([Programme] FramedAsSupport, F-82). Records of support stay apart
// from performance records: an [Escalation] has listed items as text, and from a value of that type nothing else of
// the programme can be reached (F-40, F-42). A case study that comes out of support says nothing about who was
// supported ([Facilitator.CaseStudy]).
//
// # Facilitators
//
// A [Facilitator] has training, a campus, a caseload, and hours off the timetable that should match the hours needed
// (F-86): [Facilitator.WithCaseload] counts, [Facilitator.RemissionSuffices] compares. [Scheme] is all of them together.
//
// # What is not known
//
// A [practice.Fact], a date or a text that nobody entered is unknown and never reads as no, 0 or an early day. A move that
// hangs on one is refused as cannot tell and names it. A list is complete as it stands.
//
// # Saved form
//
// Programmes and facilitators are saved as JSON that names itself: beacon/programme/1 and beacon/facilitator/1. The same
// value gives the same bytes. Members that this version does not know are kept and written back. A fault in the data is
// a *[practice.DataError] with the JSON pointer to the member; another kind of document or a newer version is a
// *[practice.SchemaError].
package support
