//! The one door for changes: questionnaire, assessment and store together. Every front end goes through
//! [`Session::apply`]; memory changes at once, the store's writer thread makes it durable.

mod answered;
mod begin;
mod merge;
mod notice;
mod read;
pub mod rescue;
#[cfg(test)]
mod tests;
mod trial;
mod whose;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::model::assessment::keys;
use crate::model::beside::DRAFT;
use crate::model::record::upgrade::{Origin, Turn, Upgrader, is_old_key};
use crate::model::record::{Rid, is_number};
use crate::model::snapshot::FOLLOW_UP;
use crate::model::{Assessment, Change, Edit, Questionnaire};
use crate::store::{self, NewEvent, Report, Store};
pub use crate::store::{Beside, BranchSeen, Event, Knows, NoBackup, ReadOnlyBecause, StoreError, may_be_one};

pub use merge::{MERGE, MERGE_WORST, Merging, NotMerged};
pub use notice::Notice;
pub use read::{Read, Reader};
pub use whose::{Carried, Taken};

/// Name of the side fact that holds where one was.
const PLACE: &str = "place";

/// An open assessment.
pub struct Session {
    /// The questionnaire it answers.
    pub q: Arc<Questionnaire>,
    /// The one for a file that keeps none.
    bank: Arc<Questionnaire>,
    a: Assessment,
    store: Store,
    events: Vec<Event>,
    /// Numbers of the events that can be taken back; their changes are read again when they are.
    undo: Vec<i64>,
    redo: Vec<i64>,
    /// Whether something was recorded before the file had its present format, which nothing takes back.
    of_before: bool,
    /// Whether that is because another file was taken over.
    merged: bool,
    /// Changes of an earlier form as they count now, by the number of their event; all others are read again
    /// from the store when somebody asks.
    upgraded: BTreeMap<i64, Vec<Change>>,
    side: BTreeMap<String, String>,
    /// Ids of the records 0.1.0 wrote.
    upgrader: Upgrader,
    /// Why nothing can be saved; none when it can.
    pub read_only: Option<ReadOnlyBecause>,
    /// What happened on opening.
    pub notices: Vec<Notice>,
    /// What the last change did beside itself, where nobody has asked for it yet.
    news: Option<Notice>,
    /// Who makes the changes, as typed.
    pub by: String,
    /// Ticket of the last change that was handed to the store.
    last: Option<u64>,
    /// How it was before something is only tried.
    trial: Option<Box<trial::Before>>,
}

/// What the disk says of the changes made so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// Every change is durable.
    Saved,
    /// Some are on their way.
    Saving,
    /// The last attempt failed; the changes are kept and tried again with the next one.
    NotSaved(StoreError),
}

impl Session {
    fn from_opened(bank: Arc<Questionnaire>, opened: store::Opened, by: &str) -> Result<Self, StoreError> {
        let q = answered::questionnaire(&bank, opened.questionnaire, opened.store.path())?;
        let mut session = Self {
            bank,
            a: Assessment::new(&q),
            store: opened.store,
            events: Vec::with_capacity(opened.events.len()),
            undo: Vec::new(),
            redo: Vec::new(),
            of_before: false,
            merged: false,
            upgraded: BTreeMap::new(),
            side: opened.state,
            upgrader: Upgrader::default(),
            read_only: opened.read_only,
            notices: opened.notices.into_iter().map(Notice::File).collect(),
            news: None,
            by: by.to_owned(),
            last: None,
            trial: None,
            q,
        };
        let mut at_once = !session.store.has_an_earlier_format();
        if at_once {
            session.a = Assessment::of(&session.q, session.store.last_values());
            // Records in the form of 0.1.0 have to be upgraded event by event, wherever they stand.
            at_once = !session.a.beyond().keys().any(|key| is_old_key(key));
        }
        if at_once {
            opened.events.into_iter().for_each(|e| session.note(e));
        } else {
            session.a = Assessment::new(&session.q);
            for e in opened.events {
                let changes = session.store.changes_of(e.seq);
                session.take_in(e, changes);
            }
        }
        if session.store.is_of_an_earlier_format() {
            session.close_the_past();
        }
        let beyond = session.a.beyond().len();
        if beyond > 0 {
            session.notices.push(Notice::BeyondLimits { values: beyond, file: session.path().to_path_buf() });
        }
        session.notices.extend(session.is_of_an_earlier_rule().then_some(Notice::EarlierRule));
        session.notices.extend(session.a.is_size_asked_again().then_some(Notice::SizeAgain));
        session.notices.extend(session.seen_in_words());
        session.judge_questionnaire()?;
        Ok(session)
    }

    /// Folds one event with its changes into facts and the undo and redo stacks.
    ///
    /// Undo never passes the event `format`: what stands before it was written in an earlier form, and taking
    /// it back would write that form into the present one. In a file that is still of an earlier format
    /// nothing is taken back, because the first change brings it over.
    fn take_in(&mut self, e: Event, changes: Vec<Change>) {
        let turn = Turn::of(e.undoes, e.redoes);
        let from = Origin { hash: &e.hash, time: &e.time, turn };
        let (changes, is_upgraded) = self.upgrader.upgrade(&self.q, &self.a, from, changes);
        if is_upgraded {
            self.upgraded.insert(e.seq, changes.clone());
        }
        for c in changes {
            self.a.set(&self.q, &c.key, c.now);
        }
        self.note(e);
    }

    /// Puts an event on the undo and redo stacks and into the history.
    fn note(&mut self, e: Event) {
        if e.what == store::FORMAT && e.undoes.is_none() && e.redoes.is_none() {
            self.close_the_past();
            self.merged = false;
        } else if e.merges.is_some() {
            // What stands before it stands in the other file, too: taking it back here would say something else there.
            self.close_the_past();
            self.merged = true;
        } else if let Some(seq) = e.undoes {
            self.redo.extend(self.undo.pop_if(|last| *last == seq));
        } else if let Some(seq) = e.redoes {
            self.undo.extend(self.redo.pop_if(|last| *last == seq));
        } else if e.what == keys::WRITTEN.trim_end_matches('.') {
            // That papers were written somewhere cannot be taken back: they lie there. What a person did before stays the
            // last thing to undo.
        } else if !self.founds(&e) {
            self.undo.push(e.seq);
            self.redo.clear();
        }
        self.events.push(e);
    }

    /// Whether an event belongs to the creation of the file: the first does, and so does every further step of
    /// a file that follows another. There is nothing before them to go back to.
    fn founds(&self, e: &Event) -> bool {
        e.seq == 1 || (e.what == FOLLOW_UP && self.events.iter().all(|e| e.what == FOLLOW_UP))
    }

    /// An id no record of any file has.
    pub fn new_id() -> Rid {
        let now = jiff::Timestamp::now().as_second();
        // Without a source of chance the clock alone has to do: two records of one nanosecond do not happen.
        let chance = getrandom::u64().unwrap_or_else(|_| jiff::Timestamp::now().subsec_nanosecond() as u64);
        Rid::new(now, chance)
    }

    /// Nothing recorded so far can be taken back or made again.
    fn close_the_past(&mut self) {
        self.undo.clear();
        self.redo.clear();
        // The first event is the creation of the file, which nobody takes back anyway.
        self.of_before = self.events.len() > 1;
    }

    /// Whether there is nothing more to take back although there are earlier changes: they were recorded in an
    /// earlier format of the file.
    pub const fn undo_ends_at_format(&self) -> bool {
        self.undo.is_empty() && self.of_before && !self.merged
    }

    /// The same where another file was taken over since.
    pub const fn undo_ends_at_merge(&self) -> bool {
        self.undo.is_empty() && self.merged
    }

    /// The facts an event changed, read again from what the store holds. What a merge decided as it stood here already is
    /// no change.
    pub fn changes_of(&self, seq: i64) -> Vec<Change> {
        let mut changes = self.upgraded.get(&seq).cloned().unwrap_or_else(|| self.store.changes_of(seq));
        changes.retain(|c| c.was != c.now);
        changes
    }

    /// The facts as they stood behind an event.
    pub fn assessment_at(&self, seq: i64) -> Assessment {
        let mut a = Assessment::new(&self.q);
        for e in self.events.iter().take_while(|e| e.seq <= seq) {
            for c in self.changes_of(e.seq) {
                a.set(&self.q, &c.key, c.now);
            }
        }
        a
    }

    /// An event as the edit it was.
    fn edit_of(&self, seq: i64) -> Edit {
        let event = seq.checked_sub(1).and_then(|n| self.events.get(usize::try_from(n).ok()?));
        let (what, at) = event.map(|e| (e.what.clone(), e.at.clone())).unwrap_or_default();
        Edit { what, at, changes: self.changes_of(seq) }
    }

    /// Says on which day figures are made; see [`Assessment::on`].
    pub fn on(&mut self, day: jiff::civil::Date) {
        self.a.on(day);
    }

    /// The answers.
    pub fn assessment(&self) -> &Assessment {
        &self.a
    }

    /// Everything that was recorded, oldest first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Whether an event of this hash stands in the file, in its own chain or in that of a file that was merged into it.
    pub fn knows(&self, hash: &str) -> bool {
        self.events.iter().any(|e| e.hash == hash)
            || self.branches().iter().flat_map(|b| &b.events).any(|e| e.hash == hash)
    }

    /// The files that were merged into this one, with their events.
    pub fn branches(&self) -> Vec<BranchSeen> {
        self.store.branches()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Applies an edit and queues it for the disk. Returns the ticket to wait for; none when nothing
    /// changes or nothing may be changed. After an error nothing was changed, here or in the file.
    pub fn apply(&mut self, edit: &Edit) -> Result<Option<u64>, StoreError> {
        self.apply_at(edit, None)
    }

    /// As [`Self::apply`]; remembers where the person goes on, in the same commit.
    pub fn apply_at(&mut self, edit: &Edit, place: Option<&str>) -> Result<Option<u64>, StoreError> {
        if edit.is_empty() {
            return Ok(None);
        }
        self.record(event(&self.by, &self.under_this_rule(edit)), place)
    }

    fn record(&mut self, new: NewEvent, place: Option<&str>) -> Result<Option<u64>, StoreError> {
        if self.read_only.is_some() {
            return Ok(None);
        }
        if self.trial.is_some() {
            self.tried(new);
            return Ok(Some(0));
        }
        let place = place.map(str::to_owned).or_else(|| self.side.get(PLACE).cloned());
        let rows: Vec<_> = place.iter().map(|place| (PLACE.to_owned(), Some(place.clone()))).collect();
        let changes = new.changes.clone();
        let (ticket, mut recorded) = self.store.append(new, &rows)?;
        self.last = Some(ticket);
        self.side.extend(place.map(|place| (PLACE.to_owned(), place)));
        let last = recorded.pop();
        for before in recorded {
            if before.what == store::FORMAT {
                self.news = Some(Notice::NowInThisFormat { file: self.path().to_path_buf() });
            }
            let changes = self.store.changes_of(before.seq);
            self.take_in(before, changes);
        }
        if let Some(last) = last {
            self.take_in(last, changes);
        }
        Ok(Some(ticket))
    }

    /// What the changes so far did beside themselves, once; to be said when they are saved.
    pub fn news(&mut self) -> Option<Notice> {
        self.news.take()
    }

    /// The change that would be taken back next, or made again; none where there is none.
    pub fn next_back(&self, again: bool) -> Option<Edit> {
        let seq = if again { self.redo.last() } else { self.undo.last() };
        seq.map(|seq| self.edit_of(*seq))
    }

    /// The number of the event that would be taken back next; none where there is none.
    pub fn next_undone(&self) -> Option<i64> {
        self.undo.last().copied()
    }

    /// Takes the last change back. Returns what it was; none when there is nothing, or nothing may be
    /// changed.
    pub fn undo(&mut self) -> Result<Option<Edit>, StoreError> {
        let Some(seq) = self.undo.last().copied() else { return Ok(None) };
        let edit = self.edit_of(seq);
        let mut new = event(&self.by, &edit.inverse());
        // A number that was given stays given: somebody may have it on paper.
        new.changes.retain(|c| c.now.is_some() || !is_number(&c.key));
        new.undoes = Some(seq);
        Ok(self.record(new, None)?.map(|_| edit))
    }

    /// Makes the last change taken back again. Returns what it is.
    pub fn redo(&mut self) -> Result<Option<Edit>, StoreError> {
        let Some(seq) = self.redo.last().copied() else { return Ok(None) };
        let edit = self.edit_of(seq);
        let mut new = event(&self.by, &edit);
        new.redoes = Some(seq);
        Ok(self.record(new, None)?.map(|_| edit))
    }

    /// Changes memory only: a what-if on a file that was opened for reading.
    pub fn imagine(&mut self, edit: &Edit) {
        for Change { key, now, .. } in &edit.changes {
            self.a.set(&self.q, key, now.clone());
        }
    }

    /// Where the person was after the last change; an id.
    pub fn place(&self) -> Option<&str> {
        self.side.get(PLACE).map(String::as_str)
    }

    /// Remembers where the person is; an id. It reaches the file with the next change or draft: looking
    /// around writes nothing.
    pub fn keep_place(&mut self, id: &str) {
        self.side.insert(PLACE.to_owned(), id.to_owned());
    }

    /// Unfinished text on an id, from this or an earlier run.
    pub fn draft(&self, key: &str) -> Option<&str> {
        self.side.get(&format!("{DRAFT}{key}")).map(String::as_str)
    }

    /// All unfinished texts, by their keys.
    pub fn drafts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.side.iter().filter_map(|(key, text)| Some((key.strip_prefix(DRAFT)?, text.as_str())))
    }

    /// Keeps unfinished text without making it an answer.
    pub fn keep_draft(&mut self, key: &str, text: Option<&str>) {
        self.keep_side(format!("{DRAFT}{key}"), text);
    }

    /// Keeps something beside the facts; nothing is written when it is known already.
    fn keep_side(&mut self, name: String, now: Option<&str>) {
        let now = now.filter(|t| !t.is_empty()).map(str::to_owned);
        if self.read_only.is_some() || self.trial.is_some() || self.side.get(&name) == now.as_ref() {
            return;
        }
        // What cannot be kept as a draft stays in the window that holds it; saving it says why.
        let mut rows = vec![(name.clone(), now.clone())];
        rows.extend(self.side.get(PLACE).map(|place| (PLACE.to_owned(), Some(place.clone()))));
        if self.store.set_state(&rows).is_err() {
            return;
        }
        match now {
            Some(text) => self.side.insert(name, text),
            None => self.side.remove(&name),
        };
    }

    /// What the disk says; never waits.
    pub fn saving(&self) -> Saving {
        let mut failed = None;
        for report in self.store.poll() {
            if let Report::Failed { error, .. } = report {
                failed = Some(error);
            }
        }
        if let Some(error) = failed.or_else(|| self.store.failure()) {
            Saving::NotSaved(error)
        } else if self.store.pending() > 0 {
            Saving::Saving
        } else {
            Saving::Saved
        }
    }

    /// Why there is no backup of the last changes; none when there is one, or nothing changed.
    pub fn backup_trouble(&self) -> Option<NoBackup> {
        self.store.backup_trouble()
    }

    /// As [`Self::close`]; why the last changes have no backup, if so. They are in the file all the same.
    pub fn close_and_tell(self) -> Result<Option<NoBackup>, StoreError> {
        self.store.close_and_tell()
    }

    /// Writes everything, what could not be saved included, to a new file.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        self.store.save_copy(to)
    }

    /// The file as it is on the disk now, to look at.
    pub fn on_disk(&self) -> Result<Self, StoreError> {
        Self::open(Arc::clone(&self.bank), self.path(), "", false, Duration::ZERO)
    }

    /// Lets go of the file without trying again to save what could not be saved.
    pub fn abandon(self) {
        self.store.abandon();
    }

    /// Tries again to save what could not be saved.
    pub fn retry(&self) {
        self.store.retry();
    }

    /// Waits for everything and lets go of the file.
    pub fn close(self) -> Result<(), StoreError> {
        self.store.close()
    }
}

fn event(by: &str, edit: &Edit) -> NewEvent {
    NewEvent {
        by: by.to_owned(),
        what: edit.what.clone(),
        at: edit.at.clone(),
        undoes: None,
        redoes: None,
        merges: None,
        changes: edit.changes.clone(),
    }
}
