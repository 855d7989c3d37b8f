package support_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/practice"
)

var date = practice.MustDate

// The days of the source's programme to good that starts on 15 September 2025.
const (
	start  = "2025-09-15"
	week8  = "2025-11-10"
	week12 = "2025-12-08"
)

func byHead(to support.State, on string) practice.Ruling {
	return practice.ByHand("FP-2", string(to), date(on), string(support.HeadRole), "decided")
}

// proposed is a programme of one kind with all that a start needs.
func proposed(k support.Kind) support.Programme {
	return support.Programme{ID: "FP-2", Kind: k, Participant: support.Participant{ID: "tutor-9"}, Facilitator: "lif-1",
		LineManager: "mgr-1", StartedOn: date(start), State: support.Proposed}
}

func advanced(t testing.TB, p support.Programme, to support.State, on string) support.Programme {
	t.Helper()
	next, err := p.Advance(byHead(to, on))
	require.NoError(t, err)
	require.Equal(t, to, next.State)
	return next
}

func active(t testing.TB, k support.Kind) support.Programme {
	t.Helper()
	return advanced(t, proposed(k), support.Active, start)
}

var (
	notMet8   = support.SignOff{On: date(week8), Outcome: support.NotMet, ByRole: support.FacilitatorRole}
	extension = support.Extension{GrantedOn: date(week8), ByRole: support.HeadRole, NewEndOn: date(week12), Reason: "not yet"}
	reviewed  = support.Review{On: date("2025-12-09"), ByRole: support.HeadRole}
	passedOn  = support.Escalation{On: date("2025-12-10"), ByRole: support.HeadRole, ToRole: support.LineManagerRole,
		Items: []string{"The standard was not met on 10 November"}}
)

// extended is a programme with sign-off, not met at week 8 and extended to week 12.
func extended(t testing.TB, k support.Kind) support.Programme {
	t.Helper()
	p, err := active(t, k).SignOff(notMet8)
	require.NoError(t, err)
	p, err = p.Extend(extension)
	require.NoError(t, err)
	return advanced(t, p, support.Extended, week8)
}

// underReview is with the Head, on 9 December.
func underReview(t testing.TB) support.Programme {
	t.Helper()
	p := extended(t, support.ToGood)
	p.SignsOfImprovement = practice.Known(false)
	p = advanced(t, p, support.HeadReview, week12)
	p, err := p.Review(reviewed)
	require.NoError(t, err)
	return p
}

// refused asserts a refusal by type and returns the ids of the rules behind it.
func refused(t testing.TB, err error) []string {
	t.Helper()
	var e *practice.StageError
	require.ErrorAs(t, err, &e)
	var rules []string
	for _, r := range e.Reasons {
		rules = append(rules, r.Rule)
	}
	return rules
}

func saved(t testing.TB, p support.Programme) string {
	t.Helper()
	data, err := json.Marshal(p)
	require.NoError(t, err)
	return string(data)
}

func asError[E error](err error, to *E) bool { return errors.As(err, to) }
