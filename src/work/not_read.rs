//! Why a file that comes in was not read, as data; `words` says it. A leaf of `work`.

use std::path::PathBuf;

use crate::files::{Kind, Why};

/// Why a file was not read at all. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// The system does not give it.
    System {
        /// The file.
        path: PathBuf,
        /// Why.
        why: Why,
    },
    /// It is no file: a folder, a device.
    NoFile {
        /// What lies there.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
}
