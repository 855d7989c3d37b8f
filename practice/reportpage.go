package practice

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
)

// Markdown renders the report as Markdown. The same report gives the same bytes.
func (r Report) Markdown() []byte { return r.page().Markdown() }

// HTML renders the report as one accessible file that needs nothing else and prints on A4. The same report gives the same
// bytes.
func (r Report) HTML() []byte { return r.page().HTML() }

func (r Report) page() *page.Page {
	p := &page.Page{Title: "Good practice in the service", Lead: "On " + r.On.Long()}
	if r.On.IsZero() {
		p.Lead = "On a day that was not given, so nothing is overdue"
	}
	overdue := 0
	for _, d := range r.Due {
		if d.Overdue(r.On) {
			overdue++
		}
	}
	p.Blocks = append(p.Blocks, page.Facts{
		{Name: "Practices", Value: strconv.Itoa(r.Practices)},
		{Name: "Waiting for somebody", Value: strconv.Itoa(len(r.Due))},
		{Name: "Overdue", Value: strconv.Itoa(overdue)},
		{Name: "Tutors reached", Value: reached(r.Reach.All)},
	})
	p.Blocks = append(p.Blocks,
		page.Section{Heading: "What waits for whom", Blocks: page.ByRole(r.tasks())},
		page.Section{Heading: "How far practices have come", Blocks: r.progressPage()},
		page.Section{Heading: "Whom practice has reached", Blocks: r.Reach.blocks()},
		page.Section{Heading: "What is being monitored", Blocks: []page.Block{r.Log.table()}},
		page.Section{Heading: "What was found out", Blocks: r.findingsPage()},
		page.Section{Heading: "Families of practice", Blocks: r.familiesPage()})
	return p
}

func (r Report) tasks() []page.Task {
	tasks := make([]page.Task, len(r.Due))
	for i, d := range r.Due {
		tasks[i] = page.Task{Role: d.Role, About: d.Subject, What: d.What, LastDay: d.LastDay.String(), DaysLate: d.LastDay.DaysUntil(r.On),
			Since: d.Since.String(), Source: d.Source}
	}
	return tasks
}

func (r Report) progressPage() []page.Block {
	stages := page.Table{Caption: "Practices by stage", Empty: "There are no practices.",
		Columns: []page.Column{{Head: "Stage"}, {Head: "Step"}, {Head: "Practices", Number: true}, {Head: "Longest there"}, {Head: "Since", Day: true}}}
	for _, c := range r.Stages {
		stages.Rows = append(stages.Rows, []string{cmp.Or(words(string(c.Stage)), page.NotRecorded), c.Stage.Step(),
			strconv.Itoa(c.Count), c.Longest, c.Since.String()})
	}
	areas := page.Table{Caption: "Practices by curriculum area", Empty: "There are no practices.",
		Columns: []page.Column{{Head: "Area"}, {Head: "Practices", Number: true}, {Head: "Shared", Number: true}}}
	for _, c := range r.Areas {
		areas.Rows = append(areas.Rows, []string{cmp.Or(c.Area, page.NotRecorded), strconv.Itoa(c.Count), strconv.Itoa(c.Shared)})
	}
	blocks := []page.Block{stages, areas}
	if len(r.Asleep) > 0 {
		blocks = append(blocks, page.Note{Label: "Asleep", Text: "Nothing has happened for a long time to " + strings.Join(r.Asleep, ", ") + "."})
	}
	return blocks
}

// reached writes a count for people, without a percentage where there is nobody to reach.
func reached(c ReachCount) string {
	share, some := c.Share()
	if !some {
		return "no tutors listed"
	}
	return fmt.Sprintf("%d of %d (%.0f%%)", c.Reached, c.Tutors, 100*share)
}

func (r ReachReport) blocks() []page.Block {
	groups := page.Table{Caption: "Tutors reached by at least one practice", Columns: []page.Column{{Head: "Group"}, {Head: "Reached", Number: true}}}
	row := func(name string, c ReachCount) {
		if c.Tutors > 0 || name == "All tutors" {
			groups.Rows = append(groups.Rows, []string{name, reached(c)})
		}
	}
	row("All tutors", r.All)
	row("Part-time", r.PartTime)
	row("Sub-contracted", r.Subcontracted)
	row("Not recorded whether part-time", r.PartTimeUnknown)
	row("Not recorded whether sub-contracted", r.SubcontractedUnknown)
	for _, g := range r.Providers {
		row("Provider "+g.Name, g.ReachCount)
	}
	for _, g := range r.Venues {
		row("Venue: "+g.Name, g.ReachCount)
	}
	channels := page.Table{Caption: "What each channel did", Empty: "Nothing has been shared.",
		Columns: []page.Column{{Head: "Channel"}, {Head: "Shares", Number: true}, {Head: "To tutors directly", Number: true},
			{Head: "Passed on by managers", Number: true}, {Head: "Not passed on yet", Number: true}, {Head: "Tutors known to have heard", Number: true}}}
	for _, c := range r.Channels {
		channels.Rows = append(channels.Rows, []string{words(string(c.Channel)), strconv.Itoa(c.Shares), strconv.Itoa(c.Direct),
			strconv.Itoa(c.Cascaded), strconv.Itoa(c.Open), strconv.Itoa(c.Tutors)})
	}
	blocks := []page.Block{groups, channels}
	if len(r.NotReached) > 0 {
		blocks = append(blocks, page.Text("Still to reach: "+strings.Join(r.NotReached, ", ")+"."))
	}
	if len(r.Unlisted) > 0 {
		blocks = append(blocks, page.Note{Label: "Not on the list", Text: "These heard of a practice and are on no list of tutors: " +
			strings.Join(r.Unlisted, ", ") + "."})
	}
	return blocks
}

func (l MonitoringLog) table() page.Table {
	t := page.Table{Caption: "Monitoring log", Empty: "Nothing is monitored.", Columns: []page.Column{{Head: "Practice"}, {Head: "Transfer"},
		{Head: "Adopter"}, {Head: "How"}, {Head: "State"}, {Head: "Date", Day: true}, {Head: "Note"}}}
	for _, r := range l {
		t.Rows = append(t.Rows, []string{r.PracticeID, r.TransferID, r.Adopter, words(string(r.Vehicle)), words(string(r.State)), r.On.String(), r.Note})
	}
	return t
}

func (r Report) findingsPage() []page.Block {
	t := page.Table{Caption: "Findings for professional development and self-assessment", Empty: "No impact has been recorded.",
		Columns: []page.Column{{Head: "Practice"}, {Head: "Finding"}, {Head: "What development should do"}, {Head: "Assessed", Day: true},
			{Head: "In the development plan"}, {Head: "In the self-assessment report"}}}
	for i, f := range r.SAR {
		t.Rows = append(t.Rows, []string{strings.TrimSpace(f.PracticeID + " " + f.Title), f.Finding, strings.Join(f.Actions, "; "),
			f.AssessedOn.String(), page.YesNo(r.CPD[i].Carried.Get()), page.YesNo(f.Carried.Get())})
	}
	return []page.Block{t}
}

func (r Report) familiesPage() []page.Block {
	t := page.Table{Caption: "Originals with their variations", Empty: "No practice varies another.",
		Columns: []page.Column{{Head: "Practice"}, {Head: "Title"}, {Head: "Varies"}, {Head: "Generation", Number: true}, {Head: "Stage"}}}
	var faults []string
	for _, f := range r.Families {
		for _, m := range f.Members {
			t.Rows = append(t.Rows, []string{m.ID, m.Title, m.ParentID, strconv.Itoa(m.Depth), words(string(m.Stage))})
		}
		faults = append(faults, f.Faults...)
	}
	blocks := []page.Block{t}
	if len(faults) > 0 {
		blocks = append(blocks, page.Note{Label: "Broken family trees", Text: strings.Join(faults, "; ") + "."})
	}
	return blocks
}

var abbreviations = strings.NewReplacer("_", " ", "cpd", "CPD", "stage5_report", "Stage 5 Report")

// words turns a name of an enumeration into words.
func words(name string) string { return abbreviations.Replace(name) }
