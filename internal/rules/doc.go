// Package rules evaluates expressions in the Common Expression Language over Go values, three-valued.
//
// It knows no domain. A [Record] says how a Go struct looks to an expression: named fields with getters that return
// a Go value and whether it is known. A [Point] is a set of variables; [Point.Compile] checks an expression against
// it once, and [Program.Eval] then judges any number of values. A field that is not known makes what depends on it
// unknown, in Kleene's sense, and the [Result] names it by its path.
//
// The evaluator here is cel-go, the reference. Getters give no cel-go value, so that a second evaluator can stand on
// the same ones. No cel-go type leaves the package, and no other package of the module imports cel-go.
package rules
