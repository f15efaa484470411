//! Reading a whole assessment and judging it: schema first, then structure, then the chain.
//!
//! The order matters. Comparing the schema with our own comes before anything that could run what a
//! stranger put into the file, and a sound structure says nothing about content: two of three flipped
//! bits pass it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use super::branches::{self, Branch};
use super::causes::Defect;
use super::chain::{self, Hash, Row};
use super::error::{StoreError, Trouble};
use super::migrate::{self, Age};
use super::payload;
use super::questionnaire;
use super::sqlite::{Doing, explain};
use crate::model::assessment::keys;

/// Columns of an event, in the order [`row_of`] reads them.
pub(super) const COLUMNS: &str = "seq, uuid, time, who, what, at, salt, payload, commitment, prev, hash";

/// All that is in an assessment.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// The schema it is kept in: copies keep it.
    pub(super) schema: i64,
    pub(super) file_id: String,
    pub(super) created: String,
    pub(super) rows: Vec<Arc<Row>>,
    pub(super) state: BTreeMap<String, String>,
    /// Questionnaires kept in it, oldest first; schema 1 has none.
    pub(super) questionnaires: Vec<Arc<str>>,
    /// Branches merged into it; schema 1 has none.
    pub(super) branches: Vec<Branch>,
}

impl Default for Content {
    /// Nothing, in the present schema.
    fn default() -> Self {
        Self {
            schema: migrate::SCHEMA,
            file_id: String::new(),
            created: String::new(),
            rows: Vec::new(),
            state: BTreeMap::new(),
            questionnaires: Vec::new(),
            branches: Vec::new(),
        }
    }
}

impl Content {
    /// Whether a copy holds the same.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        let heads = |c: &Self| c.branches.iter().map(|b| b.head.clone()).collect::<Vec<_>>();
        let sums = |c: &Self| (c.questionnaires.clone(), heads(c));
        (self.schema, self.head(), &self.state, sums(self))
            == (other.schema, other.head(), &other.state, sums(other))
    }

    /// Number and hash of the last event.
    pub(super) fn head(&self) -> (i64, Hash) {
        self.rows
            .last()
            .map_or_else(|| (0, chain::genesis(&self.file_id, &self.created)), |r| (r.seq, r.hash))
    }
}

/// The head as it is written into the `meta` table.
pub(super) fn head_text(head: (i64, Hash)) -> String {
    format!("{} {}", head.0, crate::files::hex(&head.1))
}

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The event it is about, if it is about one.
    pub seq: Option<i64>,
    /// What is wrong.
    pub what: Defect,
}

/// What was found in a file, sound or not.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The schema of the file; of a newer one the content is what this program knows of it.
    pub(super) schema: i64,
    pub(super) content: Content,
    pub(super) faults: Vec<Fault>,
    /// Drafts that cannot be read; they are no part of the record.
    pub(super) lost_drafts: usize,
    /// Whether the drafts could be looked through.
    pub(super) drafts_read: bool,
}

impl Survey {
    pub(super) fn fault(&mut self, seq: Option<i64>, what: Defect) {
        self.faults.push(Fault { seq, what });
    }

    /// The content when nothing is wrong, else the first thing that is.
    pub(super) fn sound(self, path: &Path) -> Result<(Content, usize), StoreError> {
        match self.faults.into_iter().next() {
            None => Ok((self.content, self.lost_drafts)),
            Some(Fault { seq: Some(seq), what }) => {
                Err(StoreError::new(path, Trouble::Altered { seq, how: what }))
            }
            Some(Fault { seq: None, what }) => Err(StoreError::new(path, Trouble::Damaged(what))),
        }
    }
}

/// How much trouble reading may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// To work with it: stop at the first fault.
    Open,
    /// To take what stands in it into another file: the same, without looking through pages nothing of it stands in. Every event
    /// is held by its hash, and nothing is ever written over these pages.
    Take,
    /// To judge it: name every fault.
    Check,
    /// To save what can be saved: strangers' additions and a damaged structure are no obstacle.
    Salvage,
}

impl Depth {
    /// Whether the first fault is enough.
    pub(super) const fn stops(self) -> bool {
        matches!(self, Self::Open | Self::Take)
    }
}

/// Reads everything in one consistent look. `Err` when it is not a file to read at all; faults are in
/// the survey.
pub(super) fn survey(conn: &Connection, path: &Path, depth: Depth) -> Result<Survey, StoreError> {
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Reading);
    conn.execute_batch("BEGIN").map_err(err)?;
    let result = within(conn, path, depth);
    // A look ends by itself when the connection goes; the result is already in hand.
    let _ = conn.execute_batch("ROLLBACK");
    result
}

fn within(conn: &Connection, path: &Path, depth: Depth) -> Result<Survey, StoreError> {
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Reading);
    let schema = migrate::of(conn).map_err(err)?;
    migrate::compare(conn, path, schema, depth)?;
    let mut found = Survey { schema, ..Survey::default() };
    found.content.schema = schema.clamp(migrate::FIRST, migrate::SCHEMA);
    if migrate::age(schema) == Age::Newer {
        let least: i64 =
            meta(conn, "min_reader").map_err(err)?.and_then(|v| v.parse().ok()).unwrap_or(i64::MAX);
        if least > migrate::SCHEMA {
            return Err(StoreError::new(path, Trouble::Newer(schema)));
        }
    }
    if !matches!(depth, Depth::Salvage | Depth::Take) {
        let verdict: rusqlite::Result<String> = conn.query_row("PRAGMA quick_check(1)", [], |r| r.get(0));
        match verdict {
            Ok(v) if v == "ok" => {}
            Ok(_) => found.fault(None, Defect::Structure),
            Err(e) => return Err(err(e)),
        }
        if depth == Depth::Open && !found.faults.is_empty() {
            return Ok(found);
        }
    }
    for (key, slot) in [("file", &mut found.content.file_id), ("created", &mut found.content.created)] {
        match meta(conn, key) {
            Ok(Some(value)) => *slot = value,
            _ => found.faults.push(Fault { seq: None, what: Defect::Description }),
        }
    }
    let rows = match all_rows(conn) {
        Ok(rows) => rows,
        Err(e) if depth.stops() => return Err(err(e)),
        Err(_) => {
            found.fault(None, Defect::EventsUnreadable);
            rows_one_by_one(conn)
        }
    };
    found.content.rows = rows;
    verify(&mut found);
    let claimed = meta(conn, "head").ok().flatten();
    verify_head(&mut found, claimed.as_deref());
    let drafts = drafts(conn, &mut found);
    found.drafts_read = drafts.is_ok();
    let mut more = vec![(drafts, Defect::DraftsUnreadable)];
    if schema > migrate::FIRST {
        let cannot = Defect::QuestionnaireUnreadable;
        more.push((questionnaire::read(conn, &mut found), cannot));
        more.push((branches::read(conn, &mut found), Defect::BranchesUnreadable));
        questionnaire::verify(&mut found);
    }
    for (outcome, what) in more {
        match outcome {
            Err(e) if depth.stops() => return Err(err(e)),
            Err(_) => found.fault(None, what),
            Ok(()) => {}
        }
    }
    Ok(found)
}

/// What a file says of itself and whose it is.
#[derive(Debug)]
pub(super) struct Glance {
    pub(super) file_id: String,
    pub(super) organisation: String,
    pub(super) events: u64,
}

/// A short look: nothing is verified but the schema, and few pages are read.
pub(super) fn glance(conn: &Connection, path: &Path) -> Result<Glance, StoreError> {
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Reading);
    migrate::compare(conn, path, migrate::of(conn).map_err(err)?, Depth::Open)?;
    let file_id = meta(conn, "file").map_err(err)?.unwrap_or_default();
    let head = meta(conn, "head").map_err(err)?;
    let named =
        format!("SELECT {COLUMNS} FROM events WHERE instr(payload, ?1) > 0 ORDER BY seq DESC LIMIT 1");
    let last =
        conn.query_row(&named, [format!("\"{}\"", keys::ORGANISATION)], row_of).optional().map_err(err)?;
    let changes = last.map(|r| r.changes()).unwrap_or_default();
    let organisation = changes.into_iter().find(|c| c.key == keys::ORGANISATION).and_then(|c| c.now);
    let events = head.and_then(|h| h.split(' ').next()?.parse().ok()).unwrap_or(0);
    Ok(Glance { file_id, organisation: organisation.unwrap_or_default(), events })
}

/// Whether one of these events is in the file.
pub(super) fn holds_one_of(conn: &Connection, events: &[(i64, Hash)]) -> bool {
    events.iter().any(|(seq, hash)| hash_at(conn, *seq).as_ref() == Some(hash))
}

/// The hash of the event with this number.
pub(super) fn hash_at(conn: &Connection, seq: i64) -> Option<Hash> {
    conn.query_row("SELECT hash FROM events WHERE seq = ?1", [seq], |r| r.get(0)).ok()
}

/// What the file says of itself under this name.
pub(super) fn meta(conn: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    conn.query_row("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0)).optional()
}

/// Reads the columns of [`COLUMNS`].
pub(super) fn row_of(r: &SqlRow<'_>) -> rusqlite::Result<Row> {
    row_from(r, 0)
}

/// They from this column on.
pub(super) fn row_from(r: &SqlRow<'_>, first: usize) -> rusqlite::Result<Row> {
    let payload: String = r.get(first + 7)?;
    Ok(Row {
        seq: r.get(first)?,
        uuid: r.get(first + 1)?,
        time: r.get(first + 2)?,
        who: r.get(first + 3)?,
        what: r.get(first + 4)?,
        at: r.get(first + 5)?,
        salt: r.get(first + 6)?,
        links: payload::links(&payload),
        payload,
        commitment: r.get(first + 8)?,
        prev: r.get(first + 9)?,
        hash: r.get(first + 10)?,
    })
}

fn all_rows(conn: &Connection) -> rusqlite::Result<Vec<Arc<Row>>> {
    let mut query = conn.prepare(&format!("SELECT {COLUMNS} FROM events ORDER BY seq"))?;
    query.query_map([], |r| row_of(r).map(Arc::new))?.collect()
}

/// Every event that can be reached: from both ends up to the damage, then singly between.
fn rows_one_by_one(conn: &Connection) -> Vec<Arc<Row>> {
    let mut rows = BTreeMap::new();
    let run = |order: &str, rows: &mut BTreeMap<i64, Row>| -> Option<i64> {
        let mut query = conn.prepare(&format!("SELECT {COLUMNS} FROM events ORDER BY seq {order}")).ok()?;
        let mut found = query.query([]).ok()?;
        let mut last = None;
        while let Ok(Some(r)) = found.next() {
            let Ok(row) = row_of(r) else { continue };
            last = Some(row.seq);
            rows.insert(row.seq, row);
        }
        last
    };
    let up = run("ASC", &mut rows).unwrap_or(0);
    let down = run("DESC", &mut rows);
    let claimed = meta(conn, "head").ok().flatten().and_then(|h| h.split(' ').next()?.parse::<i64>().ok());
    let end = down.or(claimed.map(|n| n.saturating_add(1))).unwrap_or(0).min(up.saturating_add(200_000));
    if let Ok(mut one) = conn.prepare(&format!("SELECT {COLUMNS} FROM events WHERE seq = ?1")) {
        for seq in up.saturating_add(1)..end {
            if let Ok(row) = one.query_row([seq], row_of) {
                rows.insert(seq, row);
            }
        }
    }
    rows.into_values().map(Arc::new).collect()
}

/// Checks numbers, hashes and links of all events.
fn verify(found: &mut Survey) {
    let mut faults = Vec::new();
    let (mut next, mut prev) = (1, chain::genesis(&found.content.file_id, &found.content.created));
    for row in &found.content.rows {
        let mut wrong = |seq, what: Defect| faults.push(Fault { seq: Some(seq), what });
        if row.seq < 1 || row.seq == i64::MAX {
            wrong(row.seq, Defect::NoSuchNumber);
            continue;
        }
        if row.seq != next {
            wrong(next, Defect::Missing { after: row.seq - next - 1 });
        } else if row.prev != prev {
            wrong(row.seq, Defect::NotFollowing);
        }
        if let Some(what) = row.fault() {
            wrong(row.seq, what);
        } else if row.links.is_none() {
            wrong(row.seq, Defect::ContentNotOurs);
        }
        (next, prev) = (row.seq + 1, row.hash);
    }
    found.faults.append(&mut faults);
}

/// Compares the last event with the head the file itself names.
fn verify_head(found: &mut Survey, claimed: Option<&str>) {
    let head = found.content.head();
    if claimed == Some(head_text(head).as_str()) {
        return;
    }
    let number = claimed.and_then(|c| c.split(' ').next()?.parse::<i64>().ok());
    match number {
        Some(n) if n > head.0 => found.fault(Some(head.0 + 1), Defect::CutOff { last: n }),
        Some(n) if n < head.0 => found.fault(Some(n + 1), Defect::Added),
        _ => found.fault(None, Defect::Head),
    }
}

fn drafts(conn: &Connection, found: &mut Survey) -> rusqlite::Result<()> {
    let mut query = conn.prepare("SELECT key, value, sum FROM state")?;
    let mut rows = query.query([])?;
    while let Some(r) = rows.next()? {
        let read = || -> rusqlite::Result<(String, String, Hash)> { Ok((r.get(0)?, r.get(1)?, r.get(2)?)) };
        match read() {
            Ok((key, value, sum)) if sum == chain::draft_sum(&key, &value) => {
                found.content.state.insert(key, value);
            }
            _ => found.lost_drafts += 1,
        }
    }
    Ok(())
}
