package practice

import "github.com/acl-beacon/beacon/internal/wire"

// Standing is the label a service gives a practice. The source uses both words side by side without a definition,
// so no rule may depend on it.
type Standing string

// The two labels.
const (
	GoodPractice Standing = "good"
	BestPractice Standing = "best"
)

// Route is how a practice came to be noticed (stage 1a).
type Route string

// The routes. The first three run inside the quality framework, where moderation already exists.
const (
	ByObservation    Route = "observation"
	ByClassVisit     Route = "class_visit"
	ByRARPAAudit     Route = "rarpa_audit" // recognising and recording progress and achievement
	SelfNominated    Route = "self"
	ByProviderForm   Route = "provider_form"
	ByQualityManager Route = "quality_manager"
	ByAnotherRoute   Route = "other"
)

// IdentifierRole is what the person who noticed a practice was doing.
type IdentifierRole string

// The roles that may notice a practice.
const (
	AsObserver        IdentifierRole = "observer"
	AsClassVisitor    IdentifierRole = "class_visitor"
	AsRARPAAuditor    IdentifierRole = "rarpa_auditor"
	AsTutor           IdentifierRole = "tutor"
	AsProviderManager IdentifierRole = "provider_manager"
	AsQualityManager  IdentifierRole = "quality_manager"
	AsAnother         IdentifierRole = "other"
)

// SelfPrompt is what led a tutor to nominate their own practice.
type SelfPrompt string

// The prompts the source names.
const (
	SupportedExperiment SelfPrompt = "supported_experiment"
	CPDActivity         SelfPrompt = "cpd"
	AnotherPrompt       SelfPrompt = "other"
)

// RecordKind says what paper describes a practice.
type RecordKind string

// The kinds of record.
const (
	OLTReport          RecordKind = "olt_report" // observation of learning and teaching
	ClassVisitReport   RecordKind = "class_visit_report"
	RARPAAuditRecord   RecordKind = "rarpa_audit_record"
	ProviderForm       RecordKind = "provider_form"
	QualityTeamMinutes RecordKind = "quality_team_minutes"
	Stage5ReportRecord RecordKind = "stage5_report"
	OtherRecord        RecordKind = "other"
)

// EvidenceKind says what supports a record.
type EvidenceKind string

// The kinds of evidence.
const (
	CourseDocumentation EvidenceKind = "course_documentation"
	LearningResource    EvidenceKind = "learning_resource"
	Video               EvidenceKind = "video"
	Audio               EvidenceKind = "audio"
	OtherEvidence       EvidenceKind = "other"
)

// ValidationStatus is where a validation stands.
type ValidationStatus string

// The statuses. The source describes approval only; the other three are the library's.
const (
	Pending     ValidationStatus = "pending"
	Approved    ValidationStatus = "approved"
	SentBack    ValidationStatus = "returned"
	NotApproved ValidationStatus = "declined"
)

// ValidationRoute is the moderation that validated a practice.
type ValidationRoute string

// The routes of validation.
const (
	ByOLTModeration        ValidationRoute = "olt_moderation"
	ByClassVisitModeration ValidationRoute = "class_visit_moderation"
	ByRARPAModeration      ValidationRoute = "rarpa_moderation"
	ByQualityTeam          ValidationRoute = "quality_team"
	ByAnotherModeration    ValidationRoute = "other"
)

// Channel is a way to share a practice (stage 3).
type Channel string

// The channels of the source, and other.
const (
	ActionPlanChannel     Channel = "action_plan" // mentoring or observation action plan
	CPDEvent              Channel = "cpd_event"
	InductionMeeting      Channel = "induction_meeting"
	Blog                  Channel = "blog"
	ResourceSite          Channel = "resource_site"
	TutorMeeting          Channel = "tutor_meeting"
	QualityManagerSupport Channel = "quality_manager_support"
	SocialMedia           Channel = "social_media"
	ProviderNewsletter    Channel = "provider_newsletter"
	NetworkMeeting        Channel = "network_meeting"
	QualityTeamMeeting    Channel = "quality_team_meeting"
	AnotherChannel        Channel = "other"
)

// Reach says whether a channel goes to tutors or to managers first.
type Reach string

// The two families of channel.
const (
	Direct  Reach = "direct"
	Cascade Reach = "cascade" // to managers, who pass it on
)

// Audience is whom a quality manager supports (stage 3).
type Audience string

// The two audiences.
const (
	OneTutor      Audience = "individual"
	GroupOfTutors Audience = "group"
)

// Formality is how formal a share was; which channel is how formal is for a service to say.
type Formality string

// The degrees of formality.
const (
	Formal     Formality = "formal"
	SemiFormal Formality = "semi_formal"
	Informal   Formality = "informal"
)

// channels gives each channel its family: seven direct, three that cascade, and the Quality Team's own meeting,
// which reaches managers.
var channels = map[Channel]struct{ reach Reach }{
	ActionPlanChannel: {Direct}, CPDEvent: {Direct}, InductionMeeting: {Direct}, Blog: {Direct},
	ResourceSite: {Direct}, TutorMeeting: {Direct}, QualityManagerSupport: {Direct},
	SocialMedia: {Cascade}, ProviderNewsletter: {Cascade}, NetworkMeeting: {Cascade}, QualityTeamMeeting: {Cascade},
}

// MeetingKind says whose meeting it was.
type MeetingKind string

// The kinds of meeting.
const (
	OfQualityTeam MeetingKind = "quality_team"
	OfTutors      MeetingKind = "tutor_meeting"
	OfNetwork     MeetingKind = "network_meeting"
	OtherMeeting  MeetingKind = "other"
)

// Vehicle is how a transfer is monitored (stage 5).
type Vehicle string

// The three vehicles.
const (
	InActionPlan           Vehicle = "action_plan"
	ByStage5Report         Vehicle = "stage5_report"
	ByQualityManagerReport Vehicle = "quality_manager_report"
)

// VariationDecision is what was decided about an implementation that differs from the original.
type VariationDecision string

// The decisions.
const (
	Proposed    VariationDecision = "proposed"     // goes forward for a validation of its own
	NotProposed VariationDecision = "not_proposed" // kept as it is
)

// Names lists the values Standing can have.
func (Standing) Names() []string { return wire.Names(GoodPractice, BestPractice) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *Standing) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a standing") }

// Names lists the values Route can have.
func (Route) Names() []string {
	return wire.Names(ByObservation, ByClassVisit, ByRARPAAudit, SelfNominated, ByProviderForm, ByQualityManager, ByAnotherRoute)
}

// UnmarshalText refuses a name that is not one of the constants.
func (r *Route) UnmarshalText(text []byte) error {
	return wire.Enum(text, r, "a route of identification")
}

// Names lists the values IdentifierRole can have.
func (IdentifierRole) Names() []string {
	return wire.Names(AsObserver, AsClassVisitor, AsRARPAAuditor, AsTutor, AsProviderManager, AsQualityManager, AsAnother)
}

// UnmarshalText refuses a name that is not one of the constants.
func (r *IdentifierRole) UnmarshalText(text []byte) error {
	return wire.Enum(text, r, "a role that identifies practice")
}

// Names lists the values SelfPrompt can have.
func (SelfPrompt) Names() []string {
	return wire.Names(SupportedExperiment, CPDActivity, AnotherPrompt)
}

// UnmarshalText refuses a name that is not one of the constants.
func (p *SelfPrompt) UnmarshalText(text []byte) error { return wire.Enum(text, p, "a prompt") }

// Names lists the values RecordKind can have.
func (RecordKind) Names() []string {
	return wire.Names(OLTReport, ClassVisitReport, RARPAAuditRecord, ProviderForm, QualityTeamMinutes, Stage5ReportRecord, OtherRecord)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *RecordKind) UnmarshalText(text []byte) error { return wire.Enum(text, k, "a kind of record") }

// Names lists the values EvidenceKind can have.
func (EvidenceKind) Names() []string {
	return wire.Names(CourseDocumentation, LearningResource, Video, Audio, OtherEvidence)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *EvidenceKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of evidence")
}

// Names lists the values ValidationStatus can have.
func (ValidationStatus) Names() []string { return wire.Names(Pending, Approved, SentBack, NotApproved) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *ValidationStatus) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a validation status")
}

// Names lists the values ValidationRoute can have.
func (ValidationRoute) Names() []string {
	return wire.Names(ByOLTModeration, ByClassVisitModeration, ByRARPAModeration, ByQualityTeam, ByAnotherModeration)
}

// UnmarshalText refuses a name that is not one of the constants.
func (r *ValidationRoute) UnmarshalText(text []byte) error {
	return wire.Enum(text, r, "a route of validation")
}

// Names lists the values Channel can have.
func (Channel) Names() []string {
	return wire.Names(ActionPlanChannel, CPDEvent, InductionMeeting, Blog, ResourceSite, TutorMeeting, QualityManagerSupport, SocialMedia, ProviderNewsletter, NetworkMeeting, QualityTeamMeeting, AnotherChannel)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *Channel) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a channel") }

// Names lists the values Reach can have.
func (Reach) Names() []string { return wire.Names(Direct, Cascade) }

// UnmarshalText refuses a name that is not one of the constants.
func (r *Reach) UnmarshalText(text []byte) error { return wire.Enum(text, r, "a reach") }

// Names lists the values Audience can have.
func (Audience) Names() []string { return wire.Names(OneTutor, GroupOfTutors) }

// UnmarshalText refuses a name that is not one of the constants.
func (a *Audience) UnmarshalText(text []byte) error { return wire.Enum(text, a, "an audience") }

// Names lists the values Formality can have.
func (Formality) Names() []string { return wire.Names(Formal, SemiFormal, Informal) }

// UnmarshalText refuses a name that is not one of the constants.
func (f *Formality) UnmarshalText(text []byte) error {
	return wire.Enum(text, f, "a degree of formality")
}

// Names lists the values MeetingKind can have.
func (MeetingKind) Names() []string {
	return wire.Names(OfQualityTeam, OfTutors, OfNetwork, OtherMeeting)
}

// UnmarshalText refuses a name that is not one of the constants.
func (k *MeetingKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of meeting")
}

// Names lists the values Vehicle can have.
func (Vehicle) Names() []string {
	return wire.Names(InActionPlan, ByStage5Report, ByQualityManagerReport)
}

// UnmarshalText refuses a name that is not one of the constants.
func (v *Vehicle) UnmarshalText(text []byte) error { return wire.Enum(text, v, "a way to monitor") }

// Names lists the values VariationDecision can have.
func (VariationDecision) Names() []string { return wire.Names(Proposed, NotProposed) }

// UnmarshalText refuses a name that is not one of the constants.
func (d *VariationDecision) UnmarshalText(text []byte) error {
	return wire.Enum(text, d, "a decision on a variation")
}
