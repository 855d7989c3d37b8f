package evaluate

import (
	"strings"

	"github.com/acl-beacon/beacon/internal/page"
)

// Paragraph writes an assessment as Markdown for a self-assessment report: one paragraph for each finding, with its caveats
// in it, then what changed in words, and what would let us say more. [ReportOf] writes it at length. The text of names
// and statements is escaped, so that it cannot become markup.
func Paragraph(a Assessment) string {
	var b strings.Builder
	for i := range a.Findings {
		f := &a.Findings[i]
		kind := "Also measured"
		if f.Primary {
			kind = "Primary outcome"
		}
		b.WriteString("**" + kind + ": " + page.Escape(f.Name) + ".** " + page.Escape(f.Verdict.Sentence) + " " + f.Evidence.words() + "\n\n")
	}
	words := false
	for i := range a.Words {
		s := &a.Words[i]
		if s.Kind != QualitativeChange {
			continue
		}
		if !words {
			b.WriteString("Changes not yet in figures:\n\n")
			words = true
		}
		b.WriteString("- " + page.Escape(s.Text))
		switch {
		case s.Becomes != "" && !s.DueOn.IsZero():
			b.WriteString(" (to be looked for in " + page.Escape(s.Becomes) + " by " + s.DueOn.Long() + ")")
		default:
			b.WriteString(" (no figure agreed yet)")
		}
		b.WriteString("\n")
	}
	if words {
		b.WriteString("\n")
	}
	if more := toSay(a); len(more) > 0 {
		b.WriteString("To say more:\n\n")
		for _, m := range more {
			b.WriteString("- " + page.Escape(m) + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// words says how sure one may be, apart from how big the effect is.
func (e *Evidence) words() string {
	text := "Strength of evidence: " + e.Level.String()
	if e.Level != e.ByDesign {
		text += sprintf(" (%s by design, lowered for: %s)", e.ByDesign, e.threats())
	}
	return text + "."
}

// toSay gathers the remedies of all findings, each once.
func toSay(a Assessment) []string {
	var list []string
	seen := map[string]bool{}
	for _, f := range a.Findings {
		for _, m := range f.Verdict.ToSay {
			if !seen[m] {
				seen[m] = true
				list = append(list, m)
			}
		}
	}
	return list
}
