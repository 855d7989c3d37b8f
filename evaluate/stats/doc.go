// Package stats holds the statistics that small before-and-after studies need and that no kept Go library has: tests
// that are exact with ties and zeros, effect sizes with intervals, rates, comparisons of changes, interrupted series,
// synthetic controls and bootstraps. It knows nothing of what the numbers measure.
//
//	r, err := stats.SignedRank(changes, stats.Pratt)
//	if err != nil { … }                              // *InputError: which argument, which index, what to do
//	fmt.Println(r.P.TwoSided, r.P.Smallest, r.Zeros) // p, the least p that was possible, pairs without a change
//
// Every function is pure: no clock, file, global state or global randomness. A seed is an argument and is echoed in
// the result, and results do not depend on the number of processors. Arguments are never changed. Bad input gives an
// [InputError] and never a panic; nothing is dropped in silence, and pairs or units that a method cannot use are
// counted in its result. No result contains NaN or an infinity.
//
// A function refuses only what its formula cannot do. Whether a study is good enough for a claim is for its caller to
// judge; the table gives the usual limits.
//
// # Which method when
//
//	question                                     method                            minimum for a claim
//	same people, two ratings                     SignedRank, HodgesLehmann         6 changed
//	  coarse ratings, more than half unchanged   SignTest                          6 changed
//	  a mean is wanted                           SignFlip, PairedT, CohenDz        6; 15 for the t interval
//	same people, three or more ratings           Friedman; PageL for an order      4 people at 3 ratings
//	two groups of people                         RankSum, CliffDelta,              C(n1+n2, n1) >= 20
//	                                             HodgesLehmannShift, HedgesG
//	one rate                                     Wilson                            10, else "x of n"
//	two rates, different people                  NewcombeDifference, RiskRatio,    ratios: no zero cell
//	                                             OddsRatio, FisherExact
//	two rates, same people                       NewcombePaired, McNemar           6 changed
//	rates when the mix of strata changed         MantelHaenszel                    2 strata; not Reversed
//	people inside few groups                     WelchT on group means,            4 groups an arm; or 20
//	                                             PermuteTreated, WildBootstrap     arrangements
//	chosen because the first value was low       ANCOVA; RegressionToMean          5 an arm
//	comparison group, stable differences         DiD                               2 clusters an arm, df >= 4
//	  several periods                            EventStudy                        3 periods before
//	  different starting dates                   ATTGT                             5 clusters a cohort
//	one series, no comparison                    ITS                               8 points a side
//	one treated unit, many others                SyntheticControl                  19 donors, 8 periods before
//	many outcomes                                Adjust: Holm to claim, BH to screen
//	any other statistic                          Bootstrap, ClusterBootstrap       15 units, 10 clusters
//	how alike are members of a group             OneWayICC, DesignEffect           10 groups
//	how far do judges agree                      TwoWayICC                         2 judges, 6 targets
//
// # Smallest p
//
// With few observations an exact test has few outcomes: five pairs cannot reach 0.05, nor can one treated unit among
// nineteen. [PValue].Smallest says what was possible; [SmallestPaired] and [SmallestTwoGroups] say it in advance.
//
// # Two sides
//
// Exact tests report P(|T−E(T)| >= |t−E(T)|), which for symmetric distributions is the doubled smaller tail. The
// exceptions are named where they occur: [RankSum] gives both rules, [FisherExact] uses R's. Monte Carlo p-values are
// (k+1)/(B+1), never 0.
//
// # Clusters
//
// Members of one group, and years of one unit, are not independent. Give the cluster wherever a function takes
// one, or reduce each cluster to one number first. Fewer than about 4 clusters in an arm carry no standard error worth
// the name: the Satterthwaite degrees of freedom of [OLS] and [DiD] fall under 4, and [PermuteTreated] is the test
// that is left.
//
// # Regression to the mean
//
// Units chosen for a low first value improve without help, and a comparison with other units does not cure that.
// [RegressionToMean] says by how much; [ANCOVA] adjusts for it where the choice was made on the measured value.
//
// # Numbers
//
// Values are compared with a tolerance of 1 part in 10⁹ where ties matter, because 1.9−0.7 is not 1.2 in binary.
// Numbers beyond ±10⁹⁰ are refused. Exact tests run up to 1,000 observations and about a second; beyond that they
// use the approximation their documentation names and set PValue.Exact to false. Tails are taken from the accurate
// side of each distribution. Results agree with R to 10⁻⁹ or better; the cases are under testdata with their sources.
package stats
