package main

import (
	"encoding/json"
	"fmt"

	"github.com/acl-beacon/beacon"
)

// schemaReport is a JSON Schema. It is the same with -json and without: what reads it is an editor.
type schemaReport struct{ json.RawMessage }

func schema(o options) (report, error) {
	switch of := append(o.args, "pack")[0]; of {
	case "pack":
		return schemaReport{beacon.Default().PackSchema()}, nil
	case "test":
		return schemaReport{beacon.Default().TestSchema()}, nil
	default:
		return nil, misuse("there are schemas of a pack and of a test, not of %q", of)
	}
}

func (r schemaReport) fine() bool { return true }

func (r schemaReport) text(p page) { fmt.Fprintf(p.out, "%s", r.RawMessage) }
