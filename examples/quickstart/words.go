package main

import (
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// stateWords say what it is to have entered a stage or state.
var stateWords = map[string]string{
	"identified": "noticed", "recorded": "written down", "in_validation": "sent for validation", "returned": "sent back",
	"declined": "declined", "validated": "validated", "shared": "shared", "in_transfer": "taken up by a colleague",
	"monitored": "monitored", "assessed": "impact recorded", "withdrawn": "withdrawn",

	"started": "colleague began", "monitoring": "way of reporting chosen", "reported": "colleague's report written",
	"submitted": "sent to the Quality Team", "abandoned": "given up",

	"proposing": "proposal written", "identifying": "offer decided", "planning": "plan begun", "promoting": "plan agreed and promotion begun",
	"selecting": "choice of partners begun", "working": "work begun", "reporting": "year's report written",
	"completed": "year closed",

	"enquiry": "enquiry made", "filtered": "needs settled", "accepted": "accepted",

	"baseline_recorded": "starting position recorded", "agreed": "aims agreed", "active": "visits begun",
	"disseminated": "visits ended", "implementing": "change begun", "reviewed": "review held",
	"evaluated": "impact put into figures", "stopped": "stopped",
}

// modeWords say how a partner is helped.
var modeWords = map[dissemination.Mode]string{
	dissemination.OneToOne: "one to one", dissemination.Consultancy: "consultancy", dissemination.Visit: "visits",
	dissemination.IntranetAccess: "access to the intranet", dissemination.InternalConsultancy: "consultancy inside the college",
}

// routeWords say how a practice came to be noticed.
var routeWords = map[practice.Route]string{
	practice.ByObservation: "in an observation of teaching", practice.ByClassVisit: "on a class visit",
	practice.ByRARPAAudit: "in an audit of learners' progress", practice.SelfNominated: "by the tutor",
	practice.ByProviderForm: "on the provider's form", practice.ByQualityManager: "by a quality manager",
	practice.ByAnotherRoute: "in another way",
}

// dueWords name a piece of evaluation.
var dueWords = map[evaluate.DueKind]string{
	evaluate.DueBaseline: "starting position", evaluate.DueSummary: "summary of the visits", evaluate.DueReview: "review",
	evaluate.DueLaterReview: "later review", evaluate.DueAssessment: "figures on impact",
}

// attributionWords say no more than what was recorded: what a change is put down to.
var attributionWords = map[dissemination.Attribution]string{
	dissemination.FromDisseminator:   "this work",
	dissemination.FromOthers:         "other things",
	dissemination.FromBoth:           "partly this work",
	dissemination.AttributionUnknown: "nobody can say",
}

// word looks a name of a closed list up; a name without words is shown as it is written.
func word[S ~string](words map[S]string, s S) string {
	if w, ok := words[s]; ok {
		return w
	}
	return cli.Spaced(string(s))
}
