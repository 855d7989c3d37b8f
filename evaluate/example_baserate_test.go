package evaluate_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/practice"
)

// Seven of eight partners improved at re-inspection. So did most others that had stood where they stood.
func ExampleBaseRates_Compare() {
	inspected := func(n int, before, after practice.Grade) (list []practice.Provider) {
		for range n {
			list = append(list, practice.Provider{Kind: practice.Adult,
				Previous:   &practice.Inspection{Overall: practice.Known(before)},
				Inspection: &practice.Inspection{Overall: practice.Known(after)}})
		}
		return list
	}
	table, err := evaluate.BaseRatesOf(append(inspected(42, 3, 2), inspected(8, 3, 3)...), 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	row, _ := table.Find(practice.Adult, "", practice.RequiresImprovement)
	fmt.Printf("%d of %d, 95%% interval %.2f to %.2f\n", row.Improved, row.N, row.Share.Lower, row.Share.Upper)
	fmt.Println(table.Compare(append(inspected(7, 3, 2), inspected(1, 3, 3)...)).Sentence)
	// Output:
	// 42 of 50, 95% interval 0.71 to 0.92
	// 7 of 8 partners improved; 84% of providers at that grade improved at re-inspection whoever helped. As many or more would have done so with a probability of 0.63, so we cannot tell whether the help made a difference.
}

// One partner and seven others: nothing that could be found would be more than chance.
func ExampleAssess_refused() {
	plan := projectPlan()
	plan.Measures = plan.Measures[:1]
	var records []evaluate.Record
	for _, r := range projectRecords() {
		if r.Unit == "P01" || r.Unit >= "C01" && r.Unit <= "C07" {
			records = append(records, r)
		}
	}
	a, err := evaluate.Assess(plan, records, nil, projectLog[:1], evaluate.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	verdict := a.Findings[0].Verdict
	fmt.Println(verdict.Claim)
	fmt.Println(verdict.Sentence)
	// Output:
	// refused
	// Retention: refused. Of the providers 1 had help and 7 had not; the clearest result possible comes by chance with a probability of 0.12. To say more: Find more comparison units (19 for one that had the help), or use earlier years.
}

// Bad input is refused as a whole, with every fault in its place.
func ExampleInputError() {
	plan := projectPlan()
	records := []evaluate.Record{
		{MeasureID: "competence", Unit: "T01", Period: 1, Treated: true, Value: 11},
		{MeasureID: "retention", Unit: "P01", Period: 1, Treated: true, Count: 101, Total: 100},
	}
	_, err := evaluate.Assess(plan, records, nil, nil, evaluate.Options{})
	if input, ok := err.(*evaluate.InputError); ok {
		for _, f := range input.Faults {
			fmt.Println(f.Error())
		}
	}
	// Output:
	// records row 1, value: 11 is off the scale of 1 to 10
	// records row 2, count: 101 of 100 is not a rate
}
