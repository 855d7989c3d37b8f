package main

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is what a line may hold, in characters.
const width = 100

// page writes text in lines of at most the width.
type page struct{ out io.Writer }

func (p page) line(s string) { fmt.Fprintln(p.out, strings.TrimRight(s, " ")) }

// para writes a text as a paragraph.
func (p page) para(s string) { p.item("", 0, s) }

// item writes a label in a column of its own with a text beside it, or below it when it is too long for the column.
func (p page) item(label string, column int, text string) {
	if utf8.RuneCountInString(strings.TrimRight(label, " ")) >= column && label != "" && column > 0 {
		p.line(label)
		label = ""
	}
	for i, part := range wrap(plain(text), width-column) {
		if i > 0 {
			label = ""
		}
		p.line(cell(label, column) + part)
	}
}

// cell fills a text to so many characters.
func cell(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s)))
}

// plain takes out of a text what a terminal would act on: files are other people's.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wrap breaks a text into lines of so many characters. A longer word is broken too.
func wrap(s string, room int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > room {
			lines, line = append(lines, line), ""
		}
		for utf8.RuneCountInString(word) > room {
			lines, word = append(lines, string([]rune(word)[:room])), string([]rune(word)[room:])
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// or joins alternatives as people do.
func or(words []string) string { return join(words, " or ") }

func join(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// a puts the article before a noun.
func a(noun string) string {
	if noun != "" && strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

// sentence begins a text with a capital letter and ends it with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[n:]
	if !strings.ContainsAny(s[len(s)-1:], ".?!") {
		s += "."
	}
	return s
}

// didYouMean offers the nearest of some names, or all of them where none is near and they are few.
func didYouMean(written string, names []string) string {
	best, least := "", 3
	for _, name := range names {
		if d := distance(written, name); d < least {
			best, least = name, d
		}
	}
	switch {
	case best != "":
		return fmt.Sprintf("; did you mean %q?", best)
	case len(names) > 0 && len(names) <= 25:
		return "; use " + or(names)
	}
	return ""
}

// distance counts the letters to add, drop or change to make one word of another.
func distance(from, to string) int {
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(from) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(to) {
			changed := diagonal
			if from[i] != to[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}

var entry = regexp.MustCompile(`\[(\d+)\]`)

// counting says beside a path which entries its positions mean: they count from 0, and people from 1.
func counting(path string) string {
	var which []string
	for _, m := range entry.FindAllStringSubmatch(path, -1) {
		n, _ := strconv.Atoi(m[1])
		which = append(which, fmt.Sprint("entry ", n+1))
	}
	if len(which) == 0 {
		return path
	}
	return path + " (" + strings.Join(which, ", ") + ")"
}

// countingAll is counting for a list of paths.
func countingAll(paths []string) string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = counting(path)
	}
	return strings.Join(words, ", ")
}
