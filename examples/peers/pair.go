package main

import (
	"embed"
	"errors"
	"io/fs"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

//go:embed rules
var ownRules embed.FS

// pair is what rules read of two people.
type pair struct {
	A              one  `json:"a"`
	B              one  `json:"b"`
	ThemesInCommon int  `json:"themes_in_common"`
	AVisitsB       int  `json:"a_can_visit_b"` // half-days at which a is free and b teaches
	BVisitsA       int  `json:"b_can_visit_a"`
	LineManaged    bool `json:"line_managed"` // one of them is the other's line manager
	Buddies        bool `json:"buddies"`      // they are in one buddy group
}

type one struct {
	ID       string `json:"id"`
	Provider string `json:"provider"`
	Subject  string `json:"subject"`
}

// fellows are two people as members of one action learning set: the same facts, under preferences of their own.
type fellows pair

func engine(packs []string) (*beacon.Engine, error) {
	own, err := fs.Sub(ownRules, "rules")
	if err != nil {
		panic(err) // the name is valid and compiled in
	}
	return cli.With(beacon.Config{Embedded: []string{"jpd"}, Packs: []fs.FS{own},
		Points: []beacon.Point{beacon.PointFor[pair]("buddies"), beacon.PointFor[fellows]("set_fellows")}}, packs)
}

func facts(p, q person, buddies bool) pair {
	common := func(a, b []string) int {
		n := 0
		for _, v := range a {
			if slices.Contains(b, v) {
				n++
			}
		}
		return n
	}
	return pair{A: one{p.ID, p.Provider, p.Subject}, B: one{q.ID, q.Provider, q.Subject}, ThemesInCommon: common(p.Themes, q.Themes),
		AVisitsB: common(p.Free, q.Teaching), BVisitsA: common(q.Free, p.Teaching),
		LineManaged: p.LineManager == q.ID || q.LineManager == p.ID, Buddies: buddies}
}

// worth asks the rules what two people are worth to each other: a must that does not hold bars them, and scores add up.
func worth[T any](e *beacon.Engine, v *T) (match.Worth, error) {
	d, err := beacon.Decide(e, v, practice.Date{})
	terms, scoreErr := beacon.Score(e, v, practice.Date{})
	var w match.Worth
	if d.Outcome != practice.Open && len(d.Reasons) > 0 {
		w.Barred = d.Reasons[0].Message
	}
	for _, t := range terms {
		w.Terms = append(w.Terms, match.Term{ID: t.ID, Value: t.Points(), Message: t.Message})
	}
	return w, errors.Join(err, scoreErr)
}

// table asks once for each two people, so that the search reads memory and a fault of a rule is told once.
func table(people []person, ask func(p, q person) (match.Worth, error)) (func(a, b string) match.Worth, error) {
	all := map[[2]string]match.Worth{}
	for i, p := range people {
		for _, q := range people[i+1:] {
			w, err := ask(p, q)
			if err != nil {
				return nil, err
			}
			all[[2]string{p.ID, q.ID}] = w
		}
	}
	return func(a, b string) match.Worth { return all[[2]string{a, b}] }, nil
}
