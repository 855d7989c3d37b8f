package rules

import (
	"math"
	"unsafe"
)

// within says where a whole number leads.
func (a *ask) within(v int64) spot {
	if uint64(v-a.low) <= a.span {
		return a.holds
	}
	return a.fails
}

// other puts the questions that are seldom, or take long by themselves.
func (a *ask) other(f *frame, q unsafe.Pointer) spot {
	switch at := unsafe.Add(q, a.offset); a.how {
	case askInt8:
		return a.within(int64(*(*int8)(at)))
	case askInt16:
		return a.within(int64(*(*int16)(at)))
	case askUint16:
		return a.within(int64(*(*uint16)(at)))
	case askUint32:
		return a.within(int64(*(*uint32)(at)))
	case askFloat32:
		if x := float64(*(*float32)(at)); math.Float64frombits(uint64(a.low)) <= x && x <= math.Float64frombits(a.span) {
			return a.holds
		}
		return a.fails
	case askPart:
		s := *(*string)(at)
		if s == "" && a.needed {
			return toUnsure
		}
		return a.compare(f, s)
	case askKey:
		s, there := (*(*map[string]string)(at))[a.more.key]
		switch {
		case there && a.more.test == nil:
			return a.holds
		case there:
			return a.compare(f, s)
		case a.needed:
			return toUnsure
		}
		return a.fails

	case askCount:
		return a.count(f, *(*[]byte)(at))

	case askThere:
		return a.holds
	}
	switch v, s := a.more.fn(f); {
	case s != ok:
		return toUnsure
	case v:
		return a.holds
	}
	return a.fails
}

// compare holds a text against a part.
func (a *ask) compare(f *frame, s string) spot {
	if f.budget -= int64(len(s) / textsATurn); f.budget < 0 || len(s) > a.more.most {
		return toUnsure
	}
	if a.more.test(s, a.more.part) {
		return a.holds
	}
	return a.fails
}

// loop asks the entries of a list until one decides. Every slice has the layout of a []byte; its length counts entries.
func (a *ask) loop(f *frame, list []byte) spot {
	m, b := a.more, a.more.inner
	if len(list) > m.most || int64(len(list)) > f.budget || list == nil && a.needed {
		return toUnsure
	}
	base, sets := unsafe.Pointer(unsafe.SliceData(list)), b.needs&(1<<b.slot) != 0
	for i := range len(list) {
		p := unsafe.Add(base, uintptr(i)*m.stride)
		if sets {
			f.bases[b.slot&(maxLoops-1)], f.index[b.slot&(maxLoops-1)] = p, i
		}
		if r := b.run(f, p, b.start); r == m.stops {
			return a.spent(f, i+1, a.holds)
		} else if r == unsure {
			return toUnsure
		}
	}
	return a.spent(f, len(list), a.fails)
}

// count counts the entries of a list that a filter leaves.
func (a *ask) count(f *frame, list []byte) spot {
	m, b, n := a.more, a.more.inner, int64(0)
	if len(list) > m.most || int64(len(list)) > f.budget || list == nil && a.needed {
		return toUnsure
	}
	base, sets := unsafe.Pointer(unsafe.SliceData(list)), b.needs&(1<<b.slot) != 0
	for i := range len(list) {
		p := unsafe.Add(base, uintptr(i)*m.stride)
		if sets {
			f.bases[b.slot&(maxLoops-1)], f.index[b.slot&(maxLoops-1)] = p, i
		}
		switch b.run(f, p, b.start) {
		case yes:
			n++
		case unsure:
			return toUnsure
		}
	}
	return a.spent(f, len(list), a.within(n))
}

// spent takes the turns of a loop from the budget.
func (a *ask) spent(f *frame, turns int, to spot) spot {
	if f.budget -= int64(turns); f.budget < 0 {
		return toUnsure
	}
	return to
}
