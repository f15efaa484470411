//! What the store promises, tried on real files.

mod backups;
mod beside;
mod damage;
mod format;
mod locks;
mod ruins;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::*;
use crate::files::{self, Kind};
use crate::model::Change;
use crate::words::{Words, each};

fn event(n: usize) -> NewEvent {
    NewEvent {
        by: "Ada".into(),
        what: "answer".into(),
        at: format!("4.{n}"),
        changes: vec![Change { key: format!("4.{n}"), was: None, now: Some(format!("value {n}")) }],
        ..NewEvent::default()
    }
}

fn fresh(events: usize) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("acme.aims");
    let first: Vec<_> = (1..=events).map(event).collect();
    create(&path, &first, false, None).unwrap().store.close().unwrap();
    (dir, path)
}

/// Appends an event and waits until it is on the disk.
fn add(store: &mut Store, n: usize) -> Result<Event, StoreError> {
    let (ticket, mut events) = store.append(event(n), &[])?;
    store.wait(ticket).map(|()| events.pop().unwrap())
}

fn names(dir: &tempfile::TempDir) -> Vec<String> {
    files::names_in(dir.path())
}

/// Changes a file as a stranger with a database tool would, guards taken off and put back.
fn tamper(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    let guards: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &guards {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    conn.execute_batch(sql).unwrap();
    for (_, sql) in &guards {
        conn.execute_batch(sql).unwrap();
    }
}

fn trouble(result: Result<Opened, StoreError>) -> Trouble {
    result.map(|_| ()).unwrap_err().trouble
}

#[test]
fn what_was_saved_comes_back() {
    let (dir, path) = fresh(2);
    let opened = open(&path, true).unwrap();
    assert_eq!((opened.events.len(), opened.read_only), (2, None));
    assert_eq!(names(&dir), [".acme.aims.lock", "acme.aims"]);
    let mut store = opened.store;
    let (one, mut recorded) = store
        .append(
            NewEvent { undoes: Some(2), ..event(3) },
            &[("place".into(), Some("4.3".into())), ("draft".into(), Some("half a".into()))],
        )
        .unwrap();
    assert_eq!(recorded.len(), 1, "a file of the present format gets what it is given");
    let last = recorded.pop().unwrap();
    assert_eq!(store.changes_of(3), event(3).changes, "before it is saved");
    let two = store.set_state(&[("draft".into(), None)]).unwrap();
    store.wait(two).unwrap();
    assert_eq!(store.pending(), 0);
    assert_eq!(store.poll(), [Report::Saved { ticket: one, seq: 3 }, Report::Saved { ticket: two, seq: 3 }]);
    assert_eq!(store.head(), (3, last.hash.clone()));
    store.close().unwrap();
    assert_eq!(names(&dir), ["acme.aims"]);

    let again = open(&path, false).unwrap();
    assert_eq!(again.events.last(), Some(&last));
    assert_eq!(again.events[2].undoes, Some(2));
    assert_eq!(again.store.changes_of(3), event(3).changes);
    assert_eq!((again.store.changes_of(0), again.store.changes_of(4)), (vec![], vec![]));
    assert_eq!(again.state.into_iter().collect::<Vec<_>>(), [("place".to_owned(), "4.3".to_owned())]);
    assert!(check(&path).unwrap().is_sound());
}

#[test]
fn the_file_is_private_and_marked_as_ours() {
    let (_dir, path) = fresh(1);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(&bytes[68..72], b"AIMS");
    assert_eq!(bytes[60..64], [0, 0, 0, 2]);
    assert_eq!(bytes[18..20], [1, 1]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn looking_changes_nothing() {
    let (dir, path) = fresh(5);
    let before = (std::fs::read(&path).unwrap(), std::fs::metadata(&path).unwrap().modified().unwrap());
    std::thread::sleep(Duration::from_millis(20));
    let looking = open(&path, false).unwrap();
    assert_eq!(names(&dir), ["acme.aims"]);
    drop(looking);
    drop(open(&path, true).unwrap());
    check(&path).unwrap();
    let after = (std::fs::read(&path).unwrap(), std::fs::metadata(&path).unwrap().modified().unwrap());
    assert!(before == after);
    assert_eq!(names(&dir), ["acme.aims"]);
}

#[test]
fn the_second_window_reads_only_and_knows_who_writes() {
    let (_dir, path) = fresh(1);
    let mut first = open(&path, true).unwrap();
    let second = open(&path, true).unwrap();
    let reason = second.read_only.clone().unwrap().words();
    assert!(reason.starts_with("open in another window by ") && reason.contains("process"), "{reason}");
    let busy = open_waiting(&path, Duration::from_millis(50)).map(|_| ()).unwrap_err();
    assert_eq!(busy.exit_code(), 75);
    assert!(busy.to_string().lines().count() <= 3, "{busy}");
    add(&mut first.store, 2).unwrap();
    let waiting = path.clone();
    let third = std::thread::spawn(move || open_waiting(&waiting, Duration::from_secs(10)));
    std::thread::sleep(Duration::from_millis(30));
    first.store.close().unwrap();
    let third = third.join().unwrap().unwrap();
    assert_eq!((third.read_only, third.events.len()), (None, 2));
}

#[test]
fn create_never_destroys() {
    let (dir, path) = fresh(2);
    assert_eq!(trouble(create(&path, &[], false, None)), Trouble::Exists);
    let other = dir.path().join("notes.aims");
    std::fs::write(&other, b"my notes").unwrap();
    assert_eq!(trouble(create(&other, &[], true, None)), Trouble::NotReplaced(Instead::NoAssessment));
    assert_eq!(std::fs::read(&other).unwrap(), b"my notes");
    assert_eq!(
        trouble(create(dir.path(), &[], true, None)),
        Trouble::NotReplaced(Instead::Unread(Kind::Folder))
    );
    assert_eq!(
        create(&dir.path().join("no/a.aims"), &[], false, None).map(|_| ()).unwrap_err().exit_code(),
        73
    );
    let held = open(&path, true).unwrap();
    assert_eq!(create(&path, &[], true, None).map(|_| ()).unwrap_err().exit_code(), 75);
    held.store.close().unwrap();
    assert_eq!(create(&path, &[event(1)], true, None).unwrap().events.len(), 1);
    std::fs::write(dir.path().join("new.aims-journal"), b"x").unwrap();
    assert_eq!(trouble(create(&dir.path().join("new.aims"), &[], false, None)), Trouble::StrayJournal);
}

/// Windows lets nobody rename a file that is open.
#[cfg(unix)]
#[test]
fn a_file_that_moved_is_not_written_and_nothing_is_lost() {
    let (dir, path) = fresh(1);
    let (away, other) = (dir.path().join("away.aims"), dir.path().join("other.aims"));
    create(&other, &[event(9)], false, None).unwrap().store.close().unwrap();
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 2).unwrap();

    std::fs::rename(&path, &away).unwrap();
    let (three, _) = store.append(event(3), &[]).unwrap();
    let e = store.wait(three).unwrap_err();
    assert_eq!(e.trouble, Trouble::Moved(Moved::Gone));
    assert_eq!(e.exit_code(), 74);
    std::fs::copy(&other, &path).unwrap();
    let (four, _) = store.append(event(4), &[]).unwrap();
    assert_eq!(store.wait(four).unwrap_err().trouble, Trouble::Moved(Moved::Replaced));
    assert_eq!(store.pending(), 2);
    assert_eq!(store.failure().unwrap().exit_code(), 74);

    let copy = dir.path().join("copy.aims");
    store.save_copy(&copy).unwrap();
    let copied = open(&copy, false).unwrap();
    assert_eq!(copied.events.iter().map(|e| e.at.as_str()).collect::<Vec<_>>(), ["4.1", "4.2", "4.3", "4.4"]);

    std::fs::rename(&away, &path).unwrap();
    store.retry();
    store.wait(four).unwrap();
    assert_eq!(store.failure(), None);
    store.close().unwrap();
    assert_eq!(open(&path, false).unwrap().events, copied.events);
    assert_eq!(open(&other, false).unwrap().events.len(), 1);
}

#[test]
fn a_file_changed_underneath_is_not_written() {
    let (_dir, path) = fresh(2);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 3).unwrap();
    // Only a draft: no harm done, and saving goes on.
    Connection::open(&path).unwrap().execute_batch("DELETE FROM state").unwrap();
    add(&mut store, 4).unwrap();
    tamper(&path, "UPDATE events SET who = 'Eve' WHERE seq = 2");
    let e = add(&mut store, 5).unwrap_err();
    assert_eq!(e.trouble, Trouble::Moved(Moved::Changed));
    assert!(store.close().is_err());
    assert_eq!(check(&path).unwrap().events, 4);
}

#[test]
fn a_commit_that_took_hold_although_it_failed_is_not_repeated() {
    let (_dir, path) = fresh(1);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 2).unwrap();
    // The event reaches the disk by another way, as when only the last step of its commit failed.
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let (three, _) = store.append(event(3), &[("place".into(), Some("x".into()))]).unwrap();
    let copy = path.with_extension("copy");
    store.save_copy(&copy).unwrap();
    let select = format!("SELECT {} FROM events WHERE seq = 3", read::COLUMNS);
    let copied = Connection::open(&copy).unwrap();
    let row = copied.query_row(&select, [], read::row_of).unwrap();
    let head: String =
        copied.query_row("SELECT value FROM meta WHERE key = 'head'", [], |r| r.get(0)).unwrap();
    build::insert_row(&mut other.prepare(build::INSERT).unwrap(), &row).unwrap();
    other.execute("UPDATE meta SET value = ?1 WHERE key = 'head'", [head]).unwrap();
    other.execute_batch("COMMIT").unwrap();
    store.wait(three).unwrap();
    add(&mut store, 4).unwrap();
    store.close().unwrap();
    let opened = open(&path, false).unwrap();
    assert_eq!(opened.events.len(), 4);
    assert_eq!(opened.events[..3], open(&copy, false).unwrap().events);
    assert_eq!(opened.state["place"], "x");
}

#[test]
fn texts_too_long_are_refused_and_block_nothing() {
    let (_dir, path) = fresh(1);
    let mut store = open(&path, true).unwrap().store;
    let mut long = event(2);
    long.changes[0].now = Some("x".repeat(9 << 20));
    let (before, pending) = (store.head(), store.pending());
    let e = store.append(long.clone(), &[]).unwrap_err();
    assert!(matches!(e.trouble, Trouble::TooLong { bytes, most } if bytes > most), "{e}");
    assert!(e.to_string().contains("9.1 MiB; 8 MiB go in at once"), "{e}");
    assert_eq!((store.head(), store.pending(), store.poll()), (before, pending, vec![]));
    // What counts is what is written: control characters become six times as long in it.
    long.changes[0].now = Some("\u{1}".repeat(2 << 20));
    assert!(store.append(long.clone(), &[]).is_err());
    assert!(store.set_state(&[("draft.x".into(), Some("x".repeat(9 << 20)))]).is_err());
    // 26 fields of 60 kB: the event that comes back is the one that went in.
    long.changes[0].now = Some("x".repeat(26 * 60_000));
    let (two, recorded) = store.append(long.clone(), &[]).unwrap();
    assert_eq!((recorded[0].seq, &store.changes_of(2)), (2, &long.changes));
    store.wait(two).unwrap();
    store.close().unwrap();
    let opened = open(&path, false).unwrap();
    assert_eq!(
        (opened.events.len(), &opened.events[1..], opened.store.changes_of(2)),
        (2, &recorded[..], long.changes)
    );
}

#[test]
fn a_backup_is_made_when_things_are_quiet_and_can_be_restored() {
    let (dir, path) = fresh(1);
    assert!(backup::list(&path).is_empty());
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 2).unwrap();
    store.close().unwrap();
    let all = backup::list(&path);
    assert_eq!(all.len(), 1);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 3).unwrap();
    assert_eq!((store.backup_trouble(), backup::list(&path).len()), (None, 1), "not twice in five minutes");
    store.close().unwrap();
    let restored = dir.path().join("restored.aims");
    assert_eq!(backup::restore(&all[0].path, &restored).unwrap(), 2);
    assert_eq!(backup::restore(&all[0].path, &restored).unwrap_err().exit_code(), 73);
    assert_eq!(open(&restored, true).unwrap().events.len(), 2);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(backup::remove(&backup::list(&path)).unwrap(), 1);
    assert!(backup::list(&path).is_empty());
}

#[test]
fn names_of_every_kind_work() {
    let dir = tempfile::tempdir().unwrap();
    // The last two are no names on Windows.
    let names = [
        "-dash.aims",
        "\u{8a9e}\u{1f600}.aims",
        "with ' and #.aims",
        "new\nline\u{1b}[2J.aims",
        "is it?.aims",
    ];
    for name in names.iter().take(if cfg!(unix) { names.len() } else { 3 }) {
        let path = dir.path().join(name);
        let mut store = create(&path, &[event(1)], false, None).unwrap().store;
        add(&mut store, 2).unwrap();
        store.close().unwrap();
        assert_eq!(open(&path, false).unwrap().events.len(), 2, "{name:?}");
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let path = dir.path().join(std::ffi::OsStr::from_bytes(b"bytes\xff.aims"));
        let mut store = create(&path, &[event(1)], false, None).unwrap().store;
        add(&mut store, 2).unwrap();
    }
    #[cfg(unix)]
    {
        let long = dir.path().join(format!("{}.aims", "n".repeat(250)));
        let mut store = create(&long, &[event(1)], false, None).unwrap().store;
        // No journal can be made beside so long a name: said, and a copy elsewhere has it.
        assert!(add(&mut store, 2).is_err());
        store.save_copy(&dir.path().join("short.aims")).unwrap();
        assert_eq!(open(&dir.path().join("short.aims"), false).unwrap().events.len(), 2);
    }
}

#[test]
fn a_folder_or_file_marked_read_only_is_opened_for_reading() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let (dir, path) = fresh(1);
        let mode = |p: &Path, m| std::fs::set_permissions(p, std::fs::Permissions::from_mode(m)).unwrap();
        mode(&path, 0o444);
        assert_eq!(open(&path, true).unwrap().read_only, Some(ReadOnlyBecause::File));
        mode(&path, 0o600);
        mode(dir.path(), 0o555);
        assert_eq!(open(&path, true).unwrap().read_only, Some(ReadOnlyBecause::Folder));
        mode(dir.path(), 0o700);
    }
}
