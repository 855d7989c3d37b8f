package beacon

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Config says which rules are in force. The zero Config is the embedded packs without strict.
type Config struct {
	// Embedded names the packs of this module to use, in order: staffordshire, lsc2004, facilitators, jpd, acl-wales,
	// strict. Nil is all but strict; empty and not nil is none.
	Embedded []string
	// Packs are folders of packs laid over the embedded ones, in order. A pack replaces, disables or raises an
	// earlier rule, or sets an earlier parameter, only where it says so. [Named] tells several folders apart.
	Packs []fs.FS
	// Points are a host's own decision points.
	Points []Point
	// Language of messages, en or cy. Empty is en. A message that is missing in cy is given in English, the reason then
	// says so, and [Engine.Lints] lists the packs.
	Language string
	// TermDates is the college's year; nil when nobody said.
	TermDates *TermDates
	// Limits on what rules may cost; zero values take defaults.
	Limits Limits
}

// Limits bound what one rule may cost, whatever its author wrote, and say which evaluator answers.
type Limits = rules.Limits

// Shadow has a running service compare the two evaluators on a sample of its decisions; see [Limits].
type Shadow = rules.Shadow

// Difference is an evaluation on which the two evaluators disagree, for a [Shadow].
type Difference = rules.Difference

// Engine decides by rules. It does not change once made, and any number of goroutines may use it.
type Engine struct {
	set      *bundle.Set
	scope    map[string][]*bundle.Compiled // by subject
	inForce  map[place][]*bundle.Compiled  // those that have a say there
	musts    map[string][]*bundle.Compiled // of a host's point
	subjects map[string]facts.Subject
	judged   []bundle.Subject
	own      facts.Own                // attributes that the packs declare
	records  map[string]*rules.Record // what rules of each subject read
	points   map[reflect.Type]string  // a host's structs by type
	ref      practice.RulesRef
	language string
	spend    int64 // what the rules of one decision may cost together
	stop     func() error
	infos    func() map[*bundle.Compiled]RuleInfo // of every rule, once it is asked for
}

// Named puts a name before the files of a folder of packs, such as the path to it, so that the place of a problem or of a
// rule says which of several folders it is in.
func Named(name string, packs fs.FS) fs.FS { return namedFS{packs, name} }

type namedFS struct {
	fs.FS
	name string
}

// label is what stands before the files of a folder in places.
func label(packs fs.FS) string {
	n, ok := packs.(namedFS)
	if !ok || n.name == "" || strings.HasSuffix(n.name, "/") {
		return n.name
	}
	return n.name + "/"
}

// EmbeddedPacks returns the packs that come with the module, a folder each, to be read or copied out.
func EmbeddedPacks() fs.FS { return bundle.Embedded() }

var defaultPacks = []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales"}

// Default returns an engine over the embedded packs. It is made once.
func Default() *Engine { return defaultEngine() }

var defaultEngine = sync.OnceValue(func() *Engine {
	e, err := New(Config{})
	if err != nil {
		panic(err) // the embedded packs are loaded by the tests
	}
	return e
})

// New makes an engine. A fault in a pack is a *[LoadError] with every problem of every pack; a host's struct that rules
// cannot read is a *[TypeError], and term dates that cannot be are a *[practice.DataError].
func New(c Config) (*Engine, error) {
	issues := &LoadError{}
	e := &Engine{subjects: map[string]facts.Subject{}, records: map[string]*rules.Record{},
		points: map[reflect.Type]string{}, language: c.Language,
		spend: int64(min(rules.WithDefaults(c.Limits).Decision, math.MaxInt64))}
	if c.Language != "" && !slices.Contains(bundle.Languages(), c.Language) {
		return nil, fmt.Errorf("beacon: messages are written in %s, not in %q", strings.Join(bundle.Languages(), " or "), c.Language)
	}
	var err error
	if e.judged, err = e.describe(c.Points); err != nil {
		return nil, err
	}
	packs, err := c.read(issues)
	if err != nil {
		return nil, err
	}
	calendar, err := c.TermDates.calendar()
	if err != nil {
		return nil, err
	}
	options := rules.Options{Limits: c.Limits, Calendar: calendar}
	if e.set, err = bundle.Load(packs, e.judged, bundle.Options{Options: options, Language: c.Language}, issues); err != nil {
		return nil, err
	}
	e.place()
	e.own = facts.Own{}
	for record, fields := range e.set.Own {
		e.own[record] = map[string]*rules.Field{}
		for _, f := range fields {
			e.own[record][f.Name] = f
		}
	}
	for _, s := range e.set.Subjects {
		e.records[s.Name] = s.Root
	}
	e.ref.Digest = e.set.Digest
	for _, p := range e.set.Packs {
		e.ref.Packs = append(e.ref.Packs, practice.PackRef{Pack: p.ID, Version: p.Version, Title: p.Source.Title})
	}
	return e, nil
}

func (c Config) read(issues *LoadError) ([]*bundle.Pack, error) {
	names := c.Embedded
	if names == nil {
		names = defaultPacks
	}
	var packs []*bundle.Pack
	for _, name := range names {
		sub, err := fs.Sub(EmbeddedPacks(), name)
		if err == nil {
			_, err = fs.Stat(sub, ".")
		}
		if err != nil {
			return nil, fmt.Errorf("beacon: there is no embedded pack %q", name)
		}
		packs = append(packs, bundle.Read(sub, name+"/", rules.WithDefaults(c.Limits).File, issues)...)
	}
	for _, fsys := range c.Packs {
		packs = append(packs, bundle.Read(fsys, label(fsys), rules.WithDefaults(c.Limits).File, issues)...)
	}
	return packs, nil
}

// describe lists the subjects of Beacon's own rules and of the host's points.
func (e *Engine) describe(points []Point) ([]bundle.Subject, error) {
	all := facts.Subjects()
	for _, p := range points {
		if _, twice := e.points[p.facts]; twice {
			return nil, fmt.Errorf("beacon: two points stand on %v", p.facts)
		}
		e.points[p.facts] = p.name
		all = append(all, facts.Subject{Name: p.name, Decides: p.name, Roots: p.facts})
	}
	var subjects []bundle.Subject
	for _, s := range all {
		if _, twice := e.subjects[s.Name]; twice {
			return nil, fmt.Errorf("beacon: there are two points called %q", s.Name)
		}
		root, err := facts.Of(s.Roots)
		if err != nil {
			return nil, err
		}
		e.subjects[s.Name], e.records[s.Name] = s, root
		subjects = append(subjects, bundle.Subject{Name: s.Name, Root: root, States: s.States, Exits: s.Exits,
			Decides: decides(s)})
	}
	return subjects, nil
}

// Within returns an engine over the same rules whose decisions stop when ctx is done: the rules that were not asked yet
// then open nothing, and the error beside the decision names each. A rule that is being asked is finished first; what it
// may cost is bounded by [Limits].
func (e *Engine) Within(ctx context.Context) *Engine {
	within := *e
	within.stop = ctx.Err
	return &within
}

// PackChange is what a pack did to an earlier one: which rule or parameter, who did it and why, and where both are written.
type PackChange = bundle.Changed

// Changes lists what the packs in force did to one another, in order. With [Engine.Rules] it tells of every rule of every
// pack where it is written, whether it is in force, and if not, by whom and why.
func (e *Engine) Changes() []PackChange { return slices.Clone(e.set.Changes) }

// Lints lists what is worth a look in packs that are right: what nobody uses, what is not said in every language, and
// expressions that hardly say what was meant, such as a condition that is always true. A pack says under accept what it
// means so. The [Fix] of one is what to write where it was not meant; whether it was, only the author knows.
func (e *Engine) Lints() []Issue { return slices.Clone(e.set.Lints()) }

// SetAttribute fills a column of a college's own in a document, such as a pack in force declares under attributes. It is
// saved with the document. The value is what encoding/json writes; a date is a [practice.Date]. Nil empties the column.
//
// A name that no pack declares for the document, and a value of another kind than is declared, are a *[practice.DataError].
// It is an error as well when doc is no pointer to a document that can hold more than its own fields. The document is then
// unchanged.
func (e *Engine) SetAttribute(doc any, name string, value any) error {
	return e.own.SetAttribute(doc, name, value)
}

// Field says in plain words what one field means that rules read.
type Field struct {
	Path   string   `json:"path"`            // such as engagement.ended_on
	Kind   string   `json:"kind"`            // yes/no, whole number, number, text, date, list or record
	Means  string   `json:"means,omitzero"`  // a phrase such as: the day dissemination to this partner ended
	Unit   string   `json:"unit,omitzero"`   // what its numbers count
	Ask    string   `json:"ask,omitzero"`    // the role that usually knows
	Values []string `json:"values,omitzero"` // the names it can have; nil when it is open
	Fact   bool     `json:"fact,omitzero"`   // about the world, so that its absence says nothing
	// Counted marks what nobody enters and no facts may give: it is worked out, From the fields named where that is known.
	Counted bool     `json:"counted,omitzero"`
	From    []string `json:"from,omitempty"`
}

// Describe says what the field at a path means, in rules about a subject. The path may name an element of a list, as the
// missing facts of a [Decision] do. It is false when there is no such field.
func (e *Engine) Describe(subject, path string) (Field, bool) {
	root, ok := e.records[subject]
	if !ok {
		return Field{}, false
	}
	f := root.Find(path)
	if f == nil {
		return Field{}, false
	}
	return field(path, f), true
}
