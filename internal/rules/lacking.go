package rules

import (
	"strconv"
	"strings"
	"unsafe"
)

// source is a chain of fields from a record to one that another field of the record follows from.
type source []*Field

// find resolves the paths that a field follows from. One that leads nowhere is left out; a test of the records sees to
// it that there is none.
func (r *Record) find(paths []string) []source {
	var all []source
	for _, path := range paths {
		var chain source
		of := r
		for name := range strings.SplitSeq(path, ".") {
			f := (*Field)(nil)
			if of != nil {
				f = of.Field(strings.TrimSuffix(name, "[]"))
			}
			if f == nil {
				chain = nil
				break
			}
			chain = append(chain, f)
			if of = f.Of; f.Elem != nil {
				of = f.Elem.Of
			}
		}
		if chain != nil {
			all = append(all, chain)
		}
	}
	return all
}

// lacking lists what has to be recorded for a field that is not known: the field itself or, where it follows from others,
// those that are not recorded. p is its record, path the path of the field.
func (f *Field) lacking(p unsafe.Pointer, path string) []string {
	var found []string
	for _, s := range f.sources {
		s.lacking(p, strings.TrimSuffix(path, f.Name), len(f.sources) == 1, &found)
	}
	if found == nil {
		return []string{path}
	}
	return found
}

// lacking adds what of a source is not recorded. An empty list is only named where nothing else can give the value.
func (s source) lacking(p unsafe.Pointer, prefix string, only bool, found *[]string) {
	f := s[0]
	at := recordVal{p: p, of: &Record{}}
	switch {
	case p == nil || len(s) == 1 && !at.isSet(f):
		*found = append(*found, prefix+f.Name)
	case len(s) == 1:
	case f.Kind == RecordOf:
		s[1:].lacking(f.Record(p), prefix+f.Name+".", only, found)
	case f.Kind == ListOf:
		list, _ := f.List(p)
		if list.Len == 0 && only {
			*found = append(*found, prefix+f.Name)
		}
		for i := range list.Len {
			element, name := f.Elem.Record(list.At(i)), "["+strconv.Itoa(i)+"]"
			if f.Elem.Of.ID != nil && f.Elem.Of.ID(element) != "" {
				name = "[" + strconv.Quote(f.Elem.Of.ID(element)) + "]"
			}
			s[1:].lacking(element, prefix+f.Name+name+".", only, found)
		}
	}
}
