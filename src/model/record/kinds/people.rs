//! People, AI systems and evidence: what an assessment is about and what it rests on.

use super::{by_verb, kind, later, may, need, private, want, want_when, when};
use crate::model::record::{Field, Init, Kind, Rule, Type, Want};

/// Somebody in the room or in the organisation: who answers, owns, has seen.
pub static PERSON: Kind = Kind {
    columns: &["role", "duties"],
    wants: &[want("role", "so that it is clear who speaks for what")],
    ..kind(
        "person",
        ["person", "a person", "{n|person|people}", "People"],
        'P',
        &[
            private(need("name", Type::Line, "Name", "as it should stand in the report")),
            may("role", Type::Line, "Role", "in the organisation, for example QA lead"),
            later(may(
                "duties",
                Type::Words(&["runs-aims", "reports", "approves", "stops", "audits", "speaks"]),
                "Duties",
                "runs-aims (keeps all this going), reports (to the top), approves, stops (may stop an AI system), audits, speaks (answers questions from outside)",
            )),
            later(may(
                "leads",
                Type::Flag,
                "Leads the room",
                "yes: asks the questions and answers none of them, unless chosen by hand",
            )),
        ],
    )
};

/// An AI system in scope.
pub static SYSTEM: Kind = Kind {
    columns: &["stage", "role", "owner"],
    wants: &[
        want("purpose", "without it nobody can say what could go wrong"),
        want("role", "what is asked of you depends on it"),
        want("owner", "somebody has to answer for it"),
        want_when("vendor", "role", &["user"], "you depend on them"),
        want_when(
            "affects",
            "nature",
            &["scores-people"],
            "whoever scores, ranks or decides on people touches them",
        ),
        want_when("people", "affects", &["yes"], "think also of those who never use it"),
        want_when("oversight", "affects", &["yes"], "somebody must be able to stop it"),
        want_when("oversight", "nature", &["agent", "scores-people"], "somebody must be able to stop it"),
        want_when(
            "told",
            "nature",
            &["generative"],
            "people should know what they are reading or talking to",
        ),
        Want { argues: true, ..want_when("why-out", "in-scope", &["out"], "an auditor asks for the reason") },
    ],
    ..kind(
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
            may(
                "affects",
                Type::Flag,
                "Affects people",
                "yes if it touches people's rights, chances or safety",
            ),
            may("legal", Type::Flag, "Legal duty", "yes if a law already asks something of it"),
            later(may(
                "people",
                Type::Line,
                "People touched",
                "also those who never use it: customers, applicants, staff",
            )),
            later(may(
                "stage",
                Type::Choice(&["idea", "trial", "live", "retired"]),
                "Stage",
                "idea, trial, live or retired",
            )),
            later(may(
                "model",
                Type::Line,
                "Model",
                "what is inside, for example a language model of the supplier",
            )),
            later(may(
                "nature",
                Type::Words(&["generative", "agent", "scores-people", "other"]),
                "What it does",
                "generative (makes text or pictures), agent (acts by itself), scores-people (ranks or decides on people), other",
            )),
            later(may("data-out", Type::Line, "Data out", "what comes out, and where it goes")),
            later(may(
                "autonomy",
                Type::Choice(&["suggests", "checked", "alone"]),
                "How far alone",
                "suggests (people decide), checked (it decides, people check) or alone (it acts by itself)",
            )),
            later(may("oversight", Type::Line, "Oversight", "who checks what it does, and who may stop it")),
            later(may(
                "class",
                Type::Line,
                "Legal class",
                "as you entered it, for example EU AI Act: limited risk",
            )),
            later(may("runs-on", Type::Line, "Runs on", "computers and services it needs")),
            later(may(
                "told",
                Type::Line,
                "Users are told",
                "what those who use it or are touched by it are told",
            )),
            later(may(
                "logs",
                Type::Line,
                "Logs",
                "what it writes down while it runs, and how long that is kept",
            )),
            later(may("in-scope", Type::Choice(&["in", "out"]), "In scope", "in or out; empty counts as in")),
            later(when(
                may("why-out", Type::Line, "Why out of scope", "the reason an auditor will ask for"),
                "in-scope",
                &["out"],
            )),
            later(may("ref", Type::Line, "Number elsewhere", "in another register of yours")),
        ],
    )
};

/// The verb that keeps how the file of a piece of evidence is.
const CITE: &str = "cite";

/// Evidence by reference; a file is read only when somebody asks for it, to tell whether it changed since.
pub static EVIDENCE: Kind = Kind {
    columns: &["shows", "date", "seen-by"],
    rules: &[Rule::Dated("date"), Rule::Holds("valid-until", "date"), Rule::Seen("seen-by", "date")],
    ..kind(
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
            may("place", Type::Line, "Where", "file name, web address, number, folder, system or binder"),
            may(
                "how",
                Type::Choice(&["file", "link", "number", "on-screen"]),
                "Kind of place",
                "file, link (a web address), number (of a document) or on-screen (seen there)",
            ),
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
            by_verb(
                CITE,
                may("sha256", Type::Sha256, "Fingerprint", "SHA-256 of the file, as it was when it was kept"),
            ),
            by_verb(
                CITE,
                may("size", Type::Bytes, "File size", "bytes of the file, as it was when it was kept"),
            ),
            by_verb(CITE, may("cited-on", Type::Date, "File kept on", "the day its fingerprint was kept")),
        ],
    )
};
