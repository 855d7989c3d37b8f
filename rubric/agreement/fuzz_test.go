package agreement_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/acl-beacon/beacon/rubric/agreement"
)

// FuzzRatings reads any bytes as ratings and makes everything of them: nothing panics, and no number in any result is
// NaN or infinite, or differs from 0 while undefined.
func FuzzRatings(f *testing.F) {
	f.Add(uint8(4), uint8(3), uint64(1), []byte{1, 2, 3, 4, 0, 2, 2, 2, 1})
	f.Add(uint8(2), uint8(2), uint64(0), []byte{1, 1, 1, 1, 1, 1})
	f.Add(uint8(0), uint8(0), uint64(9), []byte{})
	f.Fuzz(func(t *testing.T, levels, raters uint8, seed uint64, data []byte) {
		levels %= 32 // more only make it slow
		if len(data) > 400 {
			return
		}
		rows := make([][]int, raters)
		if raters > 0 {
			for i := range rows {
				n := len(data) / int(raters)
				for _, b := range data[i*n : (i+1)*n] {
					rows[i] = append(rows[i], int(b))
				}
			}
		}
		r, err := agreement.New(int(levels), rows)
		if err != nil {
			if r.Units() != 0 || err.Error() == "" {
				t.Fatal("an error with ratings, or without words")
			}
			r = agreement.Ratings{}
		}
		for _, result := range everything(r) {
			clean(t, reflect.ValueOf(result))
		}
		for _, w := range weights {
			clean(t, reflect.ValueOf(agreement.Kappa(r, 0, int(raters)-1, w)))
		}
		clean(t, reflect.ValueOf(agreement.Spreads(r)))
		clean(t, reflect.ValueOf(agreement.Bootstrap(r, ordinalAlpha, agreement.BootstrapOptions{Resamples: 20, Confidence: 0.5, Seed: seed})))
	})
}

// clean walks a result.
func clean(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			t.Fatalf("%v in a result", x)
		}
	case reflect.Slice:
		for i := range v.Len() {
			clean(t, v.Index(i))
		}
	case reflect.Struct:
		if e, ok := v.Interface().(agreement.Estimate); ok && (e.State == agreement.NotComputed || !e.Defined() && e.Value != 0) {
			t.Fatalf("%+v in a result", e)
		}
		for i := range v.NumField() {
			clean(t, v.Field(i))
		}
	}
}
