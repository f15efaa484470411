//! Tables of a document as `WordprocessingML`. Used by the DOCX writer only.

use super::super::measure::{self, SIDEWAYS, UPRIGHT};
use super::super::{Cell, Table, Tone};
use super::styles::name;
use super::xml::{esc, paragraph, run};

/// Lines from which a row may be cut at the foot of a page; a higher one might not fit on any.
const TALL: f64 = 24.0;

/// A table so wide, on a page on its side or not; `above` is said to who cannot see where it stands.
pub(super) fn table(table: &Table, (width, side): (usize, bool), above: &str) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let room = if side { SIDEWAYS } else { UPRIGHT };
    let shares = measure::shares(table, room);
    let widths = widths(&shares, width);
    let mut out = head(&widths, "ReportTable", above, "");
    let numbers: Vec<bool> = (0..table.columns.len()).map(|c| table.is_numbers(c)).collect();
    out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for ((column, wide), number) in table.columns.iter().zip(&widths).zip(&numbers) {
        let style = if *number { "TableHeadNumber" } else { "TableHead" };
        out.push_str(&cell(*wide, "", &paragraph(style, "", &run("", &column.title))));
    }
    out.push_str("</w:tr>\n");
    for row in &table.rows {
        let lines = row
            .iter()
            .zip(&shares)
            .map(|(c, share)| measure::lines(&c.words(), share * room - 2.6))
            .fold(0.0, f64::max);
        out.push_str(if lines > TALL { "<w:tr>" } else { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" });
        for (value, wide) in row.iter().zip(&widths) {
            out.push_str(&cell(*wide, "", &words(value)));
        }
        out.push_str("</w:tr>\n");
    }
    out.push_str("</w:tbl>\n");
    out
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Number(n) => paragraph("TableNumber", "", &run("", n)),
        Cell::Toned(tone, words) if *tone != Tone::Plain && !words.trim().is_empty() => {
            let runs = [square(name(*tone)), run("", words)].concat();
            paragraph("TableText", "", &runs)
        }
        other => paragraph("TableText", "", &run("", &other.words())),
    }
}

/// The coloured square before a word: blanks on a ground, so that it has an edge and is as pale as the bars.
pub(super) fn square(style: &str) -> String {
    run(&["Tone", style].concat(), "\u{a0}\u{a0}\u{a0}") + &run("", "\u{a0}")
}

/// Shares of a line as whole measures that add up to `width`.
pub(super) fn widths(shares: &[f64], width: usize) -> Vec<usize> {
    let (mut sum, mut done) = (0.0, 0);
    let whole = |share: &f64| {
        sum += share;
        let to = (sum * width as f64).round() as usize;
        let wide = to.saturating_sub(done).max(1);
        done = to;
        wide
    };
    shares.iter().map(whole).collect()
}

/// How a table begins: its style, what it is called, its columns.
pub(super) fn head(widths: &[usize], style: &str, title: &str, alt: &str) -> String {
    let all: usize = widths.iter().sum();
    let look = if style == "ReportTable" {
        "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>"
    } else {
        "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
    };
    let said = |tag: &str, words: &str| {
        if words.is_empty() { String::new() } else { format!("<w:{tag} w:val=\"{}\"/>", esc(words)) }
    };
    let grid: Vec<String> = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
    let grid = grid.concat();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         {look}{}{}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>\n",
        said("tblCaption", title),
        said("tblDescription", alt)
    )
}

/// A cell `wide` wide; `more` is what its style does not say.
pub(super) fn cell(wide: usize, more: &str, paragraphs: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>{more}</w:tcPr>{paragraphs}</w:tc>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_add_up_to_the_line() {
        for shares in [vec![0.333, 0.333, 0.334], vec![0.001, 0.999], vec![0.1; 10]] {
            assert_eq!(widths(&shares, 9_638).iter().sum::<usize>(), 9_638);
        }
    }
}
