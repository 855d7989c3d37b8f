package casev1

import (
	"crypto/sha1"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Options says what CASE asks of a package and a rubric does not hold.
type Options struct {
	// Base is the address under which the package is served, such as https://example.ac.uk; URIs begin with it.
	Base string
	// Changed is the day of the last change.
	Changed practice.Date
	// Title and Creator name the framework and who made it; empty are the rubric's id and its makers.
	Title, Creator string
	// Language is that of the criteria and levels; empty is en. Other languages go with it as translations.
	Language string
}

// FromRubric makes a package of a rubric. The same rubric and options give the same bytes; identifiers are derived from
// Base and the rubric's own ids, so that a new edition keeps those of what it keeps.
//
// Options without base or day are an error, and a text that is missing in the language a *[rubric.LanguageError].
func FromRubric(r *rubric.Rubric, opt Options) (Package, error) {
	if strings.TrimSpace(opt.Base) == "" || opt.Changed.IsZero() {
		return Package{}, errors.New("a CASE package needs the address it is served under and the day of its last change")
	}
	if opt.Language == "" {
		opt.Language = "en"
	}
	opt.Base = strings.TrimRight(opt.Base, "/")
	w := &writer{rubric: r, Options: opt, changed: opt.Changed.String() + "T00:00:00Z"}
	doc, err := w.document()
	if err != nil {
		return Package{}, err
	}
	data, err := wire.Marshal(doc)
	if err != nil {
		return Package{}, err
	}
	var p Package
	err = p.UnmarshalJSON(data)
	return p, err
}

// The structs below are what is written, with the names of CASE 1.1 and no more of its members than a rubric fills.
type (
	cfPackage struct {
		Document     cfDocument      `json:"CFDocument"`
		Items        []cfItem        `json:"CFItems"`
		Associations []cfAssociation `json:"CFAssociations"`
		Rubrics      []cfRubric      `json:"CFRubrics"`
	}
	cfDocument struct {
		Identifier string `json:"identifier"`
		URI        string `json:"uri"`
		Creator    string `json:"creator"`
		Title      string `json:"title"`
		Version    string `json:"version"`
		Language   string `json:"language"`
		Changed    string `json:"lastChangeDateTime"`
		Package    Link   `json:"CFPackageURI"`
	}
	cfItem struct {
		Identifier string `json:"identifier"`
		URI        string `json:"uri"`
		Statement  string `json:"fullStatement"`
		Code       string `json:"humanCodingScheme"`
		Type       string `json:"CFItemType"`
		Language   string `json:"language"`
		Changed    string `json:"lastChangeDateTime"`
		Document   Link   `json:"CFDocumentURI"`
	}
	cfAssociation struct {
		Identifier  string `json:"identifier"`
		URI         string `json:"uri"`
		Type        string `json:"associationType"`
		Origin      Link   `json:"originNodeURI"`
		Destination Link   `json:"destinationNodeURI"`
		Sequence    int    `json:"sequenceNumber,omitzero"`
		Changed     string `json:"lastChangeDateTime"`
	}
	cfRubric struct {
		Identifier string                     `json:"identifier"`
		URI        string                     `json:"uri"`
		Title      string                     `json:"title"`
		Changed    string                     `json:"lastChangeDateTime"`
		Criteria   []cfCriterion              `json:"CFRubricCriteria"`
		Extensions map[string]json.RawMessage `json:"extensions"`
	}
	cfCriterion struct {
		Identifier  string    `json:"identifier"`
		URI         string    `json:"uri"`
		Category    string    `json:"category"`
		Description string    `json:"description"`
		Item        Link      `json:"CFItemURI"`
		Position    int       `json:"position"`
		RubricID    string    `json:"rubricId"`
		Changed     string    `json:"lastChangeDateTime"`
		Levels      []cfLevel `json:"CFRubricCriterionLevels"`
	}
	cfLevel struct {
		Identifier  string `json:"identifier"`
		URI         string `json:"uri"`
		Description string `json:"description"`
		Quality     string `json:"quality"`
		Position    int    `json:"position"`
		CriterionID string `json:"rubricCriterionId"`
		Changed     string `json:"lastChangeDateTime"`
	}
)

type writer struct {
	Options
	rubric  *rubric.Rubric
	changed string
	doc     Link
	out     cfPackage
	err     error
}

// urlNamespace is the namespace of URLs of RFC 9562.
var urlNamespace = [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}

// link makes the identifier (a UUID of version 5) and the address of something by its kind and its id in the rubric.
func (w *writer) link(kind, id, title string) Link {
	h := sha1.New()
	h.Write(urlNamespace[:])
	fmt.Fprintf(h, "%s/%s/%s/%s", w.Base, w.rubric.Ref().ID, kind, id)
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x50, b[8]&0x3f|0x80
	uuid := fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
	return Link{Title: title, Identifier: uuid, URI: w.Base + "/ims/case/v1p1/" + kind + "/" + uuid}
}

// text returns a text in the language of the package; a missing one stops the writing.
func (w *writer) text(id string) string {
	text, err := w.rubric.Text(id, w.Language)
	if err != nil && w.err == nil {
		w.err = err
	}
	return text
}

func (w *writer) document() (cfPackage, error) {
	ref := w.rubric.Ref()
	title, creator := w.Title, w.Creator
	if title == "" {
		title = ref.ID
	}
	if creator == "" {
		creator = strings.Join(w.rubric.Provenance().MadeBy, ", ")
	}
	if creator == "" {
		creator = ref.ID
	}
	w.doc = w.link("CFDocuments", ref.Edition, title)
	w.out.Document = cfDocument{Identifier: w.doc.Identifier, URI: w.doc.URI, Creator: creator, Title: title, Version: ref.Edition,
		Language: w.Language, Changed: w.changed, Package: w.link("CFPackages", ref.Edition, title)}
	for i, d := range w.rubric.Domains() {
		w.child(w.item(d, "Domain"), w.doc, i+1)
	}
	at := w.link("CFRubrics", ref.Edition, title)
	one := cfRubric{Identifier: at.Identifier, URI: at.URI, Title: title, Changed: w.changed}
	for _, t := range w.rubric.Topics() {
		one.Criteria = append(one.Criteria, w.criterion(t, at.Identifier))
	}
	written, err := w.rubric.Files()
	if err != nil {
		return cfPackage{}, err
	}
	held := files{}
	for name, data := range written {
		held[name] = data
	}
	extension, err := wire.Marshal(held)
	one.Extensions = map[string]json.RawMessage{"beacon": extension}
	w.out.Rubrics = []cfRubric{one}
	return w.out, errors.Join(w.err, err)
}

func (w *writer) criterion(t rubric.Topic, rubricID string) cfCriterion {
	item := w.item(t.ID, "Topic")
	w.child(item, w.link("CFItems", t.Domain, w.text(t.Domain)), t.Number)
	at := w.link("CFRubricCriteria", t.ID, "")
	c := cfCriterion{Identifier: at.Identifier, URI: at.URI, Category: w.text(t.Domain), Description: item.Title, Item: item,
		Position: t.Number, RubricID: rubricID, Changed: w.changed}
	sequence := 0
	for _, l := range rubric.Levels() {
		var lines []string
		for _, d := range t.At(l) {
			sequence++
			w.child(w.item(d.ID, "Descriptor"), item, sequence)
			lines = append(lines, d.Letter+") "+w.text(d.ID))
		}
		level := w.link("CFRubricCriterionLevels", t.ID+"."+l.Code(), "")
		c.Levels = append(c.Levels, cfLevel{Identifier: level.Identifier, URI: level.URI, Description: strings.Join(lines, "\n"),
			Quality: w.text(l.String()), Position: int(l), CriterionID: at.Identifier, Changed: w.changed})
	}
	return c
}

// item writes an id as an item, and its other languages as items of their own tied to it.
func (w *writer) item(id, kind string) Link {
	at := w.link("CFItems", id, w.text(id))
	w.addItem(at, id, kind, w.Language)
	for _, language := range w.rubric.Languages() {
		text, err := w.rubric.Text(id, language)
		if language == w.Language || err != nil {
			continue
		}
		other := w.link("CFItems", id+"/"+language, text)
		w.addItem(other, id, kind, language)
		w.associate("isTranslationOf", other, at, 0)
	}
	return at
}

func (w *writer) addItem(at Link, id, kind, language string) {
	w.out.Items = append(w.out.Items, cfItem{Identifier: at.Identifier, URI: at.URI, Statement: at.Title, Code: id, Type: kind,
		Language: language, Changed: w.changed, Document: w.doc})
}

func (w *writer) child(item, of Link, sequence int) { w.associate("isChildOf", item, of, sequence) }

func (w *writer) associate(how string, from, to Link, sequence int) {
	at := w.link("CFAssociations", how+"/"+from.Identifier+"/"+to.Identifier, "")
	w.out.Associations = append(w.out.Associations, cfAssociation{Identifier: at.Identifier, URI: at.URI, Type: how, Origin: from,
		Destination: to, Sequence: sequence, Changed: w.changed})
}
