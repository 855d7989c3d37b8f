package jpd

import (
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// ProviderCount is how many participants come from one provider.
type ProviderCount struct {
	Provider string `json:"provider,omitzero"` // provider id; empty where it is not known
	Count    int    `json:"count"`
	*wire.Extra
}

// Counts holds the numbers of participants that a project gives out against its list.
type Counts struct {
	Total      int             `json:"total"`       // on the list, with those who left
	ByProvider []ProviderCount `json:"by_provider"` // on the list: lead, partners, then any other provider as it comes
	// StatedTotal is what the project gives out and StatedSum what its figures by provider come to; each is unknown where
	// nothing is stated.
	StatedTotal practice.Fact[int] `json:"stated_total,omitzero"`
	StatedSum   practice.Fact[int] `json:"stated_sum,omitzero"`
	// Faults say, one a sentence, what does not fit; none means that the numbers add up.
	Faults []string `json:"faults"`
}

// Agree reports whether everything adds up (J-22): the stated figures with each other and with the list, and every
// participant belongs to a provider of the project.
func (c Counts) Agree() bool { return len(c.Faults) == 0 }

// Counts counts the participants by provider (J-20, J-21) and says whether the numbers add up (J-22).
func (p *Project) Counts() Counts {
	c := Counts{Total: len(p.Participants), ByProvider: []ProviderCount{}, StatedTotal: p.StatedTotal, Faults: []string{}}
	count := map[string]int{}
	providers, outside := p.AllProviders(), 0
	order := slices.Clone(providers)
	for i := range p.Participants {
		id := p.Participants[i].ProviderID
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
		if !slices.Contains(providers, id) {
			outside++
		}
		count[id]++
	}
	for _, id := range order {
		c.ByProvider = append(c.ByProvider, ProviderCount{Provider: id, Count: count[id]})
	}
	if outside > 0 {
		c.Faults = append(c.Faults, plural(outside, "participant belongs", "participants belong")+" to no provider of the project.")
	}
	c.compare(p, count)
	return c
}

// compare holds what is stated against the count of the list.
func (c *Counts) compare(p *Project, count map[string]int) {
	if len(p.StatedByProvider) > 0 {
		sum := 0
		for _, s := range p.StatedByProvider {
			sum += s.Count
			// The source adds figures up without saying whose they are, so one without a provider only counts in the sum.
			if s.Provider != "" && s.Count != count[s.Provider] {
				c.Faults = append(c.Faults, s.Provider+" is given "+number(s.Count)+" and the list has "+number(count[s.Provider])+".")
			}
		}
		c.StatedSum = practice.Known(sum)
	}
	total, stated := p.StatedTotal.Get()
	sum, summed := c.StatedSum.Get()
	switch {
	case summed && !stated:
		c.Faults = append(c.Faults, "The providers' numbers come to "+number(sum)+" and no total is given.")
	case summed && total != sum:
		c.Faults = append(c.Faults, "The providers' numbers come to "+number(sum)+" and the total is given as "+number(total)+".")
	}
	if stated && total != c.Total {
		c.Faults = append(c.Faults, "The total is given as "+number(total)+" and the list has "+number(c.Total)+".")
	}
}
