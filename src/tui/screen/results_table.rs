//! The requirements by clause on the results: name, a sign for each requirement, a bar and the percentage of what is
//! answered.

use ratatui::text::{Line, Span};

use super::result_rows::{FULL, NAMED, ResultRow, texture};
use crate::model::Status;
use crate::model::score::{Total, percent};
use crate::say;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;
use crate::work::Work;

/// Where there is room they are more, so that every clause has its whole name.
const WIDER: usize = 54;

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
pub(super) fn legend(shell: &Shell, width: usize) -> Vec<Span<'static>> {
    let t = shell.theme;
    let texture = |status| if width >= MAP { texture(t.ascii, status) } else { "" };
    let one = |(n, s): (usize, Status)| {
        let apart = if n == 0 { "" } else { "  " };
        [
            Span::styled(format!("{apart}{}{}", t.symbol(s), texture(s)), t.status(s)),
            Span::styled(format!(" {}", s.word().to_lowercase()), t.quiet()),
        ]
    };
    Status::ALL.into_iter().enumerate().flat_map(one).collect()
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
