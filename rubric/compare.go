package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Move is which way a topic's level went from one assessment to the next.
type Move string

// The moves. How far a level moved means nothing: levels are not evenly spaced.
const (
	Up   Move = "up"
	Down Move = "down"
	Same Move = "same"
)

// Names lists the values Move can have.
func (Move) Names() []string { return wire.Names(Up, Down, Same) }

// UnmarshalText refuses a name that is not one of the constants.
func (m *Move) UnmarshalText(text []byte) error { return wire.Enum(text, m, "a move") }

// Obstacle is why a topic cannot be compared with last time.
type Obstacle string

// The obstacles.
const (
	AnotherRubric    Obstacle = "another_rubric" // not an edition of the same one
	NotBefore        Obstacle = "not_before"     // not in scope last time
	NotNow           Obstacle = "not_now"        // not in scope this time
	NotAgreedBefore  Obstacle = "not_agreed_before"
	NotAgreedNow     Obstacle = "not_agreed_now"
	DescriptorsMoved Obstacle = "descriptors_moved" // the edition puts other descriptors under a level
)

// Names lists the values Obstacle can have.
func (Obstacle) Names() []string {
	return wire.Names(AnotherRubric, NotBefore, NotNow, NotAgreedBefore, NotAgreedNow, DescriptorsMoved)
}

// UnmarshalText refuses a name that is not one of the constants.
func (o *Obstacle) UnmarshalText(text []byte) error { return wire.Enum(text, o, "an obstacle") }

// Change is one topic, then and now.
type Change struct {
	Topic  string `json:"topic"`
	Before Level  `json:"before,omitzero"`
	Now    Level  `json:"now,omitzero"`
	// Move is empty where the two cannot be compared; Obstacle then says why.
	Move     Move     `json:"move,omitzero"`
	Obstacle Obstacle `json:"obstacle,omitzero"`
	// Gained are strengths answered yes now and partly or no before, Lost those answered yes before and partly or no now,
	// by ids that both editions have. One that was not answered either time is not known to have changed.
	Gained []string `json:"gained,omitzero"`
	Lost   []string `json:"lost,omitzero"`
	// Added and Removed are the ids that an edition has brought and taken away, where that is so.
	Added   []string `json:"added,omitzero"`
	Removed []string `json:"removed,omitzero"`
}

// Comparison sets an assessment beside an earlier one, topic by topic (W-50). It has no line for the whole.
type Comparison struct {
	BeforeID string   `json:"before_id"`
	NowID    string   `json:"now_id"`
	Before   Ref      `json:"before"` // the rubric and edition of each
	Now      Ref      `json:"now"`
	Changes  []Change `json:"changes"` // in the order of the present assessment, then what is only in the earlier
}

// Compare sets two assessments side by side. Each comes with the rubric it was made on. The same edition compares topic
// by topic; of two editions, the topics compare whose descriptors stand under the same levels with the same polarity,
// for an id keeps its meaning; of two rubrics, nothing does. What cannot be compared is listed and says why.
//
// An assessment that was not made on the rubric beside it is an *[EditionError], and an id that rubric does not have an
// *[IDError].
func Compare(was *Rubric, before Assessment, is *Rubric, now Assessment) (Comparison, error) {
	then, err := was.Profile(before)
	if err != nil {
		return Comparison{}, err
	}
	today, err := is.Profile(now)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{BeforeID: before.ID, NowID: now.ID, Before: was.ref, Now: is.ref, Changes: []Change{}}
	for i, t := range today.Topics {
		old, had := then.Topic(t.Topic)
		change := compareTopic(was, is, old, t, had)
		if had && change.Obstacle != AnotherRubric {
			earlier, _ := before.Topic(t.Topic)
			change.Gained = newly(t.Strengths, earlier.Answers)
			change.Lost = newly(old.Strengths, now.Topics[i].Answers)
		}
		c.Changes = append(c.Changes, change)
	}
	for _, t := range then.Topics {
		if _, still := today.Topic(t.Topic); !still {
			c.Changes = append(c.Changes, Change{Topic: t.Topic, Before: t.Level, Obstacle: NotNow})
		}
	}
	return c, nil
}

func compareTopic(was, is *Rubric, old, now TopicProfile, had bool) Change {
	c := Change{Topic: now.Topic, Before: old.Level, Now: now.Level}
	switch {
	case was.ref.ID != is.ref.ID:
		c.Before, c.Obstacle = 0, AnotherRubric // the same id may mean anything there
		return c
	case !had:
		c.Obstacle = NotBefore
		return c
	}
	before, after := was.topics[was.topic[old.Topic]], is.topics[is.topic[now.Topic]]
	c.Added, c.Removed = without(after, before), without(before, after)
	switch {
	case !slices.EqualFunc(byID(before), byID(after), sameMeaning):
		c.Obstacle = DescriptorsMoved
	case old.Level == 0:
		c.Obstacle = NotAgreedBefore
	case now.Level == 0:
		c.Obstacle = NotAgreedNow
	case now.Level > old.Level:
		c.Move = Up
	case now.Level < old.Level:
		c.Move = Down
	default:
		c.Move = Same
	}
	return c
}

func byID(t Topic) []Descriptor {
	return slices.SortedFunc(slices.Values(t.Descriptors), func(a, b Descriptor) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
}

func sameMeaning(a, b Descriptor) bool {
	return a.ID == b.ID && a.Level == b.Level && a.Polarity == b.Polarity
}

// without lists the ids of t's descriptors that u does not have.
func without(t, u Topic) []string {
	var ids []string
	for _, d := range t.Descriptors {
		if !slices.ContainsFunc(u.Descriptors, func(e Descriptor) bool { return e.ID == d.ID }) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// newly lists those of the strengths in place that were answered partly or no the other time.
func newly(inPlace []string, other []DescriptorAnswer) []string {
	var ids []string
	for _, id := range inPlace {
		if slices.ContainsFunc(other, func(x DescriptorAnswer) bool { return x.Descriptor == id && (x.Answer == Partly || x.Answer == No) }) {
			ids = append(ids, id)
		}
	}
	return ids
}
