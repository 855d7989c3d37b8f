package bundle

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A text without quotes is read by rules of its own: some signs mean something at its start, and a # after a blank ends it.

// signs begins a text that YAML takes for something else unless it is in quotes.
var signs = regexp.MustCompile("^(?:[!&*|>%@`\"'\\[\\]{}#,]|[-?:](?: |$))")

// unquotable reports whether a text has to be in quotes.
func unquotable(text string) bool {
	return signs.MatchString(text) || strings.Contains(text, ": ") || strings.Contains(text, " #")
}

// inQuotes puts a text in quotes; empty where both kinds of quotes are in it, or a sign that double quotes read differently.
func inQuotes(text string) string {
	switch {
	case !strings.ContainsAny(text, `"\`):
		return `"` + text + `"`
	case !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return ""
}

// bare returns an expression that stands without quotes behind its key, all of it on one line.
func (f *file) bare(e Expr) (whole string, is bool) {
	if len(e.from) != 1 {
		return "", false
	}
	at := e.Pos(1, 1)
	if at.Line < 1 || at.Line > len(f.lines) {
		return "", false
	}
	line := []rune(f.lines[at.Line-1])
	before := string(line[:min(len(line), max(0, at.Column-1))])
	return e.Text, strings.HasSuffix(strings.TrimRight(before, " "), ":") && strings.HasPrefix(string(line[len([]rune(before)):]), e.Text)
}

// numbered is a # that people write before a number or a word, and not a comment: nothing stands between them.
var numbered = regexp.MustCompile(`^ +#[^ #]`)

// sentences are the keys that hold words for people, conditions those that hold expressions.
var (
	sentences = map[string]bool{"because": true, "en": true, "cy": true, "says": true, "source": true, "title": true, "publisher": true,
		"ref": true, "cite": true, "then": true, "unit": true, "ask": true}
	conditions = map[string]bool{"must": true, "should": true, "may": true, "when": true, "is": true, "value": true}
)

// cutAtHash tells of a text without quotes that ends at a # which looks like a part of it.
func (f *file) cutAtHash(n *yaml.Node, key, rule string, inBraces bool) {
	if !sentences[key] && !conditions[key] || n.Kind != yaml.ScalarNode || n.Style != 0 || n.Value == "" || strings.Contains(n.Value, "\n") || n.Line < 1 || n.Line > len(f.lines) {
		return
	}
	line := []rune(f.lines[n.Line-1])
	if n.Column-1 > len(line) {
		return
	}
	rest := string(line[n.Column-1:])
	after, is := strings.CutPrefix(rest, n.Value)
	if !is || !numbered.MatchString(after) {
		return
	}
	if conditions[key] && strings.Count(n.Value, "'")%2 == 0 && strings.Count(n.Value, `"`)%2 == 0 {
		return // nothing is cut off that belongs to it
	}
	message := fmt.Sprintf("a # after a blank begins a comment, so of %q only %q is left", key, n.Value)
	whole := strings.TrimRight(rest, " ")
	if quoted := inQuotes(whole); quoted != "" && !inBraces {
		f.add(f.at(n), CodeHash, rule, message, "write "+quoted+"; or, where it is a comment, put a blank after the #")
		f.mend(f.at(n), whole, quoted)
		return
	}
	f.add(f.at(n), CodeHash, rule, message, "put the whole text in quotes; or, where it is a comment, put a blank after the #")
}
