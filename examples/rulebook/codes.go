package main

import (
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
)

type codesReport struct {
	Codes []beacon.ProblemCode `json:"codes"`
	whole bool                 // tell all of each
}

func codes(o options) (report, error) {
	all := beacon.ProblemCodes()
	if len(o.args) == 0 {
		return codesReport{Codes: all}, nil
	}
	code := strings.Trim(o.args[0], "[]")
	i := slices.IndexFunc(all, func(c beacon.ProblemCode) bool { return c.Code == code })
	if i < 0 {
		var names []string
		for _, c := range all {
			names = append(names, c.Code)
		}
		return nil, misuse("no problem has the code %q%s", code, didYouMean(code, names))
	}
	return codesReport{all[i : i+1], true}, nil
}

func (r codesReport) fine() bool { return true }

func (r codesReport) text(p page) {
	for _, c := range r.Codes {
		if !r.whole {
			p.item("  "+c.Code, 18, c.Means)
			continue
		}
		p.line(c.Code)
		p.item("", 2, c.Means)
		if c.Wrong != "" {
			p.line("\nWrong:")
			p.lines(c.Wrong)
			p.line("\nRight:")
			p.lines(c.Right)
		}
		p.line("")
		p.para(c.Mend)
	}
	if !r.whole {
		p.line("")
		p.line("To see an example of one:  rulebook codes missing-key")
	}
}

// lines writes lines of a file as they stand.
func (p page) lines(text string) {
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "<tab>")
		if r := []rune(line); len(r) > width-4 {
			line = string(r[:width-5]) + "…"
		}
		p.line("  " + line)
	}
}
