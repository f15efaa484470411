//! Rows of a file that are left alone, and why.

use std::collections::BTreeSet;

use super::{Place, Report};
use crate::model::left_alone::LeftAlone;
use crate::model::record::Kind;
use crate::model::statement::Applicable;

/// A row that nothing here answers to. It is left alone, and listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub id: String,
    /// Why it is left alone.
    pub why: Why,
}

/// How much of a row it is that is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    Row,
    /// Something that stands in it.
    Cell,
    /// A link; whether what it names is a number of theirs.
    Link(bool),
    /// Something that is gone from the sheet.
    Away,
}

impl Why {
    /// The texts that are not taken, whole and as they stand there.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::OtherSide { text, .. } | Self::ReadsOtherwise { text, .. } => vec![text],
            Self::OwnLeftOut { text } if !text.is_empty() => vec![text],
            Self::TwoReasons { other, .. } => vec![other],
            Self::ReasonAlone { texts, .. } => texts.iter().map(|(_, text)| text.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    const fn part(&self) -> Part {
        match self {
            Self::NumberAlone | Self::TheirNumber { .. } | Self::NotOurs { .. } => Part::Link(true),
            Self::AllOf { .. } | Self::NoSystem { .. } => Part::Link(false),
            Self::EvidenceAway { .. } | Self::RowAway { .. } => Part::Away,
            Self::Undecided { .. }
            | Self::Joined { .. }
            | Self::NumberTwice { .. }
            | Self::OtherName { .. }
            | Self::NoLevel { .. }
            | Self::OfHeading { .. }
            | Self::NoPlace { .. }
            | Self::Hollow { .. }
            | Self::OtherSide { .. }
            | Self::ReadsOtherwise { .. }
            | Self::Renumbered { .. } => Part::Cell,
            _ => Part::Row,
        }
    }
}

/// What is left alone, counted by what it is: rows once each, however much stands in them.
fn counted(all: &[Left]) -> LeftAlone {
    let of = |part: fn(Part) -> bool| all.iter().filter(move |l| part(l.why.part()));
    let rows = |part: fn(Part) -> bool| -> BTreeSet<(&str, usize)> {
        of(part).filter(|l| l.place.row > 0).map(|l| (l.place.sheet.as_str(), l.place.row)).collect()
    };
    let whole = rows(|p| p == Part::Row);
    // An entry of a file without rows counts for itself.
    let entries = of(|p| p == Part::Row).filter(|l| l.place.row == 0).count();
    let links = || of(|p| matches!(p, Part::Link(_)));
    let named: BTreeSet<&str> = links().map(|l| l.id.as_str()).collect();
    LeftAlone {
        rows: whole.len() + entries,
        parts: rows(|p| p == Part::Cell).difference(&whole).count(),
        links: links().count(),
        named: named.into_iter().map(str::to_owned).collect(),
        theirs: links().all(|l| l.why.part() == Part::Link(true)),
        away: of(|p| p == Part::Away).count(),
    }
}

impl Report {
    /// How much of the file is left alone.
    pub fn left_alone(&self) -> LeftAlone {
        counted(&self.unknown)
    }
}

/// Why a row is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Nothing has that id here.
    Unknown,
    /// It adds up what stands above it.
    Total,
    /// It stands above the heads of its sheet, where no column says what its cells are.
    AboveHeads,
    /// One answer there stands for several here, and does not say which of them it is about.
    Coarser {
        /// The ids here.
        of: Vec<String>,
    },
    /// Its level, for it is not decided there whether it applies.
    Undecided {
        /// What says so.
        typed: String,
    },
    /// That it applies: AI systems leave it out for themselves, and nobody else answered it.
    SystemsLeaveOut {
        /// Number and name of each.
        systems: Vec<String>,
    },
    /// A reason: it says what stands as the reason for the other side, or nearly.
    OtherSide {
        /// Whether the row has the control in, so that the text would be why it is needed.
        to_be_in: bool,
        /// Whether the id is that of a row of the statement, where it can be written by hand.
        stated: bool,
        /// What stands for the other side.
        stood: String,
        /// What is not taken.
        text: String,
    },
    /// A reason that says nothing, where one stands that does or none at all.
    Hollow {
        /// Whether it would be why something is needed.
        to_be_in: bool,
        /// Whether the id is that of a row of the statement.
        stated: bool,
        /// What stands; empty where nothing does.
        stood: String,
        /// What is not taken.
        text: String,
    },
    /// A reason: another one stands in the column for the side the row is on, and that one is taken.
    TwoReasons {
        /// What is not taken.
        other: String,
        /// What is.
        taken: String,
        /// Head of the column it stands in.
        column: String,
    },
    /// All of its row: the cell is empty that says whether it applies, and nothing else says it.
    DecisionEmptied,
    /// All of its row: neither whether it applies nor how far it is stands there, nor a reason that says it.
    NothingDecided,
    /// All of its row: reasons stand there, and nothing says for which side they are, or what stands here speaks against it.
    ReasonAlone {
        /// On which side the control stands here.
        stands: Applicable,
        /// Head and text of each.
        texts: Vec<(String, String)>,
    },
    /// A reason that begins as one for the other side than its row is on.
    ReadsOtherwise {
        /// Whether the row has the control in.
        to_be_in: bool,
        /// What is not taken.
        text: String,
    },
    /// Nothing: several rows are about it, and what they say is put together.
    Joined {
        /// Those rows.
        rows: Vec<usize>,
        /// The owner that is taken; empty where none is named.
        owner: String,
        /// Owners that are not.
        others: Vec<String>,
    },
    /// A row of a register in which nothing stands that names the record.
    NoName {
        /// Label of the field that does.
        word: &'static str,
    },
    /// A row of a register that is about what another row is about already.
    StandsTwice {
        /// The other row.
        row: usize,
    },
    /// All records of a kind, of which it names none.
    AllOf {
        /// What several are called.
        words: &'static str,
    },
    /// A key that means nothing here and was not taken over.
    OwnOfTheFile,
    /// What a record is shown to hold beside the facts it is made from.
    MadeFromFacts,
    /// What stands among the records shown beside the facts and is not made of them, or the other way round.
    OfRecords(OfRecords),
    /// A number that names nothing here, and says no more.
    NumberAlone,
    /// A number of a list of theirs, which names no piece of evidence; it is kept in the note of this id.
    TheirNumber {
        /// The id.
        at: String,
    },
    /// A number of a register of theirs that a record of ours has too, with no name beside it; it was not linked.
    NotOurs {
        /// The control.
        at: String,
        /// That it is kept in the note of that control.
        in_note: bool,
    },
    /// Nothing: a number that stands in another row, too, so that the words alone say which record is meant.
    NumberTwice {
        /// That row.
        row: usize,
    },
    /// All of its row: its number elsewhere is that of one record, its words are those of another.
    NumberOfAnother {
        /// The record of that number: its own number and its name.
        number: String,
        /// That of these words.
        words: String,
    },
    /// All of its row: several records have its number elsewhere, and none of them its words.
    NumberOfSeveral {
        /// Number and name of each.
        of: Vec<String>,
    },
    /// The name beside a number of theirs under which another name stands here; that one is linked.
    OtherName {
        /// Number and name here.
        is: String,
    },
    /// All of its row: a control of their own that is left out there.
    OwnLeftOut {
        /// Why, as it stands there; empty for nothing.
        text: String,
    },
    /// Its status: how grown up something is, in words that say no level.
    NoLevel {
        /// What says it.
        typed: String,
    },
    /// A row of a heading, in which more stands than its title.
    OfHeading {
        /// What stands below it.
        of: Vec<String>,
    },
    /// An AI system for which a control does not count, and that is not here.
    NoSystem {
        /// The control.
        at: String,
        /// That it is kept in the reason of that control, else in its note.
        in_reason: bool,
    },
    /// A piece of evidence that stood in the row of this control when the sheet was made.
    EvidenceAway {
        /// The control.
        at: String,
    },
    /// Nothing: a record that had a row in the sheet when it was made, and has none now.
    RowAway {
        /// Its kind.
        kind: &'static Kind,
        /// Its number here.
        no: String,
    },
    /// Something of its row, for which a control of one's own has no field.
    NoPlace {
        /// What it is.
        words: String,
    },
    /// Nothing: a record of our own sheet that has another number here than there.
    Renumbered {
        /// Its number here.
        now: String,
        /// What it is called.
        name: String,
    },
}

/// How the records our own data file shows differ from the facts they are made of, as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfRecords {
    /// A record stands there alone.
    New {
        /// Of which register.
        kind: &'static Kind,
    },
    /// A record, or a whole register, is not there.
    Gone,
    /// Nothing here has a register of that name.
    NoRegister,
    /// It is no list of records.
    NoList,
    /// An entry of a list is no record.
    NoRecord,
}
