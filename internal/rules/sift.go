package rules

import (
	"math"
	"unsafe"
)

// Head is where an expression goes on for one of many values after what it begins with has been asked of all of them.
type Head int16

// Fails is the head of a value of which the expression is false.
const Fails = Head(toNo)

// Begin asks of many values, which lie one after another, what a yes/no expression begins with: question by question and not
// value by value, so that the next value is fetched while one is compared, and none waits for a guess about another. It fills
// heads, one for each value.
func (s *Session) Begin(p *Program, base unsafe.Pointer, stride uintptr, heads []Head) {
	if p.asks == nil || len(heads) > math.MaxUint16 {
		clear(heads)
		return
	}
	s.rows = s.rows[:0]
	for i := range heads {
		s.rows = append(s.rows, uint16(i))
	}
	c := column{base, stride, s.rows, heads}
	at := p.asks.start
	for at >= 0 && c.ask(&p.asks.asks[at]) {
		at++
	}
	for _, row := range c.rows {
		heads[row] = Head(at)
	}
}

// TestFrom is [Session.Test] where a head says how far the expression has been asked about the facts.
func (s *Session) TestFrom(p *Program, h Head) Truth {
	f := s.frame
	if p.asks == nil || s.stop != nil || s.left <= 0 {
		return s.Test(p)
	}
	f.missing, f.budget = f.missing[:0], min(p.budget, s.left)
	budget := f.budget
	if r := p.asks.run(f, f.bases[0], spot(h)); r != unsure {
		s.left -= budget - f.budget
		return truthOf[r]
	}
	return s.closely(p)
}

// column is one question to many values.
type column struct {
	base   unsafe.Pointer
	stride uintptr
	rows   []uint16 // the values that are not settled
	heads  []Head
}

// ask puts a question to the rows and keeps those that it does not settle. It is false where the question does not lead to an
// answer one way and to the next question the other way, or takes more than a look.
func (c *column) ask(a *ask) bool {
	var stay bool
	var settled spot
	switch {
	case a.straight == ifHolds && a.fails < 0:
		stay, settled = true, a.fails
	case a.straight == ifFails && a.holds < 0:
		stay, settled = false, a.holds
	default:
		return false
	}
	switch a.how {
	case askInt64:
		siftWhole[int64](c, a, stay, settled)
	case askOctet:
		siftWhole[uint8](c, a, stay, settled)
	case askInt32:
		siftWhole[int32](c, a, stay, settled)
	case askFloat64:
		c.numbers(a, stay, settled)
	case askText:
		c.texts(a, stay, settled)
	default:
		return false
	}
	return true
}

// siftWhole keeps the rows whose number lies within the bounds, or outside of them.
func siftWhole[T int64 | uint8 | int32](c *column, a *ask, stay bool, settled spot) {
	n, low, span := 0, a.low, a.span
	for _, row := range c.rows {
		v := int64(*(*T)(unsafe.Add(c.base, uintptr(row)*c.stride+a.offset)))
		c.heads[row] = Head(settled)
		c.rows[n] = row
		if (uint64(v-low) <= span) == stay {
			n++
		}
	}
	c.rows = c.rows[:n]
}

func (c *column) numbers(a *ask, stay bool, settled spot) {
	n, from, to := 0, math.Float64frombits(uint64(a.low)), math.Float64frombits(a.span)
	for _, row := range c.rows {
		x := *(*float64)(unsafe.Add(c.base, uintptr(row)*c.stride+a.offset))
		c.heads[row] = Head(settled)
		c.rows[n] = row
		if (from <= x && x <= to) == stay {
			n++
		}
	}
	c.rows = c.rows[:n]
}

// texts goes twice over the rows: by prints, which guesses nothing, and then over those that are likely.
func (c *column) texts(a *ask, stay bool, settled spot) {
	at := func(row uint16) string { return *(*string)(unsafe.Add(c.base, uintptr(row)*c.stride+a.offset)) }
	few := a.more.texts
	if stay && few.prints != nil {
		n := 0
		for _, row := range c.rows {
			s := at(row)
			c.heads[row] = Head(settled)
			c.rows[n] = row
			if s == "" {
				if a.needed {
					c.heads[row] = Head(toUnsure)
				} else if few.empty {
					n++
				}
				continue
			}
			if few.likely(printOf(s)) >= 0 {
				n++
			}
		}
		c.rows = c.rows[:n]
	}
	n := 0
	for _, row := range c.rows {
		s := at(row)
		c.heads[row] = Head(settled)
		c.rows[n] = row
		if s == "" && a.needed {
			c.heads[row] = Head(toUnsure)
		} else if few.has(s) == stay {
			n++
		}
	}
	c.rows = c.rows[:n]
}
