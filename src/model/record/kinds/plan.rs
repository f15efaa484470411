//! What a session and the plan keep: parked items, actions people changed, frozen states, answers of several people.

use super::{kind, later, may, need, private, when};
use crate::model::record::{Field, Init, Kind, MadeBy, Type};

/// Something put aside during a session.
pub static PARKED: Kind = Kind {
    columns: &["at", "owner", "closed"],
    ..kind(
        "parked",
        ["parked item", "a parked item", "{n|parked item|parked items}", "Parked items"],
        'K',
        &[
            need("what", Type::Line, "What", "the question or worry, in a few words"),
            Field { init: Init::Selected, ..may("at", Type::Id, "Came up at", "the question it came up at") },
            private(may("owner", Type::Who, "Owner", "who takes it; may stay empty")),
            later(may("due", Type::Date, "Wanted by", "the day it is wanted by; may stay empty")),
            later(private(may(
                "from",
                Type::Who,
                "Raised by",
                "whose words these are; written when a colleague's answers are collected",
            ))),
            later(may(
                "closed",
                Type::Flag,
                "Closed",
                "yes when it is settled; closed items stay in the list",
            )),
        ],
    )
};

// What people say of an action, whole or part.
const OWNER: Field = private(may("owner", Type::Who, "Owner", "who does it"));
const PIN: Field = may("pin", Type::Date, "Not before", "the day it may begin");
const DUE: Field = may("due", Type::Date, "Due", "the day it is wanted by");
const DONE_WHEN: Field = may("done-when", Type::Line, "Done when", "how one sees that it is done");
const PROGRESS: Field = may("status", Type::Progress, "Progress", "planned, started, or done and the day");

const SHARED: &[&str] = &["merge", "own"];

/// What people made of the actions of the roadmap: one split into parts, several merged, one of their own.
pub static ACTION: Kind = Kind {
    waits_for_others: true,
    other_letter: Some(("kind", "merge", 'M')),
    listed: false,
    ..kind(
        "action",
        ["action", "an action", "{n|action|actions}", "Actions"],
        'H',
        &[
            when(may("what", Type::Line, "What", "what to do"), "kind", SHARED),
            need(
                "kind",
                Type::Choice(&["split", "merge", "own"]),
                "Kind",
                "split (one gap, parts that follow each other), merge (one action for several gaps), own (added)",
            ),
            Field {
                init: Init::Selected,
                ..may("at", Type::Id, "Filed under", "the requirement it stands at in the plan")
            },
            when(
                may("of", Type::Requirements, "Instead of", "the gaps it stands for"),
                "kind",
                &["split", "merge"],
            ),
            when(may("output", Type::Line, "Leaves behind", "the document or record"), "kind", SHARED),
            when(
                may("hours", Type::Hours(100_000), "Hours", "of work, for example 6 or 1.5 d"),
                "kind",
                &["own"],
            ),
            when(
                may("closes", Type::Requirements, "Helps to close", "requirements, with commas"),
                "kind",
                &["own"],
            ),
            when(
                may("after", Type::Actions, "After", "actions that must end first, with commas"),
                "kind",
                &["own"],
            ),
            OWNER,
            may("effort", Type::Hours(100_000), "Own hours", "hours somebody set instead of those above"),
            PIN,
            DUE,
            DONE_WHEN,
            PROGRESS,
        ],
    )
};

/// A part of a split action. Parts follow each other by their numbers.
pub static PART: Kind = Kind {
    waits_for_others: true,
    listed: false,
    ..kind(
        "part",
        [
            "part of an action",
            "a part of an action",
            "{n|part of an action|parts of an action}",
            "Parts of actions",
        ],
        'T',
        &[
            need("what", Type::Line, "What", "what to do"),
            need("action", Type::Link("action"), "Of action", "the split action it belongs to"),
            may("output", Type::Line, "Leaves behind", "the document or record; empty for that of the whole"),
            need("share", Type::Number(100_000), "Share", "of the hours, relative to the other parts"),
            OWNER,
            may("effort", Type::Hours(100_000), "Own hours", "hours somebody set instead of the share"),
            PIN,
            DUE,
            DONE_WHEN,
            PROGRESS,
        ],
    )
};

/// A frozen state.
pub static SNAPSHOT: Kind = Kind {
    made_by: MadeBy::Verb {
        verb: "snapshot FILE NAME",
        refusal: "A frozen state is not written field by field; it is made by: clausewise {verb}. Nothing was changed.",
    },
    listed: false,
    ..kind(
        "snapshot",
        ["frozen state", "a frozen state", "{n|frozen state|frozen states}", "Frozen states"],
        'F',
        &[
            need("name", Type::Line, "Name", "for example After the workshop"),
            may("date", Type::Date, "Date", "the day it was frozen"),
            may("rule", Type::Line, "Rule", "of the method it was made by"),
            may("frozen", Type::Frozen, "Facts", "all facts but frozen states"),
        ],
    )
};

/// One person's answer to one question. It never scores; the agreed answer does.
pub static VOTE: Kind = Kind {
    listed: false,
    ..kind(
        "vote",
        [
            "answer of a person",
            "an answer of a person",
            "{n|answer of a person|answers of a person}",
            "Answers of several people",
        ],
        'V',
        &[
            private(need("person", Type::Link("person"), "Person", "who answered: name or number")),
            Field {
                init: Init::Selected,
                ..need("at", Type::Id, "Question", "heading, requirement or check")
            },
            need("level", Type::Level, "Level", "1 to 5, ? or n"),
        ],
    )
};
