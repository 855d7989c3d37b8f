package practice

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
)

// ProviderKind says what kind of provider of education or training it is (LSC 2004 §3).
type ProviderKind string

// The kinds of provider. Other comes with [Provider.KindNote].
const (
	College       ProviderKind = "college" // further-education and sixth-form colleges
	WorkBased     ProviderKind = "wbl"     // work-based learning: independent and employer providers
	Adult         ProviderKind = "acl"     // adult and community learning
	OtherProvider ProviderKind = "other"
)

// Names lists the values ProviderKind can have.
func (ProviderKind) Names() []string { return wire.Names(College, WorkBased, Adult, OtherProvider) }

// UnmarshalText refuses a name that is not one of the constants.
func (k *ProviderKind) UnmarshalText(text []byte) error {
	return wire.Enum(text, k, "a kind of provider")
}

// Provider is an organisation that teaches. It holds no person.
type Provider struct {
	ID       string       `json:"id"`
	UKPRN    string       `json:"ukprn,omitzero"` // UK provider reference number, eight digits kept as text
	URN      string       `json:"urn,omitzero"`   // the inspectorate's own reference
	Name     string       `json:"name,omitzero"`
	Kind     ProviderKind `json:"kind,omitzero"`
	KindNote string       `json:"kind_note,omitzero"` // what an other provider is, or the source's own label

	LocalAuthority string   `json:"local_authority,omitzero"`
	Region         string   `json:"region,omitzero"`
	Campuses       []string `json:"campuses,omitzero"`
	// AwardingBodies are the bodies and specifications its learners are examined by (LSC 2004 §16).
	AwardingBodies []string `json:"awarding_bodies,omitzero"`
	// Subcontracted says that this provider teaches on another's behalf (Staffordshire, introduction).
	Subcontracted Fact[bool] `json:"subcontracted,omitzero"`

	// Inspection is the latest full inspection and Previous the one before it; nil when there was none or it is
	// not known.
	Inspection *Inspection `json:"inspection,omitzero"`
	Previous   *Inspection `json:"previous_inspection,omitzero"`

	*wire.Extra
}

// Grade is an inspection judgement on the four-point scale of English inspections: 1 is best. Zero is no grade.
type Grade int

// The four grades. What the inspectorate calls them has changed; their order has not.
const (
	Outstanding         Grade = 1
	Good                Grade = 2
	RequiresImprovement Grade = 3
	Inadequate          Grade = 4
)

// Better reports whether g is a better judgement than h, that is a lower number. It is false when either is not a
// grade.
func (g Grade) Better(h Grade) bool { return g.valid() && h.valid() && g < h }

// UnmarshalJSON refuses a number that is not a grade, so that a 0 for "not judged" never reads as one.
func (g *Grade) UnmarshalJSON(data []byte) error {
	var n int
	if err := wire.Unmarshal(data, &n); err != nil {
		return err
	}
	if !Grade(n).valid() {
		return fmt.Errorf("%d is not a grade; grades run from 1, the best, to 4, and a grade not known is left out", n)
	}
	*g = Grade(n)
	return nil
}

func (g Grade) valid() bool { return g >= Outstanding && g <= Inadequate }

// Inspection is what an inspectorate published about a provider.
type Inspection struct {
	Inspectorate string `json:"inspectorate,omitzero"` // a label such as Ofsted, ALI or Estyn
	Number       string `json:"number,omitzero"`
	Kind         string `json:"kind,omitzero"` // the inspectorate's own words, such as Full inspection
	StartedOn    Date   `json:"started_on,omitzero"`
	EndedOn      Date   `json:"ended_on,omitzero"`
	PublishedOn  Date   `json:"published_on,omitzero"`

	// Overall is the overall effectiveness; the rest are the judgements of the 2019 framework. A judgement an
	// older framework did not make is unknown.
	Overall               Fact[Grade] `json:"overall,omitzero"`
	QualityOfEducation    Fact[Grade] `json:"quality_of_education,omitzero"`
	BehaviourAndAttitudes Fact[Grade] `json:"behaviour_and_attitudes,omitzero"`
	PersonalDevelopment   Fact[Grade] `json:"personal_development,omitzero"`
	Leadership            Fact[Grade] `json:"leadership,omitzero"`
	// SkillsNeeds is the contribution to meeting skills needs: limited, reasonable or strong.
	SkillsNeeds Fact[string] `json:"skills_needs,omitzero"`
	// SafeguardingEffective is whether safeguarding was judged effective.
	SafeguardingEffective Fact[bool] `json:"safeguarding_effective,omitzero"`

	*wire.Extra
}
