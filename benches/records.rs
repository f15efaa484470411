//! How cost grows with records: a file as people have it (1,790 facts) and a very large one (71,000).
//! `cargo bench --bench records`. Aim: what a key waits for takes the same in both, well under 0.6 ms.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use clausewise::model::action::Part;
use clausewise::model::progress::Progress;
use clausewise::model::record::value::Context;
use clausewise::model::record::{Draft, EVIDENCE, KINDS, PERSON, read, write};
use clausewise::model::roadmap::PlanInput;
use clausewise::model::{
    Assessment, Edit, GapList, Level, Questionnaire, Rid, Roadmap, Scores, Verdict, edit, votes,
};
use divan::Bencher;
use jiff::civil::{Date, date};

#[path = "common/full.rs"]
mod full;
use full::{SIZES, Size, facts, folded};

fn main() {
    divan::main();
}

const TODAY: Date = date(2026, 11, 21);

/// What a screen asks after every answer: all figures, and what the question's card shows.
fn seen(q: &Questionnaire, a: &Assessment, scores: &Scores, r: usize) -> usize {
    let gaps = GapList::compute(q, a, scores);
    let map = Roadmap::compute(q, a, scores, &gaps, PlanInput::of(a, TODAY));
    let verdict = Verdict::compute(q, a, scores);
    let card = a.evidence_for(q, r).len() + a.index().open_parked() + a.index().exposed_systems();
    let id = &q.requirements[r].id;
    card + map.items.len() + verdict.open.len() + usize::from(votes::of(a, id).is_some())
}

#[divan::bench(args = SIZES)]
fn folding(bencher: Bencher, size: Size) {
    let q = clausewise::bank::embedded().unwrap();
    let facts = facts(&q, size);
    bencher.bench_local(|| folded(&q, &facts));
}

fn answers(bencher: Bencher, size: Size, shaped: bool) {
    let q = clausewise::bank::embedded().unwrap();
    let mut a = folded(&q, &facts(&q, size));
    if shaped {
        let part = |what: &str| Part { what: what.into(), output: String::new(), share: 1.0 };
        let mut n = 0;
        let mut new = || {
            n += 1;
            Rid::new(1_780_000_000, n)
        };
        let e = edit::split(&q, &a, &mut new, "8.4", &[part("first"), part("then")]).unwrap();
        a.apply(&q, &e);
        let e = edit::progress(&q, &a, "5.2", Progress::Started, None).unwrap();
        a.apply(&q, &e);
    }
    let r = q.requirement_index("5.2").unwrap();
    let mut scores = Scores::compute(&q, &a);
    let levels = [Level::Nothing, Level::Planned, Level::Written, Level::InUse];
    let mut turn = levels.iter().cycle();
    bencher.bench_local(|| {
        let e = edit::rate(&q, &a, "5.2/1", turn.next().copied(), None).unwrap();
        a.apply(&q, &e);
        scores.update(&q, &a, r);
        seen(&q, &a, &scores, r)
    });
}

#[divan::bench(args = SIZES)]
fn one_answer(bencher: Bencher, size: Size) {
    answers(bencher, size, false);
}

#[divan::bench(args = SIZES)]
fn one_answer_with_actions(bencher: Bencher, size: Size) {
    answers(bencher, size, true);
}

/// An action split and taken back: asks whether actions would wait in a circle.
#[divan::bench(args = SIZES)]
fn splitting(bencher: Bencher, size: Size) {
    let q = clausewise::bank::embedded().unwrap();
    let a = folded(&q, &facts(&q, size));
    let part = |what: &str| Part { what: what.into(), output: String::new(), share: 1.0 };
    let parts = [part("first"), part("then")];
    bencher.bench_local(|| {
        let mut n = 0;
        let mut new = || {
            n += 1;
            Rid::new(1_780_000_000, n)
        };
        edit::split(&q, &a, &mut new, "8.4", &parts).unwrap()
    });
}

/// Makes a change, asks the figures it may move, and takes it back.
fn there_and_back(q: &Questionnaire, a: &mut Assessment, e: &Edit) -> Scores {
    a.apply(q, e);
    let scores = Scores::compute(q, a);
    a.apply(q, &e.inverse());
    scores
}

#[divan::bench(args = SIZES)]
fn adding_evidence(bencher: Bencher, size: Size) {
    let q = clausewise::bank::embedded().unwrap();
    let mut a = folded(&q, &facts(&q, size));
    let draft: Draft = [("what", "Policy"), ("shows", "5.2/1, 5.2/2"), ("seen-by", "P-1: 2026-11-20")]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
    bencher.bench_local(|| {
        let c = Context { q: &q, a: &a, today: TODAY, kinds: KINDS };
        let e = write::add(c, &EVIDENCE, &Rid::new(1_780_000_000, 1), &draft).unwrap();
        there_and_back(&q, &mut a, &e)
    });
}

#[divan::bench(args = SIZES)]
fn removing_a_person(bencher: Bencher, size: Size) {
    let q = clausewise::bank::embedded().unwrap();
    let mut a = folded(&q, &facts(&q, size));
    bencher.bench_local(|| {
        let c = Context { q: &q, a: &a, today: TODAY, kinds: KINDS };
        let e = write::remove(c, &read::named(&a, &PERSON, "P-3").unwrap());
        there_and_back(&q, &mut a, &e)
    });
}
