package beacon

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/internal/bundle"
)

// Words tells a rule in force in plain English, by what its fields mean, for reading along with the expression; false when
// there is no such rule. What nobody gave words to stands as it is written.
func (e *Engine) Words(rule string) (string, bool) {
	i := slices.IndexFunc(e.set.Rules, func(r *bundle.Compiled) bool { return r.ID == rule })
	if i < 0 {
		return "", false
	}
	r := e.set.Rules[i]
	text := r.Check.Words()
	if r.When != nil {
		text = "when " + r.When.Words() + ": " + text
	}
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:] + ".", true
}
