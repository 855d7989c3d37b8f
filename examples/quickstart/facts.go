package main

import (
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

// meanings says what each fact means that a gate asks for, in the words of the engine: by its path, such as
// engagement.management_buy_in.
func meanings(e *beacon.Engine, gates []gate, lists beacon.Selection) map[string]string {
	words := map[string]string{}
	add := func(d *beacon.Decision) {
		if d == nil {
			return
		}
		for _, path := range d.Missing {
			words[path] = meaning(e, d.Subject, path)
		}
	}
	for _, g := range gates {
		add(g.Decision)
	}
	for _, c := range allCandidates(lists) {
		add(&c.Decision)
	}
	return words
}

// meaning names one fact. A member of a part, such as the day of a review, is named with the part.
func meaning(e *beacon.Engine, subject, path string) string {
	words := pathWords(path)
	if f, ok := e.Describe(subject, path); ok && f.Means != "" {
		words = f.Means
	}
	part := path[:max(0, strings.LastIndexByte(path, '.'))]
	if strings.Count(part, ".") == 1 && !strings.Contains(part, "[") {
		if f, ok := e.Describe(subject, part); ok && f.Means != "" {
			return f.Means + ", " + words
		}
	}
	return words
}

// paramWords name parameters, which the engine does not describe.
var paramWords = map[string]string{
	"params.review_max_months":    "longest time to the review, in months",
	"params.summary_within_weeks": "longest time to the summary, in weeks",
	"params.max_km":               "greatest distance, in kilometres",
}

// pathWords makes the best of a path that nobody described, such as a parameter of a college's own.
func pathWords(path string) string {
	if words, ok := paramWords[path]; ok {
		return words
	}
	return cli.Spaced(path[strings.LastIndexByte(path, '.')+1:])
}
