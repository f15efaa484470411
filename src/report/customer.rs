//! What may be sent to a customer who asks whether one is ready: what the management system covers, what is in place, what is planned by when,
//! and what this paper is not. No notes, no names of people, no suppliers, no evidence: nothing of how one got there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Input, unstopped};
use crate::doc::{Doc, Page, Table};
use crate::model::Class;
use crate::model::assessment::keys;
use crate::model::questionnaire::Heading;
use crate::model::score::{Status, Total};
use crate::say;
use crate::words::{called, day, few};

/// Its name.
pub(super) const NAME: &str = "customer-statement";

/// AI systems up to which each is told with its purpose, and that are named where there are more.
const SYSTEMS: (usize, usize) = (4, 12);

/// The statement.
pub(super) fn document(input: &Input) -> Doc {
    let title = say!("Where we stand with {standard}", standard = input.q.names.short);
    let mut about = input.about();
    about.facts = vec![
        (say!("Scope").to_owned(), input.a.get(keys::SCOPE).unwrap_or(say!("not stated yet")).to_owned()),
        (say!("As of").to_owned(), format!("{} ({})", day::whole(input.made), about.stamp)),
    ];
    // The day is said above, as people write it.
    about.labels.date.clear();
    let mut page = Page::new(NAME, &title, about);
    stands(input, &mut page);
    covered(input, &mut page);
    planned(input, &mut page);
    page.section(2, "limits", say!("What this is not"));
    page.paragraph(say!(
        "No certificate: these are our own answers, and nobody outside has checked them. They hold for the day above, and plans can \
         change. We count a requirement as in place when everything it asks for is done and can be shown."
    ));
    page.section(2, "contact", say!("Signed for the organisation"));
    page.sign(vec![
        vec![say!("Name").to_owned(), say!("Role").to_owned()],
        vec![say!("Date").to_owned(), say!("Signature").to_owned()],
    ]);
    page.finish()
}

/// How far it is, in a customer's words.
fn stands(input: &Input, page: &mut Page) {
    let standing = match input.verdict.class {
        Class::Incomplete => say!("We have not finished assessing ourselves."),
        Class::Early => say!("We are at the beginning."),
        Class::NotReady => say!("We are on the way and not ready for certification yet."),
        Class::NearlyReady => say!("We are nearly ready for certification."),
        Class::Stage1 => {
            say!("By our own assessment we are ready for the first stage of a certification audit.")
        }
        Class::Stage2 => say!("By our own assessment we are ready for a certification audit."),
    };
    let all = &input.scores.all;
    let n = all.counts;
    let mut told = vec![
        say!(
            "{organisation} has measured itself against {standard}.",
            organisation = called::organisation(input.a),
            standard = input.q.title
        ),
        standing.to_owned(),
        say!(
            "Of the {of|requirement that applies|requirements that apply} to us, {met} {met?is|are} in place and {partial} partly so.",
            of = all.applicable,
            met = n.met,
            partial = n.partial
        ),
    ];
    if n.gap > 0 {
        told.push(say!("{gap} {gap?is|are} still missing.", gap = n.gap));
    }
    if n.open > 0 {
        told.push(say!("{open} {open?is|are} still to be assessed.", open = n.open));
    }
    page.paragraph(told.join(" "));
}

/// The AI systems in it as a customer knows them.
fn covered(input: &Input, page: &mut Page) {
    let systems = input.a.systems();
    if systems.is_empty() {
        return;
    }
    page.section(2, "scope", say!("Where we use artificial intelligence"));
    let with_purpose = systems.len() <= SYSTEMS.0;
    let named = systems.iter().map(|s| {
        if with_purpose && !s.purpose.is_empty() {
            format!("{} ({})", s.name, unstopped(&s.purpose))
        } else {
            s.name.clone()
        }
    });
    page.paragraph(format!("{}.", few(&named.collect::<Vec<_>>(), SYSTEMS.1)));
}

/// When a part of the standard is in place as a whole.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Now,
    By(Date),
    NoDate,
    Unknown,
}

/// What is in place and what comes, by the end of the months in which it does.
fn planned(input: &Input, page: &mut Page) {
    let mut parts: BTreeMap<When, Vec<String>> = BTreeMap::new();
    for (h, heading, total) in groups(input) {
        let (met, of) = (total.counts.met, total.applicable);
        let when = when(input, h, total);
        // A customer knows no clause by its title.
        let title = heading.plain.as_ref().unwrap_or(&heading.title);
        let words = match when {
            When::Now => title.clone(),
            _ => format!("{title} ({})", say!("{met} of {of}", met, of)),
        };
        parts.entry(when).or_default().push(words);
    }
    let mut t =
        Table::new(&[say!("By"), say!("In place as a whole then; in brackets how much of it is today")]);
    for (when, parts) in &parts {
        let by = match when {
            When::Now => say!("today").into(),
            // A day is not parted where its column is narrow.
            When::By(end) => day::whole(*end).replace(' ', "\u{a0}").into(),
            When::NoDate => say!("no date yet").into(),
            When::Unknown => say!("still to be assessed").into(),
        };
        t.row(vec![by, parts.join(", ").into()]);
    }
    page.section(2, "planned", say!("What is in place, and what comes by when"));
    if t.is_empty() {
        page.paragraph(say!("Nothing applies."));
        return;
    }
    page.table(t);
    if let Some(finish) = input.roadmap.finish {
        page.paragraph(say!(
            "Our plan ends on {day}. By then we mean to have in place all that is missing today. A certificate takes an audit by \
             an independent body after that.",
            day = day::whole(finish)
        ));
    }
}

/// By when everything below a heading is in place.
fn when(input: &Input, heading: usize, total: &Total) -> When {
    let c = total.counts;
    if c.open > 0 {
        return When::Unknown;
    }
    if c.partial + c.gap == 0 {
        return When::Now;
    }
    let missing = input.q.below(heading).into_iter();
    let missing = missing.filter(|r| matches!(input.scores.status(*r), Status::Partial | Status::Gap));
    let ends: Option<Vec<Date>> = missing.map(|r| input.roadmap.span(r).map(|(_, end)| end)).collect();
    let last = ends.and_then(|ends| ends.into_iter().max());
    last.map_or(When::NoDate, |end| When::By(end.last_of_month()))
}

/// Clauses and objectives of which something applies, with what they come to.
fn groups<'i>(input: &'i Input) -> impl Iterator<Item = (usize, &'i Heading, &'i Total)> {
    let groups = input.scores.groups.iter().filter(|(_, total)| total.applicable > 0);
    groups.map(|(h, total)| (*h, &input.q.headings[*h], total))
}
