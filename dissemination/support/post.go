package support

import "github.com/acl-beacon/beacon/internal/wire"

// Post is where a facilitator stands.
type Post string

// The states of a facilitator's post. The source describes the post only; its beginning and end are the library's.
const (
	Candidate    Post = "candidate"
	InPost       Post = "active"
	NotAppointed Post = "not_appointed" // final
	LeftPost     Post = "left"          // final
)

// Names lists the values Post can have.
func (Post) Names() []string { return wire.Names(Candidate, InPost, NotAppointed, LeftPost) }

// UnmarshalText refuses a name that is not one of the constants.
func (p *Post) UnmarshalText(text []byte) error {
	return wire.Enum(text, p, "a state of a facilitator's post")
}

// Criterion is what the choice of a facilitator looks at (F-83, F-89).
type Criterion string

// The criteria. Good teaching alone is not enough.
const (
	GoodTeaching               Criterion = "good_teaching"
	Approach                   Criterion = "approach"
	EmotionalIntelligence      Criterion = "emotional_intelligence"
	PersonalManner             Criterion = "personal_manner"
	CollaborativeRelationships Criterion = "collaborative_relationships"
	OtherCriterion             Criterion = "other"
)

// Names lists the values Criterion can have.
func (Criterion) Names() []string {
	return wire.Names(GoodTeaching, Approach, EmotionalIntelligence, PersonalManner, CollaborativeRelationships, OtherCriterion)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *Criterion) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a criterion") }

// TrainingKind is training that facilitators get themselves (F-61).
type TrainingKind string

// The four kinds of the source, and other.
const (
	RolePlay            TrainingKind = "role_play"
	ObservationTraining TrainingKind = "observation_training"
	ObservationReview   TrainingKind = "observation_review"
	JointObserving      TrainingKind = "joint_observation"
	OtherTraining       TrainingKind = "other"
)

// Names lists the values TrainingKind can have.
func (TrainingKind) Names() []string {
	return wire.Names(RolePlay, ObservationTraining, ObservationReview, JointObserving, OtherTraining)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *TrainingKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of training")
}

// MeetingMode is how a one-to-one was held (F-63).
type MeetingMode string

// The two modes.
const (
	FaceToFace  MeetingMode = "face_to_face"
	ByTelephone MeetingMode = "telephone"
)

// Names lists the values MeetingMode can have.
func (MeetingMode) Names() []string { return wire.Names(FaceToFace, ByTelephone) }

// UnmarshalText refuses a name that is not one of the constants.
func (m *MeetingMode) UnmarshalText(text []byte) error {
	return wire.Enum(text, m, "a way to hold a one-to-one")
}
