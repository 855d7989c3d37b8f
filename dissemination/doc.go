// Package dissemination is the seven-stage model of sharing good practice between providers, which the Learning and
// Skills Council published in 2004 (LSC 2004; paragraphs are cited as §36). It holds who offers help, who asks for
// it, what was agreed and what came of it, as plain values; it decides nothing about quality itself.
//
// # Seven stages, three documents
//
// A stage belongs to whoever goes through it:
//
//	stage             document        states
//	1 identification  Disseminator  awarded, proposing, identifying
//	2 preparation     Disseminator  planning
//	3 promotion       Disseminator  promoting
//	4 selection       Disseminator  selecting
//	                  Enquiry       enquiry, filtered, accepted or declined
//	5 dissemination   Engagement    accepted, baseline_recorded, agreed, active, disseminated
//	6 implementation  Engagement    implementing
//	7 evaluation      Engagement    reviewed, evaluated
//
// A [Disseminator] is a provider with the status and the duty to share, in one year of its work; the states working,
// reporting and completed close that year. An [Enquiry] is one possible partner up to the decision. An [Engagement]
// is the work with one partner. [Work] is a disseminator with all its enquiries and engagements: what a decision
// about any of them has to see.
//
// [State.Stage] says which of the seven a state belongs to. The tables of moves are [DisseminatorLife],
// [EnquiryLife] and [EngagementLife]. The source describes neither a declined enquiry's end nor an engagement that
// is given up; declined and stopped are the library's own, final, and open to a person's decision only.
//
// Promotion is stage 3 here, telling possible partners. The promotion of a practice up its own ladder is in package
// practice.
//
// # Moving on
//
// Each document moves by its Advance method, on a [practice.Ruling]: a decision of the rules engine, or a person's
// with [practice.ByHand]. A ruling that is not open, is about something else, is older than the last step or names a
// state that does not follow is refused with a *[practice.StageError]. Advance returns a new value; the one it was
// called on never changes, and neither does a list inside it. The history keeps the ruling of every step, and an
// engagement made by [Start] begins with the history of its enquiry, so that it shows why this partner was taken.
//
// # Selection
//
// [Enquiry.Performance] reads a partner's band off its inspection, [MatchAreas] what of the offer meets its needs, and
// [Work.FreePlaces] how many partners can still be taken. The rules engine judges each enquiry open, closed or
// not to be told; [NewShortlist] gives the free places to the best of the open ones and loses nobody.
// [Disseminator.SignpostsFor] finds other support for those who are turned away (§24). [Prospects] says which providers an
// inspection report or a shared awarding body points to, and through whom to approach them (§16, §17).
//
// # The year
//
// A status is for a year, and work with a partner begins within its first (§4). [Disseminator.NextYear] opens another with
// a renewed award; it is optional and nothing is owed for it. Package year, below this one, reports on a year.
//
// # The engagement
//
// Four things are collected for evaluation (§36): the partner's starting position in [Baseline], a [Summary] straight
// after the work, a [Review] not later than nine calendar months after its end, and later any number of
// [ImpactAssessment]. Their calendar is in package evaluate. [Engagement.ReviewOverdue] is a flag and not a
// state: a review held too late keeps it.
//
// A practice found in the partner goes out with [Engagement.Commend] and starts on its own life (§35).
//
// Work inside one provider, for its weaker areas (§25), is an engagement whose Scope is internal. It has no enquiry
// and no stage 4, takes no partner's place, and begins as a literal in the state accepted.
//
// # What is not known
//
// A [practice.Fact] or a date that nobody entered is unknown and never reads as no, 0 or an early day. A list is
// complete as it stands: no contacts means that there were none. Providers and people are ids and roles.
//
// # Where it comes from
//
// The model was found by reading documents and by interviewing six of the 38 Beacons of the time, with three or four
// partners each; status had been given since March 2002, as part of the strategy Success for All (LSC 2004 §3 to §5). The
// figure that shows its stages is missing from the text, so they stand in order here and no arrow is made up (§6). Six
// sources of further help that it lists are historic; a host names its own as [Signpost].
//
// # Saved form
//
// The three documents are saved as JSON that names itself: beacon/disseminator/1, beacon/enquiry/1 and
// beacon/engagement/1. The same value gives the same bytes. Members that this version does not know are kept
// and written back. A date that does not exist, a name outside a closed list and a state of another document are a
// *[practice.DataError] with the JSON pointer to the member; another kind of document or a newer version is a
// *[practice.SchemaError].
package dissemination
