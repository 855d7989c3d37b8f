package beacon_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

func walesEngine(t *testing.T) *beacon.Engine {
	t.Helper()
	eng, err := beacon.New(beacon.Config{Embedded: []string{"acl-wales"}})
	require.NoError(t, err)
	return eng
}

// learnerVoice is the assessment of SC-08 with topic 7 filled in up to its actions and standing nowhere yet.
func learnerVoice() rubric.Assessment {
	a := rubric.ACLWales().Open("A-2026", "partnership-1", day("2026-01-12"))
	a.LeadGroup = "strategy_group"
	return with(a, "T07", func(t *rubric.AssessedTopic) {
		t.Views = []rubric.View{
			{Partner: "college", Perspective: rubric.StrategyGroup, On: day("2026-01-20"), Level: rubric.Extending, Reason: "ambassadors sit on our panels"},
			{Partner: "local-authority", Perspective: rubric.StrategyGroup, On: day("2026-01-21"), Level: rubric.Emerging, Reason: "no strategy yet"},
			{Partner: "college", Perspective: rubric.Tutors, On: day("2026-01-22"), Level: rubric.Established},
			{Partner: "college", Perspective: rubric.OperationalStaff, On: day("2026-01-22"), Level: rubric.Established},
			{Partner: "local-authority", Perspective: rubric.Learners, On: day("2026-01-23"), Level: rubric.Established, Respondents: practice.Known(9)},
		}
		t.Answers = answered("T07.IN.a no, T07.EM.a no, T07.EM.b yes, T07.ES.a yes, T07.ES.b yes, T07.EX.a no, T07.EX.b no, T07.EX.c no, T07.EX.d no")
		t.Evidence = []rubric.Evidence{{ID: "E-1", Partner: "local-authority", Level: rubric.Established, What: "learner survey"}}
		t.Comments = "the learner strategy is still a draft"
		t.Moderation = &rubric.Moderation{HeldOn: day("2026-02-18"), Moderator: "strategy_group_lead", Level: rubric.Established,
			Differences: "the college sees ambassadors at work, the local authority sees no strategy", AgreedBy: rubric.ByPartnership, AgreedOn: day("2026-02-20")}
		t.IsPriority = practice.Known(true)
		t.NextSteps = []string{"T07.EX.a", "T07.EX.b", "T07.EX.c", "T07.EX.d"}
		t.Actions = []rubric.Action{{ID: "AC-1", What: "finish the learner strategy", Owner: "college", DueOn: day("2026-07-31"),
			Descriptors: []string{"T07.EM.a"}, Status: rubric.ActionPlanned}}
	})
}

func answered(text string) []rubric.DescriptorAnswer {
	var all []rubric.DescriptorAnswer
	for pair := range strings.SplitSeq(text, ", ") {
		id, answer, _ := strings.Cut(pair, " ")
		all = append(all, rubric.DescriptorAnswer{Descriptor: id, Answer: rubric.Answer(answer)})
	}
	return all
}

// with returns the assessment with one topic changed.
func with(a rubric.Assessment, topic string, change func(*rubric.AssessedTopic)) rubric.Assessment {
	t, ok := a.Topic(topic)
	if !ok {
		panic(topic)
	}
	change(&t)
	return a.WithTopic(t)
}

// at stands a topic at a state without asking anybody.
func at(a rubric.Assessment, topic string, s rubric.TopicState) rubric.Assessment {
	return with(a, topic, func(t *rubric.AssessedTopic) { t.State = s })
}

// gatedTopic asks for a step of a topic, which must be open, and takes it. For advice that fails there is a reason.
func gatedTopic(t *testing.T, a rubric.Assessment, topic string, to rubric.TopicState, on string, advice ...string) rubric.Assessment {
	t.Helper()
	d, err := walesEngine(t).Gate(beacon.OnTopic(a, topic), to, day(on))
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	require.Equal(t, a.TopicKey(topic), d.ID)
	require.Equal(t, advice, noted(d), "%s", d)
	var overrides []practice.Override
	for _, rule := range advice {
		overrides = append(overrides, practice.Override{Rule: rule, Reason: "agreed in the meeting", Role: "moderator", On: day(on)})
	}
	next, err := a.AdvanceTopic(topic, d.Ruling(overrides...))
	require.NoError(t, err)
	stands, _ := next.Topic(topic)
	require.Equal(t, to, stands.State)
	return next
}

// refusedTopic asks for a step of a topic that musts must close, exactly those; taking it anyway changes nothing.
func refusedTopic(t *testing.T, a rubric.Assessment, topic string, to rubric.TopicState, on string, musts ...string) {
	t.Helper()
	d, err := walesEngine(t).Gate(beacon.OnTopic(a, topic), to, day(on))
	require.NoError(t, err)
	assert.Equal(t, practice.Closed, d.Outcome)
	assert.Equal(t, musts, failed(d, practice.Must), "%s", d)
	before := fmt.Sprintf("%+v", a)
	next, err := a.AdvanceTopic(topic, d.Ruling())
	var stageErr *practice.StageError
	require.ErrorAs(t, err, &stageErr)
	assert.Equal(t, a, next)
	assert.Equal(t, before, fmt.Sprintf("%+v", a))
}

func TestScenario_SC08_theLevelOfATopic(t *testing.T) {
	a := learnerVoice()
	for _, step := range []struct {
		to rubric.TopicState
		on string
	}{
		{rubric.ViewsOpen, "2026-01-12"}, {rubric.InDiscussion, "2026-02-18"}, {rubric.Agreed, "2026-02-20"},
		{rubric.Prioritised, "2026-02-20"}, {rubric.InAction, "2026-03-02"}, {rubric.Reviewed, "2026-09-14"},
	} {
		a = gatedTopic(t, a, "T07", step.to, step.on)
	}
	topic, _ := a.Topic("T07")
	assert.Len(t, topic.History, 6)
	assert.Equal(t, rubric.Established, topic.Level(), "what was agreed, whatever the views were")
	assert.Len(t, topic.Views, 5, "each with its own level and reason")
}

func TestScenario_SC08_verdicts(t *testing.T) {
	eng := walesEngine(t)
	judged := func(s beacon.Subject, rule string) practice.Verdict {
		t.Helper()
		d, err := eng.Review(s, day("2026-02-20"))
		require.NoError(t, err)
		return d.Verdict(rule)
	}
	agreed, planned, acting := at(learnerVoice(), "T07", rubric.Agreed), at(learnerVoice(), "T07", rubric.Prioritised), at(learnerVoice(), "T07", rubric.InAction)
	for rule, a := range map[string]rubric.Assessment{"W-32": agreed, "W-34": agreed, "W-35": planned, "W-38": agreed, "W-41": agreed,
		"W-47": agreed, "W-48": agreed, "W-51": agreed, "W-53": agreed, "W-49": acting} {
		assert.Equal(t, practice.Pass, judged(beacon.OnTopic(a, "T07"), rule), rule)
	}
	assert.Equal(t, practice.NotApplicable, judged(beacon.OnTopic(planned, "T07"), "W-36"))

	for _, c := range []struct {
		name, rule string
		of         rubric.Assessment
		change     func(*rubric.AssessedTopic)
	}{
		{"b gap without comment", "W-51", agreed, func(t *rubric.AssessedTopic) { t.Comments = "" }},
		{"d no moderation", "W-41", agreed, func(t *rubric.AssessedTopic) { t.Moderation = nil }},
		{"e one partner twice", "W-38", agreed, func(t *rubric.AssessedTopic) {
			t.Views = []rubric.View{t.Views[0], t.Views[2]}
		}},
		{"f set by calculation", "W-34", agreed, moderated(func(m *rubric.Moderation) { m.AgreedBy = rubric.ByCalculation })},
		{"i extending, no springboard", "W-36", planned, moderated(func(m *rubric.Moderation) { m.Level = rubric.Extending })},
		{"j level five", "W-32", agreed, moderated(func(m *rubric.Moderation) { m.Level = 5 })},
		{"l action without owner", "W-49", acting, func(t *rubric.AssessedTopic) {
			t.Actions = []rubric.Action{{What: "finish the learner strategy", DueOn: day("2026-07-31")}}
		}},
	} {
		assert.Equal(t, practice.Fail, judged(beacon.OnTopic(with(c.of, "T07", c.change), "T07"), c.rule), c.name)
	}

	// c: T01.EM.d is a limitation. That it has gone is no gap, and an action that takes it for one is refused.
	gone := with(learnerVoice(), "T01", func(t *rubric.AssessedTopic) {
		t.State, t.Answers = rubric.Agreed, answered("T01.EM.d no")
		t.Moderation = &rubric.Moderation{HeldOn: day("2026-02-18"), Moderator: "m", Level: rubric.Established, AgreedBy: rubric.ByPartnership, AgreedOn: day("2026-02-18")}
	})
	assert.Equal(t, practice.NotApplicable, judged(beacon.OnTopic(gone, "T01"), "W-51"))
	assert.Equal(t, practice.Pass, judged(beacon.OnTopic(gone, "T01"), "W-53"))
	counted := with(gone, "T01", func(t *rubric.AssessedTopic) {
		t.Actions = []rubric.Action{{What: "a", Descriptors: []string{"T01.EM.d"}}}
	})
	assert.Equal(t, practice.Fail, judged(beacon.OnTopic(counted, "T01"), "W-53"))

	everyTopicAgreed := agreed
	for _, topic := range agreed.Topics {
		everyTopicAgreed = at(everyTopicAgreed, topic.ID, rubric.Agreed)
	}
	everyTopicAgreed.State = rubric.TopicsAgreed
	for _, rule := range []string{"W-03", "W-12", "W-18", "W-40"} {
		assert.Equal(t, practice.Pass, judged(beacon.OnAssessment(everyTopicAgreed), rule), rule)
	}
	for _, c := range []struct {
		name, rule string
		change     func(*rubric.Assessment)
	}{
		{"k no learners", "W-40", func(a *rubric.Assessment) {
			*a = with(*a, "T07", func(t *rubric.AssessedTopic) { t.Views = t.Views[:4] })
		}},
		{"m sixteen topics", "W-18", func(a *rubric.Assessment) { a.Topics = a.Topics[:16] }},
		{"n four domains", "W-12", func(a *rubric.Assessment) {
			a.Topics = slices.Concat(a.Topics[:11], a.Topics[13:])
		}},
		{"o single partner", "W-03", func(a *rubric.Assessment) { a.Subject = rubric.OfSinglePartner }},
	} {
		changed := everyTopicAgreed
		c.change(&changed)
		assert.Equal(t, practice.Fail, judged(beacon.OnAssessment(changed), c.rule), c.name)
	}
}

func moderated(change func(*rubric.Moderation)) func(*rubric.AssessedTopic) {
	return func(t *rubric.AssessedTopic) {
		m := *t.Moderation
		change(&m)
		t.Moderation = &m
	}
}

// g and h, and W-07: what the types rule out is refused when it is read, by rules' facts as well as by the document.
func TestScenario_SC08_refusedWhenRead(t *testing.T) {
	for member, rule := range map[string]string{`"overall_level": "established"`: "W-45", `"level_to_inspection_grade": {"established": "good"}`: "W-08",
		`"replaces_inspection": true`: "W-07"} {
		text := `{"assessment": {"id": "A-2026", "subject": "partnership", "rubric": {"id": "acl-wales", "edition": "2024-09-18"}, ` + member + `}}`
		for _, subject := range []string{"assessment", "topic"} {
			_, err := walesEngine(t).DecideJSON(subject, "", []byte(text), day("2026-02-20"))
			var fault *practice.DataError
			require.ErrorAs(t, err, &fault, member)
			assert.Equal(t, "/assessment/"+strings.Split(member, `"`)[1], fault.Path)
			assert.ErrorContains(t, err, rule)
		}
	}
}

// The gates of a topic, and what they leave as it was.
func TestScenario_SC08_refusedTopics(t *testing.T) {
	a := at(learnerVoice(), "T07", rubric.InDiscussion)
	for name, c := range map[string]struct {
		change func(*rubric.AssessedTopic)
		musts  []string
	}{
		"no moderation":      {func(t *rubric.AssessedTopic) { t.Moderation = nil }, []string{"W-32", "W-41"}},
		"agreed before":      {moderated(func(m *rubric.Moderation) { m.AgreedOn = day("2026-02-17") }), []string{"W-41"}},
		"by calculation":     {moderated(func(m *rubric.Moderation) { m.AgreedBy = rubric.ByCalculation }), []string{"W-34"}},
		"level five":         {moderated(func(m *rubric.Moderation) { m.Level = 5 }), []string{"W-32"}},
		"limitation counted": {func(t *rubric.AssessedTopic) { t.NextSteps = []string{"T07.IN.a"} }, []string{"W-53"}},
	} {
		t.Run(name, func(t *testing.T) {
			refusedTopic(t, with(a, "T07", c.change), "T07", rubric.Agreed, "2026-02-20", c.musts...)
		})
	}
	bare := with(a, "T07", func(t *rubric.AssessedTopic) { t.Views, t.Evidence, t.Comments = t.Views[:1], nil, "" })
	d, err := walesEngine(t).Gate(beacon.OnTopic(bare, "T07"), rubric.Agreed, day("2026-02-20"))
	require.NoError(t, err)
	_, err = bare.AdvanceTopic("T07", d.Ruling())
	require.Error(t, err, "advice wants a reason")
	gatedTopic(t, bare, "T07", rubric.Agreed, "2026-02-20", "W-38", "W-47", "W-48", "W-51")
}

// An assessment is agreed topic by topic, as each is ready, and reopened by a person.
func TestScenario_SC08_theWholeCycle(t *testing.T) {
	eng := walesEngine(t)
	a := learnerVoice()
	d, err := eng.Gate(beacon.OnAssessment(a), rubric.TopicsAgreed, day("2026-02-20"))
	require.NoError(t, err)
	require.Equal(t, practice.Open, d.Outcome, "%s", d)
	still, err := a.Advance(d.Ruling())
	require.ErrorContains(t, err, "W-34", "topics in scope are not agreed yet")
	require.Equal(t, a, still)

	filled, _ := a.Topic("T07")
	for _, topic := range a.Topics {
		id := topic.ID
		if id != "T07" {
			a = with(a, id, func(t *rubric.AssessedTopic) {
				t.Views, t.Evidence, t.Comments, t.Moderation = filled.Views, filled.Evidence, filled.Comments, filled.Moderation
				t.IsPriority = practice.Known(false)
			})
		}
		a = gatedTopic(t, a, id, rubric.ViewsOpen, "2026-01-12")
		a = gatedTopic(t, a, id, rubric.InDiscussion, "2026-02-18")
		a = gatedTopic(t, a, id, rubric.Agreed, "2026-02-20")
	}
	for _, to := range []rubric.State{rubric.TopicsAgreed, rubric.ActionsChecked} {
		d, err := eng.Gate(beacon.OnAssessment(a), to, day("2026-02-27"))
		require.NoError(t, err)
		require.Equal(t, practice.Open, d.Outcome, "%s", d)
		require.Empty(t, noted(d))
		before := a
		a, err = a.Advance(d.Ruling())
		require.NoError(t, err)
		require.Equal(t, to, a.State)
		if to == rubric.TopicsAgreed {
			reopened, err := a.Advance(practice.ByHand(a.ID, string(rubric.Opened), day("2026-03-02"), "strategy_group_lead", "a partner joined"))
			require.NoError(t, err)
			require.Equal(t, rubric.Opened, reopened.State)
			require.Equal(t, rubric.Opened, before.State)
		}
	}

	alone := learnerVoice()
	alone.Subject = rubric.OfSinglePartner
	d, err = eng.Gate(beacon.OnAssessment(alone), rubric.TopicsAgreed, day("2026-02-20"))
	require.NoError(t, err)
	require.Equal(t, practice.Closed, d.Outcome)
	require.Equal(t, []string{"W-03"}, failed(d, practice.Must))
	still, err = alone.Advance(d.Ruling())
	require.Error(t, err)
	require.Equal(t, alone, still)
}

// A topic that is reopened has no level until the next discussion.
func TestOnTopic_reopened(t *testing.T) {
	a := at(learnerVoice(), "T07", rubric.Agreed)
	a, err := a.AdvanceTopic("T07", practice.ByHand(a.TopicKey("T07"), string(rubric.InDiscussion), day("2026-03-02"), "strategy_group_lead", "new survey"))
	require.NoError(t, err)
	refusedTopic(t, a, "T07", rubric.Agreed, "2026-03-09", "W-32", "W-41")
}

func TestOnTopic_notInScope(t *testing.T) {
	d, err := walesEngine(t).Gate(beacon.OnTopic(learnerVoice(), "T99"), rubric.Agreed, day("2026-02-20"))
	require.NoError(t, err)
	require.Equal(t, practice.Closed, d.Outcome, "%s", d)
	require.Equal(t, "A-2026/T99", d.ID)
	_, err = learnerVoice().AdvanceTopic("T99", d.Ruling())
	require.ErrorContains(t, err, "not in the scope")
}

// What follows from the descriptors is known on the rubric that the assessment names and on no other.
func TestOnTopicOf(t *testing.T) {
	eng, wales := walesEngine(t), rubric.ACLWales()
	a := at(learnerVoice(), "T07", rubric.Prioritised)
	verdict := func(s beacon.Subject) practice.Verdict {
		t.Helper()
		d, err := eng.Review(s, day("2026-02-20"))
		require.NoError(t, err)
		return d.Verdict("W-35")
	}
	require.Equal(t, practice.Pass, verdict(beacon.OnTopic(a, "T07")))
	require.Equal(t, practice.Pass, verdict(beacon.OnTopicOf(wales, a, "T07")))
	require.Equal(t, practice.CannotJudge, verdict(beacon.OnTopicOf(nil, a, "T07")))
	a.Rubric.Edition = "2030"
	require.Equal(t, practice.CannotJudge, verdict(beacon.OnTopicOf(wales, a, "T07")))
	require.Equal(t, practice.CannotJudge, verdict(beacon.OnTopic(a, "T07")))
}

// Rules can read no level of the whole and nothing to make one of (W-45, W-46): of an assessment they read no number at
// all, and of a topic the place of its own level, those of descriptors, and how many people stand behind a view.
func TestRubricVocabulary_noLevelOfTheWhole(t *testing.T) {
	ruledOut := []string{"overall", "average", "avg", "mean", "median", "total", "sum", "score", "mark", "grade", "weight", "percent", "index", "ranking"}
	numbers := map[string][]string{}
	seen := 0
	for _, v := range walesEngine(t).Vocabulary() {
		if v.Subject != "assessment" && v.Subject != "topic" {
			continue
		}
		numbers[v.Subject] = []string{}
		for _, f := range v.Fields {
			seen++
			for word := range strings.FieldsFuncSeq(f.Path, func(r rune) bool { return strings.ContainsRune("._[]", r) }) {
				assert.NotContains(t, ruledOut, word, "%s %s", v.Subject, f.Path)
			}
			switch f.Kind {
			case "number", "whole number":
				if f.Path == "step.number" { // which of Staffordshire's steps; of these subjects it is never known
					continue
				}
				numbers[v.Subject] = append(numbers[v.Subject], f.Path)
			case "text":
				if strings.HasSuffix(f.Path, "level") {
					assert.True(t, strings.HasPrefix(f.Path, "topic."), "%s %s", v.Subject, f.Path)
				}
			}
		}
	}
	require.Greater(t, seen, 80, "the walk sees both subjects")
	assert.Equal(t, []string{}, numbers["assessment"])
	assert.Equal(t, []string{"topic.views[].respondents", "topic.agreed_rank", "topic.unmet_lower_strengths[].rank", "topic.next_steps[].rank",
		"topic.worked_on[].rank"}, numbers["topic"])
}

// Facts given as JSON read as the documents themselves do.
func TestRubricFacts_asJSON(t *testing.T) {
	eng := walesEngine(t)
	a := at(learnerVoice(), "T07", rubric.Prioritised)
	topic, _ := a.Topic("T07")
	data, err := json.Marshal(map[string]any{"assessment": a, "topic": topic})
	require.NoError(t, err)
	got, err := eng.DecideJSON("topic", "in_action", data, day("2026-03-02"))
	require.NoError(t, err)
	want, err := eng.Gate(beacon.OnTopic(a, "T07"), rubric.InAction, day("2026-03-02"))
	require.NoError(t, err)
	require.Equal(t, want.Passed, got.Passed)
	require.Equal(t, want.NotApplicable, got.NotApplicable)
	require.Empty(t, got.Reasons)
	require.Equal(t, a.TopicKey("T07"), got.ID)
	require.Equal(t, want.ID, got.ID)

	for text, path := range map[string]string{
		`{"topic": {"id": "T07", "statt": 1}}`:                                         "/topic/statt",
		`{"topic": {"id": "T07", "moderation": {"level": "best"}}}`:                    "/topic/moderation/level",
		`{"topic": {"id": "T07", "agreed_rank": 3}}`:                                   "/topic/agreed_rank",
		`{"assessment": {"id": "A-1", "domains": []}}`:                                 "/assessment/domains",
		`{"assessment": {"id": "A-1", "topics": [{"id": "T07", "views": [{"x":1}]}]}}`: "/assessment/topics/0/views/0/x",
	} {
		_, err := eng.DecideJSON("topic", "", []byte(text), day("2026-03-02"))
		var fault *practice.DataError
		require.ErrorAs(t, err, &fault, text)
		require.Equal(t, path, fault.Path, text)
	}
}

// The tests beside the pack notice every change of its rules.
func TestACLWales_pack(t *testing.T) {
	eng := walesEngine(t)
	require.Len(t, eng.Rules(), 15)
	tests, err := fs.Sub(beacon.EmbeddedPacks(), "acl-wales")
	require.NoError(t, err)
	results, err := eng.Test(tests)
	require.NoError(t, err)
	require.Greater(t, len(results), 90)
	for _, r := range results {
		if !r.OK {
			t.Errorf("%s %s %s: want %s, got %s", r.Pos, r.Rule, r.Name, r.Want, r.Got)
		}
	}
	mutants, err := eng.Mutants(tests)
	require.NoError(t, err)
	require.Greater(t, mutants.All, 50)
	require.Empty(t, mutants.Survivors)
	require.Empty(t, mutants.Stale)
}
