package jpd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Participant is one practitioner in a project: an id, a provider and what they work on, and no name.
//
// Participants choose their themes themselves; nobody approves them (J-27). From the day they leave self-evaluation a
// theme stays to the end of the project (J-26): [Participant.ThemesAtStart] keeps it, wording is put right with
// [Participant.CorrectTheme] alone, and a project in which a theme was dropped is neither moved, written nor read.
type Participant struct {
	ID         string `json:"id"`
	ProviderID string `json:"provider_id,omitzero"`
	Subject    string `json:"subject,omitzero"` // what they teach; buddies need not share it (J-38)

	SelfEvaluation *SelfEvaluation `json:"self_evaluation,omitzero"`
	Themes         []Theme         `json:"themes,omitzero"`
	// ThemesAtStart are the themes as they were when self-evaluation ended, and Corrections what was reworded since. Both
	// are the library's to write.
	ThemesAtStart []Theme           `json:"themes_at_start,omitzero"`
	Corrections   []ThemeCorrection `json:"theme_corrections,omitzero"`

	// EndReport and Evaluation may be one paper; see [Participant.Evaluated].
	EndReport  *EndReport  `json:"end_report,omitzero"`
	Evaluation *Evaluation `json:"evaluation,omitzero"`
	// ImpactNote says how much came of it in this person's circumstances, whatever the project achieved (J-57).
	ImpactNote string `json:"impact_note,omitzero"`

	State   ParticipantState `json:"state"`
	History []practice.Step  `json:"history,omitzero"`

	*wire.Extra
}

// SelfEvaluation is the time taken to reflect on one's own teaching before anything else (J-23).
type SelfEvaluation struct {
	On             practice.Date `json:"on,omitzero"`
	AreasToDevelop []string      `json:"areas_to_develop,omitzero"` // what the themes are made from (J-24)
	Ref            string        `json:"ref,omitzero"`
	*wire.Extra
}

// Theme is one specific thing that a participant wants to develop (J-25).
type Theme struct {
	ID    string `json:"id"`
	Title string `json:"title,omitzero"`
	*wire.Extra
}

// ThemeCorrection is one change of a theme's wording after self-evaluation.
type ThemeCorrection struct {
	ThemeID string        `json:"theme_id"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	On      practice.Date `json:"on"`
	By      string        `json:"by"` // role or id
	Reason  string        `json:"reason"`
	*wire.Extra
}

// EndReport is a participant's account of the impact of taking part (J-49).
type EndReport struct {
	Impact string        `json:"impact,omitzero"`
	On     practice.Date `json:"on,omitzero"`
	Ref    string        `json:"ref,omitzero"`
	*wire.Extra
}

// Evaluation is a participant's own look back on the experience (J-50), the individual half of the evaluation (J-52).
type Evaluation struct {
	On practice.Date `json:"on,omitzero"`
	// Welcomed is whether the participant was glad of the opportunity, PracticeDeveloped whether they saw their practice
	// develop by it (J-58).
	Welcomed          practice.Fact[bool] `json:"welcomed_opportunity,omitzero"`
	PracticeDeveloped practice.Fact[bool] `json:"practice_developed,omitzero"`
	Note              string              `json:"note,omitzero"`
	Ref               string              `json:"ref,omitzero"`
	*wire.Extra
}

// Evaluated reports whether the participant has evaluated the experience. The plan of the source has an evaluation
// and its account an end report; one paper may serve for both (A-J3).
func (p *Participant) Evaluated() bool { return p.Evaluation != nil || p.EndReport != nil }

// reported reports whether there is an end report that says something of impact.
func (p *Participant) reported() bool {
	return p.EndReport != nil && strings.TrimSpace(p.EndReport.Impact) != ""
}

// CorrectTheme puts the wording of a theme right and keeps the old one with the reason. The receiver is unchanged. Before
// self-evaluation has ended themes are free and need no correction. The error is a *[practice.DataError].
func (p Participant) CorrectTheme(id, title string, on practice.Date, by, reason string) (Participant, error) {
	i := slices.IndexFunc(p.Themes, func(t Theme) bool { return t.ID == id })
	switch {
	case p.State == InSelfEvaluation || p.State == "":
		return p, fault("/state", "themes are free until self-evaluation has ended; change them directly")
	case i < 0:
		return p, fault("/themes", "%s has no theme %q", p.ID, id)
	case strings.TrimSpace(title) == "":
		return p, fault("/themes", "a theme needs a title")
	case on.IsZero() || strings.TrimSpace(by) == "" || strings.TrimSpace(reason) == "":
		return p, fault("/theme_corrections", "a correction needs a day, a role and a reason")
	}
	old := p.Themes[i]
	p.Themes = slices.Clone(p.Themes)
	p.Themes[i].Title = title
	p.Corrections = append(slices.Clip(p.Corrections),
		ThemeCorrection{ThemeID: id, From: old.Title, To: title, On: on, By: by, Reason: reason})
	return p, nil
}

// themesKept holds that every theme of the start is there under the wording it began with or was last corrected to.
func (p *Participant) themesKept() error {
	for _, start := range p.ThemesAtStart {
		i := slices.IndexFunc(p.Themes, func(t Theme) bool { return t.ID == start.ID })
		if i < 0 {
			return fault("/themes", "the theme %q was dropped; themes stay to the end of the project", start.ID)
		}
		want := start.Title
		for _, c := range p.Corrections {
			if c.ThemeID == start.ID {
				want = c.To
			}
		}
		if p.Themes[i].Title != want {
			return fault(fmt.Sprintf("/themes/%d/title", i), "the theme %q was reworded without a correction", start.ID)
		}
	}
	return nil
}

// follows holds that p comes after before without losing what was fixed then.
func (p *Participant) follows(before *Participant) error {
	same := slices.EqualFunc(before.ThemesAtStart, p.ThemesAtStart, func(a, b Theme) bool { return a.ID == b.ID && a.Title == b.Title })
	if len(before.ThemesAtStart) > 0 && !same {
		return fault("/themes_at_start", "the themes of the start were changed")
	}
	kept := len(p.Corrections) >= len(before.Corrections)
	for i := 0; kept && i < len(before.Corrections); i++ {
		a, b := before.Corrections[i], p.Corrections[i]
		a.Extra, b.Extra = nil, nil
		kept = a == b
	}
	if !kept {
		return fault("/theme_corrections", "a correction was changed or removed")
	}
	return nil
}

// named reports whether there is a theme and each has an id and a title (J-25).
func (p *Participant) named() bool {
	return len(p.Themes) > 0 && !slices.ContainsFunc(p.Themes, func(t Theme) bool {
		return t.ID == "" || strings.TrimSpace(t.Title) == ""
	})
}

// WithParticipant returns the project with q added, or in the place of the participant with the same id. The receiver
// is unchanged. It refuses with a *[practice.DataError] to lose or reword a theme that was fixed.
func (p Project) WithParticipant(q Participant) (Project, error) {
	i := slices.IndexFunc(p.Participants, func(r Participant) bool { return r.ID == q.ID })
	err := q.themesKept()
	if err == nil && i >= 0 {
		err = q.follows(&p.Participants[i])
	}
	if err != nil {
		if i < 0 {
			i = len(p.Participants)
		}
		return p, below(fmt.Sprintf("/participants/%d", i), err)
	}
	p.Participants = put(p.Participants, q, func(r Participant) bool { return r.ID == q.ID })
	return p, nil
}

// AdvanceParticipant moves the participant whom the ruling is about and keeps the ruling in their history. The receiver is
// unchanged; a refusal is a *[practice.StageError]. Leaving self-evaluation needs themes and fixes them (J-25, J-26);
// completing needs a visit made and one received (J-32).
func (p Project) AdvanceParticipant(r practice.Ruling) (Project, error) {
	q, ok := p.Participant(r.Subject)
	if !ok {
		return p, &practice.StageError{Subject: r.Subject, To: r.To, Outcome: r.Outcome, Why: "the project has no such participant"}
	}
	step, err := participantLife.Advance(q.ID, q.State, q.History, r)
	if err != nil {
		return p, err
	}
	if gaps := unjudged(p.participantGaps(&q, ParticipantState(r.To)), r, q.History); len(gaps) > 0 {
		return p, notReady(q.ID, string(q.State), r.To, gaps)
	}
	q.State = ParticipantState(r.To)
	if q.State == Participating {
		q.ThemesAtStart = slices.Clone(q.Themes)
	}
	q.History = append(slices.Clip(q.History), step)
	p.Participants = put(p.Participants, q, func(r Participant) bool { return r.ID == q.ID })
	return p, nil
}

func (p *Project) participantGaps(q *Participant, to ParticipantState) []practice.Reason {
	var gaps []practice.Reason
	if to == Participating && !q.named() {
		gaps = append(gaps, gap("J-25", q.ID+" has not named a theme yet, or one has no id or no title."))
	}
	if err := q.themesKept(); err != nil && to != Left {
		gaps = append(gaps, gap("J-26", q.ID+": "+err.Error()+"."))
	}
	if to == Completed {
		if t := p.visitTally(q.ID); !t.Reciprocal() {
			gaps = append(gaps, gap("J-32", q.ID+" "+t.lack()+"."))
		}
	}
	return gaps
}

func fault(path, format string, args ...any) error {
	return &practice.DataError{Path: path, Err: fmt.Errorf(format, args...)}
}

// below puts the place of a part in front of the path of a fault in it.
func below(path string, err error) error {
	if e, ok := err.(*practice.DataError); ok {
		return &practice.DataError{Path: path + e.Path, Err: e.Err}
	}
	return err
}
