//! A figure in the HTML file: its title, the drawing, what is said to who cannot see it, and the legend. Used by the
//! HTML writer only.

use super::super::{Figure, FigureKind, Tone};
use super::css::class_of_key;
use super::svg::{self, Draw};
use super::{attribute, svg_time, text};

/// The figure with its title and legend; `n` tells it from the others in the file.
pub(super) fn figure(figure: &Figure, n: usize) -> String {
    let tone = |at: usize, other: Tone| figure.legend.get(at).map_or(other, |(tone, _)| *tone);
    let (sure, open) = (tone(0, Tone::Plain), tone(1, Tone::Open));
    let whole = |draw: &dyn Fn(&mut Draw)| {
        let mut drawing = Draw::new();
        draw(&mut drawing);
        vec![drawing]
    };
    let parts = match &figure.kind {
        FigureKind::Shares(rows) => whole(&|draw| svg::shares(draw, rows, &figure.legend)),
        FigureKind::Ranges(rows) => whole(&|draw| svg::ranges(draw, rows, sure, open)),
        FigureKind::Gantt { rows, milestones, today } => svg_time::gantt(rows, milestones, *today),
        FigureKind::Trend(points) => whole(&|draw| svg_time::trend(draw, points, sure, open)),
        FigureKind::Heat { columns, rows } => svg::heat(columns, rows),
    };
    // What is in parts may be cut between them where it is printed.
    let class_of = if parts.len() > 1 { " class=\"parts\"" } else { "" };
    let mut out = format!("<figure{class_of}>\n<figcaption>{}</figcaption>\n", text(&figure.title));
    for (at, part) in parts.iter().enumerate() {
        let view = format!(
            "<div class=\"draw\"><svg viewBox=\"0 0 {:.0} {:.0}\" role=\"img\"",
            part.wide, part.high
        );
        let told = if at == 0 {
            let (name, alt) = (attribute(&figure.title), attribute(&figure.alt));
            format!(
                " aria-labelledby=\"f{n}-t f{n}-d\"><title id=\"f{n}-t\">{name}</title><desc id=\"f{n}-d\">{alt}</desc>\n"
            )
        } else {
            // What it shows was said with the first part.
            format!(" aria-labelledby=\"f{n}-t\">\n")
        };
        out.extend([view, told]);
        out.extend([part.out.as_str(), "</svg></div>\n"]);
    }
    if !figure.legend.is_empty() {
        out.push_str("<ul class=\"legend\">");
        for (key, words) in figure.keys() {
            out.extend(["<li class=\"key ", class_of_key(key), "\">", &text(words), "</li>"]);
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</figure>\n");
    out
}
