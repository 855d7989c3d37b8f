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
