//! What a large audit costs: one with 2,000 rows and 500 findings, each replied to. `cargo bench --bench audit`. Aim: a key
//! takes the same time with it as without it.
#![allow(clippy::unwrap_used, reason = "a bench that panics has failed, as it should")]

use std::collections::BTreeMap;

use clausewise::bank;
use clausewise::model::audit::{Audit, Counts, beside, said_of};
use clausewise::model::record::{AUDIT, AUDIT_ROW, FINDING, FINDING_REPLY, Kind, PERSON};
use clausewise::model::{Edit, Level, Questionnaire, Rid, Scores, edit};
use clausewise::session::Session;
use clausewise::work::{Work, begin};
use divan::Bencher;
use jiff::civil::{Date, date};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const TODAY: Date = date(2026, 11, 23);

const ROWS: usize = 2_000;
const FINDINGS: usize = 500;

/// A record of an audit with this number.
fn id(n: usize) -> Rid {
    Rid::new(1_770_000_000, n as u64 * 7919 + 1)
}

/// The audit as an import would bring it: every row worked, every finding replied to.
fn audit(q: &Questionnaire) -> BTreeMap<String, String> {
    let (whole, person) = (id(0), id(1));
    let mut facts = BTreeMap::new();
    let mut put = |kind: &'static Kind, rid: &Rid, fields: &[(&str, &str)]| {
        for (field, value) in [("made", "yes")].iter().chain(fields) {
            facts.insert(kind.key_of(rid, field), (*value).to_owned());
        }
    };
    put(&PERSON, &person, &[("no", "1"), ("name", "Ana Sousa")]);
    // The id of an audit is that of its layer.
    let header = whole.within(&whole);
    put(&AUDIT, &header, &[("no", "1"), ("name", "Spring"), ("lead", person.as_str())]);
    for n in 0..ROWS {
        let at = &q.check(n % q.check_count()).id;
        let no = (n + 1).to_string();
        let fields = [
            ("no", no.as_str()),
            ("at", at),
            ("planned", "yes"),
            ("conforms", "yes"),
            ("seen", "signed policy, version 2, 2026-10-01"),
            ("methods.record", "yes"),
            ("sample", "4"),
            ("population", "11"),
            ("of", "staff"),
            ("on", "2026-11-20"),
            ("auditor", person.as_str()),
        ];
        put(&AUDIT_ROW, &id(10 + n).within(&whole), &fields);
    }
    for n in 0..FINDINGS {
        let (no, rid) = ((n + 1).to_string(), id(10_000 + n).within(&whole));
        let at = [n, n * 7 + 3].map(|n| format!("at.{}", q.check(n % q.check_count()).id));
        let fields = [
            ("no", no.as_str()),
            ("what", "2 contractors late"),
            ("grade", ["minor", "ofi", "major", "observation"][n % 4]),
            (&at[0], "yes"),
            (&at[1], "yes"),
            ("criterion", "the requirement"),
            ("evidence", "2 of 9 joiners"),
            ("raised-on", "2026-11-20"),
        ];
        put(&FINDING, &rid, &fields);
        let reply = [
            ("no", no.as_str()),
            ("finding", rid.as_str()),
            ("cause", "nobody looked"),
            ("owner", person.as_str()),
        ];
        put(&FINDING_REPLY, &id(20_000 + n).within(&whole), &reply);
    }
    facts
}

/// An answered file, with the audit or without it.
fn file(full: bool) -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let sets = [("about.organisation", "Seeblick".to_owned()), ("about.size", "small".to_owned())];
    let first = begin::founding(&q, sets, TODAY).unwrap();
    let mut s: Session = begin::create(q, &folder.path().join("a.aims"), "bench", &first, false).unwrap();
    let ids: Vec<String> = s.q.requirements.iter().map(|r| r.id.clone()).collect();
    for id in &ids {
        let e = edit::rate(&s.q, s.assessment(), id, Some(Level::InUse), None).unwrap();
        s.apply(&e).unwrap();
    }
    if full {
        let sets: Vec<_> = audit(&s.q).into_iter().map(|(key, value)| (key, Some(value))).collect();
        let e: Edit = edit::facts(s.assessment(), "import", "", sets);
        s.apply(&e).unwrap();
    }
    let w = Work::new(s, TODAY);
    if full {
        let audit = w.audit().unwrap();
        assert_eq!((audit.rows.len(), audit.findings.len()), (ROWS, FINDINGS));
    }
    (folder, w)
}

/// An answer of the organisation's own with what its card shows after it.
#[divan::bench(args = [false, true])]
fn an_answer(bencher: Bencher, full: bool) {
    let (_folder, mut w) = file(full);
    let mut turn = [Level::Written, Level::InUse].into_iter().cycle();
    bencher.bench_local(|| {
        w.rate("5.2/1", turn.next(), None, false).unwrap();
        (w.plan().0.gaps.len(), w.audit_mark(0).cloned())
    });
}

/// Something written into a row of the audit, with what the screen shows after it.
#[divan::bench]
fn a_row(bencher: Bencher) {
    let (_folder, mut w) = file(true);
    w.i_am("P-1").unwrap();
    let mut turn = ["4", "5"].into_iter().cycle();
    bencher.bench_local(|| {
        w.row_line(&format!("5.2/1 sample {} of 11", turn.next().unwrap())).unwrap();
        Counts::of(w.q(), &w.audit().unwrap())
    });
}

/// All of an audit, read.
#[divan::bench]
fn reading(bencher: Bencher) {
    let (_folder, w) = file(true);
    let audit = w.audit_id().unwrap();
    bencher.bench_local(|| Audit::of(w.q(), w.a(), &audit, TODAY).rows.len());
}

/// What every requirement is marked with.
#[divan::bench]
fn marking(bencher: Bencher) {
    let (_folder, w) = file(true);
    bencher.bench_local(|| said_of(w.q(), w.a(), TODAY).len());
}

/// Counts, and what stands beside each answer.
#[divan::bench]
fn counting(bencher: Bencher) {
    let (_folder, w) = file(true);
    let audit = w.audit().unwrap();
    let scores = Scores::compute(w.q(), w.a());
    bencher.bench_local(|| (Counts::of(w.q(), &audit), beside(w.q(), &scores, &audit).len()));
}

/// Everything there is to warn of.
#[divan::bench]
fn warning(bencher: Bencher) {
    let (_folder, w) = file(true);
    let audit = w.audit().unwrap();
    bencher.bench_local(|| audit.warnings(w.q(), w.a()).len());
}
