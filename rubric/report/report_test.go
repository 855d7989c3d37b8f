package report_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/report"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	date   = practice.MustDate
	wales  = rubric.ACLWales()
)

// fails is what a test and a benchmark have in common.
type fails interface {
	require.TestingT
	Helper()
}

// full is the fixture of the saved form that has every member.
func full(t fails) rubric.Assessment {
	t.Helper()
	data, err := os.ReadFile("../testdata/v1/full.json")
	require.NoError(t, err)
	var a rubric.Assessment
	require.NoError(t, json.Unmarshal(data, &a))
	return a
}

// small has views of three topics: wide apart, one alone, and learners in two groups of which one is small.
func small() rubric.Assessment {
	a := wales.Open("A-2026", "valley", date("2026-01-12"))
	v := func(partner string, p rubric.Perspective, group string, l rubric.Level, people int, reason string) rubric.View {
		v := rubric.View{Partner: partner, Perspective: p, Group: group, Level: l, Reason: reason, On: date("2026-01-20")}
		if people > 0 {
			v.Respondents = practice.Known(people)
		}
		return v
	}
	t, _ := a.Topic("T07")
	t.State = rubric.InDiscussion
	t.Views = []rubric.View{
		v("college", rubric.StrategyGroup, "", rubric.Extending, 0, "ambassadors <sit> on our panels"),
		v("council", rubric.StrategyGroup, "", rubric.Emerging, 0, "no strategy yet"),
		v("council", rubric.Learners, "evening", rubric.Initial, 3, "NOBODY-ASKED-US"),
		v("college", rubric.Learners, "day", rubric.Established, 9, "SAID-BY-NINE"),
	}
	t.Evidence = []rubric.Evidence{{What: "survey", Partner: "council", Level: rubric.Established, Descriptors: []string{"T07.ES.a"}, On: date("2023-11-03")}, {What: "undated"}}
	a = a.WithTopic(t)
	t, _ = a.Topic("T08")
	t.Views = []rubric.View{v("college", rubric.StrategyGroup, "", rubric.Emerging, 0, "")}
	return a.WithTopic(t)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run with -update and look at it in a browser")
}

func TestGolden(t *testing.T) {
	opt := report.Options{Names: map[string]string{"college": "Riverside College", "valley": "Two Valleys"}, Today: date("2026-03-09"), StaleAfter: 18, Seed: 1}
	agenda, err := report.Agenda(wales, small(), opt)
	require.NoError(t, err)
	golden(t, "agenda.html", agenda.HTML())
	golden(t, "agenda.md", agenda.Markdown())
	earlier := []report.Round{{Rubric: wales, Assessment: wales.Open("A-2025", "valley", date("2025-01-13"))}}
	profile, err := report.Profile(wales, full(t), earlier, opt)
	require.NoError(t, err)
	golden(t, "profile.md", profile.Markdown())
	opt.Language = "cy"
	profile, err = report.Profile(wales, full(t), earlier, opt)
	require.NoError(t, err)
	golden(t, "profile.cy.md", profile.Markdown())
	heat, err := report.HeatMap(wales, small(), opt)
	require.NoError(t, err)
	golden(t, "heatmap.cy.svg", heat.SVG())
}

// TestSmallGroups: nothing of what a small group said, and nothing of the group hidden with it, is on any page.
func TestSmallGroups(t *testing.T) {
	everything := func(opt report.Options) string {
		agenda, err := report.Agenda(wales, small(), opt)
		require.NoError(t, err)
		profile, err := report.Profile(wales, small(), nil, opt)
		require.NoError(t, err)
		heat, err := report.HeatMap(wales, small(), opt)
		require.NoError(t, err)
		spread, err := report.SpreadPlot(wales, small(), opt)
		require.NoError(t, err)
		return string(agenda.HTML()) + string(agenda.Markdown()) + string(profile.HTML()) + string(heat.SVG()) + fmt.Sprint(heat.Table(), spread.Table())
	}
	hidden := everything(report.Options{})
	assert.NotContains(t, hidden, "NOBODY-ASKED-US")
	assert.NotContains(t, hidden, "SAID-BY-NINE", "or the other group could be worked out")
	assert.NotContains(t, hidden, "9 people")
	assert.Contains(t, hidden, "Groups of fewer than 5 learners are hidden")
	shown := everything(report.Options{SmallGroup: -1})
	assert.Contains(t, shown, "NOBODY-ASKED-US")
	assert.Contains(t, shown, "for the discussion only")
	assert.Contains(t, everything(report.Options{SmallGroup: 3}), "NOBODY-ASKED-US")
}

func TestLanguages(t *testing.T) {
	_, err := report.Agenda(wales, small(), report.Options{Language: "fr"})
	require.ErrorAs(t, err, new(*report.LanguageError))
	assert.EqualError(t, err, `pages are in en (English) and cy (Welsh), not in "fr"`)

	english, err := report.Agenda(wales, small(), report.Options{})
	require.NoError(t, err)
	assert.Empty(t, english.Missing())
	assert.NotContains(t, string(english.HTML()), "Missing texts")

	codes, err := report.Agenda(wales, small(), report.Options{Language: "cy"})
	require.NoError(t, err)
	assert.Contains(t, codes.Missing(), "T07")
	assert.Contains(t, codes.Missing(), "initial")
	assert.NotContains(t, string(codes.HTML()), "Learner voice", "English is not shown unasked")
	assert.Contains(t, string(codes.HTML()), `<html lang="cy">`)
	assert.Contains(t, string(codes.HTML()), "Testunau coll")

	welsh, err := wales.WithText(rubric.Text{Language: "cy", ByID: map[string]string{"T07": "Llais y dysgwr"}})
	require.NoError(t, err)
	also, err := report.Agenda(welsh, small(), report.Options{Language: "cy", Also: "en"})
	require.NoError(t, err)
	assert.Contains(t, string(also.HTML()), "T07 Llais y dysgwr</h3>")
	assert.Contains(t, string(also.HTML()), "Identifying local learning needs [en]")
	assert.NotContains(t, also.Missing(), "T07")
	assert.Contains(t, string(also.HTML()), "12 Ionawr 2026", "dates are Welsh too")
}

func TestProfile_marks(t *testing.T) {
	a := full(t)
	page, err := report.Profile(wales, a, []report.Round{{Rubric: wales, Assessment: a}}, report.Options{Today: date("2030-01-01"), StaleAfter: 12})
	require.NoError(t, err)
	html := string(page.HTML())
	for _, want := range []string{"= the same", "more than 12 months old", "Next steps, from"} {
		assert.Contains(t, html, want)
	}
}

// TestOverTime: what a new edition moved is marked and not drawn as a level.
func TestOverTime(t *testing.T) {
	data, err := fs.ReadFile(os.DirFS("../acl-wales-2024"), "rubric.json")
	require.NoError(t, err)
	text, err := fs.ReadFile(os.DirFS("../acl-wales-2024"), "text.en.json")
	require.NoError(t, err)
	changed := strings.NewReplacer("2024-09-18", "2028-09-01", `{"id": "T02.ES.c", "polarity": "strength"}`, `{"id": "T02.ES.c", "polarity": "developing"}`)
	second, err := rubric.Load(fstest.MapFS{"rubric.json": {Data: []byte(changed.Replace(string(data)))}, "text.en.json": {Data: text}})
	require.NoError(t, err)
	agreed := func(r *rubric.Rubric, id, on string) report.Round {
		a := r.Open(id, "p", date(on))
		for i := range a.Topics {
			a.Topics[i].State, a.Topics[i].Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Emerging}
		}
		a.Topics[3].State, a.Topics[3].Moderation = rubric.ViewsOpen, nil
		return report.Round{Rubric: r, Assessment: a}
	}
	picture, err := report.OverTime([]report.Round{agreed(wales, "A", "2026-01-12"), agreed(second, "B", "2029-01-12")}, report.Options{})
	require.NoError(t, err)
	rows := picture.Table()
	assert.Equal(t, []string{"Topic", "12 January 2026", "12 January 2029"}, rows[0])
	assert.Equal(t, []string{"T01 Membership and representation", "Emerging", "Emerging"}, rows[1])
	assert.Equal(t, "cannot be compared: the new edition changes this topic", rows[2][1])
	assert.Equal(t, "Emerging", rows[2][2])
	assert.Equal(t, "Not agreed", rows[4][1])
	empty, err := report.OverTime(nil, report.Options{})
	require.NoError(t, err)
	assert.Len(t, empty.Table(), 1)
}

func TestErrors(t *testing.T) {
	a := small()
	a.Rubric.Edition = "1999"
	for name, do := range map[string]func() error{
		"agenda":  func() error { _, err := report.Agenda(wales, a, report.Options{}); return err },
		"profile": func() error { _, err := report.Profile(wales, a, nil, report.Options{}); return err },
		"heat":    func() error { _, err := report.HeatMap(wales, a, report.Options{}); return err },
		"spread":  func() error { _, err := report.SpreadPlot(wales, a, report.Options{}); return err },
		"time": func() error {
			_, err := report.OverTime([]report.Round{{Rubric: wales, Assessment: a}}, report.Options{})
			return err
		},
	} {
		require.ErrorAs(t, do(), new(*rubric.EditionError), name)
	}
}

// TestOddValues: what a host puts in that no list has is shown as it is, and nothing breaks.
func TestOddValues(t *testing.T) {
	a := small()
	topic, _ := a.Topic("T09")
	topic.State, topic.Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Extending, Dissent: []rubric.Dissent{{Partner: "x", Perspective: "elsewhere"}}}
	topic.Views = []rubric.View{{Partner: strings.Repeat("long name ", 20), Perspective: "elsewhere"}, {Partner: "y", NoLevel: "unsure"}}
	topic.Actions = []rubric.Action{{What: "act", Status: "mulled over"}}
	topic.Answers = []rubric.DescriptorAnswer{{Descriptor: "T09.EM.a", Answer: "maybe"}}
	a = a.WithTopic(topic)
	page, err := report.Profile(wales, a, nil, report.Options{Resamples: -1})
	require.NoError(t, err)
	for _, want := range []string{"elsewhere", "unsure", "mulled over", "maybe"} {
		assert.Contains(t, string(page.HTML()), want)
	}
	agenda, err := report.Agenda(wales, a, report.Options{Language: "cy", Resamples: 2})
	require.NoError(t, err)
	assert.Contains(t, string(agenda.HTML()), "rhy ychydig o samplau")
	assert.Nil(t, report.Page{}.HTML())
	assert.Nil(t, report.Page{}.Markdown())
	assert.Nil(t, report.Picture{}.SVG())
	_, err = report.Agenda(wales, wales.Open("empty", "p", date("2026-01-12")), report.Options{})
	require.NoError(t, err)
	_, err = report.HeatMap(wales, rubric.Assessment{Rubric: wales.Ref()}, report.Options{})
	require.NoError(t, err)
}

// BenchmarkProfile22 makes the pages of 22 partnerships of 20 voices, with 1,000 resamples for each range.
func BenchmarkProfile22(b *testing.B) {
	a := wales.Open("A", "p", date("2026-01-12"))
	for i := range a.Topics {
		t := &a.Topics[i]
		for p := range 20 {
			t.Views = append(t.Views, rubric.View{Partner: fmt.Sprintf("partner-%02d", p), Perspective: rubric.StrategyGroup, Level: rubric.Level((i*7+p*(p%5)+p/3)%4 + 1)})
		}
		t.State, t.Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Emerging}
	}
	b.ReportAllocs()
	for b.Loop() {
		for range 22 {
			page, err := report.Profile(wales, a, []report.Round{{Rubric: wales, Assessment: a}}, report.Options{})
			require.NoError(b, err)
			if len(page.HTML()) == 0 {
				b.Fatal("nothing there")
			}
		}
	}
}
