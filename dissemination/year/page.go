package year

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
)

// Markdown renders the report as Markdown. The same report gives the same bytes.
func (y Year) Markdown() []byte { return y.page().Markdown() }

// HTML renders the report as one accessible file that needs nothing else and prints on A4. The same report gives the same
// bytes.
func (y Year) HTML() []byte { return y.page().HTML() }

func (y Year) page() *page.Page {
	p := &page.Page{Title: "A year of dissemination", Lead: y.Provider + ", on " + y.On.Long()}
	if y.On.IsZero() {
		p.Lead = y.Provider + ", on a day that was not given, so nothing is overdue"
	}
	section := func(heading string, blocks ...page.Block) {
		p.Blocks = append(p.Blocks, page.Section{Heading: heading, Blocks: blocks})
	}
	p.Blocks = append(p.Blocks, y.profile())
	if y.Window.Met == practice.Closed {
		p.Blocks = append(p.Blocks, page.Note{Label: "First year", Text: "No work with a partner is known to have begun by " +
			y.Window.LastDay.Long() + ", the end of the first year of status."})
	}
	section("What waits for whom", page.ByRole(y.tasks())...)
	section("Plan against actual", y.activityTable(), y.dayFacts())
	section("Promotion and selection", y.channelTable(), y.mixTable(), y.needTable())
	section("Partners", y.partnerTable())
	section("Whom the work met", y.reachTable())
	section("What worked", y.modeTable(), page.Text("Counts of single engagements are no proof: partners were not chosen by chance, and "+
		"a way of working may have had the easier cases."))
	section("Impact on partners", y.changeTable(), y.figureTable())
	section("What stood in the way, and what was gained", y.barrierTable(), y.gainTable())
	section("For the self-assessment report", y.feedTable())
	return p
}

func (y Year) profile() page.Facts {
	overdue := 0
	for _, d := range y.Due {
		if d.Overdue(y.On) {
			overdue++
		}
	}
	facts := page.Facts{{Name: "Stands at", Value: cmp.Or(words(string(y.State)), page.NotRecorded)}}
	if y.Stage > 0 {
		facts[0].Value += fmt.Sprintf(" (stage %d of 7, %s)", y.Stage, y.Stage)
	}
	facts = append(facts, page.Fact{Name: "Status awarded", Value: day(y.Window.AwardedOn)})
	if !y.Window.LaterYear {
		facts = append(facts, page.Fact{Name: "First work with a partner", Value: day(y.Window.FirstWork) + windowNote(y.Window)})
	}
	partners := strconv.Itoa(y.Selection.Partners)
	if limit, known := y.Selection.Limit.Get(); known {
		partners += " of " + strconv.Itoa(limit)
	}
	return append(facts, page.Fact{Name: "Partners", Value: partners}, page.Fact{Name: "Open demands", Value: strconv.Itoa(len(y.Due))},
		page.Fact{Name: "Overdue", Value: strconv.Itoa(overdue)},
		page.Fact{Name: "Practices found in partners", Value: cmp.Or(strings.Join(y.Commended, ", "), "none")})
}

func windowNote(w Window) string {
	if w.LastDay.IsZero() {
		return ""
	}
	return "; it had to begin by " + w.LastDay.String()
}

func (y Year) tasks() []page.Task {
	with := map[string]string{}
	for _, p := range y.Partners {
		if p.PartnerID != "" {
			with[p.EngagementID] = " with " + p.PartnerID
		}
	}
	all := make([]page.Task, len(y.Due))
	for i, d := range y.Due {
		all[i] = page.Task{Role: d.Role, About: d.Subject + with[d.Subject], What: d.What, LastDay: d.LastDay.String(), DaysLate: d.LastDay.DaysUntil(y.On),
			Since: d.Since.String(), Source: d.Source}
	}
	return all
}

// table makes a table; a head that begins with # is of a column of figures, one with @ of a column of days.
func table(caption, empty string, heads ...string) page.Table {
	return page.Table{Caption: caption, Empty: empty, Columns: page.Columns(heads...)}
}

var statusWords = map[ActivityStatus]string{Held: "held", HeldOff: "held on another day than planned", Running: "under way", Coming: "to come",
	Late: "not recorded as held", Undated: "no day planned"}

func (y Year) activityTable() page.Table {
	t := table("Planned activities and what became of them", "No activity is planned.", "Activity", "Planned", "@Held", "#Days needed", "Status")
	for _, a := range y.Activities {
		planned := a.StartOn.String()
		if !a.EndOn.IsZero() && a.EndOn != a.StartOn {
			planned += " to " + a.EndOn.String()
		}
		t.Rows = append(t.Rows, []string{cmp.Or(a.Title, a.ID), planned, a.HeldOn.String(), number(a.DaysNeeded), statusWords[a.Status]})
	}
	return t
}

func (y Year) dayFacts() page.Facts {
	d := y.Days
	spent := page.Number(d.Spent)
	if d.Untold > 0 {
		spent += fmt.Sprintf(" (contacts that do not say: %d)", d.Untold)
	}
	return page.Facts{
		{Name: "Staff in the plan", Value: fmt.Sprintf("%d (known to be committed: %d)", d.People, d.Committed)},
		{Name: "Days set aside", Value: number(d.Available)},
		{Name: "Days the plan needs", Value: number(d.Needed)},
		{Name: "Days spent with partners", Value: spent},
	}
}

func (y Year) channelTable() page.Table {
	t := table("Promotion by channel", "Nothing was promoted.", "Channel", "#Promotions", "#Partners by name", "#First contacts", "#Through the local body")
	for _, c := range y.Channels {
		t.Rows = append(t.Rows, cells(words(string(c.Channel)), c.Promotions, c.Partners, c.FirstContacts, c.ViaLocalBody))
	}
	return t
}

func (y Year) mixTable() page.Table {
	t := table("Enquiries by how well the provider performs", "Nobody enquired.", "Performance", "#Enquiries", "#Approached", "#Through the local body",
		"#Filtered", "#Accepted", "#Declined", "#Of them pointed elsewhere", "#Waiting")
	for _, m := range y.Selection.Mix {
		t.Rows = append(t.Rows, cells(cmp.Or(words(string(m.Band)), page.NotRecorded), m.Enquiries, m.Approached, m.ViaLocalBody, m.Filtered,
			m.Accepted, m.Declined, m.Signposted, m.Waiting))
	}
	return t
}

func (y Year) needTable() page.Table {
	t := table("What enquirers asked for", "Nobody has said what is needed.", "Area", "#Enquiries", "#Of weak providers", "#Accepted", "On offer")
	for _, n := range y.Needs {
		offered := "no"
		if n.Offered {
			offered = "yes"
		}
		t.Rows = append(t.Rows, append(cells(n.Area, n.Enquiries, n.Weak, n.Helped), offered))
	}
	return t
}
