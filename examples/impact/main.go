// Command impact says what may and may not be claimed of shared practice: from a plan, records of what was measured,
// statements and the log of other involvement.
//
//	go run ./examples/impact
//	go run ./examples/impact -plan plan.json -records records.csv -statements statements.csv -influences influences.csv -out DIR
//	go run ./examples/impact stats signed_rank -csv ratings.csv -columns before,after
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/acl-beacon/beacon/examples/internal/cli"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	return cli.Run("impact", stdout, stderr, func(out io.Writer) error {
		if len(args) > 0 && args[0] == "stats" {
			return runStats(args[1:], out)
		}
		o, err := parse(args, out)
		if err != nil {
			return err
		}
		s, err := readStudy(o)
		if err != nil {
			return err
		}
		return s.report(o, out)
	})
}

// options are what the command line asks for.
type options struct {
	plan, records, statements, influences string
	inspections                           string
	partners                              []string // UKPRNs
	out                                   string
	seed                                  uint64
	json                                  bool
}

const usage = `What may and may not be claimed of shared practice.

  impact                                 an invented example: 14 tutors, 8 partners and 24 others
  impact -plan plan.json -records records.csv [-statements s.csv] [-influences i.csv] [-out DIR]
  impact stats                           lists the single methods
  impact stats METHOD -csv FILE -columns A,B

Records are one row for each value: measure_id, unit, group, period, treated, value (or count and total), on.
With -out the report is written as report.html with pictures, report.md, paragraph.md and assessment.json.

Flags:
`

func parse(args []string, help io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("impact", flag.ContinueOnError)
	f.StringVar(&o.plan, "plan", "", "the plan, a JSON `file` (beacon/evaluation-plan/1)")
	f.StringVar(&o.records, "records", "", "what was measured, a CSV `file`")
	f.StringVar(&o.statements, "statements", "", "what people say, a CSV `file`: kind, on, by_role, text, measure_id, becomes, due_on")
	f.StringVar(&o.influences, "influences", "", "what else was going on, a CSV `file`: kind, what, from, to, measure_ids,\nunits, major, signed_by, signed_on")
	f.StringVar(&o.inspections, "inspections", "", "Ofsted's management information, a CSV `file`: what becomes of providers anyway")
	f.Func("partners", "`UKPRNs` of the partners in it, separated by commas", func(s string) error {
		for id := range strings.SplitSeq(s, ",") {
			o.partners = append(o.partners, strings.TrimSpace(id))
		}
		return nil
	})
	f.StringVar(&o.out, "out", "", "`folder` to write the report to; it is made if it is not there")
	f.Uint64Var(&o.seed, "seed", 0, "start of the random draws, `number`")
	f.BoolVar(&o.json, "json", false, "write the assessment as JSON instead of text")
	if err := cli.Parse(f, args, usage, help); err != nil {
		return o, err
	}
	return o, o.check(f.Args())
}

func (o options) check(left []string) error {
	switch {
	case len(left) > 0:
		return &cli.MisuseError{What: fmt.Sprintf("%q belongs to no flag; put a value with spaces in quotation marks", left[0])}
	case o.plan == "" && (o.records != "" || o.statements != "" || o.influences != ""):
		return &cli.MisuseError{What: "-plan is missing: without a plan there is nothing to hold the records to"}
	case o.plan != "" && o.records == "":
		return &cli.MisuseError{What: "-records is missing: give it the CSV file of what was measured"}
	case (o.inspections == "") != (len(o.partners) == 0):
		return &cli.MisuseError{What: "-inspections and -partners belong together: the file, and which providers in it were helped"}
	}
	return nil
}
