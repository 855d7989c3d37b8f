package rules

import (
	"sync"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

func shadowed(t *testing.T, s Shadow, text string) *Program {
	t.Helper()
	point := testPoint(t)
	point.limits.Shadow = s
	p, problems := point.Compile(text)
	require.Empty(t, problems)
	return p
}

// A shadow is silent while the evaluators agree, and takes its turns whatever goroutine asks.
func TestShadowReportsEveryDifferenceOfItsSample(t *testing.T) {
	if referenceOnly {
		t.Skip("there is nothing to compare the reference with")
	}
	var mu sync.Mutex
	var told []Difference
	p := shadowed(t, Shadow{Every: 10, Differs: func(d Difference) { mu.Lock(); defer mu.Unlock(); told = append(told, d) }},
		"work.grade <= 2")
	f := Facts{Root: unsafe.Pointer(&work{grade: 2})}
	for range 100 {
		require.True(t, p.Eval(f).True())
	}
	require.Empty(t, told)

	// A fast evaluator that is wrong is found in one of ten evaluations, and what it said is still what is used.
	p.fast = &fast{bools: func(*frame) (bool, status) { return false, ok }}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 100 {
				p.Eval(f)
			}
		})
	}
	wg.Wait()
	require.Len(t, told, 40)
	require.Equal(t, Difference{"work.grade <= 2", Result{Value: false}, Result{Value: true}}, told[0])
	require.Equal(t, "work.grade <= 2: the fast evaluator says no, the reference yes", told[0].String())
}

func TestNoShadowCountsNothing(t *testing.T) {
	require.Nil(t, shadowed(t, Shadow{Every: 10}, "work.open").turns, "nobody is told")
	require.Nil(t, shadowed(t, Shadow{Differs: func(Difference) {}}, "work.open").turns, "no sample is taken")
}

func TestResultsAreEqual(t *testing.T) {
	zero := 0.0
	for _, tc := range []struct {
		a, b Result
		want bool
	}{
		{Result{Value: true}, Result{Value: true}, true},
		{Result{Value: true}, Result{Value: false}, false},
		{Result{Value: int64(1)}, Result{Value: 1.0}, false},
		{Result{Value: zero / zero}, Result{Value: zero / zero}, true},
		{Result{Missing: []string{"a"}}, Result{Missing: []string{"a"}}, true},
		{Result{Missing: []string{"a"}}, Result{Missing: []string{"b"}}, false},
		{Result{Err: errBudget}, Result{Err: &EvalError{Message: "another"}}, true},
		{Result{Err: errBudget}, Result{Value: true}, false},
	} {
		require.Equal(t, tc.want, tc.a.Equal(tc.b), "%+v and %+v", tc.a, tc.b)
	}
}
