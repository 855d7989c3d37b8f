// Package rules evaluates expressions in the Common Expression Language over Go values, three-valued.
//
// It knows no domain. A [Record] says how a Go struct looks to an expression: named fields with getters that return
// a Go value and whether it is known. A [Point] is a set of variables; [Point.Compile] checks an expression against
// it once, and [Program.Eval] then judges any number of values. A field that is not known makes what depends on it
// unknown, in Kleene's sense, and the [Result] names it by its path.
//
// There are two evaluators. cel-go is the reference: [Program.Reference]. The fast one turns the checked expression into
// typed closures over the getters and evaluates most expressions without allocating; [Program.Eval] uses it wherever it
// covers the expression, [Program.Covered]. That the two agree to the letter is held by a test over random expressions
// and random facts, and by another over the facts of every pack test.
//
// Authors are given CEL's operators, functions on texts and loops with one variable, and dates. Refused, with words for what
// to write instead, are loops with two variables and optional values: see refused.go for why.
//
// No cel-go type leaves the package, and no other package of the module imports cel-go.
package rules
