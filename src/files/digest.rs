//! SHA-256 and size of a file, read piece by piece: however large it is, little of it is in memory, and whoever waits can
//! stop it. What is no ordinary file is never opened. Used by the verb that keeps how a file is; knows nothing of ours.

use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{Kind, Why, exists, hex, inspect, open_calmly, print_of, why};

/// Bytes read at once.
const PIECE: usize = 256 * 1024;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// SHA-256, 64 lower-case digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// Nothing lies there.
    Gone,
    /// A link, a folder, a pipe or a device: not opened.
    NoFile(Kind),
    /// The system does not give it.
    Refused(Why),
    /// Somebody wrote to it while it was read.
    Written,
    /// It was asked to stop.
    Stopped,
}

impl From<io::Error> for NotRead {
    fn from(e: io::Error) -> Self {
        Self::Refused(why(&e))
    }
}

/// Whether an ordinary file lies there, found out without opening it.
pub fn is_there(path: &Path) -> Result<(), NotRead> {
    match inspect(path) {
        Ok(found) if found.kind == Kind::File => Ok(()),
        Ok(found) => Err(NotRead::NoFile(found.kind)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(NotRead::Gone),
        // Above it is a file and no folder: nothing can lie there.
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => Err(NotRead::Gone),
        Err(e) => Err(e.into()),
    }
}

/// Reads a file to its end. `go_on` is told the bytes of each piece and says whether to go on.
pub fn digest(path: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Digest, NotRead> {
    is_there(path)?;
    let before = print_of(path)?;
    let mut file = open_calmly(path)?;
    // It may have been put in the place of the file that was looked at.
    let kind = super::found(&file.metadata()?).kind;
    if kind != Kind::File {
        return Err(NotRead::NoFile(kind));
    }
    let (mut hash, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE]);
    loop {
        let n = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e.into()),
        };
        hash.update(piece.get(..n).unwrap_or_default());
        size += n as u64;
        if !go_on(n as u64) {
            return Err(NotRead::Stopped);
        }
    }
    match print_of(path) {
        Ok(now) if now == before => Ok(Digest { sha256: hex(&hash.finalize()), size }),
        Err(_) if !exists(path) => Err(NotRead::Gone),
        _ => Err(NotRead::Written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_to_its_end_and_can_be_stopped() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("policy.pdf");
        std::fs::write(&path, b"abc").unwrap();
        let read = digest(&path, &mut |_| true).unwrap();
        assert_eq!((read.size, read.sha256.as_str()), (3, super::super::sha256_hex(b"abc").as_str()));
        let large = dir.path().join("large");
        std::fs::File::create(&large).unwrap().set_len(10 << 30).unwrap();
        let mut pieces = 0;
        let stopped = digest(&large, &mut |_| {
            pieces += 1;
            pieces < 3
        });
        assert_eq!((stopped, pieces), (Err(NotRead::Stopped), 3), "ten gigabytes are not read to be stopped");
    }

    #[test]
    fn what_is_no_file_is_never_opened_and_what_is_written_to_is_no_file_yet() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let of = |name: &str| digest(&at(name), &mut |_| true);
        assert_eq!(of("none"), Err(NotRead::Gone));
        std::fs::write(at("file"), b"x").unwrap();
        assert_eq!(of("file/below"), Err(NotRead::Gone));
        assert_eq!(digest(dir.path(), &mut |_| true), Err(NotRead::NoFile(Kind::Folder)));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
            assert_eq!(of("link"), Err(NotRead::NoFile(Kind::Link)));
            assert_eq!(digest(Path::new("/dev/zero"), &mut |_| true), Err(NotRead::NoFile(Kind::Special)));
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, FileType, Mode, mknodat};
            mknodat(CWD, at("fifo"), FileType::Fifo, Mode::RUSR, 0).unwrap();
            assert_eq!(of("fifo"), Err(NotRead::NoFile(Kind::Special)));
        }
        let grows = digest(&at("file"), &mut |_| {
            std::fs::write(at("file"), b"more than before").unwrap();
            true
        });
        assert_eq!(grows, Err(NotRead::Written));
    }
}
