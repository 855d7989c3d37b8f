package schema

import (
	"encoding/json"
	"reflect"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/evaluate"
	"github.com/acl-beacon/beacon/internal/facts"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Documents lists every kind of saved document with the folder of its package.
func Documents() []Document {
	all := []Document{
		of[practice.Practice]("practice", "practice"),
		of[dissemination.Disseminator]("dissemination", "disseminator"),
		of[dissemination.Enquiry]("dissemination", "enquiry"),
		of[dissemination.Engagement]("dissemination", "engagement"),
		of[support.Programme]("dissemination/support", "programme"),
		of[support.Facilitator]("dissemination/support", "facilitator"),
		of[jpd.Project]("dissemination/jpd", "project"),
		of[rubric.Assessment]("rubric", "assessment"),
		of[evaluate.Plan]("evaluate", "evaluation-plan"),
		of[evaluate.Assessment]("evaluate", "impact-assessment"),
	}
	// The three documents share the type of their states, and each has its own of them.
	for i, life := range []practice.Ladder[dissemination.State]{
		dissemination.DisseminatorLife(), dissemination.EnquiryLife(), dissemination.EngagementLife(),
	} {
		all[1+i].States = statesOf(life)
	}
	return all
}

func of[T json.Marshaler](folder, kind string) Document {
	var zero T
	return Document{Folder: folder, Kind: kind, Header: headerOf(zero), Type: reflect.TypeFor[T](), Means: facts.Means}
}

// headerOf reads the header off what the encoder writes, so that a new version of a document cannot be forgotten here.
func headerOf(document json.Marshaler) string {
	var head struct {
		Schema string `json:"schema"`
	}
	data, err := document.MarshalJSON()
	if err == nil {
		err = json.Unmarshal(data, &head)
	}
	if err != nil {
		panic(err) // of a zero document, so the first test shows it
	}
	return head.Schema
}

func statesOf(life practice.Ladder[dissemination.State]) []string {
	var names []string
	for _, s := range life.States() {
		names = append(names, string(s))
	}
	return names
}
