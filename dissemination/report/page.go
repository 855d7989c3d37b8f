package report

import (
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/practice"
)

// Options says how a page is made.
type Options struct {
	// Today is the day that the page is about: what is done, due or overdue on it.
	Today practice.Date
	// Names are what people call providers and others, by id. An id without a name is shown itself.
	Names map[string]string
	// Limits are the periods of standing duties; zero values are the defaults.
	Limits support.Limits
	// SmallGroup is how many people a count of gains has to be about; 0 is [support.DefaultSmallestGroup].
	SmallGroup int
}

// Page is a page for people.
type Page struct{ page *page.Page }

// HTML returns the page as one file that needs nothing else and prints on A4. The zero Page is nil.
func (p Page) HTML() []byte {
	if p.page == nil {
		return nil
	}
	return p.page.HTML()
}

// Markdown returns the page as Markdown. The zero Page is nil.
func (p Page) Markdown() []byte {
	if p.page == nil {
		return nil
	}
	return p.page.Markdown()
}

func (o Options) name(id string) string {
	if n, ok := o.Names[id]; ok {
		return n
	}
	return id
}

func (o Options) namesOf(ids []string) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = o.name(id)
	}
	return strings.Join(all, ", ")
}

// asOf is the sentence that says which day a page is about.
func asOf(today practice.Date) string {
	if today.IsZero() {
		return "On a day that was not given."
	}
	return "As of " + today.Long() + "."
}

func day(d practice.Date) string {
	if d.IsZero() {
		return page.NotRecorded
	}
	return d.String()
}

// words turns a code such as form_shared into words.
func words[S ~string](code S) string {
	if code == "" {
		return page.NotRecorded
	}
	return strings.ReplaceAll(string(code), "_", " ")
}

func count(f practice.Fact[int]) string {
	if n, ok := f.Get(); ok {
		return strconv.Itoa(n)
	}
	return page.NotRecorded
}

func hours(f practice.Fact[float64]) string {
	if n, ok := f.Get(); ok {
		return page.Number(n)
	}
	return page.NotRecorded
}
