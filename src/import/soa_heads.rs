//! The heads of a Statement of Applicability or a table of clauses, as people and other tools write them, and what each
//! column is. Words only; used by the reader of such tables.

use super::head::is_one_of;

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
    /// Of each piece of evidence, a line a piece: its date, until when it holds, what it shows.
    Dates,
    Until,
    Shows,
    /// The day to look again.
    Again,
    /// Incidents, nonconformities and corrective actions that are about it, by their numbers elsewhere.
    Findings,
    /// Of a control of one's own, what it is called and how far it is. In tables of ours alone.
    Title,
    OwnState,
}

impl Col {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Applicable => "applicable",
            Self::Status => "status",
            Self::Reason | Self::Driver => "reason",
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
            Self::Again => "look again",
            Self::Findings => "corrective action",
            Self::Title => "title",
            Self::OwnState => "own state",
        }
    }
}

/// Heads, plain. A column is what the first list that has it says.
const HEADS: [(Col, &[&str]); 20] = [
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
    (Col::Drivers, &["drivers", "neededfor", "inclusiondrivers", "basis", "basisforinclusion"]),
    (Col::Systems, &["aisystems", "systems", "aisystem", "appliestosystems", "insystems"]),
    (Col::Risks, &["risks", "linkedrisks", "risk", "riskids", "riskreference", "riskref", "relatedrisks"]),
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
    (Col::Dates, &["evidencedate", "evidencedates"]),
    (Col::Until, &["evidencevaliduntil"]),
    (Col::Shows, &["evidenceshows"]),
    (Col::Again, &["lookagain", "lookagainon"]),
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
];

/// The column of a head; none of one that is not known.
pub(super) fn of_head(head: &str) -> Option<Col> {
    HEADS.iter().find(|(_, known)| is_one_of(head, known)).map(|(col, _)| *col)
}
