// Package practice is the life of a good practice, and the nouns that every other package shares.
package practice
