//! The workbook of questions for one person, to be answered apart and sent back. It is made from the file that person would
//! be handed, so that nothing of the assessment can be in it but their questions.

use super::Input;
use super::fill_in::{chosen, with_levels};
use super::workbook::{levels_with_keys, part, wide};
use crate::doc::Cell;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Book, Grid, Part, Sheet, Use};
use crate::model::hand_out::HandOut;
use crate::model::{Level, fill_in};
use crate::say;
use crate::words::{Word as _, apart, called};

/// What the sheet of the questions is named by.
const QUESTIONS: &str = "questions";
/// Columns of that sheet that are read back: name, and where it stands.
const READ: [(&str, usize); 4] =
    [(fill_in::CHECK, 0), (fill_in::QUESTION, 2), (fill_in::LEVEL, 5), (fill_in::NOTE, 6)];

/// The workbook; `input` is that of the file that would be handed out in its place.
pub fn book(input: &Input, hand: &HandOut) -> Book {
    let table = questions(input);
    let who = input.a.person(&hand.who);
    let title = say!("Questions for {who}", who = who.name);
    let about = input.about();
    let n = table.rows.len();
    let sheets = vec![how_to(input, hand, n), sheet(table.clone()), for_programs(input, hand, &table)];
    Book { name: "questions", title, about, sheets }
}

fn questions(input: &Input) -> Table {
    let fill = |title, width, choices| Column { choices, ..wide(title, width) };
    let mut t = Table {
        columns: vec![
            wide(say!("Check"), 10),
            wide(say!("Part"), 20),
            wide(say!("Question"), 50),
            wide(say!("It asks for"), 12),
            wide(say!("What would show it"), 36),
            fill(say!("Level"), 17, Level::ALL.map(chosen).to_vec()),
            wide(say!("Note"), 44),
        ],
        rows: Vec::new(),
    };
    for c in (0..input.q.check_count()).filter(|c| input.a.asks(input.q, *c)) {
        let (check, r) = (input.a.check(input.q, c), input.q.check_owner[c]);
        t.row(vec![
            check.id.as_str().into(),
            part(input, r).into(),
            check.question.as_str().into(),
            check.kind.word().into(),
            check.evidence.as_str().into(),
            Cell::from(""),
            Cell::from(""),
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
            "1 to 5, ? where you do not know, n where a control does not apply, with the reason as a note."
        ))
    };
    let grid = Grid { frozen: Some(1), ..Grid::new(table) }
        .with(5, levels)
        .with(6, fill(say!("In your own words: what is there, what is missing, or why it does not apply.")));
    Sheet { locked: true, ..Sheet::of(QUESTIONS, say!("Questions"), grid) }
}

/// The first sheet: what to do with the second.
fn how_to(input: &Input, hand: &HandOut, n: usize) -> Sheet {
    let step = |words: &str| Part::Prose(format!("\u{2022} {words}"));
    let mut parts = vec![
        Part::Title(apart::questions_for(input.q, input.a, hand)),
        Part::Facts(vec![
            (say!("Organisation").to_owned(), called::organisation(input.a).into()),
            (say!("Questionnaire").to_owned(), called::questionnaire(input.q).into()),
            (say!("Made on").to_owned(), input.made.into()),
        ]),
        Part::Heading(say!("How to fill it in").to_owned()),
    ];
    parts.extend(
        [
            say!(
                "On the sheet of the questions the light cells are yours: choose a level from the list, and write a \
                 note in your own words where something is worth knowing. All else is locked, without a password."
            ),
            say!("Answer for yourself, as you see it. What others answered is not in here, and nobody sees yours but who sent it."),
            say!(
                "Planned counts as nothing: an audit in the calendar has not been held. \"? Don't know\" is a fair answer; \
                 write down whom to ask."
            ),
            say!("A row left empty says nothing. Save it as a workbook (.xlsx) and send it back as it is."),
        ]
        .map(step),
    );
    with_levels(parts, n, 5)
}

/// Whose it is, where it came from and which column is which: not shown, read back with the rest.
fn for_programs(input: &Input, hand: &HandOut, questions: &Table) -> Sheet {
    let mut t = Table::new(&["key", "value"]);
    let mut row = |key: &str, value: &str| t.row(vec![key.into(), value.into()]);
    let asked: Vec<&str> = input.q.requirements.iter().map(|r| r.id.as_str()).collect();
    row(fill_in::IS, fill_in::HANDED_OUT);
    row(fill_in::QUESTIONNAIRE, &format!("{} {}", input.q.id, input.q.version));
    row(fill_in::HAND_OUT, hand.id.as_str());
    row(fill_in::PERSON, hand.who.as_str());
    row(fill_in::ORIGIN, &hand.origin.stored());
    row(fill_in::ASKED, &asked.join(", "));
    for (name, at) in READ {
        let head = questions.columns.get(at).map_or("", |c| c.title.as_ref());
        row(&format!("{}{name}", fill_in::COLUMN), head);
    }
    Sheet { hidden: true, ..Sheet::of("state", "state", Grid::small(t)) }
}
