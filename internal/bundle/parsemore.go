package bundle

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (f *file) score(n *yaml.Node, pack string) (Score, bool) {
	o, ok := f.object(n, scoreShape)
	if !ok {
		return Score{}, false
	}
	s := Score{Pack: pack, Pos: f.at(n), ID: o.needText("id"), Subject: o.needText("on"), Weight: 1}
	s.Value = f.expr(o.need("value"))
	if w := o.take("weight"); w != nil {
		var err error
		if s.Weight, err = strconv.ParseFloat(w.Value, 64); err != nil {
			f.add(f.at(w), CodeBadValue, s.ID, "the weight must be a number", "")
		}
	}
	s.Because, s.Source = f.because(o), o.text("source")
	return s, s.ID != "" && !s.Value.IsZero()
}

func (f *file) choice(n *yaml.Node, pack string) (Choice, bool) {
	o, ok := f.object(n, choiceShape)
	if !ok {
		return Choice{}, false
	}
	c := Choice{Pack: pack, Pos: f.at(n), ID: o.needText("id"), Subject: o.needText("on"), Source: o.text("source")}
	for _, rn := range o.list("first") {
		ro, ok := f.object(rn, rowShape, c.ID)
		if !ok {
			continue
		}
		c.Rows = append(c.Rows, Row{When: f.expr(ro.take("when")), Then: ro.needText("then"), Because: f.because(ro), Pos: f.at(rn)})
	}
	if len(c.Rows) == 0 {
		f.add(c.Pos, CodeMissingKey, c.ID, `a choice needs rows under "first"`, "")
	}
	return c, c.ID != ""
}

func (f *file) changes(nodes []*yaml.Node, s *shape, what string) []Change {
	var all []Change
	for _, n := range nodes {
		o, ok := f.object(n, s)
		if !ok {
			continue
		}
		c := Change{Name: o.needText(what), Pos: f.at(n), Because: o.needText("because")}
		if what == "param" {
			c.Pack, c.Name, _ = strings.Cut(c.Name, ".")
		}
		if s.key("to") != nil {
			c.To = o.need("to")
		}
		if s == raiseShape {
			o.text("to")
		}
		all = append(all, c)
	}
	return all
}

func (f *file) attributes(n *yaml.Node) []Attribute {
	if n == nil {
		return nil
	}
	o, ok := f.object(n, attributesShape)
	if !ok {
		return nil
	}
	var all []Attribute
	o.entries(func(path, n *yaml.Node) {
		set, ok := f.object(n, columnSetShape)
		if !ok {
			return
		}
		set.entries(func(key, n *yaml.Node) {
			a := Attribute{Path: path.Value, Name: key.Value, Pos: f.at(key)}
			if n.Kind == yaml.ScalarNode {
				if a.Kind = kinds[n.Value]; a.Kind == 0 {
					f.suggest(f.at(n), CodeBadValue, "", `"`+n.Value+`" is not a kind of value`, n.Value, kindNames())
				}
			} else if ao, ok := f.object(n, attributeShape); ok {
				a.Kind = kinds[ao.needText("kind")]
				a.Unit, a.Says, a.Ask, a.Values = ao.text("unit"), ao.text("says"), ao.text("ask"), ao.names("values")
			}
			all = append(all, a)
		})
	})
	return all
}

func (f *file) lets(n *yaml.Node, pack string) []Let {
	if n == nil {
		return nil
	}
	o, ok := f.object(n, letsShape)
	if !ok {
		return nil
	}
	var all []Let
	o.entries(func(key, n *yaml.Node) {
		lo, ok := f.object(n, letShape, key.Value)
		if !ok {
			return
		}
		l := Let{Name: key.Value, Pack: pack, Subject: lo.needText("on"), Is: f.expr(lo.need("is")), Says: lo.text("says"),
			Pos: f.at(key), onAt: lo.place("on")}
		if !l.Is.IsZero() {
			all = append(all, l)
		}
	})
	return all
}

func (f *file) table(n *yaml.Node, pack string) (Table, bool) {
	o, ok := f.object(n, tableShape)
	if !ok {
		return Table{}, false
	}
	t := Table{Pack: pack, Pos: f.at(n), ID: o.needText("id"), Subject: o.needText("on"), Source: o.text("source"),
		Hit: o.text("hit"), onAt: o.place("on")}
	if t.Hit == "" {
		t.Hit = "unique"
	}
	if cn := o.need("columns"); cn != nil {
		if co, ok := f.object(cn, columnsShape, t.ID); ok {
			co.entries(func(key, n *yaml.Node) { t.Columns = append(t.Columns, Column{key.Value, f.expr(n), f.at(key)}) })
		}
	}
	for _, rn := range o.list("rows") {
		ro, ok := f.object(rn, tableRowShape, t.ID)
		if !ok {
			continue
		}
		row := TableRow{Then: ro.needText("then"), Because: f.because(ro), Pos: f.at(rn), Cells: map[string]*yaml.Node{}}
		if in := ro.need("if"); in != nil {
			if cells, ok := f.object(in, cellsShape, t.ID); ok {
				row.Cells, row.keys = cells.value, cells.key
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		f.add(t.Pos, CodeMissingKey, t.ID, `a table needs rows under "rows"`, "")
	}
	if on := o.take("otherwise"); on != nil {
		t.Otherwise = &TableRow{Pos: f.at(on)} // what is wrong with it is no gap
		if oo, ok := f.object(on, otherwiseShape, t.ID); ok {
			t.Otherwise = &TableRow{Then: oo.needText("then"), Because: f.because(oo), Pos: f.at(on)}
		}
	}
	return t, t.ID != "" && len(t.Columns) > 0 && len(t.Rows) > 0
}
