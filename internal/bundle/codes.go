package bundle

import (
	"strings"

	"github.com/acl-beacon/beacon/internal/rules"
)

// ProblemCode explains one code.
type ProblemCode struct {
	Code  string `json:"code"`
	Means string `json:"means"` // what is wrong, in a sentence
	// Wrong is a pack with the mistake and Right the same pack without it. Both go on below the first three lines. They are
	// empty for what no mistake of an author is known to lead to.
	Wrong string `json:"wrong"`
	Right string `json:"right"`
	Mend  string `json:"mend"` // what to do
}

// ExampleHead begins the packs of the examples.
const ExampleHead = "beacon: 1\npack: college\nversion: 1.0.0\n"

// ruleSaying is a pack with one rule about an engagement.
func ruleSaying(check string) string {
	return "rules:\n" +
		"  - id: C-1\n" +
		"    decides: stage_gate\n" +
		"    on: {engagement: implementing}\n" +
		"    must: " + check + "\n" +
		"    because: Book the review in good time.\n"
}

// usingTable is a pack with a table on the number of contacts.
func usingTable(rows string) string {
	return "tables:\n" +
		"  - id: amount\n" +
		"    on: engagement\n" +
		"    columns: {contacts: size(engagement.contacts)}\n" +
		"    rows:\n" + rows +
		ruleSaying("amount == 'many'")
}

// ProblemCodes lists every code in order of how authors meet them: the file, its keys, what stands in them, the
// expressions, other packs, and what is only worth a look.
func ProblemCodes() []ProblemCode {
	return []ProblemCode{
		{CodeYAML, "The file cannot be read as YAML, or uses a part of YAML that packs do without.",
			"params:\n\tmonths: {value: 3}\n", "params:\n  months: {value: 3}\n",
			"Indent with spaces, not with tabs, and put a text that has a colon with a space, or a #, in quotes. Save the file as UTF-8."},
		{CodeComma, "Inside braces a comma ends a text, and here it cut one in two.",
			"rules:\n  - {id: C-1, decides: stage_gate, on: {engagement: implementing}, must: engagement.review.due_on <= addMonths(engagement.ended_on, 9), because: x}\n",
			"rules:\n  - {id: C-1, decides: stage_gate, on: {engagement: implementing}, must: \"engagement.review.due_on <= addMonths(engagement.ended_on, 9)\", because: x}\n",
			"Put the text in quotes, or write each key of the rule on a line of its own, without the braces."},
		{CodeHash, "A # after a blank begins a comment, and here it cut the end of a text off.",
			strings.Replace(ruleSaying("engagement.ended_on <= today"), "Book the review in good time.", "Book review #2 in good time.", 1),
			strings.Replace(ruleSaying("engagement.ended_on <= today"), "Book the review in good time.", "\"Book review #2 in good time.\"", 1),
			"Put the whole text in quotes. A comment has a blank after its #."},
		{CodeTooLargeFile, "The file or an expression is larger than the limit.",
			ruleSaying(strings.Repeat("(", 200) + "engagement.ended_on <= today" + strings.Repeat(")", 200)), ruleSaying("engagement.ended_on <= today"),
			"Divide the pack into several files, or an expression into several rules. A part that is needed often can stand under let."},
		{CodeUnknownKey, "A key means nothing in this place. Usually it is misspelt or indented too far or too little.",
			"parms:\n  months: {value: 3}\n", "params:\n  months: {value: 3}\n",
			"Take the key that is suggested, or one of those that are listed. Text that is for people goes after a #."},
		{CodeMissingKey, "A key that has to be there is not.",
			"disable:\n  - rule: L-36.7\n", "disable:\n  - rule: L-36.7\n    because: our partners asked for more time\n",
			"Add the key. Every change of another pack's rule needs a reason."},
		{CodeBadValue, "A key cannot have this value.",
			"raise:\n  - {rule: L-36.5, to: always, because: a summary is soon written}\n",
			"raise:\n  - {rule: L-36.5, to: must, because: a summary is soon written}\n",
			"Write one of the values that are listed, or in the form that is shown."},
		{CodeNoSeverity, "A rule has none of must, should and may, or more than one of them.",
			"rules:\n  - id: C-1\n    decides: stage_gate\n    on: {engagement: implementing}\n    when: engagement.ended_on <= today\n    because: Book the review.\n",
			ruleSaying("engagement.ended_on <= today"),
			"Say with must what closes the way, with should what is advised, with may what is suggested. A rule has one of them."},
		{CodeDuplicate, "A key, an id or a pack is there already.",
			"params:\n  months: {value: 3}\n  months: {value: 4}\n", "params:\n  months: {value: 4}\n",
			"Take one of the two out. A rule that takes another pack's place says so with replaces."},
		{CodeUnknownState, "There is nothing of that name to judge, or it is never in that state.",
			"rules:\n  - id: C-1\n    decides: stage_gate\n    on: {engagement: implmenting}\n    must: engagement.ended_on <= today\n    because: Book the review.\n",
			ruleSaying("engagement.ended_on <= today"),
			"\"rulebook vocabulary -on engagement\" lists the states. any stands for all of them."},
		{CodeUnknownRule, "No earlier pack has this rule or parameter.",
			"set:\n  - {param: lsc2004.review_months, to: 6, because: our board wants to know sooner}\n",
			"set:\n  - {param: lsc2004.review_max_months, to: 6, because: our board wants to know sooner}\n",
			"\"rulebook list\" lists the rules in force. A pack can change only what lies below it."},
		{rulesCode(rules.CodeSyntax), "The expression cannot be read.",
			ruleSaying("engagement.ended_on <= today AND engagement.mode == 'visit'"),
			ruleSaying("engagement.ended_on <= today && engagement.mode == 'visit'"),
			"Look at the mark and left of it: for a sign that belongs to spreadsheets, a bracket or a quotation mark that is not closed."},
		{rulesCode(rules.CodeUnknownName), "There is no variable and no function of that name.",
			ruleSaying("engagment.ended_on <= today"), ruleSaying("engagement.ended_on <= today"),
			"Text goes in quotes. \"rulebook vocabulary\" lists the variables and the functions."},
		{rulesCode(rules.CodeUnknownField), "The record has no field of that name.",
			ruleSaying("engagement.endet_on <= today"), ruleSaying("engagement.ended_on <= today"),
			"\"rulebook vocabulary -on engagement\" lists the fields. A column of your own is declared under attributes."},
		{rulesCode(rules.CodeUnknownValue), "The field is never this text: it has one of a closed list of names.",
			ruleSaying("engagement.mode == 'vist'"), ruleSaying("engagement.mode == 'visit'"),
			"Write one of the names that are listed, letter by letter."},
		{rulesCode(rules.CodeWrongTypes), "The values do not go together, such as a date and a text.",
			ruleSaying("engagement.ended_on <= '2026-03-31'"), ruleSaying("engagement.ended_on <= date('2026-03-31')"),
			"Write a day as date('2026-03-31'), a text in quotes and a number without."},
		{rulesCode(rules.CodeNotYesNo), "What a rule says must be true or false, and this is a value.",
			ruleSaying("engagement.mode"), ruleSaying("engagement.mode == 'visit'"),
			"Compare the value with something, or ask with has(…) whether it is recorded."},
		{rulesCode(rules.CodeWrongResult), "Another kind of value is needed here.",
			"scores:\n  - {id: mode, on: partner, value: partner.state, because: x}\n",
			"scores:\n  - {id: mode, on: partner, value: \"partner.state == 'filtered' ? 1.0 : 0.0\", because: x}\n",
			"A score is a number. Choose one with a condition: condition ? 1.0 : 0.0."},
		{rulesCode(rules.CodeNameTaken), "A name under let or tables, or of the variable in exists, all, filter or map, means something already.",
			"let:\n  today: {on: engagement, is: engagement.ended_on}\n" + ruleSaying("today < engagement.review.due_on"),
			"let:\n  last_day: {on: engagement, is: engagement.ended_on}\n" + ruleSaying("last_day < engagement.review.due_on"),
			"Choose another name."},
		{CodeGap, "A table has no row for some values, and does not say what it gives otherwise.",
			usingTable("      - {if: {contacts: 0..2}, then: few}\n      - {if: {contacts: \">= 4\"}, then: many}\n"),
			usingTable("      - {if: {contacts: 0..3}, then: few}\n      - {if: {contacts: \">= 4\"}, then: many}\n    otherwise: {then: few}\n"),
			"Add rows for the values that are shown. Where one text is right for all the rest, write otherwise: {then: …} below the rows; it takes what was forgotten, too."},
		{CodeOverlap, "Two rows of a table hold at once.",
			usingTable("      - {if: {contacts: \"<= 3\"}, then: few}\n      - {if: {contacts: \">= 3\"}, then: many}\n"),
			usingTable("      - {if: {contacts: \"<= 3\"}, then: few}\n      - {if: {contacts: \"> 3\"}, then: many}\n"),
			"Let one end where the other begins. Or write hit: first, and the upper row goes before the lower."},
		{CodeNeverHolds, "A row is never picked.",
			usingTable("      - {if: {contacts: 5..3}, then: few}\n    otherwise: {then: many}\n"),
			usingTable("      - {if: {contacts: 3..5}, then: few}\n    otherwise: {then: many}\n"),
			"Look for a range whose ends are the wrong way round, or move the row above the one that takes its values."},
		{CodeUnused, "Worth a look: nothing uses a parameter, an attribute, a part under let, or what a test file says under equivalent.",
			"params:\n  months: {value: 3}\n",
			"params:\n  months: {value: 3}\n" + ruleSaying("engagement.review.due_on <= addMonths(engagement.ended_on, params.months)"),
			"Take it out, or write its name where a rule has the figure itself."},
		{CodeUntranslated, "Worth a look: some messages of the pack are in another language and others are not.",
			strings.Replace(ruleSaying("engagement.ended_on <= today"), "Book the review in good time.", "{en: Book the review., cy: Trefnwch yr adolygiad.}", 1) +
				"  - {id: C-2, decides: check, on: engagement, may: engagement.mode == 'visit', because: Nothing.}\n",
			strings.Replace(ruleSaying("engagement.ended_on <= today"), "Book the review in good time.", "{en: Book the review., cy: Trefnwch yr adolygiad.}", 1),
			"Add the text. Until then the English one is given, and the decision says so."},
		{rulesCode(rules.CodeAlwaysTrue), "Worth a look: a condition, or a part of one, is true whatever the facts are.",
			ruleSaying("engagement.mode != 'visit' || engagement.mode != 'conference'"),
			ruleSaying("engagement.mode != 'visit' && engagement.mode != 'conference'"),
			"Where none of several is meant, join them with && or write !(engagement.mode in ['visit', 'conference']). A rule that can never fail can be taken out."},
		{rulesCode(rules.CodeNeverTrue), "Worth a look: a condition, or a part of one, is never true.",
			ruleSaying("engagement.mode == 'visit' && engagement.mode == 'conference'"),
			ruleSaying("engagement.mode == 'visit' || engagement.mode == 'conference'"),
			"Where one of several is meant, join them with || or write engagement.mode in ['visit', 'conference']."},
		{rulesCode(rules.CodeEmptyList), "Worth a look: a condition on all entries of a list holds also where there are none.",
			ruleSaying("engagement.contacts.all(c, c.on <= today)"),
			ruleSaying("size(engagement.contacts) > 0 && engagement.contacts.all(c, c.on <= today)"),
			"Where there have to be entries, ask for them first, with size(…) > 0 &&. Where none is as good, write size(…) == 0 ||, or say " +
				"once for the whole pack: accept: {empty-list: the reason}."},
		{rulesCode(rules.CodeHasFact), "Worth a look: a must fails because nobody entered a fact about the world.",
			"rules:\n  - id: C-1\n    decides: partner_filter\n    on: {partner: accepted}\n    must: has(partner.distance_km) && partner.distance_km <= 80\n    because: Too far.\n",
			"rules:\n  - id: C-1\n    decides: partner_filter\n    on: {partner: accepted}\n    must: partner.distance_km <= 80\n    because: Too far.\n",
			"Take has(…) out. While the fact is not known, the rule is neither right nor wrong: the gate stays shut, and the decision says whom to ask."},
		{rulesCode(rules.CodeOtherUnit), "Worth a look: a parameter counts something else than what it is held against.",
			"params:\n  most: {value: 6, unit: weeks}\n" + ruleSaying("daysBetween(engagement.ended_on, engagement.review.due_on) <= params.most"),
			"params:\n  most: {value: 42, unit: days}\n" + ruleSaying("daysBetween(engagement.ended_on, engagement.review.due_on) <= params.most"),
			"Count both sides in the same unit. A date is moved by weeks with addWeeks and by months with addMonths."},
		{rulesCode(rules.CodeRemainder), "Worth a look: whole numbers are divided, and what is left over is dropped: 7 / 2 is 3.",
			ruleSaying("size(engagement.contacts) / 2 >= 1"), ruleSaying("size(engagement.contacts) / 2.0 >= 1"),
			"Write / 2.0, or / double(…), to keep the fraction. Where it is to be dropped, say so with int(a / 2.0)."},
		{rulesCode(rules.CodeBadLiteral), "A date or a pattern of letters is written in a way that is none.",
			ruleSaying("engagement.ended_on <= date('31/03/2026')"), ruleSaying("engagement.ended_on <= date('2026-03-31')"),
			"A date is year, month and day: 2026-03-31."},
		{Code: rulesCode(rules.CodeInternal), Means: "The program itself failed on the expression, which is a fault of the program and not of the rule.",
			Mend: "Write the expression more simply, or in two rules, and send it to whoever looks after the program. There is no example: none that is known does this."},
	}
}
