//! A figure in the HTML file: its title, the drawing, what is said to who cannot see it, and the legend. Used by the
//! HTML writer only.

use super::super::paint::Paint;
use super::super::{Figure, FigureKind, Tone};
use super::css::class;
use super::svg::{self, Draw};
use super::{attribute, svg_time, text};

/// The figure with its title and legend; `n` tells it from the others in the file.
pub(super) fn figure(figure: &Figure, paint: Paint, n: usize) -> String {
    let tone = |at: usize, other: Tone| figure.legend.get(at).map_or(other, |(tone, _)| *tone);
    let mut draw = Draw::new(paint);
    match &figure.kind {
        FigureKind::Shares(rows) => svg::shares(&mut draw, rows, &figure.legend),
        FigureKind::Ranges(rows) => {
            svg::ranges(&mut draw, rows, tone(0, Tone::Plain), tone(1, Tone::Open));
        }
        FigureKind::Gantt { rows, milestones, today } => svg_time::gantt(&mut draw, rows, milestones, *today),
        FigureKind::Trend(points) => {
            svg_time::trend(&mut draw, points, tone(0, Tone::Plain), tone(1, Tone::Open));
        }
        FigureKind::Heat { columns, rows } => svg::heat(&mut draw, columns, rows),
    }
    let mut out = format!(
        "<figure>\n<figcaption>{title}</figcaption>\n<div class=\"draw\"><svg viewBox=\"0 0 {wide:.0} {high:.0}\" \
         role=\"img\" aria-labelledby=\"f{n}-t f{n}-d\"><title id=\"f{n}-t\">{name}</title><desc id=\"f{n}-d\">{alt}</desc>\n",
        title = text(&figure.title),
        wide = draw.wide,
        high = draw.high,
        name = attribute(&figure.title),
        alt = attribute(&figure.alt),
    );
    out.push_str(&draw.out);
    out.push_str("</svg></div>\n");
    if !figure.legend.is_empty() {
        out.push_str("<ul class=\"legend\">");
        for (tone, words) in &figure.legend {
            out.extend(["<li class=\"key ", class(*tone), "\">", &text(words), "</li>"]);
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</figure>\n");
    out
}
