//! How cost grows: made-up questionnaires far larger than the real one. `cargo bench --bench scale`.
//! Aims: one answer in 10,000 checks with 2,000 dependencies under 1 ms, 2,000 actions planned under 50 ms.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use clausewise::model::questionnaire::{Group, Manifest};
use clausewise::model::roadmap::PlanInput;
use clausewise::model::schedule::{self, Schedule, Task};
use clausewise::model::{Assessment, GapList, Questionnaire, Roadmap, Scores, Verdict};
use divan::Bencher;
use serde_json::json;

fn main() {
    divan::main();
}

/// Checks of the questionnaires tried; five to a requirement.
const SIZES: [usize; 3] = [1_000, 3_000, 10_000];

/// A questionnaire with this many checks, one dependency a requirement: 2,000 at 10,000 checks.
fn made(checks: usize) -> (Questionnaire, Assessment) {
    let n = checks / 5;
    let requirement = |i: usize| {
        let control = i % 2 == 1;
        let audit = i == n - 2;
        let id = if control { format!("A.{}.{i}", i % 20) } else { format!("{}.{i}", i % 20) };
        let checks: Vec<_> = (1..=5)
            .map(|c| {
                json!({"id": format!("{id}/{c}"), "question": "Is it there?",
                    "kind": (["document", "practice", "record"][c % 3]), "key": c == 1, "mandatory": true,
                    "evidence": "It", "action": "Make it", "output": "Paper"})
            })
            .collect();
        let before = i
            .checked_sub(1 + i % 37)
            .map(|b| if b % 2 == 1 { format!("A.{}.{b}", b % 20) } else { format!("{}.{b}", b % 20) });
        json!({"id": id, "title": "Title", "parent": if control { format!("A.{}", i % 20) } else { (i % 20).to_string() },
            "kind": if control { "control" } else { "clause" }, "pdca": "do", "wave": i % 6 + 1,
            "stage1": i.is_multiple_of(3), "if_absent": if i.is_multiple_of(4) { "major" } else { "minor" },
            "question": "How?", "why": "Because.", "checks": checks, "roles": ["user"],
            "depends_on": before.into_iter().collect::<Vec<_>>(), "operates": i.is_multiple_of(7),
            "marker": audit.then_some("internal-audit"), "after_all_controls": audit,
            "exclusion": control.then(|| json!({"credible": "x", "not_credible": "y", "reason_must": "z"})),
            "effort_hours": {"solo": 2, "small": 6, "medium": 30, "large": 90}, "owner_role": "Somebody",
            "iso27001": "new", "exposure": i.is_multiple_of(5)})
    };
    let headings: Vec<_> = (0..20)
        .flat_map(|h| {
            [json!({"id": h.to_string(), "title": "H"}), json!({"id": format!("A.{h}"), "title": "H"})]
        })
        .collect();
    let waves: Vec<_> =
        (1..=6).map(|n| json!({"number": n, "title": "Wave", "pdca": "do", "milestone": "Done"})).collect();
    let manifest: Manifest = serde_json::from_value(json!({"format": 1, "id": "made", "title": "Made",
        "version": "1", "gates": [{"id": "g", "title": "G", "checks": ["0.0/1"]}], "waves": waves}))
    .unwrap();
    let group: Group = serde_json::from_value(
        json!({"headings": headings, "requirements": (0..n).map(requirement).collect::<Vec<_>>()}),
    )
    .unwrap();
    let q = Questionnaire::assemble(manifest, vec![group]);
    assert_eq!(q.check_count(), checks);
    let mut a = Assessment::new(&q);
    for c in 0..checks {
        a.set(&q, &q.check(c).id, Some((c % 4 + 1).to_string()));
    }
    // Evidence on every fifth check, seen by somebody.
    a.set(&q, "person.1-abcdef.made", Some("yes".to_owned()));
    for c in (0..checks).step_by(5) {
        let key = format!("evidence.{c}-abcdef");
        for (field, value) in [
            ("made".to_owned(), "yes"),
            ("what".to_owned(), "Paper"),
            (format!("shows.{}", q.check(c).id), "yes"),
            ("seen-by.1-abcdef".to_owned(), "2026-11-20"),
        ] {
            a.set(&q, &format!("{key}.{field}"), Some(value.to_owned()));
        }
    }
    (q, a)
}

/// One answer, then its requirement, all totals and the verdict again.
#[divan::bench(args = SIZES)]
fn one_answer(bencher: Bencher, checks: usize) {
    let (q, mut a) = made(checks);
    let mut scores = Scores::compute(&q, &a);
    let id = q.check(checks / 2).id.clone();
    let owner = q.check_owner[checks / 2];
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        a.set(&q, &id, Some((n % 5 + 1).to_string()));
        scores.update(&q, &a, owner);
        Verdict::compute(&q, &a, &scores)
    });
}

/// Everything from nothing: scores and verdict.
#[divan::bench(args = SIZES)]
fn all_scores(bencher: Bencher, checks: usize) {
    let (q, a) = made(checks);
    bencher.bench_local(|| {
        let scores = Scores::compute(&q, &a);
        Verdict::compute(&q, &a, &scores)
    });
}

/// The gap list: every requirement is in it.
#[divan::bench(args = SIZES)]
fn gap_list(bencher: Bencher, checks: usize) {
    let (q, a) = made(checks);
    let scores = Scores::compute(&q, &a);
    bencher.bench_local(|| GapList::compute(&q, &a, &scores));
}

/// The whole roadmap with one action a requirement: 2,000 actions at 10,000 checks.
#[divan::bench(args = SIZES)]
fn roadmap(bencher: Bencher, checks: usize) {
    let (q, a) = made(checks);
    let scores = Scores::compute(&q, &a);
    let gaps = GapList::compute(&q, &a, &scores);
    let input = PlanInput::of(&a, jiff::civil::date(2027, 1, 4));
    assert_eq!(Roadmap::compute(&q, &a, &scores, &gaps, input).items.len(), checks / 5);
    bencher.bench_local(|| Roadmap::compute(&q, &a, &scores, &gaps, input));
}

/// The schedule alone.
#[divan::bench(args = [200, 600, 2_000])]
fn schedule_alone(bencher: Bencher, actions: usize) {
    let tasks: Vec<Task> = (0..actions)
        .map(|t| Task {
            minutes: 60 + (t as u64 * 97) % 900,
            after: t
                .checked_sub(1 + t % 37)
                .map(|b| (b, if t.is_multiple_of(50) { 40 } else { 0 }))
                .into_iter()
                .collect(),
            earliest: 0,
            wave: 1 + (t * 6 / actions) as u8,
            tail: 0,
            rank: (t * 7919) % actions,
        })
        .collect();
    bencher.bench_local(|| -> Schedule { schedule::schedule(&tasks, 192) });
}
