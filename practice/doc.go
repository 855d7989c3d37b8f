// Package practice is the life of a good practice, from the day somebody notices it to the day its impact is
// recorded, and the nouns that every other package shares: [Date], [Fact], [Outcome], [Provider] and [Ruling].
//
// A [Practice] is one idea from somebody's teaching. Staffordshire's adult learning service takes it through six
// stages so that it lifts teaching elsewhere as well; the package holds that model as plain values and pure
// functions. Nothing here reads a clock, a file or the network, no value changes under its owner, and the names of
// people never appear: a person is an id or a role.
//
// # The ladder
//
// The source numbers its stages 1a to 6. [Stage] has a constant for each, and four of the library's own (marked *):
//
//	identified     1a  noticed in an observation, class visit or audit, by the tutor, or by a manager
//	recorded       1b  described on paper; evidence may support it and need not
//	in_validation*     with a moderator or the Quality Team
//	returned*          sent back with a note; it is recorded again
//	declined*          refused with a reason; final
//	validated      2   approved as rigorously as an observation is moderated
//	shared         3   told to others, to tutors directly or to managers who pass it on
//	in_transfer    4   a colleague has taken it up
//	monitored      5   a report on a transfer has gone to the Quality Team
//	assessed       6   its impact is recorded, for CPD plans and the self-assessment report
//	withdrawn*         taken out of circulation with a reason; final
//
// [Life] is this machine as a table, and [Stage.Step] the source's number. A practice has one [Transfer] for each
// colleague who takes it up. Each has states of its own, in [TransferLife]: started, monitoring, reported, submitted
// or abandoned.
//
// # Steps and rulings
//
// A practice moves by [Practice.Advance] with a [Ruling], which says that this document may enter that stage, since
// when and why. Rulings come from the rules engine, which reads the practice and its documents; where no rule
// decides, a person's come from [ByHand] with a role and a reason. Returning, declining and withdrawing are always a
// person's.
//
// Advance trusts the ruling for what rules decide and checks the rest itself: that the table has the move, that the
// ruling is about this document, open, dated and not older than the last step, and that advice which failed has a
// written answer ([Override]). A refusal is a [*StageError] that lists the rules and the missing facts behind it.
// Each [Step] in the history keeps its ruling with the versions of the rules, so that it can be replayed years later.
//
// # Unknown facts
//
// What nobody recorded is unknown, and unknown is not an answer. The zero [Fact], the zero [Date] and the empty text
// of an enumeration all mean that it is not known; [Known] makes a fact. A list is complete as given. An [Outcome] is
// open, closed or cannot tell, its zero value is cannot tell, and only open lets a practice through.
//
// # Dates
//
// A [Date] is a day without a time or a zone. Months clamp to the end of the month, so that nine months after 31 May
// 2025 is 28 February 2026, and weeks are seven civil days. What depends on the present day takes it as an argument.
//
// # Minutes
//
// Where quality managers discuss a practice in their team's meeting, the minutes are record, validation and share at
// once (Staffordshire stage 1b). [Practice.Minuted] notes that, and one Advance then takes an identified or recorded
// practice to shared. Minutes cannot overturn a practice's being declined.
//
// # Variations
//
// An adopter may do it differently, and the difference may be worth sharing (Staffordshire stage 5). [Practice.Vary]
// makes it a practice of its own that waits for its own validation: it has none of its parent's approvals, shares or
// impact. It knows its parent, the root of the family and its whole lineage, to any depth and never in a circle.
//
// # Reports
//
// [ReportOf] says how the practice of a service stands on a day and renders it as a page. Its parts stand alone as well:
// [ReachOf] counts the tutors whom practice has reached, with part-time and sub-contracted tutors apart, for they are the
// hardest to reach; [DueList] is what waits for whom; [MonitoringLogOf] is the table of what is being monitored; [CPDFeed]
// and [SARFeed] carry the findings on; [Families] draws the family trees and finds the broken ones; [Query] picks practices
// out of many. The source sets no target, no scale and no deadline but the rhythm of the blog, and neither do they.
//
// # The saved form
//
// A practice is saved whole, as one JSON document whose schema is beacon/practice/1; any JSON package that knows
// json.Marshaler reads and writes it. Its parts, a [Transfer] for one, have no saved form outside their document.
// Encoding the same practice gives the same bytes. Members that this version does
// not know are kept, at every depth, and written back. A document of a newer version is refused with a
// [*SchemaError] that names both versions, and a fault in the data with a [*DataError] that has its JSON pointer; an
// unknown name of an enumeration comes with the nearest one it could have been. Text that is not JSON at all is an
// error of encoding/json's own where that package reads it, and a DataError from [Practice.UnmarshalJSON].
//
// A later version of this package reads every earlier version of the schema.
package practice
