//! How other tools call what is done and what is left out, and the level each comes to. One table, so that every
//! reader understands the same words.

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

/// What a status says; none where the word is not known. Figures from 1 to 5 are our levels, `60%` is a share.
pub(super) fn read(cell: &str) -> Option<Says> {
    if let Some(share) = cell.trim().strip_suffix('%').and_then(|n| n.trim().parse::<f64>().ok()) {
        return Some(Says::Level(match share {
            s if s >= 100.0 => Level::Proven,
            s if s > 0.0 => Level::InUse,
            _ => Level::Nothing,
        }));
    }
    let word = plain(cell);
    if OPEN.contains(&word.as_str()) {
        return Some(Says::Open);
    }
    let known = WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(level, _)| *level);
    known.or_else(|| Level::parse(cell)).map(Says::Level)
}

/// Whether something applies, of a cell that says so; none where it is no such word.
pub(super) fn applies(cell: &str) -> Option<Applies> {
    let word = plain(cell);
    Some(match word.as_str() {
        "yes" | "y" | "true" | "1" | "applicable" | "included" | "include" | "in" | "x" | "inscope"
        | "selected" | "applies" | "applied" | "\u{2713}" | "\u{2714}" => Applies::Yes,
        "no" | "n" | "false" | "0" | "notapplicable" | "na" | "excluded" | "exclude" | "out"
        | "outofscope" | "notselected" | "doesnotapply" | "notincluded" => Applies::No,
        "" | "undecided" | "open" | "tbd" | "tbc" | "tobedecided" | "tobedetermined" | "notdecided"
        | "notyetdecided" | "unknown" | "?" => Applies::Undecided,
        _ => return None,
    })
}

/// Whether a cell answers what its column asks, "yes" to "Excluded?": "Excluded" says by itself what is so.
pub(super) fn answers(cell: &str) -> bool {
    matches!(
        plain(cell).as_str(),
        "yes" | "y" | "true" | "1" | "x" | "\u{2713}" | "\u{2714}" | "no" | "n" | "false" | "0"
    )
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
