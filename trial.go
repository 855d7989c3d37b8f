package beacon

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/bundle"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// trial is a case with the engine that has the parameters it sets, and its facts as they are asked about.
type trial struct {
	engine *Engine
	c      bundle.Case
	today  practice.Date
	q      question
	faults []Issue // what keeps it from being run
}

// trials puts into force what cases set, once for all that set the same.
func (e *Engine) trials(cases []bundle.Case) []trial {
	trials := make([]trial, len(cases))
	over, wrong := map[string]*Engine{"": e}, map[string][]Issue{}
	for i, c := range cases {
		if over[c.Settings] == nil && wrong[c.Settings] == nil {
			set, err := e.set.Overlay(c.Overlay)
			if err != nil {
				wrong[c.Settings] = issues(c, c.At("set"), bundle.CodeBadValue, err)
			} else {
				over[c.Settings] = e.over(set)
			}
		}
		if over[c.Settings] == nil {
			trials[i] = trial{engine: e, c: c, faults: wrong[c.Settings]}
			continue
		}
		trials[i] = over[c.Settings].trial(c)
	}
	return trials
}

// runnable are the trials of cases that can all be run; the error is a *[LoadError] with what keeps any from it.
func (e *Engine) runnable(cases []bundle.Case) ([]trial, error) {
	trials, faults := e.trials(cases), &LoadError{}
	for _, t := range trials {
		faults.Issues = append(faults.Issues, t.faults...)
	}
	if len(faults.Issues) > 0 {
		return nil, faults
	}
	return trials, nil
}

// issues are the problems that an error holds, or the error itself at a place of a case.
func issues(c bundle.Case, at Pos, code string, err error) []Issue {
	if load, is := errors.AsType[*LoadError](err); is {
		return load.Issues
	}
	message, hint, _ := strings.Cut(err.Error(), "; ")
	return []Issue{c.Issue(at, code, message, hint)}
}

// over is the engine with other rules of the same packs.
func (e *Engine) over(set *bundle.Set) *Engine {
	over := *e
	over.set = set
	over.place()
	return &over
}

// trial reads the facts of a case that sets nothing the engine does not have.
func (e *Engine) trial(c bundle.Case) trial {
	t := trial{engine: e, c: c}
	if err := t.today.UnmarshalText([]byte(c.Today)); err != nil {
		t.faults = issues(c, c.At("today"), bundle.CodeBadValue, err)
	}
	subject, fault := e.testSubject(c)
	s, ok := e.subjects[subject]
	if fault == nil && !ok {
		unknown := c.Issue(c.At("on"), bundle.CodeUnknownState, fmt.Sprintf("rules cannot judge %q", subject), "")
		fault = &unknown
	}
	if fault != nil {
		t.faults = append(t.faults, *fault)
		return t
	}
	roots := reflect.New(s.Roots)
	if err := facts.Decode(c.Facts, roots.Interface(), e.own); err != nil {
		t.faults = append(t.faults, e.badFact(c, subject, err)...)
		return t
	}
	t.q = question{subject: subject, roots: roots.Interface()}
	if c.About() == (bundle.About{}) {
		t.q = e.questionOn(s, c.State, roots.Interface())
	}
	return t
}

// badFact is the problem of facts that cannot be read, where they were written.
func (e *Engine) badFact(c bundle.Case, subject string, err error) []Issue {
	offered := facts.Offering(e.records[subject], err)
	data, is := errors.AsType[*practice.DataError](offered)
	if !is {
		return issues(c, c.At("given"), bundle.CodeBadValue, err)
	}
	at, path := c.AtFact(data.Path), dotted(data.Path)
	if offered != err {
		_, hint, _ := strings.Cut(data.Err.Error(), "; ")
		return []Issue{c.Issue(at, string(rules.CodeUnknownField), "there is no fact "+path, hint)}
	}
	message, hint, _ := strings.Cut(data.Err.Error(), "; ")
	return []Issue{c.Issue(at, bundle.CodeBadValue, message+" (this is "+path+")", hint)}
}

// position is an entry of a list in a JSON pointer.
var position = regexp.MustCompile(`/(\d+)`)

// dotted writes a JSON pointer as a rule writes a path.
func dotted(pointer string) string {
	return strings.ReplaceAll(strings.TrimPrefix(position.ReplaceAllString(pointer, "[$1]"), "/"), "/", ".")
}

// testSubject is what the facts of a case are about. The problem is that there is nothing of the name that it tests.
func (e *Engine) testSubject(c bundle.Case) (string, *Issue) {
	about, ids := c.About(), []string{}
	switch {
	case about.Rule != "":
		if r := ruleIn(e.set, about.Rule); r != nil {
			return r.Subject, nil
		}
		for _, r := range e.set.Rules {
			ids = append(ids, r.ID)
		}
		return "", unknown(c, "rule", "rule", about.Rule, ids)
	case about.Choice != "":
		for _, choice := range e.set.Choices {
			if choice.ID == about.Choice {
				return choice.Subject, neverGives(c, choice)
			}
			ids = append(ids, choice.ID)
		}
		return "", unknown(c, "choice", "choice and no table", about.Choice, ids)
	case about.Score != "":
		for _, score := range e.set.Scores {
			if score.ID == about.Score {
				return score.Subject, nil
			}
			ids = append(ids, score.ID)
		}
		return "", unknown(c, "score", "score", about.Score, ids)
	}
	return c.Subject, nil
}

func unknown(c bundle.Case, key, what, id string, ids []string) *Issue {
	issue := c.Issue(c.At(key), bundle.CodeUnknownRule, fmt.Sprintf("no %s %q is in force", what, id), strings.TrimPrefix(facts.Offer(id, ids), "; "))
	return &issue
}

// neverGives is the problem of a case that expects of a choice what none of its rows gives.
func neverGives(c bundle.Case, choice *bundle.CompiledChoice) *Issue {
	gives := []string{"cannot_judge", "error"}
	for _, row := range choice.Rows {
		if !slices.Contains(gives, row.Then) {
			gives = append(gives, row.Then)
		}
	}
	if slices.Contains(gives, c.Expect) {
		return nil
	}
	issue := c.Issue(c.At("expect"), bundle.CodeBadValue, fmt.Sprintf("no row of %s gives %q", choice.ID, c.Expect),
		strings.TrimPrefix(facts.Offer(c.Expect, gives[2:]), "; "))
	return &issue
}
