package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A block of the guide: remarks that say what the reader does with it, then a fence with its language and lines.
var block = regexp.MustCompile("(?m)((?:^<!-- .* -->\n)*)^```(\\w+)\n((?s:.*?))^```$")

var (
	writes   = regexp.MustCompile(`<!-- file (\S+) -->`)
	appends  = regexp.MustCompile(`<!-- append (\S+) -->`)
	shows    = regexp.MustCompile(`<!-- shows (\S+) -->`)
	reads    = regexp.MustCompile(`<!-- reads (\S+) -->`)
	replaces = regexp.MustCompile(`<!-- change (\S+): (.*) -> (.*) -->`)
)

// The guide is followed to the letter: files are written and changed as it says, and every command answers what it shows,
// counts and line numbers included.
func TestREADME(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	readme, err := filepath.Abs("README.md")
	require.NoError(t, err)
	data, err := os.ReadFile(readme)
	require.NoError(t, err)
	t.Chdir(t.TempDir())

	output := ""
	commands := 0
	text := block.ReplaceAllStringFunc(string(data), func(whole string) string {
		m := block.FindStringSubmatch(whole)
		switch m[2] {
		case "sh":
			commands++
			args := strings.Fields(m[3])
			require.Equal(t, "rulebook", args[0])
			output, _ = runs(args[1:]...)
			checkWidth(t, output)
		case "text":
			if *update {
				return "```text\n" + output + "```"
			}
			assert.Equal(t, m[3], output, "run go test with -update if the change is meant")
		default:
			edit(t, m[1], m[3])
		}
		return whole
	})
	assert.Greater(t, commands, 10)
	if *update {
		require.NoError(t, os.WriteFile(readme, []byte(text), 0o644))
	}
}

// edit does to the reader's files what the remarks before a block say. What a file is changed to must be in the block.
func edit(t *testing.T, remarks, shown string) {
	t.Helper()
	read := func(name string) string {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		return string(data)
	}
	write := func(name, content string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	require.NotEmpty(t, remarks, "a block that nobody checks:\n%s", shown)
	for _, m := range writes.FindAllStringSubmatch(remarks, -1) {
		write(m[1], shown)
	}
	for _, m := range appends.FindAllStringSubmatch(remarks, -1) {
		write(m[1], read(m[1])+shown)
	}
	for _, m := range shows.FindAllStringSubmatch(remarks, -1) {
		require.Equal(t, read(m[1]), shown)
	}
	for _, m := range reads.FindAllStringSubmatch(remarks, -1) {
		require.Contains(t, read(m[1]), shown)
	}
	changed := ""
	for _, m := range replaces.FindAllStringSubmatch(remarks, -1) {
		require.Contains(t, read(m[1]), m[2])
		require.Contains(t, shown, m[3])
		write(m[1], strings.ReplaceAll(read(m[1]), m[2], m[3]))
		changed = m[1]
	}
	if changed != "" {
		require.Contains(t, read(changed), shown, "the file after the change")
	}
}
