// Package schema describes the saved form of Beacon's documents as JSON Schema (draft 2020-12), by reflection over their
// Go types, so that a host in another language can check what it writes before it sends it.
//
// A schema says what the decoders say. What nobody recorded is absent or null, so every member may be null and none is
// required but the header. Members that are not known are kept by the decoders and allowed by the schema. A name of an
// enumeration is one of its list or empty. What no schema can say, such as that 2025 has no 29 February, is left to the
// decoder.
package schema
