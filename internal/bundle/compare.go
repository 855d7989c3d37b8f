package bundle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Difference is one thing that two sets of rules in force do not have alike.
type Difference struct {
	// Kind is added or removed; replaced, of a rule that another pack's took the place of; raised or lowered, of a rule's
	// weight; set, of a parameter's value; or changed, of anything else.
	Kind string `json:"kind"`
	Of   string `json:"of"`             // rule, param, attribute, let, table, score or choice
	Name string `json:"name"`           // a param, let, table, score or choice with its pack before a point
	What string `json:"what,omitempty"` // the part of it that differs, such as when; empty when all of it is added or removed
	From string `json:"from,omitempty"` // as written; empty where there was nothing
	To   string `json:"to,omitempty"`
	// Was and Pos are where it is written before and after; zero on the side that does not have it.
	Was Pos `json:"was,omitzero"`
	Pos Pos `json:"pos,omitzero"`
}

// kindsOfParts are what a set is made of, in the order in which differences are told.
var kindsOfParts = []string{"rule", "param", "attribute", "let", "table", "score", "choice"}

// piece is one thing that a set is made of, with what can differ in it.
type piece struct {
	of, name string
	pos      Pos
	says     [][2]string // what, and how it is written
}

// Differences lists what has to change in one set to make it another, rules first, each by name.
func Differences(before, after *Set) []Difference {
	was, is := before.pieces(), after.pieces()
	find := func(in []piece, p piece) *piece {
		i := slices.IndexFunc(in, func(q piece) bool { return q.of == p.of && q.name == p.name })
		if i < 0 {
			return nil
		}
		return &in[i]
	}
	var all []Difference
	for _, p := range was {
		if find(is, p) == nil {
			all = append(all, Difference{Kind: "removed", Of: p.of, Name: p.name, Was: p.pos})
		}
	}
	for _, p := range is {
		old := find(was, p)
		if old == nil {
			all = append(all, Difference{Kind: "added", Of: p.of, Name: p.name, Pos: p.pos})
			continue
		}
		all = append(all, old.differs(p)...)
	}
	slices.SortStableFunc(all, func(a, b Difference) int {
		return cmp.Or(slices.Index(kindsOfParts, a.Of)-slices.Index(kindsOfParts, b.Of), strings.Compare(a.Name, b.Name))
	})
	return all
}

// differs lists what one piece says otherwise than it did.
func (p *piece) differs(now piece) (all []Difference) {
	text := func(in [][2]string, what string) string {
		for _, s := range in {
			if s[0] == what {
				return s[1]
			}
		}
		return ""
	}
	whats := p.says
	for _, s := range now.says {
		if !slices.ContainsFunc(whats, func(w [2]string) bool { return w[0] == s[0] }) {
			whats = append(slices.Clip(whats), s)
		}
	}
	for _, w := range whats {
		from, to := text(p.says, w[0]), text(now.says, w[0])
		if from == to {
			continue
		}
		kind := "changed"
		switch {
		case p.of == "rule" && w[0] == "pack":
			kind = "replaced"
		case p.of == "rule" && w[0] == "weight" && slices.Index(severities, to) < slices.Index(severities, from):
			kind = "raised"
		case p.of == "rule" && w[0] == "weight":
			kind = "lowered"
		case p.of == "param" && w[0] == "value":
			kind = "set"
		}
		all = append(all, Difference{kind, p.of, p.name, w[0], from, to, p.pos, now.pos})
	}
	return all
}

func (s *Set) pieces() (all []piece) {
	for _, p := range s.packs {
		for _, r := range p.Rules {
			all = append(all, r.piece())
		}
		for _, v := range p.Params {
			unit := ""
			if v.Value != nil {
				unit = v.Unit
			}
			all = append(all, piece{"param", p.ID + "." + v.Name, v.Pos, [][2]string{{"value", strings.TrimSpace(valueText(v.Value) + " " + unit)},
				{"says", v.Says}, {"source", v.Source}}})
		}
		for _, a := range p.Attributes {
			all = append(all, piece{"attribute", a.Path + "." + a.Name, a.Pos, [][2]string{{"kind", a.Kind.String()}, {"unit", a.Unit},
				{"values", strings.Join(a.Values, ", ")}, {"says", a.Says}, {"whom to ask", a.Ask}}})
		}
		for _, l := range p.Lets {
			all = append(all, piece{"let", p.ID + "." + l.Name, l.Pos, [][2]string{{"on", l.Subject}, {"is", l.Is.Text}, {"says", l.Says}}})
		}
		for i := range p.Tables {
			all = append(all, p.Tables[i].piece())
		}
		for _, c := range p.Scores {
			says := [][2]string{{"on", c.Subject}, {"value", c.Value.Text}, {"weight", rules.Format(c.Weight)}, {"source", c.Source}}
			all = append(all, piece{"score", p.ID + "." + c.ID, c.Pos, append(says, messageTexts("", c.Because)...)})
		}
		for _, c := range p.Choices {
			says := [][2]string{{"on", c.Subject}, {"source", c.Source}}
			for i, r := range c.Rows {
				row := fmt.Sprintf("row %d", i+1)
				says = append(says, [2]string{row, strings.TrimPrefix("when "+r.When.Text+": "+r.Then, "when : ")})
				says = append(says, messageTexts(row+", ", r.Because)...)
			}
			all = append(all, piece{"choice", p.ID + "." + c.ID, c.Pos, says})
		}
	}
	return all
}

func (r Rule) piece() piece {
	about := r.Subject
	if len(r.States) > 0 {
		about += ": " + strings.Join(r.States, ", ")
	}
	waivable := ""
	if r.Waivable {
		waivable = "yes"
	}
	says := [][2]string{{"pack", r.Pack}, {"weight", r.Severity}, {"decides", r.Decides}, {"on", about}, {"when", r.When.Text},
		{"what must hold", r.Check.Text}, {"source", r.Source}, {"whom to ask", r.Ask}, {"waivable", waivable}}
	return piece{"rule", r.ID, r.Pos, append(says, messageTexts("", r.Because)...)}
}

func (t *Table) piece() piece {
	says := [][2]string{{"on", t.Subject}, {"hit", t.Hit}, {"source", t.Source}}
	for _, c := range t.Columns {
		says = append(says, [2]string{"column " + c.Name, c.Is.Text})
	}
	row := func(name string, r TableRow) {
		var cells []string
		for _, c := range t.Columns {
			if n := r.Cells[c.Name]; n != nil {
				cells = append(cells, c.Name+" "+cellText(n))
			}
		}
		text := "if " + strings.Join(cells, ", ") + ": " + r.Then
		if len(cells) == 0 {
			text = r.Then
		}
		says = append(says, [2]string{name, text})
		says = append(says, messageTexts(name+", ", r.Because)...)
	}
	for i, r := range t.Rows {
		row(fmt.Sprintf("row %d", i+1), r)
	}
	if t.Otherwise != nil {
		row("otherwise", *t.Otherwise)
	}
	return piece{"table", t.Pack + "." + t.ID, t.Pos, says}
}

// messageTexts are the messages of one thing, by language.
func messageTexts(before string, because map[string]Expr) (all [][2]string) {
	for _, lang := range languages {
		if e, is := because[lang]; is {
			all = append(all, [2]string{before + "message in " + lang, e.Text})
		}
	}
	return all
}
