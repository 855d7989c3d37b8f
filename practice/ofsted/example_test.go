package ofsted_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

// The colleges of a file, with what their inspections say.
func Example() {
	r, err := os.Open("testdata/small.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	file, err := ofsted.Read(r)
	if err != nil {
		log.Fatal(err) // what is wrong with the file, and where
	}
	for _, p := range file.Providers() {
		if p.Kind != practice.College || p.Inspection == nil {
			continue
		}
		fmt.Printf("%s %s: grade %v, inspected %v", p.UKPRN, p.Name, p.Inspection.Overall, p.Inspection.EndedOn)
		if m := ofsted.MovementOf(p); m != "" {
			fmt.Printf(", %s since %v", m, p.Previous.EndedOn)
		}
		fmt.Println()
	}
	// Output:
	// 99000001 Ravensmere College: grade 2, inspected 2024-03-15, improved since 2019-11-08
	// 99000004 Lark’s Field Sixth Form College: grade 1, inspected 2025-01-24
}

// Rows that cannot be trusted are left out and say why; the others are there.
func ExampleRead_refusedRows() {
	r, err := os.Open("testdata/refused.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()

	file, err := ofsted.Read(r)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(file.Rows), "rows,", len(file.Refused), "refused, such as")
	fmt.Println(file.Refused[3])
	// Output:
	// 4 rows, 20 refused, such as
	// line 7, Overall effectiveness "5": not a grade; grades run from 1, the best, to 4
}

// A file that lacks columns is refused as a whole.
func ExampleRead_anotherFile() {
	_, err := ofsted.Read(strings.NewReader("URN,Provider UKPRN,School name\n"))
	missing, _ := err.(*ofsted.HeaderError)
	fmt.Println(len(missing.Missing), "columns are missing, first", missing.Missing[0].Name)
	// Output:
	// 31 columns are missing, first Provider URN
}
