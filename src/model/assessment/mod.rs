//! One organisation's answers: a sorted map of facts, and a typed view of the ones figures need.
//!
//! A fact is `key = value`, both text. Ratings use the bare id as key (`9`, `9.2.1`, `9.2.1/2`);
//! everything else has a prefix (`about.`, `note.`, `reason.`, ...; see [`keys`]). Because the facts are
//! the whole truth, undo, history, comparison, `dump` and `check` work on them without knowing what
//! they mean. Only [`Assessment::set`] changes them; people come in through [`super::edit`].
//!
//! A rating of a requirement or heading is kept once, at the place it was given. The level of a check
//! is its own rating, else its requirement's, else that of the nearest rated heading: "rating a whole
//! sets each still unrated check", and re-rating the whole moves what was given in bulk and nothing else. That is
//! the general answer; where AI systems have answers of their own, [`per_system`] says what all of them come to.

mod run;

use std::collections::BTreeMap;

use jiff::civil::Date;

use self::run::Run;
use super::allowed;
use super::delta::Edit;
use super::facts::Facts;
use super::index::{Index, Intake, SCOPE, is_in_scope};
pub use super::keys;
use super::level::Level;
use super::limits::{self, Limit};
use super::own_case::{self, Case, Roles};
use super::per_system::{self, Rating, Says, Systems};
use super::questionnaire::{Questionnaire, Target};
use super::record::{KINDS, Kind, Layer, MADE, RecordKey, Rid, SYSTEM, holds, record_key};
use super::size::OrgSize;

/// Where the level of a check comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Set on the check itself.
    Single,
    /// Given in bulk, on the requirement or a heading.
    Bulk,
    /// What the general answer and those of AI systems come to.
    Systems,
}

/// The answers and other facts of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    facts: Facts,
    own: Vec<Rating>,
    whole: Vec<Rating>,
    heading: Vec<Rating>,
    index: Index,
    systems: Systems,
    case: Case,
}

/// The limit of a fact that is no answer of the organisation's own: facts of a layer keep to those of the same
/// fact without it.
fn beside(q: &Questionnaire, key: &str, value: &str) -> Result<(), Limit> {
    match Layer::of(key) {
        Some((Layer::Own, key)) => allowed::fact(key, value),
        Some((Layer::System(_), fact)) => match q.exactly(fact) {
            Some(target) => allowed::level_of_system(q, target, value).map(|_| ()),
            None => allowed::fact(fact, value),
        },
        Some((_, fact)) => match q.exactly(fact) {
            Some(target) => allowed::level(q, target, value).map(|_| ()),
            None => allowed::fact(fact, value),
        },
        None => Ok(()),
    }
}

/// What a value makes of the answer it stands at, and the limit it breaks.
fn limited(q: &Questionnaire, key: &str, value: Option<&str>) -> (Option<(Target, Rating)>, Option<Limit>) {
    let Some(target) = q.exactly(key) else {
        return (None, value.and_then(|v| beside(q, key, v).err()));
    };
    let (rating, limit) = match value.map(|v| allowed::level(q, target, v)) {
        None => (Rating::None, None),
        Some(Ok(level)) => (level.map_or(Rating::Cleared, Rating::Rated), None),
        Some(Err(limit)) => (Rating::Cleared, Some(limit)),
    };
    (Some((target, rating)), limit)
}

/// Whether a value keeps to the limits of its fact.
pub(super) fn may_stand(q: &Questionnaire, key: &str, value: &str) -> bool {
    limited(q, key, Some(value)).1.is_none()
}

impl Assessment {
    /// An empty assessment of this questionnaire.
    pub fn new(q: &Questionnaire) -> Self {
        Self {
            facts: Facts::default(),
            own: vec![Rating::None; q.check_count()],
            whole: vec![Rating::None; q.requirements.len()],
            heading: vec![Rating::None; q.headings.len()],
            index: Index::default(),
            systems: Systems::default(),
            case: Case::default(),
        }
    }

    /// The assessment of these facts, each key once and in order: as [`Self::set`] one by one, without a search
    /// for each.
    pub fn of(q: &Questionnaire, facts: Vec<(String, String)>) -> Self {
        let mut a = Self::new(q);
        let (mut run, mut intake) = (Run::default(), Intake::default());
        for (key, value) in &facts {
            let limit = match run.part(key) {
                Some((part, kind)) => {
                    if run.begins {
                        intake.next(part.kind, run.id.clone());
                    }
                    let limit = kind.and_then(|kind| holds::field(kind, &part, value).err());
                    if limit.is_none() {
                        intake.take_in(&part, value);
                    }
                    limit
                }
                None => a.rate(q, key, Some(value)),
            };
            if let Some(limit) = limit {
                a.facts.beyond.insert(key.clone(), limit);
            }
        }
        let (index, systems, roles) = intake.done();
        a.index = index;
        for (id, there) in &systems {
            a.systems.list(id, *there);
        }
        a.facts.map = facts.into_iter().collect();
        if !a.systems.is_silent() {
            (0..q.requirements.len()).for_each(|r| a.roll(q, r));
        }
        let only_uses = own_case::only_uses(&a.facts, roles);
        a.case = Case { alone: own_case::alone(&a.facts), only_uses, roles };
        a
    }

    /// Keeps what a value says as an answer, if its key is one. The limit it breaks.
    fn rate(&mut self, q: &Questionnaire, key: &str, value: Option<&str>) -> Option<Limit> {
        let (rating, limit) = limited(q, key, value);
        match rating {
            Some((Target::Check(i), rating)) => self.own[i] = rating,
            Some((Target::Requirement(i), rating)) => self.whole[i] = rating,
            Some((Target::Heading(i), rating)) => self.heading[i] = rating,
            None if key.starts_with('@') => self.rate_of_system(q, key, value.filter(|_| limit.is_none())),
            None => {}
        }
        limit
    }

    /// Keeps what a system says for itself: a level, or that it has a reason.
    fn rate_of_system(&mut self, q: &Questionnaire, key: &str, value: Option<&str>) {
        let Some((Layer::System(id), fact)) = Layer::of(key) else { return };
        if let Some(at) = q.exactly(fact) {
            let level = value.and_then(|v| allowed::level_of_system(q, at, v).ok());
            let rating = level.map_or(Rating::None, |l| l.map_or(Rating::Cleared, Rating::Rated));
            self.systems.rate(&id, at, rating);
        } else if let Some(at) = fact.strip_prefix(keys::REASON).and_then(|id| q.exactly(id)) {
            self.systems.reason(&id, at, value.is_some_and(|v| !v.trim().is_empty()));
        }
    }

    /// What the systems make of a requirement, said anew.
    fn roll(&mut self, q: &Questionnaire, r: usize) {
        let whole = self.reason(&q.requirements[r].id).is_some();
        let excluded = self.is_excluded_in_general(r);
        let general = |c: usize| match self.general_level(q, c) {
            _ if excluded => Says::of(Some(Level::NotApplicable), whole),
            Some((level, _)) => Says::of(Some(level), whole || self.reason(&q.check(c).id).is_some()),
            None => Says::Level(None),
        };
        let rolled = self.systems.roll(q, r, excluded, &general);
        self.systems.keep(q, r, rolled);
    }

    /// Brings what the systems come to up to date after a fact that is no record's changed.
    fn roll_after(&mut self, q: &Questionnaire, key: &str) {
        let fact = match Layer::of(key) {
            Some((Layer::System(_), fact)) => fact,
            Some((Layer::Own, fact)) if !self.systems.is_silent() => fact,
            _ => return,
        };
        let Some(at) = q.exactly(fact.strip_prefix(keys::REASON).unwrap_or(fact)) else { return };
        for r in per_system::below(q, at) {
            self.roll(q, r);
        }
    }

    /// The same after a fact of a record changed: a system may have come or gone, or be out of scope now.
    fn list_after(&mut self, q: &Questionnaire, part: &RecordKey<'_>) {
        if part.kind != SYSTEM.key || !matches!(part.field, MADE | SCOPE) {
            return;
        }
        let Some(id) = Rid::parse(part.id) else { return };
        let there = is_in_scope(&self.facts, &id);
        self.systems.list(&id, there);
        // How many take the general answer has changed too.
        if !self.systems.is_silent() {
            (0..q.requirements.len()).for_each(|r| self.roll(q, r));
        }
    }

    /// Says on which day figures are made: evidence that ran out before it counts no more. Until then nothing has
    /// run out, so that figures without a day are those of the facts alone.
    pub fn on(&mut self, day: Date) {
        self.index.on(&self.facts, day);
    }

    /// What about the organisation decides what it is asked.
    pub(super) fn case(&self) -> Case {
        self.case
    }

    /// All facts as they are stored, in stable order; those that count as not given too.
    pub fn facts(&self) -> &BTreeMap<String, String> {
        &self.facts.map
    }

    /// Facts that break a limit of [`super::limits`] and count as not given, with the limit.
    pub fn beyond(&self) -> &BTreeMap<String, Limit> {
        &self.facts.beyond
    }

    /// One fact; empty text, absence and a value beyond its limit are the same.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.facts.get(key)
    }

    /// A fact under a prefix.
    pub fn at(&self, prefix: &str, id: &str) -> Option<&str> {
        self.get(&format!("{prefix}{id}"))
    }

    /// What follows a prefix, and its value; only facts that count.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.facts.under(prefix)
    }

    /// As [`Self::under`], for a prefix that is made on the way.
    pub(super) fn members<'a>(&'a self, prefix: &str) -> Vec<(&'a str, &'a str)> {
        self.facts.members(prefix)
    }

    /// Whether there is any fact under a prefix: spares a look for each of thousands of ids.
    pub fn any(&self, prefix: &str) -> bool {
        self.facts.any(prefix)
    }

    /// Ids of the records of a kind with this name in this field, removed ones too; see [`Index::called`].
    pub(super) fn called(&self, kind: &Kind, field: &str, name: &str) -> Option<impl Iterator<Item = &Rid>> {
        self.index.called(&self.facts, kind, field, name)
    }

    /// Ids of everything that stands under a kind, whole or not, in the order of the ids.
    pub fn ids_of(&self, kind: &str) -> Vec<Rid> {
        self.facts.ids_of(kind)
    }

    /// What is kept in step of the records.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Sets or removes one fact and keeps the typed view in step. Returns the old value.
    pub fn set(&mut self, q: &Questionnaire, key: &str, value: Option<String>) -> Option<String> {
        let new = value.filter(|v| !v.is_empty());
        if let Some(part) = record_key(key) {
            let limit = new.as_deref().and_then(|v| holds::fact(KINDS, &part, v).err());
            let of_roles = part.kind == SYSTEM.key && matches!(part.field, MADE | SCOPE | "role");
            let system = Rid::parse(part.id).filter(|_| of_roles);
            let before = system.as_ref().map(|id| Roles::of(&self.facts, id));
            let old = self.index.change(&mut self.facts, key, &part, new, limit);
            self.list_after(q, &part);
            if let Some((id, before)) = system.zip(before) {
                self.case.roles = self.case.roles.instead(before, Roles::of(&self.facts, &id));
                self.case.only_uses = own_case::only_uses(&self.facts, self.case.roles);
            }
            return old;
        }
        let limit = self.rate(q, key, new.as_deref());
        let old = self.facts.set(key, new, limit);
        self.roll_after(q, key);
        match key {
            keys::SIZE | keys::ASK_ALL => {
                self.case.alone = own_case::alone(&self.facts);
                // Which documents go into which file depends on it.
                self.index.forget_held();
            }
            keys::ORGANISATION => self.index.forget_held(),
            keys::ROLES => self.case.only_uses = own_case::only_uses(&self.facts, self.case.roles),
            _ => {}
        }
        old
    }

    /// Makes an edit's changes; people's edits go through the session, which records them.
    pub fn apply(&mut self, q: &Questionnaire, edit: &Edit) {
        for c in &edit.changes {
            self.set(q, &c.key, c.now.clone());
        }
    }

    /// The ratings alone, after these changes of ratings: what a change would mean for status and score, without
    /// a copy of everything else.
    pub(super) fn rated(&self, q: &Questionnaire, sets: &[(String, Option<String>)]) -> Self {
        let (own, whole, heading) = (self.own.clone(), self.whole.clone(), self.heading.clone());
        // Who drops out for a reason is asked of the facts.
        let facts = if self.systems.is_silent() { Facts::default() } else { self.facts.of_figures() };
        let (systems, case) = (self.systems.of_figures(), self.case);
        let mut a = Self { facts, index: Index::default(), own, whole, heading, systems, case };
        for (key, value) in sets {
            a.set(q, key, value.clone());
        }
        a
    }

    /// A copy that holds what figures ask and not the registers: for a what-if, which may change answers and
    /// actions but no person, evidence or other record. With thousands of pieces of evidence a copy of all facts
    /// would take longer than all figures together.
    pub(super) fn for_figures(&self) -> Self {
        let (own, whole, heading) = (self.own.clone(), self.whole.clone(), self.heading.clone());
        let (facts, index) = (self.facts.of_figures(), self.index.of_figures());
        Self { facts, index, own, whole, heading, systems: self.systems.of_figures(), case: self.case }
    }

    /// Whether somebody of the register has seen evidence that names this very id.
    pub fn seen(&self, id: &str) -> bool {
        self.index.seen(id)
    }

    /// Whether evidence that has not run out proves a check: it names the check, or its requirement and so each of its checks.
    pub fn is_shown(&self, q: &Questionnaire, check: usize) -> bool {
        self.index.shown(&q.check(check).id) || self.index.shown(&q.requirements[q.check_owner[check]].id)
    }

    /// Whether somebody of the register has seen evidence that proves a check.
    pub fn is_seen(&self, q: &Questionnaire, check: usize) -> bool {
        self.index.seen(&q.check(check).id) || self.index.seen(&q.requirements[q.check_owner[check]].id)
    }

    /// What AI systems say for themselves.
    pub(super) const fn by_system(&self) -> &Systems {
        &self.systems
    }

    /// Takes a level of a check for granted, whoever says otherwise, or lets go of it: a what-if on a copy.
    pub fn suppose(&mut self, check: usize, level: Option<Level>) {
        self.systems.suppose(check, level);
    }

    /// Makes evidence for an id count as named, or takes that back: a what-if on a copy.
    pub(super) fn pretend_named(&mut self, id: &str, named: bool) {
        self.index.count_shown(id, named);
    }

    /// Makes evidence for an id count as named and seen, or takes that back: a what-if on a copy.
    pub(super) fn pretend_seen(&mut self, id: &str, seen: bool) {
        self.index.count_shown(id, seen);
        self.index.count_seen(id, seen);
    }

    /// The level of a check that counts and where it comes from, whether or not its requirement is excluded. Every
    /// figure reads it here.
    pub fn level(&self, q: &Questionnaire, check: usize) -> Option<(Level, Given)> {
        match self.systems.level(check) {
            Rating::Rated(level) => Some((level, Given::Systems)),
            Rating::Cleared => None,
            Rating::None => self.general_level(q, check),
        }
    }

    /// The general answer to a check, whatever single systems say.
    pub fn general_level(&self, q: &Questionnaire, check: usize) -> Option<(Level, Given)> {
        match self.own[check] {
            Rating::Rated(level) => Some((level, Given::Single)),
            Rating::Cleared => None,
            Rating::None => self.bulk(q, q.check_owner[check]).map(|l| (l, Given::Bulk)),
        }
    }

    /// What single checks say that was set on them alone.
    pub fn own_level(&self, check: usize) -> Option<Level> {
        match self.own[check] {
            Rating::Rated(level) => Some(level),
            Rating::None | Rating::Cleared => None,
        }
    }

    /// Whether a check has an answer of its own: the general one, that of a system of the register, or one that is
    /// only tried.
    pub(super) fn is_answered_itself(&self, check: usize) -> bool {
        self.own_level(check).is_some() || self.systems.is_answered_itself(check)
    }

    /// The level given to a requirement as a whole, here or above; never `NotApplicable`.
    pub fn bulk(&self, q: &Questionnaire, requirement: usize) -> Option<Level> {
        match self.whole[requirement] {
            Rating::Rated(Level::NotApplicable) | Rating::Cleared => None,
            Rating::Rated(level) => Some(level),
            Rating::None => q.ancestors[requirement].iter().find_map(|h| match self.heading[*h] {
                Rating::None => None,
                Rating::Cleared => Some(None),
                Rating::Rated(level) => Some(Some(level)),
            })?,
        }
    }

    /// Requirements below a heading of which at least one check takes its level from that very heading: neither it nor
    /// its requirement nor a heading between them says otherwise.
    pub fn reached_from(&self, q: &Questionnaire, heading: usize) -> usize {
        let nearest = |r: usize| q.ancestors[r].iter().find(|h| self.heading[**h] != Rating::None).copied();
        let reached = |r: &usize| {
            self.whole[*r] == Rating::None
                && nearest(*r) == Some(heading)
                && q.checks_of(*r).any(|c| self.own[c] == Rating::None)
        };
        q.below(heading).iter().filter(|r| reached(r)).count()
    }

    /// Whether a control is excluded as a whole; once a system has an answer of its own, check by check.
    pub fn excluded(&self, requirement: usize) -> bool {
        self.is_excluded_in_general(requirement) && !self.systems.is_rolled(requirement)
    }

    /// Whether the general answer excludes a control as a whole.
    pub fn is_excluded_in_general(&self, requirement: usize) -> bool {
        self.whole[requirement] == Rating::Rated(Level::NotApplicable)
    }

    /// The reason for an exclusion, if one was written.
    pub fn reason(&self, id: &str) -> Option<&str> {
        self.at(keys::REASON, id).filter(|r| !r.trim().is_empty())
    }

    /// Whether the requirement has any level at all, own or bulk.
    pub fn touched(&self, q: &Questionnaire, requirement: usize) -> bool {
        self.excluded(requirement) || q.checks_of(requirement).any(|c| self.level(q, c).is_some())
    }

    /// The name of the organisation.
    pub fn organisation(&self) -> Option<&str> {
        self.get(keys::ORGANISATION)
    }

    /// Size; small when nothing was said.
    pub fn size(&self) -> OrgSize {
        self.get(keys::SIZE).and_then(OrgSize::parse).unwrap_or(OrgSize::Small)
    }

    /// Hours a week; 16 when nothing was said.
    pub fn hours_per_week(&self) -> f64 {
        self.get(keys::HOURS).and_then(|h| limits::hours_a_week(h).ok()).unwrap_or(16.0)
    }

    /// Start date, if set.
    pub fn start(&self) -> Option<Date> {
        self.get(keys::START).and_then(|d| d.parse().ok())
    }

    /// Target date, if set.
    pub fn target(&self) -> Option<Date> {
        self.get(keys::TARGET).and_then(|d| d.parse().ok())
    }

    /// Weeks a number fact holds, or its default.
    pub fn weeks(&self, key: &str, default: u32) -> u32 {
        self.get(key).and_then(|w| limits::weeks(w).ok()).unwrap_or(default)
    }

    /// The facts of one layer as an assessment of their own: what an auditor, or a colleague apart, says.
    #[must_use]
    pub fn in_layer(&self, q: &Questionnaire, layer: &Layer) -> Self {
        let prefix = layer.prefix();
        let from = self.facts.map.range(prefix.clone()..);
        let inside = from.map_while(|(key, value)| Some((key.strip_prefix(&prefix)?, value)));
        // Without a prefix the range holds the other layers too; a layer itself holds none.
        let mine = inside.filter(|(fact, _)| *layer != Layer::Own || !fact.starts_with('@'));
        let mut a = Self::of(q, mine.map(|(fact, value)| (fact.to_owned(), value.clone())).collect());
        if let Some(day) = self.index.day() {
            a.on(day);
        }
        a
    }
}

#[cfg(test)]
mod tests;
