package bundle

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Mutant is the rules changed in one place, to see whether a case notices.
type Mutant struct {
	ID       string // of the rule, the named part, the table, the choice or the score that is changed
	Pos      Pos
	From, To string // To is empty where something is left out
	Text     string // the expression as it then reads; empty where it is no expression
	Shows    []About

	change func(*Set) *Set
}

// About is what a case is about, and where a change may show: exactly one is given.
type About struct{ Rule, Choice, Score string }

// About is what the case is about; nothing where it is about a decision.
func (c Case) About() About { return About{c.Rule, c.Choice, c.Score} }

// In returns the set, or one that [Set.Overlay] made of it, with the change.
func (m Mutant) In(s *Set) *Set { return m.change(s) }

// Mutants changes, one place at a time, the expressions, tables and choices that show in something the cases are about.
func (s *Set) Mutants(tested map[About]bool) []Mutant {
	var all []Mutant
	for _, r := range s.Rules {
		if about := (About{Rule: r.ID}); tested[about] {
			all = append(all, s.ofRule(r, about)...)
		}
	}
	for _, score := range s.Scores {
		if about := (About{Score: score.ID}); tested[about] {
			all = append(all, s.ofScore(score, about)...)
		}
	}
	for _, c := range s.Choices {
		if about := (About{Choice: c.ID}); tested[about] && !c.table {
			all = append(all, s.ofChoice(c, about)...)
		}
	}
	for _, p := range s.packs {
		for _, let := range p.Lets {
			all = append(all, s.ofLet(let, tested)...)
		}
		for i := range p.Tables {
			all = append(all, s.ofTable(p, &p.Tables[i], tested)...)
		}
		for _, param := range p.Params {
			all = append(all, s.ofParam(p, param, tested)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Mutant) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column)
	})
	return all
}

// mutations changes an expression in one place, and leaves out one clause at a time.
func mutations(p *rules.Program, e Expr) []rules.Mutation {
	if p == nil {
		return nil
	}
	return append(rules.Mutate(e.Text), p.Drops()...)
}

// changed makes the mutants of an expression that compile. put is how a set takes the changed program.
func (s *Set) changed(id string, at *rules.Point, p *rules.Program, e Expr, shows About, put func(*Set, func(*rules.Point) *rules.Program)) []Mutant {
	var all []Mutant
	for _, m := range mutations(p, e) {
		program, problems := at.Compile(m.Source, p.Kind)
		if len(problems) > 0 {
			continue
		}
		all = append(all, Mutant{ID: id, Pos: e.Pos(m.Line, m.Column), From: m.From, To: m.To, Text: m.Source, Shows: []About{shows},
			change: func(to *Set) *Set {
				out := *to
				put(&out, func(on *rules.Point) *rules.Program {
					if on == at {
						return program
					}
					return program.On(on)
				})
				return &out
			}})
	}
	return all
}

// ofRule changes the condition and the check of a rule, and leaves the condition out.
func (s *Set) ofRule(r *Compiled, about About) []Mutant {
	put := func(to *Set, change func(*Compiled)) {
		i := slices.IndexFunc(to.Rules, func(other *Compiled) bool { return other.ID == r.ID })
		c := *to.Rules[i]
		change(&c)
		to.Rules = slices.Clone(to.Rules)
		to.Rules[i] = &c
	}
	part := func(p *rules.Program, e Expr, set func(*Compiled, *rules.Program)) []Mutant {
		return s.changed(r.ID, r.Point, p, e, about, func(to *Set, program func(*rules.Point) *rules.Program) {
			put(to, func(c *Compiled) { set(c, program(c.Point)) })
		})
	}
	all := slices.Concat(part(r.When, r.Rule.When, func(c *Compiled, p *rules.Program) { c.When = p }),
		part(r.Check, r.Rule.Check, func(c *Compiled, p *rules.Program) { c.Check = p }))
	if r.When != nil {
		all = append(all, Mutant{ID: r.ID, Pos: r.Rule.When.Pos(1, 1), From: "when", Shows: []About{about}, change: func(to *Set) *Set {
			out := *to
			put(&out, func(c *Compiled) { c.When = nil })
			return &out
		}})
	}
	return all
}

func (s *Set) ofScore(score *CompiledScore, about About) []Mutant {
	key := pointKey(score.Pack, score.Subject)
	return s.changed(score.ID, s.Points[key], score.Value, score.Score.Value, about, func(to *Set, program func(*rules.Point) *rules.Program) {
		i := slices.IndexFunc(to.Scores, func(other *CompiledScore) bool { return other.ID == score.ID })
		c := *to.Scores[i]
		c.Value = program(to.Points[key])
		to.Scores = slices.Clone(to.Scores)
		to.Scores[i] = &c
	})
}

// ofChoice changes the conditions of the rows, and leaves one row out at a time.
func (s *Set) ofChoice(choice *CompiledChoice, about About) []Mutant {
	key := pointKey(choice.Pack, choice.Subject)
	point := s.Points[key]
	rows := func(to *Set) []CompiledRow { // of the choice, free to be changed
		i := slices.IndexFunc(to.Choices, func(other *CompiledChoice) bool { return other.ID == choice.ID })
		c := *to.Choices[i]
		c.Rows = slices.Clone(c.Rows)
		to.Choices = slices.Clone(to.Choices)
		to.Choices[i] = &c
		return c.Rows
	}
	var all []Mutant
	for n, row := range choice.Rows {
		if row.When == nil {
			continue
		}
		all = append(all, s.changed(choice.ID, point, row.When, row.Row.When, about, func(to *Set, program func(*rules.Point) *rules.Program) {
			rows(to)[n].When = program(to.Points[key])
		})...)
		if never, problems := point.Compile("false", rules.Bool); len(problems) == 0 {
			all = append(all, Mutant{ID: choice.ID, Pos: row.Pos, From: rowName(n), Shows: []About{about}, change: func(to *Set) *Set {
				out := *to
				rows(&out)[n].When = never
				return &out
			}})
		}
	}
	return all
}

// showing lists what the cases are about that rests on a name which a pack gives for a subject.
func (s *Set) showing(key, name string, tested map[About]bool) []About {
	return s.where(tested, func(pack, subject string) bool { return pointKey(pack, subject) == key },
		func(p *rules.Program) bool { return p.RestsOn(name) })
}

// where lists what the cases are about, among what a pack says of a subject, that has an expression of a kind.
func (s *Set) where(tested map[About]bool, at func(pack, subject string) bool, is func(*rules.Program) bool) []About {
	var all []About
	note := func(about About, messages map[string]Message, programs ...*rules.Program) {
		for _, m := range messages {
			programs = append(programs, m.fills...)
		}
		if tested[about] && slices.ContainsFunc(programs, func(p *rules.Program) bool { return p != nil && is(p) }) {
			all = append(all, about)
		}
	}
	for _, r := range s.Rules {
		if at(r.Pack, r.Subject) {
			note(About{Rule: r.ID}, r.Messages, r.When, r.Check)
		}
	}
	for _, score := range s.Scores {
		if at(score.Pack, score.Subject) {
			note(About{Score: score.ID}, score.Messages, score.Value)
		}
	}
	for _, c := range s.Choices {
		if at(c.Pack, c.Subject) {
			var programs []*rules.Program
			messages := map[string]Message{}
			for n, row := range c.Rows {
				programs = append(programs, row.When)
				for lang, m := range row.Messages {
					messages[rowName(n)+lang] = m
				}
			}
			note(About{Choice: c.ID}, messages, programs...)
		}
	}
	return all
}

// redefined is how a set takes another expression under a name. Nil where the expression cannot stand there.
func (s *Set) redefined(key, name, source string) func(*Set) *Set {
	before := s.Points[key]
	after, problems := before.Redefine(name, source)
	if len(problems) > 0 {
		return nil
	}
	return func(to *Set) *Set {
		point := after
		if to.Points[key] != before {
			if point, problems = to.Points[key].Redefine(name, source); len(problems) > 0 {
				return to
			}
		}
		return to.moved(map[string]*rules.Point{key: point}, func(p *rules.Program) bool { return p.RestsOn(name) })
	}
}

func (s *Set) ofLet(let Let, tested map[About]bool) []Mutant {
	key := pointKey(let.Pack, let.Subject)
	shows := s.showing(key, let.Name, tested)
	if len(shows) == 0 {
		return nil
	}
	var all []Mutant
	for _, m := range mutations(s.Points[key].Definition(let.Name), let.Is) {
		if change := s.redefined(key, let.Name, m.Source); change != nil {
			all = append(all, Mutant{ID: let.Name, Pos: let.Is.Pos(m.Line, m.Column), From: m.From, To: m.To, Text: m.Source, Shows: shows, change: change})
		}
	}
	return all
}

// points are those of a pack.
func (s *Set) points(pack string) map[string]*rules.Point {
	all := maps.Clone(s.Points)
	maps.DeleteFunc(all, func(key string, _ *rules.Point) bool { return !strings.HasPrefix(key, pointKey(pack, "")) })
	return all
}
