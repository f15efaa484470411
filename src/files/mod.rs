//! Where files live and how they are touched: inspection, atomic writing, the lock beside an
//! assessment, private folders, the list of recent files, and names fit for a message.
//!
//! Everybody who needs the disk goes through here; it knows nothing of ours. It is the only module
//! with code for one operating system, so every `cfg` of the project is below this folder.

mod atomic;
mod digest;
mod faces;
mod last_choice;
mod listing;
mod lock;
mod name;
mod passing;
mod place;
mod recent;
mod together;

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

pub use atomic::{FileError, Trouble, Why, build_atomic, why, write_atomic};
pub use digest::{Digest, NotRead, digest, is_there};
pub use faces::other_faces;
pub use last_choice::{LastChoice, last_choice, remember_choice};
pub use listing::{Listing, files_below};
pub use lock::{Holder, Lock, LockFailure, Obstacle};
pub use name::{
    conflicting, file_for, human_path, is_backup_name, may_be_copy, path_of, shown_name, typed, typed_text,
    unused, unused_beside,
};
pub use passing::{LeftText, Passing, left_texts, private_temp_dir, text_dir, text_name};
pub use place::{backups_dir, config_dir, host, is_nameless, make_private_dir, remember_in, state_dir, user};
pub use recent::{Recent, forget, recent, remember};
pub use together::{Piece, Stopped, write_together};

/// Puts the user's own folders in order after earlier runs: what killed programs left, what earlier
/// versions kept. May take a while.
pub fn tidy() {
    passing::sweep();
    recent::forget_names();
}

/// What tells one file from another with the same name: device and inode (Windows: time of creation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(u64, u64);

/// What lies at a path; a link is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a device, a socket.
    Special,
}

/// Facts about what lies at a path, without opening it.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Size in bytes.
    pub size: u64,
    /// Which file it is.
    pub id: FileId,
    /// How many names it has (hard links).
    pub names: u64,
}

/// What tells whether a file was touched since it was last looked at. Equal prints do not prove equal
/// content (times have a grain); different ones say that somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    id: FileId,
    size: u64,
    modified: Option<std::time::SystemTime>,
    /// Change of content or rights, which nobody can set back (Unix).
    changed: (i64, i64),
}

/// Takes the print of what lies at a path; a link is not followed.
pub fn print_of(path: &Path) -> io::Result<Print> {
    let m = std::fs::symlink_metadata(path)?;
    let (id, _) = identity(&m);
    Ok(Print { id, size: m.len(), modified: m.modified().ok(), changed: changed(&m) })
}

/// Pushes a file and the name it has in its folder to the disk.
pub fn sync(path: &Path) -> io::Result<()> {
    open_calmly(path)?.sync_all()?;
    atomic::sync_folder(&folder_of(path))
}

/// Gives a file a new name in the same folder; never over another one.
pub fn rename_beside(from: &Path, to: &Path) -> io::Result<()> {
    if exists(to) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(from, to)?;
    atomic::sync_folder(&folder_of(to))
}

/// Looks at a path without opening it and without following a link.
pub fn inspect(path: &Path) -> io::Result<Found> {
    Ok(found(&std::fs::symlink_metadata(path)?))
}

/// Whether anything lies at this path, a dangling link included.
pub fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// The real path, all links followed. (`\\?\` stays on Windows: it is what the system understands.)
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(path)
}

/// The first bytes of an ordinary file, at most `most`, with the open file: the caller decides when it
/// is closed, because on Unix closing any handle drops the locks this process holds on that file.
pub fn read_head(path: &Path, most: u64) -> io::Result<(Vec<u8>, Found, File)> {
    let mut file = open_calmly(path)?;
    let found = found(&file.metadata()?);
    let mut head = Vec::new();
    if found.kind == Kind::File {
        (&mut file).take(most).read_to_end(&mut head)?;
    }
    Ok((head, found, file))
}

/// Reads a file to its end, to find out whether the disk gives all of it. The open file as in
/// [`read_head`].
pub fn read_through(path: &Path) -> io::Result<(File, FileId)> {
    let mut file = open_calmly(path)?;
    io::copy(&mut file, &mut io::sink())?;
    let id = found(&file.metadata()?).id;
    Ok((file, id))
}

/// A name beside `path`: the same name with `ending` appended.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The folder that holds `path`.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Copies a file byte by byte to a new file only this user can read.
pub fn copy_private(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = open_calmly(from)?;
    let mut target = private(OpenOptions::new().write(true).create_new(true)).open(to)?;
    io::copy(&mut source, &mut target)?;
    Ok(())
}

/// Makes a new file only this user can read, to write to and read from.
pub fn new_private(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().read(true).write(true).create_new(true)).open(path)
}

/// Removes a file.
pub fn remove(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)
}

/// Removes a folder that holds nothing.
pub fn remove_empty_folder(folder: &Path) -> io::Result<()> {
    std::fs::remove_dir(folder)
}

/// Names in a folder, sorted; a folder that is not there has none.
pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| {
            entries.filter_map(Result::ok).filter_map(|e| e.file_name().into_string().ok()).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

/// Whether this user may change the file or put files into the folder. A file or folder on which nobody
/// has the right to write counts as read-only even for the administrator: somebody meant it so.
pub fn writable(path: &Path) -> bool {
    match std::fs::metadata(path) {
        // On Windows the mark on a folder means something else.
        Ok(m) if m.permissions().readonly() && (cfg!(unix) || !m.is_dir()) => false,
        Ok(_) => may_write(path),
        Err(_) => false,
    }
}

/// SHA-256 as lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut text = String::with_capacity(bytes.len() * 2);
    for b in bytes {
        text.extend([DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
    }
    text
}

/// SHA-256 of a path, as the name of the folder that belongs to it.
pub(crate) fn path_digest(path: &Path) -> String {
    sha256_hex(path.as_os_str().as_encoded_bytes())
}

fn found(m: &Metadata) -> Found {
    let t = m.file_type();
    let kind = if t.is_symlink() {
        Kind::Link
    } else if t.is_dir() {
        Kind::Folder
    } else if t.is_file() {
        Kind::File
    } else {
        Kind::Special
    };
    let (id, names) = identity(m);
    Found { kind, size: m.len(), id, names }
}

/// Opens for reading without following a link and without waiting on a pipe.
fn open_calmly(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    calm(&mut options);
    options.open(path)
}

#[cfg(unix)]
fn identity(m: &Metadata) -> (FileId, u64) {
    use std::os::unix::fs::MetadataExt;
    (FileId(m.dev(), m.ino()), m.nlink())
}

#[cfg(windows)]
fn identity(m: &Metadata) -> (FileId, u64) {
    use std::os::windows::fs::MetadataExt;
    // The file index is not in stable std; a replaced file has another time of creation.
    (FileId(m.creation_time(), 0), 1)
}

#[cfg(unix)]
fn changed(m: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (m.ctime(), m.ctime_nsec())
}

#[cfg(windows)]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

#[cfg(unix)]
fn calm(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(windows)]
fn calm(options: &mut OpenOptions) {
    use std::os::windows::fs::OpenOptionsExt;
    // FILE_FLAG_OPEN_REPARSE_POINT: a link is opened as itself and then refused as no ordinary file.
    options.custom_flags(0x0020_0000);
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(windows)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options // A new file inherits the rights of its folder; the user's own folders are private already.
}

#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(windows)]
fn may_write(path: &Path) -> bool {
    // Rights on Windows cannot be asked for without trying; a file can be opened for writing without
    // being changed.
    path.is_dir() || OpenOptions::new().write(true).open(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_seen_and_never_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(inspect(dir.path()).unwrap().kind, Kind::Folder);
        #[cfg(target_os = "linux")]
        {
            let fifo = dir.path().join("fifo");
            rustix::fs::mknodat(
                rustix::fs::CWD,
                &fifo,
                rustix::fs::FileType::Fifo,
                rustix::fs::Mode::RUSR,
                0,
            )
            .unwrap();
            assert_eq!(inspect(&fifo).unwrap().kind, Kind::Special);
            assert_eq!(read_head(&fifo, 100).unwrap().1.kind, Kind::Special);
        }
    }

    #[test]
    fn a_copy_is_private_and_never_over_another_file() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        std::fs::write(&a, b"text").unwrap();
        copy_private(&a, &b).unwrap();
        assert_eq!(std::fs::read(&b).unwrap(), b"text");
        assert!(copy_private(&a, &b).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&b).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn hex_is_what_sha256sum_prints() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
