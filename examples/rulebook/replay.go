package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/acl-beacon/beacon"
)

// store keeps a decision with its facts in a file.
func store(file string, d beacon.Decision) error {
	kept, err := d.WithFacts()
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(kept, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}

type replayReport struct {
	File   string          `json:"file"`
	Stored beacon.Decision `json:"stored"`
	Replay beacon.Replay   `json:"replay"`
}

func replay(o options) (report, error) {
	l, err := load(o, o.args[1:]...)
	if err != nil {
		return nil, err
	}
	r := replayReport{File: o.args[0]}
	data, err := os.ReadFile(r.File)
	if err != nil {
		return nil, fmt.Errorf("there is no stored decision %s", r.File)
	}
	if err := json.Unmarshal(data, &r.Stored); err != nil {
		return nil, fmt.Errorf("%s is no stored decision: %w", r.File, err)
	}
	if r.Replay, err = l.Replay(r.Stored); err != nil {
		return nil, plainly(err)
	}
	return r, nil
}

func (r replayReport) fine() bool { return r.Replay.Same() }

func (r replayReport) text(p page) {
	d := r.Stored
	what := d.Subject + " " + d.ID
	if d.To != "" {
		what += " entering " + d.To
	}
	p.para(sentence(fmt.Sprintf("%s, on %s, was stored as %s", what, d.Today.Long(), outcomeWords[d.Outcome])))
	if r.Replay.SameRules {
		p.line("The rules are those it was made by.")
	} else {
		p.line("The rules are not those it was made by:")
		for _, pack := range r.Replay.Packs {
			p.item("  -", 4, pack)
		}
	}
	if r.Replay.Same() {
		p.line("Asked again it comes out the same.")
		return
	}
	p.line("Asked again it differs:")
	for _, c := range r.Replay.Changes {
		name := c.What
		if c.Rule != "" {
			name = c.Rule + ", " + c.What
		}
		p.item("  -", 4, fmt.Sprintf("%s: %s -> %s", name, orNothing(c.From), orNothing(c.To)))
	}
}
