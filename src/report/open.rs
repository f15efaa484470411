//! What is open: not assessed, to find out, excluded without a reason, marked for review, parked.

use super::{Input, ReportError};
use crate::doc::{Doc, Page, Table};
use crate::model::assessment::keys;
use crate::model::register::Parked;
use crate::model::text;
use crate::say;
use crate::words::{advice, asked, called, closing, few};

/// The open items.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.report("open-items", say!("Open items"));
    page.paragraph(say!(
        "Nothing here counts as a gap. Each line keeps the result from being final until it is settled."
    ));
    sections(input, &mut page, 2);
    page.finish()
}

/// The four lists; `level` is that of the headings inside.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize) {
    not_assessed(input, page, level);
    find_out(input, page, level);
    without_reason(input, page, level);
    cannot_stand(input, page, level);
    weak_reason(input, page, level);
    review(input, page, level);
}

/// How many of each and which, for who reads no list; nothing where nothing is open.
pub(super) fn counts(input: &Input, page: &mut Page) {
    let open = &input.gaps.open;
    let ids = |list: &[usize]| input.ids(list).join(", ");
    let mut asked: Vec<usize> = open.to_find_out.iter().map(|c| input.q.check_owner[*c]).collect();
    asked.dedup();
    let lists = [
        (
            called::not_assessed(open.not_assessed.len(), input.scores.all.counts.open),
            open.not_assessed.len(),
            ids(&open.not_assessed),
        ),
        (called::to_find_out(input.q, &open.to_find_out), open.to_find_out.len(), ids(&asked)),
        (called::without_reason(input.q), open.without_reason.len(), ids(&open.without_reason)),
        (called::cannot_stand(input.q), open.cannot_stand.len(), ids(&open.cannot_stand)),
        (called::weak_reason().to_owned(), open.weak_reason.len(), ids(&open.weak_reason)),
    ];
    let parked = input.a.parked();
    if parked.is_empty() && lists.iter().all(|(_, n, _)| *n == 0) {
        return;
    }
    page.section(2, "open", say!("Open, to find out, parked"));
    for (title, n, ids) in lists.into_iter().filter(|(_, n, _)| *n > 0) {
        page.fact(&format!("{title} ({n})"), ids);
    }
    if !parked.is_empty() {
        // A heading of its own, as in the long form: a house style may leave it out.
        page.section(3, "parked", &say!("Parked ({n})", n = parked.len()));
        let what = |p: &Parked| {
            let what = text::shown(&p.what, PARKED.1);
            if p.at.is_empty() { what } else { format!("{}: {what}", p.at) }
        };
        page.paragraph(few(&parked.iter().map(what).collect::<Vec<_>>(), PARKED.0));
    }
}

/// Parked items that are named where no list is read, and how much is said of each.
const PARKED: (usize, usize) = (6, 120);

fn not_assessed(input: &Input, page: &mut Page, level: usize) {
    let list = &input.gaps.open.not_assessed;
    let title = called::not_assessed(list.len(), input.scores.all.counts.open);
    page.section(level, "not-assessed", &format!("{title} ({})", list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing: every requirement has been looked at."));
        return;
    }
    let mut t = Table::new(&[say!("Requirement"), say!("Checks answered"), say!("Usually known by")]);
    for r in list {
        let s = &input.scores.requirements[*r];
        t.row(vec![
            input.name(*r).into(),
            say!("{answered} of {of}", answered = s.answered, of = s.of).into(),
            asked::in_person(input.a, asked::usual_role(input.a, &input.q.requirements[*r])).into(),
        ]);
    }
    page.table(t);
}

fn find_out(input: &Input, page: &mut Page, level: usize) {
    let list = &input.gaps.open.to_find_out;
    let title = called::to_find_out(input.q, list);
    page.section(level, "to-find-out", &format!("{title} ({})", list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing: no question was answered with Don't know."));
        return;
    }
    let mut last = None;
    for c in list {
        let (check, r) = (input.a.check(input.q, *c), input.q.check_owner[*c]);
        if last != Some(r) {
            let usual = asked::in_person(input.a, asked::usual_role(input.a, &input.q.requirements[r]));
            let ask = input.a.at(keys::ASK, input.id(r));
            let ask = ask.map_or_else(
                || say!("ask: nobody named; who usually knows: {usual}", usual),
                |whom| say!("ask: {whom}", whom),
            );
            page.fact(&input.name(r), &ask);
            last = Some(r);
        }
        let (id, question) = (&check.id, &check.question);
        page.sub_item(input.a.at(keys::ASK, id).map_or_else(
            || format!("{id} {question}"),
            |whom| say!("{id} {question} Ask: {whom}", id, question, whom),
        ));
    }
}

fn without_reason(input: &Input, page: &mut Page, level: usize) {
    let list = &input.gaps.open.without_reason;
    page.section(level, "without-reason", &say!("Excluded without a reason ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing: every excluded control has a written reason."));
        return;
    }
    page.paragraph(match input.q.applicability() {
        Some(id) => say!("Open items of {id} until the reason is written.", id),
        None => say!("Open items until the reason is written.").to_owned(),
    });
    for r in list {
        let must = input.q.requirements[*r].exclusion.as_ref().map_or("", |e| e.reason_must.as_str());
        page.fact(&input.name(*r), say!("the reason must show: {must}", must));
    }
}

fn cannot_stand(input: &Input, page: &mut Page, level: usize) {
    let list = &input.gaps.open.cannot_stand;
    if list.is_empty() {
        return;
    }
    let title = called::cannot_stand(input.q);
    page.section(level, "cannot-stand", &format!("{title} ({})", list.len()));
    for r in list {
        page.fact(&input.name(*r), advice::cannot_stand(input.q.never_left_out(*r).unwrap_or_default()));
    }
}

fn weak_reason(input: &Input, page: &mut Page, level: usize) {
    let list = &input.gaps.open.weak_reason;
    if list.is_empty() {
        return;
    }
    page.section(level, "weak-reason", &format!("{} ({})", called::weak_reason(), list.len()));
    for r in list {
        let must = input.q.requirements[*r].exclusion.as_ref().map_or("", |e| e.reason_must.as_str());
        page.fact(&input.name(*r), say!("the reason must show: {must}", must));
    }
}

fn review(input: &Input, page: &mut Page, level: usize) {
    let marked: Vec<(&str, &str)> = input
        .a
        .facts()
        .iter()
        .filter_map(|(k, v)| Some((k.strip_prefix(keys::REVIEW)?, v.as_str())))
        .collect();
    if marked.is_empty() {
        return;
    }
    page.section(level, "review", &say!("Marked for review ({n})", n = marked.len()));
    for (id, _) in marked {
        page.item(match input.q.find(id).and_then(|t| input.q.requirement_of(t)) {
            Some(r) if input.id(r) == id => input.name(r),
            Some(r) => say!("{id} in {name}", id, name = input.name(r)),
            None => id.to_owned(),
        });
    }
}

fn table(input: &Input, head: &[&'static str; 4]) -> Table {
    let mut t = Table::new(head);
    for p in input.a.parked() {
        let what = closing::raised(&p.what, &p.from);
        t.row(vec![p.no.into(), p.at.as_str().into(), p.owner.as_str().into(), what.into()]);
    }
    t
}

/// The parked items as a list in another document.
pub(super) fn parked(input: &Input, page: &mut Page) {
    let t = table(input, &[say!("No."), say!("Came up at"), say!("Owner"), say!("What")]);
    if t.is_empty() {
        page.paragraph(say!("Nothing is parked."));
    } else {
        page.table(t);
    }
}

/// The parked items as a document of their own.
pub(super) fn parked_doc(input: &Input) -> Doc {
    let mut page = input.page("parked", say!("Parked items"));
    page.paragraph(say!("Put aside during the session and still open. Parking changes no answer."));
    parked(input, &mut page);
    page.finish()
}

/// The parked items for spreadsheets.
pub(super) fn parked_csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input, &["number", "at", "owner", "what"]))
}
