package rubric_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/rubric"
)

// lenses names what the three lenses suggest: best fit (its ties in brackets), highest complete, cumulative.
func lenses(t fails, topic string, given []rubric.DescriptorAnswer) []string {
	t.Helper()
	s, err := wales.Suggest(topic, given)
	require.NoError(t, err)
	var out []string
	for _, a := range s.Advice {
		text := a.Level.String()
		for _, l := range a.Tied {
			text += "[" + l.String() + "]"
		}
		out = append(out, text)
		assert.Equal(t, a, s.By(a.Lens))
	}
	return out
}

func TestRubric_Suggest(t *testing.T) {
	const y, p, n, u = rubric.Yes, rubric.Partly, rubric.No, rubric.Answer("")
	for _, tc := range []struct {
		name, topic string
		given       []rubric.DescriptorAnswer
		want        []string
	}{
		{"SC-08", "T07", sc08Answers(), []string{"established", "established", "initial"}},
		{"nothing answered", "T07", nil, []string{"", "", ""}},
		{"nothing describes us", "T07", every("T07", n, n, n, n), []string{"", "initial", "initial"}},
		{"everything above Initial holds: the higher of the two", "T07", every("T07", n, y, y, y), []string{"extending", "extending", "extending"}},
		{"two levels hold wholly, not the top two", "T07", every("T07", n, y, y, n), []string{"[emerging][established]", "established", "established"}},
		{"the top two hold half: a tie all the same", "T07", every("T07", n, n, p, p), []string{"[established][extending]", "initial", "initial"}},
		{"the top holds wholly, and another that is not next to it", "T07", every("T07", n, y, n, y), []string{"[emerging][extending]", "extending", "emerging"}},
		{"all four hold, which includes the top two", "T13", every("T13", y, y, y, y), []string{"extending", "extending", "extending"}},
		{"partly is half, and never all", "T07", every("T07", n, p, n, n), []string{"emerging", "initial", "initial"}},
		{"an incomplete level is not suggested", "T07", append(every("T07", n, y, n, n), answers("T07.EM.a unanswered")...), []string{"", "initial", "initial"}},
		{"an incomplete top leaves the next", "T07", append(every("T07", n, n, y, y), answers("T07.EX.d unanswered")...), []string{"established", "established", "initial"}},
		{"a limitation that holds describes its level", "T07", every("T07", y, n, n, n), []string{"initial", "initial", "initial"}},
		{"limitations do not hinder a complete level", "T01", append(every("T01", n, y, n, n), answers("T01.EM.d no")...), []string{"emerging", "emerging", "emerging"}},
		{"what is developing hinders a complete level, and no chain", "T01", append(every("T01", n, y, n, n), answers("T01.EM.e no")...), []string{"emerging", "initial", "emerging"}},
		{"a strength at Initial is not in the chain", "T16", every("T16", n, y, n, n), []string{"emerging", "emerging", "emerging"}},
		{"a strength at Initial makes its level whole", "T16", every("T16", y, n, n, n), []string{"initial", "initial", "initial"}},
		{"an unanswered strength breaks the chain", "T07", append(every("T07", n, y, y, n), answers("T07.EM.a unanswered")...), []string{"established", "established", "initial"}},
		{"a lower level unanswered", "T07", every("T07", u, y, n, n), []string{"emerging", "emerging", "emerging"}},
		{"the later of two answers counts", "T07", append(sc08Answers(), answers("T07.EM.a yes")...), []string{"[emerging][established]", "established", "established"}},
	} {
		t.Run(tc.name, func(t *testing.T) { assert.Equal(t, tc.want, lenses(t, tc.topic, tc.given)) })
	}
}

func sc08Answers() []rubric.DescriptorAnswer {
	return answers("T07.IN.a no, T07.EM.a no, T07.EM.b yes, T07.ES.a yes, T07.ES.b yes, T07.EX.a no, T07.EX.b no, T07.EX.c no, T07.EX.d no")
}

// TestRubric_Suggest_columns: SC-08 1, shares 0, 0.5, 1 and 0.
func TestRubric_Suggest_columns(t *testing.T) {
	s, err := wales.Suggest("T07", sc08Answers())
	require.NoError(t, err)
	var shares []float64
	for _, c := range s.Columns {
		share, known := c.Share().Get()
		assert.True(t, known)
		assert.False(t, c.Incomplete())
		shares = append(shares, share)
	}
	assert.Equal(t, []float64{0, 0.5, 1, 0}, shares)

	s, err = wales.Suggest("T07", answers("T07.EM.a partly"))
	require.NoError(t, err)
	assert.Equal(t, rubric.Column{Level: rubric.Emerging, Partly: 1, Unanswered: 1}, s.Columns[1])
	assert.True(t, s.Columns[1].Incomplete())
	_, known := s.Columns[0].Share().Get()
	assert.False(t, known, "the share of nothing is not 0")
	assert.Zero(t, s.By("other"))
}

// TestRubric_Suggest_repeats: T15.ES.c and e, and T17.EX.d and e, count once (W-55).
func TestRubric_Suggest_repeats(t *testing.T) {
	for _, tc := range []struct {
		topic, given string
		level        rubric.Level
		want         rubric.Column
	}{
		{"T15", "T15.ES.c yes, T15.ES.e yes", rubric.Established, rubric.Column{Level: rubric.Established, Yes: 1, Unanswered: 3}},
		{"T15", "T15.ES.e yes", rubric.Established, rubric.Column{Level: rubric.Established, Yes: 1, Unanswered: 3}},
		{"T15", "T15.ES.c no, T15.ES.e yes", rubric.Established, rubric.Column{Level: rubric.Established, No: 1, Unanswered: 3}},
		{"T17", "T17.EX.d yes, T17.EX.e no", rubric.Extending, rubric.Column{Level: rubric.Extending, Yes: 1, Unanswered: 4}},
	} {
		s, err := wales.Suggest(tc.topic, answers(tc.given))
		require.NoError(t, err)
		assert.Equal(t, tc.want, s.Columns[tc.level-1], tc.given)
	}
}

func TestRubric_Suggest_faults(t *testing.T) {
	_, err := wales.Suggest("T18", nil)
	require.EqualError(t, err, `rubric acl-wales (2024-09-18) has no topic "T18"; did you mean "T08"?`)
	_, err = wales.Suggest("T07", answers("T01.EM.d no"))
	require.EqualError(t, err, `rubric acl-wales (2024-09-18) has no descriptor of T07 "T01.EM.d"; did you mean "T07.EM.a"?`)
	_, err = wales.Gaps("T18", rubric.Initial, nil)
	require.Error(t, err)
	_, err = wales.NextSteps("T18", rubric.Initial)
	require.Error(t, err)
}

// TestRubric_Gaps: SC-08 2 and 3.
func TestRubric_Gaps(t *testing.T) {
	for _, tc := range []struct {
		name, topic, given string
		level              rubric.Level
		want               rubric.Gaps
	}{
		{"SC-08 2", "T07", "T07.IN.a no, T07.EM.a no, T07.EM.b yes", rubric.Established, rubric.Gaps{Unmet: answers("T07.EM.a no")}},
		{"SC-08 3: a limitation that has gone is no gap", "T01", "T01.EM.a yes, T01.EM.b yes, T01.EM.c yes, T01.EM.d no, T01.EM.e no", rubric.Established, rubric.Gaps{}},
		{"partly is a gap", "T07", "T07.EM.a partly, T07.EM.b yes", rubric.Established, rubric.Gaps{Unmet: answers("T07.EM.a partly")}},
		{"not answered is not known to be a gap", "T07", "T07.EM.b yes", rubric.Established, rubric.Gaps{Unanswered: []string{"T07.EM.a"}}},
		{"the level itself does not count", "T07", "T07.EM.a no, T07.EM.b no", rubric.Emerging, rubric.Gaps{}},
		{"a strength at Initial does", "T16", "T16.IN.a no", rubric.Emerging, rubric.Gaps{Unmet: answers("T16.IN.a no")}},
		{"a repeat counts once", "T15", "T15.EM.a yes, T15.EM.b yes, T15.EM.c yes, T15.ES.a yes, T15.ES.b yes, T15.ES.c no, T15.ES.d yes, T15.ES.e no",
			rubric.Extending, rubric.Gaps{Unmet: answers("T15.ES.c no")}},
		{"no level, no gap", "T07", "T07.EM.a no", 0, rubric.Gaps{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := wales.Gaps(tc.topic, tc.level, answers(tc.given))
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
		})
	}
}

// TestRubric_NextSteps: SC-08 4, W-35 and W-36.
func TestRubric_NextSteps(t *testing.T) {
	next, err := wales.NextSteps("T07", rubric.Established)
	require.NoError(t, err)
	assert.Equal(t, rubric.Established, next.From)
	assert.Len(t, next.Descriptors, 4)
	for _, d := range next.Descriptors {
		assert.Equal(t, rubric.Extending, d.Level)
	}
	next, err = wales.NextSteps("T07", rubric.Extending)
	require.NoError(t, err)
	assert.Equal(t, rubric.NextSteps{From: rubric.Extending, Springboard: true}, next)
	next, err = wales.NextSteps("T07", 0)
	require.NoError(t, err)
	assert.Zero(t, next, "no level has no next step")
}

// anyAnswers draws answers to some of a topic's descriptors.
func anyAnswers(t *rapid.T, topic rubric.Topic) []rubric.DescriptorAnswer {
	var all []rubric.DescriptorAnswer
	for _, d := range topic.Descriptors {
		a := rapid.SampledFrom([]rubric.Answer{rubric.Yes, rubric.Partly, rubric.No, ""}).Draw(t, d.ID)
		if a != "" {
			all = append(all, rubric.DescriptorAnswer{Descriptor: d.ID, Answer: a})
		}
	}
	return all
}

// TestRubric_Suggest_properties: whatever is answered, no suggestion comes from an incomplete level, a tie has two
// levels with one share, a chain is no longer than its strengths, and no limitation is a gap.
func TestRubric_Suggest_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		topic := rapid.SampledFrom(wales.Topics()).Draw(t, "topic")
		given := anyAnswers(t, topic)
		s, err := wales.Suggest(topic.ID, given)
		require.NoError(t, err)
		for _, a := range s.Advice {
			if a.Level != 0 {
				require.False(t, s.Columns[a.Level-1].Incomplete())
				require.Empty(t, a.Tied)
			}
			if len(a.Tied) > 0 {
				require.Greater(t, len(a.Tied), 1)
			}
			for _, l := range a.Tied {
				require.Equal(t, s.Columns[a.Tied[0]-1].Share(), s.Columns[l-1].Share())
				require.False(t, s.Columns[l-1].Incomplete())
			}
		}
		best := s.By(rubric.BestFit).Level
		for _, c := range s.Columns {
			if best != 0 && !c.Incomplete() {
				require.LessOrEqual(t, c.Share().Or(0), s.Columns[best-1].Share().Or(0))
			}
		}
		chain := s.By(rubric.Cumulative).Level
		if chain > rubric.Emerging {
			g, err := wales.Gaps(topic.ID, chain, given)
			require.NoError(t, err)
			for _, id := range append(g.Unanswered, ids(g.Unmet)...) {
				d, _ := wales.Descriptor(id)
				require.Equal(t, rubric.Initial, d.Level, "a gap in the chain")
			}
		}
		for _, l := range rubric.Levels() {
			g, err := wales.Gaps(topic.ID, l, given)
			require.NoError(t, err)
			for _, id := range append(g.Unanswered, ids(g.Unmet)...) {
				d, _ := wales.Descriptor(id)
				require.Equal(t, rubric.Strength, d.Polarity)
				require.Less(t, d.Level, l)
			}
		}
	})
}

func ids(given []rubric.DescriptorAnswer) []string {
	var all []string
	for _, a := range given {
		all = append(all, a.Descriptor)
	}
	return all
}
