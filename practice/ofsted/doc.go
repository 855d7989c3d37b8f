// Package ofsted reads Ofsted's further-education-and-skills management information: one CSV line for every
// provider, with its latest full inspection and the one before. It turns the lines into [practice.Provider]
// values, so that partners can be chosen among real providers.
//
// The source is "Further education and skills inspections and outcomes: management information", which Ofsted
// publishes on GOV.UK under the Open Government Licence; the form read here is that of the file as at 31 August
// 2025. [Read] wants every one of its 32 columns, finds them by name in any order, and ignores columns it does
// not know.
//
// # What is not known
//
// The file leaves a cell blank in several ways: NULL where there was no inspection, a hyphen where an older
// inspection framework did not make the judgement, Not Applicable where nothing can be compared, or nothing at
// all. Each of them reads as unknown, never as 0 or as a grade. A provider never inspected has a nil Inspection.
//
// # Grades
//
// Grades run from 1, the best, to 4: a lower number is the better judgement. Compare them with
// [practice.Grade.Better] and let [MovementOf] say whether a provider improved.
//
// # Whose inspection it was
//
// Ofsted took over the inspection of adult and work-based learning from the Adult Learning Inspectorate on 1 April
// 2007. The file does not say which of them made an older inspection, so Inspectorate is Ofsted from that day on
// and empty before.
//
// # What goes wrong
//
// A file that lacks a column is refused as a whole with a *[HeaderError] that names every one of them, and a file
// that cannot be read to its end with a *[ReadError]. A row that cannot be trusted is left out and reported in
// [File.Refused] with its line, column, value and reason; all other rows are kept. Every row of the file is in
// one of the two lists.
package ofsted
