package rules

import (
	"fmt"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"weak"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Rules of one decision often ask for the same: the day some months after another, whether a list holds something. Such
// parts have a place in the frame by what they say, parameters put in, so that within one set of facts they are worked out
// once. Only answers are kept; what is not known is asked again, since each asker has to be told what is missing.

// shared are the places of the parts that expressions over a root have in common. Roots live as long as the program, and a
// service that loads packs again and again must not fill up with parts of rules long gone: a part that no compiled expression
// holds any more goes, and its place is given to the next.
type shared struct {
	mu    sync.Mutex
	parts map[string]weak.Pointer[sharedPart]
	next  int
	free  []int
	made  uint64
}

// sharedPart is one of them.
type sharedPart struct {
	place int
	made  uint64 // which part it is of all that were ever made: its place may have been another's
	uses  atomic.Int32
}

// kept is an answer in the frame, of the turn in which it was given.
type kept struct {
	turn  uint64
	made  uint64 // for which part
	value int64
}

func (s *shared) part(key string) *sharedPart {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.parts[key].Value()
	if p == nil {
		s.made++
		p = &sharedPart{place: s.next, made: s.made}
		if n := len(s.free); n > 0 {
			p.place, s.free = s.free[n-1], s.free[:n-1]
		} else {
			s.next++
		}
		if s.parts == nil {
			s.parts = map[string]weak.Pointer[sharedPart]{}
		}
		s.parts[key] = weak.Make(p)
		runtime.AddCleanup(p, func(place int) { s.leave(key, place) }, p.place)
	}
	p.uses.Add(1)
	return p
}

// leave frees the place of a part that is gone. Its key may have come back since, as another part.
func (s *shared) leave(key string, place int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.parts[key].Value() == nil {
		delete(s.parts, key)
	}
	s.free = append(s.free, place)
}

// share gives a compiled part its place, where it is worth one: it takes a loop or the calendar, comes to a single value
// that fits a word, and reads no variable of a loop around it.
func (c *compiler) share(e ast.Expr, n node) node {
	if len(c.scope) > 0 || n.fn == nil || n.cell != nil || n.test != nil || n.literal != nil || !costly(e) {
		return n
	}
	key, ok := c.key(e)
	if !ok {
		return n
	}
	part := c.point.Root.shared.part(key)
	switch fn := n.fn.(type) {
	case boolFn:
		out := node{fn: boolFn(keeping(part, fn, func(v bool) int64 {
			if v {
				return 1
			}
			return 0
		}, func(n int64) bool { return n != 0 }))}
		if n.plan != nil {
			out.plan = orShared(n.plan, part, out.fn.(boolFn))
		}
		return out
	case intFn:
		return node{counted: n.counted, shared: part, fn: intFn(keeping(part, fn, func(v int64) int64 { return v }, func(n int64) int64 { return n }))}
	case doubleFn:
		return node{fn: doubleFn(keeping(part, fn, func(v float64) int64 { return int64(math.Float64bits(v)) },
			func(n int64) float64 { return math.Float64frombits(uint64(n)) }))}
	case dayFn:
		return node{fn: dayFn(keeping(part, fn, func(v caldate.Day) int64 { return int64(v) }, func(n int64) caldate.Day { return caldate.Day(n) }))}
	}
	return n
}

func keeping[T any](part *sharedPart, fn func(*frame) (T, status), to func(T) int64, from func(int64) T) func(*frame) (T, status) {
	return func(f *frame) (T, status) {
		if part.uses.Load() < 2 {
			return fn(f)
		}
		if part.place < len(f.kept) && f.kept[part.place].turn == f.turn && f.kept[part.place].made == part.made {
			return from(f.kept[part.place].value), ok
		}
		v, s := fn(f)
		if s == ok {
			for part.place >= len(f.kept) {
				f.kept = append(f.kept, kept{})
			}
			f.kept[part.place] = kept{f.turn, part.made, to(v)}
		}
		return v, s
	}
}

// costly reports whether a part is a loop, or a call that takes the calendar or a loop.
func costly(e ast.Expr) bool {
	switch e.Kind() {
	case ast.ComprehensionKind:
		return true
	case ast.CallKind:
		switch e.AsCall().FunctionName() {
		case "addMonths", "monthsBetween", "academicYear", "year", "month", "dayOfWeek", "sum", "avg", "median", "size":
			return true
		case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
			return false
		}
	}
	return false
}

// key writes an expression so that two with the same meaning over the same facts are written alike. It is false where there
// is something it cannot write.
func (c *compiler) key(e ast.Expr) (string, bool) {
	var b strings.Builder
	ok := c.writeKey(&b, e)
	return b.String(), ok
}

func (c *compiler) writeKey(b *strings.Builder, e ast.Expr) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		fmt.Fprintf(b, "%s %q;", e.AsLiteral().Type().TypeName(), fmt.Sprint(e.AsLiteral().Value()))
		return true
	case ast.IdentKind:
		if e.AsIdent() == paramsName {
			return false
		}
		if d := c.point.definition(e.AsIdent()); d != nil { // another pack may have given the name to something else
			within := *c
			within.point = d.program.point
			b.WriteString("named ") // a variable of a loop around it is none there
			return within.writeKey(b, d.program.checked.NativeRep().Expr())
		}
		b.WriteString(strconv.Quote(e.AsIdent()) + ";")
		return true
	case ast.SelectKind:
		return c.writeSelect(b, e.AsSelect())
	case ast.CallKind:
		call := e.AsCall()
		fmt.Fprintf(b, "%s(", call.FunctionName())
		if call.IsMemberFunction() && !c.writeKey(b, call.Target()) {
			return false
		}
		for _, a := range call.Args() {
			if !c.writeKey(b, a) {
				return false
			}
		}
		b.WriteString(")")
		return true
	case ast.ListKind:
		b.WriteString("[")
		for _, x := range e.AsList().Elements() {
			if !c.writeKey(b, x) {
				return false
			}
		}
		b.WriteString("]")
		return len(e.AsList().OptionalIndices()) == 0
	case ast.ComprehensionKind:
		l := e.AsComprehension()
		fmt.Fprintf(b, "loop %q %q %q {", l.IterVar(), l.IterVar2(), l.AccuVar())
		for _, x := range []ast.Expr{l.IterRange(), l.AccuInit(), l.LoopCondition(), l.LoopStep(), l.Result()} {
			if !c.writeKey(b, x) {
				return false
			}
		}
		b.WriteString("}")
		return true
	}
	return false
}

func (c *compiler) writeSelect(b *strings.Builder, s ast.SelectExpr) bool {
	of := s.Operand()
	if of.Kind() == ast.IdentKind && of.AsIdent() == paramsName && c.point.Params != nil {
		f := c.point.Params.Field(s.FieldName())
		if f == nil || f.Kind == ListOf || f.Constant == nil && !s.IsTestOnly() {
			return false
		}
		fmt.Fprintf(b, "constant %v %T %v;", s.IsTestOnly(), f.Constant, f.Constant)
		return true
	}
	if !c.writeKey(b, of) {
		return false
	}
	fmt.Fprintf(b, ".%q %v;", s.FieldName(), s.IsTestOnly())
	return true
}
