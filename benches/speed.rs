//! What people wait for, measured: `cargo bench`. Figures belong in the closing note of a change.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use clausewise::bank;
use clausewise::model::roadmap::PlanInput;
use clausewise::model::{Assessment, GapList, Questionnaire, Roadmap, Scores, Verdict};

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
