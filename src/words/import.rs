//! What an import came to and what is wrong with a file, in sentences: for the dry run on the screen, for plain mode and
//! for the command alike.

use super::difference::placed;
use super::{KindWords as _, Word, Words, day, few, files as of_files, text, with_near};
use crate::files::shown_name;
use crate::import::{As, Column, Fault, Report, Trouble};
use crate::inert::one_line;
use crate::model::left_alone::LeftAlone;
use crate::model::record::takes::Misfit;
use crate::model::record::{self, Kind};
use crate::model::{Level, Refusal, Status, text as texts};
use crate::say;
use crate::work::NotRead;

pub use super::import_columns::{
    Door, example_of_map, examples_of_heads, has_columns_to_choose, is_of_a_map, map_flag,
};
pub(super) use super::import_columns::{read_from_states, to_have_read};

impl Words for NotRead {
    fn words(&self) -> String {
        match self {
            Self::System { path, why } => {
                let (name, why) = (shown_name(path, 60), why.words());
                say!("{name} cannot be read: {why}. Nothing was changed.", name, why)
            }
            Self::NoFile { path, kind } => {
                let (name, what) = (shown_name(path, 60), of_files::in_the_way(*kind));
                say!("{name} is {what}, not a file that can be read. Nothing was changed.", name, what)
            }
        }
    }
}

impl Words for Fault {
    fn words(&self) -> String {
        let words = match &self.trouble {
            // The column says which field it is.
            Trouble::Refused(refusal) if !self.place.column.is_empty() => match &**refusal {
                Refusal::Field { fault, .. } => fault.words(),
                other => refused(other),
            },
            Trouble::RefusedCell { typed, refusal } if self.place.column.is_empty() => match &**refusal {
                Refusal::Field { word, .. } => {
                    let why = refused_cell(&one_line(typed), refusal);
                    say!("{field}: {why}", field = text(word), why)
                }
                _ => self.trouble.words(),
            },
            trouble => trouble.words(),
        };
        placed(&self.place, &words)
    }
}

pub(super) fn megabytes(bytes: u64) -> u64 {
    bytes >> 20
}

impl Words for Trouble {
    fn words(&self) -> String {
        match self {
            Self::TooLarge { most } => {
                say!("The file is larger than {most} MB, the most that is read.", most = megabytes(*most))
            }
            Self::Unpacks { most } => say!(
                "Unpacked the file is far larger than it looks, or larger than {most} MB: it is not opened.",
                most = megabytes(*most)
            ),
            Self::Parts { most } => say!("The file has more than {most} parts: it is not opened.", most),
            Self::Rows { most } => say!("There are more than {most} rows, the most that are read.", most),
            Self::Columns { most } => say!("There are more than {most} columns, the most that are read.", most),
            Self::Cells { most } => say!("There are more than {most} cells, the most that are read.", most),
            Self::LongCell { most } => say!("A cell holds more than {most} signs, the most that are read.", most),
            Self::Empty => say!("There is nothing in this file.").to_owned(),
            Self::NoRows => {
                say!("There are heads in this file and no row below them that says anything.").to_owned()
            }
            Self::Unreadable => say!(
                "The file is cut off, or is none of the files that can be read: a spreadsheet (.xlsx), a table (.csv), \
                 our own data (.json)."
            )
            .to_owned(),
            Self::OldOrLocked => say!(
                "This is a spreadsheet of before 2007, or one with a password. Save it as .xlsx without a password."
            )
            .to_owned(),
            Self::OpenDocument => {
                say!("This is an OpenDocument file. Save it as .xlsx or .csv.").to_owned()
            }
            Self::NotText => {
                say!("This is no table of text: what stands in it cannot be shown. Save it as .xlsx or as CSV in UTF-8.")
                    .to_owned()
            }
            Self::Macros => say!("The spreadsheet has macros. Save it as .xlsx, which has none.").to_owned(),
            Self::Declares => say!(
                "A part of the spreadsheet declares more than a spreadsheet needs. Open it and save it anew as .xlsx."
            )
            .to_owned(),
            Self::OpenQuote => {
                say!("A quote is opened and never closed: the file is cut off, or has one quote too many.").to_owned()
            }
            Self::Formula => {
                say!("A formula stands here, and formulas are not read. Paste its value in its place.").to_owned()
            }
            Self::CellError { shown } => say!("The spreadsheet shows an error here: {shown}.", shown = one_line(shown)),
            Self::RefusedCell { typed, refusal } => refused_cell(&one_line(typed), refusal),
            other => other.of_content(),
        }
    }
}

impl Trouble {
    /// What is wrong with what the cells say.
    fn of_content(&self) -> String {
        match self {
            Self::NoHead { wanted, seen } => {
                let words = say!("No row of heads was found. These are wanted: {heads}.", heads = wanted.join(", "));
                if seen.is_empty() {
                    return words;
                }
                let seen: Vec<String> = seen.iter().map(|h| texts::shown(&one_line(h), 40)).collect();
                let seen = say!("The first row holds: {heads}.", heads = few(&seen, 12));
                format!("{words} {seen}")
            }
            Self::WhatIsIt => say!("What kind of file this is cannot be told from its heads.").to_owned(),
            Self::NoLevel { typed } => no_level(typed),
            Self::NoApplicability { typed } => {
                say!("\"{typed}\" says neither yes nor no.", typed = one_line(typed))
            }
            Self::Twice { at, row } => say!("Row {row} says something else of {at}.", row, at = one_line(at)),
            Self::Refused(refusal) => refused(refusal),
            Self::HandedOut => say!(
                "This is a workbook of questions that was handed out to one person: what it says is theirs, and stands beside the \
                 agreed answers. Collect it instead."
            )
            .to_owned(),
            Self::NotAsked { id } => say!("\"{id}\" was not asked in this workbook.", id = one_line(id)),
            Self::Altered { at } => {
                say!("The question of {at} is not the one that was asked: its words were changed.", at)
            }
            Self::StateLost => say!(
                "This is no workbook of questions as it was sent, or a sheet of one: the hidden sheet is gone that says what it was \
                 made from and what stood there. Ask for the whole file (.xlsx), or read it as answers: then nobody can tell what \
                 they changed."
            )
            .to_owned(),
            Self::NotOurs { missing } => {
                say!("This is no data file of this program: there is no \"{missing}\" in it.", missing)
            }
            Self::Redacted => say!(
                "This is a redacted export: names, notes and places were left out of it, and what stands in their place would come \
                 to stand over your own words. Import the export that was made without redaction."
            )
            .to_owned(),
            Self::OtherQuestionnaire { file, here } => say!(
                "The file answers the questionnaire {file}; the open assessment answers {here}.",
                file = one_line(file),
                here
            ),
            Self::OtherAssessment { file, here } => other_assessment(&one_line(file), &one_line(here)),
            Self::BadFact { key, may: None } => {
                say!("{key} holds something that no file of ours may hold.", key = one_line(key))
            }
            Self::BadFact { key, may: Some(may) } => say!(
                "{key} holds \"{holds}\". Expected: {expected}.",
                key = one_line(key),
                holds = one_line(&may.0),
                expected = may.1.expected.word()
            ),
            Self::Unsound { record, what } => {
                say!("{record} would not be whole: {why}.", record = one_line(record), why = what.words())
            }
            Self::BadField { record, word, holds, why } => {
                let why = match &**why {
                    Misfit::Fault(fault) => fault.words(),
                    Misfit::Limit(limit) => say!("Expected: {expected}.", expected = limit.expected.word()),
                };
                say!(
                    "{record}: \"{field}\" holds \"{holds}\". {why}",
                    record = one_line(record),
                    field = text(word),
                    holds = one_line(holds),
                    why = one_line(&why)
                )
            }
            other => other.of_columns(),
        }
    }

    /// What of a row says that a control is left out, and what that it is not.
    fn of_sides(&self) -> String {
        match self {
            Self::Contradiction { at, sides } => say!(
                "{at} is left out, and is {done} here: one of the two is wrong. To leave it out, write {word} here; to keep it in, \
                 write {yes} under {applies}.",
                at = one_line(at),
                done = one_line(&sides.done),
                word = Status::NotApplicable.word(),
                yes = if sides.reversed { say!("no") } else { say!("yes") },
                applies = one_line(&sides.applies)
            ),
            Self::InAndOut { at } => say!(
                "{at} applies and is not applicable at once: one of the two is wrong. To take it in, write Open here.",
                at = one_line(at)
            ),
            _ => String::new(),
        }
    }

    /// What is wrong with what somebody says of the columns.
    fn of_columns(&self) -> String {
        match self {
            Self::NoColumn { typed } => say!("There is no column \"{typed}\".", typed = one_line(typed)),
            Self::NoField { kind, typed } => say!(
                "There is no field \"{typed}\" in {kind}. Its fields: {fields}.",
                typed = one_line(typed),
                kind = kind.a_new(),
                fields = kind.typed().map(|f| f.key).collect::<Vec<_>>().join(", ")
            ),
            Self::NoStatedField { typed, known } => say!(
                "A statement has no column \"{typed}\". It has: {known}.",
                typed = one_line(typed),
                known = known.join(", ")
            ),
            Self::SameField { word } => {
                say!("Two columns are to become \"{word}\": leave one of them out.", word = text(word))
            }
            Self::NoNaming { kind, word } => say!(
                "No column was found for \"{word}\", which every {kind} needs: say which it is.",
                word = text(word),
                kind = text(kind.word)
            ),
            other => other.of_sides(),
        }
    }
}

/// Whose a file of ours is, whose the open one is, and what to do.
fn other_assessment(file: &str, here: &str) -> String {
    let what = if file.is_empty() || here.is_empty() || file == here {
        say!(
            "This file was made from another assessment than the open one, which is of {here}.",
            here = if here.is_empty() { say!("nobody yet") } else { here }
        )
    } else {
        say!("This file was made from the assessment of {file}; the open one is of {here}.", file, here)
    };
    let next = say!(
        "Reading it as something else does not help: import it where it was made from, or ask for the one that was made from \
         this file."
    );
    format!("{what} {next}")
}

/// Whether all that keeps a file from being taken over is that it was made from another assessment.
pub fn is_of_another(r: &Report) -> bool {
    let is = |f: &Fault| matches!(f.trouble, Trouble::OtherAssessment { .. });
    !r.faults.is_empty() && r.faults.iter().all(is)
}

/// What is asked of a file that was made from another assessment.
pub fn all_the_same() -> &'static str {
    say!("Is it meant for the open file all the same? Then what would change is shown first.")
}

/// What is said where nothing of a file changes anything: that so much of it stands here already, but for what is left alone.
pub fn nothing_new(same: usize, left: &LeftAlone, beside: &[String]) -> String {
    if !beside.is_empty() {
        let read = say!("Nothing was taken over: what was read stands here already.").to_owned();
        return format!("{read} {}", others_differ(beside));
    }
    let words = match same {
        0 => say!("There was nothing to take over."),
        _ if left.is_none() => say!("Nothing new: everything in it stands here already."),
        _ => say!("Nothing was taken over: all but what is left alone stands here already."),
    };
    words.to_owned()
}

/// That other sheets of the workbook say something else, each of which is imported by itself; empty where none does.
pub fn others_differ(sheets: &[String]) -> String {
    if sheets.is_empty() {
        return String::new();
    }
    say!(
        "{n|other sheet differs|other sheets differ} from what stands here and {n?is|are} imported by {n?itself|themselves}: \
         {names}.",
        n = sheets.len(),
        names = one_line(&few(sheets, 20))
    )
}

/// What is said below faults: that nothing was done, and the next step where mending the file is one.
pub fn nothing_taken(all: &[Fault]) -> &'static str {
    if all.iter().any(|f| matches!(f.trouble, Trouble::OtherAssessment { .. } | Trouble::Redacted)) {
        say!("Nothing was taken over and nothing was changed.")
    } else {
        say!("Nothing was taken over and nothing was changed. Mend the file and import it again.")
    }
}

/// Why what stands in a cell is refused, with what stands there.
fn refused_cell(typed: &str, refusal: &Refusal) -> String {
    let Refusal::Field { fault, .. } = refusal else { return refused(refusal) };
    let why = fault.words();
    match fault {
        record::Fault::NotADate => {
            say!("\"{typed}\" is no day. Write it like this: {how}.", typed, how = day::how_to_type())
        }
        _ if typed.is_empty() || why.contains(typed) => why,
        _ => say!("\"{typed}\" cannot stand here. {why}", typed, why),
    }
}

/// That a word is no status that is known, and which are.
fn no_level(typed: &str) -> String {
    let statuses = Status::ALL.iter().map(Word::word);
    let known = statuses.chain(Level::ALL.iter().map(Word::word)).collect::<Vec<_>>().join(", ");
    let typed = one_line(typed);
    say!("\"{typed}\" stands for no level and no status that is known. Known are: {known}.", typed, known)
}

/// Why a change is refused, without what is true of the whole file: that nothing was changed.
fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Field { word, fault, .. } => {
            say!("{word}: {fault}", word = text(word), fault = fault.words())
        }
        Refusal::UnknownId { id, near, .. } => {
            with_near(say!("There is no {id} in this questionnaire.", id), near)
        }
        other => other.words(),
    }
}

/// What a kind of file is called.
pub fn kind_of_file(is: As) -> String {
    match is {
        As::Workbook => say!("a workbook of questions that was filled in").to_owned(),
        As::Answers => say!("a table of answers").to_owned(),
        As::Soa => say!("a Statement of Applicability").to_owned(),
        As::Ciso => say!("an audit of CISO Assistant").to_owned(),
        As::Json => say!("the data of an assessment").to_owned(),
        As::Register(kind) => say!("the register \"{register}\"", register = text(kind.words)),
    }
}

/// The counts in one line. Our own data has no rows; it is made of single entries. A row says several things, and those are
/// counted apart from the rows.
pub fn counts(is: Option<As>, r: &Report) -> String {
    let (same, changed, conflicting) = (r.same, r.changed.len(), r.conflicting.len());
    let left = super::left::in_counts(&r.left_alone());
    if is == Some(As::Json) {
        return say!(
            "{n|entry|entries}: {same} the same, {changed} to change, {conflicting} where something else stands; \
             {left}.",
            n = r.rows,
            same,
            changed,
            conflicting,
            left
        );
    }
    say!(
        "{n|row|rows}: {things|entry|entries}, of these {same} the same, {changed} to change, {conflicting} where \
         something else stands; {left}.",
        n = r.rows,
        things = r.matched,
        same,
        changed,
        conflicting,
        left
    )
}

/// Where a column goes.
pub fn column(c: &Column, kind: Option<&'static Kind>) -> String {
    let head = texts::shown(&one_line(&c.head), 40);
    let label = c.field.map(|key| kind.and_then(|k| k.field(key)).map_or(key, |f| text(f.word)));
    match label {
        Some(field) if c.by_cells && c.asks_out => {
            say!(
                "{head} -> {field}, as its cells say, and turned round: a yes there leaves a control out",
                head,
                field
            )
        }
        Some(field) if c.by_cells => {
            say!(
                "{head} -> {field}, as its cells say, such as {sample}",
                head,
                field,
                sample = one_line(&c.sample)
            )
        }
        Some(field) => say!("{head} -> {field}", head, field),
        None => say!("{head} -> left out", head),
    }
}

/// What is said of facts that are taken over although nothing here reads them.
pub fn unread(n: usize) -> String {
    say!(
        "{n|fact is|facts are} unknown to this version and kept as {n?it is|they are}, since a newer version may have written \
         {n?it|them}; nothing reads {n?it|them} here.",
        n
    )
}
