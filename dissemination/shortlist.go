package dissemination

import (
	"cmp"
	"math"
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// Candidate is an enquiry at the moment of choice: what the partner filter says of it and how well it fits.
type Candidate struct {
	EnquiryID string           `json:"enquiry_id"`
	MadeOn    practice.Date    `json:"made_on,omitzero"`
	Outcome   practice.Outcome `json:"outcome"`
	// Score ranks candidates, higher first. What it is made of is the chooser's affair; an unknown score, and one
	// that is not a number, comes after every known one.
	Score practice.Fact[float64] `json:"score,omitzero"`
}

// Shortlist is the outcome of stage 4: every candidate in exactly one of the four lists, each list in the order of
// the ranking.
type Shortlist struct {
	Accepted []Candidate `json:"accepted,omitempty"` // open, and there is a place
	Waiting  []Candidate `json:"waiting,omitempty"`  // open, and every place went to one that ranks higher
	Declined []Candidate `json:"declined,omitempty"` // closed; point them to other support (LSC 2004 §24)
	ToAsk    []Candidate `json:"to_ask,omitempty"`   // cannot tell until a fact is known
}

// NewShortlist splits candidates by their outcome and fills the free places with the best of the open ones. Unknown
// places mean that no limit was set; fewer than 0 count as none.
//
// The ranking is by score, then by the earlier enquiry, then by id, so that it does not depend on the order of the
// candidates; an enquiry without a date comes after those with one. A candidate to ask about holds no place: ask
// before the places are given away. The argument is not changed.
func NewShortlist(candidates []Candidate, places practice.Fact[int]) Shortlist {
	var s Shortlist
	var open []Candidate
	for _, c := range candidates {
		switch c.Outcome {
		case practice.Open:
			open = append(open, c)
		case practice.Closed:
			s.Declined = append(s.Declined, c)
		default:
			s.ToAsk = append(s.ToAsk, c)
		}
	}
	for _, list := range [][]Candidate{open, s.Declined, s.ToAsk} {
		slices.SortFunc(list, Candidate.compare)
	}
	n := min(max(0, places.Or(len(open))), len(open))
	s.Accepted, s.Waiting = slices.Clip(open[:n]), open[n:]
	return s
}

// compare is negative where c ranks before d.
func (c Candidate) compare(d Candidate) int {
	// An unknown score becomes NaN, which cmp orders before every number, so the reversed order has it last.
	if n := cmp.Compare(d.Score.Or(math.NaN()), c.Score.Or(math.NaN())); n != 0 {
		return n
	}
	if c.MadeOn.IsZero() != d.MadeOn.IsZero() {
		return d.MadeOn.Compare(c.MadeOn) // the zero date sorts first, and here it ranks last
	}
	return cmp.Or(c.MadeOn.Compare(d.MadeOn), cmp.Compare(c.EnquiryID, d.EnquiryID))
}

// SignpostsFor returns the signposts that fit a declined enquiry, in the disseminator's order: first those for an
// area that the partner needs, then the general ones. A signpost for other areas only is left out.
func (d Disseminator) SignpostsFor(e Enquiry) []Signpost {
	needs := e.NeedsStated()
	var special, general []Signpost
	for _, s := range d.Signposts {
		switch {
		case len(s.Areas) == 0:
			general = append(general, s)
		case slices.ContainsFunc(s.Areas, func(a string) bool { return slices.Contains(needs, a) }):
			special = append(special, s)
		}
	}
	return append(special, general...)
}
