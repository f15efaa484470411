//! The wording of the bank: complete, short enough to be read aloud, fitting its place on an 80 by 24
//! screen, and free of words nobody explains.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::{Check, Level, Questionnaire, Requirement};

/// Words of the field that a newcomer cannot be expected to know. Used in a question they need an entry
/// in the glossary. The beginning of a word is enough.
const JARGON: &[&str] = &[
    "accreditation",
    "aims",
    "annex a",
    "annex b",
    "audit programme",
    "certification body",
    "continual",
    "control objective",
    "corrective action",
    "criteria",
    "documented information",
    "drift",
    "event log",
    "foreseeable",
    "human oversight",
    "impact assessment",
    "intended use",
    "interested part",
    "internal audit",
    "lineage",
    "management review",
    "nonconformit",
    "oversight",
    "pdca",
    "provenance",
    "residual risk",
    "risk treatment",
    "scope",
    "shadow ai",
    "significant change",
    "soa",
    "stage 1",
    "stage 2",
    "stakeholder",
    "statement of applicability",
    "surveillance",
    "top management",
    "treatment plan",
    "validation",
    "verification",
];

/// Longest sentence, in words, and the longest average of the questions: above these, listeners ask again.
const MOST_WORDS: usize = 35;
/// Background in the details, which nobody reads aloud to a room.
const MOST_READ_QUIETLY: usize = 40;
const MOST_ON_AVERAGE: usize = 22;

/// Every question with its id.
fn questions(q: &Questionnaire) -> Vec<(&str, &str)> {
    q.requirements
        .iter()
        .flat_map(|r| {
            std::iter::once((r.id.as_str(), r.question.as_str()))
                .chain(r.checks.iter().map(|c| (c.id.as_str(), c.question.as_str())))
        })
        .collect()
}

/// Every sentence a person reads in a requirement.
fn sentences(r: &Requirement) -> Vec<&str> {
    let mut texts: Vec<&str> =
        vec![&r.question, &r.why, &r.good, &r.size.three, &r.size.fifty, &r.size.five_thousand];
    texts.extend(r.mistakes.iter().chain(&r.auditor.asks).chain(&r.auditor.samples).map(String::as_str));
    texts.extend(r.exclusion.iter().flat_map(|e| [e.credible.as_str(), &e.not_credible, &e.reason_must]));
    for c in &r.checks {
        texts.extend([c.question.as_str(), &c.evidence]);
        texts.extend(steps(c));
        texts.extend(c.levels.values().map(String::as_str));
        texts.extend(c.answers.iter().flat_map(|a| [a.good.as_str(), &a.bad]).chain(c.not_alone.as_deref()));
    }
    texts.extend([r.short.as_str()].into_iter().chain(r.user_only.as_deref()));
    texts.extend(r.exclude.iter().flat_map(|e| e.when.as_deref().into_iter().chain(e.never.as_deref())));
    texts.extend(r.finding.iter().map(|f| f.text.as_str()));
    texts.extend(r.enough.iter().flat_map(|e| [e.stage1.as_str(), &e.stage2]));
    texts.extend(r.sectors.each().map(|(_, said)| said));
    texts.extend(r.worked.each().map(|(_, w)| w.wrote.as_str()));
    texts.extend(r.pointers.iter().map(|p| p.helps_with.as_str()));
    texts.extend(r.related.iter().map(|x| x.note.as_str()));
    texts.into_iter().flat_map(split).collect()
}

/// What a check tells people to do, each once.
fn steps(c: &Check) -> Vec<&str> {
    let mut steps: Vec<&str> = Level::ALL.iter().map(|l| c.action_for(Some(*l))).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|s| !s.is_empty())
}

fn words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

fn lines(text: &str, columns: usize) -> usize {
    textwrap::wrap(text, columns).len()
}

#[test]
fn every_check_is_complete_and_every_requirement_has_its_help() {
    let q = bank::embedded().unwrap();
    for r in &q.requirements {
        for c in &r.checks {
            for text in [c.question.as_str(), &c.evidence, &c.output].into_iter().chain(steps(c)) {
                assert!(text.chars().filter(|c| c.is_alphabetic()).count() >= 5, "{}: {text:?}", c.id);
            }
            assert!(c.question.ends_with('?'), "{}", c.id);
        }
        assert!(r.question.ends_with('?'), "{}", r.id);
        assert!(!r.good.is_empty() && !r.size.three.is_empty() && r.mistakes.len() >= 3, "{}", r.id);
        assert!(r.auditor.asks.len() >= 2 && !r.documents.is_empty() && r.words.len() >= 8, "{}", r.id);
    }
}

#[test]
fn sentences_are_short_enough_to_be_read_aloud() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for r in &q.requirements {
        for s in sentences(r).into_iter().filter(|s| words(s) > MOST_WORDS) {
            faults.push(format!("{}: {} words: {s}", r.id, words(s)));
        }
        let quietly = [&r.ai_today, &r.size.one].into_iter().flat_map(|text| split(text));
        for s in quietly.filter(|s| words(s) > MOST_READ_QUIETLY) {
            faults.push(format!("{}: {} words: {s}", r.id, words(s)));
        }
    }
    for h in &q.headings {
        faults.extend(split(&h.intro).filter(|s| words(s) > MOST_WORDS).map(|s| format!("{}: {s}", h.id)));
    }
    assert_eq!(faults, Vec::<String>::new());
    let lengths: Vec<usize> = questions(&q).iter().flat_map(|(_, t)| split(t)).map(words).collect();
    let average = lengths.iter().sum::<usize>() / lengths.len();
    assert!(lengths.len() > 390 && average <= MOST_ON_AVERAGE, "{average} over {}", lengths.len());
}

#[test]
fn texts_of_the_question_card_fit_their_place() {
    let q = bank::embedded().unwrap();
    let mut faults = Vec::new();
    for r in &q.requirements {
        for (what, text, columns, most) in [("question", &r.question, 76, 3), ("why", &r.why, 76, 4)] {
            if lines(text, columns) > most {
                faults.push(format!("{} {what}: {} lines", r.id, lines(text, columns)));
            }
        }
        let long = r.checks.iter().filter(|c| lines(&c.question, 70) > 2);
        faults.extend(long.map(|c| format!("{}: {} lines", c.id, lines(&c.question, 70))));
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn words_of_the_field_in_a_question_are_in_the_glossary() {
    let (q, glossary) = (bank::embedded().unwrap(), bank::guides().unwrap().glossary);
    let names: Vec<String> = glossary.terms.iter().flat_map(|t| t.names().map(str::to_lowercase)).collect();
    let (mut used, mut faults) = (0, Vec::new());
    for (id, question) in questions(&q) {
        let lower = question.to_lowercase();
        for word in JARGON.iter().filter(|w| lower.contains(*w)) {
            used += 1;
            if !names.iter().any(|n| n.contains(word)) {
                faults.push(format!("{id}: {word}"));
            }
        }
        // An abbreviation is jargon by itself; these three are names.
        let abbreviation = |w: &&str| w.len() > 1 && w.chars().all(char::is_uppercase);
        let pieces = question.split(|c: char| !c.is_alphanumeric());
        for word in pieces.filter(abbreviation).filter(|w| !matches!(*w, "EU" | "ISO" | "IEC")) {
            used += 1;
            if glossary.terms_in(word).is_empty() && !names.contains(&word.to_lowercase()) {
                faults.push(format!("{id}: {word}"));
            }
        }
    }
    assert!(used > 100, "{used}");
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_glossary_is_in_alphabetical_order() {
    let glossary = bank::guides().unwrap().glossary;
    let terms: Vec<String> = glossary.terms.iter().map(|t| t.term.to_lowercase()).collect();
    assert!(terms.is_sorted(), "{:?}", terms.windows(2).find(|w| w[0] > w[1]));
}
