package report

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
)

// Project lays a joint practice development project out as it stands on a day: the plan against what was done, KPIs,
// targets and slippage, groups, visits and sets, and what came of it.
func Project(p jpd.Project, opt Options) Page {
	learners := p.LearnersInvolved()
	doc := &page.Page{Title: cmp.Or(p.Title, "Joint practice development "+p.ID), Lead: "State: " + words(p.State) + ". " + asOf(opt.Today)}
	facts := page.Facts{
		{Name: "Providers", Value: opt.namesOf(p.AllProviders())},
		{Name: "Participants", Value: byProvider(p.Counts(), opt)},
		{Name: "Result so far", Value: result(p, opt)},
		{Name: "Learners in the sessions visited", Value: learners.String() + " in " + page.Counted(learners.Visits, "visit") + " held"},
	}
	if n, ok := p.CycleNumber.Get(); ok {
		facts = append(facts, page.Fact{Name: "Cycle", Value: strconv.Itoa(n)})
	}
	doc.Blocks = append(doc.Blocks, facts)
	for _, why := range p.Counts().Faults {
		doc.Blocks = append(doc.Blocks, page.Note{Label: "Numbers", Text: why})
	}
	doc.Blocks = append(doc.Blocks,
		page.Section{Heading: "Plan against actual", Blocks: planned(p, opt)},
		page.Section{Heading: "KPIs and targets", Blocks: kpis(p, opt)},
		page.Section{Heading: "Buddy groups and visits", Blocks: visits(p, opt)},
		page.Section{Heading: "Action learning sets", Blocks: sets(p, opt)},
		page.Section{Heading: "Evaluation and what came of it", Blocks: evaluation(p, opt)})
	return Page{doc}
}

func result(p jpd.Project, opt Options) string {
	if len(p.KPIs) == 0 && len(p.Targets) == 0 {
		return "there are no KPIs and targets to judge by"
	}
	return words(p.Result(opt.Today))
}

func byProvider(c jpd.Counts, opt Options) string {
	var parts []string
	for _, b := range c.ByProvider {
		parts = append(parts, strconv.Itoa(b.Count)+" from "+opt.name(cmp.Or(b.Provider, "a provider not recorded")))
	}
	return strconv.Itoa(c.Total) + ": " + strings.Join(parts, ", ")
}

func planned(p jpd.Project, opt Options) []page.Block {
	t := page.Table{Caption: "What was planned and what was done", Columns: page.Columns("Deliverable", "#Planned", "#Done", "#Slipped", "#Overdue", "#Open", "Waiting for")}
	for _, l := range p.PlanVsActual(opt.Today) {
		t.Rows = append(t.Rows, []string{words(l.Deliverable), count(l.Planned), strconv.Itoa(l.Done), strconv.Itoa(l.Slipped),
			strconv.Itoa(l.Overdue), count(l.Open), opt.few(l.Waiting)})
	}
	blocks := []page.Block{t}
	for _, s := range p.Slippages(opt.Today) {
		blocks = append(blocks, page.Note{Label: "Slipped", Text: opt.name(s.TargetID) + " to " + day(s.RevisedOn) + ": " + cmp.Or(s.Reason, page.NotRecorded) + "."})
	}
	return blocks
}

// few names some and counts the rest.
func (o Options) few(ids []string) string {
	const most = 8
	if len(ids) == 0 {
		return "nobody"
	}
	if len(ids) > most {
		return o.namesOf(ids[:most]) + " and " + strconv.Itoa(len(ids)-most) + " more"
	}
	return o.namesOf(ids)
}

func kpis(p jpd.Project, opt Options) []page.Block {
	t := page.Table{Caption: "KPIs", Columns: page.Columns("KPI", "What it is", "Stands", "To show for it"), Empty: "The project has no KPIs."}
	for i := range p.KPIs {
		k := &p.KPIs[i]
		t.Rows = append(t.Rows, []string{k.Code, k.Title, words(p.StandingOn(k, opt.Today)), strings.Join(k.Evidence, "; ")})
	}
	targets := page.Table{Caption: "Key targets", Columns: page.Columns("Target", "@Due", "@Now due", "Stands", "Reason"), Empty: "The project has no key targets."}
	for i := range p.Targets {
		g := &p.Targets[i]
		revised := ""
		if !g.RevisedOn.IsZero() {
			revised = g.RevisedOn.String()
		}
		targets.Rows = append(targets.Rows, []string{cmp.Or(g.Title, g.ID), day(g.DueOn), revised, words(g.StandingOn(opt.Today)), g.Reason})
	}
	return []page.Block{t, targets}
}

func visits(p jpd.Project, opt Options) []page.Block {
	groups := page.Table{Caption: "Buddy groups", Columns: page.Columns("Group", "Members", "#Providers"), Empty: "There are no buddy groups yet."}
	for i := range p.Groups {
		g := &p.Groups[i]
		groups.Rows = append(groups.Rows, []string{g.ID, opt.namesOf(g.Members), strconv.Itoa(p.ProviderCount(g))})
	}
	t := page.Table{Caption: "Visits", Columns: page.Columns("Visitor", "Host", "When", "State", "#Learners"), Empty: "No visits are arranged yet."}
	for i := range p.Visits {
		v := &p.Visits[i]
		learners := ""
		if v.State.TookPlace() {
			learners = count(v.LearnerCount)
		}
		t.Rows = append(t.Rows, []string{opt.name(v.Visitor), opt.name(v.Host), meeting(v.HeldOn, v.PlannedOn), words(v.State), learners})
	}
	var lacking []string
	for _, l := range p.LackingVisits() {
		lacking = append(lacking, l.ParticipantID)
	}
	return []page.Block{groups, t, page.Text("A visit counts when its form is with the host. Yet to make a visit or receive one: " + opt.few(lacking) + ".")}
}

func sets(p jpd.Project, opt Options) []page.Block {
	t := page.Table{Caption: "Sets", Columns: page.Columns("Set", "Members", "#Size", "Facilitator", "First meeting", "Without a visit to reflect on"),
		Empty: "There are no action learning sets yet."}
	for i := range p.Sets {
		s := &p.Sets[i]
		t.Rows = append(t.Rows, []string{s.ID, opt.namesOf(s.Members), strconv.Itoa(len(s.Members)), opt.name(cmp.Or(s.Facilitator, page.NotRecorded)),
			meeting(s.HeldOn, s.PlannedOn), opt.few(p.SetReadiness(s).Without)})
	}
	return []page.Block{t}
}

func evaluation(p jpd.Project, opt Options) []page.Block {
	reports, people := 0, 0
	var welcomed, developed answers
	for i := range p.Participants {
		q := &p.Participants[i]
		if q.State == jpd.Left {
			continue
		}
		people++
		if q.EndReport != nil {
			reports++
		}
		if q.Evaluation != nil {
			welcomed.add(q.Evaluation.Welcomed)
			developed.add(q.Evaluation.PracticeDeveloped)
		}
	}
	of := " of " + strconv.Itoa(people)
	facts := page.Facts{{Name: "End reports", Value: strconv.Itoa(reports) + of}, {Name: "Were glad of the opportunity", Value: welcomed.String()},
		{Name: "Saw their practice develop", Value: developed.String()}}
	if m := p.EvaluationMeeting; m != nil {
		var aspects []string
		for _, a := range m.Aspects {
			aspects = append(aspects, words(a))
		}
		facts = append(facts, page.Fact{Name: "Evaluation meeting", Value: meeting(m.HeldOn, m.PlannedOn) + "; aspects: " + cmp.Or(strings.Join(aspects, ", "), page.NotRecorded)})
	}
	outcomes := page.Table{Caption: "Outcomes", Columns: page.Columns("Outcome", "Measured by", "For the KPIs", "Achieved"), Empty: "The project has no outcomes."}
	for _, o := range p.Outcomes {
		outcomes.Rows = append(outcomes.Rows, []string{cmp.Or(o.Title, o.Code), words(o.Measure), strings.Join(o.KPICodes, ", "), page.YesNo(o.Achieved.Get())})
	}
	workshops := page.Table{Caption: "Workshops", Columns: page.Columns("Workshop", "Kind", "When"), Empty: "There are no workshops yet."}
	for _, w := range p.Workshops {
		workshops.Rows = append(workshops.Rows, []string{cmp.Or(w.Title, w.ID), words(w.Kind), meeting(w.HeldOn, w.PlannedOn)})
	}
	return []page.Block{facts, outcomes, workshops}
}

// answers counts those who said yes among those who said anything: who was not asked did not say no.
type answers struct{ yes, given int }

func (a *answers) add(f practice.Fact[bool]) {
	if yes, known := f.Get(); known {
		a.given++
		if yes {
			a.yes++
		}
	}
}

func (a answers) String() string {
	if a.given == 0 {
		return page.NotRecorded
	}
	return strconv.Itoa(a.yes) + " of " + strconv.Itoa(a.given) + " who said"
}

func meeting(held, planned practice.Date) string {
	switch {
	case !held.IsZero():
		return "held on " + held.String()
	case !planned.IsZero():
		return "planned for " + planned.String()
	}
	return "no day yet"
}
