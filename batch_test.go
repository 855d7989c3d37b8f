package beacon_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

type applicant struct {
	Grade practice.Fact[int]     `json:"grade"`
	KM    practice.Fact[float64] `json:"km"`
	Share int                    `json:"share"`
}

const applicants = `
beacon: 1
pack: own
version: 1.0.0
vocabulary: 1
rules:
  - {id: O-1, decides: applicant, must: "grade >= 3", because: {en: "x"}, source: own}
  - {id: O-2, decides: applicant, when: "share != 7", must: "km < 80", because: {en: "x"}, source: own}
  - {id: O-3, decides: applicant, must: "100 / share > 1", because: {en: "x"}, source: own}
  - {id: O-4, decides: applicant, should: "share == 4", because: {en: "x"}, source: own}
`

func applicantEngine(t testing.TB) *beacon.Engine {
	t.Helper()
	e, err := beacon.New(beacon.Config{Embedded: []string{}, Points: []beacon.Point{beacon.PointFor[applicant]("applicant")},
		Packs: []fs.FS{fstest.MapFS{"own.yaml": {Data: []byte(applicants)}}}})
	require.NoError(t, err)
	return e
}

func manyApplicants(n int) []applicant {
	all := make([]applicant, n)
	for i := range all {
		all[i].Share = 1 + i%7
		if i%3 > 0 {
			all[i].Grade = practice.Known(1 + i%4)
		}
		if i%5 > 0 {
			all[i].KM = practice.Known(float64(i % 120))
		}
	}
	return all
}

// Outcomes are those of single decisions, whatever the number of cores.
func TestOutcomesAreThoseOfDecisions(t *testing.T) {
	e, all, ctx := applicantEngine(t), manyApplicants(10_000), context.Background()
	want := make([]practice.Outcome, len(all))
	for i := range all {
		d, err := beacon.Decide(e, &all[i], practice.Date{})
		require.NoError(t, err)
		want[i] = d.Outcome
	}
	require.Contains(t, want, practice.Open)
	require.Contains(t, want, practice.Closed)
	require.Contains(t, want, practice.CannotTell)
	for _, cores := range []int{1, 2, 5} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			got, err := beacon.Outcomes(ctx, e, nil, all, practice.Date{})
			require.NoError(t, err)
			require.Equal(t, want, got)
		}()
	}
	room := make([]practice.Outcome, 1, len(all)+1)
	got, err := beacon.Outcomes(ctx, e, room, all, practice.Date{})
	require.NoError(t, err)
	require.Equal(t, want, got[1:])
	require.Same(t, &room[0], &got[0], "the room that was passed is used")
}

func TestOutcomesTellTheFirstFault(t *testing.T) {
	e, all := applicantEngine(t), manyApplicants(5000)
	for _, i := range []int{4711, 1234, 3000} {
		all[i] = applicant{Grade: practice.Known(4)}
	}
	got, err := beacon.Outcomes(context.Background(), e, nil, all, practice.Date{})
	var fault *beacon.EvalError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "O-3", fault.Rule)
	require.Equal(t, "applicant, value 1234", fault.Subject)
	require.Len(t, got, len(all))
	require.Equal(t, practice.CannotTell, got[1234])
}

func TestOutcomesEndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := beacon.Outcomes(ctx, applicantEngine(t), []practice.Outcome{practice.Open}, manyApplicants(10), practice.Date{})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, []practice.Outcome{practice.Open}, got)
	_, err = beacon.Outcomes(context.Background(), beacon.Default(), nil, []applicant{{}}, practice.Date{})
	require.ErrorContains(t, err, "add PointFor to Config.Points")
}

// Every document of a programme is reviewed, in its order, as one by one.
func TestAskAllIsTheSameAsOneByOne(t *testing.T) {
	e, w, today := beacon.Default(), work(300), practice.MustDate("2025-06-10")
	for i := range 20 {
		w.Enquiries = append(w.Enquiries, dissemination.Enquiry{ID: fmt.Sprintf("Q-%d", i), State: dissemination.Enquired})
	}
	var want []beacon.Decision
	one := func(s beacon.Subject) {
		d, err := e.Review(s, today)
		require.NoError(t, err)
		want = append(want, d)
	}
	one(beacon.OnDisseminator(w))
	for _, q := range w.Enquiries {
		one(beacon.OnEnquiry(q, w))
	}
	for _, g := range w.Engagements {
		one(beacon.OnEngagement(g, w))
	}
	for _, cores := range []int{1, 3} {
		func() {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			i := 0
			for d, err := range beacon.AskAll(context.Background(), beacon.OnWork(w), func(s beacon.Subject) (beacon.Decision, error) {
				return e.Review(s, today)
			}) {
				require.NoError(t, err)
				a, _ := want[i].MarshalJSON()
				b, _ := d.MarshalJSON()
				require.Equal(t, string(a), string(b))
				i++
			}
			require.Equal(t, len(want), i)
		}()
	}
}

func count(n int, taken *int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			*taken++
			if !yield(i) {
				return
			}
		}
	}
}

// However many items there are, only some are taken before their answers are wanted; and leaving the loop ends it all.
func TestAskAllHoldsFewItems(t *testing.T) {
	taken, i := 0, 0
	for n, err := range beacon.AskAll(context.Background(), count(1_000_000, &taken), func(i int) (int, error) { return i * i, nil }) {
		require.NoError(t, err)
		require.Equal(t, i*i, n)
		require.Less(t, taken-i, 200*runtime.GOMAXPROCS(0))
		if i++; i == 1000 {
			break
		}
	}
	require.Less(t, taken, 1000+200*runtime.GOMAXPROCS(0))
}

func TestAskAllEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	taken, answers := 0, 0
	var last error
	for _, err := range beacon.AskAll(ctx, count(1_000_000, &taken), func(i int) (int, error) { return i, nil }) {
		if last = err; err == nil {
			answers++
		}
		if answers == 100 {
			cancel()
		}
	}
	require.ErrorIs(t, last, context.Canceled)
	require.Less(t, taken, 10_000)
}

func TestAskAllKeepsErrorsAndPanicsWithTheirItem(t *testing.T) {
	odd := errors.New("odd")
	var faults []int
	for n, err := range beacon.AskAll(context.Background(), slices.Values([]int{1, 2, 3, 4}), func(i int) (int, error) {
		if i%2 == 1 {
			return i, odd
		}
		return i, nil
	}) {
		if err != nil {
			require.Same(t, odd, err)
			faults = append(faults, n)
		}
	}
	require.Equal(t, []int{1, 3}, faults)
	require.PanicsWithValue(t, "boo", func() {
		for range beacon.AskAll(context.Background(), slices.Values([]int{1, 2}), func(int) (int, error) { panic("boo") }) {
		}
	})
	for range beacon.AskAll(context.Background(), slices.Values([]int(nil)), func(int) (int, error) { return 0, nil }) {
		t.Fatal("there is nothing")
	}
}
