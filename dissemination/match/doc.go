// Package match decides who works with whom, as well as it can be done: buddy groups, action learning sets, reciprocal
// visits, and tutors with facilitators. A coordinator does this by hand today, one pair after another, and the last ones
// get what is left. Here hard constraints hold, the total of the preferences is the highest possible, and the result says
// how that was proven, or how far from the best it may be.
//
// # Three questions
//
//   - [Assignment]: who goes where, such as tutors to facilitators with capacities. Exact at any size: five hundred tutors
//     and forty facilitators take a blink.
//   - [Grouping]: who forms a group with whom, in groups between two sizes. Twenty people are solved to the proven optimum.
//     With two hundred, groups of two to four are too; sets of six or seven come within two per cent of it.
//   - [Timetable]: who visits whom in a group and when, so that everybody makes one visit and receives one.
//
// Action learning sets of a large project are easier to prove, and kinder to reflect in, when buddies stay together: give
// their groups as [Grouping].Together.
//
// # Preferences
//
// What two people are worth to each other is a [Worth]: terms that add up, or a bar that nothing outweighs. The package
// does not know where they come from. With the rules engine, a host makes a decision point over a struct about a pair, asks
// its rules for bars and its scores for terms; examples/peers does. Nothing is built in: not that buddies teach the same
// subject, which participants found needless (J-38), nor that a facilitator works in a tutor's own style, which is a
// preference and never a filter (F-14, F-15).
//
// # What is promised
//
// The same input, seed and work give the same result on any machine and any number of cores; nothing asks the clock. Work
// is counted in steps, and a context only cancels. Scores are reckoned in whole millionths, so a proof does not hang on
// rounding. Each pair comes with its terms, and whoever is left out with the reason. Input that no plan can satisfy is an
// *[InfeasibleError] that names the constraint.
//
// No person is ranked: a score belongs to a pair, and the plan is for people to change.
package match
