package caldate_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/acl-beacon/beacon/internal/caldate"
)

func day(t *testing.T, s string) caldate.Day {
	t.Helper()
	d, err := caldate.Parse(s)
	require.NoError(t, err)
	return d
}

// TestCalendar walks through every day there is and holds the day numbers against the standard library's calendar.
func TestCalendar(t *testing.T) {
	d := caldate.Day(1)
	for at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 10000; at = at.AddDate(0, 0, 1) {
		y, m, dd := d.Civil()
		if wy, wm, wd := at.Date(); y != wy || m != wm || dd != wd || d.Weekday() != at.Weekday() {
			t.Fatalf("day %d is %d-%d-%d and should be %v", d, y, m, dd, at)
		}
		if back, ok := caldate.Of(y, m, dd); !ok || back != d {
			t.Fatalf("day %d came back as %d", d, back)
		}
		d++
	}
	assert.Equal(t, caldate.Max, d-1)
}

func TestOf_refused(t *testing.T) {
	for _, tc := range []struct {
		y int
		m time.Month
		d int
	}{{0, 1, 1}, {10000, 1, 1}, {2025, 0, 1}, {2025, 13, 1}, {2025, 1, 0}, {2025, 1, 32}, {2025, 2, 29}, {1900, 2, 29}, {-1, 1, 1}} {
		got, ok := caldate.Of(tc.y, tc.m, tc.d)
		assert.False(t, ok, tc)
		assert.Zero(t, got)
	}
}

func TestDaysIn(t *testing.T) {
	for y, feb := range map[int]int{2024: 29, 2025: 28, 1900: 28, 2000: 29} {
		assert.Equal(t, feb, caldate.DaysIn(y, time.February), y)
		total := 0
		for m := time.January; m <= time.December; m++ {
			total += caldate.DaysIn(y, m)
		}
		assert.Equal(t, 337+feb, total, y)
	}
}

func TestMonthsUntil(t *testing.T) {
	for _, tc := range []struct {
		from, to string
		want     int
	}{
		{"2025-05-31", "2026-02-28", 9},
		{"2025-05-31", "2026-02-27", 8},
		{"2025-05-31", "2025-05-31", 0},
		{"2025-05-31", "2025-06-29", 0},
		{"2025-05-31", "2025-06-30", 1},
		{"2024-02-29", "2025-02-28", 12},
		{"2024-12-31", "2025-01-01", 0},
		{"2026-02-28", "2025-05-31", -9},
		{"2026-03-15", "2026-03-10", 0},
		{"0001-01-01", "9999-12-31", 119987},
	} {
		assert.Equal(t, tc.want, day(t, tc.from).MonthsUntil(day(t, tc.to)), "%s to %s", tc.from, tc.to)
	}
}

func TestMonthsUntil_property(t *testing.T) {
	days := rapid.Int32Range(1, int32(caldate.Max))
	rapid.Check(t, func(t *rapid.T) {
		d, e := caldate.Day(days.Draw(t, "d")), caldate.Day(days.Draw(t, "e"))
		n := d.MonthsUntil(e)
		if n != -e.MonthsUntil(d) {
			t.Fatalf("%v to %v is %d months and back %d", d, e, n, e.MonthsUntil(d))
		}
		if e < d {
			return
		}
		if d.AddMonths(n) > e {
			t.Fatalf("%v and %d months is after %v", d, n, e)
		}
		if next := d.AddMonths(n + 1); next != 0 && next <= e {
			t.Fatalf("%v and one month more than %d is not after %v", d, n, e)
		}
	})
}

func TestNoDate(t *testing.T) {
	var none caldate.Day
	y, m, d := none.Civil()
	assert.Equal(t, []int{0, 0, 0}, []int{y, int(m), d})
	assert.Empty(t, none.String())
	assert.Empty(t, none.Long())
	assert.Zero(t, none.AddDays(1))
	assert.Zero(t, none.AddMonths(1))
}

// TestEdges: arithmetic that leaves the calendar gives no date and does not wrap round.
func TestEdges(t *testing.T) {
	first := caldate.Day(1)
	for _, n := range []int{1, 365, int(caldate.Max), 1 << 31, math.MaxInt} {
		assert.Zero(t, caldate.Max.AddDays(n), n)
		assert.Zero(t, first.AddDays(-n), n)
	}
	for _, n := range []int{1, 12, 12*9999 + 1, 1 << 31, math.MaxInt} {
		assert.Zero(t, caldate.Max.AddMonths(n), n)
		assert.Zero(t, first.AddMonths(-n), n)
	}
	assert.Equal(t, caldate.Max, first.AddDays(int(caldate.Max)-1))
	assert.Equal(t, day(t, "9999-12-01"), first.AddMonths(12*9999-1))
	assert.Equal(t, day(t, "0001-01-31"), caldate.Max.AddMonths(-12*9999+1))
}

func TestText(t *testing.T) {
	d := day(t, "0042-02-03")
	assert.Equal(t, "0042-02-03", d.String())
	assert.Equal(t, "28 February 2026", day(t, "2026-02-28").Long())
	_, err := caldate.Parse("2026-02-29")
	require.EqualError(t, err, "there is no date 2026-02-29")
	_, err = caldate.Parse("28.2.2026")
	require.EqualError(t, err, `"28.2.2026" is not a date; write it like 2026-03-31`)
}
