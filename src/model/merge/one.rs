//! Makes one record of two that people say are one: everything said of the other is said of the one, and links follow. Where both
//! say something different it is a conflict like any other, and texts of both stay. Used by [`super::twins`].

use std::collections::{BTreeMap, BTreeSet};

use super::open::Write;
use super::rules::{self, Rule};
use super::units::{self, Sort, Unit};
use super::{Choice, Conflict, Decided, Input, Plan, Settled, Side, Why};
use crate::model::assessment::may_stand;
use crate::model::keys;
use crate::model::level::Level;
use crate::model::record::{MADE, NUMBER, SNAPSHOT, record_key};

/// What stands of the facts of a decision.
type Facts = Vec<Option<String>>;

/// What was said of the other record: by the key it has now, the key it had and the value.
type Moved = BTreeMap<String, (String, Option<String>)>;

/// Makes one record of two, both named by the key of their existence; none, and nothing is done, where what is said of the one
/// is in question itself. Both were added behind the common beginning, so that all that names them was written there.
pub(super) fn join(input: &Input<'_, '_>, plan: &mut Plan, one: &str, other: &str) -> Option<Settled> {
    let id = |key: &str| record_key(key).map(|k| k.id.to_owned()).unwrap_or_default();
    let (keep, gone) = (id(one), id(other));
    let frozen = |key: &str| record_key(key).is_some_and(|k| k.kind == SNAPSHOT.key);
    let names = |text: &str| parts(text).any(|part| part == gone);
    let of = plan.values.iter().filter(|(key, value)| {
        // A frozen state says what was that day.
        !frozen(key) && (names(key) || value.as_deref().is_some_and(names))
    });
    let (mut linked, mut moved) = (Vec::new(), Moved::new());
    for (key, value) in of {
        let (to, value) = (renamed(key, &gone, &keep), value.as_deref().map(|v| renamed(v, &gone, &keep)));
        if to == *key {
            linked.push((to, value));
        } else {
            moved.insert(to, (key.clone(), value));
        }
    }
    if moved.iter().any(|(to, (_, value))| value.is_some() && plan.is_asked(to)) {
        return None;
    }
    for (key, value) in linked {
        plan.decide(&key, value);
    }
    let mut done = BTreeSet::new();
    for (to, (from, value)) in &moved {
        plan.decide(from, None);
        let own = [MADE, NUMBER].iter().any(|field| to.rsplit('.').next() == Some(*field));
        let unit = units::holding(to);
        let keys = unit.as_ref().map_or_else(|| vec![to.clone()], |u| u.keys.clone());
        if own && plan.get(input, to).is_some() || value.is_none() || !done.insert(keys.first().cloned()) {
            continue;
        }
        Twice { input, moved: &moved, unit, keys }.settle(plan);
    }
    // Of a number it has no more nobody needs to know that it changed.
    let number = other.replace(&format!(".{MADE}"), &format!(".{NUMBER}"));
    plan.settled.retain(|s| !matches!(s, Settled::Number { key, .. } if *key == number));
    Some(Settled::One { one: one.to_owned(), other: other.to_owned() })
}

/// One decision of which something was said of both.
struct Twice<'j, 'i, 'p> {
    input: &'j Input<'i, 'p>,
    moved: &'j Moved,
    unit: Option<Unit>,
    /// The keys of its facts; the first is that by which people decide.
    keys: Vec<String>,
}

impl Twice<'_, '_, '_> {
    fn key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// Puts what stands of it into the plan, or asks people.
    fn settle(&self, plan: &mut Plan) {
        let mine: Facts = self.keys.iter().map(|key| plan.get(self.input, key).map(str::to_owned)).collect();
        let theirs: Facts =
            self.keys.iter().map(|key| self.moved.get(key).and_then(|m| m.1.clone())).collect();
        if mine.iter().all(Option::is_none) {
            return self.put(plan, &theirs);
        }
        let is_agreed = self.unit.as_ref().is_some_and(|u| u.sort == Sort::Agreed);
        if theirs == mine {
            return;
        }
        // Who says what it was made of says more of the same.
        if is_agreed
            && mine.first() == theirs.first()
            && (mine.get(1) == Some(&None) || theirs.get(1) == Some(&None))
        {
            let facts = if mine.get(1) == Some(&None) { &theirs } else { &mine };
            return self.put(plan, facts);
        }
        if self.unit.is_some() {
            return self.ask(plan, mine, theirs, &[]);
        }
        let (Some(Some(own)), Some(Some(other))) = (mine.first(), theirs.first()) else { return };
        let key = self.key();
        let values = [Some(own.as_str()), Some(other.as_str())];
        let stands = match rules::of(key, &values) {
            rule @ (Rule::Texts | Rule::Lines) => return self.texts(plan, rule, mine, theirs),
            Rule::Newest => rules::newest(&values),
            Rule::Smallest => rules::smallest(&values),
            Rule::Forgotten => None,
            Rule::Ask | Rule::Stays => return self.ask(plan, mine, theirs, &[]),
        };
        plan.decide(key, stands);
    }

    /// Texts of both stay, one below the other.
    fn texts(&self, plan: &mut Plan, rule: Rule, mine: Facts, theirs: Facts) {
        let key = self.key();
        let from = self.moved.get(key).map_or(key, |m| m.0.as_str());
        let mut texts: Vec<(&str, String)> = Vec::new();
        let (mut of, other) = (self.open(key), self.open(from));
        texts.extend(self.input.texts(key, &of));
        texts.extend(self.input.texts(from, &other));
        of.extend(other);
        texts.sort();
        texts.dedup_by(|x, y| x.0 == y.0);
        let value = rules::joined(rule, &texts);
        if self.input.decisions.names_one(key) || !may_stand(self.input.q, key, &value) {
            return self.ask(plan, mine, theirs, &texts);
        }
        plan.decide(key, Some(value.clone()));
        plan.settled.retain(|s| !matches!(s, Settled::Joined { key: told, .. } if told == key));
        plan.settled.push(Settled::Joined { key: key.to_owned(), value });
    }

    fn open(&self, key: &str) -> Vec<Write<'_>> {
        self.input.writes.open(self.input.past, key).writes
    }

    fn put(&self, plan: &mut Plan, facts: &[Option<String>]) {
        for (key, value) in self.keys.iter().zip(facts) {
            if plan.get(self.input, key) != value.as_deref() || self.moved.contains_key(key) {
                plan.decide(key, value.clone());
            }
        }
    }

    /// Puts it on the list, decided where somebody did or the stated rule does.
    fn ask(&self, plan: &mut Plan, mine: Facts, theirs: Facts, texts: &[(&str, String)]) {
        let key = self.key();
        let from = self.moved.get(key).map_or(key, |m| m.0.as_str());
        let holds = |n: usize, key: &str| self.input.facts[n].contains_key(key);
        let side = |of: &str, not: &str, facts: &Facts| Side {
            value: facts.first().cloned().flatten(),
            beside: self.beside(facts),
            // A file that holds both is on neither side.
            stands: [0, 1].map(|n| holds(n, of) && !holds(n, not)),
            said: {
                let all: Vec<Write<'_>> =
                    self.open(of).into_iter().flat_map(|w| self.input.origins(of, w)).collect();
                self.input.first_said(&all)
            },
        };
        let mut sides = [(side(key, from, &mine), mine), (side(from, key, &theirs), theirs)];
        sides.sort_by(|(x, one), (y, other)| y.stands.cmp(&x.stands).then_with(|| one.cmp(other)));
        let decided = self.decided(plan, &sides, texts);
        if let Some((facts, _)) = &decided {
            self.put(plan, facts);
        }
        let decided = decided.map(|(facts, by_rule)| Decided {
            value: facts.first().cloned().flatten(),
            beside: self.beside(&facts),
            by_rule,
        });
        let sides = sides.into_iter().map(|(side, _)| side).collect();
        plan.conflicts.push(Conflict { decided, ..Conflict::new(key, Why::Both, sides) });
    }

    /// What people or the stated rule make of it, and whether it was the rule.
    fn decided(
        &self,
        plan: &mut Plan,
        sides: &[(Side, Facts); 2],
        texts: &[(&str, String)],
    ) -> Option<(Facts, bool)> {
        let key = self.key();
        let Some(choice) = self.input.decisions.by_key.get(key) else {
            let levels = sides.each_ref().map(|(s, _)| s.value.as_deref());
            let worst = rules::worst(self.input.q, key, &levels).filter(|_| self.input.decisions.worst)?;
            let is = |v: &Option<String>| v.as_deref().and_then(Level::parse) == Level::parse(&worst);
            return sides.iter().rfind(|(s, _)| is(&s.value)).map(|(_, facts)| (facts.clone(), true));
        };
        let standing = |n: usize| sides.iter().find(|(s, _)| s.stands[n]).map(|(_, facts)| facts.clone());
        let facts = match choice {
            Choice::First => standing(0),
            Choice::Second => standing(1),
            Choice::Both => {
                rules::one_text(key, texts).filter(|_| texts.len() > 1).map(|text| vec![Some(text)])
            }
            Choice::One => None,
            Choice::Value(value) => {
                let mut of = sides.iter().filter(|(s, _)| s.value == *value);
                match (of.next(), of.next()) {
                    (Some((_, facts)), None) => Some(facts.clone()),
                    _ => self.other(value.as_deref()),
                }
            }
        };
        if facts.is_none() {
            plan.refused.push(key.to_owned());
        }
        facts.map(|facts| (facts, false))
    }

    /// A value that neither gives. Nobody answers in place of who answered apart.
    fn other(&self, value: Option<&str>) -> Option<Facts> {
        let apart = self.unit.as_ref().is_some_and(|u| u.sort != Sort::Agreed);
        let may = value.is_none_or(|v| may_stand(self.input.q, self.key(), v));
        let rest = self.keys.iter().skip(1).map(|_| None);
        (may && !apart).then(|| std::iter::once(value.map(str::to_owned)).chain(rest).collect())
    }

    /// What goes with the level: keys and values of the others that are there, but by which hand-out it came.
    fn beside(&self, facts: &Facts) -> Vec<(String, String)> {
        let with = |key: &str| {
            self.unit
                .as_ref()
                .and_then(|u| key.strip_prefix(&u.prefix))
                .unwrap_or("")
                .starts_with(keys::CAME_WITH)
        };
        let others = self.keys.iter().zip(facts).skip(1).filter(|(key, _)| !with(key));
        others.filter_map(|(key, v)| Some((key.clone(), v.clone()?))).collect()
    }
}

/// What an id may be a part of, in pieces that can be one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_id(c))
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// A text with another id in its place wherever it stands alone.
fn renamed(text: &str, gone: &str, keep: &str) -> String {
    let one = |piece: &str| {
        let id = piece.trim_end_matches(|c| !is_of_id(c));
        if id == gone { piece.replacen(gone, keep, 1) } else { piece.to_owned() }
    };
    text.split_inclusive(|c: char| !is_of_id(c)).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::two;
    use super::*;
    use crate::model::merge::Decisions;

    #[test]
    fn of_two_made_one_nothing_that_was_said_goes() {
        let ids = ["0000000000000z", "0000010000000z"];
        let [keep, gone] = ids.map(|id| format!("system.{id}.made"));
        let of = |id: &str, more: &[(&str, &str)]| -> Vec<(String, String)> {
            let own = [("made", "yes"), ("no", "1"), ("name", "Chatbot")];
            let own = own.map(|(field, v)| (format!("system.{id}.{field}"), v.to_owned()));
            own.into_iter()
                .chain(more.iter().map(|(k, v)| (format!("@system.{id}/{k}"), (*v).to_owned())))
                .collect()
        };
        let one = of(
            ids[0],
            &[
                ("A.2.2", "3"),
                ("agreed-from.A.2.2", "hand x=3"),
                ("note.A.2.2", "in the log"),
                ("dissent.A.2.2", "Quinn: no"),
            ],
        );
        let mut other = of(
            ids[1],
            &[
                ("A.2.2", "2"),
                ("note.A.2.2", "not seen by all"),
                ("dissent.A.2.2", "Ira: yes"),
                ("A.2.3", "4"),
            ],
        );
        let plan_of = |other: &[(String, String)], decided: &[(&str, Choice)], worst: bool| {
            let decided = decided.iter().map(|(k, c)| ((*k).to_owned(), c.clone()));
            let by_key = decided.chain([(gone.clone(), Choice::One)]).collect();
            let one: Vec<_> = one.iter().map(|(k, v)| (k.as_str(), Some(v.as_str()))).collect();
            let other: Vec<_> = other.iter().map(|(k, v)| (k.as_str(), Some(v.as_str()))).collect();
            two(&[], &one, &other, &Decisions { by_key, worst })
        };
        let key = |fact: &str| format!("@system.{}/{fact}", ids[0]);
        let now = |p: &Plan, fact: &str| p.values.get(&key(fact)).cloned().flatten();
        let p = plan_of(&other, &[], false);
        let asked: Vec<_> = p.undecided().map(|c| c.key.clone()).collect();
        assert_eq!(asked, [key("A.2.2")], "the level is asked once, with what it was made of");
        for (choice, worst, level, trace) in [
            (None, true, "2", None),
            (Some(Choice::First), false, "3", Some("hand x=3")),
            (Some(Choice::Second), false, "2", None),
            (Some(Choice::Value(Some("1".to_owned()))), false, "1", None),
        ] {
            let level_key = key("A.2.2");
            let decided: Vec<_> = choice.into_iter().map(|c| (level_key.as_str(), c)).collect();
            let p = plan_of(&other, &decided, worst);
            assert!(p.is_whole() && p.unused.is_empty(), "{p:?}");
            assert_eq!(now(&p, "A.2.2").as_deref(), Some(level));
            assert_eq!(now(&p, "agreed-from.A.2.2").as_deref(), trace);
            assert_eq!(now(&p, "A.2.3").as_deref(), Some("4"));
            for (fact, words) in [
                ("note.A.2.2", ["in the log", "not seen by all"]),
                ("dissent.A.2.2", ["Quinn: no", "Ira: yes"]),
            ] {
                let text = now(&p, fact).unwrap();
                assert!(words.iter().all(|w| text.contains(w)), "{fact}: {text}");
            }
            assert!(p.values.iter().all(|(k, v)| !k.contains(ids[1]) || v.is_none()), "{p:?}");
            assert!(p.values.contains_key(&keep));
        }
        // The same level is no question.
        for (k, v) in &mut other {
            if k.ends_with("/A.2.2") {
                *v = "3".to_owned();
            }
        }
        let p = plan_of(&other, &[], false);
        assert!(
            p.conflicts.is_empty() && now(&p, "agreed-from.A.2.2").as_deref() == Some("hand x=3"),
            "{p:?}"
        );
    }
}
