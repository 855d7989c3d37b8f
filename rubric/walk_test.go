package rubric_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// cycle goes about an assessment at random: it fills in, tries to move, and holds what must always hold.
type cycle struct {
	a    rubric.Assessment
	day  practice.Date
	past []moment
	// agreed is every level that was ever agreed on a topic, in order.
	agreed map[string][]rubric.Level
}

// moment is an earlier value and what it was written as.
type moment struct {
	a    rubric.Assessment
	data []byte
}

func (c *cycle) topic(t *rapid.T) rubric.AssessedTopic {
	return rapid.SampledFrom(c.a.Topics).Draw(t, "topic")
}

func (c *cycle) keep(t *rapid.T, a rubric.Assessment) {
	c.past = append(c.past, moment{c.a, encode(t, c.a)})
	c.a = a
}

func (c *cycle) AddView(t *rapid.T) {
	x := c.topic(t)
	v := view(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "partner"), rubric.Tutors, rubric.Level(rapid.IntRange(0, 4).Draw(t, "level")))
	c.keep(t, c.a.WithTopic(x.WithView(v)))
}

func (c *cycle) Moderate(t *rapid.T) {
	x := c.topic(t)
	if x.State != rubric.InDiscussion {
		return
	}
	x.Moderation = &rubric.Moderation{HeldOn: c.day, AgreedOn: c.day.AddDays(rapid.IntRange(-1, 2).Draw(t, "days")),
		Moderator: rapid.SampledFrom([]string{"lead", ""}).Draw(t, "moderator"), Level: rubric.Level(rapid.IntRange(0, 5).Draw(t, "agreed level")),
		AgreedBy: rapid.SampledFrom([]rubric.AgreedBy{rubric.ByPartnership, rubric.ByPartnership, rubric.ByCalculation, ""}).Draw(t, "by")}
	if x.Moderation.Level == 5 {
		require.Error(t, func() error { _, err := c.a.WithTopic(x).MarshalJSON(); return err }(), "level five cannot be saved")
		_, err := c.a.WithTopic(x).AdvanceTopic(x.ID, byHand(c.a, x.ID, "agreed", c.day.String()))
		require.Error(t, err)
		return
	}
	c.keep(t, c.a.WithTopic(x))
}

func (c *cycle) MoveTopic(t *rapid.T) {
	x := c.topic(t)
	to := rapid.SampledFrom(rubric.TopicState("").Names()).Draw(t, "to")
	r := byHand(c.a, x.ID, to, c.day.String())
	r.Note = rapid.SampledFrom([]string{"a reason", ""}).Draw(t, "reason")
	next, err := c.a.AdvanceTopic(x.ID, r)
	if err != nil {
		var refused *practice.StageError
		if !errors.As(err, &refused) {
			t.Fatalf("refused with %T: %v", err, err)
		}
		require.Equal(t, c.a, next)
		return
	}
	if to == string(rubric.Agreed) {
		c.agreed[x.ID] = append(c.agreed[x.ID], x.Level())
	}
	c.keep(t, next)
}

func (c *cycle) Move(t *rapid.T) {
	to := rapid.SampledFrom(rubric.State("").Names()).Draw(t, "to")
	next, err := c.a.Advance(practice.ByHand(c.a.ID, to, c.day, "strategy_group", "decided"))
	if err == nil {
		c.keep(t, next)
	}
}

func (c *cycle) Wait(t *rapid.T) { c.day = c.day.AddDays(rapid.IntRange(1, 60).Draw(t, "wait")) }

// Check holds after every step.
func (c *cycle) Check(t *rapid.T) {
	for _, x := range c.a.Topics {
		c.holdTopic(t, x)
	}
	for _, m := range c.past[max(0, len(c.past)-6):] {
		if !bytes.Equal(m.data, encode(t, m.a)) {
			t.Fatal("an earlier value changed")
		}
	}
	data := encode(t, c.a)
	if !bytes.Equal(data, encode(t, decode(t, string(data)))) {
		t.Fatal("not saved as it is")
	}
	p, err := wales.Profile(c.a)
	require.NoError(t, err)
	n := p.Counts()
	require.Equal(t, len(c.a.Topics), n.Initial+n.Emerging+n.Established+n.Extending+n.NotAgreed)
	if c.a.State != rubric.Opened {
		require.Zero(t, n.NotAgreed, "the assessment is agreed and a topic of it is not")
	}
}

// holdTopic: no level without a discussion that the partnership settled, no level lost, no step that the table has not.
func (c *cycle) holdTopic(t *rapid.T, x rubric.AssessedTopic) {
	state := rubric.NotStarted
	for _, step := range x.History {
		if _, ok := rubric.TopicLife().Find(state, rubric.TopicState(step.To)); !ok || step.From != string(state) {
			t.Fatalf("%s went from %s to %s", x.ID, step.From, step.To)
		}
		state = rubric.TopicState(step.To)
	}
	require.Equal(t, state, x.State)
	line, err := wales.Profile(rubric.Assessment{Rubric: c.a.Rubric, Topics: []rubric.AssessedTopic{x}})
	require.NoError(t, err)
	if level := line.Topics[0].Level; level != 0 {
		m := x.Moderation
		require.True(t, level.Valid() && m.AgreedBy == rubric.ByPartnership && m.Moderator != "" && !m.AgreedOn.Before(m.HeldOn))
		require.NotEmpty(t, x.Views)
	}
	var levels []rubric.Level
	for _, m := range x.Earlier {
		levels = append(levels, m.Level)
	}
	switch x.State {
	case rubric.Agreed, rubric.Prioritised, rubric.InAction, rubric.Reviewed:
		levels = append(levels, x.Level())
	}
	require.Equal(t, c.agreed[x.ID], levels, "every level that was agreed is there, in order")
}

func TestAssessment_walk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &cycle{a: wales.Open("A", "p", date("2026-01-12")), day: date("2026-01-12"), agreed: map[string][]rubric.Level{}}
		c.a.Topics = c.a.Topics[:2]
		t.Repeat(rapid.StateMachineActions(c))
	})
}
