//! Why documents were not exported, and what to do next: once for a command, which has a flag for it, and once
//! for a window, which has none.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Words;
use super::files::reason;
use crate::doc::xlsx::{CELL, Cut};
use crate::export::{ExportError, Obstacle};
use crate::files::{FileError, Trouble, human_path, shown_name};
use crate::inert::one_line;
use crate::model::redact::LeftOut;
use crate::model::text as texts;
use crate::say;
use crate::work::{NotWritten, Written};

/// Names shown in a refusal before the rest is only counted.
const NAMED: usize = 6;

/// What stands where something needed was left out of a redacted paper.
pub fn left_out() -> LeftOut {
    LeftOut { text: say!("(left out)"), reason: say!("(a reason is written, and left out here)") }
}

/// What was written, and where.
pub fn written(written: &Written, folder: &Path) -> String {
    let name = human_path(folder);
    let files = say!("{n|file|files} written to {name}.", n = written.paths.len(), name);
    std::iter::once(files).chain(beside(written)).collect::<Vec<_>>().join(" ")
}

/// What else there is to know about what was written: that some signs could not be drawn, that a house style keeps its words.
pub fn beside(written: &Written) -> Vec<String> {
    let unseen = (written.unseen > 0).then(|| {
        say!(
            "{n|sign has|signs have} no picture in the PDF: put a typeface that has {n?it|them} into the house style, or use DOCX or HTML.",
            n = written.unseen
        )
    });
    let own = written.own_words.then(|| {
        say!(
            "Names, notes and places of the file are left out; what the house style says (who prepared it, its lines, headings and \
             logo) stays. See that it names no client."
        )
        .to_owned()
    });
    let audit = written.elsewhere.as_ref().map(|e| {
        let behind = match e.file {
            Some(_) => say!("Of the audit the log of findings and what is done about them are written."),
            None => say!("The papers of the audit stayed behind."),
        };
        super::joined([behind.to_owned(), super::audit_seal::elsewhere(e)])
    });
    unseen.into_iter().chain(own).chain(cut(&written.cut)).chain(audit).collect()
}

/// The cells that were cut, the first of them one by one, and where the whole stands.
fn cut(all: &[(String, Cut)]) -> Option<String> {
    let one = |(file, c): &(String, Cut)| {
        let what =
            [c.of.as_str(), &c.head].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
        let what = texts::shown(&one_line(&what), 60);
        say!("{file}, sheet {sheet}, row {row} ({what})", file, sheet = c.sheet, row = c.row, what)
    };
    let mut cells: Vec<String> = all.iter().take(NAMED).map(one).collect();
    if let more @ 1.. = all.len().saturating_sub(NAMED) {
        cells.push(say!("and {more} more", more));
    }
    (!all.is_empty()).then(|| {
        say!(
            "{n|cell is|cells are} cut, a cell of a spreadsheet takes {most} signs: {cells}. The whole stands in the assessment itself, and in \
             everything.json of an export.",
            n = all.len(),
            most = CELL,
            cells = cells.join("; ")
        )
    })
}

/// What papers were made with that nobody typed this time, and what they were made without.
pub fn as_last_time(style: Option<&Path>, names_stay_now: bool) -> Vec<String> {
    let style = style.map(|s| say!("In the house style of {folder}, as last time.", folder = human_path(s)));
    let names = names_stay_now.then(|| {
        say!("Names stand in them this time; \"redacted\" before the reader leaves them out.").to_owned()
    });
    style.into_iter().chain(names).collect()
}

/// What becomes of names in papers; with a `style` that its own stay.
pub fn names_in_papers(redact: bool, style: bool) -> &'static str {
    match (redact, style) {
        (true, false) => say!("left out, and notes and places too"),
        (true, true) => say!("left out, and notes and places too; those of your style stay"),
        (false, _) => say!("stay in, and notes and places too"),
    }
}

/// Why nothing was written, as it is said inside the program; `None` of it is about a flag.
pub fn not_written(e: &NotWritten) -> String {
    match e {
        NotWritten::Style(fault) => fault.words(),
        NotWritten::Nothing => nothing_fits().to_owned(),
        NotWritten::NoNames => say!(
            "The papers of an audit name who audited, who was asked and what was seen; without names there are none. Nothing was written."
        )
        .to_owned(),
        NotWritten::Audit(refused) => {
            super::joined([super::audit_seal::refused(refused), say!("Nothing was written.").to_owned()])
        }
        NotWritten::NoVersion { no, version, last } => super::joined([
            super::audit_seal::no_version(no, *version, *last),
            say!("Nothing was written.").to_owned(),
        ]),
        NotWritten::Made(e) => e.to_string(),
        NotWritten::Stopped => say!("The export was stopped. Nothing was written.").to_owned(),
        NotWritten::Written(e) => without_flags(e),
    }
}

/// Said where a reader is handed nothing in the formats asked for.
pub fn nothing_fits() -> &'static str {
    say!(
        "No paper for this reader has one of these formats. Nothing was written. Leave the format out, or the reader."
    )
}

impl Words for ExportError {
    /// As a command says it.
    fn words(&self) -> String {
        match &self.obstacle {
            Obstacle::Exist(files) => say!(
                "In {name} there are already: {files}. Nothing was written or changed. Give another folder or \
                 --force.",
                name = human_path(&self.folder),
                files = first_names(files)
            ),
            _ => without_flags(self),
        }
    }
}

/// As it is said inside the program, where no flag can be given.
pub fn without_flags(e: &ExportError) -> String {
    let name = human_path(&e.folder);
    match &e.obstacle {
        Obstacle::NotAFolder => {
            say!("{name} is not a folder. Nothing was written. Give the name of a folder.", name)
        }
        Obstacle::LinkToNothing => {
            say!(
                "{name} is a link to what is not there. Nothing was written. Give the name of a folder.",
                name
            )
        }
        Obstacle::Unusable(why) => say!(
            "The folder {name} cannot be used: {why}. Nothing was written. Give another folder.",
            name,
            why = why.words()
        ),
        Obstacle::NoRight => {
            say!("You may not write in the folder {name}. Nothing was written. Give another folder.", name)
        }
        Obstacle::NotCreated(why) => say!(
            "The folder {name} could not be created: {why}. Nothing was written. Give another folder.",
            name,
            why = why.words()
        ),
        Obstacle::NotFiles(files) => say!(
            "In {name} these are links, folders or devices, not files, and are never replaced: {files}. Nothing \
             was written. Give another folder.",
            name,
            files = first_names(files)
        ),
        Obstacle::Exist(files) => say!(
            "In {name} there are already: {files}. Nothing was written or changed. Give another folder.",
            name,
            files = first_names(files)
        ),
        Obstacle::NotWritten(error) => file_not_written(error, &name),
        Obstacle::HalfWay { error, new, old } => say!(
            "The export stopped half-way: {file} could not be put in place: {why}. New in {folder}: {new}. As before: \
             {old}. Export once more when that is mended, or to another folder, for a set that belongs together.",
            file = shown_name(&error.path, 40),
            why = reason(error),
            folder = name,
            new = names(new),
            old = names(old)
        ),
    }
}

fn file_not_written(e: &FileError, name: &str) -> String {
    let (file, why) = (shown_name(&e.path, 40), reason(e));
    if e.trouble == Trouble::Full {
        say!(
            "{file} could not be written: {why}. Nothing in {name} was changed. Make room, or give another \
             folder.",
            file,
            why,
            name
        )
    } else {
        say!(
            "{file} could not be written: {why}. Nothing in {name} was changed. Give another folder.",
            file,
            why,
            name
        )
    }
}

fn names(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| shown_name(p, 40)).collect::<Vec<_>>().join(", ")
}

fn first_names(paths: &[PathBuf]) -> String {
    super::few(&paths.iter().map(|p| shown_name(p, 40)).collect::<Vec<_>>(), NAMED)
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for ExportError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_command_speaks_of_its_flag() {
        let e = ExportError { folder: "out".into(), obstacle: Obstacle::Exist(vec!["out/a.md".into()]) };
        let same = "In out there are already: a.md. Nothing was written or changed. Give another folder";
        assert_eq!(e.words(), format!("{same} or --force."));
        assert_eq!(without_flags(&e), format!("{same}."));
    }

    #[test]
    fn a_style_that_speaks_is_told_of_where_names_are_left_out() {
        let of = |own_words| Written {
            paths: vec!["a.pdf".into()],
            unseen: 0,
            own_words,
            cut: Vec::new(),
            elsewhere: None,
        };
        assert!(beside(&of(false)).is_empty());
        assert!(written(&of(true), Path::new("out")).contains("See that it names no client."));
        assert_ne!(names_in_papers(true, true), names_in_papers(true, false));
        let said = |style, names| as_last_time(style, names).len();
        assert_eq!((said(None, false), said(None, true), said(Some(Path::new("s")), true)), (0, 1, 2));
    }

    #[test]
    fn half_way_says_which_are_new_and_what_to_do() {
        let [a, b, c] = ["a.md", "b.md", "c.md"].map(PathBuf::from);
        let error = FileError { path: b.clone(), trouble: Trouble::Permission };
        let obstacle = Obstacle::HalfWay { error, new: vec![a], old: vec![b, c] };
        assert_eq!(
            ExportError { folder: "out".into(), obstacle }.words(),
            "The export stopped half-way: b.md could not be put in place: you have no right to. New in out: \
             a.md. As before: b.md, c.md. Export once more when that is mended, or to another folder, for a \
             set that belongs together."
        );
    }
}
