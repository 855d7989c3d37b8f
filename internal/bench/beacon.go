package main

import (
	"reflect"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
)

// contender is a way to evaluate the four rules; nil where it cannot express one.
type contender struct {
	name  string
	rules [4]func(*Partner) bool
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func byHand() contender { return contender{"hand-written Go", handRules} }

// ours evaluates by Beacon's own evaluator: unknowns, budget and all.
func ours(reference bool) contender {
	c := contender{name: "Beacon"}
	if reference {
		c.name = "Beacon, reference evaluator (cel-go with unknowns and limits)"
	}
	day := facts.Day(today)
	for i, text := range ruleTexts {
		// Each rule by itself, so that none profits from what another worked out.
		root := must(facts.Of(reflect.TypeFor[Partner]()))
		point := must(rules.NewPoint(root, nil, rules.Options{Limits: rules.Limits{Reference: reference}}))
		program, problems := point.Compile(text, rules.Bool)
		if len(problems) > 0 {
			panic(problems[0].Message)
		}
		if !program.Covered() {
			panic("the fast evaluator does not cover " + text)
		}
		s := rules.NewSession()
		c.rules[i] = func(p *Partner) bool {
			s.Turn(rules.Facts{Root: unsafe.Pointer(p), Today: day})
			return s.Test(program) == rules.True
		}
	}
	return c
}
