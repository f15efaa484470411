//! A folder that changes in one step, and what stays what it was.

use super::*;

const NEW: [Piece<'static>; 2] = [("a.md", b"new a"), ("b.md", b"new b")];

fn put(folder: &Path, pieces: &[Piece<'_>], replace: bool) -> Result<(), Stopped> {
    write_together(folder, pieces, &["a.md", "b.md", "c.md"], replace)
}

/// A folder with an earlier export in it.
fn before(top: &Path) -> PathBuf {
    let folder = top.join("out");
    put(&folder, &[("a.md", b"old a"), ("b.md", b"old b")], false).unwrap();
    folder
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn id(path: &Path) -> FileId {
    inspect(path).unwrap().id
}

#[track_caller]
fn assert_new_and_nothing_left(folder: &Path, others: &[&str]) {
    let mut names = vec!["a.md", "b.md"];
    names.extend(others);
    names.sort_unstable();
    assert_eq!(super::super::names_in(folder), names);
    assert_eq!((text(folder, "a.md").as_str(), text(folder, "b.md").as_str()), ("new a", "new b"));
    let beside = super::super::names_in(&folder_of(folder));
    assert!(beside.iter().all(|n| !n.contains(MARK)), "{beside:?}");
}

#[test]
fn a_folder_comes_into_being_whole_or_not_at_all() {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("one/two");
    put(&folder, &NEW, false).unwrap();
    assert_new_and_nothing_left(&folder, &[]);
    let deep = top.path().join("one/below/and/below");
    put(&deep, &NEW, false).unwrap();
    assert_new_and_nothing_left(&deep, &[]);
    let bad = put(&top.path().join("other"), &[("a.md", b""), ("no/b.md", b"")], false);
    assert!(matches!(bad, Err(Stopped::Nothing(e)) if e.path.ends_with("other/no/b.md")));
    assert_eq!(super::super::names_in(top.path()), ["one"]);
    let long = top.path().join("n".repeat(250));
    put(&long, &NEW, false).unwrap();
    assert_new_and_nothing_left(&long, &[]);
}

#[cfg(unix)]
#[test]
fn what_others_keep_there_stays_the_same_file_with_the_same_rights() {
    use std::os::unix::fs::PermissionsExt;
    let top = tempfile::tempdir().unwrap();
    let folder = before(top.path());
    std::fs::write(folder.join("notes"), "theirs").unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("link")).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o750)).unwrap();
    let (notes, old) = (id(&folder.join("notes")), id(&folder));
    let by_link = top.path().join("by link");
    std::os::unix::fs::symlink(&folder, &by_link).unwrap();
    put(&by_link, &NEW, true).unwrap();
    assert_new_and_nothing_left(&folder, &["notes", "link"]);
    assert_eq!((text(&folder, "notes").as_str(), id(&folder.join("notes"))), ("theirs", notes));
    assert_eq!(std::fs::read_link(folder.join("link")).unwrap(), Path::new("nowhere"));
    assert_eq!(inspect(&by_link).unwrap().kind, Kind::Link);
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o750);
    if cfg!(any(target_os = "linux", target_os = "macos")) {
        assert_ne!(id(&folder), old, "it changed in one step");
    }
}

/// Something in it would get lost: it stays the same folder.
#[cfg(unix)]
#[test]
fn a_folder_that_is_more_than_an_export_is_not_replaced() {
    let top = tempfile::tempdir().unwrap();
    let folder = before(top.path());
    let old = id(&folder);
    std::fs::create_dir(folder.join("drafts")).unwrap();
    put(&folder, &NEW, true).unwrap();
    assert_new_and_nothing_left(&folder, &["drafts"]);
    assert_eq!(id(&folder), old);
    std::fs::remove_dir(folder.join("drafts")).unwrap();
    let theirs: Vec<String> = (0..3).map(|n| format!("theirs {n}")).collect();
    for name in &theirs {
        std::fs::write(folder.join(name), "").unwrap();
    }
    put(&folder, &NEW, true).unwrap();
    assert_new_and_nothing_left(&folder, &theirs.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(id(&folder), old);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_somebody_works_in_stays_the_same_folder() {
    let top = tempfile::tempdir().unwrap();
    let folder = before(top.path());
    let old = id(&folder);
    let mut shell = std::process::Command::new("sleep").arg("60").current_dir(&folder).spawn().unwrap();
    put(&folder, &NEW, true).unwrap();
    assert_eq!(id(&folder), old);
    shell.kill().unwrap();
    shell.wait().unwrap();
    put(&folder, &NEW, true).unwrap();
    assert_ne!(id(&folder), old);
    assert_new_and_nothing_left(&folder, &[]);
}

#[test]
fn half_way_names_how_far_it_got_and_a_new_file_never_covers_another() {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("out");
    std::fs::create_dir_all(folder.join("b.md")).unwrap();
    std::fs::write(folder.join("a.md"), "old a").unwrap();
    match put(&folder, &NEW, true).unwrap_err() {
        Stopped::HalfWay { error, done: 1 } => assert!(error.path.ends_with("b.md")),
        other => panic!("{other:?}"),
    }
    assert_eq!(text(&folder, "a.md"), "new a");
    std::fs::remove_file(folder.join("a.md")).unwrap();
    assert!(matches!(put(&folder, &NEW, false), Err(Stopped::Nothing(_))));
    assert_eq!(super::super::names_in(&folder), ["b.md"]);
}

/// What a kill leaves, before the folders changed places and after.
#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_export_left_is_cleared_up_and_nothing_of_others_with_it() {
    let top = tempfile::tempdir().unwrap();
    let folder = before(top.path());
    let mut unfinished = Stage::beside(&folder).unwrap();
    unfinished.fill(None, &NEW[..1], &folder).unwrap();
    unfinished.ours = false;
    let path = unfinished.path.clone();
    put(&folder, &NEW, true).unwrap();
    assert!(path.exists(), "still at work");
    drop(unfinished);
    let mut inside = Stage::inside(&folder).unwrap();
    inside.ours = false;
    drop(inside);

    // Killed right after the change, and somebody had put a file into the old folder meanwhile.
    let mut stage = Stage::beside(&folder).unwrap();
    stage.fill(None, &NEW, &folder).unwrap();
    std::fs::write(folder.join("late"), "theirs").unwrap();
    sys::exchange(&stage.path, &folder).unwrap();
    stage.ours = false;
    drop(stage);
    let mine = top.path().join(".out.clausewise-export-of mine");
    std::fs::create_dir(&mine).unwrap();
    std::fs::write(mine.join("kept"), "").unwrap();
    put(&folder, &NEW, true).unwrap();
    std::fs::remove_dir_all(mine).unwrap();
    assert_new_and_nothing_left(&folder, &["late"]);
    assert_eq!(text(&folder, "late"), "theirs");
}
