package facts

import (
	"maps"
	"reflect"
	"unsafe"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/caldate"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/practice"
)

// derived lists, by type, what rules may ask that no JSON member holds because it follows from others.
var derived = func() map[reflect.Type][]*rules.Field {
	all := map[reflect.Type][]*rules.Field{}
	for _, of := range []map[reflect.Type][]*rules.Field{practiceDerived, supportDerived, jpdDerived, rubricDerived} {
		maps.Copy(all, of)
	}
	return all
}()

var practiceDerived = map[reflect.Type][]*rules.Field{
	reflect.TypeFor[practice.Practice](): {
		number("completed_stage", func(p *practice.Practice) (int, bool) { return p.CompletedStage(), true }),
		yesNo("role_fits_route", func(p *practice.Practice) (bool, bool) {
			return p.IdentifiedVia.Fits(p.IdentifierAs), p.IdentifiedVia != "" && p.IdentifierAs != ""
		}),
		yesNo("is_variation", func(p *practice.Practice) (bool, bool) { return p.IsVariation(), true }),
	},
	reflect.TypeFor[practice.Share](): {
		text("reach", func(s *practice.Share) practice.Reach { return s.Reach() }),
		// Passed on by a manager, it reached tutors whatever the channel was.
		yesNo("reached_tutors", func(s *practice.Share) (bool, bool) {
			return s.ReachedTutors(), s.ReachedTutors() || s.Reach() != ""
		}),
	},
	reflect.TypeFor[dissemination.Plan](): {
		date("first_activity_on", dissemination.Plan.FirstActivityOn, "activities[].start_on"),
		amount("days_needed", func(p *dissemination.Plan) practice.Fact[float64] { return p.DaysNeeded() }),
		amount("days_available", func(p *dissemination.Plan) practice.Fact[float64] { return p.DaysAvailable() }),
	},
	reflect.TypeFor[dissemination.Enquiry](): {
		text("performance", func(e *dissemination.Enquiry) dissemination.Band { return e.Performance() }),
		yesNo("accepted", func(e *dissemination.Enquiry) (bool, bool) {
			return e.State == dissemination.Accepted, e.State != ""
		}),
		texts("needs_stated", func(e *dissemination.Enquiry) []string { return e.NeedsStated() }),
	},
}

func number[T any](name string, of func(*T) (int, bool)) *rules.Field {
	return &rules.Field{Name: name, Kind: rules.Int, Int: func(p unsafe.Pointer) (int64, bool) {
		n, ok := of((*T)(p))
		return int64(n), ok
	}}
}

func amount[T any](name string, of func(*T) practice.Fact[float64]) *rules.Field {
	return &rules.Field{Name: name, Kind: rules.Double, Double: func(p unsafe.Pointer) (float64, bool) { return of((*T)(p)).Get() }}
}

func yesNo[T any](name string, of func(*T) (bool, bool)) *rules.Field {
	return &rules.Field{Name: name, Kind: rules.Bool, Bool: func(p unsafe.Pointer) (bool, bool) { return of((*T)(p)) }}
}

func date[T any](name string, of func(T) practice.Date, from ...string) *rules.Field {
	return &rules.Field{Name: name, Kind: rules.Date, From: from, Date: func(p unsafe.Pointer) caldate.Day {
		d := of(*(*T)(p))
		return *dayAt(unsafe.Pointer(&d))
	}}
}

func text[T any, S interface {
	~string
	Names() []string
}](name string, of func(*T) S) *rules.Field {
	var zero S
	return &rules.Field{Name: name, Kind: rules.String, Values: zero.Names(), String: func(p unsafe.Pointer) (string, bool) {
		s := of((*T)(p))
		return string(s), s != ""
	}}
}

// texts is for a list that lies in T already, such as the one of two lists that counts: it is handed out as it lies.
func texts[T any](name string, of func(*T) []string) *rules.Field {
	elem := &rules.Field{Name: name, Kind: rules.String, String: func(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }}
	return &rules.Field{Name: name, Kind: rules.ListOf, Elem: elem, List: func(p unsafe.Pointer) (rules.List, bool) {
		s := of((*T)(p))
		return rules.List{Base: unsafe.Pointer(unsafe.SliceData(s)), Len: len(s), Stride: unsafe.Sizeof("")}, true
	}}
}
