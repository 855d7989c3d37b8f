package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
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
	Points  map[string]*rules.Point // by pack and subject, as pack + "/" + subject
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
	options  rules.Options
	issues   *LoadError
	packs    []*Pack
	points   map[string]*rules.Point
	jobs     []*job
}

// Load puts packs over one another in order and compiles them. Problems that Read found belong in issues. The error is
// the *[LoadError] with every problem, and there is then no set.
func Load(packs []*Pack, subjects []Subject, options rules.Options, issues *LoadError) (*Set, error) {
	l := &loader{subjects: subjects, options: options, issues: issues, packs: packs, points: map[string]*rules.Point{}}
	l.layer()
	set := &Set{Points: l.points}
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
		for _, c := range p.Choices {
			if cc := l.choice(p, c); cc != nil {
				set.Choices = append(set.Choices, cc)
			}
		}
	}
	l.compile()
	if err := issues.sorted(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(set.Rules, func(a, b *Compiled) int { return strings.Compare(a.ID, b.ID) })
	set.Digest = digest(l.packs, options.Calendar)
	return set, nil
}

// layer applies what each pack says of earlier ones. Nothing is replaced in silence.
func (l *loader) layer() {
	seen := map[string]*Pack{}
	for i, p := range l.packs {
		if first, twice := seen[p.ID]; twice {
			p.file.add(p.pos, CodeDuplicate, "", fmt.Sprintf("pack %q is already in %s", p.ID, first.file.name), "give this one another id")
		}
		seen[p.ID] = p
		earlier := l.packs[:i]
		l.unique(p, earlier)
		for _, c := range p.Disable {
			l.change(p, earlier, c, func(from *Pack, at int) { from.Rules = slices.Delete(from.Rules, at, at+1) })
		}
		for _, c := range p.Raise {
			l.change(p, earlier, c, func(from *Pack, at int) {
				if c.To != nil && slices.Contains([]string{"must", "should", "may"}, c.To.Value) {
					from.Rules[at].Severity = c.To.Value
				}
			})
		}
		for _, c := range p.Set {
			l.set(p, earlier, c)
		}
	}
}

// unique takes replaced rules out of earlier packs and reports ids that are there twice.
func (l *loader) unique(p *Pack, earlier []*Pack) {
	own := map[string]bool{}
	for _, r := range p.Rules {
		if own[r.ID] {
			p.file.add(r.Pos, CodeDuplicate, r.ID, "this id is here twice", "ids are permanent and never used again")
		}
		own[r.ID] = true
		from, at := find(earlier, r.ID)
		switch {
		case r.Replaces == "" && from != nil:
			p.file.add(r.Pos, CodeDuplicate, r.ID, fmt.Sprintf("pack %q has this rule already", from.ID),
				"write replaces: "+from.ID+" to take its place")
		case r.Replaces != "" && (from == nil || from.ID != r.Replaces):
			p.file.add(r.Pos, CodeUnknownRule, r.ID, fmt.Sprintf("pack %q has no such rule to replace", r.Replaces), suggestRule(earlier, r.ID))
		case r.Replaces != "":
			from.Rules = slices.Delete(slices.Clone(from.Rules), at, at+1)
		}
	}
}

func find(packs []*Pack, rule string) (*Pack, int) {
	for _, p := range packs {
		if i := slices.IndexFunc(p.Rules, func(r Rule) bool { return r.ID == rule }); i >= 0 {
			return p, i
		}
	}
	return nil, 0
}

func suggestRule(packs []*Pack, id string) string {
	var ids []string
	for _, p := range packs {
		for _, r := range p.Rules {
			ids = append(ids, r.ID)
		}
	}
	if n, ok := near.Name(id, ids); ok {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

func (l *loader) change(p *Pack, earlier []*Pack, c Change, do func(*Pack, int)) {
	from, at := find(earlier, c.Name)
	if from == nil {
		p.file.add(c.Pos, CodeUnknownRule, "", fmt.Sprintf("no earlier pack has a rule %q", c.Name), suggestRule(earlier, c.Name))
		return
	}
	do(from, at)
}

func (l *loader) set(p *Pack, earlier []*Pack, c Change) {
	for _, from := range earlier {
		if from.ID != c.Pack {
			continue
		}
		for i := range from.Params {
			if param := &from.Params[i]; param.Name == c.Name && c.To != nil {
				param.Value = p.file.value(c.To, &param.Kind)
				return
			}
		}
	}
	var names []string
	for _, from := range earlier {
		for _, param := range from.Params {
			names = append(names, from.ID+"."+param.Name)
		}
	}
	hint := "write it as pack.parameter, such as lsc2004.review_max_months"
	if n, ok := near.Name(c.Pack+"."+c.Name, names); ok {
		hint = fmt.Sprintf("did you mean %q?", n)
	}
	p.file.add(c.Pos, CodeUnknownRule, "", fmt.Sprintf("no earlier pack has a parameter %q", c.Pack+"."+c.Name), hint)
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
		// A hash takes any bytes, and the values above are plain, so this cannot fail.
		_ = enc.Encode(out)
	}
	if calendar != nil {
		_ = enc.Encode(calendar)
	}
	return hex.EncodeToString(h.Sum(nil))
}
