//! Labelled texts that share the rows of a pane: each says how many rows it wants and how much it matters, and what
//! matters more has its rows first. Where they stand is another matter than what they are given.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::text;

/// A labelled text.
pub(super) struct Part {
    /// Before its first line.
    label: Vec<Span<'static>>,
    /// The text, broken for the columns there are.
    lines: Vec<String>,
    style: Style,
    /// What tells the rest where it is cut; empty where the sign of the cut is enough.
    rest: String,
    /// Whether it says something only beside all others of its kind.
    together: bool,
    /// Up to how many rows it wants, by turn: 0 comes first.
    wants: Vec<(u8, usize)>,
}

impl Part {
    /// A text in so many columns, its label among them.
    pub(super) fn new(label: Vec<Span<'static>>, words: &str, style: Style, width: usize) -> Self {
        let indent: usize = label.iter().map(|s| text::width(&s.content)).sum();
        let lines = text::wrap(words, width.saturating_sub(indent).max(1));
        Self { label, lines, style, rest: String::new(), together: false, wants: Vec::new() }
    }

    /// Wants up to this many rows at this turn.
    pub(super) fn wants(mut self, turn: u8, rows: usize) -> Self {
        self.wants.push((turn, rows));
        self
    }

    /// Has its first rows with all others like it, or none.
    pub(super) const fn together(mut self) -> Self {
        self.together = true;
        self
    }

    /// Says what tells the rest where it is cut.
    pub(super) fn told_by(mut self, rest: String) -> Self {
        self.rest = rest;
        self
    }

    /// Rows of the whole.
    pub(super) const fn whole(&self) -> usize {
        self.lines.len()
    }

    /// It in so many rows at most.
    pub(super) fn rows_up_to(&self, most: usize, columns: usize) -> Vec<Line<'static>> {
        self.rows(self.whole().min(most), columns)
    }

    /// It in this many rows; the last one shows where something was cut.
    pub(super) fn rows(&self, given: usize, columns: usize) -> Vec<Line<'static>> {
        let indent: usize = self.label.iter().map(|s| text::width(&s.content)).sum();
        let room = columns.saturating_sub(indent);
        let cut = given < self.lines.len();
        let mut rows = Vec::new();
        for (n, line) in self.lines.iter().take(given).enumerate() {
            let mut spans = if n == 0 { self.label.clone() } else { vec![Span::raw(" ".repeat(indent))] };
            if cut && n + 1 == given {
                let rest = if self.rest.is_empty() { String::new() } else { format!(" {}", self.rest) };
                let most = room.saturating_sub(text::width(&rest)).max(1);
                let shown = text::cut(&format!("{line} \u{2026}\u{2026}"), most.min(text::width(line) + 2));
                spans.push(Span::styled(format!("{shown}{rest}"), self.style));
            } else {
                spans.push(Span::styled(line.clone(), self.style));
            }
            rows.push(Line::from(spans));
        }
        rows
    }
}

/// What stands beside the parts and wants rows of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// When it is its turn.
    pub turn: u8,
    /// Up to so many rows.
    pub rows: usize,
    /// Whether fewer are of no use.
    pub whole: bool,
}

/// Rows for each part, and for what stands beside them: never more than there are.
pub(super) fn share(parts: &[&Part], beside: &[Beside], rows: usize) -> (Vec<usize>, usize) {
    let mut given = vec![0; parts.len() + 1];
    let mut wants: Vec<(u8, usize, usize)> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        wants.extend(part.wants.iter().map(|(turn, up_to)| (*turn, n, (*up_to).min(part.whole()))));
    }
    wants.extend(beside.iter().map(|b| (b.turn, parts.len(), b.rows)));
    wants.sort_by_key(|(turn, ..)| *turn);
    let mut left = rows;
    // Those that go together, and whether at their first turn there were rows for all.
    let group = |n: usize| parts.get(n).is_some_and(|p| p.together);
    let mut all = None;
    for (i, (turn, n, up_to)) in wants.iter().copied().enumerate() {
        if group(n) {
            let first = wants.iter().skip(i).filter(|(at, n, _)| *at == turn && group(*n));
            let fits = *all.get_or_insert_with(|| first.map(|(_, _, up_to)| *up_to).sum::<usize>() <= left);
            if !fits {
                continue;
            }
        }
        let whole = n == parts.len() && beside.iter().any(|b| b.turn == turn && b.whole && b.rows > left);
        if let Some(has) = given.get_mut(n).filter(|_| !whole) {
            let more = up_to.saturating_sub(*has).min(left);
            *has += more;
            left -= more;
        }
    }
    let beside = given.pop().unwrap_or(0);
    (given, beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_more_has_its_rows_first_and_a_cut_is_said() {
        let part = |words: &str| Part::new(vec![Span::raw("Note ")], words, Style::new(), 15);
        let note = part("one two three four five six").wants(0, 1).wants(2, usize::MAX);
        let why = part("seven eight nine").wants(1, 1);
        let others = Beside { turn: 3, rows: 9, whole: false };
        assert_eq!(share(&[&note, &why], &[others], 2), (vec![1, 1], 0));
        assert_eq!(share(&[&note, &why], &[others], 6), (vec![note.whole(), 1], 5 - note.whole()));
        let near = Beside { whole: true, ..others };
        assert_eq!(share(&[&note, &why], &[near], 6), (vec![note.whole(), 1], 0), "whole or not at all");
        let rows = note.rows(1, 15);
        assert!(rows[0].to_string().ends_with('\u{2026}') && rows[0].width() <= 15, "{rows:?}");
        assert_eq!(note.rows(note.whole(), 15).len(), note.whole());
        // One of five levels alone would say less than none.
        let level = || part("prepared").together().wants(0, 1);
        let (one, other) = (level(), level());
        assert_eq!(share(&[&one, &other, &why], &[], 1), (vec![0, 0, 1], 0));
        assert_eq!(share(&[&one, &other, &why], &[], 2), (vec![1, 1, 0], 0));
        let note = note.told_by("d all".to_owned());
        assert!(note.rows(1, 20)[0].to_string().ends_with("\u{2026} d all"));
    }
}
