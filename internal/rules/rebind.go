package rules

import (
	"fmt"
	"slices"
)

// With returns the point with other values of its parameters: the same ones, each of the kind it has. What was checked
// against the one goes over to the other by [Program.On], without being checked again.
func (p *Point) With(params *Record) *Point {
	params.seal(map[string]*Record{})
	return p.again(params, nil, nil)
}

// Redefine returns the point with another expression under a name that it has. The problems are those of the expression,
// or that it gives another kind of value, which what uses the name was not checked for.
func (p *Point) Redefine(name, source string) (*Point, []Problem) {
	was := p.definition(name)
	program, problems := was.program.point.Compile(source, was.program.Kind)
	if len(problems) > 0 {
		return nil, problems
	}
	if is, want := program.checked.OutputType(), was.program.checked.OutputType(); !is.IsExactType(want) {
		return nil, []Problem{{Line: 1, Column: 1, Code: CodeWrongResult,
			Message: fmt.Sprintf("this gives a %s, and a %s is expected here", typeName(is), typeName(want))}}
	}
	return p.again(p.Params, was, program), nil
}

// again makes the point anew with its names, one of which may stand for something else.
func (p *Point) again(params *Record, changed *definition, by *Program) *Point {
	more := *p
	more.Params, more.defined = params, nil
	for _, d := range p.defined {
		program := d.program
		if d == changed {
			program = by
		}
		at := more
		at.env = program.point.env // which knows the names above it
		more.defined = append(slices.Clip(more.defined), &definition{d.name, d.doc, program.On(&at)})
	}
	return &more
}

// On returns the program over a point that [Point.With] or [Point.Redefine] made of its own.
func (p *Program) On(point *Point) *Program { return point.program(p.Source, p.Kind, p.checked) }

// Definition is the expression of a name that the point has, nil when there is none.
func (p *Point) Definition(name string) *Program {
	if d := p.definition(name); d != nil {
		return d.program
	}
	return nil
}

// RestsOn reports whether the expression uses a name that its point has, itself or by another name.
func (p *Program) RestsOn(name string) bool {
	for _, d := range p.point.uses(p.checked.NativeRep().Expr()) {
		if d.name == name || d.program.RestsOn(name) {
			return true
		}
	}
	return false
}
