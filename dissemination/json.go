package dissemination

import "github.com/acl-beacon/beacon/internal/wire"

type (
	plainDisseminator Disseminator
	plainEnquiry      Enquiry
	plainEngagement   Engagement
)

var (
	disseminatorSchema = wire.Schema{Kind: "beacon/disseminator", Version: 1}
	enquirySchema      = wire.Schema{Kind: "beacon/enquiry", Version: 1}
	engagementSchema   = wire.Schema{Kind: "beacon/engagement", Version: 1}
)

// MarshalJSON writes the saved form, beacon/disseminator/1. The same disseminator gives the same bytes.
func (d Disseminator) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(disseminatorSchema, plainDisseminator(d))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and d is then unchanged.
func (d *Disseminator) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, disseminatorSchema, (*plainDisseminator)(d))
}

// MarshalJSON writes the saved form, beacon/enquiry/1. The same enquiry gives the same bytes.
func (e Enquiry) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(enquirySchema, plainEnquiry(e))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and e is then unchanged.
func (e *Enquiry) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, enquirySchema, (*plainEnquiry)(e))
}

// MarshalJSON writes the saved form, beacon/engagement/1. The same engagement gives the same bytes.
func (e Engagement) MarshalJSON() ([]byte, error) {
	return wire.MarshalDocument(engagementSchema, plainEngagement(e))
}

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[practice.DataError] or a
// *[practice.SchemaError], and e is then unchanged.
func (e *Engagement) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, engagementSchema, (*plainEngagement)(e))
}
