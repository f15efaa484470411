//! A figure in the DOCX file: title, a table of shaded cells, legend. Used by the DOCX writer only.

use super::super::paint::Paint;
use super::super::{Figure, FigureKind, Tone};
use super::chart::Sheet;
use super::chart_time;
use super::table::square;
use super::xml::{paragraph, run};

/// The figure with its title and legend; `more` is what the paragraph of the title says beyond its style.
pub(super) fn figure(figure: &Figure, paint: Paint, width: usize, more: &str) -> String {
    let tone = |at: usize, other: Tone| figure.legend.get(at).map_or(other, |(tone, _)| *tone);
    let (sure, open) = (tone(0, Tone::Plain), tone(1, Tone::Open));
    let sheet = Sheet { paint, width, title: &figure.title, alt: &figure.alt };
    let mut out = paragraph("Caption", more, &run("", &figure.title));
    out += &match &figure.kind {
        FigureKind::Shares(rows) => sheet.shares(rows, &figure.legend),
        FigureKind::Ranges(rows) => sheet.ranges(rows, sure, open),
        FigureKind::Gantt { rows, milestones, today } => chart_time::gantt(&sheet, rows, milestones, *today),
        FigureKind::Trend(points) => sheet.ranges(&chart_time::trend(points), sure, open),
        FigureKind::Heat { columns, rows } => sheet.heat(columns, rows),
    };
    let mut legend = String::new();
    for (at, (tone, words)) in figure.legend.iter().enumerate() {
        if at > 0 {
            legend += &run("", "      ");
        }
        legend += &square(*tone);
        legend += &run("", words);
    }
    out += &paragraph(if figure.legend.is_empty() { "TableEnd" } else { "ChartLegend" }, "", &legend);
    out
}
