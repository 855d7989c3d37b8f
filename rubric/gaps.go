package rubric

// Gaps are the strengths of lower levels that are not in place although a higher level fits best (W-51). They are
// flagged and refuse nothing. Limitations are never among them: one that is no longer true is progress (W-53).
type Gaps struct {
	Unmet []DescriptorAnswer `json:"unmet,omitzero"` // answered partly or no, in printed order
	// Unanswered are ids of strengths below the level that nobody has answered. They are not known to be gaps.
	Unanswered []string `json:"unanswered,omitzero"`
}

// Gaps lists the strengths below a level that are not answered yes. Repeats count once. A topic or descriptor the rubric
// does not have is an *[IDError].
func (r *Rubric) Gaps(topic string, l Level, answers []DescriptorAnswer) (Gaps, error) {
	_, given, err := r.answered(topic, answers)
	if err != nil {
		return Gaps{}, err
	}
	var g Gaps
	for _, x := range given {
		if x.Level >= l || x.Polarity != Strength {
			continue
		}
		switch x.Answer {
		case Yes:
		case "":
			g.Unanswered = append(g.Unanswered, x.ID)
		default:
			g.Unmet = append(g.Unmet, DescriptorAnswer{Descriptor: x.ID, Answer: x.Answer})
		}
	}
	return g, nil
}

// NextSteps is where a topic can go from a level.
type NextSteps struct {
	From Level `json:"from,omitzero"`
	// Descriptors are those of the column to the right (W-35); none at Extending.
	Descriptors []Descriptor `json:"descriptors,omitzero"`
	// Springboard says that there is no column to the right, and the question is what to build from here. Extending is
	// not the end (W-36).
	Springboard bool `json:"springboard,omitzero"`
}

// NextSteps returns the column to the right of a level. No level has no next step. A topic the rubric does not have is
// an *[IDError].
func (r *Rubric) NextSteps(topic string, l Level) (NextSteps, error) {
	i, ok := r.topic[topic]
	if !ok {
		return NextSteps{}, r.noSuchTopic(topic)
	}
	if !l.Valid() {
		return NextSteps{}, nil
	}
	next, ok := l.Next()
	if !ok {
		return NextSteps{From: l, Springboard: true}, nil
	}
	return NextSteps{From: l, Descriptors: r.topics[i].At(next)}, nil
}
