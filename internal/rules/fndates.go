package rules

import (
	"math"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/acl-beacon/beacon/internal/caldate"
)

func dateFunctions(c *Calendar) []function {
	return []function{
		{Function{"date", "date('2026-03-31') -> date", "the date written in year-month-day order", "date('2026-03-31') < today"},
			[]overload{{[]*cel.Type{cel.StringType}, dateType, func(a ...ref.Val) ref.Val {
				d, err := caldate.Parse(string(a[0].(types.String)))
				if err != nil {
					return types.NewErr("%s", err)
				}
				return dateVal(d)
			}}}},
		move("addDays", "the date so many days later", caldate.Day.AddDays),
		move("addWeeks", "the date so many weeks of seven days later", func(d caldate.Day, n int) caldate.Day { return d.AddDays(7 * n) }),
		move("addMonths", "the date so many calendar months later, or the last day of a shorter month", caldate.Day.AddMonths),
		between("daysBetween", "days", func(a, b caldate.Day) int { return int(b - a) }),
		between("monthsBetween", "whole calendar months", caldate.Day.MonthsUntil),
		ofDate("year", "the calendar year", "year(today) >= 2026", cel.IntType, func(d caldate.Day) ref.Val {
			y, _, _ := d.Civil()
			return types.Int(y)
		}),
		ofDate("month", "the month, 1 to 12", "month(today) != 8", cel.IntType, func(d caldate.Day) ref.Val {
			_, m, _ := d.Civil()
			return types.Int(m)
		}),
		ofDate("dayOfWeek", "the day of the week, such as 'monday'", "dayOfWeek(today) == 'monday'", cel.StringType, func(d caldate.Day) ref.Val {
			return types.String(strings.ToLower(d.Weekday().String()))
		}),
		ofDate("academicYear", "the year in which the academic year of the date began; it begins on 1 August, unless the college's "+
			"term dates say otherwise", "academicYear(today) == 2025", cel.IntType, func(d caldate.Day) ref.Val { return types.Int(c.academicYear(d)) }),
	}
}

// calendarFunctions are those that need to know what the college's year looks like.
func calendarFunctions(c *Calendar) []function {
	const asks = "; it asks for the college's "
	inTerm := func(f func(Term, bool) ref.Val) func(caldate.Day) ref.Val {
		return func(d caldate.Day) ref.Val {
			t, within, known := c.term(d)
			if !known {
				return unknown(termsName)
			}
			return f(t, within)
		}
	}
	return []function{
		{Function{"addWorkingDays", "addWorkingDays(date, number) -> date",
			"the date so many working days later, Monday to Friday without the closed days" + asks + "closed days",
			"addWorkingDays(today, 5) > today"},
			[]overload{{[]*cel.Type{dateType, cel.IntType}, dateType, moving("addWorkingDays", c.addWorkingDays)}}},
		{Function{"workingDaysBetween", "workingDaysBetween(date, date) -> whole number",
			"the number of working days after the first date, up to and with the second" + asks + "closed days",
			"workingDaysBetween(date('2026-01-05'), today) <= 10"},
			[]overload{{[]*cel.Type{dateType, dateType}, cel.IntType, func(a ...ref.Val) ref.Val {
				n, known := c.workingDaysBetween(caldate.Day(a[0].(dateVal)), caldate.Day(a[1].(dateVal)))
				if !known {
					return unknown(closedDaysName)
				}
				return types.Int(n)
			}}}},
		ofDate("inTerm", "whether the date is in a term"+asks+"terms", "inTerm(today)", cel.BoolType,
			inTerm(func(_ Term, within bool) ref.Val { return types.Bool(within) })),
		ofDate("term", "the name of the term the date is in, '' between two terms"+asks+"terms", "term(today) != ''", cel.StringType,
			inTerm(func(t Term, within bool) ref.Val {
				if !within {
					return types.String("")
				}
				return types.String(t.Name)
			})),
		ofDate("termEnds", "the last day of the term the date is in or, between two, of the next one"+asks+"terms",
			"today <= termEnds(today)", dateType, inTerm(func(t Term, _ bool) ref.Val {
				if t.To == 0 {
					return unknown(termsName)
				}
				return dateVal(t.To)
			})),
	}
}

func move(name, doc string, by func(caldate.Day, int) caldate.Day) function {
	known := func(d caldate.Day, n int) (caldate.Day, bool) { return by(d, n), true }
	return function{
		Function{name, name + "(date, number) -> date", doc, name + "(today, 2) > today"},
		[]overload{{[]*cel.Type{dateType, cel.IntType}, dateType, moving(name, known)}}}
}

// moving binds a move of a date, which may not be known.
func moving(name string, by func(caldate.Day, int) (caldate.Day, bool)) func(...ref.Val) ref.Val {
	return func(a ...ref.Val) ref.Val {
		n := int64(a[1].(types.Int))
		if n > math.MaxInt32 || n < math.MinInt32 {
			return types.NewErr("%s: %d is too large", name, n)
		}
		d, known := by(caldate.Day(a[0].(dateVal)), int(n))
		switch {
		case !known:
			return unknown(closedDaysName)
		case d == 0:
			return types.NewErr("%s: the result is not between the years 1 and 9999", name)
		}
		return dateVal(d)
	}
}

func between(name, unit string, count func(a, b caldate.Day) int) function {
	return function{
		Function{name, name + "(date, date) -> whole number",
			"the number of " + unit + " from the first date to the second", name + "(date('2026-01-31'), today) <= 30"},
		[]overload{{[]*cel.Type{dateType, dateType}, cel.IntType, func(a ...ref.Val) ref.Val {
			return types.Int(count(caldate.Day(a[0].(dateVal)), caldate.Day(a[1].(dateVal))))
		}}}}
}

func ofDate(name, doc, example string, result *cel.Type, of func(caldate.Day) ref.Val) function {
	return function{
		Function{name, name + "(date) -> " + typeName(result), doc, example},
		[]overload{{[]*cel.Type{dateType}, result, func(a ...ref.Val) ref.Val { return of(caldate.Day(a[0].(dateVal))) }}}}
}
