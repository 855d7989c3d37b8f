package practice

import (
	"cmp"
	"slices"
)

// Report is how the good practice of a service stands on a day: how far each practice has come, whom it has reached, what
// waits for whom, and what was found out. It names ids and roles and nobody.
type Report struct {
	On        Date          `json:"on"`
	Practices int           `json:"practices"`
	Stages    []StageCount  `json:"stages"` // those where a practice stands, in the order of [Stages]
	Areas     []AreaCount   `json:"areas"`  // by name; the empty name is of practices without an area
	Reach     ReachReport   `json:"reach"`
	Due       []Due         `json:"due"`    // in the order of [DueList]
	Asleep    []string      `json:"asleep"` // ids of the practices that sleep since the day asked about
	CPD       []FeedLine    `json:"cpd"`    // findings for the plan of professional development
	SAR       []FeedLine    `json:"sar"`    // the same for the self-assessment report
	Log       MonitoringLog `json:"log"`
	Families  []Family      `json:"families"`
}

// StageCount says how many practices stand at a stage, and which has stood there longest.
type StageCount struct {
	Stage   Stage  `json:"stage"`
	Count   int    `json:"count"`
	Longest string `json:"longest,omitzero"` // id; empty where no day is known
	Since   Date   `json:"since,omitzero"`
}

// AreaCount says how many practices come from a curriculum area and how many of them were shared.
type AreaCount struct {
	Area   string `json:"area"`
	Count  int    `json:"count"`
	Shared int    `json:"shared"`
}

// ReportOptions are what a report needs besides the practices. The zero options report on nobody's reach and on no day.
type ReportOptions struct {
	Tutors  []Tutor
	Service Service // for its blog
	Today   Date
	Limits  DueLimits
	// BlogMonths is how often the blog appears, 1 where it is zero (stage 3).
	BlogMonths int
	// QuietSince is the day since which a practice must have been quiet to count as asleep; the zero date means none.
	QuietSince Date
}

// ReportOf reports on practices. The same input gives the same report, whatever the order of the practices.
func ReportOf(practices []Practice, o ReportOptions) Report {
	practices = slices.Clone(practices)
	slices.SortStableFunc(practices, func(a, b Practice) int { return cmp.Compare(a.ID, b.ID) })
	r := Report{On: o.Today, Practices: len(practices), Reach: ReachOf(practices, o.Tutors), CPD: CPDFeed(practices),
		SAR: SARFeed(practices), Log: MonitoringLogOf(practices), Families: Families(practices), Due: []Due{}, Asleep: []string{}}
	r.Due = append(r.Due, DueList(practices, o.Limits)...)
	if d, ok := o.Service.Due(cmp.Or(o.BlogMonths, 1)); ok {
		r.Due = append(r.Due, d)
		SortDue(r.Due)
	}
	if !o.QuietSince.IsZero() {
		for _, p := range (Query{QuietSince: o.QuietSince}).Find(practices) {
			r.Asleep = append(r.Asleep, p.ID)
		}
	}
	r.Stages, r.Areas = countStages(practices), countAreas(practices)
	return r
}

func countStages(practices []Practice) []StageCount {
	counts := map[Stage]*StageCount{}
	for i := range practices {
		p := &practices[i]
		c := counts[p.Stage]
		if c == nil {
			c = &StageCount{Stage: p.Stage}
			counts[p.Stage] = c
		}
		c.Count++
		if on := p.entered(); !on.IsZero() && (c.Since.IsZero() || on.Before(c.Since)) {
			c.Longest, c.Since = p.ID, on
		}
	}
	all := []StageCount{}
	for _, s := range append(Stages(), "") {
		if c := counts[s]; c != nil {
			all = append(all, *c)
		}
	}
	return all
}

func countAreas(practices []Practice) []AreaCount {
	counts := map[string]*AreaCount{}
	for i := range practices {
		p := &practices[i]
		c := counts[p.Area]
		if c == nil {
			c = &AreaCount{Area: p.Area}
			counts[p.Area] = c
		}
		c.Count++
		if len(p.Shares) > 0 {
			c.Shared++
		}
	}
	all := []AreaCount{}
	for _, c := range counts {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b AreaCount) int { return cmp.Compare(a.Area, b.Area) })
	return all
}
