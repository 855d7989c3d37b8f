// Package sheet is an assessment as spreadsheets: long tables with one line for each view, piece of evidence, topic or
// action, to fill in, to send round and to load into a database.
//
// There are four kinds of line, and one way to write and read them all:
//
//	err := sheet.Write(w, sheet.Views(a), sheet.Options{BOM: true, CRLF: true}) // as Excel likes it
//	read, err := sheet.Read[sheet.View](file, sheet.Options{})
//	a, merged := sheet.MergeViews(r, a, read.Rows)
//
// [View] and [Evidence] go both ways. [Outcome] and [Action] are made from an assessment for other systems to load; there
// is no way to merge them back, because a level is agreed in a discussion and not by a file.
//
// # Columns
//
// The first row names the columns. They may stand in any order and in upper or lower case, with spaces for underlines. A
// column that this package does not know is left alone and listed; one that looks like a slip for a column that is missing,
// or a column that stands there twice, is a *[HeaderError], for to read on would lose what is in it. Names of values are
// those of the saved form (strategy_group, established, not_judged), in upper or lower case; ES stands for established.
// Dates are 2026-03-31, and with [Options.DayFirst] also 31/03/2026. An empty cell is not known.
//
// # Nothing lost
//
// A row that cannot be read is left out and reported as a [Refusal] with row, column, value and reason; the others are read.
// Merging adds views and evidence and never changes or removes one: a row that is there already adds nothing, and one that
// says something else than what is there on the same day is refused. So a file that was sent out, and comes back after
// people have worked on the assessment, undoes none of their work.
//
// For Excel workbooks there is rubric/sheet/xlsx, a module of its own.
//
// A spreadsheet runs a cell that begins with = + - or @ as a formula. [Write] puts an apostrophe before such text, and
// [Read] takes it away again, so text comes back as it was. Ends of lines within a cell come back as \n.
//
// What a table has no column for, such as members of a newer version of the saved form, is not in it. To keep everything,
// keep the JSON.
package sheet
