//! Puts finished documents into a folder: all of them in one step, or none with a reason. For the command
//! line and the screen; goes to the disk through `files` only, makes no document itself and says nothing:
//! `words::export` does.

use std::path::{Path, PathBuf};

use crate::files::{self, FileError, Kind, Piece, Stopped, Why};
use crate::report::{self, Document};

/// Why an export did not happen, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportError {
    /// Where it should have gone.
    pub folder: PathBuf,
    /// The reason.
    pub obstacle: Obstacle,
}

/// What stands in the way of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The path is no folder.
    NotAFolder,
    /// The path is a link to what is not there.
    LinkToNothing,
    /// The system does not let the folder be looked at.
    Unusable(Why),
    /// One may not write in it.
    NoRight,
    /// The folder could not be created.
    NotCreated(Why),
    /// These have the names of documents and are links, folders or devices, which are never replaced.
    NotFiles(Vec<PathBuf>),
    /// These files are there already and were not to be replaced.
    Exist(Vec<PathBuf>),
    /// A document could not be written; nothing in the folder was changed.
    NotWritten(FileError),
    /// A document could not be put in place when some were already.
    HalfWay {
        /// The document, and why.
        error: FileError,
        /// Those that are new.
        new: Vec<PathBuf>,
        /// Those that are as before.
        old: Vec<PathBuf>,
    },
}

impl ExportError {
    /// Exit code of the program: 73 nothing may be created there, 74 the disk, 77 no right to.
    pub const fn exit_code(&self) -> u8 {
        match &self.obstacle {
            Obstacle::NoRight | Obstacle::Unusable(Why::NoRight) | Obstacle::NotCreated(Why::NoRight) => 77,
            Obstacle::NotWritten(error) | Obstacle::HalfWay { error, .. } => error.exit_code(),
            Obstacle::NotAFolder
            | Obstacle::LinkToNothing
            | Obstacle::Unusable(_)
            | Obstacle::NotCreated(_)
            | Obstacle::NotFiles(_)
            | Obstacle::Exist(_) => 73,
        }
    }
}

/// Writes the documents into `folder` and returns their paths in the same order.
///
/// Everything that can be known is checked before the first byte: with a file of the same name there and
/// not `replace`, nothing is written. A missing folder is created with those above it, all of them in the step that puts
/// the documents there. A program killed in the middle leaves the files as they were.
pub fn write(folder: &Path, documents: &[Document], replace: bool) -> Result<Vec<PathBuf>, ExportError> {
    put(folder, documents, replace).map_err(|obstacle| ExportError { folder: folder.to_path_buf(), obstacle })
}

/// As [`write`], of files that are no documents of one assessment. `ours` are all names such files can have.
pub fn write_files(
    folder: &Path,
    pieces: &[Piece<'_>],
    ours: &[&str],
    replace: bool,
) -> Result<Vec<PathBuf>, ExportError> {
    put_pieces(folder, pieces, ours, replace)
        .map_err(|obstacle| ExportError { folder: folder.to_path_buf(), obstacle })
}

/// As [`write`], of papers to start from: what may be replaced was found out before, file by file.
pub fn write_drafts(folder: &Path, documents: &[Document]) -> Result<Vec<PathBuf>, ExportError> {
    let pieces: Vec<Piece<'_>> = documents.iter().map(|d| (&*d.name, d.bytes.as_slice())).collect();
    let ours: Vec<&str> = documents.iter().map(|d| &*d.name).collect();
    write_files(folder, &pieces, &ours, true)
}

fn put(folder: &Path, documents: &[Document], replace: bool) -> Result<Vec<PathBuf>, Obstacle> {
    let pieces: Vec<Piece<'_>> = documents.iter().map(|d| (&*d.name, d.bytes.as_slice())).collect();
    let ours = report::names();
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    put_pieces(folder, &pieces, &ours, replace)
}

fn put_pieces(
    folder: &Path,
    pieces: &[Piece<'_>],
    ours: &[&str],
    replace: bool,
) -> Result<Vec<PathBuf>, Obstacle> {
    let paths: Vec<PathBuf> = pieces.iter().map(|(name, _)| folder.join(name)).collect();
    if destination(folder)? == Destination::There {
        look_for_obstacles(&paths, replace)?;
        if !files::writable(folder) {
            return Err(Obstacle::NoRight);
        }
    }
    match files::write_together(folder, pieces, ours, replace) {
        Ok(()) => Ok(paths),
        Err(Stopped::NoFolder(e)) => Err(Obstacle::NotCreated(files::why(&e))),
        Err(Stopped::Nothing(e)) => Err(Obstacle::NotWritten(e)),
        Err(Stopped::HalfWay { error, done }) => {
            let (new, old) = paths.split_at(done.min(paths.len()));
            Err(Obstacle::HalfWay { error, new: new.to_vec(), old: old.to_vec() })
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    There,
    Missing,
}

fn destination(folder: &Path) -> Result<Destination, Obstacle> {
    // A link to a folder is followed here: people keep shared folders that way.
    let found = files::canonical(folder).and_then(|real| files::inspect(&real));
    match found {
        Ok(found) if found.kind == Kind::Folder => Ok(Destination::There),
        Ok(_) => Err(Obstacle::NotAFolder),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && files::exists(folder) => {
            Err(Obstacle::LinkToNothing)
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Destination::Missing),
        Err(e) => Err(Obstacle::Unusable(files::why(&e))),
    }
}

/// Files that stand in the way: any without `replace`; links, folders and devices always.
fn look_for_obstacles(paths: &[PathBuf], replace: bool) -> Result<(), Obstacle> {
    let found = || paths.iter().filter_map(|p| Some((p.clone(), files::inspect(p).ok()?.kind)));
    let odd: Vec<PathBuf> = found().filter(|(_, k)| *k != Kind::File).map(|(p, _)| p).collect();
    if !odd.is_empty() {
        return Err(Obstacle::NotFiles(odd));
    }
    let there: Vec<PathBuf> = found().map(|(p, _)| p).collect();
    if !replace && !there.is_empty() {
        return Err(Obstacle::Exist(there));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;

    fn two() -> Vec<Document> {
        ["a.md", "b.md"]
            .map(|name| Document {
                name: name.into(),
                format: Format::Markdown,
                bytes: name.as_bytes().to_vec(),
            })
            .to_vec()
    }

    #[test]
    fn all_or_nothing() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("one/two");
        assert_eq!(write(&folder, &two(), false).unwrap().len(), 2);
        files::remove(&folder.join("a.md")).unwrap();
        let e = write(&folder, &two(), false).unwrap_err();
        assert_eq!(e.exit_code(), 73);
        let words = e.to_string();
        assert!(words.contains("b.md") && words.contains("another folder or --force"), "{e}");
        assert_eq!(files::names_in(&folder), ["b.md"]);
        assert_eq!(write(&folder, &two(), true).unwrap().len(), 2);
    }

    #[test]
    fn folders_above_are_made_or_nothing_and_a_file_is_no_folder() {
        let top = tempfile::tempdir().unwrap();
        let mut bad = two();
        bad[1].name = "no-such-folder/b.md".into();
        assert!(write(&top.path().join("w/x/y/z"), &bad, false).is_err());
        assert!(files::names_in(top.path()).is_empty(), "no tree of empty folders");
        assert_eq!(write(&top.path().join("w/x/y/z"), &two(), false).unwrap().len(), 2);
        assert_eq!(files::names_in(&top.path().join("w/x/y/z")), ["a.md", "b.md"]);
        std::fs::write(top.path().join("file"), "kept").unwrap();
        assert_eq!(write(&top.path().join("file"), &two(), true).unwrap_err().exit_code(), 73);
        assert_eq!(write(&top.path().join("file/below"), &two(), true).unwrap_err().exit_code(), 73);
    }

    #[test]
    fn what_is_no_file_stops_everything_even_with_force() {
        let top = tempfile::tempdir().unwrap();
        std::fs::create_dir(top.path().join("b.md")).unwrap();
        let e = write(top.path(), &two(), true).unwrap_err();
        assert!(e.exit_code() == 73 && e.to_string().contains("b.md"), "{e}");
        assert_eq!(files::names_in(top.path()), ["b.md"]);
    }

    #[test]
    fn a_failure_in_the_middle_leaves_no_half_export() {
        let top = tempfile::tempdir().unwrap();
        let mut documents = two();
        documents[1].name = "no-such-folder/b.md".into();
        let e = write(&top.path().join("new"), &documents, false).unwrap_err();
        assert!(
            e.to_string().contains("b.md could not be written") && e.to_string().contains("was changed"),
            "{e}"
        );
        assert!(files::names_in(top.path()).is_empty());
    }
}
