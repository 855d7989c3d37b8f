package beacon_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

// Nothing in the packs that come with the module is worth a look that they do not say is meant.
func TestEngine_Lints_embedded(t *testing.T) {
	eng, err := beacon.New(beacon.Config{Embedded: []string{"staffordshire", "lsc2004", "facilitators", "jpd", "acl-wales", "strict"}})
	require.NoError(t, err)
	for _, i := range eng.Lints() {
		t.Errorf("%s: %s [%s]", i.Pos, i.Message, i.Code)
	}
}

// Each kind of lint has its place in the file, and goes where the pack says that it is meant.
func TestEngine_Lints(t *testing.T) {
	text := `
params:
  weeks: {value: 6, unit: weeks}
let:
  half: {on: engagement, is: size(engagement.contacts) / 2}
rules:
  - id: C-1
    decides: stage_gate
    on: {engagement: implementing}
    when: engagement.mode == 'visit' &&
      engagement.mode == 'conference'
    must: engagement.contacts.all(c, c.on <= today) && half > 1
    because: x
  - {id: C-2, decides: partner_filter, on: {partner: accepted}, must: "has(partner.distance_km) || daysBetween(today, today) < params.weeks", because: x}
choices:
  - id: way
    on: partner
    first:
      - {when: partner.distance_km <= 20.0, then: near, because: x}
      - {when: partner.distance_km <= 10.0, then: nearer, because: x}
      - {then: far, because: x}
`
	lints := func(text string) (all []string) {
		eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(head + text)}})
		require.NoError(t, err)
		for _, i := range eng.Lints() {
			assert.NotEmpty(t, i.Snippet)
			all = append(all, i.Pos.String()+" "+i.Rule+" "+i.Code)
		}
		return all
	}
	assert.Equal(t, []string{
		"college.yaml:8:56 half remainder",
		"college.yaml:13:11 C-1 never-true",
		"college.yaml:15:11 C-1 empty-list",
		"college.yaml:17:72 C-2 has-fact",
		"college.yaml:17:126 C-2 other-unit",
		"college.yaml:23:9 way never-holds",
	}, lints(text))
	assert.Equal(t, []string{
		"college.yaml:7:3  unused",
		"college.yaml:11:56 half remainder",
		"college.yaml:16:11 C-1 never-true",
		"college.yaml:20:72 C-2 has-fact",
		"college.yaml:20:126 C-2 other-unit",
		"college.yaml:26:9 way never-holds",
	}, lints("\naccept:\n  empty-list: a rule about each contact asks nothing where there is none\n  always-true: x"+text))
}

// A lint can be mended as a problem can, by those who say that it was a slip.
func TestMend_lint(t *testing.T) {
	text := head + "rules:\n  - {id: C-1, decides: stage_gate, on: {engagement: implementing}, must: size(engagement.contacts) / 2 > 1, because: x}\n"
	eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(text)}})
	require.NoError(t, err)
	mended, done := beacon.Mend("college.yaml", []byte(text), eng.Lints())
	require.Len(t, done, 1)
	assert.Contains(t, string(mended), "size(engagement.contacts) / 2.0 > 1")
}

// A set that changes nothing is worth a look, one below 0 of what is counted is refused, and one without the pack's name is
// told once.
func TestEngine_Lints_set(t *testing.T) {
	set := func(param, to string) (*beacon.Engine, error) {
		return beacon.New(beacon.Config{Packs: []fs.FS{pack(head + "set:\n  - {param: " + param + ", to: " + to + ", because: we said so}\n")}})
	}
	eng, err := set("facilitators.update_interval_weeks", "2")
	require.NoError(t, err)
	said := ""
	for _, i := range eng.Lints() {
		if i.Pos.File == "college.yaml" {
			said += i.Message
		}
	}
	assert.Equal(t, "this changes nothing: facilitators.update_interval_weeks is 2 already", said)
	_, err = set("facilitators.update_interval_weeks", "-4")
	assert.ErrorContains(t, err, "update_interval_weeks counts weeks, and there are never -4 of them")
	_, err = set("update_interval_weeks", "4")
	var problems *beacon.LoadError
	require.ErrorAs(t, err, &problems)
	assert.Len(t, problems.Issues, 1)
}
