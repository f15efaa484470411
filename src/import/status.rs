//! How other tools call what is done and what is left out, and the level each comes to. One table, so that every
//! reader understands the same words.

use super::german;
use super::head::plain;
use crate::model::Level;

/// What a cell of a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing was looked at yet, or nothing stands there.
    Open,
    /// This level.
    Level(Level),
}

/// Whether something applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applies {
    Yes,
    No,
    Undecided,
}

/// The words, plain, by what they come to.
const WORDS: [(Level, &[&str]); 7] = [
    (
        Level::Proven,
        &[
            "implemented",
            "fullyimplemented",
            "inplace",
            "fullyinplace",
            "complete",
            "completed",
            "done",
            "yes",
            "ja",
            "y",
            "true",
            "effective",
            "operational",
            "conform",
            "conforms",
            "conformant",
            "conformity",
            "compliant",
            "fullycompliant",
            "met",
            "fulfilled",
            "satisfied",
            "closed",
            "pass",
            "passed",
            "optimized",
            "optimised",
            "evidenced",
            "full",
            "ok",
        ],
    ),
    (
        Level::InUse,
        &[
            "partiallyimplemented",
            "partlyimplemented",
            "partial",
            "p",
            "partially",
            "partly",
            "inprogress",
            "ongoing",
            "started",
            "underway",
            "beingimplemented",
            "implementing",
            "partiallycompliant",
            "partlycompliant",
            "partiallymet",
            "partiallyinplace",
            "partialconformity",
            "partiallyconform",
            "minornonconformity",
            "minornc",
            "wip",
            "inreview",
        ],
    ),
    (
        Level::Written,
        &["documented", "defined", "drafted", "draft", "written", "designed", "documentedonly", "policyonly"],
    ),
    (
        Level::Planned,
        &[
            "planned",
            "scheduled",
            "todo",
            "intended",
            "pending",
            "tobeimplemented",
            "future",
            "approved",
            "accepted",
        ],
    ),
    (
        Level::Nothing,
        &[
            "notimplemented",
            "no",
            "nein",
            "none",
            "missing",
            "gap",
            "notstarted",
            "noncompliant",
            "notcompliant",
            "nonconform",
            "nonconformity",
            "nonconforming",
            "majornonconformity",
            "majornc",
            "nonexistent",
            "notinplace",
            "notmet",
            "absent",
            "fail",
            "failed",
            "false",
            "unmet",
            "untreated",
            "contradicted",
        ],
    ),
    (
        Level::NotApplicable,
        &[
            "excluded",
            "notapplicable",
            "na",
            "outofscope",
            "notselected",
            "notrelevant",
            "notincluded",
            "exclude",
        ],
    ),
    (Level::DontKnow, &["unknown", "dontknow", "notknown", "unclear", "?"]),
];

/// What says that nobody looked yet.
const OPEN: [&str; 12] = [
    "",
    "open",
    "notassessed",
    "notevaluated",
    "notanswered",
    "tbd",
    "tbc",
    "untouched",
    "undecided",
    "unassigned",
    "notreviewed",
    "new",
];

/// A mark as people put it in a column of yes and no; none of any other cell. An empty box and a dash decide nothing.
pub(super) fn mark(cell: &str) -> Option<Applies> {
    let mut signs = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{fe0e}' | '\u{fe0f}'));
    let (one, None) = (signs.next()?, signs.next()) else { return None };
    Some(match one {
        '\u{2713}' | '\u{2714}' | '\u{2705}' | '\u{2611}' | '\u{221a}' | '\u{1f5f8}' => Applies::Yes,
        '\u{2717}' | '\u{2718}' | '\u{2715}' | '\u{2716}' | '\u{274c}' => Applies::No,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2026}' | '.' | '/' | '\u{2610}' => {
            Applies::Undecided
        }
        _ => return None,
    })
}

/// Whether nothing stands there that could be a word: a cell of other signs says something nobody can read.
fn is_blank(cell: &str) -> bool {
    cell.chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '/' | '\u{2026}'))
}

/// A share, as `60%`, or `0.6` as spreadsheets keep it.
pub(super) fn share(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    if let Some(n) = cell.strip_suffix('%') {
        return n.trim().replace(',', ".").parse::<f64>().ok().map(|n| n / 100.0);
    }
    let begins = cell.starts_with("0.") || cell.starts_with("0,");
    begins.then(|| cell.replace(',', ".").parse().ok()).flatten()
}

/// What a status says; none where the word is not known. Figures from 1 to 5 are our levels, `60%` is a share.
pub(super) fn read(cell: &str) -> Option<Says> {
    if let Some(share) = share(cell) {
        return Some(Says::Level(match share {
            s if s >= 1.0 => Level::Proven,
            s if s > 0.0 => Level::InUse,
            _ => Level::Nothing,
        }));
    }
    match mark(cell) {
        Some(Applies::Yes) => return Some(Says::Level(Level::Proven)),
        Some(Applies::No) => return Some(Says::Level(Level::Nothing)),
        Some(Applies::Undecided) => return Some(Says::Open),
        None => {}
    }
    let word = german::word(plain(cell));
    if OPEN.contains(&word.as_str()) {
        return (!word.is_empty() || is_blank(cell)).then_some(Says::Open);
    }
    let known = WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(level, _)| *level);
    known.or_else(|| Level::parse(cell)).or_else(|| of_parts(cell)).map(Says::Level)
}

/// Two words for one thing, `Implemented - effective`: where each of them is known, the worse one.
fn of_parts(cell: &str) -> Option<Level> {
    let parts: Vec<&str> =
        cell.split([':', '(', ')', '/', ';', '\u{2013}', '\u{2014}']).flat_map(|p| p.split(" - ")).collect();
    let known = |part: &&str| {
        let word = german::word(plain(part));
        WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(level, _)| *level)
    };
    let said: Vec<&str> = parts.into_iter().filter(|p| !plain(p).is_empty()).collect();
    let levels: Vec<Level> = said.iter().map_while(known).collect();
    let out = levels.contains(&Level::NotApplicable);
    let whole = said.len() > 1 && levels.len() == said.len() && !out;
    levels.into_iter().filter(|_| whole).min_by_key(|level| badness(*level))
}

/// How grown up something is, as models of it say it, by the figure it has there: those of 1 to 5 are our levels.
const GROWN: [(u8, &[&str]); 6] = [
    (0, &["nonexistent", "incomplete", "notperformed"]),
    (1, &["initial", "adhoc", "initialadhoc", "performed"]),
    (2, &["repeatable", "managed", "developing"]),
    (3, &["defined", "established", "documented"]),
    (4, &["managed", "measured", "quantitativelymanaged", "managedandmeasurable", "predictable"]),
    (5, &["optimised", "optimized", "optimising", "optimizing"]),
];

/// Whether a cell speaks of how grown up something is and of nothing else.
pub(super) fn is_grown(cell: &str) -> bool {
    let word = plain(cell);
    let rest = word.trim_start_matches("maturity").trim_start_matches("level");
    let word = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < plain(cell).len() && word.len() < rest.len())
        || (!word.is_empty() && GROWN.iter().any(|(n, words)| *n != 3 && words.contains(&word)))
}

/// What how grown up something is says of its status: `4 - Managed`, `Level 3`, `Initial`. None where word and figure do
/// not fit, or a word is one of two figures.
pub(super) fn grown(cell: &str) -> Option<Level> {
    let word = plain(cell);
    let rest = word.trim_start_matches("maturity").trim_start_matches("level");
    let word = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = rest.strip_suffix(word)?;
    let of_word = |n: u8| GROWN.iter().any(|(m, words)| *m == n && words.contains(&word));
    let n = match figures.parse::<u8>() {
        Ok(n) => Some(n).filter(|n| word.is_empty() || of_word(*n))?,
        Err(_) if figures.is_empty() => {
            let mut all = (0..=5).filter(|n| of_word(*n));
            let one = all.next()?;
            all.next().is_none().then_some(one)?
        }
        Err(_) => return None,
    };
    match n {
        0 => Some(Level::Nothing),
        n => Level::parse(&n.to_string()),
    }
    .filter(|level| *level != Level::NotApplicable)
}

/// Whether something applies, of a cell that says so; none where it is no such word.
pub(super) fn applies(cell: &str) -> Option<Applies> {
    if let Some(marked) = mark(cell) {
        return Some(marked);
    }
    let word = german::word(plain(cell));
    Some(match word.as_str() {
        "yes" | "y" | "ja" | "true" | "1" | "applicable" | "included" | "include" | "in" | "x"
        | "inscope" | "selected" | "applies" | "applied" => Applies::Yes,
        "no" | "n" | "nein" | "false" | "0" | "notapplicable" | "na" | "excluded" | "exclude" | "out"
        | "outofscope" | "notselected" | "doesnotapply" | "notincluded" => Applies::No,
        "" if !is_blank(cell) => return None,
        "" | "undecided" | "open" | "tbd" | "tbc" | "tobedecided" | "tobedetermined" | "notdecided"
        | "notyetdecided" | "unknown" | "?" => Applies::Undecided,
        _ => return None,
    })
}

/// Whether a cell answers what its column asks, "yes" to "Excluded?": "Excluded" says by itself what is so.
pub(super) fn answers(cell: &str) -> bool {
    let words = ["yes", "y", "ja", "true", "1", "x", "no", "n", "nein", "false", "0"];
    matches!(mark(cell), Some(Applies::Yes | Applies::No))
        || words.contains(&german::word(plain(cell)).as_str())
}

/// Whether a cell is ticked: a sign that says yes to what its head says, and is no text.
pub(super) fn is_tick(cell: &str) -> bool {
    answers(cell) && applies(cell) == Some(Applies::Yes)
}

/// How bad a level is, the worst first: of several rows of one control the worst counts. What is left out counts only
/// where every row leaves it out.
pub(super) const fn badness(level: Level) -> u8 {
    match level {
        Level::Nothing => 0,
        Level::Planned => 1,
        Level::DontKnow => 2,
        Level::Written => 3,
        Level::InUse => 4,
        Level::Proven => 5,
        Level::NotApplicable => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_is_plain() {
        let mut seen = std::collections::BTreeSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words).chain(OPEN.iter()) {
            assert!(seen.insert(*word) && plain(word) == **word, "{word}");
        }
    }

    #[test]
    fn how_grown_up_something_is_comes_to_a_level() {
        for (cell, level) in [
            ("4 - Managed", Some(Level::InUse)),
            ("Level 3 - Defined", Some(Level::Written)),
            ("Maturity level 2", Some(Level::Planned)),
            ("Initial", Some(Level::Nothing)),
            ("Optimised", Some(Level::Proven)),
            ("0", Some(Level::Nothing)),
            ("5", Some(Level::Proven)),
            ("Managed", None),
            ("5 - Managed", None),
            ("7", None),
            ("2.5", None),
            ("Nearly", None),
        ] {
            assert_eq!(grown(cell), level, "{cell}");
        }
        for (cell, is) in [("4 - Managed", true), ("Level 3", true), ("Initial", true), ("4", false)] {
            assert_eq!(is_grown(cell), is, "{cell}");
        }
        assert!(!is_grown("Implemented") && !is_grown("Defined"));
    }

    #[test]
    fn words_of_other_tools_come_to_a_level() {
        for (word, level) in [
            ("Implemented", Level::Proven),
            ("Partially implemented", Level::InUse),
            ("partially_implemented", Level::InUse),
            ("Planned", Level::Planned),
            ("Not implemented", Level::Nothing),
            ("Excluded", Level::NotApplicable),
            ("N/A", Level::NotApplicable),
            ("non_compliant", Level::Nothing),
            ("In use", Level::InUse),
            ("3", Level::Written),
            ("100 %", Level::Proven),
            ("35%", Level::InUse),
        ] {
            assert_eq!(read(word), Some(Says::Level(level)), "{word}");
        }
        assert_eq!(
            (read(""), read("Not assessed"), read("sort of")),
            (Some(Says::Open), Some(Says::Open), None)
        );
        assert_eq!(
            (applies("Yes"), applies("Not applicable"), applies(""), applies("maybe")),
            (Some(Applies::Yes), Some(Applies::No), Some(Applies::Undecided), None)
        );
    }
}
