package agreement

// MaxLevels is the largest number of levels that [New] accepts. Costs grow with its square, and a scale with more
// levels than this is a measurement: agreement on those is a matter for an intraclass correlation.
const MaxLevels = 255

// Ratings is who gave which level to which unit, with gaps. Make it with [New]; the zero value holds no ratings. It
// never changes, may be copied, and may be read by several goroutines.
type Ratings struct {
	levels int
	raters int
	units  []unit
}

// unit is one column of the ratings.
type unit struct {
	given []uint8   // by rater; 0 where there is no rating
	count []float64 // by level less one; whole numbers
	total int       // number of ratings
}

// New makes ratings from one row per rater and one column per unit, each entry a level in 1..levels or 0 where that
// rater did not rate that unit. The rows are copied.
//
// levels is the number q of levels a rater could have chosen, whether or not all were used: [AC], [BrennanPrediger]
// and every weighted coefficient depend on it. It lies in 2..[MaxLevels].
//
// The error is an [*InputError]: a number of levels out of range, rows of different lengths, or a level outside
// 1..levels. No raters, no units and units without a rating are all accepted; the statistics say what is undefined.
func New(levels int, rows [][]int) (Ratings, error) {
	if levels < 2 || levels > MaxLevels {
		return Ratings{}, &InputError{Problem: LevelsOutOfRange, Rater: -1, Unit: -1, Value: levels, Want: MaxLevels}
	}
	if err := check(levels, rows); err != nil {
		return Ratings{}, err
	}
	r := Ratings{levels: levels, raters: len(rows)}
	if len(rows) == 0 {
		return r, nil
	}
	n := len(rows[0])
	r.units = make([]unit, n)
	given := make([]uint8, n*len(rows))
	count := make([]float64, n*levels)
	for u := range r.units {
		one := unit{given: given[u*len(rows):][:len(rows):len(rows)], count: count[u*levels:][:levels:levels]}
		for i, row := range rows {
			one.given[i] = uint8(row[u])
			if row[u] > 0 {
				one.count[row[u]-1]++
				one.total++
			}
		}
		r.units[u] = one
	}
	return r, nil
}

func check(levels int, rows [][]int) error {
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			return &InputError{Problem: RaggedRow, Rater: i, Unit: -1, Value: len(row), Want: len(rows[0])}
		}
		for u, v := range row {
			if v < 0 || v > levels {
				return &InputError{Problem: LevelOutOfRange, Rater: i, Unit: u, Value: v, Want: levels}
			}
		}
	}
	return nil
}

// Levels is the number q of levels a rater could choose from.
func (r Ratings) Levels() int { return r.levels }

// Raters is the number of rows, whether or not they hold a rating.
func (r Ratings) Raters() int { return r.raters }

// Units is the number of columns, whether or not they hold a rating.
func (r Ratings) Units() int { return len(r.units) }
