//! Writing a whole file: the reader finds the old one or the new one, never half of one.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Kind, folder_of, inspect};

/// Why a file could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Something is there already and must stay.
    Exists,
    /// A link, a folder, a pipe or a device stands at that name.
    NotAFile(Kind),
    /// The folder does not exist.
    NoFolder,
    /// The user may not write there.
    Permission,
    /// The disk is full.
    Full,
    /// Anything else.
    Other(Why),
}

/// A file that was not written, and why. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub trouble: Trouble,
}

impl FileError {
    /// Exit code of the program for this failure.
    pub const fn exit_code(&self) -> u8 {
        match self.trouble {
            Trouble::Exists | Trouble::NotAFile(_) | Trouble::NoFolder => 73,
            Trouble::Permission => 77,
            Trouble::Full | Trouble::Other(_) => 74,
        }
    }

    pub(super) fn of(path: &Path, e: &io::Error) -> Self {
        use io::ErrorKind as K;
        let trouble = match e.kind() {
            K::AlreadyExists => Trouble::Exists,
            K::NotFound | K::NotADirectory => Trouble::NoFolder,
            K::PermissionDenied | K::ReadOnlyFilesystem => Trouble::Permission,
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Trouble::Full,
            _ => Trouble::Other(why(e)),
        };
        Self { path: path.to_path_buf(), trouble }
    }
}

/// Why the system refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is not there.
    Missing,
    /// The user has no right to.
    NoRight,
    /// The disk takes no changes.
    DiskReadOnly,
    /// The disk is full.
    DiskFull,
    /// The user's share of the disk is used up.
    ShareUsedUp,
    /// The name is too long or not allowed.
    BadName,
    /// Part of the path is not a folder.
    NotAFolder,
    /// Anything else: what the system says, short and without control characters.
    System(String),
}

/// What a failure of the system means.
pub fn why(e: &io::Error) -> Why {
    use io::ErrorKind as K;
    match e.kind() {
        K::NotFound => Why::Missing,
        K::PermissionDenied => Why::NoRight,
        K::ReadOnlyFilesystem => Why::DiskReadOnly,
        K::StorageFull => Why::DiskFull,
        K::QuotaExceeded => Why::ShareUsedUp,
        K::InvalidFilename => Why::BadName,
        K::NotADirectory => Why::NotAFolder,
        _ => {
            let text = e.to_string();
            let plain = text.split(" (os error").next().unwrap_or_default();
            let plain: String = plain.chars().filter(|c| !c.is_control()).take(60).collect();
            Why::System(plain.to_lowercase())
        }
    }
}

/// Writes a file only this user can read, whole or not at all: written beside its place, pushed to the
/// disk, put in place in one step. An existing file is replaced only with `overwrite`; a link, folder
/// or device never is.
pub fn write_atomic(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), FileError> {
    may_be_written(path, overwrite)?;
    put(path, bytes, overwrite).map_err(|e| FileError::of(path, &e))
}

/// As [`write_atomic`], for what is too large for memory: `make` fills a private file beside the place,
/// which is then put there in one step.
pub fn build_atomic(
    path: &Path,
    overwrite: bool,
    make: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), FileError> {
    may_be_written(path, overwrite)?;
    let build = || -> io::Result<()> {
        let folder = folder_of(path);
        let part = part().tempfile_in(&folder)?.into_temp_path();
        make(&part)?;
        // Opened for writing: Windows syncs nothing through a handle that only reads.
        std::fs::OpenOptions::new().write(true).open(&part)?.sync_all()?;
        if overwrite { part.persist(path) } else { part.persist_noclobber(path) }.map_err(|e| e.error)?;
        sync_folder(&folder)
    };
    build().map_err(|e| FileError::of(path, &e))
}

/// Files on their way: hidden, named as ours, private.
fn part() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".clausewise-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o600));
    }
    builder
}

fn may_be_written(path: &Path, overwrite: bool) -> Result<(), FileError> {
    let err = |e: &io::Error| FileError::of(path, e);
    let refuse = |trouble| Err(FileError { path: path.to_path_buf(), trouble });
    match inspect(path) {
        Ok(found) => match found.kind {
            Kind::Link => return refuse(Trouble::NotAFile(Kind::Link)),
            Kind::Folder => return refuse(Trouble::NotAFile(Kind::Folder)),
            Kind::Special => return refuse(Trouble::NotAFile(Kind::Special)),
            Kind::File if !overwrite => return refuse(Trouble::Exists),
            Kind::File => {}
        },
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(err(&e)),
    }
    if path.file_name().is_none() {
        return refuse(Trouble::NotAFile(Kind::Folder));
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8], overwrite: bool) -> io::Result<()> {
    let folder = folder_of(path);
    let builder = part();
    if let Some(mut file) = nameless::create(&folder) {
        file.write_all(bytes)?;
        file.sync_all()?;
        // Without a name until it is whole: a killed program leaves nothing behind.
        let done = if overwrite {
            builder
                .make_in(&folder, |name| nameless::name(&file, name))
                .and_then(|named| named.into_temp_path().persist(path).map_err(|e| e.error))
        } else {
            nameless::name(&file, path)
        };
        match done {
            Err(e) if nameless::unusual(&e) => {}
            Err(e) => return Err(e),
            Ok(()) => return sync_folder(&folder),
        }
    }
    let mut file = builder.tempfile_in(&folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let named = file.into_temp_path();
    if overwrite { named.persist(path) } else { named.persist_noclobber(path) }.map_err(|e| e.error)?;
    sync_folder(&folder)
}

/// Makes a new or changed name in the folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        match std::fs::File::open(folder)?.sync_all() {
            // Some network file systems know no such thing; the file itself is safe.
            Err(e) if e.kind() == io::ErrorKind::InvalidInput => Ok(()),
            other => other,
        }
    }
    #[cfg(windows)]
    {
        let _ = folder; // Windows has no such call; NTFS journals names itself.
        Ok(())
    }
}

/// Files without a name until they are complete.
#[cfg(target_os = "linux")]
mod nameless {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};

    pub(super) fn create(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        rustix::fs::openat(CWD, folder, flags, Mode::RUSR | Mode::WUSR).ok().map(File::from)
    }

    pub(super) fn name(file: &File, path: &Path) -> io::Result<()> {
        let by_number = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(rustix::fs::linkat(CWD, by_number.as_str(), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }

    /// Failures that mean "not here" (no `/proc`, a file system without links), not "no".
    pub(super) fn unusual(e: &io::Error) -> bool {
        !matches!(
            e.kind(),
            io::ErrorKind::AlreadyExists | io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    }
}

/// Files without a name exist on Linux only.
#[cfg(not(target_os = "linux"))]
mod nameless {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) fn create(_: &Path) -> Option<File> {
        None
    }

    pub(super) fn name(_: &File, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn unusual(_: &io::Error) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_private_and_never_over_another_file_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.md");
        write_atomic(&path, b"one", false).unwrap();
        assert_eq!(write_atomic(&path, b"two", false).unwrap_err().trouble, Trouble::Exists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_atomic(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(super::super::names_in(dir.path()), ["report.md"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn folders_links_and_missing_folders_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let no = |p: &Path| write_atomic(p, b"x", true).unwrap_err().trouble;
        assert_eq!(no(dir.path()), Trouble::NotAFile(Kind::Folder));
        assert_eq!(no(&dir.path().join("none/x")), Trouble::NoFolder);
        #[cfg(unix)]
        {
            let (link, target) = (dir.path().join("link"), dir.path().join("target"));
            std::fs::write(&target, b"kept").unwrap();
            std::os::unix::fs::symlink(&target, &link).unwrap();
            assert_eq!(no(&link), Trouble::NotAFile(Kind::Link));
            assert_eq!(std::fs::read(&target).unwrap(), b"kept");
            assert!(matches!(no(Path::new("/dev/null")), Trouble::NotAFile(_)));
        }
    }
}
