//! What stands behind the errors of a store, in words that fit into a sentence: what is damaged, why something
//! could not be made or saved, who has it open.

use std::path::Path;

use super::super::files::in_the_way;
use crate::files::{Holder, Kind, Obstacle, shown_name};
use crate::model::text;
use crate::say;
use crate::store::{Cause, Defect, InUse, Instead, Moved, NoBackup, ReadOnlyBecause, SCHEMA, Seems};
use crate::words::validate::what_is_wrong;
use crate::words::{Word, Words};

impl Words for Defect {
    fn words(&self) -> String {
        match self {
            Self::Missing { after: 0 } => say!("it is missing").to_owned(),
            Self::Missing { after } => say!("it and the {after} after it are missing", after),
            Self::CutOff { last } => say!("it is missing; {last} is the last", last),
            Self::Drafts(n) => say!("{n} drafts are damaged", n),
            Self::QuestionnaireFaulty(fault) => {
                let why = text::shown(&what_is_wrong(&fault.wrong), 80);
                say!("the questionnaire in it has a fault, {why}", why)
            }
            Self::Branch(number) => say!("the merged branch {number} is not what was written", number),
            Self::BranchNotMerged(n) => say!("no event says that the branch {n} was merged", n),
            Self::MergedIsGone(n) => say!("the branch that event {n} merged is not in it", n),
            Self::Salvageable { what, events } => {
                say!("{what}; {events} events can be salvaged", what = what.words(), events)
            }
            other => plain(other).to_owned(),
        }
    }
}

/// A defect that needs no value.
fn plain(defect: &Defect) -> &'static str {
    match defect {
        Defect::Beginning => say!("its beginning is broken"),
        Defect::BeginningUnreadable => say!("its beginning cannot be read"),
        Defect::EndsEarly => say!("it ends after a few bytes"),
        Defect::Length => say!("its length is not what it should be"),
        Defect::NoSuchVersion => say!("its version is not one that exists"),
        Defect::Structure => say!("its structure is broken"),
        Defect::StructureUnreadable => say!("its structure cannot be read"),
        Defect::StructureIncomplete => say!("part of its structure is missing"),
        Defect::Description => say!("its own description is missing"),
        Defect::Head => say!("its last event is not the one it names as the last"),
        Defect::SomeEventNotOurs => say!("an event is not in our form"),
        Defect::EventsUnreadable => say!("part of the events cannot be read"),
        Defect::Added => say!("it was added by another program"),
        Defect::NoSuchNumber => say!("no event has such a number"),
        Defect::NotFollowing => say!("it does not follow the event before it"),
        Defect::ContentNotOurs => say!("its content is not in our form"),
        Defect::Payload => say!("what it changed is not what was written"),
        Defect::Columns => say!("its time, author or subject is not what was written"),
        Defect::DraftsUnreadable => say!("the drafts cannot be read"),
        Defect::QuestionnaireUnreadable => say!("the questionnaire in it cannot be read"),
        Defect::QuestionnaireChanged => say!("the questionnaire in it is not what was written"),
        Defect::QuestionnaireMissing => say!("the questionnaire its events name is not in it"),
        Defect::QuestionnaireNotNamed => say!("the questionnaire in it is not the one its answers name"),
        Defect::BranchesUnreadable => say!("the merged branches cannot be read"),
        Defect::BranchEventsAstray => say!("events of a merged branch belong to no branch"),
        Defect::WrongKind => say!("it holds values of the wrong kind"),
        Defect::TooSlow => say!("reading it takes too long"),
        Defect::TooMuchMemory => say!("it asks for too much memory"),
        Defect::NotReadBack => say!("it did not read back"),
        // Said above, with their values.
        Defect::Missing { .. }
        | Defect::CutOff { .. }
        | Defect::Drafts(_)
        | Defect::QuestionnaireFaulty(_)
        | Defect::Branch(_)
        | Defect::BranchNotMerged(_)
        | Defect::MergedIsGone(_)
        | Defect::Salvageable { .. } => "",
    }
}

impl Words for Cause {
    fn words(&self) -> String {
        let plain = match self {
            Self::System(why) => return why.words(),
            Self::ReadOnly(why) => return why.words(),
            Self::NoFolder => say!("its folder does not exist"),
            Self::NoChance => say!("this computer gives no random numbers"),
            Self::TooLarge => say!("it is too large"),
            Self::NoHome => say!("this system does not say where your files live"),
            Self::NoResources => say!("this computer is out of resources"),
            Self::ReadsBackOtherwise => say!("what was written does not read back the same"),
            Self::NoSafeWriting => say!("this place does not allow safe writing"),
            Self::CannotOpen => say!("it cannot be opened"),
            Self::NothingBeside => say!("no file can be made beside it"),
            Self::Disk => say!("the disk reports an error"),
            Self::NotAccepted => say!("the file does not accept it"),
        };
        plain.to_owned()
    }
}

impl Words for NoBackup {
    /// Fits after "no backup: ".
    fn words(&self) -> String {
        match self {
            Self::DiskFull => say!("disk full").to_owned(),
            Self::NoRight => say!("no right to write in its folder").to_owned(),
            Self::Cause(cause) => cause.words(),
            Self::Damaged(defect) => defect.words(),
            Self::NoFolder(what) => say!("its folder is {what}", what = what.word()),
            Self::NameTaken => say!("its name is taken").to_owned(),
            Self::Folder => say!("its folder cannot be written to").to_owned(),
        }
    }
}

impl Words for InUse {
    fn words(&self) -> String {
        match self {
            Self::Window(who) => window(who.as_deref()),
            Self::Program => say!("in use by another program").to_owned(),
        }
    }
}

/// Open in another window, and whose.
fn window(who: Option<&Holder>) -> String {
    let Some(Holder { user, host, process, since }) = who else {
        return say!("open in another window").to_owned();
    };
    say!(
        "open in another window by {user} on {host} since {since} (process {process})",
        user,
        host,
        since,
        process
    )
}

impl Words for ReadOnlyBecause {
    /// Fits after "it can only be read: ".
    fn words(&self) -> String {
        // Short: the whole reason stands in a message of three lines.
        let name = |path: &Path| shown_name(path, 16);
        match self {
            Self::Asked => say!("it was opened for reading only").to_owned(),
            Self::Newer(schema) => {
                say!(
                    "it was made by a newer version (schema {schema}; this one knows {ours})",
                    schema,
                    ours = SCHEMA
                )
            }
            Self::File => say!("the file is read-only").to_owned(),
            Self::Folder => say!("its folder is read-only").to_owned(),
            Self::Window(who) => window(who.as_deref()),
            Self::Obstacle(at, what) => say!(
                "{what} stands at {at} where its lock belongs: remove that and reopen",
                what = what.word(),
                at = name(at)
            ),
            Self::LockOfAnother(at) => say!(
                "its lock {at} is another user's: reopen when they are done; if left over, remove it",
                at = name(at)
            ),
            Self::LockRefused(at, why) => {
                say!(
                    "its lock {at} cannot be made ({why}): copy it elsewhere",
                    at = name(at),
                    why = why.words()
                )
            }
            Self::NoLocks => say!("its folder cannot lock files").to_owned(),
            Self::Interrupted => say!("its last session ended unexpectedly").to_owned(),
            Self::MadeReadOnly => say!("it was made read-only since it was opened").to_owned(),
            Self::NoRight => say!("the file or its folder no longer accepts changes").to_owned(),
        }
    }
}

impl Word for Obstacle {
    fn word(&self) -> &'static str {
        match self {
            Self::OtherName => say!("another name of a file"),
            Self::NotAFile(Kind::Special) => say!("a pipe or device"),
            Self::NotAFile(kind) => unread(*kind),
        }
    }
}

impl Word for Moved {
    fn word(&self) -> &'static str {
        match self {
            Self::Gone => say!("deleted or renamed"),
            Self::Replaced => say!("replaced by another file"),
            Self::Elsewhere => say!("renamed, replaced or deleted"),
            Self::Opened => say!("opened by another program"),
            Self::StrayJournal => say!("given a stray -journal file"),
            Self::Changed => say!("changed by another program"),
        }
    }
}

impl Word for Seems {
    fn word(&self) -> &'static str {
        match self {
            Self::Empty => say!("it is empty"),
            Self::Text => say!("it is a text file"),
            Self::Database => say!("it is a database of another program"),
            Self::Other => say!("it is some other kind of file"),
        }
    }
}

impl Word for Instead {
    fn word(&self) -> &'static str {
        match self {
            Self::Unread(kind) => unread(*kind),
            Self::Unwritten(kind) => in_the_way(*kind),
            Self::NoAssessment => say!("no assessment"),
        }
    }
}

/// What lies where a file should be read.
pub(super) fn unread(kind: Kind) -> &'static str {
    match kind {
        Kind::Folder => say!("a folder"),
        Kind::Special => say!("a device or pipe"),
        Kind::Link => say!("a link"),
        Kind::File => say!("a file"),
    }
}
