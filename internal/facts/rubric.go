package facts

import (
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// rubricSubjects lists what rules about the partnership rubric judge.
func rubricSubjects() []Subject {
	return []Subject{
		ladder("assessment", StageGate, reflect.TypeFor[Assessment](), rubric.Life()),
		ladder("topic", StageGate, reflect.TypeFor[Topic](), rubric.TopicLife()),
	}
}

// What rules read of an assessment lies in the structs below as plain fields.
var rubricDerived map[reflect.Type][]*rules.Field

// The structs below are what rules about the rubric can read. They are made from the documents and are not the documents:
// the source rules out one verdict of the whole (W-45, W-46), so a level is a number in the one place where a rule asks
// for the next one, that of the topic in hand. Everywhere else it is a name, which nothing adds up, and of the other
// topics an assessment shows none.
type (
	// Assessment is an assessment as a whole.
	Assessment struct {
		Assessment *SelfAssessment `json:"assessment"`
		Step       *Step           `json:"step,omitzero"`
	}
	// Topic is one topic of an assessment.
	Topic struct {
		Topic      *AssessedTopic  `json:"topic"`
		Assessment *SelfAssessment `json:"assessment,omitzero"`
		Step       *Step           `json:"step,omitzero"`
	}
)

func (r *Assessment) state() string {
	return stateOf(r.Assessment, func(a *SelfAssessment) rubric.State { return a.State })
}
func (r *Topic) state() string {
	return stateOf(r.Topic, func(t *AssessedTopic) rubric.TopicState { return t.State })
}

// Key is the id that decisions about the topic carry, as [rubric.Assessment.TopicKey] gives it. Where the assessment is
// not known it is that of the topic alone.
func (r *Topic) Key() string {
	switch {
	case r.Topic == nil:
		return ""
	case r.Assessment == nil:
		return r.Topic.ID
	}
	return rubric.Assessment{ID: r.Assessment.ID}.TopicKey(r.Topic.ID)
}

func (r *Assessment) step(s *Step) { r.Step = s }
func (r *Topic) step(s *Step)      { r.Step = s }

// SelfAssessment is what rules read of an assessment.
type SelfAssessment struct {
	rubric.Assessment `rule:"-"`

	ID            string           `json:"id"`
	PartnershipID string           `json:"partnership_id"`
	Subject       rubric.Subject   `json:"subject"`
	Rubric        rubric.Ref       `json:"rubric"`
	Facets        []rubric.Facet   `json:"facets"`
	Purposes      []rubric.Purpose `json:"purposes"`
	LeadGroup     string           `json:"lead_group"`
	OpenedOn      practice.Date    `json:"opened_on"`
	PreviousID    string           `json:"previous_id"`
	Topics        []TopicInScope   `json:"topics"`
	State         rubric.State     `json:"state"`
	// Domains are those with a topic in scope, in printed order. They are known where the rubric is.
	Domains practice.Fact[[]string] `json:"domains"`
	// Perspectives are those that somebody spoke from, on any topic.
	Perspectives []rubric.Perspective `json:"perspectives"`
}

// TopicInScope is what rules about a whole assessment read of each topic. It has no level.
type TopicInScope struct {
	ID         string              `json:"id"`
	State      rubric.TopicState   `json:"state"`
	Domain     string              `json:"domain"`
	IsPriority practice.Fact[bool] `json:"is_priority"`
}

// AssessedTopic is what rules read of one topic of an assessment.
type AssessedTopic struct {
	rubric.AssessedTopic `rule:"-"`

	ID     string            `json:"id"`
	Domain string            `json:"domain"`
	State  rubric.TopicState `json:"state"`
	// Views are the latest of each voice.
	Views []View `json:"views"`
	// Partners are those that said something in their latest views, once each.
	Partners   []string                  `json:"partners"`
	Answers    []rubric.DescriptorAnswer `json:"answers"`
	Evidence   []Evidence                `json:"evidence"`
	Comments   string                    `json:"comments"`
	Moderation *Moderation               `json:"moderation"`

	AgreedRank practice.Fact[int] `json:"agreed_rank"`
	AgreedOn   practice.Date      `json:"agreed_on"`
	AgreedBy   rubric.AgreedBy    `json:"agreed_by"`
	// UnmetLowerStrengths are known where the rubric is and a level is agreed.
	UnmetLowerStrengths practice.Fact[[]Descriptor] `json:"unmet_lower_strengths"`

	IsPriority  practice.Fact[bool] `json:"is_priority"`
	NextSteps   []Descriptor        `json:"next_steps"`
	Springboard string              `json:"springboard"`
	Actions     []rubric.Action     `json:"actions"`
	// WorkedOn are the descriptors that next steps and actions name, once each.
	WorkedOn   []Descriptor  `json:"worked_on"`
	ReviewedOn practice.Date `json:"reviewed_on"`
	Review     string        `json:"review"`
}

// View is what rules read of the view of one voice.
type View struct {
	Partner     string                    `json:"partner"`
	Perspective rubric.Perspective        `json:"perspective"`
	Group       string                    `json:"group"`
	On          practice.Date             `json:"on"`
	Level       LevelName                 `json:"level"`
	NoLevel     rubric.NoLevel            `json:"no_level"`
	Reason      string                    `json:"reason"`
	Answers     []rubric.DescriptorAnswer `json:"answers"`
	Respondents practice.Fact[int]        `json:"respondents"`
}

// Evidence is what rules read of a piece of evidence.
type Evidence struct {
	ID          string        `json:"id"`
	Partner     string        `json:"partner"`
	Level       LevelName     `json:"level"`
	Descriptors []string      `json:"descriptors"`
	What        string        `json:"what"`
	PracticeID  string        `json:"practice_id"`
	On          practice.Date `json:"on"`
}

// Moderation is what rules read of the discussion. The level it came to is the topic's.
type Moderation struct {
	HeldOn      practice.Date `json:"held_on"`
	Moderator   string        `json:"moderator"`
	Differences string        `json:"differences"`
	Reason      string        `json:"reason"`
	Dissent     []Dissent     `json:"dissent"`
}

// Dissent is what rules read of a view that differs from the level agreed.
type Dissent struct {
	Partner     string             `json:"partner"`
	Perspective rubric.Perspective `json:"perspective"`
	Group       string             `json:"group"`
	Level       LevelName          `json:"level"`
	Reason      string             `json:"reason"`
}

// Descriptor is a descriptor that a topic names. Rank and polarity are known where the rubric has it under this topic.
type Descriptor struct {
	ID       string             `json:"id" rule:"counted"`
	Rank     practice.Fact[int] `json:"rank" rule:"counted"`
	Polarity rubric.Polarity    `json:"polarity" rule:"counted"`
	Answer   rubric.Answer      `json:"answer" rule:"counted"` // the partnership's
}

// LevelName is a level as a name, so that no rule can reckon with it.
type LevelName string

// Names lists the levels, lowest first.
func (LevelName) Names() []string {
	var names []string
	for _, l := range rubric.Levels() {
		names = append(names, l.String())
	}
	return names
}

// RubricOf returns the rubric that comes with the module where the assessment names it, else nil.
func RubricOf(a rubric.Assessment) *rubric.Rubric {
	if wales := rubric.ACLWales(); madeOn(a, wales) {
		return wales
	}
	return nil
}

func madeOn(a rubric.Assessment, r *rubric.Rubric) bool {
	return r != nil && a.Rubric.ID == r.Ref().ID && a.Rubric.Edition == r.Ref().Edition
}

// NewAssessment makes what rules read of an assessment. What follows from a rubric it was not made on is not known.
func NewAssessment(a rubric.Assessment, r *rubric.Rubric) *SelfAssessment {
	if !madeOn(a, r) {
		r = nil
	}
	s := &SelfAssessment{Assessment: a, ID: a.ID, PartnershipID: a.PartnershipID, Subject: a.Subject, Rubric: a.Rubric,
		Facets: a.Facets, Purposes: a.Purposes, LeadGroup: a.LeadGroup, OpenedOn: a.OpenedOn, PreviousID: a.PreviousID,
		State: a.State}
	domains := map[string]bool{}
	for _, t := range a.Topics {
		in := TopicInScope{ID: t.ID, State: t.State, Domain: domainOf(r, t.ID), IsPriority: t.IsPriority}
		domains[in.Domain] = true
		s.Topics = append(s.Topics, in)
		for _, v := range t.Views {
			if heard(v) && v.Perspective != "" && !slices.Contains(s.Perspectives, v.Perspective) {
				s.Perspectives = append(s.Perspectives, v.Perspective)
			}
		}
	}
	slices.Sort(s.Perspectives)
	if r != nil {
		s.Domains = practice.Known(slices.DeleteFunc(r.Domains(), func(d string) bool { return !domains[d] }))
	}
	return s
}

func domainOf(r *rubric.Rubric, topic string) string {
	if r == nil {
		return ""
	}
	t, _ := r.Topic(topic)
	return t.Domain
}

// heard reports whether a view says anything. One that was hidden since its group is small did.
func heard(v rubric.View) bool {
	return v.Level != 0 || v.Reason != "" || len(v.Answers) > 0 || v.NoLevel == rubric.Suppressed
}

// NewTopic makes what rules about one topic read. What follows from a rubric that the assessment was not made on is not
// known, and a topic that is not in scope is absent.
func NewTopic(a rubric.Assessment, topic string, r *rubric.Rubric) *Topic {
	roots := &Topic{Assessment: NewAssessment(a, r)}
	if t, ok := a.Topic(topic); ok {
		if !madeOn(a, r) {
			r = nil
		}
		roots.Topic = newAssessedTopic(t, r)
	}
	return roots
}

func newAssessedTopic(t rubric.AssessedTopic, r *rubric.Rubric) *AssessedTopic {
	s := &AssessedTopic{AssessedTopic: t, ID: t.ID, Domain: domainOf(r, t.ID), State: t.State, Answers: t.Answers, Comments: t.Comments,
		IsPriority: t.IsPriority, Springboard: t.Springboard, Actions: t.Actions, ReviewedOn: t.ReviewedOn, Review: t.Review}
	for _, v := range t.CurrentViews() {
		s.Views = append(s.Views, View{Partner: v.Partner, Perspective: v.Perspective, Group: v.Group, On: v.On, Level: nameOf(v.Level),
			NoLevel: v.NoLevel, Reason: v.Reason, Answers: v.Answers, Respondents: v.Respondents})
		if heard(v) && v.Partner != "" && !slices.Contains(s.Partners, v.Partner) {
			s.Partners = append(s.Partners, v.Partner)
		}
	}
	for _, e := range t.Evidence {
		s.Evidence = append(s.Evidence, Evidence{ID: e.ID, Partner: e.Partner, Level: nameOf(e.Level), Descriptors: e.Descriptors,
			What: e.What, PracticeID: e.PracticeID, On: e.On})
	}
	s.agreed(t, r)
	for _, id := range t.NextSteps {
		s.NextSteps = append(s.NextSteps, s.descriptor(id, r))
		s.workOn(id, r)
	}
	for _, a := range t.Actions {
		for _, id := range a.Descriptors {
			s.workOn(id, r)
		}
	}
	return s
}

// agreed takes over what the discussion came to.
func (s *AssessedTopic) agreed(t rubric.AssessedTopic, r *rubric.Rubric) {
	m := t.Moderation
	if m == nil {
		return
	}
	s.Moderation = &Moderation{HeldOn: m.HeldOn, Moderator: m.Moderator, Differences: m.Differences, Reason: m.Reason}
	for _, d := range m.Dissent {
		s.Moderation.Dissent = append(s.Moderation.Dissent, Dissent{Partner: d.Partner, Perspective: d.Perspective, Group: d.Group,
			Level: nameOf(d.Level), Reason: d.Reason})
	}
	s.AgreedOn, s.AgreedBy = m.AgreedOn, m.AgreedBy
	if m.Level == 0 {
		return
	}
	s.AgreedRank = practice.Known(int(m.Level))
	if r == nil {
		return
	}
	// Answers that the rubric cannot read, such as one about another topic, leave the gaps unknown.
	if gaps, err := r.Gaps(t.ID, m.Level, t.Answers); err == nil {
		unmet := make([]Descriptor, len(gaps.Unmet))
		for i, g := range gaps.Unmet {
			unmet[i] = s.descriptor(g.Descriptor, r)
		}
		s.UnmetLowerStrengths = practice.Known(unmet)
	}
}

func (s *AssessedTopic) workOn(id string, r *rubric.Rubric) {
	if !slices.ContainsFunc(s.WorkedOn, func(d Descriptor) bool { return d.ID == id }) {
		s.WorkedOn = append(s.WorkedOn, s.descriptor(id, r))
	}
}

func (s *AssessedTopic) descriptor(id string, r *rubric.Rubric) Descriptor {
	d := Descriptor{ID: id}
	for _, a := range s.Answers {
		if a.Descriptor == id {
			d.Answer = a.Answer // a later answer counts
		}
	}
	if r == nil {
		return d
	}
	if known, ok := r.Descriptor(id); ok && known.Topic == s.ID {
		d.Rank, d.Polarity = practice.Known(int(known.Level)), known.Polarity
	}
	return d
}

// nameOf is empty for a level that is none of the four, as for none.
func nameOf(l rubric.Level) LevelName {
	if !l.Valid() {
		return ""
	}
	return LevelName(l.String())
}

// UnmarshalJSON reads an assessment and works out what follows from it.
func (s *SelfAssessment) UnmarshalJSON(data []byte) error {
	var read rubric.Assessment
	if err := wire.UnmarshalStrict(data, &read); err != nil {
		return err
	}
	*s = *NewAssessment(read, RubricOf(read))
	return nil
}

// UnmarshalJSON reads a topic and its assessment, whose rubric says what the topic's descriptors are.
func (r *Topic) UnmarshalJSON(data []byte) error {
	var read struct {
		Topic      *rubric.AssessedTopic `json:"topic"`
		Assessment *SelfAssessment       `json:"assessment"`
		Step       *Step                 `json:"step"`
	}
	if err := wire.UnmarshalStrict(data, &read); err != nil {
		return err
	}
	*r = Topic{Assessment: read.Assessment, Step: read.Step}
	if read.Topic != nil {
		var on *rubric.Rubric
		if read.Assessment != nil {
			on = RubricOf(read.Assessment.Assessment)
		}
		r.Topic = newAssessedTopic(*read.Topic, on)
	}
	return nil
}
