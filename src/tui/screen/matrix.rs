//! The matrix of risks in a part of a screen: likelihood upwards, consequence to the right, in each cell how many and the
//! level it calls for.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::model::record::Rec;
use crate::model::record::matrix::Matrix;
use crate::say;
use crate::tui::dialog::grid::{LOUD, PLAIN, QUIET};
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::whole;
use crate::work::Work;

/// As tables to read: as risks are and, where it differs, as they are left. What may not stay is seen first.
pub(super) fn lines(work: &Work) -> Vec<String> {
    let Some(all) = whole::tables(work.a()) else { return whole::matrix(work.a()) };
    let mut out = Vec::new();
    for (n, table) in all.into_iter().enumerate() {
        if n > 0 {
            out.push(String::new());
        }
        out.push(table.title.to_owned());
        out.push(table.heads.iter().flat_map(|head| [PLAIN.to_string(), head.clone()]).collect());
        for (name, cells) in table.rows {
            let mut row = format!("{PLAIN}{name}");
            for cell in cells {
                row.push(match (cell.taken, cell.stays) {
                    (false, _) => QUIET,
                    (true, true) => PLAIN,
                    (true, false) => LOUD,
                });
                row.push_str(&cell.words);
            }
            out.push(row);
        }
        out.extend(Some(table.below).filter(|words| !words.is_empty()));
    }
    out
}

/// Rows it takes.
pub(super) fn height(matrix: &Matrix<'_>) -> usize {
    matrix.likelihoods.len() + 2 + usize::from(!matrix.unplaced.is_empty())
}

/// Draws it.
pub(super) fn draw(shell: &Shell, matrix: &Matrix<'_>, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let names = matrix.likelihoods.iter().map(Rec::name).chain([say!("Likelihood")]);
    let label = text::widest(names).min(pane.width() / 4) + 2;
    let steps = matrix.consequences.len().max(1);
    let each = (pane.width().saturating_sub(label) / steps).clamp(4, 18);
    let mut heads = Line::from(text::fit(say!("Likelihood"), label));
    heads.spans.extend(matrix.consequences.iter().map(|r| Span::raw(text::fit(r.name(), each - 1) + " ")));
    pane.line(heads.style(t.quiet()));
    for (step, cells) in matrix.likelihoods.iter().zip(&matrix.cells).rev() {
        let mut line = Line::from(Span::styled(text::fit(step.name(), label), t.quiet()));
        for (risks, level) in cells {
            let called = level.as_ref().map_or("", |level| level.name());
            let (words, style) = match risks.len() {
                0 => (format!("- {called}"), t.quiet()),
                n if level.as_ref().is_some_and(|level| level.is("accept")) => {
                    (format!("{n} {called}"), Style::new())
                }
                n => (format!("{n} {called}"), t.strong()),
            };
            line.spans.push(Span::styled(text::fit(&words, each - 1) + " ", style));
        }
        pane.line(line);
    }
    let legend = say!("How many risks stand where, with the level; consequence to the right.");
    pane.line(Line::styled(legend, t.quiet()));
    if !matrix.unplaced.is_empty() {
        pane.line(Line::styled(whole::unplaced(matrix), t.warning()));
    }
}
