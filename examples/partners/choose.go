package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

// result is the whole answer, in the form and order that -json writes.
type result struct {
	Today practice.Date `json:"today"`
	Rules rulesInForce  `json:"rules"`
	// Disseminator is what the file tells of it. Standing says whether it meets the conditions of its status.
	Disseminator dissemination.Disseminator `json:"disseminator"`
	Standing     standing                   `json:"standing"`
	Chosen       chosen                     `json:"chosen"`
	Counts       counts                     `json:"counts"`
	Why          []group                    `json:"declined_by_reason"`
	Questions    []group                    `json:"to_ask_by_question"`
	Refused      []*ofsted.RowError         `json:"refused_rows"`
	Selection    beacon.Selection           `json:"selection"`
}

// rulesInForce names the packs, first to last, and a digest over all their rules.
type rulesInForce struct {
	Packs  []pack `json:"packs"`
	Digest string `json:"digest"`
}

type pack struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// conditionsRule is the rule of the published packs on who may be a disseminator.
const conditionsRule = "L-03.3"

// standing is what that rule says. Other rules on a disseminator read its proposal, offer and plan, of which a file of
// inspections says nothing.
type standing struct {
	Rule    string           `json:"rule"`
	Verdict practice.Verdict `json:"verdict,omitzero"` // empty when the packs in force do not have the rule
	Message string           `json:"message,omitzero"` // empty when it holds
	Source  string           `json:"source,omitzero"`
	Missing []string         `json:"missing,omitzero"` // paths of facts
}

func standingOf(review beacon.Decision) standing {
	s := standing{Rule: conditionsRule, Verdict: review.Verdict(conditionsRule)}
	for _, r := range review.Reasons {
		if r.Rule == conditionsRule {
			s.Message, s.Source, s.Missing = r.Message, r.Source, r.Missing
		}
	}
	return s
}

// chosen is what was looked for. An empty list is all.
type chosen struct {
	Regions []string                `json:"regions"`
	Kinds   []practice.ProviderKind `json:"kinds"`
	Places  int                     `json:"places"`
}

// counts add up: in_file = the disseminator + elsewhere + considered, and considered is the sum of the last four.
type counts struct {
	InFile     int `json:"in_file"`
	Elsewhere  int `json:"elsewhere"` // of other regions or kinds
	Considered int `json:"considered"`
	Accepted   int `json:"accepted"`
	Waiting    int `json:"waiting"`
	Declined   int `json:"declined"`
	ToAsk      int `json:"to_ask"`
	Refused    int `json:"refused_rows"`
}

// group is those who are declined for one reason, or must be asked the same. Everyone is in one group: that of the first
// must that closes, or of all the facts that its musts lack.
type group struct {
	Rule    string `json:"rule,omitzero"`
	Source  string `json:"source,omitzero"`
	Message string `json:"message,omitzero"` // of the first provider; it may name that provider's own figures
	// Questions are what must be asked, each of whoever may know; empty for those declined.
	Questions []question `json:"questions,omitzero"`
	UKPRNs    []string   `json:"ukprns"`

	names []string
}

// question is what to ask of whom. An empty Ask is anyone who may know.
type question struct {
	Ask     string   `json:"ask,omitzero"`
	Missing []string `json:"missing"` // paths of facts
}

// choose asks the rules. The error tells of rules that failed while they ran; the result is whole even so, with those
// they failed on among the providers to ask.
func choose(o options, in input) (result, error) {
	work := newWork(o, in)
	selection, err := in.engine.Select(work, o.today)
	review, reviewErr := in.engine.Review(beacon.OnDisseminator(work), o.today)
	r := result{
		Today: o.today, Disseminator: work.Disseminator, Standing: standingOf(review),
		Rules:  rulesInForce{Digest: review.Rules.Digest},
		Chosen: chosen{in.regions, o.kinds, o.places},
		Counts: counts{
			InFile: len(in.file.Rows), Elsewhere: len(in.file.Rows) - 1 - len(work.Enquiries), Considered: len(work.Enquiries),
			Accepted: len(selection.Accepted), Waiting: len(selection.Waiting), Declined: len(selection.Declined),
			ToAsk: len(selection.ToAsk), Refused: len(in.file.Refused),
		},
		Why: gather(selection.Declined, byReason), Questions: gather(selection.ToAsk, byFact),
		Refused:   append([]*ofsted.RowError{}, in.file.Refused...), // never null in JSON
		Selection: selection,
	}
	for _, p := range review.Rules.Packs {
		r.Rules.Packs = append(r.Rules.Packs, pack{p.Pack, p.Version})
	}
	return r, faultsOf(errors.Join(err, reviewErr))
}

// newWork is the disseminator at the start of choosing, with every provider of the chosen regions and kinds as an enquiry
// that it would open itself. Nothing is entered that the file does not say: what a provider needs, how far away it is and
// whether it competes stay unknown.
func newWork(o options, in input) dissemination.Work {
	w := dissemination.Work{Disseminator: dissemination.Disseminator{
		ID: in.disseminator.UKPRN, Provider: in.disseminator, Kind: in.disseminator.Kind, Scheme: "beacon",
		Status:       conditions(in.disseminator.Inspection),
		PartnerLimit: practice.Known(o.places), State: dissemination.Selecting,
	}}
	for _, row := range in.file.Rows {
		p := row.Provider
		if p.UKPRN == in.disseminator.UKPRN || !among(in.regions, p.Region) || !among(o.kinds, p.Kind) {
			continue
		}
		w.Enquiries = append(w.Enquiries, dissemination.Enquiry{
			ID: p.UKPRN, Provider: p, Approached: practice.Known(true), State: dissemination.Enquired,
		})
	}
	return w
}

// among reports whether a list names x. An empty list names everything.
func among[T comparable](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }

// conditions are those of the status award that an inspection tells (LSC 2004 §3). Whether provision judged good is
// excellent, and teaching judged good is of high quality, is for whoever awards the status, and stays unknown; so does
// readiness to share.
func conditions(i *practice.Inspection) *dissemination.Status {
	s := &dissemination.Status{}
	if i == nil {
		return s
	}
	if grade, ok := i.Overall.Get(); ok && grade != practice.Good {
		s.Excellent = practice.Known(grade == practice.Outstanding)
	}
	if grade, ok := i.QualityOfEducation.Get(); ok {
		s.TeachingQuality = map[practice.Grade]dissemination.Quality{
			practice.Outstanding:         dissemination.HighQuality,
			practice.RequiresImprovement: dissemination.SatisfactoryQuality,
			practice.Inadequate:          dissemination.PoorQuality,
		}[grade]
	}
	if grade, ok := i.Leadership.Get(); ok {
		s.Leadership = map[practice.Grade]dissemination.Quality{
			practice.Outstanding:         dissemination.ExcellentQuality,
			practice.Good:                dissemination.GoodQuality,
			practice.RequiresImprovement: dissemination.SatisfactoryQuality,
			practice.Inadequate:          dissemination.PoorQuality,
		}[grade]
	}
	return s
}

// gather puts candidates with the same key together, the largest group first.
func gather(all []beacon.Candidate, key func(beacon.Candidate) (string, group)) []group {
	groups := []group{}
	at := map[string]int{}
	for _, c := range all {
		k, g := key(c)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k], groups = i, append(groups, g)
		}
		groups[i].UKPRNs = append(groups[i].UKPRNs, c.Enquiry.Provider.UKPRN)
		groups[i].names = append(groups[i].names, c.Enquiry.Provider.Name)
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Or(len(b.UKPRNs)-len(a.UKPRNs), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(fmt.Sprint(a.Questions), fmt.Sprint(b.Questions)))
	})
	return groups
}

func byReason(c beacon.Candidate) (string, group) {
	for _, r := range c.Decision.Reasons {
		if r.Severity == practice.Must && r.Verdict == practice.Fail {
			return r.Rule, group{Rule: r.Rule, Source: r.Source, Message: r.Message}
		}
	}
	return "", group{}
}

func byFact(c beacon.Candidate) (string, group) {
	missing := map[string][]string{}
	for _, r := range c.Decision.Reasons {
		switch {
		case r.Severity != practice.Must:
		case r.Verdict == practice.RuleError:
			return r.Rule, group{Rule: r.Rule, Source: r.Source, Message: "The rule itself failed and must be mended."}
		default:
			missing[r.Ask] = append(missing[r.Ask], r.Missing...)
		}
	}
	var g group
	for _, ask := range slices.Sorted(maps.Keys(missing)) {
		paths := missing[ask]
		slices.Sort(paths)
		g.Questions = append(g.Questions, question{ask, slices.Compact(paths)})
	}
	return fmt.Sprint(g.Questions), g
}
