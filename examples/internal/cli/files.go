package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// File is a file to write.
type File struct {
	Name string
	Data []byte
}

// Save writes files into a folder, which is made where it is not there. Files of an earlier run are written over.
func Save(folder string, files []File) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("%s: %w", folder, Reason(err))
	}
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return fmt.Errorf("%s: %w", path, Reason(err))
		}
	}
	return nil
}

// NoFormula puts an apostrophe before the text of a cell that a spreadsheet would run as a formula: it may be other people's.
func NoFormula(cell string) string {
	if start := strings.TrimLeftFunc(cell, unicode.IsSpace); start != "" && strings.ContainsRune("=+-@", rune(start[0])) {
		return "'" + cell
	}
	return cell
}

// Counted writes a number with a noun that takes an s: 1 row, 2 rows.
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
