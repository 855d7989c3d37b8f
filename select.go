package beacon

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Selection is what became of the open enquiries of a programme of work (LSC 2004 stage 4). Every open enquiry is in
// exactly one list.
type Selection struct {
	// Places are the partners that can still be taken; unknown when the disseminator set no limit.
	Places   practice.Fact[int] `json:"places,omitzero"`
	Accepted []Candidate        `json:"accepted,omitzero"` // best first, within the places
	Waiting  []Candidate        `json:"waiting,omitzero"`  // open, but there is no place left
	Declined []Candidate        `json:"declined,omitzero"` // the rules close it; pointed elsewhere
	ToAsk    []Candidate        `json:"to_ask,omitzero"`   // facts decide that are not recorded
}

// Candidate is one enquiry with what the rules say of it.
type Candidate struct {
	Enquiry  dissemination.Enquiry `json:"enquiry"`
	Decision Decision              `json:"decision"`
	// Score is the sum of the terms, each value times its weight; terms that are not known add nothing.
	Score float64 `json:"score"`
	Terms []Term  `json:"terms,omitzero"`
	// Choices are what the packs' choices picked, such as how to approach the partner.
	Choices []Choice `json:"choices,omitzero"`
	// Signposts are other sources of support, given to those that are declined or wait.
	Signposts []dissemination.Signpost `json:"signposts,omitzero"`
}

// Term is one part of a score.
type Term struct {
	ID      string                 `json:"id"`
	Value   practice.Fact[float64] `json:"value,omitzero"`
	Weight  float64                `json:"weight"`
	Message string                 `json:"message,omitzero"`
	Missing []string               `json:"missing,omitzero"`
}

// Points is what the term adds to a score: its value times its weight, and 0 where the value is not known.
func (t Term) Points() float64 { return t.Value.Or(0) * t.Weight }

// Choice is the first row of a pack's choice whose condition holds. Then is empty when a condition before it cannot be
// told, and Missing says what would tell.
type Choice struct {
	ID      string   `json:"id"`
	Then    string   `json:"then,omitzero"`
	Message string   `json:"message,omitzero"`
	Source  string   `json:"source,omitzero"`
	Missing []string `json:"missing,omitzero"`
}

// Choice returns what a choice picked, empty when the packs have no such choice or it cannot be told.
func (c Candidate) Choice(id string) string {
	for _, choice := range c.Choices {
		if choice.ID == id {
			return choice.Then
		}
	}
	return ""
}

// Select filters the open enquiries of a programme of work by the partner rules, ranks them by the packs' scores and
// fills the free places with the best. It changes nothing: hand each decision's ruling to
// [dissemination.Enquiry.Advance].
//
// An error joins an *[EvalError] for each rule that failed; the enquiries it concerns are then to ask, never accepted. Two
// open enquiries with one id are refused.
func (e *Engine) Select(w dissemination.Work, today practice.Date) (Selection, error) {
	work := facts.NewWork(w)
	var enquiries []*dissemination.Enquiry
	at := map[string]int{} // position by id
	for i := range w.Enquiries {
		q := &w.Enquiries[i]
		if q.State != dissemination.Enquired && q.State != dissemination.Filtered {
			continue
		}
		if _, twice := at[q.ID]; twice {
			return Selection{}, fmt.Errorf("beacon: two open enquiries have the id %q; give each its own", q.ID)
		}
		at[q.ID] = len(enquiries)
		enquiries = append(enquiries, q)
	}
	candidates, faults := make([]Candidate, len(enquiries)), make([]error, len(enquiries))
	open := make([]dissemination.Candidate, len(enquiries))
	onAllCores(len(enquiries), func(i int) {
		q := enquiries[i]
		candidates[i], faults[i] = e.candidate(*q, work, today)
		open[i] = dissemination.Candidate{EnquiryID: q.ID, MadeOn: q.MadeOn, Outcome: candidates[i].Decision.Outcome,
			Score: practice.Known(candidates[i].Score)}
	})
	list := dissemination.NewShortlist(open, work.FreePlaces)
	pick := func(from []dissemination.Candidate, signpost bool) []Candidate {
		all := make([]Candidate, 0, len(from))
		for _, chosen := range from {
			c := candidates[at[chosen.EnquiryID]]
			if signpost {
				c.Signposts = w.Disseminator.SignpostsFor(c.Enquiry)
			}
			all = append(all, c)
		}
		return all
	}
	return Selection{Places: work.FreePlaces, Accepted: pick(list.Accepted, false), Waiting: pick(list.Waiting, true),
		Declined: pick(list.Declined, true), ToAsk: pick(list.ToAsk, false)}, errors.Join(faults...)
}

// onAllCores calls do for each index below n. Indexes are independent, so the result does not depend on how many cores
// there are.
func onAllCores(n int, do func(int)) {
	const chunk = 64 // so that taking the next one costs little beside the work
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+chunk-1)/chunk) {
		wg.Go(func() {
			for {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					do(i)
				}
			}
		})
	}
	wg.Wait()
}

func (e *Engine) candidate(q dissemination.Enquiry, w *facts.Work, today practice.Date) (Candidate, error) {
	d, err := e.Gate(onEnquiry(&q, w), dissemination.Accepted, today)
	c := Candidate{Enquiry: q, Decision: d}
	in := d.asked.question.facts(today)
	terms, termErr := e.terms(d.Subject, q.ID, in)
	for _, t := range terms {
		c.Score += t.Points()
	}
	c.Terms = terms
	choices, choiceErr := e.choose(d.Subject, q.ID, in)
	c.Choices = choices
	return c, errors.Join(err, termErr, choiceErr)
}

// terms evaluates the packs' scores about a subject, or those of some names.
func (e *Engine) terms(subject, id string, in rules.Facts, only ...string) ([]Term, error) {
	var all []Term
	var faults []error
	for _, s := range e.set.Scores {
		if s.Subject != subject || len(only) > 0 && !slices.Contains(only, s.ID) {
			continue
		}
		t := Term{ID: s.ID, Weight: s.Weight}
		t.Message, _ = e.message(s.Messages, in)
		result := s.Value.Eval(in)
		switch v := result.Value.(type) {
		case int64:
			t.Value = practice.Known(float64(v))
		case float64:
			t.Value = practice.Known(v)
		}
		if result.Err != nil {
			faults = append(faults, &EvalError{Rule: s.ID, Pos: s.Pos, Subject: cmp.Or(id, subject), Message: result.Err.Error()})
		}
		t.Missing = result.Missing
		all = append(all, t)
	}
	return all, errors.Join(faults...)
}

// choose picks the first row that holds of each choice about a subject, or of those of some names.
func (e *Engine) choose(subject, id string, in rules.Facts, only ...string) ([]Choice, error) {
	var all []Choice
	var faults []error
	for _, c := range e.set.Choices {
		if c.Subject != subject || len(only) > 0 && !slices.Contains(only, c.ID) {
			continue
		}
		picked := Choice{ID: c.ID, Source: c.Source}
		unsettled := false // whether a row above cannot be told
		for _, row := range c.Rows {
			result := rules.Result{Value: !unsettled}
			if row.When != nil {
				result = row.When.Eval(in)
			}
			if result.Err != nil {
				faults = append(faults, &EvalError{Rule: c.ID, Pos: row.Pos, Subject: id, Message: result.Err.Error()})
			}
			if result.True() {
				picked.Then, picked.Missing = row.Then, nil
				picked.Message, _ = e.message(row.Messages, in)
				break
			}
			picked.Missing = slices.Concat(picked.Missing, result.Missing)
			if unsettled = unsettled || !result.Known(); unsettled && !c.AnyOrder {
				break
			}
		}
		all = append(all, picked)
	}
	return all, errors.Join(faults...)
}
