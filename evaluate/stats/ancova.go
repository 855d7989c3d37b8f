package stats

// ANCOVAResult is the result of [ANCOVA].
type ANCOVAResult struct {
	Treated, Comparison int         // rows in each arm
	Effect              Coefficient // treated minus comparison at equal baseline, unit of the outcome
	Slope               Coefficient // change in the outcome per unit of baseline
	Clusters            int
}

// ANCOVA compares an outcome between two arms at equal baseline: the right analysis when units were chosen because
// their baseline was low, which makes raw changes, and difference in differences too, show improvement that is only
// regression to the mean.
//
// Formula: after = β0 + effect·treated + slope·before by [OLS], with the standard errors of options.
//
// Assumes that given the baseline the arms would have had the same mean, one slope for both arms, and a baseline
// measured before the treatment could act. Where arms differ in something stable that the baseline measures only
// with error, [DiD] is right and ANCOVA is not (Lord 1967).
//
// Minimum: 2 rows (and 2 clusters) in each arm and 5 in all to compute; 5 in each arm to be of use.
//
// Sources: Fisher 1932; Vickers & Altman 2001, BMJ 323:1123-1124; standard errors as [OLS].
//
// Errors: as [OLS], and TooFew for an arm.
func ANCOVA(before, after []float64, treated []bool, options FitOptions) (ANCOVAResult, error) {
	if err := numbers("before", before, 5); err != nil {
		return ANCOVAResult{}, err
	}
	if err := numbers("after", after, 5); err != nil {
		return ANCOVAResult{}, err
	}
	if err := sameLength("after", len(after), "before", len(before)); err != nil {
		return ANCOVAResult{}, err
	}
	if err := sameLength("treated", len(treated), "before", len(before)); err != nil {
		return ANCOVAResult{}, err
	}
	var r ANCOVAResult
	arm := make([]float64, len(treated))
	for i, t := range treated {
		if t {
			arm[i] = 1
			r.Treated++
		} else {
			r.Comparison++
		}
	}
	if err := twoPerArm(treated, options.Cluster); err != nil {
		return r, err
	}
	f, err := OLS(after, []Column{{"treated", arm}, {"before", before}}, options)
	if err != nil {
		return r, err
	}
	r.Effect, r.Slope, r.Clusters = f.Coefficients[1], f.Coefficients[2], f.Clusters
	return r, nil
}

// twoPerArm refuses a standard error from an arm with one cluster: it would be an estimate from a sample of one.
func twoPerArm(treated []bool, cluster []string) error {
	arms := [2]map[string]bool{{}, {}}
	rows := [2]int{}
	for i, t := range treated {
		a := 0
		if t {
			a = 1
		}
		rows[a]++
		if cluster != nil && i < len(cluster) {
			arms[a][cluster[i]] = true
		}
	}
	for a, what := range []string{"comparison cluster(s)", "treated cluster(s)"} {
		n := rows[a]
		if cluster != nil {
			n = len(arms[a])
		}
		if n < 2 {
			err := enough("treated", what, n, 2).(*InputError)
			err.Remedy = "give at least 2, or permute the treated units (PermuteTreated)"
			return err
		}
	}
	return nil
}
