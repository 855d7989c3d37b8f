package bundle

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Mend puts right what can be put right for certain in one file: the problems that have a [Fix] in it. Everything else
// stays as it was, byte for byte. A fix whose place no longer reads as it did when the problem was found is left out, and
// so is one that touches another; mended lists the problems that were put right.
func Mend(name string, data []byte, problems []Issue) (text []byte, mended []Issue) {
	type edit struct {
		from, to int
		issue    Issue
	}
	var edits []edit
	lines := strings.SplitAfter(string(data), "\n")
	start := make([]int, len(lines))
	for i := 1; i < len(lines); i++ {
		start[i] = start[i-1] + len(lines[i-1])
	}
	for _, p := range problems {
		if p.Fix == nil || p.Fix.Pos.File != name || p.Fix.Pos.Line < 1 || p.Fix.Pos.Line > len(lines) {
			continue
		}
		line := strings.TrimPrefix(lines[p.Fix.Pos.Line-1], "\ufeff")
		from := len(lines[p.Fix.Pos.Line-1]) - len(line)
		for column := 1; column < p.Fix.Pos.Column && line != ""; column++ {
			_, width := utf8.DecodeRuneInString(line)
			from, line = from+width, line[width:]
		}
		if !strings.HasPrefix(line, p.Fix.Old) {
			continue
		}
		from += start[p.Fix.Pos.Line-1]
		edits = append(edits, edit{from, from + len(p.Fix.Old), p})
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	at := 0
	for _, e := range edits {
		if e.from < at || e.from == at && len(mended) > 0 && e.from == e.to {
			continue
		}
		text = append(text, data[at:e.from]...)
		text = append(text, e.issue.Fix.New...)
		at = e.to
		mended = append(mended, e.issue)
	}
	return append(text, data[at:]...), mended
}
