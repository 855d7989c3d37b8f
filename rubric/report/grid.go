package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
	"github.com/acl-beacon/beacon/rubric"
)

// The measures of a heat map, in CSS pixels.
const (
	labelWidth = 232.0
	square     = 34.0 // across
	row        = 28.0 // down: a map of 17 topics fits under the title of a printed page
	lineHeight = 13.5
	margin     = 14.0
	headTurn   = -55.0
	legendStep = 26.0
)

// mark is what stands in a square that has no level.
type mark struct{ sign, meaning string }

// square of a heat map: a level, or a mark that says why there is none.
type cell struct {
	level rubric.Level
	mark  mark
	text  string // in the table
}

// heat is a heat map before it is drawn.
type heat struct {
	title, desc, caption string
	heads                []string // of the columns
	topics               []string // ids, a row each
	cells                [][]cell // by topic and column
}

// HeatMap draws the levels that each voice gives each topic: a row for each topic in scope, a column for each voice, with
// the current views. The errors are a *[rubric.EditionError], a *[rubric.IDError] and a *[LanguageError].
func HeatMap(r *rubric.Rubric, a rubric.Assessment, opt Options) (Picture, error) {
	s, err := newScribe(r, opt)
	if err != nil {
		return Picture{}, err
	}
	if _, err := r.Profile(a); err != nil { // made on another rubric, or with ids it does not have
		return Picture{}, err
	}
	return s.picture(s.heatOf(s.hide(a))), nil
}

func (s *scribe) heatOf(a rubric.Assessment) heat {
	var voices []rubric.Voice
	for _, t := range a.Topics {
		for _, v := range t.CurrentViews() {
			voices = append(voices, v.Voice())
		}
	}
	slices.SortFunc(voices, rubric.Voice.Compare)
	voices = slices.Compact(voices)
	h := heat{title: s.say("heat.title"), desc: s.say("heat.desc", "topics", len(a.Topics), "voices", len(voices)), caption: s.say("heat.caption")}
	for _, v := range voices {
		h.heads = append(h.heads, s.voice(v))
	}
	for _, t := range a.Topics {
		views := map[rubric.Voice]rubric.View{}
		for _, v := range t.CurrentViews() {
			views[v.Voice()] = v
		}
		cells := make([]cell, len(voices))
		for i, voice := range voices {
			cells[i] = s.cellOf(views, voice)
		}
		h.topics, h.cells = append(h.topics, t.ID), append(h.cells, cells)
	}
	return h
}

// signs are what stands in a square for a reason to have no level. Each is its own: none is a low level.
var signs = map[rubric.NoLevel]string{rubric.NotJudged: "?", rubric.NotApplicable: "n/a", rubric.PreferNotToSay: "–", rubric.Suppressed: "*"}

func (s *scribe) cellOf(views map[rubric.Voice]rubric.View, voice rubric.Voice) cell {
	v, ok := views[voice]
	switch {
	case !ok:
		return cell{text: s.say("mark.silent")}
	case v.Level != 0:
		return cell{level: v.Level, text: s.level(v.Level)}
	case v.NoLevel == "":
		return cell{mark: mark{"·", s.say("mark.noLevel")}, text: s.say("mark.noLevel")}
	}
	meaning := s.term("nolevel", string(v.NoLevel))
	return cell{mark: mark{signs[v.NoLevel], meaning}, text: meaning}
}

// picture draws a heat map with its legend, and lays out its table.
func (s *scribe) picture(h heat) Picture {
	top, right := margin, margin
	heads := make([]string, len(h.heads))
	for i, head := range h.heads {
		heads[i] = clip(head)
	}
	for i, head := range heads {
		// A turned head reaches up by its length times the sine of the turn, and right by its length times the cosine.
		length := svg.TextWidth(head, 12)
		top = max(top, margin+14+length*0.82)
		right = max(right, length*0.58+square*(float64(i+1)-float64(len(h.heads))-0.5)+margin)
	}
	legend := s.legend(h)
	width := max(labelWidth+square*float64(len(h.heads))+right, 460)
	rows := s.legendRows(legend, width)
	height := top + row*float64(len(h.topics)) + 28 + legendStep*float64(rows) + margin
	p := svg.New(h.title, h.desc, width, height)
	for i, head := range heads {
		p.Text(labelWidth+square*(float64(i)+0.5)+2, top-8, head, svg.Font{Turn: headTurn})
	}
	for i, id := range h.topics {
		y := top + row*float64(i)
		s.rowLabel(p, id, y)
		for j, c := range h.cells[i] {
			drawCell(p, c, labelWidth+square*float64(j), y)
		}
	}
	s.drawLegend(p, legend, width, top+row*float64(len(h.topics))+28)
	return Picture{picture: p, table: s.heatTable(h), missing: s.missingIDs()}
}

// clip shortens the head of a column so that the picture stays low; the table behind it has the whole.
func clip(head string) string {
	letters := []rune(head)
	if len(letters) <= 60 {
		return head
	}
	return strings.TrimSpace(string(letters[:58])) + " …"
}

func (s *scribe) rowLabel(p *svg.Picture, id string, y float64) {
	lines := svg.Wrap(s.titled(id), 12, labelWidth-margin-10)
	if len(lines) > 2 {
		lines = append(lines[:1], lines[1]+" …")
	}
	first := y + row/2 + 4 - lineHeight*float64(len(lines)-1)/2
	for k, line := range lines {
		p.Text(margin, first+lineHeight*float64(k), line, svg.Font{})
	}
}

func drawCell(p *svg.Picture, c cell, x, y float64) {
	centre := svg.Font{Anchor: svg.Middle, Size: 14}
	switch {
	case c.level != 0:
		ground, ink := svg.Shade(int(c.level)-1, len(rubric.Levels()))
		p.Rect(x+1, y+1, square-2, row-2, svg.Style{Fill: ground, Stroke: svg.Faint})
		centre.Colour, centre.Bold = ink, true
		p.Text(x+square/2, y+row/2+5, strconv.Itoa(int(c.level)), centre)
	case c.mark.sign != "":
		p.Rect(x+1, y+1, square-2, row-2, svg.Style{Stroke: svg.Faint, Dash: "3 3"})
		centre.Size = 12
		p.Text(x+square/2, y+row/2+4, c.mark.sign, centre)
	default:
		p.Rect(x+1, y+1, square-2, row-2, svg.Style{Stroke: svg.Rule})
	}
}

// legendItem is one entry of a legend: how a square looks and what it means.
type legendItem struct {
	cell cell
	text string
}

// legend explains the four levels and the marks that stand in the picture.
func (s *scribe) legend(h heat) []legendItem {
	var items []legendItem
	for _, l := range rubric.Levels() {
		items = append(items, legendItem{cell{level: l}, s.level(l)})
	}
	seen := map[mark]bool{}
	for _, line := range h.cells {
		for _, c := range line {
			if c.mark.sign != "" && !seen[c.mark] {
				seen[c.mark] = true
				items = append(items, legendItem{cell{mark: c.mark}, c.mark.meaning})
			}
		}
	}
	return items
}

func itemWidth(i legendItem) float64 { return square + 8 + svg.TextWidth(i.text, 12) + 18 }

func (s *scribe) legendRows(items []legendItem, width float64) int {
	rows, x := 1, margin
	for _, i := range items {
		if x > margin && x+itemWidth(i) > width {
			rows, x = rows+1, margin
		}
		x += itemWidth(i)
	}
	return rows
}

func (s *scribe) drawLegend(p *svg.Picture, items []legendItem, width, y float64) {
	x := margin
	for _, i := range items {
		if x > margin && x+itemWidth(i) > width {
			x, y = margin, y+legendStep
		}
		if i.cell.level != 0 {
			ground, ink := svg.Shade(int(i.cell.level)-1, len(rubric.Levels()))
			p.Rect(x, y-14, square-6, 20, svg.Style{Fill: ground, Stroke: svg.Faint})
			p.Text(x+(square-6)/2, y+1, strconv.Itoa(int(i.cell.level)), svg.Font{Anchor: svg.Middle, Bold: true, Colour: ink})
		} else {
			p.Rect(x, y-14, square-6, 20, svg.Style{Stroke: svg.Faint, Dash: "3 3"})
			p.Text(x+(square-6)/2, y+1, i.cell.mark.sign, svg.Font{Anchor: svg.Middle})
		}
		p.Text(x+square, y+1, i.text, svg.Font{})
		x += itemWidth(i)
	}
}

func (s *scribe) heatTable(h heat) page.Table {
	t := page.Table{Caption: h.caption, Columns: []page.Column{{Head: s.say("col.topic")}}, Empty: s.say("heat.none")}
	for _, head := range h.heads {
		t.Columns = append(t.Columns, page.Column{Head: head})
	}
	for i, id := range h.topics {
		line := []string{s.titled(id)}
		for _, c := range h.cells[i] {
			line = append(line, c.text)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
