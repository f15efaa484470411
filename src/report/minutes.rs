//! The minutes of a session in a room, and its closing screen: who took part, what was agreed, dissent, what stayed apart, what is
//! parked and with whom, what is to find out with whom, and the next steps. All of it stands in the file already.

use std::collections::BTreeSet;

use super::{Input, or_nobody, unstopped};
use crate::doc::{Doc, Page, Table};
use crate::model::assessment::keys;
use crate::model::card_flow;
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, Rid, read, value};
use crate::model::votes::{self, Outcome, Votes};
use crate::say;
use crate::words::{Word as _, Words as _, asked, day, to_do};

/// Its name.
pub(super) const NAME: &str = "minutes";

/// Next steps that are named: more is the roadmap.
const NEXT: usize = 5;

/// A line for a name, at the end of words.
const LINE: &str = "\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}\u{2026}";

/// `minutes`.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.page(NAME, &say!("Minutes, {day}", day = day::whole(input.made)));
    people(input, &mut page);
    decided(input, &mut page);
    apart(input, &mut page);
    parked(input, &mut page);
    find_out(input, &mut page);
    next(input, &mut page);
    page.fact(say!("Read and agreed"), LINE);
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
    let took_part: Vec<String> = voted.iter().map(|who| name(who)).collect();
    if !took_part.is_empty() {
        page.fact(say!("Answered for themselves"), took_part.join("; "));
    }
    let lead: Vec<String> =
        read::all(input.a, &PERSON).iter().filter(|p| card_flow::leads(p)).map(|p| name(&p.id)).collect();
    if !lead.is_empty() {
        page.fact(say!("Led by"), lead.join("; "));
    }
}

/// Id and title of a question.
fn titled(input: &Input, id: &str) -> String {
    let title = input.q.find(id).and_then(|t| match t {
        Target::Heading(h) => Some(input.q.headings[h].title.clone()),
        t => Some(input.q.full_title(input.q.requirement_of(t)?)),
    });
    format!("{id} {}", title.unwrap_or_default())
}

/// What single people answered and then agreed on: the decisions of the room, with the dissent that is kept.
fn decided(input: &Input, page: &mut Page) {
    let agreed: Vec<(String, Votes, Outcome)> = votes::all(input.a)
        .into_iter()
        .map(|(id, v)| (votes::outcome(input.a, &id), id, v))
        .filter(|(came, ..)| matches!(came, Outcome::Agreed | Outcome::AgreedWithDissent))
        .map(|(came, id, v)| (id, v, came))
        .collect();
    page.section(2, "agreed", &say!("Agreed ({n})", n = agreed.len()));
    if agreed.is_empty() {
        page.paragraph(say!("Nothing that single people had answered was agreed on."));
        return;
    }
    let mut table = Table::new(&[say!("Question"), say!("Agreed"), say!("Before it"), say!("Note")]);
    for (id, v, came) in &agreed {
        let level = votes::agreed(input.a, id).map_or("", |l| l.word());
        let level = match came {
            Outcome::AgreedWithDissent => say!("{level}, with dissent", level),
            _ => level.to_owned(),
        };
        let before = if v.given.is_empty() { String::new() } else { v.words() };
        let note = input.a.at(keys::NOTE, id).unwrap_or_default();
        table.row(vec![titled(input, id).into(), level.into(), before.into(), note.into()]);
    }
    page.table(table);
    let dissent = agreed.iter().filter(|(_, v, _)| !v.dissent.is_empty());
    for (id, v, _) in dissent {
        page.fact(&say!("Dissent on {id}", id), &v.dissent);
    }
}

/// What was shown and has no agreed level.
fn apart(input: &Input, page: &mut Page) {
    let list = votes::that_are(input.a, Outcome::Apart);
    page.section(2, "apart", &say!("Not agreed on ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing stayed open between those who answered."));
    }
    for (id, v) in list {
        page.fact(&titled(input, &id), v.words());
        if v.shown {
            for (who, level) in &v.given {
                let name = value::called(&read::at(input.a, &PERSON, who));
                page.sub_item(say!("{name}: {level}", name, level = level.word()));
            }
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

fn parked(input: &Input, page: &mut Page) {
    let list = input.a.parked();
    page.section(2, "parked", &say!("Parked ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing is parked."));
        return;
    }
    let mut table = Table::new(&[say!("What"), say!("On"), say!("Owner")]);
    for p in list {
        table.row(vec![p.what.as_str().into(), p.at.as_str().into(), or_nobody(&p.owner).into()]);
    }
    page.table(table);
}

/// What nobody in the room knew, and whom to ask.
fn find_out(input: &Input, page: &mut Page) {
    let list = &input.gaps.open.to_find_out;
    page.section(2, "to-find-out", &say!("To find out ({n})", n = list.len()));
    if list.is_empty() {
        page.paragraph(say!("Nothing: no question was answered with Don't know."));
        return;
    }
    let mut table = Table::new(&[say!("Question"), say!("With whom")]);
    // A row for what one goes and asks: the checks of a requirement that the same people know.
    let whom = |c: usize| {
        let (id, r) = (&input.q.check(c).id, input.q.check_owner[c]);
        let at = |id: &str| input.a.at(keys::ASK, id);
        at(id).or_else(|| at(input.id(r))).map(str::to_owned)
    };
    let same =
        |x: &usize, y: &usize| input.q.check_owner[*x] == input.q.check_owner[*y] && whom(*x) == whom(*y);
    for part in list.chunk_by(same) {
        let Some(first) = part.first() else { continue };
        let r = input.q.check_owner[*first];
        let question = match part {
            [one] => format!("{} {}", input.q.check(*one).id, input.a.check(input.q, *one).question),
            more => {
                say!("{name}: {n|question|questions}", name = input.name(r), n = more.len())
            }
        };
        let whom = whom(*first).unwrap_or_else(|| {
            let usual = asked::in_person(input.a, asked::usual_role(input.a, &input.q.requirements[r]));
            say!("nobody named; who usually knows: {usual}", usual)
        });
        table.row(vec![question.into(), whom.into()]);
    }
    page.table(table);
}

/// What is worked on first.
fn next(input: &Input, page: &mut Page) {
    let list: Vec<_> = input.roadmap.next(input.made).take(NEXT).collect();
    page.section(2, "next", say!("Next steps"));
    if list.is_empty() {
        page.paragraph(say!("Nothing is planned yet."));
        return;
    }
    for i in list {
        let what = to_do(i);
        page.item(say!(
            "{what}: {owner}, by {day}",
            what = unstopped(&what),
            owner = or_nobody(input.owner_of(i)),
            day = day::whole(i.end)
        ));
    }
}
