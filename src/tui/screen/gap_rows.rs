//! The rows of the gap list: which columns there is room for, and what stands in them.

use ratatui::text::{Line, Span};

use super::gap_filter::owner;
use crate::model::Status;
use crate::model::priority::{Gap, hours};
use crate::say;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;
use crate::words::day;
use crate::work::Work;

/// The marker, the sign and the blanks after them.
const SIGNS: usize = 4;

/// Columns of what an action leaves, before other columns have what they need.
const LEAVES: usize = 23;

/// Columns of a name from which on other columns may stand beside it: as many as the questionnaire's names have.
const NAME: usize = 34;

/// Columns of an owner, at most.
const OWNER: usize = 12;

/// Columns from which a list has heads.
const HEADS: usize = 100;

/// What can stand in a row beside sign, action and id.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Leaves,
    State,
    Hours,
    Waiting,
    Planned,
    Owner,
}

/// The columns from left to right.
const ORDER: [Column; 6] =
    [Column::Leaves, Column::State, Column::Hours, Column::Waiting, Column::Planned, Column::Owner];

/// Which of them are there first where there is room for some only.
const FIRST: [Column; 6] =
    [Column::Hours, Column::Owner, Column::State, Column::Waiting, Column::Planned, Column::Leaves];

impl Column {
    /// What stands over it in a wide list.
    fn head(self) -> &'static str {
        match self {
            Self::Leaves => say!("what it leaves"),
            Self::State => say!("state"),
            Self::Hours => say!("hours"),
            Self::Waiting => say!("waiting"),
            Self::Planned => say!("planned"),
            Self::Owner => say!("owner"),
        }
    }

    /// What stands in it of a gap.
    fn cell(self, work: &Work, g: &Gap) -> String {
        match self {
            Self::Leaves => g.output(work.q()).to_owned(),
            Self::State => g.status.word().to_owned(),
            Self::Hours => hours(g.effort_hours),
            Self::Waiting => g.unblocks.to_string(),
            Self::Planned => {
                let span = work.plan().1.span(g.requirement);
                span.map_or_else(String::new, |(start, end)| day::short_span(start, end))
            }
            Self::Owner => {
                let owner = owner(work, g.requirement);
                if owner.is_empty() { "-".to_owned() } else { text::cut(owner, OWNER) }
            }
        }
    }

    /// Whether nobody knows what it is without a head.
    const fn needs_head(self) -> bool {
        matches!(self, Self::Waiting | Self::Planned | Self::Leaves)
    }

    /// Figures stand at the right of their column.
    const fn is_figure(self) -> bool {
        matches!(self, Self::Hours | Self::Waiting)
    }
}

/// The columns of a list with their widths.
pub(super) struct Columns {
    name: usize,
    id: usize,
    shown: Vec<(Column, usize)>,
}

impl Columns {
    /// Those there is room for in `width` columns.
    pub(super) fn of(work: &Work, gaps: &[&Gap], width: usize) -> Self {
        let widest = |cell: &dyn Fn(&Gap) -> usize| gaps.iter().map(|g| cell(g)).max().unwrap_or(0);
        let id = widest(&|g| text::width(&work.q().requirements[g.requirement].id)).max(5) + 1;
        let name = widest(&|g| text::width(g.action_name(work.q(), work.a()))).max(12);
        let mut room = width.saturating_sub(SIGNS + id);
        let mut shown = Vec::new();
        for column in FIRST.into_iter().filter(|c| width >= HEADS || !c.needs_head()) {
            let head = if width >= HEADS { text::width(column.head()) } else { 0 };
            let whole = widest(&|g| text::width(&column.cell(work, g)));
            let columns = if column == Column::Leaves { whole.min(LEAVES) } else { whole }.max(head) + 2;
            if room >= name.min(NAME) + 1 + columns {
                room -= columns;
                shown.push((column, columns));
            }
        }
        // What an action leaves is whole where the others leave room for it.
        for (column, columns) in &mut shown {
            if *column == Column::Leaves {
                let whole = widest(&|g| text::width(&column.cell(work, g))) + 2;
                let more = whole.saturating_sub(*columns).min(room.saturating_sub(name + 1));
                *columns += more;
                room -= more;
            }
        }
        shown.sort_by_key(|(column, _)| ORDER.iter().position(|c| c == column));
        Self { name: room.saturating_sub(1).min(name), id, shown }
    }

    /// Whether the state of a gap is said in so many words, and not by its sign alone.
    pub(super) fn say_state(&self) -> bool {
        self.has(Column::State)
    }

    /// Whether there are so many that they need heads.
    pub(super) fn need_heads(&self) -> bool {
        self.shown.iter().any(|(c, _)| c.needs_head())
    }

    fn has(&self, column: Column) -> bool {
        self.shown.iter().any(|(c, _)| *c == column)
    }

    /// A cell in its column.
    fn put(column: Column, words: &str, columns: usize) -> String {
        if column.is_figure() {
            let words = text::cut(words, columns - 1);
            format!("{}{words} ", " ".repeat((columns - 1).saturating_sub(text::width(&words))))
        } else {
            format!(" {}", text::fit(words, columns - 1))
        }
    }

    /// The heads of the columns.
    pub(super) fn heads(&self, shell: &Shell) -> Line<'static> {
        let name = text::fit(say!("to do"), self.name + 1);
        let mut words = format!("{}{name}{}", " ".repeat(SIGNS), text::fit(say!("id"), self.id));
        words.extend(self.shown.iter().map(|(column, columns)| Self::put(*column, column.head(), *columns)));
        Line::styled(words, shell.theme.quiet())
    }

    /// A gap as a row, without its marker.
    pub(super) fn row(&self, shell: &Shell, work: &Work, g: &Gap) -> Line<'static> {
        let t = shell.theme;
        let r = &work.q().requirements[g.requirement];
        let name = text::fit(g.action_name(work.q(), work.a()), self.name + 1);
        let mut spans = vec![
            Span::styled(format!("{} ", t.symbol(g.status)), t.status(g.status)),
            Span::raw(name),
            Span::styled(text::fit(&r.id, self.id), t.quiet()),
        ];
        for (column, columns) in &self.shown {
            let words = Self::put(*column, &column.cell(work, g), *columns);
            let style = match column {
                Column::Leaves | Column::Planned => t.quiet(),
                Column::State | Column::Hours | Column::Waiting | Column::Owner => t.text(),
            };
            spans.push(Span::styled(words, style));
        }
        Line::from(spans)
    }
}

/// What the signs of a list mean, with how many there are of each.
pub(super) fn signs(shell: &Shell, gaps: &[&Gap]) -> String {
    let of = |status: Status| {
        let n = gaps.iter().filter(|g| g.status == status).count();
        format!("{} {} {n}", shell.theme.symbol(status), status.word().to_lowercase())
    };
    let there = [Status::Gap, Status::Partial].into_iter().filter(|s| gaps.iter().any(|g| g.status == *s));
    there.map(of).collect::<Vec<_>>().join("  ")
}
