package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// Spread is how far apart the views of one topic lie. It has no middle: views are not put together.
type Spread struct {
	Topic string `json:"topic"`
	// State is [agreement.Defined] with two levels given or more, else [agreement.NoPairs]; Steps is then 0 and means
	// nothing. One view is not agreement.
	State agreement.State `json:"state"`
	Given int             `json:"given"` // views with a level
	Min   Level           `json:"min,omitzero"`
	Max   Level           `json:"max,omitzero"`
	Steps int             `json:"steps"` // from Min to Max, 0 to 3
}

// WideApart reports whether the views lie two levels apart or more, which calls for a discussion.
func (s Spread) WideApart() bool { return s.State == agreement.Defined && s.Steps >= 2 }

// Agreement says how far the voices of an assessment agree. Each figure is a number or names why there is none; none
// of them is about how good the partnership is.
type Agreement struct {
	// Alpha is Krippendorff's alpha with the ordinal metric: agreement beyond chance, with gaps.
	Alpha agreement.Estimate
	// AC2 is Gwet's AC2 with ordinal weights over all four levels, used or not. It stays high where alpha falls only
	// because most topics sit at one level.
	AC2 agreement.Estimate
	// W is Kendall's W, corrected for ties: do the voices put the topics in the same order, however high they set the
	// levels? It needs topics on which every voice gives a level.
	W agreement.Estimate
	// Voices is how many voices give any level, Topics the topics in scope, Compared those with two levels or more, and
	// LeftOut those that W leaves out because a voice is silent on them.
	Voices, Topics, Compared, LeftOut int
	Spreads                           []Spread // in the order of the topics
}

// Ratings lays the current views out for package agreement: a row for each voice that gives any level, ordered by
// voice, and a column for each topic in scope. A view without a level is a gap, never a low level. A level that is
// none of the four is an *[agreement.InputError].
func (a Assessment) Ratings() (agreement.Ratings, []Voice, error) {
	rows := map[Voice][]int{}
	for i, t := range a.Topics {
		for _, v := range t.CurrentViews() {
			if v.Level == 0 {
				continue
			}
			if rows[v.Voice()] == nil {
				rows[v.Voice()] = make([]int, len(a.Topics))
			}
			rows[v.Voice()][i] = int(v.Level)
		}
	}
	voices := make([]Voice, 0, len(rows))
	for v := range rows {
		voices = append(voices, v)
	}
	slices.SortFunc(voices, Voice.Compare)
	matrix := make([][]int, len(voices))
	for i, v := range voices {
		matrix[i] = rows[v]
	}
	ratings, err := agreement.New(levelCount, matrix)
	return ratings, voices, err
}

// Agreement measures how far the voices agree, gaps kept. For intervals, hand [Assessment.Ratings] to
// [agreement.Bootstrap]. Topics of a rubric are all there are and no sample, so read every figure as a guide to a
// discussion. The error is that of [Assessment.Ratings].
func (a Assessment) Agreement() (Agreement, error) {
	ratings, voices, err := a.Ratings()
	if err != nil {
		return Agreement{}, err
	}
	alpha, w := agreement.Alpha(ratings, agreement.Ordinal), agreement.KendallW(ratings)
	return Agreement{
		Alpha: alpha.Estimate, AC2: agreement.AC(ratings, agreement.OrdinalWeights).Estimate, W: w.Estimate,
		Voices: len(voices), Topics: len(a.Topics), Compared: alpha.Units, LeftOut: w.LeftOut,
		Spreads: a.spreads(agreement.Spreads(ratings)),
	}, nil
}

func (a Assessment) spreads(found []agreement.Spread) []Spread {
	spreads := make([]Spread, len(a.Topics)) // no voice, no column: every topic still has its line
	for i, t := range a.Topics {
		spreads[i] = Spread{Topic: t.ID, State: agreement.NoPairs}
	}
	for _, s := range found {
		spreads[s.Unit] = Spread{Topic: a.Topics[s.Unit].ID, State: s.State, Given: s.Ratings, Min: Level(s.Min),
			Max: Level(s.Max), Steps: s.Range}
	}
	return spreads
}
