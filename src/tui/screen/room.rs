//! The question for the whole room: large letters, few words, no scores.

use super::answers::{for_whom, given};
use super::question::Card;
use crate::tui::shell::Shell;
use crate::work::Work;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::super::pane::Pane;
use super::super::text;
use crate::model::Level;
use crate::words::Word;

/// Columns and rows a large letter takes.
const LETTER: (usize, usize) = (4, 4);

pub fn draw(shell: &Shell, card: &Card, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
    let t = shell.theme;
    let r = work.a().requirement(work.q(), card.spot.requirement);
    let check = card.spot.row.checked_sub(1).and_then(|n| r.checks.get(n));
    let id = check.map_or(r.id.as_str(), |c| c.id.as_str());
    let title = work.q().full_title(card.spot.requirement);
    let whom = for_whom(work, card.spot);
    let title = if whom.is_empty() { title } else { format!("{title}, {whom}") };
    // In large letters the question itself as far as it has a short form; of a check the title it belongs to.
    let headline = match check {
        None if !r.short.is_empty() => r.short_question(),
        _ => &title,
    };
    let question =
        check.map_or_else(|| work.a().question(work.q(), card.spot.requirement), |c| c.question.as_str());
    // Short lines are read faster from the back of the room.
    let narrow = pane.width().saturating_sub(pane.width() / 6);
    let words = text::wrap(question, narrow);

    let mut large = vec![id.to_owned()];
    let lines = text::wrap(headline, (pane.width() / LETTER.0).max(8));
    let spare = pane.left().saturating_sub(words.len() * 2 + 3 + LETTER.1);
    let fits = !t.ascii && lines.len() * LETTER.1 <= spare;
    if fits {
        large.extend(lines);
    }
    for line in large {
        big(shell, pane, &line);
    }
    pane.blank();
    if !fits {
        pane.line(Span::styled(headline.to_owned(), t.accent().patch(t.strong())));
        pane.blank();
    }
    for line in words {
        pane.line(Span::styled(line, t.strong()));
        if pane.left() > 12 {
            pane.blank();
        }
    }
    pane.down_to(1);
    let given = given(work, card.spot);
    let levels = Level::ALL.into_iter().filter(|l| *l != Level::NotApplicable || r.exclusion.is_some());
    let levels: Vec<Level> = levels.collect();
    let words: Vec<&str> = levels.iter().map(Word::word).collect();
    let words = text::squeeze(&words, pane.width().saturating_sub(levels.len() * 3 - 1));
    let mut spans = Vec::new();
    for (level, word) in levels.into_iter().zip(words) {
        let chosen = given == Some(level);
        let style = if chosen { t.selected() } else { t.text() };
        spans.push(Span::styled(format!("{} ", level.sign()), if chosen { style } else { t.accent() }));
        spans.push(Span::styled(word, style));
        spans.push(Span::raw(" "));
    }
    spans.pop();
    pane.line(Line::from(spans));
    None
}

/// One line of large letters.
fn big(shell: &Shell, pane: &mut Pane<'_>, words: &str) {
    let (size, rows) = if shell.theme.ascii { (PixelSize::Full, 8) } else { (PixelSize::Quadrant, LETTER.1) };
    if pane.left() < rows {
        return;
    }
    let area = Rect {
        x: pane.column(),
        y: pane.row(),
        width: u16::try_from(pane.width()).unwrap_or(0),
        height: u16::try_from(rows).unwrap_or(0),
    };
    BigText::builder()
        .pixel_size(size)
        .style(shell.theme.accent())
        .lines(vec![Line::raw(words.to_owned())])
        .build()
        .render(area, pane.buffer());
    pane.part(rows);
}
