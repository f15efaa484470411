//! A figure in the DOCX file: title, legend, a table of shaded cells. Used by the DOCX writer only.

use super::super::paint::Paint;
use super::super::{Figure, FigureKind, Tone};
use super::chart::Sheet;
use super::chart_time;
use super::styles::name_of_key;
use super::table::square;
use super::xml::{paragraph, run};

/// The figure with its title and legend; `more` is what the paragraph of the title says beyond its style.
pub(super) fn figure(figure: &Figure, paint: Paint, width: usize, more: &str) -> String {
    let tone = |at: usize, other: Tone| figure.legend.get(at).map_or(other, |(tone, _)| *tone);
    let (sure, open) = (tone(0, Tone::Plain), tone(1, Tone::Open));
    let sheet = Sheet { paint, width, title: &figure.title, alt: &figure.alt };
    let drawn = match &figure.kind {
        FigureKind::Shares(rows) => sheet.shares(rows, &figure.legend),
        FigureKind::Ranges(rows) => sheet.ranges(rows, sure, open),
        FigureKind::Gantt { rows, milestones, today } => chart_time::gantt(&sheet, rows, milestones, *today),
        FigureKind::Trend(points) => sheet.ranges(&chart_time::trend(points), sure, open),
        FigureKind::Heat { columns, rows } => sheet.heat(columns, rows),
    };
    let mut out = paragraph("Caption", more, &run("", &figure.title));
    let mut legend = String::new();
    for (at, (key, words)) in figure.keys().enumerate() {
        if at > 0 {
            legend += &run("", "      ");
        }
        legend += &square(name_of_key(key));
        legend += &run("", words);
    }
    // Above the drawing, as in the PDF: below it, it goes to the next page where the drawing ends one.
    if !figure.legend.is_empty() {
        out += &paragraph("ChartLegend", "<w:keepNext/>", &legend);
    }
    out += &cut(&drawn);
    out += &paragraph("TableEnd", "", "");
    out
}

/// Rows of a figure that stay on one page.
const WHOLE: usize = 36;

/// Rows at both ends of a higher one that are not parted from each other.
const TOGETHER: usize = 3;

/// A figure too high for a page goes on over the next. Held together as a lower one is, it would leave its title alone
/// on a page of its own.
fn cut(drawn: &str) -> String {
    let end = "</w:tr>";
    let rows = drawn.matches(end).count();
    if rows <= WHOLE {
        return drawn.to_owned();
    }
    let loose = |(n, row): (usize, &str)| {
        if n < TOGETHER || n + TOGETHER >= rows {
            return row.to_owned();
        }
        ["ChartLabel", "ChartValue", "ChartValueLight", "ChartAxis"].iter().fold(
            row.to_owned(),
            |row, style| {
                let says = format!("<w:pStyle w:val=\"{style}\"/>");
                row.replace(&says, &[&says, "<w:keepNext w:val=\"0\"/>"].concat())
            },
        )
    };
    drawn.split_inclusive(end).enumerate().map(loose).collect()
}
