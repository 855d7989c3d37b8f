package jpd_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/practice"
)

func isFault(err error) bool {
	var data *practice.DataError
	var schema *practice.SchemaError
	return asEither(err, &data, &schema)
}

func asEither[A, B error](err error, a *A, b *B) bool { return errors.As(err, a) || errors.As(err, b) }

// Any bytes are refused by type and change nothing, or they are read, written and read again to the same bytes. Whatever
// was read can be asked everything without a panic.
func FuzzDecodeProject(f *testing.F) {
	f.Add(fixture(f, "full"))
	f.Add(fixture(f, "least"))
	f.Add([]byte(`{"schema":"beacon/project/2","id":7}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := jpd.Project{ID: "before"}
		if err := p.UnmarshalJSON(data); err != nil {
			if !isFault(err) {
				t.Fatalf("a fault of no known type: %v", err)
			}
			if p.ID != "before" || len(p.Participants) > 0 {
				t.Fatal("a refused document was half read")
			}
			return
		}
		once := encode(t, p)
		if twice := encode(t, decode(t, once)); !bytes.Equal(once, twice) {
			t.Fatalf("not stable:\n%s\n%s", once, twice)
		}
		ask(p)
		if !bytes.Equal(once, encode(t, p)) {
			t.Fatal("asking changed the project")
		}
	})
}

// ask puts every question to a project.
func ask(p jpd.Project) {
	day := date("2026-07-10")
	for _, to := range jpd.State("").Names() {
		p.Gaps(jpd.State(to))
		_, _ = p.Advance(allow(p.ID, to, "2026-07-10"))
	}
	for _, q := range p.Participants {
		_, _ = p.AdvanceParticipant(allow(q.ID, jpd.Completed, "2026-07-10"))
		p.ALSCount(q.ID)
	}
	for i := range p.Visits {
		_, _ = p.AdvanceVisit(allow(p.Visits[i].ID, jpd.FormShared, "2026-07-10"))
		p.HostThemeIDs(&p.Visits[i])
	}
	for i := range p.Sets {
		p.SetReadiness(&p.Sets[i])
	}
	for i := range p.Groups {
		p.ProviderCount(&p.Groups[i])
	}
	p.Counts()
	p.LackingVisits()
	p.LearnersInvolved()
	p.PlanVsActual(day)
	p.Slippages(day)
	p.Result(day)
	_, _ = p.NextCycle("next", "scope", day, "coordinator")
}
