//! What can go wrong with an assessment file, in words a consultant understands: what happened, to
//! which file, that nothing was lost or where the answers are now, and the next step. At most three
//! lines of eighty columns.

use std::path::{Path, PathBuf};

use crate::files;

/// Where an error is read; what to do next depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'k> {
    /// In a window or a sitting that still holds everything.
    Window {
        /// The key or word that saves a copy.
        copy: &'k str,
        /// The key or words that go on when the file has become another one.
        ways: &'k str,
    },
    /// After a command, or after the program has ended: nothing is held any more.
    Shell,
}

/// A file and what is wrong with it. Displayed, it is said as a command says it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", words(path, trouble, Place::Shell))]
pub struct StoreError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing at that path.
    Missing,
    /// A folder, a device, a pipe.
    NotAFile(&'static str),
    /// More than 2 GiB.
    TooLarge,
    /// Nothing in it is an event of an assessment.
    NothingInIt,
    /// Some other file; what it seems to be.
    NotOurs(&'static str),
    /// Structure or content is damaged; what.
    Damaged(String),
    /// An event is not what was written; its number and what is wrong.
    Altered {
        /// Number of the first bad event.
        seq: i64,
        /// What is wrong with it.
        how: String,
    },
    /// Holds things this program did not put there; what.
    Foreign(Vec<String>),
    /// It answers a questionnaire that neither it nor this program holds; which, by id and version.
    OtherQuestionnaire(String),
    /// Made by a newer version; its schema.
    Newer(i64),
    /// Another program keeps part of the content in a file beside it.
    LogBeside,
    /// A journal lies beside it that does not belong to it.
    StrayJournal,
    /// A session ended in the middle of saving and it could not be cleared up.
    Interrupted,
    /// Open elsewhere; by whom.
    Busy(String),
    /// Something has that name already.
    Exists,
    /// Would replace something that is no assessment; what.
    NotReplaced(&'static str),
    /// It was not replaced, because what is there could not be kept as a backup; why.
    NotKept(String),
    /// A change of a file of an earlier format was refused, because the file could not be kept as a backup
    /// before it; why.
    NotBroughtOver(String),
    /// The file could not be made; why.
    CannotCreate(String),
    /// The user has no right to.
    Permission,
    /// The disk is full: a change is not saved.
    DiskFull,
    /// The disk is full: a new file was not made.
    NoRoom,
    /// It could not be read; why.
    Unreadable(String),
    /// A change could not be saved; why.
    NotSaved(String),
    /// A file was let go of with something not saved, which is kept as a backup; why it was not saved.
    LeftUnsaved(Box<Trouble>),
    /// It is no longer the file that was opened; what happened to it.
    Moved(&'static str),
    /// It is open for reading only; why.
    ReadOnly(String),
    /// A change is too large to be kept in one piece.
    TooLong {
        /// How large it is, in bytes.
        bytes: usize,
        /// The most that is kept, in bytes.
        most: usize,
    },
}

/// How the words end that say what is left of a damaged file.
pub(super) const CAN_BE_SALVAGED: &str = "events can be salvaged";

impl StoreError {
    pub(super) fn new(path: &Path, trouble: Trouble) -> Self {
        Self { path: path.to_path_buf(), trouble }
    }

    /// The error in words for where it is read.
    pub fn said(&self, place: Place<'_>) -> String {
        words(&self.path, &self.trouble, place)
    }

    /// Whether the file is no longer what was opened, or no longer takes changes: the person has to
    /// choose where to go on.
    pub const fn needs_a_choice(&self) -> bool {
        matches!(self.trouble, Trouble::Moved(_) | Trouble::ReadOnly(_))
    }

    pub(super) fn damaged(path: &Path, what: &str) -> Self {
        Self::new(path, Trouble::Damaged(what.to_owned()))
    }

    /// Whether the schema is one that a later version may have; an absurd number is damage.
    pub const fn is_of_a_newer_version(&self) -> bool {
        matches!(self.trouble, Trouble::Newer(schema) if super::migrate::may_come(schema))
    }

    /// A failure to look at or read the file.
    pub(super) fn reading(path: &Path, e: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let trouble = match e.kind() {
            K::NotFound => Trouble::Missing,
            K::PermissionDenied => Trouble::Permission,
            K::StorageFull | K::QuotaExceeded => Trouble::NoRoom,
            _ => Trouble::Unreadable(files::why(e)),
        };
        Self::new(path, trouble)
    }

    /// A failure to put a whole new file in place.
    pub(super) fn writing(e: files::FileError) -> Self {
        let trouble = match e.trouble {
            files::Trouble::Exists => Trouble::Exists,
            files::Trouble::NotAFile(what) => Trouble::NotReplaced(what),
            files::Trouble::NoFolder => Trouble::CannotCreate("its folder does not exist".to_owned()),
            files::Trouble::Permission => Trouble::Permission,
            files::Trouble::Full => Trouble::NoRoom,
            files::Trouble::Other(why) => Trouble::CannotCreate(why),
        };
        Self { path: e.path, trouble }
    }

    /// Exit code of the program for this failure: 65 bad file, 73 cannot create, 74 input or output, 75
    /// busy, 77 no permission.
    pub const fn exit_code(&self) -> u8 {
        match self.trouble {
            Trouble::Missing
            | Trouble::NotAFile(_)
            | Trouble::TooLarge
            | Trouble::NotOurs(_)
            | Trouble::NothingInIt
            | Trouble::Damaged(_)
            | Trouble::Altered { .. }
            | Trouble::Foreign(_)
            | Trouble::Newer(_)
            | Trouble::OtherQuestionnaire(_)
            | Trouble::LogBeside
            | Trouble::StrayJournal
            | Trouble::TooLong { .. } => 65,
            Trouble::Exists | Trouble::NotReplaced(_) | Trouble::NotKept(_) | Trouble::CannotCreate(_) => 73,
            Trouble::Interrupted
            | Trouble::DiskFull
            | Trouble::NoRoom
            | Trouble::Unreadable(_)
            | Trouble::NotSaved(_)
            | Trouble::NotBroughtOver(_)
            | Trouble::LeftUnsaved(_)
            | Trouble::Moved(_) => 74,
            Trouble::Busy(_) => 75,
            Trouble::Permission | Trouble::ReadOnly(_) => 77,
        }
    }
}

fn words(path: &Path, trouble: &Trouble, place: Place<'_>) -> String {
    let name = files::shown_name(path, if matches!(trouble, Trouble::ReadOnly(_)) { 24 } else { 36 });
    let what = wrapped(&what_happened(&name, trouble));
    // A second step has a line of its own, so that its command can be copied; where there is room for it.
    let room = if what.contains('\n') { 1 } else { 2 };
    let next = next_step(path, trouble, place);
    let next: Vec<String> = next.lines().take(room).map(wrapped).collect();
    format!("{what}\n{}", next.join("\n"))
}

/// What can be done about a damaged file.
fn ways_back(begin: &str, file: &str, salvage_first: bool) -> String {
    let (backups, salvage) =
        (format!("clausewise backups {file}"), format!("clausewise salvage {file} new.aims"));
    let (one, two) = if salvage_first { (salvage, backups) } else { (backups, salvage) };
    if begin.len() + one.len() < 80 {
        format!("{begin} {one}\nor: {two}")
    } else {
        // A command broken in two cannot be copied.
        format!("Not changed; {one}\nor: {two}")
    }
}

fn what_happened(n: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => format!("There is no file {n}."),
        Trouble::NotAFile(kind) => format!("{n} is {kind}, not an assessment file."),
        Trouble::TooLarge => format!("{n} is larger than 2 GiB, the most an assessment can be."),
        Trouble::NotOurs(what) => format!("{n} is not an assessment file: {what}."),
        Trouble::NothingInIt => {
            format!("Nothing in {n} can be salvaged: no event of an assessment is in it.")
        }
        Trouble::Damaged(what) => format!("{n} is damaged: {what}."),
        Trouble::Altered { seq, how } => {
            format!("Event {seq} in {n} was changed outside this program: {how}.")
        }
        Trouble::Foreign(things) => {
            format!("{n} holds things that this program did not put there: {}.", few(things))
        }
        Trouble::Newer(schema) => format!(
            "{n} was made by a newer version (schema {schema}; this one knows {}).",
            super::migrate::SCHEMA
        ),
        Trouble::OtherQuestionnaire(named) => {
            format!("{n} answers the questionnaire {named}, which is not in it.")
        }
        Trouble::LogBeside => {
            format!("Another program opened {n} and keeps part of it in a second file (-wal).")
        }
        Trouble::StrayJournal => {
            format!("{n}-journal lies beside it and is not from its last saving.")
        }
        Trouble::Interrupted => {
            format!("A session ended while saving {n}, and another one is clearing up.")
        }
        Trouble::Busy(who) => format!("{n} is {who}."),
        Trouble::Exists => format!("{n} exists already and was left as it is."),
        Trouble::NotReplaced(what) => format!("{n} is {what} and is never replaced."),
        Trouble::NotKept(why) => format!("{n} was not replaced, as there is no backup of it: {why}."),
        Trouble::CannotCreate(why) => format!("{n} could not be made: {why}."),
        Trouble::Permission => format!("You have no right to read or write {n} in that folder."),
        Trouble::DiskFull => format!("NOT SAVED: the disk of {n} is full."),
        Trouble::NoRoom => format!("{n} was not made: the disk is full."),
        Trouble::Unreadable(why) => format!("{n} could not be read: {why}."),
        Trouble::NotSaved(why) => format!("NOT SAVED in {n}: {why}."),
        Trouble::NotBroughtOver(why) => {
            format!("NOT SAVED: {n} has an older format and no backup of it could be made: {why}.")
        }
        Trouble::Moved(how) => format!("NOT SAVED: {n} was {how} since it was opened."),
        Trouble::ReadOnly(why) => {
            format!("NOT SAVED: {n} can only be read: {}.", crate::model::text::shown(why, 96))
        }
        Trouble::LeftUnsaved(cause) => what_happened(n, cause),
        Trouble::TooLong { bytes, most } => format!(
            "This is too much for one change of {n}: {}; {} go in at once.",
            files::size_words(*bytes as u64),
            files::size_words(*most as u64)
        ),
    }
}

fn next_step(path: &Path, trouble: &Trouble, place: Place<'_>) -> String {
    let file = files::typed(path);
    match (trouble, place) {
        (Trouble::Damaged(_) | Trouble::Altered { .. }, _) => {
            let salvage_first = matches!(trouble, Trouble::Damaged(what) if what.ends_with(CAN_BE_SALVAGED));
            ways_back("It was not changed. Ways back:", &file, salvage_first)
        }
        (Trouble::NotOurs(_), Place::Shell) if path.extension().is_some_and(|e| e == "aims") => {
            ways_back("It was not changed. If it was one:", &file, false)
        }
        (Trouble::Foreign(_), _) => {
            format!("It was not changed. Its answers alone: clausewise salvage {file} new.aims")
        }
        (Trouble::StrayJournal, _) => {
            format!("Neither was touched. Open it without that file, both are kept: clausewise {file}")
        }
        (Trouble::Missing, Place::Shell) => {
            format!("Nothing was created. Check the name, or make one: clausewise new {file} --org NAME")
        }
        (Trouble::NotOurs(_), Place::Shell) => {
            "It was not changed. Assessments are made with: clausewise new NAME.aims --org NAME".to_owned()
        }
        (Trouble::Missing, Place::Window { .. }) => {
            "Nothing was created. Check the name, or make a new assessment at home.".to_owned()
        }
        (Trouble::NotOurs(_), Place::Window { .. }) => {
            "It was not changed. A new assessment is made at home.".to_owned()
        }
        (Trouble::Exists, Place::Window { .. }) => "Choose another name.".to_owned(),
        (Trouble::NothingInIt, _) => {
            format!("It was not changed. Earlier states, if there were any: clausewise backups {file}")
        }
        (Trouble::DiskFull, Place::Window { copy, .. }) => {
            format!("It is kept here and tried again. Make room, or save a copy elsewhere: {copy}")
        }
        (Trouble::NotSaved(_), Place::Window { copy, .. }) => {
            format!("It is kept here and tried again. A copy on another disk: {copy}")
        }
        (Trouble::NotBroughtOver(_), Place::Window { copy, .. }) => {
            format!("Kept here. Mend {} or copy it: {copy}", backups_folder(40))
        }
        (Trouble::NotBroughtOver(_), Place::Shell) => {
            format!("It is as it was. Mend {} and try again.", backups_folder(40))
        }
        (Trouble::NotKept(_), _) => {
            format!("Nothing changed. Mend {} and try again.", backups_folder(40))
        }
        (Trouble::Moved(_), Place::Window { copy, .. }) if !files::exists(path) => {
            format!("It is kept here. Go on in a copy: {copy}")
        }
        (Trouble::Moved(_) | Trouble::ReadOnly(_), Place::Window { ways, .. }) => {
            format!("It is kept here. Go on in a copy, read the file again or compare: {ways}")
        }
        (Trouble::LeftUnsaved(_), Place::Window { .. }) => {
            "With everything it held it is a backup now, on the list of backups.".to_owned()
        }
        (Trouble::LeftUnsaved(_), Place::Shell) => {
            format!("With everything the window held it is a backup now: clausewise backups {file}")
        }
        (Trouble::DiskFull, Place::Shell) => {
            "What was saved before is there. Make room, then do the last change again.".to_owned()
        }
        (Trouble::NotSaved(_), Place::Shell) => {
            "What was saved before is there. Check the disk, then do the last change again.".to_owned()
        }
        (Trouble::Moved(_) | Trouble::ReadOnly(_), Place::Shell) => {
            "What was saved before was not touched by this. Look at the file, then try again.".to_owned()
        }
        _ => fixed_step(trouble).to_owned(),
    }
}

/// The folder for backups in so many columns, in full where the user's own folder is none.
fn backups_folder(columns: usize) -> String {
    let Some(folder) = files::backups_dir() else { return "the folder that HOME names".to_owned() };
    let home = folder.ancestors().find(|at| files::exists(at)).is_some_and(Path::is_dir);
    let name = if home { files::human_path(&folder) } else { folder.to_string_lossy().into_owned() };
    crate::model::text::shown(&name, columns)
}

/// The next step where it does not depend on the name or the place.
const fn fixed_step(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::NotAFile(_) => "It was not touched.",
        Trouble::TooLarge => "It was not changed.",
        Trouble::Newer(_) => "It was not changed. Update clausewise to open it.",
        Trouble::OtherQuestionnaire(_) => {
            "It was not changed. Open it with the version of this program that made it."
        }
        Trouble::LogBeside => {
            "Neither was touched. Close that program, or ask for a copy made after closing."
        }
        Trouble::Interrupted => "Nothing is lost. Try again in a moment.",
        Trouble::Busy(_) => "Nothing was changed. Close it there, then try again.",
        Trouble::Exists => "Choose another name. Only new and demo replace an assessment, with --force.",
        Trouble::NotReplaced(_) => "Nothing was changed. Choose another name.",
        Trouble::CannotCreate(_) => "Nothing was changed. Choose another folder.",
        Trouble::Permission => "Nothing was changed. Ask its owner, or work on a copy elsewhere.",
        Trouble::NoRoom => "Nothing was changed. Make room, or choose another disk.",
        Trouble::Unreadable(_) => "It was not changed. Check the disk or the connection, then try again.",
        // Said above, with the name or for the place.
        Trouble::Missing
        | Trouble::NotOurs(_)
        | Trouble::NothingInIt
        | Trouble::Damaged(_)
        | Trouble::Altered { .. }
        | Trouble::Foreign(_)
        | Trouble::StrayJournal
        | Trouble::DiskFull
        | Trouble::NotSaved(_)
        | Trouble::LeftUnsaved(_)
        | Trouble::NotBroughtOver(_)
        | Trouble::NotKept(_)
        | Trouble::Moved(_)
        | Trouble::ReadOnly(_) => "Nothing was changed.",
        Trouble::TooLong { .. } => {
            "Nothing was changed. Shorten it, or keep it in a file and name that file."
        }
    }
}

fn few(things: &[String]) -> String {
    let shown =
        things.iter().take(2).map(|t| crate::model::text::shown(t, 20)).collect::<Vec<_>>().join(", ");
    match things.len() {
        0..=2 => shown,
        n => format!("{shown} and {} more", n - 2),
    }
}

/// Breaks a sentence at blanks into lines of eighty columns.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    // A command ends its sentence and can be copied: it is never broken.
    let (before, command) = text.split_at(text.find("clausewise ").unwrap_or(text.len()));
    for word in before.split(' ').filter(|w| !w.is_empty()).chain((!command.is_empty()).then_some(command)) {
        let len = word.chars().map(|c| if c < '\u{1100}' || c == '\u{2026}' { 1 } else { 2 }).sum::<usize>();
        if used > 0 && used + 1 + len > 80 {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += len;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_that_cannot_be_made_names_the_folder_to_mend() {
        let folder = files::human_path(&files::backups_dir().unwrap());
        let folder: String = folder.chars().take(30).collect();
        for trouble in [Trouble::NotKept("x".into()), Trouble::NotBroughtOver("x".into())] {
            let e = StoreError::new(Path::new("/x/a.aims"), trouble);
            for text in [e.to_string(), e.said(Place::Window { copy: "S", ways: "S" })] {
                assert!(text.contains(&format!("Mend {folder}")), "{text}");
            }
        }
    }

    #[test]
    fn every_message_is_short_and_plain() {
        let long = "x".repeat(60);
        let who = "open in another window by sixteen-letters on sixteen-letters since 2026-01-01 10:00 UTC (process 1234567)";
        let troubles = [
            Trouble::Missing,
            Trouble::NotAFile("a device or pipe"),
            Trouble::TooLarge,
            Trouble::NotOurs("it is a database of another program"),
            Trouble::Damaged("event 12345 to 12346 and its structure cannot be read".into()),
            Trouble::Altered {
                seq: 123_456,
                how: "its time, author or subject is not what was written".into(),
            },
            Trouble::Foreign(vec![format!("trigger {long}"), format!("view {long}"), "table x".into()]),
            Trouble::Newer(7),
            Trouble::OtherQuestionnaire("x".repeat(40)),
            Trouble::LogBeside,
            Trouble::StrayJournal,
            Trouble::Interrupted,
            Trouble::Busy(who.into()),
            Trouble::Exists,
            Trouble::NotReplaced("a device or pipe, not a file"),
            Trouble::NotKept("disk full".into()),
            Trouble::NotBroughtOver("this system does not say where your files live".into()),
            Trouble::NothingInIt,
            Trouble::CannotCreate(format!("the system says \"{long}\"")),
            Trouble::Permission,
            Trouble::DiskFull,
            Trouble::NoRoom,
            Trouble::Unreadable(format!("the system says \"{long}\"")),
            Trouble::LeftUnsaved(Box::new(Trouble::NotSaved(format!("the system says \"{long}\"")))),
            Trouble::TooLong { bytes: 9_000_000, most: 8 << 20 },
            Trouble::NotSaved(format!("the system says \"{long}\"")),
            Trouble::Moved("changed by another program"),
            Trouble::ReadOnly(who.into()),
        ];
        for trouble in troubles {
            let path = PathBuf::from(format!("/x/{}.aims", "\u{1b}[2Jn".repeat(30)));
            let e = StoreError::new(&path, trouble);
            for text in [e.to_string(), e.said(Place::Window { copy: "S", ways: "S" })] {
                assert!(text.lines().count() <= 3, "{text}");
                assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }
}
