package evaluate

import "github.com/acl-beacon/beacon/internal/wire"

type (
	plainPlan       Plan
	plainAssessment Assessment
)

var (
	planSchema       = wire.Schema{Kind: "beacon/evaluation-plan", Version: 1}
	assessmentSchema = wire.Schema{Kind: "beacon/impact-assessment", Version: 1}
)

// MarshalJSON writes the saved form, beacon/evaluation-plan/1. The same plan gives the same bytes.
func (p Plan) MarshalJSON() ([]byte, error) { return wire.MarshalDocument(planSchema, plainPlan(p)) }

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and p is then unchanged. Whether the plan can be used is for [Assess] to say.
func (p *Plan) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, planSchema, (*plainPlan)(p))
}

// MarshalJSON writes the saved form, beacon/impact-assessment/1. The same assessment gives the same bytes.
func (a Assessment) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(assessmentSchema, plainAssessment(a))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and a is then unchanged.
func (a *Assessment) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, assessmentSchema, (*plainAssessment)(a))
}
