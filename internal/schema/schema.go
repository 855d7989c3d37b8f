package schema

import (
	"bytes"
	"encoding/json"
)

// Schema is the part of JSON Schema that the saved form needs. Its members are written in the order of the fields.
type Schema struct {
	Schema      string   `json:"$schema,omitempty"`
	ID          string   `json:"$id,omitempty"`
	Ref         string   `json:"$ref,omitempty"`
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Type        Types    `json:"type,omitempty"`
	Const       string   `json:"const,omitempty"`
	Enum        []any    `json:"enum,omitempty"`
	Pattern     string   `json:"pattern,omitempty"`
	Format      string   `json:"format,omitempty"`
	Minimum     *int     `json:"minimum,omitempty"`
	Items       *Schema  `json:"items,omitempty"`
	Properties  Members  `json:"properties,omitempty"`
	Required    []string `json:"required,omitempty"`
	Additional  *Schema  `json:"additionalProperties,omitempty"`
	Defs        Members  `json:"$defs,omitempty"`
}

// Types are the JSON types that a value may have. One alone is written without a list.
type Types []string

// MarshalJSON writes a single type as text and several as a list.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// Member is one named schema.
type Member struct {
	Name   string
	Schema *Schema
}

// Members are named schemas in an order that is kept.
type Members []Member

// MarshalJSON writes the members as an object in their order.
func (m Members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, member := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(member.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(member.Schema)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
