//! Real files that go on apart and are merged, by the dice: the facts are the same from either side, each file is sound, and
//! merging again changes nothing. Without letting people decide by side, because that is a question of sides.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clausewise::model::merge::{Choice, Decisions};
use clausewise::model::record::{PERSON, Rid};
use clausewise::model::{Change, Edit, Level, Questionnaire, Scores, edit};
use clausewise::session::{Knows, Merging, Session};
use clausewise::{bank, store};

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % n
    }
}

fn open(q: &Arc<Questionnaire>, path: &Path, write: bool) -> Session {
    Session::open(Arc::clone(q), path, "tester", write, Duration::ZERO).unwrap()
}

fn step(q: &Arc<Questionnaire>, path: &Path, d: &mut Dice, made: &mut u64) {
    let mut s = open(q, path, true);
    for _ in 0..=d.below(3) {
        let a = s.assessment();
        let e = match d.below(6) {
            0 | 1 => {
                let id = ["5.2", "5.2/1", "6.1.2", "A.2.2"][d.below(4)];
                let level = [None, Some(Level::Nothing), Some(Level::InUse), Some(Level::Proven)][d.below(4)];
                edit::rate(q, a, id, level, None).unwrap()
            }
            2 => edit::text_at(q, a, "note.", "5.2", &format!("text {}", d.below(3))).unwrap(),
            3 => {
                *made += 1;
                let (id, no) = (Rid::new(1_800_000_000, *made), a.index().next_number(PERSON.key));
                let sets = [("made", "yes".to_owned()), ("no", no.to_string()), ("name", format!("P{made}"))];
                let change =
                    |(f, v): (&str, String)| Change { key: PERSON.key_of(&id, f), was: None, now: Some(v) };
                Edit {
                    what: "person".into(),
                    at: String::new(),
                    changes: sets.into_iter().map(change).collect(),
                }
            }
            _ => {
                s.undo().unwrap();
                continue;
            }
        };
        s.apply(&e).unwrap();
    }
    s.close().unwrap();
}

fn facts(q: &Arc<Questionnaire>, path: &Path) -> BTreeMap<String, String> {
    open(q, path, false).assessment().facts().clone()
}

/// Merges into a new file; people decide by the value alone.
fn merged(q: &Arc<Questionnaire>, one: &Path, other: &Path, to: PathBuf) -> PathBuf {
    let m = Merging::read(Arc::clone(q), [one, other]).unwrap();
    let mut decisions = Decisions::default();
    for c in m.plan(&decisions).unwrap().conflicts {
        let value = c.sides.iter().map(|s| s.value.clone()).max().unwrap();
        decisions.by_key.insert(c.key, Choice::Value(value));
    }
    let plan = m.plan(&decisions).unwrap();
    m.write(&plan, "tester", &to).unwrap();
    let report = store::check(&to).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!(m.outcome(&plan).facts(), &facts(q, &to));
    to
}

#[test]
fn real_files_come_to_the_same_from_either_side() {
    let q: Arc<Questionnaire> = Arc::new(bank::embedded().unwrap());
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    clausewise::files::remember_in(folder.path().join("state"));
    let (mut merges, mut fast) = (0, 0);
    let asked = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let from = asked.unwrap_or(0).wrapping_mul(1_000_003);
    for seed in (1..=40_u64).map(|seed| from.wrapping_add(seed)) {
        let mut d = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let dir = folder.path().join(seed.to_string());
        std::fs::create_dir(&dir).unwrap();
        let (mut made, mut n) = (0, 0);
        let mut new = || {
            n += 1;
            dir.join(format!("{n}.aims"))
        };
        let first = new();
        let about = edit::founding(&q, [("about.organisation", "Case".to_owned())]).unwrap();
        Session::create(Arc::clone(&q), &first, "tester", &about, false).unwrap().close().unwrap();
        let mut files = vec![first];
        for _ in 0..2 {
            let copy = new();
            std::fs::copy(&files[0], &copy).unwrap();
            files.push(copy);
        }
        for _ in 0..10 {
            let (i, j) = (d.below(3), d.below(3));
            if i == j || d.below(3) > 0 {
                step(&q, &files[i], &mut d, &mut made);
                continue;
            }
            // Mostly both went on since they met.
            for n in [i, j] {
                if d.below(3) > 0 {
                    step(&q, &files[n], &mut d, &mut made);
                }
            }
            let (one, other) =
                (merged(&q, &files[i], &files[j], new()), merged(&q, &files[j], &files[i], new()));
            let stands = facts(&q, &one);
            assert_eq!(stands, facts(&q, &other), "history {seed}");
            let scores = |path: &Path| Scores::compute(&q, open(&q, path, false).assessment());
            assert_eq!(scores(&one), scores(&other), "history {seed}");
            for known in [&files[i], &files[j]] {
                let again = Merging::read(Arc::clone(&q), [&one, known]).unwrap();
                assert_eq!(again.knows(), Knows::First, "history {seed}");
            }
            let across = merged(&q, &one, &other, new());
            assert_eq!(stands, facts(&q, &across), "history {seed}");
            merges += 1;
            fast += usize::from(
                Merging::read(Arc::clone(&q), [&files[i], &files[j]]).unwrap().knows() != Knows::Neither,
            );
            files[i] = one;
        }
    }
    assert!(merges > 60 && merges - fast > 30, "{merges} {fast}");
}
