package main

import (
	"cmp"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// cpu is the processor time this process took so far, on all cores and collecting garbage too. Other programs on the machine
// do not count.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// cost is what one call takes: the median of rounds.
type cost struct {
	ns     float64
	bytes  float64
	allocs float64
}

// measured is something to be timed: do runs it n times.
type measured struct {
	do     func(n int)
	n      int
	rounds []float64
	cost   cost
}

// rounds has all take turns and gives each its median.
func rounds(count int, all []*measured) {
	for _, m := range all {
		m.calibrate()
	}
	for range count {
		for _, m := range all {
			start := cpu()
			m.do(m.n)
			m.rounds = append(m.rounds, float64(cpu()-start)/float64(m.n))
		}
	}
	for _, m := range all {
		m.cost.ns = median(m.rounds)
	}
}

const turn = 20 * time.Millisecond

// calibrate finds how many calls fill a turn, and counts what one allocates.
func (m *measured) calibrate() {
	for m.n = 1; ; m.n *= 2 {
		start := cpu()
		m.do(m.n)
		if cpu()-start > turn {
			break
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m.do(m.n)
	runtime.ReadMemStats(&after)
	m.cost.bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(m.n)
	m.cost.allocs = float64(after.Mallocs-before.Mallocs) / float64(m.n)
}

func median[T cmp.Ordered](xs []T) T {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	return xs[len(xs)/2]
}
