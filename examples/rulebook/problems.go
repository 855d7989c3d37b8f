package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/acl-beacon/beacon"
)

// alike is how many problems that read the same are shown; the rest are counted.
const alike = 2

// writeProblems shows each problem of the packs with its line and what to write instead.
func writeProblems(p page, issues []beacon.Issue) {
	shown := map[string]int{}
	for _, i := range issues {
		key := i.Message + "\n" + i.Hint
		shown[key]++
		if n := shown[key]; n == alike+1 {
			p.line(fmt.Sprintf("… and the same in %s below line %d", i.Pos.File, i.Pos.Line-1))
			p.line("")
		}
		if shown[key] <= alike {
			problem(p, i)
		}
	}
	if tests := countTests(issues); tests == len(issues) {
		p.line(counted(tests, "problem") + " in the tests. Until all are mended, none of them is run.")
		return
	}
	p.line(counted(len(issues), "problem") + ". Until all are mended, none of these rules is in force.")
	for _, i := range issues {
		if i.Code == "duplicate" && strings.Contains(i.Message, "is already in") {
			p.para("A pack that comes with the program, or a copy of it, is read by itself with -alone.")
			return
		}
	}
}

// countTests counts the problems that are in test files.
func countTests(issues []beacon.Issue) int {
	n := 0
	for _, i := range issues {
		if strings.HasSuffix(strings.TrimSuffix(i.Pos.File, path.Ext(i.Pos.File)), "_test") {
			n++
		}
	}
	return n
}

func problem(p page, i beacon.Issue) {
	at := i.Pos.String()
	if i.Rule != "" {
		at += "  rule " + i.Rule
	}
	p.line(at)
	for line := range strings.Lines(i.Snippet) {
		p.line(strings.TrimRight(line, "\n"))
	}
	p.item("", 2, sentence(i.Message)+" ["+i.Code+"]")
	if i.Hint != "" {
		p.item("  So:", 6, sentence(i.Hint))
	}
	p.line("")
}
