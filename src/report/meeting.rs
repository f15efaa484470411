//! Paper for the people of a meeting, a page each: what each will be asked, and what each should bring. Like the lists by clause they
//! hold nothing that was answered, so they can be handed round before and work on an empty assessment.

use std::collections::BTreeSet;

use super::Input;
use crate::doc::{Doc, Page};
use crate::model::Check;
use crate::model::register::same_who;
use crate::say;
use crate::words::closing::{self, Row};
use crate::words::{asked, day};

/// Signs of a line to write a note on.
const NOTE: usize = 60;

/// Topics beyond which a line below each would take a second page: on the first one, which has the head, and on others.
const MANY: (usize, usize) = (8, 12);

/// Pieces of evidence a page holds, with room to write where each is: the first one, which has the head, and others.
const PIECES: (usize, usize) = (10, 16);

/// Lines to write on at the end of so many.
const NOTES: usize = 3;

/// `questions-by-person`.
pub(super) fn questions(input: &Input) -> Doc {
    let mut page = input.page("questions-by-person", say!("What each will be asked"));
    page.paragraph(say!(
        "A page a person. Nothing has to be prepared: read it, and note who could say more. Don't know is a fair answer."
    ));
    by_person(input, &mut page, Vec::new(), |page, n, list, _| {
        let many = list.len() > if n == 0 { MANY.0 } else { MANY.1 };
        for r in list {
            page.tick(format!("{}: {}", input.name(*r), input.a.question(input.q, *r)));
            if !many {
                page.room_below("", vec![(say!("Note").to_owned(), NOTE)]);
            }
        }
        for _ in 0..if many { NOTES } else { 0 } {
            page.room_below("", vec![(say!("Note").to_owned(), NOTE)]);
        }
    });
    page.finish()
}

/// `evidence-by-person`.
pub(super) fn evidence(input: &Input) -> Doc {
    let mut page = input.page("evidence-by-person", say!("What each should bring"));
    page.paragraph(say!(
        "A page a person. A file, a link or a place is enough; nothing is to be made for it. What does not exist is an \
         answer too: leave the line empty. What you were asked for by name comes first. Who would have to bring more than a page holds is asked for what says \
         most; the rest stands in the list of evidence by clause."
    ));
    by_person(input, &mut page, closing::requests(&input.session()), |page, n, list, asked| {
        let most = if n == 0 { PIECES.0 } else { PIECES.1 };
        let most = most.saturating_sub(asked.len());
        for row in asked {
            page.tick(match row.due {
                Some(due) => say!("{what} (by {day})", what = row.what, day = day::whole(due)),
                None => row.what.clone(),
            });
            page.room_below("", vec![(say!("Where").to_owned(), 34), (say!("Date").to_owned(), 10)]);
        }
        for (id, what) in pieces(input, list, most) {
            page.tick(format!("{id} {what}"));
            page.room_below("", vec![(say!("Where").to_owned(), 34), (say!("Date").to_owned(), 10)]);
        }
    });
    page.finish()
}

/// What a person is to bring for these requirements, each piece once behind the id of what it is for. Who would have to
/// bring more than `most` is asked for one piece a requirement, that of a key check where there is one, and for as many
/// others as there is room for.
fn pieces<'i>(input: &'i Input, list: &[usize], most: usize) -> Vec<(&'i str, &'i str)> {
    let mut seen = BTreeSet::new();
    let mut topics: Vec<Vec<(usize, &Check)>> = Vec::new();
    for r in list {
        let asked = input.q.checks_of(*r).filter(|c| input.a.asks(input.q, *c));
        let mut mine: Vec<(usize, &Check)> = asked
            .map(|c| (c, input.a.check(input.q, c)))
            .filter(|(_, check)| seen.insert(bare(check)))
            .collect();
        mine.sort_by_key(|(_, check)| !check.key);
        topics.push(mine);
    }
    let longest = topics.iter().map(Vec::len).max().unwrap_or(0);
    let mut chosen: Vec<(usize, &Check)> = Vec::new();
    for round in 0..longest {
        for piece in topics.iter().filter_map(|mine| mine.get(round)) {
            if round == 0 || chosen.len() < most {
                chosen.push(*piece);
            }
        }
    }
    chosen.sort_by_key(|(c, _)| *c);
    chosen.into_iter().map(|(_, check)| (check.id.as_str(), bare(check))).collect()
}

/// What shows a check, without its stop.
fn bare(check: &Check) -> &str {
    check.evidence.trim_end_matches('.')
}

/// Everybody who is to be asked something, people before roles and both in the order of the sittings: who owns the work on
/// a requirement, else whom the questionnaire names for it, else who usually knows; by name where the register of people
/// says who has that role. `below` says what stands below a
/// name: the place of it in the paper, and its requirements.
/// `asked` is what was asked for by name, which stands before all else of a person and is reason enough for a page.
fn by_person(
    input: &Input,
    page: &mut Page,
    asked: Vec<Row>,
    below: impl Fn(&mut Page, usize, &[usize], &[Row]),
) {
    let mut people: Vec<Person> = Vec::new();
    let at = |people: &mut Vec<Person>, who: String| {
        people.iter().position(|p| same_who(&p.who, &who)).unwrap_or_else(|| {
            people.push(Person { who, ..Person::default() });
            people.len() - 1
        })
    };
    for r in in_order(input) {
        if input.a.excluded(r) || !input.q.checks_of(r).any(|c| input.a.asks(input.q, c)) {
            continue;
        }
        let owner = input.owner(r).trim();
        let who = if owner.is_empty() { input.sitting(r) } else { owner };
        // Who holds the role is a person as well as who owns the work.
        let named = !owner.is_empty() || !input.a.meant(who).is_empty();
        let n = at(&mut people, asked::in_person(input.a, who));
        if let Some(person) = people.get_mut(n) {
            person.named |= named;
            person.list.push(r);
        }
    }
    for row in asked.into_iter().filter(|row| !row.who.is_empty()) {
        let n = at(&mut people, asked::in_person(input.a, &row.who));
        if let Some(person) = people.get_mut(n) {
            person.named = true;
            person.asked.push(row);
        }
    }
    people.sort_by_key(|p| !p.named);
    for (n, mut p) in people.into_iter().enumerate() {
        p.list.sort_unstable();
        if n > 0 {
            page.new_page();
        }
        page.heading(2, &p.who);
        page.paragraph(match p.asked.len() {
            0 => say!("{n|topic|topics}.", n = p.list.len()),
            asked => say!("{asked|request|requests}, {n|topic|topics}.", asked, n = p.list.len()),
        });
        below(page, n, &p.list, &p.asked);
    }
}

/// Somebody who is to be asked.
#[derive(Default)]
struct Person {
    who: String,
    /// Whether that is a person, and not a role alone.
    named: bool,
    /// The requirements.
    list: Vec<usize>,
    /// What was asked for by name.
    asked: Vec<Row>,
}

/// All requirements, those of one sitting behind those of the one before.
fn in_order(input: &Input) -> Vec<usize> {
    let of = |r: &usize| {
        let id = &input.q.requirements[*r].id;
        input.q.sittings.iter().position(|s| s.requirements.contains(id)).unwrap_or(usize::MAX)
    };
    let mut all: Vec<usize> = (0..input.q.requirements.len()).collect();
    all.sort_by_key(of);
    all
}
