package ofsted_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice/ofsted"
)

// The figures are those of the file as Ofsted published it, counted without this package.
func TestRead_realFile(t *testing.T) {
	path := os.Getenv("BEACON_OFSTED_CSV")
	if path == "" {
		t.Skip("this project does not hold Ofsted's file as at 31 August 2025; set BEACON_OFSTED_CSV to its full path")
	}
	data := content(t, path)
	start := time.Now()
	f, err := ofsted.Read(bytes.NewReader(data))
	t.Logf("read in %v", time.Since(start))
	require.NoError(t, err)
	assert.Empty(t, f.Refused)
	assert.Len(t, f.Rows, 1914)
	assert.Equal(t, 942, checkMovements(t, f))

	count := map[string]int{}
	for _, r := range f.Rows {
		p := r.Provider
		count[string(p.Kind)]++
		if !r.LatestShortOn.IsZero() {
			count["short"]++
			assert.Positive(t, r.ShortInspections.Or(0), "line %d", r.Line)
		}
		if p.Inspection == nil {
			count["never inspected"]++
			continue
		}
		assert.False(t, p.Inspection.Overall.IsZero(), "line %d", r.Line)
		if p.Inspection.QualityOfEducation.IsZero() {
			count["latest of an older framework"]++
		}
		if p.Previous != nil {
			count["previous"]++
			if p.Previous.Inspectorate == "" {
				count["before Ofsted alone"]++
			}
		}
	}
	assert.Equal(t, map[string]int{
		"college": 204, "wbl": 1241, "acl": 143, "other": 326,
		"short": 119, "never inspected": 262, "latest of an older framework": 114,
		"previous": 943, "before Ofsted alone": 7,
	}, count)
}
