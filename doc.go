// Package beacon decides, by rules a college can write, what may happen next to a good practice, and says why.
//
// It stands over packages that hold what published models of sharing good practice know: [practice] is the life of a
// practice from the moment somebody notices it, [dissemination] the seven stages in which one provider helps another,
// with support by facilitators and joint practice development in its subpackages, [rubric] the self-assessment of a
// partnership, and [evaluate] what has to be recorded, and when, to know whether it helped. Those packages work without
// this one; an engine adds the decisions.
//
// # Deciding
//
// An [Engine] holds rule packs. [Default] has the ones that come with the module, [New] puts a college's own over them.
// Each kind of decision has a verb:
//
//   - [Engine.Promote] and [Engine.PromoteTransfer]: may this practice, or this transfer of one, go up a step?
//   - [Engine.Gate]: may this disseminator, enquiry, engagement, project, programme, topic or other subject move on?
//   - [Engine.Select]: which of the open enquiries become partners, within the places there are, and why?
//   - [Engine.Review]: every rule about a document where it stands: what is wrong, due or not recorded?
//   - [Decide]: the same for a host's own struct.
//
// A decision holds its messages, so that it means the same after the facts have changed. Where many are asked and few are
// told, [Engine.Verdicts] and [Outcomes] make none and use the caller's room; traces are made by [Engine.Explain] alone.
//
// Fill in what happened first, then ask, then hand the ruling to the document's Advance method, which keeps it in the
// history:
//
//	p.Validation = &practice.Validation{Status: practice.Approved, On: today, …}
//	d, err := engine.Promote(p, practice.Validated, today)
//	…
//	p, err = p.Advance(d.Ruling())
//
// Every rule in scope is asked; nothing stops at the first failure. A [Decision] is open when every must holds, closed
// when one fails, and cannot tell when a fact is not recorded that would decide. It lists each rule that did not pass,
// with its message, its source and the missing facts, and names the packs and a digest of the rules in force.
//
// A failed should is advice. It does not close the gate, but going on needs a written reason: see [Decision.Ruling].
//
// # What is not known
//
// Nothing that nobody recorded reads as 0, false or 1970. A [practice.Fact], a [practice.Date] or a text that is not
// known makes what depends on it unknown, in Kleene's logic: false and unknown is false, true or unknown is true. An
// outcome that cannot be told opens nothing and names what to ask whom.
//
// # Writing rules
//
// A pack is a YAML file with rules, parameters, scores that rank partners, and choices. A rule says what it decides, on
// which subject and where, what must (or should, or may) hold as a CEL expression, and in plain words why:
//
//	rules:
//	  - id: C-1
//	    decides: partner_filter
//	    on: {partner: accepted}
//	    must: partner.distance_km < 80
//	    because: We work with partners within 80 km; this one is {partner.distance_km} km away.
//
// [New] compiles everything and reports every problem at once as a [LoadError], with file, line, column, the line itself
// and, where it can, what to write instead. A later pack replaces, disables or raises an earlier rule, or sets an earlier
// parameter, only where it says so. Tests lie beside a pack in files named *_test.yaml; [Engine.Test] runs them.
// [EmbeddedPacks] are examples to copy.
//
// [Engine.Explain] shows how one rule came to its verdict: each clause, the facts it read and how far a comparison was
// from its limit.
//
// # A host's own structs
//
// [PointFor] makes a decision point over any Go struct. The JSON names of its fields are the variables of the rules that
// name the point under decides; [Decide] judges a value. A field that may be missing belongs in a [practice.Fact], a
// [practice.Date] or behind a pointer.
//
// # Time, purity and concurrency
//
// The day is an argument of every verb; nothing asks the clock, the network or a file. The same input gives the same
// decision, byte for byte. An engine never changes: to reload rules make a new one and swap the pointer, and where New
// fails the old one is still in force. Any number of goroutines may use an engine.
//
// # Compatibility
//
// Rule ids, codes of problems and JSON names are promises; words of messages are not. A saved document names its schema
// and version: members a program does not know are kept, a newer version is refused.
//
// [practice]: https://pkg.go.dev/github.com/acl-beacon/beacon/practice
// [dissemination]: https://pkg.go.dev/github.com/acl-beacon/beacon/dissemination
// [evaluate]: https://pkg.go.dev/github.com/acl-beacon/beacon/evaluate
package beacon
