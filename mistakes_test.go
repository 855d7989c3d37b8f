package beacon_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// The mistakes are told apart by lines that begin with ===; what stands there says what somebody meant. A rule's text goes
// into a pack of one rule, whole packs begin with beacon or params and the like.
func TestMistakes(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "mistakes.txt"))
	require.NoError(t, err)
	var out strings.Builder
	n, mended := 0, 0
	for part := range strings.SplitSeq(string(data), "\n=== ") {
		title, text, _ := strings.Cut(strings.TrimPrefix(part, "=== "), "\n")
		if check, is := strings.CutPrefix(text, "must "); is {
			text = head + "rules:\n  - id: C-1\n    decides: stage_gate\n    on: {engagement: implementing}\n    must: " + strings.TrimRight(check, "\n") +
				"\n    because: Book the review.\n"
		} else if !strings.HasPrefix(text, "beacon") {
			text = head + text
		}
		_, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(text)}})
		var problems *beacon.LoadError
		require.ErrorAs(t, err, &problems, "%s:\n%s", title, text)
		n++
		fmt.Fprintf(&out, "=== %s\n", title)
		for _, i := range problems.Issues {
			assert.NotEqual(t, "internal", i.Code, title)
			fmt.Fprintf(&out, "%s: %s [%s]\n", i.Pos, i.Message, i.Code)
			if i.Snippet != "" {
				fmt.Fprintln(&out, i.Snippet)
			}
			if i.Hint != "" {
				fmt.Fprintf(&out, "  so: %s\n", i.Hint)
			}
			if i.Fix != nil {
				mended++
				fmt.Fprintf(&out, "  -fix: %s -> %s\n", i.Fix.Old, i.Fix.New)
				_, done := beacon.Mend("college.yaml", []byte(text), []beacon.Issue{i})
				assert.Len(t, done, 1, "%s: the place of the fix is wrong", title)
			}
		}
	}
	assert.GreaterOrEqual(t, n, 80)
	assert.GreaterOrEqual(t, mended, 30)
	golden(t, "mistakes.golden", out.String())
}

// Nothing but the place of the mistake changes, and a file that was changed meanwhile is left alone.
func TestMend(t *testing.T) {
	text := "\ufeff" + head + "# stays  \r\nrules:\n  - id: C-1 \n    decides: stage_gate\n    on: {engagement: implmenting}   # here\n" +
		"    must: engagement.endet_on = today AND engagement.mode == ‘visit’\n    becuase: \"Ŵ\"\n"
	want := strings.NewReplacer("implmenting", "implementing", "endet_on", "ended_on", " = ", " == ", "AND", "&&", "‘visit’", "'visit'",
		"becuase", "because").Replace(text)
	got := text
	for range 5 {
		_, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(got)}})
		if err == nil {
			break
		}
		var problems *beacon.LoadError
		require.ErrorAs(t, err, &problems)
		changed := strings.Replace(got, "must:", "must:  ", 1)
		if other, done := beacon.Mend("college.yaml", []byte(changed), problems.Issues); len(done) > 0 {
			assert.Equal(t, changed[:60], string(other)[:60])
		}
		_, none := beacon.Mend("other.yaml", []byte(got), problems.Issues)
		assert.Empty(t, none)
		mended, done := beacon.Mend("college.yaml", []byte(got), problems.Issues)
		require.NotEmpty(t, done)
		got = string(mended)
	}
	assert.Equal(t, want, got)
}
