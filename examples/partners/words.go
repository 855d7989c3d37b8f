package main

import (
	"cmp"
	"fmt"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

var gradeWords = map[practice.Grade]string{
	practice.Outstanding: "outstanding", practice.Good: "good",
	practice.RequiresImprovement: "requires improvement", practice.Inadequate: "inadequate",
}

var kindWords = map[practice.ProviderKind]string{
	practice.College: "colleges", practice.Adult: "adult education providers",
	practice.WorkBased: "work-based providers", practice.OtherProvider: "providers of other kinds",
}

// approachWords say which way a choice of the packs leads. A way that a college added itself is shown as it is written.
var approachWords = map[string]string{"local_body": "local body", "direct": "direct"}

// factWords say in the words of the trade what a fact of a possible partner is. A fact that is not here is shown as rules
// write it.
var factWords = map[string]string{
	"partner.performance":                                "how well it performs",
	"partner.mode":                                       "how it would like to work with you",
	"partner.needs":                                      "what it needs help with",
	"partner.areas_to_address":                           "in how many areas it must improve",
	"partner.competitor":                                 "whether it competes with you",
	"partner.distance_km":                                "how far away it is",
	"partner.via_local_body":                             "whether the local body is part of it",
	"partner.provider.inspection":                        "what its latest inspection said",
	"partner.provider.inspection.overall":                "its latest overall grade",
	"partner.provider.inspection.ended_on":               "when it was last inspected",
	"partner.provider.inspection.leadership":             "how its leadership was judged",
	"partner.provider.inspection.safeguarding_effective": "whether safeguarding is effective",
	"disseminator.open_to_all":                           "whether you take anyone who asks",
	"disseminator.status.will_share":                     "whether it is ready to share",
	"disseminator.status.excellent":                      "whether its provision counts as excellent",
	"disseminator.status.teaching_quality":               "whether its teaching is of high quality",
	"disseminator.status.leadership":                     "whether its leadership is good or excellent",
}

func facts(paths []string) string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = path
		if w, ok := factWords[path]; ok {
			words[i] = w
		}
	}
	return cli.And(words)
}

// inspections tells a provider's latest grade and the one before in a sentence.
func inspections(p practice.Provider) string {
	if p.Inspection == nil {
		return "Not inspected yet, as far as the file says"
	}
	text := "No overall grade"
	if grade, ok := overall(p.Inspection); ok {
		text = fmt.Sprintf("Judged %s (%d)", gradeWords[grade], grade)
	}
	if !p.Inspection.EndedOn.IsZero() {
		text += " on " + p.Inspection.EndedOn.Long()
	}
	if before, ok := overall(p.Previous); ok {
		text += fmt.Sprintf(", before that %s (%d)", gradeWords[before], before)
	}
	return text
}

func place(p practice.Provider) string {
	if p.LocalAuthority == p.Region || p.Region == "" {
		return cmp.Or(p.LocalAuthority, "place not recorded")
	}
	if p.LocalAuthority == "" {
		return p.Region
	}
	return p.LocalAuthority + ", " + p.Region
}

func kindsText(kinds []practice.ProviderKind) string {
	if len(kinds) == 0 {
		return "all kinds"
	}
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = kindWords[k]
	}
	return cli.And(words)
}

func regionsText(regions []string) string {
	if len(regions) == 0 {
		return "all regions"
	}
	return cli.And(regions)
}

// ruleName tells where a rule can be looked up.
func ruleName(id, source string) string {
	if source == "" {
		return "rule " + id
	}
	return "rule " + id + ", " + source
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

// thousands writes a number with a comma where people expect one.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
