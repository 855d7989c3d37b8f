package rubric_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

// TestACLWales_counts: the figures of the printed tool (W-12 to W-18) and of the polarities (W-52).
func TestACLWales_counts(t *testing.T) {
	assert.Equal(t, []string{"strategic_planning", "provision", "reaching_engaging", "quality", "workforce"}, wales.Domains())
	domains, levels, polarity := map[string]int{}, map[rubric.Level]int{}, map[rubric.Polarity]int{}
	pairs, all := map[string]int{}, 0
	for i, topic := range wales.Topics() {
		assert.Equal(t, i+1, topic.Number)
		assert.Equal(t, fmt.Sprintf("T%02d", i+1), topic.ID)
		domains[topic.Domain]++
		for _, d := range topic.Descriptors {
			all++
			levels[d.Level]++
			polarity[d.Polarity]++
			pairs[fmt.Sprintf("%s %s", d.Level, d.Polarity)]++
			assert.Equal(t, d.ID, fmt.Sprintf("%s.%s.%s", topic.ID, d.Level.Code(), d.Letter))
		}
	}
	assert.Len(t, wales.Topics(), 17)
	assert.Equal(t, 191, all)
	assert.Equal(t, map[string]int{"strategic_planning": 7, "provision": 4, "reaching_engaging": 2, "quality": 2, "workforce": 2}, domains)
	assert.Equal(t, map[rubric.Level]int{rubric.Initial: 36, rubric.Emerging: 41, rubric.Established: 58, rubric.Extending: 56}, levels)
	assert.Equal(t, map[rubric.Polarity]int{rubric.Strength: 151, rubric.Limitation: 26, rubric.Developing: 14}, polarity)
	assert.Equal(t, map[string]int{"initial strength": 3, "initial limitation": 25, "initial developing": 8, "emerging strength": 35,
		"emerging limitation": 1, "emerging developing": 5, "established strength": 57, "established developing": 1, "extending strength": 56}, pairs)
}

// TestACLWales_letters: at each level the letters run from a without a hole, as printed.
func TestACLWales_letters(t *testing.T) {
	for _, topic := range wales.Topics() {
		for _, l := range rubric.Levels() {
			for i, d := range topic.At(l) {
				assert.Equal(t, string(rune('a'+i)), d.Letter, d.ID)
			}
		}
	}
}

// TestACLWales_singles: the cells with one descriptor, where a percentage would say 0 or 100 (W-54).
func TestACLWales_singles(t *testing.T) {
	one := map[string]string{}
	for _, topic := range wales.Topics() {
		for _, l := range rubric.Levels() {
			if len(topic.At(l)) == 1 {
				one[topic.ID] += l.Code() + " "
			}
		}
	}
	assert.Equal(t, "IN EM EX ", one["T13"])
	assert.Equal(t, "IN ", one["T16"])
}

func TestACLWales_notes(t *testing.T) {
	printed := []string{}
	for _, topic := range wales.Topics() {
		if topic.Title == rubric.TitlePrinted {
			printed = append(printed, topic.ID)
		}
		shares := topic.ID == "T05" || topic.ID == "T15" || topic.ID == "T17"
		assert.Equal(t, shares, len(topic.Bridges) > 0, topic.ID)
	}
	assert.Equal(t, []string{"T02", "T06", "T07", "T10", "T13"}, printed, "A-W6")

	repeats := map[string]string{}
	for _, topic := range wales.Topics() {
		for _, d := range topic.Descriptors {
			if d.Repeats != "" {
				repeats[d.ID] = d.Repeats
			}
		}
	}
	assert.Equal(t, map[string]string{"T15.ES.e": "T15.ES.c", "T17.EX.e": "T17.EX.d"}, repeats, "W-55")
	assert.Equal(t, []rubric.Link{{ID: "learner_voice", Source: "W-58", From: "T07", To: []string{"T01", "T08", "T15"}}}, wales.Links())
	assert.Contains(t, wales.Roles()[0].Names, "Learner Ambassador", "W-57")
	assert.Equal(t, 22, wales.Provenance().References, "W-56")

	sources := map[string]bool{}
	for _, e := range wales.Errata() {
		sources[e.Source] = true
		assert.NotEmpty(t, e.Note)
	}
	for _, want := range []string{"A-W1", "A-W2", "A-W3", "A-W4", "A-W6", "A-W7"} {
		assert.True(t, sources[want], want)
	}
	for _, id := range []string{"T06.IN.b", "T13.IN.a", "T16.IN.a"} {
		d, ok := wales.Descriptor(id)
		assert.True(t, ok)
		assert.Equal(t, rubric.Strength, d.Polarity, "%s: A-W3", id)
	}
}

// TestACLWales_objectives: two aims, nine focuses, and the lists that hang on them (W-21 to W-31).
func TestACLWales_objectives(t *testing.T) {
	o := wales.Objectives()
	assert.Equal(t, "2023-24", o.AgreedIn)
	kinds := map[rubric.ObjectiveKind]int{}
	for _, x := range o.List {
		kinds[x.Kind]++
		assert.Regexp(t, `^W-(2[1-9]|3[01])$`, x.Source)
	}
	assert.Equal(t, map[rubric.ObjectiveKind]int{rubric.Aim: 2, rubric.Focus: 9, rubric.PolicyPriority: 5, rubric.PriorityArea: 4,
		rubric.ProgressionDestination: 4}, kinds)
	focuses := o.Under("aim.joint_provision")
	require.Len(t, focuses, 9)
	assert.Equal(t, "focus.entry_pathways", focuses[8].ID)
	assert.True(t, focuses[8].SetApart, "A-W2")
	assert.Len(t, o.Under(""), 2)
	assert.Len(t, o.Under("focus.priority_areas"), 4)
}

// TestACLWales_labels: a label is short, is no sentence of the print, and says nothing of how it was made.
func TestACLWales_labels(t *testing.T) {
	assert.Empty(t, wales.Untranslated("en"))
	assert.Equal(t, "labels", wales.Wording("en"))
	seen := map[string]string{}
	for _, topic := range wales.Topics() {
		for _, d := range topic.Descriptors {
			s, err := wales.Text(d.ID, "en")
			require.NoError(t, err)
			assert.Less(t, len(s), 90, d.ID)
			assert.False(t, strings.HasSuffix(s, "."), d.ID)
			assert.NotContains(t, s, "repeats", d.ID)
			assert.Empty(t, seen[topic.ID+s], "%s has the label of another", d.ID)
			seen[topic.ID+s] = d.ID
		}
	}
}

// TestRubric_immutable: what an accessor returns is the caller's own.
func TestRubric_immutable(t *testing.T) {
	before := fmt.Sprint(wales.Topics(), wales.Domains(), wales.Links(), wales.Roles(), wales.Errata(), wales.Objectives(), wales.Provenance())
	wales.Domains()[0] = "x"
	topics := wales.Topics()
	topics[4].Descriptors[0].ID, topics[4].Bridges[0] = "x", "x"
	topic, _ := wales.Topic("T05")
	topic.Descriptors[0].Polarity, topic.Bridges[0] = "x", "x"
	next, err := wales.NextSteps("T05", rubric.Initial)
	require.NoError(t, err)
	next.Descriptors[0].ID = "x"
	wales.Links()[0].To[0] = "x"
	wales.Roles()[0].Names[0] = "x"
	wales.Errata()[1].About[0] = "x"
	wales.Objectives().List[0].ID = "x"
	wales.Provenance().MadeBy[0] = "x"
	assert.Equal(t, before, fmt.Sprint(wales.Topics(), wales.Domains(), wales.Links(), wales.Roles(), wales.Errata(), wales.Objectives(), wales.Provenance()))
}

func TestLevel(t *testing.T) {
	for i, l := range rubric.Levels() {
		assert.Equal(t, i+1, int(l))
		text, err := l.MarshalText()
		require.NoError(t, err)
		var back rubric.Level
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, l, back)
		next, ok := l.Next()
		assert.Equal(t, l != rubric.Extending, ok)
		if ok {
			assert.Equal(t, l+1, next)
		}
	}
	var l rubric.Level
	assert.False(t, l.Valid())
	assert.Empty(t, l.String()+l.Code())
	_, ok := l.Next()
	assert.False(t, ok)
	require.NoError(t, l.UnmarshalText(nil))
	assert.Zero(t, l)
	require.EqualError(t, l.UnmarshalText([]byte("establised")), `"establised" is not a level; did you mean "established"?`)
	require.EqualError(t, l.UnmarshalText([]byte("level five")), `"level five" is not a level; use one of initial, emerging, established, extending`)
	_, err := rubric.Level(5).MarshalText()
	require.EqualError(t, err, "5 is not a level; use 1 to 4, or 0 where none is known")
	assert.Equal(t, "Level(5)", rubric.Level(5).String())
	assert.Empty(t, rubric.Level(-1).Code())
}
