package main

import (
	"bytes"

	"github.com/acl-beacon/beacon/dissemination/year"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/calendar"
)

// writePages writes what a college shows to people: the year of dissemination, its practices, and the days of both for a
// calendar. The folder is made where it is not there; pages of an earlier run are written over.
func writePages(folder string, s story) error {
	y := year.Of(s.work, year.Options{Today: s.Today})
	var practices []practice.Practice
	for _, j := range s.Practices {
		practices = append(practices, j.Document)
	}
	service := practice.ReportOf(practices, practice.ReportOptions{Today: s.Today, QuietSince: s.Today.AddMonths(-6)})
	var days bytes.Buffer
	if err := calendar.Write(&days, "Sharing good practice", s.Today, append(y.Calendar, calendar.OfDue(service.Due)...)); err != nil {
		return err
	}
	return cli.Save(folder, []cli.File{{Name: "year.html", Data: y.HTML()}, {Name: "year.md", Data: y.Markdown()}, {Name: "service.html", Data: service.HTML()},
		{Name: "service.md", Data: service.Markdown()}, {Name: "days.ics", Data: days.Bytes()}})
}
