package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/rubric"
)

// Profile is the page that comes of the discussion: the level of each topic with its reason, dissent, strengths, gaps and
// next steps, priorities and actions, change since the round before, how the views lie, and the objectives. Earlier
// rounds come oldest first; the last of them is what the change is measured from.
//
// The errors are a *[rubric.EditionError], a *[rubric.IDError], a *[LanguageError] and, for a level that is none of the
// four, an *agreement.InputError.
func Profile(r *rubric.Rubric, a rubric.Assessment, earlier []Round, opt Options) (Page, error) {
	s, err := newScribe(r, opt)
	if err != nil {
		return Page{}, err
	}
	a = s.hide(a)
	profile, err := r.Profile(a)
	if err != nil {
		return Page{}, err
	}
	glance, err := s.glance(a, profile, earlier)
	if err != nil {
		return Page{}, err
	}
	changes, err := s.changes(a, earlier)
	if err != nil {
		return Page{}, err
	}
	views, err := s.viewsSection(a, profile)
	if err != nil {
		return Page{}, err
	}
	blocks := []page.Block{page.Text(s.say("profile.how")), glance, s.priorities(profile)}
	if changes != nil {
		blocks = append(blocks, s.change(*changes))
	}
	blocks = append(blocks, s.domains(a, profile, changes)...)
	blocks = append(blocks, views, s.objectives(a), s.about(a))
	p := &page.Page{Title: s.say("profile.title"), Lang: s.Language, Lead: s.lead(a), Blocks: blocks}
	return Page{page: p, missing: s.missingIDs()}, nil
}

func (s *scribe) glance(a rubric.Assessment, p rubric.Profile, earlier []Round) (page.Section, error) {
	h, err := s.timeOf(append(append([]Round{}, earlier...), Round{s.rubric, a}))
	if err != nil {
		return page.Section{}, err
	}
	counts := page.Table{Caption: s.say("profile.domains"), Columns: []page.Column{{Head: s.say("col.domain")}}}
	for _, l := range rubric.Levels() {
		counts.Columns = append(counts.Columns, page.Column{Head: s.level(l), Number: true})
	}
	counts.Columns = append(counts.Columns, page.Column{Head: s.say("col.notAgreed"), Number: true})
	for _, d := range p.Domains {
		c := d.Counts
		row := []string{s.text(d.Domain)}
		for _, n := range []int{c.Initial, c.Emerging, c.Established, c.Extending, c.NotAgreed} {
			row = append(row, strconv.Itoa(n))
		}
		counts.Rows = append(counts.Rows, row)
	}
	return page.Section{Heading: s.say("profile.glance"), Blocks: []page.Block{counts, s.picture(h).figure()}}, nil
}

func (s *scribe) priorities(p rubric.Profile) page.Section {
	t := page.Table{Caption: s.say("profile.prioritiesCaption"), Empty: s.say("profile.noPriority"), Columns: []page.Column{{Head: s.say("col.topic")},
		{Head: s.say("col.action")}, {Head: s.say("col.owner")}, {Head: s.say("col.due")}, {Head: s.say("col.status")}}}
	for _, line := range p.Priorities() {
		if len(line.Actions) == 0 {
			t.Rows = append(t.Rows, []string{s.titled(line.Topic), s.say("topic.noActions")})
		}
		for _, x := range line.Actions {
			t.Rows = append(t.Rows, append([]string{s.titled(line.Topic)}, s.action(x)...))
		}
	}
	return page.Section{Heading: s.say("profile.priorities"), Blocks: []page.Block{t}}
}

// action is what, who, by when and how far.
func (s *scribe) action(x rubric.Action) []string {
	due := s.date(x.DueOn)
	if due == "" {
		due = s.say("mark.undated")
	}
	if x.Overdue(s.Today).Or(false) {
		due += " (" + s.say("mark.overdue") + ")"
	}
	status := ""
	if x.Status != "" {
		status = s.term("status", string(x.Status))
	}
	if x.Progress != "" {
		status = strings.TrimPrefix(status+": "+x.Progress, ": ")
	}
	return []string{x.What, s.name(x.Owner), due, status}
}

// changes compares with the round before; nil where there is none.
func (s *scribe) changes(a rubric.Assessment, earlier []Round) (*rubric.Comparison, error) {
	if len(earlier) == 0 {
		return nil, nil
	}
	before := earlier[len(earlier)-1]
	c, err := rubric.Compare(before.Rubric, before.Assessment, s.rubric, a)
	return &c, err
}

func (s *scribe) change(c rubric.Comparison) page.Section {
	t := page.Table{Caption: s.say("profile.changeCaption", "before", c.BeforeID, "now", c.NowID), Columns: []page.Column{{Head: s.say("col.topic")},
		{Head: s.say("col.before")}, {Head: s.say("col.now")}, {Head: s.say("col.change")}}}
	for _, x := range c.Changes {
		t.Rows = append(t.Rows, []string{s.titled(x.Topic), s.level(x.Before), s.level(x.Now), s.moved(x)})
	}
	return page.Section{Heading: s.say("profile.change"), Blocks: []page.Block{t}}
}

// moved says which way a topic went, or why that cannot be said.
func (s *scribe) moved(x rubric.Change) string {
	if x.Move != "" {
		return s.term("move", string(x.Move))
	}
	return s.term("obstacle", string(x.Obstacle))
}

// domains has a section for each domain, with one for each of its topics.
func (s *scribe) domains(a rubric.Assessment, p rubric.Profile, changes *rubric.Comparison) []page.Block {
	var blocks []page.Block
	change := map[string]rubric.Change{}
	if changes != nil {
		for _, x := range changes.Changes {
			change[x.Topic] = x
		}
	}
	for _, d := range p.Domains {
		section := page.Section{Heading: s.text(d.Domain)}
		for _, line := range p.Topics {
			if line.Domain == d.Domain {
				t, _ := a.Topic(line.Topic)
				section.Blocks = append(section.Blocks, page.Section{Heading: s.titled(line.Topic), Blocks: s.topic(t, line, change[line.Topic])})
			}
		}
		blocks = append(blocks, section)
	}
	return blocks
}

func (s *scribe) topic(t rubric.AssessedTopic, line rubric.TopicProfile, change rubric.Change) []page.Block {
	var blocks []page.Block
	if line.Level == 0 {
		blocks = append(blocks, page.Note{Text: s.say("profile.notAgreed")})
	} else {
		blocks = append(blocks, s.facts(t, line, change))
	}
	list := func(key string, items []string) {
		if len(items) > 0 {
			blocks = append(blocks, page.Text(s.say(key)+":"), page.List{Items: items})
		}
	}
	gaps, lost := s.gaps(line.Gaps, change.Lost)
	list("topic.strengths", s.marked(line.Strengths, change.Gained, s.say("mark.new")))
	list("topic.lost", s.marked(lost, nil, ""))
	list("topic.gaps", gaps)
	list("topic.unanswered", s.marked(line.Gaps.Unanswered, nil, ""))
	blocks = append(blocks, s.next(s.say("topic.next", "level", s.level(line.Level)), line.Next, t.NextSteps)...)
	if line.Springboard != "" {
		blocks = append(blocks, page.Note{Label: s.say("topic.build"), Text: line.Springboard})
	}
	if len(line.Evidence) > 0 {
		blocks = append(blocks, s.evidence(line.Topic, line.Evidence))
	}
	if len(line.Actions) > 0 {
		blocks = append(blocks, s.actions(line))
	}
	return blocks
}

// gaps lists the strengths of lower levels that are not in place, and hands back what was lost besides them.
func (s *scribe) gaps(g rubric.Gaps, lost []string) (lines, besides []string) {
	besides = slices.Clone(lost)
	for _, x := range g.Unmet {
		line := s.titled(x.Descriptor) + ": " + s.term("answer", string(x.Answer))
		if i := slices.Index(besides, x.Descriptor); i >= 0 {
			line += " (" + s.say("mark.lost") + ")"
			besides = slices.Delete(besides, i, i+1)
		}
		lines = append(lines, line)
	}
	return lines, besides
}

// marked lists ids with their texts, and a mark on some of them.
func (s *scribe) marked(ids, some []string, mark string) []string {
	var lines []string
	for _, id := range ids {
		line := s.titled(id)
		if slices.Contains(some, id) {
			line += " (" + mark + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// facts are the level agreed and what was said about it.
func (s *scribe) facts(t rubric.AssessedTopic, line rubric.TopicProfile, change rubric.Change) page.Facts {
	facts := page.Facts{{Name: s.say("topic.level"), Value: s.level(line.Level)}}
	add := func(key, value string) {
		if strings.TrimSpace(value) != "" {
			facts = append(facts, page.Fact{Name: s.say(key), Value: value})
		}
	}
	if change.Topic != "" {
		add("topic.change", s.moved(change))
	}
	add("topic.agreedOn", s.date(line.AgreedOn))
	add("topic.reason", line.Reason)
	if t.Moderation != nil {
		add("topic.differences", t.Moderation.Differences)
	}
	for _, d := range line.Dissent {
		says := s.voice(rubric.Voice{Partner: d.Partner, Perspective: d.Perspective, Group: d.Group})
		if d.Level != 0 {
			says += ": " + s.level(d.Level)
		}
		if d.Reason != "" {
			says += " (" + d.Reason + ")"
		}
		add("topic.dissent", says)
	}
	add("topic.comments", line.Comments)
	if line.IsPriority.Or(false) {
		add("topic.priority", s.say("mark.yes"))
	}
	return facts
}

func (s *scribe) actions(line rubric.TopicProfile) page.Table {
	t := page.Table{Caption: s.say("topic.actions", "topic", line.Topic), Columns: []page.Column{{Head: s.say("col.action")}, {Head: s.say("col.owner")},
		{Head: s.say("col.due")}, {Head: s.say("col.status")}}}
	for _, x := range line.Actions {
		t.Rows = append(t.Rows, s.action(x))
	}
	return t
}

// objectives lists those that the partnership has read in its own way or works on.
func (s *scribe) objectives(a rubric.Assessment) page.Section {
	local := map[string]rubric.LocalObjective{}
	served := map[string][]string{}
	for _, o := range a.Objectives {
		local[o.ID] = o
	}
	for _, t := range a.Topics {
		for _, x := range t.Actions {
			for _, id := range x.Objectives {
				served[id] = append(served[id], x.What)
			}
		}
	}
	t := page.Table{Caption: s.say("profile.objectivesCaption"), Empty: s.say("profile.noObjective"), Columns: []page.Column{{Head: s.say("col.objective")},
		{Head: s.say("col.local")}, {Head: s.say("col.actions")}}}
	row := func(id, name string) {
		t.Rows = append(t.Rows, []string{name, local[id].Note, strings.Join(served[id], "; ")})
	}
	for _, o := range s.rubric.Objectives().List {
		if _, ours := local[o.ID]; ours || len(served[o.ID]) > 0 {
			row(o.ID, s.text(o.ID))
		}
	}
	for _, o := range a.Objectives {
		if o.Added {
			row(o.ID, s.name(o.ID))
		}
	}
	return page.Section{Heading: s.say("profile.objectives"), Blocks: []page.Block{t}}
}
