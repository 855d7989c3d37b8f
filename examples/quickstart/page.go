package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
)

// page writes text in lines of at most the cli.Width.
type page struct {
	out   io.Writer
	words map[string]string // what facts mean, by path
}

func (p page) line(s string) { fmt.Fprintln(p.out, strings.TrimRight(s, " ")) }

func (p page) heading(s string) { p.line("\n" + s) }

// item writes a label in a column of its own with a text beside it.
func (p page) item(label string, column int, text string) {
	for i, part := range cli.Wrap(cli.Plain(text), column) {
		if i > 0 {
			label = ""
		}
		p.line(cli.Cell(label, column) + part)
	}
}

// para writes a text from the left edge of the body.
func (p page) para(text string) { p.item("", bodyAt, text) }

// short writes a date in a column's cli.Width.
func short(d practice.Date) string {
	if d.IsZero() {
		return "no day yet"
	}
	year, month, day := d.Civil()
	return fmt.Sprintf("%d %.3s %d", day, month, year)
}

// counted writes a number with the word for one or for many.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
