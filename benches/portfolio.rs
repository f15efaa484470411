//! How long a folder of clients takes. `cargo bench --bench portfolio`.
//! Aims on two cores: 500 files under half a second, 10,000 under 6 s, each file as long however many there are.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::path::Path;
use std::sync::Arc;

use clausewise::model::Questionnaire;
use clausewise::model::portfolio::Portfolio;
use clausewise::report::warehouse;
use clausewise::session::Reader;
use clausewise::words::portfolio as words;
use clausewise::work::portfolio::{self, Asked, Looked, Progress};
use clausewise::{bank, files, sample};
use divan::Bencher;
use divan::counter::ItemsCount;
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Files in the folder.
const SIZES: [usize; 3] = [100, 500, 2_000];

/// A folder with this many copies of the sample, a hundred a folder.
fn folder(n: usize) -> TempDir {
    let top = tempfile::tempdir().unwrap();
    files::remember_in(std::env::temp_dir().join("clausewise-bench"));
    let one = top.path().join("one.aims");
    sample::create(bank::embedded().unwrap(), None, &one, today(), false).unwrap();
    let bytes = std::fs::read(&one).unwrap();
    for n in 1..n {
        let inside = top.path().join(format!("{:03}", n / 100));
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::write(inside.join(format!("{n:05}.aims")), &bytes).unwrap();
    }
    top
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn asked<'a>(folder: &'a Path, bank: &Arc<Questionnaire>) -> Asked<'a> {
    Asked {
        folder,
        bank: Arc::clone(bank),
        today: today(),
        redact: false,
        words: &words::obstacle,
        nameless: &words::nameless,
    }
}

/// One file: opened, verified, its facts.
#[divan::bench]
fn one_file(bencher: Bencher) {
    let top = folder(1);
    let reader = Reader::new(bank::embedded().unwrap());
    let file = top.path().join("one.aims");
    bencher.bench_local(|| reader.read(&file).unwrap());
}

/// The rows of a folder.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn rows(bencher: Bencher, n: usize) {
    let top = folder(n);
    let bank = Arc::new(bank::embedded().unwrap());
    bencher.counter(ItemsCount::new(n)).bench_local(|| -> Portfolio {
        let all = portfolio::rows(&asked(top.path(), &bank), &Progress::default()).unwrap();
        assert_eq!(all.clients.len(), n);
        all
    });
}

/// The tables for databases, made while each file is at hand.
#[divan::bench(args = [100, 500], sample_count = 3, sample_size = 1)]
fn tables(bencher: Bencher, n: usize) {
    let top = folder(n);
    let bank = Arc::new(bank::embedded().unwrap());
    let each = |looked: &Looked<'_>| {
        let client = warehouse::Client { no: looked.no, name: looked.file, redact: false };
        warehouse::lines(&client, &looked.input).unwrap()
    };
    bencher.counter(ItemsCount::new(n)).bench_local(|| {
        let (_, lines) =
            portfolio::with_each(&asked(top.path(), &bank), &Progress::default(), &each).unwrap();
        warehouse::files(lines)
    });
}
