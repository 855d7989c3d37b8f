package main

import (
	"cmp"
	"strings"

	"github.com/acl-beacon/beacon"
)

// ruleView is a rule in the form that programs read.
type ruleView struct {
	ID       string   `json:"id"`
	Pack     string   `json:"pack"`
	Severity string   `json:"severity"`
	Decides  string   `json:"decides"`
	Subject  string   `json:"subject"`
	States   []string `json:"states,omitempty"`
	When     string   `json:"when,omitempty"`
	Check    string   `json:"check"`
	Source   string   `json:"source,omitempty"`
	Ask      string   `json:"ask,omitempty"`
	Waivable bool     `json:"waivable,omitempty"`
	Place    string   `json:"place"`
}

func view(r beacon.RuleInfo) ruleView {
	return ruleView{r.ID, r.Pack, string(r.Severity), r.Decides, r.Subject, r.States, plain(r.When), plain(r.Check), r.Source, r.Ask,
		r.Waivable, place(r.Pos)}
}

type listReport struct {
	Rules   []ruleView          `json:"rules"`
	Changes []beacon.PackChange `json:"changes,omitempty"` // what packs did to earlier ones
}

func list(o options) (report, error) {
	l, err := load(o, o.args...)
	if err != nil {
		return nil, err
	}
	if o.on != "" {
		if _, err := l.subject(o.on); err != nil {
			return nil, err
		}
	}
	if o.severity != "" && weights[o.severity] == 0 {
		return nil, misuse("a rule weighs must, should or may, not %q", o.severity)
	}
	var packs []string
	known := o.pack == ""
	for _, p := range l.packs() {
		packs, known = append(packs, p.Pack), known || p.Pack == o.pack
	}
	if !known {
		return nil, misuse("no pack %q is in force%s", o.pack, didYouMean(o.pack, packs))
	}
	if o.params {
		r := paramsReport{Params: []beacon.Param{}}
		for _, param := range l.Params() {
			if matches(param.Pack, o.pack) {
				r.Params = append(r.Params, param)
			}
		}
		return r, nil
	}
	r := listReport{Rules: []ruleView{}}
	if o.on == "" && o.severity == "" {
		for _, c := range l.Changes() {
			if matches(c.From, o.pack) || matches(c.By, o.pack) {
				r.Changes = append(r.Changes, c)
			}
		}
	}
	for _, v := range l.Vocabulary() {
		for _, rule := range l.Rules() {
			if rule.Subject == v.Subject && matches(rule.Subject, o.on) && matches(rule.Pack, o.pack) &&
				matches(string(rule.Severity), o.severity) {
				r.Rules = append(r.Rules, view(rule))
			}
		}
	}
	return r, nil
}

func matches(is, wanted string) bool { return wanted == "" || is == wanted }

func (r listReport) fine() bool { return true }

func (r listReport) text(p page) {
	subject := ""
	for _, rule := range r.Rules {
		if rule.Subject != subject {
			if subject != "" {
				p.line("")
			}
			subject = rule.Subject
			p.line("About " + a(subject))
		}
		p.item("  "+cell(rule.ID, 12)+cell(rule.Severity, 8), 22, asked(rule))
		where := "pack " + rule.Pack + ", " + rule.Place
		if rule.Source != "" {
			where = rule.Source + "; " + where
		}
		p.item("", 22, where)
	}
	if len(r.Rules) > 0 {
		p.line("")
	}
	p.line(counted(len(r.Rules), "rule") + ".")
	if len(r.Changes) > 0 {
		p.line("\nChanged by one pack in another")
	}
	for _, c := range r.Changes {
		what := c.Kind + " by " + c.By + ", " + place(c.Pos)
		if c.Old+c.New != "" {
			what = c.Kind + " from " + c.Old + " to " + c.New + " by " + c.By + ", " + place(c.Pos)
		}
		if c.Because != "" {
			what += ": " + c.Because
		}
		p.item("  "+c.Name, 22, what)
		p.item("", 22, "was written in "+place(c.Was))
	}
}

type paramsReport struct {
	Params []beacon.Param `json:"params"`
}

func (r paramsReport) fine() bool { return true }

// text lists each figure under the name that set takes.
func (r paramsReport) text(p page) {
	for _, param := range r.Params {
		p.line(param.Pack + "." + param.Name + ": " + valueOf(param))
		if about := strings.TrimPrefix(param.Says+prefixed("; ", param.Source), "; "); about != "" {
			p.item("", 10, about)
		}
	}
	p.line("")
	p.line(counted(len(r.Params), "figure") + ". A pack changes one with set, and says because.")
}

// asked tells where on its way a subject meets a rule.
func asked(r ruleView) string {
	switch {
	case len(r.States) == 0 && r.Decides == "check":
		return "at any review"
	case len(r.States) == 0:
		return "at every step"
	case r.Decides == "check":
		return "at a review in " + strings.Join(r.States, ", ")
	}
	return "on entering " + strings.Join(r.States, ", ")
}

// decidesWords tells what depends on a rule.
func decidesWords(r ruleView) string {
	words := map[string]string{"promotion": "whether " + a(r.Subject) + " may go up a step",
		"partner_filter": "whether the provider that asks may become a partner",
		"stage_gate":     "whether " + a(r.Subject) + " may move on", "check": "nothing; it shows in a review of " + a(r.Subject)}
	return cmp.Or(words[r.Decides], r.Decides)
}

func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func sentenceCase(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
