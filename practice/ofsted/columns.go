package ofsted

import (
	"maps"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/near"
)

// column is a column of the file by what it holds; where it stands in a given file is for a layout to say.
type column int

const (
	colURN column = iota
	colUKPRN
	colName
	colProviderType
	colProviderGroup
	colLocalAuthority
	colRegion
	colOfstedRegion
	colLatestShort
	colShortCount
	colNumber
	colKind
	colFirstDay
	colLastDay
	colPublished
	colOverall
	colQuality
	colBehaviour
	colPersonal
	colLeadership
	colSkills
	colSafeguarding
	colPreviousNumber
	colPreviousLastDay
	colPreviousOverall
	colPreviousQuality
	colPreviousBehaviour
	colPreviousPersonal
	colPreviousLeadership
	colPreviousSkills
	colPreviousSafeguarding
	colMovement
	colCount

	// colNone is the column of a cell that the file does not have, such as the first day of a previous inspection.
	colNone column = -1
)

var headings = [colCount]string{
	colURN:                  "Provider URN",
	colUKPRN:                "Provider UKPRN",
	colName:                 "Provider name",
	colProviderType:         "Provider type",
	colProviderGroup:        "Provider group",
	colLocalAuthority:       "Local authority",
	colRegion:               "Region",
	colOfstedRegion:         "Ofsted region",
	colLatestShort:          "Date of latest short",
	colShortCount:           "Number of short inspections since last full inspection",
	colNumber:               "Inspection number",
	colKind:                 "Inspection type",
	colFirstDay:             "First day of inspection",
	colLastDay:              "Last day of inspection",
	colPublished:            "Date published",
	colOverall:              "Overall effectiveness",
	colQuality:              "Quality of education",
	colBehaviour:            "Behaviour and attitudes",
	colPersonal:             "Personal development",
	colLeadership:           "Leadership and management",
	colSkills:               "Contribution to meeting skills needs",
	colSafeguarding:         "Is safeguarding effective?",
	colPreviousNumber:       "Previous inspection number",
	colPreviousLastDay:      "Previous last day of inspection",
	colPreviousOverall:      "Previous overall effectiveness",
	colPreviousQuality:      "Previous quality of education",
	colPreviousBehaviour:    "Previous behaviour and attitudes",
	colPreviousPersonal:     "Previous personal development",
	colPreviousLeadership:   "Previous leadership and management",
	colPreviousSkills:       "Previous contribution to meeting skills needs",
	colPreviousSafeguarding: "Previous safeguarding",
	colMovement:             "Improved/ declined/ stayed the same",
}

// layout says where the columns stand in one file.
type layout struct {
	at [colCount]int
	// named is the number of cells up to the last heading that is not empty, and all counts the empty ones
	// behind it too. Ofsted's file ends every line with a comma; a row may or may not.
	named, all int
}

// newLayout finds every column in a header. Headings are compared without regard to case or to the amount of
// white space, which spreadsheets and people change without noticing.
func newLayout(header []string) (*layout, error) {
	l := &layout{all: len(header)}
	places := make(map[string][]int, len(header))
	for i, heading := range header {
		if key := normal(heading); key != "" {
			places[key] = append(places[key], i)
			l.named = i + 1
		}
	}
	var fault HeaderError
	for col, heading := range headings {
		at := places[normal(heading)]
		switch len(at) {
		case 0:
			fault.Missing = append(fault.Missing, MissingColumn{Name: heading})
			continue
		case 1:
		default:
			fault.Repeated = append(fault.Repeated, heading)
		}
		l.at[col] = at[0]
		delete(places, normal(heading))
	}
	if len(fault.Missing)+len(fault.Repeated) == 0 {
		return l, nil
	}
	// What is left of the header is not a column of its own right, and may be a missing one misspelt.
	unknown := slices.Sorted(maps.Keys(places))
	for i, m := range fault.Missing {
		if key, ok := near.Name(normal(m.Name), unknown); ok {
			fault.Missing[i].Nearest = strings.TrimSpace(header[places[key][0]])
		}
	}
	return nil, &fault
}

func normal(heading string) string {
	return strings.ToLower(strings.Join(strings.Fields(heading), " "))
}
