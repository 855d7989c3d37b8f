package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// width is what a line may hold, in characters.
const width = 100

// stateWords say what it is to have entered a stage or state.
var stateWords = map[string]string{
	"identified": "noticed", "recorded": "written down", "in_validation": "sent for validation", "returned": "sent back",
	"declined": "declined", "validated": "validated", "shared": "shared", "in_transfer": "taken up by a colleague",
	"monitored": "monitored", "assessed": "impact recorded", "withdrawn": "withdrawn",

	"started": "colleague began", "monitoring": "way of reporting chosen", "reported": "colleague's report written",
	"submitted": "sent to the Quality Team", "abandoned": "given up",

	"proposing": "proposal written", "identifying": "offer decided", "planning": "plan begun", "promoting": "plan agreed and promotion begun",
	"selecting": "choice of partners begun", "working": "work begun", "reporting": "year's report written",
	"completed": "year closed",

	"enquiry": "enquiry made", "filtered": "needs settled", "accepted": "accepted",

	"baseline_recorded": "starting position recorded", "agreed": "aims agreed", "active": "visits begun",
	"disseminated": "visits ended", "implementing": "change begun", "reviewed": "review held",
	"evaluated": "impact put into figures", "stopped": "stopped",
}

// modeWords say how a partner is helped.
var modeWords = map[dissemination.Mode]string{
	dissemination.OneToOne: "one to one", dissemination.Consultancy: "consultancy", dissemination.Visit: "visits",
	dissemination.IntranetAccess: "access to the intranet", dissemination.InternalConsultancy: "consultancy inside the college",
}

// routeWords say how a practice came to be noticed.
var routeWords = map[practice.Route]string{
	practice.ByObservation: "in an observation of teaching", practice.ByClassVisit: "on a class visit",
	practice.ByRARPAAudit: "in an audit of learners' progress", practice.SelfNominated: "by the tutor",
	practice.ByProviderForm: "on the provider's form", practice.ByQualityManager: "by a quality manager",
	practice.ByAnotherRoute: "in another way",
}

// dueWords name a piece of evaluation.
var dueWords = map[evaluate.DueKind]string{
	evaluate.DueBaseline: "starting position", evaluate.DueSummary: "summary of the visits", evaluate.DueReview: "review",
	evaluate.DueLaterReview: "later review", evaluate.DueAssessment: "figures on impact",
}

// attributionWords say no more than what was recorded: what a change is put down to.
var attributionWords = map[dissemination.Attribution]string{
	dissemination.FromDisseminator:   "this work",
	dissemination.FromOthers:         "other things",
	dissemination.FromBoth:           "partly this work",
	dissemination.AttributionUnknown: "nobody can say",
}

// word looks a name of a closed list up; a name without words is shown as it is written.
func word[S ~string](words map[S]string, s S) string {
	if w, ok := words[s]; ok {
		return w
	}
	return spaced(string(s))
}

// spaced turns a name of a closed list, such as strong_not_excellent, into words.
func spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }

// and joins words as people do.
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// plain takes out of a text what a terminal would act on: the documents may be other people's.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// cell fills a text to so many characters, and cuts one that is longer.
func cell(s string, n int) string {
	if utf8.RuneCountInString(s) > n {
		s = strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
	}
	return s + strings.Repeat(" ", n-utf8.RuneCountInString(s))
}

// wrap breaks a text into lines that fit beside an indent. A word longer than that is broken too.
func wrap(s string, indent int) []string {
	room := width - indent
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for utf8.RuneCountInString(word) > room {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, string([]rune(word)[:room])), string([]rune(word)[room:])
		}
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= room:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
