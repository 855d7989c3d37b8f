// Package conformance puts the conformance files of CEL through both evaluators.
package conformance
