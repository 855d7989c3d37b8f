package rules

import (
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// What is asked of many values together comes to what each comes to alone, in the same words.
func TestSiftingIsTheSameAsOneByOne(t *testing.T) {
	point := directPoint(t, Constant{Name: "months", Kind: Int, Value: int64(9)}, Constant{Name: "limit", Kind: Int})
	g := &generator{r: rand.New(rand.NewPCG(3, 4))}
	texts := []string{"work.open && work.km < 80.0 && work.grade >= 1 && work.name in ['W', 'first', 'Ärger'] && size(work.visits) > 0",
		"work.name == 'W' || work.open || work.grade == 2", "work.open", "!work.open && work.name != 'W'", "'a' in work.notes && work.notes['a'].startsWith('W')",
		"work.ended < today && work.open", "has(work.review) && work.open && work.review.grade > 1"}
	for range 300 {
		g.depth = 1 + g.r.IntN(3)
		texts = append(texts, g.boolLeaf()+g.pick(" && ", " || ")+g.boolLeaf()+g.pick(" && ", " || ")+g.bool())
	}
	many := make([]work, 300)
	for i := range many {
		many[i] = *g.facts()
	}
	s, alone := NewSession(), NewSession()
	defer s.Close()
	defer alone.Close()
	heads, settled := make([]Head, len(many)), 0
	for _, text := range texts {
		p, problems := point.Compile(text)
		if len(problems) > 0 {
			continue
		}
		s.Begin(p, unsafe.Pointer(&many[0]), unsafe.Sizeof(many[0]), heads)
		for i := range many {
			in := Facts{Root: unsafe.Pointer(&many[i]), Today: on("2026-03-02")}
			alone.Turn(in)
			s.Turn(in)
			want, missing := alone.Test(p), alone.Missing()
			if heads[i] == Fails {
				require.Equal(t, False, want, text)
				settled++
			}
			require.Equal(t, want, s.TestFrom(p, heads[i]), text)
			require.Equal(t, missing, s.Missing(), text)
		}
	}
	if !referenceOnly {
		require.NotZero(t, settled)
	}
	s.Begin(&Program{}, nil, 0, heads[:0])
}

// A muted session says the same and names nothing.
func TestMutedSessionNamesNothing(t *testing.T) {
	point := directPoint(t)
	p, problems := point.Compile("work.km < 80.0 && work.visits.all(v, v.learners > 3)")
	require.Empty(t, problems)
	w := &work{visits: []visit{{id: "V-1"}}}
	s := NewSession()
	defer s.Close()
	s.Mute()
	s.Turn(Facts{Root: unsafe.Pointer(w)})
	require.Equal(t, Unknown, s.Test(p))
	if !referenceOnly {
		require.Empty(t, s.Missing())
	}
}

// Few texts are told apart whatever they look like.
func TestFewTexts(t *testing.T) {
	words := []string{"", "a", "b", "ab", "ba", "abc", "acb", "aXbc", "aYbc", "college", "collage", "a longer text of many letters", "a longer text of mary letters"}
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		all := make([]string, 1+r.IntN(5))
		for i := range all {
			all[i] = words[r.IntN(len(words))]
		}
		few := newFewTexts(all)
		for _, word := range words {
			want := false
			for _, one := range all {
				want = want || one == word
			}
			require.Equal(t, want, few.has(word), "%q in %q", word, all)
		}
	}
}

// A branching program gives up where something is not known, even if it could have been left out of account.
func TestBranchingGivesUp(t *testing.T) {
	w := &work{visits: []visit{{"V-1", "", 10}}}
	for _, text := range []string{"work.visits.map(v, v.kind).size() > 0", "work.visits.filter(v, v.learners > 3).map(v, v.kind).size() > 0",
		"work.visits.exists(v, v.kind == 'first')", "work.visits.all(v, v.kind != 'first')", "size(work.tags) == 0", "work.km < 80.0",
		"work.name == 'W'", "work.name != 'W'", "work.ended < today", "work.ended < date('2026-01-01')", "date('1980-01-01') < work.ended",
		"work.review.due > today", "daysBetween(work.ended, today) > 3", "work.notes['a'].startsWith('W')", "work.tags.exists(t, t == 'W')"} {
		p, problems := directPoint(t).Compile(text)
		require.Empty(t, problems, text)
		if p.fast.asks == nil {
			continue // a closure
		}
		f := frames.Get().(*frame)
		f.begin(Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")})
		f.budget = 100
		require.Equal(t, unsure, p.fast.asks.answer(f), text)
		require.Empty(t, f.missing, text)
		f.end()
		same(t, p, Facts{Root: unsafe.Pointer(w), Today: on("2026-03-02")})
	}
}
