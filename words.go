package beacon

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/rules"
)

// Words tells a rule in force in plain words, by what its fields mean, for reading along with the expression; false when
// there is no such rule. They are in the engine's language. What nobody gave words to stands as it is written, and what has
// none in Welsh stands in English, marked [en].
func (e *Engine) Words(rule string) (string, bool) {
	i := slices.IndexFunc(e.set.Rules, func(r *bundle.Compiled) bool { return r.ID == rule })
	if i < 0 {
		return "", false
	}
	r := e.set.Rules[i]
	text := rules.RuleWords(r.When, r.Check, e.language)
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:] + ".", true
}
