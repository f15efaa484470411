//! What is behind an error, a refusal or a notice: data, which `words` says. Knows no other file of the store.

use std::path::PathBuf;

use crate::files::{Holder, Kind, Obstacle, Why};
use crate::model::validate::Fault;

/// What is wrong with a file of ours, or with one of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// The beginning of the file is broken.
    Beginning,
    /// The beginning of the file cannot be read.
    BeginningUnreadable,
    /// The file ends after a few bytes.
    EndsEarly,
    /// The file is longer or shorter than its header says.
    Length,
    /// A version that never was stands in the header.
    NoSuchVersion,
    /// The database says that the structure is broken.
    Structure,
    /// The database cannot read the structure.
    StructureUnreadable,
    /// Tables or triggers are missing.
    StructureIncomplete,
    /// The description of the file is missing.
    Description,
    /// The last event is not the one the file names.
    Head,
    /// An event of the record is not in our form.
    SomeEventNotOurs,
    /// Part of the events cannot be read.
    EventsUnreadable,
    /// This event and so many after it are missing.
    Missing {
        /// How many after it.
        after: i64,
    },
    /// Everything from this event on is missing.
    CutOff {
        /// Number of the event the file names as its last.
        last: i64,
    },
    /// Another program added this event.
    Added,
    /// No event has this number.
    NoSuchNumber,
    /// This event does not follow the one before it.
    NotFollowing,
    /// The content of this event is not in our form.
    ContentNotOurs,
    /// What this event changed is not what was written.
    Payload,
    /// Time, author or subject of this event is not what was written.
    Columns,
    /// The drafts cannot be read.
    DraftsUnreadable,
    /// So many drafts are damaged.
    Drafts(usize),
    /// The questionnaire in it cannot be read.
    QuestionnaireUnreadable,
    /// The questionnaire in it was changed.
    QuestionnaireChanged,
    /// The questionnaire its events name is not in it.
    QuestionnaireMissing,
    /// The questionnaire in it is not the one its answers name.
    QuestionnaireNotNamed,
    /// The questionnaire in it cannot be used; why.
    QuestionnaireFaulty(Box<Fault>),
    /// The merged branches cannot be read.
    BranchesUnreadable,
    /// Events of a merged branch belong to no branch.
    BranchEventsAstray,
    /// The merged branch with this number was changed.
    Branch(i64),
    /// No event says that it took the branch with this number over.
    BranchNotMerged(i64),
    /// What this event took over is not in it.
    MergedIsGone(i64),
    /// Values of the wrong kind stand in it.
    WrongKind,
    /// Reading it takes too long.
    TooSlow,
    /// Reading it asks for too much memory.
    TooMuchMemory,
    /// What was just written did not read back.
    NotReadBack,
    /// Damaged, and so many events can be salvaged.
    Salvageable {
        /// What is wrong.
        what: Box<Defect>,
        /// How many events.
        events: usize,
    },
}

/// Why a file could not be made, read or saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The system said no.
    System(Why),
    /// The folder does not exist.
    NoFolder,
    /// The system gives no random bytes.
    NoChance,
    /// Too large for one file.
    TooLarge,
    /// The system names no folder of the user.
    NoHome,
    /// No thread could be started.
    NoResources,
    /// What was written does not read back the same.
    ReadsBackOtherwise,
    /// The settings that survive a power cut did not take.
    NoSafeWriting,
    /// The database cannot open it.
    CannotOpen,
    /// No journal can be made beside it.
    NothingBeside,
    /// The disk reports an error.
    Disk,
    /// The file does not accept it.
    NotAccepted,
    /// It may only be read.
    ReadOnly(ReadOnlyBecause),
}

/// Why there is no backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoBackup {
    /// The disk is full.
    DiskFull,
    /// No right to write in the folder for backups.
    NoRight,
    /// It could not be made or read.
    Cause(Cause),
    /// It was made, and is damaged.
    Damaged(Defect),
    /// Something that is no folder stands there.
    NoFolder(Instead),
    /// Something has its name.
    NameTaken,
    /// The folder cannot be written to.
    Folder,
}

/// Who has a file open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InUse {
    /// Another window of this program; whose, if that can be read.
    Window(Option<Box<Holder>>),
    /// Another program.
    Program,
}

/// Why nothing can be saved in a file that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnlyBecause {
    /// It was opened for reading only.
    Asked,
    /// A newer version made it; its schema.
    Newer(i64),
    /// The file is read-only.
    File,
    /// Its folder is read-only.
    Folder,
    /// Another window has it; whose, if that can be read.
    Window(Option<Box<Holder>>),
    /// Something that is no lock stands where its lock belongs; where, and what it is.
    Obstacle(PathBuf, Obstacle),
    /// The lock there is another user's.
    LockOfAnother(PathBuf),
    /// The lock cannot be made; why.
    LockRefused(PathBuf, Why),
    /// The folder knows no locks.
    NoLocks,
    /// The last session ended in the middle of saving.
    Interrupted,
    /// It was made read-only since it was opened.
    MadeReadOnly,
    /// File or folder take no changes any more.
    NoRight,
}

/// What happened to a file since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Deleted or renamed.
    Gone,
    /// Replaced by another file.
    Replaced,
    /// Renamed, replaced or deleted.
    Elsewhere,
    /// Opened by another program.
    Opened,
    /// Given a journal that is not ours.
    StrayJournal,
    /// Changed by another program.
    Changed,
}

/// What a file seems to be that is no assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seems {
    /// It is empty.
    Empty,
    /// A text file.
    Text,
    /// A database of another program.
    Database,
    /// Some other kind of file.
    Other,
}

/// What stands where an assessment should be put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// Something that could not be read as a file.
    Unread(Kind),
    /// Something that could not be written as a file.
    Unwritten(Kind),
    /// A file that is no assessment.
    NoAssessment,
}

/// Another copy of an assessment beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its name in the folder.
    pub name: String,
    /// How many events it holds that are not here.
    pub more: usize,
}

/// What the user should know of a file although nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The name is a link; the file itself.
    Link(PathBuf),
    /// The file has several names (hard links).
    Names(u64),
    /// Another copy of it lies beside it and holds what is not here.
    SecondVersion(Beside),
    /// The folder cannot lock files.
    NoLocks,
    /// So many drafts could not be read.
    DraftsLeftOut(usize),
    /// What was at its place is kept as a backup.
    Replaced {
        /// How many events it held; none when it was damaged.
        events: Option<usize>,
        /// Where it is.
        kept: PathBuf,
    },
    /// The last session ended in the middle of saving, and that was cleared up.
    ClearedUp,
    /// The last session ended in the middle of saving; shown is what was saved before.
    NotClearedUp,
    /// Kept in an earlier format, of this schema.
    EarlierFormat(i64),
}

/// What a salvage lost or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// Events with these numbers, first and last.
    Events(i64, i64),
    /// An event that does not follow the one before it; its number.
    NotFollowing(i64),
    /// Whether there were events after this one is not known.
    EndUnknown(i64),
    /// The description of the file.
    Description,
    /// The last event is not the one the file names.
    Head,
    /// More places than are named.
    MorePlaces(usize),
    /// Events that belong to another record.
    Strangers(usize),
    /// Unfinished drafts.
    Drafts(usize),
    /// What lies behind the point where looking took too much work.
    GaveUp,
    /// The questionnaire it answers.
    Questionnaire,
    /// What merged branches said beside their results.
    Branches(usize),
    /// What another program keeps in a second file.
    LogBeside,
}
