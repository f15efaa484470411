//! The workbook of questions: filled in by a department in its own program, offline, and read back by `import`. Carries
//! for each check the level that stood, and once the state of the file, so that what changed on either side can be told
//! apart. Notes and evidence of the file are not in it: it leaves the house.

use std::borrow::Cow;

use super::Input;
use super::workbook::{levels_with_keys, part, people as people_of, state, wide};
use crate::doc::Cell;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Book, Grid, Part, Sheet, Tally, Use};
use crate::model::assessment::keys;
use crate::model::record::Rid;
use crate::model::register::same_who;
use crate::model::{Level, fill_in};
use crate::say;
use crate::words::{Word as _, asked as asked_words};

/// What the sheet of the questions is named by.
const QUESTIONS: &str = "questions";
/// Columns of that sheet that are read back: name, and where it stands.
const READ: [(&str, usize); 6] = [
    (fill_in::CHECK, 0),
    (fill_in::LEVEL, 6),
    (fill_in::NOTE, 7),
    (fill_in::WHO, 8),
    (fill_in::EVIDENCE, 9),
    (fill_in::STOOD, 10),
];

/// Whose questions. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Only {
    /// Id of a topmost heading: the checks below it.
    pub part: Option<String>,
    /// Somebody who is to be asked, as [`people`] names them, whatever the capitals.
    pub person: Option<String>,
}

/// Who can be asked: whom somebody named, else who owns the work, else who usually knows; each once, in order.
pub fn people(input: &Input) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for c in asked(input, &Only::default()) {
        let who = knows(input, c);
        if !all.iter().any(|x| same_who(x, &who)) {
            all.push(who);
        }
    }
    all.sort_by_key(|who| who.to_lowercase());
    all
}

/// `questionnaire.xlsx`.
pub fn book(input: &Input, only: &Only) -> Book {
    let checks = asked(input, only);
    let table = questions(input, &checks);
    let title = say!("Questions: {title}", title = input.q.title);
    let sheets = vec![how_to(input, checks.len()), sheet(table.clone()), for_programs(input, &table)];
    Book { name: "questionnaire", title, about: input.about(), sheets }
}

/// The checks that are asked, in the order of the standard.
fn asked(input: &Input, only: &Only) -> Vec<usize> {
    let q = input.q;
    let of_part = |c: usize| {
        let heading = q.top_heading(q.check_owner[c]).and_then(|h| q.headings.get(h));
        only.part.as_ref().is_none_or(|part| heading.is_some_and(|h| h.id.eq_ignore_ascii_case(part.trim())))
    };
    let of_person = |c: usize| only.person.as_ref().is_none_or(|who| same_who(&knows(input, c), who));
    let left_out = |c: usize| input.a.is_excluded_in_general(q.check_owner[c]);
    let all = 0..q.check_count();
    all.filter(|c| input.a.asks(q, *c) && !left_out(*c) && of_part(*c) && of_person(*c)).collect()
}

/// Requirements of which a person of the register is asked a check, by their places.
pub fn of_person(input: &Input, person: &Rid) -> Vec<usize> {
    let is_theirs = |c: &usize| input.a.meant(&usual(input, *c)).iter().any(|p| p.id == *person);
    let mut all: Vec<usize> = asked(input, &Only::default())
        .into_iter()
        .filter(is_theirs)
        .map(|c| input.q.check_owner[c])
        .collect();
    all.dedup();
    all
}

/// Whom to ask, by name where the register of people has one.
fn knows(input: &Input, check: usize) -> String {
    asked_words::in_person(input.a, &usual(input, check))
}

/// Whom to ask, as somebody named them, else by their role.
fn usual<'i>(input: &'i Input<'i>, check: usize) -> Cow<'i, str> {
    let r = input.q.check_owner[check];
    let named = |prefix: &str, id: &str| input.a.at(prefix, id).filter(|who| !who.trim().is_empty());
    let who = named(keys::ASK, &input.q.check(check).id)
        .or_else(|| named(keys::ASK, input.id(r)))
        .or_else(|| named(keys::OWNER, input.id(r)));
    who.map_or_else(|| Cow::Borrowed(input.sitting(r)), Cow::Borrowed)
}

/// A level as it is chosen: `4 In use`.
pub(super) fn chosen(level: Level) -> String {
    format!("{} {}", level.key(), level.word())
}

fn questions(input: &Input, checks: &[usize]) -> Table {
    let fill = |title, width, choices| Column { choices, ..wide(title, width) };
    let mut t = Table {
        columns: vec![
            wide(say!("Check"), 10),
            wide(say!("Part"), 20),
            wide(say!("Who usually knows"), 19),
            wide(say!("Question"), 46),
            wide(say!("It asks for"), 12),
            wide(say!("What would show it"), 34),
            fill(say!("Level"), 17, Level::ALL.map(chosen).to_vec()),
            wide(say!("Note"), 40),
            fill(say!("Who answered"), 18, people_of(input)),
            wide(say!("Evidence: file, link or place"), 28),
            wide(say!("Level that stood"), 8),
        ],
        rows: Vec::new(),
    };
    for c in checks {
        let (check, r) = (input.a.check(input.q, *c), input.q.check_owner[*c]);
        let stood = input.a.general_level(input.q, *c).map(|(level, _)| level);
        let none = || Cell::from("");
        t.row(vec![
            check.id.as_str().into(),
            part(input, r).into(),
            knows(input, *c).into(),
            check.question.as_str().into(),
            check.kind.word().into(),
            check.evidence.as_str().into(),
            stood.map_or_else(none, |l| chosen(l).into()),
            none(),
            none(),
            none(),
            stood.map_or_else(none, |l| l.key().into()),
        ]);
    }
    t
}

fn sheet(table: Table) -> Sheet {
    let fill = |hint: &str| Use { fill_in: true, hint: hint.to_owned(), ..Use::default() };
    let levels = Use {
        only: true,
        tones: levels_with_keys(),
        ..fill(say!(
            "1 to 5, ? where nobody knows, n where a control does not apply, with the reason as a note."
        ))
    };
    let grid = Grid { frozen: Some(1), ..Grid::new(table) }
        .with(6, levels)
        .with(7, fill(say!("What is there, what is missing, or why it does not apply.")))
        .with(8, fill(say!("Your name.")))
        .with(9, fill(say!("Where somebody can look at it; the same words for the same piece.")))
        .with(10, Use { hidden: true, ..Use::default() });
    let empty = grid.table.is_empty();
    let mut sheet = Sheet { locked: true, ..Sheet::of(QUESTIONS, say!("Questions"), grid) };
    if empty {
        sheet.parts.push(Part::Prose(
            say!("Nobody is asked anything here: choose another part or person.").to_owned(),
        ));
    }
    sheet
}

/// The first sheet: what to do with the second.
fn how_to(input: &Input, n: usize) -> Sheet {
    let step = |words: &str| Part::Prose(format!("\u{2022} {words}"));
    let mut parts =
        vec![Part::Title(say!("{n|question|questions} to answer", n)), Part::Facts(state::facts(input))];
    parts.push(Part::Heading(say!("How to fill it in").to_owned()));
    parts.extend(
        [
            say!(
                "On the sheet of the questions the light cells are yours: choose a level from the list, and write a \
                 note where something is worth knowing. All else is locked, without a password."
            ),
            say!(
                "Each check gets one level. Planned counts as nothing: an audit in the calendar has not been held. \
                 Don't know is a fair answer; write down whom to ask."
            ),
            say!("A level that stands there already is what was said before. Change it where it is wrong."),
            say!("Filter by part or by who usually knows to see your own rows. A row left empty changes nothing."),
            say!(
                "Save it as a workbook and send it back. Nothing is taken over before somebody has seen every \
                 change."
            ),
        ]
        .map(step),
    );
    with_levels(parts, n, 6)
}

/// The sheet that says how to fill the questions in: these parts, how many of the `n` questions have a level, which stands in
/// this column, and what the levels mean.
pub(super) fn with_levels(mut parts: Vec<Part>, n: usize, column: usize) -> Sheet {
    if n > 0 {
        let head = [say!("Sheet"), say!("Levels filled in"), say!("Of")].map(str::to_owned);
        let rows = vec![(say!("Questions").to_owned(), QUESTIONS.to_owned(), column)];
        parts.push(Part::Tally(Tally { head, rows }));
    }
    parts.push(Part::Heading(say!("What the levels mean").to_owned()));
    parts.push(state::levels().into());
    Sheet {
        anchor: "how-to".to_owned(),
        name: say!("How to fill it in").to_owned(),
        parts,
        widths: state::WIDTHS.to_vec(),
        label: 1,
        landscape: true,
        ..Sheet::default()
    }
}

/// Which state of the file it was made from, and which column is which: not shown, read back with the rest.
fn for_programs(input: &Input, questions: &Table) -> Sheet {
    let mut t = Table::new(&["key", "value"]);
    let mut row = |key: &str, value: &str| t.row(vec![key.into(), value.into()]);
    row(fill_in::IS, fill_in::FORMAT);
    row(fill_in::QUESTIONNAIRE, &format!("{} {}", input.q.id, input.q.version));
    row(fill_in::ORGANISATION, input.a.organisation().unwrap_or_default());
    row(fill_in::FIRST, &input.head.first);
    row(fill_in::HEAD, &input.head.hash);
    row(fill_in::EVENTS, &input.head.events.to_string());
    row(fill_in::MADE, &input.made.to_string());
    for (name, at) in READ {
        let head = questions.columns.get(at).map_or("", |c| c.title.as_ref());
        row(&format!("{}{name}", fill_in::COLUMN), head);
    }
    Sheet { hidden: true, ..Sheet::of("state", "state", Grid::small(t)) }
}
