//! The deeds a typed word stands for, in plain mode and in scripts, with the words themselves. A leaf of `work`; `line` reads what
//! stands behind the word.

use crate::model::said::Matter;

/// What stands between the parts of a line that has several.
pub const BETWEEN: char = ';';

/// What empties a text or a figure.
pub const NOTHING: &str = "-";

/// The first word of a line and the rest.
pub fn split(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (first, rest.trim())
}

/// What a typed word does to an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Answers an id.
    Rate,
    /// Withdraws the answer here.
    Withdraw,
    /// From here on answers controls for one AI system.
    For,
    /// Says who sits here.
    IAm,
    /// Takes over the answer of a check that asks for the same.
    Same,
    /// Names evidence here.
    Evidence,
    /// Parks something here.
    Park,
    /// Marks for review, or takes the mark away.
    Mark,
    /// One person's answer here, hidden until the answers are shown.
    Vote,
    /// Shows the answers of single people.
    Reveal,
    /// Makes one agreed answer of what people said.
    Agree,
    /// Keeps a text or figure, here or on the id behind the word.
    Write(Matter),
    /// The hours a week.
    Hours,
    /// The size of the organisation.
    Size,
    /// Whether a firm of one is asked everything.
    AskAll,
    /// Closes or reopens a parked item.
    Close,
    /// The next step of an action.
    Progress,
    /// Splits an action.
    Split,
    /// Joins several gaps in one action.
    Join,
    /// Adds an action of one's own, or makes one of a parked item.
    Add,
    /// Takes a split, joined or added action back.
    Drop,
    /// What a control is needed for.
    Drivers,
    /// Whether a control applies.
    Decide,
    /// The AI systems a control is for.
    Systems,
    /// The risks a control treats.
    Treats,
    /// Names a register of this file as evidence here.
    Register,
    /// Answers a question of a paper.
    Paper,
    /// Adds a risk that comes from an impact assessment.
    Risk,
    /// Adds risks of the starter list.
    Risks,
    /// Keeps how the file of a piece of evidence is.
    Cite,
    /// Chooses an audit, or begins one.
    Audit,
    /// Writes into rows of the audit.
    Row,
    /// Raises a finding, or writes at one.
    Finding,
    /// Begins an item of the agenda, leaves one, or adds one.
    Agenda,
    /// Writes down what was decided.
    Decision,
    /// Puts ready scales for weighing risks into their registers.
    Scales,
    /// Freezes the state.
    Snapshot,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 51] = [
        Self::Rate,
        Self::Withdraw,
        Self::For,
        Self::IAm,
        Self::Same,
        Self::Evidence,
        Self::Park,
        Self::Decision,
        Self::Agenda,
        Self::Mark,
        Self::Vote,
        Self::Reveal,
        Self::Agree,
        Self::Write(Matter::Note),
        Self::Write(Matter::Reason),
        Self::Write(Matter::Ask),
        Self::Write(Matter::Dissent),
        Self::Write(Matter::Owner),
        Self::Write(Matter::Effort),
        Self::Write(Matter::Rank),
        Self::Write(Matter::Pin),
        Self::Write(Matter::Due),
        Self::Write(Matter::DoneWhen),
        Self::Hours,
        Self::Size,
        Self::AskAll,
        Self::Close,
        Self::Progress,
        Self::Split,
        Self::Join,
        Self::Add,
        Self::Drop,
        Self::Write(Matter::WhyIn),
        Self::Drivers,
        Self::Write(Matter::How),
        Self::Systems,
        Self::Treats,
        Self::Write(Matter::LookAgain),
        Self::Register,
        Self::Paper,
        Self::Risk,
        Self::Risks,
        Self::Cite,
        Self::Audit,
        Self::Row,
        Self::Finding,
        Self::Scales,
        Self::Snapshot,
        Self::Undo,
        Self::Redo,
        Self::Decide,
    ];

    /// The word.
    pub const fn typed(self) -> &'static str {
        self.row().0
    }

    /// What stands behind it.
    pub const fn takes(self) -> &'static str {
        self.row().1
    }

    /// The word, what stands behind it, an example of what does.
    pub(super) const fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Rate => ("rate", "ID LEVEL TEXT", "4"),
            Self::Withdraw => ("withdraw", "", ""),
            Self::For => ("for", "SYSTEM", "S-1"),
            Self::IAm => ("i-am", "PERSON", "P-1"),
            Self::Same => ("same", "ID", ""),
            Self::Evidence => ("evidence", "TEXT; CHECKS", "AI policy v2, signed; 1-3, 5"),
            Self::Park => ("park", "TEXT; FIELD=VALUE", "tools of contractors; owner=Ana"),
            Self::Decision => ("decision", "TEXT; FIELD=VALUE", "only tools of the list are used; by=Ana"),
            Self::Agenda => ("agenda", "TEXT", "4 Context 20 min Jo, Mara"),
            Self::Mark => ("mark", "", ""),
            Self::Vote => ("vote", "PERSON LEVEL", "Ana 4"),
            Self::Reveal => ("reveal", "", ""),
            Self::Agree => ("agree", "LEVEL DISSENT", "3"),
            Self::Write(Matter::Note) => ("note", "TEXT", "heard from Ana"),
            Self::Write(Matter::Reason) => ("reason", "TEXT", "we build no models"),
            Self::Write(Matter::Ask) => ("ask", "TEXT", "Ana, IT"),
            Self::Write(Matter::Dissent) => ("dissent", "TEXT", "HR: nobody has seen it"),
            Self::Write(Matter::Owner) => ("owner", "ID NAME", "Ana Sousa"),
            Self::Write(Matter::Effort) => ("effort", "ID HOURS", "6"),
            Self::Write(Matter::Rank) => ("rank", "ID RANK REASON", "1 customer asks for it in January"),
            Self::Write(Matter::Pin) => ("pin", "ID DATE", "2026-03-01"),
            Self::Write(Matter::Due) => ("due", "ID DATE", "2026-06-30"),
            Self::Write(Matter::DoneWhen) => ("done-when", "ID TEXT", "the board has signed it"),
            Self::Hours => ("hours", "NUMBER", "6"),
            Self::Size => ("size", "SIZE", "micro"),
            Self::AskAll => ("ask-all", "ANSWER", "yes"),
            Self::Close => ("close", "NUMBER", "1"),
            Self::Progress => ("progress", "ID", ""),
            Self::Split => ("split", "ID SHARE TEXT; SHARE TEXT", "1 Draft it; 2 Sign it"),
            Self::Join => ("join", "IDS; TEXT; OUTPUT", "Both in one go; One policy"),
            Self::Add => ("add", "TEXT; OUTPUT; HOURS; CLOSES; AFTER; OWNER", "Ask the customers; A list; 6"),
            Self::Drop => ("drop", "ID", ""),
            Self::Write(Matter::WhyIn) => ("needed", "TEXT", "the customer contract asks for it"),
            Self::Drivers => ("drivers", "WORDS", "risk, contract"),
            Self::Write(Matter::How) => ("how", "TEXT", "one page, signed, read by everybody in March"),
            Self::Systems => ("systems", "NAMES", "S-1"),
            Self::Treats => ("treats", "RISKS", "R-1"),
            Self::Write(Matter::LookAgain) => ("look-again", "DATE", "2027-01-31"),
            Self::Register => ("register", "NAME", ""),
            Self::Paper => ("paper", "QUESTION TEXT", "ai-policy.public everybody who asks"),
            Self::Risk => ("risk", "IMPACT; TEXT", "I-1; good applicants are sorted out"),
            Self::Risks => ("risks", "NAMES; SYSTEMS", "text-made-up, text-secrets; S-1"),
            Self::Cite => ("cite", "NUMBER", "E-1"),
            Self::Audit => ("audit", "NUMBER", "new Internal audit, spring"),
            Self::Row => ("row", "ID WORD TEXT", "sample 4 of 11 by date"),
            Self::Finding => ("finding", "NUMBER WORD TEXT", "F-1-2 owner Ana"),
            Self::Scales => ("scales", "STEPS", "3"),
            Self::Snapshot => ("snapshot", "NAME", "before the audit"),
            Self::Undo => ("undo", "", ""),
            Self::Redo => ("redo", "", ""),
            Self::Decide => ("applicable", "ANSWER REASON", "yes the customer contract asks for it"),
        }
    }

    /// The deed of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.typed().eq_ignore_ascii_case(word))
    }

    /// Whether it is done where one is, and not on an id behind the word.
    pub const fn is_here(self) -> bool {
        matches!(
            self,
            Self::Withdraw
                | Self::Same
                | Self::Evidence
                | Self::Park
                | Self::Decision
                | Self::Mark
                | Self::Vote
                | Self::Reveal
                | Self::Agree
                | Self::Drivers
                | Self::Systems
                | Self::Treats
                | Self::Register
                | Self::Decide
                | Self::Write(
                    Matter::Note
                        | Matter::Reason
                        | Matter::Ask
                        | Matter::Dissent
                        | Matter::WhyIn
                        | Matter::How
                        | Matter::LookAgain
                )
        )
    }
}
