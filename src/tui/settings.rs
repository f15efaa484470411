//! What a person set once and for all, in one small file of the platform's folder for settings: look,
//! mouse, ASCII, keys. Read at the start by `tui::run` and shown by `clausewise settings`; only a look that is kept with
//! its key is written into it.
//! Whatever is wrong with the file is a line of words, never a reason not to start.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::Keys;
use super::theme::Look;
use crate::files;
use crate::model::text;
use crate::say;
use crate::words::Words as _;

/// The file as it is documented, with every setting commented out.
pub const TEMPLATE: &str = include_str!("../../assets/settings.toml");

/// The largest file read, in bytes.
const MOST: usize = 64 * 1024;

/// What was set.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The look to begin with.
    pub look: Option<Look>,
    /// Whether the mouse is listened to from the start.
    pub mouse: bool,
    /// Whether frames and bars are ASCII.
    pub ascii: bool,
    /// The keys that hold.
    pub keys: Keys,
}

/// The file of settings: where it is or would be, and what it says.
#[derive(Debug)]
pub struct SettingsFile {
    /// Its place.
    pub path: PathBuf,
    /// Whether anything is there.
    pub exists: bool,
    /// What holds.
    pub settings: Settings,
    /// What could not be used, a line each.
    pub faults: Vec<String>,
}

impl SettingsFile {
    /// Reads the file of this person; none when the system does not say where settings live.
    pub fn load() -> Option<Self> {
        Some(Self::at(files::config_dir()?.join("settings.toml")))
    }

    fn at(path: PathBuf) -> Self {
        let exists = files::exists(&path);
        let (settings, faults) = if exists { read(&path) } else { <_>::default() };
        Self { path, exists, settings, faults }
    }
}

/// Writes a look into the file of settings, beside everything else that stands in it; its place in words, or why it
/// stays as it was.
pub fn keep_look(path: &Path, look: Look) -> Result<String, String> {
    let name = files::human_path(path);
    let there = files::exists(path);
    // A link is followed: many people keep all their settings elsewhere.
    let place = if there {
        files::canonical(path).unwrap_or_else(|_| path.to_path_buf())
    } else {
        path.to_path_buf()
    };
    let words = if there {
        let (_, faults) = read(path);
        if let Some(fault) = faults.into_iter().next() {
            return Err(fault);
        }
        let why =
            |e: std::io::Error| say!("{name} cannot be read ({why}).", name, why = files::why(&e).words());
        let (bytes, ..) = files::read_head(&place, MOST as u64).map_err(why)?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        String::new()
    };
    let words = with_look(&words, look);
    files::make_private_dir(&files::folder_of(&place))
        .map_err(|e| say!("{name} cannot be written ({why}).", name, why = files::why(&e).words()))?;
    files::write_atomic(&place, words.as_bytes(), true).map_err(|e| e.words())?;
    Ok(name)
}

/// The text of settings with this look in it: in the place of the one that is set, else before everything else.
fn with_look(words: &str, look: Look) -> String {
    let value = format!("\"{}\"", look.word().replace(' ', "-"));
    let (mark, rest) = words.strip_prefix('\u{feff}').map_or(("", words), |rest| ("\u{feff}", rest));
    let (table, _) = DeTable::parse_recoverable(rest);
    let set = table.get_ref().iter().find(|(name, _)| name.get_ref().as_ref() == "look");
    let split = set.and_then(|(_, set)| Some((rest.get(..set.span().start)?, rest.get(set.span().end..)?)));
    match split {
        Some((before, after)) => format!("{mark}{before}{value}{after}"),
        None => format!("{mark}look = {value}\n{rest}"),
    }
}

fn read(path: &Path) -> (Settings, Vec<String>) {
    let name = files::human_path(path);
    let without = |fault: String| {
        let rest = say!("The usual settings hold; nothing was changed.");
        (Settings::default(), vec![format!("{fault} {rest}")])
    };
    // A link is followed here: many people keep all their settings elsewhere.
    let bytes = files::canonical(path).and_then(|path| files::read_head(&path, MOST as u64 + 1));
    match bytes {
        Err(e) => without(say!("{name} cannot be read ({why}).", name, why = files::why(&e).words())),
        Ok((_, found, _)) if found.kind != files::Kind::File => {
            without(say!("{name} is no ordinary file.", name))
        }
        Ok((bytes, ..)) if bytes.len() > MOST => without(say!("{name} is larger than 64 KiB.", name)),
        Ok((bytes, ..)) => match String::from_utf8(bytes) {
            Ok(words) => parse(&words),
            Err(_) => without(say!("{name} is not text (UTF-8).", name)),
        },
    }
}

/// What a text says: what can be used, and a line of words for each thing that cannot, by its line.
pub fn parse(words: &str) -> (Settings, Vec<String>) {
    // A mark at its beginning, as some editors write it, is no fault.
    let words = words.strip_prefix('\u{feff}').unwrap_or(words);
    let line = |at: usize| words.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
    let (table, broken) = DeTable::parse_recoverable(words);
    let mut faults: Vec<(usize, String)> = Vec::new();
    for e in &broken {
        let at = line(e.span().map_or(0, |s| s.start));
        if faults.iter().all(|(n, _)| *n != at) {
            let twice = e.message().contains("duplicate");
            let why = if twice { say!("this was set before") } else { say!("this is not name = value") };
            faults.push((at, why.to_owned()));
        }
    }
    let mut settings = Settings::default();
    for (name, value) in table.get_ref() {
        let at = line(name.span().start);
        if faults.iter().any(|(n, _)| *n == at) {
            continue;
        }
        match (name.get_ref().as_ref(), value.get_ref()) {
            ("look", value) => match value.as_str().and_then(look) {
                Some(look) => settings.look = Some(look),
                None => faults.push((at, say!("look is {looks}", looks = looks()))),
            },
            (name @ ("mouse" | "ascii"), value) => match value.as_bool() {
                Some(on) if name == "mouse" => settings.mouse = on,
                Some(on) => settings.ascii = on,
                None => faults.push((at, say!("{name} is true or false", name))),
            },
            ("keys", DeValue::Table(rows)) => settings.keys = keys(rows, line, &mut faults),
            ("keys", _) => faults.push((at, say!("keys begins a part of its own: [keys]").into())),
            (other, _) => {
                let other = text::shown(other, 20);
                faults.push((at, say!("there is no setting {other}", other)));
            }
        }
    }
    faults.sort();
    let faults = faults.into_iter().map(|(n, why)| say!("settings.toml line {n} ignored: {why}.", n, why));
    (settings, faults.collect())
}

fn keys(rows: &DeTable<'_>, line: impl Fn(usize) -> usize, faults: &mut Vec<(usize, String)>) -> Keys {
    let mut changes: Vec<(usize, &Spanned<_>, &Spanned<DeValue<'_>>)> =
        rows.iter().map(|(name, value)| (line(name.span().start), name, value)).collect();
    changes.sort_by_key(|(at, ..)| *at);
    changes.retain(|(at, name, value)| {
        let fine = value.get_ref().as_str().is_some() && faults.iter().all(|(n, _)| n != at);
        if !fine && faults.iter().all(|(n, _)| n != at) {
            let name = text::shown(name.get_ref(), 20);
            faults.push((*at, say!("{name} needs a key in quotes, for example \"F10\"", name)));
        }
        fine
    });
    let pairs: Vec<(String, String)> = changes
        .iter()
        .map(|(_, name, value)| {
            (name.get_ref().clone().into_owned(), value.get_ref().as_str().unwrap_or_default().to_owned())
        })
        .collect();
    let (keys, refused) = Keys::with(&pairs);
    for (n, why) in refused {
        let (name, key) = (text::shown(&pairs[n].0, 20), text::shown(&pairs[n].1, 12));
        faults.push((changes[n].0, format!("{name} = \"{key}\": {why}")));
    }
    keys
}

/// A look by its name in settings.
fn look(name: &str) -> Option<Look> {
    Look::ALL.into_iter().find(|l| l.word().replace(' ', "-") == name)
}

fn looks() -> String {
    let mut names = Look::ALL.map(|l| l.word().replace(' ', "-")).to_vec();
    let last = names.pop().unwrap_or_default();
    say!("{names} or {last}", names = names.join(", "), last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{BINDINGS, OnScreen};

    #[test]
    fn good_files_are_understood() {
        for words in ["", "\n# nothing\n", "[keys]\n", "\u{feff}mouse = false\n"] {
            let (s, faults) = parse(words);
            assert_eq!((s.look, s.mouse, s.ascii, faults), (None, false, false, vec![]), "{words:?}");
        }
        let words = "look = 'high-contrast'\r\nmouse = true\r\nascii=true # old terminal\r\n[keys]\r\nundo = \"F10\"\n";
        let (s, faults) = parse(words);
        assert_eq!((s.look, s.mouse, s.ascii, faults), (Some(Look::HighContrast), true, true, vec![]));
        assert_eq!(s.keys.of(OnScreen::Undo), "F10");
        for name in ["standard", "light", "high-contrast", "no-colour"] {
            assert!(parse(&format!("look = \"{name}\"")).0.look.is_some(), "{name}");
        }
    }

    #[test]
    fn broken_files_are_named_by_line_and_the_rest_holds() {
        // Each has `mouse = true` as its last good line, and one fault: line and a word of it.
        for (words, line, says) in [
            ("mouse = true\nlook = \"pink\"\n", 2, "standard, light, high-contrast or no-colour"),
            ("look = 3\nmouse = true\n", 1, "look is standard"),
            ("mouse = true\nascii = \"yes\"\n", 2, "ascii is true or false"),
            ("colour = 1\nmouse = true\n", 1, "no setting colour"),
            ("mouse = true\n\nnonsense\n", 3, "not name = value"),
            ("mouse = true\nmouse = false\n", 2, "set before"),
            ("mouse = true\nlook = \"light\n", 2, "not name = value"),
            ("mouse = true\nkeys = 3\n", 2, "[keys]"),
            ("mouse = true\n[keys]\nfly = \"F10\"\n", 3, "no command of that name"),
            ("mouse = true\n[keys]\nundo = 5\n", 3, "undo needs a key in quotes"),
            ("mouse = true\n[keys]\nundo = \"x\"\n", 3, "this is export already"),
            ("mouse = true\n[keys]\nundo = \"Alt-x\"\n", 3, "not every terminal"),
            ("mouse = true\n[keys]\nundo = \"Ctrl-I\"\n", 3, "arrives as Tab"),
            ("mouse = true\n[keys]\nundo = \"Ctrl-Q\"\n", 3, "always quits"),
            ("mouse = true\n[keys]\nrate-proven = \"9\"\n", 3, "answers keep their keys"),
            ("mouse = true\n[keys]\nundo = \"F9\"\n[colours]\nred = 1\n", 4, "no setting colours"),
        ] {
            let (s, faults) = parse(words);
            let own: Vec<&String> = faults.iter().filter(|f| f.contains(says)).collect();
            assert_eq!(own.len(), 1, "{words:?}: {faults:?}");
            assert!(
                own[0].starts_with(&format!("settings.toml line {line} ignored: ")),
                "{words:?}: {own:?}"
            );
            assert!(s.mouse, "{words:?}");
            assert!(faults.iter().all(|f| f.lines().count() == 1), "{faults:?}");
        }
    }

    #[test]
    fn a_kept_look_is_written_beside_everything_else() {
        for (words, then) in [
            ("", "look = \"light\"\n"),
            (
                "# mine\nmouse = true\n[keys]\nundo = \"F10\"\n",
                "look = \"light\"\n# mine\nmouse = true\n[keys]\nundo = \"F10\"\n",
            ),
            ("mouse = true\nlook = 'standard' # for now\n", "mouse = true\nlook = \"light\" # for now\n"),
            ("\u{feff}look=\"no-colour\"\r\n", "\u{feff}look=\"light\"\r\n"),
        ] {
            assert_eq!(with_look(words, Look::Light), then);
            assert_eq!(parse(then).0.look, Some(Look::Light));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/settings.toml");
        keep_look(&path, Look::HighContrast).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "look = \"high-contrast\"\n");
        std::fs::write(&path, "look = 3\n").unwrap();
        assert!(keep_look(&path, Look::Light).is_err(), "what is wrong in it is not written over");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "look = 3\n");
    }

    #[test]
    fn every_fault_is_named() {
        let words = "look = 1\nmouse = 2\nascii = 3\nx = 4\n[keys]\nundo = \"F13\"\nfly = \"u\"\nredo = 7\n";
        let (s, faults) = parse(words);
        let lines: Vec<&str> = faults.iter().filter_map(|f| f.split(' ').nth(2)).collect();
        assert_eq!(lines, ["1", "2", "3", "4", "6", "7", "8"], "{faults:?}");
        assert_eq!(s.keys.rows().len(), BINDINGS.len());
    }

    #[test]
    fn hostile_files_end_in_words() {
        let deep = format!("a = {}1{}", "[".repeat(3000), "]".repeat(3000));
        for words in
            [deep.as_str(), "\u{0}\u{1b}]0;x\u{7} = 1", "\"a\\u001b\" = 1", "[keys]\n\"\\u001b[2J\" = \"x\""]
        {
            let (_, faults) = parse(words);
            assert!(!faults.is_empty(), "{words:.40}");
            assert!(!faults.iter().any(|f| f.chars().any(char::is_control)), "{faults:?}");
        }
    }

    #[test]
    fn the_documented_file_is_how_it_is_anyway() {
        let (s, faults) = parse(TEMPLATE);
        assert_eq!((s.look, s.mouse, s.ascii, faults), (None, false, false, vec![]));
        let set: String = TEMPLATE
            .lines()
            .map(|l| l.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(l).to_owned() + "\n")
            .collect();
        let (s, faults) = parse(&set);
        assert_eq!((s.look, s.mouse, s.ascii, faults), (Some(Look::Standard), false, false, vec![]));
        let keys = |k: &Keys| k.rows().iter().map(|b| (b.context, b.key(), b.command)).collect::<Vec<_>>();
        assert_eq!(keys(&s.keys), keys(&Keys::default()));
        for name in ["look", "mouse", "ascii", "explain"] {
            assert!(set.lines().any(|l| l.starts_with(&format!("{name} = "))), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_and_a_link_is_followed() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| SettingsFile::at(folder.path().join(name));
        let none = at("settings.toml");
        assert!(!none.exists && none.faults.is_empty());
        std::fs::write(folder.path().join("bytes"), [0xff, 0xfe])?;
        std::fs::write(folder.path().join("large"), "#".repeat(MOST + 1))?;
        std::fs::write(folder.path().join("good"), "mouse = true")?;
        for name in ["bytes", "large", "."] {
            let file = at(name);
            assert!(file.exists && file.faults.len() == 1 && !file.settings.mouse, "{name}");
            assert!(file.faults[0].contains("The usual settings hold"), "{:?}", file.faults);
        }
        assert!(at("good").settings.mouse);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("good"), folder.path().join("link"))?;
            assert!(at("link").settings.mouse);
            std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("dangling"))?;
            assert_eq!(at("dangling").faults.len(), 1);
        }
        Ok(())
    }
}
