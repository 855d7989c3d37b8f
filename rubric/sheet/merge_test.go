package sheet_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

func slicesSort(all []rubric.DescriptorAnswer) {
	slices.SortFunc(all, func(a, b rubric.DescriptorAnswer) int { return cmp.Compare(a.Descriptor, b.Descriptor) })
}

// full is the fixture of the saved form that has every member.
func full(t *testing.T) rubric.Assessment {
	t.Helper()
	data, err := os.ReadFile("../testdata/v1/full.json")
	require.NoError(t, err)
	var a rubric.Assessment
	require.NoError(t, json.Unmarshal(data, &a))
	return a
}

func given(level rubric.Level, on string) sheet.View {
	v := sheet.View{Row: 2, Topic: "T07", View: rubric.View{Partner: "college", Perspective: rubric.StrategyGroup, Level: level}}
	if on != "" {
		v.View.On = date(on)
	}
	return v
}

func TestMergeViews(t *testing.T) {
	a := wales.Open("A", "p", date("2026-01-12"))
	merge := func(v sheet.View) sheet.Merged {
		b, m, err := sheet.MergeViews(wales, a, []sheet.View{v})
		require.NoError(t, err)
		a = b
		return m
	}
	why := func(m sheet.Merged) string {
		require.Len(t, m.Refused, 1)
		return m.Refused[0].Error()
	}
	assert.Equal(t, sheet.Merged{Added: 1}, merge(given(rubric.Emerging, "2026-01-20")))
	assert.Equal(t, sheet.Merged{Already: 1}, merge(given(rubric.Emerging, "2026-01-20")), "a second time")
	assert.Equal(t, "row 2, on: college said something else of T07 on 2026-01-20; a change of mind needs a later day",
		why(merge(given(rubric.Established, "2026-01-20"))))
	assert.Equal(t, sheet.Merged{Added: 1}, merge(given(rubric.Established, "2026-02-01")))
	assert.Equal(t, sheet.Merged{Already: 1}, merge(given(rubric.Emerging, "2026-01-20")), "the file that was sent out comes back")
	topic, _ := a.Topic("T07")
	assert.Len(t, topic.Views, 2)
	assert.Equal(t, rubric.Established, topic.CurrentViews()[0].Level)

	assert.Equal(t, sheet.Merged{Added: 1}, merge(given(rubric.Initial, "")))
	assert.Contains(t, why(merge(given(rubric.Emerging, ""))), "give the day of the change")

	v := given(rubric.Emerging, "2026-03-01")
	v.Assessment = "B"
	assert.Equal(t, "row 2, assessment: the row is about B, and this is A", why(merge(v)))
	v = given(rubric.Emerging, "2026-03-01")
	v.Topic = "T7"
	assert.Equal(t, "row 2, topic: T7 is not in the scope of this assessment; did you mean T07?", why(merge(v)))
	v = given(rubric.Emerging, "2026-03-01")
	v.View.Answers = []rubric.DescriptorAnswer{{Descriptor: "T08.ES.a", Answer: rubric.Yes}}
	assert.Contains(t, why(merge(v)), "T08.ES.a")
	v = given(0, "2026-03-01")
	v.View.NoLevel = rubric.Suppressed
	assert.Contains(t, why(merge(v)), "hidden")

	topic.State, topic.Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Emerging}
	a = a.WithTopic(topic)
	assert.Equal(t, "row 2, topic: the level of T07 is agreed; reopen the topic to hear more views", why(merge(given(rubric.Extending, "2026-04-01"))))
	assert.Equal(t, sheet.Merged{Already: 1}, merge(given(rubric.Emerging, "2026-01-20")))

	a.Rubric.Edition = "1999"
	_, _, err := sheet.MergeViews(wales, a, nil)
	assert.ErrorAs(t, err, new(*rubric.EditionError))
}

func TestMergeEvidence(t *testing.T) {
	a := wales.Open("A", "p", date("2026-01-12"))
	e := sheet.Evidence{Row: 2, Topic: "T07", Evidence: rubric.Evidence{ID: "E1", Partner: "college", Level: rubric.Established,
		Descriptors: []string{"T07.ES.a"}, What: "learner\nsurvey", On: date("2025-11-03")}}
	other, odd := e, e
	other.Evidence.What = "minutes"
	odd.Evidence.Descriptors = []string{"T07.EX.a"}
	a, m, err := sheet.MergeEvidence(wales, a, []sheet.Evidence{e, e, other, odd})
	require.NoError(t, err)
	assert.Equal(t, 1, m.Added)
	assert.Equal(t, 1, m.Already)
	require.Len(t, m.Refused, 2)
	assert.Equal(t, `row 2, evidence: T07 has other evidence under "E1"; give this one an id of its own`, m.Refused[0].Error())
	var out bytes.Buffer
	require.NoError(t, sheet.Write(&out, sheet.EvidenceOf(a), sheet.Options{}))
	back, err := sheet.Read[sheet.Evidence](&out, sheet.Options{})
	require.NoError(t, err)
	_, m, err = sheet.MergeEvidence(wales, a, back.Rows)
	require.NoError(t, err)
	assert.Equal(t, sheet.Merged{Already: 1}, m)
}

// TestTables writes the fixture that has every member and reads it back: no kind of line loses what it has a column for.
func TestTables(t *testing.T) {
	a := full(t)
	outcomes, err := sheet.Outcomes(wales, a)
	require.NoError(t, err)
	comesBack(t, sheet.Views(a))
	comesBack(t, sheet.EvidenceOf(a))
	comesBack(t, outcomes)
	comesBack(t, sheet.Actions(a))
}

func comesBack[R sheet.Row](t *testing.T, rows []R) {
	t.Helper()
	require.NotEmpty(t, rows)
	grid := sheet.Grid(rows)
	got, err := sheet.Parse[R](grid, sheet.Options{})
	require.NoError(t, err)
	require.Empty(t, got.Refused)
	assert.Equal(t, grid, sheet.Grid(got.Rows))
	for i, name := range grid[0] {
		filled := slices.ContainsFunc(grid[1:], func(row []string) bool { return row[i] != "" })
		if !filled {
			t.Logf("%T: nothing in %s", rows[0], name)
		}
	}
}

func TestGrid_unknownIsEmpty(t *testing.T) {
	grid := sheet.Grid([]sheet.View{{Topic: "T01", View: rubric.View{Partner: "p"}}, {View: rubric.View{Respondents: practice.Known(1)}}})
	assert.Equal(t, []string{"", "T01", "p", "", "", "", "", "", "", "", "", "", ""}, grid[1])
	assert.Equal(t, "1", grid[2][12])
}
