package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/match"
	"github.com/acl-beacon/beacon/dissemination/report"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice/calendar"
)

func (p *plan) files(o options) ([]cli.File, error) {
	opt := report.Options{Today: o.visits}
	var ics bytes.Buffer
	if err := calendar.Write(&ics, "Joint practice development", o.visits, report.ProjectDays(p.project, opt)); err != nil {
		return nil, err
	}
	saved, err := json.MarshalIndent(p.project, "", "  ")
	if err != nil {
		return nil, err
	}
	rows, err := p.table()
	if err != nil {
		return nil, err
	}
	return []cli.File{{Name: "timetable.csv", Data: rows}, {Name: "timetable.html", Data: report.Timetable(p.matched, opt).HTML()}, {Name: "timetable.ics", Data: ics.Bytes()},
		{Name: "project.json", Data: append(saved, '\n')}, {Name: "project.html", Data: report.Project(p.project, opt).HTML()}}, nil
}

// table is the timetable for a spreadsheet: visits, then meetings of sets, the earliest first.
func (p *plan) table() ([]byte, error) {
	var rows [][]string
	for _, v := range p.matched.Visits.Visits {
		rows = append(rows, []string{v.Time[:10], v.Time[11:], "visit", v.Visitor, v.Host, ""})
	}
	for i, g := range p.matched.Sets.Groups {
		rows = append(rows, []string{g.Times[0][:10], g.Times[0][11:], "action learning set", strings.Join(g.Members, "; "), "", p.project.Sets[i].Facilitator})
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write([]string{"date", "time", "what", "who", "host", "facilitator"}) // Flush keeps the first fault for Error
	for _, row := range rows {
		for i := range row {
			row[i] = cli.NoFormula(row[i])
		}
		w.Write(row)
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// tell sums the plan up on the screen.
func (p *plan) tell(out io.Writer, files []cli.File, folder string) {
	m := p.matched
	fmt.Fprintf(out, "%d people of %s\n\n", len(p.people), strings.Join(p.project.AllProviders(), " and "))
	fmt.Fprintf(out, "Buddy groups: %v\n", m.Buddies.Proof)
	for _, g := range m.Buddies.Groups {
		fmt.Fprintf(out, "  %s\n", strings.Join(g.Members, ", "))
		for _, pair := range g.Pairs {
			fmt.Fprintf(out, "    %v\n", pair)
		}
	}
	each := ", everybody makes one and receives one"
	if len(m.Visits.LeftOut) > 0 {
		each = ""
	}
	fmt.Fprintf(out, "\nVisits: %d%s\n", len(m.Visits.Visits), each)
	byTime := func(a, b match.Visit) int { return cmp.Compare(a.Time, b.Time) }
	for _, v := range slices.SortedStableFunc(slices.Values(m.Visits.Visits), byTime) {
		fmt.Fprintf(out, "  %s  %s visits %s\n", v.Time, v.Visitor, v.Host)
	}
	fmt.Fprintf(out, "\nAction learning sets: %v\n", m.Sets.Proof)
	for i, g := range m.Sets.Groups {
		fmt.Fprintf(out, "  %s  %s, facilitated by %s\n", g.Times[0], strings.Join(g.Members, ", "), p.project.Sets[i].Facilitator)
	}
	for _, left := range slices.Concat(m.Buddies.LeftOut, m.Visits.LeftOut, m.Sets.LeftOut) {
		fmt.Fprintf(out, "\nLeft out: %s. %s\n", left.ID, left.Why)
	}
	fmt.Fprintf(out, "\nWritten to %s:", filepath.ToSlash(folder))
	for _, f := range files {
		fmt.Fprintf(out, " %s", f.Name)
	}
	fmt.Fprintln(out)
}
