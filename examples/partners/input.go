package main

import (
	"embed"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

//go:embed rules
var ownRules embed.FS

// rules is the small pack of this example, which is laid over those that come with the module.
func rules() fs.FS {
	sub, err := fs.Sub(ownRules, "rules")
	if err != nil {
		panic(err) // the name is valid and compiled in
	}
	return sub
}

// input is everything a choice is made from.
type input struct {
	engine       *beacon.Engine
	file         *ofsted.File
	disseminator practice.Provider
	regions      []string // as the file writes them; empty is all
}

func read(o options) (input, error) {
	engine, err := cli.Engine([]fs.FS{rules()}, o.packs)
	if err != nil {
		return input{}, err
	}
	return readFor(engine, o)
}

func readFor(engine *beacon.Engine, o options) (input, error) {
	in := input{engine: engine}
	var err error
	if in.file, err = readFile(o.inspections); err != nil {
		return in, err
	}
	if in.disseminator, err = findProvider(in.file, o.disseminator); err != nil {
		return in, err
	}
	in.regions, err = regionsOf(in.file, o.regions, in.disseminator)
	return in, err
}

func readFile(name string) (*ofsted.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &fileError{name, cli.Reason(err)}
	}
	defer f.Close() // nothing was written, so closing cannot lose anything
	file, err := ofsted.Read(f)
	if err != nil {
		return nil, &fileError{name, cli.Reason(err)}
	}
	return file, nil
}

func findProvider(f *ofsted.File, given string) (practice.Provider, error) {
	i := slices.IndexFunc(f.Rows, func(r ofsted.Row) bool { return r.Provider.UKPRN == given })
	if i >= 0 {
		return f.Rows[i].Provider, nil
	}
	e := &unknownProviderError{given: given, refused: len(f.Refused)}
	for _, p := range f.Providers() {
		if len(e.similar) < 5 && similar(given, p) {
			e.similar = append(e.similar, p)
		}
	}
	return practice.Provider{}, e
}

// similar reports whether a provider may be meant: its name was given, or its number with one digit wrong or two
// changed about.
func similar(given string, p practice.Provider) bool {
	given = strings.ToLower(strings.TrimSpace(given))
	if strings.Trim(given, "0123456789") != "" {
		return strings.Contains(strings.ToLower(p.Name), given)
	}
	if len(given) != len(p.UKPRN) {
		return false
	}
	var differ []int
	for i := range len(given) {
		if given[i] != p.UKPRN[i] {
			differ = append(differ, i)
		}
	}
	if len(differ) == 2 {
		i, j := differ[0], differ[1]
		return j == i+1 && given[i] == p.UKPRN[j] && given[j] == p.UKPRN[i]
	}
	return len(differ) <= 1
}

// regionsOf gives the regions to look in as the file writes them.
func regionsOf(f *ofsted.File, given []string, disseminator practice.Provider) ([]string, error) {
	if given == nil {
		if disseminator.Region == "" {
			return nil, &cli.MisuseError{What: "the file does not say in which region the disseminator is; give -regions"}
		}
		return []string{disseminator.Region}, nil
	}
	known := map[string]string{}
	for _, r := range f.Rows {
		if region := r.Provider.Region; region != "" {
			known[strings.ToLower(region)] = region
		}
	}
	regions := []string{}
	for _, name := range given {
		region, ok := known[strings.ToLower(name)]
		if !ok {
			return nil, &unknownRegionError{name, slices.Sorted(maps.Values(known))}
		}
		if !slices.Contains(regions, region) {
			regions = append(regions, region)
		}
	}
	return regions, nil
}
