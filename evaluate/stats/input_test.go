package stats

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every fault has its kind, names its argument, and says what to do.
func TestInputError_table(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	two, flat := []float64{1, 2}, []float64{3, 3, 3, 3, 3, 3}
	six, bools := []float64{1, 2, 4, 3, 7, 5}, []bool{true, true, true, false, false, false}
	panel := func(o ...Observation) []Observation { return o }
	a1, a2 := Observation{Unit: "a", Period: 1, Start: 2, Value: 1}, Observation{Unit: "a", Period: 2, Start: 2, Value: 2}
	b1, b2 := Observation{Unit: "b", Period: 1, Value: 1}, Observation{Unit: "b", Period: 2, Value: 2}
	wrongStart, late := a2, Observation{Unit: "c", Period: 2, Start: 9, Value: 3}
	wrongStart.Start = 1
	never := Observation{Unit: "c", Period: 1, Value: 3}
	donors := []Series{{"x", six}, {"y", six}}
	for name, c := range map[string]struct {
		call  func() error
		kind  Problem
		arg   string
		index int
	}{
		"empty":        {func() error { _, err := SignedRank(nil, Pratt); return err }, TooFew, "d", -1},
		"NaN":          {func() error { _, err := SignTest([]float64{1, nan}); return err }, NotFinite, "d", 1},
		"infinite":     {func() error { _, err := RankSum(two, []float64{inf}); return err }, NotFinite, "y", 0},
		"huge":         {func() error { _, err := SignFlip([]float64{1e99}, Sampling{}); return err }, OutOfRange, "d", 0},
		"zeros":        {func() error { _, err := SignedRank(two, 7); return err }, OutOfRange, "zeros", -1},
		"draws":        {func() error { _, err := SignFlip(two, Sampling{Draws: 10}); return err }, OutOfRange, "Draws", -1},
		"level":        {func() error { _, err := CohenDz(two, 1); return err }, OutOfRange, "level", -1},
		"no spread":    {func() error { _, err := CohenDz(flat, 0); return err }, NoVariation, "d", -1},
		"no spread t":  {func() error { _, err := PairedT(flat, 0); return err }, NoVariation, "d", -1},
		"no spread g":  {func() error { _, err := HedgesG(flat, flat, 0); return err }, NoVariation, "x and y", -1},
		"no spread W":  {func() error { _, err := WelchT(flat, flat, 0); return err }, NoVariation, "x and y", -1},
		"one value":    {func() error { _, err := CliffDelta(two, two[:1], 0); return err }, TooFew, "y", -1},
		"ragged":       {func() error { _, err := Friedman([][]float64{two, six}); return err }, Mismatch, "blocks", 1},
		"all tied":     {func() error { _, err := PageL([][]float64{flat, flat}); return err }, NoVariation, "blocks", -1},
		"judges":       {func() error { _, err := TwoWayICC([][]float64{two, six}); return err }, Mismatch, "ratings", 1},
		"count":        {func() error { _, err := Wilson(5, 4, 0); return err }, OutOfRange, "x", -1},
		"no people":    {func() error { _, err := NewcombeDifference(TwoRates{0, 0, 1, 2}, 0); return err }, TooFew, "N1", -1},
		"no pairs":     {func() error { _, err := McNemar(PairedRates{}); return err }, TooFew, "PairedRates", -1},
		"zero cell":    {func() error { _, err := RiskRatio(TwoRates{1, 2, 0, 2}, 0); return err }, ZeroCell, "X2", -1},
		"zero odds":    {func() error { _, err := OddsRatio(TwoRates{2, 2, 1, 2}, 0); return err }, ZeroCell, "N1-X1", -1},
		"empty strata": {func() error { _, err := MantelHaenszel([]TwoRates{{0, 0, 1, 2}}, 0); return err }, TooFew, "strata", -1},
		"stratum":      {func() error { _, err := MantelHaenszel([]TwoRates{{1, 2, 1, 2}, {3, 2, 1, 2}}, 0); return err }, OutOfRange, "strata", 1},
		"lengths":      {func() error { _, err := ANCOVA(six, flat, bools[:5], FitOptions{}); return err }, Mismatch, "treated", -1},
		"one treated":  {func() error { _, err := ANCOVA(six, six, []bool{5: true}, FitOptions{}); return err }, TooFew, "treated", -1},
		"collinear":    {func() error { _, err := OLS(six, []Column{{"c", flat}}, FitOptions{}); return err }, Collinear, "columns", 0},
		"perfect":      {func() error { _, err := OLS(flat, []Column{{"c", six}}, FitOptions{}); return err }, NoVariation, "y", -1},
		"one cluster": {func() error {
			_, err := OLS(six, []Column{{"c", []float64{1, 0, 1, 1, 0, 0}}}, FitOptions{Cluster: make([]string, 6)})
			return err
		}, TooFew, "Cluster", -1},
		"classic with clusters": {func() error {
			_, err := OLS(six, []Column{{"c", []float64{1, 0, 1, 1, 0, 0}}},
				FitOptions{Cluster: []string{"a", "a", "b", "b", "c", "c"}, SE: Classic})
			return err
		}, Inconsistent, "SE", -1},
		"duplicate":      {func() error { _, err := DiD(panel(a1, a2, b1, b1), 0); return err }, Duplicate, "observations", 3},
		"two starts":     {func() error { _, err := DiD(panel(a1, wrongStart, b1, b2), 0); return err }, Inconsistent, "observations", 1},
		"several starts": {func() error { _, err := EventStudy(panel(a1, a2, b1, late), 0); return err }, Inconsistent, "observations", -1},
		"no after":       {func() error { _, err := DiD(panel(a1, b1, late, never)[1:], 0); return err }, TooFew, "observations", -1},
		"nobody treated": {func() error { _, err := DiD(panel(b1, b2, never, Observation{Unit: "d"}), 0); return err }, TooFew, "observations", -1},
		"everyone": {func() error {
			_, err := ATTGT(panel(a1, a2, Observation{Unit: "d", Period: 1, Start: 2}, Observation{Unit: "d", Period: 2, Start: 2}), ATTOptions{})
			return err
		}, TooFew, "observations", -1},
		"one per arm":   {func() error { _, err := DiD(panel(a1, a2, b1, b2), 0); return err }, TooFew, "treated", -1},
		"empty arm":     {func() error { _, err := PermuteTreated(six, make([]bool, 6), Sampling{}); return err }, TooFew, "treated", -1},
		"short series":  {func() error { _, err := ITS(six, 2, ITSOptions{}); return err }, TooFew, "y", -1},
		"start":         {func() error { _, err := ITS(six, -1, ITSOptions{}); return err }, OutOfRange, "start", -1},
		"lag":           {func() error { _, err := ITS(six, 3, ITSOptions{LevelOnly: true, Lag: 6}); return err }, OutOfRange, "Lag", -1},
		"one donor":     {func() error { _, err := SyntheticControl(Series{"a", six}, donors[:1], 4); return err }, TooFew, "donors", -1},
		"pre":           {func() error { _, err := SyntheticControl(Series{"a", six}, donors, 6); return err }, OutOfRange, "pre", -1},
		"reliability":   {func() error { _, err := RegressionToMean(RTM{SD: 1, Reliability: 2}); return err }, OutOfRange, "Reliability", -1},
		"empty cluster": {func() error { _, err := OneWayICC([][]float64{two, nil}, 0); return err }, TooFew, "clusters", 1},
		"size":          {func() error { _, err := DesignEffect(0.1, []int{3, 0}); return err }, OutOfRange, "sizes", 1},
		"p":             {func() error { _, err := Adjust([]float64{0.1, 1.2}, BH); return err }, OutOfRange, "p", 1},
		"NaN statistic": {func() error {
			_, err := Bootstrap(3, func([]int) float64 { return nan }, BootstrapOptions{})
			return err
		}, NotFinite, "statistic", -1},
		"strata": {func() error {
			_, err := Bootstrap(3, func([]int) float64 { return 1 }, BootstrapOptions{Strata: []int{1}})
			return err
		}, Mismatch, "Strata", -1},
		"member": {func() error {
			_, err := ClusterBootstrap([]ClusterTotal{{1, 1}, {1, 0}}, nil, BootstrapOptions{})
			return err
		}, OutOfRange, "treated", 1},
		"which column":    {func() error { _, err := WildBootstrap(six, []Column{{"c", flat}}, "d", nil, WildOptions{}); return err }, OutOfRange, "coefficient", -1},
		"no groups":       {func() error { _, err := SmallestTwoGroups(0, 3); return err }, TooFew, "n1", -1},
		"too many tables": {func() error { _, err := FisherExact(TwoRates{1 << 22, 1 << 23, 1 << 22, 1 << 23}); return err }, OutOfRange, "X1+X2", -1},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.call()
			var input *InputError
			require.True(t, errors.As(err, &input), "%v", err)
			require.Equal(t, c.kind, input.Problem, err.Error())
			require.Equal(t, c.arg, input.Arg, err.Error())
			require.Equal(t, c.index, input.Index, err.Error())
			require.NotEmpty(t, input.Remedy)
			require.Contains(t, err.Error(), "; ")
		})
	}
}

// Functions read their arguments and leave them as they were.
func TestArguments_areNotChanged(t *testing.T) {
	d := []float64{3, -1, 2, 0, 5, -4, 8}
	e := []float64{9, 1, 4, 7, 2}
	keptD, keptE := append([]float64(nil), d...), append([]float64(nil), e...)
	_, _ = SignedRank(d, Wilcoxon)
	_, _ = SignFlip(d, Sampling{})
	_, _ = RankSum(d, e)
	_, _ = CliffDelta(d, e, 0)
	_, _ = HodgesLehmann(d, 0)
	_, _ = HodgesLehmannShift(d, e, 0)
	_, _ = PermuteTreated(d, []bool{true, false, true, false, false, false, true}, Sampling{})
	_, _ = Friedman([][]float64{d, append([]float64(nil), d...)})
	_, _ = PageL([][]float64{d, d})
	_, _ = ITS(d, 3, ITSOptions{LevelOnly: true})
	_, _ = OLS(e, []Column{{"d", d[:5]}}, FitOptions{})
	_, _ = WildBootstrap(d, []Column{{"a", []float64{1, 0, 1, 0, 1, 0, 1}}, {"b", []float64{1, 2, 3, 4, 5, 7, 6}}}, "a",
		[]string{"p", "q", "r", "s", "p", "q", "r"}, WildOptions{})
	_, _ = Adjust([]float64{0.2, 0.1}, Holm)
	_, _ = SyntheticControl(Series{"d", d}, []Series{{"a", append(e, 1, 2)}, {"b", append(e, 3, 1)}}, 4)
	require.Equal(t, keptD, d)
	require.Equal(t, keptE, e)
}
