package year_test

import (
	"fmt"
	"testing"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/year"
)

// BenchmarkOf reports on a year with 50 engagements: the values alone, and with the page.
func BenchmarkOf(b *testing.B) {
	w, o := marram(), year.Options{Today: date("2026-04-15")}
	var many []dissemination.Engagement
	for i := range 50 {
		e := w.Engagements[i%3]
		e.ID = fmt.Sprintf("E-%02d", i)
		many = append(many, e)
	}
	w.Engagements = many
	b.Run("values", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if y := year.Of(w, o); len(y.Partners) != 50 {
				b.Fatal(len(y.Partners))
			}
		}
	})
	b.Run("page", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if page := year.Of(w, o).HTML(); len(page) == 0 {
				b.Fatal("nothing")
			}
		}
	})
}
