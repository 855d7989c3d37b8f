package report

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

//go:embed words.json
var wordsFile []byte

// words are what pages say by themselves, by key and language.
var words = func() map[string]map[string]string {
	var w map[string]map[string]string
	if err := wire.UnmarshalStrict(wordsFile, &w); err != nil {
		panic("report: words.json: " + err.Error()) // the file is part of the program and a test reads it
	}
	return w
}()

// scribe writes in one language and keeps what was missing in it.
type scribe struct {
	Options
	rubric  *rubric.Rubric
	missing map[string]bool
}

func newScribe(r *rubric.Rubric, opt Options) (*scribe, error) {
	if opt.Language == "" {
		opt.Language = "en"
	}
	if _, ok := words["date"][opt.Language]; !ok {
		return nil, &LanguageError{opt.Language}
	}
	if opt.SmallGroup == 0 {
		opt.SmallGroup = rubric.SmallGroup
	}
	return &scribe{Options: opt, rubric: r, missing: map[string]bool{}}, nil
}

// hide takes small groups of learners out, unless the page is for the discussion itself.
func (s *scribe) hide(a rubric.Assessment) rubric.Assessment {
	if s.SmallGroup < 0 {
		return a
	}
	return a.Suppress(s.SmallGroup)
}

// say returns the words under a key, with values put in for {name}: "name", value.
func (s *scribe) say(key string, values ...any) string {
	text, ok := words[key][s.Language]
	if !ok {
		panic("report: no words for " + key) // a test says every key
	}
	// All at once, so that a value that looks like a place for another stays as it is.
	var places []string
	for i := 0; i+1 < len(values); i += 2 {
		places = append(places, "{"+values[i].(string)+"}", fmt.Sprint(values[i+1]))
	}
	return strings.NewReplacer(places...).Replace(text)
}

// term returns the word for a value of a closed list, and the value itself where a host has put in another.
func (s *scribe) term(list, value string) string {
	if _, known := words[list+"."+value]; !known {
		return value
	}
	return s.say(list + "." + value)
}

// text returns the rubric's text of an id. Where it is missing it says so by what it shows.
func (s *scribe) text(id string) string {
	text, err := s.rubric.Text(id, s.Language)
	if err == nil {
		return text
	}
	s.missing[id] = true
	if s.Also != "" {
		if text, err := s.rubric.Text(id, s.Also); err == nil {
			return text + " [" + s.Also + "]"
		}
	}
	return id
}

// titled is an id with its text, and the id alone where there is none.
func (s *scribe) titled(id string) string {
	if text := s.text(id); text != id {
		return id + " " + text
	}
	return id
}

func (s *scribe) level(l rubric.Level) string {
	if l == 0 {
		return ""
	}
	return s.text(l.String())
}

func (s *scribe) name(id string) string {
	if n, ok := s.Names[id]; ok {
		return n
	}
	return id
}

// voice names who speaks: partner, perspective and group.
func (s *scribe) voice(v rubric.Voice) string {
	parts := []string{s.name(v.Partner)}
	if v.Perspective != "" {
		parts = append(parts, s.term("perspective", string(v.Perspective)))
	}
	if v.Group != "" {
		parts = append(parts, s.name(v.Group))
	}
	return strings.Join(parts, ", ")
}

func (s *scribe) date(d practice.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return s.say("date", "d", day, "month", s.say("month."+strconv.Itoa(int(m))), "y", y)
}

// said is what a view or nobody says of a level.
func (s *scribe) said(v rubric.View) string {
	switch {
	case v.Level != 0:
		return s.level(v.Level)
	case v.NoLevel != "":
		return s.term("nolevel", string(v.NoLevel))
	}
	return s.say("mark.noLevel")
}

// missingIDs lists what was missing, in the order of the rubric.
func (s *scribe) missingIDs() []string {
	var ids []string
	for _, id := range s.rubric.Untranslated(s.Language) {
		if s.missing[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// missingShown is how many missing texts a page lists; the rest are counted.
const missingShown = 12

// missingNote says what is missing, as a block for the page.
func (s *scribe) missingNote() []page.Block {
	ids := s.missingIDs()
	if len(ids) == 0 {
		return nil
	}
	list := strings.Join(ids[:min(len(ids), missingShown)], ", ")
	if n := len(ids) - missingShown; n > 0 {
		list = s.say("about.more", "ids", list, "n", n)
	}
	key := "about.missing.ids"
	if s.Also != "" {
		key = "about.missing.also"
	}
	return []page.Block{page.Note{Label: s.say("about.missing"), Text: s.say(key, "n", len(ids), "ids", list, "also", s.Also)}}
}
