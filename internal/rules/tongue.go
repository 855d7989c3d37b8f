package rules

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/operators"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Texts are forms of a text in languages other than English, by their code, such as cy.
type Texts map[string]string

// in returns the text in a language, and the English one, marked, where there is none. Language en, or none, is English.
func (t Texts) in(language, english string) string {
	if language == "" || language == "en" || english == "" {
		return english
	}
	if s := t[language]; s != "" {
		return s
	}
	return english + " [en]"
}

// tongue holds what the words of an expression are put together from, in one language. In comparisons the first form is of
// numbers and texts and the second of dates.
type tongue struct {
	when, today, it, always, never      string
	recorded, unrecorded, notSo, not    string
	and, or, choose, either             string
	among, amongNone, inTerm, notInTerm string
	all, notAll, some, none, those      string
	says                                map[string][2]string // of texts: so, and not so
	comparing                           map[string][2]string
	valued                              map[string]string
	later, earlier                      string   // after and before, in what moves a date
	spans                               []string // units that the functions that move a date say themselves
	months                              []string
	unknown, yes, no                    string
	asked, holds, fails                 string   // how a yes/no field begins; said of it, and denied
	joined                              []string // pairs of words that run together, with what they become
}

var tongues = map[string]*tongue{"": &english, "en": &english, "cy": &welsh}

var english = tongue{
	when: "when %s: %s", today: "today", it: "it", always: "always", never: "never",
	recorded: "%s is recorded", unrecorded: "%s is not recorded", notSo: "it is not so that %s", not: "not: %s",
	and: "; and ", or: "; or ", choose: "where %s, %s; and otherwise, %s", either: "%s (or %s, unless %s)",
	among: "%s is one of %s", amongNone: "%s is none of %s", inTerm: "%s is in a term", notInTerm: "%s is not in a term",
	all: "for each of %s, %s", notAll: "for one of %s at least, it is not so that %s",
	some: "for one of %s at least, %s", none: "for none of %s, %s", those: "those of %s where %s",
	says: map[string][2]string{
		"startsWith": {"%s begins with %s", "%s does not begin with %s"}, "endsWith": {"%s ends with %s", "%s does not end with %s"},
		"contains": {"%s contains %s", "%s does not contain %s"}, "matches": {"%s fits the pattern %s", "%s does not fit the pattern %s"}},
	comparing: map[string][2]string{
		operators.Equals: {"%s is %s", "%s is %s"}, operators.NotEquals: {"%s is not %s", "%s is not %s"},
		operators.LessEquals: {"%s is at most %s", "%s is not after %s"}, operators.Less: {"%s is less than %s", "%s is before %s"},
		operators.GreaterEquals: {"%s is at least %s", "%s is not before %s"}, operators.Greater: {"%s is more than %s", "%s is after %s"}},
	valued: map[string]string{"year": "the year of %s", "month": "the month of %s", "dayOfWeek": "the day of the week of %s",
		"academicYear": "the academic year of %s", "term": "the term of %s", "termEnds": "the end of the term of %s", "size": "the number of %s",
		"sum": "the total of %s", "avg": "the mean of %s", "median": "the median of %s", "double": "%s", "int": "%s", "trim": "%s", "lowerAscii": "%s", "upperAscii": "%s",
		"addDays": "%[2]s days after %[1]s", "addWeeks": "%[2]s weeks after %[1]s", "addMonths": "%[2]s months after %[1]s",
		"addWorkingDays": "%[2]s working days after %[1]s", "daysBetween": "the number of days from %s to %s",
		"monthsBetween": "the number of months from %s to %s", "workingDaysBetween": "the number of working days from %s to %s",
		operators.Add: "%s plus %s", operators.Subtract: "%s less %s", operators.Multiply: "%s times %s", operators.Divide: "%s divided by %s"},
	later: " after ", earlier: " before ",
	spans:   []string{" months", " weeks", " working days", " days"},
	unknown: "not recorded", yes: "yes", no: "no",
	asked: "whether ", holds: "", fails: "it is not so that ",
}

// The Welsh below wants a Welsh reader's review. It is built so that what is filled in follows a bracket, a colon or a word
// that changes no first letter.
var welsh = tongue{
	when: "os yw hyn yn wir – %s: %s", today: "heddiw", it: "yr eitem", always: "mae hyn yn wir bob amser", never: "nid yw hyn byth yn wir",
	recorded: "cofnodwyd %s", unrecorded: "ni chofnodwyd %s", notSo: "nid yw hyn yn wir: %s", not: "nid yw hyn yn wir: %s",
	and: "; a hefyd, ", or: "; neu, ", choose: "lle mae hyn yn wir – %s: %s; ac fel arall, %s", either: "%s (neu %s, oni bai: %s)",
	among: "mae %s yn un o'r canlynol: %s", amongNone: "nid yw %s yn un o'r canlynol: %s", inTerm: "mae %s mewn tymor", notInTerm: "nid yw %s mewn tymor",
	all: "ar gyfer pob eitem (%s), %s", notAll: "ar gyfer o leiaf un eitem (%s), nid yw hyn yn wir: %s",
	some: "ar gyfer o leiaf un eitem (%s), %s", none: "nid oes un eitem (%s) y mae hyn yn wir amdani: %s", those: "yr eitemau (%s) lle: %s",
	says: map[string][2]string{
		"startsWith": {"mae %s yn dechrau â %s", "nid yw %s yn dechrau â %s"}, "endsWith": {"mae %s yn gorffen â %s", "nid yw %s yn gorffen â %s"},
		"contains": {"mae %s yn cynnwys %s", "nid yw %s yn cynnwys %s"}, "matches": {"mae %s yn cyfateb i'r patrwm %s", "nid yw %s yn cyfateb i'r patrwm %s"}},
	comparing: map[string][2]string{
		operators.Equals: {"%s yw %s", "%s yw %s"}, operators.NotEquals: {"nid %[2]s yw %[1]s", "nid %[2]s yw %[1]s"},
		operators.LessEquals: {"nid yw %s yn fwy na %s", "nid yw %s ar ôl %s"}, operators.Less: {"mae %s yn llai na %s", "mae %s cyn %s"},
		operators.GreaterEquals: {"nid yw %s yn llai na %s", "nid yw %s cyn %s"}, operators.Greater: {"mae %s yn fwy na %s", "mae %s ar ôl %s"}},
	valued: map[string]string{"year": "blwyddyn (%s)", "month": "mis (%s)", "dayOfWeek": "diwrnod yr wythnos (%s)",
		"academicYear": "blwyddyn academaidd (%s)", "term": "tymor (%s)", "termEnds": "diwedd y tymor (%s)", "size": "nifer yr eitemau (%s)",
		"sum": "cyfanswm (%s)", "avg": "cymedr (%s)", "median": "canolrif (%s)", "double": "%s", "int": "%s", "trim": "%s", "lowerAscii": "%s", "upperAscii": "%s",
		"addDays": "%[2]s diwrnod ar ôl %[1]s", "addWeeks": "%[2]s wythnos ar ôl %[1]s", "addMonths": "%[2]s mis ar ôl %[1]s",
		"addWorkingDays": "%[2]s diwrnod gwaith ar ôl %[1]s", "daysBetween": "nifer y diwrnodau o %s i %s",
		"monthsBetween": "nifer y misoedd o %s i %s", "workingDaysBetween": "nifer y diwrnodau gwaith o %s i %s",
		operators.Add: "%s plws %s", operators.Subtract: "%s minws %s", operators.Multiply: "%s wedi'i luosi â %s", operators.Divide: "%s wedi'i rannu â %s"},
	later: " ar ôl ", earlier: " cyn ",
	spans:   []string{" mis", " wythnos", " diwrnod gwaith", " diwrnod", " months [en]", " weeks [en]", " working days [en]", " days [en]"},
	months:  []string{"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
	unknown: "heb ei gofnodi", yes: "ie", no: "na",
	asked: "a yw", holds: "mae", fails: "nid yw",
	joined: []string{"yw y ", "yw'r ", "yw yr ", "yw'r ", "mae y ", "mae'r ", "mae yr ", "mae'r ", " o y ", " o'r ", " o yr ", " o'r ", " i y ", " i'r ", " i yr ", " i'r "},
}

// date writes a day in words.
func (t *tongue) date(d caldate.Day) string {
	if t.months == nil {
		return d.Long()
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d %s %d", day, t.months[m-1], y)
}

// run lets words run together that do.
func (t *tongue) run(s string) string {
	if t.joined == nil {
		return s
	}
	return strings.NewReplacer(t.joined...).Replace(s)
}

// FormatIn writes a value for people, as [Format] does, in a language.
func FormatIn(language string, value any) string {
	t := tongues[language]
	switch v := value.(type) {
	case nil:
		return t.unknown
	case bool:
		if v {
			return t.yes
		}
		return t.no
	case caldate.Day:
		return t.date(v)
	}
	return Format(value)
}
