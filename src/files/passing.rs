//! Private folders for what only passes: a text while the person's own editor has it, a copy while it is
//! read. Never in the common temporary folder while there is a place of the user's own. Each is removed
//! when it is dropped; what a killed program left is known by its name and by nobody holding it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Kind, inspect, path_digest};

/// Begins the name of a folder with a copy in it.
const COPY: &str = "copy-";
/// Begins the name of a folder with a text in it; a digest of whose it is follows.
const TEXT: &str = "text-";
/// How long a text that nobody came back for is kept. Its assessment takes it in when it is opened.
const KEPT: Duration = Duration::from_hours(24);
/// Ending of a text, so that editors know it as one.
const ENDING: &str = ".txt";

/// A folder open to this user alone, removed when dropped.
#[derive(Debug)]
pub struct Passing {
    dir: tempfile::TempDir,
    /// Says that somebody is here, as long as this process or an editor started by it lives.
    hold: Option<File>,
}

impl Passing {
    /// Where it is.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Whether programs started now hold the folder too: an editor may outlive us.
    pub fn hold_for_children(&self, on: bool) {
        if let Some(hold) = &self.hold {
            inherit(hold, on);
        }
    }

    /// Takes a file out of it to where nobody sweeps, and says where it is now.
    pub fn keep(self, name: &str) -> PathBuf {
        let from = self.path().join(name);
        let kept = super::state_dir().and_then(|state| {
            let dir = new_in(&state.join("kept"), "").ok()?;
            let to = dir.dir.path().join(name);
            super::copy_private(&from, &to).ok()?;
            let _ = dir.dir.keep();
            Some(to)
        });
        kept.unwrap_or_else(|| self.dir.keep().join(name))
    }
}

/// A folder for copies: on the disk, because they can be large.
pub fn private_temp_dir() -> io::Result<Passing> {
    places()
        .iter()
        .rev()
        .find_map(|place| new_in(place, COPY).ok())
        .map_or_else(|| new_in(&std::env::temp_dir(), "clausewise-"), Ok)
}

/// A folder for texts of an assessment: in memory where the system has a place for that. Without a place
/// of the user's own there is none.
pub fn text_dir(of: &Path) -> io::Result<Passing> {
    let mut why = io::Error::from(io::ErrorKind::NotFound);
    for place in places() {
        match new_in(&place, &format!("{TEXT}{}-", whose(of))) {
            Ok(dir) => return Ok(dir),
            Err(e) => why = e,
        }
    }
    Err(why)
}

/// The name of a text in its folder; ids hold a slash.
pub fn text_name(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let name: String = key.replace('/', "+").chars().map(|c| if plain(c) { c } else { '_' }).collect();
    format!("{name}{ENDING}")
}

/// A text that an editor still had when the program was killed.
#[derive(Debug)]
pub struct LeftText {
    /// What it is of.
    pub key: String,
    /// The text as it was last written.
    pub text: String,
    /// Removed with the text when dropped.
    pub folder: Passing,
}

/// Texts of an assessment that a killed program left, at most so many bytes each. What an editor still
/// has is not among them.
pub fn left_texts(of: &Path, most: usize) -> Vec<LeftText> {
    let begins = format!("{TEXT}{}-", whose(of));
    let mut found = Vec::new();
    for place in places() {
        for name in super::names_in(&place).into_iter().filter(|n| n.starts_with(&begins)) {
            let path = place.join(name);
            let Some(hold) = claim(&path) else { continue };
            let Ok(dir) = adopt(&path) else { continue };
            let folder = Passing { dir, hold: Some(hold) };
            let text = super::names_in(folder.path()).into_iter().find_map(|name| {
                let key = name.strip_suffix(ENDING).filter(|k| !k.starts_with('.'))?.replace('+', "/");
                Some((key, read(&folder.path().join(&name), most)?))
            });
            if let Some((key, text)) = text {
                found.push(LeftText { key, text, folder });
            }
        }
    }
    found
}

/// Removes what killed programs left: copies at once, texts when nobody came back for them.
pub(super) fn sweep() {
    for place in places() {
        for name in super::names_in(&place) {
            let path = place.join(&name);
            let old = || {
                let changed = std::fs::symlink_metadata(&path).and_then(|m| m.modified());
                changed.is_ok_and(|t| SystemTime::now().duration_since(t).is_ok_and(|age| age > KEPT))
            };
            // Where nothing can be claimed, a day has to be enough for copies too.
            let copy = name.starts_with(COPY) && (cfg!(unix) || old());
            let may_go = copy || (name.starts_with(TEXT) && old());
            if !may_go {
                continue;
            }
            let hold = claim(&path);
            if hold.is_some() || !cfg!(unix) {
                let _ = std::fs::remove_dir_all(&path);
            }
        }
    }
}

/// The user's own places, in memory first.
fn places() -> Vec<PathBuf> {
    in_memory().into_iter().chain(super::state_dir().map(|d| d.join("passing"))).collect()
}

/// Tests keep to their own folder.
#[cfg(test)]
fn in_memory() -> Option<PathBuf> {
    None
}

#[cfg(not(test))]
fn in_memory() -> Option<PathBuf> {
    let dirs = directories::BaseDirs::new()?;
    let own = dirs.runtime_dir().filter(|d| only_ours(d))?;
    Some(own.join("clausewise"))
}

/// A variable may point anywhere: only a folder of this user, closed to everybody else, will do.
#[cfg(all(unix, not(test)))]
fn only_ours(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::symlink_metadata(folder).is_ok_and(|m| {
        // The last six bits are the rights of everybody else.
        m.is_dir() && m.uid() == rustix::process::geteuid().as_raw() && m.mode().trailing_zeros() >= 6
    })
}

#[cfg(all(not(unix), not(test)))]
fn only_ours(_: &Path) -> bool {
    false
}

fn whose(of: &Path) -> String {
    path_digest(of).chars().take(16).collect()
}

fn new_in(place: &Path, begins: &str) -> io::Result<Passing> {
    if place != std::env::temp_dir() {
        super::make_private_dir(place)?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(begins);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    let mut dir = builder.tempdir_in(place)?;
    let mut hold = claim(dir.path());
    // Another program that starts just now may take a folder that nobody holds yet for a left one.
    for _ in 0..5 {
        if super::exists(dir.path()) {
            break;
        }
        dir = builder.tempdir_in(place)?;
        hold = claim(dir.path());
    }
    Ok(Passing { dir, hold })
}

/// A folder that is there already, to be removed when dropped.
fn adopt(path: &Path) -> io::Result<tempfile::TempDir> {
    let place = path.parent().ok_or(io::ErrorKind::NotFound)?;
    // A new name, so that whoever looks for left texts next does not find it again.
    let dir = tempfile::Builder::new().prefix(COPY).tempdir_in(place)?;
    std::fs::rename(path, dir.path())?;
    Ok(dir)
}

fn read(path: &Path, most: usize) -> Option<String> {
    if inspect(path).ok()?.kind != Kind::File {
        return None;
    }
    let mut bytes = Vec::new();
    super::open_calmly(path).ok()?.take(most as u64).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

/// Holds a folder against everybody who would sweep it; none when somebody else holds it.
#[cfg(unix)]
pub(super) fn claim(folder: &Path) -> Option<File> {
    let file = super::open_calmly(folder).ok().filter(|f| f.metadata().is_ok_and(|m| m.is_dir()))?;
    file.try_lock().ok().map(|()| file)
}

/// Folders cannot be held on this system.
#[cfg(not(unix))]
pub(super) fn claim(_: &Path) -> Option<File> {
    None
}

#[cfg(unix)]
fn inherit(hold: &File, on: bool) {
    use rustix::io::{FdFlags, fcntl_setfd};
    let _ = fcntl_setfd(hold, if on { FdFlags::empty() } else { FdFlags::CLOEXEC });
}

#[cfg(not(unix))]
fn inherit(_: &File, _: bool) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(place: &str) -> PathBuf {
        let path = super::super::state_dir().unwrap().join("passing").join(place);
        super::super::make_private_dir(&path).unwrap();
        std::fs::write(path.join("note.4.1.txt"), "what was typed").unwrap();
        path
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_program_left_goes_and_what_is_in_use_stays() {
        use std::os::unix::fs::PermissionsExt;
        let left = made("copy-left");
        let used = private_temp_dir().unwrap();
        assert_eq!(std::fs::metadata(used.path()).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(used.path().parent(), left.parent(), "in a place of the user's own");
        let other = made("of somebody else");
        sweep();
        assert!(!left.exists() && used.path().exists() && other.exists());
        let path = used.path().to_path_buf();
        drop(used);
        assert!(!path.exists());
        std::fs::remove_dir_all(other).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_text_waits_for_its_assessment_and_for_a_day() {
        let of = Path::new("/c/waits.aims");
        let path = made(&format!("{TEXT}{}-x", whose(of)));
        sweep();
        assert!(left_texts(Path::new("/c/another.aims"), 100).is_empty());
        let editor = claim(&path).unwrap();
        assert!(left_texts(of, 100).is_empty(), "an editor still has it");
        drop(editor);
        let found = left_texts(of, 100);
        assert_eq!((found[0].key.as_str(), found[0].text.as_str()), ("note.4.1", "what was typed"));
        assert!(left_texts(of, 100).is_empty());
        drop(found);
        assert!(!path.exists());

        let path = made(&format!("{TEXT}{}-y", whose(of)));
        let before = SystemTime::now() - KEPT - Duration::from_mins(1);
        File::open(&path).unwrap().set_modified(before).unwrap();
        sweep();
        assert!(!path.exists());
    }

    #[test]
    fn what_is_kept_is_where_nobody_sweeps() {
        let dir = text_dir(Path::new("/c/kept.aims")).unwrap();
        std::fs::write(dir.path().join("note.txt"), "kept").unwrap();
        let gone = dir.path().to_path_buf();
        let kept = dir.keep("note.txt");
        sweep();
        assert!(!gone.exists());
        assert_eq!(std::fs::read_to_string(kept).unwrap(), "kept");
    }
}
