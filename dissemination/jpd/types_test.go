package jpd_test

import (
	"encoding"
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/dissemination/jpd"
)

var judging = regexp.MustCompile(`(?i)grade|grading|score|rating|mark`)

// graded lists the members below a type, by their Go or JSON name, that would judge somebody.
func graded(typ reflect.Type, seen map[reflect.Type]bool) []string {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || seen[typ] {
		return nil
	}
	seen[typ] = true
	var bad []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		if judging.MatchString(f.Name) || judging.MatchString(f.Tag.Get("json")) || judging.MatchString(f.Type.String()) {
			bad = append(bad, typ.Name()+"."+f.Name)
		}
		bad = append(bad, graded(f.Type, seen)...)
	}
	return bad
}

// Nothing that a project can hold grades anybody (J-37).
func TestTypes_noGrade(t *testing.T) {
	seen := map[reflect.Type]bool{}
	assert.Empty(t, graded(reflect.TypeFor[jpd.Project](), seen))
	assert.True(t, seen[reflect.TypeFor[jpd.Visit]()] && seen[reflect.TypeFor[jpd.VisitForm]()], "the walk came as far as visits")
	for _, derived := range []reflect.Type{reflect.TypeFor[jpd.VisitTally](), reflect.TypeFor[jpd.SetReadiness](),
		reflect.TypeFor[jpd.Counts](), reflect.TypeFor[jpd.PlanLine](), reflect.TypeFor[jpd.Learners]()} {
		assert.Empty(t, graded(derived, seen))
	}
	type probe struct{ Inner []*struct{ Score int } }
	assert.NotEmpty(t, graded(reflect.TypeFor[probe](), map[reflect.Type]bool{}), "the walk sees a grade where there is one")
}

// The names that rules read, as the field dictionary has them, are the JSON names of the types or derived by a method.
func TestTypes_fieldDictionary(t *testing.T) {
	for typ, names := range map[reflect.Type][]string{
		reflect.TypeFor[jpd.Project](): {"als", "evaluation_meeting", "kpis", "lead_provider", "participants",
			"participants_by_provider", "participants_total", "partner_providers", "plan", "practices_for_sharing", "state"},
		reflect.TypeFor[jpd.EvaluationMeeting](): {"aspects", "held_on"},
		reflect.TypeFor[jpd.Plan]():              {"als_count"},
		reflect.TypeFor[jpd.KPI]():               {"status", "evidence"},
		reflect.TypeFor[jpd.ProviderCount]():     {"count"},
		reflect.TypeFor[jpd.Participant]():       {"end_report", "evaluation", "state", "themes", "themes_at_start"},
		reflect.TypeFor[jpd.Theme]():             {"id", "title"},
		reflect.TypeFor[jpd.EndReport]():         {"impact"},
		reflect.TypeFor[jpd.BuddyGroup]():        {"members"},
		reflect.TypeFor[jpd.Visit]():             {"form", "host", "learner_count", "state", "themes", "visitor"},
		reflect.TypeFor[jpd.VisitForm]():         {"completed_by", "shared_with_host_on"},
		reflect.TypeFor[jpd.ActionLearningSet](): {"facilitator", "facilitator_support_on", "held_on", "members"},
		reflect.TypeFor[jpd.Workshop]():          {"external_invited", "facilitators", "invited", "kind"},
		reflect.TypeFor[jpd.Outcome]():           {"kpi_codes", "measure"},
		reflect.TypeFor[jpd.Target]():            {"completed_on", "reason", "revised_on", "status"},
		reflect.TypeFor[jpd.Matching]():          {"require_same_subject"},
	} {
		has := map[string]bool{}
		for i := range typ.NumField() {
			has[regexp.MustCompile(`,.*`).ReplaceAllString(typ.Field(i).Tag.Get("json"), "")] = true
		}
		for _, name := range names {
			assert.True(t, has[name], "%s has no %s", typ.Name(), name)
		}
	}
}

// Every enumeration reads what it lists and the empty text, and nothing else.
func TestTypes_enumerations(t *testing.T) {
	type enum interface{ Names() []string }
	for e, n := range map[enum]int{
		jpd.State(""): 8, jpd.ParticipantState(""): 4, jpd.VisitState(""): 5, jpd.Status(""): 5, jpd.Standing(""): 6, jpd.Result(""): 6,
		jpd.Deliverable(""): 6, jpd.MeasureBy(""): 4, jpd.WorkshopKind(""): 4, jpd.ImpactAspect(""): 3, jpd.BenefitCode(""): 13,
		jpd.WishCode(""): 4, jpd.ContinuationDecision(""): 3,
	} {
		require.Len(t, e.Names(), n, "%T", e)
		for _, name := range append(e.Names(), "") {
			v := reflect.New(reflect.TypeOf(e))
			require.NoError(t, v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(name)))
			assert.Equal(t, name, v.Elem().String())
		}
		v := reflect.New(reflect.TypeOf(e))
		assert.ErrorContains(t, v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte("something else entirely")), "use one of", "%T", e)
	}
}
