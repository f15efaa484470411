//! The picture of the answers of several people: who has answered, and what the keys of the levels mean. Where a room reads
//! it, all of it is large as far as it has room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Poll;
use super::poll::Voter;
use crate::say;
use crate::tui::large::{self, Size};
use crate::tui::pane::{Pane, join};
use crate::tui::screen::not_seen;
use crate::tui::screen::room::levels;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, Words as _};

/// From so many columns and rows on it is large where a room reads the screen.
const ROOM: (u16, u16) = (100, 36);

/// Rows of a window from which on the keys of the levels are told.
const LEVELS: u16 = 20;

/// Columns of the frame and the blanks in it, and rows of the frame.
const FRAME: (u16, u16) = (4, 2);

/// Columns of what somebody said.
const SAID: usize = 18;

/// Whether it is drawn for a room in a window of this size.
pub(super) fn is_for_room(shell: &Shell, screen: Rect) -> bool {
    large::is_vast(usize::from(screen.width), usize::from(screen.height))
        || shell.large && screen.width >= ROOM.0 && screen.height >= ROOM.1
}

/// Rows it takes with its frame in a window of this size, where it is so many columns wide.
pub(super) fn height(shell: &Shell, p: &Poll, width: u16, screen: Rect) -> u16 {
    let most = most(shell, screen);
    let rows = Page::of(shell, p, width.saturating_sub(FRAME.0), screen).rows(p);
    u16::try_from(rows).unwrap_or(most).saturating_add(FRAME.1).min(most)
}

/// The most rows it may take with its frame: what it asks for stays in sight above it.
fn most(shell: &Shell, screen: Rect) -> u16 {
    let vast = large::is_vast(usize::from(screen.width), usize::from(screen.height));
    match (vast, shell.in_large()) {
        (true, _) => screen.height * 3 / 5,
        // Letters as high as a room needs take their rows from the question, which is smaller meanwhile.
        (false, true) if is_for_room(shell, screen) => screen.height * 5 / 8,
        (false, true) => screen.height.div_ceil(2),
        (false, false) => screen.height.saturating_sub(4),
    }
}

/// What stands around the people, and in which letters they are.
struct Page {
    above: Vec<Line<'static>>,
    below: Vec<Line<'static>>,
    /// None where they are in the letters of the terminal.
    size: Option<Size>,
}

impl Page {
    /// In the largest letters in which everybody has room; where nobody's has, the list scrolls in the smallest.
    fn of(shell: &Shell, p: &Poll, width: u16, screen: Rect) -> Self {
        let columns = usize::from(width);
        let most = usize::from(most(shell, screen).saturating_sub(FRAME.1));
        let sizes: &[Size] =
            if is_for_room(shell, screen) { large::for_lines(columns, shell.theme.ascii) } else { &[] };
        let pages = || sizes.iter().map(|size| Self::in_size(shell, p, columns, Some(*size)));
        let fits = pages().find(|page| page.rows(p) <= most);
        let fits = fits.or_else(|| pages().next_back().filter(|page| page.seen(most) >= SCROLLS));
        fits.unwrap_or_else(|| {
            let mut page = Self::in_size(shell, p, columns, None);
            if screen.height < LEVELS {
                page.below.clear();
            }
            page
        })
    }

    fn in_size(shell: &Shell, p: &Poll, columns: usize, size: Option<Size>) -> Self {
        let t = shell.theme;
        let (words, style) = if p.votes.shown {
            (p.votes.words(), t.strong())
        } else {
            (say!("Each for themselves; hidden until Enter shows all.").into(), t.quiet())
        };
        let letters = size.map_or(columns, |size| size.letters(columns));
        let below = levels::in_a_line(shell, p.not_to_exclude.is_none(), None, (letters, 2));
        // Keys of levels that are cut say less in large letters than whole ones in small.
        let cut = below.iter().any(|line| line.to_string().contains('\u{2026}'));
        let below = match size.filter(|_| !cut) {
            Some(size) => below.iter().flat_map(|line| large::rows_of(line, size)).collect(),
            None => levels::in_a_line(shell, p.not_to_exclude.is_none(), None, (columns, 2)),
        };
        let words = Line::styled(words, style);
        let above = match size.filter(|size| size.columns(&words.to_string()).is_some_and(|n| n <= columns)) {
            Some(size) => large::rows_of(&words, size),
            None => {
                text::wrap(&words.to_string(), columns).into_iter().map(|l| Line::styled(l, style)).collect()
            }
        };
        Self { above, below, size }
    }

    /// Rows of a person.
    fn each(&self) -> usize {
        self.size.map_or(1, |size| size.rows(1))
    }

    fn rows(&self, p: &Poll) -> usize {
        self.around() + p.people.len() * self.each()
    }

    /// Rows of what is no person: a blank under what stands above them, and one above what stands below.
    fn around(&self) -> usize {
        let blank = usize::from(!self.below.is_empty() && self.size.is_none());
        self.above.len() + 1 + blank + self.below.len()
    }

    /// How many people are seen in so many rows.
    fn seen(&self, rows: usize) -> usize {
        rows.saturating_sub(self.around()) / self.each()
    }

    /// The rows of a person: the name, and with room the role, and that or what they answered.
    fn person(
        &self,
        shell: &Shell,
        p: &Poll,
        (voter, here): (&Voter, bool),
        width: usize,
    ) -> Vec<Line<'static>> {
        let t = shell.theme;
        let level = p.votes.given.get(&voter.who).copied();
        let word = match (level, p.votes.shown) {
            (None, _) => "-".to_owned(),
            (Some(_), false) => say!("answered").to_owned(),
            (Some(l), true) => format!("{} {}", l.sign(), l.word()),
        };
        let style = t.level(level.filter(|_| p.votes.shown));
        let mark = if here { "> " } else { "  " };
        let Some(size) = self.size else {
            let left = Line::from(vec![Span::raw(mark), Span::raw(voter.whole.clone())]);
            return vec![join(left, Line::from(Span::styled(text::fit(&word, SAID), style)), width)];
        };
        let right = large::rows_of(&Line::styled(word, style.patch(t.strong())), size);
        // A bar behind large letters runs into them: a sign and the colour show who is selected.
        let named = if here { t.accent() } else { Style::new() }.patch(t.strong());
        let mark = large::rows_of(&Line::styled(">", named), size);
        let marked = mark.first().map_or(0, Line::width) + 1;
        let room = width.saturating_sub(marked + right.first().map_or(0, Line::width) + 1);
        let whole = size.columns(&voter.whole).is_some_and(|needs| needs <= room);
        let name = if whole { voter.whole.clone() } else { large::cut(&voter.name, size, room) };
        let left = large::rows_of(&Line::styled(name, named), size);
        let rows = mark.into_iter().zip(left).zip(right).map(|((mark, left), right)| {
            let mut row = if here { mark } else { Line::raw(" ".repeat(marked - 1)) };
            row.spans.push(Span::raw(" "));
            row.spans.extend(left.spans);
            join(row, right, width)
        });
        rows.collect()
    }
}

/// People that are seen at least where the list scrolls in large letters.
const SCROLLS: usize = 4;

/// Who answered what; while hidden only that somebody answered. With where the cursor belongs, how many are not seen.
pub(super) fn draw(shell: &Shell, p: &Poll, buf: &mut Buffer, area: Rect) -> (Position, String) {
    let page = Page::of(shell, p, area.width, buf.area);
    let mut pane = Pane::new(buf, area);
    for line in &page.above {
        pane.line(line.clone());
    }
    pane.blank();
    let seen = page.seen(usize::from(area.height)).max(1);
    let top = p.cursor.top(p.people.len(), seen);
    let mut place = Position { x: area.x, y: pane.row() };
    for (n, voter) in p.people.iter().enumerate().skip(top).take(seen) {
        let here = n == p.cursor.at;
        if here {
            place.y = pane.row();
        }
        for line in page.person(shell, p, (voter, here), pane.width()) {
            if here && page.size.is_none() {
                pane.selected(line, shell.theme.selected());
            } else {
                pane.line(line);
            }
        }
    }
    pane.down_to(page.below.len());
    for line in page.below {
        pane.line(line);
    }
    (place, not_seen(top, p.people.len().saturating_sub(top + seen)))
}
