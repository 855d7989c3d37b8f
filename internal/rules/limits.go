package rules

// Limits bound what an expression may cost. The zero value of a field takes the default beside it.
type Limits struct {
	File    int    // bytes of one file of a pack; 1 MiB
	Length  int    // characters of one expression; 4,000
	Nesting int    // of parentheses, lists and operators while parsing; 100
	Nodes   int    // of the parsed expression; 2,000
	Loops   int    // of exists, all, filter and map inside one another; 3
	Regex   int    // size of a compiled regular expression; 500
	Cost    uint64 // of one evaluation: turns of its loops, and in the reference cel-go's units; 1,000,000
	// Decision is what all rules of one decision may cost together, in the same units; 10,000,000.
	Decision uint64
	// List is how many entries a list of the facts may have that a rule goes through; 100,000. Text is how many bytes a text
	// may have that a rule searches or makes; 65,536. Beyond either the rule fails, and so opens nothing.
	List, Text int
	// Reference evaluates everything by cel-go and nothing by the faster closures. The answers are the same; it is for
	// comparing the two.
	Reference bool
	// Shadow compares the two on a sample of the evaluations that a running service makes.
	Shadow Shadow
}

// WithDefaults fills in what limits leave open.
func WithDefaults(l Limits) Limits {
	or := func(n *int, otherwise int) {
		if *n == 0 {
			*n = otherwise
		}
	}
	or(&l.File, 1<<20)
	or(&l.List, 100_000)
	or(&l.Text, 1<<16)
	or(&l.Length, 4000)
	or(&l.Nesting, 100)
	or(&l.Nodes, 2000)
	or(&l.Loops, 3)
	or(&l.Regex, 500)
	if l.Cost == 0 {
		l.Cost = 1_000_000
	}
	if l.Decision == 0 {
		l.Decision = 10_000_000
	}
	return l
}
