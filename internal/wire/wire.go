// Package wire is the saved form: JSON documents that say what they are, keep what they do not understand, and
// read an older version but refuse a newer one.
//
// It stands on encoding/json/v2, taken from its published mirror until every supported Go release has it in the
// standard library. That package reports the JSON path of a fault and keeps unknown members, which the
// first-generation package cannot.
package wire

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Extra, embedded in a struct, keeps the JSON members that the struct does not declare, so that a document written
// by a newer program passes through this one unharmed.
type Extra struct {
	Unknown jsontext.Value `json:",embed"`
}

// Header, embedded first in a root document, names its kind and version, such as beacon/engagement/1.
type Header struct {
	Schema string `json:"schema"`
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

// UnmarshalDocument reads a root document of the given schema into v, which must not itself call
// UnmarshalDocument. It upgrades an older version and refuses a newer one with a *[SchemaError].
func UnmarshalDocument(data []byte, s Schema, v any) error {
	var head Header
	if err := json.Unmarshal(data, &head); err != nil {
		return dataError(err)
	}
	version, err := s.read(head.Schema)
	if err != nil {
		return err
	}
	for ; version < s.Version; version++ {
		up, ok := s.Upgrades[version]
		if !ok {
			return &SchemaError{Want: s, Got: head.Schema, Version: version}
		}
		if data, err = up(data); err != nil {
			return fmt.Errorf("bringing %s/%d up to version %d: %w", s.Kind, version, version+1, err)
		}
	}
	return Unmarshal(data, v)
}

func (s Schema) read(got string) (int, error) {
	rest, ok := strings.CutPrefix(got, s.Kind+"/")
	version, err := strconv.Atoi(rest)
	if !ok || err != nil || version < 1 {
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
		if fault == nil {
			fault = fmt.Errorf("a JSON %s stands where %s is expected", kindName(semantic.JSONKind), goName(semantic.GoType))
		}
		if errors.Is(fault, json.ErrUnknownName) {
			fault = errors.New("there is no such member")
		}
		return &DataError{Path: path, Err: fault}
	case errors.As(err, &syntactic):
		fault := fmt.Errorf("not valid JSON at byte %d: %w", syntactic.ByteOffset, syntactic.Err)
		return &DataError{Path: string(syntactic.JSONPointer), Err: fault}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &DataError{Err: errors.New("the JSON text breaks off")}
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

func goName(t interface{ String() string }) string {
	name := t.String()
	switch {
	case strings.HasPrefix(name, "[]"):
		return "a list"
	case strings.Contains(name, "int"), strings.Contains(name, "float"):
		return "a number"
	case name == "bool":
		return "true or false"
	case strings.HasSuffix(name, "Date"):
		return "a date such as 2026-03-31"
	case name == "string":
		return "text"
	}
	return "an object"
}

// Indent lays a document out for people, one member a line.
func Indent(data []byte) []byte {
	v := jsontext.Value(bytes.Clone(data))
	if err := v.Indent(jsontext.WithIndent("  ")); err != nil {
		return data
	}
	return append(v, '\n')
}
