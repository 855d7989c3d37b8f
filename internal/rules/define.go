package rules

import (
	"fmt"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// definition is an expression under a name. Others use it like a variable; what it reads, it reads from the same facts.
type definition struct {
	name    string
	doc     string
	program *Program
}

// Define returns a point that knows, besides all that p knows, a name for the value of an expression of p. Any kind of value
// can have a name. The problems are those of the expression, or of a name that is taken or is none.
func (p *Point) Define(name, doc, source string) (*Point, []Problem) {
	if why := p.nameTaken(name); why != "" {
		return nil, []Problem{{Line: 1, Column: 1, Code: CodeNameTaken, Message: fmt.Sprintf("%q %s", name, why),
			Hint: "choose another name"}}
	}
	program, problems := p.Compile(source, Bool, Int, Double, String, Date, ListOf, RecordOf)
	if len(problems) > 0 {
		return nil, problems
	}
	environment, err := p.env.Extend(cel.Variable(name, program.checked.OutputType()))
	if err != nil {
		return nil, []Problem{{Line: 1, Column: 1, Code: CodeInternal, Message: err.Error()}}
	}
	more := *p
	more.env = environment
	more.defined = append(slices.Clip(p.defined), &definition{name, doc, program})
	return &more, nil
}

// Kind is the kind of value that a defined name stands for, 0 when there is none of that name.
func (p *Point) Kind(name string) Kind {
	if d := p.definition(name); d != nil {
		return d.program.Kind
	}
	return 0
}

// DefinitionReads lists the paths that the expression of a defined name reads.
func (p *Point) DefinitionReads(name string) []string {
	if d := p.definition(name); d != nil {
		return d.program.Reads()
	}
	return nil
}

// words that the language keeps for itself.
var words = []string{"true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
	"loop", "package", "namespace", "return", "var", "void", "while", "has", "all", "exists", "exists_one", "map", "filter", "size"}

func (p *Point) nameTaken(name string) string {
	switch {
	case slices.Contains(words, name):
		return "is a word of the language"
	case name == paramsName || slices.Contains(p.Variables(), name):
		return "is the name of something else that every rule here can read"
	case slices.ContainsFunc(functions, func(f function) bool { return f.Name == name }):
		return "is the name of a function"
	}
	return ""
}

func (p *Point) definition(name string) *definition {
	for _, d := range p.defined {
		if d.name == name {
			return d
		}
	}
	return nil
}

// defined gives a definition's value on the facts of the activation. It is found once, however often it is used.
func (a *activation) defined(d *definition) ref.Val {
	if v, done := a.values[d]; done {
		return v
	}
	value, err := d.program.plainValue(a)
	if err != nil {
		// Where in the definition it failed has no place in the expression that uses it.
		value = types.NewErr("%s: %s", d.name, d.program.fault(err).Message)
	}
	if a.values == nil {
		a.values = map[*definition]ref.Val{}
	}
	a.values[d] = value
	return value
}

// uses lists the definitions that an expression names, in the order in which they were made.
func (p *Point) uses(e ast.Expr) []*definition {
	if len(p.defined) == 0 {
		return nil
	}
	named := map[string]bool{}
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.IdentKind {
			named[e.AsIdent()] = true
		}
	}))
	var all []*definition
	for _, d := range p.defined {
		if named[d.name] {
			all = append(all, d)
		}
	}
	return all
}

// Uses lists the names of the definitions that the expression uses itself.
func (p *Program) Uses() []string {
	var names []string
	for _, d := range p.point.uses(p.checked.NativeRep().Expr()) {
		names = append(names, d.name)
	}
	return names
}

// DefinitionUses lists the names that the expression of a defined name uses itself.
func (p *Point) DefinitionUses(name string) []string {
	if d := p.definition(name); d != nil {
		return d.program.Uses()
	}
	return nil
}

// definitions finds what definitions make wrong: a loop that takes the name of one, and an expression that is too large
// with all that its names stand for.
func (p *Point) definitions(a *ast.AST) []Problem {
	var problems []Problem
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.ComprehensionKind && p.definition(e.AsComprehension().IterVar()) != nil {
			at := a.SourceInfo().GetStartLocation(e.ID())
			problems = append(problems, Problem{Line: max(1, at.Line()), Column: at.Column() + 1, Code: CodeNameTaken,
				Message: fmt.Sprintf("%q has a meaning already", e.AsComprehension().IterVar()),
				Hint:    "give the variable of exists, all, filter or map another name"})
		}
	}))
	if nodes := p.size(a); len(p.defined) > 0 && nodes > p.limits.Nodes {
		problems = append(problems, Problem{Line: 1, Column: 1, Code: CodeTooLarge,
			Message: fmt.Sprintf("this expression is too large with what its names stand for: %d parts, and the limit is %d", nodes, p.limits.Nodes)})
	}
	return problems
}

// size counts the parts of an expression, and for each name it uses those that the name stands for.
func (p *Point) size(a *ast.AST) int {
	n := 0
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		n++
		if e.Kind() == ast.IdentKind {
			if d := p.definition(e.AsIdent()); d != nil {
				n += d.program.nodes
			}
		}
	}))
	return n
}

// readScope says what the names of definitions read where they stand for a field as it is; any other has no path.
func (p *Point) readScope() map[string]string {
	scope := map[string]string{}
	for _, d := range p.defined {
		path, _ := readPath(d.program.checked.NativeRep().Expr(), scope)
		scope[d.name] = path
	}
	return scope
}

// reads notes the paths of the fields that an expression reads, itself or by the names it uses.
func (p *Point) reads(e ast.Expr, found map[string]bool) {
	scope := p.readScope()
	walkReads(e, scope, found)
	for _, d := range p.uses(e) {
		if scope[d.name] == "" {
			d.program.point.reads(d.program.checked.NativeRep().Expr(), found)
		}
	}
}

// useDefinition compiles a definition in the place where its name stands.
func (c *compiler) useDefinition(d *definition, at ast.Expr) (node, bool) {
	outer := *c
	if c.within == nil {
		c.within = c.faultAt(at, d.name+": ")
	}
	of := *d.program.point
	of.Root = outer.point.Root // where an explanation looks through a mirror of the facts, so does the definition
	c.ast, c.point, c.hidden = d.program.checked.NativeRep(), &of, len(c.scope)
	defer func() { c.ast, c.point, c.hidden, c.within = outer.ast, outer.point, outer.hidden, outer.within }()
	return c.compile(c.ast.Expr())
}
