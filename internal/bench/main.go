package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing/fstest"
	"time"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

func main() {
	count := flag.Int("rounds", 9, "rounds of which the median is taken")
	inputs := flag.Int("inputs", 10_000, "random inputs on which all contenders have to agree")
	partners := flag.Int("partners", 1_000_000, "partners to filter")
	flag.Parse()
	fmt.Printf("%s, %d cores, %s, %s/%s, %s. Medians of %d rounds in turn, processor time.\n\n", processor(), runtime.NumCPU(), runtime.Version(),
		runtime.GOOS, runtime.GOARCH, time.Now().Format("2 January 2006"), *count)
	expressions(*count, *inputs)
	filtering(*count, *partners)
	decisions(*count, *inputs)
	loading()
}

// expressions times the four rules in every engine that can express them.
func expressions(count, inputs int) {
	peers := []contender{byHand(), ours(false), ours(true), celTyped(), celMap(), exprLang(), opa(), gvalLang()}
	// So many that the processor does not learn by heart which way each of them goes, as it does with some dozens: it then
	// foresees all of the few ways of the hand-written code, which it never does in a college.
	const many = 4096
	random := randomPartners(max(inputs, many), 1)
	agree(peers, random)
	pass := passing(many)
	table := make([][5]*measured, len(peers))
	var all []*measured
	for i, c := range peers {
		for r := range 5 {
			over, rule := pass, r
			if r == 4 {
				over, rule = random[:many], 3
			}
			if do := c.rules[rule]; do != nil {
				table[i][r] = &measured{do: func(n int) {
					for k := range n {
						sink = do(&over[k%len(over)])
					}
				}}
				all = append(all, table[i][r])
			}
		}
	}
	rounds(count, all)
	fmt.Printf("All agree on %d random partners. Nanoseconds (times hand-written Go), allocations:\n\n", inputs)
	fmt.Println("| | R1 | R2 | R3 | R4, passing | R4, mixed |")
	fmt.Println("|---|---|---|---|---|---|")
	for i, c := range peers {
		fmt.Printf("| %s |", c.name)
		for r, m := range table[i] {
			if m == nil {
				fmt.Print(" – |")
				continue
			}
			fmt.Printf(" %s (%s), %.0f |", digits(m.cost.ns), digits(m.cost.ns/table[0][r].cost.ns), m.cost.allocs)
		}
		fmt.Println()
	}
	fmt.Println()
}

var sink bool

func digits(x float64) string {
	switch {
	case x < 10:
		return fmt.Sprintf("%.1f", x)
	case x < 10_000:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.0f,%03.0f", float64(int(x)/1000), float64(int(x)%1000))
}

// agree stops everything where a contender and the hand-written rules differ.
func agree(peers []contender, over []Partner) {
	for _, c := range peers[1:] {
		for r, do := range c.rules {
			passed := 0
			for i := range over {
				want := handRules[r](&over[i])
				if want {
					passed++
				}
				if do != nil && do(&over[i]) != want {
					fmt.Fprintf(os.Stderr, "%s says otherwise than Go by hand: R%d on %+v\n", c.name, r+1, over[i])
					os.Exit(1)
				}
			}
			if passed == 0 || passed == len(over) {
				fmt.Fprintf(os.Stderr, "the random inputs do not try R%d\n", r+1)
				os.Exit(1)
			}
		}
	}
}

// filtering times what filters many partners by R4, on one core and on all.
func filtering(count, n int) {
	point := beacon.PointFor[Partner]("own_filter")
	pack := "beacon: 1\npack: bench\nversion: 1.0.0\nvocabulary: 1\nrules:\n  - {id: R-4, decides: own_filter, must: '" +
		strings.ReplaceAll(ruleTexts[3], "'", "''") + "', because: {en: no}, source: bench}\n"
	engine := must(beacon.New(beacon.Config{Embedded: []string{}, Points: []beacon.Point{point},
		Packs: []fs.FS{fstest.MapFS{"bench.yaml": {Data: []byte(pack)}}}}))
	partners, out := randomPartners(n, 2), make([]practice.Outcome, 0, n)
	run := func(of []Partner) {
		if _, err := beacon.Outcomes(context.Background(), engine, out, of, today); err != nil {
			panic(err)
		}
	}
	hand := func() {
		for i := range partners {
			sink = handR4(&partners[i])
		}
	}
	fmt.Printf("Filtering partners with R4 through `beacon.Outcomes`, million a second by the clock:\n\n| | 1 core | %d cores |\n|---|---|---|\n", runtime.NumCPU())
	rate := func(cores, of int, do func()) float64 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		var best time.Duration
		for range count {
			start := time.Now()
			do()
			if took := time.Since(start); best == 0 || took < best {
				best = took
			}
		}
		return float64(of) / best.Seconds() / 1e6
	}
	fmt.Printf("| hand-written Go, %d partners | %.1f | – |\n", n, rate(1, n, hand))
	for _, of := range []int{n / 10, n} {
		one := rate(1, of, func() { run(partners[:of]) })
		all := rate(runtime.NumCPU(), of, func() { run(partners[:of]) })
		fmt.Printf("| Beacon, %d partners | %.1f | %.1f (%.2f×) |\n", of, one, all, all/one)
	}
	fmt.Println()
}

// decisions times whole decisions of the embedded packs, beside the other engines with the rules that apply.
func decisions(count, inputs int) {
	fast := beacon.Default()
	slow := must(beacon.New(beacon.Config{Limits: beacon.Limits{Reference: true}}))
	peers := pointPeers()
	agreeOnPoints(fast, peers, inputs)
	var all []*measured
	timed := func(do func() bool) *measured {
		m := &measured{do: func(n int) {
			for range n {
				sink = do()
			}
		}}
		all = append(all, m)
		return m
	}
	deciding := func(a asked, e *beacon.Engine) func() bool {
		return func() bool { _, err := a.decide(e); return err == nil }
	}
	var table [3][]*measured
	var names [3]string
	for i, a := range points() {
		d := must(a.decide(fast))
		if !a.hand() || !a.ours(fast) || !a.ours(slow) {
			panic(d.String())
		}
		names[i] = fmt.Sprintf("%s (%d rules, %d apply)", pointNames[i], len(d.Passed)+len(d.Reasons)+len(d.NotApplicable), len(d.Passed)+len(d.Reasons))
		table[i] = []*measured{timed(a.hand), timed(deciding(a, fast)), timed(deciding(a, slow))}
		for _, p := range peers {
			table[i] = append(table[i], timed(p.made(i, a)))
		}
	}
	w := work(6)
	subject := beacon.OnEngagement(w.Engagements[0], w)
	var room []practice.Reason
	review := timed(func() bool { _, err := fast.Review(subject, today); return err == nil })
	verdicts := timed(func() bool { room, _, _ = fast.Verdicts(room[:0], subject, nil, today); return true })
	traced := must(fast.Gate(subject, dissemination.Implementing, today))
	trace := timed(func() bool { _, err := fast.Explain(traced, "L-36.7"); return err == nil })
	rounds(count, all)
	fmt.Printf("Whole decisions of the embedded packs, nanoseconds (times hand-written Go), allocations. Beacon asks every rule and tells of each;\n"+
		"the others say yes or no to the rules that apply, over what was laid out for them, where nothing is unknown. All agree on %d random documents.\n\n", inputs)
	fmt.Print("| | by hand | Beacon | Beacon, reference evaluator |")
	for _, p := range peers {
		fmt.Printf(" %s |", p.name)
	}
	fmt.Println("\n|---|---|---|---|---|---|---|")
	for i, row := range table {
		fmt.Printf("| %s | %s |", names[i], digits(row[0].cost.ns))
		for _, m := range row[1:] {
			fmt.Printf(" %s (%s), %.0f |", digits(m.cost.ns), digits(m.cost.ns/row[0].cost.ns), m.cost.allocs)
		}
		fmt.Println()
	}
	fmt.Printf("\nReview of an engagement %s ns, %.0f allocations; its verdicts alone %s ns, %.0f. Trace of one rule with `Explain` %s ns, %.0f.\n\n",
		digits(review.cost.ns), review.cost.allocs, digits(verdicts.cost.ns), verdicts.cost.allocs, digits(trace.cost.ns), trace.cost.allocs)
}

// agreeOnPoints stops everything where a contender and the hand-written points differ on random documents.
func agreeOnPoints(e *beacon.Engine, peers []pointPeer, inputs int) {
	r := rand.New(rand.NewPCG(1, 2))
	var passed [3]int
	for range inputs {
		for i, a := range randomly(r) {
			want := a.hand()
			if want {
				passed[i]++
			}
			if a.ours(e) != want {
				fmt.Fprintf(os.Stderr, "Beacon says otherwise than Go by hand: %s\n%s\n%v\n", pointNames[i], must(a.decide(e)), a.plain)
				os.Exit(1)
			}
			for _, p := range peers {
				if p.made(i, a)() != want {
					fmt.Fprintf(os.Stderr, "%s says otherwise than Go by hand: %s\n%v\n", p.name, pointNames[i], a.plain)
					os.Exit(1)
				}
			}
		}
	}
	for i, n := range passed {
		if n == 0 || n == inputs {
			fmt.Fprintf(os.Stderr, "the random documents do not try whether %s\n", pointNames[i])
			os.Exit(1)
		}
	}
}

// loading measures what an engine takes up.
func loading() {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		debug.FreeOSMemory()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	start := time.Now()
	e := must(beacon.New(beacon.Config{}))
	took := time.Since(start)
	after := heap()
	fmt.Printf("An engine over the embedded packs (%d rules): loaded in %d ms on %d cores, holds %.1f MB.", len(e.Rules()), took.Milliseconds(),
		runtime.NumCPU(), float64(after-before)/1e6)
	if size, err := binarySize(); err == nil {
		fmt.Printf(" A program that does nothing but load it is %.1f MB, stripped.", float64(size)/1e6)
	}
	fmt.Println()
	runtime.KeepAlive(e)
}

func binarySize() (int64, error) {
	dir, err := os.MkdirTemp("", "beacon-bench")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if err := exec.Command("go", "build", "-ldflags=-s -w", "-o", dir+"/smallest", "./smallest").Run(); err != nil {
		return 0, err
	}
	info, err := os.Stat(dir + "/smallest")
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func processor() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
