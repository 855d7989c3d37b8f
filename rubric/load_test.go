package rubric_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/rubric"
)

// small is the least a rubric can be.
func small() fstest.MapFS {
	return fstest.MapFS{
		"rubric.json": {Data: []byte(`{"schema":"beacon/rubric/1","id":"ours","edition":"1","language":"en","domains":["work"],"topics":[
			{"id":"K1","domain":"work","descriptors":[{"id":"K1.EX.a","polarity":"strength"},{"id":"K1.IN.a","polarity":"limitation"},
			 {"id":"K1.EM.a","polarity":"developing"},{"id":"K1.ES.a","polarity":"strength"}]}],
			"objectives":{"list":[{"id":"O1","kind":"aim"}]},"links":[{"id":"l","from":"K1","to":["K1.ES.a"]}],"errata":[{"about":["O1"],"note":"n"}]}`)},
		"text.en.json": {Data: []byte(`{"schema":"beacon/rubric-text/1","language":"en","text":{"initial":"1","emerging":"2","established":"3","extending":"4",
			"work":"Work","K1":"Kilns","K1.IN.a":"a","K1.EM.a":"b","K1.ES.a":"c","K1.EX.a":"d","O1":"e"}}`)},
		"text.cy.json": {Data: []byte(`{"schema":"beacon/rubric-text/1","language":"cy","wording":"published","text":{"K1":"Odynau"}}`)},
		"README.md":    {Data: []byte("not read")},
	}
}

func TestLoad(t *testing.T) {
	r, err := rubric.Load(small())
	require.NoError(t, err)
	assert.Equal(t, rubric.Ref{ID: "ours", Edition: "1"}, r.Ref())
	topic, ok := r.Topic("K1")
	require.True(t, ok)
	assert.Equal(t, []string{"K1.IN.a", "K1.EM.a", "K1.ES.a", "K1.EX.a"}, []string{topic.Descriptors[0].ID, topic.Descriptors[1].ID,
		topic.Descriptors[2].ID, topic.Descriptors[3].ID}, "lowest level first, however they were written")
	s, err := r.Text("K1", "cy")
	require.NoError(t, err)
	assert.Equal(t, "Odynau", s)
	assert.Equal(t, "published", r.Wording("cy"))
	assert.Len(t, r.Untranslated("cy"), 10)
	assert.Equal(t, rubric.Opened, r.Open("A", "p", date("2026-01-12")).State)
}

func TestLoad_faults(t *testing.T) {
	for _, tc := range []struct{ name, file, from, to, want string }{
		{"another kind of file", "rubric.json", "beacon/rubric/1", "beacon/rubric/2", `rubric.json/schema: the file says it is "beacon/rubric/2"; it must say "beacon/rubric/1"`},
		{"no id", "rubric.json", `"ours"`, `""`, "rubric.json/id: it is empty; say which rubric, edition and language this is"},
		{"an unknown member", "rubric.json", `"domains"`, `"score":1,"domains"`, "rubric.json/score: there is no such member; mend the member, or leave it out"},
		{"a weight", "rubric.json", `"domain":"work"`, `"domain":"work","weight":2`, "rubric.json/topics/0/weight: there is no such member; mend the member, or leave it out"},
		{"not JSON", "rubric.json", `"domains":[`, `"domains":`, "rubric.json"},
		{"no topic", "rubric.json", `"topics":[`, `"topics":[],"errata":[],"links":[],"roles":[`, "rubric.json"},
		{"an id twice", "rubric.json", `"K1.ES.a","polarity"`, `"K1.EX.a","polarity"`,
			"rubric.json/topics/0/descriptors/3/id: \"K1.EX.a\" is the id of /topics/0/descriptors/0/id already; give each its own id\n" +
				"rubric.json/topics/0/descriptors: K1 has none at established; give each level one: it is the next step from the level below\n" +
				"rubric.json/links/0/to/0: there is no \"K1.ES.a\" here; name an id of this rubric"},
		{"an id that is a level", "rubric.json", `["work"]`, `["initial","work"]`, `rubric.json/domains/0: "initial" is the id of a level already; give each its own id`},
		{"an empty id", "rubric.json", `["work"]`, `["work",""]`, "rubric.json/domains/1: the id is empty; give it a permanent one"},
		{"no such domain", "rubric.json", `"domain":"work"`, `"domain":"wrok"`, `rubric.json/topics/0/domain: "wrok" is not a domain of this rubric; use one of work`},
		{"a descriptor of another topic", "rubric.json", `"K1.EX.a"`, `"K2.EX.a"`, `rubric.json/topics/0/descriptors/0/id: "K2.EX.a" does not say topic, level and letter; write it like K1.ES.a, with IN, EM, ES or EX in the middle`},
		{"no such level", "rubric.json", `"K1.EX.a"`, `"K1.XX.a"`, `rubric.json/topics/0/descriptors/0/id: "K1.XX.a" does not say topic, level and letter`},
		{"no polarity", "rubric.json", `"polarity":"developing"`, `"polarity":""`, "rubric.json/topics/0/descriptors/2/polarity: it is empty; use strength, limitation, developing"},
		{"another polarity", "rubric.json", `"polarity":"developing"`, `"polarity":"develping"`, `rubric.json/topics/0/descriptors/2/polarity: "develping" is not a polarity; did you mean "developing"?`},
		{"repeats what comes later", "rubric.json", `"K1.EX.a",`, `"K1.EX.a","repeats":"K1.ES.a",`, `rubric.json/topics/0/descriptors/0/repeats: "K1.ES.a" does not stand before "K1.EX.a" at the same level; name the first of the two in the later one`},
		{"repeats one of another level", "rubric.json", `"K1.EM.a",`, `"K1.EM.a","repeats":"K1.IN.a",`, `rubric.json/topics/0/descriptors/2/repeats: "K1.IN.a" does not stand before "K1.EM.a" at the same level`},
		{"an objective under none", "rubric.json", `"kind":"aim"`, `"kind":"aim","under":"O2"`, `rubric.json/objectives/list/0/under: "O2" is no objective before this one; list the upper one first`},
		{"an objective of no kind", "rubric.json", `"kind":"aim"`, `"kind":""`, "rubric.json/objectives/list/0/kind: it is empty"},
		{"an erratum about nothing", "rubric.json", `["O1"]`, `["O3"]`, `rubric.json/errata/0/about/0: there is no "O3" here; name an id of this rubric`},
		{"a link from nowhere", "rubric.json", `"from":"K1"`, `"from":"K7"`, `rubric.json/links/0/from: there is no "K7" here; name an id of this rubric`},
		{"a text too few", "text.en.json", `"K1":"Kilns",`, ``, "text.en.json/text: K1 has no text; give it one: this is the rubric's own language"},
		{"a text too many", "text.cy.json", `"K1"`, `"K7"`, `text.cy.json/text: rubric ours (1) has no text for "K7"`},
		{"an empty text", "text.cy.json", `"Odynau"`, `""`, `text.cy.json/text: the text of K1 in "cy" is empty; leave it out where it is missing; mend the id or the text`},
		{"a text in another language than its file's", "text.cy.json", `"language":"cy"`, `"language":"ga"`, `text.cy.json/language: the file holds "ga"; name the file for its language, or write "cy"`},
		{"a text of another kind", "text.cy.json", "beacon/rubric-text/1", "x", `text.cy.json/schema: the file says it is "x"; it must say "beacon/rubric-text/1"`},
		{"a text that is not JSON", "text.cy.json", `{"K1"`, `{K1`, "text.cy.json"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			own := small()
			changed := strings.Replace(string(own[tc.file].Data), tc.from, tc.to, 1)
			require.NotEqual(t, string(own[tc.file].Data), changed)
			own[tc.file] = &fstest.MapFile{Data: []byte(changed)}
			r, err := rubric.Load(own)
			assert.Nil(t, r)
			var fault *rubric.LoadError
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), tc.want)
			for _, p := range fault.Problems {
				assert.NotEmpty(t, p.File)
				assert.NotEmpty(t, p.What)
				assert.NotEmpty(t, p.Fix)
			}
		})
	}
}

func TestLoad_missing(t *testing.T) {
	_, err := rubric.Load(fstest.MapFS{})
	require.EqualError(t, err, "rubric.json: open rubric.json: file does not exist; put the file there")
	own := small()
	delete(own, "text.en.json")
	_, err = rubric.Load(own)
	var fault *rubric.LoadError
	require.ErrorAs(t, err, &fault)
	assert.Len(t, fault.Problems, 11)
}

// FuzzLoad: any text makes a rubric or a *LoadError, and a rubric answers for itself.
func FuzzLoad(f *testing.F) {
	whole, err := fs.ReadFile(files(f), "rubric.json")
	require.NoError(f, err)
	f.Add(whole)
	f.Add([]byte(small()["rubric.json"].Data))
	f.Add([]byte(`{"schema":"beacon/rubric/1","topics":[{"descriptors":[{"id":"."},{"id":"a.EX."}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		own := small()
		own["rubric.json"] = &fstest.MapFile{Data: data}
		r, err := rubric.Load(own)
		if err != nil {
			var fault *rubric.LoadError
			require.ErrorAs(t, err, &fault)
			require.NotEmpty(t, fault.Problems)
			require.NotEmpty(t, err.Error())
			return
		}
		a := r.Open("A", "p", date("2026-01-12"))
		require.NoError(t, r.Check(a))
		for _, topic := range r.Topics() {
			_, err := r.Suggest(topic.ID, nil)
			require.NoError(t, err)
			_, err = r.Text(topic.ID, "en")
			require.NoError(t, err)
		}
	})
}
