//! Everything there is to know about a requirement, as text to read.

use crate::model::assessment::keys;
use crate::model::questionnaire::{Requirement, Target};
use crate::model::{CheckKind, Level};
use crate::words::{Word as _, figures::level_meaning};
use crate::work::Work;

/// Title and lines on a heading, a requirement or a check.
pub fn details(work: &Work, target: Target) -> (String, Vec<String>) {
    let q = work.q();
    match target {
        Target::Heading(h) => {
            let h = &q.headings[h];
            let mut lines = vec![h.intro.clone()];
            if let Some(note) = work.a().at(keys::NOTE, &h.id) {
                lines.extend([String::new(), "# Note".to_owned()]);
                lines.extend(note.lines().map(|l| format!("  {l}")));
            }
            (format!("{} {}", h.id, h.title), lines)
        }
        Target::Requirement(r) => {
            (format!("{} {}", q.requirements[r].id, q.full_title(r)), requirement(&q.requirements[r]))
        }
        Target::Check(c) => {
            let check = q.check(c);
            let r = &q.requirements[q.check_owner[c]];
            let mut lines = vec![check.question.clone(), String::new()];
            section(&mut lines, "Evidence that would prove it", std::slice::from_ref(&check.evidence));
            section(&mut lines, "When it is missing", &[format!("{} -> {}", check.action, check.output)]);
            let levels: Vec<String> = Level::ALL
                .into_iter()
                .filter(|l| *l != Level::NotApplicable || r.exclusion.is_some())
                .map(|l| {
                    let words = check
                        .levels
                        .get(l.key())
                        .map_or_else(|| level_meaning(l, check.kind), String::as_str);
                    format!("{} {}: {words}", l.key(), l.word())
                })
                .collect();
            section(&mut lines, "What each level looks like", &levels);
            lines.extend(requirement(r));
            (format!("{} of {}", check.id, r.title), lines)
        }
    }
}

/// What each key means here, by kind of check, and what the marks on the card mean.
fn levels(r: &Requirement) -> Vec<String> {
    let has = |k: &CheckKind| r.checks.iter().any(|c| c.kind == *k);
    let kinds: Vec<CheckKind> =
        [CheckKind::Document, CheckKind::Practice, CheckKind::Record].into_iter().filter(has).collect();
    let mut lines: Vec<String> = Level::ALL
        .into_iter()
        .filter(|l| *l != Level::NotApplicable || r.exclusion.is_some())
        .map(|l| {
            let mut words: Vec<String> =
                kinds.iter().map(|k| format!("{}: {}", k.word(), level_meaning(l, *k))).collect();
            words.dedup_by(|x, y| x.split_once(": ").map(|p| p.1) == y.split_once(": ").map(|p| p.1));
            let words =
                if words.len() == 1 { level_meaning(l, kinds[0]).to_owned() } else { words.join("; ") };
            format!("{} {}: {words}", l.key(), l.word())
        })
        .collect();
    lines.push(
        "KEY: its absence alone would likely be a major nonconformity. opt: good practice, moves no figure."
            .into(),
    );
    lines.push("A star: given as a whole; the check can be set apart.".into());
    lines
}

fn section(lines: &mut Vec<String>, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    lines.push(format!("# {title}"));
    lines.extend(items.iter().map(|i| format!("  {i}")));
    lines.push(String::new());
}

fn requirement(r: &Requirement) -> Vec<String> {
    let mut lines = Vec::new();
    let one = std::slice::from_ref;
    section(&mut lines, "The levels", &levels(r));
    section(&mut lines, "Why it matters", one(&r.why));
    section(&mut lines, "What good looks like", one(&r.good));
    section(&mut lines, "In a firm of three", one(&r.size.three));
    section(&mut lines, "In a firm of fifty", one(&r.size.fifty));
    section(&mut lines, "In a firm of five thousand", one(&r.size.five_thousand));
    section(&mut lines, "Common mistakes", &r.mistakes);
    section(&mut lines, "What an auditor asks", &r.auditor.asks);
    section(&mut lines, "What an auditor samples", &r.auditor.samples);
    section(&mut lines, "Whom to interview", &r.auditor.interview);
    let documents: Vec<String> =
        r.documents.iter().map(|d| format!("{} ({}, {})", d.name, d.kind.word(), d.basis.word())).collect();
    section(&mut lines, "Documents and records", &documents);
    if let Some(e) = &r.exclusion {
        section(&mut lines, "Can credibly be excluded when", one(&e.credible));
        section(&mut lines, "Not credible", one(&e.not_credible));
        section(&mut lines, "The reason must argue", one(&e.reason_must));
    }
    section(
        &mut lines,
        "Comes after",
        &[r.depends_on.join(", ")].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>(),
    );
    let related: Vec<String> = r
        .related
        .iter()
        .map(|x| format!("{} {} ({}; {})", x.framework, x.reference, x.confidence, x.source))
        .collect();
    section(&mut lines, "Related, never equal", &related);
    lines
}
