//! The first sheet: verdict and figures, clause by clause with charts, what comes first, what to decide.

use super::{tones, unit, wide};
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Chart, ChartKind, Grid, Part, Sheet, Unit, Use};
use crate::doc::{Cell, Tone};
use crate::model::score::{Status, percent_value};
use crate::model::verdict::GateState;
use crate::model::{compare, contradiction, snapshot};
use crate::report::{Input, summary};
use crate::say;
use crate::words::figures::{self, interval};
use crate::words::{Word as _, called, to_do};

/// Columns of the sheet in characters: id, title, five counts, three figures.
const WIDTHS: [usize; 10] = [12, 33, 10, 10, 10, 11, 10, 11, 11, 11];
/// How many actions stand here.
const ACTIONS: usize = 5;

/// Takes several columns of the sheet.
fn span(span: usize) -> Use {
    Use { span, ..Use::default() }
}

pub(super) fn sheet(input: &Input) -> Sheet {
    let mut parts = vec![
        Part::Title(say!("Where {organisation} stands", organisation = called::organisation(input.a))),
        Part::Facts(facts(input)),
        Part::Heading(say!("Figures").to_owned()),
        all(input).into(),
        Part::Heading(say!("First five actions").to_owned()),
    ];
    let first = actions(input);
    if first.table.is_empty() {
        parts.push(Part::Prose(say!("There is nothing to do first: no action is planned.").to_owned()));
    } else {
        parts.push(first.into());
    }
    parts.push(Part::Heading(say!("Decisions needed").to_owned()));
    parts.extend(summary::decisions(input).iter().map(|line| point(line)));
    parts.push(Part::Heading(say!("Time to Stage 1").to_owned()));
    parts.extend(summary::time_to_stage1(input).iter().map(|line| point(line)));
    parts.push(Part::NewPage);
    parts.push(Part::Heading(say!("Clause by clause").to_owned()));
    let at = tables(&parts);
    parts.push(clauses(input).into());
    parts.extend(charts(input, at));
    parts.push(Part::NewPage);
    parts.push(Part::Heading(say!("Gates of the verdict").to_owned()));
    parts.push(gates(input).into());
    over_time(input, &mut parts);
    Sheet {
        anchor: "summary".to_owned(),
        name: say!("Summary").to_owned(),
        parts,
        widths: WIDTHS.to_vec(),
        label: 2,
        ..Sheet::default()
    }
}

/// How many tables there are so far: the number of the next.
fn tables(parts: &[Part]) -> usize {
    parts.iter().filter(|p| matches!(p, Part::Grid(_))).count()
}

fn point(words: &str) -> Part {
    Part::Prose(format!("\u{2022} {words}"))
}

fn facts(input: &Input) -> Vec<(String, Cell)> {
    let verdict = format!("{}.", figures::verdict(input.q, input.verdict));
    let label = str::to_owned;
    vec![
        (label(say!("Scope")), input.scope().into()),
        (label(say!("Verdict")), Cell::Toned(tones::of_class(input.verdict.class), verdict)),
        (label(say!("It rests on")), figures::beside(input.q, input.a, input.scores).into()),
        (label(say!("Made on")), input.made.into()),
    ]
}

/// Every figure of the whole, each with what it is counted of.
fn all(input: &Input) -> Grid {
    let mut t = Table::new(&[say!("Figure"), say!("Value"), say!("Of"), say!("What it says")]);
    counts(input, &mut t);
    readiness(input, &mut t);
    backing(input, &mut t);
    Grid::small(t).with(0, span(2)).with(3, span(6))
}

/// A figure, what it is counted of if it is counted, and what it says.
fn figure(t: &mut Table, what: &str, value: impl Into<Cell>, of: Option<u32>, says: &str) {
    t.row(vec![what.into(), value.into(), of.map_or_else(|| "".into(), Cell::from), says.into()]);
}

fn counts(input: &Input, t: &mut Table) {
    let counts = &input.scores.all.counts;
    for status in Status::ALL {
        let says = match status {
            Status::Met => say!("every check that counts is proven"),
            Status::Partial => say!("something is there"),
            Status::Gap => say!("a key check or more than half of the checks have nothing to show"),
            Status::NotApplicable => say!("controls left out as a whole"),
            Status::Open => say!("a check is not answered, or nobody knows"),
        };
        figure(t, status.word(), counts.of(status), Some(counts.total()), says);
    }
}

fn readiness(input: &Input, t: &mut Table) {
    let all = &input.scores.all;
    let so_far = all.so_far.map_or_else(|| Cell::from(""), |x| percent_value(x).into());
    let over = say!("over {n|requirement|requirements} with an answer", n = all.assessed);
    figure(t, say!("Readiness so far, %"), so_far, None, &over);
    let (low, high) = (percent_value(all.low), percent_value(all.high));
    figure(t, say!("Readiness at least, %"), low, None, say!("if all that is open turned out to be nothing"));
    figure(t, say!("Readiness at most, %"), high, None, say!("if all that is open turned out to be proven"));
    let answered = say!("Requirements with an answer");
    figure(t, answered, all.assessed, Some(all.applicable), say!("of those that apply"));
    let (looked, of) = (input.verdict.answered, u32::try_from(input.verdict.of).ok());
    figure(t, say!("Looked at, or left out"), looked, of, say!("requirements, for the verdict"));
}

fn backing(input: &Input, t: &mut Table) {
    let (all, ev) = (&input.scores.all, &input.scores.evidence);
    let checks = Some(all.checks_applicable);
    figure(t, say!("Checks answered"), all.checks_answered, checks, say!("checks that count and apply"));
    figure(t, say!("Don't know"), all.dont_know, checks, say!("asked, and nobody in the room knew"));
    figure(t, say!("Proven, as claimed"), ev.claimed, checks, say!("checks answered with the highest level"));
    figure(t, say!("Evidence named"), ev.named, Some(ev.claimed), say!("for checks claimed as proven"));
    figure(
        t,
        say!("Evidence seen"),
        ev.seen,
        Some(ev.claimed),
        say!("by a person of the register, on a day"),
    );
    let against = contradiction::all(input.q, input.a, input.scores).len();
    figure(t, say!("Answers that contradict others"), against, None, say!("listed with the open items"));
}

fn clauses(input: &Input) -> Grid {
    let heads = [
        say!("Part"),
        say!("Met"),
        say!("Partial"),
        say!("Gap"),
        say!("Not applicable"),
        say!("Open"),
        say!("At least"),
        say!("At most"),
        say!("Still open"),
    ];
    let mut t = Table::new(&heads);
    for (h, total) in &input.scores.groups {
        let (heading, c) = (&input.q.headings[*h], total.counts);
        let (low, high) = (percent_value(total.low), percent_value(total.high));
        // Where everything is left out there is no figure, and no 0 %.
        let figure = |x: f64| if total.applicable == 0 { Cell::from("") } else { x.into() };
        t.row(vec![
            format!("{} {}", heading.id, heading.title).into(),
            c.met.into(),
            c.partial.into(),
            c.gap.into(),
            c.not_applicable.into(),
            c.open.into(),
            figure(low),
            figure(high),
            figure(high - low),
        ]);
    }
    let percent = || unit(Unit::Percent);
    Grid::small(t).with(0, span(2)).with(6, percent()).with(7, percent()).with(8, percent())
}

/// Both over the table of the parts, which is the one of this number.
fn charts(input: &Input, of: usize) -> [Part; 2] {
    let counts = crate::report::counts_words(&input.scores.all.counts);
    let shares = Chart {
        title: say!("Requirements by state").to_owned(),
        alt: say!("{counts}. One bar for each clause and objective; the table has the same figures.", counts),
        kind: ChartKind::Shares,
        of,
        names: 0,
        series: (1..).zip(Status::ALL.map(tones::of_status)).collect(),
    };
    let ranges = Chart {
        title: say!("Readiness: shown by answers, and still open").to_owned(),
        alt: say!(
            "Readiness over all applicable requirements: {range}. One bar for each clause and objective; the table \
             has the same figures.",
            range = interval(&input.scores.all)
        ),
        kind: ChartKind::Ranges,
        of,
        names: 0,
        series: vec![(6, Tone::Good), (8, Tone::Open)],
    };
    [Part::Chart(shares), Part::Chart(ranges)]
}

/// Readiness from one frozen state to the next; nothing before there is one.
fn over_time(input: &Input, parts: &mut Vec<Part>) {
    if snapshot::all(input.a).is_empty() {
        return;
    }
    let points = compare::trend(input.q, input.a, input.made).points;
    if points.len() < 2 {
        return;
    }
    let mut t = Table {
        columns: vec![
            Column::from(say!("Day")),
            wide(say!("State"), 30),
            Column::from(say!("At least")),
            Column::from(say!("At most")),
        ],
        rows: Vec::new(),
    };
    let last = points.len() - 1;
    for (n, p) in points.iter().enumerate() {
        let name = if n == last { say!("now") } else { &p.name };
        t.row(vec![
            p.date.as_str().into(),
            name.into(),
            percent_value(p.low).into(),
            percent_value(p.high).into(),
        ]);
    }
    let percent = || unit(Unit::Percent);
    let chart = Chart {
        title: say!("Readiness over time").to_owned(),
        alt: say!("Readiness of {n|state|states}; the table has the same figures.", n = points.len()),
        kind: ChartKind::Trend,
        of: tables(parts),
        names: 0,
        series: vec![(2, Tone::Good), (3, Tone::Plain)],
    };
    parts.extend([
        Part::Heading(say!("Over time").to_owned()),
        Grid::small(t).with(2, percent()).with(3, percent()).into(),
        Part::Chart(chart),
    ]);
}

fn gates(input: &Input) -> Grid {
    let mut t = Table::new(&[say!("Gate"), say!("State")]);
    for (gate, state) in input.q.gates.iter().zip(&input.verdict.gates) {
        let tone = match state {
            GateState::Seen | GateState::Named => Tone::Good,
            GateState::Claimed => Tone::Half,
            GateState::NotProven => Tone::Bad,
            GateState::Open => Tone::Open,
        };
        t.row(vec![gate.title.as_str().into(), Cell::Toned(tone, state.word().to_owned())]);
    }
    Grid::small(t).with(0, span(4)).with(1, span(3))
}

fn actions(input: &Input) -> Grid {
    let mut t = Table::new(&[say!("Turn"), say!("What to do"), say!("Owner"), say!("By"), say!("Hours")]);
    let next = input.roadmap.first_ten(input.gaps, input.made);
    for (n, i) in (1_usize..).zip(next.into_iter().take(ACTIONS)) {
        t.row(vec![n.into(), to_do(i).into(), input.owner_of(i).into(), i.end.into(), i.effort_hours.into()]);
    }
    let hours = Use { unit: Unit::Hours, ..Use::default() };
    Grid::small(t).with(1, span(4)).with(2, span(2)).with(4, hours)
}
