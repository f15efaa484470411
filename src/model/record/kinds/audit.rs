//! What an audit holds: its header, the rows of its plan with their working papers, findings, what is replied to them and
//! whether that helped. All of it stands in the layer of the audit and moves no figure of the organisation's own.

use super::{by_verb, kind, later, may, need, private, want, want_unless, want_when};
use crate::model::record::{Field, Init, Kind, MadeBy, Rule, Type};

/// Why a grade or a result that stands is another now.
const BECAUSE: Field = later(may(
    "because",
    Type::Line,
    "Changed because",
    "why the grade or result is another now; the old one stays in the history",
));

/// The same of a row, which also says by it why it conforms.
const ROW_BECAUSE: Field =
    later(may("because", Type::Line, "Because", "why it conforms, or why the result is another now"));

/// The audit a row or finding belongs to.
const OF: Field = need("audit", Type::Link("audit"), "Audit", "its number or title");

/// An audit: what it is for and who does it.
pub static AUDIT: Kind = Kind {
    listed: false,
    columns: &["kind", "lead", "until"],
    rules: &[Rule::NotBefore("until", "from")],
    wants: &[
        want("objective", "so that it is clear what the audit has to answer"),
        want("covers", "so that nobody takes it for more than it is"),
        want("criteria", "a finding is held against them"),
        want("from", "a report says when it was done"),
        want("until", "a report says when it was done"),
        want("lead", "somebody answers for it"),
        want("auditees", "so that they can be there"),
        want("independence", "nobody audits own work"),
    ],
    ..super::on_demand(&kind(
        "audit",
        ["audit", "an audit", "{n|audit|audits}", "Audits"],
        'A',
        &[
            need("name", Type::Line, "Title", "for example Internal audit, spring"),
            may(
                "kind",
                Type::Choice(&["internal", "surveillance", "supplier"]),
                "Kind",
                "internal, surveillance (in the years after the certificate) or supplier (at one of yours)",
            ),
            may("objective", Type::Line, "Objective", "what the audit has to answer"),
            may("covers", Type::Line, "Scope", "places, units, AI systems, and what is left out"),
            may(
                "criteria",
                Type::Line,
                "Criteria",
                "what is held against: the standard, your own rules, contracts",
            ),
            may("from", Type::Date, "From", "the day it begins"),
            may("until", Type::Date, "Until", "the day it ends"),
            private(may("lead", Type::Link("person"), "Lead auditor", "name or number in the register")),
            private(may("team", Type::Links("person"), "Team", "who audits too, with commas")),
            private(may("auditees", Type::Links("person"), "Auditees", "who is audited, with commas")),
            may(
                "independence",
                Type::Line,
                "Independence",
                "why those who audit do not judge work of their own",
            ),
            later(may(
                "previous",
                Type::Line,
                "Previous audit",
                "the one before: file, number, what was open",
            )),
            by_verb(
                "audit version WHY",
                may("reopened", Type::Line, "New version", "why what was signed is worked on again"),
            ),
        ],
    ))
};

/// A row of the plan, and what was found there: the working paper.
pub static AUDIT_ROW: Kind = Kind {
    listed: false,
    columns: &["planned", "conforms", "on"],
    rules: &[
        Rule::OneAt("at", &["audit"], "planned"),
        Rule::NotAhead("on"),
        Rule::Whole("sample"),
        Rule::Whole("population"),
        Rule::AtMost("sample", "population"),
        Rule::AtMost("deviating", "sample"),
        Rule::Because("conforms", "because"),
        Rule::Words("skip"),
        Rule::Words("limitation"),
    ],
    wants: &[
        want_unless("seen", &["skip", "evidence"], "a stranger has to find the same record"),
        want_unless("sample", &["skip"], "how many were looked at"),
        want_unless("population", &["skip"], "of how many"),
        want_unless("methods", &["skip"], "how it was found out"),
        want_when("role", "methods", &["interview"], "who said so, by the role"),
        want_unless("on", &["skip"], "when it was looked at"),
        want_unless("auditor", &["skip"], "somebody answers for it"),
    ],
    ..super::on_demand(&kind(
        "audit-row",
        ["audit row", "an audit row", "{n|audit row|audit rows}", "Audit rows"],
        'W',
        &[
            Field {
                init: Init::Selected,
                ..need(
                    "at",
                    Type::Id,
                    "Question",
                    "heading, requirement or check; a heading covers what is below",
                )
            },
            OF,
            may("planned", Type::Flag, "Planned", "yes if it is to be audited"),
            private(may("auditee", Type::Link("person"), "Auditee", "who is asked: name or number")),
            may("skip", Type::Line, "Not audited", "why it is not audited: next cycle, nothing there yet"),
            may("conforms", Type::Flag, "Conforms", "yes if what was seen keeps to it"),
            may(
                "criterion",
                Type::Line,
                "Criterion",
                "what it is held against, where that is more than the requirement",
            ),
            may("seen", Type::Line, "Evidence seen", "the record itself: name, version, date"),
            may("evidence", Type::Links("evidence"), "Evidence", "pieces of the register, with commas"),
            may(
                "methods",
                Type::Words(&["interview", "record", "observation", "test"]),
                "Method",
                "interview, record (read it), observation (watched it) or test (tried it)",
            ),
            may("sample", Type::Number(1_000_000), "Looked at", "how many were looked at"),
            may("population", Type::Number(1_000_000), "Of how many", "how many there are"),
            may("of", Type::Line, "Of what", "orders, staff, images"),
            may("chosen", Type::Line, "How chosen", "by date, at random, those with most harm"),
            may(
                "deviating",
                Type::Count(1_000_000),
                "Deviating",
                "how many of them were not as they should be",
            ),
            may("role", Type::Line, "Role asked", "of who was interviewed, for example QA lead"),
            private(may("name", Type::Who, "Who was asked", "may stay empty; the role is enough")),
            may("place", Type::Line, "Place", "where, or by call"),
            may("on", Type::Date, "On", "the day it was looked at"),
            private(may("auditor", Type::Link("person"), "Auditor", "name or number in the register")),
            may("note", Type::Line, "Note", "what else is worth knowing"),
            later(may(
                "carried",
                Type::Links("finding"),
                "To look at again",
                "findings of earlier audits, with commas",
            )),
            may("limitation", Type::Line, "Limitation", "what could not be looked at, and what that means"),
            ROW_BECAUSE,
        ],
    ))
};

/// Something an audit found.
pub static FINDING: Kind = Kind {
    listed: false,
    columns: &["grade", "at", "raised-by"],
    rules: &[
        Rule::NotAhead("raised-on"),
        Rule::LetsGo("at", "because"),
        Rule::WhileItStands("grade", "withdrawn"),
        Rule::Because("grade", "because"),
        Rule::Because("withdrawn", "because"),
        Rule::Reason("withdrawn"),
    ],
    wants: &[want("evidence", "without it, it is an opinion"), want("raised-by", "somebody answers for it")],
    ..super::on_demand(&kind(
        "finding",
        ["finding", "a finding", "{n|finding|findings}", "Findings"],
        'F',
        &[
            need("what", Type::Line, "Statement", "what is so, in a sentence one can check"),
            OF,
            need(
                "grade",
                Type::Choice(&["major", "minor", "ofi", "observation", "good-practice"]),
                "Grade",
                "major, minor, ofi (opportunity for improvement), observation or good-practice",
            ),
            Field {
                init: Init::Selected,
                ..need(
                    "at",
                    Type::Ids,
                    "On",
                    "requirements or checks, with commas: one finding on several counts once",
                )
            },
            may(
                "criterion",
                Type::Line,
                "Criterion",
                "what is not kept, or kept: the requirement, a rule, a contract",
            ),
            may("evidence", Type::Line, "Evidence", "what was seen, with numbers: 7 of 40 orders unapproved"),
            Field { init: Init::Today, ..may("raised-on", Type::Date, "Raised on", "the day it was raised") },
            private(may("raised-by", Type::Link("person"), "Raised by", "name or number in the register")),
            may(
                "source",
                Type::Choice(&["audit", "monitoring", "incident", "complaint"]),
                "Source",
                "audit, monitoring, incident or complaint; empty is audit",
            ),
            later(may(
                "parent",
                Type::Link("finding"),
                "Follows from",
                "the finding whose action did not help",
            )),
            later(may(
                "carried",
                Type::Line,
                "Carried from",
                "number and audit, of one that was open before",
            )),
            later(may("withdrawn", Type::Line, "Withdrawn", "why it stands no more; its number stays")),
            BECAUSE,
        ],
    ))
};

/// What those who were audited say to a finding and do about it.
pub static FINDING_REPLY: Kind = Kind {
    listed: false,
    columns: &["owner", "due", "done"],
    rules: &[
        Rule::NotAhead("done"),
        Rule::NotBeforeOf("done", "finding", "raised-on"),
        Rule::Whole("days"),
        Rule::NoDay("event", "due"),
        Rule::Either("days", "due"),
        Rule::Either("event", "due"),
        Rule::Either("event", "days"),
        Rule::Words("event"),
    ],
    wants: &[
        want("cause", "without it the same happens again"),
        want("action", "so that it does not come back"),
        want("owner", "somebody has to do it"),
        want_unless("due", &["days", "event"], "so that one knows when to look"),
    ],
    ..super::on_demand(&kind(
        "finding-reply",
        ["reply", "a reply", "{n|reply|replies}", "Replies to findings"],
        'B',
        &[
            need("finding", Type::Link("finding"), "Finding", "its number, for example F-1-2"),
            may("correction", Type::Line, "Correction", "what was put right at once"),
            may("cause", Type::Line, "Cause", "why it could happen"),
            may("action", Type::Line, "Lasting fix", "what is changed so that it does not come back"),
            may("actions", Type::Actions, "On the roadmap", "actions by their ids, with commas"),
            private(may("owner", Type::Link("person"), "Owner", "who does it: name or number")),
            may("due", Type::Date, "Due", "a day; or one of the next two"),
            may("days", Type::Number(3650), "Due in days", "so many days after the report"),
            may("event", Type::Line, "Due at", "something that will happen: before the next release"),
            may("done", Type::Date, "Done on", "the day it was done"),
        ],
    ))
};

/// Whether what was done about a finding helped.
pub static FINDING_CHECK: Kind = Kind {
    listed: false,
    columns: &["effect", "by", "on"],
    rules: &[
        Rule::NotAhead("on"),
        Rule::NotBeforeOf("on", "finding", "raised-on"),
        Rule::Shown("evidence", "effect", "effective"),
        Rule::Words("evidence"),
        Rule::Reason("back"),
    ],
    wants: &[
        want("by", "better somebody else than who did it"),
        want("evidence", "what shows that it helped"),
    ],
    ..super::on_demand(&kind(
        "finding-check",
        [
            "check of a finding",
            "a check of a finding",
            "{n|check of a finding|checks of findings}",
            "Checks of findings",
        ],
        'C',
        &[
            need("finding", Type::Link("finding"), "Finding", "its number, for example F-1-2"),
            need(
                "effect",
                Type::Choice(&["effective", "partly", "not"]),
                "Did it help",
                "effective, partly or not; below effective the finding is open again",
            ),
            private(may("by", Type::Link("person"), "Checked by", "name or number; better not the owner")),
            Field { init: Init::Today, ..may("on", Type::Date, "Checked on", "the day it was looked at") },
            may("evidence", Type::Line, "Evidence", "what was looked at, and what it shows"),
            later(may(
                "back",
                Type::Line,
                "Taken back",
                "why this look counts no more; it stays in the history",
            )),
        ],
    ))
};

/// What signs a version of an audit.
const SEAL: &str = "audit seal";

/// A signed version of an audit: what it comes to, who answers for it, and the event and hash its content ends with.
pub static AUDIT_SEAL: Kind = Kind {
    made_by: MadeBy::Verb {
        verb: "audit FILE seal",
        refusal: "A signed version is not written field by field; it is made by: clausewise {verb}. Nothing was changed.",
    },
    listed: false,
    columns: &["prepared", "reviewed", "on"],
    rules: &[
        Rule::NotAhead("prepared-on"),
        Rule::NotAhead("reviewed-on"),
        Rule::NotBefore("reviewed-on", "prepared-on"),
        Rule::Words("conclusion"),
    ],
    ..super::on_demand(&kind(
        "audit-seal",
        ["signed version", "a signed version", "{n|signed version|signed versions}", "Signed versions"],
        'V',
        &[
            need(
                "conclusion",
                Type::Line,
                "Conclusion",
                "what the audit comes to, in words one can stand by",
            ),
            OF,
            private(need("prepared", Type::Link("person"), "Prepared by", "who wrote it: name or number")),
            need("prepared-on", Type::Date, "Prepared on", "the day it was done writing"),
            private(may("reviewed", Type::Link("person"), "Reviewed by", "somebody else: name or number")),
            may("reviewed-on", Type::Date, "Reviewed on", "the day it was read through"),
            may("distribution", Type::Line, "Goes to", "who is handed the report"),
            by_verb(SEAL, may("reason", Type::Line, "New because", "why there is another version")),
            by_verb(SEAL, may("on", Type::Date, "Signed on", "the day it was signed")),
            private(by_verb(
                SEAL,
                may("by", Type::Link("person"), "Signed by", "who sat there and signed it"),
            )),
            by_verb(SEAL, may("event", Type::Number(u32::MAX), "Event", "the last change it holds")),
            by_verb(SEAL, may("hash", Type::Sha256, "Hash", "hash of that change")),
            private(by_verb(
                SEAL,
                may("file", Type::Line, "Signed in", "the file whose history holds that change"),
            )),
            private(by_verb(
                SEAL,
                may(
                    "brought",
                    Type::Line,
                    "Came in with",
                    "the file it was brought in with, which may have been changed",
                ),
            )),
        ],
    ))
};
