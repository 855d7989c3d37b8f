// Package wire is the saved form: JSON documents that say what they are, keep what they do not understand, and
// read an older version but refuse a newer one.
//
// It stands on encoding/json/v2, taken from its published mirror until every supported Go release has it in the
// standard library. That package reports the JSON path of a fault and keeps unknown members, which the
// first-generation package cannot.
package wire

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Extra keeps the JSON members that a struct does not declare, so that a document written by a newer program passes
// through this one unharmed. A struct embeds a pointer to it: where nothing is unknown it stays nil, and then the
// first-generation JSON package, which does not know what embedding means here, does not show it either.
type Extra struct {
	Unknown jsontext.Value `json:",embed"`
}

// First names the first member that was kept without being understood, and false when there is none.
func (e *Extra) First() (string, bool) {
	var members map[string]jsontext.Value
	if e == nil || len(e.Unknown) == 0 || json.Unmarshal(e.Unknown, &members) != nil || len(members) == 0 {
		return "", false
	}
	return slices.Min(slices.Collect(maps.Keys(members))), true
}

// document is the saved form of a root document: its header, then the members of T.
type document[T any] struct {
	Schema string `json:"schema"`
	Body   T      `json:",embed"`
}

// Schema is a kind of document and the steps that bring an older version up to date.
type Schema struct {
	Kind    string // such as beacon/engagement
	Version int    // the version this program writes
	// Upgrades[v] turns a document of version v into version v+1.
	Upgrades map[int]func(jsontext.Value) (jsontext.Value, error)
}

// String is the header a document of this version carries.
func (s Schema) String() string { return s.Kind + "/" + strconv.Itoa(s.Version) }

// SchemaError refuses a document of another kind or of a version this program does not know.
type SchemaError struct {
	Want Schema // what this program reads
	Got  string // what the document says it is; empty when it says nothing
	// Version is the document's version where its kind is right, else 0.
	Version int
}

// Error says what the document is, what was expected and what to do.
func (e *SchemaError) Error() string {
	switch {
	case e.Got == "":
		return fmt.Sprintf(`the document does not say what it is; its first member must be "schema": %q`, e.Want)
	case e.Version > e.Want.Version:
		return fmt.Sprintf("the document is %s version %d and this program reads up to version %d; use a newer release",
			e.Want.Kind, e.Version, e.Want.Version)
	}
	return fmt.Sprintf("the document says it is %q and %q was expected", e.Got, e.Want)
}

// DataError is a fault in the data of a document.
type DataError struct {
	Path string // RFC 6901 pointer to the member, such as /contacts/2/on; empty for the document as a whole
	Err  error
}

// Error gives the path and the fault.
func (e *DataError) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns the fault without its path.
func (e *DataError) Unwrap() error { return e.Err }

// Marshal writes v the same way every time: members in the order of the struct, map keys sorted.
func Marshal(v any) ([]byte, error) {
	return json.Marshal(v, json.Deterministic(true))
}

// Unmarshal reads data into v. A fault is a *[DataError].
func Unmarshal(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return dataError(err)
	}
	return nil
}

// UnmarshalStrict is [Unmarshal] that also refuses members v does not declare, for files that people write.
func UnmarshalStrict(data []byte, v any) error {
	if err := json.Unmarshal(data, v, json.RejectUnknownMembers(true)); err != nil {
		return dataError(err)
	}
	return nil
}

func isNull(data []byte) bool { return string(bytes.TrimSpace(data)) == "null" }

// MarshalDocument writes a root document with its header. T must have no MarshalJSON of its own.
func MarshalDocument[T any](s Schema, body T) ([]byte, error) {
	return Marshal(document[T]{s.String(), body})
}

// UnmarshalDocument reads a root document of the given schema into *to, upgrading an older version and refusing a
// newer one with a *[SchemaError]. T must have no UnmarshalJSON of its own. After a fault *to is unchanged.
func UnmarshalDocument[T any](data []byte, s Schema, to *T) error {
	if isNull(data) {
		return nil
	}
	var doc document[T]
	readErr := Unmarshal(data, &doc)
	if readErr != nil && doc.Schema == "" {
		// The fault may come before the header, and a header that refuses the document explains more.
		var head struct {
			Schema string `json:"schema"`
		}
		if Unmarshal(data, &head) != nil {
			return readErr
		}
		doc.Schema = head.Schema
	}
	version, err := s.read(doc.Schema)
	if err != nil {
		return err
	}
	if version < s.Version {
		if data, err = s.upgrade(data, version); err != nil {
			return err
		}
		doc = document[T]{}
		readErr = Unmarshal(data, &doc)
	}
	if readErr != nil {
		return readErr
	}
	*to = doc.Body
	return nil
}

func (s Schema) upgrade(data jsontext.Value, from int) (jsontext.Value, error) {
	for version := from; version < s.Version; version++ {
		up, ok := s.Upgrades[version]
		if !ok {
			return nil, &SchemaError{Want: s, Got: fmt.Sprintf("%s/%d", s.Kind, from), Version: from}
		}
		var err error
		if data, err = up(data); err != nil {
			return nil, fmt.Errorf("bringing %s/%d up to version %d: %w", s.Kind, version, version+1, err)
		}
	}
	return data, nil
}

func (s Schema) read(got string) (int, error) {
	rest, ok := strings.CutPrefix(got, s.Kind+"/")
	version, err := strconv.Atoi(rest)
	if !ok || err != nil || version < 1 || rest != strconv.Itoa(version) {
		return 0, &SchemaError{Want: s, Got: got}
	}
	if version > s.Version {
		return 0, &SchemaError{Want: s, Got: got, Version: version}
	}
	return version, nil
}

func dataError(err error) error {
	var nested *DataError
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &semantic):
		path, fault := string(semantic.JSONPointer), semantic.Err
		if errors.As(fault, &nested) {
			path, fault = path+nested.Path, nested.Err
		}
		if fault == nil || readsText(semantic.GoType) && semantic.JSONKind != '"' {
			fault = fmt.Errorf("a JSON %s stands where %s is expected", kindName(semantic.JSONKind), goName(semantic.GoType))
		}
		if errors.Is(fault, json.ErrUnknownName) {
			fault = errors.New("there is no such member")
		}
		if errors.Is(fault, strconv.ErrSyntax) || errors.Is(fault, strconv.ErrRange) {
			fault = fmt.Errorf("%s is not a whole number that fits here", semantic.JSONValue)
		}
		return &DataError{Path: path, Err: fault}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &DataError{Err: errors.New("the JSON text breaks off")}
	case errors.As(err, &syntactic):
		fault := fmt.Errorf("not valid JSON at byte %d: %w", syntactic.ByteOffset, syntactic.Err)
		return &DataError{Path: string(syntactic.JSONPointer), Err: fault}
	}
	return &DataError{Err: err}
}

func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "true or false"
	case '"':
		return "text"
	case '0':
		return "number"
	case '{':
		return "object"
	case '[':
		return "list"
	}
	return "value"
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

// readsText reports whether values of t are written as JSON text whatever they are in Go.
func readsText(t reflect.Type) bool { return t != nil && reflect.PointerTo(t).Implements(textType) }

func goName(t reflect.Type) string {
	if t == nil {
		return "something else"
	}
	if strings.HasSuffix(t.String(), "Date") {
		return "a date such as 2026-03-31"
	}
	if readsText(t) {
		return "text"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return goName(t.Elem())
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "text"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a number"
}

// Indent lays a document out for people, one member a line.
func Indent(data []byte) []byte {
	v := jsontext.Value(bytes.Clone(data))
	if err := v.Indent(jsontext.WithIndent("  ")); err != nil {
		return data
	}
	return append(v, '\n')
}
