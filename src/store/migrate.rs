//! Which schemas this program reads and writes, and the way from an older one to the present one.
//!
//! `user_version` is the number of the schema. A newer file says in its `meta` table from which schema
//! on a program may read it (`min_reader`). Schema 2 is schema 1 with more tables: room for the
//! questionnaire a file answers, and for merged branches. A file of schema 1 is read as it is and stays
//! so while it is only looked at. Its first change brings it over: a backup that is never deleted by
//! itself, then one commit with the new tables, one event called `format`, and the change.
//!
//! So everybody who reads the record knows where changes in the form of schema 1 may stand: in a file of
//! schema 1 anywhere; in one of schema 2 before its event `format`, and nowhere when it has none.

use std::path::Path;

use rusqlite::Connection;

use super::NewEvent;
use super::causes::Defect;
use super::error::{StoreError, Trouble};
use super::read::{Content, Depth};
use super::sqlite::{Doing, explain};
use crate::model::{Change, keys};

/// The schema this program writes.
pub const SCHEMA: i64 = 2;

/// The oldest there is.
pub(super) const FIRST: i64 = 1;

/// "AIMS", in the header of every assessment.
pub(super) const APPLICATION_ID: i64 = 0x4149_4D53;

/// What the event is called that brings a file to another schema.
pub const FORMAT: &str = "format";

/// What to do with a file of some schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Ours.
    Present,
    /// Of an earlier version: read as it is, brought over by the first change.
    Older,
    /// Newer; `min_reader` decides whether it is shown, and it is never written.
    Newer,
    /// No schema that ever was or will be.
    Absurd,
}

/// Judges the schema number in a header.
pub(super) const fn age(schema: i64) -> Age {
    match schema {
        SCHEMA => Age::Present,
        s if FIRST <= s && s < SCHEMA => Age::Older,
        s if may_come(s) => Age::Newer,
        _ => Age::Absurd,
    }
}

/// Whether a later version may write this schema.
pub(super) const fn may_come(schema: i64) -> bool {
    schema > SCHEMA && schema <= 1000
}

/// The statements that make an empty assessment, as they stand in a file; of a newer schema those we know.
pub(super) const fn text(schema: i64) -> &'static str {
    match schema {
        FIRST => include_str!("schema.sql"),
        _ => include_str!("schema_2.sql"),
    }
}

/// They without comments and closing marks.
pub(super) fn statements(schema: i64) -> impl Iterator<Item = &'static str> {
    text(schema).split(";\n\n").filter_map(|part| {
        let start = part.find("CREATE ")?;
        part.get(start..)
    })
}

/// One statement: kind, name, text.
fn own(schema: i64) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    statements(schema).filter_map(|sql| {
        let mut words = sql.split_whitespace().skip(1);
        let kind = if words.next()? == "TABLE" { "table" } else { "trigger" };
        Some((kind, words.next()?, sql))
    })
}

/// The schema of a file as the connection sees it now: while another session brings it over, or after its
/// journal took a half-made step back, the header read before says less.
pub(super) fn of(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |r| r.get(0))
}

/// Compares what stands in the file with what we would have put there; a newer schema may have more
/// tables, nothing that runs.
pub(super) fn compare(conn: &Connection, path: &Path, schema: i64, depth: Depth) -> Result<(), StoreError> {
    let err = |e: rusqlite::Error| explain(path, &e, Doing::Reading);
    let newer = age(schema) == Age::Newer;
    let mut missing: Vec<_> = own(schema).collect();
    let mut foreign = Vec::new();
    let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema").map_err(err)?;
    let mut rows = query.query([]).map_err(err)?;
    while let Some(row) = rows.next().map_err(err)? {
        let text = |i| row.get::<_, Option<String>>(i).map(Option::unwrap_or_default);
        let (kind, name, sql) = (text(0).map_err(err)?, text(1).map_err(err)?, text(2).map_err(err)?);
        if let Some(at) = missing.iter().position(|own| *own == (kind.as_str(), name.as_str(), sql.as_str()))
        {
            missing.swap_remove(at);
        } else if !(newer && kind == "table" && sql.starts_with("CREATE TABLE ")) {
            foreign.push(format!("{kind} {name}"));
        }
    }
    let events_are_ours = missing.iter().all(|(_, name, _)| *name != "events");
    match (foreign.is_empty(), missing.is_empty()) {
        (true, true) => Ok(()),
        _ if depth == Depth::Salvage && events_are_ours => Ok(()),
        _ if newer => Err(StoreError::new(path, Trouble::Newer(schema))),
        (false, _) => Err(StoreError::new(path, Trouble::Foreign(foreign))),
        (true, false) => Err(StoreError::damaged(path, Defect::StructureIncomplete)),
    }
}

/// Whether changes of an earlier format may stand in a file.
pub(super) fn holds_an_earlier_format(content: &Content) -> bool {
    content.schema != SCHEMA || content.rows.iter().any(|r| r.what == FORMAT)
}

/// The event that says from where on the record is in the present form.
pub(super) fn format_event() -> NewEvent {
    let change = Change { key: keys::FORMAT.to_owned(), was: None, now: Some(SCHEMA.to_string()) };
    NewEvent {
        by: "clausewise".to_owned(),
        what: FORMAT.to_owned(),
        changes: vec![change],
        ..NewEvent::default()
    }
}

/// Gives a file of schema 1 what it lacks, inside the commit that is under way. Events are not touched.
pub(super) fn bring_over(conn: &Connection) -> rusqlite::Result<()> {
    let there: Vec<_> = statements(FIRST).collect();
    for sql in statements(SCHEMA).filter(|sql| !there.contains(sql)) {
        conn.execute_batch(sql)?;
    }
    conn.execute_batch(&format!("PRAGMA user_version={SCHEMA}"))?;
    let mut say = conn.prepare("UPDATE meta SET value = ?2 WHERE key = ?1")?;
    for key in ["min_reader", "min_writer"] {
        say.execute([key, &SCHEMA.to_string()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_idea_of_every_schema_is_what_the_database_keeps() {
        for (schema, things) in [(FIRST, 6), (SCHEMA, 18)] {
            let conn = Connection::open_in_memory().unwrap();
            conn.execute_batch(text(schema)).unwrap();
            assert_eq!(own(schema).count(), things);
            compare(&conn, Path::new("x"), schema, Depth::Open).unwrap();
        }
    }

    #[test]
    fn a_file_that_was_brought_over_is_as_one_made_new() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(text(FIRST)).unwrap();
        bring_over(&conn).unwrap();
        assert_eq!(of(&conn).unwrap(), SCHEMA);
        compare(&conn, Path::new("x"), SCHEMA, Depth::Open).unwrap();
    }
}
