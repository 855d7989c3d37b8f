package sheet

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// View is a line of the table of views: what one voice thinks of one topic.
type View struct {
	Row        int    // in the spreadsheet, from 1 for the header; 0 for a line that was not read from one
	Assessment string // id; empty where the table does not say
	Topic      string // id, such as T07
	View       rubric.View
}

// Evidence is a line of the table of evidence.
type Evidence struct {
	Row        int
	Assessment string
	Topic      string
	Evidence   rubric.Evidence
}

// Outcome is a line of the table of outcomes: where one topic stands.
type Outcome struct {
	Row         int
	Assessment  string
	Partnership string
	Rubric      rubric.Ref
	Topic       string
	State       rubric.TopicState
	Level       rubric.Level // agreed by the partnership; none while the topic is in discussion
	AgreedOn    practice.Date
	Reason      string
	Comments    string
	IsPriority  practice.Fact[bool]
	NextSteps   []string
	Springboard string
	ReviewedOn  practice.Date
	Review      string
}

// Action is a line of the table of actions.
type Action struct {
	Row        int
	Assessment string
	Topic      string
	Action     rubric.Action
}

// Row is any of the kinds of line.
type Row interface {
	View | Evidence | Outcome | Action
}

// Views returns a line for every view of an assessment that was ever given, by topic and in the order they came. For anyone
// outside the discussion, hand it what [rubric.Assessment.Suppress] returns.
func Views(a rubric.Assessment) []View {
	var rows []View
	for _, t := range a.Topics {
		for _, v := range t.Views {
			rows = append(rows, View{Assessment: a.ID, Topic: t.ID, View: v})
		}
	}
	return rows
}

// EvidenceOf returns a line for each piece of evidence of an assessment, by topic.
func EvidenceOf(a rubric.Assessment) []Evidence {
	var rows []Evidence
	for _, t := range a.Topics {
		for _, e := range t.Evidence {
			rows = append(rows, Evidence{Assessment: a.ID, Topic: t.ID, Evidence: e})
		}
	}
	return rows
}

// Outcomes returns a line for each topic of an assessment. There is none for the assessment as a whole.
//
// The error is that of [rubric.Rubric.Profile].
func Outcomes(r *rubric.Rubric, a rubric.Assessment) ([]Outcome, error) {
	p, err := r.Profile(a)
	if err != nil {
		return nil, err
	}
	rows := make([]Outcome, 0, len(a.Topics))
	for i, t := range a.Topics {
		line := p.Topics[i]
		rows = append(rows, Outcome{Assessment: a.ID, Partnership: a.PartnershipID, Rubric: p.Rubric, Topic: t.ID, State: t.State,
			Level: line.Level, AgreedOn: line.AgreedOn, Reason: line.Reason, Comments: line.Comments, IsPriority: line.IsPriority,
			NextSteps: slices.Clone(t.NextSteps), Springboard: line.Springboard, ReviewedOn: t.ReviewedOn, Review: t.Review})
	}
	return rows, nil
}

// Actions returns a line for each action of an assessment, by topic.
func Actions(a rubric.Assessment) []Action {
	var rows []Action
	for _, t := range a.Topics {
		for _, x := range t.Actions {
			rows = append(rows, Action{Assessment: a.ID, Topic: t.ID, Action: x})
		}
	}
	return rows
}

// answersOf lists the descriptors with an answer, sorted.
func answersOf(v rubric.View, answer rubric.Answer) []string {
	var ids []string
	for _, x := range v.Answers {
		if x.Answer == answer {
			ids = append(ids, x.Descriptor)
		}
	}
	slices.Sort(ids)
	return ids
}

// sortAnswers puts answers in the one order that a table can give back.
func sortAnswers(all []rubric.DescriptorAnswer) {
	slices.SortStableFunc(all, func(a, b rubric.DescriptorAnswer) int { return cmp.Compare(a.Descriptor, b.Descriptor) })
}
