package bundle

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/acl-beacon/beacon/internal/rules"
)

func (l *loader) rule(p *Pack, r Rule) *Compiled {
	if r.Subject == "" {
		r.Subject = l.onlySubject(r.Decides)
	}
	at := r.Pos
	if len(r.onAt) > 0 {
		at = r.onAt[0]
	}
	if r.Subject == "" {
		p.file.add(r.Pos, CodeMissingKey, r.ID, `"on" is missing: say what the rule judges`, "such as on: {engagement: implementing}")
		return nil
	}
	s, point := l.point(p, at, r.ID, r.Subject)
	if point == nil {
		return nil
	}
	if !slices.Contains(s.Decides, r.Decides) {
		p.file.suggest(r.decidesAt, CodeBadValue, r.ID, fmt.Sprintf("%q is not decided about %s", r.Decides, a(s.Name)), r.Decides, s.Decides)
	}
	for i, state := range r.States {
		switch {
		case len(s.States) == 0:
			p.file.add(r.onAt[i+1], CodeUnknownState, r.ID, fmt.Sprintf("%s has no states", a(s.Name)), "write any in their place")
		case !slices.Contains(s.States, state):
			p.file.suggest(r.onAt[i+1], CodeUnknownState, r.ID, fmt.Sprintf("%s is never %q", a(s.Name), state), state, s.States)
		case slices.Contains(s.Exits, state) && r.Decides != "check":
			p.file.add(r.onAt[i+1], CodeUnknownState, r.ID, fmt.Sprintf("a person decides that %s is %s; no rule stands in the way", a(s.Name), state),
				"take the state out, or write decides: check")
		}
	}
	c := &Compiled{Rule: r, Point: point}
	if !r.When.IsZero() {
		c.When = l.expr(p, point, r.ID, r.When, rules.Bool)
	}
	c.Check = l.expr(p, point, r.ID, r.Check, rules.Bool)
	c.Messages = l.messages(p, point, r.ID, r.Because)
	return c
}

// onlySubject is the subject of a kind of decision that is about one thing alone.
func (l *loader) onlySubject(decides string) string {
	subject := ""
	for _, s := range l.subjects {
		if slices.Contains(s.Decides, decides) {
			if subject != "" {
				return ""
			}
			subject = s.Name
		}
	}
	return subject
}

func (l *loader) expr(p *Pack, point *rules.Point, rule string, e Expr, want ...rules.Kind) *rules.Program {
	if e.IsZero() {
		return nil
	}
	job := &job{pack: p, point: point, rule: rule, expr: e, want: want, program: new(rules.Program)}
	l.jobs = append(l.jobs, job)
	return job.program
}

// job is an expression to be compiled. Its program stands empty in the set until then.
type job struct {
	pack     *Pack
	point    *rules.Point
	rule     string
	expr     Expr
	want     []rules.Kind
	program  *rules.Program
	problems []rules.Problem
}

// compile compiles what was put down, on all cores, since this is most of the time that loading takes. Problems are told
// in the order of the files whatever was done first.
func (l *loader) compile() {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(l.jobs)) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(l.jobs) {
					return
				}
				j := l.jobs[i]
				program, problems := j.point.Compile(j.expr.Text, j.want...)
				if program != nil {
					*j.program = *program
				}
				j.problems = problems
			}
		})
	}
	wg.Wait()
	for _, j := range l.jobs {
		for _, pr := range j.problems {
			j.pack.file.problem(j.expr, j.expr.Pos(pr.Line, pr.Column), j.rule, pr)
		}
	}
}

func (l *loader) score(p *Pack, s Score) *CompiledScore {
	_, point := l.point(p, s.Pos, s.ID, s.Subject)
	if point == nil {
		return nil
	}
	return &CompiledScore{Score: s, Value: l.expr(p, point, s.ID, s.Value, rules.Double, rules.Int),
		Messages: l.messages(p, point, s.ID, s.Because)}
}

func (l *loader) choice(p *Pack, c Choice) *CompiledChoice {
	_, point := l.point(p, c.Pos, c.ID, c.Subject)
	if point == nil {
		return nil
	}
	compiled := &CompiledChoice{Choice: c}
	for i, row := range c.Rows {
		if row.When.IsZero() && i < len(c.Rows)-1 {
			p.file.add(row.Pos, CodeBadValue, c.ID, "this row always holds, so the rows below it are never reached", "put it last")
		}
		compiled.Rows = append(compiled.Rows, CompiledRow{Row: row, When: l.expr(p, point, c.ID, row.When, rules.Bool),
			Messages: l.messages(p, point, c.ID, row.Because)})
	}
	return compiled
}

// table makes a choice of a table, so that whoever asks for choices is told what it picks.
func (l *loader) table(p *Pack, t Table) *CompiledChoice {
	_, point := l.point(p, t.onAt, t.ID, t.Subject)
	if point == nil || t.Rows[0].name == "" {
		return nil
	}
	c := &CompiledChoice{Choice: Choice{ID: t.ID, Pack: t.Pack, Subject: t.Subject, Source: t.Source, Pos: t.Pos}, AnyOrder: t.Hit != "first", table: true}
	add := func(r TableRow, when Expr) {
		c.Rows = append(c.Rows, CompiledRow{Row: Row{When: when, Then: r.Then, Pos: r.Pos},
			When: l.expr(p, point, t.ID, when, rules.Bool), Messages: l.messages(p, point, t.ID, r.Because)})
	}
	for _, r := range t.Rows {
		add(r, exprAt(r.name, r.Pos))
	}
	if t.Otherwise != nil {
		add(*t.Otherwise, Expr{})
	}
	return c
}

// Message is a text with places that are filled when it is shown.
type Message struct {
	text  []string         // one more than fills
	fills []*rules.Program // any single value

	language string
}

func (l *loader) messages(p *Pack, point *rules.Point, rule string, because map[string]Expr) map[string]Message {
	all := map[string]Message{}
	for lang, e := range because {
		m := l.message(p, point, rule, e)
		m.language = lang
		all[lang] = m
	}
	return all
}

// message splits a text at its {expressions}. {{ and }} stand for the braces themselves.
func (l *loader) message(p *Pack, point *rules.Point, rule string, e Expr) Message {
	var m Message
	var text strings.Builder
	if most := rules.WithDefaults(l.options.Limits).Length; utf8.RuneCountInString(e.Text) > most {
		p.file.add(e.Pos(1, 1), rulesCode(rules.CodeTooLarge), rule, fmt.Sprintf("this message is too long; %d characters are the limit", most), "say it in a sentence")
		return m
	}
	rest := []rune(e.Text)
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case (c == '{' || c == '}') && i+1 < len(rest) && rest[i+1] == c:
			text.WriteRune(c)
			i++
		case c == '{':
			end := slices.Index(rest[i:], '}')
			if end < 0 {
				p.file.add(e.Pos(1, i+1), CodeBadValue, rule, "this { has no } to close it", "write {{ for a brace in the text")
				return m
			}
			inner := Expr{Text: strings.TrimSpace(string(rest[i+1 : i+end])), from: []span{{0, e.Pos(1, i+2)}}}
			m.text, m.fills = append(m.text, text.String()), append(m.fills, l.expr(p, point, rule, inner))
			text.Reset()
			i += end
		default:
			text.WriteRune(c)
		}
	}
	m.text = append(m.text, text.String())
	return m
}

// Fill writes the message for one set of facts. What is not known reads "not recorded".
func (m Message) Fill(f rules.Facts) string {
	if len(m.text) == 0 {
		return ""
	}
	var b strings.Builder
	for i, program := range m.fills {
		b.WriteString(m.text[i])
		b.WriteString(rules.FormatIn(m.language, program.Eval(f).Value))
	}
	b.WriteString(m.text[len(m.text)-1])
	return b.String()
}
