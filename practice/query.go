package practice

import "slices"

// Query picks practices out of many. Every condition that is set has to hold; the zero Query picks all.
type Query struct {
	Stages   []Stage
	Routes   []Route
	Channels []Channel // shared at least once by one of them
	Areas    []string  // curriculum areas
	// Family picks a practice and its whole family: the original, its variations and theirs. It is the id of the original.
	Family string
	// NoticedFrom and NoticedTo are the first and the last day on which it may have been noticed. A practice of which
	// nobody recorded that day is not picked where one of them is set.
	NoticedFrom, NoticedTo Date
	// QuietSince picks practices that sleep: they could still go on, and nothing has happened to them since that day.
	QuietSince Date
	// TopGrade picks what was seen in an observation of the best grade.
	TopGrade bool
}

// Find returns the practices that the query picks, in their order.
func (q Query) Find(practices []Practice) []Practice {
	var found []Practice
	for i := range practices {
		if q.picks(&practices[i]) {
			found = append(found, practices[i])
		}
	}
	return found
}

func (q Query) picks(p *Practice) bool {
	grade, _ := p.ObservedGrade.Get()
	return oneOf(q.Stages, p.Stage) && oneOf(q.Routes, p.IdentifiedVia) && oneOf(q.Areas, p.Area) &&
		(len(q.Channels) == 0 || slices.ContainsFunc(p.Shares, func(s Share) bool { return slices.Contains(q.Channels, s.Channel) })) &&
		(q.Family == "" || p.ID == q.Family || p.RootID == q.Family) &&
		(q.NoticedFrom.IsZero() || !p.IdentifiedOn.IsZero() && !p.IdentifiedOn.Before(q.NoticedFrom)) &&
		(q.NoticedTo.IsZero() || !p.IdentifiedOn.IsZero() && !p.IdentifiedOn.After(q.NoticedTo)) &&
		(q.QuietSince.IsZero() || p.sleepsSince(q.QuietSince)) &&
		(!q.TopGrade || grade == Outstanding)
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// sleepsSince: what has come to its end does not sleep, and neither does a practice with a transfer under way that was
// heard of since.
func (p *Practice) sleepsSince(day Date) bool {
	last := p.LastOn()
	return p.Stage != Assessed && len(p.Stage.Next()) > 0 && !last.IsZero() && last.Before(day)
}

// LastOn returns the latest day on which anything happened to the practice or to one of its transfers, by whatever is
// dated in it; the zero date where nothing is.
func (p *Practice) LastOn() Date {
	last := latest(p.IdentifiedOn, p.RecordedOn)
	for i := range p.Records {
		last = latest(last, p.Records[i].On)
	}
	for i := range p.Evidence {
		last = latest(last, p.Evidence[i].On)
	}
	if p.Validation != nil {
		last = latest(last, p.Validation.On)
	}
	if p.Minutes != nil {
		last = latest(last, p.Minutes.On)
	}
	for i := range p.Shares {
		last = latest(last, p.Shares[i].On, p.Shares[i].CascadedOn)
	}
	for i := range p.Transfers {
		last = latest(last, p.Transfers[i].lastOn())
	}
	if p.Impact != nil {
		last = latest(last, p.Impact.AssessedOn)
	}
	return latest(last, lastStep(p.History))
}

func (t *Transfer) lastOn() Date {
	last := latest(t.StartedOn, t.SubmittedOn, lastStep(t.History))
	if t.ActionPlan != nil {
		for i := range t.ActionPlan.Progress {
			last = latest(last, t.ActionPlan.Progress[i].On)
		}
	}
	if t.Stage5Report != nil {
		last = latest(last, t.Stage5Report.SubmittedOn)
	}
	for i := range t.ManagerReports {
		last = latest(last, t.ManagerReports[i].On)
	}
	return last
}

func lastStep(history []Step) Date {
	if n := len(history); n > 0 {
		return history[n-1].Ruling.On
	}
	return Date{}
}

func latest(days ...Date) Date {
	var last Date
	for _, d := range days {
		if d.Compare(last) > 0 {
			last = d
		}
	}
	return last
}
