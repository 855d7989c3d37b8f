//go:build beacon_reference

package rules

const referenceOnly = true
