//! One organisation's answers: a sorted map of facts, and a typed view of the ones figures need.
//!
//! A fact is `key = value`, both text. Ratings use the bare id as key (`9`, `9.2.1`, `9.2.1/2`);
//! everything else has a prefix (`about.`, `note.`, `reason.`, ...; see [`keys`]). Because the facts are
//! the whole truth, undo, history, comparison, `dump` and `check` work on them without knowing what
//! they mean. Only [`Assessment::set`] changes them; people come in through [`super::edit`].
//!
//! A rating of a requirement or heading is kept once, at the place it was given. The level of a check
//! is its own rating, else its requirement's, else that of the nearest rated heading: "rating a whole
//! sets each still unrated check", and re-rating the whole moves what was given in bulk and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::level::Level;
use super::limits::{self, Limit};
use super::questionnaire::{Questionnaire, Target};

/// Prefixes and names of facts.
pub mod keys {
    /// Organisation name.
    pub const ORGANISATION: &str = "about.organisation";
    /// Scope sentence.
    pub const SCOPE: &str = "about.scope";
    /// Comma-separated roles.
    pub const ROLES: &str = "about.roles";
    /// `solo`, `small`, `medium`, `large`.
    pub const SIZE: &str = "about.size";
    /// Hours a week the organisation can give.
    pub const HOURS: &str = "about.hours-per-week";
    /// Start of the work, ISO date.
    pub const START: &str = "about.start";
    /// Wished end, ISO date.
    pub const TARGET: &str = "about.target";
    /// Weeks of records before the internal audit.
    pub const RECORD_WEEKS: &str = "about.record-weeks";
    /// Weeks from Stage 1 to Stage 2.
    pub const STAGE2_WEEKS: &str = "about.stage2-weeks";
    /// Questionnaire id and version.
    pub const QUESTIONNAIRE: &str = "about.questionnaire";
    /// Rule of the method.
    pub const RULE: &str = "about.rule";
    /// The assessment this one started from.
    pub const FOLLOWS: &str = "about.follows";
    /// Who holds an ISO/IEC 27001 certificate, and its scope.
    pub const ISO27001: &str = "about.iso27001";
    /// Note on an id.
    pub const NOTE: &str = "note.";
    /// Reason for not applicable, by id.
    pub const REASON: &str = "reason.";
    /// Marked for review, by id.
    pub const REVIEW: &str = "review.";
    /// Several people's answers, by id.
    pub const VOTES: &str = "votes.";
    /// Whom to ask about a Don't know, by id.
    pub const ASK: &str = "ask.";
    /// Parked items, numbered.
    pub const PARKED: &str = "parked.";
    /// Evidence, numbered.
    pub const EVIDENCE: &str = "evidence.";
    /// People, numbered.
    pub const PERSON: &str = "person.";
    /// AI systems, numbered.
    pub const SYSTEM: &str = "system.";
    /// Owner of the work on a requirement.
    pub const OWNER: &str = "owner.";
    /// Effort in hours set by a person, by requirement.
    pub const EFFORT: &str = "effort.";
    /// Rank set by a person with a reason, by requirement: `3 reason`.
    pub const RANK: &str = "rank.";
    /// Earliest start set by a person, by action.
    pub const PIN: &str = "pin.";
    /// Due date set by a person, by action.
    pub const DUE: &str = "due.";
    /// How one sees that an action is done, in a person's words, by action.
    pub const DONE_WHEN: &str = "done-when.";
    /// Progress of an action: `planned`, `started`, `done`, the last perhaps with its date.
    pub const ACTION_STATUS: &str = "action-status.";
    /// Split, merged and added actions, numbered.
    pub const ACTION: &str = "action.";
    /// Order and days of a plan somebody chose to keep.
    pub const PLAN_ORDER: &str = "plan.order";
    /// Document state and owner, by document name.
    pub const DOCUMENT: &str = "document.";
    /// Frozen states, numbered.
    pub const SNAPSHOT: &str = "snapshot.";
    /// Value of a rating that was withdrawn; blocks what would come from above.
    pub const CLEAR: &str = "clear";
}

/// Size of the organisation; decides effort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrgSize {
    /// One person.
    Solo,
    /// Up to about 50 people.
    Small,
    /// 50 to 500.
    Medium,
    /// More than 500.
    Large,
}

impl OrgSize {
    /// The size of an organisation of so many people.
    pub const fn of_people(people: u32) -> Self {
        match people {
            0..=1 => Self::Solo,
            2..=50 => Self::Small,
            51..=500 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::Solo, Self::Small, Self::Medium, Self::Large];

    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Solo => "solo",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// What the word means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Solo => "one person",
            Self::Small => "up to 50 people",
            Self::Medium => "50 to 500 people",
            Self::Large => "more than 500 people",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word.trim().to_lowercase())
    }
}

/// An item put aside during a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parked {
    /// Where it came up.
    pub at: String,
    /// What it is about.
    pub what: String,
    /// Who takes it.
    #[serde(default)]
    pub owner: String,
    /// Closed items stay in the history.
    #[serde(default)]
    pub closed: bool,
}

/// Evidence by reference; the product never opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The requirement or check it belongs to.
    pub at: String,
    /// What it is.
    pub what: String,
    /// Where it is.
    #[serde(default)]
    pub place: String,
    /// Its date, as typed.
    #[serde(default)]
    pub date: String,
    /// Who has seen it; empty while nobody has.
    #[serde(default)]
    pub seen_by: String,
}

/// Somebody in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Role in the organisation.
    #[serde(default)]
    pub role: String,
}

/// An AI system in scope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub purpose: String,
    /// Who supplies it.
    #[serde(default)]
    pub vendor: String,
    /// What data goes in.
    #[serde(default)]
    pub data: String,
    /// `developer`, `provider` or `user`.
    #[serde(default)]
    pub role: String,
    /// Affects people's rights or safety.
    #[serde(default)]
    pub affects_people: bool,
    /// A legal duty is in force for it.
    #[serde(default)]
    pub legal_duty: bool,
}

/// Where the level of a check comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Set on the check itself.
    Single,
    /// Given in bulk, on the requirement or a heading.
    Bulk,
}

/// The answers and other facts of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    facts: BTreeMap<String, String>,
    /// Facts that break a limit: kept as they are, but counted as not given.
    beyond: BTreeMap<String, Limit>,
    own: Vec<Rating>,
    whole: Vec<Rating>,
    heading: Vec<Rating>,
    /// How many pieces of evidence somebody has seen, by the id they are on: kept in step because every
    /// figure asks for it after every answer.
    seen: BTreeMap<String, usize>,
}

/// A rating given at one place: a check, a requirement or a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rating {
    None,
    Cleared,
    Rated(Level),
}

/// What a value makes of the answer it stands at, and the limit it breaks.
fn limited(q: &Questionnaire, key: &str, value: Option<&str>) -> (Option<(Target, Rating)>, Option<Limit>) {
    let Some(target) = q.find(key) else {
        return (None, value.and_then(|v| limits::fact(key, v).err()));
    };
    let (rating, limit) = match value.map(|v| limits::level(q, target, v)) {
        None => (Rating::None, None),
        Some(Ok(level)) => (level.map_or(Rating::Cleared, Rating::Rated), None),
        Some(Err(limit)) => (Rating::Cleared, Some(limit)),
    };
    (Some((target, rating)), limit)
}

/// The id a fact is evidence for, when somebody has seen it.
fn seen_at(key: &str, value: &str) -> Option<String> {
    key.strip_prefix(keys::EVIDENCE)?.parse::<u32>().ok()?;
    let e: Evidence = serde_json::from_str(value).ok()?;
    (!e.seen_by.trim().is_empty()).then_some(e.at)
}

impl Assessment {
    /// An empty assessment of this questionnaire.
    pub fn new(q: &Questionnaire) -> Self {
        Self {
            facts: BTreeMap::new(),
            beyond: BTreeMap::new(),
            own: vec![Rating::None; q.check_count()],
            whole: vec![Rating::None; q.requirements.len()],
            heading: vec![Rating::None; q.headings.len()],
            seen: BTreeMap::new(),
        }
    }

    /// All facts as they are stored, in stable order; those that count as not given too.
    pub fn facts(&self) -> &BTreeMap<String, String> {
        &self.facts
    }

    /// Facts that break a limit of [`super::limits`] and count as not given, with the limit.
    pub fn beyond(&self) -> &BTreeMap<String, Limit> {
        &self.beyond
    }

    fn given(&self, key: &str) -> bool {
        self.beyond.is_empty() || !self.beyond.contains_key(key)
    }

    /// One fact; empty text, absence and a value beyond its limit are the same.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.facts.get(key).filter(|_| self.given(key)).map(String::as_str)
    }

    /// A fact under a prefix.
    pub fn at(&self, prefix: &str, id: &str) -> Option<&str> {
        self.get(&format!("{prefix}{id}"))
    }

    /// What follows a prefix, and its value; only facts that count.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = self.facts.range(prefix.to_owned()..);
        from.map_while(move |(k, v)| Some((k, k.strip_prefix(prefix)?, v)))
            .filter(|(k, ..)| self.given(k))
            .map(|(_, rest, v)| (rest, v.as_str()))
    }

    /// Whether there is any fact under a prefix: spares a look for each of thousands of ids.
    pub fn any(&self, prefix: &str) -> bool {
        use std::ops::Bound::{Included, Unbounded};
        let mut from = self.facts.range::<str, _>((Included(prefix), Unbounded));
        from.next().is_some_and(|(k, _)| k.starts_with(prefix))
    }

    /// Sets or removes one fact and keeps the typed view in step. Returns the old value.
    pub fn set(&mut self, q: &Questionnaire, key: &str, value: Option<String>) -> Option<String> {
        let new = value.filter(|v| !v.is_empty());
        let counted = self.given(key);
        let (rating, limit) = limited(q, key, new.as_deref());
        match rating {
            Some((Target::Check(i), rating)) => self.own[i] = rating,
            Some((Target::Requirement(i), rating)) => self.whole[i] = rating,
            Some((Target::Heading(i), rating)) => self.heading[i] = rating,
            None => {}
        }
        match limit {
            Some(limit) => self.beyond.insert(key.to_owned(), limit),
            None => self.beyond.remove(key),
        };
        if let Some(at) = new.as_deref().filter(|_| self.given(key)).and_then(|v| seen_at(key, v)) {
            *self.seen.entry(at).or_default() += 1;
        }
        let old = match new {
            Some(v) => self.facts.insert(key.to_owned(), v),
            None => self.facts.remove(key),
        };
        if let Some(at) = old.as_deref().filter(|_| counted).and_then(|v| seen_at(key, v))
            && let Some(count) = self.seen.get_mut(&at)
        {
            *count -= 1;
            if *count == 0 {
                self.seen.remove(&at);
            }
        }
        old
    }

    /// Whether somebody has seen evidence on this very id.
    pub fn seen(&self, id: &str) -> bool {
        self.seen.contains_key(id)
    }

    /// Makes an edit's changes; people's edits go through the session, which records them.
    pub fn apply(&mut self, q: &Questionnaire, edit: &super::Edit) {
        for c in &edit.changes {
            self.set(q, &c.key, c.now.clone());
        }
    }

    /// The level of a check and where it comes from, whether or not its requirement is excluded.
    pub fn level(&self, q: &Questionnaire, check: usize) -> Option<(Level, Given)> {
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

    /// Whether a control is excluded as a whole.
    pub fn excluded(&self, requirement: usize) -> bool {
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

    /// Organisation name, or a plain placeholder.
    pub fn organisation(&self) -> &str {
        self.get(keys::ORGANISATION).unwrap_or("(no name)")
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
    pub fn start(&self) -> Option<jiff::civil::Date> {
        self.get(keys::START).and_then(|d| d.parse().ok())
    }

    /// Target date, if set.
    pub fn target(&self) -> Option<jiff::civil::Date> {
        self.get(keys::TARGET).and_then(|d| d.parse().ok())
    }

    /// Weeks a number fact holds, or its default.
    pub fn weeks(&self, key: &str, default: u32) -> u32 {
        self.get(key).and_then(|w| limits::weeks(w).ok()).unwrap_or(default)
    }

    /// Numbered facts under a prefix, decoded; those that cannot be read are left out (`check` names them).
    pub fn numbered<T: serde::de::DeserializeOwned>(&self, prefix: &str) -> Vec<(u32, T)> {
        let mut rows: Vec<(u32, T)> = self
            .under(prefix)
            .filter_map(|(n, v)| Some((n.parse().ok()?, serde_json::from_str(v).ok()?)))
            .collect();
        rows.sort_by_key(|(n, _)| *n);
        rows
    }

    /// The next number under a prefix: behind the highest, so that none is given twice while there is room.
    pub fn next_number(&self, prefix: &str) -> u32 {
        let most = limits::highest(prefix);
        let facts = self.facts.range(prefix.to_owned()..).map_while(|(k, _)| k.strip_prefix(prefix));
        let taken: BTreeSet<u32> = facts.filter_map(|n| n.parse().ok()).filter(|n| *n <= most).collect();
        let next = taken.last().map_or(1, |n| n + 1);
        if next <= most { next } else { (1..=most).find(|n| !taken.contains(n)).unwrap_or(next) }
    }

    /// Parked items still open.
    pub fn parked(&self) -> Vec<(u32, Parked)> {
        self.numbered::<Parked>(keys::PARKED).into_iter().filter(|(_, p)| !p.closed).collect()
    }

    /// Evidence on a requirement, its checks included.
    pub fn evidence_for(&self, requirement_id: &str) -> Vec<(u32, Evidence)> {
        self.numbered::<Evidence>(keys::EVIDENCE)
            .into_iter()
            .filter(|(_, e)| {
                e.at == requirement_id
                    || e.at.strip_prefix(requirement_id).is_some_and(|rest| rest.starts_with('/'))
            })
            .collect()
    }

    /// AI systems in scope.
    pub fn systems(&self) -> Vec<(u32, System)> {
        self.numbered(keys::SYSTEM)
    }

    /// People in the room.
    pub fn people(&self) -> Vec<(u32, Person)> {
        self.numbered(keys::PERSON)
    }
}
