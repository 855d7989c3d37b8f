// Package tools has its own module, so that the tools which check Beacon stay out of an embedder's module graph.
package tools
