//! What stands in braces, filled in from facts and registers, or asked where they do not say it. Used by `draft` only.

use std::borrow::Cow;

use super::level;
use crate::doc::{Cell, Piece, Table, Text, Tone};
use crate::model::assessment::keys;
use crate::model::paper::{Asked, Grid, Rows, Template, roles, rows};
use crate::model::record::{Field, KINDS, RISK, Rec, Type, derived, place, value, wants};
use crate::report::{Input, risks};
use crate::say;
use crate::words::{self, called};

/// Where texts are filled in: which paper, and of which record it speaks.
#[derive(Clone, Copy)]
pub(super) struct Fill<'f> {
    pub(super) input: &'f Input<'f>,
    pub(super) paper: &'static Template,
    pub(super) rec: Option<&'f Rec<'f>>,
}

/// What stands for a field that may stay empty.
const NONE: &str = "-";

/// Stands for the number of a record.
const NUMBER: &str = "#";

/// What was found for a name in braces.
enum Found {
    Said(String),
    Open(String),
}

/// Prose set off as a whole.
pub(super) fn strong(words: &str) -> Text {
    Text(vec![Piece::Strong(words.to_owned())])
}

/// What is still open, as every paper says it.
fn to_be_decided(what: &str) -> String {
    say!("[To be decided: {what}]", what)
}

/// What is said where a register holds nothing of what is asked for.
pub(super) fn empty(of: &Rows) -> Text {
    let kind = KINDS.iter().find(|k| k.key == of.kind);
    let register = kind.map_or_else(String::new, |k| words::text(k.words).to_lowercase());
    strong(&to_be_decided(&say!("nothing stands in the register yet: {register}", register)))
}

impl<'f> Fill<'f> {
    /// A text with its braces filled in, and how many of them are still open.
    pub(super) fn text(&self, text: &'static str) -> (Text, usize) {
        let (mut pieces, mut open) = (Vec::new(), 0);
        let mut rest = text;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            pieces.push(Piece::Plain(before.to_owned()));
            match self.found(name) {
                Found::Said(words) => {
                    // An answer that ends its sentence itself needs no second stop.
                    let words = match after.strip_prefix('.') {
                        Some(_) => words.trim_end().trim_end_matches('.').to_owned(),
                        None => words,
                    };
                    pieces.push(Piece::Plain(words));
                }
                Found::Open(what) => {
                    open += 1;
                    pieces.push(Piece::Strong(to_be_decided(&what)));
                }
            }
            rest = after;
        }
        pieces.push(Piece::Plain(rest.to_owned()));
        pieces.retain(|p| !p.words().is_empty());
        (Text(pieces), open)
    }

    fn found(&self, name: &str) -> Found {
        if let Some(field) = name.strip_prefix('.') {
            return self.rec.map_or_else(|| Found::Said(NONE.to_owned()), |rec| self.field(rec, field));
        }
        let a = self.input.a;
        let or = |words: Option<String>, what: &str| {
            words.filter(|w| !w.trim().is_empty()).map_or_else(|| Found::Open(what.to_owned()), Found::Said)
        };
        match name {
            "organisation" => Found::Said(called::organisation(a).to_owned()),
            "scope" => or(a.get(keys::SCOPE).map(str::to_owned), say!("what all this holds for")),
            "roles" => or(Some(roles(a).join(", ")), say!("whether AI is used, offered or built here")),
            "made" => Found::Said(self.input.made.to_string()),
            "systems" => {
                let names: Vec<&str> = a.systems_in_scope().map(|s| s.name()).collect();
                or(Some(names.join(", ")), say!("which AI is used here"))
            }
            key => match self.paper.questions.iter().find(|x| x.key == key) {
                Some(question) => {
                    let asked = Asked { paper: self.paper, question };
                    // A register answers with days as it keeps them.
                    let read =
                        |said: String| said.split("; ").map(words::day::shown).collect::<Vec<_>>().join("; ");
                    or(asked.answer(a).map(read), &question.ask)
                }
                None => Found::Said(String::new()),
            },
        }
    }

    /// What a field of a record says; a question mark behind its name says that it may stay empty, a tilde that it may unless
    /// the register misses it.
    fn field(&self, rec: &Rec<'_>, name: &str) -> Found {
        if name == NUMBER {
            return Found::Said(rec.shown_no());
        }
        let (name, waits) = name.strip_suffix('~').map_or((name, false), |name| (name, true));
        if level::is_one(rec, name) {
            return match level::of(self.input.a, rec, name) {
                Some(level) => Found::Said(level),
                None if name == "=left" && derived::stays_as_it_is(rec) => {
                    Found::Said(say!("as it is").to_owned())
                }
                None if waits && !self.lacks(rec, &level::fields(name)) => Found::Said(NONE.to_owned()),
                None => Found::Open(say!("likelihood and consequence").to_owned()),
            };
        }
        let (key, may) = name.strip_suffix('?').map_or((name, false), |key| (key, true));
        let Some(field) = rec.kind.field(key) else { return Found::Said(NONE.to_owned()) };
        let words = self.shown(rec, field);
        if !words.trim().is_empty() {
            let ran_out = self.is_past(rec, field.key);
            return Found::Said(if ran_out { say!("{day} (past)", day = words) } else { words });
        }
        if may || !rec.asks(field) || waits && !self.lacks(rec, &[field.key]) {
            return Found::Said(NONE.to_owned());
        }
        Found::Open(words::text(field.hint).to_owned())
    }

    /// Whether a day of a record is over that something hangs on, as an acceptance that ran out.
    fn is_past(&self, rec: &Rec<'_>, key: &str) -> bool {
        let lacks = wants::lacks(self.input.a, rec, self.input.made);
        lacks.iter().any(|lack| !lack.past.is_empty() && lack.field.key == key)
    }

    /// Whether the register misses one of these fields in a record.
    fn lacks(&self, rec: &Rec<'_>, fields: &[&str]) -> bool {
        wants::lacks(self.input.a, rec, self.input.made)
            .iter()
            .any(|lack| lack.past.is_empty() && fields.contains(&lack.field.key))
    }

    /// A field in words; who works alone has the tasks that name nobody. That somebody decided or accepted something is never said
    /// where the record does not say it.
    fn shown(&self, rec: &Rec<'_>, field: &Field) -> String {
        let a = self.input.a;
        let words = value::shown(a, KINDS, rec, field);
        match field.typ {
            Type::Who if words.trim().is_empty() && place::is_task(field) => {
                a.the_one().map_or(words, |one| one.name)
            }
            Type::Choice(_) => words::register::word(&words),
            Type::Words(_) => words.split(", ").map(words::register::word).collect::<Vec<_>>().join(", "),
            _ => words,
        }
    }

    /// The records, of risks the highest level first.
    pub(super) fn rows(&self, of: &Rows) -> Vec<Rec<'f>> {
        let recs = rows(self.input.a, of);
        if of.kind == RISK.key { risks::highest_first(self.input.a, recs) } else { by_day(recs) }
    }

    /// Records as rows, and how many cells are still open; none where there is no record.
    pub(super) fn table(&self, of: &Rows, columns: &'static [String]) -> (Option<Table>, usize) {
        let recs = self.rows(of);
        let Some(kind) = recs.first().map(|r| r.kind) else { return (None, 1) };
        let head = |c: &'static String| match c.trim_end_matches(['?', '~']) {
            NUMBER => say!("No"),
            "=level" => say!("Level"),
            "=left" => say!("Level left"),
            key => kind.field(key).map_or("", |f| words::text(f.word)),
        };
        let heads: Vec<&'static str> = columns.iter().map(head).collect();
        let (mut table, mut open) = (Table::new(&heads), 0);
        for rec in &recs {
            let cells = columns.iter().map(|c| match self.field(rec, c) {
                Found::Said(words) if words != NONE && level::is_one(rec, c.trim_end_matches('~')) => {
                    Cell::Toned(level::tone(self.input.a, rec, c.trim_end_matches('~')), words)
                }
                Found::Said(words) => Cell::from(words),
                Found::Open(_) => {
                    open += 1;
                    Cell::Toned(Tone::Open, say!("[To be decided]").to_owned())
                }
            });
            let cells: Vec<Cell> = cells.collect();
            table.row(cells);
        }
        (Some(table), open)
    }

    /// A table of the template, and how many cells are still open.
    pub(super) fn grid(&self, grid: &'static Grid) -> (Table, usize) {
        let heads: Vec<&'static str> = grid.heads.iter().map(String::as_str).collect();
        let (mut table, mut open) = (Table::new(&heads), 0);
        for row in &grid.rows {
            let cells = row.iter().map(|cell| {
                let (text, n) = self.text(cell);
                open += n;
                let words: Cow<'_, str> = text.words().into();
                if n > 0 {
                    Cell::Toned(Tone::Open, words.into_owned())
                } else {
                    Cell::from(words.into_owned())
                }
            });
            let cells: Vec<Cell> = cells.collect();
            table.row(cells);
        }
        room_to_write(&mut table);
        (table, open)
    }
}

/// What happened on a day by that day, what has none last; anything else as it is.
fn by_day(mut recs: Vec<Rec<'_>>) -> Vec<Rec<'_>> {
    const DAY: &str = "on";
    let happened = |r: &Rec<'_>| r.kind.field(DAY).is_some_and(|f| f.typ == Type::Date);
    if recs.first().is_some_and(happened) {
        recs.sort_by_key(|r| (r.get(DAY).is_empty(), r.get(DAY).to_owned(), r.no()));
    }
    recs
}

/// What a line of a table holds on an upright page, about, in characters.
const LINE: usize = 108;

/// Gives columns that are there to be written into what the others leave of the line.
fn room_to_write(table: &mut Table) {
    let longest = |column: usize| {
        let words = table.rows.iter().filter_map(|row| row.get(column));
        words.map(|cell| cell.words().chars().count()).max().unwrap_or(0)
    };
    let said: Vec<usize> = (0..table.columns.len()).map(longest).collect();
    let (free, taken) = (said.iter().filter(|n| **n == 0).count(), said.iter().sum::<usize>());
    if taken == 0 || free == 0 {
        return;
    }
    for (column, _) in table.columns.iter_mut().zip(&said).filter(|(_, n)| **n == 0) {
        column.width = Some(LINE.saturating_sub(taken) / free);
    }
}
