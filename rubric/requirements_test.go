package rubric_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// embodied says for each requirement of section W which exported name embodies it. Ids in the data are tested in
// rubric_test.go. What only a rule can say (warnings) names the field that the rule reads.
var embodied = map[string][]string{
	"W-01": {"ACLWales", "Rubric", "Assessment"}, "W-02": {"Facet", "Facets"}, "W-03": {"Subject", "OfPartnership"},
	"W-04": {"WithText", "LocalObjective"}, "W-05": {"Provenance", "CommissionedBy"}, "W-06": {"Purpose", "Purposes"},
	"W-07": {"UnmarshalJSON"}, "W-08": {"Level", "UnmarshalJSON"}, "W-09": {"Priorities", "Strengths"}, "W-10": {"MadeBy", "InputFrom"},
	"W-11": {"Provenance"}, "W-12": {"Domains"}, "W-13": {"Topics"}, "W-14": {"Topics"}, "W-15": {"Topics"}, "W-16": {"Topics"},
	"W-17": {"Topics"}, "W-18": {"Topics", "Descriptors"},
	"W-19": {"Objectives", "AgreedIn", "LocalObjective"}, "W-20": {"Objectives"}, "W-21": {"Aim"}, "W-22": {"PolicyPriority"},
	"W-23": {"PriorityArea", "Focus"}, "W-24": {"Focus"}, "W-25": {"Focus"}, "W-26": {"Focus"}, "W-27": {"ProgressionDestination"},
	"W-28": {"Focus"}, "W-29": {"Focus"}, "W-30": {"Focus"}, "W-31": {"Focus", "SetApart"},
	"W-32": {"Level", "Levels"}, "W-33": {"Descriptor"}, "W-34": {"Suggest", "BestFit", "AgreedBy"}, "W-35": {"NextSteps"},
	"W-36": {"Springboard"}, "W-37": {"Provenance"}, "W-38": {"Views", "Partner"}, "W-39": {"LeadGroup"}, "W-40": {"Perspectives"},
	"W-41": {"Moderation", "AdvanceTopic"}, "W-42": {"Dissent", "Agenda"}, "W-43": {"SARFeed"}, "W-44": {"Profile", "TopicLife"},
	"W-45": {"Profile", "UnmarshalJSON"}, "W-46": {"Counts", "DomainProfile"}, "W-47": {"Comments"}, "W-48": {"Evidence"},
	"W-49": {"Action", "IsPriority"}, "W-50": {"PreviousID", "Compare", "NextCycle"}, "W-51": {"Gaps"}, "W-52": {"Polarity"},
	"W-53": {"Gaps", "Limitation"}, "W-54": {"Column", "Counts"}, "W-55": {"Repeats"}, "W-56": {"References"}, "W-57": {"Roles"},
	"W-58": {"Links"}, "W-59": {"Bridges", "PracticeID"},
}

func TestRequirements(t *testing.T) {
	names := exported(t)
	for i := 1; i <= 59; i++ {
		id := fmt.Sprintf("W-%02d", i)
		assert.NotEmpty(t, embodied[id], id)
		for _, name := range embodied[id] {
			assert.True(t, names[name], "%s: there is no %s", id, name)
		}
	}
	assert.Len(t, embodied, 59)
}
