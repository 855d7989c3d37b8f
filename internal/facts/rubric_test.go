package facts_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Whatever is answered no, the gaps are strengths of lower levels and no limitation is among them (W-53).
func TestNewTopic_gapsAreStrengthsBelow(t *testing.T) {
	wales := rubric.ACLWales()
	gaps := 0
	for _, topic := range wales.Topics() {
		for _, level := range rubric.Levels() {
			a := wales.Open("A", "P", practice.MustDate("2026-01-12"))
			at, _ := a.Topic(topic.ID)
			for _, d := range topic.Descriptors {
				at.Answers = append(at.Answers, rubric.DescriptorAnswer{Descriptor: d.ID, Answer: rubric.No})
			}
			at.Moderation = &rubric.Moderation{Level: level}
			read := facts.NewTopic(a.WithTopic(at), topic.ID, wales).Topic
			require.Equal(t, practice.Known(int(level)), read.AgreedRank)
			unmet, known := read.UnmetLowerStrengths.Get()
			require.True(t, known)
			for _, d := range unmet {
				require.Equal(t, rubric.Strength, d.Polarity, d.ID)
				require.Equal(t, rubric.No, d.Answer, d.ID)
				rank, _ := d.Rank.Get()
				require.Less(t, rank, int(level), d.ID)
				gaps++
			}
		}
	}
	require.Greater(t, gaps, 100)
}

// A level that is none of the four shows as such where a rule asks for it, and nowhere as a name.
func TestNewTopic_levelFive(t *testing.T) {
	wales := rubric.ACLWales()
	a := wales.Open("A", "P", practice.MustDate("2026-01-12"))
	at, _ := a.Topic("T07")
	at.Views = []rubric.View{{Partner: "college", Level: 5}}
	at.Evidence = []rubric.Evidence{{Level: 5}}
	at.Moderation = &rubric.Moderation{Level: 5, Dissent: []rubric.Dissent{{Level: -1}}}
	read := facts.NewTopic(a.WithTopic(at), "T07", wales).Topic
	require.Equal(t, practice.Known(5), read.AgreedRank)
	require.Empty(t, read.Views[0].Level)
	require.Empty(t, read.Evidence[0].Level)
	require.Empty(t, read.Moderation.Dissent[0].Level)
}
