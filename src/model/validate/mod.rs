//! What is wrong with a questionnaire: every fault at once, each with its place, as data. Pure: the
//! texts of the files are given. The loader in `bank` calls it before a questionnaire of somebody else is
//! used; authors call it through `clausewise questionnaire validate`.

pub mod fields;
mod firm_fields;
mod lines;
mod second;
mod sense;
mod shape;
mod table;
mod wrong;

use serde_json::Value;

use self::lines::Lines;
use self::sense::Rows;
pub use self::wrong::{Json, JsonFault, Sort, Unreadable, Wrong};

/// One file of a questionnaire.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name, as the author knows it.
    pub name: String,
    /// Its text, or why it cannot be read.
    pub text: Result<String, Unreadable>,
}

/// Something an author has to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file.
    pub file: String,
    /// JSON pointer in it; empty for the whole file.
    pub pointer: String,
    /// Line, from 1, where known.
    pub line: Option<usize>,
    /// What is wrong; what to do about it goes with it.
    pub wrong: Wrong,
}

/// Why a questionnaire cannot be used; said in [`words`](crate::words).
#[derive(Debug)]
pub enum BankError {
    /// One of its files is not of the format.
    File {
        /// Which file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        what: JsonFault,
    },
    /// It has faults.
    Faulty {
        /// Where it lies.
        path: String,
        /// The first fault.
        first: Box<Fault>,
        /// How many.
        count: usize,
    },
    /// Its files are sound, put together into one text they are not.
    FaultyWhole {
        /// Where it lies.
        path: String,
        /// The first fault.
        fault: Box<Fault>,
    },
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Every fault, by file and line.
    pub faults: Vec<Fault>,
    /// Whether a file could not be read as JSON at all, so that more faults may show later.
    pub unreadable: bool,
    /// Requirements found.
    pub requirements: usize,
    /// Checks found, good practice included.
    pub checks: usize,
}

/// The files a head file names, as far as they are plain names of files beside it. Others are never read;
/// [`problems`] reports them.
pub fn part_names(manifest: &str) -> Vec<String> {
    let Ok(value) = serde_json::from_str::<Value>(manifest) else { return Vec::new() };
    let names = value.get("files").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names = names.iter().filter_map(Value::as_str).filter(|n| shape::is_part_name(n));
    let mut parts: Vec<String> = Vec::new();
    for name in names.take(fields::MOST_ROWS) {
        if !parts.iter().any(|p| p == name) {
            parts.push(name.to_owned());
        }
    }
    parts
}

/// Everything that is wrong with a questionnaire of this head file and these parts.
pub fn problems(manifest: &Source, parts: &[Source]) -> Report {
    let mut report = Report::default();
    let files: Vec<&Source> = std::iter::once(manifest).chain(parts).collect();
    let read: Vec<Option<(Value, Lines)>> = files.iter().map(|f| read(f, &mut report)).collect();
    let mut found: Vec<(usize, Option<usize>, Fault)> = Vec::new();
    let mut note = |file: usize, pointer: &str, wrong: Wrong| {
        let line = read[file].as_ref().and_then(|(_, lines)| lines.line(pointer));
        let fault = Fault { file: files[file].name.clone(), pointer: pointer.to_owned(), line, wrong };
        found.push((file, line, fault));
    };
    let format = format_of(read[0].as_ref().map(|(head, _)| head));
    for (i, file) in read.iter().enumerate() {
        let Some((value, lines)) = file else { continue };
        for pointer in &lines.twice {
            note(i, pointer, Wrong::KeyTwice);
        }
        let table = if i == 0 { &fields::MANIFEST } else { &fields::GROUP };
        shape::record(table, value, "", format, &mut |pointer, wrong| note(i, pointer, wrong));
    }
    let mut rows = Rows::of(files.iter().map(|f| f.name.as_str()).collect());
    if let Some((head, _)) = &read[0] {
        for (i, group) in head.get("groups").and_then(Value::as_array).into_iter().flatten().enumerate() {
            rows.add(group, 0, &format!("/groups/{i}"));
        }
        let names = head.get("files").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (i, name) in names.iter().enumerate().filter(|(i, n)| names[..*i].contains(n)) {
            let name = name.as_str().unwrap_or_default().to_owned();
            note(0, &format!("/files/{i}"), Wrong::FileTwice { name });
        }
    }
    for (i, file) in read.iter().enumerate().skip(1) {
        if let Some((group, _)) = file {
            rows.add(group, i, "");
        }
    }
    // With a file missing every reference into it would look like a fault of its own.
    if !report.unreadable
        && let Some((head, _)) = &read[0]
    {
        let mut sink = |(file, pointer): &(usize, String), wrong: Wrong| note(*file, pointer, wrong);
        rows.problems(head, &mut sink);
        if format > fields::OLDEST_FORMAT {
            second::problems(head, &rows, &mut sink);
        }
    }
    (report.requirements, report.checks) = rows.counts();
    found.sort_by_key(|(file, line, _)| (*file, *line));
    report.faults.extend(found.into_iter().map(|(_, _, fault)| fault));
    report
}

/// The format a head file says it has; the newest where it says none that is known.
fn format_of(head: Option<&Value>) -> u64 {
    let said = head.and_then(|h| h.get("format")).and_then(Value::as_u64);
    said.filter(|f| (fields::OLDEST_FORMAT..=fields::FORMAT).contains(f)).unwrap_or(fields::FORMAT)
}

fn read(source: &Source, report: &mut Report) -> Option<(Value, Lines)> {
    let (line, wrong) = match &source.text {
        Err(why) => (None, Wrong::Unreadable(why.clone())),
        Ok(text) => match serde_json::from_str(text) {
            Ok(value) => return Some((value, Lines::of(text))),
            Err(e) => (Some(e.line()), Wrong::NoJson { column: e.column(), what: JsonFault::from(&e) }),
        },
    };
    report.unreadable = true;
    report.faults.push(Fault { file: source.name.clone(), pointer: String::new(), line, wrong });
    None
}

#[cfg(test)]
mod tests;
