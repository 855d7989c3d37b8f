// Command peers plans a project of joint practice development between colleges: who are buddies, who visits whom and when,
// and who sits in which action learning set. It reads the people from a table, asks the rules in force what speaks for each
// pair, and finds the best plan there is. Run it with no arguments to plan an invented project of two colleges with
// fourteen and six people.
//
//	go run ./examples/peers
//	go run ./examples/peers -people people.csv -packs our-preferences -out plan
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	return cli.Run("peers", stdout, stderr, func(out io.Writer) error {
		o, err := parse(args, out)
		if err != nil {
			return err
		}
		people, err := o.read()
		if err != nil {
			return err
		}
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		p, err := o.plan(ctx, people)
		if err != nil {
			return err
		}
		files, err := p.files(o)
		if err != nil {
			return err
		}
		if err := cli.Save(o.out, files); err != nil {
			return err
		}
		p.tell(out, files, o.out)
		return nil
	})
}

// sizes are the least and the most people in a group.
type sizes struct{ min, max int }

func (s *sizes) Set(text string) error {
	if n, err := fmt.Sscanf(text, "%d-%d", &s.min, &s.max); err != nil || n != 2 || s.min < 2 || s.max < s.min {
		return fmt.Errorf("write the least and the most people, such as 6-7; groups have 2 or more")
	}
	return nil
}

func (s *sizes) String() string { return fmt.Sprintf("%d-%d", s.min, s.max) }

type options struct {
	people        string
	packs         []string
	buddies, sets sizes
	visits, meets practice.Date // Mondays
	out           string
	work          int
}

const usage = `Plan a project of joint practice development: buddy groups, visits and action learning sets.

  peers [flags]

The table of people has the columns id, provider, subject, themes, teaching, free, facilitates and line_manager. Themes and
times are separated by semicolons; a time is a half-day such as "Mon am". It writes timetable.csv, timetable.html,
timetable.ics, and project.json and project.html, the project that the plan begins.

Flags:
`

func parse(args []string, help io.Writer) (options, error) {
	o := options{buddies: sizes{2, 3}, sets: sizes{6, 7}, visits: practice.MustDate("2026-02-02"), meets: practice.MustDate("2026-03-23")}
	f := flag.NewFlagSet("peers", flag.ContinueOnError)
	f.StringVar(&o.people, "people", "", "`file` of people, .csv (default an invented project)")
	f.Func("packs", "`folder` of your own preferences, laid over the program's; may be given again",
		func(s string) error { o.packs = append(o.packs, s); return nil })
	f.Var(&o.buddies, "buddies", "`sizes` of buddy groups")
	f.Var(&o.sets, "sets", "`sizes` of action learning sets")
	monday := func(to *practice.Date) func(string) error {
		return func(s string) (err error) { *to, err = practice.ParseDate(s); return err }
	}
	f.Func("visits", "`Monday` of the week of visits (default 2026-02-02)", monday(&o.visits))
	f.Func("meets", "`Monday` of the week in which the sets first meet (default 2026-03-23)", monday(&o.meets))
	f.StringVar(&o.out, "out", "peers-out", "`folder` to write to")
	f.IntVar(&o.work, "work", 0, "limit of the search in `steps`; 0 is enough for two hundred people")
	if err := cli.Parse(f, args, usage, help); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, &cli.MisuseError{What: fmt.Sprintf("%q is no flag; give a file with -people", f.Arg(0))}
	}
	for _, week := range []struct {
		flag string
		from practice.Date
	}{{"visits", o.visits}, {"meets", o.meets}} {
		if week.from.Weekday() != time.Monday {
			return o, &cli.MisuseError{What: fmt.Sprintf("-%s is %s, which is no Monday", week.flag, week.from)}
		}
	}
	return o, nil
}
