//! Which assessments were open last: where they are and when, never whose they are. A convenience:
//! whatever goes wrong here is silently no list.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many are kept.
const MOST: usize = 20;

/// An assessment that was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it was; it may be gone.
    pub path: PathBuf,
    /// Seconds since 1970 when it was last opened.
    pub opened: u64,
}

/// The last assessments, newest first.
pub fn recent() -> Vec<Recent> {
    super::state_dir().map(|d| rows(&text(&d.join("recent")))).unwrap_or_default()
}

/// Puts an assessment at the top of the list. Paths that are not text are not remembered.
pub fn remember(path: &Path) {
    change(|rows, now| {
        if path.to_str().is_some() {
            rows.retain(|r| r.path != path);
            rows.insert(0, Recent { path: path.to_path_buf(), opened: now });
        }
        true
    });
}

/// Takes an assessment off the list.
pub fn forget(path: &Path) {
    change(|rows, _| {
        let before = rows.len();
        rows.retain(|r| r.path != path);
        rows.len() != before
    });
}

/// Takes out the names of organisations that an earlier version kept in a third column.
pub(super) fn forget_names() {
    let old = |d: PathBuf| text(&d.join("recent")).lines().any(|l| l.split('\t').count() > 2);
    if super::state_dir().is_some_and(old) {
        change(|_, _| true);
    }
}

/// Changes the list, when the edit says so; one thread after the other.
fn change(edit: impl FnOnce(&mut Vec<Recent>, u64) -> bool) {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(folder) = super::state_dir() else { return };
    if super::make_private_dir(&folder).is_err() {
        return;
    }
    let file = folder.join("recent");
    let mut rows = rows(&text(&file));
    if !edit(&mut rows, SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())) {
        return;
    }
    rows.truncate(MOST);
    let text: String =
        rows.iter().filter_map(|r| Some(format!("{}\t{}\n", r.opened, escape(r.path.to_str()?)))).collect();
    let _ = super::write_atomic(&file, text.as_bytes(), true);
}

fn text(file: &Path) -> String {
    let head = super::read_head(file, 1 << 20);
    head.map(|(bytes, ..)| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn rows(text: &str) -> Vec<Recent> {
    text.lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let opened = cells.next()?.parse().ok()?;
            Some(Recent { path: PathBuf::from(unescape(cells.next()?)), opened })
        })
        .take(MOST)
        .collect()
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\t', "%09").replace('\n', "%0A").replace('\r', "%0D")
}

fn unescape(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_first_once_each_and_no_name_of_anybody() {
        let (a, b, c) = (Path::new("/c/a%0A\n.aims"), Path::new("/c/b.aims"), Path::new("/c/c.aims"));
        remember(a);
        remember(b);
        remember(a);
        assert_eq!(recent()[0].path, a);
        assert_eq!(recent().iter().filter(|r| r.path == a).count(), 1);
        forget(a);
        assert!(recent().iter().all(|r| r.path != a) && recent().iter().any(|r| r.path == b));

        // As an earlier version wrote it.
        let file = super::super::state_dir().unwrap().join("recent");
        std::fs::write(&file, format!("7\t{}\tSecret Client Ltd\n", c.display())).unwrap();
        assert!(recent().contains(&Recent { path: c.to_path_buf(), opened: 7 }));
        forget_names();
        let now = std::fs::read_to_string(&file).unwrap();
        assert!(now.contains(&format!("7\t{}\n", c.display())) && !now.contains("Secret"), "{now}");
    }
}
