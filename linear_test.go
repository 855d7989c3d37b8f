package beacon

import (
	"context"
	"fmt"
	"io/fs"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

type counted struct {
	Share int `json:"share"`
}

// countingEngine has some rules on a point; each asks a getter that counts.
func countingEngine(t *testing.T, many int, reads *atomic.Int64) *Engine {
	text := "beacon: 1\npack: own\nversion: 1.0.0\nrules:\n"
	for i := range many {
		text += fmt.Sprintf("  - {id: O-%d, decides: counted, must: 'share > 0', because: x}\n", i+1)
	}
	e, err := New(Config{Embedded: []string{}, Packs: []fs.FS{fstest.MapFS{"own.yaml": {Data: []byte(text)}}}, Points: []Point{PointFor[counted]("counted")}})
	require.NoError(t, err)
	root := &rules.Record{Name: "roots", Fields: []*rules.Field{{Name: "asked", Kind: rules.Bool,
		Bool: func(unsafe.Pointer) (bool, bool) { reads.Add(1); return true, true }}}}
	point, err := rules.NewPoint(root, nil, rules.Options{})
	require.NoError(t, err)
	for _, r := range e.set.Rules {
		var problems []rules.Problem
		r.Check, problems = point.Compile("asked")
		require.Empty(t, problems)
	}
	return e
}

// Ten times the items, or ten times the rules, are ten times the work, counted in questions asked of the facts.
func TestWorkGrowsWithItemsAndRules(t *testing.T) {
	var reads atomic.Int64
	few, many := countingEngine(t, 7, &reads), countingEngine(t, 70, &reads)
	count := func(do func() error) int64 {
		before := reads.Load()
		require.NoError(t, do())
		return reads.Load() - before
	}
	outcomes := func(e *Engine, items int) func() error {
		return func() error {
			_, err := Outcomes(context.Background(), e, nil, make([]counted, items), practice.Date{})
			return err
		}
	}
	decide := func(e *Engine) func() error {
		return func() error { _, err := Decide(e, &counted{}, practice.Date{}); return err }
	}
	one := count(outcomes(few, 3000))
	require.Equal(t, int64(3000*7), one)
	require.Equal(t, 10*one, count(outcomes(few, 30_000)))
	require.Equal(t, 10*one, count(outcomes(many, 3000)))
	require.Equal(t, 10*count(decide(few)), count(decide(many)))
}

// Selecting among ten times the enquiries takes ten times the memory, in pieces and not in time.
func TestSelectingGrowsWithEnquiries(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector pools forget what they hold, now and then")
	}
	e, today := Default(), practice.MustDate("2025-06-10")
	pieces := func(n int) float64 {
		w := dissemination.Work{Disseminator: dissemination.Disseminator{ID: "D-1", Kind: practice.College, Scheme: "beacon", State: dissemination.Working}}
		for i := range n {
			w.Enquiries = append(w.Enquiries, dissemination.Enquiry{ID: fmt.Sprint("Q-", i), State: dissemination.Filtered, MadeOn: today,
				Provider: practice.Provider{ID: fmt.Sprint(10_000_000 + i), Kind: practice.College}, Needs: []string{"attendance"}})
		}
		return testing.AllocsPerRun(2, func() {
			_, err := e.Select(w, today)
			require.NoError(t, err)
		})
	}
	few, many := pieces(300), pieces(3000)
	require.InDelta(t, 10, many/few, 0.5)
}
