//! The files of a kind in a folder and in the folders below it: each folder is listed once, nothing is opened, no link
//! is followed. For those who look through many files; whoever opens one file asks for that one alone.

use std::io;
use std::path::{Path, PathBuf};

use super::{Why, why};

/// How many files are listed at most: more is no folder of clients but a disk.
const MOST: usize = 100_000;

/// What was found below a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Files with the ending, from the folder on, in the order of their names whatever their letters' case.
    pub files: Vec<PathBuf>,
    /// Folders that could not be listed, from the folder on, and why.
    pub closed: Vec<(PathBuf, Why)>,
    /// Whether there is more than was listed: folders further down, or more files than anybody looks through.
    pub more: bool,
}

/// Files that end in `.suffix`, whatever the case, in this folder and so many levels below it. What begins with a dot
/// is passed over, as is the folder `except`. An error only where the folder itself cannot be listed.
pub fn files_below(folder: &Path, suffix: &str, levels: usize, except: Option<&Path>) -> io::Result<Listing> {
    let mut found = Listing::default();
    let except = except.and_then(|path| super::canonical(path).ok());
    let top = super::canonical(folder)?;
    list(&top, Path::new(""), suffix, levels, except.as_deref(), &mut found)?;
    // Two names that differ in their case alone keep the order of their letters.
    found.files.sort_by_cached_key(|path| (path.to_string_lossy().to_lowercase(), path.clone()));
    found.closed.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

fn list(
    top: &Path,
    inside: &Path,
    suffix: &str,
    levels: usize,
    except: Option<&Path>,
    found: &mut Listing,
) -> io::Result<()> {
    let folder = top.join(inside);
    if except.is_some_and(|path| path == folder) {
        return Ok(());
    }
    for entry in std::fs::read_dir(&folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let (kind, path) = (entry.file_type()?, inside.join(&name));
        if kind.is_dir() && levels == 0 {
            found.more = true;
        } else if kind.is_dir() {
            if let Err(e) = list(top, &path, suffix, levels - 1, except, found) {
                found.closed.push((path, why(&e)));
            }
        } else if kind.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case(suffix)) {
            if found.files.len() == MOST {
                found.more = true;
                return Ok(());
            }
            found.files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_gone_into_links_are_not_and_the_order_is_that_of_names() {
        let top = tempfile::tempdir().unwrap();
        let put = |path: &str| {
            let path = top.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        };
        for path in [
            "b.aims",
            "A.AIMS",
            "c/2026/d.aims",
            "c/a/b/e.aims",
            ".hidden/f.aims",
            ".g.aims",
            "h.txt",
            "kept/k.aims",
        ] {
            put(path);
        }
        std::fs::create_dir(top.path().join("folder.aims")).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(top.path().join("b.aims"), top.path().join("link.aims")).unwrap();
            std::os::unix::fs::symlink(top.path(), top.path().join("round")).unwrap();
        }
        let found = files_below(top.path(), "aims", 2, Some(&top.path().join("kept"))).unwrap();
        let names: Vec<String> = found.files.iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect();
        assert_eq!(names, ["A.AIMS", "b.aims", "c/2026/d.aims"]);
        assert!(found.more && found.closed.is_empty(), "there is a folder further down");
        assert!(!files_below(top.path(), "aims", 4, None).unwrap().more);
        assert!(files_below(&top.path().join("none"), "aims", 2, None).is_err());
        assert!(files_below(&top.path().join("b.aims"), "aims", 2, None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_cannot_be_listed_is_named_and_the_others_are_read() {
        use std::os::unix::fs::PermissionsExt;
        let top = tempfile::tempdir().unwrap();
        let shut = top.path().join("shut");
        std::fs::create_dir(&shut).unwrap();
        std::fs::write(top.path().join("a.aims"), "x").unwrap();
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
        // The administrator may list everything.
        let may = std::fs::read_dir(&shut).is_ok();
        let found = files_below(top.path(), "aims", 2, None).unwrap();
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(found.files.len(), 1);
        assert_eq!(found.closed.len(), usize::from(!may));
    }
}
