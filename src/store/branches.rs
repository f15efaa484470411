//! Events of merged branches: other versions of this assessment whose changes were taken into it. Each is
//! kept whole, with the numbers and hashes its events had there, so that what was merged can be shown and
//! found again. A branch holds the events behind the common beginning; where it begins, the hash before
//! its first event says. The event that took it over names its last one: a branch nobody took over, and one that
//! was taken over and is gone, are faults.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::BranchSeen;
use super::causes::Defect;
use super::chain::{self, Hash, Row};
use super::read::{COLUMNS, Content, Survey, head_text, row_from};

/// Another version of this assessment.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    number: i64,
    /// Id of the file it came from: another one when work was handed out.
    file: String,
    /// When that was made.
    created: String,
    /// Number and hash of its last event.
    pub(super) head: String,
    pub(super) rows: Vec<Arc<Row>>,
}

/// Puts branches behind those that are there.
pub(super) fn put<'b>(
    conn: &Connection,
    branches: impl IntoIterator<Item = &'b Branch>,
) -> rusqlite::Result<()> {
    let last: i64 = conn.query_row("SELECT coalesce(max(branch), 0) FROM branches", [], |r| r.get(0))?;
    let mut one = conn.prepare("INSERT INTO branches VALUES (?1, ?2, ?3, ?4)")?;
    let mut event = conn.prepare(&format!(
        "INSERT INTO branch_events (branch, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    ))?;
    for (number, b) in (last + 1..).zip(branches) {
        one.execute(params![number, b.file, b.created, b.head])?;
        for r in &b.rows {
            event.execute(params![
                number,
                r.seq,
                r.uuid,
                r.time,
                r.who,
                r.what,
                r.at,
                r.salt,
                r.payload,
                r.commitment,
                r.prev,
                r.hash
            ])?;
        }
    }
    Ok(())
}

/// Whether the last branches of a file are these, event by event.
pub(super) fn reads_back(conn: &Connection, branches: &[&Branch]) -> rusqlite::Result<bool> {
    let last: i64 = conn.query_row("SELECT coalesce(max(branch), 0) FROM branches", [], |r| r.get(0))?;
    let first = last - i64::try_from(branches.len()).unwrap_or(last) + 1;
    let mut one = conn.prepare("SELECT file, created, head FROM branches WHERE branch = ?1")?;
    let mut query =
        conn.prepare(&format!("SELECT {COLUMNS} FROM branch_events WHERE branch = ?1 ORDER BY seq"))?;
    for (number, b) in (first..).zip(branches) {
        let told = one.query_row([number], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        let mut rows = query.query([number])?;
        let mut there = 0;
        while let Some(r) = rows.next()? {
            let row = row_from(r, 0)?;
            if b.rows.get(there).is_none_or(|written| **written != row) || row.fault().is_some() {
                return Ok(false);
            }
            there += 1;
        }
        if there != b.rows.len() || told != (b.file.clone(), b.created.clone(), b.head.clone()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads and verifies all branches, after the events; a bad one is a fault and left out.
pub(super) fn read(conn: &Connection, found: &mut Survey) -> rusqlite::Result<()> {
    let mut branches: Vec<Branch> = conn
        .prepare("SELECT branch, file, created, head FROM branches ORDER BY branch")?
        .query_map([], |r| {
            Ok(Branch {
                number: r.get(0)?,
                file: r.get(1)?,
                created: r.get(2)?,
                head: r.get(3)?,
                rows: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut query =
        conn.prepare(&format!("SELECT branch, {COLUMNS} FROM branch_events ORDER BY branch, seq"))?;
    let mut rows = query.query([])?;
    let mut strays = false;
    while let Some(r) = rows.next()? {
        let number: i64 = r.get(0)?;
        match branches.iter_mut().find(|b| b.number == number) {
            Some(b) => b.rows.push(Arc::new(row_from(r, 1)?)),
            None => strays = true,
        }
    }
    if strays {
        found.fault(None, Defect::BranchEventsAstray);
    }
    // A branch may begin in the record itself or in a branch that was merged before it.
    if branches.is_empty() && merges(&found.content.rows).next().is_none() {
        return Ok(());
    }
    let mut known: BTreeSet<(i64, Hash)> = found.content.rows.iter().map(|r| (r.seq, r.hash)).collect();
    for b in branches {
        if b.holds(&known) {
            known.extend(b.rows.iter().map(|r| (r.seq, r.hash)));
            found.content.branches.push(b);
        } else {
            found.fault(None, Defect::Branch(b.number));
        }
    }
    let merged = merged_in(&found.content);
    let gone = merged.iter().find(|(end, _)| !known.contains(end)).map(|(_, by)| *by);
    let stray = found.content.branches.iter().find(|b| !b.is_in(&merged)).map(|b| b.number);
    if let Some(by) = gone {
        found.fault(None, Defect::MergedIsGone(by));
    }
    if let Some(number) = stray {
        found.fault(None, Defect::BranchNotMerged(number));
    }
    Ok(())
}

/// Leaves out branches that no event took over; how many that one did are not there.
pub(super) fn settle(content: &mut Content) -> usize {
    let merged = merged_in(content);
    content.branches.retain(|b| b.is_in(&merged));
    let rows = content.rows.iter().chain(content.branches.iter().flat_map(|b| &b.rows));
    let known: BTreeSet<(i64, Hash)> = rows.map(|r| (r.seq, r.hash)).collect();
    merged.keys().filter(|end| !known.contains(end)).count()
}

/// The last events of files that were taken over, each with the number of the event that did.
type Merged = BTreeMap<(i64, Hash), i64>;

/// All that events and branches of a file name.
fn merged_in(content: &Content) -> Merged {
    let of_branches = content.branches.iter().flat_map(|b| merges(&b.rows));
    of_branches.chain(merges(&content.rows)).collect()
}

/// The same of these events.
fn merges(rows: &[Arc<Row>]) -> impl Iterator<Item = ((i64, Hash), i64)> {
    rows.iter().filter_map(|r| Some((r.links?.merges?, r.seq)))
}

impl Branch {
    /// Whether an event took it over.
    fn is_in(&self, merged: &Merged) -> bool {
        self.rows.last().is_some_and(|r| merged.contains_key(&(r.seq, r.hash)))
    }

    /// The events of another file.
    pub(super) fn of(content: &Content, rows: Vec<Arc<Row>>) -> Self {
        let (file, created) = (content.file_id.clone(), content.created.clone());
        Self { number: 0, file, created, head: String::new(), rows: Vec::new() }.with(rows)
    }

    /// The same of these of its events.
    pub(super) fn with(&self, rows: Vec<Arc<Row>>) -> Self {
        let head = rows.last().map(|r| head_text((r.seq, r.hash))).unwrap_or_default();
        Self { head, rows, ..self.clone() }
    }

    /// As the rest of the program sees it.
    pub(super) fn seen(&self) -> BranchSeen {
        let events = self.rows.iter().filter_map(|r| r.event()).collect();
        BranchSeen { file: self.file.clone(), head: self.head.clone(), events }
    }

    /// Whether its events are as they were written, follow each other, begin where events are known, and
    /// end where it says.
    fn holds(&self, known: &BTreeSet<(i64, Hash)>) -> bool {
        let Some(first) = self.rows.first() else { return false };
        let begins = match first.seq {
            1 => first.prev == chain::genesis(&self.file, &self.created),
            n => known.contains(&(n - 1, first.prev)),
        };
        let linked = self.rows.windows(2).all(|w| w[1].seq == w[0].seq + 1 && w[1].prev == w[0].hash);
        let sound = self.rows.iter().all(|r| r.fault().is_none() && r.links.is_some());
        let ends = self.rows.last().is_some_and(|r| head_text((r.seq, r.hash)) == self.head);
        begins && linked && sound && ends
    }
}
