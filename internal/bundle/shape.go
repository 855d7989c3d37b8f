package bundle

import (
	"maps"
	"slices"

	"github.com/acl-beacon/beacon/internal/rules"
)

// A shape is the form of one kind of mapping in a pack or a test file. Shapes are the single place that names keys: the
// parser refuses what is not here, the JSON Schema is written from them, and [Layout] lays keys out in their order.
type shape struct {
	name string // in the JSON Schema
	what string // in messages, such as: a rule
	says string
	keys []key
	// others says what keys hold that are not listed, and pattern how they are called; nil when there are none.
	others  *form
	pattern string
	// rest is what its JSON Schema says besides, such as that one of several keys is there.
	rest schema
}

// key is one key of a shape.
type key struct {
	name string
	need bool
	is   form
	says string
}

// form is what a key holds: a value, a mapping, a list of mappings, or one of the first two.
type form struct {
	value schema
	one   *shape
	each  *shape
}

// schema is a JSON Schema, or a part of one.
type schema = map[string]any

func (s *shape) key(name string) *key {
	for i := range s.keys {
		if s.keys[i].name == name {
			return &s.keys[i]
		}
	}
	return nil
}

func (s *shape) known() []string {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	return names
}

// The patterns of names. A name is used in expressions, an id is not.
const (
	packPattern = `^[a-z][a-z0-9-]*$`
	idPattern   = `^[A-Za-z0-9][A-Za-z0-9._-]*$`
	namePattern = `^[a-z][a-z0-9_]*$`
	paramOfPack = `^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$`
	datePattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	// changePattern is of what is written in place of what.
	changePattern = `^.+ to .+$`
)

func text() form                { return form{value: schema{"type": "string"}} }
func textLike(p string) form    { return form{value: schema{"type": "string", "pattern": p}} }
func yes() form                 { return form{value: schema{"enum": []any{true, false, "yes", "no"}}} }
func number() form              { return form{value: schema{"type": "number"}} }
func whole() form               { return form{value: schema{"type": "integer"}} }
func one(s *shape) form         { return form{one: s} }
func each(s *shape) form        { return form{each: s} }
func anything() form            { return form{value: schema{}} }
func oneOf(names []string) form { return form{value: schema{"enum": names}} }

func orList(of schema) schema {
	return schema{"anyOf": []any{of, schema{"type": "array", "items": of}}}
}

// These depend on what there is to judge, so their schemas are defined beside the shapes.
func expression() form { return defined("expression") }
func subject() form    { return defined("subject") }
func decision() form   { return defined("decides") }
func on() form         { return defined("on") }

func defined(name string) form { return form{value: schema{"$ref": "#/definitions/" + name}} }

// severities are the keys of a rule that say what must hold, from strict to mild.
var severities = []string{"must", "should", "may"}

// languages are those that messages can be written in.
var languages = []string{"en", "cy"}

// hits are the ways in which a table can pick among its rows.
var hits = []string{"unique", "first", "any"}

// kinds are the kinds of values that authors name, for parameters and attributes.
var kinds = map[string]rules.Kind{"number": rules.Double, "whole number": rules.Int, "text": rules.String,
	"date": rules.Date, "yes/no": rules.Bool, "list": rules.ListOf}

func kindNames() []string { return slices.Sorted(maps.Keys(kinds)) }

var sourceShape = &shape{name: "source", what: "the source", says: "The publication that the rules come from.", keys: []key{
	{"cite", false, text(), "How rules name it in short before a paragraph, such as LSC 2004."},
	{"title", false, text(), "Its title."},
	{"publisher", false, text(), "Who published it."},
	{"year", false, whole(), "The year of publication."},
	{"ref", false, text(), "Its number or address."},
}}

var paramShape = &shape{name: "param", what: "a parameter", says: "A figure that rules use as params.NAME and a college may change.", keys: []key{
	{"value", false, anything(), "The figure, text, date or list. Without it, rules that need it sleep; then give its kind."},
	{"kind", false, oneOf(kindNames()), "The kind of value, where the value does not show it or is not given."},
	{"unit", false, inLanguages(), "What it counts, such as months."},
	{"source", false, text(), "Where the figure comes from."},
	{"says", false, inLanguages(), "What it limits, as a phrase."},
}}

var attributeShape = &shape{name: "attribute", what: "an attribute", says: "A column of your own that rules can read.", keys: []key{
	{"kind", true, oneOf(kindNames()), "The kind of value it holds."},
	{"unit", false, text(), "What its numbers count."},
	{"values", false, form{value: schema{"type": "array", "items": schema{"type": "string"}}}, "The texts it can hold, when it is a closed list."},
	{"says", false, text(), "What it means, as a phrase."},
	{"ask", false, text(), "The role that usually knows."},
}}

var letShape = &shape{name: "let", what: "a named part", says: "A part of an expression under a name, to be used in rules about the subject.", keys: []key{
	{"on", true, subject(), "What it is about."},
	{"is", true, expression(), "The expression it stands for."},
	{"says", false, text(), "What it means, as a phrase."},
}}

var messageShape = &shape{name: "message", what: "because", says: "A message in one or several languages. {…} is filled with the value of an expression.", keys: []key{
	{"en", true, text(), "In English."},
	{"cy", false, text(), "In Welsh."},
}}

var textShape = &shape{name: "text", what: "a text", says: "A text in one or several languages.", keys: messageShape.keys}

func inLanguages() form { return form{value: schema{"type": "string"}, one: textShape} }

func message() form { return form{value: schema{"type": "string"}, one: messageShape} }

const (
	sayBecause = "Says in plain words what to do. {…} is filled with the value of an expression; {{ is a brace."
	saySource  = "The paragraph it rests on, or who decided it."
)

// exactly says that one of some keys is there, and only one.
func exactly(keys ...string) schema {
	var all []any
	for _, k := range keys {
		all = append(all, schema{"required": []string{k}})
	}
	return schema{"oneOf": all}
}

var ruleShape = &shape{name: "rule", what: "a rule", says: "One rule: where it is asked, what has to hold, and what to say when it does not.", rest: exactly(severities...), keys: []key{
	{"id", true, textLike(idPattern), "Its name for ever; it is never used again."},
	{"replaces", false, textLike(packPattern), "The earlier pack whose rule of the same id this one takes the place of."},
	{"decides", true, decision(), "What depends on it. A check opens and closes nothing."},
	{"on", false, on(), "What it judges, and in which states; any is every state that rules gate."},
	{"when", false, expression(), "Whether the rule applies. Without it, it always does."},
	{"must", false, expression(), "What has to hold. When it does not, the way is closed."},
	{"should", false, expression(), "What is advised. Who goes on without it gives a reason in writing."},
	{"may", false, expression(), "What is suggested."},
	{"because", true, message(), sayBecause},
	{"source", false, text(), saySource},
	{"ask", false, text(), "The role that usually knows what is missing."},
	{"waivable", false, yes(), "Whether a must can be waived, with a reason and until a day."},
}}

var scoreShape = &shape{name: "score", what: "a score", says: "One term of the ranking of possible partners.", keys: []key{
	{"id", true, textLike(idPattern), "Its name."},
	{"on", true, subject(), "What it ranks."},
	{"value", true, expression(), "A number, usually between 0 and 1."},
	{"weight", false, number(), "What the value is multiplied by; 1 when it is not given."},
	{"because", true, message(), sayBecause},
	{"source", false, text(), saySource},
}}

var rowShape = &shape{name: "row", what: "a row", says: "One row of a choice. A row without when always holds, and is the last.", keys: []key{
	{"when", false, expression(), "When this row is picked."},
	{"then", true, text(), "What is picked."},
	{"because", true, message(), sayBecause},
}}

var choiceShape = &shape{name: "choice", what: "a choice", says: "Picks the first row whose condition holds.", keys: []key{
	{"id", true, textLike(idPattern), "Its name."},
	{"on", true, subject(), "What it is about."},
	{"source", false, text(), saySource},
	{"first", true, each(rowShape), "The rows, in order."},
}}

// cells are the conditions of a table's row, by column.
var cellsShape = &shape{name: "cells", what: "if", says: "A condition for each column. A column that is left out takes any value.",
	pattern: namePattern, others: &form{value: orList(schema{"type": []string{"string", "number", "boolean"}})}}

var columnsShape = &shape{name: "columns", what: "columns", says: "The columns, each with the expression it compares.", pattern: namePattern,
	others: &form{value: schema{"type": "string"}}}

var tableRowShape = &shape{name: "table_row", what: "a row of a table", says: "One row of a decision table.", keys: []key{
	{"if", true, one(cellsShape), "A condition for each column: 3, <= 3, 3..5, visit, [visit, conference], true, 2026-03-31."},
	{"then", true, text(), "What the table gives."},
	{"because", false, message(), sayBecause},
}}

var otherwiseShape = &shape{name: "otherwise", what: "otherwise", says: "What the table gives where no row holds.", keys: []key{
	{"then", true, text(), "What the table gives."},
	{"because", false, message(), sayBecause},
}}

var tableShape = &shape{name: "table", what: "a table", says: "A decision table. Its id stands in rules for the text it gives.", keys: []key{
	{"id", true, textLike(namePattern), "Its name in rules."},
	{"on", true, subject(), "What it is about."},
	{"hit", false, oneOf(hits), "unique: no two rows hold at once (if nothing is said). first: the first row that holds. any: rows that hold at once say the same."},
	{"source", false, text(), saySource},
	{"columns", true, one(columnsShape), "The columns, each with the expression it compares."},
	{"rows", true, each(tableRowShape), "The rows."},
	{"otherwise", false, one(otherwiseShape), "What the table gives where no row holds."},
}}

var disableShape = &shape{name: "disable", what: "an entry", says: "Switches an earlier pack's rule off.", keys: []key{
	{"rule", true, textLike(idPattern), "The id of the rule."},
	{"because", true, text(), "The reason."},
}}

var raiseShape = &shape{name: "raise", what: "an entry", says: "Gives an earlier pack's rule another weight.", keys: []key{
	{"rule", true, textLike(idPattern), "The id of the rule."},
	{"to", true, oneOf(severities), "Its weight from here on."},
	{"because", true, text(), "The reason."},
}}

var setShape = &shape{name: "set", what: "an entry", says: "Gives an earlier pack's parameter another value.", keys: []key{
	{"param", true, textLike(paramOfPack), "The parameter with its pack, such as lsc2004.review_max_months."},
	{"to", true, anything(), "Its value from here on."},
	{"because", true, text(), "The reason."},
}}

// lintCodes are the codes of what is worth a look in packs that are right, with what a pack says of all its own by accepting
// one.
var lintCodes = []key{
	{CodeUnused, false, text(), "Names that nothing uses."},
	{CodeUntranslated, false, text(), "Messages that are not in every language."},
	{CodeNeverHolds, false, text(), "Rows of a choice that are never picked."},
	{rulesCode(rules.CodeAlwaysTrue), false, text(), "Conditions that are always true."},
	{rulesCode(rules.CodeNeverTrue), false, text(), "Conditions that are never true."},
	{rulesCode(rules.CodeEmptyList), false, text(), "Conditions on all entries of a list, which hold where there are none."},
	{rulesCode(rules.CodeHasFact), false, text(), "Musts that fail where nobody entered a fact."},
	{rulesCode(rules.CodeOtherUnit), false, text(), "Parameters of another unit than what they are held against."},
	{rulesCode(rules.CodeRemainder), false, text(), "Divisions of whole numbers that drop what is left over."},
}

var acceptShape = &shape{name: "accept", what: "accept", says: "What is worth a look and is meant so in this pack, by the code of the problem, each with the reason.",
	keys: lintCodes}

// named is a mapping whose keys the author chooses.
func named(name, what, says, pattern string, holds form) *shape {
	return &shape{name: name, what: what, says: says, pattern: pattern, others: &holds}
}

var (
	paramsShape    = named("params", "params", "Figures by name.", namePattern, one(paramShape))
	letsShape      = named("lets", "let", "Named parts of expressions.", namePattern, one(letShape))
	columnSetShape = named("attribute_set", "an entry of attributes", "Columns of your own by name.", namePattern,
		form{value: schema{"enum": kindNames()}, one: attributeShape})
	attributesShape = named("attributes", "attributes", "Columns of your own, by what they belong to.", `^[a-z][a-z0-9_.]*$`, one(columnSetShape))
)

var packShape = &shape{name: "pack", what: "a pack", says: "A pack of rules.", keys: []key{
	{"beacon", true, form{value: schema{"const": Format}}, "The version of the form of this file."},
	{"pack", true, textLike(packPattern), "The pack's name."},
	{"version", true, form{value: schema{"type": []string{"string", "number"}}}, "The pack's version. Count it up whenever a rule changes."},
	{"vocabulary", false, whole(), "The version of the names that the rules were written against."},
	{"source", false, one(sourceShape), "The publication that the rules come from."},
	{"accept", false, one(acceptShape), "What check would find worth a look and is meant so, each with the reason."},
	{"params", false, one(paramsShape), "Figures that rules use as params.NAME and a college may change."},
	{"attributes", false, one(attributesShape), "Columns of your own that hosts fill and rules read."},
	{"let", false, one(letsShape), "Parts of expressions under a name."},
	{"tables", false, each(tableShape), "Decision tables."},
	{"rules", false, each(ruleShape), "The rules."},
	{"scores", false, each(scoreShape), "What ranks possible partners."},
	{"choices", false, each(choiceShape), "What picks the first row that holds."},
	{"disable", false, each(disableShape), "Rules of earlier packs that are switched off."},
	{"raise", false, each(raiseShape), "Rules of earlier packs that weigh more, or less, from here on."},
	{"set", false, each(setShape), "Parameters of earlier packs with another value."},
}}

// Languages are those that messages can be written in, the first of them always.
func Languages() []string { return slices.Clone(languages) }
