//! The rows of the results: what each says in the columns there are.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use super::{levels, results};
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
const NAMED: usize = 44;

/// Where there is room they are more, so that every clause has its whole name.
const WIDER: usize = 54;

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
        ResultRow::Counts => counts(shell, &work.scores().all, width),
        ResultRow::Gate(g) => gates.iter().find(|s| s.gate == g).map_or_else(
            || Line::raw(work.q().gate_name(g).to_owned()),
            |standing| gate(shell, work, gates, standing, width),
        ),
        ResultRow::Action(i) => action(shell, work, i, width),
        _ => figure(shell, work, row, width).unwrap_or_default(),
    }
}

/// A row of the clauses, with its figures over the whole or over a group.
pub(super) fn of_table(shell: &Shell, work: &Work, row: ResultRow, table: &Table) -> Line<'static> {
    let (q, s) = (work.q(), work.scores());
    match row {
        ResultRow::All => total(shell, work, say!("Everything"), &[], &s.all, table),
        ResultRow::Clauses => total(shell, work, &q.names.clauses_short, &[], &s.clauses, table),
        ResultRow::Annex => total(shell, work, &q.names.controls, &[], &s.annex, table),
        ResultRow::Group(g) => {
            let (h, of) = &s.groups[g];
            let indent = if table.short { "" } else { "  " };
            let name = format!("{indent}{} {}", q.headings[*h].id, q.headings[*h].title);
            total(shell, work, &name, &q.below(*h), of, table)
        }
        _ => Line::default(),
    }
}

/// What stands under the large figures: of how many, and how ready that is.
pub(super) fn of_all(all: &Total) -> String {
    let (of, out) = (all.counts.total(), all.counts.not_applicable);
    let of = match out {
        0 => say!("of {of}", of),
        out => say!("of {of}, {out} left out", of, out),
    };
    match all.so_far {
        Some(p) => say!("{of}; {share} ready of {n} answered", of, share = percent(p), n = all.assessed),
        None => of,
    }
}

/// How many of each status, each with its sign and the texture it has in the strip. The figures come before the words:
/// the signs say which is which.
fn counts(shell: &Shell, all: &Total, width: usize) -> Line<'static> {
    let t = shell.theme;
    let textured = has_strip(all, width);
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
const fn texture(ascii: bool, status: Status) -> &'static str {
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
    note.map_or_else(|| work.q().gates[gate].title.clone(), |note| format!("\"{note}\""))
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

/// An action: what to do, how much work, until when, where it belongs, and with room what it leaves behind.
fn action(shell: &Shell, work: &Work, item: usize, width: usize) -> Line<'static> {
    let t = shell.theme;
    let Some(i) = work.plan().1.items.get(item) else { return Line::default() };
    let items = &work.plan().1.items;
    let id = text::widest(work.q().requirements.iter().map(|r| r.id.as_str())).max(7);
    let shown = results::first(work).into_iter().filter_map(|i| items.get(i));
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
        let when = if n == frozen { say!("now").to_owned() } else { told::day_of(p) };
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
    let when = |n: usize, p: &Point| if n == last { say!("now").to_owned() } else { told::day_of(p) };
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
const FULL: usize = 100;

/// The columns of the clauses.
pub(super) struct Table {
    name: usize,
    /// For the signs of requirements.
    cells: usize,
    /// Whether a requirement has its texture beside its sign.
    map: bool,
    bar: usize,
    figures: usize,
    /// Whether figures are said in few columns.
    short: bool,
}

/// The most requirements of a group that are shown one by one.
const EACH: usize = 12;

impl Table {
    /// Whether a name has to be cut.
    pub(super) fn cuts(&self, name: &str) -> bool {
        text::width(name) > self.name
    }

    /// In the whole width.
    pub(super) fn whole(width: usize) -> Self {
        let bar = if width >= FULL { 24 } else { 10 };
        let figures = figures_column();
        let most = if width >= FULL { WIDER } else { NAMED };
        let name = width.saturating_sub(bar + figures + EACH + 1).clamp(8, most);
        Self { name, cells: EACH, map: false, bar, figures, short: false }
    }

    /// In half of it: figures in few columns.
    pub(super) fn half(width: usize) -> Self {
        let (cells, bar, figures) = (10, 4, 12);
        let name = width.saturating_sub(cells + bar + figures + 1).max(8);
        Self { name, cells, map: false, bar, figures, short: true }
    }

    /// With a map of the requirements where there is room for one: each has its texture beside its sign.
    pub(super) fn with_map(width: usize) -> Self {
        let figures = figures_column();
        let map = width >= MAP;
        let cells = if map { 3 * EACH } else { EACH };
        let bar = if map { 12 } else { 10 };
        let name = width.saturating_sub(cells + bar + figures + 1).max(8);
        Self { name, cells, map, bar, figures, short: false }
    }
}

/// Columns from which the clauses have a map.
const MAP: usize = 100;

/// What the signs of requirements mean, where there is room for it.
pub(super) fn legend(shell: &Shell, width: usize) -> String {
    let t = shell.theme;
    let texture = |status| if width >= MAP { texture(t.ascii, status) } else { "" };
    let one = |s: Status| format!("{}{} {}", t.symbol(s), texture(s), s.word().to_lowercase());
    Status::ALL.map(one).join("  ")
}

/// Columns of a percentage with what it is of.
fn figures_column() -> usize {
    let (assessed, applicable) = (99, 99);
    let share = say!("{share} of {assessed}/{applicable}", share = "100 %", assessed, applicable);
    let none = text::width(&say!("not assessed ({n})", n = 99)) + 2;
    19.max(none).max(text::width(&share) + 1)
}

/// Name, a sign for each requirement (few enough), a bar, the percentage with its denominator.
fn total(
    shell: &Shell,
    work: &Work,
    name: &str,
    below: &[usize],
    of: &Total,
    table: &Table,
) -> Line<'static> {
    let t = shell.theme;
    let mut spans = vec![Span::raw(text::fit(name, table.name)), Span::raw(" ")];
    let each = if table.map { 3 } else { 1 };
    if below.is_empty() || below.len() * each > table.cells {
        let c = &of.counts;
        let blank = if table.short { "" } else { " " };
        let words = format!("{}+{blank}{}~{blank}{}!", c.met, c.partial, c.gap);
        spans.push(Span::styled(text::fit(&words, table.cells), t.quiet()));
    } else {
        for r in below {
            let status = work.scores().status(*r);
            let beside = if table.map { texture(t.ascii, status) } else { "" };
            spans.push(Span::styled(format!("{}{beside}", t.symbol(status)), t.status(status)));
            spans.push(Span::raw(if table.map { " " } else { "" }));
        }
        spans.push(Span::raw(" ".repeat(table.cells - below.len() * each)));
    }
    // Over all that applies, while the percent speaks of what is answered: the open part stays apart.
    let answered = if of.applicable == 0 { 0.0 } else { f64::from(of.assessed) / f64::from(of.applicable) };
    let open = table.bar - ((answered * table.bar as f64).round() as usize).min(table.bar);
    spans.extend(t.bar(of.so_far.unwrap_or(0.0) / 100.0, table.bar - open));
    spans.push(Span::styled(if t.ascii { "." } else { "\u{b7}" }.repeat(open), t.quiet()));
    spans.push(Span::raw(text::fit(&share(of, table.short), table.figures)));
    Line::from(spans)
}

/// Readiness so far with what it is of; that nothing is answered, or all is left out.
fn share(of: &Total, short: bool) -> String {
    let (assessed, applicable) = (of.assessed, of.applicable);
    match of.so_far {
        None if applicable == 0 => format!("  {}", say!("left out")),
        None if short => format!("  {} {assessed}/{applicable}", say!("open")),
        None => format!("  {}", say!("not assessed ({n})", n = applicable)),
        Some(p) if short => format!(" {:>5} {assessed}/{applicable}", percent(p)),
        Some(p) => {
            let share = format!("{:>4}", percent(p));
            format!(" {}", say!("{share} of {assessed}/{applicable}", share, assessed, applicable))
        }
    }
}
