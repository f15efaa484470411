//! The rows of the results: what each says in the columns there are.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use super::levels;
use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::compare::Point;
use crate::model::priority::hours;
use crate::model::score::{Total, percent};
use crate::model::standing::Standing;
use crate::say;
use crate::tui::pane::{self, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::figures::{self, interval};
use crate::words::{self, Word as _, asked, called, day, headline, results as told};
use crate::work::Work;

/// In a narrower window a row is cut, and asking it why tells the rest.
const SHORT: usize = 76;

/// The most columns of a name: its figures stand near it.
pub(super) const NAMED: usize = 44;

/// A row of the results screen; each can be asked why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultRow {
    /// The three sentences: why this verdict, and what would lift it.
    Verdict,
    /// Counts.
    Counts,
    /// Readiness so far and whole.
    Readiness,
    /// Checks answered.
    Coverage,
    /// Proven: claimed, named and seen.
    Claimed,
    /// When the roadmap ends.
    Finish,
    /// What it takes beside the roadmap: each year, and for the certification.
    Running,
    /// Documents and records.
    Documents,
    /// Figures over time, when there are snapshots.
    Trend,
    /// Everything.
    All,
    /// What cannot be excluded.
    Clauses,
    /// All controls.
    Annex,
    /// A topmost heading: index into `Scores::groups`.
    Group(usize),
    /// A gate: index into `Questionnaire::gates`.
    Gate(usize),
    /// An action to start with: index into `Roadmap::items`.
    Action(usize),
}

/// One row, in these columns.
pub(super) fn row(
    shell: &Shell,
    work: &Work,
    gates: &[Standing],
    row: ResultRow,
    width: usize,
) -> Line<'static> {
    match row {
        ResultRow::Gate(g) => gates.iter().find(|s| s.gate == g).map_or_else(
            || Line::raw(work.q().gate_name(g).to_owned()),
            |standing| gate(shell, work, gates, standing, width),
        ),
        ResultRow::Action(i) => action(shell, work, i, width),
        _ => figure(shell, work, row, width).unwrap_or_default(),
    }
}

/// What stands under the large figures: of how many, and how ready that is.
pub(super) fn of_all(all: &Total) -> String {
    let (total, out) = (all.counts.total(), all.counts.not_applicable);
    let of = match out {
        0 => say!("of {all}", all = total),
        out => say!("of {all}, {out} left out", all = total, out),
    };
    match all.so_far {
        Some(p) => say!("{of}; {share} ready of {n} answered", of, share = percent(p), n = all.assessed),
        None => of,
    }
}

/// How many of each status, each with its sign and, where there is a strip, the texture it has in that. The figures come before the words:
/// the signs say which is which.
pub(super) fn counts(shell: &Shell, all: &Total, width: usize, textured: bool) -> Line<'static> {
    let t = shell.theme;
    let line = |word: &dyn Fn(Status) -> String| {
        let mut line = Line::default();
        for status in Status::ALL {
            let texture = if textured { texture(t.ascii, status) } else { "" };
            let words = format!("{}{texture} {}{} ", t.symbol(status), all.counts.of(status), word(status));
            line.spans.push(Span::styled(words, t.status(status)));
        }
        line.spans.push(Span::raw(say!("of {all}", all = all.counts.total())));
        line
    };
    let full = line(&|status| format!(" {}", status.word().to_lowercase()));
    if full.width() > width { line(&|_| String::new()) } else { full }
}

/// Whether a cell for each requirement has room.
fn has_strip(all: &Total, width: usize) -> bool {
    usize::try_from(all.counts.total()).is_ok_and(|cells| cells <= width)
}

/// The cell of a status in the strip: told apart by texture.
pub(super) const fn texture(ascii: bool, status: Status) -> &'static str {
    match (status, ascii) {
        (Status::Met, false) => "\u{2588}",
        (Status::Met, true) => "#",
        (Status::Partial, false) => "\u{2593}",
        (Status::Partial, true) => "=",
        (Status::Gap, false) => "\u{2591}",
        (Status::Gap, true) => "-",
        (Status::NotApplicable, false) => "\u{254c}",
        (Status::NotApplicable, true) => "_",
        (Status::Open, false) => "\u{b7}",
        (Status::Open, true) => ".",
    }
}

/// A cell for each requirement, by status; none where there is no room for all.
pub(super) fn strip(shell: &Shell, all: &Total, width: usize) -> Option<Line<'static>> {
    let t = shell.theme;
    let cells = |status: Status| {
        let count = usize::try_from(all.counts.of(status)).unwrap_or(0);
        Span::styled(texture(t.ascii, status).repeat(count), t.status(status))
    };
    has_strip(all, width).then(|| Line::from(Status::ALL.map(cells).to_vec()))
}

/// A gate: its sign, its name, in what way it stands, its checks, and with room what somebody wrote there.
fn gate(shell: &Shell, work: &Work, gates: &[Standing], s: &Standing, width: usize) -> Line<'static> {
    let (t, q) = (shell.theme, work.q());
    let all = (0..q.gates.len()).map(|g| q.gate_name(g));
    let ids = q.gates.iter().map(|g| text::width(&short_ids(&g.checks))).max().unwrap_or(0);
    let said = text::widest(gates.iter().map(|s| headline::gate(q, s))).max(STATE);
    let named = text::widest(all).min(width.saturating_sub(STATE + 4));
    // The ids lead on; where a language needs more columns, the words of the state give way to them.
    let room = width.saturating_sub(named + 4);
    let state = said.min(if ids + STATE <= room { room - ids } else { room });
    let g = &q.gates[s.gate];
    let mut line = Line::from(vec![
        levels::sign(t, s.level),
        Span::raw(" "),
        Span::raw(text::fit(q.gate_name(s.gate), named + 1)),
        Span::raw(text::fit(headline::gate(q, s), state + 1)),
    ]);
    let mut left = width.saturating_sub(named + state + 4);
    if ids <= left {
        line.spans.push(Span::styled(text::fit(&short_ids(&g.checks), ids), t.quiet()));
        left -= ids;
    }
    if let Some(note) = note_of_gate(work, s).filter(|_| left > 20) {
        let words = text::cut(&note, left - 4);
        line.spans.push(Span::styled(format!("  \"{words}\""), t.quiet()));
    }
    line
}

/// Columns of the state of a gate, at least.
const STATE: usize = 24;

/// Columns of a gate whose note stands in a row of its own.
pub(super) const PLAIN_GATE: usize = 80;

/// What somebody wrote at a gate, in a row.
fn note_of_gate(work: &Work, s: &Standing) -> Option<String> {
    let (q, a) = (work.q(), work.a());
    let mut places = q.gates[s.gate].checks.iter().chain([&q.requirements[q.check_owner[s.check]].id]);
    let note = places.find_map(|id| a.at(keys::NOTE, id))?;
    Some(note.replace('\n', " / "))
}

/// What somebody wrote at a gate, in quotes; else what it asks for.
pub(super) fn said_of_gate(work: &Work, gates: &[Standing], gate: usize) -> String {
    let note = gates.iter().find(|s| s.gate == gate).and_then(|s| note_of_gate(work, s));
    let title = || Some(&work.q().gates[gate].title).filter(|title| *title != work.q().gate_name(gate));
    note.map_or_else(|| title().cloned().unwrap_or_default(), |note| format!("\"{note}\""))
}

/// What is to be done, whole.
pub(super) fn said_of_action(work: &Work, item: usize) -> String {
    work.plan().1.items.get(item).map(|i| asked::to_do(work.q(), work.a(), i)).unwrap_or_default()
}

/// Ids of checks, those of the same requirement by what they have of their own: "6.1.3/8 /9 /10".
fn short_ids(ids: &[String]) -> String {
    let mut before = "";
    let mut all = Vec::new();
    for id in ids {
        let (owner, own) = id.rsplit_once('/').unwrap_or((id, ""));
        all.push(if owner == before && !own.is_empty() { format!("/{own}") } else { id.clone() });
        before = owner;
    }
    all.join(" ")
}

/// The actions to start with, in the order of work.
pub(super) fn first(work: &Work) -> Vec<usize> {
    let map = &work.plan().1;
    let next = map.next(work.today).take(told::FIRST);
    next.filter_map(|item| map.items.iter().position(|i| i.id == item.id)).collect()
}

/// An action: what to do, how much work, until when, where it belongs, and with room what it leaves behind.
fn action(shell: &Shell, work: &Work, item: usize, width: usize) -> Line<'static> {
    let t = shell.theme;
    let Some(i) = work.plan().1.items.get(item) else { return Line::default() };
    let items = &work.plan().1.items;
    let id = text::widest(work.q().requirements.iter().map(|r| r.id.as_str())).max(7);
    let shown = first(work).into_iter().filter_map(|i| items.get(i));
    let days = shown.map(|i| text::width(&near(i.end, shell.today))).max().unwrap_or(0);
    let figures = vec![
        Span::styled(format!("{:>8}", hours(i.effort_hours)), t.strong()),
        Span::raw(format!("  {:>days$} ", near(i.end, shell.today))),
        Span::styled(text::fit(&i.id, id), t.quiet()),
    ];
    if width < OUTPUTS {
        return join(Line::raw(i.name.clone()), Line::from(figures), width);
    }
    let name = text::widest(items.iter().map(|i| i.name.as_str())).min(width.saturating_sub(OUTPUTS - NAMED));
    let mut line = vec![Span::raw(text::fit(&i.name, name))];
    line.extend(figures);
    line.push(Span::styled(format!(" {}", i.output), t.quiet()));
    pane::shorten(Line::from(line), width)
}

/// From these columns on an action says what it leaves behind.
const OUTPUTS: usize = 90;

/// A day beside a list; with its year where that is not the one of today.
fn near(day: Date, today: Date) -> String {
    if day.year() == today.year() { day::short(day) } else { day::whole(day) }
}

/// A figure over the whole, with its name before it; none of what is no such row.
fn figure(shell: &Shell, work: &Work, row: ResultRow, width: usize) -> Option<Line<'static>> {
    let (s, all) = (work.scores(), work.scores().all);
    let labels = [
        say!("Readiness"),
        say!("Coverage"),
        say!("Proven"),
        say!("Roadmap"),
        say!("Beside it"),
        say!("Documents"),
        say!("Over time"),
    ];
    let column = text::widest(labels).max(10);
    let (label, words) = match row {
        ResultRow::Readiness => {
            (say!("Readiness"), readiness(&all, width.max(SHORT).saturating_sub(column + 1)))
        }
        ResultRow::Coverage => (say!("Coverage"), coverage(work)),
        ResultRow::Claimed => (say!("Proven"), figures::backing(&s.evidence)),
        ResultRow::Finish => (say!("Roadmap"), words::brief_today(&work.plan().1, shell.today)),
        ResultRow::Running => (say!("Beside it"), running(work).unwrap_or_default()),
        ResultRow::Documents => (say!("Documents"), say!("what must exist and what is there").into()),
        ResultRow::Trend => (say!("Over time"), trend(shell, work)),
        _ => return None,
    };
    let label = Span::styled(format!("{label:<column$} "), shell.theme.accent());
    Some(Line::from(vec![label, Span::raw(words)]))
}

/// How many checks are answered, how many nobody knows, and how many are not asked.
fn coverage(work: &Work) -> String {
    let all = work.scores().all;
    let words = say!(
        "{answered} of {applicable} checks, {unknown} don't know",
        answered = all.checks_answered,
        applicable = all.checks_applicable,
        unknown = called::how_many(work.q(), &work.plan().0.open.to_find_out)
    );
    match work.a().not_asked(work.q()).len() {
        0 => words,
        n => say!("{answered}; {n} not asked", answered = words, n),
    }
}

/// Readiness so far and whole; shorter where a language needs more than this many columns.
fn readiness(all: &Total, columns: usize) -> String {
    let so_far = all.so_far.map_or_else(|| say!("none yet").into(), percent);
    let (assessed, applicable, whole) = (all.assessed, all.applicable, interval(all));
    let words = say!(
        "so far {so_far} over {assessed} of {applicable} applicable; whole {whole}",
        so_far,
        assessed,
        applicable,
        whole
    );
    if text::width(&words) <= columns {
        return words;
    }
    let share = say!("{share} of {assessed}/{applicable}", share = so_far, assessed, applicable);
    format!("{share}; {whole}")
}

/// Hours a year once it runs, and those of the certification; none where the questionnaire says nothing of them.
pub(super) fn running(work: &Work) -> Option<String> {
    let map = &work.plan().1;
    let yearly = Some(map.running.total).filter(|h| *h > 0.0);
    let yearly = yearly.map(|h| say!("{hours} a year once it runs", hours = hours(h)));
    let audits = map.certification.map(|c| say!("{hours} for the certification", hours = hours(c.total())));
    let said: Vec<String> = yearly.into_iter().chain(audits).collect();
    Some(said.join("; ")).filter(|s| !s.is_empty())
}

/// Readiness so far at each frozen state and now, by the same rule only.
fn trend(shell: &Shell, work: &Work) -> String {
    let trend = work.trend();
    let frozen = trend.points.len().saturating_sub(1);
    let point = |(n, p): (usize, &Point)| {
        let so_far = p.so_far.map_or_else(|| say!("none").into(), percent);
        // The last point is no snapshot but the present state.
        let when = if n == frozen { say!("now").to_owned() } else { day::shown(&p.date) };
        say!("{when} {so_far} of {assessed}", when, so_far, assessed = p.assessed)
    };
    let points: Vec<String> = trend.points.iter().enumerate().map(point).collect();
    let arrow = if shell.theme.ascii { " > " } else { " \u{2192} " };
    let points = points.join(arrow);
    if trend.left_out.is_empty() { points } else { say!("{points} (others by another rule)", points) }
}

/// The same with a bar and the verdict for each state, one below the other; and of how many others nothing is drawn.
pub(super) fn over_time(shell: &Shell, work: &Work, width: usize) -> (Vec<Line<'static>>, String) {
    let t = shell.theme;
    let trend = work.trend();
    let last = trend.points.len().saturating_sub(1);
    let when = |n: usize, p: &Point| if n == last { say!("now").to_owned() } else { day::shown(&p.date) };
    let day = trend.points.iter().enumerate().map(|(n, p)| text::width(&when(n, p))).max().unwrap_or(0);
    let bar = if width >= FULL { 24 } else { 10 };
    let line = |(n, p): (usize, &Point)| {
        let mut spans = vec![Span::raw(format!("{} ", text::fit(&when(n, p), day)))];
        spans.extend(t.bar(p.so_far.unwrap_or(0.0) / 100.0, bar));
        let share = p.so_far.map_or_else(|| say!("none").into(), percent);
        let share = say!("{share} of {n}", share = format!("{share:>5}"), n = p.assessed);
        spans.push(Span::styled(format!("{share}  "), t.strong()));
        let class = figures::class(p.class, p.would_be);
        let name = if n == last { class } else { format!("{class}  {}", p.name) };
        spans.push(Span::styled(name, t.quiet()));
        pane::shorten(Line::from(spans), width)
    };
    let lines = trend.points.iter().enumerate().map(line).collect();
    let others = trend.left_out.len();
    let others = if others == 0 { String::new() } else { say!("{n} by another rule", n = others) };
    (lines, others)
}

/// From these columns on bars are long.
pub(super) const FULL: usize = 100;
