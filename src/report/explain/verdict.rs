//! Why the verdict is what it is, gate by gate, and what would lift it.

use super::{Explanation, check_row};
use crate::model::RULE;
use crate::model::assessment::Assessment;
use crate::model::improve::{self, Improvement, Need};
use crate::model::questionnaire::{Questionnaire, Target, in_brackets};
use crate::model::score::Scores;
use crate::model::verdict::{Class, Verdict};
use crate::words::{Word as _, Words as _};

/// The verdict.
pub fn verdict(q: &Questionnaire, a: &Assessment, scores: &Scores, v: &Verdict) -> Explanation {
    let mut lines = vec![v.words(), crate::model::DISCLAIMER.to_owned()];
    let c = scores.clauses.counts;
    lines.push(format!(
        "Clause requirements: {} met, {} partial, {} gap, {} open, of {}. Controls: {} met, {} partial, {} gap, {} not applicable, {} open, of {}.",
        c.met, c.partial, c.gap, c.open, c.total(),
        scores.annex.counts.met, scores.annex.counts.partial, scores.annex.counts.gap,
        scores.annex.counts.not_applicable, scores.annex.counts.open, scores.annex.counts.total(),
    ));
    lines.push("The lowest cap wins; nothing is averaged away:".into());
    let mark = |class| {
        if v.class == class || v.would_be == Some(class) { "  > " } else { "    " }
    };
    for (class, when) in [
        (Class::Incomplete, "a clause requirement is open, or a control is undecided"),
        (Class::Early, "more than half of the clause requirements are gaps"),
        (Class::NotReady, "any clause requirement is a gap"),
        (
            Class::NearlyReady,
            "a clause requirement is partial, a gate is not Proven, or an exclusion has no reason",
        ),
        (Class::Stage1, "all clause requirements met, every gate Proven, all controls decided"),
        (Class::Stage2, "and every included control met, and every gate seen by somebody"),
    ] {
        lines.push(format!("{}{}: {when}", mark(class), class.word()));
    }
    lines.push("Gates:".into());
    for (gate, state) in q.gates.iter().zip(&v.gates) {
        lines.push(format!("  {} - {} ({})", state.word(), gate.title, gate.checks.join(", ")));
    }
    if !v.because.is_empty() {
        lines.push("Because of:".into());
        for id in &v.because {
            if let Some(r) = q.requirement_index(id) {
                let state = scores.status(r).word();
                lines.push(format!("  {id} {} - {state}", q.list_title(r)));
            } else if let Some(g) = q.gates.iter().position(|g| &g.id == id) {
                lines.push(format!("  gate: {} - {}", q.gates[g].title, v.gates[g].word()));
            }
        }
    }
    if !v.unreasoned.is_empty() {
        let at = in_brackets(q.applicability());
        lines.push(format!("Excluded without a reason{at}: {}.", v.unreasoned.join(", ")));
    }
    lines.extend(improvement(q, &improve::verdict(q, a, scores, v)));
    lines.push(format!("By {RULE}, section 5."));
    Explanation { title: "Verdict".into(), lines }
}

/// What would change the verdict, as it was found by trying.
fn improvement(q: &Questionnaire, found: &Improvement) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((worst, best)) = found.open {
        lines.push(if worst == best {
            format!("Whatever the open answers turn out to be, it would be {} then.", worst.word())
        } else {
            format!(
                "If every open answer turned out Nothing it would be {}; if Proven, {}.",
                worst.word(),
                best.word()
            )
        });
    }
    for (need, class) in found.alone.iter().take(5) {
        lines.push(format!(
            "What would change it: {} alone would lift the verdict to {}.",
            words(q, &[*need]),
            class.word()
        ));
    }
    if let Some(to) = found.to {
        lines.push(format!(
            "What would change it: no single answer. These together would lift it to {}, and none of them can be left out: {}.",
            to.word(),
            words(q, &found.together)
        ));
    }
    if lines.is_empty() {
        lines.push("Nothing higher than this can be said by a questionnaire.".into());
    }
    lines
}

fn words(q: &Questionnaire, needs: &[Need]) -> String {
    let mut parts = Vec::new();
    let mut group = |what: &str, ids: Vec<&str>| {
        if !ids.is_empty() {
            let more = ids.len().saturating_sub(12);
            let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
            let shown: Vec<&str> = ids.into_iter().take(12).collect();
            parts.push(format!("{what} {}{tail}", shown.join(", ")));
        }
    };
    let pick = |f: &dyn Fn(&Need) -> Option<usize>| needs.iter().filter_map(f).collect::<Vec<usize>>();
    let check = |list: Vec<usize>| list.into_iter().map(|c| q.check(c).id.as_str()).collect();
    group("Proven on", check(pick(&|n| if let Need::Proven(c) = n { Some(*c) } else { None })));
    group(
        "evidence seen by somebody for",
        check(pick(&|n| if let Need::Seen(c) = n { Some(*c) } else { None })),
    );
    let reasons = pick(&|n| if let Need::Reason(r) = n { Some(*r) } else { None });
    group("a reason for", reasons.into_iter().map(|r| q.requirements[r].id.as_str()).collect());
    parts.join("; ")
}

/// One gate of the verdict.
pub fn gate(q: &Questionnaire, a: &Assessment, v: &Verdict, gate: usize) -> Explanation {
    let g = &q.gates[gate];
    let mut lines = vec![
        format!("{}.", v.gates[gate].word()),
        "A gate is a matter whose absence is likely a major nonconformity, whatever the score.".into(),
        "All of these must be Proven; for Stage 2 somebody must have seen the evidence:".into(),
    ];
    for id in &g.checks {
        if let Some(Target::Check(c)) = q.find(id) {
            lines.push(check_row(q, a, c));
        }
    }
    lines.push(format!("By {RULE}, section 5."));
    Explanation { title: format!("Gate: {}", g.title), lines }
}
