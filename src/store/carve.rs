//! Events in the raw bytes of a file whose structure is broken. Used by `salvage` and `check` alone.
//!
//! A row of a table is one stretch of bytes: its number, the kinds and lengths of its columns, the columns.
//! Such stretches are looked for everywhere, whatever header and pages say, so a file cut off anywhere still
//! gives every event that is wholly in it; the rest of a long one is followed through its overflow pages.
//! An event counts only if its own hash holds, so nothing that was not written is ever brought back. The file
//! is only read; work and memory are bounded by its length, whatever stands in it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::chain::{self, Hash, MAX_FIELD, MAX_PAYLOAD, Row};
use super::payload;

/// Bytes looked through at a time.
const STEP: usize = 1 << 20;
/// The most bytes of the number of a row, which stands before its header.
const BEFORE: usize = 9;
/// The longest header of a row of ours.
const HEADER: usize = 64;
/// What a look at one place costs beside the bytes read.
const LOOK: u64 = 256;
/// The size of the pages we write.
const PAGE: u64 = 4096;

/// Kinds of columns: a text of twenty letters (a time), blobs of 16 and 32 bytes.
const TIME: u64 = 13 + 2 * 20;
const BLOB_16: u64 = 12 + 2 * 16;
const BLOB_32: u64 = 12 + 2 * 32;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Events whose own hash holds, each once, in no order.
    pub(super) rows: Vec<Row>,
    /// Unfinished texts whose sum holds; a later one of the same key comes later.
    pub(super) drafts: Vec<(String, String)>,
    /// Questionnaires whose hash holds.
    pub(super) questionnaires: Vec<String>,
    /// What the file may say of itself: id, time it was made, number and hash of its last event.
    pub(super) ids: BTreeSet<String>,
    pub(super) created: BTreeSet<String>,
    pub(super) heads: BTreeSet<String>,
    /// Whether the search ended before the end of the file, because it asked for too much work.
    pub(super) gave_up: bool,
    /// Whether every line end in it is the two signs of Windows: something took it for a text.
    pub(super) as_text: bool,
}

/// How the rest of a long row is found: size of a page, and how many bytes are missing at the beginning.
type Layout = (u64, u64);

struct Carver<'f> {
    file: &'f mut File,
    length: u64,
    /// Work that may still be done, in bytes.
    work: u64,
    /// Bytes that may still be kept.
    room: u64,
    layouts: Vec<Layout>,
    seen: BTreeSet<Hash>,
    found: Found,
}

/// Looks through the whole file.
pub(super) fn carve(file: &mut File) -> std::io::Result<Found> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut carver = Carver {
        file,
        length,
        work: length.saturating_mul(8).saturating_add(64 << 20),
        room: length,
        layouts: vec![(PAGE, 0), (PAGE, PAGE)],
        seen: BTreeSet::new(),
        found: Found::default(),
    };
    carver.run()?;
    Ok(carver.found)
}

impl Carver<'_> {
    fn run(&mut self) -> std::io::Result<()> {
        let head = self.bytes(16, 2).unwrap_or_default();
        if let [a, b] = head[..] {
            let size = u64::from(a) << 8 | u64::from(b);
            let size = if size == 1 { 65_536 } else { size };
            if size.is_power_of_two() && size >= 512 && size != PAGE {
                self.layouts.push((size, 0));
            }
        }
        let (mut ends, mut alone, mut before) = (0_u64, 0_u64, 0_u8);
        let mut at = 0;
        while at < self.length {
            // A little of the step before and of the one after: a row may lie across the seam.
            let start = at.saturating_sub(BEFORE as u64 + 1);
            self.file.seek(SeekFrom::Start(start))?;
            let lead = usize::try_from(at - start).unwrap_or(0);
            let mut window = Vec::with_capacity(lead + STEP + HEADER);
            (&mut *self.file).take((lead + STEP + HEADER) as u64).read_to_end(&mut window)?;
            let last = window.len().min(lead + STEP);
            if last <= lead {
                break;
            }
            for n in lead..last {
                let byte = window[n];
                if byte == b'\n' {
                    ends += 1;
                    alone += u64::from(before != b'\r');
                }
                before = byte;
                self.look(&window, n, start + n as u64);
                if self.work == 0 {
                    self.found.gave_up = true;
                    return Ok(());
                }
            }
            at += STEP as u64;
        }
        self.found.as_text = ends > 0 && alone == 0;
        Ok(())
    }

    /// Whether a row of ours is at `n`, which is `at` in the file: an event by the kind of its first column,
    /// the others by the size of their header.
    fn look(&mut self, window: &[u8], n: usize, at: u64) {
        let Some(rest) = window.get(n..) else { return };
        match rest {
            [0, kind, time, ..] if u64::from(*kind) == BLOB_16 && u64::from(*time) == TIME => {
                self.event(window, n, at);
            }
            [size @ 4..=8, 0, kind, ..] if u64::from(*kind) == BLOB_32 => {
                self.questionnaire(rest, at, usize::from(*size));
            }
            [size @ (3 | 4), key @ (21 | 27), ..] if self.description(rest, usize::from(*size), *key) => {}
            [size @ 4..=10, ..] => self.draft(rest, at, usize::from(*size)),
            _ => {}
        }
    }

    fn event(&mut self, window: &[u8], n: usize, at: u64) {
        let mut kinds = Vec::with_capacity(11);
        let mut end = n;
        while kinds.len() < 11 {
            let Some((kind, used)) = window.get(end..).and_then(varint) else { return };
            kinds.push(kind);
            end += used;
        }
        let [0, BLOB_16, TIME, who, what, about, BLOB_16, payload, BLOB_32, BLOB_32, BLOB_32] = kinds[..]
        else {
            return;
        };
        let texts = [who, what, about].map(length_of_text);
        let (Some(payload), [Some(who), Some(what), Some(about)]) = (length_of_text(payload), texts) else {
            return;
        };
        if payload > MAX_PAYLOAD || [who, what, about].into_iter().any(|n| n > MAX_FIELD) {
            return;
        }
        // The size of the header counts its own byte, which is all that is left out here.
        let size = end - n + 1;
        let whole = size + 16 + 20 + who + what + about + 16 + payload + 32 * 3;
        let numbers = numbers_before(window, n, size);
        let lengths = [16, 20, who, what, about, 16, payload, 32, 32, 32];
        let mut tried = BTreeSet::new();
        for layout in self.layouts.clone() {
            let local = local_part(whole, layout.0, Tree::Table);
            if !tried.insert((local, if local < whole { layout } else { (0, 0) })) {
                continue;
            }
            let Some(bytes) = self.row(at, whole - 1, local - 1, layout) else { continue };
            for number in &numbers {
                if let Some(row) =
                    row_of(*number, &bytes[size - 1..], &lengths).filter(|r| r.fault().is_none())
                {
                    return self.keep(row);
                }
                self.spend(whole as u64);
            }
        }
    }

    fn keep(&mut self, mut row: Row) {
        let size = (row.payload.len() + row.who.len() + row.what.len() + row.at.len()) as u64;
        // Rows may share their overflow pages: without this bound a small file could ask for any memory.
        if row.seq >= 1 && row.seq < i64::MAX && size <= self.room && self.seen.insert(row.hash) {
            self.room -= size;
            row.links = payload::links(&row.payload);
            self.found.rows.push(row);
        }
    }

    /// What the file says of itself: rows of two short texts. Whether there was such a row.
    fn description(&mut self, rest: &[u8], size: usize, key: u8) -> bool {
        let length = rest.get(2..size).and_then(kinds).and_then(|k| length_of_text(*k.first()?));
        let Some(length) = length.filter(|n| *n <= 100) else { return false };
        let text = |from: usize, to: usize| rest.get(from..to).and_then(|b| std::str::from_utf8(b).ok());
        let value = size + usize::from(key - 13) / 2;
        let (Some(key), Some(value)) = (text(size, value), text(value, value + length)) else { return false };
        let hex = |s: &str| s.bytes().all(|b| b.is_ascii_hexdigit());
        let slot = match key {
            "file" if length == 32 && hex(value) => &mut self.found.ids,
            "created" if length == 20 => &mut self.found.created,
            "head" => &mut self.found.heads,
            _ => return false,
        };
        if slot.len() < 16 {
            slot.insert(value.to_owned());
        }
        true
    }

    fn draft(&mut self, rest: &[u8], at: u64, size: usize) {
        let Some(kinds) = rest.get(1..size).and_then(kinds) else { return };
        let [key, value, BLOB_32] = kinds[..] else { return };
        let (Some(key), Some(value)) = (length_of_text(key), length_of_text(value)) else { return };
        if key == 0 || key > 256 || value > MAX_PAYLOAD || !rest.get(size).is_some_and(u8::is_ascii_lowercase)
        {
            return;
        }
        let whole = size + key + value + 32;
        for layout in self.layouts.clone() {
            let local = local_part(whole, layout.0, Tree::Index);
            let Some(bytes) = self.row(at, whole, local, layout) else { continue };
            let (key, rest) = bytes[size..].split_at(key);
            let (value, sum) = rest.split_at(value);
            let text = |b: &[u8]| String::from_utf8(b.to_vec()).ok();
            let (Some(key), Some(value)) = (text(key), text(value)) else { continue };
            if chain::draft_sum(&key, &value)[..] == *sum {
                let cost = (key.len() + value.len()) as u64;
                if cost <= self.room {
                    self.room -= cost;
                    self.found.drafts.push((key, value));
                }
                return;
            }
        }
    }

    /// A hash and the text it is of.
    fn questionnaire(&mut self, rest: &[u8], at: u64, size: usize) {
        let Some(kinds) = rest.get(1..size).and_then(kinds) else { return };
        let [0, BLOB_32, length] = kinds[..] else { return };
        let Some(length) = length_of_text(length).filter(|n| *n <= MAX_PAYLOAD) else { return };
        let whole = size + 32 + length;
        for layout in self.layouts.clone() {
            let Some(bytes) = self.row(at, whole, local_part(whole, layout.0, Tree::Table), layout) else {
                continue;
            };
            let (hash, json) = bytes[size..].split_at(32);
            if chain::sha256(json)[..] == *hash
                && json.len() as u64 <= self.room
                && let Ok(json) = String::from_utf8(json.to_vec())
            {
                self.room -= json.len() as u64;
                self.found.questionnaires.push(json);
                return;
            }
        }
    }

    /// Header and columns of a row, with what lies on overflow pages.
    fn row(&mut self, at: u64, whole: usize, local: usize, layout: Layout) -> Option<Vec<u8>> {
        self.spend(LOOK + whole as u64);
        if whole as u64 > self.length {
            return None;
        }
        let mut bytes = self.bytes(at, local)?;
        if local == whole {
            return Some(bytes);
        }
        let (page, missing) = layout;
        let mut next = self.number(at + local as u64)?;
        while bytes.len() < whole {
            let from = next.checked_sub(1)?.checked_mul(page)?.checked_sub(missing)?;
            let wanted = (whole - bytes.len()).min(usize::try_from(page).ok()? - 4);
            next = self.number(from)?;
            bytes.extend(self.bytes(from + 4, wanted)?);
        }
        Some(bytes)
    }

    fn number(&mut self, at: u64) -> Option<u64> {
        Some(self.bytes(at, 4)?.iter().fold(0, |n, b| (n << 8) | u64::from(*b)))
    }

    fn bytes(&mut self, at: u64, count: usize) -> Option<Vec<u8>> {
        if at.checked_add(count as u64)? > self.length {
            return None;
        }
        self.file.seek(SeekFrom::Start(at)).ok()?;
        let mut bytes = vec![0; count];
        self.file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    fn spend(&mut self, cost: u64) {
        self.work = self.work.saturating_sub(cost);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tree {
    Table,
    Index,
}

/// How much of a row lies in its own page; the rule of SQLite's file format.
fn local_part(whole: usize, page: u64, tree: Tree) -> usize {
    let page = usize::try_from(page).unwrap_or(0);
    let most = match tree {
        Tree::Table => page - 35,
        Tree::Index => (page - 12) * 64 / 255 - 23,
    };
    if whole <= most {
        return whole;
    }
    let least = (page - 12) * 32 / 255 - 23;
    let part = least + (whole - least) % (page - 4);
    if part <= most { part } else { least }
}

/// What may be the number of an event: it stands before the byte with the size of the header, or where that
/// byte should be if it was lost. A flipped bit may have changed its length: the hash decides.
fn numbers_before(window: &[u8], n: usize, size: usize) -> Vec<i64> {
    let ends = [n.checked_sub(1).filter(|e| usize::from(window[*e]) == size), Some(n)];
    let of = |end: usize| {
        (1..=BEFORE)
            .filter_map(move |k| window.get(end.checked_sub(k)?..end))
            .take_while(|b| b.len() == 1 || b[0] & 0x80 != 0)
            .filter_map(|b| varint(b).filter(|(_, used)| *used == b.len()))
            .map(|(number, _)| number.cast_signed())
    };
    ends.into_iter().flatten().flat_map(of).collect()
}

/// The number at the beginning, and how many bytes it takes.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (n, byte) in bytes.iter().take(9).enumerate() {
        if n == 8 {
            return Some(((number << 8) | u64::from(*byte), 9));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, n + 1));
        }
    }
    None
}

/// All numbers of a header; none when it does not end where it should.
fn kinds(mut bytes: &[u8]) -> Option<Vec<u64>> {
    let mut kinds = Vec::with_capacity(11);
    while !bytes.is_empty() && kinds.len() < 12 {
        let (kind, used) = varint(bytes)?;
        kinds.push(kind);
        bytes = &bytes[used..];
    }
    bytes.is_empty().then_some(kinds)
}

fn length_of_text(kind: u64) -> Option<usize> {
    (kind >= 13 && kind % 2 == 1).then(|| usize::try_from((kind - 13) / 2).unwrap_or(usize::MAX))
}

/// An event from its columns, each of the given length.
fn row_of(seq: i64, mut rest: &[u8], lengths: &[usize; 10]) -> Option<Row> {
    let mut parts = [&rest[..0]; 10];
    for (part, length) in parts.iter_mut().zip(lengths) {
        (*part, rest) = rest.split_at_checked(*length)?;
    }
    let text = |b: &[u8]| String::from_utf8(b.to_vec()).ok();
    let [uuid, time, who, what, at, salt, payload, commitment, prev, hash] = parts;
    Some(Row {
        seq,
        uuid: uuid.try_into().ok()?,
        time: text(time)?,
        who: text(who)?,
        what: text(what)?,
        at: text(at)?,
        salt: salt.try_into().ok()?,
        // Read where its hash holds.
        links: None,
        payload: text(payload)?,
        commitment: commitment.try_into().ok()?,
        prev: prev.try_into().ok()?,
        hash: hash.try_into().ok()?,
    })
}
