//! A table of text: which encoding it is in, what parts its columns, and its rows.

use super::{Cell, Counted, Is, Sheet};
use crate::import::{Fault, Limits, Place, Trouble};

/// What may part columns, the most usual first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// How much of a file is looked at to find out what parts its columns.
const SAMPLE: usize = 64 << 10;

/// What Windows-1252 has where others have control characters; U+FFFD where it has nothing.
const WINDOWS: [char; 32] = [
    '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}',
    '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{fffd}', '\u{17d}', '\u{fffd}', '\u{fffd}', '\u{2018}',
    '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}',
    '\u{203a}', '\u{153}', '\u{fffd}', '\u{17e}', '\u{178}',
];

/// The text of a file: UTF-8 or UTF-16 by its mark, UTF-8 where it is, else Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let binary = || Fault::whole(Trouble::NotText);
    let sixteen = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        if !odd.is_empty() {
            return Err(binary());
        }
        char::decode_utf16(pairs.iter().map(|p| of(*p))).collect::<Result<String, _>>().map_err(|_| binary())
    };
    let text = if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        sixteen(rest, u16::from_le_bytes)?
    } else if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        sixteen(rest, u16::from_be_bytes)?
    } else {
        let rest = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
        match std::str::from_utf8(rest) {
            Ok(text) => text.to_owned(),
            Err(_) => rest.iter().map(|b| windows(*b)).collect(),
        }
    };
    if text.contains('\0') { Err(binary()) } else { Ok(text) }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

/// The rows of a table of text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Fault> {
    let text = decode(bytes)?;
    let (separator, skipped) = separator(&text);
    let table = text.as_bytes().get(skipped..).unwrap_or_default();
    let mut sheet = Sheet::default();
    let mut counted = Counted { limits, cells: 0 };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(table);
    let mut record = csv::ByteRecord::new();
    // The line that names the separator is a row of its own.
    let mut row = usize::from(skipped > 0);
    let at = |row: usize| Place { row, ..Place::default() };
    loop {
        let from = reader.position().byte() as usize;
        let more = reader.read_byte_record(&mut record);
        let to = reader.position().byte() as usize;
        let raw = table.get(from..to.min(table.len())).unwrap_or_default();
        // The other half of the line end before it.
        let half = from > 0 && table.get(from - 1) == Some(&b'\r') && raw.first() == Some(&b'\n');
        // Empty rows are no records, but a spreadsheet counts them.
        row += 1 + empty_rows(raw.get(usize::from(half)..).unwrap_or_default());
        if !more.map_err(|_| Fault { place: at(row), trouble: Trouble::Unreadable })? {
            return Ok(sheet);
        }
        if to >= table.len() && is_open(raw, separator) {
            return Err(Fault { place: at(row), trouble: Trouble::OpenQuote });
        }
        for (column, cell) in record.iter().enumerate() {
            if !cell.is_empty() {
                let text = unguarded(&String::from_utf8_lossy(cell)).to_owned();
                counted.put(&mut sheet, (row, column), Cell { text, is: Is::Value })?;
            }
        }
    }
}

/// A text without the quote that our own tables put before what a spreadsheet would run.
fn unguarded(text: &str) -> &str {
    let live = |c: char| c.is_control() || crate::inert::begins_formula(c);
    let bare = text.trim_start_matches('\'').trim_start();
    if bare.starts_with(live) { text.strip_prefix('\'').unwrap_or(text) } else { text }
}

/// How many line ends stand before anything else.
fn empty_rows(raw: &[u8]) -> usize {
    let blank = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let blank = raw.get(..blank).unwrap_or_default();
    let feeds = memchr::memchr_iter(b'\n', blank).count();
    if feeds > 0 { feeds } else { blank.len() }
}

/// Whether the last row ends inside quotes: a file that was cut off, or one quote too many.
fn is_open(raw: &[u8], separator: u8) -> bool {
    let (mut inside, mut begins) = (false, true);
    let mut rest = raw.iter().peekable();
    while let Some(b) = rest.next() {
        if inside {
            if *b == b'"' && rest.next_if(|n| **n == b'"').is_none() {
                inside = false;
            }
        } else {
            inside = begins && *b == b'"';
            begins = *b == separator || matches!(b, b'\r' | b'\n');
        }
    }
    inside
}

/// What parts the columns, and how many bytes before the table say so (`sep=;`).
fn separator(text: &str) -> (u8, usize) {
    let (first, _) = text.split_once('\n').unwrap_or((text, ""));
    if let Some([byte]) = first.trim_end_matches('\r').strip_prefix("sep=").map(str::as_bytes) {
        return (*byte, first.len() + 1);
    }
    // What is inside quotes parts nothing. The one that stands most often, and in the same number a line, is it.
    let sample = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    let mut lines: Vec<[usize; 3]> = vec![[0; 3]];
    let mut inside = false;
    for b in sample {
        match b {
            b'"' => inside = !inside,
            b'\n' if !inside => lines.push([0; 3]),
            b if !inside => {
                let n = SEPARATORS.iter().position(|s| s == b);
                if let Some(count) = n.and_then(|n| lines.last_mut()?.get_mut(n)) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let score = |n: usize| {
        let counts: Vec<usize> = lines.iter().filter_map(|l| l.get(n).copied()).filter(|c| *c > 0).collect();
        let usual = counts.first().copied().unwrap_or(0);
        (counts.iter().filter(|c| **c == usual).count() * usual.min(1), usual)
    };
    let mut best = (SEPARATORS[0], (0, 0));
    for (n, s) in SEPARATORS.iter().enumerate() {
        if score(n) > best.1 {
            best = (*s, score(n));
        }
    }
    (best.0, 0)
}
