//! Totals and what stands beside them: readiness, counts, coverage, claimed against verified.

use super::Explanation;
use crate::model::RULE;
use crate::model::assessment::{Assessment, keys};
use crate::model::level::Level;
use crate::model::questionnaire::Questionnaire;
use crate::model::score::{self, RequirementScore, Scores, Status, percent};
use crate::words::Word as _;
use crate::words::figures::interval;

/// Readiness.
pub fn readiness(q: &Questionnaire, scores: &Scores) -> Explanation {
    let all = &scores.all;
    let mut lines = Vec::new();
    match all.so_far {
        Some(x) => lines.push(format!(
            "Readiness so far: {} - the mean score of the {} requirements that have an answer (of {} applicable).",
            percent(x), all.assessed, all.applicable
        )),
        None => lines.push("Readiness so far: none, nothing is answered yet.".into()),
    }
    lines.push(format!(
        "Whole: {} - the same over all {} applicable requirements; open checks as Nothing at the lower end, as Proven at the upper.",
        interval(all), all.applicable
    ));
    lines.push(format!(
        "Coverage: {} of {} applicable checks answered, {} Don't know. A separate figure, never mixed in.",
        all.checks_answered, all.checks_applicable, all.dont_know
    ));
    lines.push(format!(
        "Claimed: {} checks at Proven. Verified: {} of them with evidence a named person has seen.",
        scores.claimed, scores.verified
    ));
    lines.push("Rows behind it (requirement: score, answered checks):".into());
    for (r, s) in q.requirements.iter().zip(&scores.requirements) {
        let text = match (s.status, s.score()) {
            (Status::NotApplicable, _) => "not applicable, left out".to_owned(),
            (_, None) => "no answer".to_owned(),
            (_, Some(x)) => format!("{} ({} of {})", percent(100.0 * x), s.answered, s.of),
        };
        lines.push(format!("  {} {} - {text}", r.id, r.title));
    }
    lines.extend(gains(q, scores, &(0..q.requirements.len()).collect::<Vec<_>>()));
    lines.push(format!("By {RULE}, section 4. Readiness is an estimate, not a measure of conformity."));
    Explanation { title: "Readiness".into(), lines }
}

/// The requirements that would move readiness most if they were Met, each computed.
fn gains(q: &Questionnaire, scores: &Scores, of: &[usize]) -> Vec<String> {
    let all = score::sum(of.iter().map(|r| &scores.requirements[*r]));
    let missing = |s: &RequirementScore| !matches!(s.status, Status::NotApplicable | Status::Met);
    let mut rows: Vec<(f64, usize)> = of
        .iter()
        .filter(|r| missing(&scores.requirements[**r]))
        .map(|r| (100.0 * (1.0 - scores.requirements[*r].low()) / f64::from(all.applicable), *r))
        .collect();
    rows.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    if rows.is_empty() {
        return vec!["What would change it: nothing is missing.".into()];
    }
    let mut lines = vec!["What would change it most (lower end of the whole, if it were Met):".to_owned()];
    for (gain, r) in rows.into_iter().take(3) {
        lines.push(format!(
            "  {} {} - from {:.1} % to {:.1} %",
            q.requirements[r].id,
            q.list_title(r),
            all.low,
            all.low + gain
        ));
    }
    lines
}

/// The counts: which requirement is in which.
pub fn counts(q: &Questionnaire, scores: &Scores) -> Explanation {
    let c = scores.all.counts;
    let mut lines = vec![format!(
        "{} = {}. Each requirement counts once.",
        Status::ALL.map(|s| format!("{} {}", c.of(s), s.word().to_lowercase())).join(" + "),
        c.total()
    )];
    for status in Status::ALL {
        let ids: Vec<&str> = q
            .requirements
            .iter()
            .zip(&scores.requirements)
            .filter(|(_, s)| s.status == status)
            .map(|(r, _)| r.id.as_str())
            .collect();
        if !ids.is_empty() {
            lines.push(format!("{} ({}): {}", status.word(), ids.len(), ids.join(", ")));
        }
    }
    let (k, x) = (scores.clauses.counts, scores.annex.counts);
    let names = &q.names;
    lines.push(format!(
        "{}: {} requirements. {}: {} controls.",
        names.clauses,
        k.total(),
        names.controls,
        x.total()
    ));
    lines.push("What would change it: other levels; explain an id to see which.".into());
    lines.push(format!("By {RULE}, section 4."));
    Explanation { title: "Counts".into(), lines }
}

/// Coverage: what has been answered at all.
pub fn coverage(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Explanation {
    let all = &scores.all;
    let share = 100.0 * f64::from(all.checks_answered) / f64::from(all.checks_applicable.max(1));
    let mut lines = vec![
        format!(
            "{} = {} answered of {} applicable checks; {} are Don't know, {} not answered.",
            percent(share),
            all.checks_answered,
            all.checks_applicable,
            all.dont_know,
            all.checks_applicable - all.checks_answered - all.dont_know
        ),
        "Good-practice checks and excluded controls are not counted. A separate figure, never mixed in."
            .into(),
        "By clause and objective:".into(),
    ];
    for (h, t) in &scores.groups {
        lines.push(format!(
            "  {} {} - {} of {}",
            q.headings[*h].id, q.headings[*h].title, t.checks_answered, t.checks_applicable
        ));
    }
    let mut asked = Vec::new();
    for r in (0..q.requirements.len()).filter(|r| !a.excluded(*r)) {
        let dont = |c: &usize| matches!(a.level(q, *c), Some((Level::DontKnow, _)));
        for c in q.checks_of(r).filter(dont) {
            let id = &q.check(c).id;
            let whom = a.at(keys::ASK, id).or_else(|| a.at(keys::ASK, &q.requirements[r].id));
            asked.push(format!("  {id} - ask {}", whom.unwrap_or("(nobody named yet)")));
        }
    }
    if !asked.is_empty() {
        lines.push("To find out:".into());
        lines.extend(asked);
    }
    lines.push("What would change it: answering what is open; each answer counts once.".into());
    lines.push(format!("By {RULE}, section 4."));
    Explanation { title: "Coverage".into(), lines }
}

/// Claimed: every mandatory check at Proven. Verified: those with evidence a named person has seen.
pub fn claimed(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Explanation {
    let mut lines = vec![
        format!("Claimed: {} mandatory checks at Proven.", scores.claimed),
        format!(
            "Verified: {} of them, because evidence on them was seen by a named person.",
            scores.verified
        ),
        "Rows behind it (requirement: claimed, verified):".into(),
    ];
    let mut bare = Vec::new();
    for (r, s) in q.requirements.iter().zip(&scores.requirements).filter(|(_, s)| s.claimed > 0) {
        lines.push(format!("  {} {} - {}, {}", r.id, r.title, s.claimed, s.verified));
        if s.verified < s.claimed && !a.seen(&r.id) {
            bare.push(r.id.as_str());
        }
    }
    lines.push(if bare.is_empty() {
        "What would change it: other levels; all that is claimed is verified.".into()
    } else {
        format!(
            "What would change it: evidence seen by somebody would verify up to {} more, on: {}.",
            scores.claimed - scores.verified,
            bare.join(", ")
        )
    });
    lines.push(format!("By {RULE}, section 4."));
    Explanation { title: "Claimed and verified".into(), lines }
}

/// The totals of a heading.
pub fn heading(q: &Questionnaire, scores: &Scores, h: usize) -> Explanation {
    let below = q.below(h);
    let applicable: Vec<&RequirementScore> = below
        .iter()
        .map(|r| &scores.requirements[*r])
        .filter(|s| s.status != Status::NotApplicable)
        .collect();
    let scored: Vec<f64> = applicable.iter().filter_map(|s| s.score()).collect();
    let mut lines = vec![if scored.is_empty() {
        "Readiness so far: none, nothing is answered yet.".into()
    } else {
        format!(
            "Readiness so far: {} - the mean of {} requirements that have an answer (of {} applicable).",
            percent(100.0 * scored.iter().sum::<f64>() / scored.len() as f64),
            scored.len(),
            applicable.len()
        )
    }];
    let part = score::sum(below.iter().map(|r| &scores.requirements[*r]));
    lines.push(format!(
        "Whole: {}. Coverage: {} of {} checks answered.",
        interval(&part),
        part.checks_answered,
        part.checks_applicable
    ));
    let change = gains(q, scores, &below);
    for r in below {
        let s = &scores.requirements[r];
        let score = s.score().map_or_else(|| "no answer".to_owned(), |x| percent(100.0 * x));
        lines.push(format!("  {} {} - {}, {score}", q.requirements[r].id, q.list_title(r), s.status.word()));
    }
    lines.extend(change);
    lines.push(format!("By {RULE}, section 4."));
    Explanation { title: format!("{} {}", q.headings[h].id, q.headings[h].title), lines }
}
