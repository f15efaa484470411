//! Copies that go on apart, by the dice: whatever is merged into whatever, the facts are the same, nothing is asked or
//! written twice, and no number is given to two records.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::past::{At, Chain, Past};
use super::*;
use crate::bank;

mod orders;

/// Whether a key holds the number of a record.
fn is_number(key: &str) -> bool {
    key.rsplit('.').next() == Some("no")
}

/// Whether it holds the name of a frozen state.
fn is_name(key: &str) -> bool {
    key.starts_with("snapshot.") && key.rsplit('.').next() == Some("name")
}

/// An event, known by its place in the list of all.
#[derive(Debug, Clone)]
struct Told {
    prev: Option<usize>,
    merges: Option<usize>,
    undoes: Option<usize>,
    seq: usize,
    changes: Vec<(String, Option<String>)>,
}

/// A copy: its chain and the branches it carries.
#[derive(Debug, Clone, Default)]
struct Copy {
    main: Vec<usize>,
    branches: Vec<Vec<usize>>,
}

type Facts = BTreeMap<String, String>;

#[derive(Default)]
struct World {
    events: Vec<Told>,
    /// The keys people were asked about.
    asked: BTreeSet<String>,
}

/// A dice that falls the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % n
    }
}

/// So many seeds; others than usual where somebody asks for them, as of every property here.
fn seeds(n: u64) -> impl Iterator<Item = u64> {
    let asked = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let from = asked.unwrap_or(0).wrapping_mul(1_000_003);
    (1..=n).map(move |seed| from.wrapping_add(seed))
}

impl Copy {
    fn all(&self) -> BTreeSet<usize> {
        self.main.iter().chain(self.branches.iter().flatten()).copied().collect()
    }
}

impl World {
    fn put(&mut self, c: &mut Copy, changes: Vec<(String, Option<String>)>, merges: Option<usize>) {
        let prev = c.main.last().copied();
        let seq = c.main.len() + 1;
        c.main.push(self.events.len());
        self.events.push(Told { prev, merges, undoes: None, seq, changes });
    }

    fn facts(&self, c: &Copy) -> Facts {
        let mut facts = Facts::new();
        for (key, value) in c.main.iter().flat_map(|e| &self.events[*e].changes) {
            match value {
                Some(v) => facts.insert(key.clone(), v.clone()),
                None => facts.remove(key),
            };
        }
        facts
    }

    /// Everything behind an event, by walking: what the clocks are held to.
    fn behind(&self, e: usize) -> BTreeSet<usize> {
        let (mut open, mut all) = (vec![e], BTreeSet::new());
        while let Some(e) = open.pop() {
            if all.insert(e) {
                open.extend(self.events[e].prev.into_iter().chain(self.events[e].merges));
            }
        }
        all
    }

    /// The chains of two copies as the store makes them.
    fn parts(a: &Copy, b: &Copy) -> Vec<Vec<usize>> {
        let common = a.main.iter().zip(&b.main).take_while(|(x, y)| x == y).count();
        let mut parts = vec![a.main[..common].to_vec()];
        let mut known: BTreeSet<usize> = parts[0].iter().copied().collect();
        let behind = [&a.main[common..], &b.main[common..]];
        let branches = a.branches.iter().chain(&b.branches).map(Vec::as_slice);
        for chain in behind.into_iter().chain(branches) {
            let tail: Vec<usize> = chain.iter().copied().skip_while(|e| known.contains(e)).collect();
            assert!(tail.iter().all(|e| known.insert(*e)), "what is known of a chain is its beginning");
            if !tail.is_empty() {
                parts.push(tail);
            }
        }
        parts
    }

    fn plan(&self, q: &Questionnaire, a: &Copy, b: &Copy, decisions: &Decisions) -> Plan {
        let parts = Self::parts(a, b);
        let at: HashMap<usize, At> = parts
            .iter()
            .enumerate()
            .flat_map(|(chain, p)| p.iter().enumerate().map(move |(n, e)| (*e, At { chain, n })))
            .collect();
        let chain = |p: &Vec<usize>| {
            let links = |pick: fn(&Told) -> Option<usize>| {
                (0..).zip(p).filter_map(move |(n, e)| Some((n, pick(&self.events[*e])?)))
            };
            Chain {
                begins: p.first().and_then(|e| self.events[*e].prev).map(|e| at[&e]),
                len: p.len(),
                first: i64::try_from(p.first().map_or(1, |e| self.events[*e].seq)).unwrap(),
                merges: links(|e| e.merges).map(|(n, e)| (n, at[&e])).collect(),
                undoes: links(|e| e.undoes)
                    .map(|(n, e)| (n, i64::try_from(self.events[e].seq).unwrap()))
                    .collect(),
            }
        };
        let chains: Vec<Chain> = parts.iter().map(chain).collect();
        let past = Past::of(&chains);
        for (e, here) in &at {
            let behind = self.behind(*e);
            for (other, there) in &at {
                assert_eq!(past.knew(*here, *there), behind.contains(other), "{here:?} {there:?}");
            }
        }
        let (mut later, mut common) = (Vec::new(), Vec::new());
        for (chain, p) in parts.iter().enumerate() {
            for (n, e) in p.iter().enumerate() {
                for (key, value) in &self.events[*e].changes {
                    let write = Write { at: At { chain, n }, value: value.as_deref() };
                    if chain > 0 { &mut later } else { &mut common }.push((key.as_str(), write));
                }
            }
        }
        let writes = Writes::of(&past, &later, common.into_iter());
        let facts = [self.facts(a), self.facts(b)];
        let said = |_: At| Said::default();
        let facts = [&facts[0], &facts[1]];
        plan(&Input { q, past: &past, writes: &writes, facts, said: &said, decisions })
    }

    /// Merges the second into the first; people decide by the value alone, so that it is the same from either side.
    fn merge(&mut self, q: &Questionnaire, a: &Copy, b: &Copy, asked: &mut usize) -> Copy {
        let (head, mine) = (*b.main.last().unwrap(), *a.main.last().unwrap());
        if a.all().contains(&head) {
            return a.clone();
        }
        if b.all().contains(&mine) {
            return b.clone();
        }
        let mut decisions = Decisions::default();
        for c in &self.plan(q, a, b, &decisions).conflicts {
            *asked += 1;
            self.asked.insert(c.key.clone());
            let least = c.sides.iter().map(|s| s.value.clone()).max().unwrap();
            decisions.by_key.insert(c.key.clone(), Choice::Value(least));
        }
        let plan = self.plan(q, a, b, &decisions);
        assert!(plan.is_whole(), "{plan:?}");
        let changes = plan.changes(&self.facts(a)).into_iter().map(|c| (c.key, c.now)).collect();
        let mut c = a.clone();
        let mut known = a.all();
        for chain in std::iter::once(&b.main).chain(&b.branches) {
            let tail: Vec<usize> = chain.iter().copied().skip_while(|e| known.contains(e)).collect();
            known.extend(&tail);
            if !tail.is_empty() {
                c.branches.push(tail);
            }
        }
        self.put(&mut c, changes, Some(head));
        c
    }

    /// Something somebody does.
    #[allow(clippy::too_many_lines, reason = "one step a side of the dice, read beside each other")]
    fn step(&mut self, d: &mut Dice, c: &mut Copy, made: &mut u64, takes_back: bool) {
        let facts = self.facts(c);
        let value =
            |d: &mut Dice| [None, Some("1"), Some("3"), Some("4"), Some("5")][d.below(5)].map(str::to_owned);
        let id = |n: u64| format!("{n:014}");
        match d.below(14) {
            0..=3 => {
                let key = ["5.2", "5.3/1", "6.1.2", "ask.5.2", "owner.5.2"][d.below(5)].to_owned();
                let now = value(d);
                if facts.get(&key) != now.as_ref() {
                    // As a person's answer does: what an earlier one was made of is gone.
                    let trace = format!("agreed-from.{key}");
                    let gone = facts.contains_key(&trace).then_some((trace, None));
                    self.put(c, [(key, now)].into_iter().chain(gone).collect(), None);
                }
            }
            4 => {
                let now = Some(format!("text {}", d.below(4)));
                self.put(c, vec![("note.5.2".to_owned(), now)], None);
            }
            5 => {
                *made += 1;
                let numbers = facts.iter().filter(|(k, _)| is_number(k));
                let next = numbers.filter_map(|(_, n)| n.parse::<u32>().ok()).max().unwrap_or(0) + 1;
                let of = |field: &str| format!("person.{}.{field}", id(*made));
                let sets =
                    [("made", "yes".to_owned()), ("no", next.to_string()), ("name", format!("P{made}"))];
                self.put(c, sets.into_iter().map(|(f, v)| (of(f), Some(v))).collect(), None);
            }
            6 if *made > 0 => {
                let who = id(1 + u64::try_from(d.below(usize::try_from(*made).unwrap())).unwrap());
                let made = format!("person.{who}.made");
                if facts.contains_key(&made) {
                    let sets = [
                        (made, None),
                        (format!("person.{who}.role"), Some(format!("role {}", d.below(3)))),
                        (format!("vote.{who}.5.2"), value(d)),
                        ("votes-shown.5.2".to_owned(), [None, Some("yes".to_owned())][d.below(2)].clone()),
                    ];
                    self.put(c, vec![sets[d.below(4)].clone()], None);
                }
            }
            7 | 8 if takes_back => {
                let last = *c.main.last().unwrap();
                let e = self.events[last].clone();
                let numbers = e.changes.iter().any(|(k, _)| is_number(k));
                if e.merges.is_none() && e.undoes.is_none() && !numbers && c.main.len() > 1 {
                    let before = Copy { main: c.main[..c.main.len() - 1].to_vec(), ..Copy::default() };
                    let before = self.facts(&before);
                    let back = e.changes.iter().map(|(k, _)| (k.clone(), before.get(k).cloned())).collect();
                    self.put(c, back, None);
                    self.events.last_mut().unwrap().undoes = Some(last);
                }
            }
            9 => {
                let (level, how) = (1 + d.below(5), ["hand", "worst"][d.below(2)]);
                let trace = format!("{how} {WHO}={level}");
                let sets = [("5.2", Some(level.to_string())), ("agreed-from.5.2", Some(trace))];
                let dissent = (d.below(3) == 0).then(|| ("dissent.5.2", Some(format!("against {level}"))));
                let sets = sets.into_iter().chain(dissent).map(|(k, v)| (k.to_owned(), v));
                let sets: Vec<_> = sets.filter(|(k, v)| facts.get(k) != v.as_ref()).collect();
                if !sets.is_empty() {
                    self.put(c, sets, None);
                }
            }
            10 | 11 => {
                let (hand_out, state) = (1 + d.below(2), 1 + d.below(5));
                let sets = collected(&facts, hand_out, state);
                if !sets.is_empty() {
                    self.put(c, sets, None);
                }
            }
            12 => {
                let name = ["Stage", "stage", "Late"][d.below(3)];
                let taken = |n: &str| n.to_lowercase() == name.to_lowercase();
                if !facts.iter().any(|(k, v)| is_name(k) && taken(v)) {
                    *made += 1;
                    let of = |field: &str| format!("snapshot.{}.{field}", id(*made));
                    let sets = [("made", "yes"), ("name", name)].map(|(f, v)| (of(f), Some(v.to_owned())));
                    self.put(c, sets.into(), None);
                }
            }
            _ => {}
        }
    }
}

const WHO: &str = "0000000000000z";

/// What collecting a state of a hand-out changes; each says which it is in level and note, and one of them took its answer back.
fn collected(facts: &Facts, hand_out: usize, state: usize) -> Vec<(String, Option<String>)> {
    let key = |fact: &str| format!("@answers-of.{WHO}/{fact}");
    let id = format!("000000000000{hand_out}z");
    let mark = key(&format!("collected.{id}"));
    let before = facts.get(&mark).and_then(|m| m.split(' ').next()?.parse().ok()).unwrap_or(0);
    if before >= state {
        return Vec::new();
    }
    let with = facts.get(&key("from.5.2"));
    let mut sets = vec![(mark, Some(format!("{state} hash")))];
    let answer = (state != 4).then(|| format!("{}", state.min(5)));
    if with.is_none_or(|with| *with <= id) && (answer.is_some() || with == Some(&id)) {
        let note = answer.as_ref().map(|level| format!("note {level} of {hand_out}"));
        let with = answer.as_ref().map(|_| id.clone());
        sets.extend([(key("5.2"), answer), (key("note.5.2"), note), (key("from.5.2"), with)]);
    }
    sets.into_iter().filter(|(k, v)| facts.get(k) != v.as_ref()).collect()
}

/// Level, trace and words are of one decision, and of one state of what came back.
fn nothing_is_mixed(facts: &Facts, history: u64) {
    let get = |key: &str| facts.get(key).map(String::as_str);
    if let Some(trace) = get("agreed-from.5.2") {
        assert_eq!(trace.rsplit('=').next(), get("5.2"), "history {history}: {facts:?}");
    }
    let theirs = |fact: &str| get(&format!("@answers-of.{WHO}/{fact}")).unwrap_or_default().to_owned();
    let (level, note, with) = (theirs("5.2"), theirs("note.5.2"), theirs("from.5.2"));
    let of = with.chars().nth(12).map(String::from).unwrap_or_default();
    let one = if level.is_empty() { String::new() } else { format!("note {level} of {of}") };
    assert_eq!(note, one, "history {history}: {facts:?}");
}

fn numbers_are_given_once(facts: &Facts) {
    let names: Vec<String> =
        facts.iter().filter(|(k, _)| is_name(k)).map(|(_, n)| n.to_lowercase()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    let all: Vec<&String> = facts.iter().filter(|(k, _)| is_number(k)).map(|(_, n)| n).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
}

#[test]
fn a_thousand_histories_come_to_the_same_from_either_side() {
    let q = bank::embedded().unwrap();
    let (mut merged, mut asked) = (0, 0);
    for seed in seeds(1_000) {
        let mut d = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (mut w, mut first, mut made) = (World::default(), Copy::default(), 0);
        w.put(&mut first, vec![("about.organisation".into(), Some("x".into()))], None);
        let mut copies = vec![first; 2 + d.below(3)];
        for _ in 0..5 + d.below(25) {
            let (i, j) = (d.below(copies.len()), d.below(copies.len()));
            if i == j || d.below(6) > 0 {
                let mut c = copies[i].clone();
                w.step(&mut d, &mut c, &mut made, true);
                copies[i] = c;
                continue;
            }
            merged += 1;
            let (a, b) = (copies[i].clone(), copies[j].clone());
            let (one, other) = (w.merge(&q, &a, &b, &mut asked), w.merge(&q, &b, &a, &mut asked));
            let facts = w.facts(&one);
            assert_eq!(facts, w.facts(&other), "history {seed}");
            numbers_are_given_once(&facts);
            nothing_is_mixed(&facts, seed);
            assert!(
                a.all().union(&b.all()).all(|e| one.all().contains(e)),
                "history {seed}: something is lost"
            );
            let events = one.main.len() + one.branches.iter().map(Vec::len).sum::<usize>();
            assert_eq!(events, one.all().len(), "history {seed}: something is doubled");
            for again in [&a, &b] {
                let same = w.merge(&q, &one, again, &mut 0);
                assert_eq!((same.main, w.facts(&one)), (one.main.clone(), facts.clone()), "history {seed}");
            }
            // What came of both ways is merged without a question and stays what it is.
            let mut none = 0;
            let across = w.merge(&q, &one, &other, &mut none);
            assert_eq!((w.facts(&across), none), (facts.clone(), 0), "history {seed}");
            copies[i] = one;
            if d.below(3) == 0 {
                copies[j] = copies[i].clone();
            }
        }
    }
    assert!(merged > 1_500 && asked > 300, "{merged} merges, {asked} questions");
}

/// Two copies with these changes each behind one event, and what merging them comes to.
pub(super) fn two(
    common: &[(&str, &str)],
    one: &[(&str, Option<&str>)],
    other: &[(&str, Option<&str>)],
    d: &Decisions,
) -> Plan {
    let own = |(k, v): &(&str, Option<&str>)| (k.to_string(), v.map(str::to_owned));
    let (mut w, mut a) = (World::default(), Copy::default());
    w.put(&mut a, common.iter().map(|(k, v)| own(&(k, Some(v)))).collect(), None);
    let mut b = a.clone();
    for (c, changes) in [(&mut a, one), (&mut b, other)] {
        for change in changes {
            w.put(c, vec![own(change)], None);
        }
    }
    w.plan(&bank::embedded().unwrap(), &a, &b, d)
}

#[test]
fn what_both_changed_is_asked_and_what_one_changed_is_taken() {
    let d = Decisions::default();
    let p = two(&[("5.2", "2")], &[("5.2", Some("3")), ("5.3", Some("1"))], &[("5.2", Some("4"))], &d);
    let c = p.undecided().next().unwrap();
    assert_eq!((c.key.as_str(), c.base.as_deref(), p.conflicts.len()), ("5.2", Some("2"), 1));
    let stands: Vec<_> = c.sides.iter().map(|s| (s.value.as_deref().unwrap(), s.stands)).collect();
    assert_eq!(stands, [("3", [true, false]), ("4", [false, true])]);
    let worst = Decisions { worst: true, ..Decisions::default() };
    let p = two(&[("5.2", "2")], &[("5.2", Some("3"))], &[("5.2", Some("4"))], &worst);
    assert_eq!(
        p.conflicts[0].decided,
        Some(Decided { value: Some("3".into()), beside: Vec::new(), by_rule: true })
    );
    // Not applicable is no question of worse; a level that cannot stand is no decision.
    let p = two(&[("A.2.2", "2")], &[("A.2.2", Some("n"))], &[("A.2.2", Some("4"))], &worst);
    assert_eq!(p.undecided().count(), 1);
    let bad = Decisions { by_key: [("5.2".into(), Choice::Value(Some("9".into())))].into(), worst: false };
    let p = two(&[("5.2", "2")], &[("5.2", Some("3"))], &[("5.2", Some("4"))], &bad);
    assert_eq!((p.refused.as_slice(), p.is_whole()), (&["5.2".to_owned()][..], false));
    let p = two(&[("5.2", "2")], &[("5.2", Some("3"))], &[("5.2", Some("3"))], &d);
    assert!(p.conflicts.is_empty() && p.settled.is_empty() && p.is_whole());
}

#[test]
fn rules_over_several_facts_hold() {
    let d = Decisions::default();
    let (id, late) = ("0000000000000z", "0000010000000z");
    let f = |field: &str| format!("person.{id}.{field}");
    let common = [(f("made"), "yes"), (f("no"), "1"), (f("name"), "Ana")];
    let common: Vec<(&str, &str)> = common.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let (made, role) = (f("made"), f("role"));
    let p = two(&common, &[(&made, None)], &[(&role, Some("QA"))], &d);
    assert!(
        matches!(&p.conflicts[0].why, Why::Removed { worked_on } if *worked_on == [role.clone()]),
        "{p:?}"
    );
    let stays = Decisions { by_key: [(made.clone(), Choice::Second)].into(), worst: false };
    let p = two(&common, &[(&made, None)], &[(&role, Some("QA"))], &stays);
    assert_eq!(p.conflicts[0].decided.as_ref().map(|d| d.value.as_deref()), Some(Some("yes")), "{p:?}");
    // A person both added, with one number: the older keeps it, both stay and that is told.
    let g = |rid: &str, field: &str| format!("person.{rid}.{field}");
    let added = |rid: &str| [(g(rid, "made"), "yes"), (g(rid, "no"), "1"), (g(rid, "name"), "Bo")];
    let (one, other) = (added(id), added(late));
    let sets = |added: &'_ [(String, &'static str); 3]| -> Vec<(String, Option<&'static str>)> {
        added.iter().map(|(k, v)| (k.clone(), Some(*v))).collect()
    };
    let (one, other) = (sets(&one), sets(&other));
    let one: Vec<_> = one.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let other: Vec<_> = other.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    let p = two(&[("about.organisation", "x")], &one, &other, &d);
    let number = Settled::Number { key: g(late, "no"), was: [None, Some(1)], now: 2 };
    let twice = Settled::Twice { one: g(id, "made"), other: g(late, "made") };
    assert_eq!(p.settled, [number, twice]);
    // Answers that one side showed while the other gave one are hidden again, and what differs is not told.
    let vote = format!("vote.{id}.5.2");
    let common = [common.as_slice(), &[(vote.as_str(), "3")]].concat();
    let p = two(&common, &[("votes-shown.5.2", Some("yes"))], &[(&vote, Some("5"))], &d);
    assert_eq!(p.settled, [Settled::Hidden { at: "5.2".into() }]);
    let p = two(&common, &[(&vote, Some("4"))], &[(&vote, Some("5"))], &d);
    assert!(p.conflicts[0].hidden);
}

#[test]
fn who_only_tried_something_asks_nobody() {
    let q = bank::embedded().unwrap();
    let d = Decisions::default();
    for (tried, questions) in [(&["4"][..], 0), (&["3", "4"], 1)] {
        let (mut w, mut a) = (World::default(), Copy::default());
        w.put(&mut a, vec![("5.2".into(), Some("2".into()))], None);
        let mut b = a.clone();
        w.put(&mut b, vec![("5.2".into(), Some("1".into()))], None);
        for level in tried {
            w.put(&mut a, vec![("5.2".into(), Some((*level).into()))], None);
        }
        let (last, before) = (*a.main.last().unwrap(), if tried.len() == 1 { "2" } else { "3" });
        w.put(&mut a, vec![("5.2".into(), Some(before.into()))], None);
        w.events.last_mut().unwrap().undoes = Some(last);
        let p = w.plan(&q, &a, &b, &d);
        assert_eq!(p.undecided().count(), questions, "{tried:?} {p:?}");
    }
}
