//! Charts of the program that opens the file, over cells of the same sheet: who changes a figure changes its bar.

use rust_xlsxwriter::{
    Chart as Drawn, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartMarker, ChartRange, ChartSolidFill, ChartType, Color, ObjectMovement, XlsxError,
};

use super::writer::{Writer, columns};
use super::{Chart, ChartKind, Grid, Part, ink, place};
use crate::doc::Tone;
use crate::inert;

/// Height of a row that says nothing of its height, in pixels.
const ROW: u32 = 20;
/// Lines behind bars.
const GRID: u32 = 0xE1_E5_EA;

/// Draws a chart from a row on, over the width of the sheet.
pub(super) fn write(w: &mut Writer<'_>, chart: &Chart, row: u32) -> Result<(), XlsxError> {
    let tables = w.sheet.parts.iter().zip(&w.place.rows).filter_map(|(p, row)| match p {
        Part::Grid(grid) => Some((grid.as_ref(), *row)),
        _ => None,
    });
    let Some((grid, head)) = tables.clone().nth(chart.of).filter(|(g, _)| !g.table.rows.is_empty()) else {
        return Ok(());
    };
    // A little less than the columns: other programs draw them narrower, and what hangs over takes a page of its own.
    let wide = w.place.widths.iter().map(|c| c * 7 + 5).sum::<usize>() * 24 / 25;
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Shares | ChartKind::Ranges => ChartType::BarStacked,
        ChartKind::Trend => ChartType::Line,
    });
    drawn
        .set_width(place::count(wide).clamp(320, 1_400))
        .set_height(place::CHART_ROWS * ROW - ROW / 2)
        .set_alt_text(inert::text(&chart.alt).chars().take(255).collect::<String>())
        .set_object_movement(ObjectMovement::MoveAndSizeWithCells);
    drawn
        .title()
        .set_name(inert::line(&chart.title).as_ref())
        .set_font(ChartFont::new().set_size(12).set_bold());
    drawn.title().set_overlay(false);
    drawn.legend().set_position(ChartLegendPosition::Bottom);
    drawn.chart_area().set_format(ChartFormat::new().set_no_border());
    for (column, tone) in &chart.series {
        series(&mut drawn, w, chart, (grid, head), *column, *tone);
    }
    axes(&mut drawn, chart.kind);
    w.to.insert_chart_with_offset(row, 0, &drawn, 2, 2)?;
    Ok(())
}

fn series(
    drawn: &mut Drawn,
    w: &Writer<'_>,
    chart: &Chart,
    (grid, head): (&Grid, u32),
    column: usize,
    tone: Tone,
) {
    let columns = columns(grid);
    let at = |c: usize| columns.get(c).map_or(0, |c| c.0);
    let (first, last) = (head + 1, head + place::count(grid.table.rows.len()));
    let range = |c: usize| ChartRange::new_from_range(&w.place.name, first, at(c), last, at(c));
    let colour = Color::RGB(ink::solid(tone));
    let name = ChartRange::new_from_range(&w.place.name, head, at(column), head, at(column));
    let one =
        drawn.add_series().set_values(&range(column)).set_categories(&range(chart.names)).set_name(&name);
    if chart.kind == ChartKind::Trend {
        let line = ChartLine::new().set_color(colour).set_width(2.25).clone();
        let mut dot = ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)).clone();
        one.set_format(ChartFormat::new().set_line(&line))
            .set_marker(ChartMarker::new().set_format(&mut dot).set_size(6));
    } else {
        let fill = ChartSolidFill::new().set_color(colour).clone();
        one.set_format(ChartFormat::new().set_solid_fill(&fill)).set_gap(40).set_overlap(100);
    }
}

fn axes(drawn: &mut Drawn, kind: ChartKind) {
    let quiet = ChartLine::new().set_color(Color::RGB(GRID)).clone();
    let small = ChartFont::new().set_size(9).clone();
    // Where bars lie, the axis of the names is the one that stands.
    let lies = kind != ChartKind::Trend;
    let names = if lies { drawn.y_axis() } else { drawn.x_axis() };
    names.set_font(&small).set_major_gridlines(false).set_label_interval(1);
    if lies {
        names.set_reverse();
    } else {
        names.set_text_axis(true);
    }
    let figures = if lies { drawn.x_axis() } else { drawn.y_axis() };
    figures.set_font(&small).set_major_gridlines(true).set_major_gridlines_line(&quiet);
    if lies {
        // Names run from the top down, which would take the figures up with them.
        figures.set_label_position(ChartAxisLabelPosition::High);
    }
    if kind != ChartKind::Shares {
        figures.set_min(0).set_max(100).set_num_format("0\" %\"");
    }
}
