package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

type diffReport struct {
	Changes   []change   `json:"changes,omitempty"` // of the rules
	Judged    int        `json:"judged"`            // files or lines of facts
	Changed   int        `json:"changed"`           // of them judged otherwise
	Outcomes  int        `json:"outcomes"`          // with another outcome, not only other reasons
	Decisions []decision `json:"decisions,omitempty"`
	Faults    []string   `json:"faults,omitempty"` // files and lines that cannot be judged, each with its place
	facts     bool       // there is a folder of facts
}

// decision is one file of facts that the two packs judge differently.
type decision struct {
	File    string           `json:"file"`
	What    string           `json:"what"`
	From    practice.Outcome `json:"from"`
	To      practice.Outcome `json:"to"`
	By      []ruleChange     `json:"by"`
	outcome bool             // the outcome differs, not only the advice
}

// ruleChange is a rule that says another thing. A verdict is empty when the rule was not asked.
type ruleChange struct {
	Rule     string           `json:"rule"`
	Severity string           `json:"severity"`
	Was      string           `json:"was,omitempty"` // its severity before, where that differs
	From     practice.Verdict `json:"from,omitempty"`
	To       practice.Verdict `json:"to,omitempty"`
	Message  string           `json:"message,omitempty"`
}

func diff(o options) (report, error) {
	before, err := load(o, sideOf(o.args[0])...)
	if err != nil {
		return nil, err
	}
	after, err := load(o, sideOf(o.args[1])...)
	if err != nil {
		return nil, err
	}
	r := diffReport{Changes: compare(before, after), facts: o.facts != ""}
	if !r.facts {
		return r, nil
	}
	files, err := factFiles(o.facts)
	if err != nil {
		return nil, err
	}
	sides := [2]side{{before, before.unlike(after)}, {after, after.unlike(before)}}
	for _, file := range files {
		eachFacts(file, func(s situation, err error) { r.add(sides, s, err, o) })
	}
	return r, nil
}

// mostDecisions is how many changed decisions are told in full; of any number more it is told how many.
const mostDecisions = 1000

// add judges one situation by both sides. One that cannot be judged is told, and the others go on.
func (r *diffReport) add(sides [2]side, s situation, err error, o options) {
	if err == nil && s.On == "" {
		err = errors.New("it does not say what it is about; write {\"on\": \"engagement\", \"to\": \"implementing\", \"facts\": {…}}")
	}
	var d *decision
	if err == nil {
		d, err = judge(sides, s, o.day(s.Today))
	}
	if err != nil {
		text := filepath.ToSlash(err.Error())
		if file := filepath.ToSlash(s.file); !strings.HasPrefix(text, file) {
			text = file + ": " + text
		}
		r.Faults = append(r.Faults, text)
		return
	}
	r.Judged++
	if d == nil {
		return
	}
	if r.Changed++; d.outcome {
		r.Outcomes++
	}
	if d.File = filepath.ToSlash(s.file); len(r.Decisions) < mostDecisions {
		r.Decisions = append(r.Decisions, *d)
	}
}

// sideOf is the folder to lay over the packs that come with the program, or none.
func sideOf(arg string) []string {
	if arg == "none" {
		return nil
	}
	return []string{arg}
}

func factFiles(dir string) ([]string, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder of facts %s", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && (filepath.Ext(e.Name()) == ".json" || filepath.Ext(e.Name()) == ".jsonl") {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no facts in %s: no file ends in .json", dir)
	}
	return files, nil
}

// judge compares the two decisions on one situation; nil when they are alike.
func judge(sides [2]side, s situation, today practice.Date) (*decision, error) {
	was, err := sides[0].decide(s, today)
	if err != nil {
		return nil, err
	}
	is, err := sides[1].decide(s, today)
	if err != nil {
		return nil, err
	}
	d := &decision{What: is.Subject, From: was.Outcome, To: is.Outcome, outcome: was.Outcome != is.Outcome}
	if is.ID != "" {
		d.What += " " + is.ID
	}
	if is.To != "" {
		d.What += " entering " + is.To
	}
	d.By = saidOtherwise(was, is)
	if !d.outcome && len(d.By) == 0 {
		return nil, nil
	}
	return d, nil
}

// saidOtherwise lists the rules that say another thing in the second decision, the weightiest first.
func saidOtherwise(was, is beacon.Decision) []ruleChange {
	old, now := reasons(was), reasons(is)
	names := maps.Clone(old)
	maps.Copy(names, now)
	var all []ruleChange
	for id, reason := range names {
		c := ruleChange{Rule: id, Severity: string(reason.Severity), From: was.Verdict(id), To: is.Verdict(id), Message: now[id].Message}
		if before, ok := old[id]; ok && before.Severity != reason.Severity {
			c.Was = string(before.Severity)
		}
		if c.From != c.To || c.Was != "" {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b ruleChange) int {
		return cmp.Or(weights[b.Severity]-weights[a.Severity], cmp.Compare(a.Rule, b.Rule))
	})
	return all
}

// brief is what is compared of a reason.
type brief struct {
	Severity practice.Severity
	Message  string
}

func reasons(d beacon.Decision) map[string]brief {
	all := map[string]brief{}
	for _, r := range d.Reasons {
		all[r.Rule] = brief{r.Severity, r.Message}
	}
	return all
}

func (r diffReport) fine() bool { return r.Changed+len(r.Faults) == 0 }

func (r diffReport) text(p page) {
	if len(r.Changes) == 0 {
		p.line("Rules: no difference, nor in the figures, names, tables and columns they stand on.")
	} else {
		p.line("Rules: " + counted(len(r.Changes), "difference") + ".")
	}
	for _, c := range r.Changes {
		c.text(p)
	}
	p.line("")
	if !r.facts {
		p.line("Decisions: give a folder of facts with -facts to see which decisions change.")
		return
	}
	p.para(fmt.Sprintf("Decisions on %s: %d with another outcome, %d with the same outcome for other reasons, %d as before.",
		counted(r.Judged, "file"), r.Outcomes, r.Changed-r.Outcomes, r.Judged-r.Changed))
	if len(r.Faults) > 0 {
		p.line("Not judged:")
	}
	for _, fault := range r.Faults {
		p.item("  -", 4, fault)
	}
	if len(r.Decisions) < r.Changed {
		p.para(fmt.Sprintf("The first %d are told here.", len(r.Decisions)))
	}
	for _, d := range r.Decisions {
		p.line("\n" + d.File)
		from, to := outcomeWords[d.From], outcomeWords[d.To]
		if d.outcome {
			p.item("", 2, fmt.Sprintf("%s: %s -> %s", d.What, from, to))
		} else {
			p.item("", 2, fmt.Sprintf("%s: still %s, for other reasons", d.What, to))
		}
		for _, c := range d.By {
			from, to := verdict(c.From), verdict(c.To)
			if c.Was != "" {
				from, to = from+" as a "+c.Was, to+" as a "+c.Severity
			}
			p.item("  "+c.Severity, 10, fmt.Sprintf("%s: %s -> %s", c.Rule, from, to))
			if c.Message != "" {
				p.item("", 10, c.Message)
			}
		}
	}
}

func verdict(v practice.Verdict) string { return cmp.Or(verdictWords[v], "not asked") }
