//! The lock beside an assessment: `.NAME.lock`, held by the system for as long as the program runs.
//!
//! A left-over file means nothing and is taken over silently: the lock dies with the process that held
//! it. What is written inside is for people only. A lock is never kept in the assessment itself, where
//! it would go stale and travel. Whoever may write the assessment may open its lock, and nobody else;
//! who cannot take it is told why and must not write.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Found, Kind, folder_of, inspect, path_digest};

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
    /// Something that is no lock file stands at its name; where, and what it is.
    Obstacle(PathBuf, Obstacle),
    /// The lock file is there, and this user may not open it.
    Closed(PathBuf),
    /// The lock file could not be made or locked.
    Refused(PathBuf, io::Error),
    /// This place knows no locks at all.
    NoLocks,
}

/// What stands at the name of a lock, when it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Another name of a file (a hard link).
    OtherName,
    /// Something that is no file.
    NotAFile(Kind),
}

/// A lock that is held until dropped; its file disappears with it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// How often a lock file that cannot be opened is looked at again, and after how long: its owner may be
/// just making it.
const LOOKS: (u8, Duration) = (5, Duration::from_millis(4));

impl Lock {
    /// Takes the lock of the assessment `of` (its real path), without waiting.
    pub fn acquire(of: &Path, me: &Holder) -> Result<Self, LockFailure> {
        use io::ErrorKind as K;
        let path = lock_path(of);
        let mut looks = LOOKS.0;
        // Another process may remove the file between opening and locking: then try again with the new one.
        for _ in 0..100 {
            // Before it is opened: opening a pipe waits, and opening a device can do anything.
            if let Some(what) = inspect(&path).ok().and_then(|found| obstacle(&found)) {
                return Err(LockFailure::Obstacle(path, what));
            }
            let (file, mine) = match sys::open(&path, of) {
                Ok(opened) => opened,
                Err(e) if sys::means_held(&e, &path) => return Err(LockFailure::Held(read_holder(&path))),
                // Made or removed by another process at this moment.
                Err(e) if matches!(e.kind(), K::AlreadyExists | K::NotFound) => continue,
                Err(e) if e.kind() == K::PermissionDenied && super::exists(&path) => {
                    looks -= 1;
                    if looks == 0 {
                        return Err(LockFailure::Closed(path));
                    }
                    std::thread::sleep(LOOKS.1);
                    continue;
                }
                Err(e) => return Err(LockFailure::Refused(path, e)),
            };
            if let Some(what) = file.metadata().ok().and_then(|m| obstacle(&super::found(&m))) {
                return Err(LockFailure::Obstacle(path, what));
            }
            match sys::lock(&file) {
                Ok(()) => {}
                Err(std::fs::TryLockError::WouldBlock) => {
                    return Err(LockFailure::Held(read_holder(&path)));
                }
                Err(std::fs::TryLockError::Error(e)) if sys::knows_no_locks(&e) => {
                    return Err(LockFailure::NoLocks);
                }
                Err(std::fs::TryLockError::Error(e)) => return Err(LockFailure::Refused(path, e)),
            }
            if !sys::still_there(&file, &path) {
                continue;
            }
            let mut lock = Self { file, path: path.clone() };
            if !mine && super::remove(&path).is_ok() {
                // It names whoever had it before and cannot be written: one of our own takes its place.
                continue;
            }
            // For people only: a full disk must not keep anybody from looking.
            let _ = lock.sign(me);
            return Ok(lock);
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

/// What stands at the name of a lock, when it is none. A file with a second name may be anybody's: it is
/// not written into.
fn obstacle(found: &Found) -> Option<Obstacle> {
    match found.kind {
        Kind::File if found.names > 1 => Some(Obstacle::OtherName),
        Kind::File => None,
        kind => Some(Obstacle::NotAFile(kind)),
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
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};

    use rustix::io::Errno;

    use super::{File, OpenOptions, Path, inspect, io};

    /// The open file, and whether it can be written: to lock it, being able to read it is enough.
    pub(super) fn open(path: &Path, of: &Path) -> io::Result<(File, bool)> {
        // Never made by the same call: in a folder like /tmp the system then refuses other people's files.
        match calm(true).open(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok((create(path, of)?, true)),
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Ok((calm(false).open(path)?, false)),
            other => Ok((other?, true)),
        }
    }

    fn calm(write: bool) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.read(true).write(write);
        super::super::calm(&mut options);
        options
    }

    /// Makes the file for everybody who may write the assessment: owner, group and rights are derived from
    /// it, whatever this process would give a new file.
    fn create(path: &Path, of: &Path) -> io::Result<File> {
        let file = calm(true).create_new(true).mode(0o600).open(path)?;
        let Ok(of) = std::fs::metadata(of) else { return Ok(file) };
        // What may not be handed over stays with us, and is made up for by the rights.
        let _ =
            fchown(&file, Some(of.uid()), Some(of.gid())).or_else(|_| fchown(&file, None, Some(of.gid())));
        let mine = file.metadata()?;
        let mode = mode(of.mode(), mine.uid() == of.uid(), mine.gid() == of.gid());
        let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
        Ok(file)
    }

    /// Who may write the assessment may open the lock. Where owner or group are not those of the
    /// assessment, they come in as others, who may then read: enough to lock.
    pub(super) fn mode(of: u32, same_owner: bool, same_group: bool) -> u32 {
        let group = if of & 0o020 == 0 { 0 } else { 0o060 };
        let others = if of & 0o002 == 0 { 0 } else { 0o006 };
        let left_out = if same_owner && (same_group || group == 0) { 0 } else { 0o004 };
        0o600 | group | others | left_out
    }

    pub(super) fn means_held(_: &io::Error, _: &Path) -> bool {
        false
    }

    pub(super) fn lock(file: &File) -> Result<(), std::fs::TryLockError> {
        file.try_lock()
    }

    /// Whether the error says that this file system has no locks, and not that this one is refused.
    pub(super) fn knows_no_locks(e: &io::Error) -> bool {
        let none = [Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::NOLCK];
        e.kind() == io::ErrorKind::Unsupported
            || none.iter().any(|errno| e.raw_os_error() == Some(errno.raw_os_error()))
    }

    /// Whether the name still means the file that was locked.
    pub(super) fn still_there(file: &File, path: &Path) -> bool {
        match (file.metadata(), inspect(path)) {
            (Ok(mine), Ok(named)) => super::super::found(&mine).id == named.id,
            _ => false,
        }
    }

    /// Removed while the lock is still held, so that nobody can hold a file that is about to vanish. Where
    /// it cannot be removed, it names nobody any more.
    pub(super) fn remove(file: &File, path: &Path) {
        if still_there(file, path) && std::fs::remove_file(path).is_err() {
            let _ = file.set_len(0);
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

    pub(super) fn open(path: &Path, _: &Path) -> io::Result<(File, bool)> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .access_mode(GENERIC_READ_WRITE_DELETE)
            .share_mode(FILE_SHARE_READ)
            .custom_flags(DELETE_ON_CLOSE_AND_NO_LINK)
            .open(path)?;
        Ok((file, true))
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

    pub(super) fn knows_no_locks(_: &io::Error) -> bool {
        false
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

    /// Whatever is planted there is named, stays as it was and never switches the lock off.
    #[cfg(unix)]
    #[test]
    fn what_is_planted_is_named_and_not_touched() {
        let dir = tempfile::tempdir().unwrap();
        let (of, lock, target) =
            (dir.path().join("a.aims"), dir.path().join(".a.aims.lock"), dir.path().join("target"));
        std::fs::write(&of, b"").unwrap();
        std::fs::write(&target, b"kept").unwrap();
        let named = |wanted: Obstacle| match Lock::acquire(&of, &me()).unwrap_err() {
            LockFailure::Obstacle(path, what) => assert_eq!((path, what), (lock.clone(), wanted)),
            other => panic!("{other:?}"),
        };
        std::os::unix::fs::symlink(&target, &lock).unwrap();
        named(Obstacle::NotAFile(Kind::Link));
        std::fs::remove_file(&lock).unwrap();
        std::fs::hard_link(&target, &lock).unwrap();
        named(Obstacle::OtherName);
        std::fs::remove_file(&lock).unwrap();
        std::fs::create_dir(&lock).unwrap();
        named(Obstacle::NotAFile(Kind::Folder));
        std::fs::remove_dir(&lock).unwrap();
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, FileType, Mode, mknodat};
            mknodat(CWD, &lock, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
            named(Obstacle::NotAFile(Kind::Special));
            std::fs::remove_file(&lock).unwrap();
        }
        assert_eq!(std::fs::read(&target).unwrap(), b"kept");
        drop(Lock::acquire(&of, &me()).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn who_may_write_the_assessment_may_open_the_lock_and_nobody_else() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let of = dir.path().join("a.aims");
        std::fs::write(&of, b"").unwrap();
        for (assessment, lock) in [(0o600, 0o600), (0o640, 0o600), (0o664, 0o660), (0o666, 0o666)] {
            std::fs::set_permissions(&of, std::fs::Permissions::from_mode(assessment)).unwrap();
            let held = Lock::acquire(&of, &me()).unwrap();
            let found = std::fs::metadata(dir.path().join(".a.aims.lock")).unwrap().permissions().mode();
            assert_eq!(found & 0o777, lock, "{assessment:o}");
            drop(held);
        }
        assert_eq!(sys::mode(0o660, false, true), 0o664, "the owner is one of the others");
        assert_eq!(sys::mode(0o660, true, false), 0o664, "the group is one of the others");
        assert_eq!(sys::mode(0o600, true, false), 0o600, "no group may write");
    }

    #[cfg(unix)]
    #[test]
    fn a_place_without_locks_is_not_a_lock_refused() {
        use rustix::io::Errno;
        let says = |e: Errno| sys::knows_no_locks(&io::Error::from_raw_os_error(e.raw_os_error()));
        assert!([Errno::NOTSUP, Errno::NOSYS, Errno::NOLCK].into_iter().all(says));
        assert!(![Errno::ACCESS, Errno::BADF, Errno::IO, Errno::NOSPC].into_iter().any(says));
    }
}
