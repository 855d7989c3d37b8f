package ofsted

import (
	"errors"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// inspectionColumns is where one of the two inspections of a row stands.
type inspectionColumns struct {
	number, kind, firstDay, lastDay, published                            column
	overall, quality, behaviour, personal, leadership, skills, safeguards column
}

var (
	latestColumns = inspectionColumns{
		colNumber, colKind, colFirstDay, colLastDay, colPublished,
		colOverall, colQuality, colBehaviour, colPersonal, colLeadership, colSkills, colSafeguarding,
	}
	previousColumns = inspectionColumns{
		colPreviousNumber, colNone, colNone, colPreviousLastDay, colNone,
		colPreviousOverall, colPreviousQuality, colPreviousBehaviour, colPreviousPersonal, colPreviousLeadership,
		colPreviousSkills, colPreviousSafeguarding,
	}
)

// soleInspectorate is the day from which Ofsted inspects all of further education; see the package comment.
var soleInspectorate = practice.MustDate("2007-04-01")

// row reads the cells in the order of Ofsted's file, so that of several faults the leftmost is reported.
func (c *cells) row() Row {
	if !c.count() {
		return Row{}
	}
	r := Row{Line: c.line(0), Provider: c.provider()}
	r.OfstedRegion = c.text(colOfstedRegion)
	r.LatestShortOn = c.date(colLatestShort)
	r.ShortInspections = c.number(colShortCount)
	r.Provider.Inspection = c.inspection(latestColumns)
	r.Provider.Previous = c.inspection(previousColumns)
	r.Movement = c.movement()
	return r
}

func (c *cells) provider() practice.Provider {
	var p practice.Provider
	p.URN = c.text(colURN)
	p.UKPRN = c.ukprn()
	p.ID = p.UKPRN
	p.Name = c.text(colName)
	p.KindNote = c.text(colProviderType)
	p.Kind = kindOf(c.text(colProviderGroup))
	p.LocalAuthority = c.text(colLocalAuthority)
	p.Region = c.text(colRegion)
	return p
}

// kindOf maps Ofsted's provider group. Ofsted's other groups, such as higher education institutions and independent
// specialist colleges, have no counterpart among the kinds and are other; no group at all is not known.
func kindOf(group string) practice.ProviderKind {
	switch {
	case group == "":
		return ""
	case strings.EqualFold(group, "Colleges"):
		return practice.College
	case strings.EqualFold(group, "Independent learning providers (including employer providers)"):
		return practice.WorkBased
	case strings.EqualFold(group, "Adult community education providers"):
		return practice.Adult
	}
	return practice.OtherProvider
}

// inspection returns nil when the row has neither number nor date of an inspection. Judgements without either would
// be lost that way, so such a row is refused.
func (c *cells) inspection(at inspectionColumns) *practice.Inspection {
	i := practice.Inspection{
		Number:                c.text(at.number),
		Kind:                  c.text(at.kind),
		StartedOn:             c.date(at.firstDay),
		EndedOn:               c.date(at.lastDay),
		PublishedOn:           c.date(at.published),
		Overall:               c.grade(at.overall),
		QualityOfEducation:    c.grade(at.quality),
		BehaviourAndAttitudes: c.grade(at.behaviour),
		PersonalDevelopment:   c.grade(at.personal),
		Leadership:            c.grade(at.leadership),
		SkillsNeeds:           c.skills(at.skills),
		SafeguardingEffective: c.yes(at.safeguards),
	}
	if i.EndedOn.Before(i.StartedOn) {
		c.refuse(at.lastDay, errors.New("the inspection ends before its first day"))
	}
	if i.Number == "" && i.StartedOn.IsZero() && i.EndedOn.IsZero() && i.PublishedOn.IsZero() {
		c.refuseJudgements(at)
		return nil
	}
	if !i.EndedOn.IsZero() && !i.EndedOn.Before(soleInspectorate) {
		i.Inspectorate = "Ofsted"
	}
	return &i
}

func (c *cells) refuseJudgements(at inspectionColumns) {
	for _, col := range []column{
		at.kind, at.overall, at.quality, at.behaviour, at.personal, at.leadership, at.skills, at.safeguards,
	} {
		if c.text(col) != "" {
			c.refuse(col, errors.New("given although the row has neither number nor date of that inspection"))
		}
	}
}
