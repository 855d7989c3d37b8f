package sheet_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

// Example reads what two partners filled in, and writes it as another program likes it.
func Example() {
	filledIn := `Topic,Partner,Perspective,On,Level,Reason
T07,college,strategy group,2026-01-20,Established,ambassadors sit on our panels
T07,council,strategy group,2026-01-21,Emergin,no strategy yet
T08,council,strategy group,2026-01-21,emerging,"=HYPERLINK(""http://example.org"")"
`
	read, err := sheet.Read[sheet.View](strings.NewReader(filledIn), sheet.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, refused := range read.Refused {
		fmt.Println(refused)
	}

	r := rubric.ACLWales()
	a := r.Open("A-2026", "partnership-1", practice.MustDate("2026-01-12"))
	a, merged, err := sheet.MergeViews(r, a, read.Rows)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("added:", merged.Added)
	if err := sheet.Write(os.Stdout, sheet.Views(a), sheet.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// row 3, level: "emergin" is not a level; did you mean "emerging"?
	// added: 2
	// assessment,topic,partner,perspective,group,on,level,no_level,reason,yes,partly,no,respondents
	// A-2026,T07,college,strategy_group,,2026-01-20,established,,ambassadors sit on our panels,,,,
	// A-2026,T08,council,strategy_group,,2026-01-21,emerging,,"'=HYPERLINK(""http://example.org"")",,,,
}
