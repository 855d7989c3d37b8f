package rules

import (
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Function is a function that expressions may call, described for people.
type Function struct {
	Name    string
	Usage   string // how it is written, with its result
	Doc     string
	Example string
}

// Functions lists the functions the package adds to CEL's own.
func Functions() []Function {
	var all []Function
	for _, f := range functions {
		all = append(all, f.Function)
	}
	return all
}

type function struct {
	Function
	overloads []overload
}

type overload struct {
	args   []*cel.Type
	result *cel.Type
	call   func(args ...ref.Val) ref.Val
}

var (
	ints, doubles = cel.ListType(cel.IntType), cel.ListType(cel.DoubleType)
)

var functions = []function{
	{Function{"date", "date('2026-03-31') -> date", "the date written in year-month-day order", "date('2026-03-31')"},
		[]overload{{[]*cel.Type{cel.StringType}, dateType, func(a ...ref.Val) ref.Val {
			d, err := caldate.Parse(string(a[0].(types.String)))
			if err != nil {
				return types.NewErr("%s", err)
			}
			return dateVal(d)
		}}}},
	move("addDays", "days", caldate.Day.AddDays),
	move("addWeeks", "weeks of seven days", func(d caldate.Day, n int) caldate.Day { return d.AddDays(7 * n) }),
	move("addMonths", "calendar months, or the last day of a shorter month", caldate.Day.AddMonths),
	between("daysBetween", "days", func(a, b caldate.Day) int { return int(b - a) }),
	between("monthsBetween", "whole calendar months", caldate.Day.MonthsUntil),
	ofDate("year", "the calendar year", cel.IntType, func(d caldate.Day) ref.Val {
		y, _, _ := d.Civil()
		return types.Int(y)
	}),
	ofDate("month", "the month, 1 to 12", cel.IntType, func(d caldate.Day) ref.Val {
		_, m, _ := d.Civil()
		return types.Int(m)
	}),
	ofDate("dayOfWeek", "the day of the week, such as 'monday'", cel.StringType, func(d caldate.Day) ref.Val {
		return types.String(strings.ToLower(d.Weekday().String()))
	}),
	ofDate("academicYear", "the year in which the academic year began, which runs from 1 August", cel.IntType,
		func(d caldate.Day) ref.Val {
			y, m, _ := d.Civil()
			if m < 8 {
				y--
			}
			return types.Int(y)
		}),
	fold("sum", "the total of a list of numbers, 0 when it is empty", cel.IntType, total(types.IntZero), total(types.Double(0))),
	fold("avg", "the mean of a list of numbers", cel.DoubleType, mean, mean),
	fold("median", "the middle of a list of numbers", cel.DoubleType, median, median),
}

func move(name, unit string, by func(caldate.Day, int) caldate.Day) function {
	return function{
		Function{name, name + "(date, number) -> date", "the date so many " + unit + " later", name + "(today, 2)"},
		[]overload{{[]*cel.Type{dateType, cel.IntType}, dateType, func(a ...ref.Val) ref.Val {
			n := int64(a[1].(types.Int))
			if n > math.MaxInt32 || n < math.MinInt32 {
				return types.NewErr("%s: %d is too large", name, n)
			}
			d := by(caldate.Day(a[0].(dateVal)), int(n))
			if d == 0 {
				return types.NewErr("%s: the result is not between the years 1 and 9999", name)
			}
			return dateVal(d)
		}}}}
}

func between(name, unit string, count func(a, b caldate.Day) int) function {
	return function{
		Function{name, name + "(date, date) -> whole number",
			"the number of " + unit + " from the first date to the second", name + "(date('2026-01-31'), today)"},
		[]overload{{[]*cel.Type{dateType, dateType}, cel.IntType, func(a ...ref.Val) ref.Val {
			return types.Int(count(caldate.Day(a[0].(dateVal)), caldate.Day(a[1].(dateVal))))
		}}}}
}

func ofDate(name, doc string, result *cel.Type, of func(caldate.Day) ref.Val) function {
	return function{
		Function{name, name + "(date) -> " + typeName(result), doc, name + "(today)"},
		[]overload{{[]*cel.Type{dateType}, result, func(a ...ref.Val) ref.Val { return of(caldate.Day(a[0].(dateVal))) }}}}
}

func fold(name, doc string, result *cel.Type, ofInts, ofDoubles func([]ref.Val) ref.Val) function {
	return function{
		Function{name, name + "(list) -> number", doc, name + "([1, 2, 3])"},
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
		return types.NewErr("avg: the list is empty")
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
		return types.NewErr("median: the list is empty")
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

// functionOptions declares the functions, and that dates can be ordered.
func functionOptions() []cel.EnvOption {
	var opts []cel.EnvOption
	for _, f := range functions {
		var overloads []cel.FunctionOpt
		for _, o := range f.overloads {
			// Bound by their number of arguments, they treat unknowns and faults as CEL's own functions do.
			bound := cel.UnaryBinding(func(a ref.Val) ref.Val { return o.call(a) })
			if len(o.args) == 2 {
				bound = cel.BinaryBinding(func(a, b ref.Val) ref.Val { return o.call(a, b) })
			}
			overloads = append(overloads, cel.Overload(overloadID(f.Name, o.args), o.args, o.result, bound))
		}
		opts = append(opts, cel.Function(f.Name, overloads...))
	}
	for _, op := range []string{operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals} {
		args := []*cel.Type{dateType, dateType}
		opts = append(opts, cel.Function(op, cel.Overload(overloadID(op, args), args, cel.BoolType)))
	}
	return opts
}

func overloadID(name string, args []*cel.Type) string {
	id := name
	for _, a := range args {
		id += "_" + strings.NewReplacer("(", "_", ")", "").Replace(a.String())
	}
	return id
}
