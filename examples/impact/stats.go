package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

// statsOptions are what the command line asks of a single method.
type statsOptions struct {
	csv       string
	columns   []string
	complete  bool
	level     float64
	sampling  stats.Sampling
	zeros     stats.Zeros
	control   stats.Control
	adjust    stats.Adjustment
	se        stats.StandardError
	weights   stats.WildWeights
	cluster   string
	before    int
	statistic string
}

// answer is what a single method says, with what it was asked.
type answer struct {
	Method  string   `json:"method"`
	File    string   `json:"file"`
	Columns []string `json:"columns"`
	Rows    int      `json:"rows"`               // used
	LeftOut int      `json:"left_out,omitempty"` // rows that lack a value, with -complete
	X       string   `json:"x,omitempty"`        // of two groups, the one called x
	Y       string   `json:"y,omitempty"`
	Result  any      `json:"result"` // the members of the type of package stats, under their names
}

const statsUsage = `A single method on a CSV file, as JSON, so that it can be checked against another program.

  impact stats                                             lists the methods
  impact stats METHOD -csv FILE -columns A,B [flags]

Members of the result have the names of package evaluate/stats, which documents formula, assumptions and source:
  go doc github.com/acl-beacon/beacon/evaluate/stats

Flags:
`

func runStats(args []string, out io.Writer) error {
	if len(args) == 0 {
		listMethods(out)
		return nil
	}
	name, o, err := parseStats(args, out)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(methods, func(m method) bool { return m.name == name })
	if i < 0 {
		return &cli.MisuseError{What: fmt.Sprintf("%q is not a method; impact stats lists them", name)}
	}
	if o.csv == "" {
		return &cli.MisuseError{What: fmt.Sprintf("-csv is missing: %s needs a file and -columns %s", name, methods[i].columns)}
	}
	f, file, err := open(o.csv, "")
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := readSheet(file, f)
	if err != nil {
		return err
	}
	d := &data{sheet: text, o: &o}
	if err := d.pick(methods[i]); err != nil {
		return err
	}
	result, err := methods[i].run(d)
	if err = cmp.Or(d.faultsOrNil(), err); err != nil {
		return methodError(name, err)
	}
	return cli.WriteJSON(out, answer{name, file, o.columns, len(d.rows), d.leftOut, d.x, d.y, result})
}

// methodError names the method in front of what it says of its arguments.
func methodError(name string, err error) error {
	if input := (*stats.InputError)(nil); errors.As(err, &input) {
		return fmt.Errorf("%s: %s", name, strings.Replace(err.Error(), "stats: ", "", 1))
	}
	return err
}

func listMethods(out io.Writer) {
	lines(out, 0, "The single methods, with the columns each takes; one in brackets may be left out. Of BEFORE and AFTER one column alone is that of the differences. Run one with impact stats METHOD -csv FILE -columns A,B.")
	group := ""
	for _, m := range methods {
		if m.group != group {
			group = m.group
			fmt.Fprintf(out, "\n%s\n", group)
		}
		for i, line := range cli.Wrap(m.what, 57) {
			name, columns := m.name, m.columns
			if i > 0 {
				name, columns = "", ""
			}
			fmt.Fprintf(out, "  %s%s%s\n", cli.Cell(name, 21), cli.Cell(columns, 34), line)
		}
	}
}

// choice reads one of a list of names.
func choice[T any](to *T, names map[string]T) func(string) error {
	return func(s string) error {
		v, ok := names[strings.ToLower(s)]
		if !ok {
			all := make([]string, 0, len(names))
			for name := range names {
				all = append(all, name)
			}
			slices.Sort(all)
			return fmt.Errorf("use %s", strings.Join(all, ", "))
		}
		*to = v
		return nil
	}
}

func parseStats(args []string, help io.Writer) (string, statsOptions, error) {
	o := statsOptions{statistic: "mean"}
	name := ""
	if !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	}
	f := flag.NewFlagSet("impact stats", flag.ContinueOnError)
	f.StringVar(&o.csv, "csv", "", "the `file`; its first line names the columns")
	f.Func("columns", "the `columns` the method takes, separated by commas, in its order", func(s string) error {
		for c := range strings.SplitSeq(s, ",") {
			o.columns = append(o.columns, strings.TrimSpace(c))
		}
		return nil
	})
	f.BoolVar(&o.complete, "complete", false, "leave out rows that lack a value, and count them")
	f.Float64Var(&o.level, "level", 0.95, "confidence of intervals, `share`")
	f.IntVar(&o.sampling.Draws, "draws", 0, "random draws, `number`; 0 is 9,999")
	f.Uint64Var(&o.sampling.Seed, "seed", 0, "start of the random draws, `number`")
	f.StringVar(&o.cluster, "cluster", "", "`column` of the clusters of a regression")
	f.IntVar(&o.before, "before", 0, "of a series, the `number` of points before the break")
	f.StringVar(&o.statistic, "statistic", o.statistic, "what bootstrap estimates: mean or median (`name`)")
	f.Func("zeros", "signed_rank: pratt (the default) or wilcoxon", choice(&o.zeros, map[string]stats.Zeros{"pratt": stats.Pratt, "wilcoxon": stats.Wilcoxon}))
	f.Func("control", "att: never (the default) or not_yet treated", choice(&o.control, map[string]stats.Control{"never": stats.NeverTreated, "not_yet": stats.NotYetTreated}))
	f.Func("adjust", "adjust: holm (the default), hochberg, bh, by or bonferroni", choice(&o.adjust, map[string]stats.Adjustment{
		"holm": stats.Holm, "hochberg": stats.Hochberg, "bh": stats.BH, "by": stats.BY, "bonferroni": stats.Bonferroni}))
	f.Func("se", "errors of a regression: cr2 (the default; HC2 without -cluster), cr1 or classic", choice(&o.se, map[string]stats.StandardError{
		"cr2": stats.CR2, "cr1": stats.CR1, "classic": stats.Classic}))
	f.Func("weights", "wild: rademacher (the default) or webb", choice(&o.weights, map[string]stats.WildWeights{"rademacher": stats.Rademacher, "webb": stats.Webb}))
	if err := cli.Parse(f, args, statsUsage, help); err != nil {
		return name, o, err
	}
	if o.statistic != "mean" && o.statistic != "median" {
		return name, o, &cli.MisuseError{What: fmt.Sprintf("-statistic is %q; use mean or median", o.statistic)}
	}
	if left := f.Args(); len(left) > 0 {
		return name, o, &cli.MisuseError{What: fmt.Sprintf("%q belongs to no flag; the method comes first, then the flags", left[0])}
	}
	return name, o, nil
}
