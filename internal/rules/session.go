package rules

import (
	"errors"
	"math"
	"slices"
	"unsafe"
)

// Session judges one set of facts after another by many programs. What it costs to begin is paid once, and a yes/no comes
// without a [Result]. It is for one goroutine at a time.
type Session struct {
	frame *frame
	err   error // of the last test
	left  int64 // of what judging the facts may cost
	stop  func() error
	rows  []uint16 // of Begin
}

// Truth is what a yes/no expression came to.
type Truth uint8

// The values.
const (
	Unknown Truth = iota // a fact that decides is missing
	False
	True
	Fault
)

var truthOf = [...]Truth{no: False, yes: True}

// NewSession returns a session, to be closed after use.
func NewSession() *Session { return &Session{frame: frames.Get().(*frame)} }

// Mute has the session not name the facts that tests lack.
func (s *Session) Mute() { s.frame.mute = true }

// Close gives up what the session holds. It must not be used afterwards.
func (s *Session) Close() {
	s.frame.end()
	s.frame, s.err, s.stop = nil, nil, nil
}

// Turn takes up other facts, and what judging them may cost begins anew.
func (s *Session) Turn(to Facts) {
	s.left, s.stop = to.Limit, to.Stop
	if s.left == 0 {
		s.left = math.MaxInt64
	}
	s.frame.begin(to)
}

// Test judges the facts by a yes/no expression.
func (s *Session) Test(p *Program) Truth {
	f := s.frame
	if p.asks == nil || s.stop != nil || s.left <= 0 || f.bases[0] == nil {
		return s.closely(p)
	}
	if len(f.missing) > 0 {
		f.missing = f.missing[:0]
	}
	if b := p.asks; b.pair {
		for i := range b.flags {
			if *(*bool)(unsafe.Add(f.bases[0], b.flags[i].offset)) != b.flags[i].want {
				return False
			}
		}
		return True
	}
	if !p.asks.spends {
		if r := p.asks.run(f, f.bases[0], p.asks.start); r != unsure {
			return truthOf[r]
		}
		return s.closely(p)
	}
	budget := min(p.budget, s.left)
	f.budget = budget
	if r := p.asks.run(f, f.bases[0], p.asks.start); r != unsure {
		s.left -= budget - f.budget
		return truthOf[r]
	}
	return s.closely(p)
}

// closely judges the facts by the closures, or by what else it takes.
func (s *Session) closely(p *Program) Truth {
	if s.left <= 0 {
		return s.take(Result{Err: &EvalError{Message: errDecision.Error()}})
	}
	if s.stop != nil {
		if err := s.stop(); err != nil {
			return s.take(Result{Err: &EvalError{Message: "it was not asked: " + err.Error()}})
		}
	}
	if !p.usesFast() {
		a := p.point.activation(s.facts())
		r := p.result(p.plainValue(a))
		s.left -= int64(min(a.cost, math.MaxInt64))
		return s.take(r)
	}
	if p.plainly {
		return s.take(p.Eval(s.facts()))
	}
	f := s.frame
	budget := min(p.budget, s.left)
	f.budget, f.missing = budget, f.missing[:0]
	if p.asks != nil && s.stop != nil {
		if r := p.asks.answer(f); r != unsure {
			s.left -= budget - f.budget
			return truthOf[r]
		}
	}
	v, st := p.bools(f)
	s.left -= budget - f.budget
	if st != ok {
		return s.without(st)
	}
	if v {
		return True
	}
	return False
}

// without is the truth of an expression that has no value.
func (s *Session) without(st status) Truth {
	if st == unknown_ {
		return Unknown
	}
	s.frame.missing, s.err = s.frame.missing[:0], evalError(s.frame.fault)
	return Fault
}

func (s *Session) take(r Result) Truth {
	s.frame.missing, s.err = append(s.frame.missing[:0], r.Missing...), r.Err
	switch {
	case r.Err != nil:
		return Fault
	case !r.Known():
		return Unknown
	case r.True():
		return True
	}
	return False
}

func (s *Session) facts() Facts { return Facts{Root: s.frame.bases[0], Today: s.frame.today} }

// Missing returns the paths of the facts that the last test lacked, sorted.
func (s *Session) Missing() []string { return sortedOnce(s.frame.missing) }

// Err returns the fault of the last test.
func (s *Session) Err() error { return s.err }

// Eval judges the facts by any expression.
func (s *Session) Eval(p *Program) Result { return p.Eval(s.facts()) }

func sortedOnce(paths []string) []string {
	if len(paths) == 0 {
		return nil
	}
	paths = slices.Clone(paths)
	slices.Sort(paths)
	return slices.Compact(paths)
}

func evalError(fault error) *EvalError {
	var at *EvalError
	if errors.As(fault, &at) {
		return at
	}
	return &EvalError{Message: fault.Error()}
}
