//! What is kept beside the facts and is no part of the record: unfinished texts, half-filled forms, and marks the program
//! makes for itself. What they are called, and what becomes of them when two files are merged.

use super::record::{Draft, Init, Kind, RISK};

/// What the name of each of them begins with among the side data of a file.
pub const DRAFT: &str = "draft.";

/// What the name of a half-filled form begins with, behind that. It holds its fields as JSON.
pub const FORM: &str = "form.";

/// Under which name a half-filled form of a new record is kept. What is typed for one place never turns up at another: `at` is the
/// place one is at.
pub fn form_key(kind: &Kind, at: &str) -> String {
    let of_a_place = kind.key == RISK.key || kind.typed().any(|f| f.init == Init::Selected);
    format!("{FORM}{}.{}", kind.key, if of_a_place { at } else { "" })
}

/// What was filled in of a form, as it is kept; none where that is nothing.
pub fn form_as_kept(filled: &Draft) -> Option<String> {
    serde_json::to_string(filled).ok().filter(|_| !filled.is_empty())
}

/// What was filled in of a form that was kept; none of what is none of ours.
pub fn form_of(kept: &str) -> Option<Draft> {
    serde_json::from_str(kept).ok()
}

/// Marks that scores are hidden.
pub const HIDDEN: &str = "scores-hidden";

/// Marks a running clock: heading, minutes, second it began.
pub const CLOCK: &str = "clock-runs";

/// What is to stand under a name when another file is taken over that holds `theirs` there; none where it stays as it is. Of
/// texts nothing is lost: they stand one below the other. Two forms are two things half said, and joined they were neither:
/// the one that is here stays, the other stays in the other file. Marks are about the window that made them.
pub fn merged(name: &str, mine: Option<&str>, theirs: &str) -> Option<String> {
    let draft = name.strip_prefix(DRAFT)?;
    if [HIDDEN, CLOCK].contains(&draft) {
        return None;
    }
    match mine {
        None => Some(theirs.to_owned()),
        Some(_) if draft.starts_with(FORM) => None,
        Some(mine) if mine.contains(theirs) => None,
        Some(mine) => Some(format!("{mine}\n{theirs}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_forms_stay_and_marks_are_ones_own() {
        let (form, note) = ("draft.form.risk.", "draft.note.5.2");
        assert_eq!(merged(note, None, "b").as_deref(), Some("b"));
        assert_eq!(merged(note, Some("a"), "b").as_deref(), Some("a\nb"));
        assert_eq!(merged(note, Some("a\nb"), "b"), None);
        assert_eq!(merged(form, None, "{\"what\":\"b\"}").as_deref(), Some("{\"what\":\"b\"}"));
        assert_eq!(merged(form, Some("{\"what\":\"a\"}"), "{\"what\":\"b\"}"), None);
        for mark in [HIDDEN, CLOCK] {
            for mine in [None, Some("5.2 20 1")] {
                assert_eq!(merged(&format!("{DRAFT}{mark}"), mine, "5.3 10 2"), None, "{mark}");
            }
        }
        assert_eq!(merged("place", None, "5.2"), None, "where one was is no text");
    }
}
