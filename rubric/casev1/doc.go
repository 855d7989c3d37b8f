// Package casev1 reads and writes rubrics as 1EdTech CASE 1.1 packages (Competencies and Academic Standards Exchange), the
// form in which learning platforms exchange them.
//
//	pkg, err := casev1.FromRubric(rubric.ACLWales(), casev1.Options{Base: "https://example.ac.uk", Changed: day})
//	data, err := json.Marshal(pkg)
//
// A topic becomes a criterion, its domain the category, and each level a criterion level with its name as quality, its place
// as position, and the descriptors joined as description. CASE has no slot for lettered descriptors, so each is a CFItem
// too, with its id as humanCodingScheme; further languages are items of their own, tied by isTranslationOf. What CASE has
// no word for at all (polarity, repeats, errata) goes into extensions, from where [Package.Rubric] takes it back: nothing
// is lost on the way out and in.
//
// CASE lets a level have a score and a criterion a weight. This package writes neither: the levels of a rubric are an order
// and nothing is reckoned with them.
//
// A package of somebody else's passes through byte for byte, with all it holds: ids, URIs, numbers as they were written,
// members that no version of CASE knows, and nulls. [Package.Rubrics] reads from it what a rubric says.
//
// Source: 1EdTech, Competencies and Academic Standards Exchange (CASE) Service Version 1.1.
package casev1
