package facts

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/rules"
)

//go:embed words/*.yaml words/*/*.yaml
var wordFiles embed.FS

// word says in plain words what a field means.
type word struct {
	Is   string `yaml:"is"`
	Unit string `yaml:"unit"` // what its numbers count
	Ask  string `yaml:"ask"`  // the role that usually knows
	Fact bool   `yaml:"fact"` // about the world, so its absence says nothing
	// Least and Most are the ends of what a number can be, where there is such an end.
	Least *float64 `yaml:"least"`
	Most  *float64 `yaml:"most"`
	// From are the fields it is worked out from, where nobody enters it.
	From []string `yaml:"from"`

	names map[string]string // of the values of its closed list
	in    map[string]word   // in other languages
}

// UnmarshalYAML takes a bare text for a word that needs no more.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		w.Is = n.Value
		return nil
	}
	type plain word
	if err := n.Decode((*plain)(w)); err != nil {
		return err
	}
	named := struct{ Names map[string]string }{}
	err := n.Decode(&named)
	w.names = named.Names
	return err
}

// vocabulary is by record, then by field; the record's own word is under the empty name. In a folder below words, named by a
// language, are words in it for the same fields.
var vocabulary = sync.OnceValue(func() map[string]map[string]word {
	all := readWords("words/*.yaml")
	for _, language := range []string{"cy"} {
		for record, words := range readWords("words/" + language + "/*.yaml") {
			for field, w := range words {
				own := all[record][field]
				own.in = map[string]word{language: w}
				all[record][field] = own
			}
		}
	}
	return all
})

func readWords(pattern string) map[string]map[string]word {
	all := map[string]map[string]word{}
	names, err := fs.Glob(wordFiles, pattern)
	for _, name := range names {
		var words map[string]map[string]word
		data, readErr := wordFiles.ReadFile(name)
		if err = errors.Join(err, readErr, yaml.Unmarshal(data, &words)); err != nil {
			panic(fmt.Sprintf("%s: %v", name, err)) // compiled in, and read by the tests
		}
		maps.Copy(all, words)
	}
	return all
}

// describe puts the words to a record and its fields.
func describe(r *rules.Record) {
	words := vocabulary()[r.Name]
	r.Doc = words[""].Is
	for _, f := range r.Fields {
		w := words[f.Name]
		f.Doc, f.Unit, f.Ask, f.Fact = w.Is, w.Unit, w.Ask, w.Fact
		f.Least, f.Most = w.Least, w.Most
		f.Works = w.From
		for language, other := range w.in {
			f.DocIn = rules.Texts{language: other.Is}
			f.NamesIn = map[string]map[string]string{language: other.names}
		}
	}
}

// Means says in plain words what a member of a struct means, or the struct itself where member is empty; empty where the
// words do not have it.
func Means(t reflect.Type, member string) string { return vocabulary()[t.String()][member].Is }
