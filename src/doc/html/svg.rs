//! Figures as drawings inside the HTML file: shares, ranges and fields of cells; those along time stand in `svg_time`.
//! Used by the HTML writer only.

// Writing into a string cannot fail, so what `write!` gives back is let go here.
use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::Tone;
use super::super::figure::{percent, span};
use super::attribute;
use super::css::{REST, class};

/// Width of every drawing in its own units; a unit is a point of the screen where the text is 900 wide.
pub(super) const WIDE: f64 = 852.0;

/// Most that what bars are called may take before them.
const MOST_LEFT: f64 = 385.0;

/// Height from which a drawing is parted: two such parts and a heading have room on a printed page.
const MOST_HIGH: f64 = 480.0;

/// Width of a letter of 13 units.
pub(super) const LETTER: f64 = 6.9;

/// Height of a line of text.
pub(super) const LINE: f64 = 16.0;

/// A drawing in the making.
#[derive(Clone)]
pub(super) struct Draw {
    pub(super) out: String,
    /// Where bars begin: before it stands what they are called.
    pub(super) left: f64,
    pub(super) wide: f64,
    pub(super) high: f64,
}

impl Draw {
    /// Nothing drawn yet.
    pub(super) fn new() -> Self {
        Self { out: String::new(), left: 0.0, wide: WIDE, high: 0.0 }
    }

    /// Room for what the rows are called: as much as they need, up to a third or so.
    pub(super) fn make_room<'w>(&mut self, labels: impl Iterator<Item = &'w String>) {
        let longest = labels.map(|l| l.width()).max().unwrap_or(0) as f64;
        self.left = (longest * LETTER + 14.0).clamp(90.0, MOST_LEFT);
    }

    /// A rectangle; `what` is read when somebody points at it.
    pub(super) fn bar(&mut self, place: [f64; 4], look: &str, what: &str) {
        let [x, y, wide, high] = place;
        let title =
            if what.is_empty() { String::new() } else { format!("<title>{}</title>", attribute(what)) };
        let _ = writeln!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" class=\"{look}\">{title}</rect>"
        );
    }

    /// Words; `end` is where they end: `start`, `middle`, `end`.
    pub(super) fn words(&mut self, x: f64, y: f64, end: &str, look: &str, words: &str) {
        let look = if look.is_empty() { String::new() } else { format!(" class=\"{look}\"") };
        let end = if end == "start" { String::new() } else { format!(" text-anchor=\"{end}\"") };
        let _ = writeln!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\"{end}{look}>{}</text>", attribute(words));
    }

    pub(super) fn rule(&mut self, from: [f64; 2], to: [f64; 2], look: &str) {
        let ([x1, y1], [x2, y2]) = (from, to);
        let _ = writeln!(
            self.out,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{look}\"/>"
        );
    }

    /// Lines of what a row is called.
    fn name(&self, words: &str) -> Vec<String> {
        wrapped(words, ((self.left - 12.0) / LETTER) as usize, 3)
    }

    /// How high a row is that is called so, `least` at least.
    pub(super) fn height(&self, words: &str, least: f64) -> f64 {
        (self.name(words).len() as f64 * LINE + 6.0).max(least)
    }

    /// What a row is called, before its bar; gives back how high the row is.
    pub(super) fn label(&mut self, words: &str, least: f64) -> f64 {
        let lines = self.name(words);
        let high = self.height(words, least);
        let mut y = self.high + (high - lines.len() as f64 * LINE) / 2.0 + 12.0;
        for line in &lines {
            self.words(self.left - 10.0, y, "end", "", line);
            y += LINE;
        }
        high
    }
}

/// Rows of a drawing in parts of about the same height that each fit a page with what leads to them: from which to which.
pub(super) fn parts(heights: &[f64]) -> Vec<Range<usize>> {
    let all: f64 = heights.iter().sum();
    let each = all / (all / MOST_HIGH).ceil().max(1.0);
    let (mut parts, mut from, mut high) = (Vec::new(), 0, 0.0);
    for (at, row) in heights.iter().enumerate() {
        high += row;
        if high >= each || at + 1 == heights.len() {
            parts.push(from..at + 1);
            (from, high) = (at + 1, 0.0);
        }
    }
    parts
}

/// Words in at most `most` lines of `room` letters; three dots stand for what has no place.
pub(super) fn wrapped(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
        while lines.last().is_some_and(|l| l.width() > room) {
            let Some(long) = lines.pop() else { break };
            let (head, tail) = cut(&long, room);
            lines.extend([head, tail]);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let (head, _) = cut(last, room.saturating_sub(1));
            *last = head + "\u{2026}";
        }
    }
    lines
}

/// The first `room` letters of a word, and the rest.
fn cut(word: &str, room: usize) -> (String, String) {
    let (mut head, mut tail, mut used) = (String::new(), String::new(), 0);
    for c in word.chars() {
        used += c.width().unwrap_or(0);
        if used <= room.max(2) && tail.is_empty() { head.push(c) } else { tail.push(c) }
    }
    (head, tail)
}

/// A bar a part, as long as all others, cut into its counts.
pub(super) fn shares(draw: &mut Draw, rows: &[(String, Vec<u32>)], legend: &[(Tone, String)]) {
    draw.make_room(rows.iter().map(|r| &r.0));
    let (left, right) = (draw.left, WIDE - 46.0);
    for (label, counts) in rows {
        let high = draw.label(label, 27.0);
        let (y, all) = (draw.high + (high - 19.0) / 2.0, counts.iter().map(|n| u64::from(*n)).sum::<u64>());
        if all == 0 {
            draw.bar([left, y, right - left, 19.0], "base", "");
        }
        let mut x = left;
        for (at, count) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
            let (tone, word) = legend.get(at).map_or((Tone::Plain, ""), |(t, w)| (*t, w.as_str()));
            let wide = (right - left) * f64::from(*count) / all as f64;
            let number = count.to_string();
            draw.bar([x, y, (wide - 1.0).max(0.5), 19.0], class(tone), &format!("{label}: {word} {number}"));
            if wide > number.len() as f64 * 7.0 + 5.0 {
                let look = format!("on-{} ", class(tone));
                draw.words(x + wide / 2.0 - 0.5, y + 14.0, "middle", look.trim_end(), &number);
            }
            x += wide;
        }
        draw.words(WIDE - 2.0, y + 14.0, "end", "", &all.to_string());
        draw.high += high;
    }
    draw.high += 4.0;
}

/// A bar a part from 0 to 100: up to the low end it is sure, up to the high end it is open.
pub(super) fn ranges(draw: &mut Draw, rows: &[(String, f64, f64)], sure: Tone, open: Tone) {
    draw.make_room(rows.iter().map(|r| &r.0));
    let (left, right) = (draw.left, WIDE - 78.0);
    let at = |n: f64| left + (right - left) * n / 100.0;
    // The lines of the scale lie below the bars.
    let scale = std::mem::take(&mut draw.out);
    for (label, low, high) in rows {
        let (low, top) = (percent(*low), percent(*high).max(percent(*low)));
        let high = draw.label(label, 20.0);
        let y = draw.high + (high - 15.0) / 2.0;
        let said = span(low, top);
        draw.bar([left, y, right - left, 15.0], REST, "");
        draw.bar([left, y, at(low) - left, 15.0], class(sure), &format!("{label}: {said}"));
        draw.bar([at(low), y, at(top) - at(low), 15.0], class(open), &format!("{label}: {said}"));
        draw.words(WIDE - 2.0, y + 12.0, "end", "", &said);
        draw.high += high;
    }
    let bars = std::mem::replace(&mut draw.out, scale);
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        draw.rule([at(tick), 2.0], [at(tick), draw.high + 2.0], "grid");
        draw.words(at(tick), draw.high + 15.0, "middle", "small", &span(tick, tick));
    }
    draw.out.push_str(&bars);
    draw.high += 20.0;
}

/// A row of a field: what it is called, and its cells.
type Cells = (String, Vec<(Tone, String)>);

/// A field of coloured cells with their words, in parts with the heads of the columns above each.
pub(super) fn heat(columns: &[String], rows: &[Cells]) -> Vec<Draw> {
    let mut empty = Draw::new();
    empty.make_room(rows.iter().map(|r| &r.0));
    let left = empty.left;
    let most = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(columns.len()).max(1);
    let longest =
        rows.iter().flat_map(|(_, cells)| cells).map(|(_, word)| word.width().min(14)).max().unwrap_or(1);
    let wide = ((WIDE - left) / most as f64).clamp(longest as f64 * LETTER + 8.0, 110.0);
    empty.wide = (left + wide * most as f64 + 2.0).max(WIDE);
    let heights: Vec<f64> = rows.iter().map(|r| empty.height(&r.0, CELL)).collect();
    let part = |part: Range<usize>| {
        let mut draw = empty.clone();
        heads(&mut draw, columns, wide);
        for row in rows.get(part).unwrap_or_default() {
            cells(&mut draw, columns, row, wide);
        }
        draw.high += 4.0;
        draw
    };
    parts(&heights).into_iter().map(part).collect()
}

/// How high a cell is at least.
const CELL: f64 = 26.0;

/// What the columns are called, each `wide`.
fn heads(draw: &mut Draw, columns: &[String], wide: f64) {
    let (left, room) = (draw.left, (wide / LETTER) as usize);
    // Heads that do not fit above their cells stand upright.
    let upright = columns.iter().flat_map(|c| c.split_whitespace()).any(|w| w.width() > room);
    let head: Vec<Vec<String>> =
        columns.iter().map(|c| if upright { wrapped(c, 20, 1) } else { wrapped(c, room, 3) }).collect();
    let lines = head.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let longest_head = head.iter().flatten().map(|l| l.width()).max().unwrap_or(0) as f64;
    let high = if upright { longest_head * LETTER + 8.0 } else { lines * LINE + 6.0 };
    for (at, words) in head.iter().enumerate() {
        let x = left + wide * (at as f64 + 0.5);
        for (line, words) in words.iter().enumerate() {
            if upright {
                let (x, y) = (x + 4.0, high - 5.0);
                let _ = writeln!(
                    draw.out,
                    "<text transform=\"translate({x:.1} {y:.1}) rotate(-90)\">{}</text>",
                    attribute(words)
                );
            } else {
                let y = high - (words_left(head.get(at), line)) * LINE - 6.0;
                draw.words(x, y, "middle", "", words);
            }
        }
    }
    draw.high = high;
}

/// A row of cells, each `wide`.
fn cells(draw: &mut Draw, columns: &[String], (label, cells): &Cells, wide: f64) {
    let (left, room) = (draw.left, (wide / LETTER) as usize);
    let high = draw.label(label, CELL);
    for (at, (tone, word)) in cells.iter().enumerate() {
        let x = left + wide * at as f64;
        let column = columns.get(at).map_or("", String::as_str);
        let said = format!("{label}, {column}: {word}");
        let look = if *tone == Tone::Plain { "base" } else { class(*tone) };
        draw.bar([x + 0.5, draw.high + 0.5, wide - 1.0, high - 1.0], look, &said);
        let ink = if *tone == Tone::Plain { String::new() } else { format!("on-{}", class(*tone)) };
        let fits = wrapped(word, room, 1).concat();
        draw.words(x + wide / 2.0, draw.high + high / 2.0 + 4.5, "middle", &ink, &fits);
    }
    draw.high += high;
}

/// How many lines of a head stand below line `line`.
fn words_left(lines: Option<&Vec<String>>, line: usize) -> f64 {
    lines.map_or(0, |l| l.len().saturating_sub(line + 1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_high_drawing_is_parted_evenly_and_no_row_is_lost() {
        for rows in [1, 20, 21, 45, 300] {
            let parts = parts(&vec![23.0; rows]);
            assert_eq!(
                parts.iter().flat_map(Clone::clone).collect::<Vec<_>>(),
                (0..rows).collect::<Vec<_>>()
            );
            let (least, most) = (parts.iter().map(Range::len).min(), parts.iter().map(Range::len).max());
            assert!(most <= Some(22) && (parts.len() == 1 || least >= Some(8)), "{rows}: {parts:?}");
        }
        assert!(parts(&[]).is_empty());
    }

    #[test]
    fn labels_are_broken_at_words_and_never_lost_in_silence() {
        assert_eq!(wrapped("one two three", 8, 3), ["one two", "three"]);
        assert_eq!(wrapped("aaaaaaaaaaaa", 5, 2), ["aaaaa", "aaaa\u{2026}"]);
        assert_eq!(wrapped("", 5, 2), [""]);
        assert_eq!(span(40.2, 40.4), "40 %");
        assert_eq!(span(25.0, 50.0), "25\u{2013}50 %");
        assert_eq!(percent(f64::NAN).to_string(), "0");
    }
}
