package practice_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/practice"
)

var date = practice.MustDate

// anyDate draws a date far enough from both ends of the calendar for arithmetic within the given number of days.
func anyDate(margin int) *rapid.Generator[practice.Date] {
	first := date("0001-01-01")
	last := first.DaysUntil(date("9999-12-31"))
	return rapid.Map(rapid.IntRange(margin, last-margin), first.AddDays)
}

func TestParseDate(t *testing.T) {
	for _, tc := range []struct{ text, wantErr string }{
		{"2026-03-31", ""},
		{"2024-02-29", ""},
		{"2000-02-29", ""},
		{"0001-01-01", ""},
		{"9999-12-31", ""},
		{"2025-02-29", "there is no date 2025-02-29"},
		{"1900-02-29", "there is no date 1900-02-29"},
		{"2026-04-31", "there is no date 2026-04-31"},
		{"2026-13-01", "there is no date 2026-13-01"},
		{"2026-00-10", "there is no date 2026-00-10"},
		{"2026-01-00", "there is no date 2026-01-00"},
		{"0000-01-01", "there is no date 0000-01-01"},
		{"", `"" is not a date; write it like 2026-03-31`},
		{"31/03/2026", `"31/03/2026" is not a date; write it like 2026-03-31`},
		{"2026-3-31", `"2026-3-31" is not a date; write it like 2026-03-31`},
		{"2026-03-31T00:00:00Z", `"2026-03-31T00:00:00Z" is not a date; write it like 2026-03-31`},
		{" 2026-03-31", `" 2026-03-31" is not a date; write it like 2026-03-31`},
		{"2026-+3-31", `"2026-+3-31" is not a date; write it like 2026-03-31`},
		{"２026-03-31", `"２026-03-31" is not a date; write it like 2026-03-31`},
	} {
		t.Run(tc.text, func(t *testing.T) {
			d, err := practice.ParseDate(tc.text)
			if tc.wantErr != "" {
				require.EqualError(t, err, tc.wantErr)
				assert.True(t, d.IsZero(), "a refused date is not a date")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.text, d.String())
		})
	}
	assert.PanicsWithValue(t, "practice.MustDate: there is no date 2025-02-29", func() { date("2025-02-29") })
}

func TestDate_AddMonths(t *testing.T) {
	for _, tc := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-05-31", 9, "2026-02-28"},
		{"2023-05-31", 9, "2024-02-29"},
		{"2025-01-31", 1, "2025-02-28"},
		{"2025-03-31", 1, "2025-04-30"},
		{"2025-12-31", 2, "2026-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2024-02-29", -12, "2023-02-28"},
		{"2025-03-31", -1, "2025-02-28"},
		{"2025-01-15", -1, "2024-12-15"},
		{"2025-06-30", 0, "2025-06-30"},
		{"2025-02-28", 1, "2025-03-28"},
		{"9999-12-31", 1, ""},
		{"0001-01-31", -1, ""},
		{"2025-01-01", 1 << 40, ""},
		{"2025-01-01", -1 << 40, ""},
	} {
		assert.Equal(t, tc.want, date(tc.from).AddMonths(tc.n).String(), "%s and %d months", tc.from, tc.n)
	}
	assert.True(t, practice.Date{}.AddMonths(3).IsZero())
}

func TestDate_AddDays(t *testing.T) {
	assert.Equal(t, date("2024-02-29"), date("2024-02-28").AddDays(1))
	assert.Equal(t, date("2025-03-01"), date("2025-02-28").AddDays(1))
	assert.Equal(t, date("2025-12-31"), date("2026-01-01").AddDays(-1))
	assert.Equal(t, date("2025-11-05"), date("2025-09-24").AddWeeks(6), "six weeks are 42 days, the clocks going back or not")
	assert.Equal(t, date("2025-09-24"), date("2025-11-05").AddWeeks(-6))
	assert.True(t, date("9999-12-31").AddDays(1).IsZero())
	assert.True(t, date("0001-01-01").AddDays(-1).IsZero())
	assert.True(t, date("2025-01-01").AddDays(1<<62).IsZero())
	assert.True(t, date("2025-01-01").AddWeeks(-1<<40).IsZero())
	assert.True(t, practice.Date{}.AddDays(1).IsZero())
	for _, n := range []int{math.MaxInt/7*2 + 3, math.MaxInt, math.MinInt} {
		assert.True(t, date("2025-01-01").AddWeeks(n).IsZero(), "%d weeks do not wrap round", n)
	}
}

func TestDate_order(t *testing.T) {
	early, late, unknown := date("2025-10-06"), date("2026-02-24"), practice.Date{}
	assert.Negative(t, early.Compare(late))
	assert.Positive(t, late.Compare(early))
	assert.Zero(t, early.Compare(date("2025-10-06")))
	assert.Negative(t, unknown.Compare(early))

	assert.True(t, early.Before(late))
	assert.False(t, early.Before(early))
	assert.False(t, late.Before(early))
	assert.True(t, late.After(early))
	for _, d := range []practice.Date{early, unknown} {
		assert.False(t, d.Before(unknown))
		assert.False(t, unknown.Before(d))
		assert.False(t, d.After(unknown))
		assert.False(t, unknown.After(d))
		assert.Zero(t, d.DaysUntil(unknown))
		assert.Zero(t, unknown.DaysUntil(d))
	}
	assert.Equal(t, 141, early.DaysUntil(late))
	assert.Equal(t, -141, late.DaysUntil(early))
}

func TestDate_parts(t *testing.T) {
	d, ok := practice.NewDate(2026, time.February, 24)
	require.True(t, ok)
	assert.Equal(t, date("2026-02-24"), d)
	assert.Equal(t, time.Tuesday, d.Weekday())
	assert.Equal(t, "24 February 2026", d.Long())
	_, ok = practice.NewDate(2026, time.February, 29)
	assert.False(t, ok)

	y, m, day := practice.Date{}.Civil()
	assert.Equal(t, []int{0, 0, 0}, []int{y, int(m), day})
	assert.Empty(t, practice.Date{}.String())
	assert.Empty(t, practice.Date{}.Long())

	// The day is the one on the clock that t carries, not the one in Greenwich.
	auckland := time.FixedZone("NZDT", 13*60*60)
	assert.Equal(t, date("2026-01-01"), practice.DateOf(time.Date(2026, 1, 1, 0, 30, 0, 0, auckland)))
}

func TestDate_JSON(t *testing.T) {
	var d practice.Date
	require.NoError(t, json.Unmarshal([]byte(`"2026-02-24"`), &d))
	assert.Equal(t, date("2026-02-24"), d)
	require.EqualError(t, json.Unmarshal([]byte(`"2026-02-30"`), &d), "there is no date 2026-02-30")
	assert.Equal(t, date("2026-02-24"), d, "a date that is refused changes nothing")
	require.NoError(t, json.Unmarshal([]byte(`""`), &d))
	assert.True(t, d.IsZero())
}

func TestDate_properties(t *testing.T) {
	t.Run("adding months never leaves the month it counts to", rapid.MakeCheck(func(t *rapid.T) {
		d, n := anyDate(0).Draw(t, "d"), rapid.IntRange(-12*300, 12*300).Draw(t, "n")
		y, m, day := d.Civil()
		got := d.AddMonths(n)
		if got.IsZero() {
			if ahead := y*12 + int(m) - 1 + n; ahead >= 12 && ahead < 12*10000 {
				t.Fatalf("%v and %d months is inside the calendar", d, n)
			}
			return
		}
		gy, gm, gday := got.Civil()
		if (gy-y)*12+int(gm)-int(m) != n {
			t.Fatalf("%v and %d months is %v", d, n, got)
		}
		if gday != day && (gday > day || !lastOfMonth(got)) {
			t.Fatalf("%v and %d months is %v, neither the same day nor the month's last", d, n, got)
		}
	}))
	t.Run("DaysUntil undoes AddDays", rapid.MakeCheck(func(t *rapid.T) {
		n := rapid.IntRange(-100_000, 100_000).Draw(t, "n")
		d := anyDate(100_000).Draw(t, "d")
		if got := d.DaysUntil(d.AddDays(n)); got != n {
			t.Fatalf("%v and %d days are %d days", d, n, got)
		}
		if back := d.AddDays(n).AddDays(-n); back != d {
			t.Fatalf("%v and %d days and back is %v", d, n, back)
		}
		if got, want := d.AddDays(n).Compare(d), n; (got < 0) != (want < 0) || (got > 0) != (want > 0) {
			t.Fatalf("%v moved by %d compares as %d", d, n, got)
		}
	}))
	t.Run("text round trip", rapid.MakeCheck(func(t *rapid.T) {
		d := anyDate(0).Draw(t, "d")
		back, err := practice.ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%v came back as %v, %v", d, back, err)
		}
		if again, ok := practice.NewDate(d.Civil()); !ok || again != d {
			t.Fatalf("the parts of %v make %v", d, again)
		}
	}))
	t.Run("weeks keep the weekday", rapid.MakeCheck(func(t *rapid.T) {
		n := rapid.IntRange(-1000, 1000).Draw(t, "n")
		d := anyDate(7000).Draw(t, "d")
		if a, b := d.Weekday(), d.AddWeeks(n).Weekday(); a != b {
			t.Fatalf("%v is a %v and %d weeks on a %v", d, a, n, b)
		}
	}))
}

func lastOfMonth(d practice.Date) bool {
	next := d.AddDays(1)
	_, _, day := next.Civil()
	return next.IsZero() || day == 1
}
