package evaluate_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

// provider has two inspections; a grade of 0 is not known.
func provider(kind practice.ProviderKind, region string, before, after practice.Grade) practice.Provider {
	p := practice.Provider{Kind: kind, Region: region, Previous: &practice.Inspection{}, Inspection: &practice.Inspection{}}
	if before != 0 {
		p.Previous.Overall = practice.Known(before)
	}
	if after != 0 {
		p.Inspection.Overall = practice.Known(after)
	}
	return p
}

// manyProviders gives n providers of one kind and grade, of whom the first k improved by one.
func manyProviders(kind practice.ProviderKind, before practice.Grade, k, n int) []practice.Provider {
	var list []practice.Provider
	for i := range n {
		after := before
		if i < k {
			after--
		}
		list = append(list, provider(kind, "North", before, after))
	}
	return list
}

func TestBaseRatesOf(t *testing.T) {
	list := append(manyProviders(practice.Adult, 3, 10, 16),
		provider(practice.College, "South", 2, 3), provider(practice.College, "South", 1, 1), provider("", "", 4, 1),
		provider(practice.College, "South", 0, 2), provider(practice.College, "South", 2, 0), practice.Provider{ID: "never"},
		provider(practice.College, "South", 2, 7))
	table, err := evaluate.BaseRatesOf(list, 0)
	require.NoError(t, err)
	assert.Equal(t, 19, table.Compared)
	assert.Equal(t, 4, table.Left)

	row, ok := table.Find(practice.Adult, "North", 3)
	require.True(t, ok)
	assert.Equal(t, [4]int{0, 10, 6, 0}, row.Latest)
	assert.Equal(t, []int{16, 10, 6, 0}, []int{row.N, row.Improved, row.Same, row.Declined})
	// Wilson's limits of 10 in 16.
	assert.InDelta(t, .3864, row.Share.Lower, .0001)
	assert.InDelta(t, .8152, row.Share.Upper, .0001)
	all, ok := table.Find("", "", 0)
	require.True(t, ok)
	assert.Equal(t, []int{19, 11, 7, 1}, []int{all.N, all.Improved, all.Same, all.Declined})
	_, ok = table.Find(practice.WorkBased, "", 0)
	assert.False(t, ok)
	for _, r := range table.Rows {
		assert.Equal(t, r.N, r.Improved+r.Same+r.Declined)
		assert.Equal(t, r.N, r.Latest[0]+r.Latest[1]+r.Latest[2]+r.Latest[3])
	}
	_, err = evaluate.BaseRatesOf(list, 1)
	var input *evaluate.InputError
	require.ErrorAs(t, err, &input)
}

func TestBaseRates_Compare(t *testing.T) {
	table, err := evaluate.BaseRatesOf(append(manyProviders(practice.Adult, 3, 84, 100), manyProviders(practice.College, 3, 1, 20)...), 0)
	require.NoError(t, err)
	for _, tc := range []struct {
		name     string
		partners []practice.Provider
		want     string
	}{
		{"as usual", manyProviders(practice.Adult, 3, 7, 8),
			"7 of 8 partners improved; 84% of providers at that grade improved at re-inspection whoever helped. As many or more would have done so with a probability of 0.63, so we cannot tell whether the help made a difference."},
		{"unusual", manyProviders(practice.College, 3, 5, 12),
			"5 of 12 partners (42%, 95% interval 19 to 68%) improved; 5% of providers at that grade improved at re-inspection whoever helped. As many or more would have done so with a probability of only 0.0002; why, re-inspection does not say."},
		{"nothing alike", manyProviders(practice.Adult, 2, 1, 2), "No partner has two inspections to compare. 2 more could not be compared."},
		{"a wider group", append(manyProviders(practice.WorkBased, 3, 1, 2), practice.Provider{}),
			"1 of 2 partners improved; 71% of providers at that grade improved at re-inspection whoever helped. As many or more would have done so with a probability of 0.91, so we cannot tell whether the help made a difference. 1 more could not be compared."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, table.Compare(tc.partners).Sentence)
		})
	}
	r := table.Compare(manyProviders(practice.Adult, 3, 7, 8))
	// 8·0.84⁷·0.16 + 0.84⁸.
	assert.InDelta(t, .6256, r.Chance, .0001)
	assert.InDelta(t, .84, r.Usual, 1e-9)
}

// The published file says itself who improved; the table has to say the same.
func TestBaseRatesOf_realFile(t *testing.T) {
	path := os.Getenv("BEACON_OFSTED_CSV")
	if path == "" {
		t.Skip("this project does not hold Ofsted's file as at 31 August 2025; set BEACON_OFSTED_CSV to its full path")
	}
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	file, err := ofsted.Read(bytes.NewReader(data))
	require.NoError(t, err)
	table, err := evaluate.BaseRatesOf(file.Providers(), 0)
	require.NoError(t, err)
	said := map[ofsted.Movement]int{}
	for _, r := range file.Rows {
		said[r.Movement]++
	}
	all, ok := table.Find("", "", 0)
	require.True(t, ok)
	assert.Equal(t, 942, table.Compared)
	assert.Equal(t, 942, all.N)
	assert.Equal(t, said[ofsted.Improved], all.Improved)
	assert.Equal(t, said[ofsted.Same], all.Same)
	assert.Equal(t, said[ofsted.Declined], all.Declined)
	for grade := practice.Outstanding; grade <= practice.Inadequate; grade++ {
		r, _ := table.Find("", "", grade)
		t.Logf("grade %d: %d of %d improved (%.3f to %.3f), latest %v", grade, r.Improved, r.N, r.Share.Lower, r.Share.Upper, r.Latest)
	}
}
