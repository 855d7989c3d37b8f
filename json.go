package beacon

import "github.com/acl-beacon/beacon/internal/wire"

type (
	plainDecision  Decision
	plainSelection Selection
)

// MarshalJSON writes the decision the same way every time.
func (d Decision) MarshalJSON() ([]byte, error) { return wire.Marshal(plainDecision(d)) }

// UnmarshalJSON reads a stored decision. It can be read and compared, but no longer explained.
func (d *Decision) UnmarshalJSON(data []byte) error {
	var read plainDecision
	if err := wire.Unmarshal(data, &read); err != nil {
		return err
	}
	*d = Decision(read)
	return nil
}

// MarshalJSON writes the selection the same way every time.
func (s Selection) MarshalJSON() ([]byte, error) { return wire.Marshal(plainSelection(s)) }
