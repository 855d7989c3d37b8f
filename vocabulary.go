package beacon

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Vocabulary is what rules about one subject can say: the variables and fields they may read.
type Vocabulary struct {
	Subject string   `json:"subject"`
	Decides []string `json:"decides"`         // the kinds of decision about it
	States  []string `json:"states,omitzero"` // where it can stand; nil when it has none
	Fields  []Field  `json:"fields,omitzero"` // every path, each list written with []
	Exits   []string `json:"exits,omitzero"`  // states that a person decides and no rule gates
}

// Function is a function that rules may call, such as addMonths.
type Function = rules.Function

// Vocabulary lists the subjects of the rules in force, Beacon's own and the host's points, with every field their rules may
// read. A record that holds itself is listed once.
func (e *Engine) Vocabulary() []Vocabulary {
	var all []Vocabulary
	for _, s := range facts.Subjects() {
		all = append(all, e.vocabulary(s))
	}
	var points []string
	for _, name := range e.points {
		points = append(points, name)
	}
	slices.Sort(points)
	for _, name := range points {
		all = append(all, e.vocabulary(e.subjects[name]))
	}
	return all
}

func (e *Engine) vocabulary(s facts.Subject) Vocabulary {
	v := Vocabulary{Subject: s.Name, Decides: decides(s), States: s.States, Exits: s.Exits}
	e.records[s.Name].Walk(func(path string, f *rules.Field) { v.Fields = append(v.Fields, field(path, f)) })
	return v
}

func decides(s facts.Subject) []string { return slices.Compact([]string{s.Decides, facts.Check}) }

func field(path string, f *rules.Field) Field {
	return Field{Path: path, Kind: f.Kind.String(), Means: f.Doc, Unit: f.Unit, Ask: f.Ask, Values: f.Values, Fact: f.Fact,
		Counted: f.Counted, From: f.WorkedOut()}
}

// Functions lists the functions that rules may call: those for dates and lists first, then those of CEL itself.
func Functions() []Function { return rules.Functions() }

// DecideJSON judges facts that are given as JSON: an object whose members are the variables of the subject, as
// [Engine.Vocabulary] names them. A document inside needs no schema header. With a state it is the gate into that state,
// otherwise a review. It is for tools; a host that has the documents calls the verbs.
//
// Facts that cannot be read are a *[practice.DataError] with the path of the member.
func (e *Engine) DecideJSON(subject, state string, data []byte, today practice.Date) (Decision, error) {
	s, ok := e.subjects[subject]
	if !ok {
		return Decision{}, fmt.Errorf("beacon: rules cannot judge %q", subject)
	}
	if state != "" && !slices.Contains(s.States, state) {
		return Decision{}, fmt.Errorf("beacon: %q is not a state of the subject %s", state, subject)
	}
	roots := reflect.New(s.Roots)
	if err := facts.Decode(data, roots.Interface(), e.own); err != nil {
		return Decision{}, facts.Offering(e.records[subject], err)
	}
	return e.decide(e.questionOn(s, state, roots.Interface()), today)
}

// questionOn asks about entering a state, or about where the subject stands.
func (e *Engine) questionOn(s facts.Subject, state string, roots any) question {
	q := question{subject: s.Name, roots: roots, state: facts.StateOf(roots)}
	// The first variable of a subject is the document itself.
	if f := e.records[s.Name].Fields[0]; f.Kind == rules.RecordOf && f.Of.ID != nil {
		if p := f.Record(reflect.ValueOf(roots).UnsafePointer()); p != nil {
			q.id = f.Of.ID(p)
		}
	}
	if keyed, ok := roots.(interface{ Key() string }); ok {
		q.id = keyed.Key()
	}
	if state != "" {
		facts.Enter(roots, s.Name, state)
		q.decides, q.state, q.to = s.Decides, state, state
	}
	return q
}

// PackSchema is the JSON Schema of a pack file, for editors that complete and check YAML: every key with what it means,
// and the subjects, decisions and states that this engine knows, a host's points among them.
func (e *Engine) PackSchema() []byte { return bundle.PackSchema(e.judged) }

// TestSchema is the JSON Schema of the test files beside a pack.
func (e *Engine) TestSchema() []byte { return bundle.TestSchema(e.judged) }
