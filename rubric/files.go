package rubric

import (
	"maps"
	"slices"

	"github.com/acl-beacon/beacon/internal/wire"
)

// Files returns the rubric as the files that [Load] reads, by name: rubric.json and a text.LANGUAGE.json for each language,
// with what [Rubric.WithText] laid over them. The same rubric gives the same bytes.
func (r *Rubric) Files() (map[string][]byte, error) {
	f := rubricFile{Schema: rubricSchema, ID: r.ref.ID, Edition: r.ref.Edition, Language: r.language, Provenance: r.provenance,
		Domains: r.domains, Links: r.links, Roles: r.roles, Objectives: r.objectives, Errata: r.errata}
	for _, t := range r.topics {
		topic := topicFile{ID: t.ID, Domain: t.Domain, Title: t.Title, Bridges: t.Bridges}
		for _, d := range t.Descriptors {
			topic.Descriptors = append(topic.Descriptors, descriptorFile{ID: d.ID, Polarity: d.Polarity, Repeats: d.Repeats})
		}
		f.Topics = append(f.Topics, topic)
	}
	data, err := wire.Marshal(f)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{rubricFileName: wire.Indent(data)}
	for _, language := range slices.Sorted(maps.Keys(r.text)) {
		data, err := wire.Marshal(textFile{Schema: textSchema, Language: language, Wording: r.wording[language], Text: r.text[language]})
		if err != nil {
			return nil, err
		}
		files["text."+language+".json"] = wire.Indent(data)
	}
	return files, nil
}
