//! Backups: found whatever happened to the file, made before every replacement, and said when they fail.

use super::*;
use crate::store::backup::Backup;

/// A file with three events and one backup of them.
fn backed_up() -> (tempfile::TempDir, PathBuf) {
    let (dir, path) = fresh(2);
    let mut opened = open(&path, true).unwrap();
    opened.store.append(event(3), &[]).unwrap();
    opened.store.close().unwrap();
    assert_eq!(backup::list(&path).len(), 1);
    (dir, path)
}

fn paths(list: &[Backup]) -> Vec<&Path> {
    list.iter().map(|b| b.path.as_path()).collect()
}

#[test]
fn a_file_renamed_moved_damaged_or_deleted_finds_its_backups() {
    let (dir, path) = backed_up();
    let all = backup::list(&path);
    let renamed = dir.path().join("renamed.aims");
    std::fs::rename(&path, &renamed).unwrap();
    assert_eq!(paths(&backup::list(&renamed)), paths(&all), "renamed");
    assert_eq!(
        backup::list(&renamed)[0].of.as_deref(),
        Some(files::canonical(dir.path()).unwrap().join("acme.aims").as_path())
    );
    assert_eq!(paths(&backup::list(&path)), paths(&all), "under its old name");

    let mut bytes = std::fs::read(&renamed).unwrap();
    bytes[..100].fill(0);
    bytes.truncate(bytes.len() - 1000);
    std::fs::write(&renamed, bytes).unwrap();
    assert_eq!(paths(&backup::list(&renamed)), paths(&all), "renamed and damaged");
    // Its own description is gone too: its events tell.
    let mut bytes = std::fs::read(&renamed).unwrap();
    let id = bytes.windows(4).position(|w| w == b"file").unwrap();
    bytes[id..id + 40].fill(0);
    std::fs::write(&renamed, bytes).unwrap();
    assert_eq!(paths(&backup::list(&renamed)), paths(&all), "without its id");
    std::fs::remove_file(&renamed).unwrap();
    assert!(backup::list(&renamed).is_empty());
    assert_eq!(paths(&backup::list(&path)), paths(&all), "deleted");
    dir.close().unwrap();
    assert_eq!(paths(&backup::list(&path)), paths(&all), "its folder is gone");
    assert_eq!(backup::remove(&backup::list(&path)).unwrap(), 1);
    assert!(!all[0].path.parent().unwrap().exists(), "nothing is left of a purged one");
}

#[test]
fn a_copy_shares_them_and_tells_whose_each_is() {
    let (dir, path) = backed_up();
    let copy = dir.path().join("copy.aims");
    std::fs::copy(&path, &copy).unwrap();
    let mut opened = open(&copy, true).unwrap();
    opened.store.append(event(4), &[]).unwrap();
    opened.store.close().unwrap();
    for file in [&path, &copy] {
        let of: std::collections::BTreeSet<_> = backup::list(file)
            .into_iter()
            .map(|b| b.of.unwrap().file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(of.into_iter().collect::<Vec<_>>(), ["acme.aims", "copy.aims"]);
    }
    let (_other_dir, other) = backed_up();
    assert_eq!(backup::list(&other).len(), 1, "another assessment keeps its own");
}

#[test]
fn those_of_a_version_that_noted_nothing_are_found_too() {
    let (dir, path) = backed_up();
    let all = backup::list(&path);
    std::fs::remove_file(all[0].path.with_file_name("known.json")).unwrap();
    assert_eq!(paths(&backup::list(&path)), paths(&all));
    let renamed = dir.path().join("renamed.aims");
    std::fs::rename(&path, &renamed).unwrap();
    assert_eq!(paths(&backup::list(&renamed)), paths(&all));
}

#[test]
fn what_is_replaced_is_kept_first() {
    let (_dir, path) = fresh(7);
    let old = open(&path, false).unwrap().events;
    for round in 1..=2 {
        let opened = create(&path, &[event(1)], true, None).unwrap();
        assert!(
            opened.notices[0].words().contains("is kept for 90 days as a backup: "),
            "{:?}",
            opened.notices
        );
        opened.store.close().unwrap();
        let kept = backup::list(&path).into_iter().filter(|b| b.replaced).count();
        assert_eq!(kept, round, "also twice within a second");
    }
    let list = backup::list(&path);
    let first = list.iter().find(|b| b.inside().unwrap().events == 7).unwrap();
    let restored = first.new_name(&path);
    assert_eq!(backup::restore(&first.path, &restored).unwrap(), 7);
    assert_eq!(open(&restored, false).unwrap().events, old);
    assert_ne!(first.new_name(&path), restored, "a name that is taken is not offered again");

    tamper(&path, "UPDATE events SET who = 'Eve' WHERE seq = 1");
    let damaged = std::fs::read(&path).unwrap();
    create(&path, &[], true, None).unwrap().store.close().unwrap();
    let kept =
        backup::list(&path).into_iter().any(|b| b.replaced && std::fs::read(&b.path).unwrap() == damaged);
    assert!(kept, "what is damaged is kept as it is");
    #[cfg(unix)]
    for b in &list {
        use std::os::unix::fs::PermissionsExt;
        let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&b.path), mode(b.path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn nothing_is_replaced_that_cannot_be_kept() {
    let (_dir, path) = backed_up();
    let shelf = backup::list(&path)[0].path.parent().unwrap().to_path_buf();
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::write(&shelf, b"in the way").unwrap();
    let before = std::fs::read(&path).unwrap();
    let e = create(&path, &[], true, None).map(|_| ()).unwrap_err();
    assert!(e.exit_code() == 73 && matches!(e.trouble, Trouble::NotKept(_)), "{e}");
    assert!(std::fs::read(&path).unwrap() == before);

    let mut opened = open(&path, true).unwrap();
    opened.store.append(event(9), &[]).unwrap();
    let why = opened.store.close_and_tell().unwrap();
    let words = why.as_ref().map(Words::words);
    assert!(words.as_ref().is_some_and(|w| !w.contains('\n') && w.len() < 60), "{why:?}");
    std::fs::remove_file(&shelf).unwrap();
}

#[test]
fn everybody_is_listed_by_organisation_and_nothing_else_names_it() {
    let named = |name: &str| {
        let (dir, path) = fresh(1);
        let mut opened = open(&path, true).unwrap();
        let mut about = event(2);
        about.changes[0] = Change { key: "about.organisation".into(), was: None, now: Some(name.into()) };
        opened.store.append(about, &[]).unwrap();
        opened.store.close().unwrap();
        (dir, path)
    };
    let (_b, _) = named("Zebra 7f3a");
    let (_a, path) = named("Aardvark 7f3a");
    let all = backup::everything();
    let names: Vec<_> =
        all.iter().map(|(i, _)| i.organisation.as_str()).filter(|n| n.contains("7f3a")).collect();
    assert_eq!(names, ["Aardvark 7f3a", "Zebra 7f3a"]);
    let (inside, list) = all.iter().find(|(i, _)| i.organisation == "Aardvark 7f3a").unwrap();
    assert_eq!((inside.events, list.len()), (2, 1));
    let shelf = list[0].path.parent().unwrap();
    for name in files::names_in(shelf).iter().filter(|n| Path::new(n).extension().is_none_or(|e| e != "aims"))
    {
        assert!(!std::fs::read_to_string(shelf.join(name)).unwrap().contains("7f3a"), "{name}");
    }
    assert_eq!(paths(&backup::list(&path)), paths(list));
}

#[test]
fn looking_touches_no_folder_of_backups() {
    let (_dir, path) = backed_up();
    let shelf = backup::list(&path)[0].path.parent().unwrap().to_path_buf();
    std::fs::remove_dir_all(&shelf).unwrap();
    for write in [false, true] {
        open(&path, write).unwrap().store.close().unwrap();
    }
    assert!(!shelf.exists());
}

#[test]
fn what_a_window_could_not_save_is_a_backup_when_it_ends() {
    let (dir, path) = fresh(1);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 2).unwrap();
    let away = dir.path().join("away.aims");
    std::fs::rename(&path, &away).unwrap();
    assert!(add(&mut store, 3).is_err());
    let e = store.close().unwrap_err();
    assert!(matches!(&e.trouble, Trouble::LeftUnsaved(cause) if matches!(**cause, Trouble::Moved(_))), "{e}");
    assert_eq!(e.exit_code(), 74);
    assert!(e.to_string().contains("NOT SAVED") && e.to_string().contains("clausewise backups "), "{e}");
    let newest = &backup::list(&path)[0];
    let to = dir.path().join("kept.aims");
    assert_eq!(backup::restore(&newest.path, &to).unwrap(), 3);
    assert_eq!(open(&away, false).unwrap().events.len(), 2);
}

/// Moved, changed there and deleted: the last path still leads to all of them.
#[test]
fn a_file_that_moved_and_is_gone_finds_what_was_made_at_its_first_place() {
    let (dir, path) = backed_up();
    let moved = dir.path().join("moved.aims");
    std::fs::rename(&path, &moved).unwrap();
    let mut opened = open(&moved, true).unwrap();
    opened.store.append(event(4), &[]).unwrap();
    opened.store.close().unwrap();
    std::fs::remove_file(&moved).unwrap();
    assert_eq!(backup::list(&moved).len(), 2);
    assert_eq!(backup::remove(&backup::list(&moved)).unwrap(), 2);
    assert!(backup::list(&path).is_empty());
}
