//! What an export was chosen to be the last time, so that the next one begins there: a reader and which of its papers, a folder, a
//! house style, and whether names are left out. A convenience: whatever goes wrong here is silently no choice.

use std::path::{Path, PathBuf};

/// The last choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastChoice {
    /// The word of the reader; empty: everything.
    pub reader: String,
    /// Papers left out of what the reader is handed.
    pub without: Vec<String>,
    /// Formats in place of those the reader is handed; none: those.
    pub formats: Vec<String>,
    /// The file it was exported from: only for it the rest holds, so that no client gets the names of another.
    pub file: PathBuf,
    /// The folder that was typed for the papers.
    pub folder: Option<PathBuf>,
    /// The folder of the house style.
    pub style: Option<PathBuf>,
    /// Whether names and notes were left out.
    pub redact: bool,
}

/// The name of the file in the state folder.
const FILE: &str = "last-export";

/// The last choice; of another file than this one only which papers, and whom they were for. None where nothing was exported yet,
/// or everything of another file: nobody is to get all of it because somebody else did.
pub fn last_choice(of: &Path) -> Option<LastChoice> {
    let last = read()?;
    if last.file == of {
        return Some(last);
    }
    if last.reader.is_empty() {
        return None;
    }
    Some(LastChoice { file: PathBuf::new(), folder: None, style: None, redact: false, ..last })
}

fn read() -> Option<LastChoice> {
    let (bytes, ..) = super::read_head(&super::state_dir()?.join(FILE), 1 << 14).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let mut choice = LastChoice::default();
    for (name, value) in text.lines().filter_map(|l| l.split_once('\t')) {
        match name {
            "file" => choice.file = PathBuf::from(value),
            "for" => value.clone_into(&mut choice.reader),
            "without" => choice.without = listed(value),
            "formats" => choice.formats = listed(value),
            "folder" if !value.is_empty() => choice.folder = Some(PathBuf::from(value)),
            "style" if !value.is_empty() => choice.style = Some(PathBuf::from(value)),
            "redact" => choice.redact = value == "yes",
            _ => {}
        }
    }
    Some(choice)
}

fn listed(value: &str) -> Vec<String> {
    value.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Keeps a choice for the next time.
pub fn remember_choice(choice: &LastChoice) {
    let Some(folder) = super::state_dir() else { return };
    if super::make_private_dir(&folder).is_err() {
        return;
    }
    // A path that is no text, or of several lines, is chosen anew.
    let line = |p: &Path| p.to_str().filter(|p| !p.contains(['\n', '\t'])).unwrap_or_default().to_owned();
    let style = choice.style.as_deref().map(line).unwrap_or_default();
    let to = choice.folder.as_deref().map(line).unwrap_or_default();
    let (without, formats) = (choice.without.join(","), choice.formats.join(","));
    let redact = if choice.redact { "yes" } else { "no" };
    let file = line(&choice.file);
    let lines = [
        ("for", choice.reader.as_str()),
        ("without", &without),
        ("formats", &formats),
        ("file", &file),
        ("folder", &to),
        ("style", &style),
        ("redact", redact),
    ];
    let text = lines.map(|(name, value)| [name, "\t", value, "\n"].concat()).concat();
    let _ = super::write_atomic(&folder.join(FILE), text.as_bytes(), true);
}
