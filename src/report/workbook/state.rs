//! The last sheet: whose workbook it is, from which state of the file, what its sheets and its words mean. It says once
//! what tables for programs say in every row.

use super::levels_with_keys;
use crate::doc::Cell;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Grid, Part, Sheet, Use};
use crate::model::fill_in::REDACTED;
use crate::model::format::CheckKind;
use crate::model::record::{KINDS, Kind, read};
use crate::model::{DISCLAIMER, Level, RULE};
use crate::report::Input;
use crate::say;
use crate::words::figures::level_meaning;
use crate::words::{self, KindWords as _, Word, called};

/// Columns of the sheet in characters.
pub(in crate::report) const WIDTHS: [usize; 6] = [22, 30, 30, 30, 30, 30];

pub(super) fn sheet(input: &Input, others: &[Sheet]) -> Sheet {
    let parts = vec![
        Part::Title(say!("About this workbook").to_owned()),
        Part::Facts(facts(input)),
        Part::Prose(words::text(DISCLAIMER).to_owned()),
        Part::Heading(say!("What is on which sheet").to_owned()),
        contents(input, others).into(),
        Part::Heading(say!("What the levels mean").to_owned()),
        levels().into(),
    ];
    Sheet {
        anchor: "about".to_owned(),
        name: say!("About").to_owned(),
        parts,
        widths: WIDTHS.to_vec(),
        label: 1,
        landscape: true,
        ..Sheet::default()
    }
}

/// What it was made from.
pub(in crate::report) fn facts(input: &Input) -> Vec<(String, Cell)> {
    let label = str::to_owned;
    let mut facts = vec![
        (label(say!("Organisation")), called::organisation(input.a).into()),
        (label(say!("Scope")), input.scope().into()),
        (label(say!("Questionnaire")), called::questionnaire(input.q).into()),
        (label(say!("Made on")), input.made.into()),
        (label(say!("By")), say!("{rule} of the method", rule = RULE).into()),
        (label(say!("From")), say!("{n|event|events} of the file", n = input.head.events).into()),
        (label(say!("Head")), input.head.hash.as_str().into()),
    ];
    if input.head.redacted {
        let left_out = say!("names, notes and places were left out; it cannot be imported again");
        facts.push((label(say!("Marked")), format!("{REDACTED}: {left_out}").into()));
    }
    facts
}

/// How many there are of a kind.
fn counted(input: &Input, kind: &'static Kind) -> String {
    kind.count(read::all(input.a, kind).len())
}

fn contents(input: &Input, others: &[Sheet]) -> Grid {
    let mut t = Table::new(&[say!("Sheet"), say!("What it holds")]);
    for sheet in others {
        let holds = match sheet.anchor.as_str() {
            "summary" => say!("verdict, figures and charts, first actions, decisions"),
            "requirements" => say!("every requirement with its status, its interval and its owner"),
            "checks" => say!("every check with its level, its evidence and its note"),
            "gaps" => say!("what is missing, in the order in which it weighs"),
            "roadmap" => say!("actions with owner, days, hours and progress"),
            "gantt" => {
                say!("the same over the weeks; bars move with the days of the roadmap; below them milestones")
            }
            "soa" => say!("each control: whether it applies and why; a missing reason stands out"),
            "open" => say!("what has to be settled before the result is final"),
            key => {
                let kind = Kind::find(KINDS, key);
                t.row(vec![
                    sheet.name.as_str().into(),
                    kind.map_or_else(String::new, |k| counted(input, k)).into(),
                ]);
                continue;
            }
        };
        t.row(vec![sheet.name.as_str().into(), holds.into()]);
    }
    Grid::small(t).with(1, Use { span: 5, ..Use::default() })
}

/// What each level means for each kind of check.
pub(in crate::report) fn levels() -> Grid {
    let heads = std::iter::once(say!("Level")).chain(CheckKind::ALL.iter().map(Word::word));
    let mut t = Table { columns: heads.map(Column::from).collect(), rows: Vec::new() };
    for (level, (name, tone)) in Level::ALL.into_iter().zip(levels_with_keys()) {
        let means = CheckKind::ALL.iter().map(|k| Cell::from(level_meaning(level, *k)));
        t.row(std::iter::once(Cell::Toned(tone, name)).chain(means).collect());
    }
    Grid::small(t)
}
