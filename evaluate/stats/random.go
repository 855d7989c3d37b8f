package stats

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// random is the source of one chunk of draws. PCG is in the standard library, and its sequence is fixed by its
// documentation, so that a seed printed in a report reproduces the report.
type random struct {
	rand.PCG
	spare uint32
	has   bool
}

func newRandom(seed, chunk uint64) *random {
	r := &random{}
	r.Seed(seed, chunk)
	return r
}

func (r *random) next32() uint32 {
	if r.has {
		r.has = false
		return r.spare
	}
	word := r.Uint64()
	r.spare, r.has = uint32(word>>32), true
	return uint32(word)
}

// below returns a uniform whole number under n by multiplication, rejecting the few words that would favour some
// numbers (Lemire 2019, ACM TOMACS 29:3).
func (r *random) below(n uint32) uint32 {
	product := uint64(r.next32()) * uint64(n)
	if low := uint32(product); low < n {
		for threshold := -n % n; low < threshold; low = uint32(product) {
			product = uint64(r.next32()) * uint64(n)
		}
	}
	return uint32(product >> 32)
}

// chunkSize is the number of draws that share one random stream. Streams belong to chunks and not to goroutines, so
// results do not depend on how many processors there are.
const chunkSize = 128

// inChunks calls draw for consecutive ranges of the sample, each with its own stream, on as many goroutines as there
// are processors. draw writes only to its own range of a result.
func inChunks(s Sampling, draw func(r *random, from, to int)) {
	chunks := (s.Draws + chunkSize - 1) / chunkSize
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), chunks) {
		wait.Go(func() {
			for c := int(next.Add(1)) - 1; c < chunks; c = int(next.Add(1)) - 1 {
				draw(newRandom(s.Seed, uint64(c)), c*chunkSize, min((c+1)*chunkSize, s.Draws))
			}
		})
	}
	wait.Wait()
}

// coins is a run of fair ±1 values.
func (r *random) coins(into []float64) {
	var word uint64
	for i := range into {
		if i%64 == 0 {
			word = r.Uint64()
		}
		into[i] = 1 - 2*float64(word&1)
		word >>= 1
	}
}

// pick shuffles the first k places of index so that they are a simple random sample of it.
func (r *random) pick(index []int, k int) {
	for i := range k {
		j := i + int(r.below(uint32(len(index)-i)))
		index[i], index[j] = index[j], index[i]
	}
}
