//! What was found where evidence says its file is, held against what was kept of it. Data alone: `cited` reads the files.

use std::path::PathBuf;

use crate::files::{Digest, Kind, NotRead, Why};
use crate::model::record::Rid;

/// What was kept of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256, 64 digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The day, as it is stored; empty where somebody took it away.
    pub on: String,
}

/// A piece of evidence whose file is to be looked at. It knows nothing of the assessment any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id.
    pub id: Rid,
    /// Its number, as people see it.
    pub no: String,
    /// What it is.
    pub what: String,
    /// Where it is, as somebody wrote it.
    pub place: String,
    /// Whether somebody said that this is a file.
    pub is_file: bool,
    /// The file; none where the reference is no file: a link, a number, something seen on screen, nothing.
    pub path: Option<PathBuf>,
    /// What was kept of it.
    pub kept: Option<Kept>,
}

/// What was found where a piece says its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file, read to its end.
    Read(Digest),
    /// A file, not read: nothing is kept that it could be held against.
    Unread,
    /// No file, or none that can be read.
    Not(NotRead),
    /// The reference names no file.
    NoneNamed,
}

/// A piece of evidence and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The piece.
    pub piece: Piece,
    /// What was found.
    pub found: Found,
}

/// What that comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is what it was when it was kept.
    Unchanged {
        /// The day it was kept.
        on: String,
    },
    /// It is another.
    Changed {
        /// Bytes then.
        was: u64,
        /// Bytes now.
        now: u64,
        /// The day it was kept.
        on: String,
    },
    /// It is there, and nothing was kept of it.
    NeverKept,
    /// It is not there any more.
    Gone,
    /// It is there and cannot be read.
    Unreadable(Why),
    /// Somebody writes to it now.
    BeingWritten,
    /// A link, a folder, a pipe or a device is there: never opened.
    NoFile(Kind),
    /// The reference names no file.
    NoneNamed,
}

impl Outcome {
    /// Its name for programs; never changes.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unchanged { .. } => "unchanged",
            Self::Changed { .. } => "changed",
            Self::NeverKept => "never-kept",
            Self::Gone => "gone",
            Self::Unreadable(_) => "unreadable",
            Self::BeingWritten => "being-written",
            Self::NoFile(_) => "no-file",
            Self::NoneNamed => "none-named",
        }
    }

    /// Whether somebody has to look at it.
    pub const fn is_a_problem(&self) -> bool {
        !matches!(self, Self::Unchanged { .. } | Self::NeverKept | Self::NoneNamed)
    }
}

impl Looked {
    /// What it comes to.
    pub fn outcome(&self) -> Outcome {
        let kept = self.piece.kept.as_ref();
        match (&self.found, kept) {
            (Found::NoneNamed, _) => Outcome::NoneNamed,
            // A place in words, at which no file lies, is no lost file.
            (Found::Not(_), None) if !self.piece.is_file => Outcome::NoneNamed,
            (Found::Not(NotRead::NoFile(kind)), _) => Outcome::NoFile(*kind),
            (Found::Not(NotRead::Refused(why)), _) => Outcome::Unreadable(why.clone()),
            (Found::Not(NotRead::Written), _) => Outcome::BeingWritten,
            (Found::Not(NotRead::Gone | NotRead::Stopped), _) => Outcome::Gone,
            (Found::Unread, _) | (Found::Read(_), None) => Outcome::NeverKept,
            (Found::Read(now), Some(kept)) if now.sha256 == kept.sha256 => {
                Outcome::Unchanged { on: kept.on.clone() }
            }
            (Found::Read(now), Some(kept)) => {
                Outcome::Changed { was: kept.size, now: now.size, on: kept.on.clone() }
            }
        }
    }
}
