package jpd

import "github.com/acl-beacon/beacon/internal/wire"

// Status is what became of a KPI or a target. A status that nobody set is empty and counts as open.
type Status string

// The statuses. Slipped is postponed to a later day for a reason, which is no failure (J-17 to J-19).
const (
	OpenStatus Status = "open"
	Met        Status = "met"
	PartlyMet  Status = "partly_met"
	NotMet     Status = "not_met"
	Slipped    Status = "slipped"
)

// Names lists the values Status can have.
func (Status) Names() []string {
	return wire.Names(OpenStatus, Met, PartlyMet, NotMet, Slipped)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *Status) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a status") }

func (s Status) final() bool { return s == Met || s == PartlyMet || s == NotMet }

// Standing is how a KPI or a target stands on one day, which its status alone does not tell.
type Standing string

// The standings.
const (
	StandsOpen      Standing = "open"
	StandsSlipped   Standing = "slipped" // postponed, and its revised date is still to come
	Overdue         Standing = "overdue" // its date has passed and nobody settled it
	StandsMet       Standing = "met"
	StandsPartlyMet Standing = "partly_met"
	StandsNotMet    Standing = "not_met"
)

// Names lists the values Standing can have.
func (Standing) Names() []string {
	return wire.Names(StandsOpen, StandsSlipped, Overdue, StandsMet, StandsPartlyMet, StandsNotMet)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *Standing) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a standing") }

// Result is how a project as a whole did by its KPIs and key targets.
type Result string

// The results.
const (
	InProgress      Result = "in_progress"
	ResultOverdue   Result = "overdue" // something slipped, its new date has passed, and nobody settled it
	ResultMet       Result = "met"
	MetWithSlippage Result = "met_with_slippage" // all met but what slipped (J-17)
	ResultPartlyMet Result = "partly_met"
	ResultNotMet    Result = "not_met"
)

// Names lists the values Result can have.
func (Result) Names() []string {
	return wire.Names(InProgress, ResultOverdue, ResultMet, MetWithSlippage, ResultPartlyMet, ResultNotMet)
}

// UnmarshalText refuses a name that is not one of the constants.
func (r *Result) UnmarshalText(text []byte) error { return wire.Enum(text, r, "a result") }

// Deliverable is a kind of thing that a plan promises (J-51).
type Deliverable string

// The deliverables, in the order of the plan of the source, and workshops.
const (
	VisitReceived  Deliverable = "visit_received" // by each participant
	VisitMade      Deliverable = "visit_made"     // by each participant
	EvaluationDone Deliverable = "evaluation"     // by each participant
	SetsHeld       Deliverable = "action_learning_set"
	FinalMeeting   Deliverable = "final_meeting"
	WorkshopHeld   Deliverable = "workshop"
)

// Names lists the values Deliverable can have.
func (Deliverable) Names() []string {
	return wire.Names(VisitReceived, VisitMade, EvaluationDone, SetsHeld, FinalMeeting, WorkshopHeld)
}

// UnmarshalText refuses a name that is not one of the constants.
func (d *Deliverable) UnmarshalText(text []byte) error { return wire.Enum(text, d, "a deliverable") }

// MeasureBy is how a project tells whether it reached an outcome.
type MeasureBy string

// The measures of the source's three outcomes (J-53 to J-55), and other.
const (
	TutorFeedback     MeasureBy = "tutor_feedback"       // evaluation or feedback by tutors
	VisitAndSetImpact MeasureBy = "visit_and_set_impact" // impact of the visits and sets
	GroupEvaluation   MeasureBy = "group_evaluation"     // by the group, at the end
	OtherMeasure      MeasureBy = "other"
)

// Names lists the values MeasureBy can have.
func (MeasureBy) Names() []string {
	return wire.Names(TutorFeedback, VisitAndSetImpact, GroupEvaluation, OtherMeasure)
}

// UnmarshalText refuses a name that is not one of the constants.
func (m *MeasureBy) UnmarshalText(text []byte) error {
	return wire.Enum(text, m, "a measure of an outcome")
}

// WorkshopKind is the kind of event in which participants pass on what they learnt.
type WorkshopKind string

// The kinds of workshop.
const (
	OpenWorkshop       WorkshopKind = "open_workshop" // for tutors of all the project's providers and others (J-10)
	DisseminationEvent WorkshopKind = "dissemination" // facilitated by participants (J-76)
	TeamMeeting        WorkshopKind = "team_meeting"  // of a team of one provider (J-09)
	OtherWorkshop      WorkshopKind = "other"
)

// Names lists the values WorkshopKind can have.
func (WorkshopKind) Names() []string {
	return wire.Names(OpenWorkshop, DisseminationEvent, TeamMeeting, OtherWorkshop)
}

// UnmarshalText refuses a name that is not one of the constants.
func (w *WorkshopKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, w, "a kind of workshop")
}

// ImpactAspect is something that the evaluation meeting looks at for impact (J-48).
type ImpactAspect string

// The three aspects.
const (
	Professionalism ImpactAspect = "professionalism" // how it is perceived
	Collaboration   ImpactAspect = "collaboration"
	SelfConcept     ImpactAspect = "self_concept" // what follows from both for how practitioners see themselves
)

// Names lists the values ImpactAspect can have.
func (ImpactAspect) Names() []string {
	return wire.Names(Professionalism, Collaboration, SelfConcept)
}

// UnmarshalText refuses a name that is not one of the constants.
func (i *ImpactAspect) UnmarshalText(text []byte) error {
	return wire.Enum(text, i, "an aspect of impact")
}

// BenefitCode is what kind of benefit participants name.
type BenefitCode string

// The twelve benefits of the source (J-59 to J-70), in its order, and other.
const (
	SocialBenefit           BenefitCode = "social"                    // getting to know colleagues
	OpenAgenda              BenefitCode = "open_agenda"               // talk without a set agenda
	ALSValued               BenefitCode = "als_valued"                // action learning sets worked well
	CrossCollege            BenefitCode = "cross_college"             // contact with another college
	InformalPeerObservation BenefitCode = "informal_peer_observation" // has started as a result
	Confidence              BenefitCode = "confidence"                // to approach colleagues
	Platform                BenefitCode = "platform"                  // to talk about one's teaching
	HelpSeeking             BenefitCode = "help_seeking"              // readier to ask for advice or help
	LessIsolation           BenefitCode = "less_isolation"
	CrossSubject            BenefitCode = "cross_subject" // another subject does not matter
	OwnTeaching             BenefitCode = "own_teaching"  // adds to it
	Motivation              BenefitCode = "motivation"
	OtherBenefit            BenefitCode = "other"
)

// Names lists the values BenefitCode can have.
func (BenefitCode) Names() []string {
	return wire.Names(SocialBenefit, OpenAgenda, ALSValued, CrossCollege, InformalPeerObservation, Confidence, Platform, HelpSeeking, LessIsolation, CrossSubject, OwnTeaching, Motivation, OtherBenefit)
}

// UnmarshalText refuses a name that is not one of the constants.
func (b *BenefitCode) UnmarshalText(text []byte) error { return wire.Enum(text, b, "a benefit") }

// WishCode is what kind of wish participants name.
type WishCode string

// The three wishes of the source (J-71 to J-73), and other.
const (
	RegularJPD          WishCode = "regular_jpd"  // a regular chance for it
	MoreSharing         WishCode = "more_sharing" // of practice and resources
	MorePeerObservation WishCode = "more_peer_observation"
	OtherWish           WishCode = "other"
)

// Names lists the values WishCode can have.
func (WishCode) Names() []string {
	return wire.Names(RegularJPD, MoreSharing, MorePeerObservation, OtherWish)
}

// UnmarshalText refuses a name that is not one of the constants.
func (w *WishCode) UnmarshalText(text []byte) error { return wire.Enum(text, w, "a wish") }

// ContinuationDecision is whether the work goes on after a cycle (J-77).
type ContinuationDecision string

// The decisions.
const (
	WillContinue ContinuationDecision = "continue"
	WillEnd      ContinuationDecision = "end"
	NotDecided   ContinuationDecision = "undecided" // looked at, and left open
)

// Names lists the values ContinuationDecision can have.
func (ContinuationDecision) Names() []string {
	return wire.Names(WillContinue, WillEnd, NotDecided)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *ContinuationDecision) UnmarshalText(text []byte) error {
	return wire.Enum(text, c, "a decision on continuation")
}
