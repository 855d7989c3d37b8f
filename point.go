package beacon

import (
	"reflect"

	"github.com/acl-beacon/beacon/practice"
)

// Point is a decision point of the host's own: a name that rules give under decides, and the Go struct they read.
type Point struct {
	name  string
	facts reflect.Type
}

// PointFor makes a decision point over a struct. The JSON names of T's fields are the variables of its rules. What may
// be missing belongs in a [practice.Fact], a [practice.Date] or behind a pointer: it then reads as unknown, never as 0
// or false. A plain number or yes/no is always known.
func PointFor[T any](name string) Point { return Point{name, reflect.TypeFor[T]()} }

// Decide judges v by every rule of the point over T. The decision's outcome is the AND of the musts. An error means
// that the engine has no such point, or that a rule failed (*[EvalError]); the decision is then never open.
func Decide[T any](e *Engine, v *T, today practice.Date) (Decision, error) {
	name, ok := e.points[reflect.TypeFor[T]()]
	if !ok {
		return Decision{}, noPoint[T]()
	}
	return e.decide(question{decides: name, subject: name, roots: v}, today)
}

// Score gives the terms of the packs' scores on the point over T: what speaks for v, as in a [Candidate]. With it a host
// ranks what it likes by preferences that a college writes, such as who would be a good buddy of whom. An error means that
// the engine has no such point, or joins an *[EvalError] for each score that failed; its term then has no value.
func Score[T any](e *Engine, v *T, today practice.Date) ([]Term, error) {
	name, ok := e.points[reflect.TypeFor[T]()]
	if !ok {
		return nil, noPoint[T]()
	}
	return e.terms(name, "", question{roots: v}.facts(today))
}
