package beacon

import (
	"encoding/json"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

const toolPack = `
beacon: 1
pack: college
version: 1.0.0
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "engagement.review.due_on <= addMonths(engagement.ended_on, 9) && engagement.mode == 'visit'", because: x}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, should: "size(engagement.contacts) >= 2", because: y}
`

const toolTests = `
beacon: 1
tests: college
today: 2026-03-02
given:
  main: {engagement: {id: E-1, ended_on: 2025-05-31, mode: visit, review: {due_on: 2026-02-01}}}
cases:
  - {rule: C-1, name: in time, from: main, expect: pass}
`

func toolEngine(t *testing.T, pack string) *Engine {
	t.Helper()
	e, err := New(Config{Embedded: []string{}, Packs: []fs.FS{fstest.MapFS{"p.yaml": {Data: []byte(pack)}}}})
	require.NoError(t, err)
	return e
}

func TestMutantsDropClauses(t *testing.T) {
	tests := fstest.MapFS{"p_test.yaml": {Data: []byte(toolTests)}}
	found, err := toolEngine(t, toolPack).Mutants(tests)
	require.NoError(t, err)
	require.Greater(t, found.All, len(found.Survivors))
	var dropped []string
	for _, m := range found.Survivors {
		if m.To == "" && m.From != "!" {
			dropped = append(dropped, m.From+" -> "+m.Text)
		}
	}
	require.Equal(t, []string{
		`engagement.review.due_on <= addMonths(engagement.ended_on, 9) -> true && engagement.mode == "visit"`,
		`engagement.mode == "visit" -> engagement.review.due_on <= addMonths(engagement.ended_on, 9) && true`,
	}, dropped, "one case that passes shows of no clause that it matters")
}

func TestCoverage(t *testing.T) {
	tests := fstest.MapFS{"p_test.yaml": {Data: []byte(toolTests)}}
	all, err := toolEngine(t, toolPack).Coverage(tests)
	require.NoError(t, err)
	require.Len(t, all, 2)
	require.Equal(t, RuleCoverage{Rule: "C-1", Pos: all[0].Pos, Cases: 1, Passes: true, Clauses: []ClauseCoverage{
		{"engagement.review.due_on <= addMonths(engagement.ended_on, 9)", true, false}, {`engagement.mode == "visit"`, true, false}}}, all[0])
	require.Equal(t, RuleCoverage{Rule: "C-2", Pos: all[1].Pos, Clauses: []ClauseCoverage{{Text: "size(engagement.contacts) >= 2"}}}, all[1])
}

// What is proposed can be pasted: together with the tests it is a file whose every case holds.
func TestPropose(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	e := toolEngine(t, toolPack)
	all, err := e.Propose(fstest.MapFS{"p_test.yaml": {Data: []byte(toolTests)}})
	require.NoError(t, err)
	require.Len(t, all, 3)
	text := toolTests
	for _, p := range all {
		text += p.String()
	}
	require.Contains(t, text, `  - rule: C-1
    name: "engagement.review.due_on is 1 March 2026, just above the threshold"
    today: 2026-03-02
    given: {"engagement":{"ended_on":"2025-05-31","id":"E-1","mode":"visit","review":{"due_on":"2026-03-01"}}}
    expect: fail
`)
	results, err := e.Test(fstest.MapFS{"p_test.yaml": {Data: []byte(text)}})
	require.NoError(t, err)
	require.Len(t, results, 4)
	for _, r := range results {
		require.True(t, r.OK, r)
	}
	again, err := e.Propose(fstest.MapFS{"p_test.yaml": {Data: []byte(text)}})
	require.NoError(t, err)
	require.Empty(t, again, "these cases are there now")
	found, err := e.Mutants(fstest.MapFS{"p_test.yaml": {Data: []byte(text)}})
	require.NoError(t, err)
	for _, m := range found.Survivors {
		require.NotContains(t, []string{"<=", "9"}, m.From, "the boundary is shown")
	}

	embedded, err := New(Config{})
	require.NoError(t, err)
	all, err = embedded.Propose(EmbeddedPacks())
	require.NoError(t, err)
	require.Greater(t, len(all), 60)
	t.Logf("%d cases proposed for the embedded packs", len(all))
}

func TestReplay_tellsWhatDiffers(t *testing.T) {
	before := toolEngine(t, toolPack)
	e := dissemination.Engagement{ID: "E-1", State: dissemination.Agreed, Mode: dissemination.Visit, EndedOn: practice.MustDate("2025-05-31"),
		Review: &dissemination.Review{DueOn: practice.MustDate("2026-02-01")}}
	d, err := before.Gate(OnEngagement(e, dissemination.Work{}), dissemination.Active, practice.MustDate("2026-03-02"))
	require.NoError(t, err)
	_, err = before.Replay(d)
	require.ErrorContains(t, err, "stored without its facts")
	d, err = d.WithFacts()
	require.NoError(t, err)
	data, err := json.Marshal(d)
	require.NoError(t, err)
	var stored Decision
	require.NoError(t, json.Unmarshal(data, &stored))
	_, err = Decision{}.WithFacts()
	require.ErrorContains(t, err, "no facts any more")

	r, err := before.Replay(stored)
	require.NoError(t, err)
	require.True(t, r.Same() && r.SameRules)

	after := toolEngine(t, `
beacon: 1
pack: college
version: 1.1.0
rules:
  - {id: C-1, decides: stage_gate, on: {engagement: active}, must: "engagement.review.due_on <= addMonths(engagement.ended_on, 6)", because: z}
`)
	r, err = after.Replay(stored)
	require.NoError(t, err)
	require.False(t, r.Same() || r.SameRules)
	require.Equal(t, []string{"college was 1.0.0 and is 1.1.0"}, r.Packs)
	require.Equal(t, []DecisionChange{{What: "outcome", From: "open", To: "closed"}, {"C-1", "verdict", "pass", "fail", "must"},
		{"C-2", "verdict", "fail", "", "should"}}, r.Changes)

	same := toolEngine(t, toolPack+"  - {id: C-3, decides: check, on: engagement, may: 'true', because: y}\n")
	r, err = same.Replay(stored)
	require.NoError(t, err)
	require.True(t, r.Same())
	require.Equal(t, []string{"the packs have the same versions, and their rules, parameters or the term dates read differently"}, r.Packs)
}

// A host's own point is stored and asked again as a document is.
func TestReplay_hostPoint(t *testing.T) {
	type placement struct {
		Hours   int                 `json:"hours"`
		Insured practice.Fact[bool] `json:"insured"`
	}
	e, err := New(Config{Embedded: []string{}, Points: []Point{PointFor[placement]("placement")}, Packs: []fs.FS{fstest.MapFS{"p.yaml": {Data: []byte(`
beacon: 1
pack: college
version: 1.0.0
rules:
  - {id: H-1, decides: placement, must: "hours <= 30 && insured", because: x}
`)}}}})
	require.NoError(t, err)
	d, err := Decide(e, &placement{Hours: 30}, practice.MustDate("2026-03-02"))
	require.NoError(t, err)
	kept, err := d.WithFacts()
	require.NoError(t, err)
	data, err := json.Marshal(kept)
	require.NoError(t, err)
	var stored Decision
	require.NoError(t, json.Unmarshal(data, &stored))
	r, err := e.Replay(stored)
	require.NoError(t, err)
	require.Empty(t, r.Changes)
	require.True(t, r.SameRules)
}

// Whatever somebody stored, asking it again is an answer or an error.
func FuzzReplay(f *testing.F) {
	e, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{`{}`, `{"subject":"engagement","today":"2026-03-02","facts":{"engagement":{"id":"E-1"}}}`,
		`{"subject":"engagement","to":"active","decides":"stage_gate","today":"2026-03-02","outcome":"open","facts":{"engagement":{"id":"E-1","contacts":[{}]}},"rules":{"packs":[{"pack":"x","version":"1"}]}}`,
		`{"subject":"topic","to":"in_action","facts":{"topic":null}}`, `{"subject":"visit","facts":[]}`, `{"subject":"practice","facts":{"practice":{"stage":"x"}},"reasons":[{"rule":"S-1"}]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var d Decision
		if json.Unmarshal([]byte(text), &d) != nil {
			return
		}
		r, err := e.Replay(d)
		if err == nil && r.Decision.Subject != d.Subject {
			t.Fatal(r)
		}
		_ = d.String()
		d.Changes(r.Decision)
	})
}
