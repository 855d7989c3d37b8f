package rubric

import (
	"fmt"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Level is a stage of development of one topic (W-32). The levels are ordered and not spaced: the difference of two
// levels has no meaning, so neither has a sum of them. The zero Level means that no level is known.
//
// Levels are not the grades of any inspectorate and there is no way to turn them into one (W-08). The figure that
// defined them is lost (A-W1), so they have an order and names and nothing more.
type Level int

// The levels, lowest first.
const (
	Initial Level = 1 + iota
	Emerging
	Established
	Extending
)

// levelCount is the number q of levels anyone could choose, used or not.
const levelCount = 4

type levelName string

var (
	levelNames = [...]levelName{"", "initial", "emerging", "established", "extending"}
	levelCodes = [...]string{"", "IN", "EM", "ES", "EX"}
)

func (levelName) Names() []string { return wire.Names(levelNames[1:]...) }

// Levels lists the four levels, lowest first.
func Levels() []Level { return []Level{Initial, Emerging, Established, Extending} }

// Valid reports whether the level is one of the four.
func (l Level) Valid() bool { return l >= Initial && l <= Extending }

// String returns the level's name in the saved form, such as established; the empty text where no level is known. For
// people to read, take [Rubric.Text] of this name.
func (l Level) String() string {
	if l == 0 || l.Valid() {
		return string(levelNames[l])
	}
	return fmt.Sprintf("Level(%d)", int(l))
}

// Code returns the level's part in the id of a descriptor: IN, EM, ES or EX; empty for anything but the four.
func (l Level) Code() string {
	if !l.Valid() {
		return ""
	}
	return levelCodes[l]
}

// Next returns the level above, and false at [Extending] and where no level is known.
func (l Level) Next() (Level, bool) {
	if !l.Valid() || l == Extending {
		return 0, false
	}
	return l + 1, true
}

// MarshalText writes what [Level.String] returns; a level that is none of the four is an error.
func (l Level) MarshalText() ([]byte, error) {
	if l != 0 && !l.Valid() {
		return nil, fmt.Errorf("%d is not a level; use 1 to 4, or 0 where none is known", int(l))
	}
	return []byte(levelNames[l]), nil
}

// UnmarshalText refuses a name that is not one of the four; the empty text is no level.
func (l *Level) UnmarshalText(text []byte) error {
	var name levelName
	if err := wire.Enum(text, &name, "a level"); err != nil {
		return err
	}
	for i, n := range levelNames {
		if n == name {
			*l = Level(i)
		}
	}
	return nil
}

// levelOf returns the level whose code is given, 0 for none.
func levelOf(code string) Level {
	for i, c := range levelCodes {
		if i > 0 && c == code {
			return Level(i)
		}
	}
	return 0
}
