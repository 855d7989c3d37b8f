package page

import (
	"math"
	"strconv"
	"strings"
)

// NotRecorded stands where nobody entered a value: unknown is never 0 or no.
const NotRecorded = "not recorded"

// Columns makes columns of their heads: one that begins with # holds numbers, one with @ days.
func Columns(heads ...string) []Column {
	all := make([]Column, len(heads))
	for i, h := range heads {
		all[i] = Column{Head: strings.TrimLeft(h, "#@"), Number: strings.HasPrefix(h, "#"), Day: strings.HasPrefix(h, "@")}
	}
	return all
}

// Number writes a value for people: with at most four decimals, no more than it needs, and never with an exponent.
func Number(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', 4, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if v < 0 && text != "0" {
		return "−" + text
	}
	return text
}

// YesNo writes an answer and whether it is known.
func YesNo(yes, known bool) string {
	switch {
	case !known:
		return NotRecorded
	case yes:
		return "yes"
	}
	return "no"
}

// Counted writes a number with a noun that takes an s: 1 day, 2 days.
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
