//! Who cannot take the lock reads only, and is told why.

use std::path::{Path, PathBuf};

use super::super::error::{StoreError, Trouble};
use super::super::open::{create, no_lock, open};
use super::{add, event};
use crate::files::{LockFailure, Obstacle};
use crate::words::Words as _;

/// A reason is not cut in any message.
#[test]
fn every_reason_for_having_no_lock_fits_its_message() {
    let at = || PathBuf::from(format!("/x/.{}.aims.lock", "long-".repeat(40)));
    let none = [
        LockFailure::Obstacle(at(), Obstacle::OtherName),
        LockFailure::Closed(at()),
        LockFailure::Refused(at(), std::io::ErrorKind::QuotaExceeded.into()),
    ];
    for reason in none.into_iter().map(no_lock) {
        let words = StoreError::new(Path::new("a.aims"), Trouble::ReadOnly(reason)).to_string();
        // The name is shortened; nothing else is.
        assert_eq!(words.matches('\u{2026}').count(), 1, "{words}");
        assert!(words.lines().count() <= 3, "{words}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_planted_at_the_lock_opens_for_reading_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    create(&path, &[], false, None).unwrap().store.close().unwrap();
    std::fs::create_dir(folder.path().join(".a.aims.lock")).unwrap();
    let reason = open(&path, true).unwrap().read_only.unwrap();
    assert_eq!(
        reason.words(),
        "a folder stands at .a.aims.lock where its lock belongs: remove that and reopen"
    );
    std::fs::remove_dir(folder.path().join(".a.aims.lock")).unwrap();
    assert_eq!(open(&path, true).unwrap().read_only, None);
}

/// Somebody removed the lock file of a session, and another one took a new lock: the first is told with
/// its next change, and nothing of the second is lost.
#[cfg(unix)]
#[test]
fn a_lock_removed_by_somebody_else_is_no_silent_overwriting() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.aims");
    let mut first = create(&path, &[event(1)], false, None).unwrap().store;
    std::fs::remove_file(folder.path().join(".a.aims.lock")).unwrap();
    let mut second = open(&path, true).unwrap().store;
    add(&mut second, 2).unwrap();
    let refused = add(&mut first, 3).unwrap_err();
    assert!(refused.to_string().contains("NOT SAVED"), "{refused}");
    drop(first);
    second.close().unwrap();
    let events = open(&path, false).unwrap().events;
    assert_eq!(events.iter().map(|e| e.at.as_str()).collect::<Vec<_>>(), ["4.1", "4.2"]);
}
