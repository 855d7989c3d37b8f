package evaluate

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/practice"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// tidy keeps ten significant digits: the rest differs between processors and means nothing.
func tidy(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 10, 64), 64)
	if err != nil || math.IsInf(y, 0) || math.IsNaN(y) {
		return 0
	}
	return y + 0 // no negative zero
}

// decimal writes a number for people: one decimal from 1 on, two significant digits below.
func decimal(x float64) string {
	text := strconv.FormatFloat(math.Abs(x), 'f', 1, 64)
	if a := math.Abs(x); a < 1 && !same(x) {
		digits := 2
		for lead := a * 10; lead < 1 && digits < 4; lead *= 10 {
			digits++
		}
		text = strconv.FormatFloat(a, 'f', digits, 64)
		if a < 0.0001 {
			text = "0.0001"
		}
	}
	if x < 0 && strings.Trim(text, "0.") != "" {
		return "−" + text
	}
	return text
}

// signed is decimal with a plus.
func signed(x float64) string {
	text := decimal(x)
	if x > 0 && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}

func (s *sample) noun() string { return s.plan.units(s.measure) }

func (s *sample) effect(value float64, i stats.Interval) *Effect {
	e := &Effect{Value: tidy(value), Unit: s.measure.unit()}
	if i.Level > 0 {
		e.Interval = &Interval{Lower: tidy(i.Lower), Upper: tidy(i.Upper), Confidence: tidy(i.Level)}
	}
	return e
}

// took fills a finding with an estimate that carries its own t test.
func (s *sample) took(f *Finding, by Method, e stats.Estimate, err error) {
	if err != nil {
		s.cannot(f, err)
		return
	}
	f.Method = by
	f.Effect = s.effect(e.Value, e.Interval)
	f.P = &PValue{Value: tidy(e.P)}
}

// cannot turns what a formula refuses into a refusal of the claim.
func (s *sample) cannot(f *Finding, err error) {
	var input *stats.InputError
	if errors.As(err, &input) && input.Problem == stats.NoVariation {
		f.refuse(NoVariation, "All changes are alike, so that there is nothing to judge chance by.")
		return
	}
	f.refuse(NotComputable, "The figures cannot be computed: %v.", err)
}

// standardise adds the effect in standard deviations where that means something.
func (s *sample) standardise(f *Finding, size func() (stats.EffectSize, error), n int) {
	if f.Effect == nil || n < fewestForSize || s.measure.Kind == YesNo {
		return
	}
	e, err := size()
	if err != nil {
		f.refuse(SpreadZero, "All changes are alike, and an effect cannot be put in standard deviations.")
		return
	}
	f.Standardised = s.effect(e.G, e.GInterval)
	f.Standardised.Unit = "standard deviations"
}

// noteGrouping says how alike the changes within a group are.
func (s *sample) noteGrouping(f *Finding, pairs []pair) {
	if !s.grouped {
		return
	}
	group := map[string]string{}
	for _, u := range s.units {
		group[u.id] = or(u.group, "\x00"+u.id)
	}
	values, index := [][]float64{}, map[string]int{}
	// Deviations from the mean of the arm, so that an effect does not pass for likeness.
	treated, others := split(pairs)
	centre := [2]float64{mean(changes(others)), mean(changes(treated))}
	for _, p := range pairs {
		g := group[p.id]
		i, ok := index[g]
		if !ok {
			i = len(values)
			index[g] = i
			values = append(values, nil)
		}
		values[i] = append(values[i], p.change()-centre[arm(p.treated)])
	}
	f.Grouping = &Grouping{Groups: len(values)}
	r, err := stats.OneWayICC(values, s.plan.confidence())
	if err != nil {
		return
	}
	sizes := make([]int, len(values))
	for i, v := range values {
		sizes[i] = len(v)
	}
	f.Grouping.Correlation = practice.Known(tidy(r.ICC))
	if d, err := stats.DesignEffect(math.Max(0, r.ICC), sizes); err == nil {
		f.Grouping.DesignEffect = practice.Known(tidy(d))
		f.Grouping.Worth = practice.Known(tidy(float64(len(pairs)) / d))
	}
}

func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
