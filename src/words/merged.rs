//! What an event is called by which another file was taken over. Used by `history` and `trail`.

use crate::model::Recorded;
use crate::say;
use crate::session::{MERGE, MERGE_WORST};

/// Whether an event took another file over.
pub(super) fn is_one(what: &str) -> bool {
    [MERGE, MERGE_WORST].contains(&what)
}

/// What such an event is called, with the file.
pub(super) fn event(what: &str, file: &str) -> String {
    match what {
        MERGE_WORST => say!("merge of {file}, the worst answer where both changed", file),
        _ => say!("merge of {file}", file),
    }
}

/// A printed hash that stands for an event of a file that was merged into this one.
pub(super) fn printed(begins: &str, (e, what): (&Recorded, &str), by: Option<i64>, name: &str) -> String {
    let (when, who) = (e.time.trim_end_matches('Z').replace('T', " "), e.by.as_str());
    let first = say!(
        "{begins} is event {n} of {when} UTC, by {who}: {what}, in another copy that was merged into {name}.",
        begins,
        n = e.seq,
        when,
        who,
        what,
        name
    );
    let held = match by {
        Some(by) => say!("{name} holds it and everything before it; event {by} merged it.", name, by),
        None => say!("{name} holds it and everything before it.", name),
    };
    super::joined([first, held])
}
