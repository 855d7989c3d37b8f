package beacon_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/internal/schema"
)

// A host in another language checks what it writes before it sends it.
func ExampleSchemas() {
	for _, header := range slices.Sorted(maps.Keys(beacon.Schemas())) {
		fmt.Println(header)
	}
	// Output:
	// beacon/assessment/1
	// beacon/disseminator/1
	// beacon/engagement/1
	// beacon/enquiry/1
	// beacon/evaluation-plan/1
	// beacon/facilitator/1
	// beacon/impact-assessment/1
	// beacon/practice/1
	// beacon/programme/1
	// beacon/project/1
}

func TestSchemas_areThoseOfTheTypes(t *testing.T) {
	schemas := beacon.Schemas()
	for _, d := range schema.Documents() {
		require.Equal(t, string(d.Text()), string(schemas[d.Header]))
		require.True(t, json.Valid(schemas[d.Header]))
	}
	require.Len(t, schemas, len(schema.Documents()))
}
