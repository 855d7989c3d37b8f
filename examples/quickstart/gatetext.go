package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// gates tells what happened to one document. Steps that were open and about which there is nothing to say share a line.
func (p page) gates(all []gate) {
	var quiet []string
	year := 0 // of the step before on the same line
	flush := func() {
		if len(quiet) > 0 {
			p.item("  open", gateAt, strings.Join(quiet, ", "))
		}
		quiet, year = nil, 0
	}
	noted := map[string]bool{}
	for i, g := range all {
		if g.Next && i > 0 && repeats(all[i-1], g) {
			continue
		}
		reasons := p.told(g, noted)
		if g.Moved && g.By == "" && len(reasons) == 0 {
			quiet = append(quiet, quietText(g, year))
			year, _, _ = g.On.Civil()
			continue
		}
		flush()
		p.gate(g)
		for _, r := range reasons {
			p.item("", gateAt, r)
		}
	}
	flush()
}

// repeats reports whether the way ahead is closed as it was when somebody last asked, for the same reasons.
func repeats(last, next gate) bool {
	return last.To == next.To && !last.Moved && last.Decision != nil &&
		slices.EqualFunc(last.Decision.Reasons, next.Decision.Reasons, func(a, b practice.Reason) bool {
			return a.Rule == b.Rule && a.Verdict == b.Verdict
		})
}

// quietText tells a step that was open. A year that the step before has already is not told again.
func quietText(g gate, year int) string {
	day := short(g.On)
	if y, _, _ := g.On.Civil(); y == year {
		day = day[:strings.LastIndexByte(day, ' ')]
	}
	text := word(stateWords, g.To) + " " + day
	if g.Note != "" {
		text += " (" + g.Note + ")"
	}
	return text
}

func (p page) gate(g gate) {
	what := word(stateWords, g.To)
	switch {
	case g.Varied != "":
		p.item("  varied", gateAt, withNote(fmt.Sprintf("%s, the changed version goes for a validation of its own, as %s", short(g.On), g.Varied), g.Note))
	case g.To == "":
		p.item("  noted", gateAt, withNote(short(g.On), g.Note))
	case g.Next:
		p.item("  next", gateAt, fmt.Sprintf("“%s” today: %s", what, outcomeWords[g.Decision.Outcome]))
	case g.Moved && g.By != "":
		p.item("  decided", gateAt, withNote(fmt.Sprintf("%s %s by the %s", what, short(g.On), g.By), g.Note))
	case g.Moved && g.Decision.Outcome != practice.Open:
		p.item("  WAIVED", gateAt, withNote(what+" "+short(g.On), g.Note))
	case g.Moved:
		p.item("  open", gateAt, withNote(what+" "+short(g.On), g.Note))
	case g.Refused != "":
		p.item("  NOT TAKEN", gateAt, withNote(fmt.Sprintf("%s, “%s”: %s", short(g.On), what, g.Refused), g.Note))
	default:
		p.item("  "+outcomeWords[g.Decision.Outcome], gateAt, withNote(fmt.Sprintf("%s, “%s”", short(g.On), what), g.Note))
	}
}

func withNote(text, note string) string {
	if note == "" {
		return text
	}
	return text + ": " + note
}

var outcomeWords = map[practice.Outcome]string{practice.Open: "open", practice.Closed: "CLOSED", practice.CannotTell: "CANNOT TELL"}

// told gives the reasons a reader should see: what closes the gate or leaves it open to question, advice that failed with
// its answer, and each note once.
func (p page) told(g gate, noted map[string]bool) []string {
	if g.Decision == nil {
		return nil
	}
	var lines []string
	for _, r := range g.Decision.Reasons {
		switch {
		case r.Severity == practice.Must || r.Severity == practice.Should && r.Verdict == practice.Fail:
			lines = append(lines, p.reasonText(r))
			if i := slices.IndexFunc(g.Answers, func(o practice.Override) bool { return o.Rule == r.Rule }); i >= 0 {
				lines = append(lines, fmt.Sprintf("Written reason of the %s: “%s”", g.Answers[i].Role, g.Answers[i].Reason))
			}
		case r.Severity == practice.May && r.Verdict == practice.Fail && !noted[r.Rule]:
			noted[r.Rule] = true
			lines = append(lines, p.reasonText(r))
		}
	}
	return lines
}

func (p page) reasonText(r practice.Reason) string {
	text := r.Message
	switch r.Verdict {
	case practice.CannotJudge:
		text = p.ask(r)
	case practice.RuleError:
		text = "The rule itself failed and must be mended; it opens nothing."
	}
	switch r.Severity {
	case practice.Should:
		text = "Advice: " + text
	case practice.May:
		text = "Note: " + text
	}
	return fmt.Sprintf("%s (%s)", text, ruleName(r.Rule, r.Source))
}

// ask says what to ask of whom.
func (p page) ask(r practice.Reason) string {
	words := make([]string, len(r.Missing))
	for i, path := range r.Missing {
		words[i] = cmp.Or(p.words[path], pathWords(path))
	}
	facts := cli.And(words)
	switch r.Ask {
	case "":
		return "Find out " + facts + "."
	case "partner":
		facts = strings.ReplaceAll(facts, "the partner's", "its")
	}
	return fmt.Sprintf("Ask the %s %s.", r.Ask, facts)
}

// ruleName tells where a rule can be looked up.
func ruleName(id, source string) string {
	if source == "" {
		return "rule " + id
	}
	if paragraph, ok := strings.CutPrefix(source, "LSC 2004 "); ok {
		source = paragraph // the last lines say of which guide
	}
	return source + ", " + id
}

func (p page) selection(s story) {
	c := s.Selection.Lists
	if len(c.Accepted)+len(c.Waiting)+len(c.Declined)+len(c.ToAsk) == 0 {
		return
	}
	places := ""
	if n, ok := c.Places.Get(); ok {
		places = fmt.Sprintf(": %d of %s free", n, counted(s.College.Document.PartnerLimit.Or(0), "place is", "places are"))
	}
	p.heading(fmt.Sprintf("ENQUIRIES%s", places))
	p.para("Last grade (1 is best), distance, and score = need + match with the offer + few areas + near.")
	for i, one := range c.Accepted {
		if s.Selection.Moves[i].Moved {
			p.candidate("ACCEPTED", one)
			continue
		}
		p.candidate("ON HOLD", one)
		p.item("", gateAt, "It keeps its place until that is put right or a reason is written down.")
	}
	for _, one := range c.Waiting {
		p.candidate("WAITING", one)
	}
	for _, one := range c.Declined {
		p.candidate("DECLINED", one)
	}
	for _, one := range c.ToAsk {
		p.candidate("TO ASK", one)
	}
}

func (p page) candidate(label string, c beacon.Candidate) {
	text := cmp.Or(c.Enquiry.Provider.Name, c.Enquiry.ID) + partnerText(c.Enquiry)
	ranked := c.Decision.Outcome == practice.Open
	if ranked {
		text += ", " + number(practice.Known(c.Score))
		var parts []string
		for _, t := range c.Terms {
			parts = append(parts, fmt.Sprintf("%s %s", cli.Spaced(t.ID), number(practice.Known(t.Weight*t.Value.Or(0)))))
		}
		text += " = " + strings.Join(parts, " + ")
	}
	p.item("  "+label, gateAt, text)
	for _, r := range c.Decision.Reasons {
		advice := ranked && r.Severity == practice.Should && r.Verdict == practice.Fail
		if r.Severity == practice.Must || advice {
			p.item("", gateAt, p.reasonText(r))
		}
	}
	if len(c.Signposts) > 0 {
		var to []string
		for _, s := range c.Signposts {
			to = append(to, s.To)
		}
		p.item("", gateAt, "Point it to "+cli.And(to)+".")
	}
}
