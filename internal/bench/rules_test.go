package main

import (
	"context"
	"io/fs"
	"runtime"
	"strings"
	"testing/fstest"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"

	"fmt"
	"math"
	"os"
	"testing"
	"time"
)

func TestLeast(t *testing.T) {
	if os.Getenv("LEAST") == "" {
		t.Skip()
	}
	pass := passing(1024)
	mixed := randomPartners(1024, 1)
	peers := []contender{byHand(), ours(false)}
	var least [2][5]float64
	for i := range least {
		for j := range least[i] {
			least[i][j] = math.Inf(1)
		}
	}
	for range 1500 {
		for i, c := range peers {
			for r := range 5 {
				over, do := pass, c.rules[min(r, 3)]
				if r == 4 {
					over = mixed
				}
				start := time.Now()
				for k := range 1024 {
					sink = do(&over[k&(len(over)-1)])
				}
				least[i][r] = min(least[i][r], float64(time.Since(start))/1024)
			}
		}
	}
	for r := range 5 {
		fmt.Printf("R%d hand %.1f ours %.1f (%.1f)\n", r+1, least[0][r], least[1][r], least[1][r]/least[0][r])
	}
}

func BenchmarkRules(b *testing.B) {
	pass := passing(1024)
	c := ours(false)
	for r, do := range c.rules {
		b.Run(fmt.Sprintf("R%d", r+1), func(b *testing.B) {
			k := 0
			for b.Loop() {
				sink = do(&pass[k&1023])
				k++
			}
		})
	}
}

func BenchmarkFilter(b *testing.B) {
	point := beacon.PointFor[Partner]("own_filter")
	pack := "beacon: 1\npack: bench\nversion: 1.0.0\nvocabulary: 1\nrules:\n  - {id: R-4, decides: own_filter, must: '" +
		strings.ReplaceAll(ruleTexts[3], "'", "''") + "', because: {en: no}, source: bench}\n"
	engine := must(beacon.New(beacon.Config{Embedded: []string{}, Points: []beacon.Point{point},
		Packs: []fs.FS{fstest.MapFS{"bench.yaml": {Data: []byte(pack)}}}}))
	partners := randomPartners(100_000, 2)
	out := make([]practice.Outcome, 0, len(partners))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	least := [2]float64{1e18, 1e18}
	for b.Loop() {
		start := time.Now()
		for i := range partners {
			sink = handR4(&partners[i])
		}
		least[0] = min(least[0], float64(time.Since(start))/float64(len(partners)))
		start = time.Now()
		if _, err := beacon.Outcomes(context.Background(), engine, out, partners, today); err != nil {
			panic(err)
		}
		least[1] = min(least[1], float64(time.Since(start))/float64(len(partners)))
	}
	b.ReportMetric(1e3/least[0], "handM/s")
	b.ReportMetric(1e3/least[1], "oursM/s")
}
