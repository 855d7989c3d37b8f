package rules

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// A session gives what single evaluations give, one set of facts after another, and nothing of the one before.
func TestSessionIsTheSameAsEval(t *testing.T) {
	point := directPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	var programs []*Program
	for _, text := range []string{"work.open", "work.km < 80", "work.review.due <= addMonths(work.ended, params.months)",
		"work.visits.all(v, v.learners > 3)", "1 / work.grade == 1", "work.tags[3] == 'x' || work.open", "work.tags == ['a']"} {
		p, problems := point.Compile(text)
		require.Empty(t, problems, text)
		programs = append(programs, p)
	}
	s := NewSession()
	defer s.Close()
	for _, w := range []*work{{}, {open: true, km: 12, grade: 1, tags: []string{"a"}}, {ended: on("2025-05-31")},
		{visits: []visit{{"V-1", "first", 10}, {"V-2", "follow_up", 0}}, grade: 2}} {
		f := Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")}
		s.Turn(f)
		for _, p := range programs {
			want := p.Eval(f)
			got := s.Test(p)
			require.Equal(t, want, s.Eval(p), p.Source)
			switch got {
			case Fault:
				require.Equal(t, want.Err, s.Err(), p.Source)
			case Unknown:
				require.Equal(t, want.Missing, s.Missing(), p.Source)
			default:
				require.Equal(t, want.Value, got == True, p.Source)
				require.Empty(t, s.Missing(), p.Source)
			}
		}
	}
}

func TestSessionAllocatesNothing(t *testing.T) {
	if referenceOnly {
		t.Skip("the reference allocates")
	}
	p, problems := directPoint(t).Compile("work.open && work.km < 80 && work.visits.all(v, v.learners > 3) && has(work.review)")
	require.Empty(t, problems)
	w := work{open: true, km: 2, visits: []visit{{"V-1", "first", 10}}}
	s := NewSession()
	defer s.Close()
	require.Zero(t, testing.AllocsPerRun(100, func() {
		s.Turn(Facts{Root: unsafe.Pointer(&w)})
		if s.Test(p) != False {
			t.Fatal("the review is not there")
		}
	}))
}
