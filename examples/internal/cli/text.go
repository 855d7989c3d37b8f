package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Width is what a line may hold, in characters.
const Width = 100

// Spaced turns a name of a closed list, such as strong_not_excellent, into words.
func Spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }

// And joins words as people do.
func And(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Plain takes out of a text what a terminal would act on: it may be other people's.
func Plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Cell fills a text to so many characters, and cuts one that is longer.
func Cell(s string, n int) string {
	if utf8.RuneCountInString(s) > n {
		s = strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
	}
	return s + strings.Repeat(" ", n-utf8.RuneCountInString(s))
}

// Wrap breaks a text into lines that fit beside an indent. A word longer than that is broken too.
func Wrap(s string, indent int) []string {
	room := Width - indent
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
