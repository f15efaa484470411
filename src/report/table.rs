//! Rows and columns, once for spreadsheets (CSV) and once for people (Markdown). Used inside `report`
//! only; knows nothing of assessments.

use unicode_width::UnicodeWidthStr;

use super::ReportError;
use super::markdown::escape;
use crate::inert;

/// A last column wider than this is not padded: the spaces would only make every line long.
const PAD_UP_TO: usize = 100;

/// What a spreadsheet must take as text, and what as a number.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    Text(String),
    Number(String),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Text(t) | Self::Number(t) => t,
        }
    }
}

impl From<&str> for Cell {
    fn from(t: &str) -> Self {
        Self::Text(t.to_owned())
    }
}

impl From<String> for Cell {
    fn from(t: String) -> Self {
        Self::Text(t)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => { $(impl From<$kind> for Cell {
        fn from(n: $kind) -> Self {
            Self::Number(n.to_string())
        }
    })* };
}

numbers!(u8, u32, usize);

/// Hours and shares as they leave: more than the hundredth is noise of a product, or finer than anybody plans. Figures
/// are added up before, so that a sum is never off by what was cut.
pub(super) fn hundredths(n: f64) -> f64 {
    (n * 100.0).round() / 100.0 + 0.0
}

impl From<f64> for Cell {
    fn from(n: f64) -> Self {
        Self::Number(hundredths(n).to_string())
    }
}

/// A table; every row has as many cells as there are heads.
pub(super) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.head.len());
        self.rows.push(cells);
    }

    /// The same columns at the end of every row.
    pub(super) fn append(&mut self, more: &[(&'static str, String)]) {
        self.head.extend(more.iter().map(|(name, _)| *name));
        for row in &mut self.rows {
            row.extend(more.iter().map(|(_, value)| Cell::from(value.as_str())));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Comma-separated, lines end in CR LF, nothing a spreadsheet would run.
    pub(super) fn csv(&self) -> Result<Vec<u8>, ReportError> {
        let mut w = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let failed = |e: csv::Error| ReportError::Csv(e.to_string());
        w.write_record(&self.head).map_err(failed)?;
        for row in &self.rows {
            w.write_record(row.iter().map(|c| match c {
                Cell::Text(t) => defused(t),
                Cell::Number(n) => n.clone(),
            }))
            .map_err(failed)?;
        }
        w.into_inner().map_err(|e| ReportError::Csv(e.to_string()))
    }

    /// Padded so that it reads as a table in an ordinary editor too.
    pub(super) fn markdown(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|c| escape(c.text())).collect()).collect();
        let last = self.head.len().saturating_sub(1);
        let widths: Vec<usize> = self
            .head
            .iter()
            .enumerate()
            .map(|(i, head)| {
                let wide = rows.iter().map(|r| r[i].width()).max().unwrap_or(0);
                let wide = if i == last && wide > PAD_UP_TO { 0 } else { wide };
                wide.max(head.width()).max(3)
            })
            .collect();
        let right: Vec<bool> = (0..self.head.len())
            .map(|i| !self.rows.is_empty() && self.rows.iter().all(|r| matches!(r[i], Cell::Number(_))))
            .collect();
        let mut out = String::new();
        let line = |cells: &mut dyn Iterator<Item = &str>, out: &mut String| {
            for (i, text) in cells.enumerate() {
                let gap = " ".repeat(widths[i].saturating_sub(text.width()));
                let (before, after) = if right[i] { (gap.as_str(), "") } else { ("", gap.as_str()) };
                out.extend(["| ", before, text, after, " "]);
            }
            out.push_str("|\n");
        };
        line(&mut self.head.iter().copied(), &mut out);
        for (width, right) in widths.iter().zip(&right) {
            let dashes = "-".repeat(if *right { width - 1 } else { *width });
            out.extend(["| ", &dashes, if *right { ": " } else { " " }]);
        }
        out.push_str("|\n");
        for row in &rows {
            line(&mut row.iter().map(String::as_str), &mut out);
        }
        out
    }
}

/// Text that a spreadsheet would take for a formula gets a leading quote. Blanks before the sign do not
/// help an attacker: some programs trim them first. Neither do quotes, which are kept apart from ours by
/// one more, so that taking one away brings the text back.
fn defused(text: &str) -> String {
    let live =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    let bare = text.trim_start_matches('\'');
    let shown = inert::text(text);
    if bare.starts_with(|c: char| c.is_control()) || bare.trim_start().starts_with(live) {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay_numbers() {
        for live in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\u{ff1d}1", "  =1", "\n=1", "\0=1", "'=1"] {
            let out = defused(live);
            let back = out.strip_prefix('\'').unwrap();
            assert_eq!(back, inert::text(live), "a quote taken away brings it back");
        }
        assert_eq!(defused("it's"), "it's");
        assert_eq!(defused("'quoted'"), "'quoted'");
        assert_eq!(defused("a\u{1b}]52;\u{202e}b\nc"), "a\\u{1b}]52;\\u{202e}b\nc");
        assert_eq!(defused("a=b"), "a=b");
        let mut t = Table::new(&["a", "b"]);
        t.row(vec!["=x,\"y\"".into(), 1.5.into()]);
        assert_eq!(String::from_utf8(t.csv().unwrap()).unwrap(), "a,b\r\n\"'=x,\"\"y\"\"\",1.5\r\n");
    }

    #[test]
    fn a_markdown_table_is_aligned_and_cannot_be_broken() {
        let mut t = Table::new(&["Id", "Hours", "Text"]);
        t.row(vec!["\u{8a9e}|x\ny".into(), 2.0.into(), "<b>`z`".into()]);
        t.row(vec!["b".into(), 12.5.into(), "".into()]);
        let text = t.markdown();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|l| l.width() == lines[0].width()), "{text}");
        assert_eq!(lines[1], "| ------- | ----: | --------- |");
        assert!(lines[2].contains("\\|x y") && lines[2].contains("\\<b>\\`z\\`"), "{text}");
        // Three columns however the text is read: four bars that are not escaped.
        assert!(lines.iter().all(|l| l.replace("\\|", "").matches('|').count() == 4), "{text}");
    }
}
