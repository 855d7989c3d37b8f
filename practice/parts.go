package practice

import "github.com/acl-beacon/beacon/internal/wire"

// Record is a written description of a practice (stage 1b).
type Record struct {
	Kind RecordKind `json:"kind"`
	Ref  string     `json:"ref,omitzero"` // where the host keeps the paper
	On   Date       `json:"on,omitzero"`
	Note string     `json:"note,omitzero"`
	*wire.Extra
}

// Evidence supports a record; it may exist and need not (stage 1b).
type Evidence struct {
	Kind EvidenceKind `json:"kind"`
	Ref  string       `json:"ref,omitzero"`
	On   Date         `json:"on,omitzero"`
	Note string       `json:"note,omitzero"`
	*wire.Extra
}

// Validation is a moderator's or the Quality Team's view of a practice (stage 2).
type Validation struct {
	Status    ValidationStatus `json:"status"`
	Route     ValidationRoute  `json:"route,omitzero"`
	By        string           `json:"by,omitzero"`
	On        Date             `json:"on,omitzero"`
	SubjectID string           `json:"subject_id,omitzero"` // the practice that was looked at
	Note      string           `json:"note,omitzero"`       // why it was returned or declined
	*wire.Extra
}

// Share is one time a practice was told to others (stage 3).
type Share struct {
	ID      string  `json:"id,omitzero"`
	Channel Channel `json:"channel"`
	// Via says what an other channel was.
	Via string `json:"via,omitzero"`
	Ref string `json:"ref,omitzero"` // where it can be read, such as the post or the newsletter
	// Audience says whether support went to one tutor or to a group.
	Audience Audience `json:"audience,omitzero"`
	// Directness overrides the channel's own reach; an other channel has none and needs it.
	Directness Reach     `json:"directness,omitzero"`
	Formality  Formality `json:"formality,omitzero"`
	On         Date      `json:"on,omitzero"`
	// CascadedOn is when managers who were told passed it on to tutors.
	CascadedOn Date `json:"cascaded_on,omitzero"`
	// Reached are the ids of tutors known to have been reached.
	Reached []string `json:"reached,omitzero"`
	*wire.Extra
}

// Reach returns whether the share went to tutors or to managers who pass it on; empty when an other channel does
// not say.
func (s Share) Reach() Reach {
	if s.Directness != "" {
		return s.Directness
	}
	return channels[s.Channel].reach
}

// ReachedTutors reports whether tutors themselves have heard: told directly, or by a manager who passed it on.
func (s Share) ReachedTutors() bool { return s.Reach() == Direct || !s.CascadedOn.IsZero() }

// Meeting is a meeting whose minutes matter to a practice: the Quality Team's, or tutors' own.
type Meeting struct {
	ID            string      `json:"id"`
	Kind          MeetingKind `json:"kind"`
	On            Date        `json:"on,omitzero"`
	Minuted       Fact[bool]  `json:"minuted,omitzero"`
	AgendaItems   []string    `json:"agenda_items,omitzero"`
	AttendeeRoles []string    `json:"attendee_roles,omitzero"`
	PracticeIDs   []string    `json:"practice_ids,omitzero"` // the practices the minutes name
	// ClaimsShortcut says that the minutes are meant to stand for record, validation and share.
	ClaimsShortcut Fact[bool] `json:"claims_shortcut,omitzero"`
	Note           string     `json:"note,omitzero"` // what an other meeting was
	*wire.Extra
}

// Impact is what the Quality Team found (stage 6). The source gives no scale, so a finding is words.
type Impact struct {
	Finding        string   `json:"finding,omitzero"`
	EvidenceRefs   []string `json:"evidence_refs,omitzero"`
	AssessedOn     Date     `json:"assessed_on,omitzero"`
	AssessedByRole string   `json:"assessed_by_role,omitzero"`
	// CPDActions are what continuing professional development should do about it.
	CPDActions []string   `json:"cpd_actions,omitzero"`
	InCPDFeed  Fact[bool] `json:"in_cpd_feed,omitzero"`
	InSARFeed  Fact[bool] `json:"in_sar_feed,omitzero"` // self-assessment report
	*wire.Extra
}

// Service is the teaching service as a whole, for what no single practice holds.
type Service struct {
	ID string `json:"id"`
	// LastBlogOn is the day of the newest post on the tutors' blog, which is monthly (stage 3).
	LastBlogOn Date `json:"last_blog_on,omitzero"`
	// SocialAccount and SocialTag are where and under which tag managers and observers post examples (stage 3).
	SocialAccount string `json:"social_account,omitzero"`
	SocialTag     string `json:"social_tag,omitzero"`
	// SupportContacts are the ids of the advisers and quality managers whom adopters may ask for help (stage 4).
	SupportContacts []string `json:"support_contacts,omitzero"`
	*wire.Extra
}
