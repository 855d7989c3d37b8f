package jpd

import (
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// gate is one requirement of state machine 4 that holds from a state on. Only what must be is here: advice, such as the
// size of a set, never stops a project.
type gate struct {
	rule    string
	from    State
	missing string                // the fact whose absence it is about, if it is one
	broken  func(*Project) string // what is wrong, one sentence; empty where nothing is
}

var gates = []gate{
	{"J-05", SelfEvaluating, "", (*Project).wrongProviders},
	{"J-18", SelfEvaluating, "", (*Project).unexplainedSlippage},
	{"J-22", SelfEvaluating, "", (*Project).wrongCounts},
	{"J-56", SelfEvaluating, "", (*Project).unmeasured},
	{"J-25", Visiting, "", (*Project).withoutThemes},
	{"J-26", Visiting, "", (*Project).themeLost},
	{"J-30", Visiting, "", (*Project).wrongGroups},
	{"J-43", Reflecting, "", (*Project).outsideFacilitators},
	{"J-44", Reflecting, "", (*Project).unsupportedFacilitators},
	{"J-32", Evaluating, "", (*Project).notReciprocal},
	{"J-47", Disseminating, "project.evaluation_meeting.held_on", (*Project).noMeeting},
	{"J-49", Disseminating, "", (*Project).noEndReport},
	{"J-13", Closed, "", (*Project).unsettledKPIs},
}

var sources = map[string]string{
	"J-05": "Title", "J-13": "KPIs", "J-18": "Slippage", "J-22": "Outcomes and process", "J-25": "Outcomes and process",
	"J-26": "Outcomes and process", "J-30": "Outcomes and process", "J-32": "Outcomes and process", "J-33": "Outcomes and process",
	"J-35": "Outcomes and process", "J-36": "Outcomes and process", "J-43": "Outcomes and process", "J-44": "Outcomes and process",
	"J-47": "Outcomes and process", "J-49": "Outcomes and process", "J-56": "Outcomes and process",
}

// Gaps lists what the project must have and does not have yet to stand in a state, by the id of the requirement. All that
// the states before it ask for is asked again, but nothing of a participant or a visit that was answered or waived at a
// step of its own. Nothing stands in the way of stopping.
func (p *Project) Gaps(to State) []practice.Reason {
	gaps := []practice.Reason{}
	for _, g := range gates {
		if !to.reaches(g.from) {
			continue
		}
		if why := g.broken(p); why != "" {
			if g.missing != "" {
				gaps = append(gaps, gap(g.rule, why, g.missing))
			} else {
				gaps = append(gaps, gap(g.rule, why))
			}
		}
	}
	if to.reaches(Visiting) {
		for i := range p.Visits {
			v := &p.Visits[i]
			gaps = append(gaps, slices.DeleteFunc(p.visitGaps(v), func(g practice.Reason) bool { return settled(g.Rule, v.History) })...)
		}
	}
	slices.SortStableFunc(gaps, func(a, b practice.Reason) int { return strings.Compare(a.Rule, b.Rule) })
	return gaps
}

func gap(rule, message string, missing ...string) practice.Reason {
	return practice.Reason{Rule: rule, Severity: practice.Must, Verdict: practice.Fail, Message: message,
		Source: "Southend and Thurrock, " + sources[rule], Missing: missing}
}

func notReady(subject, from, to string, gaps []practice.Reason) error {
	return &practice.StageError{Subject: subject, From: from, To: to, Outcome: practice.Closed,
		Why: "something it needs is not there", Reasons: gaps}
}

// unjudged leaves out the gaps whose requirement a rule pack judged and did not close on. The ladder has let the ruling
// through already, so advice that failed has a written answer and a must that failed was waived. A waiver is good for
// its own step; a pack that made advice of the requirement has answered for the later ones too.
func unjudged(gaps []practice.Reason, r practice.Ruling, history []practice.Step) []practice.Reason {
	return slices.DeleteFunc(gaps, func(g practice.Reason) bool {
		return letPass(g.Rule, r.Reasons, true) || slices.ContainsFunc(history, func(s practice.Step) bool {
			return letPass(g.Rule, s.Ruling.Reasons, false)
		})
	})
}

// settled reports whether a requirement of one participant or one visit was let pass at one of its own steps. Only there
// does a rule pack ask for it, so the project, whose ruling cannot speak of it, does not ask again.
func settled(rule string, history []practice.Step) bool {
	return slices.ContainsFunc(history, func(s practice.Step) bool { return letPass(rule, s.Ruling.Reasons, true) })
}

// letPass reports whether a rule failed among the reasons of an allowed step, as advice or, where that counts, waived.
func letPass(rule string, reasons []practice.Reason, waived bool) bool {
	return slices.ContainsFunc(reasons, func(j practice.Reason) bool {
		failed := j.Verdict == practice.Fail || j.Verdict == practice.CannotJudge && j.Severity != practice.Must
		return j.Rule == rule && failed && (j.Severity != practice.Must || waived)
	})
}

func (p *Project) wrongProviders() string {
	switch {
	case p.LeadProvider == "":
		return "The project has no lead provider."
	case slices.Contains(p.PartnerProviders, p.LeadProvider):
		return "The lead provider is listed as a partner as well."
	case len(p.AllProviders()) < 2:
		return "The project has no partner beside its lead provider."
	}
	return ""
}

func (p *Project) wrongCounts() string {
	if len(p.Participants) == 0 {
		return "Nobody takes part yet."
	}
	return strings.Join(p.Counts().Faults, " ")
}

func (p *Project) unmeasured() string {
	if len(p.KPIs) == 0 || len(p.Outcomes) == 0 {
		return "The project has no KPI or no outcome to be judged by."
	}
	known := func(code string) bool {
		return slices.ContainsFunc(p.KPIs, func(k KPI) bool { return k.Code == code })
	}
	return about("There is no measure, or no KPI of this project, for the outcome", each(p.Outcomes, func(o *Outcome) (string, bool) {
		return o.Code, o.Measure == "" || len(o.KPICodes) == 0 || !slices.ContainsFunc(o.KPICodes, known)
	}))
}

func (p *Project) unexplainedSlippage() string {
	return about("There is no revised date or no reason for the slipped target", each(p.Targets, func(t *Target) (string, bool) {
		return t.ID, t.Status == Slipped && (t.RevisedOn.IsZero() || strings.TrimSpace(t.Reason) == "")
	}))
}

func (p *Project) withoutThemes() string {
	return about("Themes are not named and fixed yet by", each(p.Participants, func(q *Participant) (string, bool) {
		fixed := q.State != InSelfEvaluation && q.State != "" && q.named()
		return q.ID, q.State != Left && !fixed && !settled("J-25", q.History)
	}))
}

func (p *Project) themeLost() string {
	return about("A theme was dropped, or reworded without a correction, by", each(p.Participants, func(q *Participant) (string, bool) {
		return q.ID, q.themesKept() != nil && !settled("J-26", q.History)
	}))
}

func (p *Project) wrongGroups() string {
	if len(p.Groups) == 0 {
		return "There are no buddy groups."
	}
	return about("Fewer than two participants are in the buddy group", each(p.Groups, func(g *BuddyGroup) (string, bool) {
		members := slices.Compact(slices.Sorted(slices.Values(g.Members)))
		members = slices.DeleteFunc(members, func(id string) bool { _, ok := p.Participant(id); return !ok })
		return g.ID, len(members) < 2
	}))
}

func (p *Project) outsideFacilitators() string {
	return about("The facilitator is not one of the project's participants in the set", each(p.Sets, func(s *ActionLearningSet) (string, bool) {
		_, ok := p.Participant(s.Facilitator)
		return s.ID, s.Facilitator != "" && !ok
	}))
}

func (p *Project) unsupportedFacilitators() string {
	return about("The facilitator was not supported before the first meeting of the set", each(p.Sets, func(s *ActionLearningSet) (string, bool) {
		return s.ID, !s.HeldOn.IsZero() && !s.supported()
	}))
}

func (p *Project) notReciprocal() string {
	var ids []string
	for _, t := range p.LackingVisits() {
		if q, ok := p.Participant(t.ParticipantID); !ok || !settled("J-32", q.History) {
			ids = append(ids, t.ParticipantID)
		}
	}
	return about("A visit made or a visit received is still to be completed for", ids)
}

func (p *Project) noMeeting() string {
	if p.EvaluationMeeting == nil || p.EvaluationMeeting.HeldOn.IsZero() {
		return "The evaluation meeting has not been held."
	}
	return ""
}

func (p *Project) noEndReport() string {
	return about("There is no end report on the impact of taking part from", each(p.Participants, func(q *Participant) (string, bool) {
		return q.ID, q.State != Left && !q.reported()
	}))
}

func (p *Project) unsettledKPIs() string {
	return about("There is no final status, or nothing to show for it, for the KPI", each(p.KPIs, func(k *KPI) (string, bool) {
		return k.Code, !(k.Status.final() || k.Status == Slipped) || len(k.Evidence) == 0
	}))
}

// each collects the ids of those elements of which broken says so.
func each[T any](list []T, broken func(*T) (string, bool)) []string {
	var ids []string
	for i := range list {
		if id, yes := broken(&list[i]); yes {
			if id == "" {
				id = "number " + number(i+1)
			}
			ids = append(ids, id)
		}
	}
	return ids
}

// about names at most six of those concerned; a message is read by a person.
func about(what string, ids []string) string {
	const most = 6
	switch n := len(ids); {
	case n == 0:
		return ""
	case n > most:
		return what + " " + strings.Join(ids[:most], ", ") + " and " + number(n-most) + " more."
	default:
		return what + " " + strings.Join(ids, ", ") + "."
	}
}

func number(n int) string { return strconv.Itoa(n) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
