package main

import (
	"encoding/json"
	"io"
)

func writeJSON(out io.Writer, s story) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s)
}
