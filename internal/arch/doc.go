// Package arch holds nothing but the test that keeps the floors of the house: which package may import which.
package arch
