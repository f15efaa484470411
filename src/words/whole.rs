//! A record whole, as label and value: what it says, what it lacks, what names it. One place for the window, plain mode and
//! the command.

use jiff::civil::Date;

use super::record::{cell, label, lacking};
use super::{few, text};
use crate::model::Assessment;
use crate::model::record::matrix::{self, As, Matrix, Place};
use crate::model::record::named::{self, Name};
use crate::model::record::{Field, Kind, PERSON, Rec, read, wants};
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
    let mut lines = vec![say!("Risks as they are, by likelihood and consequence:").to_owned()];
    lines.extend(placed(&now));
    let left = matrix::of(a, As::Left).map(|left| placed(&left)).unwrap_or_default();
    if lines.get(1..) != Some(left.as_slice()) {
        lines.push(say!("What is left of them with their treatment:").to_owned());
        lines.extend(left);
    }
    lines
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
    if m.unplaced > 0 {
        lines.push(unplaced(m));
    }
    lines
}

/// How many risks are nowhere in a matrix.
pub fn unplaced(m: &Matrix<'_>) -> String {
    say!("{n|risk|risks} without likelihood or consequence {n?is|are} not in it.", n = m.unplaced)
}
