package beacon

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Proposal is a test case for a rule just below, at or just above one of its thresholds.
type Proposal struct {
	Rule   string           `json:"rule"`
	Name   string           `json:"name"`
	Today  practice.Date    `json:"today"`
	Facts  json.RawMessage  `json:"facts"`
	Expect practice.Verdict `json:"expect"` // what the rule says now; whether that is right, its author knows
}

// String writes the proposal as an entry for the cases of a test file.
func (p Proposal) String() string {
	return fmt.Sprintf("  - rule: %s\n    name: %q\n    today: %s\n    given: %s\n    expect: %s\n", p.Rule, p.Name, p.Today, p.Facts, p.Expect)
}

// Propose makes test cases from the thresholds of rules: for each comparison of a rule that the tests in a folder are about,
// the facts of its first passing case with one fact moved just below the threshold, to it and just above it.
//
// What a case of the tests asks already is left out. An error means that the tests cannot be read or name what is not there.
func (e *Engine) Propose(tests fs.FS) ([]Proposal, error) {
	cases, err := bundle.ReadTests(tests, label(tests))
	if err != nil {
		return nil, err
	}
	var all []Proposal
	done, asked := map[string]bool{}, map[string]bool{}
	for _, c := range cases {
		if c.Overlay == nil {
			asked[asks(c.Rule, c.Today, c.Facts)] = true
		}
	}
	for _, c := range cases {
		if c.Rule == "" || c.Overlay != nil || c.Expect != string(practice.Pass) || done[c.Rule] {
			continue
		}
		done[c.Rule] = true
		more, err := e.propose(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Pos, err)
		}
		for _, p := range more {
			if key := asks(p.Rule, p.Today.String(), p.Facts); !asked[key] {
				asked[key] = true
				all = append(all, p)
			}
		}
	}
	return all, nil
}

// asks is what a case asks: cases that ask the same have it alike, in whatever order their facts were written.
func asks(rule, today string, facts []byte) string {
	var tree any
	if json.Unmarshal(facts, &tree) == nil {
		facts, _ = json.Marshal(tree) // what was just read can be written
	}
	return rule + "\n" + today + "\n" + string(facts)
}

func (e *Engine) propose(c bundle.Case) ([]Proposal, error) {
	t := e.trial(c)
	if len(t.faults) > 0 {
		return nil, &LoadError{Issues: t.faults}
	}
	today, r := t.today, ruleIn(e.set, c.Rule)
	in := t.q.facts(today)
	thresholds := r.Check.Thresholds(in, fixed)
	if r.When != nil {
		thresholds = slices.Concat(r.When.Thresholds(in, fixed), thresholds)
	}
	var all []Proposal
	for _, t := range thresholds {
		for k, words := range []string{"just below", "at", "just above"} {
			value := publicValue(t.Values[k])
			facts, is := edited(c.Facts, t.Path, value)
			if value == nil || !is {
				continue
			}
			moved := c
			moved.Facts = facts
			d, err := e.testDecision(moved)
			if err != nil {
				continue // such as a figure that nobody enters
			}
			all = append(all, Proposal{c.Rule, fmt.Sprintf("%s is %s, %s the threshold", t.Path, rules.Format(value), words), today, facts, d.Verdict(c.Rule)})
		}
	}
	return all, nil
}

// edited gives the fact at a path another value, in JSON.
func edited(facts []byte, path string, value any) ([]byte, bool) {
	var tree any
	if json.Unmarshal(facts, &tree) != nil {
		return nil, false
	}
	tree, ok := setAt(tree, path, func(any) any { return value })
	if !ok {
		return nil, false
	}
	data, err := json.Marshal(tree)
	return data, err == nil
}

// setAt replaces what is at a path such as engagement.contacts[2].on, making the records on the way.
func setAt(node any, path string, with func(any) any) (any, bool) {
	if path == "" {
		return with(node), true
	}
	if rest, is := strings.CutPrefix(path, "["); is {
		list, _ := node.([]any)
		at, rest := entryAt(list, rest)
		if at < 0 || at >= len(list) {
			return node, false
		}
		below, ok := setAt(list[at], strings.TrimPrefix(rest, "."), with)
		list[at] = below
		return list, ok
	}
	name, rest := path, ""
	if end := strings.IndexAny(path, ".["); end >= 0 {
		name, rest = path[:end], strings.TrimPrefix(path[end:], ".")
	}
	object, is := node.(map[string]any)
	if !is {
		object = map[string]any{}
	}
	below, ok := setAt(object[name], rest, with)
	object[name] = below
	return object, ok
}

// entryAt reads a position, 2] or "E-4"], and returns what follows; -1 where there is no such entry.
func entryAt(list []any, text string) (int, string) {
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil {
		number, rest, _ := strings.Cut(text, "]")
		at, err := strconv.Atoi(number)
		if err != nil {
			return -1, ""
		}
		return at, rest
	}
	id, _ := strconv.Unquote(quoted)
	return slices.IndexFunc(list, func(e any) bool {
		m, _ := e.(map[string]any)
		return m["id"] == id
	}), strings.TrimPrefix(text[len(quoted):], "]")
}
