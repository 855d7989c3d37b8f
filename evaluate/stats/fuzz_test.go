package stats

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"testing"
)

// decode reads numbers from fuzzer bytes: small halves from single bytes, or any float64 at all from eight.
func decode(data []byte) []float64 {
	if len(data) == 0 {
		return nil
	}
	mode, data := data[0], data[1:]
	var out []float64
	for len(data) > 0 && len(out) < 60 {
		if mode%2 == 1 && len(data) >= 8 {
			out = append(out, math.Float64frombits(binary.LittleEndian.Uint64(data)))
			data = data[8:]
			continue
		}
		out = append(out, float64(int8(data[0]))/2)
		data = data[1:]
	}
	return out
}

// sound holds what every function promises of any input: an *InputError, or numbers that are all finite.
func sound(t *testing.T, what string, result any, err error) {
	t.Helper()
	if err != nil {
		var input *InputError
		if !errors.As(err, &input) {
			t.Fatalf("%s: %v is not an *InputError", what, err)
		}
		if input.Error() == "" || input.Problem == "" || input.Remedy == "" {
			t.Fatalf("%s: incomplete error %+v", what, input)
		}
		return
	}
	if _, err := json.Marshal(result); err != nil {
		t.Fatalf("%s: %v in %+v", what, err, result)
	}
}

func soundP(t *testing.T, what string, p PValue, err error) {
	t.Helper()
	sound(t, what, p, err)
	for _, v := range []float64{p.TwoSided, p.Greater, p.Less, p.Smallest} {
		if !(v >= 0 && v <= 1) {
			t.Fatalf("%s: %+v is not a probability", what, p)
		}
	}
}

func FuzzSamples(f *testing.F) {
	f.Add([]byte{0, 2, 4, 250, 0, 0, 8}, []byte{0, 1, 3, 5}, 0.95)
	f.Fuzz(func(t *testing.T, a, b []byte, level float64) {
		x, y := decode(a), decode(b)
		sampling := Sampling{Draws: 999, Seed: 1}
		for _, zeros := range []Zeros{Pratt, Wilcoxon} {
			r, err := SignedRank(x, zeros)
			soundP(t, "SignedRank", r.P, err)
			sound(t, "SignedRank", r, err)
		}
		sign, err := SignTest(x)
		soundP(t, "SignTest", sign.P, err)
		flip, err := SignFlip(x, sampling)
		soundP(t, "SignFlip", flip.P, err)
		sound(t, "SignFlip", flip, err)
		ranks, err := RankSum(x, y)
		soundP(t, "RankSum", ranks.P, err)
		sound(t, "RankSum", ranks, err)
		cliff, err := CliffDelta(x, y, level)
		sound(t, "CliffDelta", cliff, err)
		shift, err := HodgesLehmann(x, level)
		sound(t, "HodgesLehmann", shift, err)
		shift, err = HodgesLehmannShift(x, y, level)
		sound(t, "HodgesLehmannShift", shift, err)
		e, err := PairedT(x, level)
		sound(t, "PairedT", e, err)
		e, err = WelchT(x, y, level)
		sound(t, "WelchT", e, err)
		es, err := CohenDz(x, level)
		sound(t, "CohenDz", es, err)
		es, err = HedgesG(x, y, level)
		sound(t, "HedgesG", es, err)
		p, err := Adjust(x, BY)
		sound(t, "Adjust", p, err)
		icc, err := OneWayICC([][]float64{x, y}, level)
		sound(t, "OneWayICC", icc, err)
		if len(x) > 3 {
			rtm, err := RegressionToMean(RTM{Mean: x[0], SD: x[1], Cut: x[2], Reliability: x[3], Measures: len(y)})
			sound(t, "RegressionToMean", rtm, err)
		}
		clusters := singles(y)
		for i := range clusters {
			clusters[i].N = 1 + i%3
		}
		boot, err := ClusterBootstrap(singles(x), clusters, BootstrapOptions{Sampling: sampling, Level: level})
		sound(t, "ClusterBootstrap", boot, err)
	})
}

func FuzzRates(f *testing.F) {
	f.Add(3, 10, 5, 12, 0.9)
	f.Fuzz(func(t *testing.T, a, b, c, d int, level float64) {
		table := TwoRates{a, b, c, d}
		w, err := Wilson(a, b, level)
		sound(t, "Wilson", w, err)
		w, err = ClopperPearson(a, b, level)
		sound(t, "ClopperPearson", w, err)
		n, err := NewcombeDifference(table, level)
		sound(t, "NewcombeDifference", n, err)
		n, err = NewcombePaired(PairedRates{a, b, c, d}, level)
		sound(t, "NewcombePaired", n, err)
		if abs := max(b, d, -b, -d); abs < 20000 { // larger tables are right but slow
			p, err := McNemar(PairedRates{a, b, c, d})
			soundP(t, "McNemar", p, err)
			fisher, err := FisherExact(table)
			soundP(t, "FisherExact", fisher.P, err)
			sound(t, "FisherExact", fisher, err)
		}
		r, err := RiskRatio(table, level)
		sound(t, "RiskRatio", r, err)
		r, err = OddsRatio(table, level)
		sound(t, "OddsRatio", r, err)
		m, err := MantelHaenszel([]TwoRates{table, {b, c, d, a}, {d, b, c, b}}, level)
		sound(t, "MantelHaenszel", m, err)
		s, err := SmallestTwoGroups(a, b)
		sound(t, "SmallestTwoGroups", s, err)
		de, err := DesignEffect(level, []int{a, b, c})
		sound(t, "DesignEffect", de, err)
	})
}

func FuzzTables(f *testing.F) {
	f.Add([]byte{0, 2, 4, 6, 8, 1, 3, 5, 9, 7, 2, 6, 4, 4, 4, 1}, uint8(3), uint8(5))
	f.Fuzz(fuzzTablesBody)
}

func fuzzTablesBody(t *testing.T, data []byte, width, split uint8) {
	values := decode(data)
	k := 1 + int(width)%6
	var table [][]float64
	for from := 0; from < len(values); from += k {
		table = append(table, values[from:min(from+k, len(values))])
	}
	friedman, err := Friedman(table)
	sound(t, "Friedman", friedman, err)
	page, err := PageL(table)
	soundP(t, "PageL", page.P, err)
	sound(t, "PageL", page, err)
	agreement, err := TwoWayICC(table)
	sound(t, "TwoWayICC", agreement, err)

	var obs []Observation
	treated, cluster := make([]bool, len(values)), make([]string, len(values))
	for i, v := range values {
		unit := i / k
		start := 0
		if unit%3 > 0 {
			start = int(split) % (k + 1)
		}
		obs = append(obs, Observation{Unit: strconv.Itoa(unit), Period: i % k, Start: start, Value: v})
		treated[i], cluster[i] = i%2 == 0, strconv.Itoa(unit)
	}
	did, err := DiD(obs, 0)
	sound(t, "DiD", did, err)
	event, err := EventStudy(obs, 0)
	sound(t, "EventStudy", event, err)
	att, err := ATTGT(obs, ATTOptions{Control: Control(split % 2)})
	sound(t, "ATTGT", att, err)

	half := len(values) / 2
	columns := []Column{{"x", values[:half]}}
	fit, err := OLS(values[half:2*half], columns, FitOptions{Cluster: cluster[:half], SE: StandardError(split % 3)})
	sound(t, "OLS", fit, err)
	ancova, err := ANCOVA(values[:half], values[half:2*half], treated[:half], FitOptions{})
	sound(t, "ANCOVA", ancova, err)
	wild, err := WildBootstrap(values[half:2*half], columns, "x", cluster[:half], WildOptions{Sampling: Sampling{Draws: 999}})
	sound(t, "WildBootstrap", wild, err)
	its, err := ITS(values, int(split), ITSOptions{LevelOnly: width%2 == 0, Lag: int(width)/50 - 1})
	sound(t, "ITS", its, err)
	permuted, err := PermuteTreated(values, treated, Sampling{Draws: 999})
	soundP(t, "PermuteTreated", permuted.P, err)
	sound(t, "PermuteTreated", permuted, err)
	if len(table) > 1 {
		var donors []Series
		for _, row := range table[1:] {
			donors = append(donors, Series{Values: row})
		}
		synthetic, err := SyntheticControl(Series{Values: table[0]}, donors, int(split)%7)
		soundP(t, "SyntheticControl", synthetic.P, err)
		sound(t, "SyntheticControl", synthetic, err)
	}
}
