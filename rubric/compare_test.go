package rubric_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

// files reads the rubric's own files, with replacements in rubric.json and text.en.json.
func files(t fails, changes ...string) fstest.MapFS {
	t.Helper()
	own := fstest.MapFS{}
	for _, name := range []string{"rubric.json", "text.en.json"} {
		data, err := fs.ReadFile(os.DirFS("acl-wales-2024"), name)
		require.NoError(t, err)
		text := string(data)
		for i := 0; i < len(changes); i += 2 {
			text = strings.ReplaceAll(text, changes[i], changes[i+1])
		}
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return own
}

func load(t fails, changes ...string) *rubric.Rubric {
	t.Helper()
	r, err := rubric.Load(files(t, changes...))
	require.NoError(t, err)
	return r
}

// levelled is an assessment with an agreed level for each of the topics given.
func levelled(r *rubric.Rubric, id string, levels map[string]rubric.Level) rubric.Assessment {
	a := r.Open(id, "p", date("2026-01-12"))
	for i := range a.Topics {
		if l := levels[a.Topics[i].ID]; l != 0 {
			a.Topics[i].State, a.Topics[i].Moderation = rubric.Agreed, &rubric.Moderation{Level: l}
		}
	}
	return a
}

func TestCompare(t *testing.T) {
	before := levelled(wales, "A-2025", map[string]rubric.Level{"T01": 2, "T02": 3, "T03": 4, "T04": 1, "T17": 3})
	now := levelled(wales, "A-2026", map[string]rubric.Level{"T01": 4, "T02": 3, "T03": 3, "T05": 2, "T17": 3})
	before.Topics[0].Answers = answers("T01.EM.a yes, T01.EM.b yes, T01.EM.c no, T01.IN.a yes, T01.ES.a yes, T01.ES.b unanswered")
	now.Topics[0].Answers = answers("T01.EM.a yes, T01.EM.b no, T01.EM.c yes, T01.IN.a no, T01.ES.b yes") // nobody asked of ES.a, nor of ES.b before
	before.Topics = append(before.Topics[:9], before.Topics[10:]...)                                      // without T10
	now.Topics = append(now.Topics[:10], now.Topics[11:]...)                                              // without T11

	c, err := rubric.Compare(wales, before, wales, now)
	require.NoError(t, err)
	assert.Equal(t, "A-2025", c.BeforeID)
	assert.Equal(t, "A-2026", c.NowID)
	by := map[string]rubric.Change{}
	for _, x := range c.Changes {
		by[x.Topic] = x
	}
	assert.Len(t, c.Changes, 17)
	assert.Equal(t, rubric.Change{Topic: "T01", Before: 2, Now: 4, Move: rubric.Up, Gained: []string{"T01.EM.c"}, Lost: []string{"T01.EM.b"}}, by["T01"])
	assert.Equal(t, rubric.Same, by["T02"].Move)
	assert.Equal(t, rubric.Down, by["T03"].Move)
	assert.Equal(t, rubric.Change{Topic: "T04", Before: 1, Obstacle: rubric.NotAgreedNow}, by["T04"])
	assert.Equal(t, rubric.Change{Topic: "T05", Now: 2, Obstacle: rubric.NotAgreedBefore}, by["T05"])
	assert.Equal(t, rubric.Change{Topic: "T10", Obstacle: rubric.NotBefore}, by["T10"])
	assert.Equal(t, rubric.Change{Topic: "T11", Obstacle: rubric.NotNow}, c.Changes[16], "last")
}

// TestCompare_editions: what a new edition leaves as it was compares, and what it moved does not.
func TestCompare_editions(t *testing.T) {
	second := load(t, "2024-09-18", "2028-09-01",
		`{"id": "T01.EM.d", "polarity": "limitation"}`, `{"id": "T01.EM.f", "polarity": "strength"}`, `"T01.EM.d": "`, `"T01.EM.f": "`,
		`{"id": "T02.ES.c", "polarity": "strength"}`, `{"id": "T02.ES.c", "polarity": "developing"}`)
	all := map[string]rubric.Level{"T01": 2, "T02": 2, "T03": 2}
	before, now := levelled(wales, "A-2025", all), levelled(second, "A-2029", all)
	before.Topics[0].Answers = answers("T01.EM.a no, T01.EM.b yes")
	now.Topics[0].Answers = answers("T01.EM.a yes, T01.EM.b yes, T01.EM.f yes")
	c, err := rubric.Compare(wales, before, second, now)
	require.NoError(t, err)
	assert.Equal(t, "2024-09-18", c.Before.Edition)
	assert.Equal(t, "2028-09-01", c.Now.Edition)
	assert.Equal(t, rubric.Change{Topic: "T01", Before: 2, Now: 2, Obstacle: rubric.DescriptorsMoved,
		Gained: []string{"T01.EM.a"}, Added: []string{"T01.EM.f"}, Removed: []string{"T01.EM.d"}}, c.Changes[0])
	assert.Equal(t, rubric.Change{Topic: "T02", Before: 2, Now: 2, Obstacle: rubric.DescriptorsMoved}, c.Changes[1], "its polarity is another")
	assert.Equal(t, rubric.Change{Topic: "T03", Before: 2, Now: 2, Move: rubric.Same}, c.Changes[2])

	other := load(t, `"acl-wales"`, `"ours"`)
	c, err = rubric.Compare(wales, before, other, levelled(other, "B", all))
	require.NoError(t, err)
	for _, x := range c.Changes {
		assert.Equal(t, rubric.AnotherRubric, x.Obstacle)
		assert.Empty(t, x.Move)
	}

	_, err = rubric.Compare(second, before, wales, now)
	var edition *rubric.EditionError
	require.ErrorAs(t, err, &edition)
	_, err = rubric.Compare(wales, before, wales, now)
	require.ErrorAs(t, err, &edition)

	// A new cycle on a new edition takes the scope of that edition.
	assert.Len(t, second.NextCycle(before, "A-2030", date("2030-01-01")).Topics, 17)
}
