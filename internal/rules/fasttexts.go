package rules

import "slices"

// fewTexts are texts that others are compared with. Most are told apart by a print of them, which takes no guess about
// lengths, and then a text is compared with one.
type fewTexts struct {
	all    []string
	prints []uint64 // of each; nil where two have the same
	empty  bool     // whether the empty text is one of them
}

func newFewTexts(all []string) *fewTexts {
	f := &fewTexts{all: all, empty: slices.Contains(all, "")}
	for _, s := range all {
		print := ^uint64(0)
		if s != "" {
			print = printOf(s)
		}
		if slices.Contains(f.prints, print) {
			f.prints = nil
			break
		}
		f.prints = append(f.prints, print)
	}
	return f
}

// printOf makes a number of the length of a text that is not empty and three of its bytes.
func printOf(s string) uint64 {
	n := len(s)
	return uint64(n)<<24 | uint64(s[n-1])<<16 | uint64(s[n>>1])<<8 | uint64(s[0])
}

// likely finds the only one of the texts that can be a print's, below 0 where none can.
func (f *fewTexts) likely(print uint64) int {
	at := -1
	for i, other := range f.prints {
		if other == print {
			at = i
		}
	}
	return at
}

func (f *fewTexts) has(s string) bool {
	switch {
	case len(f.all) == 1:
		return s == f.all[0]
	case len(f.all) == 2:
		return s == f.all[0] || s == f.all[1]
	case s == "":
		return f.empty
	case f.prints == nil:
		return slices.Contains(f.all, s)
	}
	at := f.likely(printOf(s))
	return at >= 0 && f.all[at] == s
}
