package dissemination

import (
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Approach says who chooses the areas (§7 to §9).
type Approach string

// The two approaches.
const (
	SupplyDriven Approach = "supply_driven" // the disseminator decides in advance
	DemandDriven Approach = "demand_driven" // the partners bring their needs
)

// Names lists the values Approach can have.
func (Approach) Names() []string {
	return wire.Names(SupplyDriven, DemandDriven)
}

// UnmarshalText refuses a name that is not one of the constants.
func (a *Approach) UnmarshalText(text []byte) error { return wire.Enum(text, a, "an approach") }

// ExclusionReason is why an area is held back (§11).
type ExclusionReason string

// The reasons.
const (
	Competition ExclusionReason = "competition" // with possible partners
	Capacity    ExclusionReason = "capacity"    // of own staff
	Duplication ExclusionReason = "duplication" // of another dissemination scheme
	OtherReason ExclusionReason = "other"
)

// Names lists the values ExclusionReason can have.
func (ExclusionReason) Names() []string {
	return wire.Names(Competition, Capacity, Duplication, OtherReason)
}

// UnmarshalText refuses a name that is not one of the constants.
func (e *ExclusionReason) UnmarshalText(text []byte) error {
	return wire.Enum(text, e, "a reason to hold an area back")
}

// Quality is a judgement on a condition of the status award.
type Quality string

// The judgements the award uses, for teaching (high) and leadership (excellent or good).
const (
	HighQuality         Quality = "high"
	ExcellentQuality    Quality = "excellent"
	GoodQuality         Quality = "good"
	SatisfactoryQuality Quality = "satisfactory"
	PoorQuality         Quality = "poor"
)

// Names lists the values Quality can have.
func (Quality) Names() []string {
	return wire.Names(HighQuality, ExcellentQuality, GoodQuality, SatisfactoryQuality, PoorQuality)
}

// UnmarshalText refuses a name that is not one of the constants.
func (q *Quality) UnmarshalText(text []byte) error {
	return wire.Enum(text, q, "a judgement of quality")
}

// FocusStrategy is a way to keep dissemination manageable (§27).
type FocusStrategy string

// The four strategies.
const (
	PartTimePost     FocusStrategy = "part_time_post"
	DisseminationDay FocusStrategy = "dissemination_day" // one day of the week set aside
	HostAtBase       FocusStrategy = "host_at_base"      // partners come to the disseminator
	LimitPartners    FocusStrategy = "partner_limit"
)

// Names lists the values FocusStrategy can have.
func (FocusStrategy) Names() []string {
	return wire.Names(PartTimePost, DisseminationDay, HostAtBase, LimitPartners)
}

// UnmarshalText refuses a name that is not one of the constants.
func (f *FocusStrategy) UnmarshalText(text []byte) error {
	return wire.Enum(text, f, "a focus strategy")
}

// PromotionChannel is a way to reach possible partners (§13 and §16).
type PromotionChannel string

// The channels.
const (
	Intermediary       PromotionChannel = "intermediary" // a third party, most often the local body
	MailOut            PromotionChannel = "mail_out"
	InspectionReports  PromotionChannel = "inspection_reports" // used to find who may benefit
	AwardingBody       PromotionChannel = "awarding_body"      // shared body or specification
	ProviderWebsite    PromotionChannel = "provider_website"
	NetworkWebsite     PromotionChannel = "network_website"
	ConferenceTalk     PromotionChannel = "conference"
	ThirdPartyMaterial PromotionChannel = "third_party_material"
	OtherChannel       PromotionChannel = "other"
)

// Names lists the values PromotionChannel can have.
func (PromotionChannel) Names() []string {
	return wire.Names(Intermediary, MailOut, InspectionReports, AwardingBody, ProviderWebsite, NetworkWebsite, ConferenceTalk, ThirdPartyMaterial, OtherChannel)
}

// UnmarshalText refuses a name that is not one of the constants.
func (p *PromotionChannel) UnmarshalText(text []byte) error {
	return wire.Enum(text, p, "a promotion channel")
}

// AudienceLevel is who in the partner is addressed.
type AudienceLevel string

// The levels.
const (
	SeniorManagement AudienceLevel = "senior_management"
	MiddleManagement AudienceLevel = "middle_management"
	Practitioners    AudienceLevel = "practitioners"
	OtherAudience    AudienceLevel = "other"
)

// Names lists the values AudienceLevel can have.
func (AudienceLevel) Names() []string {
	return wire.Names(SeniorManagement, MiddleManagement, Practitioners, OtherAudience)
}

// UnmarshalText refuses a name that is not one of the constants.
func (a *AudienceLevel) UnmarshalText(text []byte) error {
	return wire.Enum(text, a, "a level of audience")
}

// Band is how well a provider performs (§20).
type Band string

// The bands, weakest first.
const (
	Weak               Band = "weak"
	Middle             Band = "middle"
	StrongNotExcellent Band = "strong_not_excellent"
	Excellent          Band = "excellent"
)

// Names lists the values Band can have.
func (Band) Names() []string {
	return wire.Names(Weak, Middle, StrongNotExcellent, Excellent)
}

// UnmarshalText refuses a name that is not one of the constants.
func (b *Band) UnmarshalText(text []byte) error { return wire.Enum(text, b, "a band of performance") }

// FilterMethod is how a filter was held.
type FilterMethod string

// The methods.
const (
	ByCorrespondence FilterMethod = "correspondence"
	ByTelephone      FilterMethod = "telephone"
	ByOtherMeans     FilterMethod = "other"
)

// Names lists the values FilterMethod can have.
func (FilterMethod) Names() []string {
	return wire.Names(ByCorrespondence, ByTelephone, ByOtherMeans)
}

// UnmarshalText refuses a name that is not one of the constants.
func (f *FilterMethod) UnmarshalText(text []byte) error { return wire.Enum(text, f, "a way to filter") }

// Mode is a way of working with a partner (stage 5).
type Mode string

// The ways of working.
const (
	OneToOne            Mode = "one_to_one" // the most effective way (§26)
	Consultancy         Mode = "consultancy"
	Visit               Mode = "visit"
	Website             Mode = "website"
	IntranetAccess      Mode = "intranet_access"
	Conference          Mode = "conference"
	InternalConsultancy Mode = "internal_consultancy" // inside one provider (§25)
	OtherMode           Mode = "other"
)

// Names lists the values Mode can have.
func (Mode) Names() []string {
	return wire.Names(OneToOne, Consultancy, Visit, Website, IntranetAccess, Conference, InternalConsultancy, OtherMode)
}

// UnmarshalText refuses a name that is not one of the constants.
func (m *Mode) UnmarshalText(text []byte) error { return wire.Enum(text, m, "a way of working") }

// Scope says whether help stays inside the provider.
type Scope string

// The two scopes.
const (
	External Scope = "external"
	Internal Scope = "internal"
)

// Names lists the values Scope can have.
func (Scope) Names() []string {
	return wire.Names(External, Internal)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *Scope) UnmarshalText(text []byte) error { return wire.Enum(text, s, "a scope") }

// ContactKind says what a contact was for.
type ContactKind string

// The kinds of contact.
const (
	FirstContact   ContactKind = "first"
	WorkingContact ContactKind = "working"
	FollowUp       ContactKind = "follow_up" // to clarify and embed (§28)
	OtherContact   ContactKind = "other"
)

// Names lists the values ContactKind can have.
func (ContactKind) Names() []string {
	return wire.Names(FirstContact, WorkingContact, FollowUp, OtherContact)
}

// UnmarshalText refuses a name that is not one of the constants.
func (c *ContactKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, c, "a kind of contact")
}

// BarrierCode names what stands in the way: of change in the partner (§32 and §34), or of the disseminator's own work.
type BarrierCode string

// The barriers.
const (
	PoorCommunication     BarrierCode = "poor_communication"
	NoActionPlanning      BarrierCode = "no_action_planning"
	IneffectiveManagement BarrierCode = "ineffective_management"
	TooRecent             BarrierCode = "too_recent"
	TooIncremental        BarrierCode = "too_incremental"
	DemandTimeCost        BarrierCode = "demand_time_cost"     // a demand-driven offer takes much time (§10)
	UnclearOffer          BarrierCode = "unclear_offer"        // nothing defined makes first contact hard (§10)
	KeyStaffPressure      BarrierCode = "key_staff_pressure"   // few people carry the work (§15)
	NoIntermediaryLink    BarrierCode = "no_intermediary_link" // those in need do not make contact (§18)
	OtherBarrier          BarrierCode = "other"
)

// Names lists the values BarrierCode can have.
func (BarrierCode) Names() []string {
	return wire.Names(PoorCommunication, NoActionPlanning, IneffectiveManagement, TooRecent, TooIncremental, DemandTimeCost,
		UnclearOffer, KeyStaffPressure, NoIntermediaryLink, OtherBarrier)
}

// UnmarshalText refuses a name that is not one of the constants.
func (b *BarrierCode) UnmarshalText(text []byte) error { return wire.Enum(text, b, "a barrier") }

// Attribution says how far a change came from this work (§32).
type Attribution string

// The attributions.
const (
	FromDisseminator   Attribution = "disseminator"
	FromOthers         Attribution = "other"
	FromBoth           Attribution = "shared"
	AttributionUnknown Attribution = "unknown" // looked at, and not to be told
)

// Names lists the values Attribution can have.
func (Attribution) Names() []string {
	return wire.Names(FromDisseminator, FromOthers, FromBoth, AttributionUnknown)
}

// UnmarshalText refuses a name that is not one of the constants.
func (a *Attribution) UnmarshalText(text []byte) error { return wire.Enum(text, a, "an attribution") }

// GainCode names what working together brought besides the changes (§35).
type GainCode string

// The gains.
const (
	ConfidenceInQuality GainCode = "confidence_in_quality" // the partner trusts what is shared
	StructuredFocus     GainCode = "structured_focus"      // more structure and a clearer focus on both sides
	Empowerment         GainCode = "empowerment"           // the duty and the money to disseminate empower both
	Motivation          GainCode = "motivation"            // status moves staff, and praise lifts the partner's
	OtherGain           GainCode = "other"
)

// Names lists the values GainCode can have.
func (GainCode) Names() []string {
	return wire.Names(ConfidenceInQuality, StructuredFocus, Empowerment, Motivation, OtherGain)
}

// UnmarshalText refuses a name that is not one of the constants.
func (g *GainCode) UnmarshalText(text []byte) error { return wire.Enum(text, g, "a gain") }

// EvidenceSource is where the figures of an assessment come from (§33).
type EvidenceSource string

// The sources.
const (
	ProviderRecords    EvidenceSource = "records"
	ReinspectionReport EvidenceSource = "reinspection_report"
	LearnerViews       EvidenceSource = "learner_views"
	Observations       EvidenceSource = "observation"
	OtherSource        EvidenceSource = "other"
)

// Names lists the values EvidenceSource can have.
func (EvidenceSource) Names() []string {
	return wire.Names(ProviderRecords, ReinspectionReport, LearnerViews, Observations, OtherSource)
}

// UnmarshalText refuses a name that is not one of the constants.
func (e *EvidenceSource) UnmarshalText(text []byte) error {
	return wire.Enum(text, e, "a source of evidence")
}

// SelectionModel is how a disseminator balances the number of its partners against what each of them needs (§21).
type SelectionModel string

// The two models.
const (
	ManyPartnersFewAreas SelectionModel = "many_partners_few_areas" // many, each with few and minor areas
	FewPartnersManyAreas SelectionModel = "few_partners_many_areas" // few, each with many issues
)

// Names lists the values SelectionModel can have.
func (SelectionModel) Names() []string { return wire.Names(ManyPartnersFewAreas, FewPartnersManyAreas) }

// UnmarshalText refuses a name that is not one of the constants.
func (m *SelectionModel) UnmarshalText(text []byte) error {
	return wire.Enum(text, m, "a model of selection")
}

// Weekday is a day of the week by its English name in lower case.
type Weekday string

// Names lists the seven days, Monday first.
func (Weekday) Names() []string {
	return []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// UnmarshalText refuses a name that is not a day of the week.
func (w *Weekday) UnmarshalText(text []byte) error { return wire.Enum(text, w, "a day of the week") }

// bandOf reads a band off an inspection grade, 1 best.
var bandOf = map[practice.Grade]Band{
	practice.Outstanding: Excellent, practice.Good: StrongNotExcellent,
	practice.RequiresImprovement: Middle, practice.Inadequate: Weak,
}
