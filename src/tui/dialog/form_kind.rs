//! What a form is for.

use crate::model::journey::Told;
use crate::model::record::{Kind, Rid};

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// A new assessment.
    New,
    /// A record of a kind; none: a new one.
    Record(&'static Kind, Option<Rid>),
    /// Open a file by its path.
    OpenFile,
    /// A file to take over.
    Import,
    /// Another copy of the open file.
    MergeFile,
    /// Two copies of one assessment.
    MergeTwo,
    /// Questions for colleagues.
    HandOut,
    /// A file that came back from one.
    Collect,
    /// A folder of many clients.
    Portfolio,
    /// Where tables of many clients go.
    Tables,
    /// A row of the Statement of Applicability, by its id.
    Stated(String),
    /// Where papers to start from go.
    Drafts,
    /// What a paper asks.
    Paper(&'static str),
    /// Parts of an action.
    Split(String),
    /// One action of several gaps.
    Merge(String),
    /// An action of one's own, made from a parked item or not.
    Add(Option<Rid>),
    /// The name and the file of a guided start, or of a quick check that is to be kept.
    Begin,
    /// What the first step of the way asks, where it is typed.
    Told(Told),
    /// Another plan.
    WhatIf,
    /// A new file that starts from this one.
    FollowUp,
    /// A backup as a new file.
    Restore(std::path::PathBuf),
    /// All backups of an organisation are removed, which wants its name typed.
    Purge(String, Vec<std::path::PathBuf>),
    /// What can be read of a damaged file as a new one.
    Salvage(std::path::PathBuf),
}
