//! Files that strangers, accidents and interruptions left behind.

use std::path::Path;

use rusqlite::Connection;

use super::*;

#[test]
fn a_change_from_outside_is_found_and_named() {
    let edits = [
        ("UPDATE events SET payload = replace(payload, 'value', 'other') WHERE seq = 3", 3),
        ("UPDATE events SET who = 'Eve' WHERE seq = 4", 4),
        ("UPDATE events SET time = '2020-01-01T00:00:00Z' WHERE seq = 1", 1),
        ("UPDATE events SET prev = randomblob(32) WHERE seq = 5", 5),
        ("DELETE FROM events WHERE seq = 2", 2),
        ("DELETE FROM events WHERE seq > 4", 5),
        (
            "INSERT INTO events SELECT 7, uuid, time, who, what, at, salt, payload, commitment, prev, hash
             FROM events WHERE seq = 6",
            7,
        ),
        (
            "UPDATE events SET seq = 99 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 3;
             UPDATE events SET seq = 3 WHERE seq = 99",
            2,
        ),
    ];
    for (sql, bad) in edits {
        let (_dir, path) = fresh(6);
        tamper(&path, sql);
        let report = check(&path).unwrap();
        assert_eq!(report.faults.iter().filter_map(|f| f.seq).min(), Some(bad), "{sql}: {:?}", report.faults);
        match trouble(open(&path, true)) {
            Trouble::Altered { seq, .. } => assert_eq!(seq, bad, "{sql}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
    let (_dir, path) = fresh(3);
    tamper(&path, "SELECT 1");
    assert!(check(&path).unwrap().is_sound(), "a tool that changes nothing is no fault");
}

#[test]
fn hostile_files_are_refused_and_left_alone() {
    let (dir, good) = fresh(6);
    let data = std::fs::read(&good).unwrap();
    let patch = |at: usize, new: &[u8]| {
        let mut b = data.clone();
        b[at..at + new.len()].copy_from_slice(new);
        b
    };
    let page = 4096;
    let raw: Vec<(&str, Vec<u8>)> = vec![
        ("empty", vec![]),
        ("one byte", b"S".to_vec()),
        ("text", b"hello\n".repeat(1000)),
        ("header only", data[..100].to_vec()),
        ("half", data[..data.len() / 2].to_vec()),
        ("page lost", data[..data.len() - page].to_vec()),
        ("garbage appended", [data.as_slice(), &[7; 4096]].concat()),
        ("zeros", [&data[..100], &vec![0; data.len() - 100]].concat()),
        ("no application id", patch(68, &[0; 4])),
        ("foreign", patch(68, b"GPKG")),
        ("version 0", patch(60, &[0; 4])),
        ("version 1 with the tables of 2", patch(60, &[0, 0, 0, 1])),
        ("newer far", patch(60, &[0x7f, 0xff, 0xff, 0xff])),
        ("version negative", patch(60, &[0xff; 4])),
        ("wal", patch(18, &[2, 2])),
        ("read version 9", patch(18, &[9, 9])),
        ("page size 3", patch(16, &[0, 3])),
        ("utf-16", patch(56, &[0, 0, 0, 2])),
        ("free list", patch(32, &[0, 0, 0, 1, 0x0f, 0xff, 0xff, 0xff])),
    ];
    let file = dir.path().join("hostile.aims");
    for (name, bytes) in raw {
        std::fs::write(&file, &bytes).unwrap();
        for want in [false, true] {
            let e = open(&file, want).map(|_| ()).expect_err(name);
            assert_eq!(e.exit_code(), 65, "{name}: {e}");
        }
        let report = check(&file);
        assert!(report.as_ref().map_or_else(|e| e.exit_code() == 65, |r| !r.is_sound()), "{name}");
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "{name}");
    }
    let sql = [
        "CREATE TRIGGER evil AFTER UPDATE ON meta BEGIN DELETE FROM state; END",
        "CREATE VIEW zzz AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT count(*) FROM r",
        "ALTER TABLE state RENAME TO keep; CREATE VIEW state AS SELECT * FROM keep",
        "CREATE TABLE g(a, b AS (zeroblob(1000000000)))",
        "CREATE INDEX ix ON meta((1+1))",
        "CREATE VIRTUAL TABLE ft USING fts5(x)",
        "DROP TABLE state",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql='CREATE TABLE' WHERE name='meta'",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage=99999 WHERE name='state'",
        "DELETE FROM meta",
    ];
    for sql in sql {
        std::fs::write(&file, &data).unwrap();
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        let e = open(&file, true).map(|_| ()).expect_err(sql);
        assert_eq!(e.exit_code(), 65, "{sql}: {e}");
        assert!(check(&file).is_ok_and(|r| !r.is_sound()) || check(&file).is_err(), "{sql}");
    }
    assert_eq!(names(&dir), ["acme.aims", "hostile.aims"]);
}

#[test]
fn odd_things_at_the_path_are_refused() {
    let (dir, good) = fresh(1);
    assert_eq!(trouble(open(dir.path(), true)), Trouble::NotAFile(Kind::Folder));
    assert_eq!(trouble(open(&dir.path().join("none.aims"), true)), Trouble::Missing);
    let sparse = dir.path().join("sparse.aims");
    std::fs::copy(&good, &sparse).unwrap();
    std::fs::OpenOptions::new().write(true).open(&sparse).unwrap().set_len(3 << 30).unwrap();
    assert_eq!(trouble(open(&sparse, true)), Trouble::TooLarge);
    std::fs::write(dir.path().join("acme.aims-wal"), b"x").unwrap();
    assert_eq!(trouble(open(&good, true)), Trouble::LogBeside);
    #[cfg(unix)]
    {
        let (link, dangling, round) =
            (dir.path().join("link.aims"), dir.path().join("dangling"), dir.path().join("round"));
        std::fs::remove_file(dir.path().join("acme.aims-wal")).unwrap();
        std::os::unix::fs::symlink(&good, &link).unwrap();
        assert_eq!(open(&link, true).unwrap().notices.len(), 1);
        std::os::unix::fs::symlink("nowhere", &dangling).unwrap();
        assert_eq!(trouble(open(&dangling, true)), Trouble::Missing);
        std::os::unix::fs::symlink("round", &round).unwrap();
        assert!(matches!(trouble(open(&round, true)), Trouble::Unreadable(_)));
        assert_eq!(trouble(open(Path::new("/dev/null"), true)), Trouble::NotAFile(Kind::Special));
    }
}

#[test]
fn a_newer_file_is_shown_but_not_changed() {
    let (_dir, path) = fresh(2);
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version=3; CREATE TABLE more (x)").unwrap();
    let mut opened = open(&path, true).unwrap();
    assert!(matches!(opened.read_only, Some(ReadOnlyBecause::Newer(_))), "{:?}", opened.read_only);
    let e = opened.store.append(event(3), &[]).unwrap_err();
    assert_eq!(e.exit_code(), 77);
    drop(opened);
    Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE meta SET value = '3' WHERE key = 'min_reader'")
        .unwrap();
    assert_eq!(trouble(open(&path, true)), Trouble::Newer(3));
}

#[test]
fn every_flipped_bit_is_found_or_without_effect() {
    let (dir, path) = fresh(8);
    let sound = open(&path, false).unwrap();
    let data = std::fs::read(&path).unwrap();
    let flipped = dir.path().join("flipped.aims");
    // A walk through the whole file with a step that hits every kind of place.
    for bit in (0..data.len() * 8).step_by(149) {
        let mut bytes = data.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&flipped, &bytes).unwrap();
        if let Ok(opened) = open(&flipped, false) {
            assert_eq!(opened.events, sound.events, "bit {bit}");
        }
    }
}

#[test]
fn salvage_saves_what_is_good() {
    let (dir, path) = fresh(9);
    let new = dir.path().join("saved.aims");
    let report = salvage(&path, &new).unwrap();
    assert!(report.same_record && report.lost.is_empty());
    assert_eq!(open(&new, false).unwrap().events, open(&path, false).unwrap().events);

    tamper(&path, "UPDATE events SET who = 'Eve' WHERE seq = 4; DELETE FROM events WHERE seq = 6");
    Connection::open(&path).unwrap().execute_batch("CREATE VIEW evil AS SELECT 1").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(salvage(&path, &new).unwrap_err().exit_code(), 73);
    std::fs::remove_file(&new).unwrap();
    let report = salvage(&path, &new).unwrap();
    assert_eq!((report.kept, report.same_record), (7, false));
    assert!(report.lost.contains(&Lost::Events(4, 4)), "{:?}", report.lost);
    assert!(report.lost.iter().any(|l| l.words().starts_with("event 6")), "{:?}", report.lost);
    let saved = open(&new, true).unwrap();
    assert_eq!((saved.events.len(), saved.events[3].at.as_str()), (8, "4.5"));
    assert!(check(&new).unwrap().is_sound());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn salvage_gets_around_a_broken_page() {
    let (dir, path) = fresh(200);
    let mut data = std::fs::read(&path).unwrap();
    let pages = data.len() / 4096;
    let at = (pages / 2) * 4096;
    data[at..at + 4096].fill(0xee);
    std::fs::write(&path, &data).unwrap();
    assert_eq!(open(&path, true).map(|_| ()).unwrap_err().exit_code(), 65);
    let report = check(&path).unwrap();
    assert!(report.good > 150 && report.good < 200, "{}", report.good);
    let saved = salvage(&path, &dir.path().join("new.aims")).unwrap();
    assert_eq!(saved.kept, report.good);
}

/// Leaves a file and its journal as a process does that is killed in the middle of a commit.
pub(super) fn interrupt(path: &Path) {
    let conn = Connection::open(path).unwrap();
    // So small a cache that pages reach the file before the commit.
    conn.execute_batch("PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN IMMEDIATE").unwrap();
    for i in 0..400 {
        conn.execute("INSERT INTO state VALUES (?1, hex(randomblob(500)), x'00')", [i.to_string()]).unwrap();
    }
    let journal = files::beside(path, "-journal");
    let (a, b) = (std::fs::read(path).unwrap(), std::fs::read(&journal).unwrap());
    drop(conn);
    std::fs::write(path, a).unwrap();
    std::fs::write(journal, b).unwrap();
}

#[test]
fn a_session_that_was_killed_is_cleared_up() {
    let (dir, path) = fresh(5);
    interrupt(&path);
    assert_eq!(names(&dir), ["acme.aims", "acme.aims-journal"]);
    let before = std::fs::read(&path).unwrap();
    let looking = open(&path, false).unwrap();
    assert_eq!((looking.events.len(), looking.notices.len(), looking.state.len()), (5, 1, 0));
    drop(looking);
    assert!(check(&path).unwrap().is_sound());
    assert_eq!(std::fs::read(&path).unwrap(), before, "looking does not clear up");
    assert_eq!(names(&dir), ["acme.aims", "acme.aims-journal"]);
    let mut opened = open(&path, true).unwrap();
    assert_eq!((opened.events.len(), opened.notices.len(), opened.read_only), (5, 1, None));
    add(&mut opened.store, 6).unwrap();
    opened.store.close().unwrap();
    assert_eq!(names(&dir), ["acme.aims"]);
    assert!(open(&path, false).unwrap().notices.is_empty());
}

#[test]
fn a_journal_of_another_file_is_not_applied() {
    let (dir, path) = fresh(3);
    let journal = files::beside(&path, "-journal");
    let mut noise = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    noise.extend((0..2048_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
    let data = std::fs::read(&path).unwrap();
    let (_other_dir, other) = fresh(40);
    interrupt(&other);
    for bytes in [noise, std::fs::read(files::beside(&other, "-journal")).unwrap()] {
        std::fs::write(&journal, &bytes).unwrap();
        for want in [true, false] {
            assert_eq!(trouble(open(&path, want)), Trouble::StrayJournal);
        }
        assert!(std::fs::read(&path).unwrap() == data && std::fs::read(&journal).unwrap() == bytes);
    }
    assert_eq!(names(&dir).len(), 2);
}
