package practice

import (
	"cmp"
	"slices"
	"strconv"
)

// Due is something that waits for somebody: what, in which document, who usually does it, since when, and by when where
// a limit was set. Staffordshire sets none but the monthly rhythm of the blog, so that most wait without a last day.
type Due struct {
	ID      string `json:"id"`      // the same for the same thing every day, such as P-1/T-2/vehicle
	Subject string `json:"subject"` // id of the document
	What    string `json:"what"`    // in plain words, as a request
	Role    string `json:"role"`    // who usually does it
	Since   Date   `json:"since,omitzero"`
	LastDay Date   `json:"last_day,omitzero"` // included; zero where nobody set a limit
	Source  string `json:"source,omitzero"`
}

// Overdue reports whether the last day has passed. What has none is never overdue.
func (d Due) Overdue(today Date) bool { return today.After(d.LastDay) }

// DueLimits are the limits a service sets for itself; the source has none (Staffordshire, all stages).
type DueLimits struct {
	// Within is how many days a practice may stand at a stage, from its last step. A stage that is not named has no
	// limit.
	Within map[Stage]int
}

// DueList returns what waits in all the practices: first what has a last day, the earliest first, then the rest by the day
// since which it waits, those without a day last.
func DueList(practices []Practice, limits DueLimits) []Due {
	var list []Due
	for i := range practices {
		list = practices[i].due(list, limits)
	}
	SortDue(list)
	return list
}

// SortDue puts a list in the order of [DueList].
func SortDue(list []Due) {
	slices.SortFunc(list, func(a, b Due) int {
		return cmp.Or(undatedLast(a.LastDay, b.LastDay), undatedLast(a.Since, b.Since), cmp.Compare(a.ID, b.ID))
	})
}

// waits says what a practice waits for at a stage and who does it. Taking a practice up is voluntary, so nothing is due of
// a practice that is shared.
var waits = map[Stage]struct{ what, role, source string }{
	Identified:   {"Write this practice down.", "quality manager", "Staffordshire stage 1b"},
	Recorded:     {"Submit this practice for validation.", "quality manager", "Staffordshire stage 2"},
	InValidation: {"Decide on this practice: approve, return or decline it.", "Quality Team", "Staffordshire stage 2"},
	Returned:     {"Write this practice down again, as the note asks.", "tutor", "Staffordshire stage 1b"},
	Validated:    {"Share this practice.", "quality manager", "Staffordshire stage 3"},
	Monitored:    {"Assess the impact of this practice and record it.", "Quality Team", "Staffordshire stage 6"},
}

func (p *Practice) due(list []Due, limits DueLimits) []Due {
	if w, waiting := waits[p.Stage]; waiting {
		d := Due{ID: p.ID + "/" + string(p.Stage), Subject: p.ID, What: w.what, Role: w.role, Since: p.entered(), Source: w.source}
		if p.Stage == InValidation && p.IdentifiedVia.InFramework() {
			d.Role = "moderator"
		}
		if days, limited := limits.Within[p.Stage]; limited {
			d.LastDay = d.Since.AddDays(days)
		}
		list = append(list, d)
	}
	if p.Stage == Withdrawn || p.Stage == Declined {
		return list
	}
	for i := range p.Shares {
		if s := &p.Shares[i]; s.Reach() == Cascade && s.CascadedOn.IsZero() {
			list = append(list, Due{ID: p.ID + "/share/" + cmp.Or(s.ID, strconv.Itoa(i)), Subject: p.ID, Since: s.On,
				What: "Pass this practice on to tutors.", Role: "provider manager", Source: "Staffordshire stage 3"})
		}
	}
	for i := range p.Transfers {
		list = p.Transfers[i].due(list, p.ID)
	}
	if p.Stage == Assessed && p.Impact != nil {
		list = p.Impact.due(list, p.ID)
	}
	return list
}

// entered is the day of the last step, or the latest day known where the document keeps no history.
func (p *Practice) entered() Date {
	if on := lastStep(p.History); !on.IsZero() {
		return on
	}
	return p.LastOn()
}

func (t *Transfer) due(list []Due, practiceID string) []Due {
	add := func(name, what, role, source string, since Date) {
		list = append(list, Due{ID: practiceID + "/" + t.ID + "/" + name, Subject: practiceID, What: what, Role: role, Since: since,
			Source: source})
	}
	if asked, _ := t.SupportRequested.Get(); asked && t.SupportByRole == "" && t.State != Submitted && t.State != Abandoned {
		add("support", "Answer the adopter's request for help.", "quality manager", "Staffordshire stage 4", t.StartedOn)
	}
	differs, _ := t.DiffersFromOriginal.Get()
	switch t.State {
	case Started:
		add("vehicle", "Choose how this transfer is monitored.", "quality manager", "Staffordshire stage 5", t.StartedOn)
	case Monitoring:
		add("report", "Record progress in the action plan, or report on this transfer.", "tutor", "Staffordshire stage 5", t.lastOn())
	case Reported:
		if differs && t.VariationDecision == "" {
			add("variation", "Decide whether the changed version goes forward for validation.", "tutor", "Staffordshire stage 5", t.lastOn())
		}
		add("submit", "Send the plan or the report to the Quality Team.", "quality manager", "Staffordshire stage 6", t.lastOn())
	}
	return list
}

func (i *Impact) due(list []Due, practiceID string) []Due {
	if in, _ := i.InCPDFeed.Get(); !in {
		list = append(list, Due{ID: practiceID + "/cpd", Subject: practiceID, Since: i.AssessedOn, Role: "quality manager",
			What: "Carry the finding into the plan of professional development.", Source: "Staffordshire stage 6"})
	}
	if in, _ := i.InSARFeed.Get(); !in {
		list = append(list, Due{ID: practiceID + "/sar", Subject: practiceID, Since: i.AssessedOn, Role: "quality manager",
			What: "Carry the finding into the self-assessment report.", Source: "Staffordshire stage 6"})
	}
	return list
}

// Due returns the next post on the tutors' blog, which is monthly or as often as the service says, and false while no post
// is known.
func (s Service) Due(everyMonths int) (Due, bool) {
	if s.LastBlogOn.IsZero() {
		return Due{}, false
	}
	return Due{ID: s.ID + "/blog", Subject: s.ID, What: "Publish the next post on the tutors' blog.", Role: "quality manager",
		Since: s.LastBlogOn, LastDay: s.LastBlogOn.AddMonths(everyMonths), Source: "Staffordshire stage 3"}, true
}
