//! Which kind of file it is: as somebody says, else by what stands in it.

use super::register::Map;
use super::sheet::{self, Book};
use super::{Fault, Incoming, Trouble, answers, beside, ciso, hand_out, ours, register, soa, workbook};
use crate::model::record::Kind;
use crate::model::record::value::Context;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// Our workbook of questions, filled in.
    Workbook,
    /// Answers by id.
    Answers,
    /// A Statement of Applicability, or a table of clauses.
    Soa,
    /// An audit of CISO Assistant.
    Ciso,
    /// Our own data file.
    Json,
    /// A register of this kind.
    Register(&'static Kind),
}

impl As {
    /// Those that have a word of their own; registers go by their kinds.
    pub const OWN: [Self; 5] = [Self::Workbook, Self::Answers, Self::Soa, Self::Ciso, Self::Json];

    /// The word it goes by on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Answers => "answers",
            Self::Soa => "soa",
            Self::Ciso => "ciso",
            Self::Json => "json",
            Self::Register(kind) => kind.key,
        }
    }

    /// Those that are registers, among these kinds.
    pub fn registers(kinds: &[&'static Kind]) -> impl Iterator<Item = Self> {
        kinds.iter().copied().filter(|k| k.is_register()).map(Self::Register)
    }

    /// What somebody means by a word: one of its own, else a register by its key or by what one or several are called.
    pub fn parse(kinds: &[&'static Kind], typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let own = Self::OWN.into_iter().find(|w| w.key().eq_ignore_ascii_case(typed));
        // `systems` is several of the kind `system`.
        let one = || typed.strip_suffix('s').and_then(|one| Kind::find(kinds, one));
        let register = || Kind::find(kinds, typed).or_else(one).filter(|k| k.is_register());
        own.or_else(|| register().map(Self::Register))
    }
}

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct How {
    /// What it is; none where that is to be found out.
    pub is: Option<As>,
    /// What its columns are, where somebody says it.
    pub maps: Vec<Map>,
    /// That it is meant for the open file although it was made from another assessment.
    pub of_another: bool,
}

/// What a file proposes, and what kind of file it was read as. `history` are the hashes of the events of the open file,
/// the first one first.
pub fn read(c: Context<'_>, history: &[&str], bytes: &[u8], how: &How) -> (Option<As>, Incoming) {
    let failed = |is, fault| (is, Incoming { faults: vec![fault], ..Incoming::default() });
    let json = match how.is {
        None => ours::is_one(bytes),
        is => is == Some(As::Json),
    };
    if json {
        return (Some(As::Json), ours::read(c, history, bytes, how.of_another));
    }
    let book = match sheet::read(bytes) {
        Ok(book) => book,
        Err(fault) => return failed(how.is, fault),
    };
    // One person's answers are not the organisation's.
    if hand_out::is_one(&book) {
        return failed(how.is, Fault::whole(Trouble::HandedOut));
    }
    // Words that stand for what was left out are nobody's answers.
    if workbook::is_redacted(&book) {
        let fault = Fault::whole(Trouble::Redacted);
        return failed(how.is.or_else(|| found_out(c, &book)), fault);
    }
    // Whatever it is to be read as: answers of another organisation are none of ours.
    if !how.of_another
        && let Some(from) = workbook::made_from(&book)
        && let Some(fault) = workbook::of_another(c, history, from)
    {
        return failed(how.is.or_else(|| found_out(c, &book)), fault);
    }
    let Some(is) = how.is.or_else(|| found_out(c, &book)) else {
        return failed(None, Fault::whole(Trouble::WhatIsIt));
    };
    let mut incoming = match is {
        As::Workbook => workbook::read(c.q, &book),
        As::Answers | As::Json => answers::read(c.q, &book),
        As::Soa => soa::read(c.q, &book, &how.maps),
        As::Ciso => ciso::read(c.q, &book),
        As::Register(kind) => register::read(kind, &book, &how.maps),
    };
    if incoming.rows == 0 && incoming.faults.is_empty() {
        incoming.faults.push(Fault::whole(Trouble::NoRows));
    }
    if is == As::Soa {
        incoming.beside = beside::of(c, &book, &how.maps);
    }
    incoming.made_at = workbook::made_from(&book).map_or_else(String::new, |from| from.head.to_owned());
    (Some(is), incoming)
}

/// The kinds of file tell themselves by their heads; registers of others do not, and have to be named.
fn found_out(c: Context<'_>, book: &Book) -> Option<As> {
    if let Some(kind) = register::of_ours(c.kinds, book) {
        Some(As::Register(kind))
    } else if workbook::is_one(book) || workbook::lost_its_state(book) {
        Some(As::Workbook)
    } else if workbook::is_of_all(book) {
        // Of what it holds only the statement is one that people fill in and bring back.
        Some(As::Soa)
    } else if ciso::is_one(book) {
        Some(As::Ciso)
    } else if answers::is_one(book) {
        Some(As::Answers)
    } else if soa::is_one(book) {
        Some(As::Soa)
    } else {
        None
    }
}
