//! What is wrong with a text that was typed into a field. A leaf.

/// Why a text is no value of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A record makes no sense without it.
    #[error("This may not stay empty: {hint}.")]
    Empty {
        /// What to write.
        hint: &'static str,
    },
    /// No day.
    #[error("Dates are written year-month-day from 1990 to 2200, for example 2026-03-01.")]
    NotADate,
    /// Neither yes nor no.
    #[error("Write yes or no.")]
    NotAFlag,
    /// No number, or not one that fits.
    #[error("Write a number above 0, at most {most}, for example 6 or 12.5.")]
    NotANumber {
        /// The highest.
        most: u32,
    },
    /// None of the words.
    #[error("\"{typed}\" is not one of: {}.", .words.join(", "))]
    NotAWord {
        /// As typed.
        typed: String,
        /// The words.
        words: &'static [&'static str],
    },
    /// No such level.
    #[error("\"{typed}\" is no level: 1 to 5, ? or n.")]
    NotALevel {
        /// As typed.
        typed: String,
    },
    /// No such id in the questionnaire, or one of another rank.
    #[error("There is no {what} {id} in this questionnaire.{near}")]
    NoSuchId {
        /// "requirement", "requirement or check", "question".
        what: &'static str,
        /// As typed.
        id: String,
        /// "Near: 8.4, 8.3." or empty.
        near: String,
    },
    /// No such record.
    #[error("There is no {word} \"{typed}\".{near} Add one first, or write one that is there.")]
    NoSuchRecord {
        /// What one is called.
        word: &'static str,
        /// As typed.
        typed: String,
        /// Those there are, or empty.
        near: String,
    },
    /// Several of that name.
    #[error("There are several called \"{typed}\": write the number, {numbers}.")]
    Several {
        /// As typed.
        typed: String,
        /// "P-1 or P-3".
        numbers: String,
    },
    /// An id of another rank.
    #[error("{id} is a {is}; write a {what}.{near}")]
    OtherRank {
        /// As it is written.
        id: Box<str>,
        /// "heading", "requirement", "check".
        is: &'static str,
        /// What is expected.
        what: &'static str,
        /// "Near: 8.4, 8.3." or empty.
        near: Box<str>,
    },
    /// No such action.
    #[error("There is no action {id} in this roadmap.{near}")]
    NoSuchAction {
        /// As typed.
        id: String,
        /// "Near: 8.4, 8.3." or empty.
        near: String,
    },
    /// The same member with two values.
    #[error("{typed} is given twice, with different days: write one.")]
    Twice {
        /// The second one, as typed.
        typed: String,
    },
    /// A day on which nobody can have looked yet.
    #[error("{day} is after today, {today}: write the day it was looked at.")]
    AfterToday {
        /// As typed.
        day: String,
        /// The day.
        today: String,
    },
    /// Somebody answered already.
    #[error("{who} has answered {at} already, and that answer stands: change that one, or remove it first.")]
    Stands {
        /// Whose answer.
        who: String,
        /// To which question.
        at: String,
    },
    /// A name that another record has.
    #[error("There is a {word} \"{name}\" already: choose another name.")]
    NameTaken {
        /// What one is called.
        word: &'static str,
        /// The name.
        name: String,
    },
    /// It could not be planned like that; why, in words.
    #[error("{0}")]
    Unplanned(String),
    /// Too long.
    #[error("This is too long: {len} bytes; {max} are the most.")]
    TooLong {
        /// Its length.
        len: usize,
        /// The limit.
        max: usize,
    },
    /// Not typed by people.
    #[error("This is not written by hand.")]
    NotTyped,
}
