package report

import (
	"strconv"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/agreement"
)

// SpreadPlot draws how far the views of each topic lie apart, the widest first as in the agenda. The errors are those of
// [rubric.Rubric.Agenda] and a *[LanguageError].
func SpreadPlot(r *rubric.Rubric, a rubric.Assessment, opt Options) (Picture, error) {
	s, err := newScribe(r, opt)
	if err != nil {
		return Picture{}, err
	}
	a = s.hide(a)
	agenda, err := r.Agenda(a)
	if err != nil {
		return Picture{}, err
	}
	p, err := r.Profile(a)
	if err != nil {
		return Picture{}, err
	}
	return s.spreadOf(p, agenda), nil
}

const step = 116.0 // between two levels

func (s *scribe) spreadOf(profile rubric.Profile, agenda []rubric.AgendaItem) Picture {
	top := 46.0
	bottom := top + row*float64(len(agenda))
	left := labelWidth + 36
	p := svg.New(s.say("spread.title"), s.say("spread.desc", "topics", len(agenda)), left+3*step+64, bottom+62)
	for i, l := range rubric.Levels() {
		x := left + step*float64(i)
		p.Line(x, top, x, bottom, svg.Style{Stroke: svg.Rule})
		p.Text(x, top-24, strconv.Itoa(int(l)), svg.Font{Anchor: svg.Middle, Bold: true})
		p.Text(x, top-9, s.level(l), svg.Font{Anchor: svg.Middle})
	}
	table := page.Table{Caption: s.say("spread.caption"), Empty: s.say("heat.none"), Columns: []page.Column{{Head: s.say("col.topic")},
		{Head: s.say("col.lowest")}, {Head: s.say("col.highest")}, {Head: s.say("col.apart"), Number: true}, {Head: s.say("col.given"), Number: true},
		{Head: s.say("col.agreed")}}}
	for i, item := range agenda {
		t, _ := profile.Topic(item.Topic)
		y := top + row*float64(i)
		s.rowLabel(p, item.Topic, y)
		drawSpread(p, item, t.Level, left, y+row/2)
		table.Rows = append(table.Rows, append(s.spreadRow(item), s.level(t.Level)))
	}
	y := bottom + 30
	p.Line(margin, bottom+6, p.Width-margin, bottom+6, svg.Style{Stroke: svg.Rule})
	circle(p, margin+12, y-1, 3)
	p.Text(margin+30, y+3, s.say("spread.voices"), svg.Font{})
	next := margin + 30 + svg.TextWidth(s.say("spread.voices"), 12) + 40
	diamond(p, next, y-1)
	p.Text(next+14, y+3, s.say("spread.agreed"), svg.Font{})
	return Picture{picture: p, table: table, missing: s.missingIDs()}
}

// spreadRow is a topic with how far its views lie apart.
func (s *scribe) spreadRow(item rubric.AgendaItem) []string {
	apart := ""
	switch {
	case item.State == agreement.Defined:
		apart = strconv.Itoa(item.Steps)
	case item.Given == 1:
		apart = s.say("mark.one")
	default:
		apart = s.say("mark.silent")
	}
	return []string{s.titled(item.Topic), s.level(item.Min), s.level(item.Max), apart, strconv.Itoa(item.Given)}
}

func drawSpread(p *svg.Picture, item rubric.AgendaItem, agreed rubric.Level, left, y float64) {
	at := func(l rubric.Level) float64 { return left + step*float64(l-1) }
	if item.Min != 0 && item.Max > item.Min {
		style := svg.Style{Stroke: svg.Faint, Width: 2}
		if item.WideApart() {
			style = svg.Style{Stroke: svg.Ink, Width: 5}
		}
		p.Line(at(item.Min), y, at(item.Max), y, style)
	}
	count := map[rubric.Level]int{}
	for _, v := range item.Views {
		count[v.Level]++
	}
	for _, l := range rubric.Levels() {
		if count[l] > 0 {
			circle(p, at(l), y, count[l])
		}
	}
	if agreed != 0 {
		diamond(p, at(agreed)+24, y)
	}
}

func circle(p *svg.Picture, x, y float64, n int) {
	p.Mark(0, x, y, 21, true)
	p.Text(x, y+4, strconv.Itoa(n), svg.Font{Anchor: svg.Middle, Bold: true})
}

func diamond(p *svg.Picture, x, y float64) { p.Mark(2, x, y, 11, false) }
