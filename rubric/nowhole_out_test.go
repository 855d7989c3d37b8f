package rubric_test

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric/report"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

// ruledOutWelsh are the Welsh for what ruledOut names, for pages.
var ruledOutWelsh = []string{"cyffredinol", "cyfartaledd", "cymedr", "canolrif", "cyfanswm", "sgôr", "sgoriau", "marc", "gradd", "graddau", "canran"}

// TestNoVerdictOfTheWhole_tables: no table of any kind of line has a column for one, and each line is about a topic.
func TestNoVerdictOfTheWhole_tables(t *testing.T) {
	for name, head := range map[string][]string{"views": sheet.Grid[sheet.View](nil)[0], "evidence": sheet.Grid[sheet.Evidence](nil)[0],
		"outcomes": sheet.Grid[sheet.Outcome](nil)[0], "actions": sheet.Grid[sheet.Action](nil)[0]} {
		assert.Contains(t, head, "topic", name)
		for _, column := range head {
			refuseWords(t, column, name)
		}
	}
}

// TestNoVerdictOfTheWhole_schema: the JSON Schema of the saved form has no member for one, at any depth.
func TestNoVerdictOfTheWhole_schema(t *testing.T) {
	data, err := os.ReadFile("schema/assessment-1.json")
	require.NoError(t, err)
	var tree any
	require.NoError(t, json.Unmarshal(data, &tree))
	seen := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if properties, ok := v["properties"].(map[string]any); ok {
				for name := range properties {
					refuseWords(t, name, "schema")
					seen++
				}
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(tree)
	assert.Greater(t, seen, 60)
}

// labels finds what a page calls things: titles, headings, captions, heads of rows and columns, names of facts.
var labels = regexp.MustCompile(`(?s)<(title|h[1-6]|caption|figcaption|th|dt|desc|text)[^>]*>(.*?)</`)

// TestNoVerdictOfTheWhole_pages: no page and no picture calls anything by such a word, in either language, and no row of a
// table is about more than a topic or a domain.
func TestNoVerdictOfTheWhole_pages(t *testing.T) {
	a := sc08(t)
	for _, language := range []string{"en", "cy"} {
		opt := report.Options{Language: language}
		agenda, err := report.Agenda(wales, a, opt)
		require.NoError(t, err)
		earlier := []report.Round{{Rubric: wales, Assessment: a}}
		profile, err := report.Profile(wales, a, earlier, opt)
		require.NoError(t, err)
		heat, err := report.HeatMap(wales, a, opt)
		require.NoError(t, err)
		spread, err := report.SpreadPlot(wales, a, opt)
		require.NoError(t, err)
		time, err := report.OverTime(append(earlier, earlier...), opt)
		require.NoError(t, err)
		for name, doc := range map[string][]byte{"agenda": agenda.HTML(), "profile": profile.HTML(), "heat": heat.SVG(), "spread": spread.SVG(), "time": time.SVG()} {
			found := labels.FindAllSubmatch(doc, -1)
			assert.Greater(t, len(found), 15, name)
			for _, m := range found {
				label := html.UnescapeString(string(m[2]))
				refuseWords(t, label, name+" "+language)
				for _, w := range words(label) {
					assert.NotContains(t, ruledOutWelsh, w, "%s: %s", name, label)
				}
			}
			assert.NoError(t, xml.Unmarshal(doc[max(0, strings.Index(string(doc), "<html")):], new(any)), name)
		}
		for name, p := range map[string]report.Picture{"heat": heat, "spread": spread, "time": time} {
			rows := p.Table()[1:]
			require.Len(t, rows, 17, name)
			for _, row := range rows {
				assert.Regexp(t, `^T\d\d\b`, row[0], name)
			}
		}
	}
}
