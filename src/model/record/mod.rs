//! Records: people, AI systems, evidence and every register to come. One table a kind says what a record of
//! it holds; forms, questions, columns, history, commands, JSON and CSV are made from the table alone, so a
//! new field is one row of it.
//!
//! A field is a fact of its own (`evidence.RID.date`), a set one fact a member, and a record exists while its
//! `made` stands. What is here: the tables ([`Kind`], [`Field`], [`Type`]) and the grammar of keys (`key`).
//! [`read`] reads records from facts, [`write`] makes edits of what was typed, `value` turns a typed text into
//! a stored one and back, [`upgrade`] turns the JSON records of 0.1.0 into facts while a file is read.

pub mod alone;
mod days;
pub mod derived;
mod fault;
pub mod gone;
pub(super) mod holds;
mod key;
mod kinds;
mod line;
pub mod matrix;
pub mod named;
pub mod near;
pub(super) mod old;
pub mod over;
pub mod place;
pub mod read;
mod renamed;
pub mod rescaled;
mod rules;
pub mod sound;
pub mod takes;
pub mod upgrade;
pub mod value;
pub mod wants;
pub mod write;

pub use fault::{Fault, Place, Taken, TakenBy, There, Unplanned, Wanted};
pub use key::{Layer, RecordKey, Rid, is_in_audit, is_number, record_key};
pub use kinds::{
    ACTION, AGENDA, AUDIT, AUDIT_ROW, AUDIT_SEAL, CHANGE, COMPETENCE, CONSEQUENCE, CONTROL, DECISION,
    DOCUMENT, EVIDENCE, FINDING, FINDING_CHECK, FINDING_REPLY, IMPACT, INCIDENT, KINDS, LIKELIHOOD, MESSAGE,
    OBJECTIVE, PARKED, PART, PARTY, PERSON, REQUEST, RISK, RISK_LEVEL, SNAPSHOT, SUPPLIER, SYSTEM, VOTE,
};
pub use read::Rec;
pub use rules::{Derived, Follows, Past, Rule, SaidOf, Want, While};
pub use wants::Lack;
pub use write::Draft;

use super::typed::Year;

/// Name of the fact that makes a record exist.
pub const MADE: &str = "made";
/// What stands for no, where nothing would leave it open.
const NO: &str = "no";
/// Name of the fact that holds the number people see (`E-3`), given once.
pub const NUMBER: &str = "no";

/// Whether a stored flag says yes; nothing and no do not, and nothing leaves it open.
pub fn says_yes(stored: &str) -> bool {
    !stored.is_empty() && stored != NO
}

/// What a record of one kind holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What its keys begin with, and its name on the command line. Never changes.
    pub key: &'static str,
    /// What one is called, in the middle of a sentence.
    pub word: &'static str,
    /// What one is called with its article: `an AI system`.
    pub one: &'static str,
    /// One or several with their number `n`, in the middle of a sentence: `{n|AI system|AI systems}`.
    pub counted: &'static str,
    /// What several are called, at the head of a list.
    pub words: &'static str,
    /// Before its number: `E-3`.
    pub letter: char,
    /// Field, its value and the letter of records that hold it: a merged action is `M-3`.
    pub other_letter: Option<(&'static str, &'static str, char)>,
    /// The fields in the order they are asked; the first names the record.
    pub fields: &'static [Field],
    /// How one is made.
    pub made_by: MadeBy,
    /// What is said before its fields are asked; empty for nothing.
    pub before: &'static str,
    /// Whether it has a part of its own among the registers; the others live where they are worked with.
    pub listed: bool,
    /// Whether it leaves no file and no sheet while nothing stands in it.
    pub on_demand: bool,
    /// Whether such records can wait for each other, so that a circle has to be refused.
    pub waits_for_others: bool,
    /// What a list shows of each beside its name: keys of fields, or of what follows from them; three at most.
    pub columns: &'static [&'static str],
    /// Days that have to fit each other; what breaks them is refused.
    pub rules: &'static [Rule],
    /// What a record should say and why; nothing is refused for it.
    pub wants: &'static [Want],
    /// Days that should not be past; nothing is refused for it.
    pub past: &'static [Past],
    /// What follows from its fields; read, never written.
    pub derived: &'static [Derived],
    /// What was said of what stands in other fields, and holds no more once they say something else.
    pub said_of: &'static [SaidOf],
}

/// How a record of a kind is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeBy {
    /// By filling in its fields.
    Form,
    /// By a verb of its own only.
    Verb {
        /// The command, as it is typed behind the program's name.
        verb: &'static str,
        /// What is said to somebody who writes one field by field; `{verb}` in it is the command.
        refusal: &'static str,
    },
}

/// One thing a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Last part of its key, and its name on the command line. Never changes.
    pub key: &'static str,
    /// What it holds.
    pub typ: Type,
    /// Whether a record without it makes no sense.
    pub need: bool,
    /// Asked only while another field holds one of these values; hidden values stay.
    pub when: Option<(&'static str, &'static [&'static str])>,
    /// What a new record starts with.
    pub init: Init,
    /// Label, at most 16 columns.
    pub word: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// About a person: left out when a report is redacted.
    pub private: bool,
    /// Asked only of a record that is there already.
    pub later: bool,
    /// Of a new one too, as soon as another field holds one of these values.
    pub soon: Option<(&'static str, &'static [&'static str])>,
    /// The verb that writes it, as its word is typed; nobody types the field itself.
    pub by_verb: Option<&'static str>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A line of text.
    Line,
    /// A person by name, in the register or not.
    Who,
    /// Text of several lines.
    Long,
    /// A day.
    Date,
    /// Yes or no; nothing leaves it open.
    Flag,
    /// A number from above 0 to this.
    Number(u32),
    /// How many, from 0 to this.
    Count(u32),
    /// Hours of work from above 0 to this, kept as a number.
    Hours(u32),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several of these words: a set.
    Words(&'static [&'static str]),
    /// A record of the kind with this key.
    Link(&'static str),
    /// Records of the kind with this key: a set.
    Links(&'static str),
    /// Heading, requirement or check.
    Id,
    /// Requirements or checks: a set.
    Ids,
    /// Requirements: a set.
    Requirements,
    /// Headings, requirements or checks: a set.
    Places,
    /// Actions by the ids people see: a set.
    Actions,
    /// A level.
    Level,
    /// One of the documents, files and papers that are known, by its name.
    Document,
    /// How far work is, perhaps with the day it was done.
    Progress,
    /// Who has looked at it, and when: a set of people with a day each.
    Seen,
    /// Facts of a frozen state. Not typed by people.
    Frozen,
    /// SHA-256 of a file.
    Sha256,
    /// How many bytes a file has.
    Bytes,
}

impl Type {
    /// Whether it is one fact a member.
    pub const fn is_set(self) -> bool {
        matches!(
            self,
            Self::Words(_)
                | Self::Ids
                | Self::Requirements
                | Self::Places
                | Self::Actions
                | Self::Seen
                | Self::Links(_)
        )
    }

    /// The kind of record it names by a link, of one or of several.
    pub const fn links_to(self) -> Option<&'static str> {
        match self {
            Self::Link(kind) | Self::Links(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether a person writes it.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Frozen | Self::Sha256 | Self::Bytes)
    }
}

/// What a field of a new record starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Init {
    /// Nothing.
    Empty,
    /// The day.
    Today,
    /// What is selected on the screen.
    Selected,
}

impl Field {
    /// A line nobody has to fill in, of which nothing is said yet, for tables that say only what they need.
    pub const BASE: Self = Self {
        key: "",
        typ: Type::Line,
        need: false,
        when: None,
        init: Init::Empty,
        word: "",
        hint: "",
        private: false,
        later: false,
        soon: None,
        by_verb: None,
    };

    /// Whether a person writes it.
    pub const fn is_typed(&self) -> bool {
        self.typ.is_typed() && self.by_verb.is_none()
    }

    /// Which year is meant where a day is typed without one: what is wanted by a day, or holds until then, is ahead; what was
    /// done is not.
    pub fn year(&self) -> Year {
        match self.key {
            "due" | "pin" | "review" | "valid-until" | "keep-until" | "accepted-until" => Year::Ahead,
            "date" | "done" | "checked" | "told-on" | "approved-on" | "accepted-on" | "assessed"
            | "now-on" | "raised-on" | "prepared-on" | "reviewed-on" => Year::Behind,
            _ => Year::Nearest,
        }
    }

    /// Whether a record goes when what this field names is removed: it makes no sense without.
    pub const fn goes_with(&self) -> bool {
        self.need && matches!(self.typ, Type::Link(_))
    }
}

impl Kind {
    /// A kind of which nothing is said yet, for tables that say only what they need.
    pub const BASE: Self = Self {
        key: "",
        word: "",
        one: "",
        counted: "",
        words: "",
        letter: ' ',
        other_letter: None,
        fields: &[],
        made_by: MadeBy::Form,
        before: "",
        listed: true,
        on_demand: false,
        waits_for_others: false,
        columns: &[],
        rules: &[],
        wants: &[],
        past: &[],
        derived: &[],
        said_of: &[],
    };

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    /// Whether this stands before the number of such records.
    pub fn is_letter(&self, typed: &str) -> bool {
        let other = self.other_letter.map(|(.., letter)| letter);
        std::iter::once(self.letter)
            .chain(other)
            .any(|l| typed.eq_ignore_ascii_case(l.encode_utf8(&mut [0; 4])))
    }

    /// The field that names a record.
    pub fn naming(&self) -> Option<&'static Field> {
        self.fields.first()
    }

    /// Whether it is among the registers one is shown, and filled in from there.
    pub fn is_listed(&self) -> bool {
        self.listed && self.made_by == MadeBy::Form
    }

    /// Fields people write.
    pub fn typed(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|f| f.is_typed())
    }

    /// Fields people read: what they write, and what a verb writes.
    pub fn told(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|f| f.is_typed() || f.by_verb.is_some())
    }

    /// Whether a record is one fact: the first two fields are its key, the third is its value.
    pub fn is_one_fact(&self) -> bool {
        self.key == VOTE.key
    }

    /// Whether people keep it by hand, record by record: such kinds are listed and exported each for itself.
    pub fn is_register(&self) -> bool {
        self.made_by == MadeBy::Form && !self.is_one_fact()
    }

    /// The key of a field of a record.
    pub fn key_of(&self, id: &Rid, field: &str) -> String {
        let audit = if self.key == AUDIT.key { Some(id.clone()) } else { id.audit() };
        let layer = audit.filter(|_| self.is_in_audit()).map(|audit| Layer::Audit(audit).prefix());
        format!("{}{}.{id}.{field}", layer.unwrap_or_default(), self.key)
    }

    /// What stands before the ids of its records in an audit.
    pub fn prefix_in(&self, audit: &Rid) -> String {
        format!("{}{}.", Layer::Audit(audit.clone()).prefix(), self.key)
    }

    /// Whether its records stand in the layer of an audit.
    pub fn is_in_audit(&self) -> bool {
        is_in_audit(self.key)
    }

    /// The field by which a record of an audit says which one it belongs to: the audit, or something in it.
    pub fn layer_field(&self) -> Option<&'static Field> {
        let into = |f: &&Field| f.need && f.typ.links_to().is_some_and(is_in_audit);
        self.fields.iter().find(into).filter(|_| self.is_in_audit())
    }

    /// Whether a field is the audit itself: it is no fact but the layer the others stand in.
    pub fn is_layer(&self, field: &str) -> bool {
        field == AUDIT.key && self.is_in_audit()
    }

    /// The kind people or commands mean by a word: its key, or what one or several are called.
    pub fn find(kinds: &[&'static Self], word: &str) -> Option<&'static Self> {
        let word = word.trim();
        let fits = |k: &Self| [k.key, k.word, k.words].iter().any(|w| w.eq_ignore_ascii_case(word));
        kinds.iter().find(|k| fits(k)).copied()
    }
}
