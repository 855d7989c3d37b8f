package rules

import (
	"maps"
	"slices"
	"unsafe"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Map is a Go map with texts for keys, as a getter hands it out: an [Entries].
type Map interface {
	size() int
	keys() []string
	has(key string) bool
	value() ref.Val
}

// Entries makes a [Map] of a Go map.
type Entries[V bool | int | int64 | float64 | string] map[string]V

func (m Entries[V]) size() int           { return len(m) }
func (m Entries[V]) keys() []string      { return slices.Sorted(maps.Keys(m)) }
func (m Entries[V]) has(key string) bool { _, there := m[key]; return there }
func (m Entries[V]) value() ref.Val      { return types.DefaultTypeAdapter.NativeToValue(map[string]V(m)) }

// mapNode finds a map.
type mapNode struct {
	elem *Field
	at   func(*frame) (Map, status)
	cell *cell // where it lies, if it lies in memory and holds texts
}

// texts reads a map of texts to texts in memory.
func (n *mapNode) texts(f *frame) (map[string]string, status) {
	p := n.cell.at(f)
	if p == nil {
		return nil, f.miss(n.cell.path)
	}
	return *(*map[string]string)(p), ok
}

// keyed compiles membership of a key.
func (n *mapNode) keyed(key node) (node, bool) {
	k, is := key.fn.(textFn)
	if !is {
		return node{}, false
	}
	if fixed, same := key.literal.(string); same && n.cell != nil {
		of := &keyNode{cell: n.cell, key: fixed}
		return node{key: of, plan: of.plan(false), fn: boolFn(func(f *frame) (bool, status) {
			m, s := n.texts(f)
			_, there := m[fixed]
			return there, s
		})}, true
	}
	return node{fn: boolFn(strict[string, Map, bool](k, n.at, func(_ *frame, k string, m Map) (bool, status) { return m.has(k), ok }))}, true
}

// entry compiles the value of a key: m[key], or m.key where it is written so.
func (c *compiler) entry(e ast.Expr, n *mapNode, key textFn, literal any) (node, bool) {
	fixed := false
	none := c.faultAt(e, "there is no such key")
	switch n.elem.Kind {
	case Bool:
		return node{fn: boolFn(entryOf[bool](n, key, none))}, true
	case Int:
		short, long := entryOf[int](n, key, none), entryOf[int64](n, key, none)
		return node{fn: intFn(func(f *frame) (int64, status) {
			if m, s := n.at(f); s == ok {
				if _, is := m.(Entries[int64]); is {
					return long(f)
				}
			}
			v, s := short(f)
			return int64(v), s
		})}, true
	case Double:
		return node{fn: doubleFn(entryOf[float64](n, key, none))}, true
	case String:
		if n.cell != nil {
			of := &keyNode{cell: n.cell}
			if of.key, fixed = literal.(string); !fixed {
				of = nil
			}
			return node{key: of, fn: textFn(func(f *frame) (string, status) {
				k, s := key(f)
				if s != ok {
					return "", s
				}
				m, s := n.texts(f)
				if s != ok {
					return "", s
				}
				v, there := m[k]
				if !there {
					return "", f.fail(none)
				}
				return v, ok
			})}, true
		}
		return node{fn: textFn(entryOf[string](n, key, none))}, true
	}
	return node{}, false
}

// keyNode is a fixed key of a map of texts in memory, and what its text is held against.
type keyNode struct {
	cell *cell
	key  string
	test func(text, part string) bool // nil where only the key is asked for
	part string
	most int // bytes that the text may have
}

// plan is what asking for it takes; asked says that the key is asked for together with its text.
func (k *keyNode) plan(asked bool) plan { return keyPlan(k.cell, k.key, k.test, k.part, k.most, asked) }

// after plans what follows the question for the same key: whether the key is there and its text fits. It is nil where
// something else came before.
func (k *keyNode) after(before *keyNode) plan {
	if k == nil || before == nil || k.test == nil || before.test != nil || k.key != before.key || !k.cell.same(before.cell) {
		return nil
	}
	return k.plan(true)
}

// entryOf looks at the key first: what it lacks, or its fault, hides what the map lacks.
func entryOf[V bool | int | int64 | float64 | string](n *mapNode, key textFn, none error) func(*frame) (V, status) {
	return func(f *frame) (v V, s status) {
		k, s := key(f)
		if s != ok {
			return v, s
		}
		m, s := n.at(f)
		if s != ok {
			return v, s
		}
		entries, _ := m.(Entries[V])
		v, there := entries[k]
		if !there {
			return v, f.fail(none)
		}
		return v, ok
	}
}

// listed is the list of a map's keys, which is what a loop over it runs over.
func (n *mapNode) listed() *listNode {
	return &listNode{elem: textElement, at: func(f *frame) (List, status) {
		m, s := n.at(f)
		if s != ok {
			return List{}, s
		}
		keys := m.keys()
		return List{Base: unsafe.Pointer(unsafe.SliceData(keys)), Len: len(keys), Stride: unsafe.Sizeof("")}, ok
	}}
}
