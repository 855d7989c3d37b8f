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
	same := map[string][]beacon.Issue{}
	for _, i := range issues {
		same[saying(i)] = append(same[saying(i)], i)
	}
	shown := map[string]int{}
	for _, i := range issues {
		all := same[saying(i)]
		if shown[saying(i)]++; shown[saying(i)] <= alike || len(all) == alike+1 {
			problem(p, i)
		} else if shown[saying(i)] == alike+1 {
			p.para("… and the same " + furtherPlaces(all[alike:]))
			p.line("")
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

// saying is what a problem says, wherever it is.
func saying(i beacon.Issue) string { return i.Message + "\n" + i.Hint }

// furtherPlaces names the places of problems: 5 times more, in far/far.yaml:7, 9 and 12.
func furtherPlaces(more []beacon.Issue) string {
	const most = 8
	var places []string
	file := ""
	for _, i := range more[:min(most, len(more))] {
		at := fmt.Sprint(i.Pos.Line)
		if i.Pos.File != file {
			file = i.Pos.File
			at = file + ":" + at
		}
		if len(places) == 0 || places[len(places)-1] != at {
			places = append(places, at)
		}
	}
	text := fmt.Sprintf("%d times more, in %s", len(more), strings.Join(places, ", "))
	if len(more) > most {
		text += " and below"
	}
	return text
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
