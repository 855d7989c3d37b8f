package facts

import (
	"errors"
	"reflect"
	"slices"
	"strconv"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
)

// Step is the move that a decision is about. It is absent when a document is only looked over.
type Step struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Number is how many of Staffordshire's seven steps a practice will have completed.
	Number practice.Fact[int] `json:"number,omitzero"`
}

// The structs below are what rules of each subject can read. Their JSON names are the variables of an expression.
type (
	// Practice is a practice and, for a variation, its parent.
	Practice struct {
		Practice *practice.Practice `json:"practice"`
		Parent   *practice.Practice `json:"parent,omitzero"`
		Step     *Step              `json:"step,omitzero"`
	}
	// Transfer is one transfer of a practice.
	Transfer struct {
		Transfer *practice.Transfer `json:"transfer"`
		Practice *practice.Practice `json:"practice,omitzero"`
		Step     *Step              `json:"step,omitzero"`
	}
	// Meeting is a meeting by itself.
	Meeting struct {
		Meeting *practice.Meeting `json:"meeting"`
	}
	// Service is a teaching service as a whole.
	Service struct {
		Service *practice.Service `json:"service"`
	}
	// Disseminator is a disseminator and its year's work.
	Disseminator struct {
		Disseminator *dissemination.Disseminator `json:"disseminator"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
	// Partner is an enquiry, which rules call partner, and the disseminator it asks.
	Partner struct {
		Partner      *dissemination.Enquiry      `json:"partner"`
		Disseminator *dissemination.Disseminator `json:"disseminator,omitzero"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
	// Engagement is an engagement and the disseminator's year that it is part of.
	Engagement struct {
		Engagement   *dissemination.Engagement   `json:"engagement"`
		Disseminator *dissemination.Disseminator `json:"disseminator,omitzero"`
		Work         *Work                       `json:"work,omitzero"`
		Step         *Step                       `json:"step,omitzero"`
	}
)

// Work is a disseminator's programme of work with the figures that follow from it. They are counted once, when it is
// made, and not each time a rule asks.
type Work struct {
	dissemination.Work
	PartnerCount        int `json:"partner_count"`
	OpenEnquiries       int `json:"open_enquiries"`
	ActiveConsultancies int `json:"active_consultancies"`
	// PromisedConsultancies are those of accepted partners that are not agreed yet. Without them a rule could let in
	// any number of partners before the first one starts.
	PromisedConsultancies int                `json:"promised_consultancies"`
	FreePlaces            practice.Fact[int] `json:"free_places,omitzero"`
}

// NewWork counts a programme of work.
func NewWork(w dissemination.Work) *Work {
	work := &Work{Work: w, PartnerCount: w.PartnerCount(), OpenEnquiries: w.OpenEnquiries(),
		ActiveConsultancies: w.ActiveConsultancies(), PromisedConsultancies: promisedConsultancies(w)}
	if n, limited := w.FreePlaces(); limited {
		work.FreePlaces = practice.Known(n)
	}
	return work
}

func promisedConsultancies(w dissemination.Work) int {
	n := 0
	begun := make(map[string]bool, len(w.Engagements))
	for i := range w.Engagements {
		e := &w.Engagements[i]
		begun[e.EnquiryID] = true
		if e.Mode == dissemination.Consultancy && (e.State == dissemination.Accepted || e.State == dissemination.BaselineRecorded) {
			n++
		}
	}
	for i := range w.Enquiries {
		if q := &w.Enquiries[i]; q.Mode == dissemination.Consultancy && q.State == dissemination.Accepted && !begun[q.ID] {
			n++
		}
	}
	return n
}

// UnmarshalJSON reads the programme of work and counts it again.
func (w *Work) UnmarshalJSON(data []byte) error {
	var read dissemination.Work
	if err := wire.UnmarshalStrict(data, &read); err != nil {
		return err
	}
	*w = *NewWork(read)
	return nil
}

// The kinds of decision.
const (
	Promotion     = "promotion"      // may a practice, or a transfer of one, go up a step
	PartnerFilter = "partner_filter" // may an enquiry become a partner
	StageGate     = "stage_gate"     // may a disseminator or an engagement move on
	Check         = "check"          // what is wrong or due; opens and closes nothing
)

// Subject is something rules judge: a name, what they can read, and where it can stand.
type Subject struct {
	Name    string
	Decides string // the kind of decision that gates it, besides check
	Roots   reflect.Type
	States  []string // in the order they are met; nil when it has none
	// Exits are the states that a person enters it into and no rule gates.
	Exits []string
}

// Subjects lists what Beacon's own rules judge.
func Subjects() []Subject {
	return []Subject{
		ladder("practice", Promotion, reflect.TypeFor[Practice](), practice.Life()),
		ladder("transfer", Promotion, reflect.TypeFor[Transfer](), practice.TransferLife()),
		{Name: "meeting", Decides: Check, Roots: reflect.TypeFor[Meeting]()},
		{Name: "service", Decides: Check, Roots: reflect.TypeFor[Service]()},
		ladder("disseminator", StageGate, reflect.TypeFor[Disseminator](), dissemination.DisseminatorLife()),
		ladder("partner", PartnerFilter, reflect.TypeFor[Partner](), dissemination.EnquiryLife()),
		ladder("engagement", StageGate, reflect.TypeFor[Engagement](), dissemination.EngagementLife()),
	}
}

func ladder[S ~string](name, decides string, roots reflect.Type, l practice.Ladder[S]) Subject {
	s := Subject{Name: name, Decides: decides, Roots: roots}
	for _, m := range l {
		for _, state := range []S{m.From, m.To} {
			if !slices.Contains(s.States, string(state)) {
				s.States = append(s.States, string(state))
			}
		}
		if l.IsExit(m.To) && !slices.Contains(s.Exits, string(m.To)) {
			s.Exits = append(s.Exits, string(m.To))
		}
	}
	return s
}

// rooted is what every struct of a subject that moves can do.
type rooted interface {
	state() string
	step(*Step)
}

func (r *Practice) state() string {
	return stateOf(r.Practice, func(p *practice.Practice) practice.Stage { return p.Stage })
}
func (r *Transfer) state() string {
	return stateOf(r.Transfer, func(t *practice.Transfer) practice.TransferState { return t.State })
}
func (r *Disseminator) state() string {
	return stateOf(r.Disseminator, func(d *dissemination.Disseminator) dissemination.State { return d.State })
}
func (r *Partner) state() string {
	return stateOf(r.Partner, func(e *dissemination.Enquiry) dissemination.State { return e.State })
}
func (r *Engagement) state() string {
	return stateOf(r.Engagement, func(e *dissemination.Engagement) dissemination.State { return e.State })
}

func (r *Practice) step(s *Step)     { r.Step = s }
func (r *Transfer) step(s *Step)     { r.Step = s }
func (r *Disseminator) step(s *Step) { r.Step = s }
func (r *Partner) step(s *Step)      { r.Step = s }
func (r *Engagement) step(s *Step)   { r.Step = s }

func stateOf[T any, S ~string](p *T, of func(*T) S) string {
	if p == nil {
		return ""
	}
	return string(of(p))
}

// StateOf returns where the subject of a pointer to one of the structs above stands; empty when it has no state.
func StateOf(roots any) string {
	if r, ok := roots.(rooted); ok {
		return r.state()
	}
	return ""
}

// NewStep is the step of a subject from one state to another.
func NewStep(subject, from, to string) *Step {
	s := &Step{From: from, To: to}
	if subject == "practice" {
		s.Number = practice.Known(practice.Stage(to).Number())
	}
	return s
}

// Enter makes the decision about a pointer to one of the structs above one about entering a state.
func Enter(roots any, subject, to string) {
	if r, ok := roots.(rooted); ok {
		r.step(NewStep(subject, r.state(), to))
	}
}

// Decode reads the roots of a subject from JSON. Documents inside need no schema header, since their place says what
// they are. Members that no type declares are refused. The fault is a *[wire.DataError].
func Decode(data []byte, roots any) error {
	var tree any
	if err := wire.Unmarshal(data, &tree); err != nil {
		return err
	}
	withHeaders(tree, reflect.TypeOf(roots))
	full, err := wire.Marshal(tree)
	if err != nil {
		return err
	}
	if err := wire.UnmarshalStrict(full, roots); err != nil {
		return err
	}
	// Documents keep members they do not know; where people write facts by hand, such a member is a slip.
	return strayMember(reflect.ValueOf(roots), "")
}

func strayMember(v reflect.Value, path string) error {
	if extra, ok := v.Interface().(*wire.Extra); ok {
		if name, stray := extra.First(); stray {
			return &wire.DataError{Path: path + "/" + name, Err: errors.New("there is no such member")}
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return strayMember(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := strayMember(v.Index(i), path+"/"+strconv.Itoa(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			sf := v.Type().Field(i)
			if !sf.IsExported() {
				continue
			}
			below := path
			if !sf.Anonymous {
				below += "/" + jsonName(sf)
			}
			if err := strayMember(v.Field(i), below); err != nil {
				return err
			}
		}
	}
	return nil
}

var headers = map[reflect.Type]string{
	reflect.TypeFor[practice.Practice]():          "beacon/practice/1",
	reflect.TypeFor[dissemination.Disseminator](): "beacon/disseminator/1",
	reflect.TypeFor[dissemination.Enquiry]():      "beacon/enquiry/1",
	reflect.TypeFor[dissemination.Engagement]():   "beacon/engagement/1",
}

func withHeaders(tree any, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch node := tree.(type) {
	case []any:
		if t.Kind() == reflect.Slice {
			for _, x := range node {
				withHeaders(x, t.Elem())
			}
		}
	case map[string]any:
		if header, ok := headers[t]; ok && node["schema"] == nil {
			node["schema"] = header
		}
		if t.Kind() != reflect.Struct {
			return
		}
		for i := range t.NumField() {
			sf := t.Field(i)
			if sf.Anonymous {
				withHeaders(node, sf.Type)
			} else if child, ok := node[jsonName(sf)]; ok {
				withHeaders(child, sf.Type)
			}
		}
	}
}
