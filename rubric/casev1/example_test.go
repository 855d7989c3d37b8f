package casev1_test

import (
	"fmt"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/casev1"
)

// Example makes a package of the Welsh rubric for a learning platform, and takes the rubric back out of it.
func Example() {
	pkg, err := casev1.FromRubric(rubric.ACLWales(), casev1.Options{Base: "https://example.org", Changed: practice.MustDate("2026-03-02")})
	if err != nil {
		fmt.Println(err)
		return
	}
	criterion := pkg.Rubrics()[0].Criteria[15]
	fmt.Println(criterion.Category+":", criterion.Description)
	for _, level := range criterion.Levels[:2] {
		fmt.Printf("%s\n%s\n", level.Quality, level.Description)
	}
	back, err := pkg.Rubric()
	if err != nil {
		fmt.Println(err)
		return
	}
	d, _ := back.Descriptor("T16.IN.a")
	fmt.Println(d.ID, "is a", d.Polarity)
	// Output:
	// Workforce: Recruitment and retention
	// Initial
	// a) workforce plan in place
	// Emerging
	// a) shared requirements for tutor qualifications
	// b) regular joint staff surveys, barriers addressed
	// T16.IN.a is a strength
}
