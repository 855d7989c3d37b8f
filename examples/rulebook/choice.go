package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// choiceReport is which row of a table or a choice fits.
type choiceReport struct {
	beacon.ChoiceTrace
	Today practice.Date `json:"today,omitzero"`
	alone bool          // there are no facts
	fault string        // of a row that broke down
}

func (l *library) explainChoice(id string, o options) (report, error) {
	s := situation{Facts: map[string]json.RawMessage{}}
	if o.facts != "" {
		var err error
		if s, err = situationOf(o); err != nil {
			return nil, err
		}
	}
	data, err := json.Marshal(s.Facts)
	if err != nil {
		return nil, err
	}
	r := choiceReport{alone: o.facts == "", Today: o.day(s.Today)}
	r.ChoiceTrace, err = l.ExplainChoice(id, data, r.Today)
	var fault *beacon.EvalError
	if errors.As(err, &fault) {
		r.fault = fault.Message
	} else if err != nil {
		return nil, s.placed(err)
	}
	return r, nil
}

func (r choiceReport) fine() bool { return r.alone || r.Then != "" && r.fault == "" }

func (r choiceReport) text(p page) {
	p.para(fmt.Sprintf("%s, about %s, written in %s", r.ID, a(r.Subject), place(r.Pos)))
	if !r.alone {
		gives := r.Then
		if gives == "" {
			gives = "cannot tell"
		}
		p.para("On " + r.Today.Long() + " it gives: " + gives)
	}
	switch {
	case r.fault != "":
		p.item("", 2, "A row broke down: "+r.fault)
	case r.alone:
	case r.Then == "" && len(r.Missing) > 0:
		p.item("", 2, "Not recorded: "+countingAll(slices.Compact(slices.Sorted(slices.Values(r.Missing)))))
	case r.Message != "":
		p.item("", 2, r.Message)
	}
	p.line("")
	for i, row := range r.Rows {
		text := row.Then
		if !r.alone {
			text += ": " + rowWords(row)
		}
		p.item(fmt.Sprintf("  row %d", i+1), 10, text+" ("+place(row.Pos)+")")
	}
	if r.alone {
		p.line("")
		p.para("Give facts with -facts to see which row fits.")
	}
}

func rowWords(r beacon.RowTrace) string {
	holds, known := r.Holds.Get()
	switch {
	case r.Picked:
		return "fits, and is taken"
	case !known && len(r.Missing) > 0:
		return "cannot be told, not recorded: " + countingAll(slices.Compact(slices.Sorted(slices.Values(r.Missing))))
	case !known:
		return "cannot be told"
	case holds:
		return "would fit"
	}
	return "does not fit"
}
