//! Several people's answers to one question: each for themselves first, then shown, then one agreed
//! answer. The answers never score; the agreed one does. Dissent is kept beside it.
//!
//! Each answer is a fact of its own under the person who gave it, so that it stays theirs whatever happens to
//! the register. What somebody answered apart stands beside it until they say something in the room.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::apart;
use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal, facts, may_be_excluded, too_long};
use super::find;
use super::level::Level;
use super::questionnaire::{Questionnaire, compare_ids};
use super::record::{Layer, Rid, SNAPSHOT, VOTE, record_key};
use super::text;
use super::trace::Trace;

/// What was said on one id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Votes {
    /// The level each person gave.
    pub given: BTreeMap<Rid, Level>,
    /// Those of them who gave it apart and said nothing in the room.
    pub apart: BTreeSet<Rid>,
    /// Whether they were shown to the room; until then nobody sees another's.
    pub shown: bool,
    /// What somebody holds against the agreed answer, in a line.
    pub dissent: String,
}

impl Votes {
    /// Gives somebody a level. False, and nothing changes, when they have answered and it is still hidden: nobody
    /// sees what is being overwritten, so it is taken away first.
    #[must_use]
    pub fn give(&mut self, who: &Rid, level: Level) -> bool {
        let free = self.shown || !self.given.contains_key(who) || self.apart.contains(who);
        if free {
            self.given.insert(who.clone(), level);
            self.apart.remove(who);
        }
        free
    }

    /// Lowest and highest level when they differ.
    pub fn spread(&self) -> Option<(Level, Level)> {
        let (low, high) = (self.given.values().min()?, self.given.values().max()?);
        (low != high).then_some((*low, *high))
    }
}

/// How an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// In the room, which was shown it.
    Room,
    /// Apart, on this very id.
    Apart,
    /// To the requirement as a whole.
    Whole,
}

/// What somebody says on an id, and how they came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub who: Rid,
    /// Their level.
    pub level: Level,
    /// How it was given.
    pub given: Given,
    /// The level they gave apart, be it to the requirement as a whole; what they said in the room stands before it.
    pub apart: Option<Level>,
}

/// How far the room came on one id. Lists, papers and screens ask this and have no rule of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody was asked here.
    None,
    /// Answers were given, and nobody sees another's yet.
    Voting,
    /// They were shown and are all the same; the agreed level is not given yet.
    Shown,
    /// What was shown differs, or somebody dissents, and there is no agreed level.
    Apart,
    /// There is an agreed level.
    Agreed,
    /// There is an agreed level, and what somebody holds against it is kept.
    AgreedWithDissent,
    /// There is an agreed level, and answers came in since that it was not made of: it is to be agreed on again.
    Since,
}

impl Outcome {
    /// Whether people have to agree yet, or again.
    pub fn is_apart(self) -> bool {
        matches!(self, Self::Apart | Self::Since)
    }
}

/// The agreed level of an id: the one that stands at this very id, not one it takes from its whole.
pub fn agreed(a: &Assessment, id: &str) -> Option<Level> {
    Level::parse(a.get(id)?)
}

/// How far the room came on an id.
pub fn outcome(a: &Assessment, id: &str) -> Outcome {
    of(a, id).map_or(Outcome::None, |v| come_to(a, id, &v))
}

/// The answers were shown, and no level stood then.
const SHOWN: &str = "yes";

/// The answers were shown, and a level stood before them: it stays, and is agreed on only once somebody agrees.
const SHOWN_BESIDE: &str = "beside";

/// Whether the level that stands is what people agreed on; whether it still is says [`came_since`]. What it was made
/// from says so; files of before it was kept for a room have answers the room was shown, or dissent, beside the level instead. A
/// level that stood before the room was shown its answers, and one beside what people answered apart alone, may be one person's.
pub fn is_agreed(a: &Assessment, id: &str) -> bool {
    let by_room = || a.at(keys::VOTES_SHOWN, id) == Some(SHOWN);
    let by_dissent = || apart_at(a, id).next().is_none() && a.at(keys::DISSENT, id).is_some();
    let as_before = || if is_voted_on(a, id) { by_room() } else { by_dissent() };
    agreed(a, id).is_some() && (a.at(keys::AGREED_FROM, id).is_some() || as_before())
}

/// Whether answers came in since people agreed, or went: the level was made of other ones than stand there now, and is theirs no
/// more until they agree again. Where it was not kept of which it was made, it was of the room's. Card, room, list, minutes and
/// papers ask this alone.
pub fn came_since(a: &Assessment, id: &str) -> bool {
    let said = said(a, id);
    if said.is_empty() || !is_agreed(a, id) {
        return false;
    }
    match a.at(keys::AGREED_FROM, id).and_then(Trace::parse) {
        Some(trace) => {
            let then: BTreeSet<(&Rid, Level)> = trace.from.iter().map(|(who, l)| (who, *l)).collect();
            then != said.iter().map(|s| (&s.who, s.level)).collect()
        }
        None => said.iter().any(|s| s.given != Given::Room),
    }
}

fn come_to(a: &Assessment, id: &str, v: &Votes) -> Outcome {
    match (is_agreed(a, id), v.dissent.is_empty()) {
        (true, _) if came_since(a, id) => Outcome::Since,
        (true, false) => Outcome::AgreedWithDissent,
        _ if !v.shown && !v.given.is_empty() => Outcome::Voting,
        (false, false) => Outcome::Apart,
        (true, true) => Outcome::Agreed,
        (false, true) if v.spread().is_some() => Outcome::Apart,
        (false, true) => Outcome::Shown,
    }
}

/// Whether single people answered here: then the room decides when it goes on, not an answer.
pub fn in_the_room(a: &Assessment, id: &str) -> bool {
    is_voted_on(a, id) || apart_at(a, id).next().is_some()
}

/// Whether somebody answered in the room itself.
fn is_voted_on(a: &Assessment, id: &str) -> bool {
    a.index().voters(id).next().is_some()
}

/// Who answered this very id apart, and what.
fn apart_at<'a>(a: &'a Assessment, id: &'a str) -> impl Iterator<Item = (Rid, Level)> + 'a {
    a.answered_apart().into_iter().filter_map(move |who| {
        let level = apart::level(a, &who, id)?;
        Some((who, level))
    })
}

fn key(who: &Rid, at: &str) -> String {
    format!("{}.{who}.{at}", VOTE.key)
}

/// What somebody said on an id in the room itself.
pub fn in_room(a: &Assessment, who: &Rid, at: &str) -> Option<Level> {
    Level::parse(a.get(&key(who, at))?)
}

/// Who says what on an id; of a check also who answered its requirement as a whole. Nobody's while a room is answering it.
pub fn said(a: &Assessment, at: &str) -> Vec<Said> {
    if is_hidden(a, at) {
        return Vec::new();
    }
    let whole = apart::whole_of(at).filter(|whole| !is_hidden(a, whole));
    let mut people: BTreeSet<Rid> = a.answered_apart().into_iter().collect();
    people.extend(a.index().voters(at).cloned());
    people.extend(whole.into_iter().flat_map(|whole| a.index().voters(whole)).cloned());
    let one = |who: Rid| {
        let whole = whole.filter(|_| !apart::is_clear(a, &who, at));
        let here = apart::level(a, &who, at);
        let apart = here.or_else(|| apart::level(a, &who, whole?));
        let of_whole = || in_room(a, &who, whole?).or(apart).map(|l| (l, Given::Whole));
        let room = in_room(a, &who, at).map(|l| (l, Given::Room));
        let (level, given) = room.or(here.map(|l| (l, Given::Apart))).or_else(of_whole)?;
        Some(Said { who, level, given, apart })
    };
    people.into_iter().filter_map(one).collect()
}

/// Whether a room is answering this very id and has not seen the answers yet: then nobody's are told, those given apart
/// neither.
pub fn is_hidden(a: &Assessment, id: &str) -> bool {
    is_voted_on(a, id) && !are_shown(a, id)
}

/// Whether the answers to an id were shown to the room.
pub fn are_shown(a: &Assessment, id: &str) -> bool {
    a.at(keys::VOTES_SHOWN, id).is_some()
}

/// The votes on an id; none when there is neither an answer nor dissent.
pub fn of(a: &Assessment, id: &str) -> Option<Votes> {
    let mut given: BTreeMap<Rid, Level> =
        a.index().voters(id).filter_map(|who| Some((who.clone(), in_room(a, who, id)?))).collect();
    let only: Vec<(Rid, Level)> = apart_at(a, id).filter(|(who, _)| !given.contains_key(who)).collect();
    let apart: BTreeSet<Rid> = only.iter().map(|(who, _)| who.clone()).collect();
    given.extend(only);
    let votes = Votes {
        // What came in apart was shown to whoever took it in, but a room that answers now sees nobody's.
        shown: are_shown(a, id) || (!apart.is_empty() && !is_hidden(a, id)),
        apart,
        given,
        dissent: a.at(keys::DISSENT, id).unwrap_or_default().to_owned(),
    };
    (!votes.given.is_empty() || !votes.dissent.is_empty()).then_some(votes)
}

/// The votes on an id as a room may see them, which nobody has to have answered yet: what was answered apart is hidden until it is
/// shown, or the level agreed on. Card, room and whatever else may stand before a room ask this; lists and papers [`of`].
pub fn before_room(a: &Assessment, id: &str) -> Option<Votes> {
    let votes = of(a, id)?;
    let shown = are_shown(a, id) || (!is_voted_on(a, id) && is_agreed(a, id));
    Some(Votes { shown, ..votes })
}

/// Whether anything single people said on an id is still hidden from a room.
pub fn is_unseen(a: &Assessment, id: &str) -> bool {
    before_room(a, id).is_some_and(|v| !v.shown && !v.given.is_empty())
}

/// How far a room came on an id, by what it was shown.
pub fn outcome_before_room(a: &Assessment, id: &str) -> Outcome {
    before_room(a, id).map_or(Outcome::None, |v| come_to(a, id, &v))
}

/// All ids with votes, in the order of the standard.
pub fn all(a: &Assessment) -> Vec<(String, Votes)> {
    let mut ids: BTreeSet<&str> = a.index().voted().collect();
    ids.extend(a.under(keys::DISSENT).map(|(at, _)| at));
    let layers = a.answered_apart();
    let prefixes: Vec<String> = layers.iter().map(|who| apart::key(who, "")).collect();
    for prefix in &prefixes {
        ids.extend(
            a.under(prefix).filter(|(at, v)| is_id(at) && Level::parse(v).is_some()).map(|(at, _)| at),
        );
    }
    let mut list: Vec<(String, Votes)> =
        ids.into_iter().filter_map(|id| Some((id.to_owned(), of(a, id)?))).collect();
    list.sort_by(|x, y| compare_ids(&x.0, &y.0));
    list
}

/// Whether a fact of a layer is an answer: ids begin with a figure or a capital, all else with a small letter.
fn is_id(fact: &str) -> bool {
    fact.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// The ids where the room came to this, with their votes, in the order of the standard.
pub fn that_are(a: &Assessment, outcome: Outcome) -> Vec<(String, Votes)> {
    let mut list = all(a);
    list.retain(|(id, v)| come_to(a, id, v) == outcome);
    list
}

/// The ids people have to agree on yet, or again, with their votes and what the room came to, in the order of the standard.
pub fn not_agreed_on(a: &Assessment) -> Vec<(String, Votes, Outcome)> {
    came(a).filter(|(.., came)| came.is_apart()).collect()
}

/// The ids with an agreed level, with their votes and what the room came to, in the order of the standard.
pub fn agreed_on(a: &Assessment) -> Vec<(String, Votes, Outcome)> {
    came(a).filter(|(.., came)| matches!(came, Outcome::Agreed | Outcome::AgreedWithDissent)).collect()
}

fn came(a: &Assessment) -> impl Iterator<Item = (String, Votes, Outcome)> + '_ {
    all(a).into_iter().map(|(id, v)| {
        let came = come_to(a, &id, &v);
        (id, v, came)
    })
}

/// One person's answer to an id, or its end: one fact, whatever the others say. With the last answer it is forgotten that
/// answers were shown.
pub fn give(
    q: &Questionnaire,
    a: &Assessment,
    id: &str,
    who: &Rid,
    level: Option<Level>,
) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| find::unknown(q, id))?;
    let id = q.id_of(target);
    if level == Some(Level::NotApplicable) {
        may_be_excluded(q, target)?;
    }
    let last = level.is_none() && a.index().voters(id).all(|other| other == who);
    let shown = last.then(|| (format!("{}{id}", keys::VOTES_SHOWN), None));
    let given = (key(who, id), level.map(|l| l.key().to_owned()));
    Ok(facts(a, "votes", id, std::iter::once(given).chain(shown)))
}

/// Shows the answers to an id to the room, those given apart too. A level that stands is agreed on by nobody who has seen them: it
/// stays, and what it was made of before is forgotten. What was shown, or agreed on apart alone, stays as it is.
pub fn show(q: &Questionnaire, a: &Assessment, id: &str) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| find::unknown(q, id))?;
    let id = q.id_of(target);
    if before_room(a, id).is_some_and(|v| v.shown) || !in_the_room(a, id) {
        return Ok(facts(a, "votes", id, []));
    }
    let shown = if agreed(a, id).is_some() { SHOWN_BESIDE } else { SHOWN };
    let made_of = (format!("{}{id}", keys::AGREED_FROM), None);
    Ok(facts(a, "votes", id, [(format!("{}{id}", keys::VOTES_SHOWN), Some(shown.to_owned())), made_of]))
}

/// Keeps the votes on an id; whoever is not in them has not answered.
pub fn keep(q: &Questionnaire, a: &Assessment, id: &str, votes: &Votes) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| find::unknown(q, id))?;
    let id = q.id_of(target);
    if votes.given.values().any(|level| *level == Level::NotApplicable) {
        may_be_excluded(q, target)?;
    }
    too_long("dissent", &votes.dissent)?;
    let room = votes.given.iter().filter(|(who, _)| !votes.apart.contains(who));
    let gone = a.index().voters(id).filter(|who| !votes.given.contains_key(who)).cloned();
    let gone = gone.collect::<Vec<_>>().into_iter().map(|who| (key(&who, id), None));
    let now = room.clone().map(|(who, level)| (key(who, id), Some(level.key().to_owned())));
    let was = a.at(keys::VOTES_SHOWN, id).unwrap_or(SHOWN).to_owned();
    let shown = (votes.shown && room.clone().next().is_some()).then_some(was);
    let beside = [
        (format!("{}{id}", keys::VOTES_SHOWN), shown),
        (format!("{}{id}", keys::DISSENT), Some(votes.dissent.clone())),
    ];
    Ok(facts(a, "votes", id, gone.chain(now).chain(beside)))
}

/// Keeps a line of dissent beside the agreed answer.
pub fn dissent(q: &Questionnaire, a: &Assessment, id: &str, words: &str) -> Result<Edit, Refusal> {
    let target = q.find(id).ok_or_else(|| find::unknown(q, id))?;
    let id = q.id_of(target);
    let words = text::clean_line(words);
    too_long("dissent", &words)?;
    Ok(facts(a, "votes", id, [(format!("{}{id}", keys::DISSENT), Some(words))]))
}

/// The facts without the answers that were not shown to the room yet, in frozen states too: what leaves the file
/// tells nobody what others may not see.
pub fn without_hidden(facts: &BTreeMap<String, String>) -> BTreeMap<&str, Cow<'_, str>> {
    let voted = |key: &str| record_key(key).filter(|k| k.kind == VOTE.key).map(|k| k.field.to_owned());
    let unseen = |at: &String| !facts.contains_key(&format!("{}{at}", keys::VOTES_SHOWN));
    let open: BTreeSet<String> = facts.keys().filter_map(|key| voted(key)).filter(unseen).collect();
    // What was answered apart is as hidden as the rest while a room answers the same.
    let apart = |key: &str| match Layer::of(key) {
        Some((Layer::AnswersOf(_), at)) => open.contains(at),
        _ => false,
    };
    let hidden =
        |key: &str| voted(key).is_some_and(|at| open.contains(&at)) || (!open.is_empty() && apart(key));
    let kept = facts.iter().filter(|(key, _)| !hidden(key));
    kept.map(|(key, value)| {
        let frozen = record_key(key).is_some_and(|k| k.kind == SNAPSHOT.key && k.field == "frozen");
        let then: Option<BTreeMap<String, String>> =
            if frozen { serde_json::from_str(value).ok() } else { None };
        let value = match then.and_then(|then| serde_json::to_string(&without_hidden(&then)).ok()) {
            Some(then) => Cow::Owned(then),
            None => Cow::Borrowed(value.as_str()),
        };
        (key.as_str(), value)
    })
    .collect()
}

#[cfg(test)]
mod tests;
