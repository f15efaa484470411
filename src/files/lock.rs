//! The lock beside an assessment: `.NAME.lock`, held by the system for as long as the program runs.
//!
//! A left-over file means nothing and is taken over silently: the lock dies with the process that held
//! it. What is written inside is for people only. A lock is never kept in the assessment itself, where
//! it would go stale and travel.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::{Kind, folder_of, inspect, path_digest};

/// Who holds a lock, as that process wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holder {
    /// Login name.
    pub user: String,
    /// Computer.
    pub host: String,
    /// Number of the process.
    pub process: String,
    /// Since when, as text.
    pub since: String,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum LockFailure {
    /// Another window has it; who, if that can be read.
    Held(Option<Holder>),
    /// This place knows no locks, or something else stands at that name.
    Impossible(io::Error),
}

/// A lock that is held until dropped; its file disappears with it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of the assessment `of` (its real path), without waiting.
    pub fn acquire(of: &Path, me: &Holder) -> Result<Self, LockFailure> {
        let path = lock_path(of);
        // Another process may remove the file between opening and locking: then try again with the new one.
        for _ in 0..100 {
            let file = match sys::open(&path) {
                Ok(file) => file,
                Err(e) if sys::means_held(&e, &path) => return Err(LockFailure::Held(read_holder(&path))),
                Err(e) => return Err(LockFailure::Impossible(e)),
            };
            if !file.metadata().is_ok_and(|m| m.is_file()) {
                return Err(LockFailure::Impossible(io::ErrorKind::InvalidInput.into()));
            }
            match sys::lock(&file) {
                Ok(()) => {}
                Err(std::fs::TryLockError::WouldBlock) => {
                    return Err(LockFailure::Held(read_holder(&path)));
                }
                Err(std::fs::TryLockError::Error(e)) => return Err(LockFailure::Impossible(e)),
            }
            if sys::still_there(&file, &path) {
                let mut lock = Self { file, path };
                // For people only: a full disk must not keep anybody from looking.
                let _ = lock.sign(me);
                return Ok(lock);
            }
        }
        Err(LockFailure::Held(None))
    }

    fn sign(&mut self, me: &Holder) -> io::Result<()> {
        self.file.set_len(0)?;
        write!(self.file, "{}\n{}\n{}\n{}\n", me.user, me.host, me.process, me.since)?;
        self.file.flush()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        sys::remove(&self.file, &self.path);
    }
}

/// `.NAME.lock`, or a short name when that would be too long for a file system.
fn lock_path(of: &Path) -> PathBuf {
    let name = of.file_name().unwrap_or_default();
    let mut lock = std::ffi::OsString::from(".");
    if name.len() > 240 {
        lock.push(path_digest(Path::new(name)));
    } else {
        lock.push(name);
    }
    lock.push(".lock");
    folder_of(of).join(lock)
}

fn read_holder(path: &Path) -> Option<Holder> {
    let mut file = super::open_calmly(path).ok()?;
    if inspect(path).ok()?.kind != Kind::File {
        return None;
    }
    let mut bytes = Vec::new();
    (&mut file).take(1024).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    // Anybody can write into that file: only plain words come back out.
    let mut lines = text
        .lines()
        .map(|l| l.chars().filter(|c| c.is_alphanumeric() || " .-_:@\\".contains(*c)).take(20).collect());
    let holder =
        Holder { user: lines.next()?, host: lines.next()?, process: lines.next()?, since: lines.next()? };
    (!holder.user.is_empty()).then_some(holder)
}

#[cfg(unix)]
mod sys {
    use super::{File, OpenOptions, Path, inspect, io};

    pub(super) fn open(path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        super::super::calm(&mut options);
        super::super::private(&mut options).open(path)
    }

    pub(super) fn means_held(_: &io::Error, _: &Path) -> bool {
        false
    }

    pub(super) fn lock(file: &File) -> Result<(), std::fs::TryLockError> {
        file.try_lock()
    }

    /// Whether the name still means the file that was locked.
    pub(super) fn still_there(file: &File, path: &Path) -> bool {
        match (file.metadata(), inspect(path)) {
            (Ok(mine), Ok(named)) => super::super::found(&mine).id == named.id,
            _ => false,
        }
    }

    /// Removed while the lock is still held, so that nobody can hold a file that is about to vanish.
    pub(super) fn remove(file: &File, path: &Path) {
        if still_there(file, path) {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Windows: the handle itself is the lock. It shares reading only, so that a second writer is turned
/// away while the name inside can be read, and the system removes the file when the handle is closed,
/// by a crash too.
#[cfg(windows)]
mod sys {
    use super::{File, OpenOptions, Path, io};
    use std::os::windows::fs::OpenOptionsExt;

    const GENERIC_READ_WRITE_DELETE: u32 = 0x8000_0000 | 0x4000_0000 | 0x0001_0000;
    const FILE_SHARE_READ: u32 = 1;
    const DELETE_ON_CLOSE_AND_NO_LINK: u32 = 0x0400_0000 | 0x0020_0000;

    pub(super) fn open(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .access_mode(GENERIC_READ_WRITE_DELETE)
            .share_mode(FILE_SHARE_READ)
            .custom_flags(DELETE_ON_CLOSE_AND_NO_LINK)
            .open(path)
    }

    /// Sharing violation, lock violation, or a name that is about to vanish. The last is mostly reported
    /// as a missing right; taken at its word, two windows would go on without a lock.
    pub(super) fn means_held(e: &io::Error, path: &Path) -> bool {
        match e.raw_os_error() {
            Some(32 | 33 | 303) => true,
            Some(5) => super::super::exists(path),
            _ => false,
        }
    }

    pub(super) fn lock(_: &File) -> Result<(), std::fs::TryLockError> {
        Ok(())
    }

    pub(super) fn still_there(_: &File, _: &Path) -> bool {
        true
    }

    pub(super) fn remove(_: &File, _: &Path) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn me() -> Holder {
        Holder { user: "ada".into(), host: "desk\u{1b}[2J".into(), process: "7".into(), since: "now".into() }
    }

    #[test]
    fn one_holder_who_is_named_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let of = dir.path().join("a.aims");
        let held = Lock::acquire(&of, &me()).unwrap();
        match Lock::acquire(&of, &me()).unwrap_err() {
            LockFailure::Held(Some(who)) => {
                assert_eq!((who.user.as_str(), who.host.as_str()), ("ada", "desk2J"));
            }
            other => panic!("{other:?}"),
        }
        drop(held);
        assert!(super::super::names_in(dir.path()).is_empty());
        drop(Lock::acquire(&of, &me()).unwrap());
    }

    #[test]
    fn a_left_over_file_and_a_long_name_do_not_matter() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(".a.aims.lock"), b"old\n").unwrap();
        drop(Lock::acquire(&dir.path().join("a.aims"), &me()).unwrap());
        drop(Lock::acquire(&dir.path().join("n".repeat(255)), &me()).unwrap());
    }

    #[test]
    fn many_threads_never_hold_it_together() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let dir = tempfile::tempdir().unwrap();
        let of = dir.path().join("a.aims");
        let inside = AtomicUsize::new(0);
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| {
                    for _ in 0..300 {
                        if let Ok(lock) = Lock::acquire(&of, &me()) {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            std::thread::yield_now();
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(super::super::names_in(dir.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("target");
        std::fs::write(&target, b"kept").unwrap();
        std::os::unix::fs::symlink(&target, dir.path().join(".a.aims.lock")).unwrap();
        assert!(matches!(Lock::acquire(&dir.path().join("a.aims"), &me()), Err(LockFailure::Impossible(_))));
        assert_eq!(std::fs::read(&target).unwrap(), b"kept");
    }
}
