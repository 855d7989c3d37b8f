// Command rulebook is for the people who write the rules of a college: it makes a first pack, finds the mistakes in it,
// runs its tests, judges facts by it, explains each rule and shows what a change of the rules would change.
//
//	go run ./examples/rulebook help
package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"slices"
)

// The exit codes.
const (
	exitFine    = 0
	exitProblem = 1 // the rules, the facts or a test are at fault, or the answer is no
	exitMisuse  = 2 // the command line is at fault
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	var out bytes.Buffer // so that nothing is shown of a report that fails half-way
	fine, o, err := execute(args, &out)
	if err != nil && o.json && !isMisuse(err) {
		err = errors.Join(writeJSON(&out, newFailure(err)))
		fine = false
	}
	if _, writeErr := out.WriteTo(stdout); writeErr != nil {
		err = errors.Join(err, writeErr)
	}
	switch {
	case err == nil && fine:
		return exitFine
	case err == nil:
		return exitProblem
	}
	writeError(page{stderr}, err)
	if isMisuse(err) {
		return exitMisuse
	}
	return exitProblem
}

// execute runs the command that the arguments name. It reports whether all is fine.
func execute(args []string, out io.Writer) (bool, options, error) {
	if len(args) == 0 {
		return false, options{}, misuse("say what to do, such as: rulebook check my-rules")
	}
	name, rest := args[0], args[1:]
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, name) {
		if len(rest) == 0 {
			writeHelp(page{out})
			return true, options{}, nil
		}
		name, rest = rest[0], []string{"-h"}
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == name })
	if i < 0 {
		return false, options{}, misuse("there is no command %q%s", name, didYouMean(name, commandNames()))
	}
	c := commands[i]
	o, err := c.parse(rest)
	if errors.Is(err, flag.ErrHelp) {
		c.help(page{out})
		return true, o, nil
	}
	if err != nil {
		return false, o, err
	}
	r, err := c.run(o)
	if err != nil {
		return false, o, err
	}
	if o.json {
		return r.fine(), o, writeJSON(out, r)
	}
	r.text(page{out})
	return r.fine(), o, nil
}

// report is what a command found. Its fields are what -json shows.
type report interface {
	text(page)
	fine() bool // whether the exit code is 0
}

func writeHelp(p page) {
	p.line("Write, check, test and explain the rules of sharing good practice.")
	p.line("")
	p.line("  rulebook COMMAND [flags] [PATH…]")
	p.line("")
	for _, c := range commands {
		p.item("  "+c.name, 14, c.does)
	}
	p.line("")
	p.para("PATH is a folder with a rule pack. It is laid over the packs that come with the program; with -alone " +
		"it stands by itself. Several folders are laid over one another in the order you give them.")
	p.line("")
	p.para("Every command ends with 0 when all is well, with 1 when it found a problem or the answer is not yes, " +
		"and with 2 when the command line is wrong. With -json it writes what programs read.")
	p.line("")
	p.line("To begin:  rulebook new my-rules")
	p.line("To see more of a command:  rulebook help check")
}

func isMisuse(err error) bool {
	m := (*misuseError)(nil)
	return errors.As(err, &m)
}

func commandNames() []string {
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i] = c.name
	}
	return names
}

func writeError(p page, err error) {
	if load := asLoad(err); load != nil {
		writeProblems(p, load.Issues)
		return
	}
	p.item("", 0, "rulebook: "+err.Error())
	if isMisuse(err) {
		p.line("\"rulebook help\" lists the commands, \"rulebook help COMMAND\" tells more of one.")
	}
}
