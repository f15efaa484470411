//! What a workbook of questions that leaves and the one that comes back have in common: its mark, and the names by
//! which its columns are told apart whatever language their heads are in. A leaf.

/// What such a workbook says it is.
pub const FORMAT: &str = "clausewise-questionnaire-1";

/// What a workbook of questions for one person says it is: it goes back to who handed it out, beside the agreed answers.
pub const HANDED_OUT: &str = "clausewise-hand-out-1";
/// Row of the sheet for programs: id of the hand-out.
pub const HAND_OUT: &str = "hand-out";
/// Row of the sheet for programs: id of the person it is for.
pub const PERSON: &str = "person";
/// Row of the sheet for programs: number and hash of the event it was made from.
pub const ORIGIN: &str = "origin";
/// Row of the sheet for programs: ids of the requirements that are asked, with commas.
pub const ASKED: &str = "asked";

/// Before the name of a column in the sheet that says which is which.
pub const COLUMN: &str = "column.";

/// Row of the sheet for programs: the mark.
pub const IS: &str = "format";
/// Row of the sheet for programs: which questionnaire is answered, id and version.
pub const QUESTIONNAIRE: &str = "questionnaire";
/// Row of the sheet for programs: hash of the last event of the file it was made from.
pub const HEAD: &str = "head";
/// What a table or workbook is marked with out of which names, notes and places were left: the head of a column with a yes
/// in each row, the first word of a cell.
pub const REDACTED: &str = "redacted";
/// Row of the sheet for programs: hash of the first event of the file it was made from, by which that file is known as
/// long as it lives.
pub const FIRST: &str = "first";
/// Row of the sheet for programs: whose file it was.
pub const ORGANISATION: &str = "organisation";
/// Row of the sheet for programs: how many events the file had.
pub const EVENTS: &str = "events";
/// Row of the sheet for programs: the day it was made.
pub const MADE: &str = "made";

/// Column of the id of a check.
pub const CHECK: &str = "check";
/// Column of the question.
pub const QUESTION: &str = "question";
/// Column of the level somebody gives.
pub const LEVEL: &str = "level";
/// Column of what they write.
pub const NOTE: &str = "note";
/// Column of who answered.
pub const WHO: &str = "who";
/// Column of where the evidence is.
pub const EVIDENCE: &str = "evidence";
/// Column of the level that stood there when the workbook was made.
pub const STOOD: &str = "stood";
