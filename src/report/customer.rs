//! What may be sent to a customer who asks whether one is ready: what the management system covers, what is in place, what is planned by when,
//! and what this paper is not. No notes, no names of people, no suppliers, no evidence: nothing of how one got there.

use super::{Input, counts_words, unstopped};
use crate::doc::{Cell, Doc, Page, Table, Tone};
use crate::model::Verdict;
use crate::model::questionnaire::Heading;
use crate::model::score::{Status, Total};
use crate::say;
use crate::words::{day, figures};

/// Its name.
pub(super) const NAME: &str = "customer-statement";

/// The statement.
pub(super) fn document(input: &Input) -> Doc {
    let title = say!("Where we stand with {standard}", standard = input.q.names.short);
    let mut page = input.page(NAME, &title);
    page.paragraph(say!(
        "On {day} we measured how we manage artificial intelligence against {standard}. This statement says what is covered, \
         what is in place and what is planned by when.",
        day = day::whole(input.made),
        standard = input.q.title
    ));
    covered(input, &mut page);
    stands(input, &mut page);
    in_place(input, &mut page);
    planned(input, &mut page);
    is_not(&mut page);
    page.section(2, "contact", say!("Signed for the organisation"));
    page.sign(vec![
        vec![say!("Name").to_owned(), say!("Role").to_owned()],
        vec![say!("Date").to_owned(), say!("Signature").to_owned()],
    ]);
    page.finish()
}

/// The AI systems in it as a customer knows them.
fn covered(input: &Input, page: &mut Page) {
    if input.a.systems().is_empty() {
        return;
    }
    page.section(2, "scope", say!("Where we use artificial intelligence"));
    for s in input.a.systems() {
        if s.purpose.is_empty() {
            page.item(s.name.as_str());
        } else {
            page.fact(&s.name, s.purpose.as_str());
        }
    }
}

fn stands(input: &Input, page: &mut Page) {
    let all = &input.scores.all;
    page.section(2, "standing", say!("Where we stand"));
    let Verdict { class, would_be, .. } = input.verdict;
    page.item(say!("By our own assessment: {class}.", class = unstopped(&figures::class(*class, *would_be))));
    page.item(figures::beside(input.q, input.a, input.scores));
    page.item(say!(
        "Of {n} requirements: {counts}.",
        n = all.counts.total(),
        counts = counts_words(&all.counts)
    ));
    page.item(super::summary::readiness(input));
}

/// What is met, by its title, clause by clause.
fn in_place(input: &Input, page: &mut Page) {
    page.section(2, "in-place", say!("What is in place"));
    let mut none = true;
    for (heading, total) in groups(input) {
        let met: Vec<&str> = input
            .q
            .below(heading.0)
            .into_iter()
            .filter(|r| input.scores.status(*r) == Status::Met)
            .map(|r| input.q.requirements[r].title.as_str())
            .collect();
        if !met.is_empty() {
            none = false;
            page.fact(
                &say!(
                    "{title}, {met} of {of}",
                    title = heading.1.title,
                    met = total.counts.met,
                    of = total.applicable
                ),
                met.join(", "),
            );
        }
    }
    if none {
        page.paragraph(say!("Nothing is in place to the full extent yet."));
    }
}

/// What is not, and by which day the plan brings it.
fn planned(input: &Input, page: &mut Page) {
    let open = input.scores.all.counts.open > 0;
    let mut heads = vec![say!("Part"), say!("In place"), say!("Not yet")];
    heads.extend(open.then(|| say!("Still to be assessed")));
    heads.push(say!("Planned by"));
    let mut t = Table::new(&heads);
    for (heading, total) in groups(input) {
        let c = total.counts;
        if c.partial + c.gap + c.open == 0 {
            continue;
        }
        let ends = input
            .q
            .below(heading.0)
            .into_iter()
            .filter(|r| matches!(input.scores.status(*r), Status::Partial | Status::Gap));
        let by = ends.filter_map(|r| input.roadmap.span(r)).map(|(_, end)| end).max();
        let mut row = vec![
            heading.1.title.as_str().into(),
            say!("{met} of {of}", met = c.met, of = total.applicable).into(),
            (c.partial + c.gap).into(),
        ];
        row.extend(open.then(|| Cell::from(c.open)));
        row.push(by.map_or_else(
            || Cell::Toned(Tone::Open, say!("no date yet").to_owned()),
            |by| day::whole(by).into(),
        ));
        t.row(row);
    }
    page.section(2, "planned", say!("What is planned, and by when"));
    if t.is_empty() {
        page.paragraph(say!("Nothing is left to be done that this assessment knows of."));
        return;
    }
    page.table(t);
    if let Some(finish) = input.roadmap.finish {
        page.paragraph(say!("The plan as it stands today ends on {day}.", day = day::whole(finish)));
    }
}

fn is_not(page: &mut Page) {
    page.section(2, "limits", say!("What this is not"));
    page.paragraph(say!(
        "It is no certificate, and nobody outside the organisation has checked it. It holds for the day it was made; plans can change. A \
         requirement counts as in place when every check of it is proven."
    ));
}

/// Clauses and objectives with what they come to.
fn groups<'i>(input: &'i Input) -> impl Iterator<Item = ((usize, &'i Heading), &'i Total)> {
    input.scores.groups.iter().map(|(h, total)| ((*h, &input.q.headings[*h]), total))
}
