package beacon

import "testing"

func TestZZ(t *testing.T) {
	e, err := New(Config{Embedded: []string{"lsc2004", "strict"}})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range e.Rules() {
		if r.Pack == "lsc2004" {
			n++
		}
	}
	t.Log(n)
}
