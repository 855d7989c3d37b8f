package practice_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
)

var (
	yes = practice.Known(true)
	no  = practice.Known(false)
)

func TestReachOf(t *testing.T) {
	tutors := []practice.Tutor{
		{ID: "tutor-a", PartTime: no, Subcontracted: no},
		{ID: "tutor-b", PartTime: yes, Subcontracted: yes},
		{ID: "tutor-c", PartTime: yes}, // reached, and nobody recorded for whom
		{ID: "tutor-d", Subcontracted: yes},
		{ID: "tutor-b", PartTime: no}, // listed twice
	}
	got := practice.ReachOf([]practice.Practice{observed(t)}, tutors)
	assert.Equal(t, practice.ReachReport{
		All:                  practice.ReachCount{Tutors: 4, Reached: 2},
		PartTime:             practice.ReachCount{Tutors: 2, Reached: 2},
		Subcontracted:        practice.ReachCount{Tutors: 2, Reached: 1},
		PartTimeUnknown:      practice.ReachCount{Tutors: 1},
		SubcontractedUnknown: practice.ReachCount{Tutors: 1, Reached: 1},
		Providers:            []practice.GroupReach{},
		Venues:               []practice.GroupReach{},
		Channels:             []practice.ChannelReach{{Channel: practice.CPDEvent, Shares: 1, Direct: 1, Tutors: 2}},
		NotReached:           []string{"tutor-a", "tutor-d"},
		Unlisted:             []string{},
	}, got)
	share, ok := got.Subcontracted.Share()
	assert.True(t, ok)
	assert.InDelta(t, 0.5, share, 0)
}

func TestReachOf_channels(t *testing.T) {
	told := func(s practice.Share) []practice.Practice {
		s.Reached = []string{"tutor-b"}
		return []practice.Practice{{ID: "P0"}, {ID: "P1", Shares: []practice.Share{s}}}
	}
	for _, tc := range []struct {
		name      string
		practices []practice.Practice
		reached   int
	}{
		{"nothing shared", nil, 0},
		{"told directly", told(practice.Share{Channel: practice.Blog}), 1},
		{"managers told", told(practice.Share{Channel: practice.ProviderNewsletter}), 0},
		{"managers told and passed on", told(practice.Share{Channel: practice.ProviderNewsletter, CascadedOn: date("2025-11-20")}), 1},
		{"an adopter", []practice.Practice{{Transfers: []practice.Transfer{{ID: "T1", Adopter: "tutor-b", State: practice.Abandoned}}}}, 1},
		{"an adopter nobody names", []practice.Practice{{Transfers: []practice.Transfer{{ID: "T1"}}}}, 0},
	} {
		got := practice.ReachOf(tc.practices, []practice.Tutor{{ID: "tutor-b"}})
		assert.Equal(t, practice.ReachCount{Tutors: 1, Reached: tc.reached}, got.All, tc.name)
		assert.Empty(t, got.Unlisted, tc.name)
	}
}

func TestReachOf_unlisted(t *testing.T) {
	got := practice.ReachOf([]practice.Practice{observed(t)}, nil)
	assert.Equal(t, []string{"tutor-b", "tutor-c"}, got.Unlisted)
	_, ok := got.All.Share()
	assert.False(t, ok, "no share of nobody")
	text, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"not_reached":[],"unlisted":["tutor-b","tutor-c"]`)
}

// TestReachOf_properties: the groups and the unknown never add up to more than all, and one more share takes nobody
// away.
func TestReachOf_properties(t *testing.T) {
	fact := rapid.SampledFrom([]practice.Fact[bool]{{}, yes, no})
	id := rapid.StringMatching(`[a-e]`)
	rapid.Check(t, func(t *rapid.T) {
		tutors := rapid.SliceOf(rapid.Custom(func(t *rapid.T) practice.Tutor {
			return practice.Tutor{ID: id.Draw(t, "id"), PartTime: fact.Draw(t, "part-time"), Subcontracted: fact.Draw(t, "sub")}
		})).Draw(t, "tutors")
		shares := rapid.SliceOf(rapid.Custom(func(t *rapid.T) practice.Share {
			return practice.Share{Channel: rapid.SampledFrom([]practice.Channel{practice.Blog, practice.SocialMedia}).Draw(t, "channel"),
				Reached: rapid.SliceOf(id).Draw(t, "reached")}
		})).Draw(t, "shares")
		got := practice.ReachOf([]practice.Practice{{Shares: shares}}, tutors)
		for _, group := range [][2]practice.ReachCount{{got.PartTime, got.PartTimeUnknown}, {got.Subcontracted, got.SubcontractedUnknown}} {
			if group[0].Tutors+group[1].Tutors > got.All.Tutors || group[0].Reached+group[1].Reached > got.All.Reached {
				t.Fatalf("%+v is more than all: %+v", group, got)
			}
		}
		if got.All.Reached+len(got.NotReached) != got.All.Tutors {
			t.Fatalf("%+v does not add up", got)
		}
		more := append(shares, practice.Share{Channel: practice.CPDEvent, Reached: []string{"a"}})
		if after := practice.ReachOf([]practice.Practice{{Shares: more}}, tutors); after.All.Reached < got.All.Reached {
			t.Fatalf("one more share reached fewer: %+v, then %+v", got, after)
		}
	})
}
