// Package facts is how each domain type looks to a rule.
//
// [Of] describes any Go struct: its JSON names become the rule's names, and each field gets a getter that returns a Go
// value and whether it is known. The same door serves Beacon's own types and a host's, so there is one meaning of
// unknown:
//
//   - a [practice.Fact] is known when it says so, and a pointer when it is not nil;
//   - a [practice.Date] and a text are known when they are not zero;
//   - a plain number or yes/no stands as it is and is always known, so one that may be missing belongs in a Fact;
//   - a list is complete as given, and nil is an empty list;
//   - a pointer to a struct is a record, absent when it is nil.
//
// The getters read the struct's memory at offsets that reflection found once; nothing is reflected, and nothing
// allocated, while rules run. [Subjects] lists what Beacon's own rules judge, and the files in words say what each
// field means.
package facts
