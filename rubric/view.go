package rubric

import (
	"cmp"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// View is what one voice in the partnership thinks of one topic. Views are kept as they were given: they are never
// changed by moderation and never put together into one figure.
type View struct {
	Partner     string      `json:"partner"` // id of the partner organisation
	Perspective Perspective `json:"perspective,omitzero"`
	// Group tells several voices of one partner and perspective apart, such as two groups of learners.
	Group string        `json:"group,omitzero"`
	On    practice.Date `json:"on,omitzero"`

	Level   Level   `json:"level,omitzero"`
	NoLevel NoLevel `json:"no_level,omitzero"` // why there is no level
	Reason  string  `json:"reason,omitzero"`
	// Answers are the descriptors that do or do not describe us; those left out are not answered.
	Answers []DescriptorAnswer `json:"answers,omitzero"`
	// Respondents is how many people stand behind the view. Groups of learners need it: see [Assessment.Suppress].
	Respondents practice.Fact[int] `json:"respondents,omitzero"`
	*wire.Extra
}

// DescriptorAnswer says whether one descriptor describes the partnership.
type DescriptorAnswer struct {
	Descriptor string `json:"descriptor"` // id, such as T07.ES.a
	Answer     Answer `json:"answer,omitzero"`
	*wire.Extra
}

// Voice is who speaks in a view.
type Voice struct {
	Partner     string      `json:"partner"`
	Perspective Perspective `json:"perspective,omitzero"`
	Group       string      `json:"group,omitzero"`
}

// Voice returns who speaks.
func (v View) Voice() Voice { return Voice{v.Partner, v.Perspective, v.Group} }

// Compare orders voices by partner, perspective and group.
func (v Voice) Compare(w Voice) int {
	return cmp.Or(cmp.Compare(v.Partner, w.Partner), cmp.Compare(v.Perspective, w.Perspective), cmp.Compare(v.Group, w.Group))
}

// Evidence supports a level. It says who brought it and which descriptors it speaks to, so that it can be found again
// from any of them (W-48). It never moves a level by itself.
type Evidence struct {
	ID          string   `json:"id,omitzero"`
	Partner     string   `json:"partner,omitzero"`
	Level       Level    `json:"level,omitzero"`
	Descriptors []string `json:"descriptors,omitzero"` // ids; topic, level and letter are in them
	What        string   `json:"what"`                 // a reference or a short description
	// PracticeID is a practice from elsewhere in Beacon, where the evidence is one (W-59).
	PracticeID string        `json:"practice_id,omitzero"`
	On         practice.Date `json:"on,omitzero"` // day the evidence is from
	*wire.Extra
}

// Stale reports whether the evidence is more than limit calendar months old on the day today; on the last day it is
// not yet. It is unknown where the evidence or today has no date. The source sets no limit.
func (e Evidence) Stale(today practice.Date, limit int) practice.Fact[bool] {
	if e.On.IsZero() || today.IsZero() {
		return practice.Fact[bool]{}
	}
	return practice.Known(e.On.AddMonths(limit).Before(today))
}

// Moderation is the discussion in which partners listen to one another, and the level they agree in it (W-41). A
// level is agreed nowhere else.
type Moderation struct {
	HeldOn      practice.Date `json:"held_on,omitzero"`
	Moderator   string        `json:"moderator,omitzero"`   // id or role of who led the discussion
	Differences string        `json:"differences,omitzero"` // between the views, in words
	// Level is the level that describes the present position best (W-34). It need not be any that a view gave.
	Level    Level         `json:"level,omitzero"`
	Reason   string        `json:"reason,omitzero"`
	Dissent  []Dissent     `json:"dissent,omitzero"`
	AgreedBy AgreedBy      `json:"agreed_by,omitzero"`
	AgreedOn practice.Date `json:"agreed_on,omitzero"` // not before HeldOn
	*wire.Extra
}

// Dissent keeps the view of somebody who does not share the agreed level.
type Dissent struct {
	Partner     string      `json:"partner"`
	Perspective Perspective `json:"perspective,omitzero"`
	Group       string      `json:"group,omitzero"`
	Level       Level       `json:"level,omitzero"`
	Reason      string      `json:"reason,omitzero"`
	*wire.Extra
}

// Action is what will be done about a priority, by whom and by when (W-49).
type Action struct {
	ID          string        `json:"id,omitzero"`
	What        string        `json:"what"`
	Owner       string        `json:"owner,omitzero"` // id or role
	DueOn       practice.Date `json:"due_on,omitzero"`
	Descriptors []string      `json:"descriptors,omitzero"` // ids of the next steps or gaps it works on
	Objectives  []string      `json:"objectives,omitzero"`  // ids of objectives it serves
	Status      ActionStatus  `json:"status,omitzero"`
	Progress    string        `json:"progress,omitzero"`
	UpdatedOn   practice.Date `json:"updated_on,omitzero"`
	// EngagementID is the work with another provider that the action began.
	EngagementID string `json:"engagement_id,omitzero"`
	*wire.Extra
}

// Overdue reports whether the action's day has passed and it is neither done nor dropped. It is unknown where the
// action or today has no date.
func (a Action) Overdue(today practice.Date) practice.Fact[bool] {
	switch {
	case a.Status == ActionDone || a.Status == ActionDropped:
		return practice.Known(false)
	case a.DueOn.IsZero() || today.IsZero():
		return practice.Fact[bool]{}
	}
	return practice.Known(a.DueOn.Before(today))
}
