package bundle

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The YAML library stumbles where a mistake first does harm, which is often far below it, and says so in its own words.
// A file that it cannot read is gone through again line by line for what people get wrong.

// finding is what is wrong in a line. Old and New put it right where the file can then be read.
type finding struct {
	line, column  int // from 0, the column in characters
	message, hint string
	old, new      string
}

// diagnosis goes down the lines of a file.
type diagnosis struct {
	lines  []string
	at     int
	levels []level
	opened bool // the line before has a key without a value, or a dash alone
	found  *finding
}

// level is an indentation that lines have, and whether they begin with a dash there.
type level struct {
	indent int
	dash   bool
}

var (
	keyed    = regexp.MustCompile(`^([A-Za-z_][\w.-]*):(?:\s+(.*))?$`)
	stuck    = regexp.MustCompile(`^([a-z_]+):([^\s:/].*)$`)
	textLine = regexp.MustCompile(`^[|>][+-]?\d?\s*(?:#.*)?$`)
	colon    = regexp.MustCompile(`:\s`)
)

// diagnose tells what is wrong with a file that cannot be read as YAML; false where it is none of what it knows.
func (f *file) diagnose() bool {
	d := &diagnosis{lines: f.lines}
	for ; d.at < len(d.lines) && d.found == nil; d.at++ {
		d.line()
	}
	if d.found == nil {
		return false
	}
	pos := Pos{f.name, d.found.line + 1, d.found.column + 1}
	f.add(pos, CodeYAML, "", d.found.message, d.found.hint)
	if d.found.old != d.found.new && d.readable() {
		f.mend(pos, d.found.old, d.found.new)
	}
	return true
}

// readable reports whether the file is YAML with the finding put right.
func (d *diagnosis) readable() bool {
	lines := append([]string(nil), d.lines...)
	line := []rune(lines[d.found.line])
	rest, is := strings.CutPrefix(string(line[d.found.column:]), d.found.old)
	lines[d.found.line] = string(line[:d.found.column]) + d.found.new + rest
	var node yaml.Node
	return is && safely(func() error { return yaml.Unmarshal([]byte(strings.Join(lines, "\n")), &node) }) == nil
}

// tell keeps the first finding. The column is in bytes, from 0.
func (d *diagnosis) tell(column int, message, hint, old, new string) {
	if d.found == nil {
		line := d.lines[min(d.at, len(d.lines)-1)]
		d.found = &finding{d.at, len([]rune(line[:min(column, len(line))])), message, hint, old, new}
	}
}

// line looks at one line, and at those that go on with its text.
func (d *diagnosis) line() {
	line := strings.TrimRight(d.lines[d.at], " \r")
	body := strings.TrimLeft(line, " \t")
	if body == "" || body[0] == '#' {
		return
	}
	indent := len(line) - len(body)
	if tab := strings.IndexByte(line[:indent], '\t'); tab >= 0 {
		d.tell(tab, "this line begins with a tab", "use blanks", "", "")
		return
	}
	dash := body == "-" || strings.HasPrefix(body, "- ")
	rest, in := body, indent
	if dash {
		rest = strings.TrimLeft(body[1:], " ")
		in = indent + len(body) - len(rest)
	}
	if m := stuck.FindStringSubmatch(rest); m != nil && knownKeys[m[1]] {
		d.tell(in+len(m[1]), "a blank is missing after the colon", "write "+m[1]+": "+m[2], ":", ": ")
		return
	}
	m := keyed.FindStringSubmatch(rest)
	if !dash && m == nil && !d.opened && len(d.levels) > 0 && indent > d.levels[len(d.levels)-1].indent {
		return // it goes on with the text above
	}
	d.indented(indent, dash)
	if dash && m != nil {
		d.levels = append(d.levels, level{in, false})
	}
	value, at := rest, in
	if m != nil {
		value = m[2]
		at = indent + len(body) - len(value)
	}
	d.opened = value == "" || value[0] == '#'
	if d.opened || d.found != nil {
		return
	}
	if textLine.MatchString(value) {
		d.skip(in)
		return
	}
	d.value(value, at)
}

// skip leaves out the lines below | or >.
func (d *diagnosis) skip(indent int) {
	for d.at+1 < len(d.lines) {
		next := d.lines[d.at+1]
		body := strings.TrimLeft(next, " ")
		if strings.TrimSpace(body) != "" && len(next)-len(body) <= indent {
			return
		}
		d.at++
	}
}

// indented looks at the indentation of a line that begins a key or an entry.
func (d *diagnosis) indented(indent int, dash bool) {
	before := append([]level(nil), d.levels...)
	for len(d.levels) > 0 {
		top := d.levels[len(d.levels)-1]
		below := len(d.levels) > 1 && d.levels[len(d.levels)-2].indent == indent
		if top.indent > indent || top.indent == indent && top.dash && !dash && below {
			d.levels = d.levels[:len(d.levels)-1]
			continue
		}
		break
	}
	if len(d.levels) == 0 {
		d.levels = []level{{indent, dash}}
		if len(before) > 0 {
			d.astray(indent, dash, before)
		}
		return
	}
	top := d.levels[len(d.levels)-1]
	switch {
	case top.indent == indent && top.dash == dash:
	case top.indent == indent && dash && d.opened && len(d.levels) == len(before): // a list right below its key
		d.levels = append(d.levels, level{indent, true})
	case top.indent < indent && d.opened && len(d.levels) == len(before):
		d.levels = append(d.levels, level{indent, dash})
	default:
		d.astray(indent, dash, before)
	}
}

// astray tells of a line that begins where none of its neighbours does.
func (d *diagnosis) astray(indent int, dash bool, levels []level) {
	nearest, distance := -1, 1<<30
	for i := len(levels) - 1; i >= 0; i-- {
		away := max(levels[i].indent-indent, indent-levels[i].indent)
		if levels[i].dash == dash && away < distance {
			nearest, distance = levels[i].indent, away
		}
	}
	switch {
	case nearest < 0 && dash:
		d.tell(indent, "a list begins here, and the line above has a value already", "take the dash out, or look whether the line above is meant so", "", "")
	case distance == 0 || nearest < 0:
		d.tell(indent, "this line does not fit those above it", "look whether a dash is missing before it, and how far in its neighbours begin", "", "")
	default:
		side := "further in"
		if nearest > indent {
			side = "less far in"
		}
		line := strings.TrimRight(d.lines[d.at], " \r")
		d.tell(0, fmt.Sprintf("this line begins %s %s than its neighbours", counted(distance, "blank"), side),
			"begin it with "+counted(nearest, "blank"), line, strings.Repeat(" ", nearest)+line[indent:])
	}
}

func counted(n int, word string) string {
	if n == 0 {
		return "no " + word
	}
	words := []string{"", "one", "two", "three", "four"}
	if n < len(words) {
		return words[n] + " " + plural(n, word)
	}
	return fmt.Sprintf("%d %s", n, plural(n, word))
}

// knownKeys are the keys of packs and test files.
var knownKeys = func() map[string]bool {
	all, seen := map[string]bool{}, map[*shape]bool{}
	var add func(s *shape)
	add = func(s *shape) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		for _, k := range s.keys {
			all[k.name] = true
			add(k.is.one)
			add(k.is.each)
		}
		if s.others != nil {
			add(s.others.one)
			add(s.others.each)
		}
	}
	add(packShape)
	add(testShape)
	return all
}()
