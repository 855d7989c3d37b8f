package practice

import "github.com/acl-beacon/beacon/internal/wire"

var schema = wire.Schema{Kind: "beacon/practice", Version: 1}

// The faults of saved documents, for errors.As.
type (
	// DataError is a fault in a document's data: a JSON pointer to the member and what is wrong with it.
	DataError = wire.DataError
	// SchemaError refuses a document of another kind or of a newer version.
	SchemaError = wire.SchemaError
)

type plain Practice

// MarshalJSON writes the saved form, beacon/practice/1. The same practice gives the same bytes.
func (p Practice) MarshalJSON() ([]byte, error) { return wire.MarshalDocument(schema, plain(p)) }

// UnmarshalJSON reads the saved form and keeps members it does not know. A fault is a *[DataError] or a
// *[SchemaError], and p is then unchanged.
func (p *Practice) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalDocument(data, schema, (*plain)(p))
}

// The parts below are also kept by themselves, outside a document with a header. They go through the same form, so that
// they keep unknown members with any JSON package.
type (
	plainProvider Provider
	plainTransfer Transfer
	plainMeeting  Meeting
	plainService  Service
	plainRuling   Ruling
)

// MarshalJSON writes the provider the same way every time.
func (p Provider) MarshalJSON() ([]byte, error) { return wire.Marshal(plainProvider(p)) }

// UnmarshalJSON reads the provider and keeps members it does not know. A fault is a *[DataError], and p is then unchanged.
func (p *Provider) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalPart(data, (*plainProvider)(p))
}

// MarshalJSON writes the transfer the same way every time.
func (t Transfer) MarshalJSON() ([]byte, error) { return wire.Marshal(plainTransfer(t)) }

// UnmarshalJSON reads the transfer and keeps members it does not know. A fault is a *[DataError], and t is then unchanged.
func (t *Transfer) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalPart(data, (*plainTransfer)(t))
}

// MarshalJSON writes the meeting the same way every time.
func (m Meeting) MarshalJSON() ([]byte, error) { return wire.Marshal(plainMeeting(m)) }

// UnmarshalJSON reads the meeting and keeps members it does not know. A fault is a *[DataError], and m is then unchanged.
func (m *Meeting) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalPart(data, (*plainMeeting)(m))
}

// MarshalJSON writes the service the same way every time.
func (s Service) MarshalJSON() ([]byte, error) { return wire.Marshal(plainService(s)) }

// UnmarshalJSON reads the service and keeps members it does not know. A fault is a *[DataError], and s is then unchanged.
func (s *Service) UnmarshalJSON(data []byte) error {
	return wire.UnmarshalPart(data, (*plainService)(s))
}

// MarshalJSON writes the ruling the same way every time.
func (r Ruling) MarshalJSON() ([]byte, error) { return wire.Marshal(plainRuling(r)) }

// UnmarshalJSON reads the ruling and keeps members it does not know. A fault is a *[DataError], and r is then unchanged.
func (r *Ruling) UnmarshalJSON(data []byte) error { return wire.UnmarshalPart(data, (*plainRuling)(r)) }
