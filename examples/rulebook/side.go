package main

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/practice"
)

// side is one of two sets of rules that judge the same facts. The facts may have columns that only the other set declares;
// they say nothing here.
type side struct {
	*library
	others map[string][]string // by subject
}

// unlike lists by subject the fields that another library knows and this one does not.
func (l *library) unlike(other *library) map[string][]string {
	own := map[string]map[string]bool{}
	for _, v := range l.Vocabulary() {
		own[v.Subject] = map[string]bool{}
		for _, f := range v.Fields {
			own[v.Subject][f.Path] = true
		}
	}
	all := map[string][]string{}
	for _, v := range other.Vocabulary() {
		for _, f := range v.Fields {
			if !own[v.Subject][f.Path] {
				all[v.Subject] = append(all[v.Subject], f.Path)
			}
		}
	}
	return all
}

func (s side) decide(in situation, today practice.Date) (beacon.Decision, error) {
	if paths := s.others[in.On]; len(paths) > 0 {
		in.Facts = maps.Clone(in.Facts)
		for name, value := range in.Facts {
			var tree any
			if json.Unmarshal(value, &tree) != nil {
				continue // the engine says what is wrong with it
			}
			for _, path := range paths {
				if below, is := strings.CutPrefix(path, name+"."); is {
					leaveOut(tree, strings.Split(below, "."))
				}
			}
			data, err := json.Marshal(tree)
			if err != nil {
				return beacon.Decision{}, err
			}
			in.Facts[name] = data
		}
	}
	return s.library.decide(in, today)
}

// leaveOut takes a member out of a record and of each entry of the lists on the way, which end in [].
func leaveOut(node any, path []string) {
	if list, is := node.([]any); is {
		for _, entry := range list {
			leaveOut(entry, path)
		}
		return
	}
	record, is := node.(map[string]any)
	if !is {
		return
	}
	name := strings.TrimSuffix(path[0], "[]")
	if len(path) == 1 {
		delete(record, name)
		return
	}
	leaveOut(record[name], path[1:])
}
