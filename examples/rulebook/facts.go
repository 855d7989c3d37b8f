package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// situation is a file of facts: the variables of a subject, and what is asked of them where the file says so.
type situation struct {
	file  string
	told  bool // the state was asked for on the command line, not in the file
	On    string
	To    string
	Today practice.Date
	Facts map[string]json.RawMessage
}

func readFacts(file string) (situation, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return situation{file: file}, fmt.Errorf("there is no file of facts %s", file)
	}
	return parseFacts(file, data)
}

// eachFacts reads a file of facts or, of a file *.jsonl, one line after another, so that any number of them can be judged.
// What cannot be read it hands on with the error, and goes on.
func eachFacts(file string, do func(situation, error)) {
	if filepath.Ext(file) != ".jsonl" {
		do(readFacts(file))
		return
	}
	opened, err := os.Open(file)
	if err != nil {
		do(situation{file: file}, err)
		return
	}
	defer opened.Close()
	lines := bufio.NewScanner(opened)
	lines.Buffer(nil, 16<<20)
	n := 1
	for ; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) > 0 {
			do(parseFacts(fmt.Sprintf("%s:%d", file, n), lines.Bytes()))
		}
	}
	if err := lines.Err(); err != nil {
		do(situation{file: fmt.Sprintf("%s:%d", file, n)}, err)
	}
}

func parseFacts(file string, data []byte) (situation, error) {
	s := situation{file: file}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors begin a file with it
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return s, s.notJSON(data, err)
	}
	if members == nil {
		return s, fmt.Errorf("%s: the facts must be in braces, such as {\"engagement\": {…}}", file)
	}
	if _, told := members["facts"]; !told {
		s.Facts = members
		return s, nil
	}
	for name, value := range members {
		var err error
		switch name {
		case "on":
			err = json.Unmarshal(value, &s.On)
		case "to":
			err = json.Unmarshal(value, &s.To)
		case "today":
			err = json.Unmarshal(value, &s.Today)
		case "facts":
			err = json.Unmarshal(value, &s.Facts)
		default:
			return s, fmt.Errorf("%s: %q means nothing beside \"facts\"; use on, to, today and facts", file, name)
		}
		if err != nil {
			return s, fmt.Errorf("%s: %s cannot be read: %s", file, name, plain(string(value)))
		}
	}
	return s, nil
}

func (s situation) notJSON(data []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("%s: the facts must be in braces, such as {\"engagement\": {…}}", s.file)
	}
	at := max(0, min(int(syntax.Offset)-1, len(data)))
	line := 1 + bytes.Count(data[:at], []byte("\n"))
	return fmt.Errorf("%s:%d: %s", s.file, line, slip(data, at, int(syntax.Offset) >= len(data) && err.Error() == "unexpected end of JSON input"))
}

// slip says what is probably wrong with JSON at a place.
func slip(data []byte, at int, ended bool) string {
	from := at
	for from > 0 && isLetter(data[from-1]) {
		from--
	}
	to := from
	for to < len(data) && isLetter(data[to]) {
		to++
	}
	word := string(data[from:to])
	small := map[string]string{"true": "true", "yes": "true", "false": "false", "no": "false", "null": "null", "none": "null"}[strings.ToLower(word)]
	switch {
	case ended:
		return "the facts end too early: a } or ] that closes what was opened is missing, or a quotation mark at the end of a text"
	case small != "":
		return fmt.Sprintf("%s must be written %s, in small letters and without quotation marks", word, small)
	case at < len(data) && data[at] == '\'':
		return "a text stands between double quotation marks, not single ones"
	}
	return "the facts cannot be read from here on; look for a comma or a quotation mark that is missing or too much, in this line " +
		"or just before it"
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// decide judges a situation. A rule that fails while it runs is among the reasons of the decision, so it is no error.
func (l *library) decide(s situation, today practice.Date) (beacon.Decision, error) {
	v, err := l.subject(s.On)
	if err != nil {
		return beacon.Decision{}, err
	}
	if s.To != "" && !slices.Contains(v.States, s.To) {
		if len(v.States) == 0 {
			return beacon.Decision{}, misuse("%s has no states to enter; leave out %q", a(s.On), s.To)
		}
		return beacon.Decision{}, misuse("%s is never %q%s", a(s.On), s.To, didYouMean(s.To, v.States))
	}
	data, err := json.Marshal(s.Facts)
	if err != nil {
		return beacon.Decision{}, err
	}
	d, err := l.DecideJSON(s.On, s.To, data, today)
	if fault := (*beacon.EvalError)(nil); errors.As(err, &fault) {
		return d, nil
	}
	return d, s.placed(err)
}

var position = regexp.MustCompile(`/(\d+)`)

// placed says in the names that rules use where facts are at fault.
func (s situation) placed(err error) error {
	var fault *practice.DataError
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Path == "" {
		return fmt.Errorf("%s: %w", s.file, fault.Err)
	}
	at := strings.ReplaceAll(strings.TrimPrefix(position.ReplaceAllString(fault.Path, "[$1]"), "/"), "/", ".")
	return fmt.Errorf("%s: %s: %w", s.file, counting(at), fault.Err)
}

// about makes a situation one in which a rule is asked. Where nobody says which state, it is the one that the subject
// would enter, or stand in, by the rule's own list.
func (s situation) about(r beacon.RuleInfo, v beacon.Vocabulary) (situation, error) {
	if s.On != "" && s.On != r.Subject {
		return s, misuse("rule %s is about %s, not about %s", r.ID, a(r.Subject), a(s.On))
	}
	s.On = r.Subject
	if !s.told && s.To != "" && (r.Decides == "check" || r.States != nil && !slices.Contains(r.States, s.To)) {
		s.To = "" // the file is about another step; this rule is asked at its own
	}
	switch {
	case s.To != "" && r.Decides == "check":
		return s, misuse("rule %s is asked where %s stands, not on entering a state; leave out %s", r.ID, a(r.Subject), s.To)
	case s.To != "" && r.States != nil && !slices.Contains(r.States, s.To):
		return s, misuse("rule %s is not asked on entering %s; it is asked on entering %s", r.ID, s.To, or(r.States))
	case s.To != "" || r.States == nil:
		return s, nil
	case r.Decides != "check":
		s.To = r.States[0]
		return s, nil
	}
	return s.standing(v, r.States[0])
}

// standing enters a state into the document that is judged, where the facts do not have it.
func (s situation) standing(v beacon.Vocabulary, state string) (situation, error) {
	document := v.Fields[0].Path // the first variable is the document itself
	var members map[string]json.RawMessage
	if given := s.Facts[document]; given != nil && json.Unmarshal(given, &members) != nil {
		return s, nil // the engine will say what is wrong with it
	}
	for _, name := range []string{"state", "stage"} {
		known := slices.ContainsFunc(v.Fields, func(f beacon.Field) bool { return f.Path == document+"."+name })
		if !known || members[name] != nil {
			continue
		}
		full := map[string]json.RawMessage{name: json.RawMessage(`"` + state + `"`)}
		for k, m := range members {
			full[k] = m
		}
		data, err := json.Marshal(full)
		if err != nil {
			return s, err
		}
		all := map[string]json.RawMessage{document: data}
		for k, m := range s.Facts {
			if k != document {
				all[k] = m
			}
		}
		s.Facts = all
	}
	return s, nil
}
