package bundle

// The shapes of a test file.

var (
	nameList   = form{value: orList(schema{"type": "string"})}
	factsShape = &shape{name: "facts", what: "given", says: "Facts, by the variables that rules read.", pattern: `.`, others: &form{value: schema{}}}
	givenShape = named("given", "given", "Facts under a name, for cases to begin from.", `.`, one(factsShape))
)

// verdicts are what a rule and a decision come to.
var verdicts = []string{"pass", "fail", "not_applicable", "cannot_judge", "error", "open", "closed", "cannot_tell"}

var caseShape = &shape{name: "case", what: "a case", says: "One test: facts, and what a rule or a decision makes of them.", rest: exactly("rule", "on", "choice", "score"), keys: []key{
	{"rule", false, textLike(idPattern), "The rule that is tested."},
	{"choice", false, textLike(idPattern), "The choice or the table that is tested, in place of a rule."},
	{"score", false, textLike(idPattern), "The score that is tested, in place of a rule."},
	{"on", false, on(), "The decision that is tested, in place of a rule: the subject and the state it enters."},
	{"name", false, text(), "What the case shows."},
	{"set", false, form{value: schema{"type": "object", "propertyNames": schema{"pattern": paramOfPack}}}, "Parameters for this case, such as {lsc2004.max_areas: 3}."},
	{"today", false, textLike(datePattern), "The day of this case."},
	{"from", false, nameList, "The named facts that it begins from."},
	{"given", false, one(factsShape), "Facts of this case, laid over those it begins from. null takes a fact away."},
	{"expect", true, form{value: schema{"anyOf": []any{schema{"enum": verdicts}, schema{"type": []string{"string", "number"}}}}},
		"The verdict of the rule, the outcome of the decision, what the choice picks, or the number that the score gives."},
	{"failed", false, nameList, "The rules that fail, exactly these."},
	{"missing", false, nameList, "The facts that decide and are not recorded, exactly these."},
	{"message", false, text(), "The message."},
}}

var testShape = &shape{name: "tests", what: "a test file", says: "Tests of a pack.", keys: []key{
	{"beacon", true, form{value: schema{"const": Format}}, "The version of the form of this file."},
	{"tests", false, textLike(packPattern), "The pack that is tested."},
	{"today", false, textLike(datePattern), "The day of every case that does not name its own."},
	{"given", false, one(givenShape), "Facts under a name, for cases to begin from."},
	{"cases", false, each(caseShape), "The cases."},
	{"equivalent", false, each(equivalentShape), "Changes of rules that no case can notice, each with the reason."},
}}

var equivalentShape = &shape{name: "equivalent", what: "an entry", says: "A change of a rule that makes no difference, so that no case can notice it (an equivalent mutant).",
	rest: exactly("without", "change"), keys: []key{
		{"rule", true, textLike(idPattern), "The rule that is changed, or the named part, table, choice or score."},
		{"without", false, nameList, "The clause, the cell or the row that is left out, or several of them, as rulebook test -mutants writes them; when for the whole condition."},
		{"change", false, textLike(changePattern), "What is written in place of what, such as: <= to <"},
		{"because", true, text(), "Why it makes no difference."},
	}}
