package dissemination_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/acl-beacon/beacon/practice"
)

func asEither(err error, data **practice.DataError, schema **practice.SchemaError) bool {
	return errors.As(err, data) || errors.As(err, schema)
}

// fuzzDecode holds for any bytes: they are refused by type and change nothing, or they are read, written and read again
// to the same bytes.
func fuzzDecode(f *testing.F, name string) {
	f.Add(fixture(f, name))
	f.Add([]byte(`{"schema":"beacon/` + name + `/1"}`))
	f.Add([]byte(`{"schema":"beacon/` + name + `/2","id":7}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := documents[name]()
		if err := doc.UnmarshalJSON(data); err != nil {
			var fault *practice.DataError
			var schema *practice.SchemaError
			if !asEither(err, &fault, &schema) {
				t.Fatalf("a fault of no known type: %v", err)
			}
			if before, _ := documents[name]().MarshalJSON(); !bytes.Equal(before, encode(t, doc)) {
				t.Fatal("a refused document was half read")
			}
			return
		}
		once := encode(t, doc)
		if twice := encode(t, read(t, name, once)); !bytes.Equal(once, twice) {
			t.Fatalf("not stable:\n%s\n%s", once, twice)
		}
	})
}

func FuzzDecodeDisseminator(f *testing.F) { fuzzDecode(f, "disseminator") }
func FuzzDecodeEnquiry(f *testing.F)      { fuzzDecode(f, "enquiry") }
func FuzzDecodeEngagement(f *testing.F)   { fuzzDecode(f, "engagement") }
