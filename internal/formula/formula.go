// Package formula keeps text in the cell of a table from being run: spreadsheets take a cell that begins with = + - or @
// for a formula, whoever wrote it (OWASP, CSV Injection).
package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Guard puts an apostrophe before text that a spreadsheet would run, and before text that looks as if it already had
// one, so that Unguard gives back what there was.
func Guard(cell string) string {
	if runs(cell) {
		return "'" + cell
	}
	return cell
}

// Unguard takes away the apostrophe that Guard put there.
func Unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && runs(cell) {
		return cell[1:]
	}
	return cell
}

// runs reports whether text begins, after blanks and apostrophes, as a formula does. Some spreadsheets pass over blanks and
// read the wide forms of the signs as the signs.
func runs(cell string) bool {
	bare := strings.TrimLeft(cell, "'")
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(bare, unicode.IsSpace))
	return strings.ContainsRune("=+-@＝＋－＠", first) || strings.HasPrefix(bare, "\t") || strings.HasPrefix(bare, "\r")
}
