package rubric

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// Text is wording in one language for the ids of a rubric: domains, topics, levels, descriptors and objectives. It may
// hold a part of them.
type Text struct {
	Language string // such as en or cy
	// Wording says what the texts are, such as labels or published; see [Rubric.Wording]. Empty leaves what it was.
	Wording string
	ByID    map[string]string
}

// IDError says that a rubric has nothing under an id.
type IDError struct {
	Rubric Ref
	ID     string
	What   string // what was looked for: a topic, a descriptor of T07, a text
	Near   string // the id it could have been; empty when none is close
}

// Error names the id and the nearest one there is.
func (e *IDError) Error() string {
	msg := fmt.Sprintf("rubric %s (%s) has no %s %q", e.Rubric.ID, e.Rubric.Edition, e.What, e.ID)
	if e.Near != "" {
		msg += fmt.Sprintf("; did you mean %q?", e.Near)
	}
	return msg
}

// LanguageError says that a text is missing in a language. Nothing else is shown in its place.
type LanguageError struct {
	ID       string
	Language string   // the language asked for
	Have     []string // the languages the text is in, sorted
}

// Error says which language is missing and which there are.
func (e *LanguageError) Error() string {
	return fmt.Sprintf("%s has no text in %q, only in %s; lay one over with WithText", e.ID, e.Language,
		strings.Join(e.Have, ", "))
}

// Text returns the text of an id in a language. An id the rubric does not have is an *[IDError], a text that is missing
// in this language a *[LanguageError]; another language is never used in its place.
func (r *Rubric) Text(id, language string) (string, error) {
	if s, ok := r.text[language][id]; ok {
		return s, nil
	}
	if !slices.Contains(r.ids, id) {
		return "", r.noSuch("text for", id, r.ids)
	}
	e := &LanguageError{ID: id, Language: language}
	for _, l := range r.Languages() {
		if _, ok := r.text[l][id]; ok {
			e.Have = append(e.Have, l)
		}
	}
	return "", e
}

// Untranslated lists the ids without a text in a language, in the order of the rubric.
func (r *Rubric) Untranslated(language string) []string {
	var missing []string
	for _, id := range r.ids {
		if _, ok := r.text[language][id]; !ok {
			missing = append(missing, id)
		}
	}
	return missing
}

// WithText returns a rubric with the given wording laid over what it has in that language: the published wording over
// the short labels, or Welsh beside English. Ids it does not mention keep their text. A text for an id the rubric does
// not have is an *[IDError], and so on for each; a missing language or an empty text is an error too. The receiver
// is unchanged.
func (r *Rubric) WithText(t Text) (*Rubric, error) {
	if strings.TrimSpace(t.Language) == "" {
		return nil, errors.New("a text must name its language, such as cy")
	}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(t.ByID)) {
		switch {
		case !slices.Contains(r.ids, id):
			faults = append(faults, r.noSuch("text for", id, r.ids))
		case strings.TrimSpace(t.ByID[id]) == "":
			faults = append(faults, fmt.Errorf("the text of %s in %q is empty; leave it out where it is missing", id, t.Language))
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	over := *r
	over.text, over.wording = maps.Clone(r.text), maps.Clone(r.wording)
	laid := maps.Clone(r.text[t.Language])
	if laid == nil {
		laid = map[string]string{}
	}
	maps.Copy(laid, t.ByID)
	over.text[t.Language] = laid
	if t.Wording != "" {
		over.wording[t.Language] = t.Wording
	}
	return &over, nil
}

func (r *Rubric) noSuch(what, id string, ids []string) *IDError {
	e := &IDError{Rubric: r.ref, ID: id, What: what}
	e.Near, _ = near.Name(id, ids)
	return e
}
