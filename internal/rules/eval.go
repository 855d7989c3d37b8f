package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Result is the value of an expression, the facts it needed and did not find, or the fault it ran into: exactly one of
// the three.
type Result struct {
	Value   any      // bool, int64, float64, string or caldate.Day
	Missing []string // paths of the facts that decide and are not known, sorted
	Err     error    // an *EvalError
}

// Known reports whether there is a value.
func (r Result) Known() bool { return r.Value != nil }

// True reports whether the value is known and true.
func (r Result) True() bool { return r.Value == true }

// EvalError is a fault while an expression ran, such as a division by zero.
type EvalError struct {
	Line, Column int // from 1, within the expression; 0 when not known
	Message      string
}

// Error gives the fault with its position.
func (e *EvalError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// Eval judges one set of facts. It never panics.
func (p *Program) Eval(f Facts) (r Result) {
	if !p.usesFast() {
		return p.Reference(f)
	}
	defer caught(&r)
	r = p.fast.eval(f, p.budget)
	if p.turns != nil {
		p.compare(f, r)
	}
	return r
}

func (p *Program) usesFast() bool {
	return p.fast != nil && !p.point.limits.Reference && !referenceOnly
}

// caught turns a panic beneath into a fault: nothing that an author or the facts hold may take the host down.
func caught(r *Result) {
	if p := recover(); p != nil {
		*r = panicked(p)
	}
}

func panicked(p any) Result {
	return Result{Err: &EvalError{Message: fmt.Sprintf("this cannot be judged (%v)", p)}}
}

// paramsAt is what stands for the parameters' record: constants take any pointer that is not nil.
func paramsAt(p *Point) unsafe.Pointer { return unsafe.Pointer(p) }

// Reference judges one set of facts by cel-go, whatever [Program.Eval] uses.
func (p *Program) Reference(f Facts) Result {
	return p.result(p.plainValue(p.point.activation(f)))
}

// plainValue is what the expression comes to by cel-go. What it cost, in cel-go's units, is added to the activation's.
func (p *Program) plainValue(a *activation) (ref.Val, error) {
	plain, err := p.plain()
	if err != nil {
		return nil, err
	}
	value, details, err := plain.Eval(a)
	if cost := details.ActualCost(); cost != nil {
		a.cost += *cost
	}
	return value, err
}

func (p *Program) result(value ref.Val, err error) Result {
	if err != nil {
		return Result{Err: p.fault(err)}
	}
	switch v := value.(type) {
	case types.Bool:
		return Result{Value: bool(v)}
	case types.Int:
		return Result{Value: int64(v)}
	case types.Double:
		return Result{Value: float64(v)}
	case types.String:
		return Result{Value: string(v)}
	case dateVal:
		return Result{Value: caldate.Day(v)}
	case *types.Unknown:
		return Result{Missing: missing(v)}
	case *types.Err:
		return Result{Err: p.fault(v)}
	}
	return Result{Err: &EvalError{Message: fmt.Sprintf("the result is a %s", value.Type().TypeName())}}
}

func missing(u *types.Unknown) []string {
	var paths []string
	for _, id := range u.IDs() {
		trails, _ := u.GetAttributeTrails(id)
		for _, t := range trails {
			paths = append(paths, t.Variable())
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func (p *Program) fault(err error) *EvalError {
	e := &EvalError{Message: err.Error()}
	if strings.HasSuffix(e.Message, "actual cost limit exceeded") {
		e.Message = errBudget.Error()
	}
	var celErr *types.Err
	if errors.As(err, &celErr) && celErr.NodeID() != 0 {
		at := p.checked.NativeRep().SourceInfo().GetStartLocation(celErr.NodeID())
		if at.Line() > 0 {
			e.Line, e.Column = at.Line(), at.Column()+1
		}
	}
	return e
}

// Format writes a value for people: dates as 28 February 2026, numbers without needless digits.
func Format(value any) string {
	switch v := value.(type) {
	case nil:
		return "not recorded"
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case interface{ Long() string }: // a date
		return v.Long()
	}
	return fmt.Sprint(value)
}

var _ cel.Activation = (*activation)(nil)
