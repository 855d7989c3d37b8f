package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

func (s *study) report(o options, out io.Writer) error {
	a, err := s.assess()
	if err != nil {
		return err
	}
	r, err := evaluate.ReportOf(s.plan, s.records, a, evaluate.ReportOptions{BaseRates: s.rates, Partners: s.partners})
	if err != nil {
		return err
	}
	if o.json {
		err = cli.WriteJSON(out, a)
	} else {
		s.text(out, &a, o)
	}
	if err != nil || o.out == "" {
		return err
	}
	return writeFolder(o.out, r, &a)
}

// writeFolder writes everything there is.
func writeFolder(folder string, r evaluate.Report, a *evaluate.Assessment) error {
	data, err := a.MarshalJSON()
	if err != nil {
		return err
	}
	files := []cli.File{{Name: "report.html", Data: r.HTML()}, {Name: "report.md", Data: r.Markdown()}, {Name: "paragraph.md", Data: []byte(evaluate.Paragraph(*a))},
		{Name: "assessment.json", Data: append(data, '\n')}}
	for _, p := range r.Pictures() {
		files = append(files, cli.File{Name: p.Name + ".svg", Data: p.SVG})
	}
	return cli.Save(folder, files)
}

// headings are claims for people.
var headings = map[evaluate.Claim]string{
	evaluate.Refused: "nothing may be said", evaluate.DescribedOnly: "numbers only", evaluate.CannotTell: "we cannot tell",
	evaluate.NoEffect: "no effect worth having", evaluate.ChangedAfter: "changed after the work",
	evaluate.ChangedMore: "changed more than elsewhere", evaluate.Contributed: "the work is part of the reason",
}

func (s *study) text(out io.Writer, a *evaluate.Assessment, o options) {
	title := s.plan.Question
	if title == "" {
		title = "Plan " + s.plan.ID
	}
	lines(out, 0, title)
	if o.plan == "" {
		lines(out, 0, "Invented data that comes with the program. Run it with -help to see how to give your own.")
	}
	for i := range a.Findings {
		f := &a.Findings[i]
		kind := ""
		if f.Primary {
			kind = " (primary)"
		}
		fmt.Fprintf(out, "\n%s%s: %s\n", strings.ToUpper(cli.Plain(f.Name)), kind, headings[f.Verdict.Claim])
		label := "May be said"
		if f.Verdict.Claim == evaluate.Refused {
			label = "Refused"
		}
		entry(out, label, []string{f.Verdict.Sentence})
		entry(out, "May not be said", f.Verdict.NotToSay)
		entry(out, "How sure", []string{sure(&f.Evidence)})
		var beside []string
		for _, c := range f.Checks {
			beside = append(beside, c.Says)
		}
		entry(out, "Beside it", beside)
		entry(out, "To say more", f.Verdict.ToSay)
	}
	if len(s.partners) > 0 {
		fmt.Fprint(out, "\nRE-INSPECTION\n")
		entry(out, "May be said", []string{s.rates.Compare(s.partners).Sentence})
	}
	if len(a.Gaps) > 0 {
		fmt.Fprint(out, "\nMISSING FROM THE RECORD\n")
		for _, g := range a.Gaps {
			entry(out, strings.ToUpper(g.Ask[:1])+g.Ask[1:], []string{g.Message + " (" + g.Source + ")"})
		}
	}
	if o.out != "" {
		fmt.Fprintf(out, "\nThe report with pictures is %s.\n", filepath.Join(o.out, "report.html"))
	} else {
		fmt.Fprint(out, "\nWith -out DIR the report is written with pictures, as HTML and Markdown.\n")
	}
}

func sure(e *evaluate.Evidence) string {
	words := map[evaluate.Level]string{evaluate.NoEvidence: "not at all", evaluate.AccountLevel: "account: worth no more than what people tell",
		evaluate.ChangeLevel: "change: the same people or places before and after", evaluate.ComparisonLevel: "comparison: with others who had no help",
		evaluate.RandomisedLevel: "randomised: chance decided who had help"}
	text := words[e.Level]
	if e.Level == e.ByDesign {
		return text
	}
	names := make([]string, len(e.Downgrades))
	for i, d := range e.Downgrades {
		names[i] = cli.Spaced(string(d.Threat))
	}
	return text + fmt.Sprintf(" (%s by design, lowered for: %s)", e.ByDesign, cli.And(names))
}

// indent is where the words of an entry begin.
const indent = 18

// entry writes a name with its lines beside it.
func entry(out io.Writer, name string, texts []string) {
	for _, t := range texts {
		for _, line := range cli.Wrap(cli.Plain(t), indent) {
			fmt.Fprintf(out, "  %s%s\n", cli.Cell(name, indent-2), line)
			name = ""
		}
	}
}

func lines(out io.Writer, indent int, text string) {
	for _, line := range cli.Wrap(cli.Plain(text), indent) {
		fmt.Fprintf(out, "%s%s\n", strings.Repeat(" ", indent), line)
	}
}
