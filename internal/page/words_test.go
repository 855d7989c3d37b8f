package page_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/acl-beacon/beacon/internal/page"
)

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 12: "12", -3.5: "−3.5", 12345.6: "12345.6", 0.3 - 0.1: "0.2", 1e7: "10000000",
		-0.00001: "0", 0.50001: "0.5", 100: "100"} {
		assert.Equal(t, want, page.Number(v))
	}
}

func TestColumns(t *testing.T) {
	assert.Equal(t, []page.Column{{Head: "What"}, {Head: "Days", Number: true}, {Head: "By", Day: true}}, page.Columns("What", "#Days", "@By"))
}

func TestYesNo(t *testing.T) {
	assert.Equal(t, []string{"yes", "no", "not recorded"}, []string{page.YesNo(true, true), page.YesNo(false, true), page.YesNo(false, false)})
}
