package match

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Place is where people can be assigned, such as a facilitator.
type Place struct {
	ID  string `json:"id"`
	Min int    `json:"min,omitzero"` // people who have to come at least
	Max int    `json:"max"`          // people who can come at most: the capacity
}

// Assignment asks who goes where: tutors to facilitators, for example. Everybody goes to one place at most.
type Assignment struct {
	People []string
	Places []Place
	Worth  func(person, place string) Worth // asked once for each of both
}

// Assigned is the best assignment. Every person is in exactly one of the two lists.
type Assigned struct {
	Pairs   []Pair    `json:"pairs"` // person and place, in the order of the people
	LeftOut []LeftOut `json:"left_out"`
	Proof
}

// At lists the people assigned to a place.
func (a Assigned) At(place string) []string {
	var people []string
	for _, p := range a.Pairs {
		if p.B == place {
			people = append(people, p.A)
		}
	}
	return people
}

// Solve finds the best assignment: it fills the least numbers of the places, then leaves out as few people as can be, and
// then has the highest score. It is exact, by shortest augmenting paths, one person after another. Equal scores go by the
// order of people and places.
//
// The error is a *[practice.DataError] for input that is at fault, an *[InfeasibleError] where a place cannot have its
// least number, or that of the context.
func (a Assignment) Solve(ctx context.Context) (Assigned, error) {
	f, terms, err := a.flow()
	if err != nil {
		return Assigned{}, err
	}
	for i := range f.value {
		if err := ctx.Err(); err != nil {
			return Assigned{}, err
		}
		f.add(i)
	}
	for j, p := range a.Places {
		if f.load[j] < p.Min {
			return Assigned{}, a.tooFew(f, j)
		}
	}
	var out Assigned
	var total int64
	for i, person := range a.People {
		j := f.at[i]
		if j == f.out() {
			out.LeftOut = append(out.LeftOut, LeftOut{person, a.why(f, i, terms)})
			continue
		}
		total += f.value[i][j]
		out.Pairs = append(out.Pairs, Pair{person, a.Places[j].ID, points(f.value[i][j]), terms[i][j].Terms})
	}
	out.Proof = Proof{Score: points(total), Bound: points(total), Work: f.work}
	return out, nil
}

func (a Assignment) flow() (*flow, [][]Worth, error) {
	if _, err := index("/people", a.People); err != nil {
		return nil, nil, err
	}
	if a.Worth == nil {
		return nil, nil, noWorth
	}
	ids := make([]string, len(a.Places))
	f := &flow{max: make([]int, len(ids)), min: make([]int, len(ids))}
	for j, p := range a.Places {
		ids[j], f.min[j], f.max[j] = p.ID, p.Min, p.Max
		if p.Min < 0 || p.Max < p.Min {
			return nil, nil, fault(fmt.Sprintf("/places/%d", j), "%s takes %d to %d people; give 0 or more, and no less than the least", p.ID, p.Min, p.Max)
		}
	}
	if _, err := index("/places", ids); err != nil {
		return nil, nil, err
	}
	terms := make([][]Worth, len(a.People))
	for i, person := range a.People {
		terms[i] = make([]Worth, len(ids))
		row, open := make([]int64, len(ids)), make([]bool, len(ids))
		for j, place := range ids {
			w := a.Worth(person, place)
			v, err := w.steps(person, place)
			if err != nil {
				return nil, nil, err
			}
			terms[i][j], row[j], open[j] = w, v, w.Barred == ""
		}
		f.value, f.open = append(f.value, row), append(f.open, open)
	}
	f.start()
	return f, terms, nil
}

func (a Assignment) tooFew(f *flow, j int) error {
	var may []string
	for i, person := range a.People {
		if f.open[i][j] {
			may = append(may, person)
		}
	}
	p := a.Places[j]
	return &InfeasibleError{Constraint: Seats, Who: []string{p.ID}, Why: fmt.Sprintf(
		"%s needs %d people at least, and no more than %d can come (%d may at all) while the other places have theirs; "+
			"lower its least number or lift a bar", p.ID, p.Min, f.load[j], len(may))}
}

// why says why somebody was left out.
func (a Assignment) why(f *flow, i int, terms [][]Worth) string {
	var open, reasons []string
	for j, p := range a.Places {
		switch why := terms[i][j].Barred; {
		case why == "":
			open = append(open, p.ID)
		case !slices.Contains(reasons, why):
			reasons = append(reasons, why)
		}
	}
	if len(a.Places) == 0 {
		return "There is no place."
	}
	if len(open) == 0 {
		return "No place may take this person: " + strings.Join(first(reasons, 3), " ")
	}
	why := "All places are full that may take this person: " + strings.Join(first(open, 5), ", ") + "."
	if instead, loss, ok := f.instead(i); ok {
		why += fmt.Sprintf(" Taking this person in would leave out %s and lower the score by %.4g.", a.People[instead], points(loss))
	}
	return why
}

// first keeps the first few of a list and says how many more there are.
func first(list []string, most int) []string {
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), fmt.Sprintf("and %d more", len(list)-most))
}
