package facts

import (
	"reflect"
	"slices"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

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
	return slices.Concat(practiceSubjects(), disseminationSubjects(), supportSubjects(), jpdSubjects(), rubricSubjects())
}

func practiceSubjects() []Subject {
	return []Subject{
		ladder("practice", Promotion, reflect.TypeFor[Practice](), practice.Life()),
		ladder("transfer", Promotion, reflect.TypeFor[Transfer](), practice.TransferLife()),
		{Name: "meeting", Decides: Check, Roots: reflect.TypeFor[Meeting]()},
		{Name: "service", Decides: Check, Roots: reflect.TypeFor[Service]()},
	}
}

func disseminationSubjects() []Subject {
	return []Subject{
		ladder("disseminator", StageGate, reflect.TypeFor[Disseminator](), dissemination.DisseminatorLife()),
		ladder("partner", PartnerFilter, reflect.TypeFor[Partner](), dissemination.EnquiryLife()),
		ladder("engagement", StageGate, reflect.TypeFor[Engagement](), dissemination.EngagementLife()),
	}
}

func ladder[S ~string](name, decides string, roots reflect.Type, l practice.Ladder[S]) Subject {
	s := Subject{Name: name, Decides: decides, Roots: roots}
	for _, state := range l.States() {
		s.States = append(s.States, string(state))
		if l.IsExit(state) {
			s.Exits = append(s.Exits, string(state))
		}
	}
	return s
}
