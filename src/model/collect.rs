//! Collecting what somebody answered apart into the layer that is theirs ([`super::apart`]): the later state of a hand-out takes
//! the place of the earlier, whichever comes first; of two that went on apart from one state people decide, as in a merge.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::apart;
use super::assessment::{Assessment, keys};
use super::change::{Edit, facts};
use super::hand_out::{Came, OF_AN_ID, OF_PARKED, PutAside, Returned, id_of, mark};
use super::level::Level;
use super::limits::YES;
use super::questionnaire::Questionnaire;
use super::record::{MADE, NUMBER, PARKED, PERSON, read, value};
use super::votes;

/// What the event is called that collects a file.
pub const COLLECT: &str = "collect";

/// Facts by key, with what is to stand.
type Sets = Vec<(String, Option<String>)>;

/// What collecting something comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collected {
    /// Answers where there was none of this person.
    pub new: usize,
    /// Answers that replace another of this person.
    pub changed: usize,
    /// Answers this person took away since.
    pub gone: usize,
    /// Notes, reasons and whom to ask that are new or other.
    pub notes: usize,
    /// What they put aside that is new here.
    pub parked: usize,
    /// What they put aside and say in other words now.
    pub reworded: usize,
    /// Answers that stay as a later hand-out brought them.
    pub later: usize,
    /// Ids this questionnaire does not ask any more.
    pub unknown: Vec<String>,
    /// Ids at which this person said something else in the room, which stands.
    pub in_room: Vec<String>,
    /// Ids this person answered in the room, too, where answers are still hidden: nobody is told whether it is the same.
    pub unseen: Vec<String>,
    /// It was collected before, as it is.
    pub same: bool,
    /// A later state of it was collected before.
    pub older: bool,
    /// It was collected before, and this is another state of it.
    pub again: bool,
    /// What they put aside and settled since, or gave another owner or day.
    pub settled: usize,
    /// This and what was collected before went on apart from one state: neither is the later.
    pub forked: bool,
    /// Where these two say something different and nobody decided: then nothing is taken.
    pub differ: Vec<Differs>,
    /// Where people decided that what was collected before stands.
    pub kept: Vec<Differs>,
}

/// What two states of a hand-out say of an id that went on apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// The id.
    pub at: String,
    /// What was collected before, and what this one says: by what the facts begin with and their values.
    pub sides: [Vec<(&'static str, String)>; 2],
}

/// Which of two states that went on apart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// What was collected before.
    First,
    /// What is collected now.
    Second,
}

/// What people decided where two states went on apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forks {
    /// By id.
    pub by_id: BTreeMap<String, Stands>,
    /// Of all others.
    pub rest: Option<Stands>,
}

impl Forks {
    /// What stands of an id; none while nobody decided.
    pub fn of(&self, id: &str) -> Option<Stands> {
        self.by_id.get(id).copied().or(self.rest)
    }
}

/// Takes what came back into the layer of whose it is, and says what that comes to. The edit is empty where nothing is new, and
/// where this and what was collected before went on apart and somebody has to decide.
pub fn collect(q: &Questionnaire, a: &Assessment, r: &Returned, forks: &Forks) -> (Edit, Collected) {
    let mut taken = Collected::default();
    let mark = mark(&r.who, r.hand_out.as_str());
    let before = a.get(&mark).and_then(Came::parse);
    let nothing = || Edit { what: COLLECT.to_owned(), at: String::new(), changes: Vec::new() };
    if let Some(before) = &before {
        // A workbook counts no events: the one that is brought is the one that counts.
        let order = r.came.order(before);
        taken.same = order == Some(Ordering::Equal);
        taken.older = order == Some(Ordering::Less);
        taken.again = !taken.same && !taken.older;
        taken.forked = order.is_none() && r.came.events > 0 && before.events > 0;
    }
    if taken.same || taken.older {
        return (nothing(), taken);
    }
    let mut ids: BTreeSet<String> =
        r.answers.keys().filter_map(|fact| id_of(fact)).map(str::to_owned).collect();
    let prefix = apart::key(&r.who, keys::CAME_WITH);
    ids.extend(
        a.under(&prefix).filter(|(_, with)| *with == r.hand_out.as_str()).map(|(id, _)| id.to_owned()),
    );
    let came =
        if taken.forked { before.into_iter().fold(r.came.clone(), Came::with) } else { r.came.clone() };
    let mut sets = vec![(mark, Some(came.stored()))];
    for id in ids {
        taken.answer(q, a, r, (&id, forks), &mut sets);
    }
    if !taken.differ.is_empty() {
        return (nothing(), taken);
    }
    let person = value::called(&read::at(a, &PERSON, &r.who));
    let mut no = a.index().next_number(PARKED.key);
    for put in &r.parked {
        no += u32::from(taken.put(q, a, (r, put), (&person, no), &mut sets));
    }
    (facts(a, COLLECT, "", sets), taken)
}

/// Puts what was collected before back where it stands: the other was taken first, so that the history holds the words of both.
pub fn put_back(a: &Assessment, r: &Returned, kept: &[Differs]) -> Edit {
    let one = |d: &Differs| {
        let value = |prefix: &str| d.sides[0].iter().find(|(p, _)| *p == prefix).map(|(_, v)| v.clone());
        OF_AN_ID.map(|prefix| (apart::key(&r.who, &format!("{prefix}{}", d.at)), value(prefix)))
    };
    facts(a, COLLECT, "", kept.iter().flat_map(one).collect::<Vec<_>>())
}

impl Collected {
    /// Takes what somebody says of an id.
    fn answer(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        r: &Returned,
        (id, forks): (&str, &Forks),
        sets: &mut Sets,
    ) {
        let own = |fact: &str| a.get(&apart::key(&r.who, fact));
        if q.exactly(id).is_none() {
            self.unknown.push(id.to_owned());
            return;
        }
        let came_with = format!("{}{id}", keys::CAME_WITH);
        if own(&came_with).is_some_and(|with| with > r.hand_out.as_str()) {
            self.later += 1;
            return;
        }
        if self.forked && own(&came_with) == Some(r.hand_out.as_str()) {
            let said = |of: &dyn Fn(&str) -> Option<String>| -> Vec<(&'static str, String)> {
                OF_AN_ID.into_iter().filter_map(|p| Some((p, of(&format!("{p}{id}"))?))).collect()
            };
            let first = said(&|fact| own(fact).map(str::to_owned));
            let second = said(&|fact| r.answers.get(fact).cloned());
            // What one of them does not say may be what it never said: what the other says stays.
            if second.is_empty() || first == second {
                return;
            }
            let differs = || Differs { at: id.to_owned(), sides: [first.clone(), second.clone()] };
            match forks.of(id) {
                Some(Stands::Second) => {}
                Some(Stands::First) => return self.kept.push(differs()),
                None => return self.differ.push(differs()),
            }
        }
        let mut left = false;
        for prefix in OF_AN_ID {
            let fact = format!("{prefix}{id}");
            let now = r.answers.get(&fact);
            left |= now.is_some();
            self.count(prefix, own(&fact), now.map(String::as_str));
            sets.push((apart::key(&r.who, &fact), now.cloned()));
        }
        sets.push((apart::key(&r.who, &came_with), left.then(|| r.hand_out.to_string())));
        let level = r.answers.get(id).and_then(|v| Level::parse(v));
        match votes::in_room(a, &r.who, id).zip(level) {
            Some(_) if votes::is_hidden(a, id) => self.unseen.push(id.to_owned()),
            Some((said, level)) if said != level => self.in_room.push(id.to_owned()),
            _ => {}
        }
    }

    fn count(&mut self, prefix: &str, was: Option<&str>, now: Option<&str>) {
        if was == now {
            return;
        }
        match (prefix, was, now) {
            ("", None, Some(_)) => self.new += 1,
            ("", Some(_), Some(_)) => self.changed += 1,
            ("", Some(_), None) => self.gone += 1,
            _ => self.notes += 1,
        }
    }

    /// Takes what somebody put aside, under the id it has in their file; whether that is a new item. What was done with it here
    /// since stays: only a field that is still as it came follows theirs, as in a merge.
    fn put(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        (r, put): (&Returned, &PutAside),
        (person, no): (&str, u32),
        sets: &mut Sets,
    ) -> bool {
        let came = apart::key(&r.who, &format!("{}{}", keys::PUT_ASIDE, put.id));
        let before = a.get(&came);
        let here = read::at(a, &PARKED, &put.id);
        let is_new = before.is_none() && !here.exists();
        let mut set = |field: &str, stored: Option<&str>| {
            sets.push((PARKED.key_of(&put.id, field), stored.map(str::to_owned)));
        };
        if is_new {
            self.parked += 1;
            set(MADE, Some(YES));
            set(NUMBER, Some(&no.to_string()));
            set("from", Some(person));
            if q.exactly(&put.at).is_some() {
                set("at", Some(&put.at));
            }
        }
        // Of two states that went on apart the first words stay; what either settled is settled.
        let follows = is_new || !self.forked;
        let mut brought = Vec::new();
        if before != Some(put.what.as_str()) && follows {
            self.reworded += usize::from(!is_new);
            if is_new || (here.exists() && before == Some(here.name())) {
                set("what", Some(&put.what));
            }
            brought.push((came.clone(), Some(put.what.clone())));
        }
        let mut other = false;
        for field in OF_PARKED {
            let stored = put.more.iter().find(|(of, _)| *of == field).map(|(_, stored)| stored.as_str());
            // Their file knows nobody else of the register.
            let known = stored.and_then(|stored| a.person_begun(stored)).filter(|_| field == "owner");
            let theirs = known.as_deref().or(stored);
            let base = format!("{came}/{field}");
            let was = a.get(&base);
            if theirs == was || !(follows || field == "closed" && theirs.is_some()) {
                continue;
            }
            if is_new || (here.exists() && here.get(field) == was.unwrap_or_default()) {
                other |= !is_new;
                set(field, theirs);
            }
            brought.push((base, theirs.map(str::to_owned)));
        }
        self.settled += usize::from(other);
        sets.extend(brought);
        is_new
    }

    /// Whether anything of the person is other than before.
    pub const fn is_news(&self) -> bool {
        self.new + self.changed + self.gone + self.notes + self.parked + self.reworded + self.settled > 0
    }
}
