//! What becomes of one fact that both sides changed: a table by the sort of fact. Whatever is settled here is told; what
//! is not, people decide. Used by [`super`].

use std::cmp::Ordering;

use crate::model::keys;
use crate::model::level::Level;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{Layer, VOTE, is_number, record_key};

/// What becomes of a fact with several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// People decide.
    Ask,
    /// Texts of several people: both stay, one below the other.
    Texts,
    /// The same in one line.
    Lines,
    /// A number that was given: the smallest stays.
    Smallest,
    /// What the program wrote of itself: the newest.
    Newest,
    /// A member of a set: it stays.
    Stays,
    /// What was written into a file: not known any more.
    Forgotten,
}

/// The prefixes of texts people write on an id.
const TEXTS: [&str; 5] = [keys::NOTE, keys::HOW, keys::WHY_IN, keys::REASON, keys::DONE_WHEN];

/// Facts that say yes of a member.
const MEMBERS: [&str; 4] = [keys::DRIVER, keys::FOR, keys::REVIEW, keys::IN];

/// What a member says.
const YES: &str = "yes";

/// The rule for a fact and the values that stand open.
pub(super) fn of(key: &str, values: &[Option<&str>]) -> Rule {
    let inner = Layer::of(key).map_or(key, |(_, fact)| fact);
    let record = record_key(key).or_else(|| record_key(inner));
    let all_there = values.iter().all(Option::is_some);
    if is_number(key) && values.iter().flatten().all(|v| v.parse::<u32>().is_ok()) {
        return Rule::Smallest;
    }
    let member = record.is_some_and(|k| k.member.is_some())
        || (record.is_none() && MEMBERS.iter().any(|p| inner.starts_with(p)));
    if member && values.iter().flatten().all(|v| *v == YES) {
        return Rule::Stays;
    }
    if record.is_some() {
        return Rule::Ask;
    }
    match inner {
        keys::RULE | keys::QUESTIONNAIRE | keys::FORMAT => Rule::Newest,
        _ if [keys::COLLECTED, keys::CAME_WITH, keys::PUT_ASIDE].iter().any(|p| inner.starts_with(p)) => {
            Rule::Newest
        }
        _ if inner.starts_with(keys::WRITTEN) => Rule::Forgotten,
        _ if all_there && inner.starts_with(keys::DISSENT) => Rule::Lines,
        _ if all_there && TEXTS.iter().any(|p| inner.starts_with(p)) => Rule::Texts,
        _ => Rule::Ask,
    }
}

/// Two texts or more in one, each with whose it is; alone the one that holds all others. What stands in another is none of
/// its own. The order is that of the texts, so that it is the same from either side.
pub(super) fn joined(rule: Rule, texts: &[(&str, String)]) -> String {
    let is_part = |text: &str| texts.iter().any(|(t, _)| *t != text && t.contains(text));
    let own: Vec<&(&str, String)> = texts.iter().filter(|(t, _)| !is_part(t)).collect();
    if let [(whole, _)] = own.as_slice() {
        return (*whole).to_owned();
    }
    // Who holds something against a level is named in the text; who typed it may be somebody else, and stands in the history.
    let one = |(text, who): &(&str, String)| {
        let names = rule == Rule::Lines || who.is_empty();
        if names { (*text).to_owned() } else { format!("{who}: {text}") }
    };
    let between = if rule == Rule::Lines { "; " } else { "\n" };
    own.into_iter().map(one).collect::<Vec<_>>().join(between)
}

/// How several texts of one fact are made one; none of a fact that is no text of people.
pub(super) fn one_text(key: &str, texts: &[(&str, String)]) -> Option<String> {
    let rule = of(key, &[Some("")]);
    matches!(rule, Rule::Texts | Rule::Lines).then(|| joined(rule, texts))
}

/// The smallest of numbers that were given.
pub(super) fn smallest(values: &[Option<&str>]) -> Option<String> {
    values.iter().flatten().filter_map(|v| v.parse::<u32>().ok()).min().map(|n| n.to_string())
}

/// The newest of names with a version: numbers in them count as numbers.
pub(super) fn newest(values: &[Option<&str>]) -> Option<String> {
    values.iter().flatten().max_by(|a, b| by_version(a, b)).map(|v| (*v).to_owned())
}

fn by_version(a: &str, b: &str) -> Ordering {
    let parts = |t: &str| -> Vec<(u64, String)> {
        t.split(['.', ' ', '-']).map(|p| (p.parse().unwrap_or(0), p.to_owned())).collect()
    };
    parts(a).cmp(&parts(b))
}

/// The worst of several answers, where all of them are levels on the way from nothing to proven. Whether something does
/// not apply, is not known or was withdrawn is no question of worse.
pub(super) fn worst(q: &Questionnaire, key: &str, values: &[Option<&str>]) -> Option<String> {
    let (Layer::Own | Layer::System(_), inner) = Layer::of(key)? else { return None };
    // What somebody answers in the room is an answer, too.
    let vote = record_key(inner).filter(|k| k.kind == VOTE.key);
    q.exactly(vote.map_or(inner, |k| k.field))?;
    let level = |v: Option<&str>| {
        let value = v?;
        Level::ALL.into_iter().find(|l| l.key() == value).filter(|l| *l <= Level::Proven)
    };
    let all: Option<Vec<Level>> = values.iter().copied().map(level).collect();
    all?.into_iter().min().map(|l| l.key().to_owned())
}

/// How old a record is against another of its kind: those of 0.1.0 first, then by the seconds of their ids. A clock that
/// lies gives an order that is wrong, but the same from either side.
pub(super) fn age(rid: &str) -> (bool, u32, String) {
    let number = rid.split_once('-').and_then(|(n, _)| n.parse().ok());
    (number.is_none(), number.unwrap_or(0), rid.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_of_fact_has_its_rule() {
        let id = "0000000000000z";
        let (two, gone) = ([Some("a"), Some("b")], [None, Some("yes")]);
        for (key, values, rule) in [
            ("5.2", two, Rule::Ask),
            ("note.5.2", two, Rule::Texts),
            ("note.5.2", [None, Some("a")], Rule::Ask),
            ("dissent.5.2", two, Rule::Lines),
            (&format!("person.{id}.no"), [Some("3"), Some("4")], Rule::Smallest),
            (&format!("person.{id}.name"), two, Rule::Ask),
            (&format!("evidence.{id}.shows.5.2/1"), gone, Rule::Stays),
            (&format!("evidence.{id}.seen-by.{id}"), [Some("2026-01-01"), Some("2026-01-02")], Rule::Ask),
            (&format!("person.{id}.made"), gone, Rule::Ask),
            (&format!("vote.{id}.5.2"), two, Rule::Ask),
            ("driver.A.2.2.risk", gone, Rule::Stays),
            ("about.rule", two, Rule::Newest),
            ("written.policy", two, Rule::Forgotten),
            ("later.thing", two, Rule::Ask),
            (&format!("@system.{id}/note.A.2.2"), two, Rule::Texts),
        ] {
            assert_eq!(of(key, &values), rule, "{key}");
        }
        assert_eq!(newest(&[Some("x 1.9.0"), Some("x 1.10.0")]).as_deref(), Some("x 1.10.0"));
        assert_eq!(smallest(&[Some("10"), Some("9")]).as_deref(), Some("9"));
        let texts = [("short", "Ana".to_owned()), ("the short one", String::new())];
        assert_eq!(joined(Rule::Texts, &texts), "the short one");
        let texts = [("one", "Ana".to_owned()), ("two", String::new())];
        assert_eq!(joined(Rule::Texts, &texts), "Ana: one\ntwo");
        assert!(age("9-a1b2c3") < age("10-a1b2c3") && age("10-a1b2c3") < age(id));
    }
}
