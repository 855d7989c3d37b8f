package dissemination_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
)

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

func TestDrawings(t *testing.T) {
	golden(t, "disseminator.mmd", dissemination.DisseminatorLife().Mermaid(nil))
	golden(t, "enquiry.mmd", dissemination.EnquiryLife().Mermaid(nil))
	golden(t, "engagement.mmd", dissemination.EngagementLife().Mermaid(nil))
	golden(t, "engagement.dot", dissemination.EngagementLife().DOT("engagement", nil))
}
