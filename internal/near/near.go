// Package near finds the name somebody probably meant.
package near

// Name returns the candidate closest to what was written, and false when none is close enough to be worth
// suggesting: more than a third of the letters (or two, in a short word) or every one of them would have to change.
func Name[S ~string](written S, candidates []S) (S, bool) {
	letters := []rune(written)
	best, bestDistance := S(""), max(2, len(letters)/3)+1
	for _, c := range candidates {
		if d := distance(letters, []rune(c)); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best, best != "" && bestDistance < len(letters)
}

// distance is the number of letters to insert, drop, change or swap with their neighbour to get from a to b.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
