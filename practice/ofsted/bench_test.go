package ofsted_test

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/acl-beacon/beacon/practice/ofsted"
)

// BenchmarkRead reads 2,000 providers, a little more than Ofsted's file has.
func BenchmarkRead(b *testing.B) {
	small := table(b)
	records := [][]string{small[0]}
	for i := range 2000 {
		r := slices.Clone(small[1+i%(len(small)-1)])
		r[1] = strconv.Itoa(98_000_000 + i)
		records = append(records, r)
	}
	data := written(b, records)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := ofsted.Read(bytes.NewReader(data))
		if err != nil || len(f.Rows) != 2000 {
			b.Fatal(err, "or rows are missing")
		}
	}
}
