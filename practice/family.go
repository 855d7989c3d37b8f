package practice

import (
	"cmp"
	"fmt"
	"slices"
)

// Relative is one practice in its family.
type Relative struct {
	ID       string `json:"id"`
	ParentID string `json:"parent_id,omitzero"`
	Title    string `json:"title,omitzero"`
	Stage    Stage  `json:"stage,omitzero"`
	Depth    int    `json:"depth"` // 0 for the original, 1 for its variations, and so on
}

// Family is an original with its variations and theirs (Staffordshire stage 5), each parent before its children.
type Family struct {
	RootID  string     `json:"root_id"`
	Members []Relative `json:"members"`
	// Faults say what is wrong with the tree, in plain words: a circle, a lineage that is not that of the parent, a
	// parent that is not there.
	Faults []string `json:"faults,omitzero"`
}

// Families returns the family of every original that has variations, by the id of the original, and holds each lineage
// against the parents there are: rules see one practice at a time and cannot tell that two trees disagree.
func Families(practices []Practice) []Family {
	byID := make(map[string]*Practice, len(practices))
	roots := map[string][]*Practice{}
	for i := range practices {
		p := &practices[i]
		byID[p.ID] = p
		if p.IsVariation() {
			root := cmp.Or(p.RootID, p.ParentID, p.ID)
			roots[root] = append(roots[root], p)
		}
	}
	families := make([]Family, 0, len(roots))
	for root, members := range roots {
		families = append(families, family(root, members, byID))
	}
	slices.SortFunc(families, func(a, b Family) int { return cmp.Compare(a.RootID, b.RootID) })
	return families
}

func family(root string, variations []*Practice, byID map[string]*Practice) Family {
	f := Family{RootID: root}
	if p, there := byID[root]; there && !p.IsVariation() {
		f.Members = append(f.Members, Relative{ID: p.ID, Title: p.Title, Stage: p.Stage})
	} else {
		f.Faults = append(f.Faults, fmt.Sprintf("the original %s is not among the practices, or is itself marked as a variation", root))
	}
	slices.SortFunc(variations, func(a, b *Practice) int {
		return slices.Compare(append(slices.Clone(a.Lineage), a.ID), append(slices.Clone(b.Lineage), b.ID))
	})
	for _, p := range variations {
		f.Members = append(f.Members, Relative{ID: p.ID, ParentID: p.ParentID, Title: p.Title, Stage: p.Stage, Depth: len(p.Lineage)})
		if why := p.lineageFault(byID); why != "" {
			f.Faults = append(f.Faults, p.ID+": "+why)
		}
	}
	return f
}

// lineageFault says what is wrong with the tree above a variation, empty where nothing is.
func (p *Practice) lineageFault(byID map[string]*Practice) string {
	n := len(p.Lineage)
	switch {
	case p.ParentID == "" || p.RootID == "" || n == 0:
		return "it names only part of its parent, its original and its lineage"
	case p.Lineage[0] != p.RootID || p.Lineage[n-1] != p.ParentID:
		return "its lineage does not run from the original to its parent"
	}
	seen := map[string]bool{p.ID: true}
	for _, id := range p.Lineage {
		if seen[id] {
			return fmt.Sprintf("its family tree goes round in a circle at %s", id)
		}
		seen[id] = true
	}
	parent, there := byID[p.ParentID]
	switch {
	case !there:
		return fmt.Sprintf("its parent %s is not among the practices", p.ParentID)
	case !slices.Equal(parent.Lineage, p.Lineage[:n-1]):
		return fmt.Sprintf("its lineage is not that of its parent %s with the parent added", p.ParentID)
	}
	return ""
}
