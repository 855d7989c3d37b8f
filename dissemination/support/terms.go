package support

import "github.com/acl-beacon/beacon/internal/wire"

// Role is what somebody is to a programme. People are ids and roles here and never names.
type Role string

// The roles.
const (
	FacilitatorRole   Role = "facilitator" // a Learning Improvement Facilitator, an advanced practitioner (F-05)
	HeadRole          Role = "head_of_teaching_and_learning"
	LineManagerRole   Role = "line_manager"
	ParticipantRole   Role = "participant"
	PeerRole          Role = "peer"
	ObserverRole      Role = "observer" // holds formal observations
	SeniorManagerRole Role = "senior_manager"
	OtherRole         Role = "other"
)

// Names lists the values Role can have.
func (Role) Names() []string {
	return wire.Names(FacilitatorRole, HeadRole, LineManagerRole, ParticipantRole, PeerRole, ObserverRole, SeniorManagerRole, OtherRole)
}

// UnmarshalText refuses a name that is not one of the constants.
func (r *Role) UnmarshalText(text []byte) error { return wire.Enum(text, r, "a role") }

// Target says whether one person or a whole team is supported (F-13).
type Target string

// The two targets.
const (
	Individual Target = "individual"
	Team       Target = "team"
)

// Names lists the values Target can have.
func (Target) Names() []string { return wire.Names(Individual, Team) }

// UnmarshalText refuses a name that is not one of the constants.
func (t *Target) UnmarshalText(text []byte) error { return wire.Enum(text, t, "a target") }

// Standard is where somebody's teaching stands, as the college judges it.
type Standard string

// The standards, lowest first.
const (
	StandardBelow       Standard = "below_required"
	StandardGood        Standard = "good"
	StandardOutstanding Standard = "outstanding"
)

// Names lists the values Standard can have.
func (Standard) Names() []string { return wire.Names(StandardBelow, StandardGood, StandardOutstanding) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *Standard) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a standard") }

// ReferralSource is who sent somebody (F-59).
type ReferralSource string

// The sources. People may come by themselves.
const (
	SelfReferral    ReferralSource = "self"
	FromLineManager ReferralSource = "line_manager"
	FromInduction   ReferralSource = "induction"
	FromHead        ReferralSource = "head_of_teaching_and_learning"
	FromElsewhere   ReferralSource = "other"
)

// Names lists the values ReferralSource can have.
func (ReferralSource) Names() []string {
	return wire.Names(SelfReferral, FromLineManager, FromInduction, FromHead, FromElsewhere)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *ReferralSource) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a source of referral")
}

// ObservationKind says what an observation is for.
type ObservationKind string

// The kinds. A facilitator holds any but the formal one.
const (
	Developmental       ObservationKind = "developmental"
	CoachingObservation ObservationKind = "coaching"
	PeerObservation     ObservationKind = "peer"
	JointObservation    ObservationKind = "joint"
	SignOffObservation  ObservationKind = "sign_off"
	FormalObservation   ObservationKind = "formal"
)

// Names lists the values ObservationKind can have.
func (ObservationKind) Names() []string {
	return wire.Names(Developmental, CoachingObservation, PeerObservation, JointObservation, SignOffObservation, FormalObservation)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *ObservationKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of observation")
}

// ContentArea is part of the mentoring of new staff (F-46).
type ContentArea string

// The three areas.
const (
	CoachingTLA         ContentArea = "coaching_tla" // teaching, learning and assessment
	CollegeProcesses    ContentArea = "college_processes"
	ObservedDevelopment ContentArea = "developmental_observation"
)

// Names lists the values ContentArea can have.
func (ContentArea) Names() []string {
	return wire.Names(CoachingTLA, CollegeProcesses, ObservedDevelopment)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *ContentArea) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a content area") }

// Activity is a way in which facilitators work.
type Activity string

// The activities (F-52 to F-58, F-66).
const (
	OneToOneCoaching       Activity = "one_to_one_coaching"
	FeedbackSession        Activity = "feedback_session"
	TeamPlanning           Activity = "team_planning_teaching"
	ObservingPeers         Activity = "peer_observation"
	ObservingToCoach       Activity = "coaching_observation"
	GroupDevelopment       Activity = "group_development"
	InformalSupport        Activity = "informal_support"         // as and when needed; nothing gates it
	FacilitatorPeerSupport Activity = "facilitator_peer_support" // among facilitators
	OtherActivity          Activity = "other"
)

// Names lists the values Activity can have.
func (Activity) Names() []string {
	return wire.Names(OneToOneCoaching, FeedbackSession, TeamPlanning, ObservingPeers, ObservingToCoach, GroupDevelopment, InformalSupport, FacilitatorPeerSupport, OtherActivity)
}

// UnmarshalText refuses a name that is not one of the constants.
func (a *Activity) UnmarshalText(text []byte) error { return wire.Enum(text, a, "an activity") }

// SignpostKind says what a signpost points to (F-33).
type SignpostKind string

// The kinds of signpost.
const (
	ToResource SignpostKind = "resource"
	ToResearch SignpostKind = "research"
	ToGuidance SignpostKind = "guidance"
)

// Names lists the values SignpostKind can have.
func (SignpostKind) Names() []string { return wire.Names(ToResource, ToResearch, ToGuidance) }

// UnmarshalText refuses a name that is not one of the constants.
func (k *SignpostKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of signpost")
}

// BenefitCode names what support led to (F-69, F-74 to F-81).
type BenefitCode string

// The benefits.
const (
	LearnerEngagement   BenefitCode = "learner_engagement"
	Attendance          BenefitCode = "attendance"
	Behaviour           BenefitCode = "behaviour"
	StaffRetention      BenefitCode = "staff_retention"
	FormalObservations  BenefitCode = "formal_observation" // outcomes of observations that others hold
	TutorConfidence     BenefitCode = "tutor_confidence"
	ResourceAccess      BenefitCode = "resource_access"
	Consistency         BenefitCode = "consistency"
	FacilitatorLearning BenefitCode = "facilitator_learning"
	OtherBenefit        BenefitCode = "other"
)

// Names lists the values BenefitCode can have.
func (BenefitCode) Names() []string {
	return wire.Names(LearnerEngagement, Attendance, Behaviour, StaffRetention, FormalObservations, TutorConfidence, ResourceAccess, Consistency, FacilitatorLearning, OtherBenefit)
}

// UnmarshalText refuses a name that is not one of the constants.
func (b *BenefitCode) UnmarshalText(text []byte) error { return wire.Enum(text, b, "a benefit") }

// BarrierCode names what stands in the way of support.
type BarrierCode string

// The barriers (F-67, F-82, F-90).
const (
	TimeIntensive    BarrierCode = "time_intensive"     // for both sides
	FearOfAsking     BarrierCode = "fear_of_asking"     // in a group; one to one helps
	SeenAsPunishment BarrierCode = "seen_as_punishment" // say plainly that it is support
	OtherBarrier     BarrierCode = "other"
)

// Names lists the values BarrierCode can have.
func (BarrierCode) Names() []string {
	return wire.Names(TimeIntensive, FearOfAsking, SeenAsPunishment, OtherBarrier)
}

// UnmarshalText refuses a name that is not one of the constants.
func (b *BarrierCode) UnmarshalText(text []byte) error { return wire.Enum(text, b, "a barrier") }
