package main

import (
	"cmp"
	"errors"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// story is the whole report, in the form and order that -json writes. The text tells a part of it.
type story struct {
	Today       practice.Date                       `json:"today"`
	College     journey[dissemination.Disseminator] `json:"college"`
	Practices   []journey[practice.Practice]        `json:"practices"`
	Selection   choosing                            `json:"selection"`
	Engagements []journey[dissemination.Engagement] `json:"engagements"`
	Due         []evaluate.Due                      `json:"due"` // overdue first
	Changes     []change                            `json:"changes"`
	Closed      *explanation                        `json:"closed_gate_explained,omitzero"`
	Rules       practice.RulesRef                   `json:"rules"`
	RuleCount   int                                 `json:"rule_count"`
	// Facts says what the facts mean that gates ask for, by path.
	Facts map[string]string `json:"facts"`

	names map[string]string  // of providers and practices, by id
	work  dissemination.Work // as it stands at the end
}

// journey is what happened to one document, and the document as it stands at the end.
type journey[T any] struct {
	ID       string `json:"id"`
	Gates    []gate `json:"gates"`
	Document T      `json:"document"`
}

// choosing is the choice among the open enquiries.
type choosing struct {
	Lists beacon.Selection `json:"lists"`
	// Moves are what became of those chosen: accepted, or held by advice that nobody has answered.
	Moves []gate `json:"moves"`
}

// change is one figure of a finished engagement, before and after.
type change struct {
	Engagement string        `json:"engagement"`
	Partner    string        `json:"partner"`
	On         practice.Date `json:"on,omitzero"`
	// The rest is the measure as it was recorded.
	Name        string                    `json:"name"`
	Unit        string                    `json:"unit,omitzero"`
	Before      practice.Fact[float64]    `json:"before,omitzero"`
	After       practice.Fact[float64]    `json:"after,omitzero"`
	Change      practice.Fact[float64]    `json:"change,omitzero"`
	Attribution dissemination.Attribution `json:"attribution,omitzero"`
}

// teller tells a story. The faults of rules are gathered, for a rule that fails opens nothing and hides nothing.
type teller struct {
	engine *beacon.Engine
	docs   *documents
	today  practice.Date
	faults []error
	born   map[string]bool // ids of variations
}

// tell takes the documents through what happened to them. An error is a *[dataError], or a *[faultError] beside a story
// that is whole.
func tell(engine *beacon.Engine, docs *documents, today practice.Date) (story, error) {
	t := &teller{engine: engine, docs: docs, today: today, born: map[string]bool{}}
	s := story{Today: today, Changes: []change{}, names: map[string]string{}}
	work := asOf(docs.work, today)
	var err error
	if s.College, err = walk(t, disseminators(engine, &work), work.Disseminator); err != nil {
		return s, err
	}
	work.Disseminator = s.College.Document
	if s.Practices, err = t.practices(); err != nil {
		return s, err
	}
	if s.Engagements, err = t.engagements(&work); err != nil {
		return s, err
	}
	if s.Selection, err = t.choose(&work); err != nil {
		return s, err
	}
	s.Due = t.dueFirst(work.Engagements)
	for _, e := range work.Engagements {
		s.Changes = append(s.Changes, changes(e)...)
	}
	if s.Closed, err = t.explain(s); err != nil {
		return s, err
	}
	s.Rules, s.RuleCount = t.rules(work), len(engine.Rules())
	s.Facts = meanings(engine, s.gates(), s.Selection.Lists)
	s.name(work)
	s.work = work
	if len(t.faults) > 0 {
		err = &faultError{t.faults}
	}
	return s, err
}

// rules names the packs in force; every decision has them.
func (t *teller) rules(w dissemination.Work) practice.RulesRef {
	d, err := t.engine.Review(beacon.OnDisseminator(w), t.today)
	t.fault(err)
	return d.Rules
}

func (t *teller) fault(err error) {
	if err != nil {
		t.faults = append(t.faults, err)
	}
}

// walk takes a document through its steps.
func walk[T any](t *teller, m mover[T], doc T) (journey[T], error) {
	s := t.docs.scripts[m.id(doc)]
	j := journey[T]{ID: m.id(doc), Gates: []gate{}}
	var err error
	for _, st := range s.upTo(t.today) {
		if st.transfer != "" || st.vary != nil {
			return j, &dataError{s.file, st.at, errors.New("only a practice has transfers and variations")}
		}
		if err = stateError(s, st, m.known); err == nil {
			doc, err = learn(s, st, doc)
		}
		if err != nil {
			return j, err
		}
		var g gate
		doc, g, err = m.try(doc, st)
		t.fault(err)
		j.Gates = append(j.Gates, g)
	}
	j.Document = doc
	return j, nil
}

// stateError refuses a state that no document of the kind can have.
func stateError(s *script, st step, known func(string) error) error {
	if st.to == "" {
		return nil
	}
	if err := known(st.to); err != nil {
		return &dataError{s.file, st.at + "/to", err}
	}
	return nil
}

// ahead adds the step that would come next, where one can follow.
func ahead[T any](t *teller, m mover[T], j *journey[T]) {
	g, ok, err := m.ahead(j.Document, t.today)
	t.fault(err)
	if ok {
		j.Gates = append(j.Gates, g)
	}
}

func (t *teller) engagements(work *dissemination.Work) ([]journey[dissemination.Engagement], error) {
	all := []journey[dissemination.Engagement]{}
	m := engagements(t.engine, work)
	for _, e := range work.Engagements {
		j, err := walk(t, m, e)
		if err != nil {
			return nil, err
		}
		*work = work.With(j.Document)
		if state := j.Document.State; state != dissemination.Evaluated && state != dissemination.Stopped {
			ahead(t, m, &j)
		}
		all = append(all, j)
	}
	return all, nil
}

// choose lets the enquiries take their own steps and then chooses among those still open.
func (t *teller) choose(work *dissemination.Work) (choosing, error) {
	c := choosing{Moves: []gate{}}
	m := enquiries(t.engine, work)
	for _, q := range work.Enquiries {
		j, err := walk(t, m, q)
		if err != nil {
			return c, err
		}
		*work = work.WithEnquiry(j.Document)
	}
	var err error
	c.Lists, err = t.engine.Select(*work, t.today)
	t.fault(err)
	for _, chosen := range c.Lists.Accepted {
		_, g, err := m.try(chosen.Enquiry, step{on: t.today, to: string(dissemination.Accepted)})
		t.fault(err)
		c.Moves = append(c.Moves, g)
	}
	return c, nil
}

// dueFirst puts what is overdue before what is due, and that before what is to come.
func (t *teller) dueFirst(all []dissemination.Engagement) []evaluate.Due {
	list := append([]evaluate.Due{}, evaluate.DueList(all, t.today, t.engine.Calendar())...)
	rank := map[evaluate.DueStatus]int{evaluate.DoneLate: 1, evaluate.Done: 1, evaluate.DueNow: 2, evaluate.Upcoming: 3}
	slices.SortStableFunc(list, func(a, b evaluate.Due) int { return cmp.Compare(rank[a.Status], rank[b.Status]) })
	return list
}

// changes are the figures of an engagement whose impact was put into figures.
func changes(e dissemination.Engagement) []change {
	var all []change
	for _, a := range e.Assessments {
		if e.State == dissemination.Evaluated && !a.HeldOn.IsZero() {
			for _, m := range a.Measures {
				all = append(all, change{e.ID, e.PartnerID, a.HeldOn, m.Name, m.Unit, m.Before, m.After, m.Change(), m.Attribution})
			}
		}
	}
	return all
}

// gates lists every gate, those of engagements first, since that is where most is at stake.
func (s story) gates() []gate {
	var all []gate
	for _, e := range s.Engagements {
		all = append(all, e.Gates...)
	}
	all = append(all, s.College.Gates...)
	for _, p := range s.Practices {
		all = append(all, p.Gates...)
	}
	return all
}

func allCandidates(l beacon.Selection) []beacon.Candidate {
	return slices.Concat(l.Accepted, l.Waiting, l.Declined, l.ToAsk)
}

// name notes what people call what the documents give an id.
func (s *story) name(w dissemination.Work) {
	for _, q := range w.Enquiries {
		s.names[q.Provider.ID] = cmp.Or(q.Provider.Name, q.Provider.ID)
	}
	for _, e := range w.Engagements {
		s.names[e.ID] = cmp.Or(s.names[e.PartnerID], e.PartnerID, e.ID)
	}
	for _, p := range s.Practices {
		s.names[p.ID] = cmp.Or(p.Document.Title, p.ID)
	}
}
