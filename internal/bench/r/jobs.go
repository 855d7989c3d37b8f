package main

import (
	"strconv"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// job is one piece of work. Its value is what both sides have to agree on, within a relative tolerance.
type job struct {
	name      string
	tolerance float64
	run       func() (float64, error)
}

func jobs(d *data) []job {
	signedRank := func(list []float64) func() (float64, error) {
		return func() (float64, error) {
			r, err := stats.SignedRank(list, stats.Wilcoxon)
			return r.P.TwoSided, err
		}
	}
	rankSum := func(x, y []float64) func() (float64, error) {
		return func() (float64, error) {
			r, err := stats.RankSum(x, y)
			return r.P.TwoSided, err
		}
	}
	sampling := stats.Sampling{Draws: draws, Seed: 1}
	return []job{
		{"signed rank, exact, 200 with ties", 1e-9, signedRank(d.ties200)},
		{"signed rank, exact, 1000 with ties", 1e-9, signedRank(d.ties1000)},
		{"signed rank, exact, 200 without ties", 1e-9, signedRank(d.distinct200)},
		{"signed rank, exact, 1000 without ties", 1e-9, signedRank(d.distinct1000)},
		{"rank sum, exact, 100 + 100 with ties", 1e-9, rankSum(d.ratingsX, d.ratingsY)},
		{"rank sum, exact, 100 + 100 without ties", 1e-9, rankSum(d.valuesX, d.valuesY)},
		{"bootstrap of a mean, 10k x 10k: standard error", .05, func() (float64, error) {
			r, err := stats.ClusterBootstrap(singles(d.changes), nil, stats.BootstrapOptions{Sampling: sampling})
			return r.SE, err
		}},
		{"cluster bootstrap of a difference in differences, 10k x 10k: standard error", .05, func() (float64, error) {
			all := singles(d.changes)
			r, err := stats.ClusterBootstrap(all[:units/2], all[units/2:], stats.BootstrapOptions{Sampling: sampling})
			return r.SE, err
		}},
		{"sign flips of a mean, 10k x 10k: p", .1, func() (float64, error) {
			r, err := stats.SignFlip(d.changes, sampling)
			return r.P.TwoSided, err
		}},
		{"permutation of two groups, 10k x 10k: p", .1, func() (float64, error) {
			treated := make([]bool, len(d.changes))
			for i := range units / 2 {
				treated[i] = true
			}
			r, err := stats.PermuteTreated(d.changes, treated, sampling)
			return r.P.TwoSided, err
		}},
		{"regression, 60k rows in 10k clusters, CR1: standard error", 1e-6, func() (float64, error) { return clustered(d) }},
		{"synthetic control with 38 placebos, Prop 99: effect", 1e-3, func() (float64, error) {
			r, err := stats.SyntheticControl(d.california, d.states, d.before())
			return r.Effect, err
		}},
	}
}

func singles(values []float64) []stats.ClusterTotal {
	list := make([]stats.ClusterTotal, len(values))
	for i, v := range values {
		list[i] = stats.ClusterTotal{Sum: v, N: 1}
	}
	return list
}

func clustered(d *data) (float64, error) {
	helped, post := make([]float64, len(d.y)), make([]float64, len(d.y))
	names := make([]string, len(d.y))
	for i := range d.y {
		names[i] = strconv.Itoa(int(d.periodUnit[i]))
		if d.periodUnit[i] < units/2 {
			helped[i] = 1
		}
		if i%periods >= periods/2 {
			post[i] = 1
		}
	}
	fit, err := stats.OLS(d.y, []stats.Column{{Name: "helped", Values: helped}, {Name: "post", Values: post}, {Name: "effect", Values: d.periodTreat}},
		stats.FitOptions{Cluster: names, SE: stats.CR1})
	c, _ := fit.Coefficient("effect")
	return c.SE, err
}
