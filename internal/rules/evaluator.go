//go:build !beacon_reference

package rules

// referenceOnly evaluates everything by cel-go, whatever the limits say. Building with the tag beacon_reference sets it,
// so that the whole test suite can be run in both modes.
const referenceOnly = false
