package support

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// CycleStep is a step of the learning cycle, in the order of the source (F-23).
type CycleStep string

// The four steps. The cycle begins again with every observation.
const (
	StepObserve CycleStep = "observe"
	StepReflect CycleStep = "reflect"
	StepAgree   CycleStep = "agree_actions"
	StepCheck   CycleStep = "check_actions"
)

// Names lists the values CycleStep can have.
func (CycleStep) Names() []string { return wire.Names(StepObserve, StepReflect, StepAgree, StepCheck) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *CycleStep) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a step of the learning cycle")
}

// Action is something to try, which both agreed (F-88).
type Action struct {
	ID           string              `json:"id"`
	What         string              `json:"what"`
	AgreedOn     practice.Date       `json:"agreed_on,omitzero"`
	AgreedByBoth practice.Fact[bool] `json:"agreed_by_both,omitzero"`
	From         string              `json:"from_observation,omitzero"`       // id of the observation it came out of
	CheckedIn    string              `json:"checked_in_observation,omitzero"` // id of the later one that looked at it
	*wire.Extra
}

// Cycle is one round of the learning cycle: how far the work on one observation has come.
type Cycle struct {
	Observation string    // id
	Step        CycleStep // the last step done
}

// Cycles returns how far the work on each observation has come, in their order. It is read off the records and cannot
// contradict them: reflecting is the feedback, agreeing an action that came out of it, checking one such action looked
// at in a later observation. Formal and sign-off observations begin no round.
func (p Programme) Cycles() []Cycle {
	var cycles []Cycle
	for _, o := range p.Observations {
		if o.Kind == FormalObservation || o.Kind == SignOffObservation {
			continue
		}
		c := Cycle{Observation: o.ID, Step: StepObserve}
		if o.Feedback != nil {
			c.Step = StepReflect
			for _, a := range p.Actions {
				switch {
				case a.From != o.ID:
				case a.CheckedIn != "" && p.isLater(a.CheckedIn, o):
					c.Step = StepCheck
				case c.Step == StepReflect:
					c.Step = StepAgree
				}
			}
		}
		cycles = append(cycles, c)
	}
	return cycles
}

// isLater reports whether the observation with an id followed o: on a later day, or where a day is not known or the same,
// later in the list.
func (p *Programme) isLater(id string, o Observation) bool {
	at := func(id string) int {
		return slices.IndexFunc(p.Observations, func(o Observation) bool { return o.ID == id })
	}
	i, j := at(id), at(o.ID)
	if i < 0 || i == j {
		return false
	}
	if on := p.Observations[i].On; on.Before(o.On) || on.After(o.On) {
		return on.After(o.On)
	}
	return i > j
}

// Agree records an action. The receiver is unchanged. It is refused with a *[RecordError] when its id is empty or taken
// and when the observation it came out of is not there or nobody has reflected on it (F-23). An action that was handed
// down can be recorded, for that is what happened; a rule warns (F-88).
func (p Programme) Agree(a Action) (Programme, error) {
	refuse := func(why string) (Programme, error) {
		return p, &RecordError{Subject: p.ID, Record: fmt.Sprintf("the action %q", a.ID), Rule: "F-23", Why: why}
	}
	o, ok := p.observation(a.From)
	switch {
	case a.ID == "" || p.action(a.ID) >= 0:
		return refuse("it needs an id of its own")
	case !ok:
		return refuse("it names no observation of this programme")
	case o.Feedback == nil:
		return refuse("reflect on the observation together first")
	}
	p.Actions = append(slices.Clip(p.Actions), a)
	return p, nil
}

func (p *Programme) action(id string) int {
	return slices.IndexFunc(p.Actions, func(a Action) bool { return a.ID == id })
}

// CheckAction records that a later observation looked at an action (F-24). The receiver is unchanged. An action or an
// observation that is not there, and one that did not come later, are refused with a *[RecordError].
func (p Programme) CheckAction(actionID, observationID string) (Programme, error) {
	refuse := func(why string) (Programme, error) {
		return p, &RecordError{Subject: p.ID, Record: fmt.Sprintf("the check of action %q", actionID), Rule: "F-24", Why: why}
	}
	i := p.action(actionID)
	if i < 0 {
		return refuse("there is no such action")
	}
	from, _ := p.observation(p.Actions[i].From)
	if !p.isLater(observationID, from) {
		return refuse(fmt.Sprintf("%q is not an observation later than the one it came out of", observationID))
	}
	p.Actions = slices.Clone(p.Actions)
	p.Actions[i].CheckedIn = observationID
	return p, nil
}
