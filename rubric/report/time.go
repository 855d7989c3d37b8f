package report

import (
	"github.com/acl-beacon/beacon/rubric"
)

// OverTime draws the levels agreed in each round: a row for each topic of the last round, a column for each round, oldest
// first. A square that cannot be compared with the last round says so by its mark, because the rubric or what it puts under
// a topic is another one. The words are those of the last round's rubric. No round makes an empty picture.
//
// The errors are a *[rubric.EditionError], a *[rubric.IDError] and a *[LanguageError].
func OverTime(rounds []Round, opt Options) (Picture, error) {
	if len(rounds) == 0 {
		rounds = []Round{{Rubric: rubric.ACLWales(), Assessment: rubric.Assessment{Rubric: rubric.ACLWales().Ref()}}}
	}
	s, err := newScribe(rounds[len(rounds)-1].Rubric, opt)
	if err != nil {
		return Picture{}, err
	}
	h, err := s.timeOf(rounds)
	if err != nil {
		return Picture{}, err
	}
	return s.picture(h), nil
}

func (s *scribe) timeOf(rounds []Round) (heat, error) {
	last := rounds[len(rounds)-1]
	h := heat{title: s.say("time.title"), caption: s.say("time.caption"),
		desc: s.say("time.desc", "topics", len(last.Assessment.Topics), "rounds", len(rounds))}
	for _, t := range last.Assessment.Topics {
		h.topics, h.cells = append(h.topics, t.ID), append(h.cells, make([]cell, len(rounds)))
	}
	for j, round := range rounds {
		c, err := rubric.Compare(round.Rubric, round.Assessment, last.Rubric, last.Assessment)
		if err != nil {
			return heat{}, err
		}
		head := round.Assessment.ID
		if !round.Assessment.OpenedOn.IsZero() {
			head = s.date(round.Assessment.OpenedOn)
		}
		h.heads = append(h.heads, head)
		for i := range h.topics {
			h.cells[i][j] = s.past(c.Changes[i])
		}
	}
	return h, nil
}

// past is a topic's square in an earlier round, or in the last round compared with itself.
func (s *scribe) past(c rubric.Change) cell {
	switch {
	case c.Obstacle == rubric.AnotherRubric, c.Obstacle == rubric.DescriptorsMoved:
		why := s.term("obstacle", string(c.Obstacle))
		return cell{mark: mark{"≠", why}, text: why}
	case c.Obstacle == rubric.NotBefore:
		why := s.term("obstacle", string(c.Obstacle))
		return cell{text: why}
	case c.Before == 0:
		why := s.say("col.notAgreed")
		return cell{mark: mark{"·", why}, text: why}
	}
	return cell{level: c.Before, text: s.level(c.Before)}
}
