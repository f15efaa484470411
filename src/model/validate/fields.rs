//! The format of a questionnaire as a table: which keys each part has in which format, which of them it needs,
//! what stands in them and how long it may be. The validator walks it, and tests hold the reading types and the
//! published JSON Schemas to it, so the three cannot drift apart. [`super`] uses it, and the words for its faults.

pub use super::firm_fields::{FIRM, FIRM_SYSTEM, FIRMS, MEMBER, WORKED, WROTE};
pub use super::table::*;

/// `questionnaire.json`.
pub static MANIFEST: Record = Record {
    name: "questionnaire",
    one: "a questionnaire",
    fields: &[
        may("$schema", LINE),
        needs("format", Shape::Whole(1, 1)).until(1),
        needs("format", Shape::Whole(2, 2)).since(2),
        needs("id", Shape::Slug),
        needs("title", TITLE),
        needs("version", NAME),
        may("names", Shape::Record(&NAMES)),
        may("places", Shape::Record(&PLACES)),
        may("same_matter", Shape::List(&Shape::Record(&SAME_MATTER), 0, MOST_LINES)),
        may("sittings", Shape::List(&Shape::Record(&SITTING), 0, MOST_LINES)).since(2),
        may("certification_hours", Shape::Record(&CERTIFICATION)).since(2),
        may("firms", Shape::Record(&FIRMS)).since(2),
        needs("gates", Shape::List(&Shape::Record(&GATE), 0, MOST_LINES)),
        needs("waves", Shape::List(&Shape::Record(&WAVES), 1, MOST_LINES)),
        may("files", Shape::List(&Shape::FileName, 0, MOST_ROWS)),
        may("groups", Shape::List(&Shape::Record(&GROUP), 0, MOST_ROWS)),
    ],
};

/// What the questionnaire and its parts are called.
pub static NAMES: Record = Record {
    name: "set of names",
    one: "a set of names",
    fields: &[
        needs("short", PART),
        needs("clauses", PART),
        needs("clauses_short", PART),
        needs("controls", PART),
    ],
};

/// Where it asks for what the program speaks of by itself.
pub static PLACES: Record = Record {
    name: "set of places",
    one: "a set of places",
    fields: &[
        may("scope", Shape::Id),
        may("systems", Shape::Id),
        may("statement", Shape::CheckId),
        may("treatment", Shape::CheckId),
        may("running", Shape::CheckId),
        may("impact", Shape::Record(&IMPACT)),
    ],
};

/// Controls on impact assessment.
pub static IMPACT: Record = Record {
    name: "impact assessment",
    one: "an impact assessment",
    fields: &[needs("controls", Shape::Id), needs("asked_by", Shape::List(&Shape::Id, 1, MOST_LINES))],
};

/// A clause and a control that deal with the same matter.
pub static SAME_MATTER: Record = Record {
    name: "same matter",
    one: "a pair of the same matter",
    fields: &[needs("clause", Shape::Id), needs("control", Shape::Id)],
};

/// What one person of a meeting is asked about.
pub static SITTING: Record = Record {
    name: "sitting",
    one: "a sitting",
    fields: &[
        needs("who", NAME),
        may("few", NAME),
        needs("requirements", Shape::List(&Shape::Id, 1, MOST_ROWS)),
    ],
};

/// A gate.
pub static GATE: Record = Record {
    name: "gate",
    one: "a gate",
    fields: &[
        needs("id", Shape::Slug),
        needs("title", TITLE),
        may("short_title", Shape::Text(SHORT_TITLE_CHARS)).since(2),
        needs("checks", Shape::List(&Shape::CheckId, 1, MOST_LINES)),
    ],
};

/// A wave of the roadmap.
pub static WAVES: Record = Record {
    name: "wave",
    one: "a wave",
    fields: &[needs("number", WAVE), needs("title", TITLE), needs("pdca", PDCA), needs("milestone", TITLE)],
};

/// A file of headings and requirements.
pub static GROUP: Record = Record {
    name: "group",
    one: "a group",
    fields: &[
        may("$schema", LINE),
        needs("headings", Shape::List(&Shape::Record(&HEADING), 0, MOST_ROWS)),
        needs("requirements", Shape::List(&Shape::Record(&REQUIREMENT), 0, MOST_ROWS)),
    ],
};

/// A heading.
pub static HEADING: Record = Record {
    name: "heading",
    one: "a heading",
    fields: &[
        needs("id", Shape::Id),
        needs("title", TITLE),
        may("plain", TITLE).since(2),
        may("parent", Shape::Id),
        may("intro", PARAGRAPH),
    ],
};

/// A requirement.
pub static REQUIREMENT: Record = Record {
    name: "requirement",
    one: "a requirement",
    fields: &[
        needs("id", Shape::Id),
        needs("title", TITLE),
        may("short_title", Shape::Text(SHORT_TITLE_CHARS)).since(2),
        needs("parent", Shape::Id),
        needs("kind", Shape::Word(&["clause", "control"])),
        needs("pdca", PDCA),
        needs("wave", WAVE),
        needs("stage1", Shape::Flag),
        needs("if_absent", Shape::Word(&["major", "minor"])),
        may("if_absent_user_only", Shape::Word(&["major", "minor"])).since(2),
        needs("short", Shape::Text(SHORT_CHARS)).since(2),
        needs("question", Shape::Text(QUESTION_CHARS)),
        may("user_only", Shape::Text(QUESTION_CHARS)).since(2),
        may("alone", Shape::Record(&FOR_ONE)).since(2),
        needs("why", Shape::Text(WHY_CHARS)),
        needs("checks", Shape::List(&Shape::Record(&CHECK), 1, MOST_LINES)),
        may("auditor", Shape::Record(&AUDITOR)),
        needs("finding", Shape::Record(&FINDING)).since(2),
        needs("enough", Shape::Record(&ENOUGH)).since(2),
        may("size", Shape::Record(&SIZE)),
        may("ai_today", PARAGRAPH).since(2),
        may("mistakes", LINES),
        may("good", PARAGRAPH),
        may("worked", Shape::Record(&WORKED)).since(2),
        may("documents", Shape::List(&Shape::Record(&DOCUMENT), 0, MOST_LINES)),
        may("exclusion", Shape::Record(&EXCLUSION)),
        may("exclude", Shape::Record(&EXCLUDE)).since(2),
        may("sectors", Shape::Record(&SECTORS)).since(2),
        needs("roles", ROLES),
        may("words", Shape::List(&Shape::Text(WORD_CHARS), 0, MOST_LINES)),
        may("related", Shape::List(&Shape::Record(&RELATED), 0, MOST_LINES)),
        may("pointers", Shape::List(&Shape::Record(&POINTER), 0, MOST_LINES)).since(2),
        needs("depends_on", Shape::List(&Shape::Id, 0, MOST_ROWS)),
        may("after_all_controls", Shape::Flag),
        may("operates", Shape::Flag),
        may(
            "marker",
            Shape::Word(&["internal-audit", "management-review", "corrective-action", "applicability"]),
        ),
        needs("effort_hours", Shape::Record(&EFFORT)),
        may("yearly_hours", Shape::Record(&HOURS_BY_SIZE)).since(2),
        needs("owner_role", Shape::Text(TITLE_CHARS)),
        may("owner_small", NAME).since(2),
        needs("iso27001", Shape::Word(&["same", "extended", "new", "similar", "equivalent"])),
        may("exposure", Shape::Flag),
        may("quick_win", Shape::Flag),
    ],
};

/// A check.
pub static CHECK: Record = Record {
    name: "check",
    one: "a check",
    fields: &[
        needs("id", Shape::CheckId),
        may("demand", Shape::Demand),
        needs("question", Shape::Text(CHECK_CHARS)),
        needs("kind", KIND).until(1),
        needs("kind", CHECK_KIND).since(2),
        may("key", Shape::Flag),
        needs("mandatory", Shape::Flag),
        needs("evidence", LINE),
        needs("action", LINE).until(1),
        needs("actions", Shape::Record(&ACTIONS)).since(2),
        may("names", Shape::Record(&ACTION_NAMES)).since(2),
        needs("output", NAME),
        may("levels", Shape::Levels),
        may("answers", Shape::Record(&ANSWERS)).since(2),
        may("not_alone", LINE).since(2),
        may("alone", Shape::Record(&CHECK_FOR_ONE)).since(2),
        may("same_as", Shape::List(&Shape::CheckId, 0, MOST_LINES)).since(2),
        may("held", Shape::List(&Shape::Record(&HELD), 0, MOST_LINES)).since(2),
    ],
};

/// What a requirement says to who works alone.
pub static FOR_ONE: Record = Record {
    name: "wording for one",
    one: "a wording for one",
    fields: &[
        may("question", Shape::Text(QUESTION_CHARS)),
        may("short", Shape::Text(SHORT_CHARS)),
        may("user_only", Shape::Text(QUESTION_CHARS)),
        may("why", Shape::Text(WHY_CHARS)),
        may("finding", LINE),
        may("stage1", LINE),
        may("stage2", LINE),
        may("mistakes", LINES),
        may("good", PARAGRAPH),
        may("ai_today", PARAGRAPH),
        may("asks", LINES),
        may("samples", LINES),
        may("interview", LINES),
    ],
};

/// What a check says to who works alone.
pub static CHECK_FOR_ONE: Record = Record {
    name: "wording of a check for one",
    one: "a wording of a check for one",
    fields: &[
        may("question", Shape::Text(CHECK_CHARS)),
        may("evidence", LINE),
        may("start", LINE),
        may("use", LINE),
        may("prove", LINE),
        may("names", Shape::Record(&ACTION_NAMES)),
        may("levels", Shape::Levels),
    ],
};

/// The auditor's side.
pub static AUDITOR: Record = Record {
    name: "auditor's side",
    one: "an auditor's side",
    fields: &[needs("asks", LINES), needs("samples", LINES), needs("interview", LINES)],
};

/// By size of firm.
pub static SIZE: Record = Record {
    name: "size of firm",
    one: "a size of firm",
    fields: &[
        may("one", PARAGRAPH).since(2),
        needs("three", PARAGRAPH),
        needs("fifty", PARAGRAPH),
        needs("five_thousand", PARAGRAPH),
    ],
};

/// A document or record.
pub static DOCUMENT: Record = Record {
    name: "document",
    one: "a document",
    fields: &[
        needs("name", NAME),
        needs("kind", KIND),
        needs("basis", Shape::Word(&["explicit", "inherent", "customary"])),
        needs("fits_into", Shape::Word(&PLACES_OF_PAPER)).since(2),
    ],
};

/// When a control may be left out.
pub static EXCLUSION: Record = Record {
    name: "exclusion",
    one: "an exclusion",
    fields: &[needs("credible", LINE), needs("not_credible", LINE), needs("reason_must", LINE)],
};

/// A related place elsewhere.
pub static RELATED: Record = Record {
    name: "related place",
    one: "a related place",
    fields: &[
        needs("framework", NAME),
        needs("reference", NAME),
        needs("source", NAME),
        needs("confidence", Shape::Word(&["high", "medium", "low"])),
        may("note", Shape::Text(NOTE_CHARS)).since(2),
    ],
};

/// Hours by size of organisation.
pub static EFFORT: Record = Record {
    name: "effort",
    one: "an effort",
    fields: &[
        needs("solo", HOURS),
        needs("micro", HOURS).since(2),
        needs("small", HOURS),
        needs("medium", HOURS),
        needs("large", HOURS),
    ],
};

/// Hours of an organisation of each size.
pub static HOURS_BY_SIZE: Record = Record {
    name: "hours by size",
    one: "hours by size",
    fields: &[
        needs("solo", HOURS),
        needs("micro", HOURS),
        needs("small", HOURS),
        needs("medium", HOURS),
        needs("large", HOURS),
    ],
};

/// What the certification itself takes.
pub static CERTIFICATION: Record = Record {
    name: "certification",
    one: "a certification",
    fields: &[
        needs("stage1", Shape::Record(&HOURS_BY_SIZE)),
        needs("stage2", Shape::Record(&HOURS_BY_SIZE)),
        needs("findings", Shape::Record(&HOURS_BY_SIZE)),
    ],
};

/// What an auditor typically writes.
pub static FINDING: Record = Record {
    name: "finding",
    one: "a finding",
    fields: &[needs("grade", Shape::Word(&["major", "minor", "opportunity"])), needs("text", LINE)],
};

/// What is enough at each audit.
pub static ENOUGH: Record =
    Record { name: "enough", one: "what is enough", fields: &[needs("stage1", LINE), needs("stage2", LINE)] };

/// When a control can be left out, or why it cannot.
pub static EXCLUDE: Record =
    Record { name: "leaving out", one: "a leaving out", fields: &[may("when", LINE), may("never", LINE)] };

/// A document that goes deeper.
pub static POINTER: Record =
    Record { name: "pointer", one: "a pointer", fields: &[needs("to", NAME), needs("for", LINE)] };

/// What a line of business changes.
pub static SECTORS: Record = Record {
    name: "set of sectors",
    one: "a set of sectors",
    fields: &[
        may("hiring", LINE),
        may("health", LINE),
        may("credit", LINE),
        may("public", LINE),
        may("education", LINE),
    ],
};

/// An answer that stands, and one that does not.
pub static ANSWERS: Record = Record {
    name: "pair of answers",
    one: "a pair of answers",
    fields: &[needs("good", LINE), needs("bad", LINE)],
};

/// What to do next, by what is there.
pub static ACTIONS: Record = Record {
    name: "set of actions",
    one: "a set of actions",
    fields: &[needs("start", LINE), needs("use", LINE), needs("prove", LINE)],
};

/// What these are called.
pub static ACTION_NAMES: Record = Record {
    name: "set of names of actions",
    one: "a set of names of actions",
    fields: &[may("start", ACTION_NAME), may("use", ACTION_NAME), may("prove", ACTION_NAME)],
};

/// What a register has to hold to support a check.
pub static HELD: Record = Record {
    name: "held row",
    one: "a held row",
    fields: &[
        may("kind", Shape::Slug),
        may("where", Shape::List(&Shape::Record(&HELD_VALUE), 0, MOST_LINES)),
        may("or_with", Shape::List(&Shape::Slug, 0, MOST_LINES)),
        may("with", Shape::List(&Shape::Slug, 0, MOST_LINES)),
        may("being", Shape::List(&Shape::Record(&HELD_VALUE), 0, MOST_LINES)),
        may("each", Shape::Slug),
        may("least", Shape::Whole(1, 99)),
        may(
            "measure",
            Shape::Word(&[
                "document",
                "documents-asked",
                "rows-decided",
                "reasons-in",
                "reasons-out",
                "how-written",
            ]),
        ),
        may("most", Shape::Word(&["3", "4"])),
    ],
};

/// A field of a register and what it may say.
pub static HELD_VALUE: Record = Record {
    name: "held value",
    one: "a held value",
    fields: &[needs("field", Shape::Slug), may("is", Shape::List(&NAME, 0, MOST_LINES))],
};

/// Every part, for the tests that hold types and schemas to this table.
pub static ALL: [&Record; 38] = [
    &MANIFEST,
    &NAMES,
    &PLACES,
    &IMPACT,
    &SAME_MATTER,
    &SITTING,
    &FIRMS,
    &FIRM,
    &MEMBER,
    &FIRM_SYSTEM,
    &GATE,
    &WAVES,
    &GROUP,
    &HEADING,
    &REQUIREMENT,
    &CHECK,
    &FOR_ONE,
    &CHECK_FOR_ONE,
    &AUDITOR,
    &SIZE,
    &DOCUMENT,
    &EXCLUSION,
    &RELATED,
    &EFFORT,
    &HOURS_BY_SIZE,
    &CERTIFICATION,
    &FINDING,
    &ENOUGH,
    &EXCLUDE,
    &POINTER,
    &SECTORS,
    &WORKED,
    &WROTE,
    &ANSWERS,
    &ACTIONS,
    &ACTION_NAMES,
    &HELD,
    &HELD_VALUE,
];
