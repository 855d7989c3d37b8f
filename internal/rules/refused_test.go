package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Who writes what CEL has and rules have not reads once, and nothing else, what to write in its place; and that works.
func TestRefusedSyntaxSaysWhatToWrite(t *testing.T) {
	point := testPoint(t)
	for _, c := range []struct{ expr, says, instead string }{
		{"work.visits.all(i, v, v.learners > i)", "write .all(x, …)", "work.visits.all(v, v.learners > 0)"},
		{"work.visits.exists_one(i, v, i == 0)", "write .all(x, …)", "work.visits.exists_one(v, v.learners > 0)"},
		{"work.notes.exists(k, v, v == 'W')", "map[x] its value", "work.notes.exists(x, work.notes[x] == 'W')"},
		{"work.visits.transformList(i, v, v.learners).size() > 1", "write .map(x, …)", "work.visits.map(x, x.learners).size() > 1"},
		{"work.visits.transformList(i, v, i > 0, v.learners).size() > 1", ".filter(x, …)", "work.visits.filter(x, x.learners > 0).map(x, x.learners).size() > 1"},
		{"work.notes.transformMap(k, v, v).size() > 0", "the keys", "work.notes.map(x, work.notes[x]).size() > 0"},
		{"work.notes.transformMapEntry(k, v, {v: k}).size() > 0", "the keys", "work.notes.map(x, work.notes[x]).size() > 0"},
		{"work.?name.orValue('x') == 'x'", "has(field) ? field : value", "(has(work.name) ? work.name : 'x') == 'x'"},
		{"work.tags[?0].hasValue()", "write the field as it is", "size(work.tags) > 0"},
		{"[?work.?name].size() == 1", "write the field as it is", "has(work.name)"},
		{"work.?review.optMap(r, r.due).hasValue()", "write the field as it is", "has(work.review) && has(work.review.due)"},
		{"optional.of(work.name).value() == 'x'", "write the field as it is", "work.name == 'x'"},
		{"cel.bind(x, work.grade, x > 1 && x < 4)", "under let in the pack", "work.grade > 1 && work.grade < 4"},
	} {
		_, problems := point.Compile(c.expr, Bool)
		says := 0
		for _, p := range problems {
			if p.Code == CodeSyntax || p.Hint == noOptional.hint {
				assert.Contains(t, p.Hint, c.says, c.expr)
				says++
			}
		}
		assert.Equal(t, 1, says, "%s: %+v", c.expr, problems)
		_, problems = point.Compile(c.instead, Bool)
		require.Empty(t, problems, c.instead)
	}
}
