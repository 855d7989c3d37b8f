package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/acl-beacon/beacon/evaluate"
)

// FuzzRecords: whatever lies in a file of records, it is read or its faults are told; a row is never lost.
func FuzzRecords(f *testing.F) {
	f.Add(header + "confidence,T01,3,yes,5,,,2025-09-03\n")
	f.Add("measure_id;unit;period;value\nconfidence;T01;3;NaN\n")
	f.Add("\ufeff\"measure_id\",unit\n\"a\nb\",1\n")
	f.Add("unit,unit\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := readSheet("records.csv", strings.NewReader(text))
		if err == nil {
			var list []evaluate.Record
			if list, err = decode[evaluate.Record](s, "measure_id", "unit", "period", "value|count"); err == nil && len(list) != len(s.lines) {
				t.Fatalf("%d records of %d rows", len(list), len(s.lines))
			}
		}
		var bad faults
		if err != nil && (!errors.As(err, &bad) || len(bad) == 0) {
			t.Fatalf("%v does not say where", err)
		}
	})
}
