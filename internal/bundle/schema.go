package bundle

import (
	"encoding/json"
	"slices"
)

// PackSchema is the JSON Schema of a pack file, for editors: every key with what it means, and the subjects, decisions
// and states there are.
func PackSchema(subjects []Subject) []byte {
	return packShape.schema("A pack of rules for Beacon", subjects)
}

// TestSchema is the JSON Schema of the tests beside a pack.
func TestSchema(subjects []Subject) []byte {
	return testShape.schema("Tests of a pack of rules for Beacon", subjects)
}

// schema writes draft 7, the newest that the usual language servers for YAML know in full.
func (s *shape) schema(title string, subjects []Subject) []byte {
	definitions := schema{}
	define(definitions, subjects)
	root := s.define(definitions)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = title
	root["definitions"] = definitions
	delete(definitions, s.name)
	b, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // it holds nothing but texts, numbers, lists and maps
	}
	return append(b, '\n')
}

// define adds the schema of a shape, and of those below it, to the definitions.
func (s *shape) define(definitions schema) schema {
	if def, done := definitions[s.name].(schema); done {
		return def
	}
	def := schema{"type": "object", "description": s.says}
	definitions[s.name] = def
	if s.others != nil {
		if s.pattern != "." {
			def["propertyNames"] = schema{"pattern": s.pattern}
		}
		def["additionalProperties"] = s.others.schema(definitions)
		return def
	}
	properties, required := schema{}, []string{}
	for _, k := range s.keys {
		is := k.is.schema(definitions)
		if _, refers := is["$ref"]; refers {
			is = schema{"allOf": []any{is}} // draft 7 heeds nothing beside a $ref
		}
		is["description"] = k.says
		properties[k.name] = is
		if k.need {
			required = append(required, k.name)
		}
	}
	def["properties"], def["additionalProperties"] = properties, false
	if len(required) > 0 {
		def["required"] = required
	}
	for k, v := range s.rest {
		def[k] = v
	}
	return def
}

func (f form) schema(definitions schema) schema {
	refer := func(s *shape) schema {
		s.define(definitions)
		return schema{"$ref": "#/definitions/" + s.name}
	}
	switch {
	case f.each != nil:
		return schema{"type": "array", "items": refer(f.each)}
	case f.one != nil && f.value != nil:
		return schema{"anyOf": []any{f.value, refer(f.one)}}
	case f.one != nil:
		return refer(f.one)
	}
	copied := schema{}
	for k, v := range f.value {
		copied[k] = v
	}
	return copied
}

// define adds the definitions that depend on what there is to judge.
func define(definitions schema, subjects []Subject) {
	var names, decides []string
	var pairs []any
	for _, s := range subjects {
		names = append(names, s.Name)
		for _, d := range s.Decides {
			if !slices.Contains(decides, d) {
				decides = append(decides, d)
			}
		}
		states := schema{"enum": append([]string{"any"}, s.States...)}
		pairs = append(pairs, schema{"type": "object", "properties": schema{s.Name: orList(states)}, "required": []string{s.Name},
			"additionalProperties": false})
	}
	definitions["subject"] = schema{"enum": names}
	definitions["decides"] = schema{"enum": decides}
	definitions["on"] = schema{"anyOf": append([]any{schema{"$ref": "#/definitions/subject"}}, pairs...)}
	// YAML reads a bare true as yes and a bare 1 as a number, and both are expressions too.
	definitions["expression"] = schema{"type": []string{"string", "boolean", "number"},
		"description": "What has to hold, in the Common Expression Language, such as engagement.ended_on <= today."}
}
