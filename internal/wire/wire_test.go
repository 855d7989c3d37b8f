package wire_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
)

type note struct {
	Text  string  `json:"text"`
	Size  int     `json:"size,omitzero"`
	Ratio float64 `json:"ratio,omitzero"`
	Tags  []tag   `json:"tags,omitzero"`
	Paint colour  `json:"paint,omitzero"`
	*wire.Extra
}

type tag struct {
	Name string         `json:"name"`
	On   map[string]int `json:"on,omitzero"`
	*wire.Extra
}

// notes is at its third version: the first called its text body, and the second had no size.
var notes = wire.Schema{Kind: "beacon/note", Version: 3, Upgrades: map[int]func(jsontext.Value) (jsontext.Value, error){
	1: func(v jsontext.Value) (jsontext.Value, error) {
		return change(v, func(m map[string]any) error {
			body, ok := m["body"].(string)
			if !ok {
				return &wire.DataError{Path: "/body", Err: errors.New("the text is missing")}
			}
			m["text"] = body
			delete(m, "body")
			return nil
		})
	},
	2: func(v jsontext.Value) (jsontext.Value, error) {
		return change(v, func(m map[string]any) error {
			m["size"] = len(m["text"].(string))
			return nil
		})
	},
}}

func change(v jsontext.Value, by func(map[string]any) error) (jsontext.Value, error) {
	var members map[string]any
	if err := json.Unmarshal(v, &members); err != nil {
		return nil, err
	}
	if err := by(members); err != nil {
		return nil, err
	}
	return wire.Marshal(members)
}

func read(text string) (note, error) {
	n := note{Text: "before"}
	err := wire.UnmarshalDocument([]byte(text), notes, &n)
	return n, err
}

func TestUnmarshalDocument_upgrade(t *testing.T) {
	for _, text := range []string{
		`{"schema":"beacon/note/1","body":"four","x_kept":[1]}`,
		`{"schema":"beacon/note/2","text":"four","x_kept":[1]}`,
		`{"schema":"beacon/note/3","text":"four","size":4,"x_kept":[1]}`,
	} {
		n, err := read(text)
		require.NoError(t, err)
		assert.Equal(t, "four", n.Text)
		assert.Equal(t, 4, n.Size)
		data, err := wire.MarshalDocument(notes, n)
		require.NoError(t, err)
		assert.Equal(t, `{"schema":"beacon/note/3","text":"four","size":4,"x_kept":[1]}`, string(data), "it is written as the newest version")
	}
}

// TestUnmarshalDocument_upgradeReadsOld: an older document need not fit the struct of today.
func TestUnmarshalDocument_upgradeReadsOld(t *testing.T) {
	_, err := read(`{"schema":"beacon/note/1","text":{"was":"an object"},"body":"four"}`)
	require.NoError(t, err)
}

func TestUnmarshalDocument_upgradeFails(t *testing.T) {
	n, err := read(`{"schema":"beacon/note/1","text":"no body"}`)
	require.EqualError(t, err, "bringing beacon/note/1 up to version 2: /body: the text is missing")
	var dataErr *wire.DataError
	require.ErrorAs(t, err, &dataErr)
	assert.Equal(t, note{Text: "before"}, n)

	gap := wire.Schema{Kind: "beacon/note", Version: 3, Upgrades: map[int]func(jsontext.Value) (jsontext.Value, error){1: notes.Upgrades[1]}}
	err = wire.UnmarshalDocument([]byte(`{"schema":"beacon/note/1","body":"four"}`), gap, &n)
	var schemaErr *wire.SchemaError
	require.ErrorAs(t, err, &schemaErr)
	assert.Equal(t, 1, schemaErr.Version)
	assert.Equal(t, note{Text: "before"}, n)
}

func TestUnmarshalDocument_header(t *testing.T) {
	for text, wantErr := range map[string]string{
		`{"schema":"beacon/note/4","text":1}`: "the document is beacon/note version 4 and this program reads up to version 3; use a newer release",
		`{"text":1,"schema":"beacon/note/4"}`: "the document is beacon/note version 4 and this program reads up to version 3; use a newer release",
		`{"text":"a"}`:                        `the document does not say what it is; its first member must be "schema": "beacon/note/3"`,
		`{"schema":"note/3"}`:                 `the document says it is "note/3" and "beacon/note/3" was expected`,
		`{"schema":"beacon/note/03"}`:         `the document says it is "beacon/note/03" and "beacon/note/3" was expected`,
		`{"schema":"beacon/note/-1"}`:         `the document says it is "beacon/note/-1" and "beacon/note/3" was expected`,
	} {
		n, err := read(text)
		require.EqualError(t, err, wantErr)
		var schemaErr *wire.SchemaError
		require.ErrorAs(t, err, &schemaErr)
		assert.Equal(t, note{Text: "before"}, n)
	}
}

func TestUnmarshal_faults(t *testing.T) {
	for _, tc := range []struct{ text, path, wantErr string }{
		{`{"text":1}`, "/text", "a JSON number stands where text is expected"},
		{`{"text":true}`, "/text", "a JSON true or false stands where text is expected"},
		{`{"size":"big"}`, "/size", "a JSON text stands where a number is expected"},
		{`{"size":1.5}`, "/size", "1.5 is not a whole number that fits here"},
		{`{"size":99999999999999999999}`, "/size", "99999999999999999999 is not a whole number that fits here"},
		{`{"ratio":[]}`, "/ratio", "a JSON list stands where a number is expected"},
		{`{"paint":1}`, "/paint", "a JSON number stands where text is expected"},
		{`{"paint":"grene"}`, "/paint", `"grene" is not a colour; did you mean "green"?`},
		{`{"tags":"red"}`, "/tags", "a JSON text stands where a list is expected"},
		{`{"tags":[{},"red"]}`, "/tags/1", "a JSON text stands where an object is expected"},
		{`{"tags":[{"on":[]}]}`, "/tags/0/on", "a JSON list stands where an object is expected"},
		{`{"tags":[{"on":{"a/b~c":"x"}}]}`, "/tags/0/on/a~1b~0c", "a JSON text stands where a number is expected"},
		{`{"text":"a","text":"b"}`, "/text", "not valid JSON at byte 12: duplicate object member name"},
		{`{"text":}`, "/text", "not valid JSON at byte 8: invalid character '}' at start of value"},
		{`{"text":"a"`, "", "the JSON text breaks off"},
		{`{"tags":[{"name":"re`, "", "the JSON text breaks off"},
		{`7`, "", "a JSON number stands where an object is expected"},
	} {
		t.Run(tc.text, func(t *testing.T) {
			var n note
			err := wire.Unmarshal([]byte(tc.text), &n)
			var dataErr *wire.DataError
			require.ErrorAs(t, err, &dataErr)
			assert.Equal(t, tc.path, dataErr.Path)
			require.EqualError(t, dataErr.Err, tc.wantErr)
			assert.Equal(t, strings.TrimPrefix(tc.path+": "+tc.wantErr, ": "), err.Error())
			assert.ErrorIs(t, err, dataErr.Err)
		})
	}
}

// sealed reads itself, as a fact and a root document do.
type sealed struct{ inside note }

func (s *sealed) UnmarshalJSON(data []byte) error { return wire.Unmarshal(data, &s.inside) }

// TestUnmarshal_nestedFault: the path goes on through a value that reads itself.
func TestUnmarshal_nestedFault(t *testing.T) {
	var list struct {
		Notes []sealed `json:"notes"`
	}
	err := wire.Unmarshal([]byte(`{"notes":[{"text":"a"},{"tags":[{"name":1}]}]}`), &list)
	require.EqualError(t, err, "/notes/1/tags/0/name: a JSON number stands where text is expected")
}

func TestUnmarshalStrict(t *testing.T) {
	type strict struct {
		Text string `json:"text"`
	}
	var s strict
	require.NoError(t, wire.UnmarshalStrict([]byte(`{"text":"a"}`), &s))
	require.EqualError(t, wire.UnmarshalStrict([]byte(`{"text":"a","txet":"b"}`), &s), "/txet: there is no such member")
	require.NoError(t, wire.Unmarshal([]byte(`{"text":"a","txet":"b"}`), &s))
}

// TestMarshal_stable: maps and unknown members come out the same way every time.
func TestMarshal_stable(t *testing.T) {
	n := note{Text: "a <b> & c", Tags: []tag{{Name: "x", On: map[string]int{"c": 3, "a": 1, "b": 2}}}}
	for range 50 {
		data, err := wire.Marshal(n)
		require.NoError(t, err)
		assert.Equal(t, `{"text":"a <b> & c","tags":[{"name":"x","on":{"a":1,"b":2,"c":3}}]}`, string(data))
	}
	got, err := read(`{"schema":"beacon/note/3","z":1,"text":"t","a":{"y":[ 2,1 ]},"tags":[{"name":"n","more":null}]}`)
	require.NoError(t, err)
	data, err := wire.MarshalDocument(notes, got)
	require.NoError(t, err)
	assert.Equal(t, `{"schema":"beacon/note/3","text":"t","tags":[{"name":"n","more":null}],"z":1,"a":{"y":[2,1]}}`, string(data))
}

func TestExtra_First(t *testing.T) {
	n, err := read(`{"schema":"beacon/note/3","text":"t","zeal":1,"aim":2}`)
	require.NoError(t, err)
	name, ok := n.First()
	assert.True(t, ok)
	assert.Equal(t, "aim", name)
	_, ok = (*wire.Extra)(nil).First()
	assert.False(t, ok)
}

func TestIndent(t *testing.T) {
	assert.Equal(t, "{\n  \"a\": [\n    1\n  ]\n}\n", string(wire.Indent([]byte(`{"a":[1]}`))))
	data := []byte(`{"a":`)
	assert.Equal(t, `{"a":`, string(wire.Indent(data)), "what is not JSON stays as it is")
}

type colour string

func (colour) Names() []string { return wire.Names(colour("red"), colour("amber"), colour("green")) }

func (c *colour) UnmarshalText(text []byte) error { return wire.Enum(text, c, "a colour") }

func TestEnum(t *testing.T) {
	c := colour("red")
	require.NoError(t, wire.Enum([]byte("green"), &c, "a colour"))
	assert.Equal(t, colour("green"), c)
	require.EqualError(t, wire.Enum([]byte("ambre"), &c, "a colour"), `"ambre" is not a colour; did you mean "amber"?`)
	require.EqualError(t, wire.Enum([]byte("violet"), &c, "a colour"), `"violet" is not a colour; use one of red, amber, green`)
	assert.Equal(t, colour("green"), c)
	require.NoError(t, wire.Enum(nil, &c, "a colour"))
	assert.Empty(t, c)
}
