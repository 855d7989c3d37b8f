package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
)

func ids(practices []practice.Practice) []string {
	list := []string{}
	for _, p := range practices {
		list = append(list, p.ID)
	}
	return list
}

// shelf is a small register: an original with a family, one practice that sleeps, one that has barely begun.
func shelf(t fails) []practice.Practice {
	p1 := observed(t)
	p2 := practice.Practice{ID: "P2", Area: "cookery", Stage: practice.InValidation, IdentifiedVia: practice.SelfNominated,
		IdentifiedOn: date("2026-02-10"), ParentID: "P1", RootID: "P1", Lineage: []string{"P1"}}
	p3 := practice.Practice{ID: "P3", Area: "art", Stage: practice.Recorded, IdentifiedVia: practice.ByProviderForm,
		IdentifiedOn: date("2024-05-01"), RecordedOn: date("2024-05-02"), ObservedGrade: practice.Known(practice.Outstanding)}
	p4 := practice.Practice{ID: "P4", Area: "art", Stage: practice.Identified}
	p5 := practice.Practice{ID: "P5", Area: "art", Stage: practice.Declined, IdentifiedOn: date("2024-01-08"),
		ObservedGrade: practice.Known(practice.Good)}
	return []practice.Practice{p1, p2, p3, p4, p5}
}

func TestQuery_Find(t *testing.T) {
	for _, tc := range []struct {
		name string
		q    practice.Query
		want []string
	}{
		{"all", practice.Query{}, []string{"P1", "P2", "P3", "P4", "P5"}},
		{"by stage", practice.Query{Stages: []practice.Stage{practice.Recorded, practice.Identified}}, []string{"P3", "P4"}},
		{"by route", practice.Query{Routes: []practice.Route{practice.ByObservation}}, []string{"P1"}},
		{"by channel", practice.Query{Channels: []practice.Channel{practice.Blog, practice.CPDEvent}}, []string{"P1"}},
		{"by area", practice.Query{Areas: []string{"art"}}, []string{"P3", "P4", "P5"}},
		{"a family", practice.Query{Family: "P1"}, []string{"P1", "P2"}},
		{"noticed from", practice.Query{NoticedFrom: date("2025-10-06")}, []string{"P1", "P2"}},
		{"noticed to", practice.Query{NoticedTo: date("2024-05-01")}, []string{"P3", "P5"}},
		{"noticed between", practice.Query{NoticedFrom: date("2024-02-01"), NoticedTo: date("2025-12-31")}, []string{"P1", "P3"}},
		{"asleep", practice.Query{QuietSince: date("2025-06-01")}, []string{"P3"}},
		{"asleep on the day itself", practice.Query{QuietSince: date("2024-05-02")}, []string{}},
		{"of the best grade", practice.Query{TopGrade: true}, []string{"P3"}},
		{"two conditions", practice.Query{Areas: []string{"art"}, Stages: []practice.Stage{practice.Declined}}, []string{"P5"}},
	} {
		assert.Equal(t, tc.want, ids(tc.q.Find(shelf(t))), tc.name)
	}
}

func TestPractice_LastOn(t *testing.T) {
	full := decode(t, string(mustRead(t, "testdata/v1/full.json")))
	assert.Equal(t, date("2026-03-16"), full.LastOn())
	var nothing practice.Practice
	assert.Zero(t, nothing.LastOn())
	for _, p := range []practice.Practice{
		{IdentifiedOn: date("2026-01-05")},
		{RecordedOn: date("2026-01-05")},
		{Records: []practice.Record{{On: date("2026-01-05")}, {}}},
		{Evidence: []practice.Evidence{{On: date("2026-01-05")}}},
		{Validation: &practice.Validation{On: date("2026-01-05")}},
		{Minutes: &practice.Meeting{On: date("2026-01-05")}},
		{Shares: []practice.Share{{On: date("2025-01-05"), CascadedOn: date("2026-01-05")}}},
		{Transfers: []practice.Transfer{{StartedOn: date("2026-01-05")}}},
		{Transfers: []practice.Transfer{{SubmittedOn: date("2026-01-05")}}},
		{Transfers: []practice.Transfer{{ActionPlan: &practice.ActionPlan{Progress: []practice.Progress{{On: date("2026-01-05")}}}}}},
		{Transfers: []practice.Transfer{{Stage5Report: &practice.Stage5Report{SubmittedOn: date("2026-01-05")}}}},
		{Transfers: []practice.Transfer{{ManagerReports: []practice.ManagerReport{{On: date("2026-01-05")}}}}},
		{Transfers: []practice.Transfer{{History: []practice.Step{{Ruling: practice.Ruling{On: date("2026-01-05")}}}}}},
		{Impact: &practice.Impact{AssessedOn: date("2026-01-05")}},
		{History: []practice.Step{{}, {Ruling: practice.Ruling{On: date("2026-01-05")}}}},
	} {
		assert.Equal(t, date("2026-01-05"), p.LastOn())
	}
}

func TestFamilies(t *testing.T) {
	varies := func(id string, lineage ...string) practice.Practice {
		return practice.Practice{ID: id, RootID: lineage[0], ParentID: lineage[len(lineage)-1], Lineage: lineage}
	}
	for _, tc := range []struct {
		name      string
		practices []practice.Practice
		members   []string
		faults    []string
	}{
		{"nothing varies", []practice.Practice{{ID: "A"}}, nil, nil},
		{"a variation of a variation", []practice.Practice{varies("C", "A", "B"), varies("B", "A"), {ID: "A"}, varies("D", "A")},
			[]string{"A", "B", "C", "D"}, nil},
		{"a circle", []practice.Practice{{ID: "A"}, varies("B", "A", "B")}, []string{"A", "B"},
			[]string{"B: its family tree goes round in a circle at B"}},
		{"a circle of two", []practice.Practice{varies("A", "B"), varies("B", "A")}, []string{"B", "A"},
			[]string{"the original A is not among the practices, or is itself marked as a variation",
				"B: its lineage is not that of its parent A with the parent added",
				"the original B is not among the practices, or is itself marked as a variation",
				"A: its lineage is not that of its parent B with the parent added"}},
		{"a parent that is gone", []practice.Practice{{ID: "A"}, varies("C", "A", "B")}, []string{"A", "C"},
			[]string{"C: its parent B is not among the practices"}},
		{"another tree than the parent's", []practice.Practice{{ID: "A"}, varies("B", "A"), varies("X", "A", "B"), varies("C", "A", "X")},
			[]string{"A", "B", "X", "C"}, []string{"C: its lineage is not that of its parent X with the parent added"}},
		{"ends elsewhere", []practice.Practice{{ID: "A"}, {ID: "B", RootID: "A", ParentID: "A", Lineage: []string{"A", "Z"}}},
			[]string{"A", "B"}, []string{"B: its lineage does not run from the original to its parent"}},
		{"half marked", []practice.Practice{{ID: "A"}, {ID: "B", ParentID: "A"}}, []string{"A", "B"},
			[]string{"B: it names only part of its parent, its original and its lineage"}},
	} {
		var members, faults []string
		for _, f := range practice.Families(tc.practices) {
			for _, m := range f.Members {
				members = append(members, m.ID)
			}
			faults = append(faults, f.Faults...)
		}
		assert.Equal(t, tc.members, members, tc.name)
		assert.Equal(t, tc.faults, faults, tc.name)
	}
}

// What Vary makes, to whatever depth, is a family without a fault.
func TestFamilies_ofVary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shelf := []practice.Practice{{ID: "P0", Originator: "t0"}}
		for i := range rapid.IntRange(1, 12).Draw(t, "n") {
			at := rapid.IntRange(0, len(shelf)-1).Draw(t, "parent")
			tr := practice.Transfer{ID: "T" + string(rune('a'+i)), Adopter: "x", VariationDecision: practice.Proposed,
				Stage5Report: &practice.Stage5Report{}}
			shelf[at] = shelf[at].WithTransfer(tr)
			v, err := shelf[at].Vary(tr.ID, "V"+string(rune('a'+i)), date("2026-01-05"))
			if err != nil {
				t.Fatal(err)
			}
			shelf = append(shelf, v)
		}
		all := rapid.Permutation(shelf).Draw(t, "order")
		families := practice.Families(all)
		if len(families) != 1 || len(families[0].Members) != len(all) || len(families[0].Faults) > 0 {
			t.Fatalf("%+v", families)
		}
	})
}

func TestPractice_ImpactInputs(t *testing.T) {
	full := decode(t, string(mustRead(t, "testdata/v1/full.json")))
	in := full.ImpactInputs()
	assert.Len(t, in.ActionPlans, 1)
	assert.Len(t, in.Stage5Reports, 1)
	assert.Len(t, in.Log, 3, "a note of progress, a report of the tutor and one of a quality manager")

	full.Transfers[0].SubmittedOn = practice.Date{}
	in = full.ImpactInputs()
	assert.Empty(t, in.ActionPlans)
	assert.Empty(t, in.Stage5Reports)
	require.Len(t, in.Log, 3, "the log is kept whether it was submitted or not")
}
