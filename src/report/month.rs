//! This month's plan: the four weeks from the day it is made, week by week, by whom, and how one sees that it is done.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Input, figures as pictures, or_nobody, unstopped};
use crate::doc::{Doc, Page, Piece, Table, Text};
use crate::model::assessment::keys;
use crate::model::priority::hours;
use crate::model::progress::DoneWhen;
use crate::model::register::same_who;
use crate::model::roadmap::RoadmapItem;
use crate::say;
use crate::words::{Words as _, day, owners, to_do};

/// Weeks of it.
const WEEKS: i64 = 4;

/// Actions beyond which a picture of them would take a page of its own.
const DRAWN: usize = 18;

/// A line for a name, at the end of words.
const LINE: &str = "\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}";

/// Actions named of what comes after.
const AFTER: usize = 3;

/// Questions to find out that are named before the rest is counted.
const TO_FIND_OUT: usize = 12;

/// `this-month`.
pub(super) fn document(input: &Input) -> Doc {
    let (first, last) = (input.made, plus(input.made, 7 * WEEKS - 1));
    let mut page = input.page("this-month", &say!("This month: {days}", days = day::span(first, last)));
    let work: Vec<&RoadmapItem> = input.roadmap.week(plus(last, -6)).collect();
    if work.is_empty() {
        page.paragraph(say!("Nothing is planned for these weeks."));
        find_out(input, &mut page);
        return page.finish();
    }
    let weeks: Vec<Date> = (0..WEEKS).map(|week| plus(first, 7 * week)).collect();
    let in_all =
        |i: &RoadmapItem| weeks.iter().map(|week| input.roadmap.hours_in_week(i, *week)).sum::<f64>();
    page.paragraph(say!(
        "{n|action|actions} and {planned} of work in these weeks, of {given} a week there are.",
        n = work.len(),
        planned = hours(work.iter().map(|i| in_all(i)).sum::<f64>()),
        given = hours(input.roadmap.input.hours_per_week)
    ));
    if let Some(n) = input.roadmap.overdue(input.made) {
        page.paragraph(say!(
            "{n|action|actions} should have ended before today; {n?it comes|they come} first, because the rest waits for {n?it|them}.",
            n
        ));
    }
    let figure = pictures::gantt_of(input, say!("These weeks"), &work, Some((first, last)));
    if let Some(figure) = figure.filter(|_| work.len() <= DRAWN) {
        page.figure(figure);
    }
    for n in 0..weeks.len() {
        of_a_week(input, &mut page, &weeks, n);
    }
    milestones(input, &mut page, first, last);
    by_person(input, &mut page, &work, in_all);
    find_out(input, &mut page);
    after(input, &mut page, last);
    page.finish()
}

fn plus(from: Date, days: i64) -> Date {
    from.checked_add(days.days()).unwrap_or(from)
}

/// What is worked on in a week, a box to tick each. What is behind stands in the first week only, and what was begun in a
/// week before is said to go on.
fn of_a_week(input: &Input, page: &mut Page, weeks: &[Date], week: usize) {
    let Some((from, before)) = weeks.get(week).zip(weeks.get(..week)) else { return };
    let (from, last) = (*from, plus(*from, 6));
    page.heading(2, &say!("Week of {days}", days = day::short_span(from, last)));
    let mut none = true;
    for i in input.roadmap.week(from) {
        let behind = i.end < from;
        let worked = input.roadmap.hours_in_week(i, from);
        if if behind { from != input.made } else { worked <= 0.0 } {
            continue;
        }
        none = false;
        if before.iter().any(|w| input.roadmap.hours_in_week(i, *w) > 0.0) {
            let (name, worked, end) = (format!("{} {}", i.id, i.name), hours(worked), day::short(i.end));
            page.item(say!("Goes on: {name} ({worked} this week, ends {end})", name, worked, end));
            continue;
        }
        let (what, owner) = (to_do(i), input.owner_of(i).trim());
        let what = unstopped(&what);
        let end = day::short(i.end);
        let when = if behind {
            say!("{all}, was due {end}", all = hours(i.effort_hours), end)
        } else {
            say!("{worked} this week, ends {end}", worked = hours(worked), end)
        };
        let what = if owner.is_empty() {
            format!("{what} ({when}). ")
        } else {
            format!("{what} ({owner}, {when}). ")
        };
        let mut said = vec![
            Piece::Plain(what),
            Piece::Strong(say!("Done when:").to_owned()),
            Piece::Plain(format!(" {}.", done_when(i))),
        ];
        if owner.is_empty() {
            said.push(Piece::Plain(" ".to_owned()));
            said.push(Piece::Strong(say!("Who:").to_owned()));
            said.push(Piece::Plain(format!(" {LINE}")));
        }
        page.tick(Text(said));
    }
    if none {
        page.paragraph(say!("Nothing is planned for this week."));
    }
}

/// How one sees that it is done, without the checks it is proven on: who does it this week asks for the thing itself.
fn done_when(i: &RoadmapItem) -> String {
    let words = match &i.done_when {
        DoneWhen::Proven { evidence: Some(evidence), .. } => evidence.clone(),
        other => other.words(),
    };
    unstopped(&words).to_owned()
}

fn milestones(input: &Input, page: &mut Page, first: Date, last: Date) {
    let within: Vec<_> =
        input.roadmap.milestones.iter().filter(|m| (first..=last).contains(&m.date)).collect();
    if within.is_empty() {
        return;
    }
    page.heading(2, say!("Reached in these weeks"));
    for m in within {
        page.fact(&day::whole(m.date), m.words());
    }
}

/// Who works how long on what.
fn by_person(input: &Input, page: &mut Page, work: &[&RoadmapItem], in_all: impl Fn(&RoadmapItem) -> f64) {
    let mut by: BTreeMap<String, Vec<&RoadmapItem>> = BTreeMap::new();
    for i in work.iter().filter(|i| in_all(i) > 0.0 || i.end < input.made) {
        // The same person or role, however it is spelt, stands there once.
        let who = input.owner_of(i).trim();
        let who = match input.a.meant(who).as_slice() {
            [one] => one.name.clone(),
            _ => who.to_owned(),
        };
        let known = by.keys().find(|name| same_who(name, &who)).cloned();
        by.entry(known.unwrap_or(who)).or_default().push(i);
    }
    if by.keys().all(String::is_empty) {
        let write = say!("Write a name beside each, and into the program.").to_owned();
        page.paragraph(owners(input.roadmap).into_iter().chain([write]).collect::<Vec<_>>().join(" "));
        return;
    }
    page.heading(2, say!("Who does what"));
    let mut t = Table::new(&[say!("Who"), say!("Action"), say!("Hours in these weeks"), say!("Ends")]);
    for (who, items) in by {
        for i in items {
            t.row(vec![
                or_nobody(&who).into(),
                format!("{} {}", i.id, i.name).into(),
                in_all(i).into(),
                day::whole(i.end).into(),
            ]);
        }
    }
    page.table(t);
}

/// What nobody knew, and whom to ask.
fn find_out(input: &Input, page: &mut Page) {
    let open = &input.gaps.open.to_find_out;
    if open.is_empty() {
        return;
    }
    page.heading(2, say!("To find out"));
    for c in open.iter().take(TO_FIND_OUT) {
        let check = input.a.check(input.q, *c);
        page.tick(format!("{} {}", check.id, check.question));
        if let Some(whom) = input.a.at(keys::ASK, &check.id) {
            page.sub_item(say!("Ask: {whom}", whom));
        }
    }
    let left = open.len().saturating_sub(TO_FIND_OUT);
    if left > 0 {
        page.paragraph(say!("{left} more {left?is|are} in the list of open items.", left));
    }
}

/// What begins when these weeks are over.
fn after(input: &Input, page: &mut Page, last: Date) {
    let next: Vec<&RoadmapItem> =
        input.roadmap.items.iter().filter(|i| !i.done() && i.start > last).take(AFTER).collect();
    if next.is_empty() {
        return;
    }
    page.heading(2, say!("After that"));
    for i in next {
        let what = to_do(i);
        page.item(say!("From {start}: {what}.", start = day::short(i.start), what = unstopped(&what)));
    }
}
