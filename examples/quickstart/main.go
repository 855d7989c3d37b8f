// Command quickstart shows a college's whole year of sharing good practice on invented documents: a practice from an
// observation to its impact, enquiries chosen among, engagements taken gate by gate to their evaluation, what is due and
// what changed. Run it with no arguments; give it a folder of your own documents to see your own year.
//
//	go run ./examples/quickstart
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	return cli.Run("quickstart", stdout, stderr, func(out io.Writer) error {
		o, err := parse(args, out)
		if err != nil {
			return err
		}
		return report(o, out)
	})
}

func report(o options, out io.Writer) error {
	docs, err := read(o.data)
	if err != nil {
		return err
	}
	engine, err := newEngine(o.packs)
	if err != nil {
		return err
	}
	s, err := tell(engine, docs, o.today)
	if faults := (*faultError)(nil); err != nil && !errors.As(err, &faults) {
		return err
	}
	if o.report != "" {
		if err := writePages(o.report, s); err != nil {
			return err
		}
	}
	if o.json {
		return errors.Join(cli.WriteJSON(out, s), err)
	}
	writeText(out, s)
	if o.report != "" {
		fmt.Fprintf(out, "\nThe pages are in %s: year.html, service.html and days.ics for a calendar.\n", o.report)
	}
	return err
}

// options are what the command line asks for.
type options struct {
	json  bool
	today practice.Date
	data  string // empty is the documents that come with the program
	packs []string
	// report is a folder to write pages into; empty writes none.
	report string
}

// exampleToday is the day on which the invented documents are looked at.
const exampleToday = "2026-03-02"

const usage = `A college's year of sharing good practice, judged by rules that a college can write.

  quickstart [flags]

Without flags it tells of an invented college on ` + exampleToday + `. To see your own year, copy
examples/quickstart/data, put in your own documents and name the folder; the README beside it says
what goes where.

  quickstart -data my-documents -packs my-rules

Flags:
`

func parse(args []string, help io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	f.StringVar(&o.data, "data", "", "`folder` of your own documents (default the invented college's)")
	f.Func("packs", "`folder` of your own rules, laid over the published ones; may be given again\n"+
		"(default the invented college's rules)",
		func(s string) error { o.packs = append(o.packs, s); return nil })
	f.Func("today", "`date` to judge by, such as "+exampleToday+"; what is dated later has not happened yet\n"+
		"(default "+exampleToday+", and the present day with -data)",
		func(s string) (err error) { o.today, err = practice.ParseDate(s); return err })
	f.StringVar(&o.report, "report", "", "`folder` to write pages for people into: the year, the practices, and days for\na calendar")
	f.BoolVar(&o.json, "json", false, "write everything in the form that programs read (JSON)")
	if err := cli.Parse(f, args, usage, help); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, &cli.MisuseError{What: fmt.Sprintf("%q belongs to no flag; did you mean -data %[1]s?", f.Arg(0))}
	}
	given := map[string]bool{}
	f.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case given["data"] && o.data == "":
		return o, &cli.MisuseError{What: "-data is empty; give it the folder with your documents"}
	case given["report"] && o.report == "":
		return o, &cli.MisuseError{What: "-report is empty; give it the folder to write into"}
	case o.today.IsZero() && o.data == "":
		o.today = practice.MustDate(exampleToday)
	case o.today.IsZero():
		o.today = practice.DateOf(time.Now())
	}
	return o, nil
}
