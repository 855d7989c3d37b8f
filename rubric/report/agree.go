package report

import (
	"strconv"

	"github.com/acl-beacon/beacon/internal/page"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/agreement"
)

// viewsSection shows the views behind the levels and how far the voices agree.
func (s *scribe) viewsSection(a rubric.Assessment, p rubric.Profile) (page.Section, error) {
	agenda, err := s.rubric.Agenda(a)
	if err != nil {
		return page.Section{}, err
	}
	agree, err := s.voicesAgree(a)
	if err != nil {
		return page.Section{}, err
	}
	return page.Section{Heading: s.say("profile.views"), Blocks: []page.Block{s.picture(s.heatOf(a)).figure(), s.spreadOf(p, agenda).figure(), agree}}, nil
}

// voicesAgree is the section on how far the voices agree, with bootstrap ranges.
func (s *scribe) voicesAgree(a rubric.Assessment) (page.Section, error) {
	ratings, voices, err := a.Ratings()
	if err != nil {
		return page.Section{}, err
	}
	opt := agreement.BootstrapOptions{Resamples: max(s.Resamples, 0), Seed: s.Seed}
	w := agreement.KendallW(ratings)
	measures := []struct {
		name, says string
		of         func(agreement.Ratings) agreement.Estimate
	}{
		{s.say("agreement.alpha"), s.say("agreement.alpha.says"), func(r agreement.Ratings) agreement.Estimate {
			return agreement.Alpha(r, agreement.Ordinal).Estimate
		}},
		{s.say("agreement.ac2"), s.say("agreement.ac2.says"), func(r agreement.Ratings) agreement.Estimate {
			return agreement.AC(r, agreement.OrdinalWeights).Estimate
		}},
		{s.say("agreement.w", "n", len(a.Topics)-w.LeftOut), s.say("agreement.w.says"), func(r agreement.Ratings) agreement.Estimate {
			return agreement.KendallW(r).Estimate
		}},
	}
	t := page.Table{Caption: s.say("agreement.caption", "voices", len(voices), "topics", len(a.Topics)), Columns: []page.Column{{Head: s.say("agreement.measure")},
		{Head: s.say("agreement.says")}, {Head: s.say("agreement.figure"), Number: true}, {Head: s.say("agreement.range", "percent", 95), Number: true}}}
	for _, m := range measures {
		t.Rows = append(t.Rows, append([]string{m.name, m.says}, s.interval(agreement.Bootstrap(ratings, m.of, opt))...))
	}
	return page.Section{Heading: s.say("agreement.heading"), Blocks: []page.Block{page.Text(s.say("agreement.how")), t}}, nil
}

// interval is a figure and its range, or why there is none.
func (s *scribe) interval(iv agreement.BootstrapResult) []string {
	figure := s.estimate(iv.Point)
	if !iv.Point.Defined() {
		return []string{figure, ""}
	}
	if iv.State != agreement.Defined {
		return []string{figure, s.say("agreement.none", "why", s.term("state", string(iv.State)))}
	}
	return []string{figure, strconv.FormatFloat(iv.Low, 'f', 2, 64) + " – " + strconv.FormatFloat(iv.High, 'f', 2, 64)}
}

func (s *scribe) estimate(e agreement.Estimate) string {
	if e.Defined() {
		return strconv.FormatFloat(e.Value, 'f', 2, 64)
	}
	return s.say("agreement.none", "why", s.term("state", string(e.State)))
}
