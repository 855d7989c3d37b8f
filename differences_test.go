package beacon_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon"
)

const beforeChange = head + `
params:
  months: {value: 9, unit: months, source: the board}
attributes:
  partner: {region: {kind: text, values: [north, south]}, minutes: whole number}
let:
  near: {on: partner, is: partner.distance_km <= 80}
tables:
  - id: way
    on: partner
    columns: {km: partner.distance_km}
    rows:
      - {if: {km: "<= 20"}, then: bicycle, because: Go by bicycle.}
      - {if: {km: "> 20"}, then: car}
rules:
  - {id: C-1, decides: partner_filter, on: {partner: accepted}, should: near, because: {en: Too far., cy: Rhy bell.}}
  - {id: C-2, decides: stage_gate, on: {engagement: active}, must: has(engagement.purpose), because: x}
scores:
  - {id: reach, on: partner, value: "near ? 1.0 : 0.0", because: x}
choices:
  - id: how
    on: partner
    first:
      - {when: near, then: visit, because: x}
      - {then: call, because: y}
`

// Whatever differs between two packs is told with what it was and where: rules, figures, and all that rules stand on.
func TestEngine_Differences(t *testing.T) {
	load := func(text string) *beacon.Engine {
		eng, err := beacon.New(beacon.Config{Embedded: []string{}, Packs: []fs.FS{pack(text)}})
		require.NoError(t, err)
		return eng
	}
	afterChange := strings.NewReplacer("value: 9, unit: months, source: the board", "value: 6, unit: months, source: minutes of March",
		"values: [north, south]", "values: [north]", ", minutes: whole number", "", "partner.distance_km <= 80}", "partner.distance_km <= 60}",
		`"<= 20"}, then: bicycle`, `"<= 20"}, then: train`, "Go by bicycle.", "Go by train.", `"> 20"}, then: car}`, `"> 20"}, then: car}`+"\n    otherwise: {then: bus}",
		"should: near", "must: near", "Rhy bell.", "Mae'n rhy bell.", "id: C-2", "id: C-3", `value: "near`, `weight: 2, value: "near`, "then: call", "then: letter").Replace(beforeChange)
	before, after := load(beforeChange), load(afterChange)
	var told []string
	for _, d := range after.Differences(before) {
		told = append(told, strings.Join([]string{d.Kind, d.Of, d.Name, d.What, d.From, d.To}, "|"))
		assert.Equal(t, d.Kind != "added", d.Was.Line > 0, d)
		assert.Equal(t, d.Kind != "removed", d.Pos.Line > 0, d)
	}
	assert.Equal(t, []string{
		"raised|rule|C-1|weight|should|must",
		"changed|rule|C-1|message in cy|Rhy bell.|Mae'n rhy bell.",
		"removed|rule|C-2|||",
		"added|rule|C-3|||",
		"set|param|college.months|value|9 months|6 months",
		"changed|param|college.months|source|the board|minutes of March",
		"removed|attribute|partner.minutes|||",
		"changed|attribute|partner.region|values|north, south|north",
		"changed|let|college.near|is|partner.distance_km <= 80|partner.distance_km <= 60",
		"changed|table|college.way|row 1|if km <= 20: bicycle|if km <= 20: train",
		"changed|table|college.way|row 1, message in en|Go by bicycle.|Go by train.",
		"changed|table|college.way|otherwise||bus",
		"changed|score|college.reach|weight|1|2",
		"changed|choice|college.how|row 2|call|letter",
	}, told)
	assert.Empty(t, before.Differences(load(beforeChange)))
	assert.Empty(t, before.Differences(before))
	back := before.Differences(after)
	assert.Equal(t, "lowered", back[0].Kind)
	assert.Len(t, back, len(told))
}
