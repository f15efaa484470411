//! Paths as text for people: short, on one line, and unable to drive a terminal.

use std::path::{Path, PathBuf};

/// The path with the home folder as `~`, control and invisible characters escaped.
pub fn human_path(path: &Path) -> String {
    if let Some(dirs) = directories::BaseDirs::new()
        && let Ok(rest) = path.strip_prefix(dirs.home_dir())
        && !rest.as_os_str().is_empty()
    {
        return format!("~{}{}", std::path::MAIN_SEPARATOR, escaped(&rest.to_string_lossy()));
    }
    let text = path.to_string_lossy();
    // `canonicalize` on Windows answers `\\?\C:\...`.
    escaped(text.strip_prefix(r"\\?\").unwrap_or(&text))
}

/// The path that somebody typed where no shell reads it first: `~` is the home folder, and quotes around all of it, as a
/// terminal puts there when a file is dropped on it, are none of it.
pub fn path_of(typed: &str) -> PathBuf {
    path_at(typed, directories::BaseDirs::new().as_ref().map(directories::BaseDirs::home_dir))
}

fn path_at(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    let within =
        |quote| typed.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)).filter(|t| !t.is_empty());
    let typed = within('"').or_else(|| within('\'')).unwrap_or(typed);
    let below = typed.strip_prefix('~').and_then(|rest| match rest.strip_prefix(std::path::is_separator) {
        Some(below) => Some(below),
        None => rest.is_empty().then_some(rest),
    });
    match (below, home) {
        (Some(""), Some(home)) => home.to_path_buf(),
        (Some(below), Some(home)) => home.join(below),
        _ => PathBuf::from(typed),
    }
}

/// The path as a shell takes it, for a command named in a message: from the present folder where it
/// lies below it, in quotes where it needs them. A path nobody could type is only called FILE.
pub fn typed(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here.as_deref().and_then(|h| path.strip_prefix(h).ok());
    let Some(text) = near.filter(|p| !p.as_os_str().is_empty()).unwrap_or(path).to_str() else {
        return "FILE".to_owned();
    };
    let text = text.strip_prefix(r"\\?\").unwrap_or(text);
    if escaped(text) != text || text.contains(['"', '$', '`', '!']) || text.starts_with('-') {
        "FILE".to_owned()
    } else if text.contains(|c: char| !(c.is_alphanumeric() || "._-+/:\\".contains(c))) {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

/// A text as a POSIX shell takes it for one word: as it stands, in quotes where it needs them. None where it holds what
/// nobody can type or see.
pub fn typed_text(text: &str) -> Option<String> {
    if text.is_empty() || escaped(text) != text {
        None
    } else if text.contains(['"', '$', '`', '!', '\\']) {
        // Other shells know no such quotes.
        (!cfg!(windows)).then(|| format!("'{}'", text.replace('\'', r"'\''")))
    } else if text.contains(|c: char| !(c.is_alphanumeric() || "._-+/:".contains(c))) {
        Some(format!("\"{text}\""))
    } else {
        Some(text.to_owned())
    }
}

/// The name of the file for a message, escaped and at most `cells` wide: the middle is left out, the
/// end stays.
pub fn shown_name(path: &Path, cells: usize) -> String {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), std::ffi::OsStr::to_string_lossy);
    let name = escaped(&name);
    if width(&name) <= cells {
        return name;
    }
    let tail: Vec<char> = fitting(name.chars().rev(), cells / 3);
    let head = fitting(name.chars(), cells.saturating_sub(cells / 3 + 1));
    head.into_iter().chain(['\u{2026}']).chain(tail.into_iter().rev()).collect()
}

fn fitting(chars: impl Iterator<Item = char>, cells: usize) -> Vec<char> {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += cell(*c);
            used <= cells
        })
        .collect()
}

/// Cells a text takes at most: everything outside Latin counts as two.
fn width(text: &str) -> usize {
    text.chars().map(cell).sum()
}

fn cell(c: char) -> usize {
    if c < '\u{300}' || c == '\u{2026}' { 1 } else { 2 }
}

fn escaped(text: &str) -> String {
    crate::inert::line(text).into_owned()
}

/// A folder of this name that is not there yet: `client`, else `client-2`. The name itself where a thousand are.
pub fn unused(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let numbered = |n: usize| folder.with_file_name(format!("{name}-{n}"));
    let mut all = std::iter::once(folder.to_path_buf()).chain((2..1000).map(numbered));
    all.find(|f| !super::exists(f)).unwrap_or_else(|| folder.to_path_buf())
}

/// A name beside an assessment that nothing has yet: `acme-copy.aims`, else `acme-copy-2.aims`.
pub fn unused_beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let stem = path.file_stem().map_or_else(|| "assessment".into(), std::ffi::OsStr::to_string_lossy);
    let name = |n: usize| {
        let number = if n == 1 { String::new() } else { format!("-{n}") };
        path.with_file_name(format!("{stem}{ending}{number}.aims"))
    };
    (1..1000).map(name).find(|p| !super::exists(p)).unwrap_or_else(|| name(1))
}

/// Of a second version that a program which synchronises folders left (`acme (conflicted copy ...).aims`): the name
/// without its ending before what that program put behind it. None for any other name.
pub fn conflicting(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if let Some(at) = lower.find(".sync-conflict-") {
        return name.get(..at).map(str::to_owned);
    }
    // `Acme (Ana's conflicted copy 2026-11-02).aims`
    let stem = name.get(..lower.find("conflicted copy")?)?;
    let stem = stem.rsplit_once('(').map_or(stem, |(before, _)| before);
    Some(stem.trim_end().to_owned())
}

/// Whether a file may be a copy of one with this other name, or that one of it, by their names alone: one is the other with
/// something behind it, as programs that synchronise folders and people name copies - `acme (1).aims`,
/// `acme (conflicted copy 2026-03-01).aims`, `acme-DESKTOP-1.aims`, `acme.sync-conflict-20260301-101010-ABCDEFG.aims`,
/// `acme 2.aims` -, or with `copy of` before it; or both are copies of a third.
pub fn may_be_copy(name: &str, of: &str) -> bool {
    let stem = |name: &str| {
        let (stem, ending) = name.rsplit_once('.')?;
        let stem = stem.to_lowercase();
        let stem = stem.strip_prefix("copy of ").map(str::to_owned).unwrap_or(stem);
        ending.eq_ignore_ascii_case("aims").then_some(stem)
    };
    let (Some(one), Some(other)) = (stem(name), stem(of)) else { return false };
    let first = |stem: &str| stem.split([' ', '(']).next().unwrap_or_default().to_owned();
    let behind = |long: &str, short: &str| {
        let rest = long.strip_prefix(short);
        !short.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let of_third = !first(&one).is_empty() && first(&one) == first(&other);
    name != of && !name.starts_with('.') && (behind(&one, &other) || behind(&other, &one) || of_third)
}

/// Whether a file has a name that only backups have: the time it was made (`20261102T101010Z.aims`), and why.
pub fn is_backup_name(name: &str) -> bool {
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let (time, why) = stem.split_at_checked(16).unwrap_or((stem, ""));
    let is_time = time.len() == 16
        && time
            .bytes()
            .zip("00000000T000000Z".bytes())
            .all(|(b, like)| if like == b'0' { b.is_ascii_digit() } else { b == like });
    let why = why.trim_end_matches(|c: char| c.is_ascii_digit());
    is_time && matches!(why, "" | "-replaced" | "-format" | "-merged")
}

/// The file of a new assessment: what was typed with the suffix, or a name made from the organisation.
pub fn file_for(typed: &str, organisation: &str) -> std::path::PathBuf {
    if !typed.is_empty() {
        let path = path_of(typed);
        return if path.extension().is_some() { path } else { path.with_extension("aims") };
    }
    let words = organisation.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(40).collect();
    let name = if name.is_empty() { "assessment" } else { name.trim_end_matches('-') };
    Path::new(&format!("{name}.aims")).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_drive_the_terminal() {
        assert_eq!(shown_name(Path::new("/x/a\u{1b}[2J\n.aims"), 60), "a\\u{1b}[2J\\u{a}.aims");
        assert_eq!(human_path(Path::new("/x/\u{202e}a")), "/x/\\u{202e}a");
    }

    #[cfg(unix)]
    #[test]
    fn a_text_reaches_a_program_through_a_shell_as_it_stands() {
        for text in [
            "Cost in $",
            "What \"we\" said",
            "!important",
            "-x",
            "it's `so`",
            "it's",
            "a\\b",
            "Kürzel=note",
            "~",
            "#",
        ] {
            let word = typed_text(text).unwrap();
            let out = std::process::Command::new("sh").args(["-c", &format!("printf %s {word}")]).output();
            assert_eq!(String::from_utf8(out.unwrap().stdout).unwrap(), text, "{word}");
        }
        assert_eq!(typed_text("a\u{1b}b"), None);
        assert_eq!(typed_text("Objective=note").as_deref(), Some("\"Objective=note\""));
    }

    #[test]
    fn a_path_can_be_typed_as_it_stands() {
        assert_eq!(typed(Path::new("/x/a.aims")), "/x/a.aims");
        assert_eq!(typed(Path::new("/x/my file.aims")), "\"/x/my file.aims\"");
        assert_eq!(typed(Path::new("/x/$(id).aims")), "FILE");
        assert_eq!(typed(Path::new("/x/\u{1b}[2J.aims")), "FILE");
        assert_eq!(typed(&std::env::current_dir().unwrap().join("a.aims")), "a.aims");
    }

    #[test]
    fn a_long_name_keeps_its_ends() {
        let name = shown_name(Path::new(&format!("{}.aims", "long-".repeat(50))), 30);
        assert_eq!(width(&name), 30);
        assert!(name.starts_with("long-") && name.ends_with("-.aims"));
        assert!(width(&shown_name(Path::new(&"\u{8a9e}".repeat(80)), 30)) <= 30);
    }

    #[test]
    fn a_second_version_is_known_by_its_name() {
        let of = |name: &str| conflicting(name);
        assert_eq!(of("acme (Ana's conflicted copy 2026-11-02).aims").as_deref(), Some("acme"));
        assert_eq!(of("acme.sync-conflict-20261102-101010-ABCDEF.aims").as_deref(), Some("acme"));
        assert_eq!(of("\u{130}\u{130}.sync-conflict-1.aims").as_deref(), Some("\u{130}\u{130}"));
        assert_eq!(of("acme (Berlin).sync-conflict-1.aims").as_deref(), Some("acme (Berlin)"));
        assert_eq!(of("conflict.aims"), None);
    }

    #[test]
    fn a_copy_may_have_many_names() {
        for name in [
            "acme (conflicted copy 2026-03-01).aims",
            "acme (Jo's conflicted copy).aims",
            "Acme (Jo's conflicted copy 2026-03-01 101010).aims",
            "acme-DESKTOP-1.aims",
            "acme (1).aims",
            "acme.sync-conflict-20260301-101010-ABCDEFG.aims",
            "acme 2.aims",
            "acme - Copy.AIMS",
            "Copy of acme.aims",
            "acme_old.aims",
        ] {
            assert!(may_be_copy(name, "acme.aims") && may_be_copy("acme.aims", name), "{name}");
            assert!(!may_be_copy(name, "other.aims") && !may_be_copy(name, name), "{name}");
        }
        assert!(may_be_copy("acme (1).aims", "acme (2).aims"), "copies of one that is gone");
        for name in ["acmeco.aims", "acme.json", "acme (1).txt", "acme.aims.lock", ".acme.aims", "", "aims"] {
            assert!(!may_be_copy(name, "acme.aims"), "{name}");
        }
    }

    #[test]
    fn a_backup_is_known_by_its_name() {
        for name in
            ["20261102T101010Z.aims", "20261102T101010Z-format.aims", "20261102T101010Z-replaced2.aims"]
        {
            assert!(is_backup_name(name), "{name}");
        }
        for name in
            ["acme-2026-11-02-1010.aims", "20261102T101010Z-mine.aims", "2026.aims", "x", "\u{1f600}.aims"]
        {
            assert!(!is_backup_name(name), "{name}");
        }
    }

    #[test]
    fn a_file_is_named_as_typed_or_after_the_organisation() {
        let name = |typed, org| file_for(typed, org).display().to_string();
        assert_eq!(name("", "Müller & Co. GmbH"), "müller-co-gmbh.aims");
        assert_eq!(name("", "///"), "assessment.aims");
        assert_eq!(name("x", "a"), "x.aims");
        assert_eq!(name("x.aims", "a"), "x.aims");
    }

    #[test]
    fn what_is_typed_is_a_path_as_a_shell_takes_it() {
        let home = Some(Path::new("/home/ana"));
        let at = |typed| path_at(typed, home);
        assert_eq!(at("~/papers"), Path::new("/home/ana/papers"));
        assert_eq!(at(" ~ "), Path::new("/home/ana"));
        assert_eq!(at("\"~/my papers\""), Path::new("/home/ana/my papers"));
        assert_eq!(at("'/tmp/a b'"), Path::new("/tmp/a b"));
        for plain in ["~ben/x", "a~/b", "out/x", "/x", "\"", "~x"] {
            assert_eq!(at(plain), Path::new(plain));
        }
        assert_eq!(path_at("~/x", None), Path::new("~/x"));
    }
}
