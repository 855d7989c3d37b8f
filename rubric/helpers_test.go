package rubric_test

import (
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// fails is what a test, a benchmark and a property check have in common.
type fails interface {
	require.TestingT
	Helper()
}

var (
	date  = practice.MustDate
	wales = rubric.ACLWales()
)

// answers reads "T07.EM.a no, T07.EM.b unanswered".
func answers(text string) []rubric.DescriptorAnswer {
	var all []rubric.DescriptorAnswer
	for pair := range strings.SplitSeq(text, ",") {
		if id, a, ok := strings.Cut(strings.TrimSpace(pair), " "); ok {
			all = append(all, rubric.DescriptorAnswer{Descriptor: id, Answer: rubric.Answer(strings.TrimSuffix(a, "unanswered"))})
		}
	}
	return all
}

// every answers all descriptors of a topic, those of each level with one of the four answers given.
func every(topic string, of ...rubric.Answer) []rubric.DescriptorAnswer {
	t, _ := wales.Topic(topic)
	var all []rubric.DescriptorAnswer
	for _, d := range t.Descriptors {
		all = append(all, rubric.DescriptorAnswer{Descriptor: d.ID, Answer: of[d.Level-1]})
	}
	return all
}

func byHand(a rubric.Assessment, topic, to, on string) practice.Ruling {
	return practice.ByHand(a.TopicKey(topic), to, date(on), "strategy_group", "decided at the meeting")
}

func advance(t fails, a rubric.Assessment, topic string, to rubric.TopicState, on string) rubric.Assessment {
	t.Helper()
	next, err := a.AdvanceTopic(topic, byHand(a, topic, string(to), on))
	require.NoError(t, err)
	return next
}

func view(partner string, p rubric.Perspective, l rubric.Level) rubric.View {
	return rubric.View{Partner: partner, Perspective: p, Level: l, Reason: partner + " thinks so"}
}

func learners(partner, group string, l rubric.Level, people int) rubric.View {
	return rubric.View{Partner: partner, Perspective: rubric.Learners, Group: group, Level: l, Reason: "said in the forum",
		Respondents: practice.Known(people)}
}

// sc08 is scenario SC-08: Established fits although one Emerging strength is not in place.
func sc08(t fails) rubric.Assessment {
	t.Helper()
	a := wales.Open("A-2026", "partnership-1", date("2026-01-12"))
	a.LeadGroup = "strategy_group"
	topic, _ := a.Topic("T07")
	topic.Views = []rubric.View{
		view("college", rubric.StrategyGroup, rubric.Extending),
		view("local-authority", rubric.StrategyGroup, rubric.Emerging),
		view("college", rubric.Tutors, rubric.Established),
		learners("local-authority", "", rubric.Established, 9),
	}
	topic.Answers = answers("T07.IN.a no, T07.EM.a no, T07.EM.b yes, T07.ES.a yes, T07.ES.b yes, T07.EX.a no, T07.EX.b no, T07.EX.c no, T07.EX.d no")
	topic.Evidence = []rubric.Evidence{{ID: "E1", Partner: "local-authority", Level: rubric.Established,
		Descriptors: []string{"T07.ES.a"}, What: "learner survey", On: date("2025-11-03")}}
	topic.Comments = "the learner strategy is still a draft"
	topic.Moderation = &rubric.Moderation{HeldOn: date("2026-02-18"), Moderator: "strategy-group-lead",
		Differences: "the college sees ambassadors at work, the local authority sees no route into planning",
		Level:       rubric.Established, Reason: "both Established descriptors hold", AgreedBy: rubric.ByPartnership, AgreedOn: date("2026-02-20"),
		Dissent: []rubric.Dissent{{Partner: "local-authority", Perspective: rubric.StrategyGroup, Level: rubric.Emerging, Reason: "no strategy yet"}}}
	topic.NextSteps = []string{"T07.EX.a"}
	a = a.WithTopic(topic)
	a = advance(t, a, "T07", rubric.ViewsOpen, "2026-01-12")
	a = advance(t, a, "T07", rubric.InDiscussion, "2026-02-18")
	return advance(t, a, "T07", rubric.Agreed, "2026-02-20")
}

func encode(t fails, a rubric.Assessment) []byte {
	t.Helper()
	data, err := a.MarshalJSON()
	require.NoError(t, err)
	return data
}

func decode(t fails, text string) rubric.Assessment {
	t.Helper()
	var a rubric.Assessment
	require.NoError(t, a.UnmarshalJSON([]byte(text)))
	return a
}
