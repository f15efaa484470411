//! What is wrong with a text that was typed into a field, and with what it makes of an action. A leaf.

use jiff::civil::Date;

use super::Kind;

/// Why a text is no value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A record makes no sense without it.
    Empty {
        /// What to write.
        hint: &'static str,
    },
    /// No day.
    NotADate,
    /// Numbers with strokes that can be two days.
    TwoDays {
        /// The month behind the day.
        one: Date,
        /// The month before it.
        other: Date,
    },
    /// A day where something stands that will happen.
    IsADay {
        /// Label of the field for days.
        due: &'static str,
    },
    /// So many days after the report of an audit, where a day stands.
    FromReport {
        /// Label of the field for so many days.
        days: &'static str,
        /// Label of the field for what will happen.
        event: &'static str,
    },
    /// Two fields that say the same in two ways, both written at once.
    Either {
        /// Label of one.
        word: &'static str,
        /// Label of the other.
        other: &'static str,
    },
    /// A reason that names nothing.
    NamesNothing {
        /// As typed.
        typed: String,
        /// What to write.
        hint: &'static str,
    },
    /// What should show that something helped, and shows nothing.
    ShowsNothing {
        /// As typed.
        typed: String,
        /// What to write.
        hint: &'static str,
    },
    /// What should show that something helped, and counts some where it did not.
    LeavesARest {
        /// As typed.
        typed: String,
    },
    /// What stands no more, and so gets no other grade.
    StandsNoMore,
    /// Neither yes nor no.
    NotAFlag,
    /// No number, or not one that fits.
    NotANumber {
        /// The highest.
        most: u32,
    },
    /// Not how many: no whole number, or too many.
    NotACount {
        /// The highest.
        most: u32,
    },
    /// A part of something there is only whole.
    NotWhole {
        /// As typed.
        typed: String,
    },
    /// No hours of work, or too many.
    NotHours {
        /// The most.
        most: u32,
    },
    /// None of the words.
    NotAWord {
        /// As typed.
        typed: String,
        /// The words.
        words: &'static [&'static str],
    },
    /// No such level.
    NotALevel {
        /// As typed.
        typed: String,
    },
    /// No such id in the questionnaire, or one of another rank.
    NoSuchId {
        /// What is wanted.
        what: Wanted,
        /// As typed.
        id: String,
        /// Ids near it that would fit.
        near: Vec<String>,
    },
    /// A control of one's own where one of the questionnaire is meant: it names its evidence itself.
    OwnControl {
        /// Its number.
        no: String,
        /// The number the next piece of evidence gets.
        piece: String,
    },
    /// No such record.
    NoSuchRecord {
        /// Of which kind.
        kind: &'static Kind,
        /// As typed.
        typed: String,
        /// Those there are.
        there: Box<There>,
    },
    /// Several of that name.
    Several {
        /// As typed.
        typed: String,
        /// Their numbers.
        numbers: Vec<String>,
    },
    /// An id of another rank.
    OtherRank {
        /// As it is written.
        id: Box<str>,
        /// What it is.
        is: Place,
        /// What is wanted.
        what: Wanted,
        /// Ids near it that would fit.
        near: Vec<String>,
    },
    /// No such action.
    NoSuchAction {
        /// As typed.
        id: String,
        /// Ids of gaps near it.
        near: Vec<String>,
    },
    /// The same member with two values.
    Twice {
        /// The second one, as typed.
        typed: String,
    },
    /// A day on which nobody can have looked yet.
    AfterToday {
        /// As typed.
        day: String,
        /// The day.
        today: Date,
    },
    /// A day on which no such document can have been there yet.
    DatedAhead {
        /// As typed.
        day: String,
        /// The day.
        today: Date,
    },
    /// A day on which something cannot have been done yet.
    DayAhead {
        /// As typed.
        day: String,
        /// The day.
        today: Date,
    },
    /// A day before one that it has to follow.
    DayBefore {
        /// Label of the field.
        word: &'static str,
        /// What it holds.
        day: Date,
        /// Label of the other.
        other: &'static str,
        /// What that holds.
        from: Date,
    },
    /// Valid for no day: it would have run out before it was there.
    ValidBefore {
        /// The day it runs out.
        until: String,
        /// The date of the document.
        dated: String,
    },
    /// Looked at before it was there.
    SeenBefore {
        /// The day it was looked at.
        seen: String,
        /// The date of the document.
        dated: String,
    },
    /// A number beyond one it cannot exceed.
    MoreThan {
        /// Label of the other field.
        other: &'static str,
        /// What that holds.
        most: String,
    },
    /// What stands is changed only with a reason in the same step.
    NoReason {
        /// Label of the field that would be changed.
        word: &'static str,
    },
    /// A record that would point at itself.
    Itself,
    /// An audit has one row a place, and this one has it already.
    PlaceTaken {
        /// Where.
        at: String,
        /// Number of that row.
        no: String,
    },
    /// What a row says was seen at its place, and moves to no other.
    StaysAt {
        /// Number of the row.
        no: String,
        /// Where it stands.
        at: String,
        /// Where it was to go.
        to: String,
    },
    /// A row nothing was seen in yet that keeps its place in the plan: moved, the place would leave it.
    KeepsInPlan {
        /// Number of the row.
        no: Box<str>,
        /// Where it stands.
        at: Box<str>,
        /// Where it was to go.
        to: Box<str>,
    },
    /// What shows it was said of another result, and says nothing of this one.
    ShownBefore {
        /// What stands there.
        typed: String,
        /// The result it was said of.
        was: String,
    },
    /// A record of an audit cannot move to another one.
    OtherAudit,
    /// Somebody answered already.
    Stands {
        /// Whose answer.
        who: String,
        /// To which question.
        at: String,
    },
    /// A name that another record has.
    NameTaken {
        /// What one is called, with its article.
        one: &'static str,
        /// The name.
        name: String,
    },
    /// A value that another record of the register has, where no two can have the same.
    HasAnother {
        /// The value.
        value: String,
        /// Number and name of the other.
        other: String,
    },
    /// It could not be planned like that.
    Unplanned(Unplanned),
    /// Too long.
    TooLong {
        /// Its length.
        len: usize,
        /// The limit.
        max: usize,
    },
    /// Not typed by people.
    NotTyped,
    /// Not typed by people; a verb of this word writes it.
    ByVerb {
        /// The word.
        verb: &'static str,
    },
}

/// Which ids a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Heading, requirement or check.
    Question,
    /// Requirement or check.
    RequirementOrCheck,
    /// Requirement.
    Requirement,
    /// Action of the roadmap.
    Action,
    /// A document, file or paper by its name.
    Document,
}

/// What an id of the questionnaire is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A heading.
    Heading,
    /// A requirement.
    Requirement,
    /// A check.
    Check,
}

/// The records there are of a kind, where none was meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct There {
    /// The first few, by name and number.
    pub names: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// Whether the name of one has a comma or a colon, so that it is written by its number.
    pub by_number: bool,
}

/// Why an action cannot be planned as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplanned {
    /// A part of an action that is not split.
    PartOfNoSplit,
    /// More parts than a split may have.
    TooManyParts {
        /// The most.
        most: usize,
    },
    /// An added action at no requirement.
    FiledNowhere,
    /// An added action that does not say what to do.
    AddedDoesNothing,
    /// An added action without hours.
    AddedWithoutHours,
    /// An action after itself.
    AfterItself,
    /// A merged action of fewer than two gaps.
    MergedOfOne,
    /// A merged action that does not say what to do.
    MergedDoesNothing,
    /// A split of no gap or of several.
    SplitOfSeveral,
    /// One of its gaps is split or merged already.
    Taken(Taken),
    /// Its earliest start lies behind its due date.
    Dates {
        /// The earliest start.
        pin: Date,
        /// The due date.
        due: Date,
    },
}

/// A gap that is split or merged already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The gap.
    pub id: String,
    /// By what.
    pub by: TakenBy,
}

/// What a gap is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBy {
    /// Actions of the roadmap, by their ids.
    Actions(Vec<String>),
    /// A record of an action that is not planned, by its number.
    Record(String),
}
