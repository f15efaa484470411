//! Why the verdict is what it is, gate by gate, and what would lift it.

use super::{check_row, page};
use crate::doc::{Doc, Page, Piece, Text};
use crate::model::RULE;
use crate::model::assessment::Assessment;
use crate::model::improve::{self, Improvement, Need};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::score::Scores;
use crate::model::verdict::{Class, Verdict};
use crate::say;
use crate::words::{Word as _, advice, few, figures, text};

/// The verdict.
pub fn verdict(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Doc {
    let mut page = page(say!("Verdict"));
    page.paragraph(format!("{}.", figures::verdict(q, v)));
    page.paragraph(figures::beside(q, a, scores));
    page.paragraph(text(crate::model::DISCLAIMER));
    let c = scores.clauses.counts;
    page.paragraph(say!("Clause requirements: {met} met, {partial} partial, {gap} gap, {open} open, of {clauses}. Controls: {met2} met, {partial2} partial, {gap2} gap, {not_applicable} not applicable, {open2} open, of {controls}.", met = c.met, partial = c.partial, gap = c.gap, open = c.open, clauses = c.total(), met2 = scores.annex.counts.met, partial2 = scores.annex.counts.partial, gap2 = scores.annex.counts.gap, not_applicable = scores.annex.counts.not_applicable, open2 = scores.annex.counts.open, controls = scores.annex.counts.total()));
    say_caps(&mut page, v);
    page.paragraph(say!("Gates:"));
    for (gate, state) in q.gates.iter().zip(&v.gates) {
        page.row(format!("{} - {} ({})", state.word(), gate.title, gate.checks.join(", ")));
    }
    if !v.because.is_empty() {
        page.paragraph(say!("Because of:"));
        for id in &v.because {
            if let Some(r) = q.requirement_index(id) {
                let state = scores.status(r).word();
                page.row(format!("{id} {} - {state}", q.list_title(r)));
            } else if let Some(g) = q.gates.iter().position(|g| &g.id == id) {
                page.row(say!(
                    "gate: {title} - {state}",
                    title = q.gates[g].title,
                    state = v.gates[g].word()
                ));
            }
        }
    }
    if !v.unreasoned.is_empty() {
        let unreasoned = v.unreasoned.join(", ");
        page.paragraph(match q.applicability() {
            Some(id) => say!("Excluded without a reason ({id}): {unreasoned}.", id, unreasoned),
            None => say!("Excluded without a reason: {unreasoned}.", unreasoned),
        });
    }
    for (r, _) in scores.requirements.iter().enumerate().filter(|(_, s)| s.cannot_stand) {
        let id = &q.requirements[r].id;
        page.paragraph(format!("{id}: {}", advice::cannot_stand(q.never_left_out(r).unwrap_or_default())));
    }
    page.paragraphs(improvement(q, &improve::verdict(q, a, scores, v)));
    page.paragraph(say!("By {rule}, section 5.", rule = RULE));
    page.finish()
}

/// What holds the verdict down, class by class; those that do so here are marked.
fn say_caps(page: &mut Page, v: &Verdict) {
    page.paragraph(say!("The lowest cap wins; nothing is averaged away:"));
    for (class, when) in [
        (Class::Incomplete, say!("a check of a clause requirement, or of a control not left out, is open")),
        (Class::Early, say!("more than half of the clause requirements are gaps")),
        (
            Class::NotReady,
            say!("any clause requirement, or more than half of the included controls, is a gap"),
        ),
        (
            Class::NearlyReady,
            say!(
                "a clause requirement is partial, an included control is a gap, a gate is not Proven or no evidence is named for one of its checks, or an exclusion has no reason or cannot stand"
            ),
        ),
        (Class::Stage1, say!("none of these")),
        (
            Class::Stage2,
            say!(
                "and every included control met, evidence named for every check, and that of every gate seen by somebody"
            ),
        ),
    ] {
        let here = if v.class == class {
            say!("now")
        } else if v.would_be != Some(class) {
            page.row(format!("{}: {when}", class.word()));
            continue;
        } else if matches!(class, Class::Incomplete | Class::Early | Class::NotReady) {
            say!("already")
        } else {
            say!("at best")
        };
        let here = Piece::Strong(format!("{} ({here})", class.word()));
        page.row(Text(vec![here, Piece::Plain(format!(": {when}"))]));
    }
}

/// What would change the verdict, as it was found by trying.
fn improvement(q: &Questionnaire, found: &Improvement) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((worst, best)) = found.open {
        lines.push(if worst == best {
            say!("Whatever the open answers turn out to be, it would be {worst} then.", worst = worst.word())
        } else {
            say!(
                "If every open answer turned out Nothing it would be {worst}; if Proven, with its evidence seen, {best}.",
                worst = worst.word(),
                best = best.word()
            )
        });
    }
    for (need, class) in found.alone.iter().take(5) {
        lines.push(say!(
            "What would change it: {step} alone would lift the verdict to {class}.",
            step = words(q, &[*need]),
            class = class.word()
        ));
    }
    if let Some(to) = found.to {
        lines.push(say!("What would change it: no single answer. These together would lift it to {to}, and none of them can be left out: {steps}.", to = to.word(), steps = words(q, &found.together)));
    }
    if lines.is_empty() {
        lines.push(say!("Nothing higher than this can be said by a questionnaire.").into());
    }
    lines
}

fn words(q: &Questionnaire, needs: &[Need]) -> String {
    let mut parts = Vec::new();
    let some = |ids: Vec<&str>| (!ids.is_empty()).then(|| few(&ids, 12));
    let check = |c: usize| q.check(c).id.as_str();
    let proven = needs.iter().filter_map(|n| if let Need::Proven(c) = n { Some(check(*c)) } else { None });
    if let Some(ids) = some(proven.collect()) {
        parts.push(say!("Proven on {ids}", ids));
    }
    let named = needs.iter().filter_map(|n| if let Need::Named(c) = n { Some(check(*c)) } else { None });
    if let Some(ids) = some(named.collect()) {
        parts.push(say!("evidence named for {ids}", ids));
    }
    let seen = needs.iter().filter_map(|n| if let Need::Seen(c) = n { Some(check(*c)) } else { None });
    if let Some(ids) = some(seen.collect()) {
        parts.push(say!("evidence seen by somebody for {ids}", ids));
    }
    let of = |r: usize| q.requirements[r].id.as_str();
    let back = needs.iter().filter_map(|n| if let Need::Include(r) = n { Some(of(*r)) } else { None });
    if let Some(ids) = some(back.collect()) {
        parts.push(say!("taken back in and Proven: {ids}", ids));
    }
    let bare = needs.iter().filter_map(|n| if let Need::Reason(r) = n { Some(of(*r)) } else { None });
    if let Some(ids) = some(bare.collect()) {
        parts.push(say!("a reason for {ids}", ids));
    }
    parts.join("; ")
}

/// One gate of the verdict.
pub fn gate(q: &Questionnaire, a: &Assessment, v: &Verdict, gate: usize) -> Doc {
    let g = &q.gates[gate];
    let mut page = page(&say!("Gate: {title}", title = g.title));
    page.paragraph(format!("{}.", v.gates[gate].word()));
    page.paragraph(say!(
        "A gate is a matter whose absence is likely a major nonconformity, whatever the score."
    ));
    page.paragraph(say!(
        "All of these must be Proven, with evidence named for each; for Stage 2 somebody must have seen it:"
    ));
    for id in &g.checks {
        if let Some(Target::Check(c)) = q.find(id) {
            page.row(check_row(q, a, c));
        }
    }
    page.paragraph(say!("By {rule}, section 5.", rule = RULE));
    page.finish()
}
