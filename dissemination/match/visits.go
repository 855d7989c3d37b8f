package match

import (
	"context"
	"fmt"
	"slices"
)

// Timetable asks who visits whom, and when: in each group everybody makes one visit and receives one.
type Timetable struct {
	Groups [][]string
	// Teaching are the times of each person's own sessions, in which they can be visited, and Free those at which they can
	// go and visit. Nobody has a time in both. A time is any text; written so that it sorts, as "2026-02-04 10:00", it can be
	// laid out in order.
	Teaching, Free map[string][]string
	// Worth is asked for each time at which a visitor is free and a host teaches. Nil holds all times for equal, and the
	// host's first one is taken.
	Worth func(visitor, host, time string) Worth
}

// Visit is one visit.
type Visit struct {
	Visitor string  `json:"visitor"`
	Host    string  `json:"host"`
	Time    string  `json:"time"`
	Score   float64 `json:"score"`
	Terms   []Term  `json:"terms,omitzero"`
}

// Visits is the best timetable.
type Visits struct {
	Visits  []Visit   `json:"visits"`   // by group, then visitor, in the order of the input
	LeftOut []LeftOut `json:"left_out"` // visitors who have no visit
	Proof
}

// Solve finds the timetable with the most visits, and of those the one with the highest score. It is exact: nobody teaches
// and is free at once, so that one visit made and one received never clash, and each group is an assignment of visitors to
// hosts. The error is a *[practice.DataError] or that of the context.
func (t Timetable) Solve(ctx context.Context) (Visits, error) {
	var people []string
	for _, group := range t.Groups {
		people = append(people, group...)
	}
	if _, err := index("/groups", people); err != nil {
		return Visits{}, err
	}
	for _, id := range people {
		for _, time := range t.Teaching[id] {
			if slices.Contains(t.Free[id], time) {
				return Visits{}, fault("/free/"+id, "%s teaches at %s and is free to visit as well", id, time)
			}
		}
	}
	var out Visits
	for _, group := range t.Groups {
		if err := t.group(ctx, group, &out); err != nil {
			return Visits{}, err
		}
	}
	out.Bound = out.Score
	return out, nil
}

func (t Timetable) group(ctx context.Context, group []string, out *Visits) error {
	best := map[[2]string]Visit{}
	a := Assignment{People: group, Worth: func(visitor, host string) Worth {
		v, ok := t.best(visitor, host)
		switch {
		case visitor == host:
			return Worth{Barred: "Nobody visits their own session."}
		case !ok:
			return Worth{Barred: fmt.Sprintf("%s is not free when %s teaches.", visitor, host)}
		}
		best[[2]string{visitor, host}] = v
		return Worth{Terms: v.Terms}
	}}
	for _, host := range group {
		a.Places = append(a.Places, Place{ID: host, Max: 1})
	}
	found, err := a.Solve(ctx)
	if err != nil {
		return err
	}
	for _, p := range found.Pairs {
		v := best[[2]string{p.A, p.B}]
		v.Score = p.Score
		out.Visits = append(out.Visits, v)
	}
	for _, l := range found.LeftOut {
		out.LeftOut = append(out.LeftOut, LeftOut{l.ID, t.why(group, l)})
	}
	out.Score += found.Score
	out.Work += found.Work
	return nil
}

// best is the visit of one to another at the time that is worth most, the host's first among equals.
func (t Timetable) best(visitor, host string) (Visit, bool) {
	var best Visit
	found := false
	for _, time := range t.Teaching[host] {
		if !slices.Contains(t.Free[visitor], time) {
			continue
		}
		v := Visit{Visitor: visitor, Host: host, Time: time}
		if t.Worth != nil {
			w := t.Worth(visitor, host, time)
			if w.Barred != "" {
				continue
			}
			v.Terms, v.Score = w.Terms, w.Score()
		}
		if !found || v.Score > best.Score {
			best, found = v, true
		}
	}
	return best, found
}

func (t Timetable) why(group []string, l LeftOut) string {
	var hosts []string
	for _, host := range group {
		if _, ok := t.best(l.ID, host); ok && host != l.ID {
			hosts = append(hosts, host)
		}
	}
	if len(hosts) == 0 {
		return fmt.Sprintf("%s is free at no time at which another of the group teaches.", l.ID)
	}
	return fmt.Sprintf("Each of those whom %s could visit (%v) is visited by another who has nobody else.", l.ID, first(hosts, 5))
}
