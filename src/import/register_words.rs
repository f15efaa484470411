//! What other people's registers call a field and a word of a field, and which of ours it is. Tables of words only; used
//! by the reader of registers.

use super::head::plain;
use super::status::{self, Applies};
use crate::model::record::{Field, Type};

/// What others call a field, by its key; plain.
pub(super) const CALLED: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "title",
            "system",
            "systemname",
            "aisystem",
            "aisystemname",
            "aitool",
            "aitoolname",
            "aiapplication",
            "model",
            "modelname",
            "tool",
            "toolname",
            "application",
            "applicationname",
            "employee",
            "person",
            "fullname",
        ],
    ),
    (
        "purpose",
        &[
            "use",
            "description",
            "function",
            "whatitdoes",
            "whatfor",
            "intendedpurpose",
            "intendeduse",
            "businesspurpose",
            "usecasedescription",
        ],
    ),
    ("vendor", &["provider", "manufacturer", "thirdparty", "suppliedby", "developer"]),
    (
        "owner",
        &[
            "responsible",
            "responsibleperson",
            "accountable",
            "businessowner",
            "systemowner",
            "riskowner",
            "who",
            "assignedto",
            "assignee",
            "contact",
        ],
    ),
    (
        "what",
        &[
            "title",
            "name",
            "document",
            "documentname",
            "record",
            "item",
            "evidence",
            "question",
            "issue",
            "action",
            "task",
            "description",
            "riskdescription",
            "riskstatement",
            "risktitle",
            "riskname",
            "subject",
            "topic",
            "activity",
        ],
    ),
    ("place", &["location", "link", "url", "path", "folder", "filename", "file", "storedat", "repository"]),
    ("version", &["rev", "revision", "documentversion"]),
    ("date", &["issued", "issuedate", "issuedon", "approvedon", "approvaldate", "documentdate", "dated"]),
    (
        "valid-until",
        &["expiry", "expirydate", "expires", "expirationdate", "reviewdue", "nextreview", "nextreviewdate"],
    ),
    ("holder", &["keptby", "custodian", "documentowner", "owner"]),
    (
        "shows",
        &[
            "controls",
            "control",
            "requirements",
            "requirement",
            "clauses",
            "clause",
            "covers",
            "coveredrequirements",
            "checks",
        ],
    ),
    ("at", &["control", "requirement", "clause", "ref", "reference", "raisedat"]),
    ("due", &["duedate", "deadline", "eta", "targetdate", "by"]),
    ("pin", &["startdate", "start", "begin"]),
    ("done-when", &["acceptancecriteria", "successcriteria"]),
    ("status", &["progress", "state"]),
    ("hours", &["effort", "efforthours", "estimate", "workload"]),
    ("output", &["deliverable", "result"]),
    ("closes", &["requirements", "controls", "gaps"]),
    ("after", &["dependson", "dependencies", "predecessor", "predecessors"]),
    ("role", &["jobtitle", "position", "function", "airole", "ourrole"]),
    ("data", &["datatypes", "inputdata", "input", "inputs", "dataused", "personaldata", "datacategories"]),
    (
        "systems",
        &["aisystem", "system", "systemname", "affectedsystem", "affectedsystems", "aitool", "aitools"],
    ),
    ("likelihood", &["probability", "chance"]),
    ("consequence", &["impact", "severity", "impactrating", "impactlevel"]),
    ("data-out", &["output", "outputs", "outputdata", "results"]),
    ("closed", &["settled", "resolved"]),
    ("legal", &["regulated", "legalobligation"]),
    ("ref", &["riskid", "riskref", "riskno", "risknumber", "systemid", "systemno", "assetid"]),
    ("stage", &["lifecycle", "lifecyclestatus", "lifecyclestage", "lifecyclephase", "phase", "status"]),
    ("treatment", &["treatmentoption", "risktreatment", "response", "riskresponse", "treatmentdecision"]),
    ("in-scope", &["scope", "inscopeyn", "inscopeofaims"]),
];

/// What names a record only where no other column does, and else says more of it; plain.
pub(super) const LAST: &[(&str, &[&str])] =
    &[("name", &["usecase", "usecasename"]), ("purpose", &["usecase", "usecasename"])];

/// What others call a word of a field, by the key of the field; plain.
const WORDS: &[(&str, &str, &[&str])] = &[
    (
        "treatment",
        "reduce",
        &["mitigate", "mitigated", "mitigation", "reduced", "reduction", "modify", "treat"],
    ),
    ("treatment", "avoid", &["avoided", "avoidance", "eliminate", "terminate"]),
    ("treatment", "share", &["transfer", "transferred", "shared", "sharing", "insure"]),
    ("treatment", "accept", &["accepted", "acceptance", "tolerate", "retain", "retained", "retention"]),
    ("stage", "idea", &["planned", "concept", "proposed"]),
    (
        "stage",
        "trial",
        &["pilot", "piloting", "pilotphase", "test", "testing", "poc", "proofofconcept", "beta"],
    ),
    (
        "stage",
        "live",
        &[
            "production",
            "inproduction",
            "productive",
            "operational",
            "inoperation",
            "inuse",
            "active",
            "deployed",
        ],
    ),
    ("stage", "retired", &["decommissioned", "withdrawn", "inactive", "switchedoff"]),
    ("role", "user", &["deployer"]),
    ("in-scope", "in", &["yes", "y", "true", "x", "inscope", "included"]),
    ("in-scope", "out", &["no", "n", "false", "outofscope", "excluded"]),
];

/// What others call how far something is; plain.
const PROGRESS: &[(&str, &[&str])] = &[
    ("planned", &["open", "notstarted", "todo", "new"]),
    ("started", &["inprogress", "ongoing", "underway", "wip"]),
    ("done", &["completed", "complete", "closed", "finished"]),
];

/// The word of ours a cell means: a tick for yes, a share for how far it is, another word for one of a list. What is
/// none of these stays as it is, for the field to judge.
pub(super) fn ours(field: &Field, cell: String) -> String {
    let word = plain(&cell);
    let known = |words: &[&str]| words.contains(&word.as_str());
    let by_mark = |yes: &'static str, no: &'static str| match status::mark(&cell) {
        Some(Applies::Yes) => Some(yes),
        Some(Applies::No) => Some(no),
        _ => None,
    };
    let found = match field.typ {
        Type::Flag if matches!(word.as_str(), "x" | "1") => Some("yes"),
        Type::Flag => by_mark("yes", "no"),
        Type::Choice(own) | Type::Words(own) if own.iter().any(|o| o.eq_ignore_ascii_case(cell.trim())) => {
            None
        }
        Type::Choice(["in", "out"]) if status::mark(&cell).is_some() => by_mark("in", "out"),
        Type::Choice(_) | Type::Words(_) => {
            WORDS.iter().find(|(key, _, others)| *key == field.key && known(others)).map(|(_, own, _)| *own)
        }
        Type::Progress => match status::share(&cell) {
            Some(share) if share >= 1.0 => Some("done"),
            Some(share) if share > 0.0 => Some("started"),
            Some(_) => Some("planned"),
            None => PROGRESS.iter().find(|(_, others)| known(others)).map(|(own, _)| *own),
        },
        _ => None,
    };
    found.map_or(cell, str::to_owned)
}
