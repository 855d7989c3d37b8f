package rubric

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// TopicState is where one topic of an assessment stands.
type TopicState string

// The states of a topic.
const (
	NotStarted   TopicState = "not_started"
	ViewsOpen    TopicState = "views_open"
	InDiscussion TopicState = "in_discussion"
	Agreed       TopicState = "agreed"
	Prioritised  TopicState = "prioritised"
	InAction     TopicState = "in_action"
	Reviewed     TopicState = "reviewed" // the next step is a new cycle
)

// Names lists the values TopicState can have.
func (TopicState) Names() []string {
	return wire.Names(NotStarted, ViewsOpen, InDiscussion, Agreed, Prioritised, InAction, Reviewed)
}

// UnmarshalText refuses a name that is not one of the constants.
func (s *TopicState) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of a topic")
}

// State is where an assessment stands.
type State string

// The states of an assessment.
const (
	Opened         State = "open"
	TopicsAgreed   State = "agreed"   // every topic in scope is
	ActionsChecked State = "reviewed" // its findings go to the self-assessment report (W-43)
)

// Names lists the values State can have.
func (State) Names() []string { return wire.Names(Opened, TopicsAgreed, ActionsChecked) }

// UnmarshalText refuses a name that is not one of the constants.
func (s *State) UnmarshalText(text []byte) error {
	return wire.Enum(text, s, "a state of an assessment")
}

// The tables of the cycle. The source names reopening once a level is agreed; that it is open as long as action runs is
// the library's own, for a level found wrong then would otherwise stand until the next cycle.
var (
	topicLife = practice.Ladder[TopicState]{
		{From: NotStarted, To: ViewsOpen, Event: "gather views"},
		{From: ViewsOpen, To: InDiscussion, Event: "discuss"},
		{From: InDiscussion, To: Agreed, Event: "agree a level"},
		{From: Agreed, To: Prioritised, Event: "set priorities"},
		{From: Agreed, To: InDiscussion, Event: "reopen", Exit: true},
		{From: Prioritised, To: InAction, Event: "start actions"},
		{From: Prioritised, To: InDiscussion, Event: "reopen", Exit: true},
		{From: InAction, To: Reviewed, Event: "review progress"},
		{From: InAction, To: InDiscussion, Event: "reopen", Exit: true},
	}
	assessmentLife = practice.Ladder[State]{
		{From: Opened, To: TopicsAgreed, Event: "agree every topic"},
		{From: TopicsAgreed, To: Opened, Event: "reopen", Exit: true},
		{From: TopicsAgreed, To: ActionsChecked, Event: "review actions"},
	}
)

// TopicLife returns the table of one topic.
func TopicLife() practice.Ladder[TopicState] { return slices.Clone(topicLife) }

// Life returns the table of an assessment.
func Life() practice.Ladder[State] { return slices.Clone(assessmentLife) }

// AdvanceTopic moves one topic to the state the ruling is about and keeps the ruling; its Subject is [Assessment.TopicKey].
// The receiver is unchanged. A refusal is a *[practice.StageError]: besides what every ladder refuses, a level that
// nobody moderated, that the partnership did not agree, or that is none of the four. A topic that is not in scope is
// refused as well.
//
// Reopening takes a person's reason. The moderation goes to Earlier with its level, and views and evidence stay.
func (a Assessment) AdvanceTopic(topic string, r practice.Ruling) (Assessment, error) {
	key := a.TopicKey(topic)
	t, ok := a.Topic(topic)
	if !ok {
		return a, &practice.StageError{Subject: key, To: r.To, Outcome: r.Outcome, Why: "the topic is not in the scope of this assessment"}
	}
	step, err := topicLife.Advance(key, t.State, t.History, r)
	if err != nil {
		return a, err
	}
	to := TopicState(r.To)
	reopens := to == InDiscussion && t.State != ViewsOpen
	if reopens && a.State != Opened {
		return a, &practice.StageError{Subject: key, From: string(t.State), To: r.To, Outcome: practice.Closed,
			Why: fmt.Sprintf("the assessment is %s; reopen it first, or begin the next cycle", a.State)}
	}
	if reasons := t.mustHold(to); len(reasons) > 0 {
		return a, &practice.StageError{Subject: key, From: string(t.State), To: r.To, Outcome: practice.Closed,
			Why: "what the rubric itself demands is not there", Reasons: reasons}
	}
	if reopens && t.Moderation != nil {
		t.Earlier = append(slices.Clip(t.Earlier), *t.Moderation)
		t.Moderation = nil
	}
	t.State = to
	t.History = append(slices.Clip(t.History), step)
	return a.WithTopic(t), nil
}

// mustHold lists the hard constraints of the source that a state asks for and that are broken. No rule pack can waive
// them, so they are here.
func (t AssessedTopic) mustHold(to TopicState) []practice.Reason {
	var broken []practice.Reason
	must := func(rule, source, message string, holds bool) {
		if !holds {
			broken = append(broken, practice.Reason{Rule: rule, Severity: practice.Must, Verdict: practice.Fail, Message: message, Source: source})
		}
	}
	switch to {
	case InDiscussion:
		must("W-41", "ACL Wales, how to use the tool 2", "There is no view to discuss yet.", len(t.Views) > 0)
	case Agreed:
		m := t.Moderation
		if m == nil {
			m = &Moderation{}
		}
		held := !m.HeldOn.IsZero() && strings.TrimSpace(m.Moderator) != "" && !m.AgreedOn.IsZero() && !m.AgreedOn.Before(m.HeldOn)
		must("W-32", "ACL Wales, how does the tool work", "Choose one of the four levels.", m.Level.Valid())
		must("W-34", "ACL Wales, how to use the tool 1", "The partnership agrees a level; no calculation sets it.", m.AgreedBy == ByPartnership)
		must("W-41", "ACL Wales, how to use the tool 2", "Record the moderator, the day of the discussion and a day of agreement not before it.", held)
	}
	return broken
}

// Advance moves the assessment as a whole to the state the ruling is about and keeps the ruling. The receiver is
// unchanged; a refusal is a *[practice.StageError]. It is agreed only when every topic in scope is, and no level comes of
// that (W-45). An assessment of anything but a partnership goes nowhere (W-03).
func (a Assessment) Advance(r practice.Ruling) (Assessment, error) {
	step, err := assessmentLife.Advance(a.ID, a.State, a.History, r)
	if err != nil {
		return a, err
	}
	refuse := func(rule, source, message string) error {
		return &practice.StageError{Subject: a.ID, From: string(a.State), To: r.To, Outcome: practice.Closed,
			Why: "what the rubric itself demands is not there", Reasons: []practice.Reason{{Rule: rule, Severity: practice.Must,
				Verdict: practice.Fail, Message: message, Source: source}}}
	}
	if a.Subject != OfPartnership {
		return a, refuse("W-03", "ACL Wales, about this tool", "The rubric is for a partnership as a whole, not for one partner.")
	}
	switch open := a.notAgreed(); {
	case len(a.Topics) == 0:
		return a, refuse("W-18", "ACL Wales, the tool", "Choose the topics in scope.")
	case State(r.To) != Opened && len(open) > 0:
		return a, refuse("W-34", "ACL Wales, how to use the tool 1",
			fmt.Sprintf("Topics in scope are not agreed yet: %s.", strings.Join(open, ", ")))
	}
	a.State = State(r.To)
	a.History = append(slices.Clip(a.History), step)
	return a, nil
}

func (a Assessment) notAgreed() []string {
	var open []string
	for _, t := range a.Topics {
		if t.State == NotStarted || t.State == ViewsOpen || t.State == InDiscussion || t.State == "" {
			open = append(open, t.ID)
		}
	}
	return open
}
