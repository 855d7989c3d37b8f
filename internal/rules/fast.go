package rules

import (
	"errors"
	"sync"
	"unsafe"

	"cel.dev/cel-go/common/ast"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// The fast evaluator turns a checked expression into typed Go closures over the getters. It has cel-go's meaning to the
// letter: which unknowns a result names, which errors another operand absorbs, and where evaluation stops early. What it
// does not cover it refuses to compile, and cel-go evaluates that expression instead.

// status says what a closure came to.
type status uint8

const (
	ok       status = iota
	unknown_        // the missing facts are in the frame
	failed          // the fault is in the frame
)

// A closure of each kind. One that comes to unknown has added exactly its missing facts to the frame; one that comes to
// ok or failed has left them as they were.
type (
	boolFn   func(*frame) (bool, status)
	intFn    func(*frame) (int64, status)
	doubleFn func(*frame) (float64, status)
	textFn   func(*frame) (string, status)
	dayFn    func(*frame) (caldate.Day, status)
)

// maxLoops is how many loops can run inside one another, and one.
const maxLoops = 8

// frame is the state of one evaluation.
type frame struct {
	bases   [maxLoops]unsafe.Pointer // the root, then the element each loop stands at
	index   [maxLoops]int            // its position
	today   caldate.Day
	budget  int64
	missing []string
	mute    bool // whether nobody wants to know what is missing
	fault   error
	turn    uint64 // counts the sets of facts
	kept    []kept // answers by the places of shared parts
}

var frames = sync.Pool{New: func() any { return new(frame) }}

var errDecision = errors.New("the rules of this decision take too long on these facts; the limit on their cost was reached")

var errBudget = errors.New("the rule takes too long on these facts; the limit on its cost was reached")

// fail notes a fault.
func (f *frame) fail(err error) status {
	f.fault = err
	return failed
}

// miss notes a missing fact.
func (f *frame) miss(p path) status {
	if !f.mute {
		f.missing = append(f.missing, p.in(f))
	}
	return unknown_
}

// forget drops the missing facts noted since a mark.
func (f *frame) forget(mark int) { f.missing = f.missing[:mark] }

// fast is a compiled expression: exactly one closure is set.
type fast struct {
	asks   *branching // what bools comes to, where it comes to yes or no; nil where it takes nothing but a closure
	bools  boolFn
	ints   intFn
	floats doubleFn
	texts  textFn
	days   dayFn
}

// compileFast compiles a checked expression, and returns nil where it holds something the closures do not cover.
func compileFast(p *Point, a *ast.AST) *fast {
	c := &compiler{point: p, ast: a}
	n, covered := c.compile(a.Expr())
	if !covered {
		return nil
	}
	f := &fast{}
	switch fn := n.fn.(type) {
	case boolFn:
		f.bools, f.asks = fn, n.asks(0)
	case intFn:
		f.ints = fn
	case doubleFn:
		f.floats = fn
	case textFn:
		f.texts = fn
	case dayFn:
		f.days = fn
	default:
		return nil
	}
	return f
}

func (f *fast) eval(in Facts, budget int64) Result {
	fr := frames.Get().(*frame)
	fr.begin(in)
	fr.budget = budget
	r := f.run(fr)
	fr.end()
	return r
}

// begin turns the frame to a set of facts.
func (f *frame) begin(in Facts) {
	f.turn++
	f.bases[0], f.today = in.Root, in.Today
}

// end gives the frame back, with nothing in it that keeps facts alive.
func (f *frame) end() {
	clear(f.bases[:])
	clear(f.missing)
	f.fault, f.missing, f.mute = nil, f.missing[:0], false
	frames.Put(f)
}

func (f *fast) run(fr *frame) Result {
	var value any
	var s status
	switch {
	case f.bools != nil:
		if f.asks != nil {
			if r := f.asks.answer(fr); r != unsure {
				return Result{Value: r == yes}
			}
		}
		var v bool
		v, s = f.bools(fr)
		value = v
	case f.ints != nil:
		var v int64
		v, s = f.ints(fr)
		value = v
	case f.floats != nil:
		var v float64
		v, s = f.floats(fr)
		value = v
	case f.texts != nil:
		var v string
		v, s = f.texts(fr)
		value = v
	default:
		var v caldate.Day
		v, s = f.days(fr)
		value = v
	}
	switch s {
	case unknown_:
		return Result{Missing: sortedOnce(fr.missing)}
	case failed:
		return Result{Err: evalError(fr.fault)}
	}
	return Result{Value: value}
}
