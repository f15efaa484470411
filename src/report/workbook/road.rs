//! The plan: actions to work with, and the same over the weeks.

use jiff::civil::Date;

use super::{chosen, people, tones, unit, wide, yes};
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Grid, Sheet, Unit, Use, Weeks};
use crate::doc::{Cell, Tone};
use crate::model::progress::Progress;
use crate::report::Input;
use crate::say;
use crate::words::{self, Word as _, Words as _, asked};

/// What the bars name the sheet of the actions by.
const ROADMAP: &str = "roadmap";
/// Columns of the actions that the bars take over, with their width beside bars: id, name, owner, start, end, progress, whether it is
/// critical.
const TAKEN: [(usize, usize); 7] = [(0, 9), (1, 36), (2, 18), (3, 11), (4, 11), (6, 11), (7, 9)];

/// How far an action may be, with its tone.
fn progress() -> Vec<(String, Tone)> {
    let tone = |p: Progress| match p {
        Progress::Planned => Tone::Plain,
        Progress::Started => Tone::Half,
        Progress::Done => Tone::Good,
    };
    [Progress::Planned, Progress::Started, Progress::Done].map(|p| (p.word().to_owned(), tone(p))).to_vec()
}

/// The actions with all their columns.
fn actions(input: &Input) -> Table {
    let words = progress().into_iter().map(|(word, _)| word).collect();
    let mut t = Table {
        columns: vec![
            wide(say!("Id"), 9),
            wide(say!("Action"), 34),
            chosen(say!("Owner"), 20, people(input)),
            wide(say!("Start"), 11),
            wide(say!("End"), 11),
            wide(say!("Hours"), 8),
            chosen(say!("Progress"), 11, words),
            wide(say!("Critical"), 9),
            wide(say!("Wave"), 7),
            wide(say!("What to do"), 50),
            wide(say!("Leaves behind"), 28),
            wide(say!("Done when"), 30),
            wide(say!("After"), 16),
            wide(say!("Closes"), 12),
            wide(say!("Not before"), 11),
            wide(say!("Due"), 11),
            wide(say!("Hours a year, once it runs"), 11),
        ],
        rows: Vec::new(),
    };
    for i in &input.roadmap.items {
        let yearly = i.closes.iter().filter_map(|r| input.roadmap.running.at(*r)).sum::<f64>();
        let closes: Vec<&str> = i.closes.iter().map(|r| input.id(*r)).collect();
        t.row(vec![
            i.id.as_str().into(),
            i.name.as_str().into(),
            input.owner_of(i).into(),
            i.start.into(),
            i.end.into(),
            i.effort_hours.into(),
            i.progress.word().into(),
            yes(i.critical()),
            i.wave.into(),
            asked::to_do(input.q, input.a, i).into(),
            i.output.as_str().into(),
            i.done_when.words().into(),
            i.depends_on.join(", ").into(),
            closes.join(", ").into(),
            tones::day(i.pinned),
            tones::day(i.due),
            yearly.into(),
        ]);
    }
    t
}

pub(super) fn roadmap(input: &Input) -> Sheet {
    let grid = Grid { frozen: Some(2), ..Grid::new(actions(input)) }
        .with(5, unit(Unit::Hours))
        .with(6, Use { tones: progress(), only: true, ..Use::default() })
        .with(7, Use { tones: vec![(say!("yes").to_owned(), Tone::Bad)], ..Use::default() })
        .with(16, unit(Unit::Hours));
    let none = words::undated(input.q, input.verdict, input.roadmap);
    super::listed(ROADMAP, say!("Roadmap"), grid, &none)
}

/// The actions as bars that move with the days of the roadmap, and the milestones below them; none where nothing is
/// planned.
pub(super) fn gantt(input: &Input) -> Option<Sheet> {
    let map = input.roadmap;
    if map.items.is_empty() {
        return None;
    }
    let all = actions(input);
    let taken = |(here, width): (usize, usize)| {
        all.columns.get(here).map(|c| Column { choices: Vec::new(), width: Some(width), ..c.clone() })
    };
    let rows = all.rows.iter().map(|row| TAKEN.iter().filter_map(|(n, _)| row.get(*n).cloned()).collect());
    let mut t = Table { columns: TAKEN.into_iter().filter_map(taken).collect(), rows: rows.collect() };
    let milestone = say!("milestone");
    for m in &map.milestones {
        t.row(vec![
            "".into(),
            words::reached(&m.reached).into(),
            "".into(),
            m.date.into(),
            m.date.into(),
            milestone.into(),
            "".into(),
        ]);
    }
    let days: Vec<Date> = t.rows.iter().flatten().filter_map(day_of).collect();
    let weeks = Weeks {
        first: days.iter().copied().min()?,
        last: days.iter().copied().max()?,
        start: 3,
        end: 4,
        tones: vec![
            (5, Progress::Done.word().to_owned(), Tone::Good),
            (5, milestone.to_owned(), Tone::Half),
            (6, say!("yes").to_owned(), Tone::Bad),
        ],
        today: input.made,
    };
    let mut grid = Grid { frozen: Some(2), weeks: Some(weeks), ..Grid::new(t) };
    for (here, (there, _)) in TAKEN.into_iter().enumerate() {
        let tones = if here == 5 { progress() } else { Vec::new() };
        grid = grid.with(here, Use { follows: Some((ROADMAP.to_owned(), there)), tones, ..Use::default() });
    }
    Some(Sheet::of("gantt", say!("Gantt"), grid))
}

fn day_of(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Day(day) => Some(*day),
        _ => None,
    }
}
