//! What comes back from files cut off, overwritten, or changed on the way.

use proptest::prelude::*;

use super::*;
use crate::store::carve::carve;

const PAGE: usize = 4096;

/// A file with many small events, three that go over several pages, and drafts.
fn large() -> (tempfile::TempDir, PathBuf) {
    let (dir, path) = fresh(120);
    let mut store = open(&path, true).unwrap().store;
    for n in 121..=123 {
        let mut long = event(n);
        long.changes[0].now = Some(format!("{n} {}", "a long note ".repeat(n * 10)));
        store.append(long, &[]).unwrap();
    }
    let draft = |key: &str, words: String| (key.to_owned(), Some(words));
    let rows = [draft("place", "4.3".into()), draft("draft.note.4.1", "half a sentence ".repeat(300))];
    store.append(event(124), &rows).unwrap();
    store.close().unwrap();
    (dir, path)
}

fn at(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).position(|w| w == part).unwrap()
}

/// Where each event ends that lies on one page: the hash of the one before and its own stand at its end.
fn ends(bytes: &[u8], events: &[Event]) -> Vec<usize> {
    let raw = |e: &Event| -> Vec<u8> {
        (0..32).map(|n| u8::from_str_radix(e.hash.get(n * 2..n * 2 + 2).unwrap(), 16).unwrap()).collect()
    };
    events.windows(2).take(119).map(|w| at(bytes, &[raw(&w[0]), raw(&w[1])].concat()) + 64).collect()
}

fn salvaged(dir: &tempfile::TempDir, bytes: &[u8]) -> Result<(SalvageReport, Opened), StoreError> {
    let (old, new) = (dir.path().join("ruin.aims"), dir.path().join("saved.aims"));
    std::fs::write(&old, bytes).unwrap();
    let _ = std::fs::remove_file(&new);
    let report = salvage(&old, &new)?;
    assert!(std::fs::read(&old).unwrap() == bytes, "the damaged file was touched");
    assert!(check(&new).unwrap().is_sound());
    Ok((report, open(&new, false).unwrap()))
}

/// Every event that came back is one that was written.
fn none_invented(saved: &Opened, first: &Opened) {
    let changes: Vec<_> = first.events.iter().map(|e| first.store.changes_of(e.seq)).collect();
    for e in &saved.events {
        let now = saved.store.changes_of(e.seq);
        let known =
            first.events.iter().zip(&changes).any(|(o, c)| (&o.at, &o.time, c) == (&e.at, &e.time, &now));
        assert!(known || e.by == "clausewise", "{e:?}");
    }
}

#[test]
fn a_file_cut_off_anywhere_gives_every_event_that_is_in_it() {
    let (dir, path) = large();
    let bytes = std::fs::read(&path).unwrap();
    let first = open(&path, false).unwrap();
    let events = &first.events;
    let ends = ends(&bytes, events);
    for cut in (PAGE..bytes.len()).step_by(1777).chain([bytes.len() - 1, bytes.len() - PAGE]) {
        let there = ends.iter().filter(|end| **end <= cut).count();
        match salvaged(&dir, &bytes[..cut]) {
            Ok((report, saved)) => {
                assert!(report.kept >= there, "{cut}: {} of {there}", report.kept);
                assert!(!report.same_record || report.kept == events.len(), "{cut}");
                assert!(
                    report.lost.len() <= 41
                        && (report.gone > 0 || !report.lost.is_empty() || report.same_record)
                );
                none_invented(&saved, &first);
            }
            Err(e) => assert!(there == 0 && e.exit_code() == 65, "{cut}: {there}, {e}"),
        }
    }
}

#[test]
fn no_bit_of_the_header_costs_an_event() {
    let (dir, path) = large();
    let bytes = std::fs::read(&path).unwrap();
    for bit in (0..800).step_by(3) {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (report, saved) = salvaged(&dir, &bytes).unwrap();
        assert!(report.same_record && report.kept == 124, "bit {bit}: {report:?}");
        assert_eq!(saved.state.len(), 2, "bit {bit}");
        let e = check(&dir.path().join("ruin.aims")).err().map(|e| e.trouble);
        let ours = |t| matches!(t, &Trouble::Damaged(_) | &Trouble::Newer(3..=1000));
        assert!(e.as_ref().is_none_or(ours), "bit {bit}: {e:?}");
    }
}

#[test]
fn what_happens_to_files_on_the_way() {
    let (dir, path) = large();
    let bytes = std::fs::read(&path).unwrap();
    let first = open(&path, false).unwrap();
    let with = |from: usize, to: usize, byte: u8| {
        let mut b = bytes.clone();
        b[from..to].fill(byte);
        b
    };
    let windows: Vec<u8> =
        bytes.iter().flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] }).collect();
    for (name, ruin) in [
        ("first page zeroed", with(0, PAGE, 0)),
        ("first page gone", bytes[PAGE..].to_vec()),
        ("garbage appended", [bytes.as_slice(), &[0x5a; 5000]].concat()),
        ("garbage before", [&[7; 123], bytes.as_slice()].concat()),
        ("line ends of another system", windows),
    ] {
        let (report, saved) = salvaged(&dir, &ruin).unwrap_or_else(|e| panic!("{name}: {e}"));
        // Long texts are followed by page numbers, which mean nothing behind bytes put before.
        let least = if name == "garbage before" { 121 } else { 124 };
        assert!(report.kept >= least, "{name}: {report:?}");
        none_invented(&saved, &first);
    }
    // The returns taken out: what held none is there, the rest cannot be known.
    let bare: Vec<u8> = bytes.iter().copied().filter(|b| *b != b'\r').collect();
    let (report, saved) = salvaged(&dir, &bare).unwrap();
    assert!(report.kept > 40 && report.gone > 0, "{report:?}");
    none_invented(&saved, &first);
    assert!(saved.events.last().unwrap().what.starts_with("salvaged: "));
}

#[test]
fn what_is_lost_is_told_in_stretches_and_kept_in_the_record() {
    let (dir, path) = large();
    tamper(&path, "DELETE FROM events WHERE seq BETWEEN 20 AND 99 OR seq = 7 OR seq > 120; VACUUM");
    let (report, saved) = salvaged(&dir, &std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((report.kept, report.gone, report.same_record), (39, 85, false));
    let lines = [
        "event 7 is missing or damaged",
        "events 20 to 99, 80 in all, are missing or damaged",
        "events 121 to 124, 4 in all, are missing or damaged",
    ];
    assert_eq!(each(&report.lost), lines);
    assert_eq!(
        saved.events.last().unwrap().what,
        "salvaged: 39 events; lost or damaged: 7, 20 to 99, 121 to 124"
    );
}

#[test]
fn events_of_another_record_are_never_mixed_in() {
    let (dir, path) = large();
    let (_other_dir, other) = fresh(40);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..100].fill(0);
    bytes.extend(std::fs::read(&other).unwrap());
    let (report, saved) = salvaged(&dir, &bytes).unwrap();
    assert_eq!(report.kept, 124);
    assert!(report.lost.contains(&Lost::Strangers(40)), "{report:?}");
    none_invented(&saved, &open(&path, false).unwrap());
}

#[test]
fn other_files_stay_what_they_are() {
    let (dir, path) = large();
    for ruin in [&b"SQLite format 3\0"[..], b"text", &[0; 9000], &[0x0d; 9000], &[44; 9000]] {
        let e = salvaged(&dir, ruin).map(|_| ()).unwrap_err();
        assert_eq!(e.exit_code(), 65, "{e}");
    }
    let new = dir.path().join("x");
    assert_eq!(salvage(dir.path(), &new).unwrap_err().trouble, Trouble::NotAFile(Kind::Folder));
    assert_eq!(salvage(&path, &path).unwrap_err().exit_code(), 73);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_confuse_the_search(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 1..300_usize), 0..40),
        cut in any::<prop::sample::Index>(),
        noise in proptest::collection::vec(prop_oneof![Just(0_u8), Just(44), Just(53), Just(76), any::<u8>()], 0..4000),
    ) {
        static GOOD: std::sync::OnceLock<(Vec<u8>, std::collections::BTreeSet<String>)> = std::sync::OnceLock::new();
        let (good, hashes) = GOOD.get_or_init(|| {
            let (_dir, path) = large();
            let events = open(&path, false).unwrap().events;
            (std::fs::read(&path).unwrap(), events.into_iter().map(|e| e.hash).collect())
        });
        let mut bytes = good.clone();
        for (at, byte, count) in edits {
            let from = at.index(bytes.len());
            let to = (from + count).min(bytes.len());
            bytes[from..to].fill(byte);
        }
        bytes.truncate(cut.index(bytes.len()));
        bytes.extend(noise);
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, &bytes).unwrap();
        let found = carve(&mut file).unwrap();
        prop_assert!(found.rows.iter().all(|r| hashes.contains(&files::hex(&r.hash))));
        prop_assert!(found.drafts.iter().all(|(k, _)| k == "place" || k == "draft.note.4.1"));
    }
}
