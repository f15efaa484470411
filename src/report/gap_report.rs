//! The gap report: what a consultant hands over, in the order a client reads it.

use super::gaps::{Depth, register};
use super::markdown::Page;
use super::table::Table;
use super::{
    Input, counts_words, disagreements, first_few, number_of, open, or_nobody, plan, soa, summary, unstopped,
};
use crate::model::priority::hours;
use crate::model::register::Evidence;
use crate::model::score::{Status, Total, percent};
use crate::model::{Level, RULE};
use crate::words::figures::interval;
use crate::words::{Word as _, Words as _, called};

/// `gap-report.md`.
pub(super) fn markdown(input: &Input) -> String {
    let mut page = input.page(&format!("Gap report: readiness for {}", input.q.title));
    people(input, &mut page);
    executive(input, &mut page);
    basis(input, &mut page);
    results(input, &mut page);
    page.heading(2, "Gap register");
    register(input, &mut page, 3, Depth::Short);
    strengths(input, &mut page);
    page.heading(2, "Statement of Applicability (draft)");
    soa::sections(input, &mut page, 3);
    evidence(input, &mut page);
    page.heading(2, "Roadmap");
    plan::sections(input, &mut page, 3);
    page.heading(2, "Open, to find out, parked");
    open::sections(input, &mut page, 3);
    page.heading(3, "Parked");
    open::parked(input, &mut page);
    page.heading(2, "Disagreements");
    disagreements::sections(input, &mut page, 3);
    page.heading(2, "Sign-off");
    page.paragraph("To be filled in by hand.");
    for who in ["Completed by", "Date", "Reviewed by", "Date", "Acknowledged by the client", "Date"] {
        page.room(who);
    }
    page.finish()
}

fn people(input: &Input, page: &mut Page) {
    let people = input.a.people();
    let systems = input.a.systems();
    if people.is_empty() && systems.is_empty() {
        return;
    }
    page.heading(2, "Who and what");
    if !people.is_empty() {
        let names: Vec<String> = people
            .iter()
            .map(|p| if p.role.is_empty() { p.name.clone() } else { format!("{} ({})", p.name, p.role) })
            .collect();
        page.fact("People", &names.join(", "));
    }
    for s in systems {
        let parts = [
            s.purpose.clone(),
            if s.vendor.is_empty() { String::new() } else { format!("supplied by {}", s.vendor) },
            if s.role.is_empty() { String::new() } else { format!("as {}", s.role) },
            if s.affects_people { "affects people's rights or safety".into() } else { String::new() },
            if s.legal_duty { "a legal duty is in force".into() } else { String::new() },
        ];
        let said: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let said = if said.is_empty() { "not described yet".to_owned() } else { said.join("; ") };
        page.fact(&format!("AI system {}", s.name), &said);
    }
}

fn executive(input: &Input, page: &mut Page) {
    let c = input.scores.all.counts;
    page.heading(2, "Executive summary");
    page.paragraph(&format!("{}.", input.verdict.words()));
    page.item(&format!("Of {} requirements: {}.", c.total(), counts_words(&c)));
    page.item(&summary::readiness(input));
    page.item(&summary::coverage(input));
    for (_, label, titles) in summary::gates(input) {
        page.item(&format!("Gates of the verdict - {}: {}.", label.to_lowercase(), titles.join(", ")));
    }
    if !input.gaps.gaps.is_empty() {
        page.heading(3, "First five actions");
        for g in input.gaps.gaps.iter().take(5) {
            let item = input.roadmap.items.iter().find(|i| i.requirement == g.requirement);
            let due = item.map_or_else(String::new, |i| format!(", by {}", i.end));
            page.step(
                g.rank,
                &format!(
                    "{}: {}. {}{due}, {}.",
                    input.name(g.requirement),
                    unstopped(g.action(input.q)),
                    sentence_case(or_nobody(input.owner(g.requirement))),
                    hours(g.effort_hours)
                ),
            );
        }
    }
    page.heading(3, "Next decision");
    if let Some(first) = summary::decisions(input).first() {
        page.paragraph(first);
    }
}

/// A name keeps its spelling; only our own placeholder begins a sentence.
fn sentence_case(owner: &str) -> &str {
    if owner == "nobody yet" { "No owner yet" } else { owner }
}

fn basis(input: &Input, page: &mut Page) {
    let all = &input.scores.all;
    page.heading(2, "Basis and limits");
    page.paragraph(&format!(
        "Made with Clausewise {}, {RULE} of its method, questionnaire {} version {}. The answers are those of \
         the organisation; evidence was looked at only where somebody is named as having seen it.",
        env!("CARGO_PKG_VERSION"),
        input.q.id,
        input.q.version
    ));
    page.fact("Levels", "each check gets one of them; a requirement follows from its checks");
    for level in Level::ALL {
        let credit = match level.credit() {
            Some(0) => "counts 0".to_owned(),
            Some(3) => "counts 1".to_owned(),
            Some(thirds) => format!("counts {thirds}/3"),
            None if level == Level::NotApplicable => {
                "leaves the denominator; controls only, with a reason".into()
            }
            None => "stays open".to_owned(),
        };
        page.sub_item(&format!("{} {}: {credit}", level.key(), level.word()));
    }
    page.fact(
        "Status",
        "Met when every check is Proven; Gap when a key check or more than half of the checks have nothing \
         to show; Open while a check is unanswered or Don't know; otherwise Partial",
    );
    page.fact(
        "Verdict",
        &format!(
            "the lowest cap wins; a missing requirement of {} is never averaged away",
            called::clauses(&input.q.names.clauses)
        ),
    );
    let open = all.counts.open as usize;
    page.fact(
        "Not assessed or not decided",
        &if open == 0 {
            "nothing; every requirement has a status".to_owned()
        } else {
            format!("{}, listed below under Open", number_of(open, "requirement"))
        },
    );
    page.fact(
        "Limits",
        "a self-assessment at one point in time; no sampling, no legal review, no promise of a certificate",
    );
}

fn results(input: &Input, page: &mut Page) {
    page.heading(2, "Results per clause and objective");
    page.paragraph(
        "Counts first. So far is the mean score of the assessed requirements; Whole is the same over all \
         applicable ones, as an interval while anything is open.",
    );
    let mut t =
        Table::new(&["Part", "Met", "Partial", "Gap", "N/A", "Open", "Of", "So far", "Assessed", "Whole"]);
    let mut row = |name: String, total: &Total| {
        let c = total.counts;
        t.row(vec![
            name.into(),
            c.met.into(),
            c.partial.into(),
            c.gap.into(),
            c.not_applicable.into(),
            c.open.into(),
            c.total().into(),
            total.so_far.map_or_else(|| "no answer".to_owned(), percent).into(),
            format!("{} of {}", total.assessed, total.applicable).into(),
            interval(total).into(),
        ]);
    };
    for (h, total) in &input.scores.groups {
        let heading = &input.q.headings[*h];
        row(format!("{} {}", heading.id, heading.title), total);
    }
    row(input.q.names.clauses.clone(), &input.scores.clauses);
    row(input.q.names.controls.clone(), &input.scores.annex);
    row("Everything".into(), &input.scores.all);
    page.table(&t);
    for (h, note) in input.heading_notes() {
        page.fact(&format!("Note on {} {}", h.id, h.title), note);
    }
}

fn strengths(input: &Input, page: &mut Page) {
    let list = summary::strengths(input);
    if list.is_empty() {
        return;
    }
    let met = input.scores.all.counts.met as usize;
    page.heading(2, "Strengths");
    page.paragraph(&format!("{} met. Of these the weightiest:", number_of(met, "requirement")));
    for r in list {
        let notes: Vec<&str> = input.notes(r).into_iter().map(|(_, text)| text).collect();
        let seen = input.a.evidence_for(input.q, r).iter().any(Evidence::is_seen);
        let basis = if seen { "evidence seen" } else { "as claimed, evidence not seen" };
        let said = if notes.is_empty() { String::new() } else { format!(". {}", notes.join("; ")) };
        page.fact(&input.name(r), &format!("{basis}{said}"));
    }
}

/// What is claimed and was not shown: the request list of a reader who believes nothing unseen.
fn evidence(input: &Input, page: &mut Page) {
    page.heading(2, "Evidence still required");
    let claimed: Vec<usize> = (0..input.q.check_count())
        .filter(|c| {
            let (check, r) = (input.q.check(*c), input.q.check_owner[*c]);
            check.mandatory
                && input.scores.status(r) != Status::NotApplicable
                && matches!(input.a.level(input.q, *c), Some((Level::Proven, _)))
                && !input.a.seen(&check.id)
                && !input.a.seen(input.id(r))
        })
        .collect();
    page.paragraph(match (claimed.is_empty(), input.scores.claimed) {
        (true, 0) => "Nothing is claimed as Proven yet, so there is nothing to show.",
        (true, _) => "Nothing: for every check claimed as Proven somebody has seen the evidence.",
        (false, _) => "Claimed as Proven, but nobody is named who has seen the evidence:",
    });
    let mut last = None;
    for c in claimed {
        let (check, r) = (input.q.check(c), input.q.check_owner[c]);
        if last.replace(r) != Some(r) {
            page.item(&input.name(r));
        }
        page.sub_item(&format!("{} {}", check.id, check.evidence));
    }
    let mut once: Vec<&str> = Vec::new();
    for output in input.gaps.gaps.iter().take(10).map(|g| g.output(input.q)) {
        if !once.contains(&output) {
            once.push(output);
        }
    }
    if !once.is_empty() {
        page.paragraph(&format!(
            "Still to be made for the first gaps: {}. The whole list is in document-checklist.md.",
            first_few(&once, 10)
        ));
    }
}
