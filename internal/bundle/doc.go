// Package bundle reads rule packs: folders of YAML files with rules, parameters and texts.
//
// [Read] parses a pack and remembers where everything stands in its file. [Load] puts packs over one another, in order,
// compiles every expression against the subject it is about, and reports all problems at once, each with its place, a
// stable code and plain words. Nothing is in force unless everything is right.
package bundle
