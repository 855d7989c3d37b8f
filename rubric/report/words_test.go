package report

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/agreement"
)

// TestWords: every key that the code says is there in both languages with the same blanks to fill, and none is left over.
func TestWords(t *testing.T) {
	used := map[string]bool{"date": true}
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`"([a-z0-9]+\.[a-zA-Z0-9.]+)"`).FindAllStringSubmatch(string(src), -1) {
			if !strings.HasSuffix(m[1], ".") && !regexp.MustCompile(`\.(json|html|svg)$`).MatchString(m[1]) {
				used[m[1]] = true
			}
		}
	}
	for prefix, list := range map[string][]string{
		"perspective": rubric.Perspective("").Names(), "nolevel": rubric.NoLevel("").Names(), "status": rubric.ActionStatus("").Names(),
		"move": rubric.Move("").Names(), "obstacle": rubric.Obstacle("").Names(),
		"answer": {string(rubric.Partly), string(rubric.No)},
		"month":  {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"},
		"state": {string(agreement.NoPairs), string(agreement.NoVariation), string(agreement.TooFewUnits), string(agreement.TooFewRaters),
			string(agreement.TooFewResamples), string(agreement.NotApplicable)},
	} {
		for _, name := range list {
			used[prefix+"."+name] = true
		}
	}
	blank := regexp.MustCompile(`\{[a-z]+\}`)
	for key, text := range words {
		assert.True(t, used[key], "nobody says %s", key)
		assert.Len(t, text, 2, key)
		assert.NotEqual(t, "", text["en"], key)
		assert.NotEqual(t, "", text["cy"], key)
		assert.ElementsMatch(t, blank.FindAllString(text["en"], -1), blank.FindAllString(text["cy"], -1), key)
	}
	for key := range used {
		assert.NotNil(t, words[key], "there are no words for %s", key)
	}
}
