//! How much room words need on paper, in the width of an average character: how wide columns are, which tables need a
//! page turned on its side, and what turns with them. For writers that leave the breaking of lines to another program.

use unicode_width::UnicodeWidthStr;

use super::markdown::clip;
use super::unparted::unparted;
use super::{Block, Cell, Doc, Table, Tone};

/// What a line of a table holds on an upright page.
pub(super) const UPRIGHT: f64 = 108.0;

/// The same on a page on its side.
pub(super) const SIDEWAYS: f64 = 164.0;

/// What a column loses to its edges.
const EDGES: f64 = 2.6;

/// A word longer than this may be broken.
pub(super) const LONGEST: usize = 24;

/// Letters of heads are bolder than others.
const BOLD: f64 = 1.12;

/// So much wider than an average letter they are in the typeface that stands in where the one of the paper is not installed.
const STAND_IN: f64 = 1.3;

/// Whether this heading stands above lines to sign with prose alone between them. Such lines are not left on a page of
/// their own: what stands under the heading before goes over with them.
pub(super) fn signs(blocks: &[Block], at: usize) -> bool {
    let Some((Block::Heading { .. }, below)) = blocks.get(at..).and_then(<[Block]>::split_first) else {
        return false;
    };
    let first = below.iter().find(|b| !matches!(b, Block::Paragraph(_)));
    matches!(first, Some(Block::Sign(_)))
}

/// Whether only prose stands between this heading and one above lines to sign.
pub(super) fn before_signs(blocks: &[Block], at: usize) -> bool {
    let rest = blocks.get(at + 1..).unwrap_or_default();
    let prose = rest.iter().take_while(|b| matches!(b, Block::Paragraph(_))).count();
    prose > 0 && signs(blocks, at + 1 + prose)
}

/// What one column asks for.
struct Need {
    /// Below this a word is broken.
    least: f64,
    /// With this no line is.
    most: f64,
}

/// Width of the widest word, or of the longest a line must hold.
fn longest_word(text: &str) -> f64 {
    let parts = |c: char| c.is_whitespace() && c != '\u{a0}';
    unparted(text).split(parts).map(|w| w.width().min(LONGEST)).max().unwrap_or(0) as f64
}

/// Width of the widest line.
fn longest_line(text: &str) -> f64 {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) as f64
}

fn need(table: &Table, column: usize) -> Need {
    let head = table.columns.get(column).map_or("", |c| c.title.as_ref());
    let (mut least, mut most) = (longest_word(head) * BOLD, longest_line(head).min(18.0) * BOLD);
    for cell in table.rows.iter().filter_map(|r| r.get(column)) {
        let words = cell.words();
        let (word, line) = match cell {
            Cell::Day(_) | Cell::Number(_) => (longest_line(&words), longest_line(&words)),
            Cell::Toned(tone, _) if *tone != Tone::Plain => {
                (longest_word(&words) + 2.2, longest_line(&words) + 2.2)
            }
            Cell::Text(_) | Cell::Toned(..) => (longest_word(&words), longest_line(&words)),
        };
        least = least.max(word);
        most = most.max(line);
    }
    let wanted = table.columns.get(column).and_then(|c| c.width).map_or(most, |w| w as f64);
    Need { least: least + EDGES, most: wanted.max(least) + EDGES }
}

/// The share of the line each column gets, together 1, when a line holds `room` characters. As browsers do it: no
/// word is broken while there is room, and who has more to say gets more of what is left.
pub(super) fn shares(table: &Table, room: f64) -> Vec<f64> {
    let mut needs: Vec<Need> = (0..table.columns.len()).map(|c| need(table, c)).collect();
    // A head is not broken in another typeface either, where that breaks no other word.
    let heads = |c: usize| table.columns.get(c).map_or(0.0, |of| longest_word(&of.title) * STAND_IN + EDGES);
    let in_any: Vec<f64> = needs.iter().enumerate().map(|(c, n)| n.least.max(heads(c))).collect();
    if in_any.iter().sum::<f64>() <= room {
        for (need, wide) in needs.iter_mut().zip(in_any) {
            *need = Need { least: wide, most: need.most.max(wide) };
        }
    }
    let least: f64 = needs.iter().map(|n| n.least).sum();
    // A column of long notes is not to starve the others, so what a column asks for grows slowly past a line.
    let wish = |n: &Need| if n.most > 40.0 { 40.0 + (n.most - 40.0).sqrt() * 2.0 } else { n.most };
    let more: f64 = needs.iter().map(|n| (wish(n) - n.least).max(0.0)).sum();
    let left = (room - least).max(0.0);
    let wide = |n: &Need| {
        let above = (wish(n) - n.least).max(0.0);
        if more > left { n.least + left * above / more } else { n.least + above }
    };
    let widths: Vec<f64> = needs.iter().map(wide).collect();
    let sum: f64 = widths.iter().sum();
    widths.iter().map(|w| w / sum.max(1.0)).collect()
}

/// Columns that can always be read side by side on an upright page while no word of theirs is broken.
const FEW: usize = 7;

/// Whether a table is crammed on an upright page: by how many columns it has, not by one cell that says much.
pub(super) fn is_wide(table: &Table) -> bool {
    let few = table.columns.len() <= FEW;
    let decent = |n: Need| if few { n.least } else { n.most.min(16.0 + EDGES).max(n.least) };
    (0..table.columns.len()).map(|c| decent(need(table, c))).sum::<f64>() > UPRIGHT
}

/// Letters that have room in the head of a page, of an upright one too.
const RUNNING: usize = 110;

/// What is left there of a name at least.
const SHORTEST: usize = 20;

/// What stands at the head of every page on one line: whose it is, and what. A long name gives way to what the paper is.
pub(super) fn running(doc: &Doc) -> String {
    let room = RUNNING.saturating_sub(doc.title.width()).max(SHORTEST);
    let owner = clip(&doc.about.organisation, room);
    let between = if owner.is_empty() { "" } else { " \u{b7} " };
    [&owner, between, &doc.title].concat().replace(['\r', '\n'], " ")
}

/// Which blocks stand on pages on their side: wide tables, the headings and the few words before each that lead to it,
/// and the few words after.
pub(super) fn sideways(blocks: &[Block]) -> Vec<bool> {
    let mut turned = vec![false; blocks.len()];
    for (at, block) in blocks.iter().enumerate() {
        if !matches!(block, Block::Table(t) if is_wide(t)) {
            continue;
        }
        if let Some(turn) = turned.get_mut(at) {
            *turn = true;
        }
        for before in leading(blocks, at)..at {
            if let Some(turn) = turned.get_mut(before) {
                *turn = true;
            }
        }
        for after in at + 1..at + 1 + trailing(blocks.get(at + 1..).unwrap_or_default()) {
            if let Some(turn) = turned.get_mut(after) {
                *turn = true;
            }
        }
    }
    turned
}

/// Where what leads to the table at `at` begins.
fn leading(blocks: &[Block], at: usize) -> usize {
    let mut from = at;
    let mut words = 0;
    for (i, block) in blocks.iter().enumerate().take(at).rev() {
        match block {
            Block::Heading { .. } => from = i,
            // Only what stands between a heading and its table leads to it.
            Block::Paragraph(_) if from == at && words < 3 => words += 1,
            _ => break,
        }
    }
    from
}

/// How many blocks after a table stay with it: prose up to the next heading, if it is little.
fn trailing(after: &[Block]) -> usize {
    let prose = after.iter().take_while(|b| matches!(b, Block::Paragraph(_))).count();
    let ends = matches!(after.get(prose), None | Some(Block::Heading { .. } | Block::NewPage));
    if ends && prose <= 3 { prose } else { 0 }
}

/// How many lines of `room` characters a text takes.
pub(super) fn lines(text: &str, room: f64) -> f64 {
    let room = room.max(1.0);
    text.lines().map(|l| (l.width() as f64 * 1.06 / room).ceil().max(1.0)).sum::<f64>().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, words: &str) -> Table {
        let mut t = Table::new(&["Head"; 12][..columns]);
        t.row(vec![Cell::from(words); columns]);
        t
    }

    #[test]
    fn columns_share_a_line_and_a_word_is_whole() {
        let mut t = Table::new(&["Id", "Note"]);
        t.row(vec![Cell::from("A.6.2.3"), Cell::from("word ".repeat(400))]);
        let shares = shares(&t, UPRIGHT);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares[0] * UPRIGHT >= 7.0, "{shares:?}");
        assert!(shares[1] > shares[0]);
        assert!(super::shares(&Table::new(&[]), UPRIGHT).is_empty());
    }

    #[test]
    fn many_columns_turn_the_page_and_their_heading_with_it() {
        assert!(!is_wide(&table(4, "some words that go on and on and on")));
        assert!(!is_wide(&table(7, &"some words that go on and on and on ".repeat(9))));
        assert!(is_wide(&table(7, "noplacetobreakthiswordbefore")));
        assert!(is_wide(&table(10, "some words that go on and on and on")));
        let heading = |text: &str| Block::Heading { level: 2, text: text.into(), anchor: text.into() };
        let blocks = [
            Block::Paragraph("far".into()),
            heading("a"),
            Block::Paragraph("leads to it".into()),
            Block::Table(table(10, "some words that go on and on")),
            Block::Paragraph("said after".into()),
            heading("b"),
        ];
        assert_eq!(sideways(&blocks), [false, true, true, true, true, false]);
    }
}
