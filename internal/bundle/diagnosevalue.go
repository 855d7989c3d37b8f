package bundle

import "strings"

const (
	mostText  = 10_000 // characters of a text in quotes that are read on for its end
	mostBlank = 50     // lines that are looked at for the next that says something
)

// value looks at the value of a key or an entry that begins in this line: for quotation marks and brackets that are not
// closed, and for a colon that ends a text.
func (d *diagnosis) value(value string, at int) {
	switch value[0] {
	case '\'', '"':
		if end := closing(value); end > 0 {
			d.behind(value, end, at)
			return
		}
		d.open(value, at)
	case '{', '[':
		d.braces(value, at)
	case '`', '@', '%':
		d.tell(at, "a text cannot begin with "+value[:1], "put the whole text in quotes", value, inQuotes(value))
	default:
		text := value
		if comment := strings.Index(text, " #"); comment >= 0 {
			text = strings.TrimRight(text[:comment], " ")
		}
		if place := colon.FindStringIndex(text); place != nil {
			d.tell(at, "a text without quotes cannot have a colon with a blank after it", "put the whole text in quotes", text, inQuotes(text))
		}
	}
}

// closing is where the text in quotes at the start of s ends, 0 where it is not closed.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[0] == '"' && s[i] == '\\':
			i++
		case s[i] == s[0] && s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return 0
}

// behind looks at what follows a text in quotes.
func (d *diagnosis) behind(value string, end, at int) {
	rest := strings.TrimSpace(value[end:])
	if rest == "" || rest[0] == '#' {
		return
	}
	message := "the text in quotes ends before the line does, with " + value[:end]
	if value[len(value)-1] == value[0] {
		inner := value[1 : len(value)-1]
		other := `"`
		if value[0] == '"' {
			other = "'"
		}
		if !strings.ContainsAny(inner, other+`\`) {
			d.tell(at, message, "write "+other+inner+other, value, other+inner+other)
			return
		}
	}
	d.tell(at, message, "put all of it in quotes of the other kind", value, inQuotes(value))
}

// open looks at a text in quotes that goes on in the next lines, or is not closed.
func (d *diagnosis) open(value string, at int) {
	if d.endsHere() {
		d.tell(at, "a quotation mark is not closed in this line", "close it with "+value[:1], "", "")
		return
	}
	for text := value; d.at+1 < len(d.lines) && len(text) < mostText; {
		d.at++
		if text += "\n" + d.lines[d.at]; closing(text) > 0 {
			return
		}
	}
}

// endsHere reports whether the next line begins a key or an entry, or there is none.
func (d *diagnosis) endsHere() bool {
	for _, next := range d.lines[d.at+1 : min(len(d.lines), d.at+mostBlank)] {
		if next = strings.TrimSpace(next); next != "" && next[0] != '#' {
			return strings.HasPrefix(next, "- ") || keyed.MatchString(next)
		}
	}
	return true
}

// braces looks at a value in braces or brackets, which may go on in the next lines.
func (d *diagnosis) braces(value string, at int) {
	var open []byte
	for {
		fresh := true // a text in quotes may begin here
		for i := 0; i < len(value); i++ {
			switch c := value[i]; {
			case c == ' ':
				continue
			case c == '#' && i > 0 && value[i-1] == ' ':
				if len(open) > 0 && i+1 < len(value) && value[i+1] != ' ' {
					d.tell(at+i, "a # after a blank begins a comment, and what is open before it is not closed", "put the whole text in quotes", "", "")
				}
				i = len(value)
			case fresh && (c == '\'' || c == '"'):
				end := closing(value[i:])
				if end == 0 {
					d.tell(at+i, "a quotation mark is not closed in this line", "close it with "+string(c), "", "")
					return
				}
				i += end - 1
				fresh = false
			case c == '{' || c == '[':
				open = append(open, c+2)
				fresh = true
			case c == '}' || c == ']':
				if len(open) == 0 || open[len(open)-1] != c {
					d.tell(at+i, "there is a "+string(c)+" here that nothing opens", "take it out, or put a text that has it in quotes", "", "")
					return
				}
				if open, fresh = open[:len(open)-1], false; len(open) == 0 {
					if rest := strings.TrimSpace(value[i+1:]); rest != "" && rest[0] != '#' {
						d.tell(at+i, "the "+string(c)+" closes what the line begins with, and more follows", "put the whole text in quotes", "", "")
					}
					return
				}
			default:
				fresh = c == ',' || c == ':'
			}
		}
		end := strings.TrimSpace(value)
		if d.endsHere() && (end == "" || !strings.ContainsAny(end[len(end)-1:], ",{[")) {
			sign := string(open[len(open)-1])
			d.tell(at+len(strings.TrimRight(value, " ")), "a "+sign+" is missing at the end of this line", "close it with "+sign, "", sign)
			return
		}
		if d.at++; d.at >= len(d.lines) {
			return
		}
		value, at = d.lines[d.at], 0
	}
}
