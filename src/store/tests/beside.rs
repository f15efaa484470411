//! What lies beside a file, or comes over it while it is open: another version copied in place, journals
//! that come back, pipes at their name, rights that change.

use super::*;

/// Two versions of one file that saw the same number of commits, and a window open on the first.
fn two_versions(changes: impl Fn(&mut Store)) -> (tempfile::TempDir, PathBuf, PathBuf, Store) {
    let (dir, path) = fresh(2);
    let other = dir.path().join("other.aims");
    std::fs::copy(&path, &other).unwrap();
    let mut mine = open(&path, true).unwrap().store;
    changes(&mut mine);
    let mut theirs = open(&other, true).unwrap().store;
    changes(&mut theirs);
    add(&mut theirs, 8).unwrap();
    theirs.close().unwrap();
    add(&mut mine, 7).unwrap();
    let counters = |p: &Path| std::fs::read(p).unwrap()[24..28].to_vec();
    assert_eq!(counters(&path), counters(&other), "the database cannot tell them apart");
    (dir, path, other, mine)
}

fn copied_over(changes: impl Fn(&mut Store)) {
    let (_dir, path, other, mut mine) = two_versions(changes);
    std::fs::copy(&other, &path).unwrap();
    let theirs = std::fs::read(&path).unwrap();
    let e = add(&mut mine, 6).unwrap_err();
    assert_eq!(e.trouble, Trouble::Moved(Moved::Changed));
    assert!(e.needs_a_choice());
    assert_eq!(std::fs::read(&path).unwrap(), theirs, "nothing of it was touched");
    let copy = path.with_file_name("copy.aims");
    mine.save_copy(&copy).unwrap();
    mine.abandon();
    assert_eq!(std::fs::read(&path).unwrap(), theirs, "given up is given up");
    let at = |p: &Path| open(p, false).unwrap().events.into_iter().map(|e| e.at).collect::<Vec<_>>();
    assert_eq!(at(&path), ["4.1", "4.2", "4.8"]);
    assert_eq!(at(&copy), ["4.1", "4.2", "4.7", "4.6"]);
}

#[test]
fn another_version_copied_over_the_open_file_is_seen() {
    copied_over(|_| {});
}

#[test]
fn another_version_with_long_drafts_copied_over_is_seen() {
    copied_over(|store| {
        let long = "long words ".repeat(3000);
        let ticket = store.set_state(&[("draft.note.4.1".into(), Some(long))]).unwrap();
        store.wait(ticket).unwrap();
    });
}

/// Keeps size and times as they were: only the content tells.
#[test]
fn another_version_is_seen_although_its_times_agree() {
    let (_dir, path, other, mut mine) = two_versions(|_| {});
    let times = std::fs::metadata(&path).unwrap().modified().unwrap();
    std::fs::copy(&other, &path).unwrap();
    std::fs::File::options().append(true).open(&path).unwrap().set_modified(times).unwrap();
    assert_eq!(add(&mut mine, 6).unwrap_err().trouble, Trouble::Moved(Moved::Changed));
}

#[test]
fn a_touched_file_goes_on_and_a_read_only_one_is_seen() {
    let (_dir, path) = fresh(1);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 2).unwrap();
    let now = std::time::SystemTime::now() + Duration::from_secs(77);
    std::fs::File::options().append(true).open(&path).unwrap().set_modified(now).unwrap();
    add(&mut store, 3).unwrap();
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights.clone()).unwrap();
    let e = add(&mut store, 4).unwrap_err();
    assert!(matches!(&e.trouble, Trouble::ReadOnly(ReadOnlyBecause::MadeReadOnly)), "{e}");
    #[expect(clippy::permissions_set_readonly_false, reason = "what an owner does to write again")]
    rights.set_readonly(false);
    std::fs::set_permissions(&path, rights).unwrap();
    store.retry();
    store.close().unwrap();
    assert_eq!(open(&path, false).unwrap().events.len(), 4);
}

/// A commit that is caught when everything has reached the file and only the journal is left: what a kill
/// between the last write and the end of the commit leaves. Returns the journal.
pub(super) fn caught_at_the_end(path: &Path, n: usize) -> Vec<u8> {
    let journal = journal::of(path);
    let mut store = open(path, true).unwrap().store;
    let before = std::fs::read(path).unwrap();
    add(&mut store, n).unwrap();
    store.close().unwrap();
    let after = std::fs::read(path).unwrap();
    // Made by hand: every page as it was, in the form SQLite's own documentation describes.
    let mut bytes = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let pages = before.len() / 4096;
    for number in [u32::try_from(pages).unwrap(), 7, u32::try_from(pages).unwrap(), 512, 4096] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.resize(512, 0);
    for (i, page) in before.chunks(4096).enumerate() {
        bytes.extend(u32::try_from(i + 1).unwrap().to_be_bytes());
        bytes.extend(page);
        let sum = (1..=20).fold(7_u32, |s, k| s.wrapping_add(u32::from(page[4096 - 200 * k])));
        bytes.extend(sum.to_be_bytes());
    }
    std::fs::write(path, after).unwrap();
    std::fs::write(journal, &bytes).unwrap();
    bytes
}

#[test]
fn a_commit_caught_at_its_end_is_finished() {
    let (dir, path) = fresh(3);
    caught_at_the_end(&path, 4);
    let looking = open(&path, false).unwrap();
    assert_eq!((looking.events.len(), looking.notices.len()), (4, 1));
    drop(looking);
    let opened = open(&path, true).unwrap();
    assert_eq!((opened.events.len(), opened.notices.len(), opened.read_only), (4, 1, None));
    opened.store.close().unwrap();
    assert_eq!(names(&dir), ["acme.aims"]);
    assert!(check(&path).unwrap().is_sound());
}

#[test]
fn a_journal_from_an_earlier_saving_takes_nothing_back() {
    let (dir, path) = fresh(3);
    let old = caught_at_the_end(&path, 4);
    let mut store = open(&path, true).unwrap().store;
    for n in 5..8 {
        add(&mut store, n).unwrap();
    }
    store.close().unwrap();
    let (file, journal) = (std::fs::read(&path).unwrap(), files::beside(&path, "-journal"));
    std::fs::write(&journal, &old).unwrap();
    for want in [true, false] {
        assert_eq!(trouble(open(&path, want)), Trouble::StrayJournal);
    }
    assert_eq!(check(&path).unwrap_err().trouble, Trouble::StrayJournal);
    assert!(
        std::fs::read(&path).unwrap() == file && std::fs::read(&journal).unwrap() == old,
        "both are kept"
    );
    let aside = set_aside(&path).unwrap();
    assert_eq!(std::fs::read(&aside).unwrap(), old);
    let opened = open(&path, true).unwrap();
    assert_eq!((opened.events.len(), opened.read_only), (7, None));
    assert_eq!(names(&dir).len(), 3, "file, lock, and what was set aside");
}

#[test]
fn a_journal_that_comes_back_while_the_file_is_open_is_not_applied() {
    let (_dir, path) = fresh(3);
    let old = caught_at_the_end(&path, 4);
    let mut store = open(&path, true).unwrap().store;
    add(&mut store, 5).unwrap();
    let journal = files::beside(&path, "-journal");
    std::fs::write(&journal, &old).unwrap();
    assert_eq!(add(&mut store, 6).unwrap_err().trouble, Trouble::Moved(Moved::StrayJournal));
    std::fs::remove_file(&journal).unwrap();
    store.retry();
    store.close().unwrap();
    assert_eq!(open(&path, false).unwrap().events.len(), 6);
}

/// A kill before the beginning of the journal was written: the database passes over it, and so do we.
#[test]
fn a_journal_that_was_never_begun_is_passed_over() {
    let (dir, path) = fresh(1);
    for rest in [vec![], vec![0; 4096 * 3]] {
        std::fs::write(files::beside(&path, "-journal"), rest).unwrap();
        let mut opened = open(&path, true).unwrap();
        assert_eq!((opened.notices.len(), opened.read_only), (0, None));
        add(&mut opened.store, 2).unwrap();
        opened.store.close().unwrap();
        assert_eq!(names(&dir), ["acme.aims"]);
    }
    assert_eq!(open(&path, false).unwrap().events.len(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_or_folder_at_the_name_of_the_journal_holds_nobody_up() {
    let (_dir, path) = fresh(1);
    let journal = files::beside(&path, "-journal");
    let fifo = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &journal, fifo, rustix::fs::Mode::RUSR, 0).unwrap();
    assert_eq!(trouble(open(&path, true)), Trouble::StrayJournal);
    assert_eq!(trouble(open(&path, false)), Trouble::StrayJournal);
    assert_eq!(check(&path).unwrap_err().trouble, Trouble::StrayJournal);
    std::fs::remove_file(&journal).unwrap();
    std::fs::create_dir(&journal).unwrap();
    assert_eq!(trouble(open(&path, false)), Trouble::StrayJournal);
}
