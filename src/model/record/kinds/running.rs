//! What keeps a management system running: documents, objectives, suppliers, competence, incidents, changes, who is told what, and
//! who expects something.

use super::risk::AGAIN;
use super::{
    kind, later, may, need, on_demand, past, private, said_of, soon, want, want_when, want_with, when,
};
use crate::model::record::{Field, Init, Kind, Past, Rule, SaidOf, Type, Want, While};

/// A document or record that is kept.
pub static DOCUMENT: Kind = Kind {
    columns: &["state", "owner", "review"],
    rules: &[Rule::NotAhead("approved-on")],
    wants: &[
        want("state", "so that it is clear which one holds"),
        Want {
            only: While::Against("approved-by", "draft"),
            ..want("state", "it names who approved it and is called a draft")
        },
        Want {
            only: While::Against("approved-on", "draft"),
            ..want("state", "it has a day of approval and is called a draft")
        },
        want("owner", "somebody has to keep it up to date"),
        want("place", "it has to be found"),
        want_when("approved-by", "state", &["approved"], "somebody stands for it"),
        want_when("approved-on", "state", &["approved"], "approval without a day proves little"),
        want_with("approved-on", "approved-by", "the name says little without its day"),
    ],
    past: &[Past { unless: Some(("state", &["withdrawn"])), ..past("review", AGAIN) }],
    // A new version that still says approved would be taken for one somebody approved.
    said_of: &[SaidOf {
        falls: Some(("state", "approved", "draft")),
        ..said_of(&["version"], &["approved-by", "approved-on"])
    }],
    ..on_demand(&kind(
        "document",
        ["document", "a document", "{n|document|documents}", "Documents"],
        'D',
        &[
            need("name", Type::Line, "Name", "as it stands on the document"),
            may(
                "is",
                Type::Document,
                "What it is",
                "which document of the list it is, for example AI policy; empty where its name says so",
            ),
            may(
                "state",
                Type::Choice(&["draft", "in-use", "approved", "withdrawn"]),
                "State",
                "draft, in-use, approved or withdrawn",
            ),
            may("version", Type::Line, "Version", "number or day of the version that holds"),
            private(may("owner", Type::Who, "Owner", "who keeps it up to date")),
            may("place", Type::Line, "Where", "folder, system or binder"),
            may("review", Type::Date, "Look again on", "the day to look at it again"),
            private(soon(
                "state",
                &["approved"],
                may("approved-by", Type::Who, "Approved by", "who approved this version"),
            )),
            soon(
                "state",
                &["approved"],
                may("approved-on", Type::Date, "Approved on", "the day this version was approved"),
            ),
            later(may("may-see", Type::Line, "Who may see it", "and who may change it")),
            later(may("keep", Type::Line, "How long kept", "and what happens then")),
            later(may("outside", Type::Flag, "From outside", "yes if somebody else wrote it")),
        ],
    ))
};

/// What the organisation wants to reach with AI, or with how it deals with it.
pub static OBJECTIVE: Kind = Kind {
    columns: &["target", "owner", "due"],
    rules: &[Rule::NotAhead("now-on")],
    wants: &[
        want("measure", "so that one knows whether it is reached"),
        want("target", "so that one knows when it is reached"),
        want("owner", "somebody has to answer for it"),
        want("due", "without a day it waits"),
        want("steps", "it does not happen by itself"),
    ],
    ..on_demand(&kind(
        "objective",
        ["objective", "an objective", "{n|objective|objectives}", "Objectives"],
        'O',
        &[
            need("what", Type::Line, "Objective", "what is to be reached"),
            may("measure", Type::Line, "Measured by", "how you will know"),
            may("target", Type::Line, "Target", "the figure or state that is good enough"),
            private(may("owner", Type::Who, "Owner", "who answers for it")),
            may("due", Type::Date, "Due", "the day it is wanted by"),
            may("steps", Type::Line, "Steps", "what will be done to get there"),
            later(may(
                "about",
                Type::Choice(&["all", "development", "use"]),
                "About",
                "all (how you deal with AI), development (of AI systems) or use",
            )),
            later(may("needs", Type::Line, "Needs", "money, time and people it takes")),
            later(may("now", Type::Line, "Now", "where it stands")),
            later(may("now-on", Type::Date, "As of", "the day of that")),
        ],
    ))
};

/// Somebody who supplies an AI system, a model, data or a service for it.
pub static SUPPLIER: Kind = Kind {
    columns: &["delivers", "trains", "decision"],
    rules: &[Rule::NotAhead("checked"), Rule::NotBefore("review", "checked")],
    wants: &[
        want("delivers", "so that it is clear what you depend on"),
        want("duties", "what nobody has agreed on nobody does"),
        want("tells", "you have to hear of faults and changes in time"),
        want("trains", "so that you know where your data goes"),
    ],
    ..on_demand(&kind(
        "supplier",
        ["supplier", "a supplier", "{n|supplier|suppliers}", "Suppliers"],
        'U',
        &[
            need("name", Type::Line, "Name", "the company"),
            may("delivers", Type::Line, "Delivers", "system, model, data or service"),
            may("systems", Type::Links("system"), "AI systems", "those it is for, with commas"),
            may("duties", Type::Line, "Who does what", "what they answer for, and what you do"),
            may(
                "tells",
                Type::Line,
                "They tell you",
                "what they tell you: limits, changes, incidents, and how fast",
            ),
            may(
                "trains",
                Type::Choice(&["no", "yes", "not-said"]),
                "Trains on yours",
                "whether they train on your data: no, yes or not-said",
            ),
            later(may("checked", Type::Date, "Checked on", "the day you last looked at them")),
            later(may(
                "decision",
                Type::Choice(&["yes", "with-conditions", "no"]),
                "Decision",
                "whether you use them: yes, with-conditions or no",
            )),
            later(may("review", Type::Date, "Look again on", "the day to look at them again")),
            later(may("contract", Type::Line, "Contract", "which, and where it lies")),
            later(may("ref", Type::Line, "Number elsewhere", "in another register of yours")),
        ],
    ))
};

/// What somebody has to know or be able to do, and what is done where they do not.
pub static COMPETENCE: Kind = Kind {
    columns: &["person", "has", "due"],
    rules: &[Rule::NotAhead("done")],
    wants: &[
        want("has", "so that one sees what is missing"),
        want_when("step", "has", &["partly", "no"], "so that it changes"),
        want_with("worked", "done", "training alone shows nothing"),
    ],
    ..on_demand(&kind(
        "competence",
        [
            "competence",
            "a competence somebody needs",
            "{n|competence|competences}",
            "Competence and training",
        ],
        'N',
        &[
            need(
                "must",
                Type::Line,
                "Has to know",
                "what somebody with this work has to know or be able to do",
            ),
            private(need("person", Type::Link("person"), "Person", "name or number in the register")),
            may("has", Type::Choice(&["yes", "partly", "no"]), "Does so now", "yes, partly or no"),
            when(
                may(
                    "step",
                    Type::Line,
                    "What is done",
                    "training, practice with somebody, help from outside",
                ),
                "has",
                &["partly", "no"],
            ),
            when(may("due", Type::Date, "Due", "the day it is wanted by"), "has", &["partly", "no"]),
            later(may("done", Type::Date, "Done on", "the day it was done")),
            later(may("worked", Type::Choice(&["yes", "partly", "no"]), "Did it work", "yes, partly or no")),
            later(may("proof", Type::Links("evidence"), "Evidence", "pieces of the register, with commas")),
            later(may("systems", Type::Links("system"), "AI systems", "those it is for, with commas")),
        ],
    ))
};

/// Something that went wrong or that somebody raised, and what was done about it and its cause.
pub static INCIDENT: Kind = Kind {
    columns: &["kind", "on", "done"],
    rules: &[Rule::NotAhead("on"), Rule::NotAhead("done"), Rule::NotBefore("done", "on")],
    wants: &[
        want("contained", "what was done straight away"),
        want("cause", "without it the same happens again"),
        want("action", "so that it does not come back"),
        want("owner", "somebody has to do it"),
        want_with("worked", "done", "somebody has to look whether it helped"),
        want_with("checked-by", "worked", "better somebody else than who did it"),
    ],
    ..on_demand(&kind(
        "incident",
        [
            "incident or concern",
            "an incident or concern",
            "{n|incident or concern|incidents and concerns}",
            "Incidents and concerns",
        ],
        'X',
        &[
            need("what", Type::Line, "What", "what happened or what was raised"),
            may(
                "kind",
                Type::Choice(&["incident", "concern", "complaint", "nonconformity", "audit-finding"]),
                "Kind",
                "incident, concern, complaint, nonconformity or audit-finding",
            ),
            Field { init: Init::Today, ..may("on", Type::Date, "On", "the day it happened or was raised") },
            may("systems", Type::Links("system"), "AI systems", "those it is about, with commas"),
            may(
                "contained",
                Type::Line,
                "At once",
                "what was done straight away, also for the people hit by it",
            ),
            may("cause", Type::Line, "Cause", "why it could happen"),
            later(may("at", Type::Ids, "Against", "what was not kept: requirements or checks, with commas")),
            later(may("elsewhere", Type::Line, "Elsewhere", "whether the same could be so in other places")),
            may("action", Type::Line, "Lasting fix", "what is changed so that it does not come back"),
            private(may("owner", Type::Who, "Owner", "who does that")),
            may("due", Type::Date, "Due", "the day it is wanted by"),
            later(may("done", Type::Date, "Done on", "the day it was done")),
            later(may("worked", Type::Choice(&["yes", "partly", "no"]), "Did it work", "yes, partly or no")),
            private(later(may(
                "checked-by",
                Type::Who,
                "Checked by",
                "who looked whether it worked; better not its owner",
            ))),
            later(may(
                "told",
                Type::Line,
                "Who was told",
                "people hit by it, customers, authorities, and when",
            )),
            later(may("ref", Type::Line, "Number elsewhere", "in another register of yours")),
        ],
    ))
};

/// A change to the AI systems or to how they are dealt with.
pub static CHANGE: Kind = Kind {
    columns: &["about", "on", "approved-by"],
    wants: &[
        want("effects", "what else it touches is easily forgotten"),
        want("approved-by", "somebody has to say yes"),
    ],
    ..on_demand(&kind(
        "change",
        ["change", "a change", "{n|change|changes}", "Changes"],
        'G',
        &[
            need("what", Type::Line, "Change", "what changes or changed"),
            may(
                "about",
                Type::Choice(&["rules", "system", "supplier", "unplanned"]),
                "About",
                "rules (how you deal with AI), system, supplier or unplanned (it just happened)",
            ),
            Field { init: Init::Today, ..may("on", Type::Date, "On", "the day it holds from") },
            may("why", Type::Line, "Why", "the reason, and what it is to bring"),
            may("effects", Type::Line, "Effects", "what else it touches, and what is done about that"),
            private(may("approved-by", Type::Who, "Approved by", "who said yes")),
            later(may("systems", Type::Links("system"), "AI systems", "those it is about, with commas")),
            later(may("risks-again", Type::Flag, "Risks looked at", "yes if the risks were looked at again")),
            later(may(
                "impact-again",
                Type::Flag,
                "Impact looked at",
                "yes if the impact assessment was looked at again",
            )),
            later(may("documents", Type::Links("document"), "Documents", "those that change, with commas")),
        ],
    ))
};

/// Who is told what, when and how.
pub static MESSAGE: Kind = Kind {
    columns: &["whom", "when", "speaks"],
    rules: &[Rule::NotAhead("told-on")],
    wants: &[
        want("whom", "so that nobody is forgotten"),
        want("when", "so that it is not too late"),
        want("how", "so that it gets there"),
        want("speaks", "somebody has to do it"),
    ],
    ..on_demand(&kind(
        "message",
        ["message", "a message", "{n|message|messages}", "Who is told what"],
        'Q',
        &[
            need("what", Type::Line, "What", "what is told"),
            may(
                "about",
                Type::Choice(&["policy", "roles", "objectives", "controls", "incidents", "duty", "other"]),
                "About",
                "policy, roles, objectives, controls, incidents, duty (what a law asks you to tell) or other",
            ),
            may("whom", Type::Line, "Whom", "staff, customers, people affected, authorities"),
            may("when", Type::Line, "When", "at the start, once a year, within a day"),
            may("how", Type::Line, "How", "mail, meeting, sign on the wall, website"),
            private(may("speaks", Type::Who, "Who tells", "who says it or sends it")),
            later(may("told-on", Type::Date, "Told on", "the day it was last told")),
            later(may("law", Type::Line, "Law", "the rule that asks for it, as you entered it")),
        ],
    ))
};

/// Somebody who expects something of how the organisation deals with AI.
pub static PARTY: Kind = Kind {
    columns: &["wants", "dealt-with"],
    wants: &[
        want("wants", "this is what the list is for"),
        want("dealt-with", "not everything has to be met; somebody decides"),
    ],
    ..on_demand(&kind(
        "party",
        [
            "interested party",
            "an interested party",
            "{n|interested party|interested parties}",
            "Interested parties",
        ],
        'J',
        &[
            need("name", Type::Line, "Who", "customers, staff, people affected, authorities, owners"),
            may("wants", Type::Line, "Expects", "what they expect of your AI"),
            may("from", Type::Line, "Known from", "contract, law, conversation"),
            may(
                "dealt-with",
                Type::Choice(&["yes", "no"]),
                "Dealt with here",
                "yes or no: whether you answer it with these rules",
            ),
            later(may("why", Type::Line, "How, or why not", "how it is met, or why it is left aside")),
        ],
    ))
};
