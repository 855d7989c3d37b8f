package rubric_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// TestAssessment_AdvanceTopic_SC08: the scenario goes through, and its refusals are refused by type.
func TestAssessment_AdvanceTopic_SC08(t *testing.T) {
	a := sc08(t)
	topic, _ := a.Topic("T07")
	assert.Equal(t, rubric.Agreed, topic.State)
	assert.Equal(t, rubric.Established, topic.Level())
	assert.Len(t, topic.History, 3)

	for _, tc := range []struct {
		name    string
		change  func(*rubric.AssessedTopic)
		wantErr string
	}{
		{"d no moderation", func(x *rubric.AssessedTopic) { x.Moderation = nil },
			"A-2026/T07 cannot go from in_discussion to agreed: what the rubric itself demands is not there\n" +
				"  W-32 (ACL Wales, how does the tool work): Choose one of the four levels.\n" +
				"  W-34 (ACL Wales, how to use the tool 1): The partnership agrees a level; no calculation sets it.\n" +
				"  W-41 (ACL Wales, how to use the tool 2): Record the moderator, the day of the discussion and a day of agreement not before it."},
		{"d no day", func(x *rubric.AssessedTopic) { x.Moderation.HeldOn = practice.Date{} }, "W-41"},
		{"d no moderator", func(x *rubric.AssessedTopic) { x.Moderation.Moderator = " " }, "W-41"},
		{"d agreed before the discussion", func(x *rubric.AssessedTopic) { x.Moderation.AgreedOn = date("2026-02-17") }, "W-41"},
		{"d no day of agreement", func(x *rubric.AssessedTopic) { x.Moderation.AgreedOn = practice.Date{} }, "W-41"},
		{"f set by calculation", func(x *rubric.AssessedTopic) { x.Moderation.AgreedBy = rubric.ByCalculation }, "W-34"},
		{"f set by nobody", func(x *rubric.AssessedTopic) { x.Moderation.AgreedBy = "" }, "W-34"},
		{"j level five", func(x *rubric.AssessedTopic) { x.Moderation.Level = 5 }, "W-32"},
		{"j no level", func(x *rubric.AssessedTopic) { x.Moderation.Level = 0 }, "W-32"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			x := topic
			m := *topic.Moderation
			x.Moderation, x.State, x.History = &m, rubric.InDiscussion, x.History[:2]
			tc.change(&x)
			before := a.WithTopic(x)
			after, err := before.AdvanceTopic("T07", byHand(a, "T07", "agreed", "2026-02-20"))
			var refused *practice.StageError
			require.ErrorAs(t, err, &refused)
			assert.Equal(t, practice.Closed, refused.Outcome)
			assert.ErrorContains(t, err, tc.wantErr)
			assert.Equal(t, before, after)
		})
	}
}

// TestAssessment_AdvanceTopic_sameDay: a level may be agreed on the day of the discussion.
func TestAssessment_AdvanceTopic_sameDay(t *testing.T) {
	a := sc08(t)
	topic, _ := a.Topic("T07")
	m := *topic.Moderation
	m.AgreedOn = m.HeldOn
	topic.Moderation, topic.State = &m, rubric.InDiscussion
	_, err := a.WithTopic(topic).AdvanceTopic("T07", byHand(a, "T07", "agreed", "2026-02-20"))
	require.NoError(t, err)
}

func TestAssessment_AdvanceTopic_table(t *testing.T) {
	type move struct{ from, to rubric.TopicState }
	allowed := map[move]bool{}
	for _, m := range rubric.TopicLife() {
		allowed[move{m.From, m.To}] = true
	}
	assert.Len(t, allowed, 9)
	full := sc08(t)
	for _, from := range rubric.TopicState("").Names() {
		for _, to := range rubric.TopicState("").Names() {
			m := move{rubric.TopicState(from), rubric.TopicState(to)}
			topic, _ := full.Topic("T07")
			topic.State, topic.History = m.from, nil
			a := full.WithTopic(topic)
			_, err := a.AdvanceTopic("T07", byHand(a, "T07", to, "2026-03-01"))
			assert.Equal(t, allowed[m], err == nil, "%s to %s: %v", from, to, err)
		}
	}
	_, err := full.AdvanceTopic("T99", byHand(full, "T99", "views_open", "2026-03-01"))
	require.EqualError(t, err, "A-2026/T99 cannot enter views_open: the topic is not in the scope of this assessment")
	_, err = full.AdvanceTopic("T01", byHand(full, "T02", "views_open", "2026-03-01"))
	require.ErrorContains(t, err, `the ruling is about "A-2026/T02"`)
	full = advance(t, full, "T01", rubric.ViewsOpen, "2026-03-01")
	_, err = full.AdvanceTopic("T01", byHand(full, "T01", "in_discussion", "2026-03-01"))
	require.ErrorContains(t, err, "There is no view to discuss yet")
}

// TestAssessment_AdvanceTopic_reopen keeps the level it gives up.
func TestAssessment_AdvanceTopic_reopen(t *testing.T) {
	a := sc08(t)
	// It takes a person's reason.
	_, err := a.AdvanceTopic("T07", practice.Ruling{Subject: a.TopicKey("T07"), To: "in_discussion", Outcome: practice.Open, On: date("2026-03-01")})
	require.ErrorContains(t, err, "a person decides this and gives a reason")

	again := advance(t, a, "T07", rubric.InDiscussion, "2026-03-01")
	topic, _ := again.Topic("T07")
	assert.Nil(t, topic.Moderation)
	assert.Zero(t, topic.Level())
	require.Len(t, topic.Earlier, 1)
	assert.Equal(t, rubric.Established, topic.Earlier[0].Level)
	assert.Len(t, topic.Earlier[0].Dissent, 1)
	assert.Len(t, topic.Views, 4)
	assert.Len(t, topic.Evidence, 1)

	topic.Moderation = &rubric.Moderation{HeldOn: date("2026-03-08"), Moderator: "strategy-group-lead", Level: rubric.Emerging,
		Reason: "the route into planning is not used", AgreedBy: rubric.ByPartnership, AgreedOn: date("2026-03-08")}
	again = advance(t, again.WithTopic(topic), "T07", rubric.Agreed, "2026-03-08")
	for _, to := range []rubric.TopicState{rubric.Prioritised, rubric.InAction} {
		again = advance(t, again, "T07", to, "2026-03-09")
	}
	third := advance(t, again, "T07", rubric.InDiscussion, "2026-05-01")
	topic, _ = third.Topic("T07")
	assert.Equal(t, []rubric.Level{rubric.Established, rubric.Emerging}, []rubric.Level{topic.Earlier[0].Level, topic.Earlier[1].Level})
	old, _ := a.Topic("T07")
	assert.Equal(t, rubric.Established, old.Level(), "the value before is unchanged")
	assert.Empty(t, old.Earlier)

	// A topic that was agreed for the first time and is opened for discussion has nothing to keep.
	topic.Earlier, topic.State, topic.Moderation, topic.History = nil, rubric.ViewsOpen, nil, nil
	first := advance(t, third.WithTopic(topic), "T07", rubric.InDiscussion, "2026-05-01")
	topic, _ = first.Topic("T07")
	assert.Empty(t, topic.Earlier)
}

func TestAssessment_Advance(t *testing.T) {
	a := sc08(t)
	rule := func(to, on string) practice.Ruling {
		return practice.ByHand("A-2026", to, date(on), "strategy_group", "decided at the meeting")
	}
	_, err := a.Advance(rule("agreed", "2026-03-01"))
	require.ErrorContains(t, err, "W-34 (ACL Wales, how to use the tool 1): Topics in scope are not agreed yet: T01, T02, T03,")

	one, _ := a.Topic("T07")
	a.Topics = []rubric.AssessedTopic{one}
	a, err = a.Advance(rule("agreed", "2026-03-01"))
	require.NoError(t, err)
	assert.Equal(t, rubric.TopicsAgreed, a.State)

	// Its topics go on, and none is reopened under it.
	_, err = a.AdvanceTopic("T07", byHand(a, "T07", "in_discussion", "2026-03-02"))
	require.EqualError(t, err, "A-2026/T07 cannot go from agreed to in_discussion: the assessment is agreed; reopen it first, or begin the next cycle")
	forward := advance(t, a, "T07", rubric.Prioritised, "2026-03-02")
	done, err := forward.Advance(rule("reviewed", "2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, rubric.ActionsChecked, done.State)
	_, err = done.Advance(rule("open", "2026-06-02"))
	require.ErrorContains(t, err, "reviewed is final")

	back, err := a.Advance(rule("open", "2026-03-03"))
	require.NoError(t, err)
	advance(t, back, "T07", rubric.InDiscussion, "2026-03-03")

	// SC-08 o, and an assessment of nothing.
	single := sc08(t)
	single.Subject = rubric.OfSinglePartner
	_, err = single.Advance(rule("agreed", "2026-03-01"))
	require.ErrorContains(t, err, "W-03 (ACL Wales, about this tool): The rubric is for a partnership as a whole")
	_, err = rubric.Assessment{ID: "A-2026", Subject: rubric.OfPartnership, State: rubric.Opened}.Advance(rule("agreed", "2026-03-01"))
	require.ErrorContains(t, err, "W-18")
	_, err = rubric.Assessment{ID: "A-2026"}.Advance(rule("agreed", "2026-03-01"))
	require.ErrorContains(t, err, "it does not say where it stands")
}

// TestLife: the tables are copies, every state is in them, and only the last is final.
func TestLife(t *testing.T) {
	states := map[rubric.State]bool{}
	for _, m := range rubric.Life() {
		states[m.From], states[m.To] = true, true
	}
	assert.Len(t, states, len(rubric.State("").Names()))
	assert.Empty(t, rubric.Life().Next(rubric.ActionsChecked))
	assert.Empty(t, rubric.TopicLife().Next(rubric.Reviewed))
	rubric.Life()[0].To, rubric.TopicLife()[0].To = "x", "x"
	assert.Equal(t, rubric.TopicsAgreed, rubric.Life()[0].To)
	assert.Equal(t, rubric.ViewsOpen, rubric.TopicLife()[0].To)
}

func TestRubric_NextCycle(t *testing.T) {
	a := sc08(t)
	a.Objectives = []rubric.LocalObjective{{ID: "focus.workforce", Note: "with two neighbours"}}
	a.Purposes, a.Facets = []rubric.Purpose{rubric.ForReview}, []rubric.Facet{rubric.Strategic}
	a.Topics = a.Topics[:7]
	next := wales.NextCycle(a, "A-2027", date("2027-01-11"))
	assert.Equal(t, "A-2026", next.PreviousID)
	assert.Equal(t, a.PartnershipID, next.PartnershipID)
	assert.Equal(t, a.Objectives, next.Objectives)
	assert.Equal(t, a.LeadGroup, next.LeadGroup)
	require.Len(t, next.Topics, 7)
	for _, topic := range next.Topics {
		assert.Equal(t, rubric.AssessedTopic{ID: topic.ID, State: rubric.NotStarted}, topic, "nothing is carried over")
	}
	assert.Equal(t, rubric.Opened, next.State)
}

func TestAssessedTopic_CurrentViews(t *testing.T) {
	old := view("college", rubric.Tutors, rubric.Initial)
	old.On = date("2026-01-05")
	late := view("college", rubric.Tutors, rubric.Emerging)
	late.On = date("2026-02-05")
	undated := view("college", rubric.Tutors, rubric.Established)
	other := view("college", rubric.StrategyGroup, rubric.Extending)
	for _, tc := range []struct {
		given []rubric.View
		want  rubric.Level
	}{
		{[]rubric.View{old, late}, rubric.Emerging},
		{[]rubric.View{late, old}, rubric.Emerging},
		{[]rubric.View{late, undated}, rubric.Established},
		{[]rubric.View{undated, old}, rubric.Initial},
	} {
		topic := rubric.AssessedTopic{ID: "T01"}.WithView(other)
		for _, v := range tc.given {
			topic = topic.WithView(v)
		}
		got := topic.CurrentViews()
		require.Len(t, got, 2)
		assert.Equal(t, other, got[0], "ordered by voice")
		assert.Equal(t, tc.want, got[1].Level)
		assert.Len(t, topic.Views, 3, "and every view is kept")
	}
	a := sc08(t)
	assert.Equal(t, []rubric.Perspective{rubric.Learners, rubric.StrategyGroup, rubric.Tutors}, a.Perspectives())
}

func TestEvidence_Stale(t *testing.T) {
	e := rubric.Evidence{On: date("2025-02-28")}
	for today, want := range map[string]bool{"2026-02-28": false, "2026-03-01": true, "2025-01-01": false} {
		got, known := e.Stale(date(today), 12).Get()
		assert.True(t, known)
		assert.Equal(t, want, got, today)
	}
	assert.True(t, rubric.Evidence{}.Stale(date("2026-01-01"), 12).IsZero())
	assert.True(t, e.Stale(practice.Date{}, 12).IsZero())

	topic := rubric.AssessedTopic{Evidence: []rubric.Evidence{{ID: "none", Descriptors: []string{"T07.ES.a"}},
		{ID: "old", Descriptors: []string{"T07.ES.a"}, On: date("2024-01-01")}, {ID: "other", Descriptors: []string{"T07.ES.b"}},
		{ID: "new", Descriptors: []string{"T07.ES.b", "T07.ES.a"}, On: date("2025-01-01")}}}
	var order []string
	for _, e := range topic.EvidenceFor("T07.ES.a") {
		order = append(order, e.ID)
	}
	assert.Equal(t, []string{"new", "old", "none"}, order)
}

func TestAction_Overdue(t *testing.T) {
	a := rubric.Action{DueOn: date("2026-06-30")}
	assert.Equal(t, practice.Known(false), a.Overdue(date("2026-06-30")))
	assert.Equal(t, practice.Known(true), a.Overdue(date("2026-07-01")))
	assert.True(t, rubric.Action{}.Overdue(date("2026-07-01")).IsZero())
	assert.True(t, a.Overdue(practice.Date{}).IsZero())
	for _, s := range []rubric.ActionStatus{rubric.ActionDone, rubric.ActionDropped} {
		a.Status = s
		assert.Equal(t, practice.Known(false), a.Overdue(date("2026-07-01")))
	}
}
