package beacon

import (
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/rubric"
)

// OnAssessment is a partnership's assessment as a whole, for [rubric.Assessment.Advance]. Rules read no level of it: there
// is none.
func OnAssessment(a rubric.Assessment) Subject {
	read := facts.NewAssessment(a, facts.RubricOf(a))
	return Subject{"assessment", a.ID, string(a.State), func(s *facts.Step) any {
		return &facts.Assessment{Assessment: read, Step: s}
	}}
}

// OnTopic is one topic of an assessment, for [rubric.Assessment.AdvanceTopic]; decisions about it carry
// [rubric.Assessment.TopicKey]. Gaps and next steps are known where the assessment was made on [rubric.ACLWales]; for
// another rubric there is [OnTopicOf]. Of a topic that is not in scope nothing is known.
func OnTopic(a rubric.Assessment, topic string) Subject {
	return OnTopicOf(facts.RubricOf(a), a, topic)
}

// OnTopicOf is one topic of an assessment that was made on a rubric of the host's own. On any other rubric than the one
// the assessment names, gaps and next steps are not known.
func OnTopicOf(r *rubric.Rubric, a rubric.Assessment, topic string) Subject {
	t, _ := a.Topic(topic)
	roots := facts.NewTopic(a, topic, r)
	return Subject{"topic", a.TopicKey(topic), string(t.State), func(s *facts.Step) any {
		asked := *roots
		asked.Step = s
		return &asked
	}}
}
