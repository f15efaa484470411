//! Pictures of figures: counts and readiness by part, the plan over time, readiness from one frozen state to the next.
//! Each shows what the text around it says; none computes a figure of its own. Used inside `report` only.

use jiff::civil::Date;

use super::{Input, counts_words, tones};
use crate::doc::markdown::clip;
use crate::doc::{Bar, Figure, FigureKind, Tone};
use crate::model::compare;
use crate::model::score::{Status, Total, percent, percent_shown};
use crate::model::{RoadmapItem, progress::Progress, snapshot};
use crate::say;
use crate::words::figures::interval;
use crate::words::{Word as _, Words as _, day};

/// Columns a milestone takes in a picture; the table above it has all its words.
const LABEL: usize = 48;

/// How many requirements of each clause and objective are in which state.
pub(super) fn shares(input: &Input) -> Figure {
    let parts = input.scores.groups.iter().map(|(h, total)| {
        let c = total.counts;
        (heading(input, *h), Status::ALL.map(|s| c.of(s)).to_vec())
    });
    let all = &input.scores.all.counts;
    Figure {
        title: say!("Requirements by state").to_owned(),
        alt: say!(
            "Of {n} requirements: {counts}. One bar for each clause and objective; the table has the same figures.",
            n = all.total(),
            counts = counts_words(all)
        ),
        kind: FigureKind::Shares(parts.collect()),
        legend: Status::ALL.map(|s| (tones::of_status(s), s.word().to_owned())).to_vec(),
    }
}

/// Readiness of each clause and objective as an interval, beside a table of the same; none where nothing applies.
pub(super) fn ranges(input: &Input) -> Option<Figure> {
    let alt = say!(
        "Readiness over all applicable requirements: {range}. One bar for each clause and objective; the table has the \
         same figures.",
        range = interval(&input.scores.all)
    );
    bars(input, alt)
}

/// The same where no table has room: whoever cannot see it is told every figure.
pub(super) fn ranges_alone(input: &Input) -> Option<Figure> {
    let told = applied(input).map(|(h, total)| format!("{} {}", heading(input, h), interval(total)));
    bars(input, say!("Readiness: {parts}.", parts = told.collect::<Vec<_>>().join("; ")))
}

fn bars(input: &Input, alt: String) -> Option<Figure> {
    let parts: Vec<(String, f64, f64)> = applied(input)
        .map(|(h, total)| (heading(input, h), percent_shown(total.low), percent_shown(total.high)))
        .collect();
    (!parts.is_empty()).then(|| Figure {
        title: say!("Readiness").to_owned(),
        alt,
        legend: {
            let mut legend = open_ended(parts.iter().any(|(_, low, high)| high > low));
            // The rest of a bar is no tone: what answers show is not there.
            let rest = parts.iter().any(|(_, _, high)| *high < 100.0);
            legend.extend(rest.then(|| (Tone::Plain, say!("missing").to_owned())));
            legend
        },
        kind: FigureKind::Ranges(parts),
    })
}

/// Clauses and objectives of which something applies.
fn applied<'i>(input: &'i Input) -> impl Iterator<Item = (usize, &'i Total)> {
    input.scores.groups.iter().filter(|(_, total)| total.applicable > 0).map(|(h, total)| (*h, total))
}

/// What a bar with two ends says.
fn open_ended(is_open: bool) -> Vec<(Tone, String)> {
    let open = is_open.then(|| (Tone::Open, say!("still open").to_owned()));
    std::iter::once((Tone::Good, say!("shown by answers").to_owned())).chain(open).collect()
}

/// The actions of the roadmap between their days, with its milestones; none while nothing is planned.
pub(super) fn gantt(input: &Input) -> Option<Figure> {
    let all: Vec<&RoadmapItem> = input.roadmap.items.iter().collect();
    gantt_of(input, say!("The plan over time"), &all, None)
}

/// The same for some of the actions, with the milestones between their days; with a first and a last day nothing is drawn
/// outside them, and what goes on behind the last says until when.
pub(super) fn gantt_of(
    input: &Input,
    title: &str,
    items: &[&RoadmapItem],
    days: Option<(Date, Date)>,
) -> Option<Figure> {
    let map = input.roadmap;
    let (first, last) = days.unwrap_or((Date::MIN, Date::MAX));
    let tone = |i: &RoadmapItem| match i.progress {
        Progress::Done => Tone::Good,
        _ if i.critical() => Tone::Bad,
        Progress::Planned | Progress::Started => Tone::Plain,
    };
    let rows: Vec<Bar> = items
        .iter()
        .filter(|i| i.start <= last && i.end >= first)
        .map(|i| {
            let mut label = format!("{} {}", i.id, i.name);
            if i.end > last {
                label = say!("{action}, to {day}", action = label, day = day::short(i.end));
            }
            Bar { label, start: i.start.max(first), end: i.end.min(last), tone: tone(i) }
        })
        .collect();
    let own = (rows.iter().map(|b| b.start).min()?, rows.iter().map(|b| b.end).max()?);
    let (from, to) = days.unwrap_or(own);
    let whole = items.len() == map.items.len();
    let within = map.milestones.iter().filter(|m| whole || (from..=to).contains(&m.date));
    let legend = [
        (Tone::Bad, say!("on the critical path")),
        (Tone::Plain, say!("planned or started")),
        (Tone::Good, say!("done")),
    ];
    let drawn = legend.into_iter().filter(|(tone, _)| rows.iter().any(|b| b.tone == *tone));
    Some(Figure {
        title: title.to_owned(),
        alt: say!(
            "{n|action|actions} from {from} to {to}; the tables below have the days of each.",
            n = rows.len(),
            from,
            to
        ),
        legend: drawn.map(|(tone, words)| (tone, words.to_owned())).collect(),
        kind: FigureKind::Gantt {
            rows,
            milestones: within
                .map(|m| (m.date, clip(&m.words(), LABEL)))
                // Days without a bar are drawn up to the last one too.
                .chain(days.filter(|_| own.1 < to).map(|_| (to, say!("end of these weeks").to_owned())))
                .collect(),
            today: input.made,
        },
    })
}

/// Readiness over time; none before there are two frozen states.
pub(super) fn trend(input: &Input) -> Option<Figure> {
    if snapshot::all(input.a).len() < 2 {
        return None;
    }
    let trend = compare::trend(input.q, input.a, input.made);
    let points: Vec<(Date, f64, f64)> = trend
        .points
        .iter()
        .filter_map(|p| Some((p.date.parse().ok()?, percent_shown(p.low), percent_shown(p.high))))
        .collect();
    let said = trend
        .points
        .iter()
        .map(|p| say!("{day} {low} to {high}", day = p.date, low = percent(p.low), high = percent(p.high)));
    (points.len() > 1).then(|| Figure {
        title: say!("Readiness over time").to_owned(),
        alt: say!("At each frozen state and now: {points}.", points = said.collect::<Vec<_>>().join("; ")),
        legend: open_ended(points.iter().any(|(_, low, high)| high > low)),
        kind: FigureKind::Trend(points),
    })
}

/// `4 Context of the organization`.
fn heading(input: &Input, h: usize) -> String {
    let heading = &input.q.headings[h];
    format!("{} {}", heading.id, heading.title)
}
