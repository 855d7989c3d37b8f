package report

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/rubric"
)

// Agenda is the page for the discussion: the order of the topics, how far the views lie apart, and for each topic the
// views, the evidence and the column to the right, with room to write down what is agreed. Topics whose level is agreed
// are listed, and are for discussion again once they are reopened.
//
// The errors are those of [rubric.Rubric.Agenda] and a *[LanguageError].
func Agenda(r *rubric.Rubric, a rubric.Assessment, opt Options) (Page, error) {
	s, err := newScribe(r, opt)
	if err != nil {
		return Page{}, err
	}
	a = s.hide(a)
	items, err := r.Agenda(a)
	if err != nil {
		return Page{}, err
	}
	profile, err := r.Profile(a)
	if err != nil {
		return Page{}, err
	}
	voices, err := s.voicesAgree(a)
	if err != nil {
		return Page{}, err
	}
	open := slices.DeleteFunc(slices.Clone(items), func(item rubric.AgendaItem) bool {
		line, _ := profile.Topic(item.Topic)
		return line.Level != 0
	})
	heat, spread := s.picture(s.heatOf(a)), s.spreadOf(profile, items)
	p := &page.Page{Title: s.say("agenda.title"), Lang: s.Language, Lead: s.lead(a), Blocks: []page.Block{
		page.Text(s.say("agenda.how")),
		page.Section{Heading: s.say("agenda.order"), Blocks: []page.Block{s.order(open), spread.figure(), heat.figure()}},
	}}
	if len(open) > 0 {
		p.Blocks = append(p.Blocks, page.Section{Heading: s.say("agenda.topics"), Blocks: s.discussions(open)})
	}
	if t := s.agreedAlready(profile); len(t.Rows) > 0 {
		p.Blocks = append(p.Blocks, page.Section{Heading: s.say("agenda.agreed"), Blocks: []page.Block{t}})
	}
	p.Blocks = append(p.Blocks, voices, s.about(a))
	return Page{page: p, missing: s.missingIDs()}, nil
}

func (p Picture) figure() page.Figure {
	return page.Figure{Caption: p.table.Caption + ".", Picture: p.picture, Table: p.table}
}

func (s *scribe) lead(a rubric.Assessment) string {
	name := a.PartnershipID
	if name == "" {
		name = a.ID
	}
	if a.OpenedOn.IsZero() {
		return s.say("agenda.lead.undated", "name", s.name(name), "id", a.ID)
	}
	return s.say("agenda.lead", "name", s.name(name), "id", a.ID, "day", s.date(a.OpenedOn))
}

func (s *scribe) order(items []rubric.AgendaItem) page.Table {
	t := page.Table{Caption: s.say("agenda.orderCaption"), Empty: s.say("agenda.allAgreed"), Columns: []page.Column{{Head: s.say("col.topic")}, {Head: s.say("col.lowest")},
		{Head: s.say("col.highest")}, {Head: s.say("col.apart"), Number: true}, {Head: s.say("col.given"), Number: true}}}
	for _, item := range items {
		row := s.spreadRow(item)
		if item.WideApart() {
			row[3] = s.say("mark.wide") + ", " + row[3]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// agreedAlready lists the topics that need no discussion.
func (s *scribe) agreedAlready(p rubric.Profile) page.Table {
	t := page.Table{Caption: s.say("agenda.agreedCaption"), Columns: []page.Column{{Head: s.say("col.topic")}, {Head: s.say("col.level")}, {Head: s.say("col.on")}}}
	for _, line := range p.Topics {
		if line.Level != 0 {
			t.Rows = append(t.Rows, []string{s.titled(line.Topic), s.level(line.Level), s.date(line.AgreedOn)})
		}
	}
	return t
}

// discussions has a section for each topic that anybody spoke of, and a line for the others.
func (s *scribe) discussions(items []rubric.AgendaItem) []page.Block {
	var blocks []page.Block
	var silent []string
	for _, item := range items {
		if len(item.Views) == 0 {
			silent = append(silent, s.titled(item.Topic))
			continue
		}
		blocks = append(blocks, page.Section{Heading: s.titled(item.Topic), Blocks: s.discussion(item)})
	}
	if len(silent) > 0 {
		blocks = append(blocks, page.Section{Heading: s.say("agenda.silent"), Blocks: []page.Block{page.List{Items: silent}}})
	}
	return blocks
}

func (s *scribe) discussion(item rubric.AgendaItem) []page.Block {
	blocks := []page.Block{s.views(item.Topic, item.Views), s.evidence(item.Topic, item.Evidence)}
	for _, next := range item.Next {
		blocks = append(blocks, s.next(s.say("agenda.next", "level", s.level(next.From)), next, nil)...)
	}
	var boxes []string
	for _, l := range rubric.Levels() {
		boxes = append(boxes, "☐ "+s.level(l))
	}
	return append(blocks, page.Facts{{Name: s.say("agenda.tick"), Value: strings.Join(boxes, "   ")},
		{Name: s.say("agenda.write"), Value: strings.Repeat("_", 40)}})
}

func (s *scribe) views(topic string, views []rubric.View) page.Table {
	t := page.Table{Caption: s.say("topic.views", "topic", topic), Empty: s.say("topic.noViews"), Columns: []page.Column{{Head: s.say("col.voice")},
		{Head: s.say("col.level")}, {Head: s.say("col.reason")}}}
	for _, v := range views {
		who := s.voice(v.Voice())
		if n, ok := v.Respondents.Get(); ok {
			who += " (" + s.say("mark.people", "n", n) + ")"
		}
		t.Rows = append(t.Rows, []string{who, s.said(v), v.Reason})
	}
	return t
}

func (s *scribe) evidence(topic string, evidence []rubric.Evidence) page.Table {
	t := page.Table{Caption: s.say("topic.evidence", "topic", topic), Empty: s.say("topic.noEvidence"), Columns: []page.Column{{Head: s.say("col.evidence")},
		{Head: s.say("col.partner")}, {Head: s.say("col.level")}, {Head: s.say("col.supports")}, {Head: s.say("col.on")}}}
	for _, e := range evidence {
		on := s.date(e.On)
		if on == "" {
			on = s.say("mark.undated")
		}
		if s.StaleAfter > 0 && e.Stale(s.Today, s.StaleAfter).Or(false) {
			on += " (" + s.say("mark.stale", "months", s.StaleAfter) + ")"
		}
		t.Rows = append(t.Rows, []string{e.What, s.name(e.Partner), s.level(e.Level), strings.Join(e.Descriptors, ", "), on})
	}
	return t
}

// next lists the column to the right, or asks what to build at the top. Those chosen are marked.
func (s *scribe) next(heading string, n rubric.NextSteps, chosen []string) []page.Block {
	if n.Springboard {
		return []page.Block{page.Note{Label: s.level(n.From), Text: s.say("topic.springboard")}}
	}
	if len(n.Descriptors) == 0 {
		return nil
	}
	var ids []string
	for _, d := range n.Descriptors {
		ids = append(ids, d.ID)
	}
	return []page.Block{page.Text(heading + ":"), page.List{Items: s.marked(ids, chosen, s.say("topic.chosen"))}}
}

func (s *scribe) about(a rubric.Assessment) page.Section {
	ref := s.rubric.Ref()
	facts := page.Facts{
		{Name: s.say("about.rubric"), Value: s.say("about.edition", "id", ref.ID, "edition", ref.Edition)},
		{Name: s.say("about.assessment"), Value: a.ID},
	}
	if wording := s.rubric.Wording(s.Language); wording != "" {
		facts = append(facts, page.Fact{Name: s.say("about.wording"), Value: wording})
	}
	if a.LeadGroup != "" {
		lead := s.name(a.LeadGroup)
		if _, known := words["perspective."+a.LeadGroup]; known && lead == a.LeadGroup {
			lead = s.say("perspective." + a.LeadGroup)
		}
		facts = append(facts, page.Fact{Name: s.say("about.lead"), Value: lead})
	}
	small := s.say("about.small.shown")
	if s.SmallGroup > 0 {
		small = s.say("about.small.says", "n", s.SmallGroup)
	}
	facts = append(facts, page.Fact{Name: s.say("about.small"), Value: small})
	return page.Section{Heading: s.say("profile.about"), Blocks: append([]page.Block{facts}, s.missingNote()...)}
}
