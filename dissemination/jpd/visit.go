package jpd

import (
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// BuddyGroup is a small group whose members visit each other, two or more (J-30). The source states no other size.
type BuddyGroup struct {
	ID      string   `json:"id"`
	Members []string `json:"members,omitzero"` // participant ids
	*wire.Extra
}

// Matching says how buddies are to be brought together. What it leaves open is no demand: the source found that
// buddies from different subjects work well (J-38) and that meeting the other college was valued (J-39).
type Matching struct {
	RequireSameSubject  practice.Fact[bool] `json:"require_same_subject,omitzero"`
	PreferCrossProvider practice.Fact[bool] `json:"cross_provider,omitzero"`
	*wire.Extra
}

// Visit is one buddy visit: one member of a group sits in with another. It serves the host's development, so nothing in
// it grades anybody (J-37), and a saved visit with a grade is refused.
type Visit struct {
	ID      string `json:"id"`
	GroupID string `json:"group_id,omitzero"` // may be left out where one group has both
	Visitor string `json:"visitor,omitzero"`  // participant id
	Host    string `json:"host,omitzero"`     // participant id of the tutor visited
	// ArrangedBy is a member of the group: the members arrange visits themselves (J-31).
	ArrangedBy string        `json:"arranged_by,omitzero"`
	PlannedOn  practice.Date `json:"planned_on,omitzero"`
	HeldOn     practice.Date `json:"held_on,omitzero"`
	Themes     []string      `json:"themes,omitzero"` // ids of the host's themes it looked at (J-34)
	// LearnerCount is how many learners were in the session (J-29).
	LearnerCount practice.Fact[int] `json:"learner_count,omitzero"`
	Form         *VisitForm         `json:"form,omitzero"`

	State   VisitState      `json:"state"`
	History []practice.Step `json:"history,omitzero"`

	*wire.Extra
}

// VisitForm is what the visitor writes down and gives to the host (J-35, J-36).
type VisitForm struct {
	CompletedBy      string        `json:"completed_by,omitzero"` // the visitor's id
	CompletedOn      practice.Date `json:"completed_on,omitzero"`
	SharedWithHostOn practice.Date `json:"shared_with_host_on,omitzero"`
	Seen             string        `json:"seen,omitzero"` // what the visitor saw of the themes
	Ref              string        `json:"ref,omitzero"`
	*wire.Extra
}

// AdvanceVisit moves the visit that the ruling is about and keeps the ruling in its history. The receiver is unchanged;
// a refusal is a *[practice.StageError]. Visitor and host are two members of one buddy group (J-33), the visitor fills in
// the form (J-35), and the visit is done when the host has it (J-36).
func (p Project) AdvanceVisit(r practice.Ruling) (Project, error) {
	i := slices.IndexFunc(p.Visits, func(v Visit) bool { return v.ID == r.Subject })
	if i < 0 {
		return p, &practice.StageError{Subject: r.Subject, To: r.To, Outcome: r.Outcome, Why: "the project has no such visit"}
	}
	v := p.Visits[i]
	step, err := visitLife.Advance(v.ID, v.State, v.History, r)
	if err != nil {
		return p, err
	}
	from := v.State
	v.State = VisitState(r.To)
	if gaps := unjudged(p.visitGaps(&v), r, v.History); len(gaps) > 0 {
		return p, notReady(v.ID, string(from), r.To, gaps)
	}
	v.History = append(slices.Clip(v.History), step)
	return p.WithVisit(v), nil
}

// visitGaps says what a visit lacks for the state it is in.
func (p *Project) visitGaps(v *Visit) []practice.Reason {
	var gaps []practice.Reason
	if v.State == Cancelled {
		return nil
	}
	if why := p.mismatched(v); why != "" {
		gaps = append(gaps, gap("J-33", "Visit "+v.ID+" "+why+"."))
	}
	if v.State == FormFiled || v.State == FormShared {
		if v.Form == nil || v.Form.CompletedBy != v.Visitor {
			gaps = append(gaps, gap("J-35", "The form of visit "+v.ID+" has not been filled in by its visitor."))
		}
	}
	if v.State == FormShared && (v.Form == nil || v.Form.SharedWithHostOn.IsZero()) {
		gaps = append(gaps, gap("J-36", "The form of visit "+v.ID+" has not been shared with its host.",
			"visit.form.shared_with_host_on"))
	}
	return gaps
}

// mismatched says why visitor and host do not go together, and is empty where they do.
func (p *Project) mismatched(v *Visit) string {
	switch {
	case v.Visitor == "" || v.Host == "":
		return "does not say who visits whom"
	case v.Visitor == v.Host:
		return "has the same person as visitor and host"
	}
	pair := func(g BuddyGroup) bool {
		return slices.Contains(g.Members, v.Visitor) && slices.Contains(g.Members, v.Host)
	}
	if v.GroupID == "" {
		if !slices.ContainsFunc(p.Groups, pair) {
			return "is between two who share no buddy group"
		}
		return ""
	}
	if !slices.ContainsFunc(p.Groups, func(g BuddyGroup) bool { return g.ID == v.GroupID && pair(g) }) {
		return "is between two who are not both in the buddy group " + v.GroupID
	}
	return ""
}

// HostThemeIDs lists the ids of the themes that the host of a visit works on.
func (p *Project) HostThemeIDs(v *Visit) []string {
	host, _ := p.Participant(v.Host)
	ids := make([]string, len(host.Themes))
	for i, t := range host.Themes {
		ids[i] = t.ID
	}
	return ids
}

// ProviderCount returns from how many providers the members of a group come. Members who are not participants, or whose
// provider is not known, do not count.
func (p *Project) ProviderCount(g *BuddyGroup) int {
	seen := map[string]bool{}
	for _, id := range g.Members {
		if q, ok := p.Participant(id); ok && q.ProviderID != "" {
			seen[q.ProviderID] = true
		}
	}
	return len(seen)
}

// VisitTally is how many buddy visits one participant has made and received. A visit counts when it is done, that is
// when its form is with the host; until then it is under way.
type VisitTally struct {
	ParticipantID    string `json:"participant_id"`
	Made             int    `json:"made"`
	Received         int    `json:"received"`
	MakingUnderWay   int    `json:"making_under_way"`
	ReceivesUnderWay int    `json:"receiving_under_way"`
}

// Reciprocal reports whether the participant has made a visit and received one (J-32).
func (t VisitTally) Reciprocal() bool { return t.Made > 0 && t.Received > 0 }

func (t VisitTally) lack() string {
	switch {
	case t.Made == 0 && t.Received == 0:
		return "has neither made a visit nor received one"
	case t.Made == 0:
		return "has received a visit and made none"
	}
	return "has made a visit and received none"
}

// VisitTallies counts the visits of every participant, in the order of the document.
func (p *Project) VisitTallies() []VisitTally { return p.talliesOn(practice.Date{}) }

// talliesOn counts the visits that were done on a day; the zero day counts all. A visit without dates counts (J-80).
func (p *Project) talliesOn(today practice.Date) []VisitTally {
	tallies := make([]VisitTally, len(p.Participants))
	at := make(map[string]int, len(p.Participants))
	for i := range p.Participants {
		tallies[i].ParticipantID = p.Participants[i].ID
		at[p.Participants[i].ID] = i
	}
	for i := range p.Visits {
		v := &p.Visits[i]
		if v.State == Cancelled || v.Visitor == v.Host {
			continue
		}
		done := v.State == FormShared
		if done && v.Form != nil && v.Form.SharedWithHostOn.After(today) {
			done = false
		}
		if j, ok := at[v.Visitor]; ok {
			*pick(done, &tallies[j].Made, &tallies[j].MakingUnderWay)++
		}
		if j, ok := at[v.Host]; ok {
			*pick(done, &tallies[j].Received, &tallies[j].ReceivesUnderWay)++
		}
	}
	return tallies
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

func (p *Project) visitTally(id string) VisitTally {
	for _, t := range p.VisitTallies() {
		if t.ParticipantID == id {
			return t
		}
	}
	return VisitTally{ParticipantID: id}
}

// LackingVisits lists the participants who have yet to make a visit or receive one (J-32). Those who left are not waited
// for.
func (p *Project) LackingVisits() []VisitTally {
	lacking := []VisitTally{}
	for i, t := range p.VisitTallies() {
		if !t.Reciprocal() && p.Participants[i].State != Left {
			lacking = append(lacking, t)
		}
	}
	return lacking
}

// Learners is how many learners took part in a project through its visits.
type Learners struct {
	Learners  int `json:"learners"`
	Visits    int `json:"visits"`    // visits held
	Uncounted int `json:"uncounted"` // of them, visits that do not say how many learners there were
}

// String says the number of learners, and that it is a lower bound where visits were not counted.
func (l Learners) String() string {
	if l.Uncounted > 0 {
		return "at least " + strconv.Itoa(l.Learners)
	}
	return strconv.Itoa(l.Learners)
}

// LearnersInvolved adds up the learners of all visits held (J-28). The figure is reported and never required. A learner
// who was in two of the sessions counts twice, since a visit holds a number and no learner.
func (p *Project) LearnersInvolved() Learners {
	var sum Learners
	for i := range p.Visits {
		if v := &p.Visits[i]; v.State.TookPlace() {
			sum.Visits++
			if n, ok := v.LearnerCount.Get(); ok && n >= 0 {
				sum.Learners += n
			} else {
				sum.Uncounted++
			}
		}
	}
	return sum
}
