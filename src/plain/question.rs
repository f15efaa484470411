//! The question in words: where it stands, what it asks, what was answered, what helps. Makes lines from an
//! assessment and changes nothing.

use crate::model::assessment::{Assessment, Given, keys};
use crate::model::questionnaire::{Requirement, Target};
use crate::model::record::{EVIDENCE, PERSON, Rid, read, value};
use crate::model::register::Evidence;
use crate::model::{Check, CheckKind, Level, Questionnaire, RequirementKind, Scores, Status, votes};
use crate::words::figures::level_meaning;
use crate::words::{Word as _, Words as _};
use crate::work::Work;

/// The question one is at.
pub(super) fn card(w: &Work, at: Target) -> Vec<String> {
    let (q, a) = (w.q(), w.a());
    let r = q.requirement_of(at).unwrap_or(0);
    let mut lines = match at {
        Target::Check(c) => check(q, a, c),
        _ => requirement(q, a, w.scores(), r),
    };
    let id = q.id_of(at);
    if a.at(keys::REVIEW, id).is_some() {
        lines.push("Marked for review.".into());
    }
    for (label, prefix) in [("Note", keys::NOTE), ("Reason", keys::REASON), ("To ask", keys::ASK)] {
        lines.extend(a.at(prefix, id).map(|words| format!("{label}: {words}")));
    }
    if !matches!(at, Target::Check(_)) {
        for h in q.ancestors[r].iter().map(|h| &q.headings[*h]) {
            let note = a.at(keys::NOTE, &h.id);
            lines.extend(note.map(|words| format!("Note on {} {}: {words}", h.id, h.title)));
        }
    }
    if let Some(v) = votes::of(a, id) {
        let answers = (!v.given.is_empty()).then(|| format!("Answers of several people: {}.", v.words()));
        lines.extend(answers);
        if v.shown {
            let said = |(who, level): (&Rid, &Level)| {
                format!("{}: {}", value::called(&read::at(a, &PERSON, who)), level.word())
            };
            lines.extend(v.given.iter().map(said));
        }
        lines.extend((!v.dissent.is_empty()).then(|| format!("Dissent: {}", v.dissent)));
    }
    if let Some(draft) = w.session().draft(&format!("note.{id}")) {
        lines.push(format!("Unfinished note, note goes on with it: {draft}"));
    }
    lines.extend(evidence_named(q, a, at));
    lines
}

fn requirement(q: &Questionnaire, a: &Assessment, scores: &Scores, r: usize) -> Vec<String> {
    let requirement = &q.requirements[r];
    let (status, score) = (scores.status(r), &scores.requirements[r]);
    let mut lines = vec![format!("{} {}", requirement.id, q.full_title(r)), progress(q, scores, r)];
    lines.push(requirement.question.clone());
    let part = if status == Status::Open && score.answered > 0 {
        format!(", {} of {} checks answered", score.answered, score.of)
    } else {
        String::new()
    };
    lines.push(format!("Status: {}{part}.", status.word()));
    if let Some(level) = a.bulk(q, r) {
        lines.push(format!("Answered as a whole: {}.", level.word()));
    }
    lines.push(match requirement.checks.len() {
        1 => "It has 1 check; checks answers it alone.".into(),
        n => format!("It has {n} checks; checks answers them one by one."),
    });
    lines
}

/// "Requirement 6 of 70, clause 5: 1 of 3 answered."
fn progress(q: &Questionnaire, scores: &Scores, r: usize) -> String {
    let part = q.top_heading(r).map_or_else(String::new, |h| {
        let below = q.below(h);
        let done = below.iter().filter(|r| scores.status(**r) != Status::Open).count();
        let name = match q.requirements[r].kind {
            RequirementKind::Clause => "clause",
            RequirementKind::Control => "objective",
        };
        format!(", {name} {}: {done} of {} answered", q.headings[h].id, below.len())
    });
    format!("Requirement {} of {}{part}.", r + 1, q.requirements.len())
}

fn check(q: &Questionnaire, a: &Assessment, c: usize) -> Vec<String> {
    let r = q.check_owner[c];
    let check = q.check(c);
    let weight = match (check.key, check.mandatory) {
        (true, _) => ", key check",
        (false, true) => "",
        (false, false) => ", good practice that moves no figure",
    };
    vec![
        format!(
            "{}, check {} of {} of {} {}, {}{weight}",
            check.id,
            c - q.first_check[r] + 1,
            q.requirements[r].checks.len(),
            q.requirements[r].id,
            q.full_title(r),
            check.kind.word()
        ),
        check.question.clone(),
        match a.level(q, c) {
            Some((level, Given::Single)) => format!("Answer: {}.", level.word()),
            Some((level, Given::Bulk)) => format!("Answer: {}, given to the whole.", level.word()),
            None => "Answer: none yet.".into(),
        },
    ]
}

/// Why it matters, and of a check what to do when it is missing.
pub(super) fn why(q: &Questionnaire, at: Target) -> Vec<String> {
    let r = &q.requirements[q.requirement_of(at).unwrap_or(0)];
    let mut lines = vec![format!("Why it matters: {}", r.why)];
    if let Target::Check(c) = at {
        let check = q.check(c);
        lines.push(format!("When it is missing: {}", check.action));
        lines.push(format!("What that leaves behind: {}", check.output));
    }
    lines
}

/// What to ask for: of a check its evidence; of a requirement that of its key checks, else of all.
pub(super) fn evidence(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = &q.requirements[q.requirement_of(at).unwrap_or(0)];
    let checks: Vec<&Check> = if let Target::Check(c) = at {
        vec![q.check(c)]
    } else {
        let key: Vec<&Check> = r.checks.iter().filter(|c| c.key).collect();
        if key.is_empty() { r.checks.iter().filter(|c| c.mandatory).collect() } else { key }
    };
    let mut lines: Vec<String> = checks.into_iter().map(|c| format!("Ask for: {}", c.evidence)).collect();
    lines.extend(evidence_named(q, a, at));
    lines
}

/// Evidence named so far.
fn evidence_named(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<String> {
    let r = q.requirement_of(at).unwrap_or(0);
    let named = |e: &Evidence, id: &str| e.shows.iter().any(|s| s == id);
    let here = |e: &Evidence| {
        !matches!(at, Target::Check(_)) || named(e, q.id_of(at)) || named(e, &q.requirements[r].id)
    };
    let all = a.evidence_for(q, r).into_iter().filter(here);
    all.map(|e| format!("Evidence {}-{}: {}", EVIDENCE.letter, e.no, e.words())).collect()
}

/// What each level looks like here.
pub(super) fn levels(q: &Questionnaire, at: Target) -> Vec<String> {
    let r = &q.requirements[q.requirement_of(at).unwrap_or(0)];
    let meaning = |level: Level| match at {
        Target::Check(c) => {
            let check = q.check(c);
            check.levels.get(level.key()).map_or_else(|| level_meaning(level, check.kind), String::as_str)
        }
        _ => level_meaning(level, CheckKind::Practice),
    };
    let offered = |l: &Level| *l != Level::NotApplicable || r.exclusion.is_some();
    let mut lines: Vec<String> = Level::ALL
        .into_iter()
        .filter(offered)
        .map(|l| format!("{}: {}, {}", l.key(), l.word(), meaning(l)))
        .collect();
    lines.push("c: withdraws the answer".into());
    lines
}

/// Everything else there is to know.
pub(super) fn more(q: &Questionnaire, at: Target) -> Vec<String> {
    let r = &q.requirements[q.requirement_of(at).unwrap_or(0)];
    let mut lines = why(q, at);
    if let Target::Check(c) = at {
        lines.push(format!("Evidence that would prove it: {}", q.check(c).evidence));
    }
    let mut part = |title: &str, items: &[String]| {
        lines.extend(items.iter().filter(|i| !i.is_empty()).map(|i| format!("{title}: {i}")));
    };
    let one = std::slice::from_ref;
    part("What good looks like", one(&r.good));
    part("In a firm of three", one(&r.size.three));
    part("In a firm of fifty", one(&r.size.fifty));
    part("In a firm of five thousand", one(&r.size.five_thousand));
    part("Common mistake", &r.mistakes);
    part("An auditor asks", &r.auditor.asks);
    part("An auditor samples", &r.auditor.samples);
    part("Whom to interview", &r.auditor.interview);
    part("Document or record", &documents(r));
    if let Some(e) = &r.exclusion {
        part("Can credibly be excluded when", one(&e.credible));
        part("Not credible", one(&e.not_credible));
        part("The reason must argue", one(&e.reason_must));
    }
    part("Comes after", &[r.depends_on.join(", ")]);
    let related = |x: &crate::model::questionnaire::Related| {
        format!("{} {} ({}; {})", x.framework, x.reference, x.confidence, x.source)
    };
    part("Related, never equal", &r.related.iter().map(related).collect::<Vec<_>>());
    lines
}

fn documents(r: &Requirement) -> Vec<String> {
    r.documents.iter().map(|d| format!("{} ({}, {})", d.name, d.kind.word(), d.basis.word())).collect()
}
