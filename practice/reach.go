package practice

import "slices"

// Tutor is what a report on reach needs to know of one tutor: an id and how the tutor works, and no name.
type Tutor struct {
	ID         string `json:"id"`
	ProviderID string `json:"provider_id,omitzero"`
	// PartTime and Subcontracted are the two ways of working that make a tutor hard to reach (Staffordshire,
	// introduction). A tutor is subcontracted whose provider is; see [Provider].
	PartTime      Fact[bool] `json:"part_time,omitzero"`
	Subcontracted Fact[bool] `json:"subcontracted,omitzero"`
}

// ReachCount is how many tutors of a group good practice has reached.
type ReachCount struct {
	Tutors  int `json:"tutors"`
	Reached int `json:"reached"`
}

// Share returns the part of the group that was reached, from 0 to 1, and false for a group without tutors. The
// source names no target to hold it against.
func (c ReachCount) Share() (float64, bool) {
	if c.Tutors == 0 {
		return 0, false
	}
	return float64(c.Reached) / float64(c.Tutors), true
}

// ReachReport counts the tutors that good practice has reached, in all and in the groups that are hard to reach.
type ReachReport struct {
	All           ReachCount `json:"all"`
	PartTime      ReachCount `json:"part_time"`
	Subcontracted ReachCount `json:"subcontracted"`
	// PartTimeUnknown and SubcontractedUnknown are the tutors of whom nobody recorded it. They stand in All and in
	// neither of the groups above.
	PartTimeUnknown      ReachCount `json:"part_time_unknown"`
	SubcontractedUnknown ReachCount `json:"subcontracted_unknown"`
	// NotReached are the ids of the tutors still to reach, sorted.
	NotReached []string `json:"not_reached"`
	// Unlisted are the ids that a share or a transfer names and the list of tutors does not hold, sorted.
	Unlisted []string `json:"unlisted"`
}

// ReachOf says which of the tutors heard of at least one of the practices (Staffordshire, introduction and stage 3):
// named in a share that reached tutors, see [Share.ReachedTutors], or taking the practice up themselves. A tutor
// listed twice counts once, as listed first.
func ReachOf(practices []Practice, tutors []Tutor) ReachReport {
	heard := reachedTutors(practices)
	listed := make(map[string]bool, len(tutors))
	report := ReachReport{NotReached: []string{}, Unlisted: []string{}}
	for _, t := range tutors {
		if listed[t.ID] {
			continue
		}
		listed[t.ID] = true
		report.count(t, heard[t.ID])
	}
	for id := range heard {
		if !listed[id] {
			report.Unlisted = append(report.Unlisted, id)
		}
	}
	slices.Sort(report.NotReached)
	slices.Sort(report.Unlisted)
	return report
}

func reachedTutors(practices []Practice) map[string]bool {
	heard := map[string]bool{}
	for _, p := range practices {
		for _, s := range p.Shares {
			if s.ReachedTutors() {
				for _, id := range s.Reached {
					heard[id] = true
				}
			}
		}
		for _, t := range p.Transfers {
			heard[t.Adopter] = true
		}
	}
	delete(heard, "") // a transfer that does not say whose it is reaches nobody in particular
	return heard
}

func (r *ReachReport) count(t Tutor, reached bool) {
	r.All.add(reached)
	if !reached {
		r.NotReached = append(r.NotReached, t.ID)
	}
	group(t.PartTime, &r.PartTime, &r.PartTimeUnknown).add(reached)
	group(t.Subcontracted, &r.Subcontracted, &r.SubcontractedUnknown).add(reached)
}

// group picks the count that a tutor belongs to; nil when the tutor is known to be in neither.
func group(member Fact[bool], in, unknown *ReachCount) *ReachCount {
	is, known := member.Get()
	switch {
	case !known:
		return unknown
	case is:
		return in
	}
	return nil
}

func (c *ReachCount) add(reached bool) {
	if c == nil {
		return
	}
	c.Tutors++
	if reached {
		c.Reached++
	}
}
