package rubric

import (
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// Profile is what comes out of an assessment: a line for each topic. It is uneven by design (W-44), and there is no line
// that sums it up (W-45, W-46).
type Profile struct {
	AssessmentID  string          `json:"assessment_id"`
	PartnershipID string          `json:"partnership_id,omitzero"`
	Rubric        Ref             `json:"rubric"`
	Topics        []TopicProfile  `json:"topics"`  // in the order of the assessment
	Domains       []DomainProfile `json:"domains"` // in printed order; those without a topic in scope left out
}

// TopicProfile is one topic's line.
type TopicProfile struct {
	Topic  string `json:"topic"`
	Domain string `json:"domain"`
	// Level is the one agreed; zero while none is.
	Level    Level         `json:"level,omitzero"`
	AgreedOn practice.Date `json:"agreed_on,omitzero"`
	Reason   string        `json:"reason,omitzero"`
	Comments string        `json:"comments,omitzero"`
	Dissent  []Dissent     `json:"dissent,omitzero"`
	Evidence []Evidence    `json:"evidence,omitzero"`
	// Strengths are ids of the strengths answered yes, at any level, repeats once.
	Strengths   []string            `json:"strengths,omitzero"`
	Gaps        Gaps                `json:"gaps,omitzero"`
	Next        NextSteps           `json:"next,omitzero"`
	Springboard string              `json:"springboard,omitzero"`
	IsPriority  practice.Fact[bool] `json:"is_priority,omitzero"`
	Actions     []Action            `json:"actions,omitzero"`
}

// DomainProfile counts the topics of a domain at each level. A domain has no level (W-46).
type DomainProfile struct {
	Domain string `json:"domain"`
	Counts Counts `json:"counts"`
}

// Counts is how many topics stand at each level. Show the counts: of so few topics a percentage misleads (W-54).
type Counts struct {
	Initial     int `json:"initial"`
	Emerging    int `json:"emerging"`
	Established int `json:"established"`
	Extending   int `json:"extending"`
	NotAgreed   int `json:"not_agreed"`
}

func (c *Counts) add(l Level) {
	switch l {
	case Initial:
		c.Initial++
	case Emerging:
		c.Emerging++
	case Established:
		c.Established++
	case Extending:
		c.Extending++
	default:
		c.NotAgreed++
	}
}

// Counts counts the topics of the profile at each level.
func (p Profile) Counts() Counts {
	var c Counts
	for _, t := range p.Topics {
		c.add(t.Level)
	}
	return c
}

// Topic returns a topic's line, and false where it is not in scope.
func (p Profile) Topic(id string) (TopicProfile, bool) {
	i := slices.IndexFunc(p.Topics, func(t TopicProfile) bool { return t.Topic == id })
	if i < 0 {
		return TopicProfile{}, false
	}
	return p.Topics[i], true
}

// Priorities returns the lines of the topics that the partnership made a priority, in the order of the assessment
// (W-09, W-49).
func (p Profile) Priorities() []TopicProfile {
	var chosen []TopicProfile
	for _, t := range p.Topics {
		if t.IsPriority.Or(false) {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// Profile makes the profile of an assessment as it stands. A level counts as agreed once the topic has reached that
// state; one that is written down but still in discussion does not show.
//
// An assessment on another rubric or edition is an *[EditionError], and a topic or descriptor the rubric does not have
// an *[IDError].
func (r *Rubric) Profile(a Assessment) (Profile, error) {
	if err := r.made(a); err != nil {
		return Profile{}, err
	}
	p := Profile{AssessmentID: a.ID, PartnershipID: a.PartnershipID, Rubric: r.ref, Topics: []TopicProfile{}, Domains: []DomainProfile{}}
	counts := map[string]*Counts{}
	for _, t := range a.Topics {
		line, err := r.topicProfile(t)
		if err != nil {
			return Profile{}, err
		}
		p.Topics = append(p.Topics, line)
		if counts[line.Domain] == nil {
			counts[line.Domain] = &Counts{}
		}
		counts[line.Domain].add(line.Level)
	}
	for _, d := range r.domains {
		if c := counts[d]; c != nil {
			p.Domains = append(p.Domains, DomainProfile{d, *c})
		}
	}
	return p, nil
}

func (r *Rubric) topicProfile(t AssessedTopic) (TopicProfile, error) {
	line := TopicProfile{Topic: t.ID, Domain: r.topics[r.topic[t.ID]].Domain, Comments: t.Comments,
		Evidence: slices.Clone(t.Evidence), Springboard: t.Springboard, IsPriority: t.IsPriority, Actions: slices.Clone(t.Actions)}
	_, given, err := r.answered(t.ID, t.Answers)
	if err != nil {
		return TopicProfile{}, err
	}
	for _, g := range given {
		if g.Polarity == Strength && g.Answer == Yes {
			line.Strengths = append(line.Strengths, g.ID)
		}
	}
	if !t.IsAgreed() {
		return line, nil
	}
	line.Level, line.AgreedOn, line.Reason = t.Level(), t.Moderation.AgreedOn, t.Moderation.Reason
	line.Dissent = slices.Clone(t.Moderation.Dissent)
	if line.Gaps, err = r.Gaps(t.ID, line.Level, t.Answers); err != nil {
		return TopicProfile{}, err
	}
	line.Next, err = r.NextSteps(t.ID, line.Level)
	return line, err
}

// IsAgreed reports whether the topic has an agreed level that stands: a moderation with a level, in the state agreed or a
// later one.
func (t AssessedTopic) IsAgreed() bool {
	switch t.State {
	case Agreed, Prioritised, InAction, Reviewed:
		return t.Level().Valid()
	}
	return false
}

// SARLine carries what was found about one topic into the partnership's self-assessment report (W-43).
type SARLine struct {
	AssessmentID string             `json:"assessment_id"`
	Topic        string             `json:"topic"`
	Level        Level              `json:"level"`
	AgreedOn     practice.Date      `json:"agreed_on,omitzero"`
	Reason       string             `json:"reason,omitzero"`
	Comments     string             `json:"comments,omitzero"`
	Strengths    []string           `json:"strengths,omitzero"`
	ToImprove    []DescriptorAnswer `json:"to_improve,omitzero"` // the gaps
	Evidence     []string           `json:"evidence,omitzero"`
	Actions      []Action           `json:"actions,omitzero"`
}

// SARFeed returns a line for each topic with an agreed level, in the order of the assessment.
func (p Profile) SARFeed() []SARLine {
	lines := []SARLine{}
	for _, t := range p.Topics {
		if t.Level == 0 {
			continue
		}
		line := SARLine{AssessmentID: p.AssessmentID, Topic: t.Topic, Level: t.Level, AgreedOn: t.AgreedOn, Reason: t.Reason,
			Comments: t.Comments, Strengths: slices.Clone(t.Strengths), ToImprove: slices.Clone(t.Gaps.Unmet), Actions: slices.Clone(t.Actions)}
		for _, e := range t.Evidence {
			line.Evidence = append(line.Evidence, e.What)
		}
		lines = append(lines, line)
	}
	return lines
}
