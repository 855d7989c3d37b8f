package rules

import (
	"math"
	"unsafe"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// What a yes/no expression asks of memory is laid out as a branching program: questions, each with the place to go on where it
// holds and where it does not, so that one loop runs through and, or, not and if without a call through a pointer. It is an
// optimist. At the first fact that is not known, and at the first fault, it gives up, and the closures, which know what a result
// lacks and which faults another operand absorbs, start anew. Where it does come to yes or no, they would have come to the same.

// answer is what a branching program comes to.
type answer uint8

const (
	no answer = iota
	yes
	unsure // it gives up
)

// spot is where to go on: the index of a question, and below 0 an answer.
type spot int16

const (
	toNo     = ^spot(no)
	toYes    = ^spot(yes)
	toUnsure = ^spot(unsure)
)

// how a question is put.
type how uint8

const (
	askInt64   how = iota // whole numbers and pointers of 64 bits: whether they lie within bounds
	askOctet              // likewise of 8 bits, and yes/no
	askInt32              // likewise, and dates
	askFloat64            // numbers, within bounds
	askText               // whether a text is one of a few
	askInt8
	askInt16
	askUint16
	askUint32
	askFloat32
	askPart   // whether a text begins with another, ends with it or contains it
	askKey    // whether a map has a key, and then the same of its text
	askLoop   // exists and all
	askCount  // how many entries of a list a filter leaves, within bounds
	askSpan   // the days from a date until today, within bounds
	askCall   // a closure
	askEither // a closure where rules share what it asks, and otherwise a part of the program
	askThere  // nothing besides there being a record
	askFar    // nothing: the question after it is about another record
)

// ask is one question.
type ask struct {
	how          how
	far          far
	base         uint8 // which of the frame's bases, where far says so
	needed       bool  // whether it is not known while it is zero, or not in the map
	straight     straight
	holds, fails spot
	absent       spot    // where to go on if a record on the way is absent; of either the part of the program
	offset       uintptr // from the record
	hop          uintptr // of the first pointer to follow
	low          int64   // or the bits of a number
	span         uint64  // how far the highest is above the lowest, or the bits of a number
	more         *more
	_            [8]byte // so that questions begin where the processor fetches
}

// straight says that the next question is where to go on.
type straight uint8

const (
	ifHolds straight = 1 << iota
	ifFails
)

// far says how to come to the record of a question from that of the program.
type far uint8

const (
	fromBase far = 1 << iota // it starts from another record
	hops                     // there are pointers to follow
)

// more is what few questions need.
type more struct {
	hops   []uintptr // after the first
	texts  *fewTexts
	part   string
	test   func(text, part string) bool
	key    string
	inner  *branching // of loops what each entry is asked, of counts whether it counts
	most   int        // entries of a list, bytes of a text
	stride uintptr
	stops  answer // of loops the answer that ends them
	fn     boolFn
	shared *sharedPart
}

// branching is a branching program over one record.
type branching struct {
	asks   []ask
	start  spot
	slot   uint8 // of the frame's bases: the record
	needs  uint8 // the bases that have to be in the frame, a bit each
	spends bool  // whether it takes from the budget
	pair   bool  // whether it asks for the two flags to be as they should, and nothing else
	flags  [2]wanted
}

// wanted is a yes/no in the record and what it must be.
type wanted struct {
	offset uintptr
	want   bool
}

// paired notes whether the program asks of the record for two yes/no and nothing else, which is what many rules come to.
func (b *branching) paired() {
	if len(b.asks) != 2 || b.start != 0 || b.asks[1].holds == b.asks[1].fails {
		return
	}
	for i, a := range b.asks {
		on, off := a.holds, a.fails
		if b.flags[i] = (wanted{a.offset, true}); on == toNo {
			b.flags[i].want, on, off = false, off, on
		}
		if a.how != askOctet || a.low != 1 || a.span != 0 || off != toNo || on != []spot{1, toYes}[i] {
			return
		}
	}
	b.pair = true
}

// answer runs through the program from the frame's base. Where it gives up it leaves the frame as it was.
func (b *branching) answer(f *frame) answer { return b.about(f, f.bases[b.slot&(maxLoops-1)], b.start) }

// about runs through the program for a record from a place on.
func (b *branching) about(f *frame, p unsafe.Pointer, from spot) answer {
	if p == nil {
		return unsure
	}
	if !b.spends {
		return b.run(f, p, from)
	}
	budget, mark := f.budget, len(f.missing)
	r := b.run(f, p, from)
	if r == unsure {
		f.budget = budget
		f.forget(mark)
	}
	return r
}

// run is about for a record that is there. The questions that are most are put in the loop itself, and those that follow one
// another are found without waiting for where the other way leads.
func (b *branching) run(f *frame, p unsafe.Pointer, at spot) answer {
	if at < 0 {
		return answer(^at)
	}
	var v int64
	q, a := p, &b.asks[at]
	for {
		switch {
		case a.how == askInt64:
			v = *(*int64)(unsafe.Add(q, a.offset))
		case a.how == askOctet:
			v = int64(*(*uint8)(unsafe.Add(q, a.offset)))
		case a.how == askInt32:
			v = int64(*(*int32)(unsafe.Add(q, a.offset)))
		case a.how == askFloat64:
			x := *(*float64)(unsafe.Add(q, a.offset))
			if !(math.Float64frombits(uint64(a.low)) <= x && x <= math.Float64frombits(a.span)) {
				goto fails
			}
			goto holds
		case a.how == askText:
			s := *(*string)(unsafe.Add(q, a.offset))
			if s == "" && a.needed {
				return unsure
			}
			if a.more.texts.has(s) {
				goto holds
			}
			goto fails
		case a.how == askFar:
			if q = a.find(f, p); q == nil {
				at = a.absent
				goto leave
			}
			a = (*ask)(unsafe.Add(unsafe.Pointer(a), unsafe.Sizeof(ask{})))
			continue
		case a.how == askLoop:
			at = a.loop(f, *(*[]byte)(unsafe.Add(q, a.offset)))
			goto leave
		case a.how == askSpan:
			d := *(*caldate.Day)(unsafe.Add(q, a.offset))
			if d == 0 || f.today == 0 {
				return unsure
			}
			v = int64(f.today) - int64(d)
		case a.how == askEither && a.more.shared.uses.Load() < 2:
			at = a.absent
			goto leave
		default:
			at = a.other(f, q)
			goto leave
		}
		if uint64(v-a.low) > a.span {
			goto fails
		}
	holds:
		if a.straight&ifHolds == 0 {
			at = a.holds
			goto leave
		}
		q, a = p, (*ask)(unsafe.Add(unsafe.Pointer(a), unsafe.Sizeof(ask{})))
		continue
	fails:
		if a.straight&ifFails == 0 {
			at = a.fails
			goto leave
		}
		q, a = p, (*ask)(unsafe.Add(unsafe.Pointer(a), unsafe.Sizeof(ask{})))
		continue
	leave:
		if at < 0 {
			return answer(^at)
		}
		q, a = p, &b.asks[at]
	}
}

// find comes to the record that the next question is about; nil where it is absent.
func (a *ask) find(f *frame, p unsafe.Pointer) unsafe.Pointer {
	if a.far&fromBase != 0 {
		p = f.bases[a.base&(maxLoops-1)]
	}
	if p == nil || a.far&hops == 0 {
		return p
	}
	p = *(*unsafe.Pointer)(unsafe.Add(p, a.hop))
	if a.more != nil {
		return a.more.follow(p)
	}
	return p
}

func (m *more) follow(p unsafe.Pointer) unsafe.Pointer {
	for _, hop := range m.hops {
		if p == nil {
			return nil
		}
		p = *(*unsafe.Pointer)(unsafe.Add(p, hop))
	}
	return p
}
