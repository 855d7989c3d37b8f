package sheet

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/internal/near"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Merged is what became of the lines of a table.
type Merged struct {
	Added   int // new to the assessment
	Already int // there already, word for word
	Refused []Refusal
}

// MergeViews adds views to an assessment and returns it; the one given is unchanged. Lines may belong to this assessment or
// to none. A view is never changed or removed. Refused are lines about
//
//   - another assessment, a topic that is not in its scope, or what [rubric.Rubric.Check] does not allow;
//   - a topic whose level is agreed: reopen it first, for the partnership agreed on what it had heard;
//   - a voice that said something else of the topic on the same day: a change of mind needs a later day of its own;
//   - a view that was suppressed: the table does not hold what it says.
//
// The error is that of [rubric.Rubric.Check] for the assessment as it was.
func MergeViews(r *rubric.Rubric, a rubric.Assessment, rows []View) (rubric.Assessment, Merged, error) {
	if err := r.Check(a); err != nil {
		return a, Merged{}, err
	}
	var m Merged
	for _, row := range rows {
		t, refused := place(r, a, row.Row, row.Assessment, rubric.AssessedTopic{ID: row.Topic, Views: []rubric.View{row.View}})
		if refused != nil {
			m.Refused = append(m.Refused, *refused)
			continue
		}
		given := row.View
		given.Answers = slices.Clone(given.Answers)
		sortAnswers(given.Answers)
		switch column, why := fits(t, given); {
		case slices.ContainsFunc(t.Views, func(v rubric.View) bool { return sameView(v, given) }):
			m.Already++
		case why != "":
			m.Refused = append(m.Refused, Refusal{Row: row.Row, Column: column, Why: why})
		default:
			a = a.WithTopic(t.WithView(given))
			m.Added++
		}
	}
	return a, m, nil
}

// fits says why a view cannot be added.
func fits(t rubric.AssessedTopic, v rubric.View) (column, why string) {
	if t.IsAgreed() {
		return "topic", fmt.Sprintf("the level of %s is agreed; reopen the topic to hear more views", t.ID)
	}
	if v.NoLevel == rubric.Suppressed {
		return "no_level", "the view was hidden before the table was made, so the table does not hold it"
	}
	for _, w := range t.Views {
		if w.Voice() == v.Voice() && w.On == v.On {
			if v.On.IsZero() {
				return "on", fmt.Sprintf("%s has said something else of %s already; give the day of the change", v.Partner, t.ID)
			}
			return "on", fmt.Sprintf("%s said something else of %s on %s; a change of mind needs a later day", v.Partner, t.ID, v.On)
		}
	}
	return "", ""
}

// sameView reports whether a table says of a view all that it can say of another.
func sameView(there, given rubric.View) bool {
	there.Answers = slices.DeleteFunc(slices.Clone(there.Answers), func(x rubric.DescriptorAnswer) bool { return x.Answer == "" })
	sortAnswers(there.Answers)
	return slices.Equal(Grid([]View{{View: tidy(there)}})[1], Grid([]View{{View: tidy(given)}})[1])
}

func tidy(v rubric.View) rubric.View {
	v.Reason = lineEnds.Replace(v.Reason)
	return v
}

// MergeEvidence adds evidence to an assessment and returns it; the one given is unchanged. A piece of evidence is never
// changed or removed: a line that is there already adds nothing, and one whose id the topic has for something else is
// refused, as are lines about another assessment, a topic not in scope, and what [rubric.Rubric.Check] does not allow.
//
// The error is that of [rubric.Rubric.Check] for the assessment as it was.
func MergeEvidence(r *rubric.Rubric, a rubric.Assessment, rows []Evidence) (rubric.Assessment, Merged, error) {
	if err := r.Check(a); err != nil {
		return a, Merged{}, err
	}
	var m Merged
	for _, row := range rows {
		t, refused := place(r, a, row.Row, row.Assessment, rubric.AssessedTopic{ID: row.Topic, Evidence: []rubric.Evidence{row.Evidence}})
		if refused != nil {
			m.Refused = append(m.Refused, *refused)
			continue
		}
		given := row.Evidence
		given.Descriptors = slices.Clone(given.Descriptors)
		switch {
		case slices.ContainsFunc(t.Evidence, func(e rubric.Evidence) bool { return sameEvidence(e, given) }):
			m.Already++
		case given.ID != "" && slices.ContainsFunc(t.Evidence, func(e rubric.Evidence) bool { return e.ID == given.ID }):
			m.Refused = append(m.Refused, Refusal{Row: row.Row, Column: "evidence", Value: given.ID,
				Why: fmt.Sprintf("%s has other evidence under %q; give this one an id of its own", t.ID, given.ID)})
		default:
			t.Evidence = append(slices.Clip(t.Evidence), given)
			a = a.WithTopic(t)
			m.Added++
		}
	}
	return a, m, nil
}

func sameEvidence(there, given rubric.Evidence) bool {
	there.Extra, given.Extra = nil, nil
	there.What, given.What = lineEnds.Replace(there.What), lineEnds.Replace(given.What)
	if len(there.Descriptors) == 0 && len(given.Descriptors) == 0 {
		there.Descriptors, given.Descriptors = nil, nil
	}
	return reflect.DeepEqual(there, given)
}

// place finds the topic that a line is about, or says why there is none or why the rubric does not allow what it says.
func place(r *rubric.Rubric, a rubric.Assessment, row int, assessment string, said rubric.AssessedTopic) (rubric.AssessedTopic, *Refusal) {
	if assessment != "" && assessment != a.ID {
		return said, &Refusal{Row: row, Column: "assessment", Value: assessment, Why: fmt.Sprintf("the row is about %s, and this is %s", assessment, a.ID)}
	}
	t, ok := a.Topic(said.ID)
	if !ok {
		why := fmt.Sprintf("%s is not in the scope of this assessment", said.ID)
		var all []string
		for _, t := range a.Topics {
			all = append(all, t.ID)
		}
		if meant, ok := near.Name(said.ID, all); ok {
			why += fmt.Sprintf("; did you mean %s?", meant)
		}
		return t, &Refusal{Row: row, Column: "topic", Value: said.ID, Why: why}
	}
	err := r.Check(rubric.Assessment{Rubric: a.Rubric, Topics: []rubric.AssessedTopic{said}})
	if fault, ok := errors.AsType[*practice.DataError](err); ok {
		return t, &Refusal{Row: row, Why: fault.Err.Error()}
	}
	return t, nil
}
