package report

import (
	"fmt"
	"slices"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/svg"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Options says how a page or picture is made. The zero value makes it in English, with ids for names, and hides groups of
// fewer than [rubric.SmallGroup] learners.
type Options struct {
	// Language is en or cy; empty is en.
	Language string
	// Also is a language to take a text of the rubric from where it is missing in Language. It is marked. Where Also is
	// empty the id stands there.
	Also string
	// Names are what people call a partnership, its partners and groups, by id. An id without a name is shown itself.
	Names map[string]string
	// Today is the day on which evidence is stale and an action overdue; unknown marks neither.
	Today practice.Date
	// StaleAfter is after how many months evidence is marked as old; 0 marks none, for the rubric sets no limit.
	StaleAfter int
	// SmallGroup is how many learners a group needs to be shown: 0 is [rubric.SmallGroup], and below 0 shows every group,
	// for the discussion itself.
	SmallGroup int
	// Resamples and Seed are for the ranges of agreement, see [agreement.Bootstrap]; 0 resamples are 1,000.
	Resamples int
	Seed      uint64
}

// LanguageError refuses a language that pages do not have.
type LanguageError struct{ Language string }

// Error names the language and those there are.
func (e *LanguageError) Error() string {
	return fmt.Sprintf("pages are in en (English) and cy (Welsh), not in %q", e.Language)
}

// Round is an assessment with the rubric it was made on.
type Round struct {
	Rubric     *rubric.Rubric
	Assessment rubric.Assessment
}

// Page is a page for people.
type Page struct {
	page    *page.Page
	missing []string
}

// HTML returns the page as one file that needs nothing else and prints on A4. The zero Page is nil.
func (p Page) HTML() []byte {
	if p.page == nil {
		return nil
	}
	return p.page.HTML()
}

// Markdown returns the page as Markdown, with the tables behind its pictures. The zero Page is nil.
func (p Page) Markdown() []byte {
	if p.page == nil {
		return nil
	}
	return p.page.Markdown()
}

// Missing lists the ids of the rubric's texts that are missing in the page's language, in the order of the rubric.
func (p Page) Missing() []string { return slices.Clone(p.missing) }

// Picture is a picture for people.
type Picture struct {
	picture *svg.Picture
	table   page.Table
	missing []string
}

// SVG returns the picture as a file. The zero Picture is nil.
func (p Picture) SVG() []byte {
	if p.picture == nil {
		return nil
	}
	return p.picture.SVG()
}

// Table returns the table behind the picture, the heads of its columns first.
func (p Picture) Table() [][]string {
	head := make([]string, len(p.table.Columns))
	for i, c := range p.table.Columns {
		head[i] = c.Head
	}
	rows := [][]string{head}
	for _, row := range p.table.Rows {
		rows = append(rows, slices.Clone(row))
	}
	return rows
}

// Missing lists the ids of the rubric's texts that are missing in the picture's language, in the order of the rubric.
func (p Picture) Missing() []string { return slices.Clone(p.missing) }
