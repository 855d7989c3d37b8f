package beacon

import (
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/internal/bundle"
)

// Param is a figure that the rules in force use. A pack over another may have set it.
type Param struct {
	Pack   string `json:"pack"`
	Name   string `json:"name"`
	Value  any    `json:"value,omitempty"` // bool, int64, float64, string, [practice.Date] or []string; nil while not set
	Unit   string `json:"unit,omitzero"`
	Source string `json:"source,omitzero"`
	Says   string `json:"says,omitzero"` // what it limits
}

// Params lists the parameters of the packs in force, pack by pack in their order. A host that counts by the same figures,
// such as the months until a review, takes them from here.
func (e *Engine) Params() []Param {
	var all []Param
	for _, p := range e.set.Packs {
		for _, v := range p.Params {
			all = append(all, param(p.ID, v))
		}
	}
	return all
}

func param(pack string, v bundle.Param) Param {
	return Param{pack, v.Name, publicValue(v.Value), v.Unit, v.Source, v.Says}
}

// Calendar returns the spans that the calendar of evaluation counts with, as the packs in force set them, so that what is
// due agrees with what the gates ask. What no pack sets takes evaluate's default.
func (e *Engine) Calendar() evaluate.Limits {
	var l evaluate.Limits
	spans := map[string]*int{"review_max_months": &l.ReviewMonths, "summary_within_weeks": &l.SummaryWeeks}
	for _, p := range e.Params() {
		if n, ok := p.Value.(int64); ok && spans[p.Name] != nil {
			*spans[p.Name] = int(n)
		}
	}
	return l
}
