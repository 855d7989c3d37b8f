package bundle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/acl-beacon/beacon/internal/rules"
)

// Format is the version of the pack format that this package reads, the value of the key beacon.
const Format = 1

// Pack is one file of rules as it was written.
type Pack struct {
	ID      string
	Version string
	Source  Source
	Params  []Param
	Rules   []Rule
	Scores  []Score
	Choices []Choice

	Attributes []Attribute
	Lets       []Let
	Tables     []Table

	Disable []Change // rules of earlier packs that are switched off
	Raise   []Change // rules of earlier packs that weigh more here
	Set     []Change // parameters of earlier packs with another value

	accept map[string]Pos // codes of what is worth a look and meant so
	file   *file
	pos    Pos
}

// Source is the publication a pack's rules come from.
type Source struct {
	Title     string `json:"title,omitzero"`
	Publisher string `json:"publisher,omitzero"`
	Year      int    `json:"year,omitzero"`
	Ref       string `json:"ref,omitzero"`
	// Cite is how rules name it in short before a paragraph, such as LSC 2004.
	Cite string `json:"cite,omitzero"`
}

// paragraph puts the short name of the source before a paragraph of it. What the library itself decided is no paragraph.
func (s Source) paragraph(p string) string {
	if s.Cite == "" || p == "" || p == "design" {
		return p
	}
	return s.Cite + " " + p
}

// Param is a figure that rules use and a college may change.
type Param struct {
	Name   string
	Kind   rules.Kind
	Value  any // nil when it is not set: rules that need it sleep
	Unit   string
	Source string
	Says   string      // what it limits
	SaysIn rules.Texts // in other languages
	UnitIn rules.Texts
	Pos    Pos
}

// Rule is one rule as it was written.
type Rule struct {
	ID       string
	Pack     string
	Decides  string   // promotion, partner_filter, stage_gate or check, or a host's own point
	Subject  string   // what it judges
	States   []string // where the subject stands, or would enter; nil for anywhere on its ladder
	When     Expr     // whether it applies; zero for always
	Check    Expr     // what must hold
	Severity string   // must, should or may
	Because  map[string]Expr
	Source   string
	Ask      string
	Waivable bool
	Replaces string // pack whose rule of the same id this one takes the place of
	Pos      Pos

	decidesAt Pos
	onAt      []Pos // of the subject, then of each state
}

// Attribute is a column of a college's own: a field that documents have in this pack's rules.
type Attribute struct {
	Path      string // to the record it belongs to, such as partner or partner.provider
	Name      string
	Kind      rules.Kind
	Unit      string
	Values    []string
	Says, Ask string
	Pos       Pos
}

// Let is a part of an expression under a name.
type Let struct {
	Name    string
	Pack    string
	Subject string
	Is      Expr
	Says    string
	Pos     Pos

	onAt Pos
}

// Table is a decision table.
type Table struct {
	ID        string
	Pack      string
	Subject   string
	Hit       string // unique, first or any
	Columns   []Column
	Rows      []TableRow
	Otherwise *TableRow
	Source    string
	Pos       Pos

	onAt Pos
}

// Column is one column of a table with what it compares.
type Column struct {
	Name string
	Is   Expr
	Pos  Pos
}

// TableRow is one row of a table: a cell for each column that it says something of.
type TableRow struct {
	Cells   map[string]*yaml.Node
	keys    map[string]*yaml.Node
	Then    string
	Because map[string]Expr
	Pos     Pos

	name string // of its condition in expressions
}

// Score is one term of a ranking, such as that of possible partners.
type Score struct {
	ID      string
	Pack    string
	Subject string
	Value   Expr
	Weight  float64
	Because map[string]Expr
	Source  string
	Pos     Pos
}

// Choice picks the first row whose condition holds.
type Choice struct {
	ID      string
	Pack    string
	Subject string
	Rows    []Row
	Source  string
	Pos     Pos
}

// Row is one row of a choice. A row without a condition always holds.
type Row struct {
	When    Expr
	Then    string
	Because map[string]Expr
	Pos     Pos
}

// Change is a pack's change to an earlier one, with the reason for it.
type Change struct {
	Pack, Name string // the rule, or the pack and its parameter
	To         *yaml.Node
	Because    string
	Pos        Pos
}

// Read parses every pack in the folder: the files ending in .yaml or .yml that are not tests. The packs come in the
// order of their names, folder by folder. Places are given with label before the file's name. Problems are added to
// issues.
func Read(fsys fs.FS, label string, largest int, issues *LoadError) []*Pack {
	var packs []*Pack
	files := 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isYAML(name) || isTest(name) {
			return err
		}
		files++
		f, data, err := readFile(fsys, label, name, largest, issues)
		if err != nil || f == nil {
			return err
		}
		if root := f.parse(data); root != nil {
			if p := f.pack(root); p != nil {
				packs = append(packs, p)
			}
		}
		return nil
	})
	if err == nil && files == 0 {
		err = errors.New("there is no rule pack in this folder: no file ends in .yaml")
	}
	if err != nil {
		issues.Issues = append(issues.Issues, Issue{Pos: Pos{File: label + "."}, Code: CodeYAML, Message: err.Error()})
	}
	return packs
}

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

func isTest(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(name, path.Ext(name)), "_test")
}

// readFile reads a file that is not larger than the limit; of another it keeps nothing and says so.
func readFile(fsys fs.FS, label, name string, largest int, issues *LoadError) (*file, []byte, error) {
	opened, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	data, err := io.ReadAll(io.LimitReader(opened, int64(largest)+1))
	if err != nil {
		return nil, nil, err
	}
	if len(data) > largest {
		f := &file{name: label + name, issues: issues}
		f.add(Pos{File: f.name}, CodeTooLargeFile, "", fmt.Sprintf("the file has more than %d bytes, which is the limit", largest),
			"spread the rules over several packs")
		return nil, nil, nil
	}
	return newFile(label+name, data, issues), data, nil
}

// lineEnds makes one of what YAML takes for the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func newFile(name string, data []byte, issues *LoadError) *file {
	return &file{name: name, lines: strings.Split(lineEnds.Replace(string(data)), "\n"), issues: issues}
}
