//! How long what people hold takes to make. `cargo bench --bench papers`.
//! Aims: every file but the PDFs under 100 ms together, everything under a second, the reader's own papers before anybody
//! looks up. The assessment is full: 70 requirements, 256 checks each with a note, 40 systems, 100 pieces of evidence.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use clausewise::doc::House;
use clausewise::model::assessment::keys;
use clausewise::model::roadmap::PlanInput;
use clausewise::model::{Assessment, GapList, Questionnaire, Roadmap, Scores, Verdict};
use clausewise::report::{self, Document, Format, Head, Input, Reader, Stop};
use clausewise::work::Wish;
use clausewise::{bank, export};
use divan::{AllocProfiler, Bencher};

/// The second figure of a bench is the memory: the highest that stood at once, and what was asked for.
#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const NOTE: &str =
    "Agreed with Ana in the workshop; the draft lies in the shared folder, the board sees it in May.";

#[path = "common/full.rs"]
mod full;

fn main() {
    divan::main();
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn answered() -> (Questionnaire, Assessment) {
    let q = bank::embedded().unwrap();
    let mut facts = full::facts(&q, full::SIZES[0]);
    for (key, value) in &mut facts {
        if key.starts_with("note.") {
            NOTE.clone_into(value);
        }
    }
    let about = [
        (keys::ORGANISATION, "Harbour Bakery Supplies"),
        (keys::SIZE, "medium"),
        (keys::HOURS, "16"),
        (keys::START, "2026-11-23"),
    ];
    facts.extend(about.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let a = full::folded(&q, &facts);
    (q, a)
}

/// What a wish comes to, in memory.
fn made(q: &Questionnaire, a: &Assessment, wish: &Wish) -> Vec<Document> {
    let scores = Scores::compute(q, a);
    let verdict = Verdict::compute(q, a, &scores);
    let gaps = GapList::compute(q, a, &scores);
    let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, today()));
    let (scores, verdict, gaps, roadmap) = (&scores, &verdict, &gaps, &roadmap);
    let input =
        Input { q, a, scores, verdict, gaps, roadmap, made: today(), head: &Head::default(), audit: None };
    let made = report::make(&input, &wish.files(), &House::default(), &mut |_, _| Stop::No).unwrap();
    made.unwrap().documents
}

fn bench(bencher: Bencher, wish: &Wish) {
    let (q, a) = answered();
    assert!(!made(&q, &a, wish).is_empty());
    bencher.bench_local(|| made(&q, &a, wish));
}

#[divan::bench]
fn everything(bencher: Bencher) {
    bench(bencher, &Wish::of(Vec::new()));
}

#[divan::bench]
fn everything_but_pdf(bencher: Bencher) {
    bench(bencher, &Wish::of(Format::ALL.into_iter().filter(|f| *f != Format::Pdf).collect()));
}

#[divan::bench]
fn everything_to_the_disk(bencher: Bencher) {
    let (q, a) = answered();
    bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_local_refs(|folder| {
        export::write(folder.path(), &made(&q, &a, &Wish::of(Vec::new())), false).unwrap()
    });
}

/// Every file of one format.
#[divan::bench(args = Format::ALL)]
fn format(bencher: Bencher, format: Format) {
    bench(bencher, &Wish::of(vec![format]));
}

/// What one reader is handed.
#[divan::bench(args = Reader::ALL)]
fn reader(bencher: Bencher, reader: Reader) {
    bench(bencher, &Wish { reader: Some(reader), ..Wish::of(Vec::new()) });
}
