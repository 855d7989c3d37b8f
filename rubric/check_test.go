package rubric_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

func TestRubric_Check(t *testing.T) {
	require.NoError(t, wales.Check(sc08(t)))
	require.NoError(t, wales.Check(sc08(t).Suppress(100)))

	a := sc08(t)
	topic, _ := a.Topic("T07")
	topic.Views = []rubric.View{{Level: 5}, {Level: 2, NoLevel: rubric.NotApplicable}, {Respondents: practice.Known(0)},
		{Answers: answers("T01.EM.a yes")}}
	topic.Answers = answers("T07.EM.a yes, T07.EM.a no")
	topic.Evidence = []rubric.Evidence{{Level: 7}, {Level: rubric.Emerging, Descriptors: []string{"T07.EM.a", "T07.ES.a"}}}
	topic.NextSteps = []string{"T08.ES.a"}
	topic.Actions = []rubric.Action{{Descriptors: []string{"T07.EX.z"}}}
	topic.Moderation = &rubric.Moderation{Level: -1, Dissent: []rubric.Dissent{{Level: 9}}}
	topic.Earlier = []rubric.Moderation{{Level: 6}}
	a = a.WithTopic(topic)
	a.Topics = append(a.Topics, rubric.AssessedTopic{ID: "T07"}, rubric.AssessedTopic{ID: "T18"})
	err := wales.Check(a)
	require.Error(t, err)
	assert.Equal(t, strings.Join([]string{
		"/topics/6/views/0/level: 5 is not a level; use 1 to 4, or 0 where none is known",
		"/topics/6/views/1/no_level: the view has the level emerging and says not_applicable; leave one of them out",
		"/topics/6/views/2/respondents: 0 people cannot give a view; leave it out where it is not known",
		`/topics/6/views/3/answers/0/descriptor: rubric acl-wales (2024-09-18) has no descriptor of T07 "T01.EM.a"; did you mean "T07.EM.a"?`,
		"/topics/6/answers/1/descriptor: T07.EM.a is answered already",
		"/topics/6/evidence/0/level: 7 is not a level; use 1 to 4, or 0 where none is known",
		"/topics/6/evidence/1/descriptors/1: T07.ES.a is a descriptor of established, not of emerging",
		"/topics/6/moderation/level: -1 is not a level; use 1 to 4, or 0 where none is known",
		"/topics/6/moderation/dissent/0/level: 9 is not a level; use 1 to 4, or 0 where none is known",
		"/topics/6/earlier/0/level: 6 is not a level; use 1 to 4, or 0 where none is known",
		`/topics/6/next_steps/0: rubric acl-wales (2024-09-18) has no descriptor of T07 "T08.ES.a"; did you mean "T07.ES.a"?`,
		`/topics/6/actions/0/descriptors/0: rubric acl-wales (2024-09-18) has no descriptor of T07 "T07.EX.z"; did you mean "T07.EX.a"?`,
		"/topics/17/id: topic T07 is there already",
		`/topics/18/id: rubric acl-wales (2024-09-18) has no topic "T18"; did you mean "T08"?`,
	}, "\n"), err.Error())
	var fault *practice.DataError
	require.ErrorAs(t, err, &fault)

	a.Rubric.Edition = "1999"
	var edition *rubric.EditionError
	require.ErrorAs(t, wales.Check(a), &edition)
}
