//! What is wrong with a questionnaire: every fault at once, each with its place and its fix. Pure: the
//! texts of the files are given. The loader in `bank` calls it before a questionnaire of somebody else is
//! used; authors call it through `clausewise questionnaire validate`.

pub mod fields;
mod lines;
mod sense;
mod shape;

use serde_json::Value;

use self::lines::Lines;
use self::sense::Rows;
use super::text;

/// One file of a questionnaire.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name, as the author knows it.
    pub name: String,
    /// Its text, or why it cannot be read.
    pub text: Result<String, String>,
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
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub fix: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let pointer = text::shown(&self.pointer, 200);
        let gap = if pointer.is_empty() { "" } else { " " };
        write!(f, "{gap}{pointer}: {}. Fix: {}.", self.what, self.fix)
    }
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
    let mut note = |file: usize, pointer: &str, what: String, fix: String| {
        let line = read[file].as_ref().and_then(|(_, lines)| lines.line(pointer));
        let fault = Fault { file: files[file].name.clone(), pointer: pointer.to_owned(), line, what, fix };
        found.push((file, line, fault));
    };
    for (i, file) in read.iter().enumerate() {
        let Some((value, lines)) = file else { continue };
        for pointer in &lines.twice {
            note(i, pointer, "this key is written twice".into(), "keep one of the two".into());
        }
        let table = if i == 0 { &fields::MANIFEST } else { &fields::GROUP };
        shape::record(table, value, "", &mut |pointer, what, fix| note(i, pointer, what, fix));
    }
    let mut rows = Rows::of(files.iter().map(|f| f.name.as_str()).collect());
    if let Some((head, _)) = &read[0] {
        for (i, group) in head.get("groups").and_then(Value::as_array).into_iter().flatten().enumerate() {
            rows.add(group, 0, &format!("/groups/{i}"));
        }
        let names = head.get("files").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (i, name) in names.iter().enumerate().filter(|(i, n)| names[..*i].contains(n)) {
            let what = format!("the file {} is named twice", text::shown(name.as_str().unwrap_or(""), 60));
            note(0, &format!("/files/{i}"), what, "remove one of the two entries".into());
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
        rows.problems(head, &mut |(file, pointer), what, fix| note(*file, pointer, what, fix));
    }
    (report.requirements, report.checks) = rows.counts();
    found.sort_by_key(|(file, line, _)| (*file, *line));
    report.faults.extend(found.into_iter().map(|(_, _, fault)| fault));
    report
}

fn read(source: &Source, report: &mut Report) -> Option<(Value, Lines)> {
    let fault = |line, what: String, fix: &str| Fault {
        file: source.name.clone(),
        pointer: String::new(),
        line,
        what,
        fix: fix.to_owned(),
    };
    let fault = match &source.text {
        Err(why) => {
            fault(None, format!("this file cannot be read: {why}"), "put it there, readable, as text")
        }
        Ok(text) => match serde_json::from_str(text) {
            Ok(value) => return Some((value, Lines::of(text))),
            Err(e) => fault(
                Some(e.line()),
                format!("this is no JSON at column {}: {}", e.column(), plain(&e)),
                "put this place right, then validate again: more may show",
            ),
        },
    };
    report.unreadable = true;
    report.faults.push(fault);
    None
}

/// The reader's complaint without its own account of line and column.
pub fn plain(e: &serde_json::Error) -> String {
    if e.is_eof() {
        return "the text ends in the middle".to_owned();
    }
    let words = e.to_string();
    words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what).to_owned()
}

#[cfg(test)]
mod tests;
