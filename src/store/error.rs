//! What can go wrong with an assessment file, and the exit code for it. `words` says it.

use std::path::{Path, PathBuf};

use super::causes::{Cause, Defect, InUse, Instead, Moved, NoBackup, ReadOnlyBecause, Seems};
use crate::files::{self, Kind};

/// A file and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    NotAFile(Kind),
    /// More than 2 GiB.
    TooLarge,
    /// Nothing in it is an event of an assessment.
    NothingInIt,
    /// Some other file; what it seems to be.
    NotOurs(Seems),
    /// Structure or content is damaged; what.
    Damaged(Defect),
    /// An event is not what was written; its number and what is wrong.
    Altered {
        /// Number of the first bad event.
        seq: i64,
        /// What is wrong with it.
        how: Defect,
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
    Busy(InUse),
    /// Something has that name already.
    Exists,
    /// Would replace something that is no assessment; what.
    NotReplaced(Instead),
    /// It was not replaced, because what is there could not be kept as a backup; why.
    NotKept(NoBackup),
    /// A change of a file of an earlier format was refused, because the file could not be kept as a backup
    /// before it; why.
    NotBroughtOver(NoBackup),
    /// Another file was not merged into one that could not be kept as a backup before; why.
    NotKeptBeforeMerge(NoBackup),
    /// The file could not be made; why.
    CannotCreate(Cause),
    /// The user has no right to.
    Permission,
    /// The disk is full: a change is not saved.
    DiskFull,
    /// The disk is full: a new file was not made.
    NoRoom,
    /// It could not be read; why.
    Unreadable(Cause),
    /// A change could not be saved; why.
    NotSaved(Cause),
    /// A file was let go of with something not saved, which is kept as a backup; why it was not saved.
    LeftUnsaved(Box<Trouble>),
    /// It is no longer the file that was opened; what happened to it.
    Moved(Moved),
    /// It is open for reading only; why.
    ReadOnly(ReadOnlyBecause),
    /// A change is too large to be kept in one piece.
    TooLong {
        /// How large it is, in bytes.
        bytes: usize,
        /// The most that is kept, in bytes.
        most: usize,
    },
}

impl StoreError {
    pub(super) fn new(path: &Path, trouble: Trouble) -> Self {
        Self { path: path.to_path_buf(), trouble }
    }

    /// Whether the file is no longer what was opened, or no longer takes changes: the person has to
    /// choose where to go on.
    pub const fn needs_a_choice(&self) -> bool {
        matches!(self.trouble, Trouble::Moved(_) | Trouble::ReadOnly(_))
    }

    pub(super) fn damaged(path: &Path, what: Defect) -> Self {
        Self::new(path, Trouble::Damaged(what))
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
            _ => Trouble::Unreadable(Cause::System(files::why(e))),
        };
        Self::new(path, trouble)
    }

    /// A failure to put a whole new file in place.
    pub(super) fn writing(e: files::FileError) -> Self {
        let trouble = match e.trouble {
            files::Trouble::Exists => Trouble::Exists,
            files::Trouble::NotAFile(kind) => Trouble::NotReplaced(Instead::Unwritten(kind)),
            files::Trouble::NoFolder => Trouble::CannotCreate(Cause::NoFolder),
            files::Trouble::Permission => Trouble::Permission,
            files::Trouble::Full => Trouble::NoRoom,
            files::Trouble::Other(why) => Trouble::CannotCreate(Cause::System(why)),
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
            | Trouble::NotKeptBeforeMerge(_)
            | Trouble::LeftUnsaved(_)
            | Trouble::Moved(_) => 74,
            Trouble::Busy(_) => 75,
            Trouble::Permission | Trouble::ReadOnly(_) => 77,
        }
    }
}
