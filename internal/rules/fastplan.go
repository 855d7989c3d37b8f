package rules

import (
	"math"
	"reflect"
	"slices"
	"unsafe"
)

// plan lays out what a yes/no asks, before what it goes on to, and gives the spot where it begins.
type plan func(l *layout, yes, no spot) spot

// layout is a branching program being laid out, from its end.
type layout struct {
	asks   []ask
	slot   int
	needs  uint8
	spends bool
}

// mostAsks is how many questions a program may have; what is larger the closures answer.
const mostAsks = 4000

// laid lays out a program over the record in a slot; nil where it is too large.
func (p plan) laid(slot int) *branching {
	l := &layout{slot: slot}
	start := p(l, toYes, toNo)
	if len(l.asks) > mostAsks {
		return nil
	}
	start = l.turned(start)
	b := &branching{asks: l.asks, start: start, slot: uint8(slot), needs: l.needs, spends: l.spends}
	b.paired()
	return b
}

// turned puts the questions in the order in which they are asked.
func (l *layout) turned(start spot) spot {
	slices.Reverse(l.asks)
	turn := func(at *spot) {
		if *at >= 0 {
			*at = spot(len(l.asks)-1) - *at
		}
	}
	for i := range l.asks {
		a := &l.asks[i]
		turn(&a.holds)
		turn(&a.fails)
		turn(&a.absent)
		if a.holds == spot(i+1) {
			a.straight |= ifHolds
		}
		if a.fails == spot(i+1) {
			a.straight |= ifFails
		}
	}
	turn(&start)
	return start
}

func (l *layout) add(a ask) spot {
	if len(l.asks) <= mostAsks {
		l.asks = append(l.asks, a)
	}
	return spot(len(l.asks) - 1)
}

// at adds a question about what lies at a site.
func (l *layout) at(s site, offset uintptr, a ask) spot {
	a.offset = offset
	to := l.add(a)
	if s.base == l.slot && len(s.hops) == 0 {
		return to
	}
	far := ask{how: askFar, absent: a.absent}
	if s.base != l.slot {
		far.far, far.base = fromBase, uint8(s.base)
		l.needs |= 1 << s.base
	}
	if len(s.hops) > 0 {
		far.far |= hops
		far.hop = s.hops[0]
	}
	if len(s.hops) > 1 {
		far.more = &more{hops: s.hops[1:]}
	}
	return l.add(far)
}

// call adds a question that a closure answers.
func (l *layout) call(fn boolFn, yes, no spot) spot {
	l.needs, l.spends = math.MaxUint8, true
	return l.add(ask{how: askCall, holds: yes, fails: no, more: &more{fn: fn}})
}

// within takes in the needs of a program that runs inside.
func (l *layout) within(b *branching) {
	if b != nil {
		l.needs |= b.needs &^ (1 << b.slot)
		l.spends = l.spends || b.spends
	}
}

// planOf is what a compiled yes/no asks: its plan, or else its closure.
func planOf(n node) plan {
	if n.plan != nil {
		return n.plan
	}
	fn, is := n.fn.(boolFn)
	if !is {
		return nil
	}
	if v, fixed := n.literal.(bool); fixed {
		return func(_ *layout, yes, no spot) spot {
			if v {
				return yes
			}
			return no
		}
	}
	return func(l *layout, yes, no spot) spot { return l.call(fn, yes, no) }
}

// asks lays out what a yes/no asks about the record in a slot; nil where it takes nothing but a closure.
func (n node) asks(slot int) *branching {
	if n.plan == nil {
		return nil
	}
	return n.plan.laid(slot)
}

// joined plans parts one after another until one decides.
func joined(parts []plan, deciding bool) plan {
	return func(l *layout, yes, no spot) spot {
		next := yes
		if deciding {
			next = no
		}
		for i := len(parts) - 1; i >= 0; i-- {
			if deciding {
				next = parts[i](l, yes, next)
			} else {
				next = parts[i](l, next, no)
			}
		}
		return next
	}
}

func (p plan) negated() plan {
	return func(l *layout, yes, no spot) spot { return p(l, no, yes) }
}

func chosen(when, yes, other plan) plan {
	return func(l *layout, toYes, toNo spot) spot {
		return when(l, yes(l, toYes, toNo), other(l, toYes, toNo))
	}
}

// orShared plans a part that a closure answers where rules share it.
func orShared(inline plan, part *sharedPart, fn boolFn) plan {
	return func(l *layout, yes, no spot) spot {
		a := ask{how: askEither, holds: yes, fails: no, absent: inline(l, yes, no), more: &more{fn: fn, shared: part}}
		l.needs, l.spends = math.MaxUint8, true
		return l.add(a)
	}
}

// boundsAsk makes a question of bounds to a whole number.
func boundsAsk(h how, low, high int64, holds, fails spot) ask {
	return ask{how: h, low: low, span: uint64(high) - uint64(low), holds: holds, fails: fails, absent: toUnsure}
}

func floatAsk(h how, from, to float64, holds, fails spot) ask {
	return ask{how: h, low: int64(math.Float64bits(from)), span: math.Float64bits(to), holds: holds, fails: fails, absent: toUnsure}
}

var widths = map[reflect.Kind]how{reflect.Int64: askInt64, reflect.Int: machineWord, reflect.Int8: askInt8, reflect.Int16: askInt16, reflect.Int32: askInt32,
	reflect.Uint8: askOctet, reflect.Uint16: askUint16, reflect.Uint32: askUint32, reflect.Bool: askOctet, reflect.Pointer: machineWord,
	reflect.Map: machineWord, reflect.Slice: machineWord}

// machineWord is how pointers and lengths are asked.
var machineWord = func() how {
	if unsafe.Sizeof(0) == 4 {
		return askInt32
	}
	return askInt64
}()

// spanPlan asks for bounds to the days from a date in memory until today, or with back from today until it.
func spanPlan(c *cell, back bool, low, high int64, want bool) plan {
	const far = 1 << 40 // beyond any day
	low, high = min(max(low, -far), far), min(max(high, -far), far)
	if back {
		low, high = -high, -low
	}
	return func(l *layout, yes, no spot) spot {
		if !want {
			yes, no = no, yes
		}
		a := boundsAsk(askSpan, low, high, yes, no)
		if low > high {
			a = ask{how: askSpan, holds: no, fails: no, absent: toUnsure}
		}
		at := l.at(c.site, c.offset, a)
		if c.known == Flag {
			at = l.at(c.site, c.flag, boundsAsk(askOctet, 1, 1, at, toUnsure))
		}
		return at
	}
}

// loopPlan asks the entries of a list in memory; nil where it lies elsewhere.
func loopPlan(base *listNode, slot int, each plan, deciding bool) plan {
	c := base.cell
	if c == nil {
		return nil
	}
	inner := each.laid(slot) // where it takes nothing but a closure, that at least without a closure for the loop
	if inner == nil {
		return nil
	}
	return func(l *layout, yes, no spot) spot {
		l.within(inner)
		l.spends = true
		a := ask{how: askLoop, needed: c.known == NotZero, holds: yes, fails: no, absent: toUnsure,
			more: &more{inner: inner, most: base.most, stride: base.stride, stops: answerOf(deciding)}}
		if !deciding {
			a.holds, a.fails = no, yes
		}
		return c.listed(l, a)
	}
}

// countPlan puts bounds to how many entries of a list in memory a filter leaves; nil where that is not for it to say.
func countPlan(n *listNode, low, high int64, want bool) plan {
	c := n.cell
	if c == nil || n.filter == nil && n.mapped == nil || n.mapped != nil && n.mappedKnown == nil {
		return nil
	}
	inner := plan(func(l *layout, yes, no spot) spot {
		if n.mapped != nil {
			yes = n.mappedKnown(l, yes, toUnsure)
		}
		if n.filter != nil {
			yes = n.filterPlan(l, yes, no)
		}
		return yes
	}).laid(n.slot)
	if inner == nil {
		return nil
	}
	return func(l *layout, yes, no spot) spot {
		if !want {
			yes, no = no, yes
		}
		l.within(inner)
		l.spends = true
		a := boundsAsk(askCount, low, high, yes, no)
		if low > high {
			a.low, a.span, a.holds = 0, 0, no
		}
		a.needed, a.more = c.known == NotZero, &more{inner: inner, most: n.most, stride: n.stride}
		return c.listed(l, a)
	}
}

// listed adds a question about a list, after that whether it is known.
func (c *cell) listed(l *layout, a ask) spot {
	at := l.at(c.site, c.offset, a)
	if c.known == Flag {
		at = l.at(c.site, c.flag, boundsAsk(askOctet, 1, 1, at, toUnsure))
	}
	return at
}

// keyPlan asks whether a map in memory has a key, and where there is a test whether it holds of its text. A key that is not
// there is a fault of the text, unless that was asked before.
func keyPlan(c *cell, key string, test func(text, part string) bool, part string, most int, asked bool) plan {
	return func(l *layout, yes, no spot) spot {
		l.spends = l.spends || test != nil
		return c.listed(l, ask{how: askKey, needed: test != nil && !asked, holds: yes, fails: no, absent: toUnsure,
			more: &more{key: key, test: test, part: part, most: most}})
	}
}

// partPlan holds a text in memory against a part.
func partPlan(c *cell, test func(text, part string) bool, part string, most int) plan {
	return func(l *layout, yes, no spot) spot {
		l.spends = true
		return c.listed(l, ask{how: askPart, needed: c.known == NotZero, holds: yes, fails: no, absent: toUnsure,
			more: &more{test: test, part: part, most: most}})
	}
}
