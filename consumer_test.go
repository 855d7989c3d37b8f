package beacon_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// readmeSnippet returns the Go program of the README that embeds Beacon.
func readmeSnippet(t *testing.T) string {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(readme), "```go\npackage main\n")
	require.True(t, ok, "the README has a program")
	body, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)
	return "package main\n" + body
}

// A module outside this one embeds a checkout with the README's program and its replace line. Nothing is fetched: the
// module cache that ran this test has all it needs.
func TestConsumerModule(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and nothing in it runs beside anything")
	}
	here, err := filepath.Abs(".")
	require.NoError(t, err)
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	own, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	_, requires, _ := strings.Cut(string(own), "require (")
	write("go.mod", "module example.org/mis\n\ngo 1.26.0\n\nrequire github.com/acl-beacon/beacon v0.0.0\n\n"+
		"replace github.com/acl-beacon/beacon => "+here+"\n\nrequire ("+requires)
	sum, err := os.ReadFile("go.sum")
	require.NoError(t, err)
	write("go.sum", string(sum))
	write("main.go", readmeSnippet(t))
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), strings.TrimSpace(string(out)), "the README shows what the program prints")
}

// The README's pack is in force as it stands there, and the mistake it shows is the one a slip in that pack gives.
func TestReadmePack(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(readme), "```yaml\n")
	require.True(t, ok, "the README has a pack")
	text, _, _ := strings.Cut(rest, "```")
	_, err = beacon.New(beacon.Config{Packs: []fs.FS{pack(text)}})
	require.NoError(t, err)
	_, err = beacon.New(beacon.Config{Packs: []fs.FS{pack(strings.Replace(text, "must: partner.distance_km", "must: partner.distence_km", 1))}})
	require.Error(t, err)
	require.Contains(t, string(readme), err.Error())
}
