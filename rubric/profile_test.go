package rubric_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

func TestRubric_Profile(t *testing.T) {
	a := sc08(t)
	topic, _ := a.Topic("T07")
	topic.IsPriority = practice.Known(true)
	topic.Actions = []rubric.Action{{What: "write the strategy", Owner: "learner-voice-group", DueOn: date("2026-07-31"), Descriptors: []string{"T07.EM.a"}}}
	a = advance(t, a.WithTopic(topic), "T07", rubric.Prioritised, "2026-03-01")
	// A level that is written down and not agreed does not show.
	draft, _ := a.Topic("T08")
	draft.State, draft.Moderation = rubric.InDiscussion, &rubric.Moderation{Level: rubric.Emerging}
	draft.IsPriority = practice.Known(false)
	a = a.WithTopic(draft)

	p, err := wales.Profile(a)
	require.NoError(t, err)
	require.Len(t, p.Topics, 17)
	line, ok := p.Topic("T07")
	require.True(t, ok)
	assert.Equal(t, rubric.Established, line.Level)
	assert.Equal(t, "strategic_planning", line.Domain)
	assert.Equal(t, []string{"T07.EM.b", "T07.ES.a"}, line.Strengths, "b of Established is developing")
	assert.Equal(t, answers("T07.EM.a no"), line.Gaps.Unmet)
	assert.Len(t, line.Next.Descriptors, 4)
	assert.Equal(t, rubric.Emerging, line.Dissent[0].Level)
	assert.Equal(t, date("2026-02-20"), line.AgreedOn)

	other, _ := p.Topic("T08")
	assert.Zero(t, other.Level)
	assert.Zero(t, other.Next)
	_, ok = p.Topic("T18")
	assert.False(t, ok)

	assert.Equal(t, rubric.Counts{Established: 1, NotAgreed: 16}, p.Counts())
	require.Len(t, p.Domains, 5)
	assert.Equal(t, rubric.DomainProfile{Domain: "strategic_planning", Counts: rubric.Counts{Established: 1, NotAgreed: 6}}, p.Domains[0])
	require.Len(t, p.Priorities(), 1)
	assert.Equal(t, "learner-voice-group", p.Priorities()[0].Actions[0].Owner)

	feed := p.SARFeed()
	require.Len(t, feed, 1)
	assert.Equal(t, rubric.SARLine{AssessmentID: "A-2026", Topic: "T07", Level: rubric.Established, AgreedOn: date("2026-02-20"),
		Reason: "both Established descriptors hold", Comments: "the learner strategy is still a draft",
		Strengths: []string{"T07.EM.b", "T07.ES.a"}, ToImprove: answers("T07.EM.a no"), Evidence: []string{"learner survey"},
		Actions: topic.Actions}, feed[0])

	// A domain out of scope has no line, and each level is counted in its place.
	a.Topics = a.Topics[:4]
	for i := range a.Topics {
		a.Topics[i].State, a.Topics[i].Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Level(i + 1)}
	}
	p, err = wales.Profile(a)
	require.NoError(t, err)
	assert.Equal(t, []rubric.DomainProfile{{Domain: "strategic_planning", Counts: rubric.Counts{Initial: 1, Emerging: 1, Established: 1, Extending: 1}}}, p.Domains)
	assert.True(t, p.Topics[3].Next.Springboard)
}

// TestRubric_Profile_evidence: SC-12 2. A practice from elsewhere is evidence and moves no level.
func TestRubric_Profile_evidence(t *testing.T) {
	a := sc08(t)
	before, err := wales.Profile(a)
	require.NoError(t, err)
	topic, _ := a.Topic("T07")
	topic.Evidence = append(topic.Evidence, rubric.Evidence{What: "peer marking, taken over", PracticeID: "P-17", Level: rubric.Extending})
	after, err := wales.Profile(a.WithTopic(topic))
	require.NoError(t, err)
	assert.Equal(t, before.Counts(), after.Counts())
	line, _ := after.Topic("T07")
	assert.Equal(t, "P-17", line.Evidence[1].PracticeID)
}

func TestRubric_Profile_faults(t *testing.T) {
	a := sc08(t)
	a.Rubric.ID = "another"
	_, err := wales.Profile(a)
	var edition *rubric.EditionError
	require.ErrorAs(t, err, &edition)
	a = sc08(t)
	a.Topics[3].ID = "T99"
	_, err = wales.Profile(a)
	var id *rubric.IDError
	require.ErrorAs(t, err, &id)
	a = sc08(t)
	a.Topics[0].Answers = answers("T07.EM.a no")
	_, err = wales.Profile(a)
	require.ErrorAs(t, err, &id)
}
