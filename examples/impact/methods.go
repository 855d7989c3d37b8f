package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// method is one method of package stats and the columns it takes: NAME a column, NAME.. one or more, [NAME] one that may
// be left out.
type method struct {
	group, name, columns, what string
	run                        func(*data) (any, error)
}

// takes is the least and the largest number of columns; 0 is any number.
func (m method) takes() (least, most int) {
	for c := range strings.SplitSeq(m.columns, ",") {
		switch {
		case strings.HasSuffix(c, ".."):
			return most + 1, 0
		case !strings.HasPrefix(c, "["):
			least++
		}
		most++
	}
	return least, most
}

const (
	samePeople = "The same people twice or more"
	twoGroups  = "Two groups of people"
	rates      = "Rates"
	compared   = "With a comparison group"
	series     = "Series and single units"
	other      = "Chance, groups and planning"
)

var methods = []method{
	{samePeople, "signed_rank", "BEFORE,[AFTER]", "exact signed rank test; -zeros", func(d *data) (any, error) { return stats.SignedRank(d.differences(), d.o.zeros) }},
	{samePeople, "sign_test", "BEFORE,[AFTER]", "exact sign test", func(d *data) (any, error) { return stats.SignTest(d.differences()) }},
	{samePeople, "sign_flip", "BEFORE,[AFTER]", "permutation of the mean; -draws -seed", func(d *data) (any, error) { return stats.SignFlip(d.differences(), d.o.sampling) }},
	{samePeople, "hodges_lehmann", "BEFORE,[AFTER]", "centre of the changes", func(d *data) (any, error) { return stats.HodgesLehmann(d.differences(), d.o.level) }},
	{samePeople, "paired_t", "BEFORE,[AFTER]", "paired t test", func(d *data) (any, error) { return stats.PairedT(d.differences(), d.o.level) }},
	{samePeople, "cohen_dz", "BEFORE,[AFTER]", "standardised mean change, dz and g", func(d *data) (any, error) { return stats.CohenDz(d.differences(), d.o.level) }},
	{samePeople, "friedman", "TIME..", "Friedman's test, one row a person", func(d *data) (any, error) { return stats.Friedman(d.blocks()) }},
	{samePeople, "page", "TIME..", "Page's test for an order", func(d *data) (any, error) { return stats.PageL(d.blocks()) }},

	{twoGroups, "rank_sum", "VALUE,GROUP", "exact rank sum test", func(d *data) (any, error) { x, y := d.groups(); return stats.RankSum(x, y) }},
	{twoGroups, "hodges_lehmann_shift", "VALUE,GROUP", "shift between two groups", func(d *data) (any, error) { x, y := d.groups(); return stats.HodgesLehmannShift(x, y, d.o.level) }},
	{twoGroups, "cliff_delta", "VALUE,GROUP", "Cliff's delta", func(d *data) (any, error) { x, y := d.groups(); return stats.CliffDelta(x, y, d.o.level) }},
	{twoGroups, "hedges_g", "VALUE,GROUP", "standardised difference of means, d and g", func(d *data) (any, error) { x, y := d.groups(); return stats.HedgesG(x, y, d.o.level) }},
	{twoGroups, "welch_t", "VALUE,GROUP", "Welch's t test", func(d *data) (any, error) { x, y := d.groups(); return stats.WelchT(x, y, d.o.level) }},

	{rates, "wilson", "X,N", "Wilson's interval, row by row", func(d *data) (any, error) { return eachRate(d, stats.Wilson) }},
	{rates, "clopper_pearson", "X,N", "the exact interval, row by row", func(d *data) (any, error) { return eachRate(d, stats.ClopperPearson) }},
	{rates, "newcombe_difference", "X1,N1,X2,N2", "difference of rates, row by row", func(d *data) (any, error) { return eachTable(d, stats.NewcombeDifference) }},
	{rates, "risk_ratio", "X1,N1,X2,N2", "ratio of rates, row by row", func(d *data) (any, error) { return eachTable(d, stats.RiskRatio) }},
	{rates, "odds_ratio", "X1,N1,X2,N2", "odds ratio, row by row", func(d *data) (any, error) { return eachTable(d, stats.OddsRatio) }},
	{rates, "fisher", "X1,N1,X2,N2", "Fisher's exact test, row by row", func(d *data) (any, error) {
		return eachTable(d, func(t stats.TwoRates, _ float64) (stats.FisherResult, error) { return stats.FisherExact(t) })
	}},
	{rates, "mantel_haenszel", "X1,N1,X2,N2", "one stratum a row, with Simpson's check", func(d *data) (any, error) { return stats.MantelHaenszel(d.tables(), d.o.level) }},
	{rates, "newcombe_paired", "FIRST,SECOND", "difference of rates of the same people", func(d *data) (any, error) { return stats.NewcombePaired(d.twice(), d.o.level) }},
	{rates, "mcnemar", "FIRST,SECOND", "exact McNemar test", func(d *data) (any, error) { return stats.McNemar(d.twice()) }},

	{compared, "ancova", "BEFORE,AFTER,TREATED", "at equal values before; -cluster -se", func(d *data) (any, error) {
		return stats.ANCOVA(d.numbers(0), d.numbers(1), d.flags(2), d.fit())
	}},
	{compared, "did", panelColumns, "difference in differences (START 0: never)", func(d *data) (any, error) { return stats.DiD(d.panel(), d.o.level) }},
	{compared, "event_study", panelColumns, "period by period, with pre-trend tests", func(d *data) (any, error) { return stats.EventStudy(d.panel(), d.o.level) }},
	{compared, "att", panelColumns, "Callaway and Sant'Anna's ATT(g,t); -control", func(d *data) (any, error) {
		return stats.ATTGT(d.panel(), stats.ATTOptions{Control: d.o.control, Level: d.o.level})
	}},
	{compared, "permute_treated", "VALUE,TREATED", "which units had the help; -draws -seed", func(d *data) (any, error) {
		return stats.PermuteTreated(d.numbers(0), d.flags(1), d.o.sampling)
	}},
	{compared, "ols", "Y,X..", "least squares; -cluster -se", func(d *data) (any, error) { return stats.OLS(d.numbers(0), d.regressors(), d.fit()) }},
	{compared, "wild_bootstrap", "Y,X..", "of the first X, by -cluster; -weights", func(d *data) (any, error) {
		return stats.WildBootstrap(d.numbers(0), d.regressors(), d.o.columns[1], d.fit().Cluster, stats.WildOptions{Sampling: d.o.sampling, Weights: d.o.weights})
	}},
	{compared, "cluster_bootstrap", "VALUE,CLUSTER,TREATED", "difference of means; -draws -seed", clusterBootstrap},

	{series, "its", "VALUE", "segmented regression; needs -before", func(d *data) (any, error) {
		return stats.ITS(d.numbers(0), d.o.before, stats.ITSOptions{Level: d.o.level})
	}},
	{series, "synthetic_control", "UNIT,PERIOD,START,VALUE", "one unit with a START, others with 0", syntheticControl},

	{other, "adjust", "P", "p-values of a family; -adjust", func(d *data) (any, error) { return stats.Adjust(d.numbers(0), d.o.adjust) }},
	{other, "bootstrap", "VALUE", "mean or median (-statistic); -draws -seed", bootstrap},
	{other, "icc_oneway", "VALUE,GROUP", "how alike members are; design effect", oneWay},
	{other, "icc_twoway", "JUDGE..", "how far judges agree, one row a target", func(d *data) (any, error) { return stats.TwoWayICC(d.blocks()) }},
	{other, "regression_to_mean", "MEAN,SD,CUT,RELIABILITY", "gain without help of those below a cut", regressionToMean},
	{other, "smallest_paired", "N", "least p that N changed pairs can give", func(d *data) (any, error) {
		n := d.counts(0)
		return rows(d, func(i int) (float64, error) { return stats.SmallestPaired(n[i]), nil })
	}},
	{other, "smallest_two_groups", "N1,N2", "least p that two groups can give", func(d *data) (any, error) {
		n1, n2 := d.counts(0), d.counts(1)
		return rows(d, func(i int) (stats.SmallestPermutation, error) { return stats.SmallestTwoGroups(n1[i], n2[i]) })
	}},
}

const panelColumns = "UNIT,PERIOD,START,VALUE,[CLUSTER]"

// rows applies a method to every row.
func rows[T any](d *data, f func(row int) (T, error)) (any, error) {
	list := make([]T, 0, len(d.rows))
	for i := range d.rows {
		result, err := f(i)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", d.lines[i], err)
		}
		list = append(list, result)
	}
	return list, nil
}

func eachRate(d *data, f func(x, n int, level float64) (stats.Rate, error)) (any, error) {
	x, n := d.counts(0), d.counts(1)
	return rows(d, func(i int) (stats.Rate, error) { return f(x[i], n[i], d.o.level) })
}

func eachTable[T any](d *data, f func(stats.TwoRates, float64) (T, error)) (any, error) {
	tables := d.tables()
	return rows(d, func(i int) (T, error) { return f(tables[i], d.o.level) })
}

func clusterBootstrap(d *data) (any, error) {
	value, cluster, treated := d.numbers(0), d.text(1), d.flags(2)
	totals := [2]map[string]stats.ClusterTotal{{}, {}}
	var order [2][]string
	for i, c := range cluster {
		arm := 0
		if treated[i] {
			arm = 1
		}
		t, ok := totals[arm][c]
		if !ok {
			order[arm] = append(order[arm], c)
		}
		totals[arm][c] = stats.ClusterTotal{Sum: t.Sum + value[i], N: t.N + 1}
	}
	var arms [2][]stats.ClusterTotal
	for arm, names := range order {
		for _, c := range names {
			arms[arm] = append(arms[arm], totals[arm][c])
		}
	}
	return stats.ClusterBootstrap(arms[1], arms[0], d.bootstrapOptions())
}

func syntheticControl(d *data) (any, error) {
	panel := d.panel()
	slices.SortStableFunc(panel, func(a, b stats.Observation) int { return a.Period - b.Period })
	var order []string
	lines, start := map[string][]float64{}, map[string]int{}
	before := 0
	for _, o := range panel {
		if lines[o.Unit] == nil {
			order = append(order, o.Unit)
		}
		lines[o.Unit] = append(lines[o.Unit], o.Value)
		start[o.Unit] = o.Start
		if o.Start != 0 && o.Period < o.Start {
			before++
		}
	}
	slices.Sort(order)
	var treated, donors []stats.Series
	for _, u := range order {
		one := stats.Series{Name: u, Values: lines[u]}
		if start[u] != 0 {
			treated = append(treated, one)
		} else {
			donors = append(donors, one)
		}
	}
	if len(treated) != 1 {
		d.bad = append(d.bad, fault{d.file, 0, d.o.columns[2], "one unit has a period here and all others 0; synthetic control compares one with many"})
		return nil, nil
	}
	return stats.SyntheticControl(treated[0], donors, before)
}

func bootstrap(d *data) (any, error) {
	values := d.numbers(0)
	statistic := func(units []int) float64 {
		sum := 0.0
		for _, u := range units {
			sum += values[u]
		}
		return sum / float64(len(units))
	}
	if d.o.statistic == "median" {
		drawn := make([]float64, len(values))
		statistic = func(units []int) float64 {
			for i, u := range units {
				drawn[i] = values[u]
			}
			part := drawn[:len(units)]
			slices.Sort(part)
			return (part[(len(part)-1)/2] + part[len(part)/2]) / 2
		}
	}
	return stats.Bootstrap(len(values), statistic, d.bootstrapOptions())
}

func oneWay(d *data) (any, error) {
	clusters := members(d.text(1), d.numbers(0))
	r, err := stats.OneWayICC(clusters, d.o.level)
	if err != nil {
		return nil, err
	}
	sizes := make([]int, len(clusters))
	for i, c := range clusters {
		sizes[i] = len(c)
	}
	effect, err := stats.DesignEffect(r.ICC, sizes)
	return struct {
		stats.OneWayICCResult
		DesignEffect float64
	}{r, effect}, err
}

func regressionToMean(d *data) (any, error) {
	mean, sd, cut, reliability := d.numbers(0), d.numbers(1), d.numbers(2), d.numbers(3)
	return rows(d, func(i int) (float64, error) {
		return stats.RegressionToMean(stats.RTM{Mean: mean[i], SD: sd[i], Cut: cut[i], Reliability: reliability[i]})
	})
}
