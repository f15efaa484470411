//! What an export was chosen to be the last time, so that the next one begins there: a reader, a house style, and whether names are
//! left out. A convenience: whatever goes wrong here is silently no choice.

use std::path::PathBuf;

/// The last choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastChoice {
    /// The word of the reader; empty: everything.
    pub reader: String,
    /// The folder of the house style.
    pub style: Option<PathBuf>,
    /// Whether names and notes were left out.
    pub redact: bool,
}

/// The name of the file in the state folder.
const FILE: &str = "last-export";

/// The last choice; none where nothing was exported yet.
pub fn last_choice() -> Option<LastChoice> {
    let (bytes, ..) = super::read_head(&super::state_dir()?.join(FILE), 1 << 14).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let mut choice = LastChoice::default();
    for (name, value) in text.lines().filter_map(|l| l.split_once('\t')) {
        match name {
            "for" => value.clone_into(&mut choice.reader),
            "style" if !value.is_empty() => choice.style = Some(PathBuf::from(value)),
            "redact" => choice.redact = value == "yes",
            _ => {}
        }
    }
    Some(choice)
}

/// Keeps a choice for the next time.
pub fn remember_choice(choice: &LastChoice) {
    let Some(folder) = super::state_dir() else { return };
    if super::make_private_dir(&folder).is_err() {
        return;
    }
    // A path that is no text, or of several lines, is chosen anew.
    let style = choice.style.as_ref().and_then(|p| p.to_str()).filter(|p| !p.contains(['\n', '\t']));
    let redact = if choice.redact { "yes" } else { "no" };
    let text = format!("for\t{}\nstyle\t{}\nredact\t{redact}\n", choice.reader, style.unwrap_or_default());
    let _ = super::write_atomic(&folder.join(FILE), text.as_bytes(), true);
}
