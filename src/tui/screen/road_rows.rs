//! The rows of the roadmap: an action, a milestone, a wave or time that is kept, each with its part of the chart.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use super::gantt::{Bar, Chart};
use super::road_filter::owner;
use crate::model::Status;
use crate::model::priority::hours;
use crate::model::progress::Progress;
use crate::model::roadmap::{Milestone, Reserve, Roadmap, RoadmapItem};
use crate::say;
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::day;
use crate::words::figures::projection;
use crate::words::{self, reached};
use crate::work::Work;

/// The marker, the sign and the blanks after them.
const SIGNS: usize = 4;

/// Columns of a name: as many as the questionnaire's names have, and the least where a window is small.
const NAME: (usize, usize) = (34, 24);

/// Columns of the chart from which on other columns may stand beside it, and the least of it.
const CHART: (usize, usize) = (16, 10);

/// Columns of a wide list, which also tells from when an action runs and who does it.
const WIDE: usize = 104;

/// Columns of a name that the ids beside it leave at least.
const LEAST_NAME: usize = 12;

/// Columns of an owner.
const OWNER: usize = 11;

/// A row of the roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoadRow {
    /// An action, by its place in the plan.
    Item(usize),
    /// A milestone.
    Mark(usize),
    /// A wave, by its place in the plan.
    Wave(usize),
    /// Time kept for what is open, by its place in the plan.
    Reserve(usize),
}

/// The columns of the list with their widths, and its chart.
pub(super) struct Columns {
    name: usize,
    id: usize,
    from: usize,
    owner: usize,
    hours: usize,
    wide: bool,
    chart: Chart,
}

impl Columns {
    /// Those there is room for in `width` columns.
    pub(super) fn of(map: &Roadmap, width: usize) -> Self {
        let widest = |cell: &dyn Fn(&RoadmapItem) -> usize| map.items.iter().map(cell).max().unwrap_or(0);
        let id = widest(&|i| text::width(&i.id)).max(5) + 1;
        let wide = width >= WIDE;
        let from = if wide { widest(&|i| text::width(&day::short(i.start))).max(6) + 1 } else { 0 };
        let owner = if wide { OWNER } else { 0 };
        let hours = widest(&|i| text::width(&hours(i.effort_hours))).max(5) + 1;
        let named = |i: &RoadmapItem| text::width(&i.name) + text::width(&state(i));
        let name = widest(&named).clamp(NAME.1, NAME.0 + text::width(say!("started"))) + 1;
        let fixed = SIGNS + id + from + owner;
        // The chart stays, whatever gives way: first the hours, then the end of a name.
        let left = width.saturating_sub(fixed + name.min(NAME.0 + 1) + 1);
        let hours = if left >= hours + CHART.0 { hours } else { 0 };
        let chart = Chart::of(map, left.saturating_sub(hours).max(CHART.1));
        let room = width.saturating_sub(fixed + hours + chart.width() + 1);
        Self { name: name.min(room), id, from, owner, hours, wide, chart }
    }

    /// Columns of the chart.
    pub(super) const fn chart(&self) -> usize {
        self.chart.width()
    }

    /// The heads: what the signs of the chart mean, and the months over it.
    pub(super) fn heads(&self, shell: &Shell, width: usize) -> Line<'static> {
        let t = shell.theme;
        let signs =
            [(Bar::Critical, say!("no slack")), (Bar::Slack, say!("slack")), (Bar::Reached, say!("reached"))];
        let mut meaning = vec![Span::raw(" ".repeat(SIGNS - 2))];
        for (bar, word) in signs {
            meaning.push(Span::styled(format!("  {}", bar.ink(shell)), bar.style(shell)));
            meaning.push(Span::styled(format!(" {word}"), t.quiet()));
        }
        let right = Line::styled(self.chart.heads(), t.quiet());
        join(Line::from(meaning), right, width)
    }

    /// The row of what a place of the plan holds, without its marker.
    pub(super) fn row(&self, shell: &Shell, work: &Work, row: RoadRow, width: usize) -> Line<'static> {
        let map = &work.plan().1;
        match row {
            RoadRow::Item(i) => self.item(shell, work, &map.items[i], width),
            RoadRow::Mark(m) => self.mark(shell, &map.milestones[m], width),
            RoadRow::Wave(w) => wave(shell, map, w, width),
            RoadRow::Reserve(r) => self.reserve(shell, &map.reserves[r], width),
        }
    }

    fn item(&self, shell: &Shell, work: &Work, i: &RoadmapItem, width: usize) -> Line<'static> {
        let t = shell.theme;
        let status = if i.closes.is_empty() { Status::Open } else { work.scores().status(i.requirement) };
        let state = state(i);
        let named = self.name.saturating_sub(text::width(&state) + 1);
        let mut spans = vec![
            Span::styled(format!("{} ", t.symbol(status)), t.status(status)),
            Span::styled(state, t.warning()),
            Span::raw(format!("{} ", text::fit(&name_in(work, i, named), named))),
            Span::styled(text::fit(&i.id, self.id), t.quiet()),
        ];
        if self.wide {
            let who = owner(work, i);
            let who = if who.is_empty() { "-" } else { who };
            spans.push(Span::raw(format!("{} ", text::fit(who, self.owner - 1))));
            spans.push(Span::styled(format!("{:>1$}", day::short(i.start), self.from), t.quiet()));
        }
        if self.hours > 0 {
            spans.push(Span::raw(format!("{:>1$}", hours(i.effort_hours), self.hours)));
        }
        let label = if self.wide { i.id.as_str() } else { "" };
        self.with_chart(shell, Line::from(spans), (i.start, i.end), bar(i), label, width)
    }

    fn mark(&self, shell: &Shell, mark: &Milestone, width: usize) -> Line<'static> {
        let t = shell.theme;
        let left =
            Line::styled(format!("{} {}", Bar::Reached.ink(shell), reached(&mark.reached)), t.strong());
        let label = if self.wide { day::short(mark.date) } else { String::new() };
        self.with_chart(shell, left, (mark.date, mark.date), Bar::Reached, &label, width)
    }

    /// Time kept for what is open: which wave, how much, and its bar.
    fn reserve(&self, shell: &Shell, r: &Reserve, width: usize) -> Line<'static> {
        let left = Line::styled(format!("  W{} {}", r.wave, words::kept(r)), shell.theme.quiet());
        self.with_chart(shell, left, (r.start, r.end), Bar::Kept, "", width)
    }

    fn with_chart(
        &self,
        shell: &Shell,
        left: Line<'static>,
        on: (Date, Date),
        bar: Bar,
        label: &str,
        width: usize,
    ) -> Line<'static> {
        join(left, Line::from(self.chart.row(shell, on, bar, label)), width)
    }
}

/// The name of an action; of a joined one, whose id says nothing of it, with the requirements it closes where so many
/// columns have room for them.
fn name_in(work: &Work, i: &RoadmapItem, room: usize) -> String {
    if i.closes.len() < 2 {
        return i.name.clone();
    }
    let ids: Vec<&str> = i.closes.iter().map(|r| work.q().requirements[*r].id.as_str()).collect();
    [ids.join(", "), words::waits_for(&ids)]
        .into_iter()
        .map(|ids| format!("{} ({ids})", i.name))
        .find(|name| text::width(name) <= room)
        .unwrap_or_else(|| {
            // The end of a name gives way to the ids, as long as its beginning says what it is.
            let ids = format!(" ({})", words::waits_for(&ids));
            match room.checked_sub(text::width(&ids)) {
                Some(left) if left >= LEAST_NAME => format!("{}{ids}", text::cut(&i.name, left)),
                _ => i.name.clone(),
            }
        })
}

/// What the chart shows of an action.
fn bar(i: &RoadmapItem) -> Bar {
    match i.progress {
        Progress::Done => Bar::Done,
        _ if i.critical() => Bar::Critical,
        _ => Bar::Slack,
    }
}

/// When a row of the plan is, and what the chart shows of it; none of a wave without work.
pub(super) fn place(map: &Roadmap, row: RoadRow) -> Option<((Date, Date), Bar)> {
    Some(match row {
        RoadRow::Item(i) => ((map.items[i].start, map.items[i].end), bar(&map.items[i])),
        RoadRow::Mark(m) => ((map.milestones[m].date, map.milestones[m].date), Bar::Reached),
        RoadRow::Wave(w) => (map.waves[w].span?, Bar::Slack),
        RoadRow::Reserve(r) => ((map.reserves[r].start, map.reserves[r].end), Bar::Kept),
    })
}

/// How far an action is, before its name; nothing while it is planned.
fn state(i: &RoadmapItem) -> String {
    match (i.late(), i.progress) {
        (_, Progress::Done) => format!("{} ", say!("done")),
        (true, _) => format!("{} ", say!("LATE")),
        (_, Progress::Started) => format!("{} ", say!("started")),
        (_, Progress::Planned) => String::new(),
    }
}

fn wave(shell: &Shell, map: &Roadmap, w: usize, width: usize) -> Line<'static> {
    let t = shell.theme;
    let wave = &map.waves[w];
    let title = say!("Wave {number}: {title}", number = wave.number, title = wave.title);
    let left = Line::styled(title, t.accent().patch(t.strong()));
    let right = say!(
        "{hours}, then readiness {readiness}",
        hours = words::hours_between(wave.hours, wave.hours_range),
        readiness = projection(&wave.readiness_after)
    );
    join(left, Line::styled(right, t.strong()), width)
}
