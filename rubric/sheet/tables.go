package sheet

import (
	"fmt"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// tableOf returns the description of a kind of line.
func tableOf[R Row]() table[R] {
	var r R
	switch any(r).(type) {
	case View:
		return any(views).(table[R])
	case Evidence:
		return any(evidence).(table[R])
	case Outcome:
		return any(outcomes).(table[R])
	}
	return any(actions).(table[R])
}

var views = table[View]{
	row: func(v *View) *int { return &v.Row },
	columns: []column[View]{
		id("assessment", false, func(v *View) *string { return &v.Assessment }),
		id("topic", true, func(v *View) *string { return &v.Topic }),
		id("partner", true, func(v *View) *string { return &v.View.Partner }),
		named("perspective", func(v *View) string { return string(v.View.Perspective) }, func(v *View) namedText { return &v.View.Perspective }),
		id("group", false, func(v *View) *string { return &v.View.Group }),
		day("on", func(v *View) *practice.Date { return &v.View.On }),
		level("level", func(v *View) *rubric.Level { return &v.View.Level }),
		named("no_level", func(v *View) string { return string(v.View.NoLevel) }, func(v *View) namedText { return &v.View.NoLevel }),
		text("reason", func(v *View) *string { return &v.View.Reason }),
		answered("yes", rubric.Yes), answered("partly", rubric.Partly), answered("no", rubric.No),
		number("respondents", func(v *View) *practice.Fact[int] { return &v.View.Respondents }),
	},
	check: checkView,
}

func answered(name string, answer rubric.Answer) column[View] {
	return ids(name,
		func(v *View) []string { return answersOf(v.View, answer) },
		func(v *View, list []string) {
			for _, d := range list {
				v.View.Answers = append(v.View.Answers, rubric.DescriptorAnswer{Descriptor: d, Answer: answer})
			}
			sortAnswers(v.View.Answers)
		},
		func(v *View) string { return v.Topic })
}

func checkView(v *View) (string, string) {
	if v.View.Level != 0 && v.View.NoLevel != "" {
		return "no_level", "there is a level as well; leave one of the two cells empty"
	}
	for i, x := range v.View.Answers {
		if i > 0 && v.View.Answers[i-1].Descriptor == x.Descriptor {
			return string(x.Answer), fmt.Sprintf("%s has two answers in this row; leave one", x.Descriptor)
		}
	}
	return "", ""
}

var evidence = table[Evidence]{
	row: func(e *Evidence) *int { return &e.Row },
	columns: []column[Evidence]{
		id("assessment", false, func(e *Evidence) *string { return &e.Assessment }),
		id("topic", true, func(e *Evidence) *string { return &e.Topic }),
		id("evidence", false, func(e *Evidence) *string { return &e.Evidence.ID }),
		id("partner", false, func(e *Evidence) *string { return &e.Evidence.Partner }),
		level("level", func(e *Evidence) *rubric.Level { return &e.Evidence.Level }),
		ids("descriptors", func(e *Evidence) []string { return e.Evidence.Descriptors },
			func(e *Evidence, list []string) { e.Evidence.Descriptors = list }, func(e *Evidence) string { return e.Topic }),
		func() column[Evidence] {
			c := text("what", func(e *Evidence) *string { return &e.Evidence.What })
			c.must = true
			return c
		}(),
		id("practice_id", false, func(e *Evidence) *string { return &e.Evidence.PracticeID }),
		day("on", func(e *Evidence) *practice.Date { return &e.Evidence.On }),
	},
}

var outcomes = table[Outcome]{
	row: func(o *Outcome) *int { return &o.Row },
	columns: []column[Outcome]{
		id("assessment", false, func(o *Outcome) *string { return &o.Assessment }),
		id("partnership", false, func(o *Outcome) *string { return &o.Partnership }),
		id("rubric", false, func(o *Outcome) *string { return &o.Rubric.ID }),
		id("edition", false, func(o *Outcome) *string { return &o.Rubric.Edition }),
		id("topic", true, func(o *Outcome) *string { return &o.Topic }),
		named("state", func(o *Outcome) string { return string(o.State) }, func(o *Outcome) namedText { return &o.State }),
		level("level", func(o *Outcome) *rubric.Level { return &o.Level }),
		day("agreed_on", func(o *Outcome) *practice.Date { return &o.AgreedOn }),
		text("reason", func(o *Outcome) *string { return &o.Reason }),
		text("comments", func(o *Outcome) *string { return &o.Comments }),
		yesNo("priority", func(o *Outcome) *practice.Fact[bool] { return &o.IsPriority }),
		ids("next_steps", func(o *Outcome) []string { return o.NextSteps },
			func(o *Outcome, list []string) { o.NextSteps = list }, func(o *Outcome) string { return o.Topic }),
		text("springboard", func(o *Outcome) *string { return &o.Springboard }),
		day("reviewed_on", func(o *Outcome) *practice.Date { return &o.ReviewedOn }),
		text("review", func(o *Outcome) *string { return &o.Review }),
	},
}

var actions = table[Action]{
	row: func(x *Action) *int { return &x.Row },
	columns: []column[Action]{
		id("assessment", false, func(x *Action) *string { return &x.Assessment }),
		id("topic", true, func(x *Action) *string { return &x.Topic }),
		id("action", false, func(x *Action) *string { return &x.Action.ID }),
		text("what", func(x *Action) *string { return &x.Action.What }),
		id("owner", false, func(x *Action) *string { return &x.Action.Owner }),
		day("due_on", func(x *Action) *practice.Date { return &x.Action.DueOn }),
		named("status", func(x *Action) string { return string(x.Action.Status) }, func(x *Action) namedText { return &x.Action.Status }),
		text("progress", func(x *Action) *string { return &x.Action.Progress }),
		day("updated_on", func(x *Action) *practice.Date { return &x.Action.UpdatedOn }),
		ids("descriptors", func(x *Action) []string { return x.Action.Descriptors },
			func(x *Action, list []string) { x.Action.Descriptors = list }, func(x *Action) string { return x.Topic }),
		ids("objectives", func(x *Action) []string { return x.Action.Objectives },
			func(x *Action, list []string) { x.Action.Objectives = list }, nil),
		id("engagement_id", false, func(x *Action) *string { return &x.Action.EngagementID }),
	},
}
