//! Frozen states. A snapshot is a record that holds all other facts as they were, with name, date and
//! rule, so that it survives whatever happens to the history and can be compared years later.
//!
//! Answers of a whole assessment with notes are some tens of kilobytes; snapshots never hold snapshots,
//! so the file grows by that much with each.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::change::{Change, Edit, Refusal, facts};
use super::counted_by;
use super::limits::{self, Expected, What};
use super::questionnaire::Questionnaire;
use super::record::{Layer, Rec, Rid, SNAPSHOT, read, write};
use super::text;

/// What every step is called by which one assessment begins as the follow-up of another.
pub const FOLLOW_UP: &str = "follow-up";

/// The most one snapshot may hold, in bytes. It stands in the file once more escaped, which at worst doubles it:
/// every quotation mark and backslash becomes two signs, and nothing else in it needs more.
pub const MAX_SIZE: usize = limits::RECORD;

/// The most one step of a follow-up holds, in bytes as they stand in the file: the largest snapshot fits in, and
/// 8 MiB is the most the file takes.
const STEP: usize = 7 << 20;

/// A frozen state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: u32,
    /// Its name, unique in the file.
    pub name: String,
    /// The day, year-month-day.
    pub date: String,
    /// The rule it was made by.
    pub rule: String,
    /// All facts but snapshots.
    pub facts: BTreeMap<String, String>,
}

impl Snapshot {
    /// The assessment as it was, with the evidence that held on its day.
    pub fn assessment(&self, q: &Questionnaire) -> Assessment {
        let facts = self.facts.iter().filter(|(_, v)| !v.is_empty());
        let mut a = Assessment::of(q, facts.map(|(k, v)| (k.clone(), v.clone())).collect());
        if let Ok(day) = self.date.parse() {
            a.on(day);
        }
        a
    }
}

/// Every fact of the organisation's own but snapshots.
fn own_facts(a: &Assessment) -> BTreeMap<&String, &String> {
    let snapshots = format!("{}.", SNAPSHOT.key);
    // What a system answers for itself is the organisation's own; other layers are somebody else's.
    let own = |k: &str| matches!(Layer::of(k), Some((Layer::Own | Layer::System(_), _)));
    a.facts().iter().filter(|(k, _)| !k.starts_with(&snapshots) && own(k)).collect()
}

/// The snapshot a record holds; none when its facts cannot be read.
fn of(r: Rec<'_>) -> Option<Snapshot> {
    Some(Snapshot {
        no: r.no(),
        name: r.name().to_owned(),
        date: r.get("date").to_owned(),
        rule: r.get("rule").to_owned(),
        facts: serde_json::from_str(r.get("frozen")).ok()?,
        id: r.id,
    })
}

/// All snapshots, oldest first.
pub fn all(a: &Assessment) -> Vec<Snapshot> {
    read::all(a, &SNAPSHOT).into_iter().filter_map(of).collect()
}

/// The snapshot with this name.
pub fn named(a: &Assessment, name: &str) -> Option<Snapshot> {
    // Only what has the name is read: each may hold megabytes.
    read::by_name(a, &SNAPSHOT, name).find_map(of)
}

/// Freezes the state under a name and this id. Refuses an empty name, one that exists, and a state too large.
pub fn freeze(a: &Assessment, id: &Rid, name: &str, date: Date) -> Result<Edit, Refusal> {
    let name = free_name(a, name)?;
    let fields = [
        ("name", name),
        ("date", date.to_string()),
        ("rule", counted_by(a.get(keys::RULE)).to_owned()),
        // Texts always have a JSON form.
        ("frozen", serde_json::to_string(&own_facts(a)).unwrap_or_default()),
    ];
    let fields = fields.map(|(f, v)| (f.to_owned(), v));
    let sets = write::made(&SNAPSHOT, id, a.index().next_number(SNAPSHOT.key), fields)?;
    let e = facts(a, SNAPSHOT.key, "", sets);
    sized(&e)?;
    Ok(e)
}

fn sized(e: &Edit) -> Result<(), Refusal> {
    let size: usize = e.changes.iter().filter_map(|c| c.now.as_ref()).map(String::len).sum();
    if size > MAX_SIZE {
        return Err(Refusal::LargeState { len: size, max: MAX_SIZE });
    }
    Ok(())
}

fn free_name(a: &Assessment, name: &str) -> Result<String, Refusal> {
    let name = text::clean_line(name);
    if name.is_empty() || name.chars().count() > limits::NAME {
        return Err(Refusal::bad(What::NameOfState, &name, Expected::NameOfState));
    }
    if let Some(r) = read::by_name(a, &SNAPSHOT, &name).next() {
        return Err(Refusal::StateExists { name: r.name().to_owned(), date: r.get("date").to_owned() });
    }
    Ok(name)
}

/// The first facts of a new assessment that starts from an old one: all its facts, its snapshots, and
/// the old state itself as a snapshot, in steps small enough for the file. The old one is not changed.
pub fn follow_up(old: &Assessment, id: &Rid, old_name: &str, date: Date) -> Result<Vec<Edit>, Refusal> {
    let wished = format!("{old_name}, {date}");
    let taken = |name: &str| read::by_name(old, &SNAPSHOT, name).next().is_some();
    let name = (1..).map(|n| if n == 1 { wished.clone() } else { format!("{wished} ({n})") });
    let name = name.take(10_000).find(|n| !taken(n)).unwrap_or(wished);
    let state = freeze(old, id, &text::shown(&name, 79), date)?;
    let mut changes = vec![Change {
        key: keys::FOLLOWS.to_owned(),
        was: None,
        now: Some(text::clean_line(&format!("{old_name} as of {date}"))),
    }];
    // What says which questionnaire it answers comes in the first step: a later version takes its place there.
    let plain = old.facts().iter().filter(|(k, _)| k.as_str() != keys::FOLLOWS);
    let (named, rest): (Vec<_>, Vec<_>) = plain.partition(|(k, _)| k.starts_with(keys::QUESTIONNAIRE));
    let plain = named.into_iter().chain(rest);
    changes.extend(plain.map(|(k, v)| Change { key: k.clone(), was: None, now: Some(v.clone()) }));
    changes.extend(state.changes);
    let mut steps: Vec<Edit> = Vec::new();
    let mut size = 0;
    for c in changes {
        let mine = in_file(&c);
        if steps.is_empty() || size + mine > STEP {
            steps.push(Edit { what: FOLLOW_UP.into(), at: String::new(), changes: Vec::new() });
            size = 0;
        }
        size += mine;
        if let Some(step) = steps.last_mut() {
            step.changes.push(c);
        }
    }
    Ok(steps)
}

/// How much of the file a change takes, escaped, with what stands around it.
fn in_file(c: &Change) -> usize {
    let escaped = |t: &String| {
        // Signs below a blank become six.
        t.bytes()
            .map(|b| if b < b' ' { 6 } else { 1 + usize::from(matches!(b, b'"' | b'\\')) })
            .sum::<usize>()
    };
    escaped(&c.key) + c.now.as_ref().map_or(0, escaped) + r#"{"key":"","was":null,"now":""},"#.len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Level, edit};
    use crate::words::Words as _;

    /// Notes of quotation marks, the worst there is: what a snapshot may hold fits into one change of the file
    /// (8 MiB), and so does every step of a follow-up, however many facts it has.
    #[test]
    fn the_largest_state_and_the_steps_of_its_follow_up_fit_into_the_file() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let day = date(2027, 1, 4);
        let payload = |e: &Edit| {
            let one = |c: &Change| serde_json::json!({"key": c.key, "was": c.was, "now": c.now});
            let all: Vec<_> = e.changes.iter().map(one).collect();
            serde_json::json!({"changes": all, "undoes": null, "redoes": null}).to_string().len()
        };
        let (mut last, mut count) = (None, 0);
        let refused = loop {
            match freeze(&a, &Rid::new(0, 1), "Worst", day) {
                Ok(e) => last = Some(e),
                Err(refused) => break refused,
            }
            a.set(&q, &format!("note.{count}"), Some("\"".repeat(limits::TEXT)));
            count += 1;
        };
        assert!(count > 24, "1.5 MB of text make 3 MB of a state");
        let words = refused.words();
        assert!(words.contains("holds at most 3417 kB"), "{words}");
        let last = last.unwrap();
        assert!((6 << 20..8 << 20).contains(&payload(&last)), "{}", payload(&last));
        let lost = a.facts().keys().next().cloned().unwrap();
        a.set(&q, &lost, None);
        a.apply(&q, &last);
        let steps = follow_up(&a, &Rid::new(0, 2), "old.aims", day).unwrap();
        assert!(steps.len() > 1);
        for step in steps {
            assert!(step.what == FOLLOW_UP && payload(&step) < 8 << 20, "{}", payload(&step));
        }
    }

    #[test]
    fn a_snapshot_comes_back_as_it_was_and_a_follow_up_starts_there() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for (id, level) in [("5.2", Level::Written), ("9", Level::Nothing)] {
            let e = edit::rate(&q, &a, id, Some(level), Some("said so")).unwrap();
            a.apply(&q, &e);
        }
        let day = date(2027, 1, 4);
        // A frozen state is read with the evidence that held on its day.
        a.on(day);
        let then = a.clone();
        let e = freeze(&a, &Rid::new(0, 1), "First", day).unwrap();
        a.apply(&q, &e);
        assert!(
            freeze(&a, &Rid::new(0, 2), "first", day).is_err()
                && freeze(&a, &Rid::new(0, 2), " ", day).is_err()
        );
        let e = edit::rate(&q, &a, "5.2", Some(Level::Proven), None).unwrap();
        a.apply(&q, &e);
        assert_eq!(named(&a, "FIRST").unwrap().assessment(&q), then);
        let e = freeze(&a, &Rid::new(0, 3), "Second", day).unwrap();
        assert!(e.changes[0].now.as_ref().unwrap().len() < 1000, "snapshots hold no snapshots");

        let mut new = Assessment::new(&q);
        for step in follow_up(&a, &Rid::new(0, 4), "old.aims", day).unwrap() {
            new.apply(&q, &step);
        }
        assert_eq!(all(&new).len(), 2);
        assert_eq!(new.get("5.2"), Some("5"));
        let mut base = named(&new, "old.aims, 2027-01-04").unwrap().assessment(&q);
        for (k, v) in a.facts().iter().filter(|(k, _)| k.starts_with("snapshot.")) {
            base.set(&q, k, Some(v.clone()));
        }
        assert_eq!(base, a);
    }
}
