//! XLSX: a packed folder of XML. It is unpacked here, within limits, and packed anew without anything but the parts
//! that hold cells; only that is given to the library that reads them. So nothing can be larger, or another thing, than
//! what was looked at.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Book, Cell, Counted, Is, Sheet};
use crate::import::{Fault, Limits, Place, Trouble};

/// From how many bytes on a part may not be many times larger than it was packed.
const SMALL: u64 = 1 << 20;
/// What a part has to begin like to be looked into for the encoding it declares.
const PROLOGUE: usize = 400;

/// The sheets of a packed spreadsheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Fault> {
    let clean = unpacked(bytes, limits)?;
    let unreadable = |_| Fault::whole(Trouble::Unreadable);
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(clean)).map_err(unreadable)?;
    let mut counted = Counted { limits, cells: 0 };
    let mut book = Book::default();
    let sheets: Vec<_> = file.sheets_metadata().to_vec();
    for meta in sheets.into_iter().filter(|m| m.typ == SheetType::WorkSheet) {
        let mut sheet = Sheet {
            name: meta.name.clone(),
            hidden: meta.visible != SheetVisible::Visible,
            rows: Vec::new(),
        };
        let place = || Place { sheet: meta.name.clone(), ..Place::default() };
        let broken = |_| Fault { place: place(), trouble: Trouble::Unreadable };
        let mut cells = file.worksheet_cells_reader(&meta.name).map_err(broken)?;
        while let Some(found) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let mut cell = Cell { text: text(&found.value), is: Is::Value };
            if found.formula.is_some() {
                cell.is = Is::Formula;
            } else if matches!(found.value, DataRef::Error(_)) {
                cell.is = Is::Error;
            } else if cell.text.is_empty() {
                continue;
            }
            let (row, column) = found.pos;
            counted.put(&mut sheet, (row as usize + 1, column as usize), cell)?;
        }
        // A file may have them in any order.
        sheet.rows.sort_by_key(|r| r.number);
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// The parts that hold cells, unpacked within the limits and checked, as a packed file of their own.
fn unpacked(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Fault> {
    let whole = |trouble| Fault::whole(trouble);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| whole(Trouble::Unreadable))?;
    if archive.len() > limits.parts {
        return Err(whole(Trouble::Parts { most: limits.parts }));
    }
    let unreadable = |_| whole(Trouble::Unreadable);
    // A part whose very name cannot be read is none that a spreadsheet would have written.
    let names = archive.file_names().map(|n| n.map(Cow::into_owned));
    let names = names.collect::<Result<Vec<String>, _>>().map_err(unreadable)?;
    if names.iter().any(|n| n.to_lowercase().contains("vbaproject")) {
        return Err(whole(Trouble::Macros));
    }
    if !names.iter().any(|n| n.eq_ignore_ascii_case("[Content_Types].xml")) {
        let open = names.iter().any(|n| n == "content.xml");
        return Err(whole(if open { Trouble::OpenDocument } else { Trouble::Unreadable }));
    }
    let most = || whole(Trouble::Unpacks { most: limits.unpacked });
    let mut left = limits.unpacked;
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        let (name, packed) = (part.name().map_err(unreadable)?.into_owned(), part.compressed_size());
        // What it says of itself first; what comes out of it after that.
        if part.size() > left || (part.size() > SMALL && part.size() / limits.ratio > packed) {
            return Err(most());
        }
        if !holds_cells(&name) {
            continue;
        }
        let mut content = Vec::new();
        let read = part.take(left + 1).read_to_end(&mut content);
        let size = content.len() as u64;
        if size > left || (size > SMALL && size / limits.ratio > packed) {
            return Err(most());
        }
        read.map_err(|_| whole(Trouble::Unreadable))?;
        left -= size;
        looked_through(&name, &content).map_err(whole)?;
        let kept = clean.start_file(name, stored).is_ok() && clean.write_all(&content).is_ok();
        if !kept {
            return Err(whole(Trouble::Unreadable));
        }
    }
    clean.finish().map(Cursor::into_inner).map_err(|_| whole(Trouble::Unreadable))
}

/// Whether a part is needed to read cells: no drawing, link to another file, comment, connection or macro is.
fn holds_cells(name: &str) -> bool {
    let name = name.to_lowercase();
    let xml = name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "xml" | "rels"));
    let beside = [
        "externallinks/",
        "drawings/",
        "media/",
        "charts/",
        "pivot",
        "customxml/",
        "comments",
        "embeddings/",
        "theme/",
    ];
    xml && !beside.iter().any(|part| name.contains(part))
}

/// That a part declares nothing that is put in elsewhere, and says no number by which room would be made.
fn looked_through(name: &str, content: &[u8]) -> Result<(), Trouble> {
    // Another encoding could hide a declaration from the eye that looks for it.
    if memchr::memchr(0, content).is_some()
        || content.starts_with(&[0xfe, 0xff])
        || content.starts_with(&[0xff, 0xfe])
    {
        return Err(Trouble::Declares);
    }
    if memchr::memmem::find(content, b"<!DOCTYPE").is_some()
        || memchr::memmem::find(content, b"<!ENTITY").is_some()
    {
        return Err(Trouble::Declares);
    }
    let begin = String::from_utf8_lossy(content.get(..PROLOGUE).unwrap_or(content)).to_lowercase();
    if let Some((_, encoding)) = begin.split_once("encoding")
        && !["utf-8", "us-ascii", "utf8"]
            .iter()
            .any(|known| encoding.trim_start_matches([' ', '=', '"', '\'']).starts_with(known))
    {
        return Err(Trouble::Declares);
    }
    // Room for so many strings is made before one is read.
    if name.to_lowercase().contains("sharedstrings") {
        let said = memchr::memmem::find_iter(content, b"uniqueCount")
            .filter_map(|at| number_behind(content.get(at..)?));
        if said.max().unwrap_or(0) > content.len() {
            return Err(Trouble::Unreadable);
        }
    }
    Ok(())
}

/// The first number behind a name in XML; the largest there is where it has too many digits.
fn number_behind(content: &[u8]) -> Option<usize> {
    let from = content.iter().position(u8::is_ascii_digit)?;
    let digits: Vec<u8> = content.get(from..)?.iter().copied().take_while(u8::is_ascii_digit).collect();
    let digits = String::from_utf8(digits).ok()?;
    Some(digits.parse().unwrap_or(usize::MAX))
}

/// What a cell shows.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(at) => day(at),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number without places that say nothing.
fn number(n: f64) -> String {
    // What was computed in binary shows more places than anybody typed.
    let rounded = (n * 1e9).round() / 1e9;
    if rounded.is_finite() { rounded.to_string() } else { n.to_string() }
}

/// A day as files hold it; a length of time as a number of days.
fn day(at: &ExcelDateTime) -> String {
    if at.is_duration() {
        return number(at.as_f64());
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}
