//! Merging two files that were copied and both changed: three ways, fact by fact. What only one side changed is taken;
//! what both changed differently is settled by a rule that is told, or by people, and never silently.
//!
//! The result rests on all events of both files and on what each of them knew ([`past`]), and on nothing else: not on which
//! file is merged into which, not on clocks. A decision is a change of the event that merges, also where the value stands
//! already: that event knew both sides, so nobody is asked the same again. Pure; `session` reads the events for it and
//! writes what comes of it.

mod aside;
mod decide;
mod given;
mod one;
mod open;
pub mod past;
mod rules;
#[cfg(test)]
mod tests;
mod together;
mod twins;
mod units;
mod whole;
pub mod whose;

use std::collections::{BTreeMap, BTreeSet};

pub use decide::{Choice, Decisions, WrongLine, decisions};
pub use open::{Write, Writes, Written};

use self::past::{At, Past};
use self::rules::Rule;
use super::assessment::may_stand;
use super::delta::Change;
use super::hand_out::{is_mark, mark_of_all};
use super::keys;
use super::questionnaire::Questionnaire;
use super::record::{Layer, Rid, VOTE, record_key};

/// Who wrote something and when, as the event says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Who, as typed.
    pub by: String,
    /// When, RFC 3339 in UTC: for people, it decides nothing.
    pub time: String,
}

/// What is to be merged.
pub struct Input<'i, 'p> {
    /// The questionnaire both answer.
    pub q: &'i Questionnaire,
    /// What every event knew.
    pub past: &'i Past<'i>,
    /// All that was written.
    pub writes: &'i Writes<'p>,
    /// The facts of the first file and of the second.
    pub facts: [&'i BTreeMap<String, String>; 2],
    /// Who wrote an event.
    pub said: &'i dyn Fn(At) -> Said,
    /// What people decided.
    pub decisions: &'i Decisions,
}

/// One of the values of a fact that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The value; none where it was taken away.
    pub value: Option<String>,
    /// What goes with it as one decision: keys and values.
    pub beside: Vec<(String, String)>,
    /// Whether it stands in the first file, and in the second.
    pub stands: [bool; 2],
    /// Who wrote it.
    pub said: Said,
}

/// Why people have to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Both sides changed the fact.
    Both,
    /// A record was removed on one side while the other wrote into it or pointed to it.
    Removed {
        /// The facts that were written.
        worked_on: Vec<String>,
    },
}

/// A fact that both sides changed, or a record that one of them removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Key of the fact.
    pub key: String,
    /// Why it is asked.
    pub why: Why,
    /// What stood when both knew the same.
    pub base: Option<String>,
    /// The values there are.
    pub sides: Vec<Side>,
    /// Whether they are answers that nobody may see yet.
    pub hidden: bool,
    /// What was decided; none while nobody did.
    pub decided: Option<Decided>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What stands now; none for nothing.
    pub value: Option<String>,
    /// What goes with it as one decision: keys and values.
    pub beside: Vec<(String, String)>,
    /// Whether the stated rule decided and no person.
    pub by_rule: bool,
}

impl Conflict {
    fn new(key: &str, why: Why, sides: Vec<Side>) -> Self {
        Self { key: key.to_owned(), why, base: None, sides, hidden: false, decided: None }
    }
}

/// What was settled without asking, to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Texts of both sides stand one below the other.
    Joined {
        /// Key of the fact.
        key: String,
        /// The whole.
        value: String,
    },
    /// A change that was taken back gave way to what the other side wrote.
    GaveWay {
        /// Key of the fact.
        key: String,
        /// What stands.
        value: Option<String>,
    },
    /// A member that one side took out and put back, or the other took out, stays.
    Stays {
        /// Key of the fact.
        key: String,
    },
    /// What the program writes of itself: the newer stands.
    Newest {
        /// Key of the fact.
        key: String,
        /// What stands.
        value: Option<String>,
    },
    /// What somebody answered apart came back twice, and the later state stands.
    Later {
        /// Who.
        who: Rid,
        /// The ids where it is another than the earlier; none where that was no matter.
        at: Vec<String>,
    },
    /// Both sides wrote a paper into a file: what stands there is not known any more.
    Forgotten {
        /// Key of the fact.
        key: String,
    },
    /// A record has another number.
    Number {
        /// Key of the number.
        key: String,
        /// Its number in the first file and in the second.
        was: [Option<u32>; 2],
        /// Its number now.
        now: u32,
    },
    /// Answers that were shown are hidden again: somebody gave one who had not seen them.
    Hidden {
        /// The id they are to.
        at: String,
    },
    /// A frozen state has another name.
    Named {
        /// Key of the name.
        key: String,
        /// Its name before.
        was: String,
        /// Its name now.
        now: String,
    },
    /// Both sides added a record under one name; both stay.
    Twice {
        /// Key of the older one's existence.
        one: String,
        /// Key of the other's.
        other: String,
    },
    /// Both sides added a record under one name, and people say it is one.
    One {
        /// Key of its existence.
        one: String,
        /// The key of the other's.
        other: String,
    },
}

/// What merging comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What people have to decide or did, in the order of the keys.
    pub conflicts: Vec<Conflict>,
    /// What a rule settled.
    pub settled: Vec<Settled>,
    /// Decisions for facts nobody has to decide.
    pub unused: Vec<String>,
    /// Decisions for a value that cannot stand there.
    pub refused: Vec<String>,
    /// What stands of every fact that was written behind the common beginning.
    values: BTreeMap<String, Option<String>>,
    /// What the event that merges has to say, also where it stands already.
    said: BTreeSet<String>,
}

/// What stands of facts, in the order of their keys.
type Stands = Vec<(String, Option<String>)>;

/// Plans a merge.
pub fn plan(input: &Input<'_, '_>) -> Plan {
    let mut plan = Plan::default();
    // They come in the order of their keys, which makes one map of all of them cheap.
    let mut stands = Stands::new();
    let together = together::all(input);
    let one_of_several: BTreeSet<&str> = together.iter().flat_map(together::Whole::keys).collect();
    for (key, later) in input.writes.each().filter(|(key, _)| !one_of_several.contains(key)) {
        plan.one(input, key, later, &mut stands);
    }
    for whole in &together {
        whole.settle(input, &mut plan, &mut stands);
    }
    let decided = std::mem::replace(&mut plan.values, stands.into_iter().collect());
    plan.values.extend(decided);
    whole::removed(input, &mut plan);
    whole::hidden_again(input, &mut plan);
    given::numbers(input, &mut plan);
    given::names(input, &mut plan);
    twins::twins(input, &mut plan);
    plan.conflicts.sort_by(|x, y| x.key.cmp(&y.key));
    for n in 0..plan.conflicts.len() {
        let key = record_key(&plan.conflicts[n].key).filter(|k| k.kind == VOTE.key);
        let shown = key.map(|k| format!("{}{}", keys::VOTES_SHOWN, k.field));
        plan.conflicts[n].hidden = shown.is_some_and(|shown| plan.get(input, &shown).is_none());
    }
    let asked = |key: &String| !plan.is_asked(key) && !plan.is_joined(key) && !plan.refused.contains(key);
    plan.unused = input.decisions.by_key.keys().filter(|key| asked(key)).cloned().collect();
    plan
}

impl Input<'_, '_> {
    /// The values of writings, each once.
    fn sides(&self, key: &str, open: &[Write<'_>]) -> Vec<Side> {
        let mut sides: Vec<Side> = Vec::new();
        for w in open {
            let stands = self.facts.map(|facts| facts.get(key).map(String::as_str) == w.value);
            let said = self.first_said(&self.origins(key, *w));
            let side = Side { value: w.value.map(str::to_owned), beside: Vec::new(), stands, said };
            match sides.iter_mut().find(|s| s.value == side.value) {
                // The same from both: by whichever name is first, so that it is the same from either side.
                Some(same) if side.said < same.said => *same = side,
                Some(_) => {}
                None => sides.push(side),
            }
        }
        sides.sort_by(|x, y| y.stands.cmp(&x.stands).then_with(|| x.value.cmp(&y.value)));
        sides
    }

    /// The writings a value comes from that an event took over from another file.
    fn origins<'w>(&'w self, key: &str, of: Write<'w>) -> Vec<Write<'w>> {
        let whole = |parts: &[Write<'w>]| whose::one(key, parts, &|at| (self.said)(at).by);
        let (common, later) = (self.writes.before(key).copied(), self.writes.later(key));
        whose::origins(self.past, (common, later), of, &whole)
    }

    /// By whichever name is first, so that it is the same from either side.
    fn first_said(&self, all: &[Write<'_>]) -> Said {
        all.iter().map(|w| (self.said)(w.at)).min().unwrap_or_default()
    }

    /// The texts of several writings, each as whoever wrote it did, also where they were joined before.
    fn texts<'w>(&'w self, key: &str, open: &[Write<'w>]) -> Vec<(&'w str, String)> {
        let whole = |parts: &[Write<'w>]| whose::one(key, parts, &|at| (self.said)(at).by);
        let known = (self.writes.before(key).copied(), self.writes.later(key));
        let parts = whose::parts(self.past, known, open, &whole);
        whose::named(&parts, &|at| (self.said)(at).by)
    }

    /// What stood when all of them knew the same.
    fn base(&self, key: &str, open: &[Write<'_>]) -> Option<String> {
        let known = |w: &&Write<'_>| open.iter().all(|o| o.at != w.at && self.past.knew(o.at, w.at));
        let later = self.writes.later(key).iter().map(|(_, w)| w).rfind(known);
        later.or_else(|| self.writes.before(key))?.value.map(str::to_owned)
    }
}

impl Plan {
    /// What people have to decide still.
    pub fn undecided(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|c| c.decided.is_none())
    }

    /// Whether everything is decided.
    pub fn is_whole(&self) -> bool {
        self.undecided().next().is_none() && self.refused.is_empty()
    }

    /// What the event that merges changes in a file with these facts, decisions included.
    pub fn changes(&self, facts: &BTreeMap<String, String>) -> Vec<Change> {
        let mut said = self.said.iter().peekable();
        let change = |(key, was, now): (&String, Option<&String>, &Option<String>)| {
            while said.next_if(|other| *other < key).is_some() {}
            let is_said = said.next_if(|other| *other == key).is_some();
            (was != now.as_ref() || is_said).then(|| Change {
                key: key.clone(),
                was: was.cloned(),
                now: now.clone(),
            })
        };
        self.beside(facts).filter_map(change).collect()
    }

    /// All that was written, each with what stands in a file and what is to stand: both go by the order of the keys, so that
    /// nothing is searched.
    fn beside<'a>(
        &'a self,
        facts: &'a BTreeMap<String, String>,
    ) -> impl Iterator<Item = (&'a String, Option<&'a String>, &'a Option<String>)> {
        let mut there = facts.iter().peekable();
        self.values.iter().map(move |(key, now)| {
            while there.next_if(|(other, _)| *other < key).is_some() {}
            (key, there.next_if(|(other, _)| *other == key).map(|(_, was)| was), now)
        })
    }

    /// How many facts come new into a file with these facts.
    pub fn news(&self, facts: &BTreeMap<String, String>) -> usize {
        self.beside(facts).filter(|(_, was, now)| *was != now.as_ref()).count()
    }

    /// Puts what stands of a fact behind `stands`, or asks people.
    fn one(&mut self, input: &Input<'_, '_>, key: &str, later: &[Written<'_>], stands: &mut Stands) {
        if let Some((_, last)) = later.last().filter(|_| input.past.is_of_one(later)) {
            return stands.push((key.to_owned(), last.value.map(str::to_owned)));
        }
        let open = input.writes.open_of(input.past, key, later);
        let values = open.values();
        if let [value] = values.as_slice() {
            let value = value.map(str::to_owned);
            if open.gave_way {
                self.said.insert(key.to_owned());
                self.settled.push(Settled::GaveWay { key: key.to_owned(), value: value.clone() });
            }
            return stands.push((key.to_owned(), value));
        }
        let own = |key: &str| key.to_owned();
        // What somebody put aside in their own file follows the later state, as it does where that is collected.
        if let Some((who, value)) = aside::later(input, key, &open.writes) {
            self.later_answers(&who, None);
            self.said.insert(own(key));
            return stands.push((own(key), value));
        }
        // That merges called a frozen state this and that is no question.
        if given::is_name(key)
            && let [one] = input.writes.by_hand(input.past, key).as_slice()
        {
            self.said.insert(own(key));
            return stands.push((own(key), Some((*one).to_owned())));
        }
        let rule = rules::of(key, &values);
        let (value, settled) = match rule {
            Rule::Texts | Rule::Lines if !input.decisions.names_one(key) => {
                let value = rules::joined(rule, &input.texts(key, &open.writes));
                if !may_stand(input.q, key, &value) {
                    return self.asked(input, key, &open.writes);
                }
                (Some(value.clone()), Settled::Joined { key: own(key), value })
            }
            Rule::Ask | Rule::Texts | Rule::Lines => return self.asked(input, key, &open.writes),
            Rule::Smallest => {
                // Two numbers of one record come from two merges.
                let value = rules::smallest(&values);
                let now = value.as_deref().and_then(|n| n.parse().ok()).unwrap_or(0);
                let was = input.facts.map(|facts| facts.get(key).and_then(|n| n.parse().ok()));
                (value, Settled::Number { key: own(key), was, now })
            }
            Rule::Newest if is_mark(key) => {
                let (mark, one_is_later) = mark_of_all(&values);
                if let Some((Layer::AnswersOf(who), _)) = Layer::of(key).filter(|_| one_is_later) {
                    self.later_answers(&who, None);
                }
                self.said.insert(key.to_owned());
                return stands.push((key.to_owned(), mark));
            }
            Rule::Newest => {
                let value = rules::newest(&values);
                (value.clone(), Settled::Newest { key: own(key), value })
            }
            Rule::Stays => (Some("yes".to_owned()), Settled::Stays { key: own(key) }),
            Rule::Forgotten => (None, Settled::Forgotten { key: own(key) }),
        };
        self.said.insert(key.to_owned());
        self.settled.push(settled);
        stands.push((key.to_owned(), value));
    }

    fn asked(&mut self, input: &Input<'_, '_>, key: &str, open: &[Write<'_>]) {
        let base = input.base(key, open);
        let conflict = Conflict { base, ..Conflict::new(key, Why::Both, input.sides(key, open)) };
        self.ask(input, conflict, &input.texts(key, open));
    }

    /// Puts a conflict on the list, decided where somebody did or the stated rule does.
    fn ask(&mut self, input: &Input<'_, '_>, mut conflict: Conflict, texts: &[(&str, String)]) {
        let key = conflict.key.clone();
        let standing = |n: usize| conflict.sides.iter().find(|s| s.stands[n]).map(|s| s.value.clone());
        let both = || rules::one_text(&key, texts).filter(|_| texts.len() > 1).map(Some);
        let chosen = input.decisions.by_key.get(&key);
        let value = match chosen {
            None | Some(Choice::One) => None,
            Some(Choice::First) => standing(0),
            Some(Choice::Second) => standing(1),
            Some(Choice::Both) => both(),
            Some(Choice::Value(value)) => Some(value.clone()),
        };
        // What stands in one of the files may stand on.
        let stood = matches!(chosen, Some(Choice::First | Choice::Second));
        let can =
            |value: &Option<String>| stood || value.as_deref().is_none_or(|v| may_stand(input.q, &key, v));
        if chosen.is_some() && !value.as_ref().is_some_and(can) {
            self.refused.push(key.clone());
        } else if let Some(value) = value {
            conflict.decided = Some(Decided { value, beside: Vec::new(), by_rule: false });
        } else if input.decisions.worst && conflict.why == Why::Both {
            let values: Vec<_> = conflict.sides.iter().map(|s| s.value.as_deref()).collect();
            let worst = rules::worst(input.q, &key, &values);
            conflict.decided =
                worst.map(|value| Decided { value: Some(value), beside: Vec::new(), by_rule: true });
        }
        if let Some(decided) = &conflict.decided {
            self.decide(&key, decided.value.clone());
        }
        self.conflicts.push(conflict);
    }

    fn decide(&mut self, key: &str, value: Option<String>) {
        self.values.insert(key.to_owned(), value);
        self.said.insert(key.to_owned());
    }

    fn is_asked(&self, key: &str) -> bool {
        self.conflicts.iter().any(|c| c.key == key)
    }

    fn is_joined(&self, key: &str) -> bool {
        let is = |s: &Settled| match s {
            Settled::Joined { key: joined, .. } => joined == key,
            Settled::One { other, .. } => other == key,
            _ => false,
        };
        self.settled.iter().any(is)
    }

    /// What stands of a fact; of one that nobody decided what stands in the first file.
    fn get<'a>(&'a self, input: &'a Input<'_, '_>, key: &str) -> Option<&'a str> {
        match self.values.get(key) {
            Some(value) => value.as_deref(),
            None => input.facts[0].get(key).map(String::as_str),
        }
    }
}
