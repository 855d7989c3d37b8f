package beacon_test

import (
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// A host exchanges rules by exchanging its engine. Decisions in flight see one set of rules or the other and never a
// mixture, and rules that do not load leave those in force as they are. The race detector watches.
func TestReload(t *testing.T) {
	limit := func(months int) fs.FS {
		return pack(head + fmt.Sprintf("params: {months: {value: %d}}\nlet: {last: {on: engagement, is: \"addMonths(engagement.ended_on, params.months)\"}}\n"+
			"rules:\n  - {id: C-1, decides: stage_gate, on: {engagement: any}, must: engagement.review.due_on <= last, because: \"by {last}, {params.months} months\"}\n", months))
	}
	load := func(packs fs.FS) (*beacon.Engine, error) {
		return beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{packs}})
	}
	first, err := load(limit(1))
	require.NoError(t, err)
	var current atomic.Pointer[beacon.Engine]
	current.Store(first)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				e := current.Load()
				d, err := e.Gate(beacon.OnEngagement(booked("2027-02-28"), dissemination.Work{}), dissemination.Implementing, practice.MustDate("2025-06-10"))
				if !assert.NoError(t, err) || !assert.Len(t, d.Reasons, 1) {
					return
				}
				months := e.Params()[0].Value
				assert.Contains(t, d.Reasons[0].Message, fmt.Sprintf("%v months", months))
				_, err = e.Explain(d, "C-1")
				assert.NoError(t, err)
			}
		})
	}
	for i := range 20 {
		packs := limit(1 + i%12)
		if i%3 == 2 {
			packs = pack(head + "rules:\n  - {id: C-1, decides: stage_gate, on: {engagement: any}, must: engagement.reviw, because: x}\n")
		}
		next, err := load(packs)
		if i%3 == 2 {
			require.Error(t, err)
			require.Nil(t, next)
			continue
		}
		require.NoError(t, err)
		current.Store(next)
	}
	close(done)
	wg.Wait()
}
