//! What is wrong with an assessment file, in words a consultant understands: what happened, to which file, that
//! nothing was lost or where the answers are now, and the next step. At most three lines of eighty columns.

mod causes;
mod notices;

use std::fmt;
use std::path::Path;

use textwrap::core::Word as Piece;
use textwrap::wrap_algorithms::wrap_first_fit;

use self::causes::unread;
use super::files::size_words;
use super::{Word, Words};
use crate::files::{self, exists, human_path, shown_name, typed};
use crate::model::text::shown;
use crate::say;
use crate::store::{Defect, SCHEMA, StoreError, Trouble};

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

impl Words for StoreError {
    /// As a command says it.
    fn words(&self) -> String {
        error_at(self, Place::Shell)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for StoreError {}

/// What happened, without a next step and in one line.
pub fn happened(e: &StoreError) -> String {
    what_happened(&shown_name(&e.path, 36), &e.trouble)
}

/// An error in words for where it is read.
pub fn error_at(e: &StoreError, place: Place<'_>) -> String {
    let StoreError { path, trouble } = e;
    let name = shown_name(path, if matches!(trouble, Trouble::ReadOnly(_)) { 24 } else { 36 });
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
        say!("{begin} {one}\nor: {two}", begin, one, two)
    } else {
        // A command broken in two cannot be copied.
        say!("Not changed; {one}\nor: {two}", one, two)
    }
}

fn what_happened(name: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Missing => say!("There is no file {name}.", name),
        Trouble::NotAFile(kind) => {
            say!("{name} is {what}, not an assessment file.", name, what = unread(*kind))
        }
        Trouble::TooLarge => say!("{name} is larger than 2 GiB, the most an assessment can be.", name),
        Trouble::NotOurs(what) => say!("{name} is not an assessment file: {what}.", name, what = what.word()),
        Trouble::NothingInIt => {
            say!("Nothing in {name} can be salvaged: no event of an assessment is in it.", name)
        }
        Trouble::Damaged(what) => say!("{name} is damaged: {what}.", name, what = what.words()),
        Trouble::Altered { seq, how } => {
            say!(
                "Event {seq} in {name} was changed outside this program: {how}.",
                seq,
                name,
                how = how.words()
            )
        }
        Trouble::Foreign(things) => {
            say!(
                "{name} holds things that this program did not put there: {things}.",
                name,
                things = few(things)
            )
        }
        Trouble::Newer(schema) => say!(
            "{name} was made by a newer version (schema {schema}; this one knows {ours}).",
            name,
            schema,
            ours = SCHEMA
        ),
        Trouble::OtherQuestionnaire(named) => {
            say!("{name} answers the questionnaire {named}, which is not in it.", name, named)
        }
        Trouble::LogBeside => {
            say!("Another program opened {name} and keeps part of it in a second file (-wal).", name)
        }
        Trouble::StrayJournal => {
            say!("{name}-journal lies beside it and is not from its last saving.", name)
        }
        Trouble::Interrupted => {
            say!("A session ended while saving {name}, and another one is clearing up.", name)
        }
        Trouble::Busy(who) => say!("{name} is {who}.", name, who = who.words()),
        Trouble::Exists => say!("{name} exists already and was left as it is.", name),
        Trouble::NotReplaced(what) => {
            say!("{name} is {what} and is never replaced.", name, what = what.word())
        }
        Trouble::NotKept(why) => {
            say!("{name} was not replaced, as there is no backup of it: {why}.", name, why = why.words())
        }
        Trouble::CannotCreate(why) => say!("{name} could not be made: {why}.", name, why = why.words()),
        Trouble::Permission => say!("You have no right to read or write {name} in that folder.", name),
        Trouble::NoRoom => say!("{name} was not made: the disk is full.", name),
        Trouble::Unreadable(why) => say!("{name} could not be read: {why}.", name, why = why.words()),
        Trouble::TooLong { bytes, most } => say!(
            "This is too much for one change of {name}: {bytes}; {most} go in at once.",
            name,
            bytes = size_words(*bytes as u64),
            most = size_words(*most as u64)
        ),
        Trouble::LeftUnsaved(cause) => what_happened(name, cause),
        Trouble::DiskFull
        | Trouble::NotSaved(_)
        | Trouble::NotBroughtOver(_)
        | Trouble::NotKeptBeforeMerge(_)
        | Trouble::Moved(_)
        | Trouble::ReadOnly(_) => not_saved(name, trouble),
    }
}

/// That a change is not on the disk.
fn not_saved(name: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotSaved(why) => say!("NOT SAVED in {name}: {why}.", name, why = why.words()),
        Trouble::NotKeptBeforeMerge(why) => say!(
            "NOT SAVED: no backup of {name} could be made before the merge: {why}.",
            name,
            why = why.words()
        ),
        Trouble::NotBroughtOver(why) => say!(
            "NOT SAVED: {name} has an older format and no backup of it could be made: {why}.",
            name,
            why = why.words()
        ),
        Trouble::Moved(how) => {
            say!("NOT SAVED: {name} was {how} since it was opened.", name, how = how.word())
        }
        Trouble::ReadOnly(why) => {
            say!("NOT SAVED: {name} can only be read: {why}.", name, why = shown(&why.words(), 96))
        }
        _ => say!("NOT SAVED: the disk of {name} is full.", name),
    }
}

fn next_step(path: &Path, trouble: &Trouble, place: Place<'_>) -> String {
    let file = typed(path);
    match (trouble, place) {
        (Trouble::Damaged(_) | Trouble::Altered { .. }, _) => {
            let salvage_first = matches!(trouble, Trouble::Damaged(Defect::Salvageable { .. }));
            ways_back(say!("It was not changed. Ways back:"), &file, salvage_first)
        }
        (Trouble::NotOurs(_), Place::Shell) if path.extension().is_some_and(|e| e == "aims") => {
            ways_back(say!("It was not changed. If it was one:"), &file, false)
        }
        (Trouble::Foreign(_), _) => {
            say!("It was not changed. Its answers alone: clausewise salvage {file} new.aims", file)
        }
        (Trouble::StrayJournal, _) => {
            say!("Neither was touched. Open it without that file, both are kept: clausewise {file}", file)
        }
        (Trouble::Missing, Place::Shell) => {
            say!("Nothing was created. Check the name, or make one: clausewise new {file} --org NAME", file)
        }
        (Trouble::NotOurs(_), Place::Shell) => {
            say!("It was not changed. Assessments are made with: clausewise new NAME.aims --org NAME")
                .to_owned()
        }
        (Trouble::Missing, Place::Window { .. }) => {
            say!("Nothing was created. Check the name, or make a new assessment at home.").to_owned()
        }
        (Trouble::NotOurs(_), Place::Window { .. }) => {
            say!("It was not changed. A new assessment is made at home.").to_owned()
        }
        (Trouble::Exists, Place::Window { .. }) => say!("Choose another name.").to_owned(),
        (Trouble::NothingInIt, _) => {
            say!("It was not changed. Earlier states, if there were any: clausewise backups {file}", file)
        }
        (Trouble::DiskFull, Place::Window { copy, .. }) => {
            say!("It is kept here and tried again. Make room, or save a copy elsewhere: {copy}", copy)
        }
        (Trouble::NotSaved(_), Place::Window { copy, .. }) => {
            say!("It is kept here and tried again. A copy on another disk: {copy}", copy)
        }
        (Trouble::NotBroughtOver(_) | Trouble::NotKeptBeforeMerge(_), Place::Window { copy, .. }) => {
            say!("Kept here. Mend {folder} or copy it: {copy}", folder = backups_folder(40), copy)
        }
        (Trouble::NotBroughtOver(_) | Trouble::NotKeptBeforeMerge(_), Place::Shell) => {
            say!("It is as it was. Mend {folder} and try again.", folder = backups_folder(40))
        }
        (Trouble::NotKept(_), _) => {
            say!("Nothing changed. Mend {folder} and try again.", folder = backups_folder(40))
        }
        (Trouble::Moved(_), Place::Window { copy, .. }) if !exists(path) => {
            say!("It is kept here. Go on in a copy: {copy}", copy)
        }
        (Trouble::Moved(_) | Trouble::ReadOnly(_), Place::Window { ways, .. }) => {
            say!("It is kept here. Go on in a copy, read the file again or compare: {ways}", ways)
        }
        (Trouble::LeftUnsaved(_), Place::Window { .. }) => {
            say!("With everything it held it is a backup now, on the list of backups.").to_owned()
        }
        (Trouble::LeftUnsaved(_), Place::Shell) => {
            say!("With everything the window held it is a backup now: clausewise backups {file}", file)
        }
        (Trouble::DiskFull, Place::Shell) => {
            say!("What was saved before is there. Make room, then do the last change again.").to_owned()
        }
        (Trouble::NotSaved(_), Place::Shell) => {
            say!("What was saved before is there. Check the disk, then do the last change again.").to_owned()
        }
        (Trouble::Moved(_) | Trouble::ReadOnly(_), Place::Shell) => {
            say!("What was saved before was not touched by this. Look at the file, then try again.")
                .to_owned()
        }
        _ => fixed_step(trouble).to_owned(),
    }
}

/// The folder for backups in so many columns, in full where the user's own folder is none.
fn backups_folder(columns: usize) -> String {
    let Some(folder) = files::backups_dir() else { return say!("the folder that HOME names").to_owned() };
    let home = folder.ancestors().find(|at| exists(at)).is_some_and(Path::is_dir);
    let name = if home { human_path(&folder) } else { folder.to_string_lossy().into_owned() };
    shown(&name, columns)
}

/// The next step where it does not depend on the name or the place.
fn fixed_step(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::NotAFile(_) => say!("It was not touched."),
        Trouble::TooLarge => say!("It was not changed."),
        Trouble::Newer(_) => say!("It was not changed. Update clausewise to open it."),
        Trouble::OtherQuestionnaire(_) => {
            say!("It was not changed. Open it with the version of this program that made it.")
        }
        Trouble::LogBeside => {
            say!("Neither was touched. Close that program, or ask for a copy made after closing.")
        }
        Trouble::Interrupted => say!("Nothing is lost. Try again in a moment."),
        Trouble::Busy(_) => say!("Nothing was changed. Close it there, then try again."),
        Trouble::Exists => {
            say!("Choose another name. Only new and demo replace an assessment, with --force.")
        }
        Trouble::NotReplaced(_) => say!("Nothing was changed. Choose another name."),
        Trouble::CannotCreate(_) => say!("Nothing was changed. Choose another folder."),
        Trouble::Permission => say!("Nothing was changed. Ask its owner, or work on a copy elsewhere."),
        Trouble::NoRoom => say!("Nothing was changed. Make room, or choose another disk."),
        Trouble::Unreadable(_) => {
            say!("It was not changed. Check the disk or the connection, then try again.")
        }
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
        | Trouble::NotKeptBeforeMerge(_)
        | Trouble::NotKept(_)
        | Trouble::Moved(_)
        | Trouble::ReadOnly(_) => say!("Nothing was changed."),
        Trouble::TooLong { .. } => {
            say!("Nothing was changed. Shorten it, or keep it in a file and name that file.")
        }
    }
}

fn few(things: &[String]) -> String {
    let named = things.iter().take(2).map(|t| shown(t, 20)).collect::<Vec<_>>().join(", ");
    match things.len() {
        0..=2 => named,
        n => say!("{shown} and {more} more", shown = named, more = n - 2),
    }
}

/// Breaks a sentence at blanks into lines of eighty columns.
fn wrapped(text: &str) -> String {
    // A command ends its sentence and can be copied: it is never broken.
    let (before, command) = text.split_at(text.find("clausewise ").unwrap_or(text.len()));
    let words = before.split(' ').filter(|w| !w.is_empty()).chain((!command.is_empty()).then_some(command));
    let pieces: Vec<Piece<'_>> = words.map(|w| Piece { whitespace: " ", ..Piece::from(w) }).collect();
    let line = |line: &[Piece<'_>]| line.iter().map(|w| w.word).collect::<Vec<_>>().join(" ");
    wrap_first_fit(&pieces, &[80.0]).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::files::{Holder, Kind, Why};
    use crate::store::{Cause, InUse, Instead, Moved, NoBackup, ReadOnlyBecause, Seems};

    fn error(path: &Path, trouble: Trouble) -> StoreError {
        StoreError { path: path.to_path_buf(), trouble }
    }

    #[test]
    fn a_backup_that_cannot_be_made_names_the_folder_to_mend() {
        let folder = human_path(&files::backups_dir().unwrap());
        let folder: String = folder.chars().take(30).collect();
        for trouble in [
            Trouble::NotKept(NoBackup::Folder),
            Trouble::NotBroughtOver(NoBackup::Folder),
            Trouble::NotKeptBeforeMerge(NoBackup::Folder),
        ] {
            let e = error(Path::new("/x/a.aims"), trouble);
            for text in [e.to_string(), error_at(&e, Place::Window { copy: "S", ways: "S" })] {
                assert!(text.contains(&format!("Mend {folder}")), "{text}");
            }
        }
    }

    #[test]
    fn every_message_is_short_and_plain() {
        let long = "x".repeat(60);
        let sixteen = || "sixteen-letters".to_owned();
        let (process, since) = ("1234567".to_owned(), "2026-01-01 10:00 UTC".to_owned());
        let who = Some(Box::new(Holder { user: sixteen(), host: sixteen(), process, since }));
        let system = || Cause::System(Why::System(long.clone()));
        let troubles = [
            Trouble::Missing,
            Trouble::NotAFile(Kind::Special),
            Trouble::TooLarge,
            Trouble::NotOurs(Seems::Database),
            Trouble::Damaged(Defect::QuestionnaireNotNamed),
            Trouble::Altered { seq: 123_456, how: Defect::Columns },
            Trouble::Foreign(vec![format!("trigger {long}"), format!("view {long}"), "table x".into()]),
            Trouble::Newer(7),
            Trouble::OtherQuestionnaire("x".repeat(40)),
            Trouble::LogBeside,
            Trouble::StrayJournal,
            Trouble::Interrupted,
            Trouble::Busy(InUse::Window(who.clone())),
            Trouble::Exists,
            Trouble::NotReplaced(Instead::Unwritten(Kind::Special)),
            Trouble::NotKept(NoBackup::DiskFull),
            Trouble::NotBroughtOver(NoBackup::Cause(Cause::NoHome)),
            Trouble::NotKeptBeforeMerge(NoBackup::DiskFull),
            Trouble::NothingInIt,
            Trouble::CannotCreate(system()),
            Trouble::Permission,
            Trouble::DiskFull,
            Trouble::NoRoom,
            Trouble::Unreadable(system()),
            Trouble::LeftUnsaved(Box::new(Trouble::NotSaved(system()))),
            Trouble::TooLong { bytes: 9_000_000, most: 8 << 20 },
            Trouble::NotSaved(system()),
            Trouble::Moved(Moved::Changed),
            Trouble::ReadOnly(ReadOnlyBecause::Window(who)),
        ];
        for trouble in troubles {
            let path = PathBuf::from(format!("/x/{}.aims", "\u{1b}[2Jn".repeat(30)));
            let e = error(&path, trouble);
            for text in [e.to_string(), error_at(&e, Place::Window { copy: "S", ways: "S" })] {
                assert!(text.lines().count() <= 3, "{text}");
                assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }
}
