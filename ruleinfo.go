package beacon

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// RuleInfo describes a rule in force, for lists and audits.
type RuleInfo struct {
	ID       string            `json:"id"`
	Pack     string            `json:"pack"`
	Decides  string            `json:"decides"`          // promotion, partner_filter, stage_gate, check or a host's point
	Subject  string            `json:"subject"`          // what it judges
	States   []string          `json:"states,omitempty"` // where; nil is anywhere
	Severity practice.Severity `json:"severity"`
	When     string            `json:"when,omitempty"` // expression; empty when it always applies
	Check    string            `json:"check"`          // expression
	Source   string            `json:"source,omitempty"`
	Ask      string            `json:"ask,omitempty"`
	Waivable bool              `json:"waivable,omitempty"`
	// What its verdict rests on: the paths of the facts it reads, today among them; the parameters of its pack with the
	// values in force; and the functions it calls, by the names that [Functions] explains. What parts under let and tables
	// stand for is told with it. What only its message reads is not.
	Reads     []string `json:"reads,omitempty"`
	Params    []Param  `json:"params,omitempty"`
	Functions []string `json:"functions,omitempty"`
	// Fast reports whether the fast evaluator covers the rule; the others are as right, and slower.
	Fast bool `json:"fast"`
	Pos  Pos  `json:"pos"` // where it was written
}

// Rules lists the rules in force, by id, each with the file and line it came from.
func (e *Engine) Rules() []RuleInfo {
	all := make([]RuleInfo, len(e.set.Rules))
	for i, r := range e.set.Rules {
		all[i] = e.info(r)
	}
	return all
}

// info describes a rule. What it takes to find is found once, and handed out in copies.
func (e *Engine) info(r *bundle.Compiled) RuleInfo {
	i := e.infos()[r]
	i.Reads, i.Params, i.Functions = slices.Clone(i.Reads), slices.Clone(i.Params), slices.Clone(i.Functions)
	return i
}

func (e *Engine) allInfos() map[*bundle.Compiled]RuleInfo {
	all := make(map[*bundle.Compiled]RuleInfo, len(e.set.Rules))
	for _, r := range e.set.Rules {
		all[r] = e.describeRule(r)
	}
	return all
}

func (e *Engine) describeRule(r *bundle.Compiled) RuleInfo {
	var reads, calls []string
	for _, program := range []*rules.Program{r.When, r.Check} {
		if program != nil {
			reads, calls = slices.Concat(reads, program.Reads()), slices.Concat(calls, program.Calls())
		}
	}
	slices.Sort(reads)
	slices.Sort(calls)
	reads, params := e.readParams(r.Pack, slices.Compact(reads))
	return RuleInfo{ID: r.ID, Pack: r.Pack, Decides: r.Decides, Subject: r.Subject, States: r.States,
		Severity: practice.Severity(r.Severity), When: r.Rule.When.Text, Check: r.Rule.Check.Text, Source: r.Source,
		Ask: r.Ask, Waivable: r.Waivable, Reads: reads, Params: params, Functions: slices.Compact(calls), Pos: r.Pos,
		Fast: r.Check.Covered() && (r.When == nil || r.When.Covered())}
}

// readParams tells the parameters among the paths that a rule of a pack reads from the facts.
func (e *Engine) readParams(pack string, paths []string) (reads []string, params []Param) {
	own := slices.IndexFunc(e.set.Packs, func(p bundle.PackRef) bool { return p.ID == pack })
	for _, path := range paths {
		name, is := strings.CutPrefix(path, "params.")
		if !is {
			reads = append(reads, path)
			continue
		}
		for _, v := range e.set.Packs[own].Params {
			if v.Name == name {
				params = append(params, param(pack, v))
			}
		}
	}
	return reads, params
}
