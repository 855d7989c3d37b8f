package rules

import (
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/internal/caldate"
)

var turned = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

// measure tells how a comparison stands. The side that reads no facts is the limit; where both do, the right one is.
func (t *tracing) measure(p *part, s *scope, c *Clause) {
	if p.left == nil || p.right == nil {
		return
	}
	left, right, op := p.left, p.right, p.op
	if op == "in" {
		t.among(p, s, c)
		return
	}
	if !readsFacts(left) && readsFacts(right) {
		left, right, op = right, left, turned[op]
	}
	c.Has, c.Limit = left.in(s).Value, right.in(s).Value
	if c.Has == nil || c.Limit == nil {
		return
	}
	unit := t.unit(left, s)
	switch has := c.Has.(type) {
	case caldate.Day:
		if limit, is := c.Limit.(caldate.Day); is {
			c.Distance = days(op, has, limit, c.Value == true)
		}
	case int64, float64:
		c.Distance = amounts(op, Format(has), Format(c.Limit), unit, c.Value == true)
	default:
		if op == "==" && c.Value == false {
			c.Distance = fmt.Sprintf("is %s, not %s", Format(has), Format(c.Limit))
		}
	}
}

// among tells of a value that is not in a list.
func (t *tracing) among(p *part, s *scope, c *Clause) {
	c.Has = p.left.in(s).Value
	if c.Has == nil || c.Value != false || len(p.right.literals) == 0 {
		return
	}
	names := make([]string, len(p.right.literals))
	for i, l := range p.right.literals {
		names[i] = Format(l)
	}
	c.Distance = fmt.Sprintf("is %s, none of %s", Format(c.Has), strings.Join(names, ", "))
}

func readsFacts(p *part) bool {
	for _, path := range p.reads {
		if path != todayName && !strings.HasPrefix(path, paramsName+".") {
			return true
		}
	}
	return false
}

// unit is what the numbers of a side count, where it is one field.
func (t *tracing) unit(p *part, s *scope) string {
	if len(p.reads) != 1 || p.reads[0] != p.text {
		return ""
	}
	for _, at := range s.targets(p.reads[0]) {
		return at.field.Unit
	}
	return ""
}

func amounts(op, has, limit, unit string, holds bool) string {
	if unit != "" {
		limit += " " + unit
	}
	switch op {
	case "<=":
		return limit + " allowed, has " + has
	case "<":
		return "less than " + limit + " allowed, has " + has
	case ">=":
		return limit + " needed, has " + has
	case ">":
		return "more than " + limit + " needed, has " + has
	}
	if (op == "==") != holds {
		return "is " + has + ", not " + limit
	}
	return ""
}

func days(op string, has, limit caldate.Day, holds bool) string {
	var n int
	switch op {
	case "<", "<=":
		if op == "<" {
			limit = limit.AddDays(-1)
		}
		n = int(limit - has)
		return has.Long() + ", last day " + limit.Long() + ": " + stands(n, "late", "left", "the last day")
	case ">", ">=":
		if op == ">" {
			limit = limit.AddDays(1)
		}
		n = int(has - limit)
		return has.Long() + ", first day " + limit.Long() + ": " + stands(n, "early", "after it", "that day")
	}
	if op == "==" && !holds {
		n = int(has - limit)
		return has.Long() + ", not " + limit.Long() + ": " + stands(n, "before", "after", "")
	}
	return ""
}

// stands says by how many days something is on the right side, or on the wrong one where there are fewer than none.
func stands(n int, short, over, even string) string {
	switch {
	case n < 0:
		return fmt.Sprintf("%d %s %s", -n, plural(-n, "day", "days"), short)
	case n > 0:
		return fmt.Sprintf("%d %s %s", n, plural(n, "day", "days"), over)
	}
	return even
}
