package facts

import (
	"reflect"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination"
)

// A consultancy is promised from the day its enquiry is accepted until the work is agreed, and counted once.
func TestNewWork_promisedConsultancies(t *testing.T) {
	asked := func(m dissemination.Mode, s dissemination.State) []dissemination.Enquiry {
		return []dissemination.Enquiry{{ID: "Q-1", Mode: m, State: s}}
	}
	begun := func(s dissemination.State) []dissemination.Engagement {
		return []dissemination.Engagement{{ID: "E-1", EnquiryID: "Q-1", Mode: dissemination.Consultancy, State: s}}
	}
	accepted := asked(dissemination.Consultancy, dissemination.Accepted)
	for name, tc := range map[string]struct {
		work dissemination.Work
		want int
	}{
		"only asked":         {dissemination.Work{Enquiries: asked(dissemination.Consultancy, dissemination.Filtered)}, 0},
		"accepted":           {dissemination.Work{Enquiries: accepted}, 1},
		"accepted otherwise": {dissemination.Work{Enquiries: asked(dissemination.Visit, dissemination.Accepted)}, 0},
		"begun":              {dissemination.Work{Enquiries: accepted, Engagements: begun(dissemination.Accepted)}, 1},
		"baseline recorded":  {dissemination.Work{Engagements: begun(dissemination.BaselineRecorded)}, 1},
		"agreed":             {dissemination.Work{Enquiries: accepted, Engagements: begun(dissemination.Agreed)}, 0},
		"stopped":            {dissemination.Work{Enquiries: accepted, Engagements: begun(dissemination.Stopped)}, 0},
	} {
		require.Equal(t, tc.want, NewWork(tc.work).PromisedConsultancies, name)
	}
}

// The needs that count are those the filter settled, or else those the partner asked about.
func TestEnquiry_needsStated(t *testing.T) {
	r, err := Of(reflect.TypeFor[dissemination.Enquiry]())
	require.NoError(t, err)
	f := r.Field("needs_stated")
	read := func(e dissemination.Enquiry) (all []string) {
		list, known := f.List(unsafe.Pointer(&e))
		require.True(t, known)
		for i := range list.Len {
			s, known := f.Elem.String(list.At(i))
			require.True(t, known)
			all = append(all, s)
		}
		return all
	}
	require.Empty(t, read(dissemination.Enquiry{}))
	require.Equal(t, []string{"A1", "A2"}, read(dissemination.Enquiry{Needs: []string{"A1", "A2"}}))
	require.Equal(t, []string{"A3"}, read(dissemination.Enquiry{Needs: []string{"A1"}, Filter: &dissemination.Filter{Needs: []string{"A3"}}}))
}
