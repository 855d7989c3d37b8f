// Command r times the methods of evaluate/stats beside R on the same data and compares what they find. R is asked where
// it is installed, with the packages boot, coin, sandwich and quadprog; a package that is missing leaves its line out.
//
//	go run ./r          in internal/bench
//
// Both sides run on one core and give the least time of several runs, which a busy machine disturbs least. The data are
// made here from a fixed seed, and written for R to read; only the series of California and 38 other states are real
// (Abadie, Diamond & Hainmueller 2010).
package main

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

//go:embed peer.R
var peer []byte

func main() {
	runtime.GOMAXPROCS(1)
	states := flag.String("prop99", "../../evaluate/stats/testdata/prop99.csv", "the series of the states, a CSV `file`")
	rscript := flag.String("rscript", "Rscript", "`program` that runs R")
	flag.Parse()
	if err := run(os.Stdout, *states, *rscript); err != nil {
		fmt.Fprintln(os.Stderr, "r:", err)
		os.Exit(1)
	}
}

// measured is what one side found in one job.
type measured struct {
	by      string
	seconds float64
	value   float64
}

func run(out io.Writer, states, rscript string) error {
	dir, err := os.MkdirTemp("", "beside-r")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d, err := newData(states)
	if err != nil {
		return err
	}
	if err := d.write(dir); err != nil {
		return err
	}
	theirs, err := askR(dir, rscript)
	if err != nil {
		fmt.Fprintf(out, "R was not asked: %v\n\n", err)
	}
	fmt.Fprintln(out, "| job | Go, ms | R, ms | R by | times | Go finds | R finds |")
	fmt.Fprintln(out, "|---|---:|---:|---|---:|---:|---:|")
	slower := 0
	for _, j := range jobs(d) {
		ours, err := least(j.run)
		if err != nil {
			return fmt.Errorf("%s: %w", j.name, err)
		}
		peers := theirs[j.name]
		if len(peers) == 0 {
			fmt.Fprintf(out, "| %s | %.3f |  |  |  | %.6g |  |\n", j.name, 1000*ours.seconds, ours.value)
		}
		for _, p := range peers {
			ratio := p.seconds / ours.seconds
			if ratio < 1 {
				slower++
			}
			fmt.Fprintf(out, "| %s | %.3f | %.3f | %s | %.1f | %.6g | %.6g |\n", j.name, 1000*ours.seconds, 1000*p.seconds, p.by, ratio, ours.value, p.value)
			if math.Abs(p.value-ours.value) > j.tolerance*math.Max(1e-300, math.Abs(p.value)) {
				return fmt.Errorf("%s: %v here and %v in R by %s", j.name, ours.value, p.value, p.by)
			}
		}
	}
	fmt.Fprintf(out, "\nSlower than R: %d. Values agree within the tolerance of each job.\n", slower)
	return nil
}

// least runs a job for at least a second and five times, and keeps the least time.
func least(f func() (float64, error)) (measured, error) {
	m := measured{seconds: math.Inf(1)}
	var spent time.Duration
	for n := 0; n < 5 || spent < time.Second; n++ {
		start := time.Now()
		v, err := f()
		took := time.Since(start)
		if err != nil {
			return m, err
		}
		m.value, m.seconds = v, math.Min(m.seconds, took.Seconds())
		spent += took
	}
	return m, nil
}

// askR runs peer.R on the data and reads its lines: job, package, seconds, value.
func askR(dir, rscript string) (map[string][]measured, error) {
	script := filepath.Join(dir, "peer.R")
	if err := os.WriteFile(script, peer, 0o600); err != nil {
		return nil, err
	}
	c := exec.Command(rscript, "--vanilla", script, dir)
	var errs bytes.Buffer
	c.Stderr = &errs
	text, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%w %s", err, bytes.TrimSpace(errs.Bytes()))
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	found := map[string][]measured{}
	for _, row := range rows {
		seconds, err1 := strconv.ParseFloat(row[2], 64)
		value, err2 := strconv.ParseFloat(row[3], 64)
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%q is not a time and a value", row)
		}
		found[row[0]] = append(found[row[0]], measured{row[1], seconds, value})
	}
	return found, nil
}
