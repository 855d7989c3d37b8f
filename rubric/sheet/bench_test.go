package sheet_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/sheet"
)

// BenchmarkRead reads the views of 22 partnerships of 20 voices; the peer takes the same file apart and does no more.
func BenchmarkRead(b *testing.B) {
	var rows []sheet.View
	for p := range 22 {
		for _, t := range wales.Topics() {
			for v := range 20 {
				rows = append(rows, sheet.View{Assessment: fmt.Sprintf("A-%02d", p), Topic: t.ID, View: rubric.View{Partner: fmt.Sprintf("partner-%02d", v),
					Perspective: rubric.StrategyGroup, On: date("2026-01-20"), Level: rubric.Level(v%4 + 1), Reason: "as was said at the meeting, and more than once"}})
			}
		}
	}
	var file bytes.Buffer
	require.NoError(b, sheet.Write(&file, rows, sheet.Options{}))
	b.Run("sheet", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			got, err := sheet.Read[sheet.View](bytes.NewReader(file.Bytes()), sheet.Options{})
			if err != nil || len(got.Rows) != len(rows) {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding_csv", func(b *testing.B) {
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			got, err := csv.NewReader(bytes.NewReader(file.Bytes())).ReadAll()
			if err != nil || len(got) != len(rows)+1 {
				b.Fatal(err)
			}
		}
	})
}
