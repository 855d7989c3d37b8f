package bundle

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Equivalent is a change of a rule that makes no difference, so that no case can notice it: what the literature calls an
// equivalent mutant.
type Equivalent struct {
	Rule     string // the rule, or the named part, table, choice or score
	From, To string // as of a [Mutant]
	Because  string
	Pos      Pos
}

// equivalent reads an entry, one for each of the clauses it names.
func (f *file) equivalent(n *yaml.Node) []Equivalent {
	o, ok := f.object(n, equivalentShape)
	if !ok {
		return nil
	}
	e := Equivalent{Rule: o.needText("rule"), Because: o.needText("because"), Pos: f.at(n)}
	without, change := o.names("without"), o.text("change")
	if (len(without) == 0) == (change == "") {
		f.add(e.Pos, CodeMissingKey, e.Rule, `an entry says "without" what, or which "change" is made`, "")
	}
	var all []Equivalent
	for _, clause := range without {
		e.From = clause
		all = append(all, e)
	}
	if from, to, is := strings.Cut(change, " to "); is {
		e.From, e.To = from, to
		all = append(all, e)
	}
	return all
}

// Is reports whether the entry is about a change.
func (e Equivalent) Is(m Mutant) bool {
	return e.Rule == m.ID && sameClause(e.From, m.From) && sameClause(e.To, m.To)
}

// sameClause compares texts whatever lines and marks they are written with.
func sameClause(a, b string) bool {
	plain := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "'", `"`)), " ") }
	return plain(a) == plain(b)
}

// Stale is the problem of an entry that is about no change, or about one that a case notices.
func (e Equivalent) Stale() Issue {
	what := "without " + e.From
	if e.To != "" {
		what = e.From + " to " + e.To
	}
	return Issue{Pos: e.Pos, Code: CodeUnused, Rule: e.Rule, Message: "no change goes unnoticed that reads: " + what,
		Hint: "take the entry out: there is no such change any more, or a case notices it"}
}
