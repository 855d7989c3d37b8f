package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// stepsSchema is how a file of steps names itself.
const stepsSchema = "quickstart/steps/1"

// script is what happened to one document, in order.
type script struct {
	file  string
	of    string // id of the document
	steps []step
}

// step is one thing that happened: what became known on a day, and the move that was asked for with it.
type step struct {
	at    string // JSON pointer to it
	on    practice.Date
	note  string                     // what a reader should know
	known map[string]json.RawMessage // members of the document that became known
	to    string                     // the state or stage asked for; empty asks for none
	by    string                     // the role that decides in place of the rules, with the note as its reason
	// transfer is the id of the transfer, of a practice, that moves.
	transfer string
	vary     *variation
	answers  []practice.Override // written reasons for going on against advice
}

// variation makes a changed practice a practice of its own.
type variation struct {
	Transfer string `json:"transfer"`
	As       string `json:"as"` // its id
}

// upTo returns the steps that had happened on a day.
func (s *script) upTo(today practice.Date) []step {
	if s == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.steps), func(s step) bool { return s.on.After(today) })
}

func (r *reader) script(file string) error {
	data, err := r.text(file)
	if err != nil {
		return err
	}
	s := &script{file: r.name(file)}
	var schema string
	var steps []json.RawMessage
	if err := s.members(data, "", map[string]any{"schema": &schema, "of": &s.of, "steps": &steps}); err != nil {
		return err
	}
	switch {
	case schema != stepsSchema:
		return &dataError{s.file, "/schema", fmt.Errorf("it is %q, and this program reads %q", schema, stepsSchema)}
	case s.of == "":
		return &dataError{s.file, "/of", errors.New("it is missing; give the id of the document")}
	case r.docs.scripts[s.of] != nil:
		return &dataError{s.file, "/of", fmt.Errorf("%s has the steps of %q already", r.docs.scripts[s.of].file, s.of)}
	}
	for i, raw := range steps {
		if err := s.add(raw, fmt.Sprintf("/steps/%d", i)); err != nil {
			return err
		}
	}
	r.docs.scripts[s.of] = s
	return nil
}

func (s *script) add(raw json.RawMessage, at string) error {
	st := step{at: at}
	err := s.members(raw, at, map[string]any{"on": &st.on, "note": &st.note, "known": &st.known, "to": &st.to, "by": &st.by,
		"transfer": &st.transfer, "vary": &st.vary, "answers": &st.answers})
	if err != nil {
		return err
	}
	for _, fixed := range []string{"schema", "id", "state", "stage", "history"} {
		if _, ok := st.known[fixed]; ok {
			return &dataError{s.file, at + "/known/" + fixed, errors.New(`a step does not enter this; it asks for a move under "to"`)}
		}
	}
	switch n := len(s.steps); {
	case st.on.IsZero():
		return &dataError{s.file, at + "/on", errors.New("the day is missing")}
	case n > 0 && st.on.Before(s.steps[n-1].on):
		return &dataError{s.file, at + "/on", fmt.Errorf("%s is before the step above it, of %s; put the earliest first", st.on, s.steps[n-1].on)}
	case st.by != "" && strings.TrimSpace(st.note) == "":
		return &dataError{s.file, at + "/note", errors.New("it is missing; where a person decides, give the reason here")}
	}
	for i := range st.answers {
		if st.answers[i].On.IsZero() {
			st.answers[i].On = st.on
		}
	}
	s.steps = append(s.steps, st)
	return nil
}

// members reads an object whose every member is known.
func (s *script) members(raw json.RawMessage, at string, into map[string]any) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return inFile(s.file, at, err)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		to, ok := into[name]
		if !ok {
			return &dataError{s.file, at + "/" + name, fmt.Errorf("there is no such member; use %s", cli.And(slices.Sorted(maps.Keys(into))))}
		}
		if err := json.Unmarshal(all[name], to); err != nil {
			return inFile(s.file, at+"/"+name, err)
		}
	}
	return nil
}

// learn puts what became known into a document. The error says where in the file of steps the fault lies.
func learn[T any](s *script, st step, doc T) (T, error) {
	if len(st.known) == 0 {
		return doc, nil
	}
	data, err := json.Marshal(doc)
	var tree any
	if err == nil {
		tree, err = parseJSON(data)
	}
	if err != nil {
		return doc, inFile(s.file, st.at, err)
	}
	for _, name := range slices.Sorted(maps.Keys(st.known)) {
		member, err := parseJSON(st.known[name])
		if err != nil {
			return doc, inFile(s.file, st.at+"/known/"+name, err)
		}
		known := map[string]any{name: member}
		if path := stray(known, reflect.TypeFor[T]()); path != "" {
			return doc, &dataError{s.file, st.at + "/known" + path, errors.New("there is no such member; look for a slip in its name")}
		}
		tree = merge(tree, known)
	}
	var next T
	if data, err = json.Marshal(tree); err == nil {
		err = json.Unmarshal(data, &next)
	}
	if err != nil {
		return doc, inFile(s.file, st.at+"/known", err)
	}
	return next, nil
}

// stray returns the path of a member that a document does not have, empty when there is none. A document itself keeps such
// members, for they may be a newer program's; what people write by hand into a step is a slip.
func stray(v any, t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := v.(type) {
	case []any:
		for i, one := range v {
			if t.Kind() != reflect.Slice {
				return "" // decoding says what belongs here
			}
			if path := stray(one, t.Elem()); path != "" {
				return fmt.Sprintf("/%d%s", i, path)
			}
		}
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return ""
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			field, ok := fieldOf(t, name)
			if !ok {
				return "/" + name
			}
			if path := stray(v[name], field); path != "" {
				return "/" + name + path
			}
		}
	}
	return ""
}

// fieldOf returns the type of the field that holds a member.
func fieldOf(t reflect.Type, member string) (reflect.Type, bool) {
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name == member {
			return t.Field(i).Type, true
		}
	}
	return nil, false
}

// parseJSON reads one JSON value and keeps numbers as they are written.
func parseJSON(data []byte) (any, error) {
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return v, d.Decode(&v)
}

// merge lays b over a, member by member; null takes a member away. Of two lists whose elements have ids, each element is
// laid over the one with its id; any other list takes the place of the one before.
func merge(a, b any) any {
	switch over := b.(type) {
	case map[string]any:
		under, _ := a.(map[string]any)
		out := map[string]any{}
		maps.Copy(out, under)
		for name, v := range over {
			if v == nil {
				delete(out, name)
			} else {
				out[name] = merge(out[name], v)
			}
		}
		return out
	case []any:
		under, _ := a.([]any)
		if !haveIDs(over) || !haveIDs(under) {
			return b
		}
		out := slices.Clone(under)
		for _, v := range over {
			i := slices.IndexFunc(out, func(u any) bool { return idOf(u) == idOf(v) })
			if i < 0 {
				i, out = len(out), append(out, nil)
			}
			out[i] = merge(out[i], v)
		}
		return out
	}
	return b
}

func haveIDs(list []any) bool {
	return !slices.ContainsFunc(list, func(v any) bool { return idOf(v) == "" })
}

func idOf(v any) string {
	m, _ := v.(map[string]any)
	id, _ := m["id"].(string)
	return id
}
