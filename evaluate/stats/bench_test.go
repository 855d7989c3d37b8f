package stats

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// ratingChanges are n changes on a scale of 1 to 10: heavily tied, with zeros.
func ratingChanges(n int, seed uint64) []float64 {
	r := newRandom(seed, 1)
	d := make([]float64, n)
	for i := range d {
		d[i] = float64(r.below(10)) - float64(r.below(10))
	}
	return d
}

func ratings10(n int, seed uint64) []float64 {
	r := newRandom(seed, 1)
	d := make([]float64, n)
	for i := range d {
		d[i] = float64(1 + r.below(10))
	}
	return d
}

func distinctChanges(n int) []float64 {
	r := newRandom(2, 2)
	d := make([]float64, n)
	for i := range d {
		d[i] = float64(r.next32())/(1<<31) - 1
	}
	return d
}

func BenchmarkSignedRank(b *testing.B) {
	for _, c := range []struct {
		name string
		d    []float64
	}{
		{"ties200", ratingChanges(200, 1)}, {"ties1000", ratingChanges(1000, 1)},
		{"distinct200", distinctChanges(200)}, {"distinct1000", distinctChanges(1000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := SignedRank(c.d, Pratt)
				require.NoError(b, err)
				require.True(b, r.P.Exact)
			}
		})
	}
}

func BenchmarkSignFlip(b *testing.B) {
	for _, c := range []struct {
		name string
		d    []float64
	}{{"ratings200", ratingChanges(200, 1)}, {"distinct32", distinctChanges(32)}, {"sampled10k", distinctChanges(10000)}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := SignFlip(c.d, Sampling{})
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkRankSum(b *testing.B) {
	for _, c := range []struct {
		name string
		x, y []float64
	}{
		{"ratings100+100", ratings10(100, 1), ratings10(100, 2)}, {"changes100+100", ratingChanges(100, 1), ratingChanges(100, 2)},
		{"distinct100+100", distinctChanges(200)[:100], distinctChanges(200)[100:]},
		{"distinct50+50", distinctChanges(100)[:50], distinctChanges(100)[50:]},
		{"distinct200+200", distinctChanges(400)[:200], distinctChanges(400)[200:]},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := RankSum(c.x, c.y)
				require.NoError(b, err)
				require.True(b, r.P.Exact)
			}
		})
	}
}

func BenchmarkFriedman(b *testing.B) {
	blocks := make([][]float64, 40)
	r := newRandom(3, 3)
	for i := range blocks {
		blocks[i] = []float64{float64(r.below(5)), float64(r.below(6)), float64(r.below(7))}
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := Friedman(blocks)
		require.NoError(b, err)
		require.True(b, f.Exact)
	}
}

func BenchmarkBootstrap_mean10kBy10k(b *testing.B) {
	clusters := singles(distinctChanges(10000))
	options := BootstrapOptions{Sampling: Sampling{Draws: 10000, Seed: 1}}
	b.ReportAllocs()
	for b.Loop() {
		_, err := ClusterBootstrap(clusters, nil, options)
		require.NoError(b, err)
	}
}

// Ten thousand units with one change each, half of them treated: the cluster bootstrap of a difference in differences.
func BenchmarkBootstrap_did10kBy10k(b *testing.B) {
	clusters := singles(distinctChanges(10000))
	options := BootstrapOptions{Sampling: Sampling{Draws: 10000, Seed: 1}}
	b.ReportAllocs()
	for b.Loop() {
		_, err := ClusterBootstrap(clusters[:5000], clusters[5000:], options)
		require.NoError(b, err)
	}
}

func BenchmarkBootstrap_unequalClusters(b *testing.B) {
	clusters := singles(distinctChanges(10000))
	for i := range clusters {
		clusters[i].N = 1 + i%7
	}
	options := BootstrapOptions{Sampling: Sampling{Draws: 10000, Seed: 1}}
	b.ReportAllocs()
	for b.Loop() {
		_, err := ClusterBootstrap(clusters[:5000], clusters[5000:], options)
		require.NoError(b, err)
	}
}

func BenchmarkSyntheticControl_prop99(b *testing.B) {
	treated, donors := states(b)
	b.ReportAllocs()
	for b.Loop() {
		_, err := SyntheticControl(treated, donors, 19)
		require.NoError(b, err)
	}
}

func BenchmarkOLS_clusters(b *testing.B) {
	obs := stores(b, true)
	y, columns, cluster := didColumns(obs)
	b.ReportAllocs()
	for b.Loop() {
		_, err := OLS(y, columns, FitOptions{Cluster: cluster})
		require.NoError(b, err)
	}
}

func BenchmarkATTGT_mpdta(b *testing.B) {
	obs := counties(b)
	b.ReportAllocs()
	for b.Loop() {
		_, err := ATTGT(obs, ATTOptions{})
		require.NoError(b, err)
	}
}
