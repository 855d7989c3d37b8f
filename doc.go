// Package beacon decides by rules.
package beacon
