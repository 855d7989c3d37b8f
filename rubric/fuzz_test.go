package rubric_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// FuzzDecodeAssessment holds for any bytes: they are refused by type and change nothing, or they are read, written and
// read again to the same bytes. Nothing that was read makes the package panic, and hiding small groups twice hides no
// more than once.
func FuzzDecodeAssessment(f *testing.F) {
	for _, name := range []string{"full", "minimal", "unknown"} {
		f.Add([]byte(fixture(f, name)))
	}
	f.Add([]byte(`{"schema":"beacon/assessment/2","id":7}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a rubric.Assessment
		if err := a.UnmarshalJSON(data); err != nil {
			var fault *practice.DataError
			var schema *practice.SchemaError
			if !errors.As(err, &fault) && !errors.As(err, &schema) {
				t.Fatalf("a fault of no known type: %v", err)
			}
			if !bytes.Equal(encode(t, rubric.Assessment{}), encode(t, a)) {
				t.Fatal("a refused document was half read")
			}
			return
		}
		once := encode(t, a)
		if twice := encode(t, decode(t, string(once))); !bytes.Equal(once, twice) {
			t.Fatalf("not stable:\n%s\n%s", once, twice)
		}
		if err := wales.Check(a); err == nil {
			if _, err := wales.Profile(a); err != nil {
				t.Fatalf("checked, and has no profile: %v", err)
			}
			if _, err := wales.Agenda(a); err != nil {
				t.Fatalf("checked, and has no agenda: %v", err)
			}
		}
		if _, err := a.Agreement(); err != nil {
			t.Fatalf("a document that was read has levels out of range: %v", err)
		}
		hidden := a.Suppress(rubric.SmallGroup)
		if !bytes.Equal(encode(t, hidden), encode(t, hidden.Suppress(rubric.SmallGroup))) {
			t.Fatal("hiding twice hides more")
		}
		if !bytes.Equal(once, encode(t, a)) {
			t.Fatal("the assessment changed")
		}
	})
}
