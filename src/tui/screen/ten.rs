//! The first ten things: what, what it leaves, its id and hours, in the order in which it can be done; and what comes
//! after them. Owns its selection.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::strip;
use crate::model::RoadmapItem;
use crate::model::journey::Step;
use crate::model::priority::hours;
use crate::model::said::Matter;
use crate::say;
use crate::tui::dialog::Purpose;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Shell, Tone};
use crate::tui::text;
use crate::words::{day, journey, page};
use crate::work::Work;

/// The first ten things.
#[derive(Debug, Default)]
pub struct Ten {
    /// The selected row.
    pub cursor: Cursor,
}

impl Ten {
    /// The selected action.
    pub fn item<'w>(&self, work: &'w Work) -> Option<&'w RoadmapItem> {
        work.first_ten().get(self.cursor.at).copied()
    }

    /// The requirement of the selected action.
    pub fn selected(&self, work: &Work) -> Option<String> {
        Some(work.q().requirements[self.item(work)?.requirement].id.clone())
    }

    /// Asks who owns the selected action.
    pub fn write_owner(&self, shell: &mut Shell, work: &Work) {
        let Some(item) = self.item(work) else {
            return shell.say(Tone::Warning, say!("Select an action first."));
        };
        let id = item.id.clone();
        let (title, value) = (say!("Who owns the action {id}", id), work.kept(Matter::Owner, &id));
        let purpose = Purpose::Text(Matter::Owner, id);
        shell.ask_owner(work, purpose, (&title, say!("One name.")), &value);
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        strip::draw(shell, Some(work), Step::Ten, pane);
        let ten = work.first_ten();
        let mut head = journey::ten_head(work, &ten);
        let open = strip::quick_open(shell, work);
        let least = 2 + usize::from(open.is_some());
        head.splice(1..1, open);
        if pane.left() > strip::TIGHT {
            // How much is open the last line says too.
            let said = if pane.left() > ten.len() + ROOMY { head.len() } else { least.min(head.len()) };
            pane.paragraph(&head.iter().take(said).cloned().collect::<Vec<_>>().join(" "), t.text(), 4);
        } else if let Some(first) = head.first() {
            pane.paragraph(first, t.text(), 2);
        }
        let after = journey::after_ten(work);
        let all_after = after.join(" ");
        if ten.is_empty() {
            pane.blank();
            pane.paragraph(&all_after, t.text(), 4);
            return None;
        }
        if pane.width() >= frame::SIDE {
            return self.beside(shell, work, &ten, &all_after, pane);
        }
        let label = format!("{} ", say!("Next step"));
        let rows = |words: &str| text::wrap(words, pane.width().saturating_sub(text::width(&label))).len();
        let free = pane.left().saturating_sub(ten.len());
        // Where there is little room, the first sentence alone.
        let short = after.into_iter().next().unwrap_or_default();
        let (after, below, spaced) = match (rows(&all_after), rows(&short)) {
            (all, _) if free > all + 6 => (all_after, all + 1, true),
            (_, first) if free > first + 3 => (short, first, false),
            _ => (short, 0, false),
        };
        let height = pane.left().saturating_sub(below);
        let mut part = pane.part(height);
        let area = part.rest();
        let inside = frame::inside(area);
        // The detail takes none of the rows of the ten: its own line and one of text are the least it needs.
        let detail = match usize::from(inside.height).saturating_sub(ten.len()) {
            0..=1 => 0,
            free => free.min(8),
        };
        let rows = usize::from(inside.height).saturating_sub(detail);
        let below_right =
            super::more_below(ten.len().saturating_sub(self.cursor.top(ten.len(), rows) + rows));
        frame::frame(shell, part.buffer(), area, &Edges { below_right, ..edges(&ten) });
        let mut list = Pane::new(part.buffer(), inside);
        let place = self.list(shell, work, &ten, &mut list.part(rows));
        if detail > 0 {
            let title = self.item(work).map(|i| format!("{} {}", i.id, i.name)).unwrap_or_default();
            let mut text = frame::text_pane(&mut list);
            frame::divider(shell, &mut text, &title, "");
            self.detail(shell, work, &mut text);
        }
        if below > 0 {
            if spaced {
                pane.blank();
            }
            pane.labelled(&label, t.accent(), &after, t.text(), below);
        }
        place
    }

    /// The list, and beside it what is told of the selected one.
    fn beside(
        &self,
        shell: &Shell,
        work: &Work,
        ten: &[&RoadmapItem],
        after: &str,
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let below = text::wrap(after, pane.width()).len() + 1;
        let height = pane.left().saturating_sub(below);
        let mut part = pane.part(height);
        let (left, right) = frame::side_by_side(part.rest(), 76, 110);
        let inside = frame::frame(shell, part.buffer(), left, &edges(ten));
        let place = self.list(shell, work, ten, &mut Pane::new(part.buffer(), inside));
        let title = self.item(work).map(|i| format!("{} {}", i.id, i.name)).unwrap_or_default();
        let inside = frame::frame(shell, part.buffer(), right, &Edges { title, ..Edges::default() });
        self.detail(shell, work, &mut Pane::new(part.buffer(), frame::text_in(inside)));
        pane.blank();
        pane.labelled(
            &format!("{} ", say!("Next step")),
            shell.theme.accent(),
            after,
            shell.theme.text(),
            below,
        );
        place
    }

    fn detail(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
        if let Some(i) = self.item(work) {
            let mut facts = page::of_action(work.q(), work.a(), work.so_far_map(), i);
            // Hours and date stand in the row: where there is little room it is for what to do.
            facts.sort_by_key(|(about, _)| *about != page::About::Do);
            frame::facts(shell, pane, &page::named(facts));
        }
    }

    fn list(
        &self,
        shell: &Shell,
        work: &Work,
        ten: &[&RoadmapItem],
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let t = shell.theme;
        let height = pane.left();
        shell.page.set(height.saturating_sub(1).max(1));
        let id = text::widest(ten.iter().map(|i| i.id.as_str())).max(5);
        let name = text::widest(ten.iter().map(|i| i.name.as_str())).min(34);
        let days = text::widest(
            ten.iter().map(|i| day::short(i.end)).collect::<Vec<_>>().iter().map(String::as_str),
        );
        // Where there is room, what is to do stands below each name.
        let deep = if height >= ten.len() * 2 { 2 } else { 1 };
        let top = self.cursor.top(ten.len(), height / deep);
        let mut place = None;
        for (n, i) in ten.iter().enumerate().skip(top).take(height / deep) {
            let selected = n == self.cursor.at;
            if selected {
                place = Some(Position { x: pane.column(), y: pane.row() });
            }
            shell.hits.note(pane.next_row(), n, selected);
            let width = pane.width().saturating_sub(2);
            let mut right = format!(" {}  {:>7} ", text::fit(&i.id, id), hours(i.effort_hours));
            if width >= 70 {
                let day = day::short(i.end);
                right = format!("{right} {}{day} ", " ".repeat(days.saturating_sub(text::width(&day))));
            }
            if width >= 96 {
                right = format!("{right} {} ", text::fit(&journey::ten_owner(work, i), 12));
            }
            let room = width.saturating_sub(text::width(&right) + 4);
            let shown = name.min(room);
            let leaves = room.saturating_sub(shown + 2);
            let mut spans =
                vec![Span::raw(format!("{:>2} ", n + 1)), Span::styled(text::fit(&i.name, shown), t.text())];
            if leaves >= 16 {
                spans.push(Span::styled(format!("  {}", text::cut(&i.output, leaves)), t.quiet()));
            }
            frame::row(shell, pane, join(Line::from(spans), Line::from(right), width), selected);
            if deep > 1 {
                let action = text::cut(&i.action, pane.width().saturating_sub(6));
                pane.line(Span::styled(format!("     {action}"), t.quiet()));
            }
        }
        place
    }
}

/// Rows beside those of the list from which there is room for all that is said above it.
const ROOMY: usize = 10;

fn edges(ten: &[&RoadmapItem]) -> Edges {
    let all: f64 = ten.iter().map(|i| i.effort_hours).sum();
    Edges { title: journey::ten_title(ten.len()), right: hours(all), ..Edges::default() }
}
