package evaluate

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/evaluate/stats"
	"github.com/acl-beacon/beacon/practice"
)

// BaseRate says what became of providers from one full inspection to the next, whoever helped them. Kind, Region and
// Previous say of which; empty and 0 mean all.
type BaseRate struct {
	Kind     practice.ProviderKind `json:"kind,omitzero"`
	Region   string                `json:"region,omitzero"`
	Previous practice.Grade        `json:"previous,omitzero"` // the grade they had before

	N        int      `json:"n"`
	Improved int      `json:"improved"`
	Same     int      `json:"same"`
	Declined int      `json:"declined"`
	Latest   [4]int   `json:"latest"` // how many of N now have grade 1, 2, 3 and 4
	Share    Interval `json:"share"`  // Wilson interval of Improved of N, as a proportion
}

// BaseRates is the table of previous to latest grade among providers inspected twice.
type BaseRates struct {
	Rows     []BaseRate `json:"rows"`     // all, then by grade, kind and region and their combinations, in order
	Compared int        `json:"compared"` // providers whose two grades are known
	Left     int        `json:"left_out"` // the others
}

// fewestForRate is how many providers a row must have before a share is worth comparing with.
const fewestForRate = 10

// BaseRatesOf tabulates the overall effectiveness of the previous and the latest full inspection of providers, with
// intervals at the given confidence (0 means 0.95). A confidence outside 0 to 1 is an *[InputError].
func BaseRatesOf(providers []practice.Provider, confidence float64) (BaseRates, error) {
	if confidence == 0 {
		confidence = 0.95
	}
	if !(confidence > 0 && confidence < 1) {
		return BaseRates{}, &InputError{[]Fault{{"options", 0, "confidence", OutsideScale, "it is not between 0 and 1"}}}
	}
	var t BaseRates
	rows := map[rateKey]*BaseRate{}
	for i := range providers {
		p := &providers[i]
		before, after, ok := grades(p)
		if !ok {
			t.Left++
			continue
		}
		t.Compared++
		for mask := range 8 {
			key := rateKey{p.Kind, p.Region, before}.only(mask)
			if mask&1 != 0 && p.Kind == "" || mask&2 != 0 && p.Region == "" {
				continue // a provider without a kind or region stands in the rows over all of them alone
			}
			if rows[key] == nil {
				rows[key] = &BaseRate{Kind: key.kind, Region: key.region, Previous: key.grade}
			}
			rows[key].add(before, after)
		}
	}
	for _, r := range rows {
		if w, err := stats.Wilson(r.Improved, r.N, confidence); err == nil {
			r.Share = Interval{Lower: tidy(w.Interval.Lower), Upper: tidy(w.Interval.Upper), Confidence: confidence}
		}
		t.Rows = append(t.Rows, *r)
	}
	slices.SortFunc(t.Rows, func(a, b BaseRate) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Previous, b.Previous))
	})
	return t, nil
}

type rateKey struct {
	kind   practice.ProviderKind
	region string
	grade  practice.Grade
}

// only keeps the parts of a key that the mask names: 1 the kind, 2 the region, 4 the grade.
func (k rateKey) only(mask int) rateKey {
	if mask&1 == 0 {
		k.kind = ""
	}
	if mask&2 == 0 {
		k.region = ""
	}
	if mask&4 == 0 {
		k.grade = 0
	}
	return k
}

func grades(p *practice.Provider) (before, after practice.Grade, ok bool) {
	if p.Inspection == nil || p.Previous == nil {
		return 0, 0, false
	}
	after, ok1 := p.Inspection.Overall.Get()
	before, ok2 := p.Previous.Overall.Get()
	sound := func(g practice.Grade) bool { return g >= practice.Outstanding && g <= practice.Inadequate }
	return before, after, ok1 && ok2 && sound(before) && sound(after)
}

func (r *BaseRate) add(before, after practice.Grade) {
	r.N++
	r.Latest[after-1]++
	switch {
	case after.Better(before):
		r.Improved++
	case before.Better(after):
		r.Declined++
	default:
		r.Same++
	}
}

// Find returns the row of a kind, region and previous grade, and false when no provider is in it.
func (t BaseRates) Find(kind practice.ProviderKind, region string, previous practice.Grade) (BaseRate, bool) {
	for _, r := range t.Rows {
		if r.Kind == kind && r.Region == region && r.Previous == previous {
			return r, true
		}
	}
	return BaseRate{}, false
}

// near returns the closest row with enough providers in it: of the kind and region, of the kind, or of all.
func (t BaseRates) near(p *practice.Provider, before practice.Grade) (BaseRate, bool) {
	for _, key := range []rateKey{{p.Kind, p.Region, before}, {p.Kind, "", before}, {"", "", before}} {
		if r, ok := t.Find(key.kind, key.region, key.grade); ok && r.N >= fewestForRate {
			return r, true
		}
	}
	return BaseRate{}, false
}
