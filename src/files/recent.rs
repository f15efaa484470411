//! Which assessments were open last. A convenience: whatever goes wrong here is silently no list.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many are kept.
const MOST: usize = 20;

/// An assessment that was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it was; it may be gone.
    pub path: PathBuf,
    /// Name of the organisation when it was last open.
    pub name: String,
    /// Seconds since 1970 when it was last opened.
    pub opened: u64,
}

/// The last assessments, newest first.
pub fn recent() -> Vec<Recent> {
    super::state_dir().map(|d| read(&d.join("recent"))).unwrap_or_default()
}

/// Puts an assessment at the top of the list. Paths that are not text are not remembered.
pub fn remember(path: &Path, name: &str) {
    change(|rows, now| {
        if path.to_str().is_some() {
            rows.retain(|r| r.path != path);
            rows.insert(0, Recent { path: path.to_path_buf(), name: name.to_owned(), opened: now });
        }
    });
}

/// Takes an assessment off the list.
pub fn forget(path: &Path) {
    change(|rows, _| rows.retain(|r| r.path != path));
}

fn change(edit: impl FnOnce(&mut Vec<Recent>, u64)) {
    let Some(folder) = super::state_dir() else { return };
    if super::make_private_dir(&folder).is_err() {
        return;
    }
    let file = folder.join("recent");
    let mut rows = read(&file);
    edit(&mut rows, SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs()));
    rows.truncate(MOST);
    let text: String = rows
        .iter()
        .filter_map(|r| Some(format!("{}\t{}\t{}\n", r.opened, escape(r.path.to_str()?), escape(&r.name))))
        .collect();
    let _ = super::write_atomic(&file, text.as_bytes(), true);
}

fn read(file: &Path) -> Vec<Recent> {
    let Ok((bytes, ..)) = super::read_head(file, 1 << 20) else { return Vec::new() };
    String::from_utf8_lossy(&bytes)
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let opened = cells.next()?.parse().ok()?;
            let path = PathBuf::from(unescape(cells.next()?));
            Some(Recent { path, name: unescape(cells.next()?), opened })
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
    fn newest_first_once_each_and_odd_names_survive() {
        let (a, b) = (Path::new("/c/a%0A\n.aims"), Path::new("/c/b.aims"));
        remember(a, "A\tLtd");
        remember(b, "B");
        remember(a, "A\tLtd");
        let rows = recent();
        assert_eq!((rows[0].path.as_path(), rows[0].name.as_str()), (a, "A\tLtd"));
        assert_eq!(rows.iter().filter(|r| r.path == a).count(), 1);
        forget(a);
        assert!(recent().iter().all(|r| r.path != a) && recent().iter().any(|r| r.path == b));
    }
}
