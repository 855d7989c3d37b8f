package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/acl-beacon/beacon/examples/internal/cli"
	"github.com/acl-beacon/beacon/rubric"
	"github.com/acl-beacon/beacon/rubric/report"
)

// profileFile is profile.json, for other systems to read: a line for each topic and none for the whole.
type profileFile struct {
	Profile rubric.Profile `json:"profile"`
	// SinceLastTime is there where a round before was given.
	SinceLastTime *rubric.Comparison `json:"since_last_time,omitempty"`
	// SelfAssessmentReport are the lines for the partnership's self-assessment report.
	SelfAssessmentReport []rubric.SARLine `json:"self_assessment_report"`
}

// write makes the papers. Small groups of learners are hidden in all of them.
func write(in input, opt report.Options) ([]cli.File, error) {
	agenda, err := report.Agenda(in.rubric, in.now, opt)
	if err != nil {
		return nil, err
	}
	profile, err := report.Profile(in.rubric, in.now, in.earlier, opt)
	if err != nil {
		return nil, err
	}
	heat, err := report.HeatMap(in.rubric, in.now, opt)
	if err != nil {
		return nil, err
	}
	data, err := profileJSON(in, opt.SmallGroup)
	if err != nil {
		return nil, err
	}
	return []cli.File{{Name: "agenda.html", Data: agenda.HTML()}, {Name: "report.html", Data: profile.HTML()}, {Name: "heatmap.svg", Data: heat.SVG()}, {Name: "profile.json", Data: data}}, nil
}

func profileJSON(in input, small int) ([]byte, error) {
	a := hide(in.now, small)
	p, err := in.rubric.Profile(a)
	if err != nil {
		return nil, err
	}
	file := profileFile{Profile: p, SelfAssessmentReport: p.SARFeed()}
	if n := len(in.earlier); n > 0 {
		before := in.earlier[n-1]
		c, err := rubric.Compare(before.Rubric, before.Assessment, in.rubric, a)
		if err != nil {
			return nil, err
		}
		file.SinceLastTime = &c
	}
	var out bytes.Buffer
	err = cli.WriteJSON(&out, file)
	return out.Bytes(), err
}

// tell says in a few lines what was read and what was made of it.
func tell(out io.Writer, in input, papers []cli.File, o options) {
	for _, t := range in.tables {
		fmt.Fprintf(out, "%s: %d %s added, %d there already, %s refused\n", t.file, t.added, t.what, t.already, cli.Counted(len(t.refused), "row"))
		for _, r := range t.refused {
			fmt.Fprintf(out, "  %s\n", r.Error())
		}
		for _, c := range t.ignored {
			fmt.Fprintf(out, "  column %q is not read\n", c)
		}
	}
	if wide := wideApart(in, o.small); len(wide) > 0 {
		fmt.Fprintln(out, "Talk first about the open topics on which views lie two levels apart or more:")
		w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
		for _, item := range wide {
			title, _ := in.rubric.Text(item.Topic, "en")
			fmt.Fprintf(w, "  %s %s\t%s to %s\t%d voices\n", item.Topic, title, item.Min, item.Max, item.Given)
		}
		w.Flush()
	}
	fmt.Fprintf(out, "Written to %s:\n", o.out)
	for _, p := range papers {
		fmt.Fprintf(out, "  %s\n", p.Name)
	}
}

// wideApart lists the topics that are not agreed and on which views lie two levels apart or more.
func wideApart(in input, small int) []rubric.AgendaItem {
	a := hide(in.now, small)
	items, err := in.rubric.Agenda(a)
	if err != nil {
		return nil // the papers were made from it, so it cannot be
	}
	return slices.DeleteFunc(items, func(item rubric.AgendaItem) bool {
		t, _ := a.Topic(item.Topic)
		return !item.WideApart() || t.IsAgreed()
	})
}

// hide takes small groups of learners out as package report does.
func hide(a rubric.Assessment, small int) rubric.Assessment {
	switch {
	case small < 0:
		return a
	case small == 0:
		small = rubric.SmallGroup
	}
	return a.Suppress(small)
}
