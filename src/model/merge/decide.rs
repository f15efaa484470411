//! What people decided about facts that both sides changed, read from lines: `KEY first`, `KEY second`, `KEY both`,
//! `KEY =VALUE`, or `KEY one` of a record that both added. Used by [`super`].

use std::collections::BTreeMap;

use crate::model::text;

/// What is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// What stands in the first file.
    First,
    /// What stands in the second file.
    Second,
    /// Both texts, one below the other.
    Both,
    /// This value; none for nothing.
    Value(Option<String>),
    /// Of a record that both added under one name: it is the other one.
    One,
}

/// All that was decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// By the key of the fact.
    pub by_key: BTreeMap<String, Choice>,
    /// Whether the worst answer stands where nobody decided.
    pub worst: bool,
}

impl Decisions {
    /// Whether somebody wants one of the texts, or another one.
    pub(super) fn names_one(&self, key: &str) -> bool {
        self.by_key.get(key).is_some_and(|choice| *choice != Choice::Both)
    }
}

/// A line that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// Its number, from 1.
    pub line: usize,
    /// What stands there.
    pub typed: String,
}

/// Decisions from lines; `#` begins a comment, `\n` in a value is a line end. The error is the first line that is none.
pub fn decisions(lines: &str) -> Result<BTreeMap<String, Choice>, WrongLine> {
    let mut all = BTreeMap::new();
    for (n, line) in (1..).zip(lines.trim_start_matches('\u{feff}').lines()) {
        let typed = line.trim();
        if typed.is_empty() || typed.starts_with('#') {
            continue;
        }
        let wrong = || WrongLine { line: n, typed: text::shown(typed, 60) };
        let (key, choice) = typed.split_once(char::is_whitespace).ok_or_else(wrong)?;
        let choice = match choice.trim() {
            "first" => Choice::First,
            "second" => Choice::Second,
            "both" => Choice::Both,
            "one" => Choice::One,
            other => {
                let value = text::clean(&other.strip_prefix('=').ok_or_else(wrong)?.replace("\\n", "\n"));
                Choice::Value((!value.trim().is_empty()).then(|| value.trim().to_owned()))
            }
        };
        if all.insert(key.to_owned(), choice).is_some() {
            return Err(wrong());
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_a_line_and_a_wrong_one_is_named() {
        let all =
            decisions("# both\n\n5.2 first\nnote.5.2 both\n5.3/1 =4\n 6.1 =\nnote.6 =one\\ntwo\n").unwrap();
        assert_eq!(all["5.2"], Choice::First);
        assert_eq!(all["note.5.2"], Choice::Both);
        assert_eq!(all["5.3/1"], Choice::Value(Some("4".into())));
        assert_eq!(all["6.1"], Choice::Value(None));
        assert_eq!(decisions("person.x.made one").unwrap()["person.x.made"], Choice::One);
        assert_eq!(all["note.6"], Choice::Value(Some("one\ntwo".into())));
        for (lines, line) in [("5.2", 1), ("\n5.2 third", 2), ("5.2 first\n5.2 second", 2)] {
            assert_eq!(decisions(lines).unwrap_err().line, line, "{lines}");
        }
    }
}
