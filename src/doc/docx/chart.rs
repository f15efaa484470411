//! Figures as tables of shaded cells: sharp at any size, changed with the word processor itself, and read out with
//! their numbers. Used by the DOCX writer only.

use super::super::Tone;
use super::super::figure::{percent, span};
use super::super::paint::{BASE, Paint, Rgb, WHITE, hex};
use super::table::{cell, head, widths};
use super::xml::{paragraph, run};

/// How finely a bar is cut.
pub(super) const UNITS: usize = 40;

/// What all figures need to be drawn.
pub(super) struct Sheet<'f> {
    pub(super) paint: Paint,
    pub(super) width: usize,
    pub(super) title: &'f str,
    pub(super) alt: &'f str,
}

impl Sheet<'_> {
    /// How the table of a figure begins.
    pub(super) fn head(&self, widths: &[usize]) -> String {
        head(widths, "ChartTable", self.title, self.alt)
    }

    /// The words a bar is called by and its numbers stand at both ends; between them are the units of the bars.
    fn columns(&self, label: usize, value: usize) -> Vec<usize> {
        let units = widths(&[1.0 / UNITS as f64; UNITS], self.width - label - value);
        [vec![label], units, vec![value]].concat()
    }

    /// A bar a part, as long as all others, cut into its counts.
    pub(super) fn shares(&self, rows: &[(String, Vec<u32>)], legend: &[(Tone, String)]) -> String {
        let columns = self.columns(room(rows.iter().map(|r| &r.0)), 560);
        let mut out = self.head(&columns);
        for (label, counts) in rows {
            out += &row_of(&columns, label);
            let parts = apportioned(counts);
            let mut at = 1;
            for (n, (count, units)) in counts.iter().zip(&parts).enumerate().filter(|(_, (_, u))| **u > 0) {
                let tone = legend.get(n).map_or(Tone::Plain, |(tone, _)| *tone);
                out += &bar(&columns, at, *units, self.paint.tone(tone), &count.to_string());
                at += units;
            }
            if at == 1 {
                out += &bar(&columns, 1, UNITS, BASE, "");
            }
            let all: u64 = counts.iter().map(|n| u64::from(*n)).sum();
            out += &value(&columns, &all.to_string());
        }
        out + "</w:tbl>\n"
    }

    /// A bar a part from 0 to 100: up to the low end it is sure, up to the high end it is open.
    pub(super) fn ranges(&self, rows: &[(String, f64, f64)], sure: Tone, open: Tone) -> String {
        let columns = self.columns(room(rows.iter().map(|r| &r.0)), 900);
        let mut out = self.head(&columns);
        for (label, low, high) in rows {
            let low = percent(*low);
            let high = percent(*high).max(low);
            let unit = |n: f64| (n * UNITS as f64 / 100.0).round() as usize;
            out += &row_of(&columns, label);
            let (to, upto) = (unit(low), unit(high));
            for (from, to, ground) in
                [(0, to, self.paint.tone(sure)), (to, upto, self.paint.tone(open)), (upto, UNITS, BASE)]
            {
                if to > from {
                    out += &bar(&columns, from + 1, to - from, ground, "");
                }
            }
            out += &value(&columns, &span(low, high));
        }
        out + "</w:tbl>\n"
    }

    /// A field of coloured cells with their words.
    pub(super) fn heat(&self, columns: &[String], rows: &[(String, Vec<(Tone, String)>)]) -> String {
        let most = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(columns.len());
        let label = 2_700;
        let each = (self.width - label) / most.max(1);
        let all = [vec![label], vec![each; most]].concat();
        let mut out = self.head(&all);
        out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        out += &cell(label, "", &paragraph("ChartLabel", "", ""));
        for at in 0..most {
            let words = columns.get(at).map_or("", String::as_str);
            out += &cell(each, "<w:vAlign w:val=\"bottom\"/>", &paragraph("ChartValue", "", &run("", words)));
        }
        out += "</w:tr>\n";
        for (words, cells) in rows {
            out += &row_of(&all, words);
            for at in 0..most {
                let (tone, word) =
                    cells.get(at).map_or((Tone::Plain, ""), |(tone, word)| (*tone, word.as_str()));
                let ground = if tone == Tone::Plain { BASE } else { self.paint.tone(tone) };
                out += &bar(&all, at + 1, 1, ground, word);
            }
            out += "</w:tr>\n";
        }
        out + "</w:tbl>\n"
    }
}

/// Room for what bars are called, on one line as long as enough is left for the bars.
fn room<'w>(labels: impl Iterator<Item = &'w String>) -> usize {
    use unicode_width::UnicodeWidthStr as _;
    (labels.map(|l| l.width()).max().unwrap_or(0) * LETTER + 200).clamp(1_600, 4_200)
}

/// A letter of what a bar is called.
const LETTER: usize = 82;

/// How a row begins: with what it is called.
pub(super) fn row_of(columns: &[usize], label: &str) -> String {
    let wide = columns.first().copied().unwrap_or(1);
    let words = paragraph("ChartLabel", "", &run("", label));
    ["<w:tr><w:trPr><w:cantSplit/></w:trPr>", &cell(wide, END_EDGE, &words)].concat()
}

/// Between a label and its bar.
const END_EDGE: &str = "<w:tcMar><w:right w:w=\"110\" w:type=\"dxa\"/></w:tcMar>";

/// A shaded cell over `units` columns from `at`, with a number or a word in it.
pub(super) fn bar(columns: &[usize], at: usize, units: usize, ground: Rgb, words: &str) -> String {
    let wide: usize = columns.iter().skip(at).take(units).sum();
    let style = if Paint::ink_on(ground) == WHITE { "ChartValueLight" } else { "ChartValue" };
    let more = format!("{}<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", over(units), hex(ground));
    cell(wide, &more, &paragraph(style, "", &run("", words)))
}

/// How many columns a cell goes over.
pub(super) fn over(units: usize) -> String {
    if units > 1 { format!("<w:gridSpan w:val=\"{units}\"/>") } else { String::new() }
}

/// The last cell of a row of bars, and its end.
fn value(columns: &[usize], words: &str) -> String {
    let wide = columns.last().copied().unwrap_or(1);
    [cell(wide, "", &paragraph("ChartLabel", "", &run("", words))), "</w:tr>\n".to_owned()].concat()
}

/// Units of a bar for each count: all together [`UNITS`], and whoever counts has room for its number.
fn apportioned(counts: &[u32]) -> Vec<usize> {
    let all: u64 = counts.iter().map(|n| u64::from(*n)).sum();
    if all == 0 {
        return vec![0; counts.len()];
    }
    let least = |n: u32| {
        if n == 0 {
            0
        } else if n > 99 {
            3
        } else {
            2
        }
    };
    let share = |n: u32| (u64::from(n) * UNITS as u64 / all) as usize;
    let mut units: Vec<usize> = counts.iter().map(|n| share(*n).max(least(*n))).collect();
    // What was given too much or too little is taken from and given to the longest.
    loop {
        let sum: usize = units.iter().sum();
        let Some(longest) = units.iter_mut().max() else { return units };
        match sum.cmp(&UNITS) {
            std::cmp::Ordering::Equal => return units,
            std::cmp::Ordering::Less => *longest += UNITS - sum,
            std::cmp::Ordering::Greater if *longest > 1 => *longest -= 1,
            std::cmp::Ordering::Greater => {
                // More counts than units: the first have their place, the others stand in the table.
                units.iter_mut().skip(UNITS).for_each(|u| *u = 0);
                return units;
            }
        }
    }
}

/// The colour of a bar along time.
pub(super) fn ground(sheet: &Sheet<'_>, tone: Tone) -> Rgb {
    if tone == Tone::Plain { sheet.paint.coming() } else { sheet.paint.tone(tone) }
}

/// A sign of a day.
pub(super) fn sign(words: &str) -> String {
    run("ChartSign", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_counts() {
        for counts in [vec![1, 0, 3], vec![1, 1, 1, 1, 500], vec![7], vec![1; 39], vec![u32::MAX, u32::MAX]] {
            let units = apportioned(&counts);
            assert_eq!(units.iter().sum::<usize>(), UNITS, "{counts:?}");
            assert!(counts.iter().zip(&units).all(|(n, u)| (*n > 0) == (*u > 0)), "{counts:?} {units:?}");
        }
        assert_eq!(apportioned(&[0, 0]), [0, 0]);
        assert!(apportioned(&[1; 90]).iter().sum::<usize>() <= UNITS);
    }
}
