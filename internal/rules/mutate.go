package rules

import (
	"regexp"
	"strconv"
	"strings"
)

// Mutation is an expression changed in one place, to see whether a test notices.
type Mutation struct {
	Line, Column int // of the place, from 1
	From, To     string
	Source       string // the whole expression, changed
}

// token matches what a mutation may change, and, first, the texts in which it changes nothing.
var token = regexp.MustCompile(`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|<=|>=|==|!=|&&|\|\||<|>|!|\bexists\b|\ball\b|\b\d+(?:\.\d+)?\b`)

var flips = map[string][]string{
	"<": {"<=", ">"}, "<=": {"<", ">="}, ">": {">=", "<"}, ">=": {">", "<="}, "==": {"!="}, "!=": {"=="}, "&&": {"||"}, "||": {"&&"},
	"!": {""}, "exists": {"all"}, "all": {"exists"},
}

// Mutate changes an expression in one place at a time: it turns each comparison to its neighbour and round, swaps and with
// or and exists with all, drops each not, and moves each number by one. Not every result is an expression.
func Mutate(source string) []Mutation {
	var all []Mutation
	for _, at := range token.FindAllStringIndex(source, -1) {
		from := source[at[0]:at[1]]
		to := flips[from]
		if n, err := strconv.Atoi(from); err == nil {
			to = []string{strconv.Itoa(n + 1)}
			if n > 0 {
				to = append(to, strconv.Itoa(n-1))
			}
		} else if whole, rest, is := strings.Cut(from, "."); is {
			n, _ := strconv.Atoi(whole)
			to = []string{strconv.Itoa(n+1) + "." + rest}
		}
		for _, t := range to {
			before := source[:at[0]]
			line := strings.Count(before, "\n") + 1
			column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
			all = append(all, Mutation{line, column, from, t, before + t + source[at[1]:]})
		}
	}
	return all
}
