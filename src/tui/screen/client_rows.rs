//! The rows of many clients: which columns there is room for, or the parts of the heat map, and what stands in them.

use ratatui::text::{Line, Span};

use crate::model::portfolio::{Client, Portfolio, Standard};
use crate::model::score::Status;
use crate::say;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, portfolio as words};

/// Least columns of a client's name, and most.
const NAME: (usize, usize) = (18, 40);

/// Columns a name keeps beside the verdict and its figures, and beside the other columns.
const LEAST: (usize, usize) = (18, 24);

/// Columns of what blocks a client at most: where there is room, and where more columns are seen for it.
const BLOCKER: (usize, usize) = (24, 12);

/// Columns of a part in the heat map with its figure.
const FIGURE: usize = 5;

/// A row: its place among the clients or among what could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientRow {
    /// A client.
    Client(usize),
    /// A file or folder that could not be read.
    Unread(usize),
}

/// Whether scores of a client may be shown.
pub(super) const fn is_shown(shell: &Shell, c: &Client) -> bool {
    !shell.hide_scores && !c.hidden
}

/// What can stand in a row beside the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Verdict,
    Readiness,
    Counts,
    Answered,
    Evidence,
    Blocker,
    Target,
    Changed,
}

/// The columns from left to right.
const ORDER: [Column; 8] = [
    Column::Verdict,
    Column::Readiness,
    Column::Counts,
    Column::Answered,
    Column::Evidence,
    Column::Blocker,
    Column::Target,
    Column::Changed,
];

/// Which of them are there first where there is room for some only.
const FIRST: [Column; 8] = [
    Column::Verdict,
    Column::Readiness,
    Column::Blocker,
    Column::Target,
    Column::Answered,
    Column::Counts,
    Column::Changed,
    Column::Evidence,
];

impl Column {
    fn head(self) -> &'static str {
        match self {
            Self::Verdict => say!("verdict"),
            Self::Readiness => say!("readiness"),
            // The signs of the counts, each over its own.
            Self::Counts => " +  ~  !  -  .",
            Self::Answered => say!("answered"),
            Self::Evidence => say!("evidence"),
            Self::Blocker => say!("first blocker"),
            Self::Target => say!("target"),
            Self::Changed => say!("changed"),
        }
    }

    fn cell(self, c: &Client) -> String {
        let n = c.all.counts;
        match self {
            Self::Verdict => c.class.word().to_owned(),
            Self::Readiness => words::readiness(c),
            Self::Counts => Status::ALL.map(|s| format!("{:>2}", n.of(s))).join(" "),
            Self::Answered => words::answered(c),
            Self::Evidence => words::named(c),
            Self::Blocker => words::blocker(c),
            Self::Target => words::target(c),
            Self::Changed => words::changed(c),
        }
    }

    /// Whether it is there before a name is whole.
    const fn is_first(self) -> bool {
        matches!(self, Self::Verdict | Self::Readiness | Self::Blocker | Self::Target)
    }

    /// Whether it tells nothing of scores.
    const fn is_no_score(self) -> bool {
        matches!(self, Self::Target | Self::Changed)
    }
}

/// The columns there is room for beside a name of which so much is kept, with a blocker of so many columns, and what is left
/// for the name. `whole` has the columns of the widest cell of each column of `FIRST`.
fn beside(
    whole: [usize; FIRST.len()],
    widest: usize,
    width: usize,
    (blocker, least_name): (usize, usize),
) -> (usize, Vec<(Column, usize)>) {
    let (mut room, mut shown) = (width, Vec::new());
    for (column, whole) in FIRST.into_iter().zip(whole) {
        let empty = whole == 0;
        let whole = match column {
            Column::Blocker => whole.min(blocker),
            // What stands in its place where scores are not to be seen has room too.
            Column::Verdict => whole.max(text::width(say!("scores hidden"))),
            _ => whole,
        };
        let columns = whole.max(text::width(column.head())) + 2;
        let least = widest.min(if column.is_first() { LEAST.0 } else { least_name });
        if !empty && room > least + columns {
            room -= columns;
            shown.push((column, columns));
        }
    }
    (room, shown)
}

/// The columns there is room for.
pub(super) struct Columns<'p> {
    /// Columns of the name.
    pub(super) name: usize,
    shown: Vec<(Column, usize)>,
    /// The parts in place of the columns, and whether each has room for its figure.
    heat: Option<(&'p Standard, bool)>,
}

impl<'p> Columns<'p> {
    /// Those there is room for in `width` columns.
    pub(super) fn of((rows, heat): (&[ClientRow], bool), all: &'p Portfolio, width: usize) -> Self {
        let names = rows.iter().map(|row| match row {
            ClientRow::Client(n) => all.clients[*n].name(),
            ClientRow::Unread(n) => all.unread[*n].file.as_str(),
        });
        let widest = text::widest(names).clamp(NAME.0, NAME.1);
        let standard = all.standards.first().filter(|_| heat);
        if let Some(standard) = standard {
            let room = |cell: usize| width.saturating_sub(standard.parts.len() * cell);
            let figures = room(FIGURE) > NAME.0;
            let taken: usize = cells(standard, figures).iter().sum();
            let name = width.saturating_sub(taken);
            // The map ends where the row ends, so that the selection has no hole.
            return Self { name, shown: Vec::new(), heat: Some((standard, figures)) };
        }
        let whole =
            FIRST.map(|column| all.clients.iter().map(|c| text::width(&column.cell(c))).max().unwrap_or(0));
        // A blocker is cut, and a name, where that brings columns that would not be seen.
        let (wide, close) = (
            beside(whole, widest, width, (BLOCKER.0, LEAST.1)),
            beside(whole, widest, width, (BLOCKER.1, LEAST.0)),
        );
        let (room, mut shown) = if close.1.len() > wide.1.len() { close } else { wide };
        shown.sort_by_key(|(column, _)| ORDER.iter().position(|c| c == column));
        Self { name: room.saturating_sub(1).min(widest), shown, heat: None }
    }

    /// How many columns the heat map takes at the end of a row.
    pub(super) fn chart(&self) -> usize {
        self.heat.map_or(0, |(standard, figures)| cells(standard, figures).iter().sum())
    }

    /// What stands over the rows.
    pub(super) fn heads(&self, shell: &Shell) -> Vec<Line<'static>> {
        let quiet = |words: String| Line::styled(words, shell.theme.quiet());
        let name = |word: &str| format!("  {}", text::fit(word, self.name));
        let Some((standard, figures)) = self.heat else {
            let mut words = name(say!("client"));
            words.extend(self.shown.iter().map(|(c, n)| format!("  {}", text::fit(c.head(), n - 2))));
            return vec![quiet(words)];
        };
        let cells = cells(standard, figures);
        let all = standard.parts.iter().zip(cells);
        if figures {
            let ids = all.map(|((id, _), n)| format!("{:>n$}", text::cut(id, n - 1)));
            return vec![quiet(name(say!("client")) + &ids.collect::<String>())];
        }
        // Parts of one family share what their ids begin with, said once over the first of them.
        let (mut over, mut below, mut last) = (name(""), name(say!("client")), None);
        for ((id, _), n) in all {
            let (family, number) = id.rsplit_once('.').unwrap_or(("", id));
            let begins = last.replace(family) != Some(family);
            over.push_str(&text::fit(&if begins { format!(" {family}") } else { String::new() }, n));
            below.push_str(&text::fit(&format!(" {number}"), n));
        }
        vec![quiet(over), quiet(below)]
    }

    /// A client as a row, without its marker.
    pub(super) fn row(&self, shell: &Shell, c: &Client) -> Line<'static> {
        let t = shell.theme;
        let mut spans = vec![Span::raw(text::fit(c.name(), self.name))];
        let shown = is_shown(shell, c);
        if !shown && (self.heat.is_some() || self.shown.iter().all(|(c, _)| !c.is_no_score())) {
            spans.push(Span::styled(format!("  {}", say!("scores hidden")), t.quiet()));
            return Line::from(spans);
        }
        if let Some((standard, figures)) = self.heat {
            if c.standard != 0 {
                spans.push(Span::styled(format!("  {}", say!("answers other questions")), t.quiet()));
                return Line::from(spans);
            }
            for (part, n) in c.parts.iter().zip(cells(standard, figures)) {
                let words = words::part(part);
                let words = if figures {
                    format!("{words:>n$}")
                } else {
                    text::fit(&format!(" {}", words.chars().take(1).collect::<String>()), n)
                };
                spans.push(Span::styled(words, t.status(part.status)));
            }
            return Line::from(spans);
        }
        for (column, n) in &self.shown {
            let words = match column {
                Column::Verdict if !shown => say!("scores hidden").to_owned(),
                column if !shown && !column.is_no_score() => String::new(),
                column => column.cell(c),
            };
            let style = match column {
                Column::Verdict | Column::Readiness | Column::Counts => t.text(),
                _ => t.quiet(),
            };
            spans.push(Span::styled(format!("  {}", text::fit(&words, n - 2)), style));
        }
        Line::from(spans)
    }
}

/// Columns of each part in the heat map: as many as its figure takes, else as its number.
fn cells(standard: &Standard, figures: bool) -> Vec<usize> {
    let number = |id: &str| text::width(id.rsplit_once('.').map_or(id, |(_, number)| number));
    standard.parts.iter().map(|(id, _)| if figures { FIGURE } else { number(id) + 1 }).collect()
}
