package beacon_test

import (
	"io/fs"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/practice"
)

// Any file is either a pack in force or a list of problems, each with its place. Nothing panics.
func FuzzLoad(f *testing.F) {
	faulty, err := os.ReadFile("testdata/packs/faulty/faulty.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(faulty), "", head, head + threeRules, head + "rules: [[]]", head + "params: {a: {value: [1, [2]]}}",
		head + "rules:\n  - {id: C-1, decides: check, on: {practice: any}, must: |\n  x", head + "choices: [{id: a, on: partner, first: [{then: b, because: '{'}]}]",
		"beacon: 1\npack: !!binary aGk=\nversion: ~", head + "set: [{param: '.', to: {}, because: x}]", "%YAML 1.1\n---\n" + head, head + "rules: [{id: C-1, decides: check, on: {engagement: any}, must: size(engagement.contacts) / 2 > addMonths(a, b), because: x, y}]", "{beacon: 1, pack: x, version: 1, rules: {a: b}}"} {
		f.Add(seed)
	}
	today := practice.MustDate("2026-03-02")
	f.Fuzz(func(t *testing.T, text string) {
		eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(text)}})
		if err != nil {
			problems, ok := err.(*beacon.LoadError)
			if !ok || len(problems.Issues) == 0 {
				t.Fatalf("%T %v", err, err)
			}
			for _, i := range problems.Issues {
				if i.Code == "" || i.Message == "" || i.Pos.File == "" || !utf8.ValidString(i.Message) {
					t.Fatalf("a poor issue: %+v", i)
				}
			}
			return
		}
		for _, i := range eng.Lints() {
			if i.Code == "" || i.Message == "" || i.Pos.File == "" || !utf8.ValidString(i.Message) {
				t.Fatalf("a poor lint: %+v", i)
			}
		}
		w := work(2)
		_, _ = eng.Gate(beacon.OnEngagement(w.Engagements[0], w), dissemination.Implementing, today)
		_, _ = eng.Review(beacon.OnPractice(practice.Practice{ID: "P"}), today)
		_, _ = eng.Select(w, today)
	})
}
