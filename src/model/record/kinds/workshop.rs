//! What a workshop keeps: its agenda, what was decided, what people are asked for before it.

use super::{kind, later, may, need, on_demand, past, private, want, want_when};
use crate::model::record::{Field, Init, Kind, Past, Rule, Type};

/// The longest an item of an agenda takes, in minutes: a long day.
const LONGEST: u32 = 600;

/// A part of a session: what is asked then, for how long, and who is needed for it.
pub static AGENDA: Kind = Kind {
    columns: &["minutes", "people", "state"],
    wants: &[want("minutes", "without them nobody hears that the time is over")],
    ..on_demand(&kind(
        "agenda",
        ["agenda item", "an agenda item", "{n|agenda item|agenda items}", "Agenda"],
        'W',
        &[
            need("what", Type::Line, "Item", "what it is about, for example Context"),
            may(
                "at",
                Type::Places,
                "Asks about",
                "clauses, requirements or checks, with commas; empty for a welcome or a break",
            ),
            may("minutes", Type::Count(LONGEST), "Minutes", "planned for it, for example 20"),
            private(may("people", Type::Links("person"), "Needed", "who has to be there, with commas")),
            may("purpose", Type::Line, "What for", "what is there at its end"),
            later(may(
                "order",
                Type::Count(999),
                "Place",
                "its place in the order; without one it comes by its number",
            )),
            later(may(
                "state",
                Type::Choice(&["running", "paused", "done"]),
                "State",
                "running, paused or done; empty while it has not begun",
            )),
        ],
    ))
};

/// What the room decided, beside the levels it agreed on.
pub static DECISION: Kind = Kind {
    columns: &["at", "by", "date"],
    rules: &[Rule::NotAhead("date"), Rule::Words("why")],
    wants: &[
        want("by", "somebody stands for it"),
        want("why", "later nobody knows any more what spoke for it"),
    ],
    ..on_demand(&kind(
        "decision",
        ["decision", "a decision", "{n|decision|decisions}", "Decisions"],
        // D is a document's.
        'M',
        &[
            need("what", Type::Line, "Decision", "what was decided, in a sentence"),
            Field { init: Init::Selected, ..may("at", Type::Id, "Came up at", "the question it belongs to") },
            private(may("by", Type::Who, "Decided by", "who answers for it")),
            private(may("with", Type::Links("person"), "With", "who took part in it, with commas")),
            Field { init: Init::Today, ..may("date", Type::Date, "Date", "the day it was decided") },
            may("why", Type::Line, "Why", "what spoke for it"),
        ],
    ))
};

/// States of a request in which nothing is waited for any more.
const ANSWERED: &[&str] = &["got", "not-there"];

/// What somebody is asked to bring or to answer before a session.
pub static REQUEST: Kind = Kind {
    columns: &["of", "due", "state"],
    rules: &[Rule::NotAhead("date"), Rule::NotBefore("due", "date")],
    wants: &[
        want("of", "a request to nobody is answered by nobody"),
        want("due", "without a day it waits"),
        want_when("evidence", "state", &["got"], "what came belongs in the register of evidence"),
    ],
    past: &[Past { unless: Some(("state", ANSWERED)), ..past("due", "ask again") }],
    ..on_demand(&kind(
        "request",
        ["request", "a request", "{n|request|requests}", "Requests"],
        'B',
        &[
            need("what", Type::Line, "Request", "what to bring, or the question to answer"),
            private(may("of", Type::Who, "Asked of", "who is asked, name or role")),
            Field { init: Init::Selected, ..may("shows", Type::Ids, "For", "checks it is for, with commas") },
            may("due", Type::Date, "Wanted by", "the day it is wanted by"),
            Field { init: Init::Today, ..may("date", Type::Date, "Asked on", "the day it was asked") },
            later(may(
                "state",
                Type::Choice(&["asked", "got", "not-there"]),
                "State",
                "asked, got, or not-there (it does not exist); empty counts as asked",
            )),
            later(may("evidence", Type::Link("evidence"), "Came as", "the piece of evidence, when it came")),
        ],
    ))
};
