// Package jpd is joint practice development: teachers of two or more providers who name what they want to develop, visit
// each other, reflect on it in action learning sets and tell others what came of it. The model is a project of two adult
// community colleges, Southend leading and Thurrock as its partner; the source calls it LPD in its title and JPD in the
// participants' words. Requirements are cited by the ids J-01 to J-80 under which they are catalogued.
//
// # One document
//
// A [Project] is one cycle, usually a year, and everything in it: the providers, the participants with their themes,
// KPIs, outcomes and targets, the plan, buddy groups and their visits, action learning sets, the evaluation meeting,
// workshops, benefits and wishes. It is a plain value that nothing changes under its owner. People are ids.
//
// Nothing in the source has a date, so every date may be left out, and the library adds no deadline (J-80).
//
// # The course of a project
//
//	state            to enter it                                                        requirements
//	planned          nothing
//	self_evaluating  lead and another provider, KPIs, outcomes with measure, counts     J-05 J-18 J-22 J-56
//	visiting         each participant's themes fixed, buddy groups of two or more       J-25 J-26 J-30 (and J-33 J-35 J-36
//	                                                                                    of each visit)
//	reflecting       facilitators from among the participants, with support             J-43 J-44
//	evaluating       each participant has made a visit and received one                 J-32
//	disseminating    evaluation meeting held, an end report from each                   J-47 J-49
//	closed           each KPI has a final status and something to show for it           J-13
//	stopped*         a person's decision, with a reason
//
// States and moves marked * are the library's own. [Life] is this machine as a table, and each state asks again for what
// the states before it asked for. Visiting and reflecting overlap: a set may meet as soon as its members have visits to
// reflect on, and visits go on while sets meet; only evaluating waits for all visits.
//
// A participant goes from self_evaluating to participating to completed, or left*; see [ParticipantLife]. A visit goes
// from arranged to held, form_filed and form_shared, which is done, or is cancelled*; see [VisitLife]. They move by
// [Project.AdvanceParticipant] and [Project.AdvanceVisit], since both depend on the rest of the project. A participant
// who left is waited for no longer and stays on the list.
//
// # Moving on
//
// Fill in what happened, then move. A move takes a [practice.Ruling], a decision of the rules engine or a person's by
// [practice.ByHand], and is refused with a *[practice.StageError] where the ruling does not carry it. It is also refused
// where what the table above asks for is not there; [Project.Gaps] says beforehand what that is. A rule pack may make less
// of one of those requirements: where the ruling shows that a rule with the same id was judged as advice and answered, or
// waived, the gap does not stand in the way. No ruling by hand can do that, and a pack that is silent leaves it in force.
//
// A project asks for more than the embedded rules in three places, because rules see too little there or a college may not
// give it up: somebody takes part, everybody belongs to one of the providers, and each provider's stated figure is that of
// the list (J-22); a theme is reworded by a logged correction alone (J-26); and nobody completes without one visit made and
// one received, however low a pack sets its parameters (J-32).
//
// Advice, such as the size of a set, is for rule packs. The facts it needs are here: [ActionLearningSet.AdvisedSize],
// [Project.SetReadiness], [Project.ALSCount], [Project.ProviderCount], [Project.HostThemeIDs].
//
// # Themes
//
// Participants choose their themes; nobody approves them (J-27). When they leave self-evaluation the themes are fixed for
// the life of the project (J-26). [Participant.CorrectTheme] puts the wording of one right and logs it; there is no other
// way. [Project.WithParticipant] refuses a participant who lost one, every move does, and such a project can neither be
// saved nor read.
//
// # No grades
//
// A buddy visit is for the host's development (J-37). No type here has a grade, a score or a rating, and a saved visit that
// brings one along among members this version does not know is refused.
//
// # KPIs, targets and slippage
//
// A [Target] that cannot be met in time slips: it gets a new date and a reason (J-16, J-18). Until that day it counts as
// slipped, not as failed; from the day after it is overdue (J-19). [Target.StandingOn] and [Project.StandingOn] say how
// targets and KPIs stand on a day, and [Project.Result] sums them up: a project that met all but what slipped is met with
// slippage (J-17). KPIs carry no number unless the project gives them one (J-12).
//
// # What a coordinator asks
//
//   - [Project.Counts]: how many from each provider, and do the numbers that are given out add up (J-22)?
//   - [Project.VisitTallies], [Project.LackingVisits]: who made and received visits, and who still lacks one (J-32)?
//   - [Project.SetReadiness]: who comes to a set without a visit to reflect on (J-45)?
//   - [Project.LearnersInvolved]: how many learners were in the sessions visited (J-28)?
//   - [Project.PlanVsActual]: what of the plan is done, slipped, overdue or open, and who is waited for (J-51)?
//   - [Project.Slippages]: what slipped, until when and why?
//
// What depends on the present day takes it as an argument.
//
// # End papers and the next cycle
//
// An end report on the impact of taking part may serve as the evaluation of the experience too (A-J3,
// [Participant.Evaluated]). [Project.NextCycle] plans the following cycle as a project of its own that knows the one before
// and what its evaluation changed (J-74, J-75).
//
// # What is not known
//
// A [practice.Fact] or a date that nobody entered is unknown and never reads as no, 0 or an early day. A list is complete
// as it stands.
//
// # Saved form
//
// A project is saved whole as beacon/project/1; its parts have no saved form of their own. The same project gives the same
// bytes. Members that this version does not know are kept at every depth and written back. A fault in the data is a
// *[practice.DataError] with a JSON pointer; another kind of document or a newer version is a *[practice.SchemaError].
package jpd
