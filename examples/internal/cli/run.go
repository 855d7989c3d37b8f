// Package cli is what the example programs share: how they run and end, how they lay a college's rules over the published
// ones, and how they write for people.
package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
)

// The exit codes.
const (
	Done   = 0
	Bad    = 1 // the documents, the data or the rules are at fault
	Misuse = 2 // the command line is
)

// MisuseError is a mistake on the command line.
type MisuseError struct{ What string }

// Error says what the mistake is.
func (e *MisuseError) Error() string { return e.What }

// Run runs a program and returns its exit code. What do writes is shown once do is through, so that nothing is shown of a
// report that fails half-way; what it writes and an error it returns are both shown.
func Run(name string, stdout, stderr io.Writer, do func(out io.Writer) error) int {
	var out bytes.Buffer
	err := do(&out)
	if _, writeErr := out.WriteTo(stdout); writeErr != nil {
		err = errors.Join(err, writeErr)
	}
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return Done
	}
	fmt.Fprintf(stderr, "%s: %v\n", name, err)
	if misuse := (*MisuseError)(nil); errors.As(err, &misuse) {
		fmt.Fprintln(stderr, "Run it with -help to see every flag.")
		return Misuse
	}
	return Bad
}

// Parse parses flags. Asked for help, it writes the usage and the flags; a mistake is a *[MisuseError].
func Parse(f *flag.FlagSet, args []string, usage string, help io.Writer) error {
	f.SetOutput(io.Discard) // Run tells of a mistake
	err := f.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		f.SetOutput(help)
		fmt.Fprint(help, usage)
		f.PrintDefaults()
		return err
	}
	if err != nil {
		return &MisuseError{err.Error()}
	}
	return nil
}

// WriteJSON writes a value for programs, laid out so that people can read it too.
func WriteJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// Reason takes the name of the file, which a message gives already, off a fault of the file system.
func Reason(err error) error {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file or folder")
	case errors.As(err, &at):
		return at.Err
	}
	return err
}
