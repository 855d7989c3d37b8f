package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Assessment is one cycle of a partnership's self-assessment on one edition of a rubric. It holds a machine for each
// topic, which move on their own (W-44), and has no level of its own (W-45).
type Assessment struct {
	ID            string    `json:"id"`
	PartnershipID string    `json:"partnership_id,omitzero"`
	Subject       Subject   `json:"subject,omitzero"`
	Rubric        Ref       `json:"rubric"`
	Facets        []Facet   `json:"facets,omitzero"`
	Purposes      []Purpose `json:"purposes,omitzero"`
	// LeadGroup is who leads, as an id or a role; usually the strategy group (W-39).
	LeadGroup  string        `json:"lead_group,omitzero"`
	OpenedOn   practice.Date `json:"opened_on,omitzero"`
	PreviousID string        `json:"previous_id,omitzero"` // the assessment before this one (W-50)
	// Topics are those in scope, as a rule all of the rubric's (W-18).
	Topics []AssessedTopic `json:"topics,omitzero"`
	// Objectives are the partnership's own reading of the statement of objectives (W-19).
	Objectives []LocalObjective `json:"objectives,omitzero"`

	State   State           `json:"state"`
	History []practice.Step `json:"history,omitzero"`
	*wire.Extra
}

// AssessedTopic is one topic of an assessment: every view, the discussion, the level agreed and what follows.
type AssessedTopic struct {
	ID    string     `json:"id"` // of the topic in the rubric, such as T07
	State TopicState `json:"state"`

	Views []View `json:"views,omitzero"` // every view ever given, in the order they came
	// Answers are the partnership's own, settled in the discussion. Suggestions and gaps come from them.
	Answers  []DescriptorAnswer `json:"answers,omitzero"`
	Evidence []Evidence         `json:"evidence,omitzero"`
	Comments string             `json:"comments,omitzero"` // (W-47)

	Moderation *Moderation `json:"moderation,omitzero"`
	// Earlier are the moderations whose level was reopened, oldest first.
	Earlier []Moderation `json:"earlier,omitzero"`

	IsPriority  practice.Fact[bool] `json:"is_priority,omitzero"`
	NextSteps   []string            `json:"next_steps,omitzero"`  // ids of descriptors chosen from the next level (W-35)
	Springboard string              `json:"springboard,omitzero"` // at Extending: what to build from here (W-36)
	Actions     []Action            `json:"actions,omitzero"`
	// ReviewedOn is when progress was looked at, and Review what was found.
	ReviewedOn practice.Date `json:"reviewed_on,omitzero"`
	Review     string        `json:"review,omitzero"`

	History []practice.Step `json:"history,omitzero"`
	*wire.Extra
}

// Open begins an assessment of a partnership on every topic of the rubric.
func (r *Rubric) Open(id, partnershipID string, on practice.Date) Assessment {
	a := Assessment{ID: id, PartnershipID: partnershipID, Subject: OfPartnership, Rubric: r.ref, OpenedOn: on, State: Opened}
	for _, t := range r.topics {
		a.Topics = append(a.Topics, AssessedTopic{ID: t.ID, State: NotStarted})
	}
	return a
}

// NextCycle begins the assessment after this one, on the rubric given: nothing is carried over but the partnership, the
// lead group, the scope as far as the rubric still has it, and the local objectives. A topic's level of last time is in
// [Compare], never in the new views.
func (r *Rubric) NextCycle(last Assessment, id string, on practice.Date) Assessment {
	a := r.Open(id, last.PartnershipID, on)
	a.PreviousID, a.LeadGroup = last.ID, last.LeadGroup
	a.Facets, a.Purposes = slices.Clone(last.Facets), slices.Clone(last.Purposes)
	a.Objectives = slices.Clone(last.Objectives)
	a.Topics = slices.DeleteFunc(a.Topics, func(t AssessedTopic) bool {
		_, had := last.Topic(t.ID)
		return !had && last.Rubric.ID == r.ref.ID && last.Rubric.Edition == r.ref.Edition
	})
	return a
}

// Topic returns the topic with an id, and false where it is not in scope.
func (a Assessment) Topic(id string) (AssessedTopic, bool) {
	i := a.index(id)
	if i < 0 {
		return AssessedTopic{}, false
	}
	return a.Topics[i], true
}

func (a Assessment) index(id string) int {
	return slices.IndexFunc(a.Topics, func(t AssessedTopic) bool { return t.ID == id })
}

// WithTopic returns the assessment with a topic in place of the one with its id, or added to the scope. The receiver is
// unchanged.
func (a Assessment) WithTopic(t AssessedTopic) Assessment {
	a.Topics = slices.Clone(a.Topics)
	if i := a.index(t.ID); i >= 0 {
		a.Topics[i] = t
	} else {
		a.Topics = append(a.Topics, t)
	}
	return a
}

// TopicKey is the id that rulings about one topic carry: those of the assessment and the topic with a stroke between,
// such as A-2026/T07.
func (a Assessment) TopicKey(topic string) string { return a.ID + "/" + topic }

// Perspectives lists, sorted and once each, the perspectives that any view speaks from (W-40).
func (a Assessment) Perspectives() []Perspective {
	var all []Perspective
	for _, t := range a.Topics {
		for _, v := range t.Views {
			if v.Perspective != "" {
				all = append(all, v.Perspective)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Level returns the level the partnership agreed, and zero where none is agreed.
func (t AssessedTopic) Level() Level {
	if t.Moderation == nil {
		return 0
	}
	return t.Moderation.Level
}

// WithView returns the topic with one more view at the end. The receiver is unchanged.
func (t AssessedTopic) WithView(v View) AssessedTopic {
	t.Views = append(slices.Clip(t.Views), v)
	return t
}

// CurrentViews returns the latest view of each voice, ordered by voice. A later date counts, and of two views of the same
// day, or without one, the one that came later; the others stay in Views.
func (t AssessedTopic) CurrentViews() []View {
	latest := map[Voice]View{}
	for _, v := range t.Views {
		if last, ok := latest[v.Voice()]; !ok || !v.On.Before(last.On) {
			latest[v.Voice()] = v
		}
	}
	views := make([]View, 0, len(latest))
	for _, v := range latest {
		views = append(views, v)
	}
	slices.SortFunc(views, func(v, w View) int { return v.Voice().Compare(w.Voice()) })
	return views
}

// EvidenceFor returns the evidence that speaks to a descriptor, newest first and undated last.
func (t AssessedTopic) EvidenceFor(descriptor string) []Evidence {
	var found []Evidence
	for _, e := range t.Evidence {
		if slices.Contains(e.Descriptors, descriptor) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b Evidence) int { return b.On.Compare(a.On) })
	return found
}
