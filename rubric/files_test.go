package rubric_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

// TestFiles: a rubric that is written and loaded again is the same, with the Welsh that was laid over it.
func TestFiles(t *testing.T) {
	r, err := wales.WithText(rubric.Text{Language: "cy", Wording: "published", ByID: map[string]string{"T07": "Llais y dysgwr"}})
	require.NoError(t, err)
	written, err := r.Files()
	require.NoError(t, err)
	assert.Len(t, written, 3)
	fsys := fstest.MapFS{}
	for name, data := range written {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	back, err := rubric.Load(fsys)
	require.NoError(t, err)
	assert.Equal(t, r, back)
	again, err := back.Files()
	require.NoError(t, err)
	assert.Equal(t, written, again)
}
