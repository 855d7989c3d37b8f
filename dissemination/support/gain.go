package support

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// Span is the time between two points of rating.
type Span struct {
	From Point `json:"from"`
	To   Point `json:"to"`
}

var spans = []Span{{AtStart, AtMiddle}, {AtMiddle, AtEnd}, {AtStart, AtEnd}}

// Gain is how one person's rating of one item changed. There is no target for it (F-73).
type Gain struct {
	Activity string `json:"activity"`
	Span
	Change practice.Fact[int] `json:"change,omitzero"` // in points of the scale; unknown where a rating is
}

// Gains returns the change on every item of the checklist, from start to middle, middle to end and start to end. It is for
// the person's own eyes and those who help; [GroupGains] is for reports.
func (p Programme) Gains() []Gain {
	gains := make([]Gain, 0, len(spans)*len(p.Checklist))
	for _, item := range p.Checklist {
		for _, s := range spans {
			g := Gain{Activity: item, Span: s}
			from, ok1 := p.score(item, s.From).Get()
			to, ok2 := p.score(item, s.To).Get()
			if ok1 && ok2 {
				g.Change = practice.Known(to - from)
			}
			gains = append(gains, g)
		}
	}
	return gains
}

// GroupGain counts the people whose rating of one item rose, stayed or fell. It names nobody, orders nobody and has no
// average: a self-rating is not a mark.
type GroupGain struct {
	Activity string `json:"activity"`
	Span
	// The three counts are unknown where fewer people than the smallest group have both ratings.
	Rose   practice.Fact[int] `json:"rose,omitzero"`
	Stayed practice.Fact[int] `json:"stayed,omitzero"`
	Fell   practice.Fact[int] `json:"fell,omitzero"`
	// Suppressed says that the counts are held back because the group is too small.
	Suppressed bool `json:"suppressed,omitzero"`
}

// GroupGains counts gains over many people's programmes, item by item in the order of their names, for each of the three
// spans. Everybody counts once: by the programme that began last among those with both ratings, then by its id. A
// programme that does not say whose it is, or is a team's, is left out.
//
// Counts on fewer than smallest people are suppressed; smallest below 1 means [DefaultSmallestGroup]. Suppression is per
// row: who publishes two reports that differ by one person tells how that person's rating changed.
func GroupGains(programmes []Programme, smallest int) []GroupGain {
	if smallest < 1 {
		smallest = DefaultSmallestGroup
	}
	newestFirst := slices.Clone(programmes)
	slices.SortStableFunc(newestFirst, func(a, b Programme) int {
		return cmp.Or(b.StartedOn.Compare(a.StartedOn), cmp.Compare(a.ID, b.ID))
	})
	type key struct {
		activity string
		span     Span
	}
	counts := map[key]*[3]int{}
	counted := map[key]map[string]bool{}
	var items []string
	for i := range newestFirst {
		p := &newestFirst[i]
		if p.Participant.ID == "" || p.Target == Team {
			continue
		}
		for _, g := range p.Gains() {
			k := key{g.Activity, g.Span}
			if counts[k] == nil {
				counts[k], counted[k] = new([3]int), map[string]bool{}
				items = append(items, g.Activity)
			}
			if change, ok := g.Change.Get(); ok && !counted[k][p.Participant.ID] {
				counted[k][p.Participant.ID] = true
				counts[k][1+cmp.Compare(change, 0)]++
			}
		}
	}
	slices.Sort(items)
	var rows []GroupGain
	for _, item := range slices.Compact(items) {
		for _, s := range spans {
			row, n := GroupGain{Activity: item, Span: s}, counts[key{item, s}]
			if row.Suppressed = n[0]+n[1]+n[2] < smallest; !row.Suppressed {
				row.Fell, row.Stayed, row.Rose = practice.Known(n[0]), practice.Known(n[1]), practice.Known(n[2])
			}
			rows = append(rows, row)
		}
	}
	return rows
}
