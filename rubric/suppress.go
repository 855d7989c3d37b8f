package rubric

import (
	"cmp"
	"slices"

	"github.com/acl-beacon/beacon/practice"
)

// SmallGroup is the usual smallest group of learners whose view is shown. No source of the rubric sets one; other tools
// that ask learners use five.
const SmallGroup = 5

// Suppress returns the assessment without the views of groups of learners that are too small to be anonymous, for
// everyone outside the discussion. Make agenda, agreement and pages from what it returns, and nothing of what is hidden
// is in them.
//
// A group of learners is hidden on every topic if fewer than threshold people stand behind any of its views, or if
// nobody recorded how many. So that what is hidden cannot be had by taking what is shown from a known total, the
// smallest groups that are left are hidden too until, on every topic on which any are hidden, at least two are and at
// least threshold people stand behind them, or no group of learners is left to show there. Partner organisations and
// staff are named, not anonymous, and stay.
//
// A hidden view keeps its voice and says [Suppressed]; its level, reason, answers, number of people, date and unknown
// members are gone, and so are that voice's dissents. Free text that people wrote in moderation and comments is not
// read: see to it that it quotes no small group. The receiver is unchanged. A threshold below 1 counts as 1.
func (a Assessment) Suppress(threshold int) Assessment {
	hidden := a.hiddenVoices(max(threshold, 1))
	if len(hidden) == 0 {
		return a
	}
	a.Topics = slices.Clone(a.Topics)
	for i := range a.Topics {
		t := &a.Topics[i]
		t.Views = slices.Clone(t.Views)
		for j, v := range t.Views {
			if hidden[v.Voice()] {
				t.Views[j] = View{Partner: v.Partner, Perspective: v.Perspective, Group: v.Group, NoLevel: Suppressed}
			}
		}
		if t.Moderation != nil {
			m := t.Moderation.without(hidden)
			t.Moderation = &m
		}
		t.Earlier = slices.Clone(t.Earlier)
		for j, m := range t.Earlier {
			t.Earlier[j] = m.without(hidden)
		}
	}
	return a
}

func (m Moderation) without(hidden map[Voice]bool) Moderation {
	m.Dissent = slices.DeleteFunc(slices.Clone(m.Dissent), func(d Dissent) bool {
		return hidden[Voice{d.Partner, d.Perspective, d.Group}]
	})
	return m
}

// hiddenVoices returns the voices of learners to hide. Both conditions only ever add to it, so it ends.
func (a Assessment) hiddenVoices(threshold int) map[Voice]bool {
	sizes := a.learnerGroups()
	hidden := map[Voice]bool{}
	for v, n := range sizes {
		if n < threshold {
			hidden[v] = true
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	for again := true; again; {
		again = false
		for _, t := range a.Topics {
			if v, open := t.giveaway(sizes, hidden, threshold); open {
				hidden[v] = true
				again = true
			}
		}
	}
	return hidden
}

// giveaway returns the next voice to hide on a topic, and false where what is hidden there cannot be worked out.
func (t AssessedTopic) giveaway(sizes map[Voice]int, hidden map[Voice]bool, threshold int) (Voice, bool) {
	var shown []Voice
	groups, people := 0, 0
	seen := map[Voice]bool{}
	for _, v := range t.Views {
		voice := v.Voice()
		if !v.givenByLearners() || seen[voice] {
			continue
		}
		seen[voice] = true
		if hidden[voice] {
			groups++
			people += sizes[voice]
		} else {
			shown = append(shown, voice)
		}
	}
	if groups == 0 || groups > 1 && people >= threshold || len(shown) == 0 {
		return Voice{}, false
	}
	return slices.MinFunc(shown, func(v, w Voice) int {
		return cmp.Or(cmp.Compare(sizes[v], sizes[w]), v.Compare(w))
	}), true
}

// learnerGroups returns each group of learners with the fewest people that stood behind any of its views; 0 where that
// is not known of one.
func (a Assessment) learnerGroups() map[Voice]int {
	sizes := map[Voice]int{}
	for _, t := range a.Topics {
		for _, v := range t.Views {
			if !v.givenByLearners() {
				continue
			}
			n := people(v.Respondents)
			if last, ok := sizes[v.Voice()]; ok {
				n = min(n, last)
			}
			sizes[v.Voice()] = n
		}
	}
	return sizes
}

// givenByLearners reports whether learners say anything in the view. A view that was hidden before does not.
func (v View) givenByLearners() bool {
	return v.Perspective == Learners && (v.Level != 0 || v.Reason != "" || len(v.Answers) > 0)
}

func people(n practice.Fact[int]) int { return max(n.Or(0), 0) }
