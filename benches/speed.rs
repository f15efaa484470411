//! What people wait for, measured: `cargo bench`. Figures belong in the closing note of a change.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use clausewise::model::roadmap::PlanInput;
use clausewise::model::{Assessment, GapList, Level, Questionnaire, Roadmap, Scores, Verdict, edit};
use clausewise::report::{Document, Format, Input};
use clausewise::{bank, export, report};

fn main() {
    divan::main();
}

/// Every check answered, levels mixed.
fn answered() -> (Questionnaire, Assessment) {
    let q = bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    for c in 0..q.check_count() {
        let id = q.check(c).id.clone();
        a.set(&q, &id, Some((c % 5 + 1).to_string()));
    }
    (q, a)
}

#[divan::bench]
fn load_the_bank() -> Questionnaire {
    bank::embedded().unwrap()
}

#[divan::bench]
fn recompute_after_one_answer(bencher: divan::Bencher) {
    let (q, a) = answered();
    bencher.bench_local(|| {
        let scores = Scores::compute(&q, &a);
        Verdict::compute(&q, &a, &scores)
    });
}

#[divan::bench]
fn gap_list_and_roadmap(bencher: divan::Bencher) {
    let (q, a) = answered();
    let scores = Scores::compute(&q, &a);
    let input = PlanInput::of(&a, jiff::civil::date(2026, 11, 23));
    bencher.bench_local(|| {
        let gaps = GapList::compute(&q, &a, &scores);
        Roadmap::compute(&q, &a, &scores, &gaps, input)
    });
}

/// The sample organisation, answered as `clausewise demo` does.
fn sample() -> (Questionnaire, Assessment) {
    let q = bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    for line in include_str!("../assets/demo.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut parts = line.splitn(3, ' ');
        let (id, level, note) = (parts.next().unwrap(), parts.next().unwrap(), parts.next());
        for change in edit::rate(&q, &a, id, Level::parse(level), note).unwrap().changes {
            a.set(&q, &change.key, change.now);
        }
    }
    (q, a)
}

fn all_documents(q: &Questionnaire, a: &Assessment) -> Vec<Document> {
    let made = jiff::civil::date(2026, 11, 23);
    let scores = Scores::compute(q, a);
    let verdict = Verdict::compute(q, a, &scores);
    let gaps = GapList::compute(q, a, &scores);
    let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, made));
    let input = Input { q, a, scores: &scores, verdict: &verdict, gaps: &gaps, roadmap: &roadmap, made };
    report::documents(&input, &Format::ALL).unwrap()
}

#[divan::bench]
fn all_documents_of_the_sample(bencher: divan::Bencher) {
    let (q, a) = sample();
    bencher.bench_local(|| all_documents(&q, &a));
}

#[divan::bench]
fn export_of_the_sample_to_the_disk(bencher: divan::Bencher) {
    let (q, a) = sample();
    bencher
        .with_inputs(|| tempfile::tempdir().unwrap())
        .bench_local_refs(|folder| export::write(folder.path(), &all_documents(&q, &a), false).unwrap());
}
