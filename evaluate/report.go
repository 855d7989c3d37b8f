package evaluate

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
	"github.com/acl-beacon/beacon/practice"
)

// Report is an assessment for people: for each finding what may be said and what not, the pictures of the values it
// rests on, and the figures behind each picture. The same arguments give the same bytes.
type Report struct {
	page     page.Page
	pictures []Picture
}

// Picture is one picture of a report, which stands in a file of its own as well. It has a title and a description for
// screen readers, and reads in grey.
type Picture struct {
	Name string // such as retention-changes; safe as the name of a file, and no two pictures of a report share it
	SVG  []byte
}

// ReportOptions are what a report may say besides. The zero options add nothing.
type ReportOptions struct {
	// BaseRates and Partners tell what becomes of providers at re-inspection whoever helps them, with the partners beside it:
	// the sentence of [BaseRates.Compare], a funnel of the share that improved by kind and region, and its table. The funnel
	// is of the grade that most partners had before. Without partners the report leaves this out.
	BaseRates BaseRates
	Partners  []practice.Provider
}

// ReportOf writes an assessment together with the plan and the records it was made from. It is an *[InputError] if they
// are not the ones: an assessment of another plan, or records that [Assess] would refuse.
func ReportOf(plan Plan, records []Record, a Assessment, o ReportOptions) (Report, error) {
	if err := check(&plan, records, a.Words, a.Influences, a.Options); err != nil {
		return Report{}, err
	}
	if a.PlanID != plan.ID {
		return Report{}, &InputError{[]Fault{{"assessment", 0, "plan_id", Contradiction, sprintf("it is of plan %q and not of %q", a.PlanID, plan.ID)}}}
	}
	r := Report{page: page.Page{Title: or(plan.Question, "Impact of the work under plan "+plan.ID), Lead: lead(&plan)}}
	r.add(summary(&a))
	for i := range a.Findings {
		f := &a.Findings[i]
		m := plan.measure(f.MeasureID)
		if m == nil {
			return Report{}, &InputError{[]Fault{{"assessment", i + 1, "measure_id", UnknownID, sprintf("the plan has no measure %q", f.MeasureID)}}}
		}
		r.finding(newSample(&plan, m, records, a.Influences, a.Options), f)
	}
	r.words(&a)
	r.baseRates(o.BaseRates, o.Partners)
	r.add(basis(&plan, &a))
	return r, nil
}

// HTML returns the report as one page that needs nothing else: no script, no font, no network.
func (r Report) HTML() []byte { return r.page.HTML() }

// Markdown returns the report as Markdown, each picture as its caption and the table behind it.
func (r Report) Markdown() []byte { return r.page.Markdown() }

// Pictures returns the pictures in the order in which they stand in the report.
func (r Report) Pictures() []Picture { return slices.Clone(r.pictures) }

func (r *Report) add(heading string, blocks []page.Block) {
	if len(blocks) > 0 {
		r.page.Blocks = append(r.page.Blocks, page.Section{Heading: heading, Blocks: blocks})
	}
}

// figure notes a picture under its name and returns the figure it stands in.
func (r *Report) figure(name string, d drawing) page.Figure {
	free, n := name, 1
	for slices.ContainsFunc(r.pictures, func(p Picture) bool { return strings.EqualFold(p.Name, free) }) {
		n++
		free = sprintf("%s-%d", name, n)
	}
	r.pictures = append(r.pictures, Picture{Name: free, SVG: d.picture.SVG()})
	return page.Figure{Caption: d.caption, Picture: d.picture, Table: d.table}
}

// drawing is a picture with the words under it and the figures behind it.
type drawing struct {
	picture *svg.Picture
	caption string
	table   page.Table
}

func lead(p *Plan) string {
	text := "Plan " + p.ID
	for _, day := range []struct {
		what string
		on   practice.Date
	}{{"fixed on ", p.FixedOn}, {"first contact on ", p.FirstContact}, {"work ended on ", p.EndedOn}} {
		if !day.on.IsZero() {
			text += ", " + day.what + day.on.Long()
		}
	}
	return text + "."
}

// claimWords is a claim in a few words, for headings and tables. Alone it is not the finding: the sentence is.
var claimWords = map[Claim]string{
	Refused:       "Refused",
	DescribedOnly: "Numbers only",
	CannotTell:    "We cannot tell",
	NoEffect:      "No effect worth having",
	ChangedAfter:  "Changed after the work",
	ChangedMore:   "Changed more than elsewhere",
	Contributed:   "The work is part of the reason",
}

func summary(a *Assessment) (string, []page.Block) {
	t := page.Table{Caption: "Every measure of the plan. How big and how sure are two things; nothing here adds them up.",
		Columns: []page.Column{{Head: "Measure"}, {Head: "What may be said"}, {Head: "How big"}, {Head: "How sure"}}}
	for i := range a.Findings {
		f := &a.Findings[i]
		name := upper(f.Name)
		if f.Primary {
			name += " (primary)"
		}
		size := "not computed"
		if f.Effect != nil && f.Verdict.Claim != Refused && !f.refusedWith(SmallPercentage) {
			size = signed(f.Effect.Value) + " " + f.Effect.Unit + f.Effect.within()
		}
		t.Rows = append(t.Rows, []string{name, claimWords[f.Verdict.Claim], size, upper(f.Evidence.Level.String())})
	}
	return "In short", []page.Block{t, page.Text("How sure runs from none over account (told, not measured), change (before and after) and comparison (with others " +
		"who had no help) to randomised (chance decided who had it)."), page.Text("The whole sentence of each measure is below. It carries its caveats with it and is quoted whole or not at all.")}
}

// words are what is known without figures: changes, the view of how it would have gone, other involvement.
func (r *Report) words(a *Assessment) {
	changes := page.Table{Caption: "Changes not yet in figures, and the figure each may lead to",
		Columns: []page.Column{{Head: "Change"}, {Head: "Said by"}, {Head: "To be looked for in"}, {Head: "By"}}}
	var blocks []page.Block
	for i := range a.Words {
		s := &a.Words[i]
		by := s.ByRole
		if !s.On.IsZero() {
			by = strings.TrimPrefix(by+", "+s.On.Long(), ", ")
		}
		switch s.Kind {
		case QualitativeChange:
			changes.Rows = append(changes.Rows, []string{upper(s.Text), by, or(s.Becomes, "no figure agreed yet"), s.DueOn.Long()})
		case Counterfactual:
			blocks = append(blocks, page.Note{Label: "Without the help", Text: upper(s.Text) + source(by)})
		case WhyItFailed:
			blocks = append(blocks, page.Note{Label: "Why results fell short", Text: upper(s.Text) + source(by)})
		case StartingPosition:
			blocks = append(blocks, page.Note{Label: "Starting position", Text: upper(s.Text) + source(by)})
		}
	}
	if len(changes.Rows) > 0 {
		blocks = append(blocks, changes)
	}
	r.add("What people say", blocks)
	log := page.Table{Caption: "What else was going on: signed entries of the log",
		Columns: []page.Column{{Head: "What"}, {Head: "Touches"}, {Head: "When"}, {Head: "Signed"}},
		Empty:   "Nobody has signed for what else was going on, so that no cause is named."}
	for i := range a.Influences {
		in := &a.Influences[i]
		what := or(in.What, strings.ReplaceAll(string(in.Kind), "_", " "))
		if in.Kind == NoneKnown {
			what = "None known"
		}
		touches := or(strings.Join(in.MeasureIDs, ", "), "every measure")
		if in.Major {
			touches += "; could explain the whole change"
		}
		log.Rows = append(log.Rows, []string{upper(what), touches, span(in.From, in.To), in.SignedBy + ", " + in.SignedOn.Long()})
	}
	r.add("What else was going on", []page.Block{log})
}

func source(by string) string {
	if by == "" {
		return ""
	}
	return " (" + by + ")"
}

func span(from, to practice.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return "not said"
	case to.IsZero():
		return "from " + from.Long()
	case from.IsZero():
		return "to " + to.Long()
	}
	return from.Long() + " to " + to.Long()
}

func holm(measures int) string {
	if measures == 1 {
		return "one measure, and so one p-value"
	}
	return sprintf("p-values adjusted by Holm over all %d measures of the plan", measures)
}

// basis says what is missing and how to have the figures again.
func basis(p *Plan, a *Assessment) (string, []page.Block) {
	var blocks []page.Block
	if more := toSay(*a); len(more) > 0 {
		blocks = append(blocks, page.Section{Heading: "To say more", Blocks: []page.Block{page.List{Items: more}}})
	}
	if len(a.Gaps) > 0 {
		t := page.Table{Caption: "Missing from the record", Columns: []page.Column{{Head: "Ask"}, {Head: "What to do"}, {Head: "How pressing"}, {Head: "Source"}}}
		for _, g := range a.Gaps {
			t.Rows = append(t.Rows, []string{upper(g.Ask), g.Message, string(g.Severity), g.Source})
		}
		blocks = append(blocks, t)
	}
	facts := page.Facts{{Name: "Intervals", Value: percent(a.Confidence) + "%, unless a finding says otherwise"},
		{Name: "Chance findings", Value: holm(len(p.Measures))},
		{Name: "Random draws", Value: sprintf("seed %d", a.Options.Seed)}}
	if p.ChosenNote != "" {
		facts = append(facts, page.Fact{Name: "How they were chosen", Value: p.ChosenNote})
	}
	return "What is missing, and how it was computed", append(blocks, facts)
}
