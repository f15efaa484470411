//! The minutes of a session in a room, and its closing screen: who took part, the agenda, what was decided and agreed, dissent, what stayed apart, what is
//! parked and with whom, what is to find out with whom, and the next steps. All of it stands in the file already.

use std::collections::BTreeSet;

use super::{Input, or_nobody};
use crate::doc::{Doc, Page, Table};
use crate::model::assessment::keys;
use crate::model::card_flow;
use crate::model::questionnaire::compare_ids;
use crate::model::record::{PERSON, Rid, read, value};
use crate::model::spread;
use crate::model::votes::{self, Outcome};
use crate::say;
use crate::words::agenda as planned;
use crate::words::closing::{self, titled};
use crate::words::spread as said;
use crate::words::{Word as _, Words as _, day};

/// Its name.
pub(super) const NAME: &str = "minutes";

/// `minutes`.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, &say!("Minutes, {day}", day = day::whole(input.made)));
    people(input, &mut page);
    agenda(input, &mut page);
    decisions(input, &mut page);
    agreed(input, &mut page);
    apart(input, &mut page);
    single(input, &mut page);
    own_words(input, &mut page);
    parked(input, &mut page);
    find_out(input, &mut page);
    requests(input, &mut page);
    next(input, &mut page);
    page.section(2, "signed", say!("Read and agreed"));
    page.sign(vec![vec![say!("Name").to_owned(), say!("Date").to_owned()]]);
    page.finish()
}

/// Who answered for themselves, and who led the room.
fn people(input: &Input, page: &mut Page) {
    let all = votes::all(input.a);
    let voted: BTreeSet<&Rid> = all.iter().flat_map(|(_, v)| v.given.keys()).collect();
    let name = |who: &Rid| {
        let p = input.a.person(who);
        if p.name.is_empty() { value::called(&read::at(input.a, &PERSON, who)) } else { p.words() }
    };
    let mut took_part: Vec<String> = voted.iter().map(|who| name(who)).collect();
    took_part.sort();
    if !took_part.is_empty() {
        page.fact(say!("Answered for themselves"), took_part.join("; "));
    }
    let lead: Vec<String> =
        read::all(input.a, &PERSON).iter().filter(|p| card_flow::leads(p)).map(|p| name(&p.id)).collect();
    if !lead.is_empty() {
        page.fact(say!("Led by"), lead.join("; "));
    }
}

/// The agenda with what was used of it; nothing where there was none.
fn agenda(input: &Input, page: &mut Page) {
    let agenda = &input.head.agenda;
    if agenda.items.is_empty() {
        return;
    }
    page.section(2, "agenda", say!("Agenda"));
    page.paragraph(planned::in_all(agenda));
    let heads = [say!("Item"), say!("Asks about"), say!("Minutes"), say!("Needed"), say!("State")];
    let mut table = Table::new(&heads);
    for item in &agenda.items {
        table.row(vec![
            item.what.as_str().into(),
            item.at.join(", ").into(),
            planned::of_planned(item.used(), item.minutes).into(),
            planned::people(input.a, item).into(),
            planned::state(item).into(),
        ]);
    }
    page.table(table);
}

/// What something is on, by number and name: whoever reads minutes has no standard at hand.
fn on(input: &Input, at: &str) -> String {
    let called = input.q.exactly(at).and_then(|t| input.q.requirement_of(t));
    called.map_or_else(|| at.to_owned(), |r| format!("{at} {}", input.q.list_title(r)))
}

/// What was decided beside levels; nothing where that was nothing.
fn decisions(input: &Input, page: &mut Page) {
    let list = closing::decisions(&input.session());
    if list.is_empty() {
        return;
    }
    page.section(2, "decisions", &say!("Decisions ({n})", n = list.len()));
    let mut table =
        Table::new(&[say!("Decision"), say!("On"), say!("Decided by"), say!("Why"), say!("Date")]);
    for row in list {
        let since = row.since.map(day::whole).unwrap_or_default();
        table.row(vec![
            row.what.into(),
            on(input, &row.at).into(),
            or_nobody(&row.who).into(),
            row.more.into(),
            since.into(),
        ]);
    }
    page.table(table);
}

/// What single people answered and then agreed on, with the dissent that is kept.
fn agreed(input: &Input, page: &mut Page) {
    let agreed = votes::agreed_on(input.a);
    page.section(2, "agreed", &say!("Agreed ({n})", n = agreed.len()));
    if agreed.is_empty() {
        page.paragraph(say!("Nothing that single people had answered was agreed on."));
        return;
    }
    let mut table = Table::new(&[say!("Question"), say!("Agreed"), say!("Who had said what"), say!("Note")]);
    for (id, v, came) in &agreed {
        let level = votes::agreed(input.a, id).map_or("", |l| l.word());
        let level = match came {
            Outcome::AgreedWithDissent => say!("{level}, with dissent", level),
            _ => level.to_owned(),
        };
        let behind = spread::row(input.a, id).map(|row| said::behind(input.a, &row)).unwrap_or_default();
        // While a room answers it anew, how many have is all that is told.
        let before = if behind.is_empty() && !v.given.is_empty() { v.words() } else { behind };
        let note = input.a.at(keys::NOTE, id).unwrap_or_default();
        table.row(vec![titled(&input.session(), id).into(), level.into(), before.into(), note.into()]);
    }
    page.table(table);
    let dissent = agreed.iter().filter(|(_, v, _)| !v.dissent.is_empty());
    for (id, v, _) in dissent {
        page.fact(&say!("Dissent on {id}", id), &v.dissent);
    }
}

/// What was shown and is not agreed on, or not any more.
fn apart(input: &Input, page: &mut Page) {
    let list = votes::not_agreed_on(input.a);
    page.section(2, "apart", &say!("Not agreed on ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing stayed open between those who answered."));
    }
    for (id, v, came) in list {
        let since = spread::row(input.a, &id).filter(|_| came == Outcome::Since);
        // Of one person alone it is told with whose it is.
        let alone = v.shown && v.given.len() == 1;
        let said = || said::said(input.a, v.given.iter().map(|(who, level)| (who, *level)));
        page.fact(&titled(&input.session(), &id), if alone { said() } else { v.words() });
        if let Some(row) = &since {
            page.sub_item(said::came_to(row));
            page.sub_item(said::behind(input.a, row));
        } else if let Some(level) = votes::agreed(input.a, &id) {
            page.sub_item(say!(
                "{level} stood before and stays until something is agreed on",
                level = level.word()
            ));
        }
        if v.shown && !alone && since.is_none() {
            // Who wrote something beside it stands below with their words.
            let wrote = |who: &Rid| {
                let row = spread::row(input.a, &id);
                row.is_some_and(|row| row.voices.iter().any(|v| v.who == *who && v.has_more()))
            };
            for (who, level) in v.given.iter().filter(|(who, _)| !wrote(who)) {
                let name = value::called(&read::at(input.a, &PERSON, who));
                page.sub_item(say!("{name}: {level}", name, level = level.word()));
            }
        }
        for words in said::own_words_on(input.a, &id) {
            page.sub_item(words);
        }
        if !v.dissent.is_empty() {
            page.sub_item(say!("Dissent: {dissent}", dissent = v.dissent));
        }
    }
    let hidden = votes::that_are(input.a, Outcome::Voting).len();
    if hidden > 0 {
        page.paragraph(say!(
            "On {hidden|question|questions} answers were given and not shown; what they say is nobody's yet.",
            hidden
        ));
    }
}

/// What people answered alike or one of them alone, and nobody made the agreed answer yet; nothing where that is nothing.
fn single(input: &Input, page: &mut Page) {
    let list = votes::that_are(input.a, Outcome::Shown);
    if list.is_empty() {
        return;
    }
    page.section(
        2,
        "single",
        &say!("Answered alike or by one person, not agreed on yet ({n})", n = list.len()),
    );
    for (id, _) in list {
        let Some(row) = spread::row(input.a, &id) else { continue };
        let said = said::said(input.a, row.voices.iter().map(|v| (&v.who, v.level)));
        page.fact(&titled(&input.session(), &id), said);
        if let Some(level) = row.agreed {
            page.sub_item(say!(
                "{level} stood before and stays until something is agreed on",
                level = level.word()
            ));
        }
    }
}

/// What else people wrote for themselves, with whose words they are; nothing where nobody did.
fn own_words(input: &Input, page: &mut Page) {
    // What is not agreed on has its words with it, above.
    let told = |row: &spread::Row| votes::outcome(input.a, &row.at).is_apart();
    let mut rows = spread::rows(input.q, input.a);
    rows.retain(|row| !told(row) && !said::own_words(input.a, row).is_empty());
    rows.sort_by(|x, y| compare_ids(&x.at, &y.at));
    if rows.is_empty() {
        return;
    }
    page.section(2, "own-words", &say!("In their own words ({n})", n = rows.len()));
    for row in rows {
        page.item(titled(&input.session(), &row.at));
        for words in said::own_words(input.a, &row) {
            page.sub_item(words);
        }
    }
}

fn parked(input: &Input, page: &mut Page) {
    let list = closing::parked(&input.session());
    page.section(2, "parked", &say!("Parked ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing is parked."));
        return;
    }
    let dated = list.iter().any(|p| p.due.is_some());
    let heads = [say!("What"), say!("On"), say!("Owner"), say!("By")];
    let mut table = Table::new(&heads[..if dated { 4 } else { 3 }]);
    for p in list {
        let by = dated.then(|| closing::by(&p, input.made).into());
        let cells = [p.what.into(), on(input, &p.at).into(), or_nobody(&p.who).into()];
        table.row(cells.into_iter().chain(by).collect());
    }
    page.table(table);
}

/// What nobody in the room knew, and whom to ask.
fn find_out(input: &Input, page: &mut Page) {
    let list = closing::find_out(&input.session());
    page.section(2, "to-find-out", &say!("To find out ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing: no question was answered with Don't know."));
        return;
    }
    let mut table = Table::new(&[say!("Question"), say!("With whom")]);
    for row in list {
        let whom = if row.who.is_empty() {
            say!("nobody named; who usually knows: {usual}", usual = row.more)
        } else {
            row.who
        };
        table.row(vec![row.what.into(), whom.into()]);
    }
    page.table(table);
}

/// What people were asked for before it and did not bring.
fn requests(input: &Input, page: &mut Page) {
    let list = closing::requests(&input.session());
    if list.is_empty() {
        return;
    }
    page.section(2, "asked-for", &say!("Still asked for ({n})", n = list.len()));
    let mut table = Table::new(&[say!("What"), say!("On"), say!("Asked of"), say!("By")]);
    for row in list {
        let due = closing::by(&row, input.made);
        table.row(vec![row.what.into(), on(input, &row.at).into(), or_nobody(&row.who).into(), due.into()]);
    }
    page.table(table);
}

/// What is worked on first.
fn next(input: &Input, page: &mut Page) {
    let list = closing::next(&input.session());
    page.section(2, "next", say!("Next steps"));
    if list.is_empty() {
        page.paragraph(say!("Nothing is planned yet."));
        return;
    }
    let mut table = Table::new(&[say!("What"), say!("Owner"), say!("By")]);
    for row in list {
        let by = row.due.map(day::whole).unwrap_or_default();
        table.row(vec![row.what.into(), or_nobody(&row.who).into(), by.into()]);
    }
    page.table(table);
}
