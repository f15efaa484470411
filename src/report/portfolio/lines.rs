//! Many clients as lines for a terminal. What is too wide stands below the row it belongs to, so that no line is broken by
//! the terminal in the middle of a word.

use unicode_width::UnicodeWidthStr;

use super::table;
use crate::doc::Table;
use crate::doc::markdown::{clip, wrap};
use crate::inert::one_line;
use crate::model::portfolio::{Portfolio, Standard};
use crate::model::{DISCLAIMER, RULE};
use crate::say;
use crate::words::{self, portfolio};

/// Columns of a name, at least where the line is short and at most.
const NAME: (usize, usize) = (18, 36);

/// Columns between two columns of the table.
const BETWEEN: usize = 2;

/// What begins a line that belongs to the one above it.
const BELOW: &str = "    ";

/// Everything as lines of at most `width` columns, or of as many as a word takes.
pub fn lines(p: &Portfolio, width: usize) -> Vec<String> {
    let prose = |words: &str| wrap(&one_line(words), width);
    let mut lines = prose(&portfolio::summary(p));
    if p.clients.is_empty() && p.unread.is_empty() {
        lines.extend(prose(portfolio::where_they_are()));
        lines.extend(prose(&say!(
            "Give the folder that holds them, or begin one there: {command}",
            command = "clausewise new FILE"
        )));
    }
    lines.push(String::new());
    if !p.clients.is_empty() {
        lines.extend(folded(&table(p), width));
        for (n, standard) in p.standards.iter().enumerate() {
            lines.extend([String::new(), say!("By part of {title}:", title = standard.title)]);
            lines.extend(field(p, n, standard, width));
        }
        lines.push(String::new());
        lines.extend(prose(&portfolio::legend()));
        lines.push(String::new());
    }
    if !p.unread.is_empty() {
        lines.push(say!("{column}:", column = portfolio::unread(p)));
        for u in &p.unread {
            lines.extend(below("  ", &one_line(&portfolio::of_unread(u)), width));
        }
        lines.push(String::new());
    }
    let remarks = portfolio::remarks(p);
    if !remarks.is_empty() {
        lines.extend(remarks.iter().flat_map(|remark| prose(remark)));
        lines.push(String::new());
    }
    lines.extend(prose(&format!("{RULE}. {}", words::text(DISCLAIMER))));
    lines
}

/// A name in as many columns as it may take.
fn called(name: &str, columns: usize) -> String {
    clip(&one_line(name), columns)
}

/// A text in lines that all begin alike.
fn below(begin: &str, words: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(begin.width()).max(1);
    wrap(words, room).into_iter().map(|line| format!("{begin}{line}")).collect()
}

/// The heat map of one questionnaire, a client a line: sign and share of each part. Parts without room come in a second
/// field of the same clients.
fn field(p: &Portfolio, standard: usize, of: &Standard, width: usize) -> Vec<String> {
    let clients: Vec<(&str, Vec<String>)> = p
        .clients
        .iter()
        .filter(|c| c.standard == standard)
        .map(|c| (c.name(), c.parts.iter().map(portfolio::part).collect()))
        .collect();
    let ids: Vec<String> = of.parts.iter().map(|(id, _)| id.clone()).collect();
    let cells = clients.iter().flat_map(|(_, cells)| cells).chain(&ids);
    let cell = cells.map(|c| c.width()).max().unwrap_or(0) + 1;
    let fit = (width.saturating_sub(NAME.0) / cell).max(1);
    let fields = ids.len().div_ceil(fit).max(1);
    let each = ids.len().div_ceil(fields).max(1);
    let name = width.saturating_sub(each * cell).clamp(NAME.0, NAME.1);
    let widest = clients.iter().map(|(n, _)| called(n, name).width()).max().unwrap_or(0);
    let line = |head: &str, cells: &[String]| {
        let cells = cells.iter().map(|c| format!("{}{c}", " ".repeat(cell.saturating_sub(c.width()))));
        format!("{head}{}{}", " ".repeat(widest.saturating_sub(head.width())), cells.collect::<String>())
    };
    let mut lines = Vec::new();
    for (n, ids) in ids.chunks(each).enumerate() {
        if n > 0 {
            lines.push(String::new());
        }
        lines.push(line("", ids));
        for (name_of, cells) in &clients {
            let cells = cells.chunks(each).nth(n).unwrap_or_default();
            lines.push(line(&called(name_of, name), cells));
        }
    }
    lines
}

/// A table with its columns one below the other; figures stand to the right. Columns without room stand below their row,
/// each behind its head.
fn folded(table: &Table, width: usize) -> Vec<String> {
    let right: Vec<bool> = (0..table.columns.len()).map(|n| table.is_numbers(n)).collect();
    let heads: Vec<String> = table.columns.iter().map(|c| c.title.to_string()).collect();
    let shown = |n: usize, words: &str| if n == 0 { called(words, NAME.1) } else { one_line(words) };
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().enumerate().map(|(n, c)| shown(n, &c.words())).collect())
        .collect();
    let mut wide: Vec<usize> = (0..heads.len())
        .map(|n| {
            rows.iter().chain([&heads]).filter_map(|row| row.get(n)).map(|c| c.width()).max().unwrap_or(0)
        })
        .collect();
    // A name gives way before a column does, as far as it is still told from the others.
    let others = |n: usize| wide.iter().take(n).skip(1).map(|w| w + BETWEEN).sum::<usize>();
    let least = wide[0].min(NAME.0);
    let columns = (1..=wide.len()).rev().find(|n| least + others(*n) <= width).unwrap_or(1);
    let spare = width.saturating_sub(others(columns)).max(least);
    wide[0] = wide[0].min(spare);
    let line = |row: &[String]| {
        let mut line = String::new();
        for (n, cell) in row.iter().enumerate().take(columns) {
            let cell = if n == 0 { clip(cell, wide[0]) } else { cell.clone() };
            let gap = " ".repeat(wide[n].saturating_sub(cell.width()));
            let (before, after) = if right[n] { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.extend([before, &cell, after, "  "]);
        }
        line.trim_end().to_owned()
    };
    let mut lines = vec![line(&heads)];
    for row in &rows {
        lines.push(line(row));
        let rest = heads.iter().zip(row).skip(columns).filter(|(_, cell)| !cell.is_empty());
        let rest: Vec<String> = rest.map(|(head, cell)| say!("{head}: {cell}", head, cell)).collect();
        lines.extend(packed(&rest, width));
    }
    lines
}

/// Facts below a row, as many in a line as have room whole.
fn packed(facts: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        match lines.last_mut().filter(|l| BELOW.width() + l.width() + 2 + fact.width() <= width) {
            Some(line) => line.extend(["; ", fact]),
            None => lines.push(fact.clone()),
        }
    }
    lines.iter().flat_map(|line| below(BELOW, line, width)).collect()
}
