//! A record whole, as label and value: what it says, what it lacks, what names it. One place for the window, plain mode and
//! the command.

use jiff::civil::Date;

use super::record::{cell, label, lacking};
use super::{few, text};
use crate::model::Assessment;
use crate::model::record::matrix::{self, As, Matrix, Place};
use crate::model::record::named::{self, Name};
use crate::model::record::{Field, Kind, PERSON, Rec, derived, read, wants};
use crate::model::text::shown;
use crate::say;

/// The most records a line names.
const MOST: usize = 4;
/// The longest name of one, in characters.
const LONG: usize = 40;

/// Everything a record says beside its name, what follows from it first; nothing of what is empty.
pub fn says(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>) -> Vec<(String, String)> {
    let kind = rec.kind;
    let fields = kind.told().skip(1).filter(|f| rec.asks(f)).map(|f| f.key);
    let keys = kind.derived.iter().map(|d| d.key).chain(fields);
    let said = keys.map(|key| (label(kind, key).to_owned(), cell(a, kinds, rec, key)));
    said.filter(|(_, value)| !value.is_empty()).collect()
}

/// What names a record: the registers that do, each with the first of its records; of a person also by which field, and what
/// else is theirs.
pub fn named_by(a: &Assessment, rec: &Rec<'_>, names: &[Name]) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    while let Some(first) = names.get(at) {
        let of_kind: Vec<&Name> = names.iter().skip(at).take_while(|n| n.kind == first.kind).collect();
        at += of_kind.len();
        let mut fields: Vec<&'static Field> = of_kind.iter().map(|n| n.field).collect();
        fields.sort_by_key(|f| first.kind.fields.iter().position(|x| x.key == f.key));
        fields.dedup();
        let by_field = |field: &&'static Field| {
            let mine = of_kind.iter().filter(|n| n.field == *field);
            let mine: Vec<String> = mine.map(|n| called(&read::at(a, n.kind, &n.id))).collect();
            let list = few(&mine, MOST);
            let says = rec.kind.key == PERSON.key || fields.len() > 1;
            if says { format!("{}: {list}", text(field.word)) } else { list }
        };
        let parts: Vec<String> = fields.iter().map(by_field).collect();
        lines.push((say!("in {register}", register = text(first.kind.words)), parts.join("; ")));
    }
    let controls = named::controls_for(a, rec);
    if !controls.is_empty() {
        lines.push((say!("Controls for it").to_owned(), few(&controls, MOST * 2)));
    }
    let owned = named::owned(a, rec);
    if !owned.is_empty() {
        lines.push((say!("Owner of").to_owned(), few(&owned, MOST * 2)));
    }
    lines
}

/// What names a record in one line, by numbers alone, for where there is no room for more; none where nothing does.
pub fn named_in_short(a: &Assessment, names: &[Name]) -> Option<(String, String)> {
    let mut numbers: Vec<String> = names.iter().map(|n| read::at(a, n.kind, &n.id).shown_no()).collect();
    numbers.dedup();
    (!numbers.is_empty()).then(|| (say!("Named by").to_owned(), few(&numbers, MOST * 4)))
}

/// Number and name of a record.
fn called(rec: &Rec<'_>) -> String {
    match shown(rec.name(), LONG) {
        name if name.is_empty() => rec.shown_no(),
        name => format!("{} {name}", rec.shown_no()),
    }
}

/// What names one record, looked for now.
pub fn named_now(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>) -> Vec<(String, String)> {
    if rec.kind.is_one_fact() {
        return Vec::new();
    }
    named_by(a, rec, named::all(a, kinds, rec.kind).of(&rec.id))
}

/// Everything there is to say of a record, a line each: what it lacks, what it says, what names it.
pub fn lines(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>, today: Date) -> Vec<String> {
    let all = lacks(a, rec, today).into_iter().chain(says(a, kinds, rec));
    all.chain(named_now(a, kinds, rec)).map(|(label, value)| format!("{label}: {value}")).collect()
}

/// What a record lacks, under its label; none where it lacks nothing.
pub fn lacks(a: &Assessment, rec: &Rec<'_>, today: Date) -> Option<(String, String)> {
    let lacks = lacking(&wants::lacks(a, rec, today));
    (!lacks.is_empty()).then(|| (say!("Lacks").to_owned(), lacks))
}

/// The matrix of risks as lines: how many stand where with the level, as they are and, where it differs, as they are left. Likelihood
/// downwards from the highest, consequence by name behind it. Says what is missing where there are no scales.
pub fn matrix(a: &Assessment) -> Vec<String> {
    let Some(now) = matrix::of(a, As::Now) else {
        return vec![say!("There is no matrix without likelihoods and consequences.").to_owned()];
    };
    both(a, &now)
        .into_iter()
        .flat_map(|(title, m)| std::iter::once(title.to_owned()).chain(placed(&m)))
        .collect()
}

/// The matrix as risks are, and where it differs as they are left, each under its title.
fn both<'a>(a: &'a Assessment, now: &Matrix<'a>) -> Vec<(&'static str, Matrix<'a>)> {
    let any = |m: &Matrix<'_>| m.cells.iter().flatten().any(|(risks, _)| !risks.is_empty());
    let left = matrix::of(a, As::Left).filter(|left| any(left) && placed(left) != placed(now));
    let now = (say!("Risks as they are, by likelihood and consequence:"), now.clone());
    let left = left.map(|left| (say!("What is left of them with their treatment:"), left));
    std::iter::once(now).chain(left).collect()
}

/// What a table of the matrix shows: under each title heads, then a row a likelihood from the highest, its name first. With each cell
/// whether risks stand there, and whether these may stay. None without scales.
pub fn tables(a: &Assessment) -> Option<Vec<MatrixTable>> {
    let now = matrix::of(a, As::Now)?;
    let name = |r: &Rec<'_>| r.name().to_owned();
    let cell = |(risks, level): &Place<'_>| {
        let numbers = risks.iter().map(Rec::shown_no).collect::<Vec<_>>().join(", ");
        let called = level.as_ref().map_or("-", |level| level.name());
        let words = if risks.is_empty() { called.to_owned() } else { format!("{called}: {numbers}") };
        let stays = level.as_ref().is_some_and(|level| level.is("accept"));
        MatrixCell { words, taken: !risks.is_empty(), stays }
    };
    let table = |(title, m): (&'static str, Matrix<'_>)| MatrixTable {
        title,
        heads: std::iter::once(say!("Likelihood \\ consequence").to_owned())
            .chain(m.consequences.iter().map(name))
            .collect(),
        rows: m
            .likelihoods
            .iter()
            .zip(&m.cells)
            .rev()
            .map(|(step, cells)| (name(step), cells.iter().map(cell).collect()))
            .collect(),
        below: if m.unplaced.is_empty() { String::new() } else { unplaced(&m) },
    };
    Some(both(a, &now).into_iter().map(table).collect())
}

/// A cell of a matrix of risks.
pub struct MatrixCell {
    /// Its level and the numbers of the risks there.
    pub words: String,
    /// Whether risks stand there.
    pub taken: bool,
    /// Whether they may stay as they are.
    pub stays: bool,
}

/// A matrix of risks in words.
pub struct MatrixTable {
    /// What it shows.
    pub title: &'static str,
    /// The name of the first column, then the consequences.
    pub heads: Vec<String>,
    /// A likelihood with its cells.
    pub rows: Vec<(String, Vec<MatrixCell>)>,
    /// How many risks are nowhere; empty for none.
    pub below: String,
}

/// A line a step of likelihood, and how many risks are nowhere.
fn placed(m: &Matrix<'_>) -> Vec<String> {
    let row = |(step, cells): (&Rec<'_>, &Vec<Place<'_>>)| {
        let cell = |(bad, (risks, level)): (&Rec<'_>, &Place<'_>)| {
            let level = level.as_ref().map_or("", |level| level.name());
            let numbers = risks.iter().map(Rec::shown_no).collect::<Vec<_>>().join(", ");
            let risks = if numbers.is_empty() { "-".to_owned() } else { numbers };
            match level {
                "" => format!("{} {risks}", bad.name()),
                level => format!("{} ({level}) {risks}", bad.name()),
            }
        };
        let cells: Vec<String> = m.consequences.iter().zip(cells).map(cell).collect();
        format!("{}: {}", step.name(), cells.join("; "))
    };
    let mut lines: Vec<String> = m.likelihoods.iter().zip(&m.cells).rev().map(row).collect();
    if !m.unplaced.is_empty() {
        lines.push(unplaced(m));
    }
    lines
}

/// Which risks, or how many, are nowhere in a matrix.
pub fn unplaced(m: &Matrix<'_>) -> String {
    let n = m.unplaced.len();
    match m.way {
        As::Now => say!("{n|risk|risks} without likelihood or consequence {n?is|are} not in it.", n),
        As::Left => {
            let (stay, open): (Vec<_>, Vec<_>) = m.unplaced.iter().partition(|r| derived::stays_as_it_is(r));
            let names = |all: &[&Rec<'_>]| all.iter().map(|r| r.shown_no()).collect::<Vec<_>>().join(", ");
            let mut all = Vec::new();
            if !open.is_empty() {
                let (n, risks) = (open.len(), names(&open));
                all.push(say!(
                    "Not in it, as nobody has said what is left of {n?it|them}: {risks}.",
                    n,
                    risks
                ));
            }
            if !stay.is_empty() {
                all.push(say!(
                    "Not in it, as nothing is done about {n?it|them}: {risks}.",
                    n = stay.len(),
                    risks = names(&stay)
                ));
            }
            all.join(" ")
        }
    }
}
