package practice

import (
	"cmp"
	"maps"
	"slices"
)

// Tutor is what a report on reach needs to know of one tutor: an id and how the tutor works, and no name.
type Tutor struct {
	ID         string `json:"id"`
	ProviderID string `json:"provider_id,omitzero"`
	// PartTime and Subcontracted are the two ways of working that make a tutor hard to reach (Staffordshire,
	// introduction). A tutor is subcontracted whose provider is; see [Provider].
	PartTime      Fact[bool] `json:"part_time,omitzero"`
	Subcontracted Fact[bool] `json:"subcontracted,omitzero"`
	// Venues are the kinds of place where the tutor teaches, such as library or village hall: provision is scattered.
	Venues []string `json:"venues,omitzero"`
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

// GroupReach is the count of a group of tutors that has a name.
type GroupReach struct {
	Name string `json:"name"`
	ReachCount
}

// ChannelReach is what one channel did.
type ChannelReach struct {
	Channel Channel `json:"channel"`
	Shares  int     `json:"shares"`
	// Direct are the shares that went to tutors themselves, Cascaded those that went to managers who are known to have
	// passed them on, and Open those that managers have not passed on yet.
	Direct   int `json:"direct"`
	Cascaded int `json:"cascaded"`
	Open     int `json:"open"`
	Tutors   int `json:"tutors"` // different tutors known to have heard by it
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
	// Providers and Venues count the tutors of each, by name. A tutor who teaches in several places counts in each.
	Providers []GroupReach `json:"providers"`
	Venues    []GroupReach `json:"venues"`
	// Channels says what each channel did, in the order of [Channel.Names]; a channel nobody used is left out.
	Channels []ChannelReach `json:"channels"`
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
	report := ReachReport{NotReached: []string{}, Unlisted: []string{}, Channels: channelReach(practices)}
	providers, venues := map[string]*ReachCount{}, map[string]*ReachCount{}
	for _, t := range tutors {
		if listed[t.ID] {
			continue
		}
		listed[t.ID] = true
		report.count(t, heard[t.ID])
		countIn(providers, heard[t.ID], t.ProviderID)
		countIn(venues, heard[t.ID], t.Venues...)
	}
	report.Providers, report.Venues = groups(providers), groups(venues)
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

// countIn counts a tutor once in each of the groups that are named.
func countIn(counts map[string]*ReachCount, reached bool, names ...string) {
	for i, name := range names {
		if name == "" || slices.Contains(names[:i], name) {
			continue
		}
		if counts[name] == nil {
			counts[name] = &ReachCount{}
		}
		counts[name].add(reached)
	}
}

func groups(counts map[string]*ReachCount) []GroupReach {
	all := []GroupReach{}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, GroupReach{name, *counts[name]})
	}
	return all
}

func channelReach(practices []Practice) []ChannelReach {
	counts, tutors := map[Channel]*ChannelReach{}, map[Channel]map[string]bool{}
	for i := range practices {
		for _, s := range practices[i].Shares {
			c := counts[s.Channel]
			if c == nil {
				c = &ChannelReach{Channel: s.Channel}
				counts[s.Channel], tutors[s.Channel] = c, map[string]bool{}
			}
			c.Shares++
			switch {
			case s.Reach() == Direct:
				c.Direct++
			case !s.CascadedOn.IsZero():
				c.Cascaded++
			case s.Reach() == Cascade:
				c.Open++
			}
			if s.ReachedTutors() {
				for _, id := range s.Reached {
					tutors[s.Channel][id] = true
				}
			}
		}
	}
	all := []ChannelReach{}
	for channel, c := range counts {
		c.Tutors = len(tutors[channel])
		all = append(all, *c)
	}
	order := Channel("").Names()
	slices.SortFunc(all, func(a, b ChannelReach) int {
		return cmp.Compare(slices.Index(order, string(a.Channel)), slices.Index(order, string(b.Channel)))
	})
	return all
}
