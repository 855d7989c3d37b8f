package bundle

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
)

func (f *file) params(n *yaml.Node) []Param {
	if n == nil {
		return nil
	}
	o, ok := f.object(n, paramsShape)
	if !ok {
		return nil
	}
	var params []Param
	o.entries(func(key, n *yaml.Node) {
		po, ok := f.object(n, paramShape)
		if !ok {
			return
		}
		p := Param{Name: key.Value, Source: po.text("source"), Pos: f.at(key)}
		p.Unit, p.UnitIn = po.texts("unit")
		p.Says, p.SaysIn = po.texts("says")
		p.Kind = kinds[po.text("kind")]
		if v := po.take("value"); v != nil && v.Tag != "!!null" {
			if digits := inLetters[strings.ToLower(v.Value)]; digits != "" && p.Kind == 0 && v.Style == 0 {
				f.add(f.at(v), CodeBadValue, "", fmt.Sprintf("%q is no figure", v.Value), "write "+digits+", or the text in quotes")
				f.mend(f.at(v), v.Value, digits)
				v.Value, v.Tag = digits, "!!int" // what reads it has no problem of its own
			}
			p.Value = f.value(v, &p.Kind)
		} else if po.take("kind") == nil {
			f.add(p.Pos, CodeMissingKey, "", fmt.Sprintf("parameter %q needs a value, or the kind of value it will have", p.Name), "")
		}
		params = append(params, p)
	})
	return params
}

// inLetters are figures as people write them in a sentence.
var inLetters = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}

// value reads a parameter's value. Where kind is not given it takes the value's own.
func (f *file) value(n *yaml.Node, kind *rules.Kind) any {
	refuse := func(what string) any {
		f.add(f.at(n), CodeBadValue, "", fmt.Sprintf("%q is not %s", n.Value, what), "")
		return nil
	}
	if *kind == 0 {
		*kind = kindOf(n)
	}
	switch *kind {
	case rules.Bool:
		if b, err := strconv.ParseBool(n.Value); err == nil && n.Tag == "!!bool" {
			return b
		}
		return refuse("true or false")
	case rules.Int:
		if v, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return v
		}
		return refuse("a whole number")
	case rules.Double:
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return v
		}
		return refuse("a number")
	case rules.Date:
		if d, err := caldate.Parse(n.Value); err == nil {
			return d
		}
		return refuse("a date such as 2026-03-31")
	case rules.ListOf:
		var list []string
		if n.Kind != yaml.SequenceNode || n.Decode(&list) != nil {
			return refuse("a list of texts")
		}
		return list
	}
	if n.Kind != yaml.ScalarNode {
		return refuse("one value")
	}
	return n.Value
}

func kindOf(n *yaml.Node) rules.Kind {
	if n.Kind == yaml.SequenceNode {
		return rules.ListOf
	}
	switch n.Tag {
	case "!!bool":
		return rules.Bool
	case "!!int":
		return rules.Int
	case "!!float":
		return rules.Double
	case "!!timestamp":
		return rules.Date
	}
	return rules.String
}
