package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// What people who know spreadsheets write first is told apart from other mistakes, so that they read what to write in its
// place and not what the parser stumbled over.

// slip is a way of writing that the language does not have.
type slip struct {
	pattern *regexp.Regexp // anchored at the place
	// mend gives what to write for a match, empty where that is not certain, and what to tell.
	mend func(s *scanner, m []string) (instead, message, hint string)
}

// scanner goes through an expression outside its texts.
type scanner struct {
	source string
	at     int
	open   []byte // brackets that are open: ( of a group, f of a call, [
}

var slips = []slip{
	{regexp.MustCompile(`^[‘’]([^‘’']*)[‘’']`), quoted},
	{regexp.MustCompile(`^[“”„]([^“”„"']*)[“”"]`), quoted},
	{regexp.MustCompile(`^(?:>=|<=|==|!=)=?`), func(_ *scanner, m []string) (string, string, string) {
		if len(m[0]) < 3 {
			return "", "", ""
		}
		return write(m[0], m[0][:2])
	}},
	{regexp.MustCompile(`^(=>|=<|<>|=|≤|≥|≠|×|÷|−|–|—)`), func(s *scanner, m []string) (string, string, string) {
		if m[0] == "=" && strings.TrimSpace(s.source[:s.at]) == "" {
			return gone, "a rule does not begin with = as a cell does", "take it out"
		}
		return write(m[0], signs[m[0]])
	}},
	{regexp.MustCompile(`^&&?`), single("&", "and is written &&, and texts are joined with +")},
	{regexp.MustCompile(`^\|\|?`), single("|", "or is written ||")},
	{regexp.MustCompile(`^;`), func(s *scanner, m []string) (string, string, string) {
		if s.inList() {
			return write(";", ",")
		}
		return "", `the sign ";" has no meaning here`, "take it out"
	}},
	{regexp.MustCompile("^[\u00a0\u2007\u202f]"), func(*scanner, []string) (string, string, string) {
		return " ", "there is a space here of a kind that belongs to word processors", "write an ordinary space"
	}},
	{regexp.MustCompile(`^[£€$]\s?(\d)`), func(s *scanner, m []string) (string, string, string) {
		if s.at > 0 && wordSign.MatchString(s.source[s.at-1:s.at]) {
			return "", "a rule has no cells", "write the name of what the cell holds, such as partner.distance_km"
		}
		return m[1], "money is a number here, without its sign", "write the number alone"
	}},
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})\b`), func(_ *scanner, m []string) (string, string, string) {
		return asDate(m[1], m[2], m[3])
	}},
	{regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b`), func(_ *scanner, m []string) (string, string, string) {
		if n, _ := strconv.Atoi(m[1]); n <= 12 && m[1] != m[2] {
			return "", fmt.Sprintf("%s is not a date here", m[0]), "write year, month and day, such as date('2026-03-31')"
		}
		return asDate(m[3], m[2], m[1])
	}},
	{regexp.MustCompile(`^(\d+)(?:\.(\d+))?\s?%(\s*(?:$|[)\],&|?:<>=]))`), func(_ *scanner, m []string) (string, string, string) {
		x, err := strconv.ParseFloat(strings.TrimSuffix(m[1]+"."+m[2], "."), 64)
		if err != nil {
			return "", "", ""
		}
		instead := strconv.FormatFloat(x/100, 'f', -1, 64)
		if !strings.Contains(instead, ".") {
			instead += ".0"
		}
		m[0] = m[0][:len(m[0])-len(m[3])] // what follows only says that no number does
		return instead, "the sign % has another meaning here", "write the share as " + instead
	}},
	{regexp.MustCompile(`^(\d+)([dwmy])\b`), func(_ *scanner, m []string) (string, string, string) {
		move := map[string]string{"d": "addDays(date, " + m[1] + ")", "w": "addWeeks(date, " + m[1] + ")",
			"m": "addMonths(date, " + m[1] + ")", "y": "addMonths(date, " + m[1] + " * 12)"}[m[2]]
		return "", fmt.Sprintf("%s has no meaning here", m[0]), "move a date with " + move
	}},
	{regexp.MustCompile(`^in\s+((?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*)`), func(s *scanner, m []string) (string, string, string) {
		if s.inList() {
			return "", "", ""
		}
		return "in [" + m[1] + "]", "the values after in stand between [ and ]", "write in [" + m[1] + "]"
	}},
	{regexp.MustCompile(`^(\d+),(\d+)\b`), func(s *scanner, m []string) (string, string, string) {
		if s.inList() {
			return "", "", ""
		}
		if len(m[2]) == 3 {
			return "", fmt.Sprintf("%s has a comma, and a number has none", m[0]), "write " + m[1] + m[2] + ", or " + m[1] + "." + m[2] + " with a point"
		}
		return m[1] + "." + m[2], fmt.Sprintf("%s has a comma where a number has a point", m[0]), "write " + m[1] + "." + m[2]
	}},
	{regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*`), word},
	{regexp.MustCompile(`^\d+(?:\.\d+)?`), func(*scanner, []string) (string, string, string) { return "", "", "" }},
}

var signs = map[string]string{"=>": ">=", "=<": "<=", "<>": "!=", "=": "==", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/",
	"−": "-", "–": "-", "—": "-"}

// gone stands in the place of what is taken out.
const gone = "\x00"

func write(is, instead string) (string, string, string) {
	return instead, fmt.Sprintf("the sign %q has no meaning here", is), "write " + instead
}

func quoted(_ *scanner, m []string) (string, string, string) {
	return "'" + m[1] + "'", "these quotation marks belong to word processors", "write '" + m[1] + "'"
}

func single(sign, hint string) func(*scanner, []string) (string, string, string) {
	return func(_ *scanner, m []string) (string, string, string) {
		if m[0] != sign {
			return "", "", ""
		}
		return "", fmt.Sprintf("the sign %q has no meaning here", sign), hint
	}
}

func asDate(y, m, d string) (string, string, string) {
	pad := func(s string) string { return strings.Repeat("0", max(0, 2-len(s))) + s }
	text := y + "-" + pad(m) + "-" + pad(d)
	if _, err := caldate.Parse(text); err != nil {
		return "", err.Error(), "write a date as date('2026-03-31')"
	}
	return "date('" + text + "')", "a date is written in a form of its own", "write date('" + text + "')"
}

// sheet are the functions of spreadsheets, with the name that does the same here.
var sheet = map[string]string{"SUM": "sum", "AVERAGE": "avg", "AVG": "avg", "MEDIAN": "median", "YEAR": "year", "MONTH": "month",
	"EDATE": "addMonths", "LEN": "size", "COUNT": "size", "COUNTA": "size", "HAS": "has", "SIZE": "size"}

// told are words with what to write in their place, where that takes more than another word.
var told = map[string]string{
	"IF": "choose between two values with condition ? one : other", "ISBLANK": "write !has(…), with the field in the brackets",
	"IFERROR": "what is not recorded needs no care: the rule then cannot be judged", "DAYS": "write daysBetween(first, last)",
	"DATEDIF": "write daysBetween(first, last) or monthsBetween(first, last)", "COUNTIF": "write size(list.filter(x, condition))",
	"SUMIF": "write sum(list.filter(x, condition).map(x, number))", "WEEKDAY": "write dayOfWeek(date), which gives 'monday'",
	"VLOOKUP": "write list.exists(x, condition), or declare a decision table", "EOMONTH": "move a date with addMonths or addDays",
	"is": "write ==", "IS": "write ==", "equals": "write ==", "contains": "write text.contains('part')", "like": "write text.contains('part')",
	"between": "write from <= value && value <= to", "BETWEEN": "write from <= value && value <= to",
	"then": "choose between two values with condition ? one : other", "else": "choose between two values with condition ? one : other",
	"None": "ask with has(…) whether something is recorded", "NULL": "ask with has(…) whether something is recorded",
	"days": "move a date with addDays(date, number)", "weeks": "move a date with addWeeks(date, number)",
	"months": "move a date with addMonths(date, number)", "years": "move a date with addMonths(date, 12)",
}

func word(s *scanner, m []string) (instead, message, hint string) {
	w, rest := m[0], strings.TrimLeft(s.source[s.at+len(m[0]):], " \t\n")
	before := strings.TrimRight(s.source[:s.at], " \t\n")
	called := strings.HasPrefix(rest, "(")
	if strings.HasSuffix(before, ".") {
		return "", "", "" // a field
	}
	begins := before == "" || strings.ContainsAny(before[len(before)-1:], "(,[!&|?:=<>")
	message = fmt.Sprintf("%q has no meaning here", w)
	switch upper := strings.ToUpper(w); {
	case upper == "AND" || upper == "OR":
		sign := map[string]string{"AND": "&&", "OR": "||"}[upper]
		if begins && called {
			return "", message, "write this " + sign + " that"
		}
		return sign, message, "write " + sign
	case upper == "NOT" && called && s.source[s.at+len(w)] == '(':
		return "!", message, "write !"
	case upper == "NOT":
		return "", message, "write !( … ) round what should not be"
	case w != strings.ToLower(w) && (upper == "TRUE" || upper == "FALSE"):
		return strings.ToLower(w), message, "write " + strings.ToLower(w)
	case todayCall.MatchString(s.source[s.at:]):
		return "", message, "the day of the decision is called today, without brackets"
	case w == "DATE" && called:
		return "", message, "write a date as date('2026-03-31')"
	case sheet[w] != "" && called:
		return sheet[w], message, "write " + sheet[w]
	case told[w] != "" && (called || !begins):
		return "", message, told[w]
	}
	return "", "", ""
}

// inList reports whether a comma is at home here: between arguments or the entries of a list.
func (s *scanner) inList() bool {
	return len(s.open) > 0 && s.open[len(s.open)-1] != '('
}

// findSlips lists what comes from spreadsheets and word processors. It is asked only of an expression that cannot be
// checked.
func (p *Point) findSlips(source string) []Problem {
	var found []Problem
	s := &scanner{source: source}
	for s.at < len(source) {
		rest := source[s.at:]
		switch c := rest[0]; c {
		case '\'', '"':
			s.at += textLength(rest)
			continue
		case '(', '[':
			before := strings.TrimRight(source[:s.at], " ")
			if c == '(' && before != "" && wordSign.MatchString(before[len(before)-1:]) {
				c = 'f'
			}
			s.open = append(s.open, c)
		case ')', ']':
			s.open = s.open[:max(0, len(s.open)-1)]
		}
		s.at += max(1, p.slipAt(s, &found))
	}
	if slices.ContainsFunc(found, func(p Problem) bool { return p.Old == "" }) {
		for i := range found { // what is beside something unclear is not certain
			found[i].Old, found[i].New = "", ""
		}
	}
	return found
}

var wordSign = regexp.MustCompile(`[A-Za-z0-9_]`)

// slipAt notes the slip at the scanner's place and returns the length of what was matched.
func (p *Point) slipAt(s *scanner, found *[]Problem) int {
	rest := s.source[s.at:]
	for _, sl := range slips {
		m := sl.pattern.FindStringSubmatch(rest)
		if m == nil {
			continue
		}
		instead, message, hint := sl.mend(s, m)
		call := todayCall.FindString(rest)
		if message != "" && (call != "" || !slices.Contains(p.Variables(), m[0])) {
			line, column := position(s.source, s.at)
			problem := Problem{Line: line, Column: column, Code: CodeSyntax, Message: message, Hint: hint}
			if instead != "" {
				problem.Old, problem.New = m[0], strings.TrimPrefix(instead, gone)
			}
			if call != "" {
				problem.Old, problem.New = call, "today"
			}
			*found = append(*found, problem)
		}
		return len(m[0])
	}
	_, size := utf8.DecodeRuneInString(rest)
	return size
}

var todayCall = regexp.MustCompile(`^(?i:today|now)\(\)`)

// textLength is the length of the text in quotes that s begins with, to the end of s where it is not closed.
func textLength(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i + 1
		}
	}
	return len(s)
}

// position is the line and column, from 1 and in characters, of an offset.
func position(source string, at int) (line, column int) {
	before := source[:at]
	start := strings.LastIndex(before, "\n") + 1
	return strings.Count(before, "\n") + 1, len([]rune(before[start:])) + 1
}

// offset is where a line and column are in the source.
func offset(source string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		next := strings.Index(source[at:], "\n")
		if next < 0 {
			return len(source)
		}
		at += next + 1
	}
	for ; column > 1 && at < len(source); column-- {
		_, size := utf8.DecodeRuneInString(source[at:])
		at += size
	}
	return at
}
