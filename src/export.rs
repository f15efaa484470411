//! Puts finished documents into a folder: all of them in one step, or none with a reason. For the command
//! line and the screen; goes to the disk through `files` only and makes no document itself.

use std::path::{Path, PathBuf};

use crate::files::{self, FileError, Kind, Piece, Stopped, Trouble};
use crate::report::{self, Document};
use crate::say;
use crate::words::Words as _;
use crate::words::files::reason;

/// Names shown in a refusal before the rest is only counted.
const NAMED: usize = 6;

/// Why an export did not happen, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct ExportError {
    /// Exit code of the program: 73 nothing may be created there, 74 the disk, 77 no right to.
    pub code: u8,
    /// What happened, what was not changed, what to do next.
    pub words: String,
}

fn refuse<T>(code: u8, words: String) -> Result<T, ExportError> {
    Err(ExportError { code, words })
}

/// Writes the documents into `folder` and returns their paths in the same order.
///
/// Everything that can be known is checked before the first byte: with a file of the same name there and
/// not `replace`, nothing is written. A missing folder is created, and the one above it at most, so that
/// a mistyped path does not grow a tree. A program killed in the middle leaves the files as they were.
pub fn write(folder: &Path, documents: &[Document], replace: bool) -> Result<Vec<PathBuf>, ExportError> {
    let paths: Vec<PathBuf> = documents.iter().map(|d| folder.join(&*d.name)).collect();
    let name = files::human_path(folder);
    if destination(folder)? == Destination::There {
        obstacles(folder, &paths, replace)?;
        if !files::writable(folder) {
            return refuse(
                77,
                say!(
                    "You may not write in the folder {name}. Nothing was written. Give another folder.",
                    name
                ),
            );
        }
    }
    let pieces: Vec<Piece<'_>> = documents.iter().map(|d| (&*d.name, d.bytes.as_slice())).collect();
    let ours = report::names();
    let ours: Vec<&str> = ours.iter().map(|name| &**name).collect();
    match files::write_together(folder, &pieces, &ours, replace) {
        Ok(()) => Ok(paths),
        Err(Stopped::NoFolder(e)) => {
            let code = if e.kind() == std::io::ErrorKind::PermissionDenied { 77 } else { 73 };
            let why = files::why(&e).words();
            refuse(
                code,
                say!(
                    "The folder {name} could not be created: {why}. Nothing was written. Give another folder.",
                    name,
                    why
                ),
            )
        }
        Err(Stopped::Nothing(e)) => {
            let (file, why) = (files::shown_name(&e.path, 40), reason(&e));
            let words = if e.trouble == Trouble::Full {
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
            };
            refuse(e.exit_code(), words)
        }
        Err(Stopped::HalfWay { error, done }) => {
            refuse(error.exit_code(), half_way(&error, &name, &paths, done))
        }
    }
}

/// Says which files are new and which are not, and how to get a whole set.
fn half_way(e: &FileError, folder: &str, paths: &[PathBuf], done: usize) -> String {
    let named =
        |paths: &[PathBuf]| paths.iter().map(|p| files::shown_name(p, 40)).collect::<Vec<_>>().join(", ");
    let (new, old) = paths.split_at(done.min(paths.len()));
    say!(
        "The export stopped half-way: {file} could not be put in place: {why}. New in {folder}: {new}. As before: \
         {old}. Export once more when that is mended, or to another folder, for a set that belongs together.",
        file = files::shown_name(&e.path, 40),
        why = reason(e),
        folder,
        new = named(new),
        old = named(old)
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    There,
    Missing,
}

fn destination(folder: &Path) -> Result<Destination, ExportError> {
    let name = files::human_path(folder);
    // A link to a folder is followed here: people keep shared folders that way.
    let found = files::canonical(folder).and_then(|real| files::inspect(&real));
    match found {
        Ok(found) if found.kind == Kind::Folder => Ok(Destination::There),
        Ok(_) => {
            refuse(73, say!("{name} is not a folder. Nothing was written. Give the name of a folder.", name))
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && files::exists(folder) => refuse(
            73,
            say!(
                "{name} is a link to what is not there. Nothing was written. Give the name of a folder.",
                name
            ),
        ),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let above = files::folder_of(folder);
            if files::exists(&above) || files::exists(&files::folder_of(&above)) {
                return Ok(Destination::Missing);
            }
            refuse(
                73,
                say!(
                    "The folder {name} is not there, nor are the two above it. Nothing was written. Check the \
                     path, or create the folder above first.",
                    name
                ),
            )
        }
        Err(e) => {
            let code = if e.kind() == std::io::ErrorKind::PermissionDenied { 77 } else { 73 };
            let why = files::why(&e).words();
            refuse(
                code,
                say!(
                    "The folder {name} cannot be used: {why}. Nothing was written. Give another folder.",
                    name,
                    why
                ),
            )
        }
    }
}

/// Files that stand in the way: any without `replace`; links, folders and devices always.
fn obstacles(folder: &Path, paths: &[PathBuf], replace: bool) -> Result<(), ExportError> {
    let found: Vec<(&PathBuf, Kind)> =
        paths.iter().filter_map(|p| Some((p, files::inspect(p).ok()?.kind))).collect();
    let named = |list: Vec<&PathBuf>| {
        let names: Vec<String> = list.iter().take(NAMED).map(|p| files::shown_name(p, 40)).collect();
        let more = list.len().saturating_sub(NAMED);
        let names = names.join(", ");
        if more > 0 { say!("{shown} and {more} more", shown = names, more) } else { names }
    };
    let name = files::human_path(folder);
    let odd: Vec<&PathBuf> = found.iter().filter(|(_, k)| *k != Kind::File).map(|(p, _)| *p).collect();
    if !odd.is_empty() {
        return refuse(
            73,
            say!(
                "In {name} these are links, folders or devices, not files, and are never replaced: {files}. Nothing \
                 was written. Give another folder.",
                name,
                files = named(odd)
            ),
        );
    }
    if !replace && !found.is_empty() {
        let list = found.iter().map(|(p, _)| *p).collect();
        return refuse(
            73,
            say!(
                "In {name} there are already: {files}. Nothing was written or changed. Give another folder or \
                 --force.",
                name,
                files = named(list)
            ),
        );
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
        assert_eq!(e.code, 73);
        assert!(e.words.contains("b.md") && e.words.contains("another folder or --force"), "{e}");
        assert_eq!(files::names_in(&folder), ["b.md"]);
        assert_eq!(write(&folder, &two(), true).unwrap().len(), 2);
    }

    #[test]
    fn a_mistyped_path_grows_no_tree_and_a_file_is_no_folder() {
        let top = tempfile::tempdir().unwrap();
        assert_eq!(write(&top.path().join("x/y/z"), &two(), false).unwrap_err().code, 73);
        assert!(files::names_in(top.path()).is_empty());
        std::fs::write(top.path().join("file"), "kept").unwrap();
        assert_eq!(write(&top.path().join("file"), &two(), true).unwrap_err().code, 73);
        assert_eq!(write(&top.path().join("file/below"), &two(), true).unwrap_err().code, 73);
    }

    #[test]
    fn what_is_no_file_stops_everything_even_with_force() {
        let top = tempfile::tempdir().unwrap();
        std::fs::create_dir(top.path().join("b.md")).unwrap();
        let e = write(top.path(), &two(), true).unwrap_err();
        assert!(e.code == 73 && e.words.contains("b.md"), "{e}");
        assert_eq!(files::names_in(top.path()), ["b.md"]);
    }

    #[test]
    fn a_failure_in_the_middle_leaves_no_half_export() {
        let top = tempfile::tempdir().unwrap();
        let mut documents = two();
        documents[1].name = "no-such-folder/b.md".into();
        let e = write(&top.path().join("new"), &documents, false).unwrap_err();
        assert!(e.words.contains("b.md could not be written") && e.words.contains("was changed"), "{e}");
        assert!(files::names_in(top.path()).is_empty());
    }

    #[test]
    fn half_way_says_which_are_new_and_what_to_do() {
        let paths = ["a.md", "b.md", "c.md"].map(PathBuf::from);
        let e = FileError { path: paths[1].clone(), trouble: Trouble::Permission };
        assert_eq!(
            half_way(&e, "out", &paths, 1),
            "The export stopped half-way: b.md could not be put in place: you have no right to. New in out: \
             a.md. As before: b.md, c.md. Export once more when that is mended, or to another folder, for a \
             set that belongs together."
        );
    }
}
