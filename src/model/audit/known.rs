//! What only the history knows of an audit: who gave the answers that stand, so that nobody audits own words unnoticed, the
//! day a finding was withdrawn, and what it was before it was changed with a reason. Made from the events by those who have them, and handed to the audit.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::people::{People, signature};
use crate::model::assessment::{Assessment, keys};
use crate::model::change::Change;
use crate::model::level::Level;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{FINDING, Layer, Rid, SYSTEM, read, record_key};
use crate::model::recorded::{IMPORT, Recorded};
use crate::model::snapshot::FOLLOW_UP;

/// The field of a finding that says why it stands no more.
const WITHDRAWN: &str = "withdrawn";

/// What an event is called that answers.
const ANSWER: &str = "answer";

/// Who said what stands in a fact: each as the events name them, with the event, and the time of the first. Nobody where it came
/// with what others said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Set {
    by: Vec<(String, i64)>,
    time: String,
}

/// Facts the history is asked for, as they stand behind the events that were taken in: by their keys who set each, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    set: BTreeMap<String, Set>,
    /// What stood in place of what an event set: what is taken back is his again who said it before.
    before: BTreeMap<i64, Vec<(String, Option<Set>)>>,
    people: People,
    earlier: BTreeMap<String, Vec<Earlier>>,
}

/// What a finding was before it was changed with a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its grade until then, as stored, and the one it got; empty where that stayed.
    pub grade: (String, String),
    /// What it was on until then, and is no more.
    pub off: Vec<String>,
    /// Why it stood no more until then, where that was taken back; else empty.
    pub withdrawn: String,
    /// Why it was changed.
    pub why: String,
    /// The day.
    pub on: Option<Date>,
}

impl Standing {
    /// Takes in the next event.
    pub fn take(&mut self, q: &Questionnaire, e: &Recorded) {
        self.take_over(q, e, &BTreeMap::new());
    }

    /// The same of one that took another file over: of whom the facts are, by their keys, as [`Self::whose`] says it there.
    pub fn take_over(&mut self, q: &Questionnaire, e: &Recorded, theirs: &BTreeMap<String, Vec<String>>) {
        self.people.take(e.seq, &e.changes);
        let mut instead = match e.undoes.or(e.redoes) {
            Some(of) => self.before.remove(&of).unwrap_or_default(),
            None => self.said(q, e, theirs),
        };
        for (key, set) in &mut instead {
            let was = match set.take() {
                Some(now) => self.set.insert(key.clone(), now),
                None => self.set.remove(key),
            };
            *set = was;
        }
        if !instead.is_empty() {
            self.before.insert(e.undoes.or(e.redoes).unwrap_or(e.seq), instead);
        }
        self.changed(&e.changes, day_of(&e.time), e.undoes.is_some());
    }

    /// Of whom a fact is that stands here, by their ids; by the name alone where nobody of the register is meant.
    pub fn whose(&self, key: &str) -> Vec<String> {
        let by = self.set.get(key).map_or(&[][..], |set| set.by.as_slice());
        by.iter().flat_map(|(typed, at)| self.meant(typed, *at)).collect()
    }

    /// Whom a name means that was written at an event, by their ids; the name alone where nobody of the register.
    pub fn meant(&self, typed: &str, at: i64) -> Vec<String> {
        let all: Vec<String> = self.people.meant(typed, at).into_iter().map(str::to_owned).collect();
        // A number means somebody else in another file.
        if all.is_empty() { vec![signature(typed).0.to_owned()] } else { all }
    }

    /// Takes in what an event makes of findings.
    fn changed(&mut self, changes: &[Change], on: Option<Date>, undoes: bool) {
        // Undone is what the same changes the other way round had done.
        let turned = |c: &Change| Change { key: c.key.clone(), was: c.now.clone(), now: c.was.clone() };
        let done: Vec<Change> = if undoes { changes.iter().map(turned).collect() } else { changes.to_vec() };
        for (finding, was) in earlier(&done, on) {
            let all = self.earlier.entry(finding).or_default();
            if undoes {
                all.pop();
            } else {
                all.push(was);
            }
        }
    }

    /// What an event says of who set what.
    fn said(
        &self,
        q: &Questionnaire,
        e: &Recorded,
        theirs: &BTreeMap<String, Vec<String>>,
    ) -> Vec<(String, Option<Set>)> {
        let by = (e.by.clone(), e.seq);
        let changed: Vec<&Change> =
            e.changes.iter().filter(|c| c.was != c.now && is_asked(q, &c.key)).collect();
        let now = |c: &&Change| {
            // Whoever brings a whole assessment in has answered nothing of it.
            let is_theirs = is_answer(q, &c.key) && is_brought(e);
            let by = match theirs.get(&c.key) {
                Some(all) => all.iter().map(|who| (who.clone(), e.seq)).collect(),
                None if is_theirs => Vec::new(),
                None => vec![by.clone()],
            };
            (c.key.clone(), c.now.as_ref().map(|_| Set { by, time: e.time.clone() }))
        };
        let mut all: Vec<_> = changed.iter().map(now).collect();
        if e.what == ANSWER && !changed.iter().any(|c| at_of(&c.key) == Some(e.at.as_str())) {
            // The level that stands was given once more, with other words beside it: now it is also theirs.
            let same = self.set.iter().filter(|(key, _)| at_of(key) == Some(e.at.as_str()));
            let also = |(key, set): (&String, &Set)| {
                let mut set = set.clone();
                set.by.retain(|(who, _)| *who != by.0);
                set.by.push(by.clone());
                (key.clone(), Some(set))
            };
            all.extend(same.map(also));
        }
        all
    }

    /// What follows from them, people by the register as it stands and by every name they have had.
    pub fn known(&self, q: &Questionnaire, a: &Assessment) -> Known {
        let mut known = Known::default();
        known.earlier.clone_from(&self.earlier);
        known.earlier.retain(|_, all| !all.is_empty());
        for (key, set) in &self.set {
            let k = record_key(key).filter(|k| k.kind == FINDING.key);
            if let Some(id) = k.and_then(|k| k.rid()) {
                known.withdrawn.extend(day_of(&set.time).map(|day| (id.to_string(), day)));
            }
        }
        for r in 0..q.requirements.len() {
            let owner = format!("{}{}", keys::OWNER, q.requirements[r].id);
            if let Some((name, set)) = a.get(&owner).zip(self.set.get(&owner)) {
                let at = set.by.last().map_or(0, |(_, seq)| *seq);
                let all: BTreeSet<String> =
                    self.people.meant(name, at).into_iter().map(str::to_owned).collect();
                known.owners.insert(r, all);
            }
        }
        for (who, r) in self.answers(q, a) {
            match who {
                Some(who) => known.answered.entry(who.to_owned()).or_default().insert(r),
                None => known.brought.insert(r),
            };
        }
        known
    }

    /// Who gave an answer that counts at a requirement, and at which; nobody where it came with what others said.
    fn answers(&self, q: &Questionnaire, a: &Assessment) -> BTreeSet<(Option<&str>, usize)> {
        let mut layers: BTreeSet<Layer> = [Layer::Own].into();
        for key in self.set.keys().filter(|key| is_answer(q, key)) {
            layers.extend(Layer::of(key).map(|(layer, _)| layer));
        }
        layers.retain(|layer| match layer {
            Layer::System(id) => read::at(a, &SYSTEM, id).exists(),
            _ => true,
        });
        let mut all = BTreeSet::new();
        let mut meant: BTreeMap<&(String, i64), Vec<&str>> = BTreeMap::new();
        for layer in layers.iter().map(Layer::prefix) {
            let level = |id: &str| a.get(&format!("{layer}{id}"));
            for r in 0..q.requirements.len() {
                for id in counts(q, &level, r) {
                    let Some(set) = self.set.get(&format!("{layer}{id}")) else { continue };
                    if set.by.is_empty() {
                        all.insert((None, r));
                    }
                    for by in &set.by {
                        let who = meant.entry(by).or_insert_with(|| self.people.meant(&by.0, by.1));
                        all.extend(who.iter().map(|who| (Some(*who), r)));
                    }
                }
            }
        }
        all
    }
}

/// The day of an event.
fn day_of(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}

impl Earlier {
    fn says_something(&self) -> bool {
        !self.grade.0.is_empty() || !self.off.is_empty() || !self.withdrawn.is_empty()
    }
}

/// What the findings an event changes were before it, by their ids; of what is written into them otherwise nothing.
fn earlier(changes: &[Change], on: Option<Date>) -> BTreeMap<String, Earlier> {
    let mut all: BTreeMap<String, Earlier> = BTreeMap::new();
    for c in changes.iter().filter(|c| c.was != c.now) {
        let Some(k) = record_key(&c.key).filter(|k| k.kind == FINDING.key) else { continue };
        let was = || c.was.clone().unwrap_or_default();
        let one = || Earlier { on, ..Earlier::default() };
        match (k.field, k.member) {
            ("grade", None) if c.was.is_some() && c.now.is_some() => {
                all.entry(k.id.to_owned()).or_insert_with(one).grade =
                    (was(), c.now.clone().unwrap_or_default());
            }
            ("at", Some(id)) => {
                let entry = all.entry(k.id.to_owned()).or_insert_with(one);
                entry.off.extend(c.was.is_some().then(|| id.to_owned()));
            }
            (WITHDRAWN, None) => all.entry(k.id.to_owned()).or_insert_with(one).withdrawn = was(),
            ("because", None) => {
                all.entry(k.id.to_owned()).or_insert_with(one).why = c.now.clone().unwrap_or_default();
            }
            _ => {}
        }
    }
    all.retain(|_, was| was.says_something());
    all
}

/// The ids of the ratings from which a requirement takes its levels: what stands above counts where nothing below it says
/// otherwise, and an answer that was withdrawn is none.
fn counts<'q, 'l>(
    q: &'q Questionnaire,
    level: &dyn Fn(&str) -> Option<&'l str>,
    requirement: usize,
) -> BTreeSet<&'q str> {
    let whole = q.requirements[requirement].id.as_str();
    if level(whole) == Some(Level::NotApplicable.key()) {
        return [whole].into();
    }
    let above = q.ancestors[requirement].iter().map(|h| q.headings[*h].id.as_str());
    let shared = std::iter::once(whole).chain(above).find(|id| level(id).is_some());
    let of = |c: usize| {
        let id = q.check(c).id.as_str();
        level(id).map(|_| id).or(shared)
    };
    let from: BTreeSet<&str> = q.checks_of(requirement).filter_map(of).collect();
    from.into_iter().filter(|id| level(id) != Some(keys::CLEAR)).collect()
}

/// The id an answer is to, in whatever layer.
fn at_of(key: &str) -> Option<&str> {
    match Layer::of(key) {
        Some((Layer::Own | Layer::System(_), id)) => Some(id),
        _ => None,
    }
}

/// Whether it is an answer of the organisation's own.
fn is_answer(q: &Questionnaire, key: &str) -> bool {
    at_of(key).is_some_and(|id| q.exactly(id).is_some())
}

/// Whether an event brings in what others answered: a file that follows another, or our data of one with all its facts.
fn is_brought(e: &Recorded) -> bool {
    let is_data = || e.at.to_lowercase().ends_with(".json");
    e.what == FOLLOW_UP || (e.what == IMPORT && is_data())
}

/// Answers of the organisation's own, who owns what, and why findings stand no more.
fn is_asked(q: &Questionnaire, key: &str) -> bool {
    match Layer::of(key) {
        Some((Layer::Own, _)) if key.starts_with(keys::OWNER) => true,
        Some((Layer::Audit(_), _)) => {
            record_key(key).is_some_and(|k| k.kind == FINDING.key && k.field == WITHDRAWN)
        }
        _ => is_answer(q, key),
    }
}

/// What the history knows of the audits of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Requirements by who gave an answer that stands there.
    answered: BTreeMap<String, BTreeSet<usize>>,
    /// Requirements at which an answer stands that came with a file, so that who gave it is not known here.
    brought: BTreeSet<usize>,
    /// Who owns a requirement, where its owner is somebody the history has seen named; nobody of the register where that is empty.
    owners: BTreeMap<usize, BTreeSet<String>>,
    /// Days by the finding that was withdrawn.
    withdrawn: BTreeMap<String, Date>,
    /// What findings were before they were changed.
    earlier: BTreeMap<String, Vec<Earlier>>,
}

impl Known {
    /// Whether an answer of this person stands at a requirement.
    pub fn answered(&self, person: &Rid, requirement: usize) -> bool {
        self.answered.get(person.as_str()).is_some_and(|all| all.contains(&requirement))
    }

    /// What a finding was before it was changed with a reason, the first first.
    pub fn earlier(&self, finding: &Rid) -> &[Earlier] {
        self.earlier.get(finding.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether an answer stands at a requirement of which this history does not know who gave it.
    pub fn is_brought(&self, requirement: usize) -> bool {
        self.brought.contains(&requirement)
    }

    /// Whether this person owns a requirement, also under a name they had before; none where the history does not say.
    pub fn owns(&self, person: &Rid, requirement: usize) -> Option<bool> {
        self.owners.get(&requirement).map(|all| all.contains(person.as_str()))
    }

    /// The day a finding was withdrawn; none where the history does not say.
    pub fn withdrawn(&self, finding: &Rid) -> Option<Date> {
        self.withdrawn.get(finding.as_str()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64, what: &str, at: &str, key: &str, was: Option<&str>, now: Option<&str>) -> Recorded {
        let change = Change { key: key.to_owned(), was: was.map(str::to_owned), now: now.map(str::to_owned) };
        Recorded {
            seq,
            time: "2026-11-22T10:00:00Z".to_owned(),
            by: "Ana Sousa (P-1)".to_owned(),
            what: what.to_owned(),
            at: at.to_owned(),
            undoes: None,
            redoes: None,
            changes: vec![change],
            hash: String::new(),
        }
    }

    #[test]
    fn whoever_brings_answers_in_has_given_none_of_them() {
        let q = crate::bank::embedded().unwrap();
        let (mut a, mut all) = (Assessment::new(&q), Standing::default());
        let ana = Rid::parse("1-abcdef").unwrap();
        let known = |a: &mut Assessment, all: &mut Standing, e: Recorded| {
            for c in &e.changes {
                a.set(&q, &c.key, c.now.clone());
            }
            all.take(&q, &e);
            all.known(&q, a)
        };
        let at = |id: &str| q.requirement_index(id).unwrap();
        known(&mut a, &mut all, event(1, "person", "", "person.1-abcdef.no", None, Some("1")));
        let k = known(&mut a, &mut all, event(2, FOLLOW_UP, "", "5.2", None, Some("3")));
        assert!(!k.answered(&ana, at("5.2")) && k.is_brought(at("5.2")));
        let k = known(&mut a, &mut all, event(3, IMPORT, "everything.json", "5.3", None, Some("3")));
        assert!(!k.answered(&ana, at("5.3")) && k.is_brought(at("5.3")));
        // A table of answers was filled in by somebody: by whom it was taken over is all the history has.
        let k = known(&mut a, &mut all, event(4, IMPORT, "answers.csv", "5.1", None, Some("3")));
        assert!(k.answered(&ana, at("5.1")) && !k.is_brought(at("5.1")));
        let k = known(&mut a, &mut all, event(5, ANSWER, "5.2", "5.2", Some("3"), Some("4")));
        assert!(k.answered(&ana, at("5.2")) && !k.is_brought(at("5.2")));
        let back = Recorded { undoes: Some(5), ..event(6, ANSWER, "5.2", "5.2", Some("4"), Some("3")) };
        let k = known(&mut a, &mut all, back);
        assert!(!k.answered(&ana, at("5.2")) && k.is_brought(at("5.2")));
    }
}
