package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
)

// The kinds of change between two sets of rules that are told apart here.
const (
	added    = "added"
	removed  = "removed"  // it is in force no more
	disabled = "disabled" // the same, of a rule, by a pack laid over it
	changed  = "changed"
)

// change is one difference between two sets of rules.
type change struct {
	Kind string `json:"kind"`
	Of   string `json:"of"`   // rule, param, attribute, let, table, score or choice
	Name string `json:"name"` // with its pack, but for rules and attributes
	What string `json:"what,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	By   string `json:"by,omitempty"` // the folder that does it
}

var weights = map[string]int{"may": 1, "should": 2, "must": 3}

// compare lists what has to change in one set of rules to make it the other, rules first, by id.
func compare(before, after *library) []change {
	var all []change
	for _, d := range after.Differences(before.Engine) {
		c := change{Kind: d.Kind, Of: d.Of, Name: d.Name, What: d.What, From: plain(d.From), To: plain(d.To)}
		switch d.Kind {
		case added:
			c.What, c.To = after.headline(d), place(d.Pos)
		case removed:
			c.What, c.From = before.headline(d), place(d.Was)
		}
		all = append(all, c)
	}
	return all
}

// headline says what is added or removed.
func (l *library) headline(d beacon.PackDifference) string {
	rules := l.Rules()
	if i := slices.IndexFunc(rules, func(r beacon.RuleInfo) bool { return r.ID == d.Name }); d.Of == "rule" && i >= 0 {
		r := rules[i]
		if d.Kind == removed {
			return "of " + r.Pack
		}
		return string(r.Severity) + " about " + a(r.Subject)
	}
	return d.Of
}

// valueOf writes the value of a parameter with its unit.
func valueOf(v beacon.Param) string {
	if v.Value == nil {
		return "not set"
	}
	if list, ok := v.Value.([]string); ok {
		return strings.Join(list, ", ")
	}
	return strings.TrimSpace(fmt.Sprint(v.Value, " ", v.Unit))
}

func (c change) text(p page) {
	text := c.What
	if c.Of != "rule" && c.Of != "param" && c.Kind != added && c.Kind != removed {
		text = c.Of + ", " + c.What
	}
	switch {
	case c.Kind == added:
		text += ", " + c.To
	case c.Kind == removed || c.Kind == disabled:
		text += ", " + c.From
	case c.Kind == changed && len(c.From)+len(c.To) > 60:
		p.item("  "+cell(c.Kind, 10)+c.Name, 24, text)
		p.item("", 24, "from  "+orNothing(c.From))
		p.item("", 24, "to    "+orNothing(c.To))
		return
	case c.Of == "param" && c.What == "value":
		text = orNothing(c.From) + " -> " + orNothing(c.To)
	default:
		if text != "" {
			text += ": "
		}
		text += orNothing(c.From) + " -> " + orNothing(c.To)
	}
	p.item("  "+cell(c.Kind, 10)+c.Name, 24, text)
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
