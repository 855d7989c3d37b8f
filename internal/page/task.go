package page

import (
	"cmp"
	"slices"
)

// Task is something that waits for a role.
type Task struct {
	Role, About, What string
	LastDay           string // empty where no limit was set
	DaysLate          int    // since the last day; 0 where it is in time
	Since, Source     string
}

// ByRole lays tasks out as a table for each role, the role with most overdue first, the tasks in their order.
func ByRole(tasks []Task) []Block {
	if len(tasks) == 0 {
		return []Block{Text("Nothing waits for anybody.")}
	}
	tables, late := map[string]*Table{}, map[string]int{}
	var roles []string
	for _, k := range tasks {
		t := tables[k.Role]
		if t == nil {
			t = &Table{Caption: "For the " + k.Role, Columns: []Column{{Head: "About"}, {Head: "What"}, {Head: "By", Day: true}, {Head: "Waits since", Day: true},
				{Head: "Source"}}}
			tables[k.Role] = t
			roles = append(roles, k.Role)
		}
		by := cmp.Or(k.LastDay, "no limit set")
		if k.DaysLate > 0 {
			late[k.Role]++
			by += ", " + Counted(k.DaysLate, "day") + " late"
		}
		t.Rows = append(t.Rows, []string{k.About, k.What, by, k.Since, k.Source})
	}
	slices.SortStableFunc(roles, func(a, b string) int { return cmp.Or(cmp.Compare(late[b], late[a]), cmp.Compare(a, b)) })
	blocks := make([]Block, len(roles))
	for i, role := range roles {
		blocks[i] = *tables[role]
	}
	return blocks
}
