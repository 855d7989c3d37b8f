package evaluate

import (
	"slices"

	"github.com/acl-beacon/beacon/evaluate/stats"
)

// Assess says for every measure of a plan what the records show and what may be said of it.
//
// The method follows from the plan and not from the results; see the package documentation. Bad input is an
// *[InputError] with every fault in it, and then nothing is assessed. Too little to go by is no error: the finding then
// says what is refused, why, and what would help. The arguments are not changed, the order of the lists makes no
// difference to any figure, and the same input gives the same result on any number of processors.
func Assess(plan Plan, records []Record, statements []Statement, influences []Influence, o Options) (Assessment, error) {
	if err := check(&plan, records, statements, influences, o); err != nil {
		return Assessment{}, err
	}
	a := Assessment{PlanID: plan.ID, Confidence: plan.confidence(), Options: o}
	for i := range statements {
		if statements[i].Text != "" {
			a.Words = append(a.Words, statements[i])
		}
	}
	for i := range influences {
		if influences[i].signed() {
			a.Influences = append(a.Influences, influences[i])
		}
	}
	samples := make([]*sample, 0, len(plan.Measures))
	for _, m := range inOrder(&plan) {
		s := newSample(&plan, m, records, influences, o)
		samples = append(samples, s)
		a.Findings = append(a.Findings, s.find())
	}
	adjust(a.Findings)
	for i := range a.Findings {
		f := &a.Findings[i]
		w := weigher{s: samples[i], f: f, statements: statements, answered: answered(a.Influences, f.MeasureID)}
		w.weigh()
		w.conclude()
	}
	a.Gaps = gapsOf(&plan, &a, statements, influences)
	return a, nil
}

// inOrder returns the primary measure and then the others.
func inOrder(plan *Plan) []*Measure {
	list := []*Measure{plan.measure(plan.Primary)}
	for i := range plan.Measures {
		if plan.Measures[i].ID != plan.Primary {
			list = append(list, &plan.Measures[i])
		}
	}
	return list
}

func answered(signed []Influence, measure string) bool {
	return slices.ContainsFunc(signed, func(in Influence) bool { return in.touches(measure) && in.Kind != "" })
}

// find computes one finding, without what depends on the others.
func (s *sample) find() Finding {
	f := Finding{MeasureID: s.measure.ID, Name: s.measure.name(), Primary: s.measure.ID == s.plan.Primary, Level: s.measure.Level}
	switch s.design {
	case BeforeAfter:
		s.paired(&f)
	case AfterOnly:
		s.afterOnly(&f)
	case Series:
		s.series(&f)
	case Synthetic:
		s.synthetic(&f)
	case Staggered:
		s.staggered(&f)
	default:
		s.arms(&f)
	}
	if !s.plan.declared() {
		f.refuse(NotDeclared, "It is not recorded that this measure was fixed at or before the first contact.")
	}
	if s.measure.Kind == YesNo && f.Counts.Treated+f.Counts.Others < 10 {
		f.refuse(SmallPercentage, "A percentage of %d says more than there is.", f.Counts.Treated+f.Counts.Others)
	}
	return f
}

// adjust holds down the chance of any false claim over the whole declared family: a measure that could not be tested
// still was one of those that might have been reported.
func adjust(findings []Finding) {
	p := make([]float64, len(findings))
	for i := range findings {
		p[i] = findings[i].claimP()
	}
	adjusted, err := stats.Adjust(p, stats.Holm)
	if err != nil {
		return // every p lies between 0 and 1
	}
	for i := range findings {
		if findings[i].P != nil {
			findings[i].P.Adjusted = tidy(adjusted[i])
		}
	}
}

// claimP is the p-value a claim would rest on. Where two methods have to agree it is the larger.
func (f *Finding) claimP() float64 {
	if f.P == nil || f.refused(OfClaim) != nil {
		return 1
	}
	p := f.P.Value
	if c := f.check(CheckANCOVA); c != nil && c.P != nil {
		p = max(p, c.P.Value)
	}
	return min(1, p)
}
