// Command partners chooses partners among real providers. It reads Ofsted's further-education-and-skills management
// information, takes the providers of some regions and kinds as possible partners of one disseminator, and tells by the
// rules in force whom to approach and how, whom not, and of whom to ask what.
//
//	go run ./examples/partners -inspections FILE.csv -disseminator 10000001
//
// The file is on GOV.UK under "Further education and skills inspections and outcomes: management information".
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	return cli.Run("partners", stdout, stderr, func(out io.Writer) error {
		o, err := parse(args, out)
		if err != nil {
			return err
		}
		return report(o, out)
	})
}

func report(o options, out io.Writer) error {
	in, err := read(o)
	if err != nil {
		return err
	}
	r, faults := choose(o, in)
	if o.json {
		err = cli.WriteJSON(out, r)
	} else {
		writeText(out, r)
	}
	return errors.Join(err, faults)
}

// options are what the command line asks for.
type options struct {
	inspections  string
	disseminator string
	regions      []string // nil is the disseminator's own
	kinds        []practice.ProviderKind
	places       int
	today        practice.Date
	packs        []string
	json         bool
}

const usage = `Choose partners for a disseminator among the providers that Ofsted inspects.

  partners -inspections FILE.csv -disseminator UKPRN [flags]

Example: colleges and adult providers of two regions, four places, the college's own rules on top
  partners -inspections mi.csv -disseminator 10000001 -regions "London,South East" -places 4 -packs rules/

Flags:
`

func parse(args []string, help io.Writer) (options, error) {
	o := options{kinds: []practice.ProviderKind{practice.College, practice.Adult}}
	f := flag.NewFlagSet("partners", flag.ContinueOnError)
	f.StringVar(&o.inspections, "inspections", "", "Ofsted's management information, a CSV `file` (needed)")
	f.StringVar(&o.disseminator, "disseminator", "", "`UKPRN` of the provider that shares its practice (needed)")
	f.Func("regions", "`regions` to look for partners in, separated by commas, or all\n(default the disseminator's own)",
		func(s string) (err error) { o.regions, err = list(s); return err })
	f.Func("kinds", "`kinds` of provider: college, acl (adult), wbl (work-based), other, or all\n(default college,acl)",
		func(s string) (err error) { o.kinds, err = kinds(s); return err })
	f.IntVar(&o.places, "places", 6, "`number` of partners the disseminator can take")
	f.Func("today", "`date` to judge by, such as 2026-03-31 (default the present day)",
		func(s string) (err error) { o.today, err = practice.ParseDate(s); return err })
	f.Func("packs", "`folder` of your own rule packs, laid over the others; may be given again",
		func(s string) error { o.packs = append(o.packs, s); return nil })
	f.BoolVar(&o.json, "json", false, "write everything as JSON")
	if err := cli.Parse(f, args, usage, help); err != nil {
		return o, err
	}
	if o.today.IsZero() {
		o.today = practice.DateOf(time.Now())
	}
	return o, o.check(f.Args())
}

func (o options) check(left []string) error {
	switch {
	case len(left) > 0:
		return &cli.MisuseError{What: fmt.Sprintf("%q belongs to no flag; put a value with spaces or commas in quotation marks", left[0])}
	case o.inspections == "":
		return &cli.MisuseError{What: "-inspections is missing: give it the CSV file of Ofsted's management information"}
	case o.disseminator == "":
		return &cli.MisuseError{What: "-disseminator is missing: give it the UKPRN of the provider that shares its practice"}
	case o.places < 0:
		return &cli.MisuseError{What: fmt.Sprintf("-places is %d; it cannot be below 0", o.places)}
	}
	return nil
}

// list splits at commas. The word all gives an empty list that is not nil.
func list(s string) ([]string, error) {
	all := []string{}
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
			return nil, errors.New("a name is empty")
		case strings.EqualFold(part, "all"):
			return []string{}, nil
		}
		all = append(all, part)
	}
	return all, nil
}

func kinds(s string) ([]practice.ProviderKind, error) {
	names, err := list(s)
	if err != nil {
		return nil, err
	}
	all := make([]practice.ProviderKind, len(names))
	for i, name := range names {
		if err := all[i].UnmarshalText([]byte(strings.ToLower(name))); err != nil {
			return nil, err
		}
	}
	return all, nil
}
