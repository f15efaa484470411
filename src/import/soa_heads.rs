//! The heads of a Statement of Applicability or a table of clauses, as people and other tools write them, and what each
//! column is. Words only; used by the reader of such tables.

use super::german;
use super::head::{is_one_of, plain};

/// What a column of such a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Col {
    Control,
    Applicable,
    Status,
    Reason,
    /// A mark for one ground of inclusion: its head is the reason.
    Driver,
    Note,
    Evidence,
    Owner,
    /// How it is done.
    How,
    /// What sort of thing it is needed for.
    Drivers,
    Systems,
    Risks,
    /// Why it is needed, and nothing else.
    For,
    /// Why it is left out, and nothing else.
    Against,
    /// Of each piece of evidence, a line a piece: its date, until when it holds, what it shows, its number, where it is, its
    /// version, who has seen it, and what was written about that. In tables of ours alone.
    Dates,
    Until,
    Shows,
    Numbers,
    Places,
    Versions,
    Seen,
    SeenNotes,
    /// The day to look again.
    Again,
    /// Incidents, nonconformities and corrective actions that are about it, by their numbers elsewhere.
    Findings,
    /// What a control is called; counts only of one's own.
    Title,
    /// Of a control of one's own, how far it is. In tables of ours alone.
    OwnState,
    /// Why it is in or out, put together for people. In tables of ours alone.
    Told,
    /// Of the statement as a whole: its version, who approved it, and when. The same in each row of a table of ours.
    Version,
    ApprovedBy,
    ApprovedOn,
}

impl Col {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Applicable => "applicable",
            Self::Status => "status",
            Self::Reason | Self::Driver | Self::Told => "reason",
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Owner => "owner",
            Self::How => "how",
            Self::Drivers => "drivers",
            Self::Systems => "systems",
            Self::Risks => "risks",
            Self::For => "reason for",
            Self::Against => "reason against",
            Self::Dates => "evidence date",
            Self::Until => "evidence valid until",
            Self::Shows => "evidence shows",
            Self::Numbers => "evidence number",
            Self::Places => "evidence place",
            Self::Versions => "evidence version",
            Self::Seen => "evidence seen by",
            Self::SeenNotes => "evidence seen, in words",
            Self::Version => "version of the statement",
            Self::ApprovedBy => "approved by",
            Self::ApprovedOn => "approved on",
            Self::Again => "look again",
            Self::Findings => "corrective action",
            Self::Title => "title",
            Self::OwnState => "own state",
        }
    }
}

/// Heads, plain. A column is what the first list that has it says.
const HEADS: [(Col, &[&str]); 29] = [
    (
        Col::Control,
        &[
            "control",
            "controlid",
            "controlref",
            "controlreference",
            "controlno",
            "controlnumber",
            "ref",
            "refid",
            "reference",
            "id",
            "annexa",
            "annexacontrol",
            "annexaref",
            "annexareference",
            "clause",
            "clauseid",
            "clauseno",
            "clausenumber",
            "clausecontrol",
            "requirement",
            "requirementid",
            "isoref",
            "isorefs",
            "isoreference",
            "standardref",
            "isocontrol",
            "section",
        ],
    ),
    (
        Col::Applicable,
        &[
            "applicable",
            "applicability",
            "isapplicable",
            "applies",
            "included",
            "include",
            "includedexcluded",
            "inclusion",
            "inscope",
            "selected",
            "applicableyn",
            "applicableyesno",
            "isitapplicable",
            "excluded",
            "decision",
            "incl",
            "inclyn",
            "scope",
        ],
    ),
    (
        Col::Status,
        &[
            "status",
            "implementationstatus",
            "implementationstate",
            "state",
            "implemented",
            "isimplemented",
            "implementedyn",
            "conformity",
            "compliance",
            "compliancestatus",
            "complianceresult",
            "result",
            "assessment",
            "implementationlevel",
            "implstatus",
            "statusofimplementation",
            "currentstatus",
        ],
    ),
    (
        Col::Reason,
        &[
            "reason",
            "reasons",
            "reasoncode",
            "reasoncodes",
            "why",
            "justificationevidence",
            "justification",
            "justifications",
            "rationale",
            "reasonforinclusionexclusion",
            "reasonforinclusionorexclusion",
            "justificationforinclusionexclusion",
            "justificationforinclusionorexclusion",
            "justificationfornonimplementation",
        ],
    ),
    (
        Col::Driver,
        &[
            "regulatory",
            "contractual",
            "bestpractice",
            "riskassessment",
            "legal",
            "legalrequirement",
            "businessneed",
            "impactassessment",
            "justificationforinclusionregulatory",
            "justificationforinclusioncontractual",
            "justificationforinclusionbestpractice",
            "justificationforinclusionriskassessment",
        ],
    ),
    (
        Col::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "observation",
            "observations",
            "gapdescription",
            "finding",
        ],
    ),
    (
        Col::Evidence,
        &[
            "evidence",
            "evidencereference",
            "evidenceref",
            "evidencelocation",
            "document",
            "documents",
            "documentreference",
            "internalreference",
            "supportingdocuments",
            "policyreference",
            "records",
            "proof",
            "proofs",
            "proofofimplementation",
            "evidenceofimplementation",
            "artefact",
            "artefacts",
            "artifact",
            "artifacts",
        ],
    ),
    (
        Col::Owner,
        &[
            "owner",
            "controlowner",
            "responsible",
            "responsibleperson",
            "responsibility",
            "who",
            "accountable",
            "assignedto",
            "assignee",
        ],
    ),
    (
        Col::How,
        &[
            "how",
            "howimplemented",
            "howitisimplemented",
            "howisitimplemented",
            "howweimplementit",
            "howitisdone",
            "howisitdone",
            "howwedoit",
            "howwedoitevidence",
            "howitisdoneevidence",
            "implementationevidence",
            "howevidence",
            "implementation",
            "implementationnotes",
            "implementationdescription",
            "implementationdetails",
        ],
    ),
    (Col::Drivers, &["drivers", "driver", "neededfor", "inclusiondrivers", "basis", "basisforinclusion"]),
    (
        Col::Systems,
        &[
            "aisystems",
            "systems",
            "aisystem",
            "appliestosystems",
            "appliesto",
            "systemsinscope",
            "aisystemsinscope",
            "insystems",
            "aitools",
            "aitool",
            "tools",
            "aiapplications",
            "aiapplication",
            "aiusecases",
            "aiusecase",
        ],
    ),
    (
        Col::Risks,
        &[
            "risks",
            "linkedrisks",
            "linkedrisk",
            "risk",
            "riskid",
            "riskids",
            "riskno",
            "riskreference",
            "riskref",
            "relatedrisks",
            "relatedrisk",
            "associatedrisks",
            "risksaddressed",
            "riskaddressed",
            "riskstreated",
            "associatedrisk",
            "linktorisk",
            "linkedriskid",
            "linkedriskids",
            "linkedriskrefs",
            "riskrefs",
            "risksrefs",
            "riskreferences",
            "risksreferenced",
            "risknumbers",
            "riskregisterref",
            "riskregisterid",
            "risktreated",
            "treatedrisks",
            "treatsrisks",
            "treatsrisk",
            "risksmitigated",
            "mitigatedrisks",
            "risksmodified",
            "riskscovered",
            "riskscenario",
            "riskscenarios",
            "linktorisks",
            "linkedtorisks",
        ],
    ),
    (
        Col::For,
        &[
            "reasonfor",
            "reasonforinclusion",
            "justificationforinclusion",
            "inclusionjustification",
            "whyneeded",
        ],
    ),
    (
        Col::Against,
        &[
            "reasonagainst",
            "reasonforexclusion",
            "justificationforexclusion",
            "exclusionjustification",
            "justificationfornonapplicability",
        ],
    ),
    (Col::Dates, &["evidencedate", "evidencedates", "dateofevidence"]),
    (Col::Until, &["evidencevaliduntil", "validuntil", "evidenceexpires", "evidenceexpiry", "expirydate"]),
    (Col::Shows, &["evidenceshows"]),
    (Col::Numbers, &["evidencenumber"]),
    (Col::Places, &["evidenceplace"]),
    (Col::Versions, &["evidenceversion"]),
    (Col::Seen, &["evidenceseenby"]),
    (Col::SeenNotes, &["evidenceseennote", "evidenceseeninwords"]),
    (Col::Version, &["statementversion"]),
    (Col::ApprovedBy, &["statementapprovedby"]),
    (Col::ApprovedOn, &["statementapprovedon"]),
    (Col::Again, &["lookagain", "lookagainon", "reviewdate", "nextreview", "nextreviewdate", "reviewby"]),
    (
        Col::Findings,
        &[
            "correctiveaction",
            "correctiveactions",
            "correctiveactionref",
            "capa",
            "car",
            "nonconformity",
            "nonconformities",
            "nonconformityref",
            "ncr",
            "findingref",
            "findingrefs",
            "openfindings",
            "improvement",
            "improvementref",
        ],
    ),
    (Col::OwnState, &["ownstate"]),
    (
        Col::Title,
        &["title", "controltitle", "controlname", "nameofcontrol", "name", "shortname", "controlshortname"],
    ),
];

/// What our own tables write where nobody wrote a reason.
pub(super) const NO_REASON: [&str; 2] = ["reasonmissing", "notdecidedyet"];

/// A head for each column that somebody may name, as people are told them.
pub const NAMES: [&str; 23] = [
    "control",
    "title",
    "applicable",
    "status",
    "reason",
    "reason for",
    "reason against",
    "drivers",
    "how",
    "AI systems",
    "risks",
    "evidence",
    "evidence date",
    "evidence valid until",
    "evidence shows",
    "evidence place",
    "evidence version",
    "evidence seen by",
    "evidence seen note",
    "look again",
    "corrective action",
    "owner",
    "note",
];

/// The column of a head; none of one that is not known.
pub(super) fn of_head(head: &str) -> Option<Col> {
    HEADS.iter().find(|(_, known)| is_called(head, known)).map(|(col, _)| *col)
}

/// Whether a head is one of these, given plain, in English or in German.
pub(super) fn is_called(head: &str, known: &[&str]) -> bool {
    is_one_of(head, known) || german::head(head).is_some_and(|english| known.contains(&english))
}

/// Whether a head speaks of how grown up something is.
pub(super) fn is_of_maturity(head: &str) -> bool {
    plain(head).contains("maturity") || german::head(head) == Some("maturity")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_column_is_a_head_and_every_column_of_others_has_one() {
        for name in NAMES {
            assert!(of_head(name).is_some(), "{name}");
        }
        let ours = [Col::Numbers, Col::OwnState, Col::Version, Col::ApprovedBy, Col::ApprovedOn, Col::Driver];
        for (col, _) in HEADS.iter().filter(|(col, _)| !ours.contains(col)) {
            assert!(NAMES.iter().any(|name| of_head(name) == Some(*col)), "{col:?}");
        }
    }
}
