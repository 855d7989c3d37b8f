package rules

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Where the checker beneath panics, it is a problem of that expression, in words, and the host goes on. No expression is
// known that makes it panic, so the checker is taken away.
func TestCompile_panicBeneath(t *testing.T) {
	broken := *testPoint(t)
	broken.env = nil
	program, problems := broken.Compile("work.open", Bool)
	require.Nil(t, program)
	require.Len(t, problems, 1)
	require.Equal(t, CodeInternal, problems[0].Code)
	require.Contains(t, problems[0].Message, "this expression cannot be checked")
	require.Contains(t, problems[0].Message, "write it more simply")
	point, problems := broken.Define("part", "", "work.open")
	require.Nil(t, point)
	require.Equal(t, CodeInternal, problems[0].Code)
}
