//! Files of schema 1: read as they are, brought over once, and never half.

use super::*;
use crate::store::migrate::{FIRST, FORMAT, SCHEMA};
use crate::store::read::Content;

const QUESTIONS: &str = r#"{"title":"Ours","checks":[]}"#;

fn content(path: &Path) -> Content {
    let target = open::look_at(path).unwrap();
    let conn = sqlite::look(path, target.size).unwrap();
    read::survey(&conn, path, read::Depth::Check).unwrap().sound(path).unwrap().0
}

/// As version 0.1.0 would have left it: events 4.1 to 4.n, and where the person was.
fn old(events: usize) -> (tempfile::TempDir, PathBuf) {
    let (dir, path) = fresh(events);
    let mut was = content(&path);
    was.schema = FIRST;
    was.state.insert("place".into(), "4.1".into());
    build::write(&path, &was, true).unwrap();
    assert_eq!(schema(&path), FIRST);
    (dir, path)
}

fn schema(path: &Path) -> i64 {
    let report = check(path).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!(std::fs::read(path).unwrap()[63], u8::try_from(report.schema).unwrap());
    report.schema
}

fn kept(path: &Path) -> Vec<backup::Backup> {
    backup::list(path).into_iter().filter(|b| b.before_format).collect()
}

#[test]
fn looking_drafts_and_copies_leave_the_format_as_it_is() {
    let (dir, path) = old(3);
    let before = std::fs::read(&path).unwrap();
    let opened = open(&path, true).unwrap();
    assert!(opened.store.is_of_an_earlier_format() && opened.read_only.is_none());
    let copy = dir.path().join("copy.aims");
    opened.store.save_copy(&copy).unwrap();
    opened.store.close().unwrap();
    assert_eq!((schema(&copy), content(&copy).head()), (FIRST, content(&path).head()));
    assert!(std::fs::read(&path).unwrap() == before, "looking changed it");

    let mut store = open(&path, true).unwrap().store;
    let ticket = store.set_state(&[("draft.4.2".into(), Some("half a".into()))]).unwrap();
    store.wait(ticket).unwrap();
    store.close().unwrap();
    assert_eq!((schema(&path), kept(&path).len()), (FIRST, 0));
    assert_eq!(content(&path).state["draft.4.2"], "half a");
    assert_eq!(schema(&backup::list(&path)[0].path), FIRST, "a backup is what the file was");
    let salvaged = dir.path().join("salvaged.aims");
    assert!(salvage(&path, &salvaged).unwrap().same_record);
    assert_eq!(schema(&salvaged), FIRST);
}

#[test]
fn the_first_change_brings_it_over_and_keeps_what_was() {
    let (dir, path) = old(3);
    let was = content(&path);
    let mut store = open(&path, true).unwrap().store;
    let (ticket, recorded) = store.append(event(4), &[("place".into(), Some("4.4".into()))]).unwrap();
    let words: Vec<_> = recorded.iter().map(|e| (e.seq, e.what.as_str())).collect();
    assert_eq!(words, [(4, FORMAT), (5, "answer")]);
    assert!(!store.is_of_an_earlier_format());
    let waiting = dir.path().join("waiting.aims");
    store.save_copy(&waiting).unwrap();
    let next = store.append(event(5), &[]).unwrap().1;
    assert_eq!(next.len(), 1, "only once");
    store.wait(ticket).unwrap();
    store.close().unwrap();

    assert_eq!((schema(&path), schema(&waiting)), (SCHEMA, SCHEMA));
    let now = content(&path);
    assert_eq!(now.rows[..3], was.rows[..]);
    assert_eq!((now.rows.len(), now.file_id, now.created), (6, was.file_id.clone(), was.created.clone()));
    let format = Change { key: "about.format".into(), was: None, now: Some("2".into()) };
    assert_eq!((now.rows[3].changes(), now.rows[3].at.as_str()), (vec![format], ""));
    let conn = Connection::open(&path).unwrap();
    for key in ["min_reader", "min_writer"] {
        let value: String =
            conn.query_row("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0)).unwrap();
        assert_eq!(value, "2", "{key}");
    }

    let kept = kept(&path);
    assert_eq!(kept.len(), 1);
    assert_eq!((schema(&kept[0].path), content(&kept[0].path).head()), (FIRST, was.head()));
    assert_eq!(content(&kept[0].path).state, was.state);
    let back = dir.path().join("back.aims");
    assert_eq!(backup::restore(&kept[0].path, &back).unwrap(), 3);
    assert_eq!(schema(&back), FIRST);
}

#[test]
fn without_a_backup_it_is_not_brought_over() {
    let (_dir, path) = old(2);
    let mut store = open(&path, true).unwrap().store;
    let ticket = store.set_state(&[("draft.4.2".into(), Some("x".into()))]).unwrap();
    store.wait(ticket).unwrap();
    store.close().unwrap();
    let shelf = backup::list(&path)[0].path.parent().unwrap().to_path_buf();
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::write(&shelf, b"in the way").unwrap();
    let before = std::fs::read(&path).unwrap();
    let mut store = open(&path, true).unwrap().store;
    let e = add(&mut store, 3).unwrap_err();
    assert!(matches!(e.trouble, Trouble::NotBroughtOver(_)) && e.exit_code() == 74, "{e}");
    assert!(e.to_string().starts_with("NOT SAVED: ") && !e.needs_a_choice(), "{e}");
    assert!(std::fs::read(&path).unwrap() == before);
    std::fs::remove_file(&shelf).unwrap();
    store.retry();
    store.close().unwrap();
    assert_eq!((schema(&path), content(&path).rows.len(), kept(&path).len()), (SCHEMA, 4, 1));
}

/// Somebody reads the file all the time: everything up to the last step of the commit works, and that fails.
#[test]
fn a_step_that_fails_leaves_it_as_it_was() {
    let (_dir, path) = old(2);
    let mut store = open(&path, true).unwrap().store;
    let reader = Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM meta").unwrap();
    let (ticket, _) = store.append(event(3), &[]).unwrap();
    assert!(matches!(store.wait(ticket).unwrap_err().trouble, Trouble::Busy(_)));
    assert_eq!((schema(&path), content(&path).rows.len(), kept(&path).len()), (FIRST, 2, 1));
    assert!(store.failure().is_some() && !store.is_of_an_earlier_format());
    drop(reader);
    store.retry();
    store.wait(ticket).unwrap();
    store.close().unwrap();
    assert_eq!((schema(&path), content(&path).rows.len()), (SCHEMA, 4));
    assert_eq!(kept(&path).len(), 1, "one is enough");
}

/// What a power cut leaves in the middle of that commit: some pages are new, the journal holds the old ones.
#[test]
fn a_commit_cut_anywhere_leaves_one_format_or_the_other() {
    let (dir, path) = old(40);
    let before = std::fs::read(&path).unwrap();
    let was = content(&path);
    let journal = super::beside::caught_at_the_end(&path, 41);
    let after = std::fs::read(&path).unwrap();
    let pages = after.len() / 4096;
    let cut = dir.path().join("cut.aims");
    let (mut back, mut forward) = (0, 0);
    // Pages reach the disk in any order: each alone, each but one, and more and more of them.
    let each = (0..pages).flat_map(|n| {
        let one = move |p| p == n;
        [Box::new(one) as Box<dyn Fn(usize) -> bool>, Box::new(move |p| p != n), Box::new(move |p| p <= n)]
    });
    for is_new in each {
        let mut bytes = after.clone();
        for page in (0..pages).filter(|p| !is_new(*p)) {
            let (from, to) = (page * 4096, (page + 1) * 4096);
            match before.get(from..to) {
                Some(old) => bytes[from..to].copy_from_slice(old),
                None => bytes[from..to].fill(0),
            }
        }
        for want in [false, true] {
            std::fs::write(&cut, &bytes).unwrap();
            std::fs::write(files::beside(&cut, "-journal"), &journal).unwrap();
            let opened = open(&cut, want).unwrap_or_else(|e| panic!("{e}"));
            let events = opened.events.len();
            drop(opened);
            if want {
                let content = content(&cut);
                assert_eq!(content.rows[..40], was.rows[..]);
                let whole = (schema(&cut), events);
                assert!(whole == (FIRST, 40) || whole == (SCHEMA, 42), "{whole:?}");
                (back, forward) = (back + u32::from(events == 40), forward + u32::from(events == 42));
            }
        }
    }
    assert!(back > 0 && forward > 0, "{back} {forward}");
}

#[test]
fn the_questionnaire_is_kept_with_its_hash_and_goes_wherever_the_file_goes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("acme.aims");
    let mut first = event(1);
    let hash = files::sha256_hex(QUESTIONS.as_bytes());
    let named = Change { key: QUESTIONNAIRE_FACT.into(), was: None, now: Some(hash) };
    first.changes.push(named);
    let mut opened = create(&path, &[first], false, Some(QUESTIONS)).unwrap();
    assert_eq!(opened.questionnaire.as_deref(), Some(QUESTIONS));
    add(&mut opened.store, 2).unwrap();
    let copy = dir.path().join("copy.aims");
    opened.store.save_copy(&copy).unwrap();
    opened.store.close().unwrap();
    let salvaged = dir.path().join("salvaged.aims");
    salvage(&path, &salvaged).unwrap();
    for file in [&path, &copy, &salvaged, &backup::list(&path)[0].path] {
        assert_eq!(open(file, false).unwrap().questionnaire.as_deref(), Some(QUESTIONS));
    }
    let conn = Connection::open(&path).unwrap();
    for sql in ["UPDATE questionnaire SET json = ''", "DELETE FROM questionnaire"] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
    drop(conn);

    // Its beginning broken: found in the raw bytes.
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    let (ruin, saved) = (dir.path().join("ruin.aims"), dir.path().join("saved.aims"));
    std::fs::write(&ruin, bytes).unwrap();
    salvage(&ruin, &saved).unwrap();
    assert_eq!(open(&saved, false).unwrap().questionnaire.as_deref(), Some(QUESTIONS));

    let rest = [
        "UPDATE questionnaire SET json = replace(json, 'Ours', 'Mine')",
        "DELETE FROM questionnaire; VACUUM",
    ];
    for (n, sql) in rest.into_iter().enumerate() {
        let (bad, new) = (dir.path().join(format!("bad{n}.aims")), dir.path().join(format!("new{n}.aims")));
        std::fs::copy(&copy, &bad).unwrap();
        tamper(&bad, sql);
        let Trouble::Damaged(what) = trouble(open(&bad, true)) else { panic!("{sql}") };
        assert!(what.words().contains("questionnaire"), "{what:?}");
        assert!(!check(&bad).unwrap().is_sound());
        let report = salvage(&bad, &new).unwrap();
        assert!(report.lost.contains(&Lost::Questionnaire) && report.kept == 2, "{report:?}");
        assert_eq!(open(&new, false).unwrap().questionnaire, None);
    }
    let long = "x".repeat(9 << 20);
    let e = create(&dir.path().join("long.aims"), &[event(1)], false, Some(&long)).map(|_| ()).unwrap_err();
    assert!(matches!(e.trouble, Trouble::TooLong { .. }), "{e}");
}

/// Two files that went on apart behind their second event, and the one that holds both.
fn merged() -> (tempfile::TempDir, PathBuf) {
    let (dir, path) = fresh(2);
    let other = dir.path().join("other.aims");
    std::fs::copy(&path, &other).unwrap();
    for (file, events) in [(&path, 3..4), (&other, 7..9)] {
        let mut store = open(file, true).unwrap().store;
        for n in events {
            add(&mut store, n).unwrap();
        }
        store.close().unwrap();
    }
    let merged = dir.path().join("merged.aims");
    let pair = Pair::of(read(&path).unwrap(), read(&other).unwrap()).unwrap();
    assert_eq!((pair.knows(), pair.behind(0), pair.behind(1)), (Knows::Neither, 1, 2));
    pair.write(0, vec![event(4)], &merged).unwrap();
    (dir, merged)
}

#[test]
fn a_merged_branch_is_verified_and_copied() {
    let (dir, path) = merged();
    let conn = Connection::open(&path).unwrap();
    for sql in ["DELETE FROM branch_events", "UPDATE branches SET head = ''", "DELETE FROM branches"] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
    drop(conn);
    let copy = dir.path().join("copy.aims");
    let store = open(&path, true).unwrap().store;
    store.save_copy(&copy).unwrap();
    store.close().unwrap();
    for file in [&path, &copy] {
        assert_eq!((schema(file), content(file).branches.len()), (SCHEMA, 1));
        assert_eq!(content(file).branches[0].rows, content(&dir.path().join("other.aims")).rows[2..]);
    }
    // Either file is in it, so that nothing more comes of merging them.
    for (name, knows) in [("acme.aims", Knows::First), ("other.aims", Knows::First)] {
        let pair = Pair::of(read(&path).unwrap(), read(&dir.path().join(name)).unwrap()).unwrap();
        assert_eq!(pair.knows(), knows, "{name}");
        let pair = Pair::of(read(&dir.path().join(name)).unwrap(), read(&path).unwrap()).unwrap();
        assert_eq!(pair.knows(), Knows::Second, "{name}");
    }
    for sql in [
        "UPDATE branch_events SET who = 'Eve' WHERE seq = 4",
        "DELETE FROM branch_events WHERE seq = 4",
        "DELETE FROM branch_events WHERE seq = 3",
        "DELETE FROM branches",
        "DELETE FROM branches; DELETE FROM branch_events",
        "UPDATE branches SET head = 'x'",
        "INSERT INTO branches SELECT 2, file, created, '3 ' || lower(hex(hash)) FROM branches, branch_events WHERE seq = 3;
         INSERT INTO branch_events SELECT 2, seq, uuid, time, who, what, at, salt, payload, commitment, prev, hash
         FROM branch_events WHERE seq = 3",
    ] {
        let bad = dir.path().join("bad.aims");
        std::fs::copy(&copy, &bad).unwrap();
        tamper(&bad, sql);
        let Trouble::Damaged(what) = trouble(open(&bad, true)) else { panic!("{sql}") };
        assert!(what.words().contains("branch"), "{what:?}");
        let _ = std::fs::remove_file(dir.path().join("new.aims"));
        let report = salvage(&bad, &dir.path().join("new.aims")).unwrap();
        assert_eq!(report.kept, 4, "{sql} {report:?}");
        // What was taken over is told as lost, and the new chain says of no event that it merged anything.
        assert!(check(&dir.path().join("new.aims")).unwrap().is_sound(), "{sql}");
    }
}

/// The file goes on by its own chain after damage, not by that of the branch it carries.
#[test]
fn a_torn_merged_file_comes_back_as_itself() {
    let (dir, path) = merged();
    let own: Vec<String> = content(&path).rows.iter().map(|r| r.what.clone() + &r.at).collect();
    let bytes = std::fs::read(&path).unwrap();
    let mut seen = 0;
    // The schema is torn, the header, and each page once.
    for at in [20, 101].into_iter().chain((1..bytes.len() / 4096).map(|page| page * 4096 + 3)) {
        let (bad, new) = (dir.path().join("bad.aims"), dir.path().join("new.aims"));
        let mut torn = bytes.clone();
        torn[at] ^= 0xff;
        std::fs::write(&bad, &torn).unwrap();
        let _ = std::fs::remove_file(&new);
        if salvage(&bad, &new).is_ok() {
            seen += 1;
            let back: Vec<String> = content(&new).rows.iter().map(|r| r.what.clone() + &r.at).collect();
            let left: Vec<&String> = back.iter().filter(|w| !w.starts_with("salvaged")).collect();
            assert!(left.iter().all(|w| own.contains(w)), "byte {at}: {back:?}");
        }
    }
    assert!(seen > 3, "{seen}");
}
