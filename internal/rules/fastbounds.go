package rules

import "fmt"

// textsATurn is how many entries that are only compared, or pieces of 64 bytes that are only searched, cost as much as one
// turn of a loop.
const textsATurn = 64

// bounded is a list that fails where it has more entries than the limit.
func (c *compiler) bounded(l *listNode) *listNode {
	out, at, most := *l, l.at, c.point.limits.List
	out.most = most
	out.at = func(f *frame) (List, status) {
		list, s := at(f)
		if s == ok && list.Len > most {
			return List{}, f.fail(&EvalError{Message: fmt.Sprintf("a list has %d entries; the limit is %d", list.Len, most)})
		}
		return list, s
	}
	return &out
}

// short makes the texts among arguments fail where they are longer than the limit, and cost what searching them costs.
func (c *compiler) short(args []node) []node {
	out := make([]node, len(args))
	for i, arg := range args {
		if fn, is := arg.fn.(textFn); is && arg.literal == nil {
			arg.fn = textFn(c.shortFn(fn))
		}
		out[i] = arg
	}
	return out
}

func (c *compiler) shortFn(fn textFn) textFn {
	most := c.point.limits.Text
	return func(f *frame) (string, status) {
		text, s := fn(f)
		switch {
		case s != ok:
		case len(text) > most:
			return "", f.fail(&EvalError{Message: fmt.Sprintf("a text has %d bytes; the limit is %d", len(text), most)})
		default:
			if f.budget -= int64(len(text) / textsATurn); f.budget < 0 {
				return "", f.fail(errBudget)
			}
		}
		return text, s
	}
}
