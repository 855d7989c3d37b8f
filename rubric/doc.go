// Package rubric lets a partnership judge its own joint work on a rubric: many views, one discussion, a level for each
// topic, and what to do next. It holds the rubric for adult community learning partnerships in Wales (2024), and any
// other of the same form that a host brings.
//
// Nothing here makes one verdict of a partnership. The source rules it out (how to use the tool, 3): profiles are
// uneven, and are shown as they are. So no type, function or saved document of this package has a level for the whole or
// for a domain, and a test holds that.
//
// # The rubric
//
// [ACLWales] has five domains, 17 topics, four levels and 191 lettered descriptors. Each descriptor has a permanent id
// of topic, level and letter, T07.ES.a, and a [Polarity]: a strength, a limitation that should stop being true, or
// something under way. A text belongs to an id and a language. [Rubric.Text] gives it or says that it is missing; it
// never falls back on another language. The texts that come with the module are short labels of its own. A partnership
// that holds the published tool lays its wording, or Welsh, over them with [Rubric.WithText].
//
// The print has flaws, and [Rubric.Errata] says how each is read. Two descriptors repeat others and count once with
// them; twelve titles are lost and come from the overview ([TitleFromOverview]); the definitions of the levels are
// lost, and none is made up.
//
// [Load] reads a college's own rubric from rubric.json and a text.LANGUAGE.json for each language, and reports
// everything wrong with them at once; [Rubric.Files] writes them. An edition may add and drop ids; an id never changes its meaning.
//
// # An assessment
//
// [Rubric.Open] begins an [Assessment] with a machine for each topic ([TopicLife]). Topics move on their own:
//
//	not_started → views_open → in_discussion → agreed → prioritised → in_action → reviewed
//	                                 ↑___________|___________|____________|   reopen, with a reason
//
// and the assessment with them ([Life]): open, agreed when every topic in scope is, reviewed. Fill in what happened,
// then move with [Assessment.AdvanceTopic] or [Assessment.Advance] and a [practice.Ruling]: the rules engine's, or a
// person's by [practice.ByHand]. What the source demands without exception they check themselves and no ruling gets
// past: a level is one of four, is agreed by the partnership and no calculation, and only in a discussion with a
// moderator and a date. All else (two partners heard, comments, evidence) is for rules.
//
// # Views
//
// A [View] is what one voice thinks of one topic: partner, perspective and, where there are several, group. It has a
// [Level] or a [NoLevel]: not judged, not applicable, prefer not to say. No level is never a low level. Views are kept
// for good, and a later one of the same voice stands beside the earlier ([AssessedTopic.CurrentViews]). They are never
// put together into one figure. The agreed level is what the partnership says it is, which may be none that a view gave;
// those who differ keep their [Dissent].
//
// [Assessment.Suppress] hides what small groups of learners said, and as much more as it takes that nobody can work it
// out. Hide first, then make everything else from what is left.
//
// # Before, in and after the discussion
//
//   - [Rubric.Agenda]: topics with the widest spread first, each with its views, evidence and next column.
//   - [Assessment.Agreement]: Krippendorff's alpha, Gwet's AC2, Kendall's W, spread by topic; undefined is named. For
//     intervals and other coefficients there is package rubric/agreement, to which [Assessment.Ratings] is the door.
//   - [Rubric.Suggest]: what three lenses read off the answers to the descriptors. Advice, and nothing takes it.
//   - [Rubric.Gaps]: strengths of lower levels that are not in place; limitations never.
//   - [Rubric.NextSteps]: the column to the right; at Extending, a springboard.
//   - [Rubric.Profile]: a line for each topic, counts for each domain, priorities, actions, and the lines for the
//     self-assessment report.
//   - [Compare]: this assessment and an earlier one. What cannot be compared says why.
//
// Package rubric/report lays agenda, profile and pictures out for people, in English and Welsh; rubric/sheet takes views
// and evidence in from tables and writes them out; rubric/casev1 exchanges rubrics with learning platforms.
//
// # What is not known
//
// A [practice.Fact], a date, a level or an answer that nobody entered is unknown, and no zero. An unanswered descriptor
// is neither no nor a gap, and a level that has one is never suggested.
//
// # Saved form
//
// An assessment is saved whole as JSON that names itself, beacon/assessment/1. The same value gives the same bytes.
// Members that this version does not know are kept and written back, but for three that the source rules out: a level
// of the whole, a map to inspection grades, and standing in for inspection. Those, a name outside a closed list and a
// date that does not exist are a *[practice.DataError] with the JSON pointer; another kind of document or a newer
// version is a *[practice.SchemaError]. [Rubric.Check] holds the ids in it against the rubric.
//
// Source: Learning and Work Institute, Adult Community Learning Partnerships: Tool for Effective Practice and Delivery
// (2024), cited as ACL Wales. Ids W-01 to W-59 in comments number its requirements and A-W1 to A-W7 its ambiguities.
package rubric
