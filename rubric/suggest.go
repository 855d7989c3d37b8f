package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Lens is a way of reading a level off the answers to the descriptors. A lens advises; the partnership agrees (W-34).
type Lens string

// The lenses.
const (
	// BestFit suggests the level whose descriptors describe the partnership most. It is the default (A-W5).
	BestFit Lens = "best_fit"
	// HighestComplete suggests the highest level whose descriptors, limitations apart, are all answered yes.
	HighestComplete Lens = "highest_complete"
	// Cumulative suggests the highest level at which all strengths, there and at the levels below, are answered yes.
	// Strengths at Initial are left out of the chain (A-W3).
	Cumulative Lens = "cumulative"
)

// Names lists the values Lens can have.
func (Lens) Names() []string { return wire.Names(BestFit, HighestComplete, Cumulative) }

// UnmarshalText refuses a name that is not one of the constants.
func (l *Lens) UnmarshalText(text []byte) error { return wire.Enum(text, l, "a lens") }

// Column counts the answers to one topic's descriptors at one level. A descriptor that repeats another counts once
// with it (W-55). Columns are small, so show the counts and not a percentage (W-54).
type Column struct {
	Level      Level `json:"level"`
	Yes        int   `json:"yes"`
	Partly     int   `json:"partly"`
	No         int   `json:"no"`
	Unanswered int   `json:"unanswered"`
}

// Incomplete reports whether a descriptor of the level has no answer. No suggestion comes from such a level.
func (c Column) Incomplete() bool { return c.Unanswered > 0 }

// Share is how far the answered descriptors describe the partnership, from 0 to 1: yes counts 1, partly ½, no 0. It is
// unknown where none is answered.
func (c Column) Share() practice.Fact[float64] {
	if c.answered() == 0 {
		return practice.Fact[float64]{}
	}
	return practice.Known(float64(c.halves()) / float64(2*c.answered()))
}

func (c Column) halves() int   { return 2*c.Yes + c.Partly }
func (c Column) answered() int { return c.Yes + c.Partly + c.No }
func (c Column) whole() bool   { return c.answered() > 0 && c.Yes == c.answered() }

// fitsBetter compares shares as fractions, so that equal shares are equal.
func (c Column) fitsBetter(d Column) int { return c.halves()*d.answered() - d.halves()*c.answered() }

// Advice is what one lens says.
type Advice struct {
	Lens Lens `json:"lens"`
	// Level is zero where the lens has nothing to suggest.
	Level Level `json:"level,omitzero"`
	// Tied are the levels that fit equally well, where more than one does and none is suggested.
	Tied []Level `json:"tied,omitzero"`
}

// Suggestion shows the three lenses side by side for one topic, with what they rest on. It is advice: nothing in this
// package turns it into a level.
type Suggestion struct {
	Topic   string   `json:"topic"`
	Columns []Column `json:"columns"` // lowest level first
	Advice  []Advice `json:"advice"`  // best fit, highest complete, cumulative
}

// By returns what a lens says; the zero Advice for a lens there is not.
func (s Suggestion) By(l Lens) Advice {
	i := slices.IndexFunc(s.Advice, func(a Advice) bool { return a.Lens == l })
	if i < 0 {
		return Advice{}
	}
	return s.Advice[i]
}

// Suggest reads the answers to one topic's descriptors through the three lenses (W-34, A-W5). A level with a descriptor
// that nobody answered is incomplete and is never suggested. Where a descriptor is answered twice the later answer
// counts. A topic the rubric does not have, and an answer about another topic's descriptor, are an *[IDError].
func (r *Rubric) Suggest(topic string, answers []DescriptorAnswer) (Suggestion, error) {
	t, given, err := r.answered(topic, answers)
	if err != nil {
		return Suggestion{}, err
	}
	s := Suggestion{Topic: topic}
	for _, l := range Levels() {
		s.Columns = append(s.Columns, column(l, given))
	}
	s.Advice = []Advice{bestFit(s.Columns), highestComplete(t, s.Columns, given), cumulative(s.Columns, given)}
	return s, nil
}

// answer is a descriptor with its repeats taken together.
type answer struct {
	Descriptor
	Answer
}

// answered joins a topic's descriptors with the answers to them, repeats once each: a repeat speaks only where the first
// was not answered.
func (r *Rubric) answered(topic string, answers []DescriptorAnswer) (Topic, []answer, error) {
	i, ok := r.topic[topic]
	if !ok {
		return Topic{}, nil, r.noSuchTopic(topic)
	}
	t := r.topics[i]
	by := make(map[string]Answer, len(answers))
	for _, a := range answers {
		if d, ok := r.descriptor[a.Descriptor]; !ok || d.Topic != topic {
			return Topic{}, nil, r.noSuchDescriptor(topic, a.Descriptor)
		}
		by[a.Descriptor] = a.Answer
	}
	var given []answer
	place := map[string]int{}
	for _, d := range t.Descriptors {
		if first, ok := place[d.Repeats]; ok && d.Repeats != "" {
			if given[first].Answer == "" {
				given[first].Answer = by[d.ID]
			}
			continue
		}
		place[d.ID] = len(given)
		given = append(given, answer{d, by[d.ID]})
	}
	return t, given, nil
}

func (r *Rubric) noSuchTopic(id string) *IDError {
	ids := make([]string, len(r.topics))
	for i, t := range r.topics {
		ids[i] = t.ID
	}
	return r.noSuch("topic", id, ids)
}

func (r *Rubric) noSuchDescriptor(topic, id string) *IDError {
	var ids []string
	for _, d := range r.topics[r.topic[topic]].Descriptors {
		ids = append(ids, d.ID)
	}
	return r.noSuch("descriptor of "+topic, id, ids)
}

func column(l Level, given []answer) Column {
	c := Column{Level: l}
	for _, g := range given {
		if g.Level != l {
			continue
		}
		switch g.Answer {
		case Yes:
			c.Yes++
		case Partly:
			c.Partly++
		case No:
			c.No++
		default:
			c.Unanswered++
		}
	}
	return c
}

// bestFit takes the level with the greatest share. A level that describes nothing fits nobody.
func bestFit(columns []Column) Advice {
	var best []Column
	for _, c := range columns {
		if c.Incomplete() || c.halves() == 0 {
			continue
		}
		switch {
		case len(best) == 0 || c.fitsBetter(best[0]) > 0:
			best = []Column{c}
		case c.fitsBetter(best[0]) == 0:
			best = append(best, c)
		}
	}
	a := Advice{Lens: BestFit}
	top := len(best) - 1
	switch {
	case top < 0:
	case top == 0, best[top].Level == Extending && best[top-1].Level == Established && best[top].whole():
		a.Level = best[top].Level
	default:
		for _, c := range best {
			a.Tied = append(a.Tied, c.Level)
		}
	}
	return a
}

func highestComplete(t Topic, columns []Column, given []answer) Advice {
	a := Advice{Lens: HighestComplete}
	for _, c := range columns {
		if !c.Incomplete() && len(t.At(c.Level)) > 0 && allYes(given, func(g answer) bool { return g.Level == c.Level && g.Polarity != Limitation }) {
			a.Level = c.Level
		}
	}
	return a
}

func cumulative(columns []Column, given []answer) Advice {
	a := Advice{Lens: Cumulative}
	for _, c := range columns {
		if !allYes(given, func(g answer) bool { return g.Level == c.Level && c.Level > Initial && g.Polarity == Strength }) {
			break
		}
		if !c.Incomplete() {
			a.Level = c.Level
		}
	}
	return a
}

func allYes(given []answer, counts func(answer) bool) bool {
	return !slices.ContainsFunc(given, func(g answer) bool { return counts(g) && g.Answer != Yes })
}
