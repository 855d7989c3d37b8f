package dissemination_test

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

type candidate = dissemination.Candidate

func ids(list []candidate) []string {
	out := []string{}
	for _, c := range list {
		out = append(out, c.EnquiryID)
	}
	return out
}

func TestNewShortlist(t *testing.T) {
	score, unknown := practice.Known[float64], practice.Fact[float64]{}
	open, shut, ask := practice.Open, practice.Closed, practice.CannotTell
	early, late := date("2025-02-03"), date("2025-02-10")
	candidates := []candidate{
		{"unscored", early, open, unknown},
		{"nan", early, open, score(math.NaN())},
		{"second", late, open, score(7)},
		{"best", late, open, score(9)},
		{"undated", practice.Date{}, open, score(7)},
		{"second-early", early, open, score(7)},
		{"second-by-id", late, open, score(7)},
		{"lowest", early, open, score(math.Inf(-1))},
		{"no", late, shut, score(99)},
		{"no-earlier", early, shut, score(99)},
		{"asked", early, ask, score(50)},
	}
	before := slices.Clone(candidates)
	ranked := []string{"best", "second-early", "second", "second-by-id", "undated", "lowest", "nan", "unscored"}
	for _, tc := range []struct {
		name   string
		places practice.Fact[int]
		want   int
	}{
		{"three places", practice.Known(3), 3},
		{"one place", practice.Known(1), 1},
		{"no place", practice.Known(0), 0},
		{"fewer than none", practice.Known(-2), 0},
		{"as many as there are", practice.Known(8), 8},
		{"more than there are", practice.Known(20), 8},
		{"no limit", practice.Fact[int]{}, 8},
	} {
		s := dissemination.NewShortlist(candidates, tc.places)
		assert.Equal(t, ranked[:tc.want], ids(s.Accepted), tc.name)
		assert.Equal(t, ranked[tc.want:], ids(s.Waiting), tc.name)
		assert.Equal(t, []string{"no-earlier", "no"}, ids(s.Declined), tc.name)
		assert.Equal(t, []string{"asked"}, ids(s.ToAsk), tc.name)
	}
	assert.Equal(t, ids(before), ids(candidates), "the argument was reordered")

	s := dissemination.NewShortlist(candidates, practice.Known(2))
	_ = append(s.Accepted, candidate{EnquiryID: "appended"})
	assert.Equal(t, "second", s.Waiting[0].EnquiryID, "appending to one list wrote into another")
}

func TestShortlist_json(t *testing.T) {
	s := dissemination.NewShortlist([]candidate{{EnquiryID: "Q-1", MadeOn: date("2025-02-03"), Score: practice.Known(0.0)},
		{EnquiryID: "Q-2", Outcome: practice.Open}}, practice.Known(1))
	got, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Equal(t, `{"accepted":[{"enquiry_id":"Q-2","outcome":"open"}],`+
		`"to_ask":[{"enquiry_id":"Q-1","made_on":"2025-02-03","outcome":"cannot_tell","score":0}]}`, string(got))
}

func anyCandidates(t *rapid.T) []candidate {
	list := make([]candidate, rapid.IntRange(0, 40).Draw(t, "n"))
	for i := range list {
		list[i] = candidate{EnquiryID: "Q-" + strconv.Itoa(i), Outcome: practice.Outcome(rapid.IntRange(0, 2).Draw(t, "outcome"))}
		if rapid.Bool().Draw(t, "scored") {
			list[i].Score = practice.Known(float64(rapid.IntRange(-3, 3).Draw(t, "score")))
		}
		if rapid.Bool().Draw(t, "dated") {
			list[i].MadeOn = date("2025-02-01").AddDays(rapid.IntRange(0, 3).Draw(t, "day"))
		}
	}
	return list
}

// Every candidate is in exactly one list, the one its outcome calls for; the places are never exceeded and none is
// left free while somebody waits; no better candidate waits behind a worse one; the order of arrival does not matter.
func TestNewShortlist_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		candidates := anyCandidates(t)
		places := practice.Fact[int]{}
		if rapid.Bool().Draw(t, "limited") {
			places = practice.Known(rapid.IntRange(0, 12).Draw(t, "places"))
		}
		s := dissemination.NewShortlist(candidates, places)

		all := slices.Concat(s.Accepted, s.Waiting, s.Declined, s.ToAsk)
		assert.ElementsMatch(t, candidates, all)
		for outcome, list := range map[practice.Outcome][]candidate{
			practice.Open: slices.Concat(s.Accepted, s.Waiting), practice.Closed: s.Declined, practice.CannotTell: s.ToAsk,
		} {
			for _, c := range list {
				assert.Equal(t, outcome, c.Outcome)
			}
		}
		if n, limited := places.Get(); limited {
			assert.LessOrEqual(t, len(s.Accepted), n)
			assert.True(t, len(s.Waiting) == 0 || len(s.Accepted) == n)
		} else {
			assert.Empty(t, s.Waiting)
		}
		for _, in := range s.Accepted {
			for _, out := range s.Waiting {
				assert.False(t, ranksBefore(out, in), "%v waits behind %v", out, in)
			}
		}

		shuffled := rapid.Permutation(candidates).Draw(t, "shuffled")
		assert.Equal(t, s, dissemination.NewShortlist(shuffled, places))
	})
}

// ranksBefore is the ranking once more, written as the rule reads.
func ranksBefore(a, b candidate) bool {
	x, okX := a.Score.Get()
	y, okY := b.Score.Get()
	switch {
	case okX != okY:
		return okX
	case x != y:
		return x > y
	case a.MadeOn.IsZero() != b.MadeOn.IsZero():
		return b.MadeOn.IsZero()
	case a.MadeOn != b.MadeOn:
		return a.MadeOn.Before(b.MadeOn)
	}
	return a.EnquiryID < b.EnquiryID
}

func TestDisseminator_SignpostsFor(t *testing.T) {
	d := dissemination.Disseminator{Signposts: []dissemination.Signpost{
		{To: "anything"},
		{To: "payroll", Areas: []string{"payroll"}},
		{To: "retention", Areas: []string{"retention", "payroll"}},
		{To: "anything else"},
		{To: "target setting", Areas: []string{"target-setting"}},
	}}
	to := func(e dissemination.Enquiry) (names []string) {
		for _, s := range d.SignpostsFor(e) {
			names = append(names, s.To)
		}
		return names
	}
	assert.Equal(t, []string{"retention", "target setting", "anything", "anything else"},
		to(dissemination.Enquiry{Needs: []string{"target-setting", "retention"}}))
	assert.Equal(t, []string{"anything", "anything else"}, to(dissemination.Enquiry{Needs: []string{"catering"}}))
	assert.Equal(t, []string{"anything", "anything else"}, to(dissemination.Enquiry{}))
	assert.Equal(t, []string{"payroll", "retention", "anything", "anything else"},
		to(dissemination.Enquiry{Needs: []string{"target-setting"}, Filter: &dissemination.Filter{Needs: []string{"payroll"}}}),
		"what the filter settled counts")
	assert.Empty(t, dissemination.Disseminator{}.SignpostsFor(dissemination.Enquiry{}))
}
