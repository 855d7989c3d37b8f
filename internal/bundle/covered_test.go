package bundle_test

import (
	"io/fs"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
)

func embeddedSet(t *testing.T) *bundle.Set {
	t.Helper()
	issues := &bundle.LoadError{}
	var packs []*bundle.Pack
	for _, name := range []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales"} {
		if _, err := fs.Stat(bundle.Embedded(), name); err != nil {
			continue
		}
		sub, err := fs.Sub(bundle.Embedded(), name)
		require.NoError(t, err)
		packs = append(packs, bundle.Read(sub, name+"/", 1<<20, issues)...)
	}
	var subjects []bundle.Subject
	for _, s := range facts.Subjects() {
		root, err := facts.Of(s.Roots)
		require.NoError(t, err)
		subjects = append(subjects, bundle.Subject{Name: s.Name, Decides: []string{s.Decides, facts.Check}, Root: root,
			States: s.States, Exits: s.Exits})
	}
	set, err := bundle.Load(packs, subjects, bundle.Options{}, issues)
	require.NoError(t, err)
	return set
}

// The fast evaluator covers every expression of the embedded packs; none falls back to the reference.
func TestEmbeddedPacksFallBackNowhere(t *testing.T) {
	set := embeddedSet(t)
	check := func(id string, p *rules.Program) {
		if p != nil && !p.Covered() {
			t.Errorf("%s is not covered: %s", id, p.Source)
		}
	}
	for _, r := range set.Rules {
		check(r.ID, r.When)
		check(r.ID, r.Check)
	}
	for _, s := range set.Scores {
		check(s.ID, s.Value)
	}
	for _, c := range set.Choices {
		for _, row := range c.Rows {
			check(c.ID, row.When)
		}
	}
	require.NotEmpty(t, set.Rules)
}

// Whatever ranks and picks in the embedded packs has a case of its own.
func TestEmbeddedPacksTestEveryTerm(t *testing.T) {
	set := embeddedSet(t)
	cases, err := bundle.ReadTests(bundle.Embedded(), "")
	require.NoError(t, err)
	tested := map[bundle.About]bool{}
	for _, c := range cases {
		tested[c.About()] = true
	}
	for _, s := range set.Scores {
		require.True(t, tested[bundle.About{Score: s.ID}], s.ID)
	}
	for _, c := range set.Choices {
		require.True(t, tested[bundle.About{Choice: c.ID}], c.ID)
	}
}

// Both evaluators give the same on every expression of the packs over the facts of every pack test: value, missing facts
// and whether there is a fault.
func TestEvaluatorsAgreeOnPackTests(t *testing.T) {
	set := embeddedSet(t)
	cases, err := bundle.ReadTests(bundle.Embedded(), "")
	require.NoError(t, err)
	subjects := map[string]facts.Subject{}
	for _, s := range facts.Subjects() {
		subjects[s.Name] = s
	}
	subjectOf := map[bundle.About]string{}
	for _, r := range set.Rules {
		subjectOf[bundle.About{Rule: r.ID}] = r.Subject
	}
	for _, s := range set.Scores {
		subjectOf[bundle.About{Score: s.ID}] = s.Subject
	}
	for _, c := range set.Choices {
		subjectOf[bundle.About{Choice: c.ID}] = c.Subject
	}
	evaluations := 0
	for _, c := range cases {
		name := c.Subject
		if name == "" {
			name = subjectOf[c.About()]
		}
		s, ok := subjects[name]
		require.True(t, ok, "%s", c.Pos)
		roots := reflect.New(s.Roots)
		require.NoError(t, facts.Decode(c.Facts, roots.Interface(), nil), "%s", c.Pos)
		today, err := caldate.Parse(c.Today)
		require.NoError(t, err, "%s", c.Pos)
		in := rules.Facts{Root: roots.UnsafePointer(), Today: today}
		for _, r := range set.Rules {
			for _, p := range []*rules.Program{r.When, r.Check} {
				if r.Subject != name || p == nil {
					continue
				}
				want, got := p.Reference(in), p.Eval(in)
				require.Equal(t, want.Value, got.Value, "%s on %s", r.ID, c.Pos)
				require.Equal(t, want.Missing, got.Missing, "%s on %s", r.ID, c.Pos)
				require.Equal(t, want.Err == nil, got.Err == nil, "%s on %s", r.ID, c.Pos)
				evaluations++
			}
		}
	}
	require.Greater(t, evaluations, 10_000)
}
