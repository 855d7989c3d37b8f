package beacon

import "github.com/acl-beacon/beacon/internal/bundle"

// PackDifference is one thing that the rules of two engines do not have alike: a rule, a parameter, a column of a college's own,
// a part under let, a table, a score or a choice, and in which part.
type PackDifference = bundle.Difference

// Differences lists what has changed in the packs in force since another engine: rules first, then parameters and what else
// packs hold. With [Engine.Replay], or by deciding with both, a college sees what a change does before it publishes it.
func (e *Engine) Differences(before *Engine) []PackDifference {
	return bundle.Differences(before.set, e.set)
}
