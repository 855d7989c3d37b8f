// Command quickstart shows a college's whole year of sharing good practice on invented documents: a practice from an
// observation to its impact, enquiries chosen among, engagements taken gate by gate to their evaluation, what is due and
// what changed. Run it with no arguments; give it a folder of your own documents to see your own year.
//
//	go run ./examples/quickstart
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/acl-beacon/beacon/practice"
)

// The exit codes.
const (
	exitDone   = 0
	exitBad    = 1 // the documents or the rules are at fault
	exitMisuse = 2 // the command line is
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	var out bytes.Buffer // so that nothing is shown of a report that fails half-way
	if err == nil {
		err = report(o, &out)
	}
	if _, writeErr := out.WriteTo(stdout); writeErr != nil {
		err = errors.Join(err, writeErr)
	}
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(stderr, "quickstart: %v\n", err)
	if misuse := (*misuseError)(nil); errors.As(err, &misuse) {
		fmt.Fprintln(stderr, "Run it with -help to see every flag.")
		return exitMisuse
	}
	return exitBad
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
	if o.json {
		return errors.Join(writeJSON(out, s), err)
	}
	writeText(out, s)
	return err
}

// options are what the command line asks for.
type options struct {
	json  bool
	today practice.Date
	data  string // empty is the documents that come with the program
	packs []string
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
	f.SetOutput(io.Discard) // run tells of a mistake itself
	f.StringVar(&o.data, "data", "", "`folder` of your own documents (default the invented college's)")
	f.Func("packs", "`folder` of your own rules, laid over the published ones; may be given again\n"+
		"(default the invented college's rules)",
		func(s string) error { o.packs = append(o.packs, s); return nil })
	f.Func("today", "`date` to judge by, such as "+exampleToday+"; what is dated later has not happened yet\n"+
		"(default "+exampleToday+", and the present day with -data)",
		func(s string) (err error) { o.today, err = practice.ParseDate(s); return err })
	f.BoolVar(&o.json, "json", false, "write everything in the form that programs read (JSON)")
	if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
		f.SetOutput(help)
		fmt.Fprint(help, usage)
		f.PrintDefaults()
		return o, err
	} else if err != nil {
		return o, &misuseError{err.Error()}
	}
	if f.NArg() > 0 {
		return o, &misuseError{fmt.Sprintf("%q belongs to no flag; did you mean -data %[1]s?", f.Arg(0))}
	}
	given := map[string]bool{}
	f.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case given["data"] && o.data == "":
		return o, &misuseError{"-data is empty; give it the folder with your documents"}
	case o.today.IsZero() && o.data == "":
		o.today = practice.MustDate(exampleToday)
	case o.today.IsZero():
		o.today = practice.DateOf(time.Now())
	}
	return o, nil
}
