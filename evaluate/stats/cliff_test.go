package stats

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// cliffData returns the two samples of Hogarty & Kromrey and one part of what is expected of them.
func cliffData[T any](t *testing.T, part string) (x, y []float64, want T) {
	var v struct {
		Data struct {
			Group []string
			Value []float64
		}
		Expected map[string]json.RawMessage
	}
	load(t, "cliff", &v)
	for i, g := range v.Data.Group {
		if g == "treatment" {
			x = append(x, v.Data.Value[i])
		} else {
			y = append(y, v.Data.Value[i])
		}
	}
	require.NoError(t, json.Unmarshal(v.Expected[part], &want))
	return x, y, want
}
