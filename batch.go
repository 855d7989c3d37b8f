package beacon

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// Outcomes judges many values by the musts of the decision point over T, on all cores, and appends to dst the outcome of
// each, in their order. It is for filtering, and many times faster than [Decide]: no reasons, messages or lists are made,
// advice is not asked, and a value is settled by the first must that closes it.
//
// An error means that the engine has no such point, that ctx was done, and then the outcomes are those dst had, or that a
// rule failed: the *[EvalError] of the first value, whose outcome cannot be told.
func Outcomes[T any](ctx context.Context, e *Engine, dst []practice.Outcome, values []T, today practice.Date) ([]practice.Outcome, error) {
	name, ok := e.points[reflect.TypeFor[T]()]
	if !ok {
		return dst, noPoint[T]()
	}
	from := len(dst)
	dst = append(dst, make([]practice.Outcome, len(values))...)
	b := batch{engine: e, point: name, today: facts.Day(today), out: dst[from:], first: len(values),
		base: unsafe.Pointer(unsafe.SliceData(values)), stride: unsafe.Sizeof(*new(T))}
	if err := b.run(ctx); err != nil {
		return dst[:from], err
	}
	return dst, b.fault
}

func noPoint[T any]() error {
	return fmt.Errorf("beacon: no decision point stands on %v; add PointFor to Config.Points", reflect.TypeFor[T]())
}

// batch is one call of [Outcomes].
type batch struct {
	engine *Engine
	point  string
	today  caldate.Day
	base   unsafe.Pointer // of the values
	stride uintptr
	out    []practice.Outcome

	mu    sync.Mutex
	first int // the first value on which a rule failed
	fault error
}

// batchChunk is how many values a core takes at a time: enough that taking them costs little, few enough that no core waits
// long for another, and that ctx is asked often.
const batchChunk = 1024

func (b *batch) run(ctx context.Context) error {
	musts := b.engine.musts[b.point]
	var next atomic.Int64
	var wg sync.WaitGroup
	work := func() {
		s := rules.NewSession()
		s.Mute()
		defer s.Close()
		for {
			from := int(next.Add(batchChunk)) - batchChunk
			if from >= len(b.out) || ctx.Err() != nil {
				return
			}
			b.chunk(s, musts, from, min(from+batchChunk, len(b.out)))
		}
	}
	for range min(runtime.GOMAXPROCS(0), (len(b.out)+batchChunk-1)/batchChunk) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return ctx.Err()
}

// batchBlock is how many values are asked together what the first must begins with: few enough to stay in the processor's
// first memory until the rest is asked.
const batchBlock = 256

// chunk judges some of the values under one guard. A must that panics counts as failed, and the next one is asked.
func (b *batch) chunk(s *rules.Session, musts []*bundle.Compiled, from, to int) {
	var heads [batchBlock]rules.Head
	i, r, all, begun := from, 0, practice.Open, from
	first := len(musts) > 0 && musts[0].When == nil
	ask := func() (panicked any) {
		defer func() { panicked = recover() }()
		for i < to {
			if first && i == begun && r == 0 {
				n := min(batchBlock, to-i)
				s.Begin(musts[0].Check, unsafe.Add(b.base, uintptr(i)*b.stride), b.stride, heads[:n])
				begun = i + n
			}
			head := heads[(i-from)%batchBlock]
			if first && r == 0 && head == rules.Fails {
				b.out[i] = practice.Closed
				i++
				continue
			}
			s.Turn(rules.Facts{Root: unsafe.Add(b.base, uintptr(i)*b.stride), Today: b.today})
			for ; r < len(musts) && all != practice.Closed; r++ {
				applies, holds := true, rules.True
				if first && r == 0 {
					holds = s.TestFrom(musts[0].Check, head)
				} else {
					applies, holds = judge(musts[r], s)
				}
				switch {
				case !applies || holds == rules.True:
				case holds == rules.False:
					all = practice.Closed
				default:
					all = practice.CannotTell
					if holds == rules.Fault {
						b.failed(i, musts[r], s.Err())
					}
				}
			}
			b.out[i] = all
			i, r, all = i+1, 0, practice.Open
		}
		return nil
	}
	for p := ask(); p != nil; p = ask() {
		b.failed(i, musts[r], fmt.Errorf("this cannot be judged (%v)", p))
		r, all = r+1, practice.CannotTell
	}
}

// failed keeps the fault of the first value, whichever core came upon it first.
func (b *batch) failed(i int, r *bundle.Compiled, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i < b.first {
		b.first, b.fault = i, b.engine.fault(r, question{id: fmt.Sprintf("%s, value %d", b.point, i)}, err)
	}
}

// AskAll asks the same of many, on all cores: ask is called for each item, from several goroutines at once, and the answers
// come in the order of the items. It is how a verb of the engine is put to many documents:
//
//	for d, err := range beacon.AskAll(ctx, beacon.OnWork(w), func(s beacon.Subject) (beacon.Decision, error) {
//		return engine.Review(s, today)
//	}) { … }
//
// However many items there are, only some hundred a core are held at a time. When ctx is done, its error comes as the last
// answer; to break out of the loop ends everything too. All goroutines have ended when the loop has.
func AskAll[T, A any](ctx context.Context, items iter.Seq[T], ask func(T) (A, error)) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		next, stop := iter.Pull(items)
		defer stop()
		cores := runtime.GOMAXPROCS(0)
		jobs := make(chan *askJob[T, A], 2*cores)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer close(jobs)
		for range cores {
			wg.Go(func() {
				for j := range jobs {
					j.run(ctx, ask)
				}
			})
		}
		var queue, free []*askJob[T, A] // in the order of the items; to be used again
		for more := true; more || len(queue) > 0; {
			for more && len(queue) < 2*cores {
				j := &askJob[T, A]{done: make(chan struct{}, 1)}
				if n := len(free); n > 0 {
					j, free = free[n-1], free[:n-1]
				}
				if more = j.fill(next); len(j.items) > 0 {
					queue = append(queue, j)
					jobs <- j
				}
			}
			if len(queue) == 0 {
				return
			}
			j := queue[0]
			<-j.done
			if !j.yield(ctx, yield) {
				return
			}
			queue, free = append(queue[:0], queue[1:]...), append(free, j)
		}
	}
}

// askJob is a run of items that one goroutine asks about.
type askJob[T, A any] struct {
	items    []T
	answers  []A
	errs     []error
	panicked any
	done     chan struct{}
}

// askChunk is how many items a goroutine takes at a time, so that handing them over costs little beside the work.
const askChunk = 32

// fill takes up to a chunk of items, and reports whether there may be more.
func (j *askJob[T, A]) fill(next func() (T, bool)) bool {
	j.items, j.answers, j.errs = j.items[:0], j.answers[:0], j.errs[:0]
	for len(j.items) < askChunk {
		item, ok := next()
		if !ok {
			return false
		}
		j.items = append(j.items, item)
	}
	return true
}

func (j *askJob[T, A]) run(ctx context.Context, ask func(T) (A, error)) {
	defer func() {
		j.panicked = recover()
		j.done <- struct{}{}
	}()
	for _, item := range j.items {
		if ctx.Err() != nil {
			return
		}
		answer, err := ask(item)
		j.answers, j.errs = append(j.answers, answer), append(j.errs, err)
	}
}

// yield hands out what the job came to, and reports whether to go on. A panic of ask goes on where the loop is, so that it
// can be recovered there.
func (j *askJob[T, A]) yield(ctx context.Context, yield func(A, error) bool) bool {
	for i := range j.answers {
		if !yield(j.answers[i], j.errs[i]) {
			return false
		}
	}
	if j.panicked != nil {
		panic(j.panicked)
	}
	if len(j.answers) < len(j.items) {
		var none A
		yield(none, ctx.Err())
		return false
	}
	return true
}
