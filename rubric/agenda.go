package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// AgendaItem is one topic to discuss, with what the discussion needs on the table.
type AgendaItem struct {
	Spread
	// Views are the current views, the lowest level first and those without a level last.
	Views    []View     `json:"views,omitzero"`
	Evidence []Evidence `json:"evidence,omitzero"`
	// Next are the columns to the right: of the level agreed, else of each level that a view gives, lowest first.
	Next []NextSteps `json:"next,omitzero"`
}

// Agenda orders the topics of an assessment for its discussion: those whose views lie furthest apart first, as in
// [agreement.WiderFirst], then in printed order, and those with fewer than two levels given last. Views stand side by
// side with their reasons.
//
// An assessment on another rubric or edition is an *[EditionError], a topic the rubric does not have an *[IDError], a
// level that is none of the four an *[agreement.InputError].
func (r *Rubric) Agenda(a Assessment) ([]AgendaItem, error) {
	if err := r.made(a); err != nil {
		return nil, err
	}
	ratings, _, err := a.Ratings()
	if err != nil {
		return nil, err
	}
	found := agreement.Spreads(ratings)
	spreads := a.spreads(found)
	order := make([]int, 0, len(spreads))
	slices.SortFunc(found, agreement.WiderFirst)
	for _, s := range found {
		order = append(order, s.Unit)
	}
	for i := len(order); i < len(spreads); i++ {
		order = append(order, i) // nobody gives any level
	}
	agenda := make([]AgendaItem, 0, len(order))
	for _, i := range order {
		item, err := r.agendaItem(a.Topics[i], spreads[i])
		if err != nil {
			return nil, err
		}
		agenda = append(agenda, item)
	}
	return agenda, nil
}

func (r *Rubric) agendaItem(t AssessedTopic, s Spread) (AgendaItem, error) {
	item := AgendaItem{Spread: s, Views: t.CurrentViews(), Evidence: slices.Clone(t.Evidence)}
	slices.SortStableFunc(item.Views, func(v, w View) int { return int(v.rank() - w.rank()) })
	levels := []Level{t.Level()}
	if levels[0] == 0 {
		levels = nil
		for _, v := range item.Views {
			if v.Level != 0 {
				levels = append(levels, v.Level)
			}
		}
	}
	for _, l := range slices.Compact(levels) {
		next, err := r.NextSteps(t.ID, l)
		if err != nil {
			return AgendaItem{}, err
		}
		item.Next = append(item.Next, next)
	}
	return item, nil
}

// rank puts a view without a level last.
func (v View) rank() Level {
	if v.Level == 0 {
		return Extending + 1
	}
	return v.Level
}
