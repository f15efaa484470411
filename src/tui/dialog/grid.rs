//! A table within a text to read: rows of cells as lines, whose columns are as wide as the window lets them be. Made by screens,
//! drawn by `draw`; no cell holds a sign that parts them, which no fact can hold either.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::shell::Shell;
use crate::tui::text;

/// What stands before a cell of which there is nothing to say.
pub const QUIET: char = '\u{1f}';
/// What stands before a cell that says something.
pub const PLAIN: char = '\u{1e}';
/// What stands before a cell that is to be seen first.
pub const LOUD: char = '\u{1d}';

/// Least columns of a cell.
const LEAST: usize = 6;
/// Most columns of a cell.
const MOST: usize = 20;

/// Whether a line is a row of a table.
pub fn is_row(line: &str) -> bool {
    line.starts_with([QUIET, PLAIN, LOUD])
}

/// The cells of a row, each with how it is to be seen.
fn cells(line: &str) -> Vec<(char, &str)> {
    let mut starts: Vec<(usize, char)> = line
        .match_indices([QUIET, PLAIN, LOUD])
        .filter_map(|(at, s)| Some((at, s.chars().next()?)))
        .collect();
    starts.push((line.len(), QUIET));
    let pairs = starts.windows(2).filter_map(|pair| {
        let [(from, how), (to, _)] = pair else { return None };
        Some((*how, line.get(from + how.len_utf8()..*to)?))
    });
    pairs.collect()
}

/// The rows of a table as lines: a rule below the heads and between rows, cells wrapped, heads shortened.
pub fn lines(shell: &Shell, rows: &[String], width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let bar = if t.ascii { " | " } else { " \u{2502} " };
    let rows: Vec<Vec<(char, &str)>> = rows.iter().map(|row| cells(row)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(2);
    let names = rows.iter().filter_map(|row| row.first()).map(|(_, words)| *words);
    let first = text::widest(names).min(width / 4).max(LEAST);
    let each = (width.saturating_sub(first) / (columns - 1)).saturating_sub(3).clamp(LEAST, MOST);
    let mut out = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let wide = |at: usize| if at == 0 { first } else { each };
        let parts: Vec<(Style, Vec<String>)> = row
            .iter()
            .enumerate()
            .map(|(at, (how, words))| {
                let style = match *how {
                    LOUD => t.warning().patch(t.strong()),
                    PLAIN => t.text(),
                    _ => t.quiet(),
                };
                let named = n == 0 || at == 0;
                let lines =
                    if named { vec![text::cut(words, wide(at))] } else { text::wrap(words, wide(at)) };
                (style, lines)
            })
            .collect();
        let tall = parts.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        for line in 0..tall {
            let mut spans = Vec::new();
            for (at, (style, lines)) in parts.iter().enumerate() {
                if at > 0 {
                    spans.push(Span::styled(bar, t.quiet()));
                }
                let words = lines.get(line).map_or("", String::as_str);
                spans.push(Span::styled(text::fit(words, wide(at)), *style));
            }
            out.push(Line::from(spans));
        }
        if n + 1 < rows.len() {
            out.push(Line::styled(t.rule((first + (columns - 1) * (each + 3)).min(width)), t.quiet()));
        }
    }
    out
}
