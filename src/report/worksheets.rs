//! Paper for the meeting: the questions and the evidence to bring. Nothing that was answered is in
//! them, so they can be handed round before and work on an empty assessment.

use super::Input;
use crate::doc::{Doc, Page};
use crate::model::questionnaire::{CheckKind, Node, RequirementKind};
use crate::model::{Check, Level};
use crate::say;
use crate::words::{Word as _, asked, figures::level_meaning};

/// The questions, with room to answer by hand.
pub(super) fn questions(input: &Input) -> Doc {
    let mut page = input.page("questions", say!("Question list"));
    page.paragraph(say!(
        "Each check gets one level. Planned counts as nothing: an audit in the calendar has not been held. \
         Don't know is a fair answer; write down whom to ask. Key checks are marked: the absence of one alone \
         would likely be a major nonconformity."
    ));
    let asked = |k: &CheckKind| input.q.requirements.iter().any(|r| r.checks.iter().any(|c| c.kind == *k));
    let kinds: Vec<CheckKind> = CheckKind::ALL.into_iter().filter(asked).collect();
    for level in Level::ALL {
        let means: Vec<String> =
            kinds.iter().map(|k| format!("{}: {}", k.word(), level_meaning(level, *k))).collect();
        let first = kinds.first().map_or("", |k| level_meaning(level, *k));
        let same = kinds.iter().all(|k| level_meaning(level, *k) == first);
        let means = if same { first.to_owned() } else { means.join("; ") };
        page.fact(&format!("{} {}", level.key(), level.word()), means);
    }
    if let Some(left_out) = asked::left_out(input.q, input.a) {
        page.paragraph(left_out);
    }
    by_clause(input, &mut page, |page, r| {
        let req = &input.q.requirements[r];
        page.paragraph(input.a.question(input.q, r));
        page.paragraph(say!("Usually known by: {role}.", role = by_name(input, r)));
        let keys: Vec<&str> = Level::ALL
            .iter()
            .filter(|l| **l != Level::NotApplicable || req.kind == RequirementKind::Control)
            .map(|l| l.key())
            .collect();
        for check in checks(input, r) {
            page.tick(format!("{} {} ({})", check.id, check.question, nature(check)));
            // To be ringed: nothing is written behind it.
            page.room_below("", vec![(say!("Level: {keys}", keys = keys.join("  ")), 0)]);
            page.room_below("", vec![(say!("Note").to_owned(), 70)]);
        }
    });
    page.finish()
}

/// The evidence to bring, with room to say where it is.
pub(super) fn evidence(input: &Input) -> Doc {
    let mut page = input.page("evidence-requests", say!("Evidence to bring"));
    page.paragraph(say!(
        "For each line: a file, a link or a place is enough; nothing is to be made for it. What does \
         not exist is an answer too: leave the line empty."
    ));
    by_clause(input, &mut page, |page, r| {
        page.paragraph(say!("Usually held by: {role}.", role = by_name(input, r)));
        for check in checks(input, r) {
            page.tick(format!("{} {} ({})", check.id, check.evidence, nature(check)));
            let room = [(say!("Where"), 34), (say!("Date"), 10), (say!("Held by"), 16)];
            page.room_below("", room.map(|(label, wide)| (label.to_owned(), wide)).to_vec());
        }
    });
    page.finish()
}

/// The checks of a requirement that are asked here.
fn checks<'i>(input: &'i Input, r: usize) -> impl Iterator<Item = &'i Check> {
    input.q.checks_of(r).filter(|c| input.a.asks(input.q, *c)).map(|c| input.a.check(input.q, c))
}

/// Who usually knows or holds what a requirement asks for, by name where the register of people has one.
fn by_name(input: &Input, r: usize) -> String {
    asked::in_person(input.a, asked::usual_role(input.a, &input.q.requirements[r]))
}

fn nature(check: &Check) -> String {
    let mut parts = vec![check.kind.word()];
    parts.extend(check.key.then(|| say!("key")));
    parts.extend((!check.mandatory).then(|| say!("not mandatory")));
    parts.join(", ")
}

/// The outline below the title, no deeper than paper shows.
fn level(depth: usize) -> usize {
    (2 + depth).min(4)
}

/// Headings and requirements in the order of the standard, with what `below` writes for each requirement.
fn by_clause(input: &Input, page: &mut Page, below: impl Fn(&mut Page, usize)) {
    for (node, depth) in &input.q.outline {
        match node {
            Node::Heading(h) => {
                let heading = &input.q.headings[*h];
                page.section(level(*depth), &heading.id, &format!("{} {}", heading.id, heading.title));
                if *depth == 0 {
                    let below = input.q.below(*h);
                    let checks = below.iter().map(|r| checks(input, *r).count()).sum::<usize>();
                    page.paragraph(say!(
                        "{n|requirement|requirements}, {checks|check|checks}.",
                        n = below.len(),
                        checks
                    ));
                }
            }
            Node::Requirement(r) => {
                page.section(level(*depth), input.id(*r), &input.name(*r));
                below(page, *r);
            }
        }
    }
}
