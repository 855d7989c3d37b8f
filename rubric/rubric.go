package rubric

import (
	"maps"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Polarity says what it means that a descriptor is true (W-52).
type Polarity string

// The polarities. A limitation is expected to stop being true as a partnership grows, and is never a gap (W-53).
const (
	Strength   Polarity = "strength"
	Limitation Polarity = "limitation"
	Developing Polarity = "developing" // under way or partial
)

// Names lists the values Polarity can have.
func (Polarity) Names() []string { return wire.Names(Strength, Limitation, Developing) }

// UnmarshalText refuses a name that is not one of the constants.
func (p *Polarity) UnmarshalText(text []byte) error { return wire.Enum(text, p, "a polarity") }

// TitleSource says where a topic's title comes from (A-W6).
type TitleSource string

// The sources of a title.
const (
	TitlePrinted      TitleSource = "printed"
	TitleFromOverview TitleSource = "overview" // the heading is lost; taken from the overview of the domain
)

// Names lists the values TitleSource can have.
func (TitleSource) Names() []string { return wire.Names(TitlePrinted, TitleFromOverview) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *TitleSource) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a source of a title")
}

// Ref names a rubric and its edition, so that an assessment can say what it was made on.
type Ref struct {
	ID      string `json:"id"`
	Edition string `json:"edition"`
	*wire.Extra
}

// Descriptor is one lettered statement that may or may not describe a partnership (W-33). Its id, such as T07.ES.a,
// is permanent: topic, level and letter as printed. A statement that changes its meaning gets another id.
type Descriptor struct {
	ID       string   `json:"id"`
	Topic    string   `json:"topic"`
	Level    Level    `json:"level"`
	Letter   string   `json:"letter"`
	Polarity Polarity `json:"polarity"`
	// Repeats is the id of an earlier descriptor of the same level that says the same. The two count once (W-55).
	Repeats string `json:"repeats,omitzero"`
}

// Topic is one row of the rubric: the thing a level is agreed for.
type Topic struct {
	ID     string      `json:"id"`
	Number int         `json:"number"` // from 1, as printed
	Domain string      `json:"domain"`
	Title  TitleSource `json:"title_source,omitzero"`
	// Bridges are the packages whose models this topic touches because it speaks of sharing practice (W-59).
	Bridges     []string     `json:"bridges,omitzero"`
	Descriptors []Descriptor `json:"descriptors"` // lowest level first, by letter within a level
}

// At returns the topic's descriptors at one level: a column of the row.
func (t Topic) At(l Level) []Descriptor {
	var at []Descriptor
	for _, d := range t.Descriptors {
		if d.Level == l {
			at = append(at, d)
		}
	}
	return at
}

// Link says that what one topic gathers is used in others, such as learner voice (W-58).
type Link struct {
	ID     string   `json:"id"`
	Source string   `json:"source,omitzero"`
	From   string   `json:"from"`
	To     []string `json:"to"`
}

// Role is a part that people play under several names (W-57).
type Role struct {
	ID    string   `json:"id"`
	Names []string `json:"names"`
}

// Erratum notes a flaw of the printed rubric and how it is read.
type Erratum struct {
	Source string   `json:"source,omitzero"` // id of the ambiguity, such as A-W4
	About  []string `json:"about,omitzero"`  // ids of topics, descriptors or objectives; none for the rubric as a whole
	Note   string   `json:"note"`
}

// Provenance says who made a rubric and on what (W-05, W-10, W-11, W-37, W-56).
type Provenance struct {
	CommissionedBy string   `json:"commissioned_by,omitzero"`
	MadeBy         []string `json:"made_by,omitzero"`
	InputFrom      []string `json:"input_from,omitzero"`
	Evidence       []string `json:"evidence,omitzero"`
	References     int      `json:"references,omitzero"` // entries in its bibliography
}

// Rubric is a rubric as data: domains, topics, levels and lettered descriptors, with texts in one or more languages.
// Get one from [ACLWales] or [Load]. It never changes: every method that returns a list returns a copy, and
// [Rubric.WithText] makes another rubric. Any number of goroutines may use one.
type Rubric struct {
	ref        Ref
	language   string // the language whose texts are complete
	provenance Provenance
	domains    []string
	topics     []Topic
	links      []Link
	roles      []Role
	objectives Objectives
	errata     []Erratum

	topic      map[string]int // place in topics by id
	descriptor map[string]Descriptor
	ids        []string // everything that has a text, in the order of the rubric
	text       map[string]map[string]string
	wording    map[string]string
}

// Ref names the rubric and its edition.
func (r *Rubric) Ref() Ref { return r.ref }

// Provenance says who made the rubric and on what.
func (r *Rubric) Provenance() Provenance {
	p := r.provenance
	p.MadeBy, p.InputFrom, p.Evidence = slices.Clone(p.MadeBy), slices.Clone(p.InputFrom), slices.Clone(p.Evidence)
	return p
}

// Domains lists the ids of the domains, in printed order (W-12).
func (r *Rubric) Domains() []string { return slices.Clone(r.domains) }

// Topics lists the topics in printed order (W-13 to W-18).
func (r *Rubric) Topics() []Topic {
	topics := slices.Clone(r.topics)
	for i := range topics {
		topics[i] = topics[i].clone()
	}
	return topics
}

func (t Topic) clone() Topic {
	t.Bridges, t.Descriptors = slices.Clone(t.Bridges), slices.Clone(t.Descriptors)
	return t
}

// Topic returns the topic with an id, and false when the rubric has none.
func (r *Rubric) Topic(id string) (Topic, bool) {
	i, ok := r.topic[id]
	if !ok {
		return Topic{}, false
	}
	return r.topics[i].clone(), true
}

// Descriptor returns the descriptor with an id, and false when the rubric has none.
func (r *Rubric) Descriptor(id string) (Descriptor, bool) {
	d, ok := r.descriptor[id]
	return d, ok
}

// Links lists which topics feed which others.
func (r *Rubric) Links() []Link {
	links := slices.Clone(r.links)
	for i := range links {
		links[i].To = slices.Clone(links[i].To)
	}
	return links
}

// Roles lists the parts that the rubric gives several names.
func (r *Rubric) Roles() []Role {
	roles := slices.Clone(r.roles)
	for i := range roles {
		roles[i].Names = slices.Clone(roles[i].Names)
	}
	return roles
}

// Errata lists the flaws of the printed rubric and how each is read.
func (r *Rubric) Errata() []Erratum {
	errata := slices.Clone(r.errata)
	for i := range errata {
		errata[i].About = slices.Clone(errata[i].About)
	}
	return errata
}

// Languages lists, sorted, the languages that any text is in. Only the first language of a rubric is sure to be
// complete; see [Rubric.Untranslated].
func (r *Rubric) Languages() []string { return slices.Sorted(maps.Keys(r.text)) }

// Wording says what the texts of a language are, in the words of whoever supplied them: labels for short labels,
// published for the published wording; empty when the language is missing.
func (r *Rubric) Wording(language string) string { return r.wording[language] }
