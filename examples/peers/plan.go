package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/dissemination/report"
	"github.com/acl-beacon/beacon/practice"
)

// plan is who works with whom, and the project that begins with it.
type plan struct {
	people  []person
	matched report.Matched
	project jpd.Project
}

func (o options) plan(ctx context.Context, people []person) (plan, error) {
	p := plan{people: people, matched: report.Matched{Title: "Buddies, visits and sets"}}
	e, err := engine(o.packs)
	if err != nil {
		return p, err
	}
	if err := p.buddies(ctx, e, o); err != nil {
		return p, fmt.Errorf("buddy groups: %w", err)
	}
	if err := p.visits(ctx, o); err != nil {
		return p, fmt.Errorf("visits: %w", err)
	}
	if err := p.sets(ctx, e, o); err != nil {
		return p, fmt.Errorf("action learning sets: %w", err)
	}
	p.project = p.begin(o)
	return p, nil
}

func (p *plan) ids(which func(person) bool) []string {
	var all []string
	for _, q := range p.people {
		if which == nil || which(q) {
			all = append(all, q.ID)
		}
	}
	return all
}

func (p *plan) buddies(ctx context.Context, e *beacon.Engine, o options) (err error) {
	g := match.Grouping{People: p.ids(nil), Min: o.buddies.min, Max: o.buddies.max, Work: o.work}
	g.Worth, err = table(p.people, func(a, b person) (match.Worth, error) {
		v := facts(a, b, false)
		return worth(e, &v)
	})
	if err == nil {
		p.matched.Buddies, err = g.Solve(ctx)
	}
	return err
}

func (p *plan) visits(ctx context.Context, o options) (err error) {
	t := match.Timetable{Teaching: map[string][]string{}, Free: map[string][]string{}}
	for _, g := range p.matched.Buddies.Groups {
		t.Groups = append(t.Groups, g.Members)
	}
	for _, q := range p.people {
		t.Teaching[q.ID], t.Free[q.ID] = in(o.visits, q.Teaching), in(o.visits, q.Free)
	}
	p.matched.Visits, err = t.Solve(ctx)
	return err
}

// sets need a time at which all members are free, and one member who facilitates.
func (p *plan) sets(ctx context.Context, e *beacon.Engine, o options) (err error) {
	buddies := func(a, b string) bool {
		return slices.ContainsFunc(p.matched.Buddies.Groups, func(g match.Group) bool {
			return slices.Contains(g.Members, a) && slices.Contains(g.Members, b)
		})
	}
	g := match.Grouping{People: p.ids(nil), Min: o.sets.min, Max: o.sets.max, Free: map[string][]string{}, Work: o.work,
		Quotas: []match.Quota{{Name: "people who facilitate", Of: p.ids(func(q person) bool { return q.Facilitates }), Min: 1}}}
	for _, q := range p.people {
		g.Free[q.ID] = in(o.meets, q.Free)
	}
	g.Worth, err = table(p.people, func(a, b person) (match.Worth, error) {
		v := fellows(facts(a, b, buddies(a.ID, b.ID)))
		return worth(e, &v)
	})
	if err == nil {
		p.matched.Sets, err = g.Solve(ctx)
	}
	return err
}

// begin makes the project as it stands before its first day. The provider with the most people leads.
func (p *plan) begin(o options) jpd.Project {
	j := jpd.Project{ID: "peers-" + o.visits.String(), Title: "Joint practice development", State: jpd.Planned,
		Plan: &jpd.Plan{VisitsMade: practice.Known(1), VisitsReceived: practice.Known(1), Evaluations: practice.Known(1),
			ALSCount: practice.Known(len(p.matched.Sets.Groups)), FinalMeetings: practice.Known(1)}}
	count := map[string]int{}
	for _, q := range p.people {
		if count[q.Provider]++; count[q.Provider] == 1 {
			j.PartnerProviders = append(j.PartnerProviders, q.Provider)
		}
		r := jpd.Participant{ID: q.ID, ProviderID: q.Provider, Subject: q.Subject, State: jpd.InSelfEvaluation}
		for i, theme := range q.Themes {
			r.Themes = append(r.Themes, jpd.Theme{ID: fmt.Sprintf("%s-%d", q.ID, i+1), Title: theme})
		}
		j.Participants = append(j.Participants, r)
	}
	slices.SortStableFunc(j.PartnerProviders, func(a, b string) int { return count[b] - count[a] })
	j.LeadProvider, j.PartnerProviders = j.PartnerProviders[0], j.PartnerProviders[1:]
	for i, g := range p.matched.Buddies.Groups {
		j.Groups = append(j.Groups, jpd.BuddyGroup{ID: fmt.Sprintf("group-%d", i+1), Members: g.Members})
	}
	for _, v := range p.matched.Visits.Visits {
		host, _ := j.Participant(v.Host)
		visit := jpd.Visit{ID: v.Visitor + "-" + v.Host, Visitor: v.Visitor, Host: v.Host, PlannedOn: dated(v.Time), State: jpd.Arranged}
		for _, t := range host.Themes {
			visit.Themes = append(visit.Themes, t.ID)
		}
		j.Visits = append(j.Visits, visit)
	}
	for i, g := range p.matched.Sets.Groups {
		j.Sets = append(j.Sets, jpd.ActionLearningSet{ID: fmt.Sprintf("set-%d", i+1), Members: g.Members,
			Facilitator: p.facilitator(g), PlannedOn: dated(g.Times[0])})
	}
	return j
}

// facilitator is the member who facilitates and whom the others are worth most to.
func (p *plan) facilitator(g match.Group) string {
	best, most := "", 0.0
	for _, id := range g.Members {
		if !slices.ContainsFunc(p.people, func(q person) bool { return q.ID == id && q.Facilitates }) {
			continue
		}
		sum := 0.0
		for _, pair := range g.Pairs {
			if pair.A == id || pair.B == id {
				sum += pair.Score
			}
		}
		if best == "" || sum > most {
			best, most = id, sum
		}
	}
	return best
}
