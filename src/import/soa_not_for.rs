//! What our own sheet says behind its reasons of single AI systems: that a control, or checks of it, does not count for one, and
//! why. Cells to parts; which system is meant is looked up when the file is weighed.

use super::head::plain;
use crate::model::record::SYSTEM;

/// What stands before the number and name of such a system.
const MARK: &str = "not for ";
/// What stands in the place of a reason nobody wrote, plain.
const NO_REASON: &str = "noreasonyet";

/// The part behind the mark, where the words begin with it and the number of a system.
fn begins(words: &str) -> Option<&str> {
    let rest = words.strip_prefix(MARK)?;
    let (letter, digits) = rest.split(' ').next()?.split_once('-')?;
    let digits = digits.trim_end_matches(':');
    let number = SYSTEM.is_letter(letter) && digits.bytes().all(|b| b.is_ascii_digit());
    (number && !digits.is_empty()).then_some(rest)
}

/// A reason without them, and each of them: number and name of the system, the checks in brackets, and its reason.
pub(super) fn split(reason: &str) -> (String, Vec<String>) {
    let (mut rest, mut all): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for part in reason.split("; ") {
        match (begins(part), all.last_mut()) {
            (Some(said), _) => all.push(said.to_owned()),
            (None, Some(last)) => *last = format!("{last}; {part}"),
            (None, None) => rest.push(part),
        }
    }
    (rest.join("; "), all)
}

/// The parts again as they stood, for a place that holds words alone.
pub(super) fn whole(all: &[String]) -> String {
    all.iter().map(|said| format!("{MARK}{said}")).collect::<Vec<_>>().join("; ")
}

/// What stands behind the number: name, checks and reason.
pub(super) fn behind_number(said: &str) -> &str {
    said.split_once(' ').map_or("", |(_, rest)| rest)
}

/// What stands behind the name of the system: the checks, none where it is all of the control, and the reason. None where
/// something else stands there.
pub(super) fn checks_and_reason(behind: &str) -> Option<(Vec<String>, String)> {
    let (checks, reason) = match behind.strip_prefix(" (") {
        Some(rest) => rest.split_once("): ")?,
        None => ("", behind.strip_prefix(": ")?),
    };
    let checks = checks.split(", ").filter(|c| !c.is_empty()).map(str::to_owned).collect();
    let reason = if plain(reason) == NO_REASON { String::new() } else { reason.to_owned() };
    Some((checks, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_parted_from_the_reason_and_from_each_other() {
        let (rest, all) = split(
            "A law asks; and more; not for S-1 Chat: It says; nothing; not for S-12 Bot (1.2/3): no reason yet",
        );
        assert_eq!(rest, "A law asks; and more");
        assert_eq!(all, ["S-1 Chat: It says; nothing", "S-12 Bot (1.2/3): no reason yet"]);
        assert_eq!(
            whole(&all),
            "not for S-1 Chat: It says; nothing; not for S-12 Bot (1.2/3): no reason yet"
        );
        assert_eq!(split("not for us"), ("not for us".to_owned(), Vec::new()));
        assert_eq!(checks_and_reason(": It says"), Some((Vec::new(), "It says".to_owned())));
        assert_eq!(
            checks_and_reason(" (1.2/3): no reason yet"),
            Some((vec!["1.2/3".to_owned()], String::new()))
        );
    }
}
