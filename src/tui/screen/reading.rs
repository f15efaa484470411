//! Everything there is to know about a requirement, as text to read.

use crate::model::assessment::keys;
use crate::model::questionnaire::{Requirement, Target};
use crate::model::{CheckKind, Level};
use crate::say;
use crate::words::{Word as _, advice, asked, figures::level_meaning};
use crate::work::Work;

/// Title and lines on a heading, a requirement or a check.
pub fn details(work: &Work, target: Target) -> (String, Vec<String>) {
    let q = work.q();
    match target {
        Target::Heading(h) => {
            let h = &q.headings[h];
            let mut lines = vec![h.intro.clone()];
            if let Some(note) = work.a().at(keys::NOTE, &h.id) {
                lines.extend([String::new(), format!("# {}", say!("Note"))]);
                lines.extend(note.lines().map(|l| format!("  {l}")));
            }
            (format!("{} {}", h.id, h.title), lines)
        }
        Target::Requirement(r) => {
            (format!("{} {}", q.requirements[r].id, q.full_title(r)), requirement(work, r))
        }
        Target::Check(c) => {
            let check = work.a().check(q, c);
            let r = work.a().requirement(q, q.check_owner[c]);
            let mut lines = vec![check.question.clone(), String::new()];
            lines.extend(asked::why_not(q, work.a(), c).into_iter().flat_map(|why| [why, String::new()]));
            for part in advice::of_check(q, work.a(), c) {
                section(&mut lines, part.title, &part.items);
            }
            let levels: Vec<String> = Level::offered(r.exclusion.is_some())
                .map(|l| format!("{} {}: {}", l.sign(), l.word(), advice::level_of(check, l)))
                .collect();
            section(&mut lines, say!("What each level looks like"), &levels);
            lines.extend(requirement(work, q.check_owner[c]));
            (say!("{id} of {title}", id = check.id, title = r.title), lines)
        }
    }
}

/// The words on the card of a requirement and of its checks.
pub fn card_text(work: &Work, requirement: usize) -> String {
    let r = work.a().requirement(work.q(), requirement);
    let checks = r.checks.iter().map(|c| format!("{} {}", c.question, c.evidence));
    format!(
        "{} {} {} {}",
        work.a().question(work.q(), requirement),
        r.why,
        r.good,
        checks.collect::<Vec<_>>().join(" ")
    )
}

/// What each key means here, by kind of check, and what the marks on the card mean.
fn levels(r: &Requirement) -> Vec<String> {
    let has = |k: &CheckKind| r.checks.iter().any(|c| c.kind == *k);
    let kinds: Vec<CheckKind> = CheckKind::ALL.into_iter().filter(has).collect();
    let mut lines: Vec<String> = Level::offered(r.exclusion.is_some())
        .map(|l| {
            let mut meanings: Vec<(CheckKind, &str)> =
                kinds.iter().map(|k| (*k, level_meaning(l, *k))).collect();
            meanings.dedup_by_key(|(_, meaning)| *meaning);
            let words = match meanings.as_slice() {
                [(_, meaning)] => (*meaning).to_owned(),
                several => {
                    let each = several.iter().map(|(kind, meaning)| format!("{}: {meaning}", kind.word()));
                    each.collect::<Vec<_>>().join("; ")
                }
            };
            format!("{} {}: {words}", l.sign(), l.word())
        })
        .collect();
    lines.push(
        say!("KEY: its absence alone would likely be a major nonconformity. opt: good practice, moves no figure.")
            .into(),
    );
    lines.push(say!("As whole: given for more at once; the check can be set apart.").into());
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

fn requirement(work: &Work, requirement: usize) -> Vec<String> {
    let q = work.q();
    let r = work.a().requirement(q, requirement);
    let mut lines = Vec::new();
    let one = std::slice::from_ref;
    section(&mut lines, say!("The levels"), &levels(r));
    section(&mut lines, say!("Why it matters"), one(&r.why));
    section(&mut lines, say!("What good looks like"), one(&r.good));
    for part in advice::sizes(Some(work.a()), r) {
        section(&mut lines, part.title, &part.items);
    }
    section(&mut lines, say!("Common mistakes"), &r.mistakes);
    section(&mut lines, say!("What an auditor asks"), &r.auditor.asks);
    section(&mut lines, say!("What an auditor samples"), &r.auditor.samples);
    section(&mut lines, say!("Whom to interview"), &asked::interviewed(work.a(), r));
    let documents: Vec<String> = r.documents.iter().map(advice::document).collect();
    section(&mut lines, say!("Documents and records"), &documents);
    for part in advice::of_requirement(q, Some(work.a()), r) {
        section(&mut lines, part.title, &part.items);
    }
    if let Some(e) = &r.exclude {
        section(&mut lines, say!("Leaving it out"), &[advice::leaving_out(e)]);
    }
    if let Some(e) = &r.exclusion {
        section(&mut lines, say!("Can credibly be excluded when"), one(&e.credible));
        section(&mut lines, say!("Not credible"), one(&e.not_credible));
        section(&mut lines, say!("The reason must argue"), one(&e.reason_must));
    }
    section(
        &mut lines,
        say!("Comes after"),
        &[r.depends_on.join(", ")].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>(),
    );
    lines
}
