//! The rows of the results: what each says in the columns there are.

use ratatui::text::{Line, Span};

use super::levels;
use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::compare::Point;
use crate::model::priority::hours;
use crate::model::score::{Total, percent};
use crate::model::standing::Standing;
use crate::say;
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::figures::{self, interval};
use crate::words::{self, Word as _, asked, called, headline};
use crate::work::Work;

/// In a narrower window a row is cut, and asking it why tells the rest.
const SHORT: usize = 76;

/// The most columns of a name: its figures stand near it.
const NAMED: usize = 44;

/// From these columns on they are more, so that every clause has its whole name.
const WIDE: usize = 100;
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
    let t = shell.theme;
    let s = work.scores();
    match row {
        ResultRow::Verdict => Line::default(),
        ResultRow::Counts => counts(shell, &s.all, width),
        ResultRow::All => total(shell, work, say!("Everything"), &[], &s.all, width),
        ResultRow::Clauses => total(shell, work, &work.q().names.clauses_short, &[], &s.clauses, width),
        ResultRow::Annex => total(shell, work, &work.q().names.controls, &[], &s.annex, width),
        ResultRow::Group(g) => {
            let (h, of) = &s.groups[g];
            let name = format!("  {} {}", work.q().headings[*h].id, work.q().headings[*h].title);
            total(shell, work, &name, &work.q().below(*h), of, width)
        }
        ResultRow::Gate(g) => gates.iter().find(|s| s.gate == g).map_or_else(
            || Line::raw(work.q().gates[g].title.clone()),
            |standing| gate(shell, work, gates, standing, width),
        ),
        ResultRow::Action(i) => action(shell, work, i, width),
        _ => figure(shell, work, row, width).unwrap_or_else(|| Line::styled("", t.text())),
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
    let (t, q, a) = (shell.theme, work.q(), work.a());
    let all = work.q().gates.iter().map(|g| g.title.as_str());
    let ids = q.gates.iter().map(|g| text::width(&short_ids(&g.checks))).max().unwrap_or(0);
    let state = text::widest(gates.iter().map(|s| headline::gate(q, s))).max(24);
    let named = text::widest(all).min(width.saturating_sub(state + 4));
    let g = &q.gates[s.gate];
    let mut line = Line::from(vec![
        levels::sign(t, s.level),
        Span::raw(" "),
        Span::raw(text::fit(&g.title, named + 1)),
        Span::raw(text::fit(headline::gate(q, s), state + 1)),
    ]);
    let mut left = width.saturating_sub(named + state + 4);
    if ids <= left {
        line.spans.push(Span::styled(text::fit(&short_ids(&g.checks), ids), t.quiet()));
        left -= ids;
    }
    let mut places = g.checks.iter().chain([&q.requirements[q.check_owner[s.check]].id]);
    let note = places.find_map(|id| a.at(keys::NOTE, id));
    if let Some(note) = note.filter(|_| left > 20) {
        let words = text::cut(&note.replace('\n', " / "), left - 4);
        line.spans.push(Span::styled(format!("  \"{words}\""), t.quiet()));
    }
    line
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
    let output = if width >= 108 { 30 } else { 0 };
    let id = text::widest(work.q().requirements.iter().map(|r| r.id.as_str())).max(7);
    let right = Line::from(vec![
        Span::styled(format!("{:>7}", hours(i.effort_hours)), t.strong()),
        Span::raw(format!("  {} ", i.end)),
        Span::styled(text::fit(&i.id, id), t.quiet()),
        Span::styled(text::fit(&format!(" {}", i.output), output), t.quiet()),
    ]);
    join(Line::raw(asked::to_do(work.q(), work.a(), i)), right, width)
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
        let when = if n == frozen { say!("now") } else { &p.date };
        say!("{when} {so_far} of {assessed}", when, so_far, assessed = p.assessed)
    };
    let points: Vec<String> = trend.points.iter().enumerate().map(point).collect();
    let arrow = if shell.theme.ascii { " > " } else { " \u{2192} " };
    let points = points.join(arrow);
    if trend.left_out.is_empty() { points } else { say!("{points} (others by another rule)", points) }
}

/// Name, one symbol a requirement (few enough), a bar, the percentage with its denominator.
fn total(shell: &Shell, work: &Work, name: &str, below: &[usize], of: &Total, width: usize) -> Line<'static> {
    let t = shell.theme;
    let bar = if width >= 100 { 24 } else { 10 };
    let figures = 19.max(text::width(say!("not assessed ({n})", n = 99).as_str()) + 2).max(
        text::width(&say!(
            "{share} of {assessed}/{applicable}",
            share = "100 %",
            assessed = 99,
            applicable = 99
        )) + 1,
    );
    let cells = if below.len() > 12 || below.is_empty() { 0 } else { 12 };
    let named = width.saturating_sub(bar + figures + 13).clamp(8, if width >= WIDE { WIDER } else { NAMED });
    let mut spans = vec![Span::raw(text::fit(name, named)), Span::raw(" ")];
    if cells > 0 {
        for r in below {
            let status = work.scores().status(*r);
            spans.push(Span::styled(t.symbol(status), t.status(status)));
        }
        spans.push(Span::raw(" ".repeat(cells - below.len())));
    } else {
        let c = &of.counts;
        let words = format!("{}+ {}~ {}!", c.met, c.partial, c.gap);
        spans.push(Span::styled(text::fit(&words, 12), t.quiet()));
    }
    // Over all that applies, while the percent speaks of what is answered: the open part stays apart.
    let answered = if of.applicable == 0 { 0.0 } else { f64::from(of.assessed) / f64::from(of.applicable) };
    let open = bar - ((answered * bar as f64).round() as usize).min(bar);
    spans.extend(t.bar(of.so_far.unwrap_or(0.0) / 100.0, bar - open));
    spans.push(Span::styled(if t.ascii { "." } else { "\u{b7}" }.repeat(open), t.quiet()));
    let words = of.so_far.map_or_else(
        || match of.applicable {
            0 => format!("  {}", say!("left out")),
            n => format!("  {}", say!("not assessed ({n})", n)),
        },
        |p| {
            let (assessed, applicable) = (of.assessed, of.applicable);
            let share = format!("{:>4}", percent(p));
            format!(" {}", say!("{share} of {assessed}/{applicable}", share, assessed, applicable))
        },
    );
    spans.push(Span::raw(text::fit(&words, figures)));
    Line::from(spans)
}
