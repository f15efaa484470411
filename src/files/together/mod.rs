//! Several files into one folder in one step: whoever looks, at whatever moment the program is killed,
//! finds all of the old ones or all of the new ones.
//!
//! The folder as it shall be is made beside it, with what other people keep there under a second name,
//! and changes places with the old one. A folder that would lose more than that by being replaced (a
//! shell is in it, it has rights of its own, folders in it) gets its files one by one, all of them
//! finished before the first is put in place.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::atomic::sync_folder;
use super::passing::claim;
use super::{FileError, FileId, Kind, canonical, exists, folder_of, inspect, make_private_dir};

/// Stands in the name of every folder that is being put together: `.NAME.clausewise-export-NUMBER` beside
/// its place, `.clausewise-export-LETTERS` inside it.
const MARK: &str = ".clausewise-export-";

/// A file to be written: its name and content.
pub type Piece<'a> = (&'a str, &'a [u8]);

/// Why the files are not in the folder, or not all of them.
#[derive(Debug)]
pub enum Stopped {
    /// The folder could not be made. Nothing was changed.
    NoFolder(io::Error),
    /// A file could not be written. Nothing was changed.
    Nothing(FileError),
    /// A file could not be put in place, and those before it are there.
    HalfWay {
        /// The file that could not be.
        error: FileError,
        /// How many are in place.
        done: usize,
    },
}

/// Puts the files into the folder. Files of the same names are replaced with `replace` only; others stay.
/// A folder that is not there is made, and the one above it at most. `ours` are all names that files of
/// this kind can have.
pub fn write_together(
    folder: &Path,
    pieces: &[Piece<'_>],
    ours: &[&str],
    replace: bool,
) -> Result<(), Stopped> {
    let Ok(real) = canonical(folder) else { return new_folder(folder, pieces, ours) };
    sweep(&real, ours);
    if pieces.len() > 1
        && let Some(others) = swappable(&real, pieces, ours)
        && let Some(done) = swap(&real, pieces, &others)
    {
        return done.map_err(Stopped::Nothing);
    }
    one_by_one(&real, pieces, replace)
}

/// A folder that is being put together; with all that is in it removed when dropped.
struct Stage {
    path: PathBuf,
    /// Says that it is in use.
    _hold: Option<File>,
    ours: bool,
}

impl Stage {
    /// Beside the place where it belongs.
    fn beside(target: &Path) -> io::Result<Self> {
        let (place, name) = (folder_of(target), target.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
        let mut begins = OsString::from(".");
        begins.push(name);
        begins.push(MARK);
        let dir = new_dir(&place, &begins)?;
        let hold = claim(dir.path());
        // Its own number in its name tells later whether it has changed places with the old one.
        begins.push(format!("{:x}", number(inspect(dir.path())?.id)));
        let path = place.join(begins);
        std::fs::rename(dir.path(), &path)?;
        let _ = dir.keep();
        Ok(Self { path, _hold: hold, ours: true })
    }

    /// Inside the folder.
    fn inside(folder: &Path) -> io::Result<Self> {
        let path = new_dir(folder, OsStr::new(MARK))?.keep();
        Ok(Self { _hold: claim(&path), path, ours: true })
    }

    /// Writes the files into it, or into a folder in it, and pushes them to the disk. An error names the
    /// file by its place at the end.
    fn fill(&self, inside: Option<&Path>, pieces: &[Piece<'_>], end: &Path) -> Result<(), FileError> {
        let folder = inside.map_or_else(|| self.path.clone(), |below| self.path.join(below));
        let write = |name: &str, bytes: &[u8]| {
            let mut options = std::fs::OpenOptions::new();
            let mut file = super::private(options.write(true).create_new(true)).open(folder.join(name))?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        for (name, bytes) in pieces {
            write(name, bytes).map_err(|e| FileError::of(&end.join(name), &e))?;
        }
        sync_folder(&folder).and_then(|()| sync_folder(&self.path)).map_err(|e| FileError::of(end, &e))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if self.ours {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

fn new_dir(place: &Path, begins: &OsStr) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(begins);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(place)
}

/// What tells a folder from another one in the same place.
fn number(id: FileId) -> u64 {
    if id.1 == 0 { id.0 } else { id.1 }
}

/// A folder that is not there comes into being with all its files in it.
fn new_folder(folder: &Path, pieces: &[Piece<'_>], ours: &[&str]) -> Result<(), Stopped> {
    // The uppermost folder that is not there: it is put in place with all below it.
    let mut above = folder.to_path_buf();
    while !exists(&folder_of(&above)) && folder_of(&above) != above {
        above = folder_of(&above);
    }
    let top = above.as_path();
    let inside = folder.strip_prefix(top).ok().filter(|below| !below.as_os_str().is_empty());
    let Ok(mut stage) = Stage::beside(top) else {
        // The place itself says what is wrong with it, or takes a folder but none with a longer name.
        make_private_dir(folder).map_err(Stopped::NoFolder)?;
        return one_by_one(folder, pieces, false).inspect_err(|_| {
            let _ = std::fs::remove_dir(folder);
        });
    };
    sweep(top, ours);
    if let Some(below) = inside {
        make_private_dir(&stage.path.join(below)).map_err(Stopped::NoFolder)?;
    }
    stage.fill(inside, pieces, folder).map_err(Stopped::Nothing)?;
    std::fs::rename(&stage.path, top).map_err(Stopped::NoFolder)?;
    stage.ours = false;
    let _ = sync_folder(&folder_of(top));
    Ok(())
}

/// What else is in a folder that may change places with a new one; none when it must stay the same folder.
fn swappable(folder: &Path, pieces: &[Piece<'_>], ours: &[&str]) -> Option<Vec<OsString>> {
    let (mut others, mut theirs, mut known) = (Vec::new(), 0, 0);
    for entry in std::fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name();
        if !matches!(inspect(&entry.path()).ok()?.kind, Kind::File | Kind::Link) {
            return None;
        }
        if ours.iter().any(|n| name == **n) {
            known += 1;
        } else {
            theirs += 1;
        }
        if !pieces.iter().any(|(n, _)| name == **n) {
            others.push(name);
        }
    }
    // A folder with more of somebody else's in it is not one of exports: a desktop, a home.
    let may = theirs <= known && sys::may_be_replaced(folder) && !somebody_is_in(folder);
    may.then_some(others)
}

/// Whether this program, or one that it can see, works in the folder: it would be left in the old one.
fn somebody_is_in(folder: &Path) -> bool {
    let within = |cwd: io::Result<PathBuf>| cwd.is_ok_and(|cwd| cwd.starts_with(folder));
    within(std::env::current_dir()) || sys::working_folders().any(|cwd| within(Ok(cwd)))
}

/// Lets a new folder change places with the old one; none when that cannot be done here.
fn swap(folder: &Path, pieces: &[Piece<'_>], others: &[OsString]) -> Option<Result<(), FileError>> {
    let mut stage = Stage::beside(folder).ok()?;
    for name in others {
        std::fs::hard_link(folder.join(name), stage.path.join(name)).ok()?;
    }
    if let Err(e) = stage.fill(None, pieces, folder) {
        return Some(Err(e));
    }
    sys::same_rights(folder, &stage.path).ok()?;
    sys::exchange(&stage.path, folder).ok()?;
    stage.ours = false;
    let _ = sync_folder(&folder_of(folder));
    let mine = |name: &OsStr| pieces.iter().any(|(n, _)| name == *n);
    settle(&stage.path, folder, mine, true);
    Some(Ok(()))
}

/// Removes what is left of an old folder. What somebody put there after its second name was made, and
/// before the folders changed places, moves over; over a file that was there already only when it is
/// `newer`.
fn settle(old: &Path, folder: &Path, mine: impl Fn(&OsStr) -> bool, newer: bool) {
    for entry in std::fs::read_dir(old).into_iter().flatten().filter_map(Result::ok) {
        let (name, path) = (entry.file_name(), entry.path());
        let new = folder.join(&name);
        let there = inspect(&new).ok();
        let same = there.is_some_and(|there| inspect(&path).is_ok_and(|found| found.id == there.id));
        if same || mine(&name) {
            let _ = std::fs::remove_file(&path);
        } else if newer || there.is_none() {
            let _ = std::fs::rename(&path, &new);
        }
    }
    // One that still holds something stays.
    let _ = std::fs::remove_dir(old);
}

/// Puts the files in place one after the other, all finished before the first. A failure takes new ones
/// away again and leaves replaced ones.
fn one_by_one(folder: &Path, pieces: &[Piece<'_>], replace: bool) -> Result<(), Stopped> {
    let nothing = |e: &io::Error| Stopped::Nothing(FileError::of(folder, e));
    let stage = Stage::inside(folder).map_err(|e| nothing(&e))?;
    stage.fill(None, pieces, folder).map_err(Stopped::Nothing)?;
    for (done, (name, _)) in pieces.iter().enumerate() {
        let (from, to) = (stage.path.join(name), folder.join(name));
        let put = if replace {
            std::fs::rename(&from, &to)
        } else {
            tempfile::TempPath::try_from_path(from)
                .and_then(|p| p.persist_noclobber(&to).map_err(|e| e.error))
        };
        if let Err(e) = put {
            let error = FileError::of(&to, &e);
            let taken_away =
                || pieces[..done].iter().all(|(n, _)| std::fs::remove_file(folder.join(n)).is_ok());
            if done == 0 || (!replace && taken_away()) {
                return Err(Stopped::Nothing(error));
            }
            return Err(Stopped::HalfWay { error, done });
        }
    }
    let _ = sync_folder(folder);
    Ok(())
}

/// Removes what killed exports left in the folder and beside it. Nothing that somebody else put there is
/// removed: it moves back to where it was.
fn sweep(target: &Path, ours: &[&str]) {
    let place = folder_of(target);
    for name in super::names_in(&place) {
        let Some((of, made)) = name.strip_prefix('.').and_then(|n| n.split_once(MARK)) else { continue };
        let path = place.join(&name);
        let Some(_hold) = left(&path).filter(|_| !of.is_empty()) else { continue };
        let own = inspect(&path).map(|found| format!("{:x}", number(found.id)));
        match own {
            // Never put in place: all in it is ours, or has another name.
            Ok(own) if own == made => drop(std::fs::remove_dir_all(&path)),
            // Nothing was put into it yet, or nothing is left in it.
            _ if std::fs::remove_dir(&path).is_ok() => {}
            // It has changed places with the new one.
            Ok(_) if u64::from_str_radix(made, 16).is_ok() && place.join(of).is_dir() => {
                settle(&path, &place.join(of), |name| ours.iter().any(|n| name == *n), false);
            }
            _ => {}
        }
    }
    for name in super::names_in(target).into_iter().filter(|n| n.starts_with(MARK)) {
        let path = target.join(name);
        if let Some(_hold) = left(&path) {
            let _ = std::fs::remove_dir_all(&path);
        }
    }
}

/// Holds a folder of this user's that nobody works in any more.
#[cfg(unix)]
fn left(path: &Path) -> Option<File> {
    use std::os::unix::fs::MetadataExt;
    let hold = claim(path)?;
    let mine = hold.metadata().is_ok_and(|m| m.uid() == rustix::process::geteuid().as_raw());
    mine.then_some(hold)
}

/// Nobody can be seen to work in a folder here: what was left stays.
#[cfg(not(unix))]
fn left(_: &Path) -> Option<File> {
    None
}

#[cfg(unix)]
mod sys {
    use std::os::unix::fs::{MetadataExt, chown};

    use super::{Path, PathBuf, io};

    /// Whether a new folder can be to everybody what this one is: of the same owner, with no rights or
    /// marks beyond the usual ones.
    pub(super) fn may_be_replaced(folder: &Path) -> bool {
        let mine = std::fs::metadata(folder).is_ok_and(|m| m.uid() == rustix::process::geteuid().as_raw());
        let mut names = [0; 4096];
        let plain = match rustix::fs::listxattr(folder, &mut names) {
            Ok(len) => names[..len].split(|b| *b == 0).all(|n| n.is_empty() || n == b"security.selinux"),
            Err(e) => matches!(e, rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS),
        };
        mine && plain
    }

    /// Folders that running programs work in, as far as the system tells.
    pub(super) fn working_folders() -> impl Iterator<Item = PathBuf> {
        let all = if cfg!(target_os = "linux") { std::fs::read_dir("/proc").ok() } else { None };
        all.into_iter().flatten().filter_map(|p| std::fs::read_link(p.ok()?.path().join("cwd")).ok())
    }

    pub(super) fn same_rights(of: &Path, to: &Path) -> io::Result<()> {
        let (of, mine) = (std::fs::metadata(of)?, std::fs::metadata(to)?);
        if of.gid() != mine.gid() {
            chown(to, None, Some(of.gid()))?;
        }
        std::fs::set_permissions(to, of.permissions())
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Two folders cannot change places on this system.
#[cfg(not(unix))]
mod sys {
    use super::{Path, PathBuf, io};

    pub(super) fn may_be_replaced(_: &Path) -> bool {
        false
    }

    pub(super) fn working_folders() -> impl Iterator<Item = PathBuf> {
        std::iter::empty()
    }

    pub(super) fn same_rights(_: &Path, _: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests;
