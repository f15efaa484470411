//! How long merging takes. `cargo bench --bench merge`. Aim on two cores: two files with 10,000 events each, read, planned
//! and written, under 100 ms.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clausewise::model::merge::Decisions;
use clausewise::model::{Change, Questionnaire};
use clausewise::session::{Merging, Session};
use clausewise::store::{self, NewEvent};
use clausewise::{bank, files};
use divan::Bencher;
use tempfile::TempDir;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// An event of one of the two: answers, notes and people, as they come in a long record.
fn event(q: &Questionnaire, side: usize, n: usize) -> NewEvent {
    let check = q.check(n % q.check_count()).id.clone();
    let id = format!("0000{side}0{n:08}");
    let pairs = match n % 4 {
        // Half of what both answer is the same, half is each its own check.
        0 if side > 0 && n % q.check_count() % 2 != side % 2 => {
            vec![(format!("ask.{side}.{n}"), "Ana".to_owned())]
        }
        0 => vec![(check, ["1", "3", "4", "5"][n / 4 % 4].to_owned())],
        1 => {
            vec![(format!("note.{check}"), format!("What was said of it, at some length, by {side} in {n}"))]
        }
        _ => ["made", "no", "what", "place", "date"]
            .iter()
            .map(|f| {
                (format!("evidence.{id}.{f}"), if *f == "no" { n.to_string() } else { format!("{f} {n}") })
            })
            .collect(),
    };
    let change = |(key, now): (String, String)| Change { key, was: None, now: Some(now) };
    NewEvent {
        by: "Ana".into(),
        what: "answer".into(),
        changes: pairs.into_iter().map(change).collect(),
        ..NewEvent::default()
    }
}

/// Two files with so many events each, the first half of them in common.
fn two(q: &Questionnaire, events: usize) -> (TempDir, [PathBuf; 2]) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    files::remember_in(folder.path().join("state"));
    let paths = [folder.path().join("a.aims"), folder.path().join("b.aims")];
    let about =
        Change { key: "about.questionnaire".into(), was: None, now: Some(format!("{} {}", q.id, q.version)) };
    let founding = NewEvent { what: "about".into(), changes: vec![about], ..NewEvent::default() };
    let common: Vec<_> = std::iter::once(founding).chain((1..events / 2).map(|n| event(q, 0, n))).collect();
    store::create(&paths[0], &common, false, None).unwrap().store.close().unwrap();
    std::fs::copy(&paths[0], &paths[1]).unwrap();
    for (side, path) in (1..).zip(&paths) {
        let mut store = store::open(path, true).unwrap().store;
        store.hold();
        for n in events / 2..events {
            store.append(event(q, side, n), &[]).unwrap();
        }
        store.let_go();
        store.close().unwrap();
    }
    (folder, paths)
}

#[divan::bench(sample_count = 20)]
fn reads_both(bencher: Bencher) {
    let q = Arc::new(bank::embedded().unwrap());
    let (_folder, paths) = two(&q, 10_000);
    bencher.bench_local(|| Merging::read(Arc::clone(&q), [&paths[0], &paths[1]]).unwrap().behind(0));
}

#[divan::bench(sample_count = 20)]
fn plans(bencher: Bencher) {
    let q = Arc::new(bank::embedded().unwrap());
    let (_folder, paths) = two(&q, 10_000);
    let m = Merging::read(Arc::clone(&q), [&paths[0], &paths[1]]).unwrap();
    let worst = Decisions { worst: true, ..Decisions::default() };
    bencher.bench_local(|| m.plan(&worst).unwrap());
}

#[divan::bench(sample_count = 20)]
fn merges_whole(bencher: Bencher) {
    let q = Arc::new(bank::embedded().unwrap());
    let (folder, paths) = two(&q, 10_000);
    let worst = Decisions { worst: true, ..Decisions::default() };
    let n = Cell::new(0);
    bencher.bench_local(|| {
        n.set(n.get() + 1);
        let m = Merging::read(Arc::clone(&q), [&paths[0], &paths[1]]).unwrap();
        let plan = m.plan(&worst).unwrap();
        assert!(plan.is_whole());
        m.write(&plan, "Ana", &folder.path().join(format!("{}.aims", n.get()))).unwrap();
    });
}

/// From two files that lie there to one that holds both, opening it and the backup before included.
#[divan::bench(sample_count = 20)]
fn merges_in_place(bencher: Bencher) {
    let q = Arc::new(bank::embedded().unwrap());
    let (folder, paths) = two(&q, 10_000);
    let worst = Decisions { worst: true, ..Decisions::default() };
    let n = Cell::new(0);
    let copy = || {
        n.set(n.get() + 1);
        let path = folder.path().join(format!("copy-{}.aims", n.get()));
        std::fs::copy(&paths[0], &path).unwrap();
        path
    };
    bencher.with_inputs(copy).bench_local_values(|path| {
        let mut s = Session::open(Arc::clone(&q), &path, "Ana", true, Duration::ZERO).unwrap();
        let m = s.merging_with(&paths[1]).unwrap();
        let plan = m.plan(&worst).unwrap();
        s.merge(&m, &plan).unwrap();
        s.settle().unwrap();
        s.abandon();
    });
}
