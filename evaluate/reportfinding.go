package evaluate

import (
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
)

// methodWords names methods for people; the package documentation of stats has the formulas.
var methodWords = map[Method]string{
	BySignedRank:  "exact signed rank test, with the Hodges-Lehmann centre of the changes",
	BySignTest:    "exact sign test, since most did not change",
	ByPairedT:     "paired t test",
	ByMcNemar:     "exact McNemar test, with Newcombe's paired interval",
	ByFisher:      "Fisher's exact test, with Newcombe's interval",
	ByRankSum:     "exact rank sum test, with the Hodges-Lehmann shift",
	ByWelch:       "Welch's t test",
	ByChange:      "difference in differences, Welch's t",
	ByANCOVA:      "analysis of covariance on the value before, HC2 errors",
	ByPermutation: "permutation of who had the help",
	BySeries:      "segmented regression, Newey-West errors",
	BySynthetic:   "synthetic control with placebos",
	ByCohort:      "group-time effects after Callaway and Sant'Anna",
}

// finding adds the section of one measure.
func (r *Report) finding(s *sample, f *Finding) {
	v := &f.Verdict
	blocks := []page.Block{page.Note{Label: claimWords[v.Claim], Text: v.Sentence}}
	if len(v.NotToSay) > 0 {
		blocks = append(blocks, page.Section{Heading: "What may not be said", Blocks: []page.Block{page.List{Items: v.NotToSay}}})
	}
	var seen []page.Block
	for _, d := range []struct {
		name string
		draw func(*Finding) (drawing, bool)
	}{{"changes", s.drawPaired}, {"periods", s.drawPeriods}, {"size", s.drawSize}} {
		if picture, ok := d.draw(f); ok {
			seen = append(seen, r.figure(fileName(f.MeasureID)+"-"+d.name, picture))
		}
	}
	if len(seen) > 0 {
		blocks = append(blocks, page.Section{Heading: "What was seen", Blocks: seen})
	}
	blocks = append(blocks, page.Section{Heading: "How sure", Blocks: sureness(s, f)})
	r.add(upper(f.Name), blocks)
}

// longestName leaves room for an ending on every file system.
const longestName = 60

// fileName keeps what is safe in the name of a file.
func fileName(id string) string {
	runes := []rune(id)
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' {
			return c
		}
		return '-'
	}, string(runes[:min(len(runes), longestName)]))
}

// probability writes a p-value.
func probability(p float64) string {
	if p < 0.0001 {
		return "under 0.0001"
	}
	return decimal(p)
}

// sureness lists what the level of evidence rests on.
func sureness(s *sample, f *Finding) []page.Block {
	e, c := &f.Evidence, &f.Counts
	level := upper(e.Level.String())
	if e.Level != e.ByDesign {
		level += ", lowered from " + e.ByDesign.String()
	}
	facts := page.Facts{{Name: "Strength of evidence", Value: level}}
	if s.measure.Level != "" {
		facts = append(facts, page.Fact{Name: "Speaks of (Guskey)", Value: strings.ReplaceAll(string(s.measure.Level), "_", " ")})
	}
	if f.Method != "" {
		facts = append(facts, page.Fact{Name: "Method", Value: upper(methodWords[f.Method])})
	}
	if p := f.P; p != nil {
		text := probability(p.Value)
		if p.Adjusted != p.Value {
			text += "; adjusted for all measures " + probability(p.Adjusted)
		}
		if p.Smallest > 0 {
			text += "; the least possible was " + probability(p.Smallest)
		}
		facts = append(facts, page.Fact{Name: "p-value", Value: text})
	}
	if f.Standardised != nil {
		facts = append(facts, page.Fact{Name: "In standard deviations", Value: signed(f.Standardised.Value) + f.Standardised.within()})
	}
	counted := sprintf("%d %s; %d before and at the end, %d only before, %d only at the end", c.Units, s.noun(), c.Pairs, c.Lost, c.Late)
	if s.design == Series {
		counted = sprintf("%d points before and %d after", c.PeriodsBefore, c.PeriodsAfter)
	}
	facts = append(facts, page.Fact{Name: "Counted", Value: counted})
	if g := f.Grouping; g != nil {
		if worth, ok := g.Worth.Get(); ok {
			facts = append(facts, page.Fact{Name: "Members of " + s.plan.groups() + " are alike",
				Value: sprintf("%d count as %s independent ones", c.Pairs, decimal(worth))})
		}
	}
	blocks := []page.Block{facts}
	if len(e.Downgrades) > 0 {
		t := page.Table{Caption: "Weaknesses, one level each", Columns: []page.Column{{Head: "Weakness"}, {Head: "Why"}, {Head: "What would help"}}}
		for _, d := range e.Downgrades {
			t.Rows = append(t.Rows, []string{upper(strings.ReplaceAll(string(d.Threat), "_", " ")), d.Reason, d.Remedy})
		}
		blocks = append(blocks, t)
	}
	if len(f.Refusals) > 0 {
		t := page.Table{Caption: "What was refused", Columns: []page.Column{{Head: "Refused"}, {Head: "Why"}, {Head: "What would help"}}}
		for _, x := range f.Refusals {
			t.Rows = append(t.Rows, []string{upper(strings.ReplaceAll(string(x.Of), "_", " ")), x.Reason, x.Remedy})
		}
		blocks = append(blocks, t)
	}
	if len(f.Checks) > 0 {
		items := make([]string, len(f.Checks))
		for i, c := range f.Checks {
			items[i] = c.Says
		}
		blocks = append(blocks, page.Section{Heading: "Checks beside it", Blocks: []page.Block{page.List{Items: items}}})
	}
	return blocks
}
