package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/acl-beacon/beacon/practice"
)

// options are what a command line asks for.
type options struct {
	args                         []string // what is no flag
	rule, on, to, pack, severity string
	facts                        string
	today                        practice.Date // zero when not given
	json, alone, cover, dot      bool
	params                       bool
	fix, diff, write             bool
	mutants, propose             bool
	store, terms, lang           string
}

// day is the day to judge by where neither the command line nor the facts name one.
func (o options) day(ofFacts practice.Date) practice.Date {
	switch {
	case !o.today.IsZero():
		return o.today
	case !ofFacts.IsZero():
		return ofFacts
	}
	return practice.DateOf(time.Now())
}

// command is one word of the program.
type command struct {
	name  string
	usage string // what follows the name
	does  string // one line
	more  string // what the help of the command says besides
	flags string // names of its flags, besides -json
	least int    // arguments that it needs
	most  int    // and takes; below 0 is any number
	run   func(options) (report, error)
}

var commands = []command{
	{name: "new", usage: "FOLDER", does: "write a first pack of rules with comments, tests and facts, ready to edit",
		least: 1, most: 1, run: newPack},
	{name: "check", usage: "PATH…", does: "find every mistake in a pack, or say what it puts in force", flags: "alone fix",
		least: 1, most: -1, run: check,
		more: "With -fix it puts right in your files what can be put right for certain, such as = for ==, and leaves everything " +
			"else as you wrote it."},
	{name: "test", usage: "PATH… [-cover] [-mutants] [-propose]", does: "run the tests that lie beside a pack (the files *_test.yaml)",
		flags: "cover mutants propose terms alone", least: 1, most: -1, run: test,
		more: "With -propose it writes cases at the thresholds of your rules, ready to paste; whether what they expect is right, " +
			"you know. With -mutants it changes each rule, table, choice and score in one place at a time and lists the changes that no " +
			"case notices; where none can, the test file gives the reason under equivalent. " +
			"A rule counts as covered when a case that names it expects pass, and another one fail, and both hold. " +
			"It ends with 1 when a case does not hold or, with -cover, when a rule is not covered, or with -mutants, when a change goes unnoticed without a reason."},
	{name: "eval", usage: "(-rule ID | -on SUBJECT [-to STATE]) -facts FILE [PATH…]",
		does: "judge facts by one rule or by all, and say what is wrong or not recorded", flags: "rule on to facts today store terms lang alone",
		most: -1, run: eval, more: factsHelp + " With -store the decision is kept with its facts, to be asked again with replay."},
	{name: "replay", usage: "FILE [PATH…]", does: "ask a stored decision again, and say what differs", flags: "terms alone",
		least: 1, most: -1, run: replay,
		more: "FILE is what eval wrote with -store. It ends with 0 when the decision comes out as it was stored, and with 1 " +
			"when it does not."},
	{name: "explain", usage: "ID [-facts FILE] [PATH…]",
		does: "tell what a rule asks and reads or, with facts, how it came to its verdict", flags: "facts to today terms lang alone",
		least: 1, most: -1, run: explain, more: "ID may also be that of a table or a choice: with facts it says which row fits. " + factsHelp},
	{name: "list", usage: "[PATH…]", does: "list the rules in force and where each was written",
		flags: "on pack severity params alone", most: -1, run: list},
	{name: "vocabulary", usage: "[-on SUBJECT]", does: "write the page of all the names a rule can use, in Markdown",
		flags: "on", run: vocabulary},
	{name: "diff", usage: "OLD NEW [-facts FOLDER]", does: "show what changes between two packs: rules, and decisions on your facts",
		flags: "facts today terms alone", least: 2, most: 2, run: diff,
		more: "OLD or NEW may be the word none: only the packs that come with the program. The facts are all files " +
			"*.json in the folder, and every line of the files *.jsonl; each names what it is about, such as {\"on\": \"engagement\", \"to\": " +
			"\"implementing\", \"today\": \"2026-03-31\", \"facts\": {…}}. It ends with 1 when a decision changes."},
	{name: "fmt", usage: "PATH… [-d] [-w]", does: "lay the files of a pack out as all are; comments stay where they belong", flags: "d w",
		least: 1, most: -1, run: format,
		more: "Without -w nothing is written: the files that would change are listed, and it ends with 1 when there are any."},
	{name: "codes", usage: "[CODE]", does: "tell what the code of a problem means, with an example and how to put it right", most: 1,
		run: codes},
	{name: "schema", usage: "[pack | test]", does: "write the JSON Schema of a pack or of its tests, for editors", most: 1, run: schema},
	{name: "graph", usage: "[-on SUBJECT] [-dot] [PATH…]", does: "draw the states of a subject with the musts at each (Mermaid or DOT)",
		flags: "on dot alone", most: -1, run: graph},
	{name: "export", usage: "FOLDER", does: "write out the packs that come with the program, to read or copy from",
		least: 1, most: 1, run: export},
}

const factsHelp = "The facts are a file such as {\"engagement\": {\"ended_on\": \"2026-01-31\"}}, with the names that " +
	"\"rulebook vocabulary\" lists. It may say itself what it is about: {\"on\": \"engagement\", \"to\": " +
	"\"implementing\", \"today\": \"2026-03-31\", \"facts\": {…}}. What you leave out counts as not recorded."

func (c command) set(o *options) *flag.FlagSet {
	f := flag.NewFlagSet(c.name, flag.ContinueOnError)
	f.SetOutput(io.Discard) // run tells of a mistake itself
	f.BoolVar(&o.json, "json", false, "write what programs read (JSON)")
	text := func(to *string, name, means string) { f.StringVar(to, name, "", means) }
	add := map[string]func(){
		"alone": func() { f.BoolVar(&o.alone, "alone", false, "without the packs that come with the program") },
		"cover": func() {
			f.BoolVar(&o.cover, "cover", false, "also list the rules of PATH that lack a passing or a failing case")
		},
		"fix": func() { f.BoolVar(&o.fix, "fix", false, "put right in the files what can be put right for certain") },
		"d":   func() { f.BoolVar(&o.diff, "d", false, "show the lines that change") },
		"w":   func() { f.BoolVar(&o.write, "w", false, "write the files") },
		"mutants": func() {
			f.BoolVar(&o.mutants, "mutants", false, "also list the changes of a rule that no case notices")
		},
		"propose":  func() { f.BoolVar(&o.propose, "propose", false, "write cases at the thresholds of the rules instead") },
		"store":    func() { text(&o.store, "store", "the `file` to keep the decision in, with its facts") },
		"terms":    func() { text(&o.terms, "terms", "the `file` with the college's term dates and closed days (JSON)") },
		"lang":     func() { text(&o.lang, "lang", "the `language` of messages and of rules in words, en or cy") },
		"dot":      func() { f.BoolVar(&o.dot, "dot", false, "write DOT, for Graphviz, in place of Mermaid") },
		"params":   func() { f.BoolVar(&o.params, "params", false, "list the figures that a pack can set instead") },
		"rule":     func() { text(&o.rule, "rule", "`id` of the one rule to ask, such as L-36.7") },
		"on":       func() { text(&o.on, "on", "the `subject` that is judged, such as engagement") },
		"to":       func() { text(&o.to, "to", "the `state` it would enter; without it, where it stands is reviewed") },
		"pack":     func() { text(&o.pack, "pack", "only the rules of this `pack`") },
		"severity": func() { text(&o.severity, "severity", "only the rules of this `weight`: must, should or may") },
		"facts":    func() { text(&o.facts, "facts", "the `file` with the facts, or the folder of such files for diff") },
		"today": func() {
			f.Func("today", "the `date` to judge by, such as 2026-03-31 (default the present day)",
				func(s string) (err error) { o.today, err = practice.ParseDate(s); return err })
		},
	}
	for name := range strings.FieldsSeq(c.flags) {
		add[name]()
	}
	return f
}

// parse takes flags and arguments in any order.
func (c command) parse(args []string) (options, error) {
	var o options
	f := c.set(&o)
	for {
		err := f.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		} else if err != nil {
			return o, misuse("%s: %v", c.name, err)
		}
		if f.NArg() == 0 {
			break
		}
		o.args, args = append(o.args, f.Arg(0)), f.Args()[1:]
	}
	switch {
	case len(o.args) < c.least:
		return o, misuse("%s needs more than that; write: rulebook %[1]s %s", c.name, c.usage)
	case c.most >= 0 && len(o.args) > c.most:
		return o, misuse("%s cannot use %q; write: rulebook %[1]s %[3]s", c.name, o.args[c.most], c.usage)
	}
	return o, nil
}

func (c command) help(p page) {
	p.line("rulebook " + c.name + " " + c.usage)
	p.line("")
	p.para(strings.ToUpper(c.does[:1]) + c.does[1:] + ".")
	if c.more != "" {
		p.line("")
		p.para(c.more)
	}
	p.line("")
	c.set(&options{}).VisitAll(func(f *flag.Flag) {
		name, means := flag.UnquoteUsage(f)
		p.item(strings.TrimRight(fmt.Sprintf("  -%s %s", f.Name, name), " "), 20, means)
	})
}
