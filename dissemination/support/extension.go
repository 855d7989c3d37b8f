package support

import (
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/practice"
)

// Extend records an extension; [Programme.Advance] to extended then moves the programme. The receiver is unchanged.
//
// A programme to outstanding may be extended as often as it takes; its extensions should give a reason and a new end, and
// may lack them (F-26, F-27). The other two are extended once, to the end of their full period at the latest, by the Head
// of Teaching and Learning, and only after a sign-off observation that was not met (F-37, F-38, F-48). Anything else is
// refused with a *[practice.StageError].
func (p Programme) Extend(x Extension) (Programme, error) {
	if err := p.canEnter(Extended); err != nil {
		return p, err
	}
	q := p
	q.Extensions = append(slices.Clip(p.Extensions), x)
	if err := q.guard(Extended, moment{on: x.GrantedOn}); err != nil {
		return p, err
	}
	return q, nil
}

func (p *Programme) lastExtension() (Extension, string) {
	n := len(p.Extensions) - 1
	if n < 0 {
		return Extension{}, "programme.extensions"
	}
	return p.Extensions[n], "programme.extensions[" + strconv.Itoa(n) + "]"
}

var (
	extensionRecorded = check{byExtension, "Record the extension first, on the day it is granted.",
		func(p *Programme, _ Plan, m moment) (practice.Outcome, []string) {
			steps := 0
			for _, s := range p.History {
				if s.To == string(Extended) {
					steps++
				}
			}
			x, _ := p.lastExtension()
			return truth(len(p.Extensions) > steps && !x.GrantedOn.After(m.on), true), nil
		}}
	// extensionInPlan looks at all extensions, so that none came in beside Extend.
	extensionInPlan = check{byExtension, "It can be extended once, to the end of its full period at the latest.",
		func(p *Programme, plan Plan, _ moment) (practice.Outcome, []string) {
			if len(p.Extensions) > plan.MaxExtensions {
				return practice.Closed, nil
			}
			end, latest := p.WeekEnds(plan.Weeks), p.LatestEnd()
			for i, x := range p.Extensions {
				switch {
				case latest.IsZero():
					return practice.CannotTell, []string{"programme.started_on"}
				case x.NewEndOn.IsZero():
					return practice.CannotTell, []string{"programme.extensions[" + strconv.Itoa(i) + "].new_end_on"}
				case !x.NewEndOn.After(end) || x.NewEndOn.After(latest):
					return practice.Closed, nil
				}
				end = x.NewEndOn
			}
			return practice.Open, nil
		}}
	extensionAfterNotMet = check{rule("F-37"), "Only a sign-off observation in the last week that did not meet the standard leads to an extension.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			x, path := p.lastExtension()
			if x.GrantedOn.IsZero() {
				return practice.CannotTell, []string{path + ".granted_on"}
			}
			return p.newest(NotMet, p.plannedOpens(), x.GrantedOn)
		}}
	extensionByHead = check{byExtension, "The Head of Teaching and Learning grants the extension.",
		func(p *Programme, _ Plan, _ moment) (practice.Outcome, []string) {
			x, path := p.lastExtension()
			return truth(x.ByRole == HeadRole, x.ByRole != ""), []string{path + ".by_role"}
		}}
)
