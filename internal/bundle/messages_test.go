package bundle_test

import (
	"regexp"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
)

// blame are words that judge a person where a rule judges a record.
var blame = regexp.MustCompile(`(?i)\b(fault|blame|guilty|bad|poor work|incompetent|you failed|he|she|his|her)\b`)

// TestMessagesArePlain: each embedded rule answers in one or two short sentences of plain words, without blame. That the
// remedy is named is read by people; that a message is there, is short and ends is held here.
func TestMessagesArePlain(t *testing.T) {
	issues := &bundle.LoadError{}
	packs := bundle.Read(bundle.Embedded(), "", 1<<20, issues)
	require.Empty(t, issues.Issues)
	rules := 0
	for _, p := range packs {
		for _, r := range p.Rules {
			rules++
			text := r.Because["en"].Text
			require.NotEmpty(t, text, r.ID)
			require.LessOrEqual(t, len(text), 320, "%s is long: %s", r.ID, text)
			require.True(t, unicode.IsUpper([]rune(text)[0]) || text[0] == '{', "%s: %s", r.ID, text)
			require.Contains(t, ".?!", text[len(text)-1:], "%s: %s", r.ID, text)
			require.NotRegexp(t, blame, text, r.ID)
		}
	}
	require.Greater(t, rules, 180)
}
