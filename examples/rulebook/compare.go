package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
)

// The kinds of change between two sets of rules.
const (
	added    = "added"
	removed  = "removed"  // the rule is in force no more
	disabled = "disabled" // the same, by a pack laid over it
	replaced = "replaced" // a rule of another pack took its id
	raised   = "raised"   // it weighs more
	lowered  = "lowered"  // it weighs less
	changed  = "changed"  // it is written differently
	set      = "set"      // a parameter has another value
)

// change is one difference between two sets of rules.
type change struct {
	Kind string `json:"kind"`
	Name string `json:"name"` // of the rule, or of the parameter with its pack
	What string `json:"what,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	By   string `json:"by,omitempty"` // the folder that does it
}

var weights = map[string]int{"may": 1, "should": 2, "must": 3}

// compare lists what has to change in one set of rules to make it the other, rules first, by id.
func compare(before, after *library) []change {
	old := map[string]beacon.RuleInfo{}
	for _, r := range before.Rules() {
		old[r.ID] = r
	}
	var all []change
	for _, r := range after.Rules() {
		was, ok := old[r.ID]
		delete(old, r.ID)
		if !ok {
			all = append(all, change{Kind: added, Name: r.ID, What: string(r.Severity) + " about " + a(r.Subject), To: place(r.Pos)})
			continue
		}
		all = append(all, differences(was, r)...)
	}
	for id, r := range old {
		all = append(all, change{Kind: removed, Name: id, What: "of " + r.Pack, From: place(r.Pos)})
	}
	slices.SortStableFunc(all, func(a, b change) int { return strings.Compare(a.Name, b.Name) })
	return append(all, newValues(before, after)...)
}

func differences(was, is beacon.RuleInfo) []change {
	var all []change
	differ := func(kind, what, from, to string) {
		if from != to {
			all = append(all, change{Kind: kind, Name: is.ID, What: what, From: from, To: to})
		}
	}
	differ(replaced, "pack", was.Pack, is.Pack)
	weight := raised
	if weights[string(is.Severity)] < weights[string(was.Severity)] {
		weight = lowered
	}
	differ(weight, "weight", string(was.Severity), string(is.Severity))
	differ(changed, "decides", was.Decides, is.Decides)
	differ(changed, "on", about(was), about(is))
	differ(changed, "when", was.When, is.When)
	differ(changed, "what must hold", was.Check, is.Check)
	differ(changed, "source", was.Source, is.Source)
	differ(changed, "whom to ask", was.Ask, is.Ask)
	differ(changed, "waivable", fmt.Sprint(was.Waivable), fmt.Sprint(is.Waivable))
	return all
}

// about names the subject of a rule and the states in which it is asked.
func about(r beacon.RuleInfo) string {
	if len(r.States) == 0 {
		return r.Subject
	}
	return r.Subject + ": " + strings.Join(r.States, ", ")
}

func newValues(before, after *library) []change {
	old := map[string]beacon.Param{}
	for _, v := range before.Params() {
		old[v.Pack+"."+v.Name] = v
	}
	var all []change
	for _, v := range after.Params() {
		name := v.Pack + "." + v.Name
		if was, ok := old[name]; ok && !reflect.DeepEqual(was.Value, v.Value) {
			all = append(all, change{Kind: set, Name: name, From: valueOf(was), To: valueOf(v)})
		}
	}
	return all
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
	switch {
	case c.Kind == added:
		text += ", " + c.To
	case c.Kind == removed || c.Kind == disabled:
		text += ", " + c.From
	case c.Kind == changed && len(c.From)+len(c.To) > 60:
		p.item("  "+cell(c.Kind, 10)+c.Name, 24, text)
		p.item("", 24, "from  "+c.From)
		p.item("", 24, "to    "+c.To)
		return
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
