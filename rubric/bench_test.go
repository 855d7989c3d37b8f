package rubric_test

import (
	"fmt"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/agreement"
)

// partnership is an assessment with a view of every topic by each of n partners, three of them groups of learners, and
// all answers given.
func partnership(n int) rubric.Assessment {
	a := wales.Open("A", "p", practice.MustDate("2026-01-12"))
	for i := range a.Topics {
		t := &a.Topics[i]
		for p := range n {
			v := view(fmt.Sprintf("partner-%03d", p), rubric.StrategyGroup, rubric.Level((i*7+p*(p%5)+p/3)%4+1))
			if p < 3 {
				v.Perspective, v.Respondents = rubric.Learners, practice.Known(3+p*4)
			}
			t.Views = append(t.Views, v)
		}
		t.Answers = every(t.ID, rubric.No, rubric.Yes, rubric.Partly, rubric.No)
		t.State, t.Moderation = rubric.Agreed, &rubric.Moderation{Level: rubric.Emerging}
	}
	return a
}

var sizes = []int{6, 20, 200}

func BenchmarkAssessment_Agreement(b *testing.B) {
	for _, n := range sizes {
		a := partnership(n)
		b.Run(fmt.Sprintf("%d_voices", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got, err := a.Agreement(); err != nil || !got.Alpha.Defined() {
					b.Fatal(got, err)
				}
			}
		})
	}
}

// BenchmarkAssessment_bootstrap is alpha and AC2 with 1,000 resamples each.
func BenchmarkAssessment_bootstrap(b *testing.B) {
	for _, n := range sizes {
		a := partnership(n)
		b.Run(fmt.Sprintf("%d_voices", n), func(b *testing.B) {
			for b.Loop() {
				ratings, _, err := a.Ratings()
				require.NoError(b, err)
				for _, f := range []func(agreement.Ratings) agreement.Estimate{
					func(r agreement.Ratings) agreement.Estimate { return agreement.Alpha(r, agreement.Ordinal).Estimate },
					func(r agreement.Ratings) agreement.Estimate {
						return agreement.AC(r, agreement.OrdinalWeights).Estimate
					},
				} {
					if iv := agreement.Bootstrap(ratings, f, agreement.BootstrapOptions{Seed: 1}); iv.State != agreement.Defined {
						b.Fatal(iv)
					}
				}
			}
		})
	}
}

func BenchmarkRubric_Agenda(b *testing.B) {
	a := partnership(20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wales.Agenda(a); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRubric_Profile22 makes the profiles of 22 partnerships.
func BenchmarkRubric_Profile22(b *testing.B) {
	a := partnership(20)
	b.ReportAllocs()
	for b.Loop() {
		for range 22 {
			if _, err := wales.Profile(a); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkAssessment_Suppress(b *testing.B) {
	a := partnership(20)
	b.ReportAllocs()
	for b.Loop() {
		a.Suppress(rubric.SmallGroup)
	}
}

func BenchmarkAssessment_UnmarshalJSON(b *testing.B) {
	data := encode(b, partnership(20))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var a rubric.Assessment
		if err := a.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	var fsys fs.FS = os.DirFS("acl-wales-2024")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rubric.Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
