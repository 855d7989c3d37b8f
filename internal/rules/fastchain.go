package rules

import (
	"slices"
	"unsafe"
)

// chain is tests of one record, joined by && (decided by no) or || (by yes). A test alone is a chain that no decides.
type chain struct {
	site     site
	tests    []test
	probes   []probe // of each
	all      probe   // of all together
	deciding answer
}

func newChain(deciding answer, tests ...test) *chain {
	c := &chain{site: tests[0].cell.site, tests: slices.Clone(tests), deciding: deciding}
	for i := range c.tests {
		c.probes = append(c.probes, c.tests[i].probe())
	}
	c.all = joined(c.probes, deciding)
	return c
}

// takes reports whether a test is of the chain's record.
func (c *chain) takes(t test) bool {
	of := t.cell.site
	return of.base == c.site.base && slices.Equal(of.hops, c.site.hops)
}

// joined makes one probe of some. Each is called at a place of its own, so that the processor learns where the call goes.
func joined(all []probe, deciding answer) probe {
	next := yes
	if deciding == yes {
		next = no
	}
	switch a := all[0]; len(all) {
	case 1:
		return a
	case 2:
		b := all[1]
		return func(p unsafe.Pointer) answer {
			if r := a(p); r != next {
				return r
			}
			return b(p)
		}
	case 3:
		b, c := all[1], all[2]
		return func(p unsafe.Pointer) answer {
			if r := a(p); r != next {
				return r
			}
			if r := b(p); r != next {
				return r
			}
			return c(p)
		}
	}
	a, b, c, rest := all[0], all[1], all[2], joined(all[3:], deciding)
	return func(p unsafe.Pointer) answer {
		if r := a(p); r != next {
			return r
		}
		if r := b(p); r != next {
			return r
		}
		if r := c(p); r != next {
			return r
		}
		return rest(p)
	}
}

// answer asks the tests in order until one decides.
func (c *chain) answer(f *frame) (bool, status) {
	p := c.site.at(f)
	if p != nil {
		if r := c.all(p); r != unsure {
			return r == yes, ok
		}
	}
	return c.unsure(f, p)
}

// unsure asks all tests of the record at p, nil where it is absent, when one of them has no answer: the deciding value can
// still answer the chain.
func (c *chain) unsure(f *frame, p unsafe.Pointer) (bool, status) {
	mark, s := len(f.missing), ok
	for i := range c.tests {
		t, r := &c.tests[i], unsure
		if p != nil {
			r = c.probes[i](p)
		} else if t.ask >= isSet {
			r = answerOf(!t.want) // nothing is set in an absent record
		}
		if r == c.deciding {
			f.forget(mark)
			return r == yes, ok
		} else if r == unsure {
			s = f.miss(t.cell.path)
		}
	}
	return c.deciding == no, s
}

// fused makes a closure of a test and remembers the test, for a chain to take it in.
func fused(t test) node {
	alone := newChain(no, t)
	return node{fn: alone.closure(), test: &t, chain: alone}
}

// closure is the chain as a closure. Two yes/no of one record, which is what many rules come to, take no call.
func (c *chain) closure() boolFn {
	if !c.flags() {
		return func(f *frame) (bool, status) { return c.answer(f) }
	}
	base, and := c.site.base&(maxLoops-1), c.deciding == no
	first, want := c.tests[0].offset, c.tests[0].want
	second, wantToo := c.tests[1].offset, c.tests[1].want
	return func(f *frame) (bool, status) {
		p := f.bases[base]
		if p == nil {
			return c.unsure(f, p)
		}
		if v := *(*bool)(unsafe.Add(p, first)) == want; v != and {
			return v, ok
		}
		return *(*bool)(unsafe.Add(p, second)) == wantToo, ok
	}
}

// flags reports whether the chain asks two yes/no that are always known and lie in the record a loop or the facts begin with.
func (c *chain) flags() bool {
	plain := func(t test) bool { return t.ask == isTrue && t.known == Always }
	return len(c.tests) == 2 && len(c.site.hops) == 0 && plain(c.tests[0]) && plain(c.tests[1])
}

// of reports whether the chain asks about the element that a loop stands at, and not about what it points to.
func (c *chain) of(slot int) bool { return c != nil && c.site.base == slot && len(c.site.hops) == 0 }
