//! Merging two files: both are read at once, without a lock and without leaving a trace; what comes of it is planned by
//! [`crate::model::merge`] and written into a new file.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read::{Reader, facts};
use super::{Session, StoreError, answered};
use crate::model::audit::seal;
use crate::model::merge::past::{At, Chain, Past};
use crate::model::merge::{Decisions, Input, Plan, Said, Write, Writes, Written, plan};
use crate::model::record::upgrade::is_old_key;
use crate::model::record::{AUDIT_SEAL, MADE, record_key};
use crate::model::{Assessment, Change, Edit, Questionnaire, keys, text};
use crate::store::{self, Arriving, Beside, Event, Knows, Left, NewEvent, Pair, Seen};

/// What the event is called that takes another file over.
pub const MERGE: &str = "merge";

/// The same where the worst answer was taken by rule.
pub const MERGE_WORST: &str = "merge-worst";

/// The most text of one event, in bytes, well below what the file takes: a large merge is several events.
const STEP: usize = 6 << 20;

/// Why two files are not merged. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMerged {
    /// One of them cannot be read.
    Store(StoreError),
    /// No event of one is an event of the other.
    NothingInCommon,
    /// They answer different questionnaires.
    OtherQuestionnaire,
    /// One of them was handed out: what somebody answered in it is collected.
    HandedOut {
        /// Whether that is the second.
        second: bool,
    },
    /// One of them was changed by version 0.1.0 since they parted.
    EarlierRecords {
        /// Whether that is the second.
        second: bool,
    },
    /// Both signed an audit since they parted: either signature is over its own chain of events.
    BothSigned,
    /// An audit was signed in the second since they parted, so that only the second's chain can go on; the first is to take
    /// it over in place.
    GoesOnFromOther,
    /// The file that is to take the other over was changed since both were looked into.
    LookAgain,
    /// One changed what the other signed.
    Signed {
        /// Number of the audit.
        audit: String,
        /// Which version.
        version: u32,
    },
}

impl From<StoreError> for NotMerged {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}

/// Two files that were copied and went on apart.
pub struct Merging {
    /// The questionnaire both answer.
    pub q: Arc<Questionnaire>,
    pair: Pair,
    chains: Vec<Chain>,
    facts: [BTreeMap<String, String>; 2],
}

impl Merging {
    /// Reads both files, of whichever version; they stay as they are.
    pub fn read(bank: impl Into<Arc<Questionnaire>>, paths: [&Path; 2]) -> Result<Self, NotMerged> {
        let reader = Reader::new(bank);
        let (one, other) = std::thread::scope(|s| {
            let second = s.spawn(|| one_of(&reader, paths[1]));
            let first = one_of(&reader, paths[0]);
            // Without a second thread the one there is reads both.
            (first, second.join().unwrap_or_else(|_| one_of(&reader, paths[1])))
        });
        let ((one, q, first), (other, _, second)) = (one?, other?);
        let handed = [&first, &second].map(|facts| facts.contains_key(keys::HAND_OUT));
        // Two copies of one file that was handed out are copies as any others are.
        let why = |usual| match handed {
            [true, false] => NotMerged::HandedOut { second: false },
            [false, true] => NotMerged::HandedOut { second: true },
            _ => usual,
        };
        if one.questionnaire() != other.questionnaire() {
            return Err(why(NotMerged::OtherQuestionnaire));
        }
        let pair = Pair::of(one, other).map_err(|_| why(NotMerged::NothingInCommon))?;
        let chains = pair.hanging().chains();
        Ok(Self { q, chains, facts: [first, second], pair })
    }

    /// How far the files know each other: where one holds all of the other, there is nothing to decide.
    pub fn knows(&self) -> Knows {
        self.pair.knows()
    }

    /// The last event both begin with.
    pub fn common(&self) -> Option<Event> {
        self.pair.common()
    }

    /// How many events a file has behind that.
    pub fn behind(&self, n: usize) -> usize {
        self.pair.behind(n)
    }

    /// A file, links followed.
    pub fn path(&self, n: usize) -> &Path {
        self.pair.files()[n].path()
    }

    /// The facts of a file.
    pub const fn facts(&self, n: usize) -> &BTreeMap<String, String> {
        &self.facts[n]
    }

    /// What merging comes to with these decisions.
    pub fn plan(&self, decisions: &Decisions) -> Result<Plan, NotMerged> {
        if self.knows() != Knows::Neither {
            return Ok(Plan::default());
        }
        self.planned(decisions)
    }

    fn planned(&self, decisions: &Decisions) -> Result<Plan, NotMerged> {
        let hanging = self.pair.hanging();
        let (later, common) = std::thread::scope(|s| {
            let common = s.spawn(|| hanging.left(true));
            let later = hanging.left(false);
            (later, common.join().unwrap_or_else(|_| hanging.left(true)))
        });
        if let Some((at, ..)) = later.iter().find(|(_, key, value)| value.is_some() && is_old_key(key)) {
            let second = self.chains.len() > 2 && at.chain == 2;
            return Err(NotMerged::EarlierRecords { second });
        }
        let past = Past::of(&self.chains);
        let all: Vec<Written<'_>> = later.iter().map(written).collect();
        let writes = Writes::of(&past, &all, common.iter().map(written));
        let said = |at: At| {
            let (by, time) = self.pair.hanging().said(at);
            Said { by: by.to_owned(), time: time.to_owned() }
        };
        let facts = [&self.facts[0], &self.facts[1]];
        Ok(plan(&Input { q: &self.q, past: &past, writes: &writes, facts, said: &said, decisions }))
    }

    /// The facts after it; of what is not decided yet those of the first file.
    pub fn outcome(&self, plan: &Plan) -> Assessment {
        let from = usize::from(self.knows() == Knows::Second);
        let mut facts = self.facts[from].clone();
        for c in plan.changes(&facts) {
            match c.now {
                Some(now) => facts.insert(c.key, now),
                None => facts.remove(&c.key),
            };
        }
        Assessment::of(&self.q, facts.into_iter().collect())
    }

    /// Whose chain the merged file continues: the first's, or the second's where an audit was signed in that one.
    pub fn continues(&self, plan: &Plan) -> Result<usize, NotMerged> {
        match self.knows() {
            Knows::First => Ok(0),
            Knows::Second => Ok(1),
            Knows::Neither => self.goes_on_from(plan),
        }
    }

    /// The same where neither holds all of the other.
    fn goes_on_from(&self, plan: &Plan) -> Result<usize, NotMerged> {
        let [one, other] = [0, 1].map(|n| signed(&self.facts[n]));
        // Two versions of one audit that were signed apart would both be the next one.
        let audits = |mine: &Signed<'_>, theirs: &Signed<'_>| -> HashSet<Box<str>> {
            let new = mine.iter().filter(|(key, _)| !theirs.contains_key(*key));
            new.filter_map(|(key, _)| record_key(key)?.audit.map(Into::into)).collect()
        };
        if !audits(&one, &other).is_disjoint(&audits(&other, &one)) {
            return Err(NotMerged::BothSigned);
        }
        let hashes: HashSet<&str> = one.values().chain(other.values()).copied().collect();
        let holds = |n: usize| hashes.iter().all(|hash| self.pair.is_in_chain(n, hash));
        let into = [0, 1].into_iter().find(|n| holds(*n)).ok_or(NotMerged::BothSigned)?;
        for facts in self.facts.iter().filter(|_| !hashes.is_empty()) {
            let a = Assessment::of(&self.q, facts.clone().into_iter().collect());
            let mut changes = plan.changes(facts);
            // That another audit was signed is no change of what this one was signed over.
            changes.retain(|c| c.was != c.now && record_key(&c.key).is_none_or(|k| k.kind != AUDIT_SEAL.key));
            let edit = Edit { what: MERGE.to_owned(), at: String::new(), changes };
            if let Some(v) = seal::stands_against(&a, &edit) {
                return Err(NotMerged::Signed { audit: v.audit_no(&a), version: v.no });
            }
        }
        Ok(into)
    }

    /// Writes what a plan comes to into a new file. Everything has to be decided.
    pub fn write(&self, plan: &Plan, by: &str, to: &Path) -> Result<(), NotMerged> {
        let into = self.continues(plan)?;
        if self.knows() != Knows::Neither {
            return Ok(self.pair.write(into, Vec::new(), to)?);
        }
        Ok(self.pair.write(into, self.events(plan, by, into), to)?)
    }

    /// What the first file takes over from the second in place; none where it holds all of it already. Everything has to be
    /// decided.
    fn arriving(&self, plan: &Plan, by: &str) -> Result<Option<Arriving>, NotMerged> {
        let events = match self.knows() {
            Knows::First => return Ok(None),
            // The second goes on from the first as it stands.
            Knows::Second if self.pair.is_behind(0) => Vec::new(),
            // It took the first over: there is nothing to decide, and the first takes over what that came to.
            Knows::Second => {
                let plan = self.planned(&Decisions::default())?;
                self.can_go_on(&plan)?;
                self.events(&plan, by, 0)
            }
            Knows::Neither => {
                self.can_go_on(plan)?;
                self.events(plan, by, 0)
            }
        };
        Ok(Some(self.pair.arriving(0, events)))
    }

    /// Whether the first file can take the second over in place.
    pub fn can_go_in_place(&self, plan: &Plan) -> Result<(), NotMerged> {
        if self.knows() == Knows::Neither { self.can_go_on(plan) } else { Ok(()) }
    }

    /// Whether the chain of the first file can go on.
    fn can_go_on(&self, plan: &Plan) -> Result<(), NotMerged> {
        if self.goes_on_from(plan)? == 0 { Ok(()) } else { Err(NotMerged::GoesOnFromOther) }
    }

    /// The events that take the other file over, in the file that goes on.
    fn events(&self, plan: &Plan, by: &str, into: usize) -> Vec<NewEvent> {
        let by_rule = plan.conflicts.iter().filter_map(|c| c.decided.as_ref()).any(|d| d.by_rule);
        let what = if by_rule { MERGE_WORST } else { MERGE };
        let name = self.path(1 - into).file_name().map(|n| n.to_string_lossy().into_owned());
        let event = |changes: Vec<Change>| NewEvent {
            by: by.to_owned(),
            what: what.to_owned(),
            at: text::shown(&text::clean_line(&name.clone().unwrap_or_default()), 120),
            changes,
            ..NewEvent::default()
        };
        in_steps(plan.changes(&self.facts[into])).into_iter().map(event).collect()
    }
}

impl Session {
    /// Copies of this file beside it that hold what it does not, each with its path.
    pub fn copies(&self) -> Vec<(PathBuf, Beside)> {
        let at = |copy: Beside| (self.path().with_file_name(&copy.name), copy);
        self.store.copies().into_iter().map(at).collect()
    }

    /// Reads this file, as it is on the disk, and another one that may be a copy of it.
    pub fn merging_with(&self, other: &Path) -> Result<Merging, NotMerged> {
        Merging::read(Arc::clone(&self.bank), [self.path(), other])
    }

    /// Takes the second file of a merge over into this one, which is its first: one commit, before which the file as it was
    /// is kept as a backup. Everything has to be decided. Returns the ticket to wait for; none where this file holds all of
    /// the other already. After an error nothing was changed.
    pub fn merge(&mut self, m: &Merging, plan: &Plan) -> Result<Option<u64>, NotMerged> {
        if m.path(0) != self.path() || self.trial.is_some() {
            return Err(NotMerged::LookAgain);
        }
        let Some(arriving) = m.arriving(plan, &self.by)? else { return Ok(None) };
        self.settle()?;
        let Some(taken) = self.store.take_over(&arriving)? else { return Err(NotMerged::LookAgain) };
        self.last = Some(taken.ticket);
        for e in taken.events {
            let changes = self.store.changes_of(e.seq);
            self.take_in(e, changes);
        }
        self.side.extend(taken.beside);
        Ok(Some(taken.ticket))
    }
}

/// One fact an event left, as planning takes it.
pub(super) fn written<'l>((at, key, value): &'l Left<'_>) -> Written<'l> {
    (key.as_ref(), Write { at: *at, value: value.as_deref() })
}

/// A file, its questionnaire and its facts.
type One = (Seen, Arc<Questionnaire>, BTreeMap<String, String>);

fn one_of(reader: &Reader, path: &Path) -> Result<One, StoreError> {
    let seen = store::read_to_take(path)?;
    let q = reader.questionnaire(&seen)?;
    let mut all: BTreeMap<String, String> =
        if seen.has_an_earlier_format() { BTreeMap::new() } else { seen.last_values().into_iter().collect() };
    if all.is_empty() || all.keys().any(|key| is_old_key(key)) {
        all = facts(&q, &seen).facts().clone();
    }
    answered::judge(&q, all.get(keys::QUESTIONNAIRE).map(String::as_str), seen.path())?;
    Ok((seen, q, all))
}

/// Hashes by the keys they stand at.
type Signed<'f> = BTreeMap<&'f str, &'f str>;

/// The hashes signed versions of audits stand for, of those that were signed in the file itself.
fn signed(facts: &BTreeMap<String, String>) -> Signed<'_> {
    let is_here = |key: &str| {
        let Some(k) = record_key(key).filter(|k| k.kind == AUDIT_SEAL.key && k.field == "hash") else {
            return false;
        };
        let says = |field: &str| facts.contains_key(&format!("{}{field}", k.prefix()));
        says(MADE) && !says(seal::FILE)
    };
    facts.iter().filter(|(key, _)| is_here(key)).map(|(key, hash)| (key.as_str(), hash.as_str())).collect()
}

/// Changes in pieces that one event each can hold; one piece at least.
fn in_steps(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut steps: Vec<Vec<Change>> = vec![Vec::new()];
    let mut bytes = 0;
    for c in changes {
        // Written down a sign can take six bytes.
        let long =
            |t: &Option<String>| t.as_ref().map_or(4, |t| t.len() + t.matches(['"', '\\', '\n']).count());
        let size = c.key.len() + long(&c.was) + long(&c.now) + 40;
        if bytes + size > STEP && steps.last().is_some_and(|s| !s.is_empty()) {
            steps.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        if let Some(last) = steps.last_mut() {
            last.push(c);
        }
    }
    steps
}
