package report

import (
	"cmp"
	"strconv"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
)

// Scheme lays a facilitator scheme out as it stands on a day: who supports how many in which hours, what is due, and how
// many people's self-rating of each competence rose, stayed or fell.
func Scheme(s support.Scheme, opt Options) Page {
	capacity := s.Capacity()
	doc := &page.Page{Title: "Facilitators of " + opt.name(s.ID),
		Lead: "For the Head of Teaching and Learning; stays among the records of support. " + asOf(opt.Today)}
	doc.Blocks = append(doc.Blocks, page.Facts{
		{Name: "In post", Value: strconv.Itoa(capacity.InPost)},
		{Name: "Full-time equivalents", Value: hours(capacity.FTE)},
		{Name: "Hours a week off the timetable", Value: hours(capacity.RemissionHours)},
		{Name: "Hours a week needed", Value: hours(capacity.HoursNeeded)},
	})
	if without := s.UncoveredCampuses(); len(without) > 0 {
		doc.Blocks = append(doc.Blocks, page.Note{Label: "No facilitator", Text: opt.namesOf(without)})
	}
	doc.Blocks = append(doc.Blocks,
		page.Section{Heading: "Caseload", Blocks: caseload(s, opt)},
		page.Section{Heading: "Duties", Blocks: duties(s, opt)},
		page.Section{Heading: "Gain by competence", Blocks: gains(s, opt)})
	return Page{doc}
}

var dutyWords = map[support.DutyKind]string{support.TeamTrainingDuty: "team training", support.OneToOneDuty: "one-to-one with the Head",
	support.ReportDuty: "monthly report", support.UpdateDuty: "update to the line manager", support.SignOffDuty: "sign-off observation",
	support.HeadReviewDuty: "review by the Head"}

var suffices = map[practice.Outcome]string{practice.Open: "yes", practice.Closed: "no", practice.CannotTell: "cannot tell"}

func caseload(s support.Scheme, opt Options) []page.Block {
	t := page.Table{Caption: "Caseload and time, by facilitator", Empty: "Nobody is in post.",
		Columns: page.Columns("Facilitator", "Campus", "#People supported", "#Hours needed", "#Hours off the timetable", "Enough")}
	for _, f := range s.Facilitators {
		if f.State != support.InPost {
			continue
		}
		f = f.WithCaseload(s.Programmes)
		t.Rows = append(t.Rows, []string{opt.name(f.ID), opt.name(cmp.Or(f.Campus, page.NotRecorded)), strconv.Itoa(len(f.Caseload)),
			hours(f.EstimatedHours), hours(f.RemissionHours), suffices[f.RemissionSuffices()]})
	}
	return []page.Block{t}
}

func duties(s support.Scheme, opt Options) []page.Block {
	t := page.Table{Caption: "What is due", Columns: page.Columns("Duty", "Whose", "Status", "@From", "@In time until", "Who acts"), Empty: "Nothing is owed."}
	for _, d := range s.Duties(opt.Today, opt.Limits) {
		what := dutyWords[d.Kind]
		if d.Month != "" {
			what += " of " + string(d.Month)
		}
		if len(d.People) > 0 {
			what += " on " + opt.few(d.People)
		}
		status := words(d.Status)
		if d.WaitsFor != "" {
			status += "; waits for " + d.WaitsFor
		}
		t.Rows = append(t.Rows, []string{what, opt.name(d.Subject), status, day(d.From), day(d.LastDay), words(d.Role)})
	}
	return []page.Block{t}
}

func gains(s support.Scheme, opt Options) []page.Block {
	t := page.Table{Caption: "People whose self-rating changed, by competence", Empty: "Nobody has been rated twice yet.",
		Columns: page.Columns("Competence", "From", "To", "#Rose", "#Stayed", "#Fell")}
	held := false
	for _, g := range support.GroupGains(s.Programmes, opt.SmallGroup) {
		row := []string{g.Activity, words(g.From), words(g.To), count(g.Rose), count(g.Stayed), count(g.Fell)}
		if g.Suppressed {
			held = true
			row[3], row[4], row[5] = "held back", "held back", "held back"
		}
		t.Rows = append(t.Rows, row)
	}
	blocks := []page.Block{page.Text("A self-rating is not a mark: there is no target, no average and no order of people."), t}
	if held {
		least := cmp.Or(opt.SmallGroup, support.DefaultSmallestGroup)
		blocks = append(blocks, page.Note{Label: "Held back", Text: "Counts about fewer than " + strconv.Itoa(least) + " people would tell of single persons."})
	}
	return blocks
}
