package beacon

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
)

// ChoiceTrace tells how a choice or a table came to what it picked.
type ChoiceTrace struct {
	Choice
	Subject string     `json:"subject"`
	Pos     Pos        `json:"pos"`
	Rows    []RowTrace `json:"rows"` // in their order; what stands under otherwise is the last
}

// RowTrace is what one row of a choice came to.
type RowTrace struct {
	Pos     Pos                 `json:"pos"`
	Then    string              `json:"then"`
	Holds   practice.Fact[bool] `json:"holds,omitzero"` // unknown where facts decide that are not recorded
	Missing []string            `json:"missing,omitzero"`
	Picked  bool                `json:"picked"`
}

// ExplainChoice tells which row of a choice or a table fits facts that are given as JSON, as for [Engine.DecideJSON], and what
// each other row came to. An error is an id that none in force has, a *[practice.DataError] for facts that cannot be read, or
// joins an *[EvalError] for each row that failed while it ran.
func (e *Engine) ExplainChoice(id string, data []byte, today practice.Date) (ChoiceTrace, error) {
	i := slices.IndexFunc(e.set.Choices, func(c *bundle.CompiledChoice) bool { return c.ID == id })
	if i < 0 {
		return ChoiceTrace{}, fmt.Errorf("beacon: no choice and no table %q is in force", id)
	}
	c := e.set.Choices[i]
	s := e.subjects[c.Subject]
	roots := reflect.New(s.Roots)
	if err := facts.Decode(data, roots.Interface(), e.own); err != nil {
		return ChoiceTrace{}, facts.Offering(e.records[c.Subject], err)
	}
	in := question{subject: c.Subject, roots: roots.Interface()}.facts(today)
	picked, err := e.choose(c.Subject, "", in, id)
	t := ChoiceTrace{Choice: picked[0], Subject: c.Subject, Pos: c.Pos}
	settled, taken := picked[0].Then != "", false
	for _, row := range c.Rows {
		r := RowTrace{Pos: row.Pos, Then: row.Then}
		if row.When == nil { // what is given otherwise
			if settled {
				r.Holds = practice.Known(!taken)
			}
		} else if result := row.When.Eval(in); result.Known() {
			r.Holds = practice.Known(result.True())
		} else {
			r.Missing = result.Missing
		}
		r.Picked = settled && !taken && r.Holds.Or(false)
		taken = taken || r.Picked
		t.Rows = append(t.Rows, r)
	}
	return t, err
}

// Choices lists the ids of the choices and tables in force, in the order of their packs.
func (e *Engine) Choices() []string {
	var ids []string
	for _, c := range e.set.Choices {
		ids = append(ids, c.ID)
	}
	return ids
}
