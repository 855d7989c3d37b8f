package support_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

func TestProgramme_Rate(t *testing.T) {
	p := active(t, support.ToGood)
	p.Checklist = []string{"questioning", "planning"}
	for _, tc := range []struct {
		activity string
		point    support.Point
		score    practice.Fact[int]
		limits   support.Limits
		rule     string
	}{
		{"questioning", "start", practice.Known(1), support.Limits{}, ""},
		{"planning", "middle", practice.Known(10), support.Limits{}, ""},
		{"questioning", "end", practice.Known(0), support.Limits{}, "F-70"},
		{"questioning", "end", practice.Known(11), support.Limits{}, "F-70"},
		{"questioning", "end", practice.Fact[int]{}, support.Limits{}, "F-70"},
		{"questioning", "end", practice.Known(6), support.Limits{RatingMin: 1, RatingMax: 5}, "F-70"},
		{"questioning", "end", practice.Known(0), support.Limits{RatingMin: 0, RatingMax: 5}, ""},
		{"questioning", "later", practice.Known(5), support.Limits{}, "F-71"},
		{"questioning", "", practice.Known(5), support.Limits{}, "F-71"},
		{"marking", "start", practice.Known(5), support.Limits{}, "F-72"},
	} {
		q, err := p.Rate(support.Rating{Activity: tc.activity, Point: tc.point, Score: tc.score}, tc.limits)
		if tc.rule != "" {
			unrecorded(t, tc.rule, q, err)
			assert.Empty(t, q.Ratings)
			continue
		}
		require.NoError(t, err, tc)
		q, err = q.Rate(support.Rating{Activity: tc.activity, Point: tc.point, Score: practice.Known(3)}, tc.limits)
		unrecorded(t, "F-71", q, err) // twice
		assert.Equal(t, []support.Point{tc.point}, q.RatingPoints())
	}
}

// rated is a programme of one person with one item rated at the points given; -1 leaves a rating out.
func rated(person, start string, scores ...int) support.Programme {
	p := support.Programme{ID: "FP-" + person + start, Participant: support.Participant{ID: person}, Checklist: []string{"questioning"}}
	if start != "" {
		p.StartedOn = date(start)
	}
	for i, s := range scores {
		if s >= 0 {
			p.Ratings = append(p.Ratings, support.Rating{Activity: "questioning", Point: []support.Point{"start", "middle", "end"}[i], Score: practice.Known(s)})
		}
	}
	return p
}

func TestProgramme_Gains(t *testing.T) {
	changes := func(p support.Programme) string {
		var list []string
		for _, g := range p.Gains() {
			list = append(list, fmt.Sprintf("%s>%s %v", g.From, g.To, g.Change))
		}
		return strings.Join(list, ", ")
	}
	assert.Equal(t, "start>middle 2, middle>end -1, start>end 1", changes(rated("a", "", 3, 5, 4)))
	assert.Equal(t, "start>middle not recorded, middle>end not recorded, start>end 1", changes(rated("a", "", 3, -1, 4)))
	assert.Empty(t, support.Programme{}.Gains())
}

func TestGroupGains(t *testing.T) {
	people := []support.Programme{
		rated("a", "", 3, 5, 5), rated("b", "", 3, 3, 2), rated("c", "", 3, 2, 8), rated("d", "", 4, 4, 4), rated("e", "", 1, 2, -1),
	}
	rows := func(list []support.Programme, smallest int) []string {
		var lines []string
		for _, g := range support.GroupGains(list, smallest) {
			lines = append(lines, fmt.Sprintf("%s>%s %v/%v/%v %t", g.From, g.To, g.Rose, g.Stayed, g.Fell, g.Suppressed))
		}
		return lines
	}
	hidden := "not recorded/not recorded/not recorded true"
	// Five people have start and middle; e has no end, which leaves four.
	assert.Equal(t, []string{"start>middle 2/2/1 false", "middle>end " + hidden, "start>end " + hidden}, rows(people, 0))
	assert.Equal(t, []string{"start>middle 2/2/1 false", "middle>end 1/2/1 false", "start>end 2/1/1 false"}, rows(people, 4))
	assert.Equal(t, rows(people, 5), rows(people, -1))

	// Two programmes of one person do not make two people: the later one with both ratings counts.
	again := append(people[:4:4], rated("a", "2025-09-15", 5, 4, -1))
	assert.Equal(t, "start>middle "+hidden, rows(again, 0)[0])
	assert.Equal(t, []string{"start>middle 0/2/2 false", "middle>end 1/2/1 false", "start>end 2/1/1 false"}, rows(again, 4))

	// Nobody's and a team's are left out.
	nobody, team := rated("", "", 1, 2, 3), rated("team-3", "", 1, 2, 3)
	team.Target = support.Team
	assert.Equal(t, rows(people[:4], 4), rows(append(people[:4:4], nobody, team), 4))
	assert.Empty(t, rows(nil, 0))
}

// No order of the programmes, and no name, can be read off a report.
func TestGroupGains_saysNothingOfPeople(t *testing.T) {
	for f := range reflect.TypeFor[support.GroupGain]().Fields() {
		assert.Contains(t, []string{"Activity", "Span", "Rose", "Stayed", "Fell", "Suppressed"}, f.Name)
	}
	rapid.Check(t, func(t *rapid.T) {
		var list []support.Programme
		for i := range rapid.IntRange(0, 12).Draw(t, "people") {
			scores := rapid.SliceOfN(rapid.IntRange(-1, 10), 3, 3).Draw(t, "scores")
			list = append(list, rated(fmt.Sprintf("tutor-%d", i%4), "2025-09-15", scores...))
			list[i].ID = fmt.Sprint(i)
		}
		smallest := rapid.IntRange(1, 5).Draw(t, "smallest")
		rows := support.GroupGains(list, smallest)
		for _, g := range rows {
			rose, known := g.Rose.Get()
			require.Equal(t, known, !g.Suppressed)
			if known {
				n := rose + g.Stayed.Or(0) + g.Fell.Or(0)
				require.True(t, n >= smallest && n <= 4, n)
			}
		}
		data, err := json.Marshal(rows)
		require.NoError(t, err)
		require.NotContains(t, string(data), "tutor-")
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		require.Equal(t, rows, support.GroupGains(list, smallest))
	})
}
