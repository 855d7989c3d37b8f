package main

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

//go:embed data/people.csv
var invented string

// person is one row of the table.
type person struct {
	ID, Provider, Subject string
	Themes                []string
	Teaching, Free        []string // half-days such as "Mon am"
	Facilitates           bool
	LineManager           string
}

// tableError says where the table of people is at fault.
type tableError struct {
	file string
	line int
	why  string
}

func (e *tableError) Error() string {
	if e.line == 0 {
		return fmt.Sprintf("%s: %s", e.file, e.why)
	}
	return fmt.Sprintf("%s, line %d: %s", e.file, e.line, e.why)
}

func (o options) read() ([]person, error) {
	if o.people == "" {
		return readPeople("the invented project", strings.NewReader(invented))
	}
	f, err := os.Open(o.people)
	if err != nil {
		return nil, &tableError{file: o.people, why: cli.Reason(err).Error()}
	}
	defer f.Close() // nothing was written, so closing cannot lose anything
	return readPeople(o.people, f)
}

var columns = []string{"id", "provider", "subject", "themes", "teaching", "free", "facilitates", "line_manager"}

func readPeople(name string, r io.Reader) ([]person, error) {
	table := csv.NewReader(r)
	table.TrimLeadingSpace = true
	head, err := table.Read()
	if err != nil {
		return nil, &tableError{name, 1, "there is no head; it names the columns " + strings.Join(columns, ", ")}
	}
	at := map[string]int{}
	for i, h := range head {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))] = i
	}
	for _, c := range columns[:6] {
		if _, ok := at[c]; !ok {
			return nil, &tableError{name, 1, fmt.Sprintf("there is no column %q; the columns are %s", c, strings.Join(columns, ", "))}
		}
	}
	var people []person
	for {
		row, err := table.Read()
		if err == io.EOF {
			break
		}
		if fault, ok := errors.AsType[*csv.ParseError](err); ok {
			why := "a quotation mark stands where none may; put the text in quotation marks and double those within"
			if errors.Is(fault, csv.ErrFieldCount) {
				why = fmt.Sprintf("there are %d cells and %d columns", len(row), len(head))
			}
			return nil, &tableError{name, fault.Line, why}
		}
		if err != nil {
			return nil, &tableError{file: name, why: err.Error()}
		}
		line, _ := table.FieldPos(0)
		p, why := readPerson(row, at)
		if why == "" && slices.ContainsFunc(people, func(q person) bool { return q.ID == p.ID }) {
			why = fmt.Sprintf("%q is there twice", p.ID)
		}
		if why != "" {
			return nil, &tableError{name, line, why}
		}
		people = append(people, p)
	}
	if len(people) == 0 {
		return nil, &tableError{name, 1, "there are no people"}
	}
	return people, nil
}

// readPerson reads one row and says what is wrong with it, if anything.
func readPerson(row []string, at map[string]int) (person, string) {
	cell := func(name string) string {
		if i, ok := at[name]; ok {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	list := func(name string) []string {
		var all []string
		for part := range strings.SplitSeq(cell(name), ";") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
		return all
	}
	p := person{ID: cell("id"), Provider: cell("provider"), Subject: cell("subject"), Themes: list("themes"), Teaching: list("teaching"),
		Free: list("free"), LineManager: cell("line_manager")}
	if p.ID == "" || p.Provider == "" {
		return p, "a person needs an id and a provider"
	}
	for _, t := range slices.Concat(p.Teaching, p.Free) {
		if !slices.Contains(halfDays, t) {
			return p, fmt.Sprintf("%q is no half-day; write one of %s", t, strings.Join(halfDays, ", "))
		}
	}
	for _, t := range p.Free {
		if slices.Contains(p.Teaching, t) {
			return p, fmt.Sprintf("%s is teaching and free at %s", p.ID, t)
		}
	}
	switch strings.ToLower(cell("facilitates")) {
	case "yes":
		p.Facilitates = true
	case "", "no":
	default:
		return p, fmt.Sprintf("%q under facilitates is neither yes nor no", cell("facilitates"))
	}
	return p, ""
}

// halfDays are the times of a week, in order.
var halfDays = []string{"Mon am", "Mon pm", "Tue am", "Tue pm", "Wed am", "Wed pm", "Thu am", "Thu pm", "Fri am", "Fri pm"}

// in dates the half-days of a week: "2026-02-03 Tue am".
func in(monday practice.Date, times []string) []string {
	all := make([]string, len(times))
	for i, t := range times {
		all[i] = dayOf(monday, t).String() + " " + t
	}
	slices.Sort(all)
	return all
}

func dayOf(monday practice.Date, halfDay string) practice.Date {
	return monday.AddDays(slices.Index(halfDays, halfDay) / 2)
}

// dated is the day of a time made by in.
func dated(time string) practice.Date { return practice.MustDate(time[:len("2006-01-02")]) }
