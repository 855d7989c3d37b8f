package beacon

import (
	"embed"
	"encoding/json"
	"path"
	"strings"
)

//go:embed practice/schema dissemination/schema dissemination/support/schema dissemination/jpd/schema rubric/schema evaluate/schema
var schemaFiles embed.FS

// Schemas returns the JSON Schemas (draft 2020-12) of the saved documents by the header that a document carries, such as
// beacon/practice/1. The same texts lie in the folder schema beside each package.
//
// What a schema accepts the decoders read, but for what no schema can say: a 29 February outside a leap year, ids that
// have to differ, what the rubric rules out.
func Schemas() map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	for _, folder := range []string{"practice", "dissemination", "dissemination/support", "dissemination/jpd", "rubric", "evaluate"} {
		files, _ := schemaFiles.ReadDir(folder + "/schema") // compiled in
		for _, file := range files {
			text, _ := schemaFiles.ReadFile(path.Join(folder, "schema", file.Name()))
			name := strings.TrimSuffix(file.Name(), ".json")
			i := strings.LastIndex(name, "-")
			all["beacon/"+name[:i]+"/"+name[i+1:]] = text
		}
	}
	return all
}
