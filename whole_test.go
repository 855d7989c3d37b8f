package beacon_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func wholePack(t *testing.T, c beacon.Config) *beacon.Engine {
	t.Helper()
	c.Packs = []fs.FS{beacon.Named("whole", os.DirFS("testdata/packs/whole"))}
	return engine(t, c)
}

// A pack may have everything at once.
func TestWholePack(t *testing.T) {
	e := wholePack(t, beacon.Config{})
	var codes []string
	for _, i := range e.Lints() {
		codes = append(codes, i.Code)
		t.Log(i.Pos, i.Message)
		assert.NotEmpty(t, i.Snippet)
	}
	assert.Equal(t, []string{"untranslated"}, codes)
	today := practice.MustDate("2026-09-01")
	judge := func(facts string) beacon.Decision {
		d, err := e.DecideJSON("partner", "accepted", []byte(facts), today)
		require.NoError(t, err)
		return d
	}
	d := judge(`{"partner": {"id": "Q", "state": "filtered", "distance_km": 100, "travel_minutes": 80, "region": "north"}}`)
	assert.Equal(t, practice.Pass, d.Verdict("W-1"), "a part under let, by a column of our own")
	d = judge(`{"partner": {"id": "Q", "state": "filtered", "distance_km": 100, "travel_minutes": 100, "region": "north"}}`)
	assert.Equal(t, practice.Fail, d.Verdict("W-1"))
	d = judge(`{"partner": {"id": "Q", "state": "filtered", "distance_km": 100, "region": "north"}}`)
	assert.Equal(t, practice.CannotJudge, d.Verdict("W-1"))
	assert.Contains(t, d.Missing, "partner.travel_minutes", "a column that nobody filled is not recorded")

	d, err := e.DecideJSON("partner", "", []byte(`{"partner": {"id": "Q", "state": "filtered", "distance_km": 30, "region": "west",
		"provider": {"languages": ["cy"], "share_part_time": 0.25}}}`), today)
	require.NoError(t, err)
	assert.Equal(t, practice.Pass, d.Verdict("W-2"), "by bus")
	f, ok := e.Describe("partner", "partner.region")
	require.True(t, ok)
	assert.Equal(t, beacon.Field{Path: "partner.region", Kind: "text", Means: "the region it lies in", Ask: "partner",
		Values: []string{"north", "south", "west"}, Fact: true}, f)
}

func TestWholePack_facts(t *testing.T) {
	e := wholePack(t, beacon.Config{})
	for facts, says := range map[string]string{
		`{"partner": {"regio": "north"}}`:         "/partner/regio: there is no such member",
		`{"partner": {"travel_minutes": "long"}}`: `/partner/travel_minutes: "long" is not a whole number`,
		`{"partner": {"visited_on": "1/2/2026"}}`: `/partner/visited_on: "1/2/2026" is not a date`,
		`{"partner": {"provider": {"rural": 1}}}`: "/partner/provider/rural: 1 is not a yes/no",
	} {
		_, err := e.DecideJSON("partner", "accepted", []byte(facts), practice.MustDate("2026-09-01"))
		require.ErrorContains(t, err, says)
	}
}

// Documents carry a college's own columns, in Go and in JSON.
func TestSetAttribute(t *testing.T) {
	e := wholePack(t, beacon.Config{})
	q := dissemination.Enquiry{ID: "Q", State: dissemination.Filtered, DistanceKM: practice.Known(100.0)}
	require.NoError(t, e.SetAttribute(&q, "region", "north"))
	before := q
	require.NoError(t, e.SetAttribute(&q, "travel_minutes", 80))
	ask := func(q dissemination.Enquiry) practice.Verdict {
		d, err := e.Gate(beacon.OnEnquiry(q, dissemination.Work{}), dissemination.Accepted, practice.MustDate("2026-09-01"))
		require.NoError(t, err)
		return d.Verdict("W-1")
	}
	assert.Equal(t, practice.Pass, ask(q))
	assert.Equal(t, practice.CannotJudge, ask(before), "a copy keeps its own")
	data, err := q.MarshalJSON()
	require.NoError(t, err)
	assert.Contains(t, string(data), `"region":"north"`)
	var again dissemination.Enquiry
	require.NoError(t, again.UnmarshalJSON(data))
	assert.Equal(t, practice.Pass, ask(again))
	require.NoError(t, e.SetAttribute(&q, "region", nil))
	assert.Equal(t, practice.CannotJudge, ask(q))

	var fault *practice.DataError
	for name, value := range map[string]any{"region": 3, "travel_minutes": "long", "visited_on": "1/2/2026", "regio": "north", "travel_minuets": 3} {
		was := q
		require.ErrorAs(t, e.SetAttribute(&q, name, value), &fault, name)
		assert.Equal(t, "/"+name, fault.Path)
		assert.Equal(t, was, q)
	}
	require.EqualError(t, e.SetAttribute(&q, "travel_minutes", "long"), `/travel_minutes: "long" is not a whole number`)
	require.EqualError(t, e.SetAttribute(&q, "region", "nort"), `/region: region is never "nort"; did you mean "north"?`)
	require.EqualError(t, e.SetAttribute(&q, "region", "abroad"), `/region: region is never "abroad"; it is one of north, south, west`)
	_, err = e.DecideJSON("partner", "", []byte(`{"partner": {"id": "Q", "region": "nort"}}`), practice.MustDate("2026-03-02"))
	require.ErrorContains(t, err, `region is never "nort"`)
	require.EqualError(t, e.SetAttribute(&q, "regio", "north"), `/regio: no pack in force declares "regio" for a dissemination.Enquiry; did you mean "region"?`)
	require.ErrorContains(t, beacon.Default().SetAttribute(&q, "region", "north"), `no pack in force declares "region"`)
	require.NoError(t, beacon.Default().SetAttribute(&q, "travel_minutes", nil))
	assert.Equal(t, practice.CannotJudge, ask(q))
	require.ErrorContains(t, e.SetAttribute(&q, "distance_km", 3), "is a field of")
	require.ErrorContains(t, e.SetAttribute(q, "region", 3), "give a pointer")
	require.ErrorContains(t, e.SetAttribute(&struct{ X int }{}, "region", 3), "nothing but its own fields")
	require.Error(t, e.SetAttribute(&q, "region", func() {}))
}

// A document that rules read as a part of something larger has its columns by the name that rules have for it.
func TestSetAttribute_embedded(t *testing.T) {
	e := own(t, `
attributes:
  visit: {room: text}
rules:
  - {id: C-1, decides: check, on: {visit: any}, must: visit.room == 'B12', because: x}
`)
	p := jpd.Project{ID: "J", State: jpd.Visiting, Visits: []jpd.Visit{{ID: "v1", Visitor: "p1", Host: "p2"}}}
	require.ErrorContains(t, e.SetAttribute(&p.Visits[0], "room", 12), "12 is not a text")
	require.NoError(t, e.SetAttribute(&p.Visits[0], "room", "B12"))
	d, err := e.Review(beacon.OnVisit(p, "v1"), practice.MustDate("2026-03-02"))
	require.NoError(t, err)
	require.Equal(t, practice.Pass, d.Verdict("C-1"))
}

// Tables pick for candidates as choices do, and their scores and messages follow.
func TestTables(t *testing.T) {
	e := wholePack(t, beacon.Config{Language: "cy"})
	candidate := func(facts map[string]any) beacon.Candidate {
		q := dissemination.Enquiry{ID: "Q", State: dissemination.Enquired, DistanceKM: practice.Known(10.0)}
		for name, v := range facts {
			require.NoError(t, e.SetAttribute(&q, name, v))
		}
		s, err := e.Select(dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D"}, Enquiries: []dissemination.Enquiry{q}},
			practice.MustDate("2026-09-01"))
		require.NoError(t, err)
		for _, list := range [][]beacon.Candidate{s.Accepted, s.Waiting, s.Declined, s.ToAsk} {
			if len(list) > 0 {
				return list[0]
			}
		}
		t.Fatal("no candidate")
		return beacon.Candidate{}
	}
	c := candidate(map[string]any{"travel_minutes": 55, "visited_on": practice.MustDate("2026-05-01")})
	assert.Equal(t, "bicycle", c.Choice("way"), "the region does not matter there")
	assert.Equal(t, "small", c.Choice("group"), "two rows say so")
	assert.Equal(t, "last year", c.Choice("season"))
	c = candidate(nil)
	assert.Equal(t, "", c.Choice("season"), "nobody knows")
	for _, choice := range c.Choices {
		switch choice.ID {
		case "season":
			assert.Equal(t, []string{"partner.visited_on"}, choice.Missing)
		case "way":
			assert.Equal(t, "Ewch ar feic: 10 km.", choice.Message)
		}
	}
}

// A message that is not in the language that was asked for is given in English, and says so.
func TestLanguage(t *testing.T) {
	_, err := beacon.New(beacon.Config{Language: "fr"})
	require.EqualError(t, err, `beacon: messages are written in en or cy, not in "fr"`)
	e := wholePack(t, beacon.Config{Language: "cy"})
	d, err := e.DecideJSON("partner", "accepted", []byte(`{"partner": {"id": "Q", "state": "filtered", "distance_km": 100,
		"travel_minutes": 100, "region": "north"}}`), practice.MustDate("2026-09-01"))
	require.NoError(t, err)
	languages := map[string]string{}
	for _, r := range d.Reasons {
		languages[r.Rule] = r.Language + ": " + r.Message
	}
	assert.Equal(t, ": Mae north yn rhy bell.", languages["W-1"])
	assert.NotEmpty(t, languages)
	for rule, said := range languages {
		if rule != "W-1" {
			assert.True(t, strings.HasPrefix(said, "en: "), "%s: %s", rule, said)
		}
	}
	packs := 0
	for _, i := range e.Lints() {
		if i.Code == "untranslated" {
			packs++
		}
	}
	assert.Equal(t, 5, packs, "each pack that lacks a text in Welsh; acl-wales has all")
}

// The effective list says of every rule where it is written, and of those that were changed by whom and why.
func TestChanges(t *testing.T) {
	e := wholePack(t, beacon.Config{})
	by := map[string]beacon.PackChange{}
	for _, c := range e.Changes() {
		by[c.Kind] = c
		assert.Equal(t, "whole", c.By)
		assert.Equal(t, "lsc2004", c.From)
		assert.Equal(t, "whole/whole.yaml", c.Pos.File)
		assert.Equal(t, "lsc2004/lsc2004.yaml", c.Was.File)
		assert.Positive(t, c.Was.Line)
	}
	assert.Equal(t, "there is no local body", by["disabled"].Because)
	assert.Equal(t, "L-T1.4", by["disabled"].Name)
	assert.Equal(t, [2]string{"should", "must"}, [2]string{by["raised"].Old, by["raised"].New})
	assert.Equal(t, [2]string{"9", "6"}, [2]string{by["set"].Old, by["set"].New})
	assert.Equal(t, "L-36.5", by["replaced"].Name)
	for _, r := range e.Rules() {
		assert.NotEmpty(t, r.Pos.File, r.ID)
		assert.Positive(t, r.Pos.Line, r.ID)
	}
}
