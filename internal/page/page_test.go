package page_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
)

var update = flag.Bool("update", false, "write the golden files")

func sample() *page.Page {
	picture := svg.New("Reviews on time", "One bar for each quarter, from 2 to 5.", 320, 160)
	x := svg.Scale{Min: 0, Max: 3, From: 60, To: 300}
	y := svg.Scale{Min: 0, Max: 6, From: 120, To: 20}
	picture.Left(y, svg.Labelled(svg.Ticks(0, 6, 3), func(v float64) string { return string(rune('0' + int(v))) }), "Reviews", 60, 300)
	for i, v := range []float64{2, 4, 5} {
		ground, ink := svg.Shade(i, 3)
		picture.Rect(x.At(float64(i))+10, y.At(v), 50, y.From-y.At(v), svg.Style{Fill: ground, Stroke: svg.Ink})
		picture.Text(x.At(float64(i))+35, y.At(v)+14, string(rune('0'+int(v))), svg.Font{Anchor: svg.Middle, Colour: ink})
		picture.Mark(i, x.At(float64(i))+35, 140, 9, i == 2)
	}
	reviews := page.Table{
		Caption: "Reviews held",
		Columns: []page.Column{{Head: "Partner"}, {Head: "Held | due"}, {Head: "Days late", Number: true}},
		Rows:    [][]string{{"Riverbank", "2 of 2", "+0.5"}, {"Hill & Dale", "1 of 2"}},
	}
	return &page.Page{
		Title: "A year of sharing", Lead: "Hillside College, 1 August 2025 to 31 July 2026",
		Blocks: []page.Block{
			page.Text("Two partners <both> of *whom* were reviewed."),
			page.Note{Label: "Cannot tell", Text: "One review has no date."},
			page.Section{Heading: "Reviews", Blocks: []page.Block{
				reviews,
				page.Figure{Caption: "Reviews on time, by quarter", Picture: picture, Table: reviews},
				page.Section{Heading: "What follows", Blocks: []page.Block{
					page.List{Ordered: true, Items: []string{"Agree a day.", "1. is not a heading, # neither."}},
					page.List{Items: []string{"- a dash", "-3.5 is a number", "plain"}},
					page.Facts{{Name: "Sponsor", Value: "head of curriculum"}, {Name: "Days", Value: "12"}},
					page.Table{Caption: "Overdue", Columns: []page.Column{{Head: "What"}}, Empty: "Nothing is overdue."},
				}},
			}},
		},
	}
}

func TestGolden(t *testing.T) {
	for name, got := range map[string][]byte{"sample.html": sample().HTML(), "sample.md": sample().Markdown()} {
		path := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, got, 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "run with -update and look at it in a browser")
	}
}

// TestWellFormedWhateverTheText: text cannot open or close an element, and a page has one h1 and skips no heading.
func TestWellFormedWhateverTheText(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("ab<>&\"'|*_`\n#-\\]é")), 0, 20, -1)
	rapid.Check(t, func(t *rapid.T) {
		p := &page.Page{Title: text.Draw(t, "title"), Lang: rapid.SampledFrom([]string{"", "en", "cy"}).Draw(t, "lang"), Lead: text.Draw(t, "lead")}
		var blocks func(depth int) []page.Block
		blocks = func(depth int) []page.Block {
			var all []page.Block
			for range rapid.IntRange(0, 3).Draw(t, "n") {
				s := text.Draw(t, "text")
				switch rapid.IntRange(0, 6).Draw(t, "kind") {
				case 0:
					all = append(all, page.Text(s))
				case 1:
					all = append(all, page.List{Items: []string{s, s}})
				case 2:
					all = append(all, page.Facts{{Name: s, Value: s}})
				case 3:
					all = append(all, page.Note{Label: s, Text: s})
				case 4:
					all = append(all, page.Table{Caption: s, Columns: []page.Column{{Head: s}, {Head: s, Number: true}}, Rows: [][]string{{s}, {s, s, s}}})
				case 5:
					all = append(all, page.Figure{Caption: s, Picture: svg.New(s, s, 10, 10)})
				default:
					if depth < 6 {
						all = append(all, page.Section{Heading: s, Blocks: blocks(depth + 1)})
					}
				}
			}
			return all
		}
		p.Blocks = blocks(1)
		level, tops := 0, 0
		d := xml.NewDecoder(bytes.NewReader(p.HTML()))
		d.Entity = xml.HTMLEntity
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			e, ok := token.(xml.StartElement)
			if !ok || len(e.Name.Local) != 2 || e.Name.Local[0] != 'h' || e.Name.Local[1] < '1' || e.Name.Local[1] > '6' {
				continue
			}
			next := int(e.Name.Local[1] - '0')
			if next > level+1 {
				t.Fatalf("h%d after h%d", next, level)
			}
			level = next
			if level == 1 {
				tops++
			}
		}
		if tops != 1 {
			t.Fatalf("%d h1", tops)
		}
		for line := range strings.SplitSeq(string(p.Markdown()), "\n") {
			if strings.HasPrefix(line, "|") && strings.Count(line, "|")-strings.Count(line, `\|`) != 3 && !strings.HasPrefix(line, "|---") {
				t.Fatalf("a table row with the wrong number of cells: %q", line)
			}
		}
	})
}
