// Package agreement measures how far raters agree who each placed units on a few ordered levels, with gaps.
//
// It knows raters, units and levels, and nothing of what they stand for. Every function is pure: no clock, no file, no
// global state. The order of raters and units does not change a digit, except in what [Bootstrap] happens to draw;
// that takes a seed and hands it back.
//
//	r, err := agreement.New(4, rows)                      // rows[rater][unit], 1..4, 0 where there is no rating
//	alpha := agreement.Alpha(r, agreement.Ordinal)        // agreement beyond chance
//	ac2 := agreement.AC(r, agreement.OrdinalWeights)      // the same, less hurt by a dominant level
//	agenda := agreement.Spreads(r)                        // which units to talk about
//	slices.SortFunc(agenda, agreement.WiderFirst)
//
// # Which statistic when
//
//   - [Spreads]: always, and first. It says which units to discuss; no coefficient does.
//   - [Alpha] with [Ordinal]: the default for several raters, ordered levels and gaps.
//   - [AC] with [OrdinalWeights] or [Quadratic]: beside alpha, whenever most ratings sit at one or two levels.
//   - [Kappa]: two raters. For more, take every pair: it shows who differs from whom.
//   - [KendallW]: do the raters order the units alike, however high or low they set the levels? Complete units only.
//   - [Fleiss]: to compare with published figures, or for its kappa by level: which level do raters recognise?
//   - [BrennanPrediger] and [PercentAgreement]: the simplest baselines, easy to explain.
//   - [Bootstrap]: an interval for any of them.
//
// # How to read a coefficient
//
// 1 is agreement on every unit. 0 is what chance would give, below 0 is less than that. What chance is, is where the
// coefficients part: ratings drawn from all those given (alpha, Fleiss), from each rater's own habits (kappa), evenly
// from the levels (Brennan–Prediger), or guesses on the hard units only (AC). Name the coefficient, the metric or
// weights, the number of levels and the number of units beside every figure.
//
// Krippendorff (2019) asks alpha to reach 0.800 before conclusions rest on ratings and 0.667 for tentative ones. Such
// marks were made for coding by trained readers. For partners who rate their own work a low figure is a reason to
// talk, and no verdict on anyone. Do not compare an alpha with an AC2, or a linear kappa with a quadratic one: on the
// same ratings they differ.
//
// # The prevalence paradox
//
// When nearly all ratings are of one level, two raters agree by habit nearly always, so alpha, Fleiss and kappa find
// little agreement beyond chance in ratings that are almost identical. Two raters who agree on eighteen units of
// twenty, all at one level, have a kappa of -0.05 and an AC1 of 0.90. Both are right, about different questions: kappa
// and alpha ask whether the raters can tell units apart, and ratings of one level cannot show it; AC asks how often
// they agree where it was not a guess. Report both. A high AC2 beside a low alpha reads: "you agree, and your units
// hardly differ". (Feinstein and Cicchetti 1990; Gwet 2008.)
//
// # Ordinal is two things
//
// The metric [Ordinal] of alpha counts the ratings that lie between two levels; the weights [OrdinalWeights] of AC
// count the levels. Software that offers "ordinal" for both gives different alphas on the same data: Krippendorff's
// 0.815 becomes 0.834. Here the two have different types and cannot be exchanged.
//
// # Gaps, and units that do not count
//
// A gap is never read as a level. Alpha and observed agreement use the units with at least two ratings; the expected
// agreement of AC and Fleiss uses those with one as well. Kappa uses the units that both rated. W alone needs every
// rater on a unit, and says how many units it left out. Results carry their counts. No method here mends gaps that
// are not by chance: if partners leave out what they find hard, every figure is too high.
//
// # Undefined is named
//
// A number that does not exist is not NaN, 0 or 1: its [Estimate] says why in State. [NoVariation] is the one to
// expect: all ratings of one level leave nothing to correct for chance, and alpha, Fleiss and kappa are then undefined
// while the observed agreement is 1. Check [Estimate.Defined] before you read Value.
//
// # Few units
//
// With a dozen or two of units the interval of [Bootstrap] is wide; that is the truth about so few. The standard errors
// of [Coefficient] are for large samples. Neither speaks of other raters: both hold raters fixed. Units that are not a
// random sample, as the topics of a rubric are not, make all of these a guide to discussion and not a test.
//
// # Cost
//
// Ratings are counted once per unit, so a coefficient costs O(units × levels²) however many raters there are; kappa
// and W look at ratings one by one, O(units × raters) at most. Nothing runs in parallel.
package agreement
