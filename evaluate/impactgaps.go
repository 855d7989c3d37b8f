package evaluate

import "github.com/acl-beacon/beacon/practice"

// gapsOf lists what the plan, the log and the statements lack.
func gapsOf(p *Plan, a *Assessment, statements []Statement, influences []Influence) []Gap {
	var gaps []Gap
	add := func(path string, s practice.Severity, rule, message, ask, source string) {
		gaps = append(gaps, Gap{Path: path, Message: message, Severity: s, Rule: rule, Ask: ask, Source: source})
	}
	if !p.declared() {
		add("plan.fixed_on", practice.Must, "L-36.1", "Date the plan and the first contact; a plan fixed later claims nothing.", askCoordinator, paragraph36)
	}
	for i := range p.Measures {
		if _, ok := p.Measures[i].Smallest.Get(); !ok {
			add(sprintf("plan.measures[%d].smallest_worthwhile", i), practice.Should, "", "Say what effect would have been worth having.", askPartner, "this library's")
		}
	}
	for i := range influences {
		if !influences[i].signed() {
			add(sprintf("influences[%d].signed_by", i), practice.Must, "L-32.2", "Have this entry signed with a role and a date; until then it does not count.", askPartner, "LSC 2004 §32")
		}
	}
	if len(a.Influences) == 0 {
		add("influences", practice.Should, "L-32.2", NoLog.kind().remedy, askPartner, "LSC 2004 §32")
	}
	has := map[StatementKind]bool{}
	for i := range statements {
		st := &statements[i]
		has[st.Kind] = has[st.Kind] || st.Text != ""
		if st.Kind == QualitativeChange && (st.Becomes == "" || st.DueOn.IsZero()) {
			add(sprintf("statements[%d].becomes", i), practice.May, "L-33.3", "Say what figure this change may lead to, and when to look for it.", askPartner, "LSC 2004 §33")
		}
	}
	if !has[Counterfactual] {
		add("statements", practice.Should, "L-36.9", "Say how the partner would have fared without the help.", askCoordinator, paragraph36)
	}
	if v := a.Findings[0].Verdict; !has[WhyItFailed] && (v.Claim == NoEffect || v.Claim.OfEffect() && !v.Better) {
		add("statements", practice.Must, "L-36.10", "Say why the results hoped for did not come.", askCoordinator, paragraph36)
	}
	return gaps
}
