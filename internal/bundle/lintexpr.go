package bundle

import (
	"github.com/acl-beacon/beacon/internal/rules"
)

// look reports what is worth a look in the expressions of a pack.
func (l *loader) look(f *file, p *Pack, set *Set) {
	tell := func(e Expr, rule string, found []rules.Problem) {
		for _, pr := range found {
			f.problem(e, e.Pos(pr.Line, pr.Column), rule, pr)
		}
	}
	for _, j := range l.jobs {
		if j.pack == p {
			tell(j.expr, j.rule, j.program.Look())
		}
	}
	for _, let := range p.Lets {
		if point := l.points[p.ID+"/"+let.Subject]; point != nil {
			tell(let.Is, let.Name, point.LookAtDefinition(let.Name))
		}
	}
	for _, r := range set.Rules {
		if r.Pack == p.ID {
			inWhen, inCheck := rules.LookAtRule(r.When, r.Check, r.Severity == severities[0])
			tell(r.Rule.When, r.ID, inWhen)
			tell(r.Rule.Check, r.ID, inCheck)
		}
	}
	for _, c := range set.Choices {
		if c.Pack != p.ID || c.table {
			continue
		}
		rows := make([]*rules.Program, len(c.Rows))
		for i, r := range c.Rows {
			rows[i] = r.When
		}
		for _, i := range rules.Unreached(rows) {
			f.add(c.Rows[i].Pos, CodeNeverHolds, c.ID, "this row is never picked: one above it holds wherever it does", "move it up, or take it out")
		}
	}
}
