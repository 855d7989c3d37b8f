package rules

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// What rules of one session have in common is worked out once for each set of facts, whatever pack they are of, and what
// only looks alike is not.
func TestSessionWorksOutOnceWhatProgramsShare(t *testing.T) {
	if referenceOnly {
		t.Skip("the reference shares nothing")
	}
	nine := testPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)})
	visits := nine.Root.Field("work").Of.Field("visits")
	read, get := 0, visits.List
	visits.List = func(p unsafe.Pointer) (List, bool) { read++; return get(p) }
	six, err := NewPoint(nine.Root, Constants("params", []Constant{{Name: "months", Kind: Int, Value: int64(6)}}), Options{})
	require.NoError(t, err)
	compile := func(p *Point, text string) *Program {
		program, problems := p.Compile(text)
		require.Empty(t, problems)
		return program
	}
	a := compile(nine, "work.visits.exists(v, v.learners > params.months) && work.open")
	b := compile(nine, "work.open || work.visits.exists(v, v.learners > params.months)")
	other := compile(six, "work.visits.exists(v, v.learners > params.months)")
	few, many := &work{visits: []visit{{learner: 7}}}, &work{visits: []visit{{learner: 10}}, open: true}
	s := NewSession()
	defer s.Close()
	s.Turn(Facts{Root: unsafe.Pointer(few)})
	require.Equal(t, []Truth{False, False}, []Truth{s.Test(a), s.Test(b)})
	require.Equal(t, 1, read)
	require.Equal(t, True, s.Test(other), "another pack's figure makes it another question")
	require.Equal(t, 2, read)
	s.Turn(Facts{Root: unsafe.Pointer(many)})
	require.Equal(t, True, s.Test(a), "other facts are asked anew")
	require.Equal(t, 3, read)
}

// Packs that give one name to different parts are not told each other's answers.
func TestSharingTellsNamesApart(t *testing.T) {
	point := testPoint(t)
	s := NewSession()
	defer s.Close()
	s.Turn(Facts{Root: unsafe.Pointer(&work{ended: on("2025-05-12"), review: &review{due: on("2026-01-12")}}), Today: on("2026-03-02")})
	for _, want := range []string{"work.ended", "work.review.due", "today", "work.ended"} {
		p, problems := define(t, point, "last = "+want, "after = addMonths(last, 1)").Compile("after == addMonths(" + want + ", 1) && addMonths(after, 1) == addMonths(" + want + ", 2)")
		require.Empty(t, problems)
		require.Equal(t, True, s.Test(p), want)
	}
}

// Many random programs in one session give what each gives alone by the reference.
func TestSharingChangesNothing(t *testing.T) {
	params := []Constant{{Name: "months", Kind: Int, Value: int64(9)}, {Name: "limit", Kind: Int}}
	for _, point := range []*Point{testPoint(t, params...), directPoint(t, params...)} {
		g := &generator{r: rand.New(rand.NewPCG(1, 2))}
		var programs []*Program
		for range 600 {
			g.depth = 1 + g.r.IntN(3)
			if p, problems := point.Compile(g.bool()); len(problems) == 0 {
				programs = append(programs, p)
			}
		}
		s := NewSession()
		for range 10 {
			f := Facts{Root: unsafe.Pointer(g.facts()), Today: on("2026-03-02")}
			s.Turn(f)
			for _, p := range programs {
				want := p.Reference(f)
				switch got := s.Test(p); got {
				case Fault:
					require.Error(t, want.Err, p.Source)
				case Unknown:
					require.Equal(t, want.Missing, s.Missing(), p.Source)
				default:
					require.Equal(t, want.Value, got == True, p.Source)
				}
			}
		}
		s.Close()
	}
}

// Expressions that are gone leave no parts behind, and those that take their places are not told their answers.
func TestSharingForgetsWhatIsGone(t *testing.T) {
	if referenceOnly {
		t.Skip("the reference shares nothing")
	}
	point := testPoint(t)
	s := NewSession()
	defer s.Close()
	s.Turn(Facts{Root: unsafe.Pointer(&work{ended: on("2025-05-12")}), Today: on("2026-03-02")})
	ask := func(months int) {
		both := fmt.Sprintf("addMonths(work.ended, %d)", months)
		for _, text := range []string{both + " == date('2025-05-12')", both + " != date('2025-05-12')"} { // asked twice, so shared
			p, problems := point.Compile(text)
			require.Empty(t, problems)
			want := False
			if (months == 0) == strings.Contains(text, "==") {
				want = True
			}
			require.Equal(t, want, s.Test(p), text)
		}
	}
	for months := range 400 {
		ask(months)
		if months%20 == 19 {
			runtime.GC()
			time.Sleep(time.Millisecond) // cleanups run beside
		}
	}
	require.Eventually(t, func() bool {
		runtime.GC()
		point.Root.shared.mu.Lock()
		defer point.Root.shared.mu.Unlock()
		return len(point.Root.shared.parts) == 0
	}, 10*time.Second, 5*time.Millisecond)
	require.Less(t, point.Root.shared.next, 200, "places are given again")
}
