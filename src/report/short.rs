//! The short form of the gap report: about eight pages for who reads no register, with the same figures and the same headings.

use super::gap_report::{executive, limits, method, results, sign_off};
use super::{Input, contradictions, counts_words, figures as pictures, open, or_nobody, summary, tones};
use crate::doc::{Doc, Page, Table};
use crate::say;
use crate::words::{Words as _, hours_between, undated};

/// Its name.
pub(super) const NAME: &str = "gap-report-short";

/// Actions that come first.
const FIRST: usize = 10;

/// The short form.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, &say!("Readiness for {title}, in short", title = input.q.title));
    executive(input, &mut page, false);
    results(input, &mut page, false);
    contradictions::sections(input, &mut page, 2);
    first(input, &mut page);
    register(input, &mut page);
    roadmap(input, &mut page);
    controls(input, &mut page);
    open::counts(input, &mut page);
    limits(input, &mut page);
    method(input, &mut page);
    sign_off(&mut page);
    let mut doc = page.finish();
    doc.about.long = true;
    doc
}

/// What is worked on first, by whom, by when.
fn first(input: &Input, page: &mut Page) {
    let mut t = Table::new(&[say!("Action"), say!("Leaves behind"), say!("Who"), say!("By"), say!("Hours")]);
    for i in input.roadmap.first_ten(input.gaps, input.made).into_iter().take(FIRST) {
        t.row(vec![
            format!("{} {}", i.id, i.name).into(),
            i.output.as_str().into(),
            or_nobody(input.owner_of(i)).into(),
            i.end.into(),
            i.effort_hours.into(),
        ]);
    }
    if !t.is_empty() {
        page.section(2, "first-ten", say!("What to do first"));
        page.table(t);
    }
}

/// Every gap in a row.
fn register(input: &Input, page: &mut Page) {
    page.section(2, "register", say!("Gap register"));
    let mut t = Table::new(&[
        say!("Rank"),
        say!("Requirement"),
        say!("What to do"),
        say!("Status"),
        say!("Hours"),
        say!("By"),
    ]);
    for g in &input.gaps.gaps {
        t.row(vec![
            g.rank.into(),
            input.id(g.requirement).into(),
            g.action_name(input.q, input.a).into(),
            tones::status(g.status),
            g.effort_hours.into(),
            tones::day(input.roadmap.span(g.requirement).map(|(_, end)| end)),
        ]);
    }
    if t.is_empty() {
        page.paragraph(say!("No gap is known: nothing that was answered falls short."));
    } else {
        page.table(t);
    }
}

/// How long it takes, its waves and what is reached when.
fn roadmap(input: &Input, page: &mut Page) {
    let map = input.roadmap;
    page.section(2, "roadmap", say!("Roadmap"));
    if map.items.is_empty() && map.finish.is_none() {
        page.paragraph(undated(input.q, input.verdict, map));
        return;
    }
    for line in summary::time_to_stage1(input) {
        page.item(line);
    }
    let mut t = Table::new(&[say!("Date"), say!("Reached")]);
    for m in &map.milestones {
        t.row(vec![m.date.into(), m.words().into()]);
    }
    if !t.is_empty() {
        page.table(t);
    }
    let mut t = Table::new(&[say!("Wave"), say!("Actions"), say!("Hours"), say!("From"), say!("To")]);
    for w in map.waves.iter().filter(|w| w.actions > 0) {
        t.row(vec![
            format!("{} {}", w.number, w.title).into(),
            w.actions.into(),
            hours_between(w.hours, w.hours_range).into(),
            tones::day(w.span.map(|(from, _)| from)),
            tones::day(w.span.map(|(_, to)| to)),
        ]);
    }
    if !t.is_empty() {
        page.table(t);
    }
    if let Some(trend) = pictures::trend(input) {
        page.figure(trend);
    }
}

/// The controls by count, and those left out with their reasons.
fn controls(input: &Input, page: &mut Page) {
    page.section(2, "soa", super::soa::title(input));
    let counts = counts_words(&input.scores.annex.counts);
    page.paragraph(say!("{controls}: {counts}.", controls = input.q.names.controls, counts));
    for r in (0..input.q.requirements.len()).filter(|r| input.a.excluded(*r)) {
        let reason = input.a.reason(input.id(r)).unwrap_or(say!("no reason given yet"));
        page.fact(&say!("Left out: {name}", name = input.name(r)), reason);
    }
}
