package facts_test

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

type dictionaries struct {
	Texts  map[string]string                 `json:"texts"`
	Flags  map[string]bool                   `json:"flags"`
	Ints   map[string]int                    `json:"ints"`
	Longs  map[string]int64                  `json:"longs"`
	Floats practice.Fact[map[string]float64] `json:"floats"`
}

// Rules read a host's maps by key; one that is not known is unknown and a key that is not there is a fault.
func TestRulesReadMaps(t *testing.T) {
	root, err := facts.Of(reflect.TypeFor[dictionaries]())
	require.NoError(t, err)
	point, err := rules.NewPoint(root, nil, rules.Options{})
	require.NoError(t, err)
	d := dictionaries{Texts: map[string]string{"region": "north-east"}, Flags: map[string]bool{"esf": true}, Ints: map[string]int{"a": 2},
		Longs: map[string]int64{"a": 3}, Floats: practice.Known(map[string]float64{"km": 2.5})}
	for text, want := range map[string]rules.Result{
		"'region' in texts && texts['region'].startsWith('north') && texts.region != 'south'": {Value: true},
		"has(texts.region) && !has(texts.fund) && size(texts) == 1":                           {Value: true},
		"flags.esf && ints.a + longs['a'] == 5 && floats.km < 3":                              {Value: true},
		"texts.exists(k, k == 'region') && ints.all(k, ints[k] > 1)":                          {Value: true},
		"'x' in texts": {Value: false},
	} {
		p, problems := point.Compile(text)
		require.Empty(t, problems, text)
		require.True(t, p.Covered(), text)
		for _, got := range []rules.Result{p.Eval(rules.Facts{Root: unsafe.Pointer(&d)}), p.Reference(rules.Facts{Root: unsafe.Pointer(&d)})} {
			require.Equal(t, want, got, text)
		}
	}
	p, _ := point.Compile("texts.fund == 'esf'")
	require.ErrorContains(t, p.Eval(rules.Facts{Root: unsafe.Pointer(&d)}).Err, "no such key")
	p, _ = point.Compile("floats.km < 3")
	require.Equal(t, []string{"floats"}, p.Eval(rules.Facts{Root: unsafe.Pointer(&dictionaries{})}).Missing)
}
