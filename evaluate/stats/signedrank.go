package stats

import "math"

// Zeros says what a signed rank test does with differences of 0.
type Zeros uint8

// The two treatments of zeros.
const (
	Pratt    Zeros = iota // rank zeros with the rest, then drop their ranks (Pratt 1959): the default for ratings
	Wilcoxon              // drop zeros before ranking (Wilcoxon 1945), as most programs do
)

// SignedRankResult is the result of [SignedRank].
type SignedRankResult struct {
	N, Zeros           int     // pairs given, and how many of them did not change
	Positive, Negative int     // pairs that rose and fell
	WPlus, WMinus      float64 // sums of the ranks of the rises and of the falls
	RankBiserial       float64 // (W+ − W−)/(W+ + W−), from −1 (all fell) to 1 (all rose); 0 when nothing changed
	Ties               bool    // whether some non-zero magnitudes are equal
	Method             Zeros   // the treatment of zeros that was used
	P                  PValue
}

// SignedRank tests by Wilcoxon's signed rank statistic whether paired differences d (later minus earlier) are
// symmetric about 0.
//
// Formula: the magnitudes |d| get midranks; W+ is the sum of the ranks of the positive differences. Given the
// magnitudes, each sign is a fair coin, and P is exact under that distribution, ties and zeros included, by a dynamic
// programme over doubled ranks. It is exact for up to 1,000 non-zero differences; beyond that (or beyond about 10⁹
// steps) the normal approximation with the variance Σr²/4 and a continuity correction of half a rank is used and
// P.Exact is false. The null distribution is symmetric, so two-sided is twice the smaller tail.
//
// Assumes independent pairs, differences symmetric about their centre, and steps of the scale that can be compared
// in size (Kornbrot 1990); where that is in doubt use [SignTest]. Magnitudes closer than 1 part in 10⁹ are ties.
//
// Minimum: one difference; 6 non-zero ones before P.TwoSided can fall under 0.05 (see [PValue].Smallest). With more
// zeros than changes lead with the sign test.
//
// Sources: Wilcoxon 1945, Biometrics Bulletin 1:80-83; Pratt 1959, JASA 54:655-667; Hollander & Wolfe 1999, ch. 3.
//
// Errors: *[InputError] for an empty d or a number that is not finite.
func SignedRank(d []float64, zeros Zeros) (SignedRankResult, error) {
	if err := numbers("d", d, 1); err != nil {
		return SignedRankResult{}, err
	}
	if zeros > Wilcoxon {
		return SignedRankResult{}, outOfRange("zeros", -1, zeros, "Pratt or Wilcoxon")
	}
	magnitude, sign := signs(d)
	r := SignedRankResult{N: len(d), Method: zeros}
	keptMagnitude, keptSign := magnitude[:0:0], sign[:0:0]
	for i, s := range sign {
		if s == 0 {
			r.Zeros++
			if zeros == Wilcoxon {
				continue
			}
		}
		keptMagnitude, keptSign = append(keptMagnitude, magnitude[i]), append(keptSign, s)
	}
	doubled, groups := midranks(keptMagnitude)
	if zeros == Pratt && r.Zeros > 0 {
		groups = groups[1:]
	}
	for _, size := range groups {
		r.Ties = r.Ties || size > 1
	}
	var weights []int
	plus, total := 0, 0
	for i, s := range keptSign {
		if s == 0 {
			continue
		}
		weights = append(weights, doubled[i])
		total += doubled[i]
		if s > 0 {
			plus += doubled[i]
			r.Positive++
		} else {
			r.Negative++
		}
	}
	r.WPlus, r.WMinus = float64(plus)/2, float64(total-plus)/2
	if total > 0 {
		r.RankBiserial = float64(2*plus-total) / float64(total)
	}
	r.P = signedRankP(weights, plus, total)
	return r, nil
}

func signedRankP(weights []int, plus, total int) PValue {
	near := min(plus, total-plus)
	if len(weights) <= maxSignTerms && signWork(weights, near) <= maxWork {
		return exactSigns(weights, plus, total)
	}
	p := normalSigns(weights, plus, total, true)
	p.Smallest = SmallestPaired(len(weights))
	return p
}

// normalSigns is the normal approximation for doubled ranks; the correction moves the statistic half a rank, which is
// one doubled unit, towards its expectation.
func normalSigns(weights []int, plus, total int, corrected bool) PValue {
	variance := 0.0
	for _, w := range weights {
		variance += float64(w) * float64(w) / 4
	}
	if variance == 0 {
		return PValue{TwoSided: 1, Greater: 1, Less: 1}
	}
	step := 0.0
	if corrected {
		step = 1
	}
	sd, dev := math.Sqrt(variance), float64(plus)-float64(total)/2
	return PValue{
		TwoSided: math.Min(1, 2*tTail((math.Abs(dev)-step)/sd, 0)),
		Greater:  tTail((dev-step)/sd, 0),
		Less:     tTail((-dev-step)/sd, 0),
	}
}
