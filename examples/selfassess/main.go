// Command selfassess makes the papers of a partnership's self-assessment from the views of its partners: the agenda for the
// discussion, the profile that comes of it and the picture of who gives which level. Run it with no arguments to see those of
// an invented partnership of six partners in its second round.
//
//	go run ./examples/selfassess
//	go run ./examples/selfassess -views views.csv -before last-round.json -out papers
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric/report"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	return cli.Run("selfassess", stdout, stderr, func(out io.Writer) error {
		o, err := parse(args, out)
		if err != nil {
			return err
		}
		in, err := read(o)
		if err != nil {
			return err
		}
		papers, err := write(in, o.report(in.names))
		if err != nil {
			return err
		}
		if err := cli.Save(o.out, papers); err != nil {
			return err
		}
		tell(out, in, papers, o)
		return nil
	})
}

// options are what the command line asks for.
type options struct {
	views, evidence []string
	before          []string
	id, partnership string
	names, texts    string
	rubric          string
	language, also  string
	today           practice.Date
	small           int
	dayFirst        bool
	out             string
}

// exampleToday is the day on which the invented assessment is looked at.
const exampleToday = "2026-03-09"

const usage = `The papers of a partnership's self-assessment: agenda.html, report.html, heatmap.svg and profile.json.

  selfassess [flags]

Without flags it makes those of an invented partnership. To make your own, give it the views of your partners as a table
(CSV; see the README beside this program) or an assessment saved before (JSON). Nothing sums the partnership up: there is a
level for each topic and none for the whole.

Flags:
`

func parse(args []string, help io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("selfassess", flag.ContinueOnError)
	list := func(name, what string, to *[]string) {
		f.Func(name, what, func(s string) error { *to = append(*to, s); return nil })
	}
	list("views", "`file` of views, .csv, or of a saved assessment, .json; may be given again, the .json first", &o.views)
	list("evidence", "`file` of evidence, .csv; may be given again", &o.evidence)
	list("before", "`file` of an earlier round, a saved assessment (.json); may be given again, oldest first", &o.before)
	f.StringVar(&o.id, "id", "", "`id` of the assessment where only tables are given (default what they say)")
	f.StringVar(&o.partnership, "partnership", "", "`id` of the partnership where only tables are given")
	f.StringVar(&o.names, "names", "", "`file` with names for ids (.json): {\"college\": \"Riverside College\"}")
	f.StringVar(&o.rubric, "rubric", "", "`folder` of your own rubric, rubric.json and text.LANGUAGE.json (default the one for Wales)")
	f.StringVar(&o.texts, "texts", "", "`folder` with text.LANGUAGE.json, laid over the rubric's own labels")
	f.StringVar(&o.language, "lang", "en", "`language` of the papers, en or cy")
	f.StringVar(&o.also, "also", "", "`language` for rubric texts that -lang lacks, marked as such (default: show their codes)")
	f.IntVar(&o.small, "small", 0, "hide groups of fewer than `n` learners; -1 hides none, for the discussion itself (default 5)")
	f.BoolVar(&o.dayFirst, "day-first", false, "read 31/03/2026 in tables as the 31st of March")
	f.StringVar(&o.out, "out", "selfassess-out", "`folder` to write to")
	f.Func("today", "`date` to mark old evidence and overdue actions by, such as "+exampleToday+"\n(default none, and "+exampleToday+" without -views)",
		func(s string) (err error) { o.today, err = practice.ParseDate(s); return err })
	if err := cli.Parse(f, args, usage, help); err != nil {
		return o, err
	}
	switch {
	case f.NArg() > 0:
		return o, &cli.MisuseError{What: fmt.Sprintf("%q is no flag; give a file with -views", f.Arg(0))}
	case len(o.views) == 0 && (len(o.evidence) > 0 || len(o.before) > 0 || o.rubric != ""):
		return o, &cli.MisuseError{What: "give the views of this round with -views"}
	case len(o.views) == 0 && o.today.IsZero():
		o.today = practice.MustDate(exampleToday)
	}
	return o, nil
}

// staleMonths is after how many months the papers mark evidence as old. The rubric sets no limit; this is a college's choice.
const staleMonths = 18

func (o options) report(names map[string]string) report.Options {
	return report.Options{Language: o.language, Also: o.also, Names: names, Today: o.today, StaleAfter: staleMonths, SmallGroup: o.small, Seed: 1}
}

// isTable reports whether a file is a table by its name.
func isTable(name string) bool { return strings.EqualFold(filepath.Ext(name), ".csv") }
