//! Totals and what stands beside them: readiness, counts, coverage, what is claimed, named and seen.

use super::page;
use crate::doc::{Doc, Page};
use crate::model::RULE;
use crate::model::assessment::{Assessment, keys};
use crate::model::level::Level;
use crate::model::questionnaire::Questionnaire;
use crate::model::score::{self, Backing, RequirementScore, Scores, Status, percent};
use crate::say;
use crate::words::Word as _;
use crate::words::asked;
use crate::words::figures::{backing, interval};

/// Readiness.
pub fn readiness(q: &Questionnaire, scores: &Scores) -> Doc {
    let all = &scores.all;
    let mut page = page(say!("Readiness"));
    match all.so_far {
        Some(x) => page.paragraph(say!("Readiness so far: {score} - the mean score of the {assessed} requirements that have an answer (of {applicable} applicable).", score = percent(x), assessed = all.assessed, applicable = all.applicable)),
        None => page.paragraph(say!("Readiness so far: none, nothing is answered yet.")),
    }
    page.paragraph(say!("Whole: {range} - the same over all {applicable} applicable requirements; open checks as Nothing at the lower end, as Proven at the upper.", range = interval(all), applicable = all.applicable));
    page.paragraph(say!("Coverage: {checks_answered} of {checks_applicable} applicable checks answered, {dont_know} Don't know. A separate figure, never mixed in.", checks_answered = all.checks_answered, checks_applicable = all.checks_applicable, dont_know = all.dont_know));
    page.paragraph(format!("{}.", backing(&scores.evidence)));
    page.paragraph(say!("Rows behind it (requirement: score, answered checks):"));
    for (n, (r, s)) in q.requirements.iter().zip(&scores.requirements).enumerate() {
        let text = match (s.status, s.score()) {
            (Status::NotApplicable, _) => say!("not applicable, left out").to_owned(),
            (_, None) => say!("no answer").to_owned(),
            (_, Some(x)) => say!(
                "{score} ({answered} of {of})",
                score = percent(100.0 * x),
                answered = s.answered,
                of = s.of
            ),
        };
        page.row(format!("{} {} - {text}", r.id, q.list_title(n)));
    }
    say_gains(&mut page, q, scores, &(0..q.requirements.len()).collect::<Vec<_>>());
    page.paragraph(say!(
        "By {rule}, section 4. Readiness is an estimate, not a measure of conformity.",
        rule = RULE
    ));
    page.finish()
}

/// The requirements that would move readiness most if they were Met, each computed.
fn say_gains(page: &mut Page, q: &Questionnaire, scores: &Scores, of: &[usize]) {
    let all = score::sum(of.iter().map(|r| &scores.requirements[*r]));
    let missing = |s: &RequirementScore| !matches!(s.status, Status::NotApplicable | Status::Met);
    let mut rows: Vec<(f64, usize)> = of
        .iter()
        .filter(|r| missing(&scores.requirements[**r]))
        .map(|r| (100.0 * (1.0 - scores.requirements[*r].low()) / f64::from(all.applicable), *r))
        .collect();
    rows.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    if rows.is_empty() {
        return page.paragraph(say!("What would change it: nothing is missing."));
    }
    page.paragraph(say!("What would change it most (lower end of the whole, if it were Met):"));
    for (gain, r) in rows.into_iter().take(3) {
        page.row(say!(
            "{id} {title} - from {low} % to {high} %",
            id = q.requirements[r].id,
            title = q.list_title(r),
            low = format!("{:.1}", all.low),
            high = format!("{:.1}", all.low + gain)
        ));
    }
}

/// The counts: which requirement is in which.
pub fn counts(q: &Questionnaire, scores: &Scores) -> Doc {
    let c = scores.all.counts;
    let mut page = page(say!("Counts"));
    page.paragraph(say!(
        "{met} met + {partial} partial + {gap} gap + {not_applicable} not applicable + {open} open = {total}. Each requirement counts once.",
        met = c.met,
        partial = c.partial,
        gap = c.gap,
        not_applicable = c.not_applicable,
        open = c.open,
        total = c.total()
    ));
    for status in Status::ALL {
        let ids: Vec<&str> = q
            .requirements
            .iter()
            .zip(&scores.requirements)
            .filter(|(_, s)| s.status == status)
            .map(|(r, _)| r.id.as_str())
            .collect();
        if !ids.is_empty() {
            page.paragraph(format!("{} ({}): {}", status.word(), ids.len(), ids.join(", ")));
        }
    }
    let (k, x) = (scores.clauses.counts, scores.annex.counts);
    let names = &q.names;
    page.paragraph(say!(
        "{clauses}: {n} requirements. {controls}: {m} controls.",
        clauses = names.clauses,
        n = k.total(),
        controls = names.controls,
        m = x.total()
    ));
    page.paragraph(say!("What would change it: other levels; explain an id to see which."));
    page.paragraph(say!("By {rule}, section 4.", rule = RULE));
    page.finish()
}

/// Coverage: what has been answered at all.
pub fn coverage(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Doc {
    let all = &scores.all;
    let share = 100.0 * f64::from(all.checks_answered) / f64::from(all.checks_applicable.max(1));
    let mut page = page(say!("Coverage"));
    page.paragraph(say!(
        "{share} = {checks_answered} answered of {checks_applicable} applicable checks; {dont_know} are Don't know, {open} not answered.",
        share = percent(share),
        checks_answered = all.checks_answered,
        checks_applicable = all.checks_applicable,
        dont_know = all.dont_know,
        open = all.checks_applicable - all.checks_answered - all.dont_know
    ));
    page.paragraph(say!(
        "Good-practice checks and excluded controls are not counted. A separate figure, never mixed in."
    ));
    page.paragraph(say!("By clause and objective:"));
    for (h, t) in &scores.groups {
        page.row(say!(
            "{id} {title} - {checks_answered} of {checks_applicable}",
            id = q.headings[*h].id,
            title = q.headings[*h].title,
            checks_answered = t.checks_answered,
            checks_applicable = t.checks_applicable
        ));
    }
    if let Some(left_out) = asked::left_out(q, a) {
        page.paragraph(left_out);
        page.rows(asked::each_left_out(q, a));
    }
    let mut to_ask = Vec::new();
    for r in (0..q.requirements.len()).filter(|r| !a.excluded(*r)) {
        let dont = |c: &usize| a.asked_level(q, *c) == Some(Level::DontKnow);
        for c in q.checks_of(r).filter(dont) {
            let id = &q.check(c).id;
            let whom = a.at(keys::ASK, id).or_else(|| a.at(keys::ASK, &q.requirements[r].id));
            to_ask.push(say!("{id} - ask {whom}", id, whom = whom.unwrap_or(say!("(nobody named yet)"))));
        }
    }
    if !to_ask.is_empty() {
        page.paragraph(say!("To find out:"));
        page.rows(to_ask);
    }
    page.paragraph(say!("What would change it: answering what is open; each answer counts once."));
    page.paragraph(say!("By {rule}, section 4.", rule = RULE));
    page.finish()
}

/// Claimed: every mandatory check at Proven. Named: those with evidence. Seen: those whose evidence a person of the
/// register has seen on a date.
pub fn claimed(q: &Questionnaire, scores: &Scores) -> Doc {
    let Backing { claimed, named, seen } = scores.evidence;
    let mut page = page(say!("Claimed, named and seen"));
    page.paragraph(say!("Claimed: {claimed} mandatory checks at Proven.", claimed));
    page.paragraph(say!(
        "Named: {named} of them, because evidence names them, or their requirement and so each of its checks.",
        named
    ));
    page.paragraph(say!(
        "Seen: {seen} of these, because a person of the register has seen that evidence on a date.",
        seen
    ));
    page.paragraph(say!("Rows behind it (requirement: claimed, named, seen):"));
    let rows: Vec<_> = scores.requirements.iter().enumerate().filter(|(_, s)| s.claimed > 0).collect();
    for (n, s) in &rows {
        let (r, title) = (&q.requirements[*n], q.list_title(*n));
        page.row(format!("{} {title} - {}, {}, {}", r.id, s.claimed, s.named, s.seen));
    }
    let on = |wanted: fn(&RequirementScore) -> bool| {
        rows.iter()
            .filter(|(_, s)| wanted(s))
            .map(|(n, _)| q.requirements[*n].id.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    if named < claimed {
        let (more, ids) = (claimed - named, on(|s| s.named < s.claimed));
        page.paragraph(say!(
            "What would change it: evidence named for up to {more} more, on: {ids}.",
            more,
            ids
        ));
    }
    if seen < named {
        let (more, ids) = (named - seen, on(|s| s.seen < s.named));
        page.paragraph(say!(
            "What would change it: evidence seen by somebody for up to {more} more, on: {ids}.",
            more,
            ids
        ));
    }
    if seen == claimed {
        page.paragraph(say!("What would change it: other levels; all that is claimed is seen."));
    }
    page.paragraph(say!("By {rule}, section 4.", rule = RULE));
    page.finish()
}

/// The totals of a heading.
pub fn heading(q: &Questionnaire, scores: &Scores, h: usize) -> Doc {
    let below = q.below(h);
    let applicable: Vec<&RequirementScore> = below
        .iter()
        .map(|r| &scores.requirements[*r])
        .filter(|s| s.status != Status::NotApplicable)
        .collect();
    let scored: Vec<f64> = applicable.iter().filter_map(|s| s.score()).collect();
    let mut page = page(&format!("{} {}", q.headings[h].id, q.headings[h].title));
    if scored.is_empty() {
        page.paragraph(say!("Readiness so far: none, nothing is answered yet."));
    } else {
        page.paragraph(say!(
            "Readiness so far: {score} - the mean of {scored} requirements that have an answer (of {applicable} applicable).",
            score = percent(100.0 * scored.iter().sum::<f64>() / scored.len() as f64),
            scored = scored.len(),
            applicable = applicable.len()
        ));
    }
    let part = score::sum(below.iter().map(|r| &scores.requirements[*r]));
    page.paragraph(say!(
        "Whole: {range}. Coverage: {checks_answered} of {checks_applicable} checks answered.",
        range = interval(&part),
        checks_answered = part.checks_answered,
        checks_applicable = part.checks_applicable
    ));
    for r in &below {
        let s = &scores.requirements[*r];
        let score = s.score().map_or_else(|| say!("no answer").to_owned(), |x| percent(100.0 * x));
        page.row(format!("{} {} - {}, {score}", q.requirements[*r].id, q.list_title(*r), s.status.word()));
    }
    say_gains(&mut page, q, scores, &below);
    page.paragraph(say!("By {rule}, section 4.", rule = RULE));
    page.finish()
}
