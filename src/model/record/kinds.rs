//! The tables: what each kind of record holds. A new field is a row here, and nothing else.

use super::{Field, Init, Kind, MadeBy, Type};

/// A field people may leave empty.
const fn may(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { key, typ, need: false, when: None, init: Init::Empty, word, hint, private: false, later: false }
}

/// A field a record needs.
const fn need(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { need: true, ..may(key, typ, word, hint) }
}

const fn private(field: Field) -> Field {
    Field { private: true, ..field }
}

/// Asked only of a record that is there already.
const fn later(field: Field) -> Field {
    Field { later: true, ..field }
}

const fn when(field: Field, other: &'static str, values: &'static [&'static str]) -> Field {
    Field { when: Some((other, values)), ..field }
}

const fn kind(
    key: &'static str,
    [word, one, counted, words]: [&'static str; 4],
    letter: char,
    fields: &'static [Field],
) -> Kind {
    let other_letter = None;
    Kind {
        key,
        word,
        one,
        counted,
        words,
        letter,
        other_letter,
        fields,
        made_by: MadeBy::Form,
        listed: true,
        waits_for_others: false,
    }
}

/// Every kind, in the order they are listed.
pub const KINDS: &[&Kind] = &[&PERSON, &SYSTEM, &EVIDENCE, &PARKED, &ACTION, &PART, &SNAPSHOT, &VOTE];

/// Somebody in the room or in the organisation: who answers, owns, has seen.
pub static PERSON: Kind = kind(
    "person",
    ["person", "a person", "{n|person|people}", "People"],
    'P',
    &[
        private(need("name", Type::Line, "Name", "as it should stand in the report")),
        may("role", Type::Line, "Role", "in the organisation, for example QA lead"),
    ],
);

/// An AI system in scope.
pub static SYSTEM: Kind = kind(
    "system",
    ["AI system", "an AI system", "{n|AI system|AI systems}", "AI systems"],
    'S',
    &[
        need(
            "name",
            Type::Line,
            "Name",
            "think also of features in other products, and of tools people brought along",
        ),
        may("purpose", Type::Line, "Used for", "what it does for you"),
        may("vendor", Type::Line, "Supplier", "who supplies it; empty if built here"),
        may("data", Type::Line, "Data", "what goes in"),
        may(
            "role",
            Type::Words(&["user", "provider", "developer"]),
            "Your role",
            "user (you use it), provider (you offer it to others), developer (you build it)",
        ),
        private(may("owner", Type::Who, "Owner", "who in the organisation answers for it")),
        may("affects", Type::Flag, "Affects people", "yes if it touches people's rights, chances or safety"),
        may("legal", Type::Flag, "Legal duty", "yes if a law already asks something of it"),
    ],
);

/// Evidence by reference; the product never opens it.
pub static EVIDENCE: Kind = kind(
    "evidence",
    ["piece of evidence", "a piece of evidence", "{n|piece of evidence|pieces of evidence}", "Evidence"],
    'E',
    &[
        need("what", Type::Line, "What", "the document or record"),
        Field {
            init: Init::Selected,
            ..need(
                "shows",
                Type::Ids,
                "Proves",
                "checks it proves, with commas; a requirement stands for all of its checks",
            )
        },
        may("place", Type::Line, "Where", "file name, folder, system or binder"),
        may("version", Type::Line, "Version", "as it stands on it"),
        may("date", Type::Date, "Date", "of the document or record"),
        may("valid-until", Type::Date, "Valid until", "empty if it does not run out"),
        private(may("holder", Type::Who, "Held by", "who keeps it, name or role")),
        private(may(
            "seen-by",
            Type::Seen,
            "Seen by",
            "people of the register who have looked at it, each with the day: Ana Sousa: 2026-11-20. Without a day: today",
        )),
        later(private(may(
            "seen-note",
            Type::Line,
            "Seen, in words",
            "words on who has looked at it; only people named above make it count as seen",
        ))),
    ],
);

/// Something put aside during a session.
pub static PARKED: Kind = kind(
    "parked",
    ["parked item", "a parked item", "{n|parked item|parked items}", "Parked items"],
    'K',
    &[
        need("what", Type::Line, "What", "the question or worry, in a few words"),
        Field { init: Init::Selected, ..may("at", Type::Id, "Came up at", "the question it came up at") },
        private(may("owner", Type::Who, "Owner", "who takes it; may stay empty")),
        later(may("closed", Type::Flag, "Closed", "yes when it is settled; closed items stay in the list")),
    ],
);

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_and_letters_are_given_once_and_labels_fit() {
        let keys: BTreeSet<_> = KINDS.iter().map(|k| k.key).collect();
        let letters: BTreeSet<_> = KINDS.iter().map(|k| k.letter).collect();
        assert_eq!((keys.len(), letters.len()), (KINDS.len(), KINDS.len()));
        for k in KINDS {
            let fields: BTreeSet<_> = k.fields.iter().map(|f| f.key).collect();
            assert_eq!(fields.len(), k.fields.len(), "{}", k.key);
            assert!(!fields.contains(super::super::MADE) && !fields.contains(super::super::NUMBER));
            for f in k.fields {
                assert!(
                    f.word.len() <= 16 && !f.hint.is_empty() && !f.key.contains('.'),
                    "{}.{}",
                    k.key,
                    f.key
                );
                assert!(f.when.is_none_or(|(other, _)| fields.contains(other)), "{}.{}", k.key, f.key);
            }
        }
        let listed: Vec<_> = KINDS.iter().filter(|k| k.is_listed()).map(|k| k.key).collect();
        assert_eq!(listed, ["person", "system", "evidence", "parked"]);
        assert_eq!(Kind::find(KINDS, "AI systems").map(|k| k.key), Some("system"));
        assert_eq!(Kind::find(KINDS, "widget"), None);
    }
}
