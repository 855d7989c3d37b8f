package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/acl-beacon/beacon/practice"
)

// Partner is what the four rules are about.
type Partner struct {
	Sector          string            `json:"sector" cel:"sector" expr:"sector"`
	InspectionGrade int               `json:"inspection_grade" expr:"inspection_grade"`
	DistanceKM      float64           `json:"distance_km" expr:"distance_km"`
	Areas           []Area            `json:"areas" expr:"areas"`
	AgreedBaseline  bool              `json:"agreed_baseline" expr:"agreed_baseline"`
	SeniorSponsor   bool              `json:"senior_sponsor" expr:"senior_sponsor"`
	Competitor      bool              `json:"competitor" expr:"competitor"`
	ViaLocalBody    bool              `json:"via_local_body" expr:"via_local_body"`
	LastContactOn   practice.Date     `json:"last_contact_on" expr:"-"`
	LastContact     int               `json:"last_contact" rule:"-" expr:"last_contact"` // the same as a day number
	Tags            map[string]string `json:"tags" expr:"tags"`
}

// Area is something a partner wants to get better at.
type Area struct {
	Name     string `json:"name" expr:"name"`
	Severity int    `json:"severity" expr:"severity"`
	Subject  string `json:"subject" expr:"subject"`
}

var (
	today    = practice.MustDate("2026-03-01")
	dayOne   = practice.MustDate("2020-01-01")
	todayDay = dayOne.DaysUntil(today)
)

// The rules. R1 joins two yes/no, R2 asks four simple questions, R3 looks through a list besides, and R4 takes in a span of
// days, a list made of a list, and a look-up in a map.
var ruleTexts = func() [4]string {
	r1 := `agreed_baseline && senior_sponsor`
	r2 := `sector in ["college", "acl"] && inspection_grade >= 3 && !competitor && distance_km < 80.0`
	r3 := r2 + ` && size(areas) <= 3 && areas.exists(a, a.severity >= 2 && a.subject == "maths")`
	r4 := r3 + ` && (inspection_grade < 4 || via_local_body) && daysBetween(last_contact_on, today) > 30` +
		` && areas.filter(a, a.severity > 1).map(a, a.name).size() > 0` +
		` && ("region" in tags && tags["region"].startsWith("north"))`
	return [4]string{r1, r2, r3, r4}
}()

// by hand
var handRules = [4]func(*Partner) bool{
	func(p *Partner) bool { return p.AgreedBaseline && p.SeniorSponsor },
	handR2, handR3, handR4,
}

func handR2(p *Partner) bool {
	return (p.Sector == "college" || p.Sector == "acl") && p.InspectionGrade >= 3 && !p.Competitor && p.DistanceKM < 80
}

func handR3(p *Partner) bool {
	if !handR2(p) || len(p.Areas) > 3 {
		return false
	}
	for i := range p.Areas {
		if a := &p.Areas[i]; a.Severity >= 2 && a.Subject == "maths" {
			return true
		}
	}
	return false
}

func handR4(p *Partner) bool {
	if !handR3(p) || p.InspectionGrade >= 4 && !p.ViaLocalBody || todayDay-p.LastContact <= 30 {
		return false
	}
	n := 0
	for i := range p.Areas {
		if p.Areas[i].Severity > 1 {
			n++
		}
	}
	if n == 0 {
		return false
	}
	region, ok := p.Tags["region"]
	return ok && strings.HasPrefix(region, "north")
}

func randomPartners(n int, seed uint64) []Partner {
	r := rand.New(rand.NewPCG(seed, 1))
	sectors, subjects := []string{"college", "acl", "college", "wbl"}, []string{"maths", "maths", "english", "science"}
	regions := []string{"north-east", "north-west", "south", "midlands", "london", "north"}
	tags := make([]map[string]string, 66)
	for i := range tags[:64] {
		tags[i] = map[string]string{"k": fmt.Sprint(i), "fund": "esf"}
		if i%8 > 0 {
			tags[i]["region"] = regions[i%len(regions)]
		}
	}
	tags[64] = map[string]string{}
	areas := make([][]Area, 4096)
	for i := range areas {
		for range r.IntN(5) {
			areas[i] = append(areas[i], Area{fmt.Sprintf("area-%d", r.IntN(400)), r.IntN(4), subjects[r.IntN(4)]})
		}
	}
	ps := make([]Partner, n)
	for i := range ps {
		ago := r.IntN(90)
		ps[i] = Partner{Sector: sectors[r.IntN(4)], InspectionGrade: 1 + r.IntN(4), DistanceKM: r.Float64() * 120,
			Areas: areas[r.IntN(len(areas))], AgreedBaseline: r.IntN(3) > 0, SeniorSponsor: r.IntN(3) > 0, Competitor: r.IntN(5) == 0,
			ViaLocalBody: r.IntN(2) == 0, LastContactOn: today.AddDays(-ago), LastContact: todayDay - ago, Tags: tags[r.IntN(len(tags))]}
	}
	return ps
}

// passing are partners that pass every rule, so that each is evaluated to its end.
func passing(n int) []Partner {
	var out []Partner
	for seed := uint64(100); len(out) < n; seed++ {
		for _, p := range randomPartners(50_000, seed) {
			if handRules[0](&p) && handR4(&p) && len(p.Areas) == 3 && len(out) < n {
				out = append(out, p)
			}
		}
	}
	return out
}
