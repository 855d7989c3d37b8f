package year

import (
	"slices"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// ActivityStatus is where a planned activity stands on a day.
type ActivityStatus string

// The statuses.
const (
	Held    ActivityStatus = "held"     // in the days planned, or on a day that was not planned
	HeldOff ActivityStatus = "held_off" // held outside the days planned
	Running ActivityStatus = "running"  // today is one of its days
	Coming  ActivityStatus = "coming"
	Late    ActivityStatus = "late"    // its last day has passed, and nobody recorded that it was held
	Undated ActivityStatus = "undated" // neither planned for a day nor held
)

// Activity is a planned activity against what happened (§14).
type Activity struct {
	ID         string                 `json:"id"`
	Title      string                 `json:"title,omitzero"`
	StartOn    practice.Date          `json:"start_on,omitzero"`
	EndOn      practice.Date          `json:"end_on,omitzero"`
	HeldOn     practice.Date          `json:"held_on,omitzero"`
	DaysNeeded practice.Fact[float64] `json:"days_needed,omitzero"`
	Status     ActivityStatus         `json:"status"`
}

func activities(plan *dissemination.Plan, today practice.Date) []Activity {
	all := []Activity{}
	if plan == nil {
		return all
	}
	for _, a := range plan.Activities {
		all = append(all, Activity{ID: a.ID, Title: a.Title, StartOn: a.StartOn, EndOn: a.EndOn, HeldOn: a.HeldOn,
			DaysNeeded: a.DaysNeeded, Status: status(a, today)})
	}
	return all
}

func status(a dissemination.Activity, today practice.Date) ActivityStatus {
	last := a.EndOn
	if last.IsZero() {
		last = a.StartOn
	}
	switch {
	case a.HeldOn.Before(a.StartOn) || a.HeldOn.After(last):
		return HeldOff
	case !a.HeldOn.IsZero():
		return Held
	case last.IsZero():
		return Undated
	case today.After(last):
		return Late
	case !today.IsZero() && !a.StartOn.IsZero() && !today.Before(a.StartOn):
		return Running
	}
	return Coming
}

// Days are days of staff time: planned, set aside and spent. Spent counts the contacts that say what they took; Untold are
// those that do not.
type Days struct {
	Needed    practice.Fact[float64] `json:"needed,omitzero"`
	Available practice.Fact[float64] `json:"available,omitzero"`
	Spent     float64                `json:"spent"`
	Untold    int                    `json:"untold"`
	People    int                    `json:"people"`    // members of staff in the plan
	Committed int                    `json:"committed"` // those known to be committed
}

func daysOf(w *dissemination.Work) Days {
	var out Days
	if plan := w.Disseminator.Plan; plan != nil {
		out.Needed, out.Available, out.People = plan.DaysNeeded(), plan.DaysAvailable(), len(plan.Staff)
		for _, s := range plan.Staff {
			if yes, _ := s.Committed.Get(); yes {
				out.Committed++
			}
		}
	}
	for i := range w.Engagements {
		for _, c := range w.Engagements[i].Contacts {
			if spent, known := c.DaysSpent.Get(); known {
				out.Spent += spent
			} else {
				out.Untold++
			}
		}
	}
	return out
}

// Channel is what promotion by one channel amounted to (§16 to §19).
type Channel struct {
	Channel       dissemination.PromotionChannel `json:"channel"`
	Promotions    int                            `json:"promotions"`
	Partners      int                            `json:"partners"` // different providers it went to by name
	FirstContacts int                            `json:"first_contacts"`
	ViaLocalBody  int                            `json:"via_local_body"`
}

func channels(promotions []dissemination.Promotion) []Channel {
	all := []Channel{}
	for _, name := range dissemination.PromotionChannel("").Names() {
		c, partners := Channel{Channel: dissemination.PromotionChannel(name)}, map[string]bool{}
		for _, p := range promotions {
			if p.Channel != c.Channel {
				continue
			}
			c.Promotions++
			if p.PartnerID != "" {
				partners[p.PartnerID] = true
			}
			c.FirstContacts += one(p.FirstContact)
			c.ViaLocalBody += one(p.ViaLocalBody)
		}
		if c.Promotions > 0 {
			c.Partners = len(partners)
			all = append(all, c)
		}
	}
	return all
}

func one(f practice.Fact[bool]) int {
	if yes, _ := f.Get(); yes {
		return 1
	}
	return 0
}

// Need is an area that enquirers ask for help with, whether it is on offer or not (§12).
type Need struct {
	Area      string `json:"area"`
	Enquiries int    `json:"enquiries"`
	Weak      int    `json:"weak"`    // of them by providers that perform weakly
	Offered   bool   `json:"offered"` // on offer and not held back
	Helped    int    `json:"helped"`  // accepted with this area
}

func needs(w *dissemination.Work) []Need {
	counts := map[string]*Need{}
	var offer dissemination.Offer
	if w.Disseminator.Offer != nil {
		offer = *w.Disseminator.Offer
	}
	for i := range w.Enquiries {
		q := &w.Enquiries[i]
		seen := map[string]bool{}
		for _, area := range q.NeedsStated() {
			if seen[area] {
				continue
			}
			seen[area] = true
			n := counts[area]
			if n == nil {
				matched, _ := dissemination.MatchAreas([]string{area}, offer)
				n = &Need{Area: area, Offered: len(matched) > 0}
				counts[area] = n
			}
			n.Enquiries++
			if q.Performance() == dissemination.Weak {
				n.Weak++
			}
			if q.State == dissemination.Accepted {
				n.Helped++
			}
		}
	}
	return sorted(counts, func(a, b *Need) bool {
		return a.Enquiries > b.Enquiries || a.Enquiries == b.Enquiries && a.Area < b.Area
	})
}

func sorted[K comparable, T any](m map[K]*T, before func(a, b *T) bool) []T {
	all := make([]T, 0, len(m))
	for _, v := range m {
		all = append(all, *v)
	}
	slices.SortFunc(all, func(a, b T) int {
		if before(&a, &b) {
			return -1
		}
		return 1
	})
	return all
}

// Selection is how partners were found and chosen (§20 to §24).
type Selection struct {
	Limit    practice.Fact[int] `json:"limit,omitzero"`
	Partners int                `json:"partners"` // places taken
	Mix      []Mix              `json:"mix"`      // the enquiries by how well the provider performs
}

// Mix is what became of the enquiries of providers that perform alike: a disseminator without a link to the local body
// tends to hear from good ones only (§18).
type Mix struct {
	Band         dissemination.Band `json:"band"` // empty where it is not known
	Enquiries    int                `json:"enquiries"`
	Approached   int                `json:"approached"`
	ViaLocalBody int                `json:"via_local_body"`
	Filtered     int                `json:"filtered"`
	Accepted     int                `json:"accepted"`
	Declined     int                `json:"declined"`
	Signposted   int                `json:"signposted"` // of the declined
	Waiting      int                `json:"waiting"`
}

func selection(w *dissemination.Work) Selection {
	out := Selection{Limit: w.Disseminator.PartnerLimit, Partners: w.PartnerCount(), Mix: []Mix{}}
	for _, band := range append(dissemination.Band("").Names(), "") {
		m := Mix{Band: dissemination.Band(band)}
		for i := range w.Enquiries {
			if q := &w.Enquiries[i]; q.Performance() == m.Band {
				m.add(q)
			}
		}
		if m.Enquiries > 0 {
			out.Mix = append(out.Mix, m)
		}
	}
	return out
}

func (m *Mix) add(q *dissemination.Enquiry) {
	m.Enquiries++
	m.Approached += one(q.Approached)
	m.ViaLocalBody += one(q.ViaLocalBody)
	if q.Filter != nil {
		m.Filtered++
	}
	switch q.State {
	case dissemination.Accepted:
		m.Accepted++
	case dissemination.Declined:
		m.Declined++
		if len(q.SignpostedTo) > 0 {
			m.Signposted++
		}
	default:
		m.Waiting++
	}
}
