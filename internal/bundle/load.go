package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Subject is something rules can judge, as the packs may name it.
type Subject struct {
	Name    string
	Decides []string // the kinds of decision about it
	Root    *rules.Record
	States  []string // nil when it has none
	Exits   []string // states no rule gates
}

// Set is the rules in force: every pack's, compiled, with later packs over earlier ones.
type Set struct {
	Packs   []PackRef
	Digest  string // SHA-256 over the effective rules, hexadecimal
	Rules   []*Compiled
	Scores  []*CompiledScore
	Choices []*CompiledChoice
	Points  map[string]*rules.Point // by pack and subject; see pointKey

	Changes  []Changed                 // what packs did to earlier ones, in order
	Subjects []Subject                 // with the attributes that packs declare
	Own      map[string][]*rules.Field // those attributes, by the name of their record
	// Lints finds what is worth a look, when it is first asked: those who only decide do not wait for it.
	Lints func() []Issue

	packs []*Pack // with what later ones made of them
}

// Options say how packs are loaded.
type Options struct {
	rules.Options
	Language string // that messages are asked for in; empty is en
}

// PackRef names a pack in force.
type PackRef struct {
	ID, Version string
	Source      Source
	Params      []Param
}

// Compiled is a rule in force.
type Compiled struct {
	Rule
	When, Check *rules.Program // When is nil for a rule that always applies
	Messages    map[string]Message
	Point       *rules.Point
}

// CompiledScore is a score in force.
type CompiledScore struct {
	Score
	Value    *rules.Program
	Messages map[string]Message
}

// CompiledChoice is a choice in force.
type CompiledChoice struct {
	Choice
	Rows []CompiledRow
	// AnyOrder says that a row may be picked although one above it cannot be told: no two of different texts hold at once.
	AnyOrder bool

	table bool // it was written as a table, whose rows are looked at when it is read
}

// CompiledRow is one row of a choice in force. A nil When always holds.
type CompiledRow struct {
	Row
	When     *rules.Program
	Messages map[string]Message
}

// loader puts packs together.
type loader struct {
	subjects []Subject
	options  Options
	issues   *LoadError
	packs    []*Pack
	points   map[string]*rules.Point
	jobs     []*job
	changes  []Changed
	own      map[string][]*rules.Field // attributes by the name of their record
}

// Load puts packs over one another in order and compiles them. Problems that Read found belong in issues. The error is
// the *[LoadError] with every problem, and there is then no set.
func Load(packs []*Pack, subjects []Subject, options Options, issues *LoadError) (*Set, error) {
	l := &loader{subjects: subjects, options: options, issues: issues, packs: packs, points: map[string]*rules.Point{}}
	l.layer()
	l.extend()
	set := &Set{Points: l.points, packs: l.packs}
	for _, p := range l.packs {
		set.Packs = append(set.Packs, PackRef{p.ID, p.Version, p.Source, p.Params})
		for _, r := range p.Rules {
			if c := l.rule(p, r); c != nil {
				set.Rules = append(set.Rules, c)
			}
		}
		for _, s := range p.Scores {
			if c := l.score(p, s); c != nil {
				set.Scores = append(set.Scores, c)
			}
		}
		for _, t := range p.Tables {
			if c := l.table(p, t); c != nil {
				set.Choices = append(set.Choices, c)
			}
		}
		for _, c := range p.Choices {
			if cc := l.choice(p, c); cc != nil {
				set.Choices = append(set.Choices, cc)
			}
		}
	}
	l.compile()
	for _, p := range l.packs {
		l.names(p)
	}
	if err := issues.sorted(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(set.Rules, func(a, b *Compiled) int { return strings.Compare(a.ID, b.ID) })
	set.Digest = digest(l.packs, options.Calendar)
	set.Changes, set.Subjects, set.Own = l.changes, l.subjects, l.own
	set.Lints = sync.OnceValue(func() []Issue { return l.lints(set) })
	return set, nil
}

// digest is over what the rules say, not where they stand in which file, and over the calendar they count with.
func digest(packs []*Pack, calendar *rules.Calendar) string {
	type rule struct {
		ID, Decides, Subject string
		States               []string
		When, Check          string
		Severity             string
		Waivable             bool
	}
	type pack struct {
		ID, Version string
		Params      map[string]any
		Rules       []rule
		Scores      [][2]string
		Choices     [][]string
		Lets        [][]string `json:",omitempty"`
		Attributes  [][]string `json:",omitempty"`
		Tables      [][]string `json:",omitempty"`
	}
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, p := range packs {
		out := pack{ID: p.ID, Version: p.Version, Params: map[string]any{}}
		for _, v := range p.Params {
			out.Params[v.Name] = v.Value
		}
		for _, r := range p.Rules {
			out.Rules = append(out.Rules, rule{r.ID, r.Decides, r.Subject, r.States, r.When.Text, r.Check.Text, r.Severity, r.Waivable})
		}
		for _, s := range p.Scores {
			out.Scores = append(out.Scores, [2]string{s.ID, fmt.Sprint(s.Weight, " ", s.Value.Text)})
		}
		for _, c := range p.Choices {
			row := []string{c.ID}
			for _, r := range c.Rows {
				row = append(row, r.When.Text, r.Then)
			}
			out.Choices = append(out.Choices, row)
		}
		for _, let := range p.Lets {
			out.Lets = append(out.Lets, []string{let.Name, let.Subject, let.Is.Text})
		}
		for _, a := range p.Attributes {
			out.Attributes = append(out.Attributes, []string{a.Path, a.Name, a.Kind.String()})
		}
		for _, t := range p.Tables {
			out.Tables = append(out.Tables, t.words())
		}
		// A hash takes any bytes, and the values above are plain, so this cannot fail.
		_ = enc.Encode(out)
	}
	if calendar != nil {
		_ = enc.Encode(calendar)
	}
	return hex.EncodeToString(h.Sum(nil))
}
