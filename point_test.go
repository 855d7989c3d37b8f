package beacon_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// A host's variables cannot be asked for with has(…), and the message says what to write instead.
func TestPointFor_has(t *testing.T) {
	type trip struct {
		KM practice.Fact[float64] `json:"km"`
	}
	_, err := beacon.New(beacon.Config{Embedded: []string{}, Points: []beacon.Point{beacon.PointFor[trip]("trip")},
		Packs: []fs.FS{pack(head + "rules:\n  - {id: C-1, decides: trip, must: has(km) && km < 80, because: Too far.}\n")}})
	var problems *beacon.LoadError
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems.Issues, 1)
	require.Equal(t, `has(…) asks about a field of a record, and "km" is none`, problems.Issues[0].Message)
	require.Equal(t, `take has(…) out: while "km" is not recorded, the rule cannot be judged and asks for it; rules can ask with has(…) `+
		"about what a host puts inside a record", problems.Issues[0].Hint)
}
