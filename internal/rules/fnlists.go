package rules

import (
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

var (
	ints, doubles = cel.ListType(cel.IntType), cel.ListType(cel.DoubleType)
)

// nothing is what avg and median say of an empty list. It adds up to 0, but has no mean and no middle, and a figure for
// them would open or close a gate on no ground.
const nothing = "the list is empty; ask for its size first, as in size(list) > 0 && …"

var listFunctions = []function{
	fold("sum", "the total of a list of numbers, 0 when it is empty", cel.IntType, total(types.IntZero), total(types.Double(0))),
	fold("avg", "the mean of a list of numbers; it fails when the list is empty, so ask for its size first", cel.DoubleType, mean, mean),
	fold("median", "the middle of a list of numbers; it fails when the list is empty, so ask for its size first", cel.DoubleType, median, median),
}

func fold(name, doc string, result *cel.Type, ofInts, ofDoubles func([]ref.Val) ref.Val) function {
	return function{
		Function{name, name + "(list) -> number", doc, name + "([1, 2, 3]) > 1"},
		[]overload{{[]*cel.Type{ints}, result, folding(ofInts)}, {[]*cel.Type{doubles}, cel.DoubleType, folding(ofDoubles)}}}
}

// folding collects the elements of a list; one that is not known makes the whole unknown.
func folding(of func([]ref.Val) ref.Val) func(...ref.Val) ref.Val {
	return func(a ...ref.Val) ref.Val {
		var all []ref.Val
		var missing *types.Unknown
		for it := a[0].(traits.Lister).Iterator(); it.HasNext() == types.True; {
			v := it.Next()
			if u, ok := types.MaybeMergeUnknowns(v, missing); ok {
				missing = u
			}
			all = append(all, v)
		}
		if missing != nil {
			return missing
		}
		return of(all)
	}
}

// total adds up, starting from the zero of the list's kind.
func total(zero ref.Val) func([]ref.Val) ref.Val {
	return func(all []ref.Val) ref.Val {
		sum := zero
		for _, v := range all {
			sum = sum.(traits.Adder).Add(v)
			if types.IsError(sum) {
				return sum
			}
		}
		return sum
	}
}

func mean(all []ref.Val) ref.Val {
	xs := floats(all)
	if len(xs) == 0 {
		return types.NewErr("avg: %s", nothing)
	}
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return types.Double(total / float64(len(xs)))
}

func median(all []ref.Val) ref.Val {
	xs := floats(all)
	if len(xs) == 0 {
		return types.NewErr("median: %s", nothing)
	}
	slices.Sort(xs)
	half := len(xs) / 2
	if len(xs)%2 == 1 {
		return types.Double(xs[half])
	}
	return types.Double((xs[half-1] + xs[half]) / 2)
}

func floats(all []ref.Val) []float64 {
	xs := make([]float64, len(all))
	for i, v := range all {
		switch v := v.(type) {
		case types.Int:
			xs[i] = float64(v)
		case types.Double:
			xs[i] = float64(v)
		}
	}
	return xs
}
