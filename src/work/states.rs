//! States over time: taking back and making again, freezing a state.

use super::{Done, Refused, Work};
use crate::model::compare::{self, Comparison, State};
use crate::model::record::{Field, Kind, MADE, Rid, Type, read, record_key};
use crate::model::said::Said;
use crate::model::snapshot::Snapshot;
use crate::model::{Change, Edit, Layer, Refusal, snapshot, text};
use crate::session::Session;

impl Work {
    /// What differs between another state and the present, which is called by this name.
    pub fn compared(&self, before: &State, now: &str) -> Result<Comparison, Refusal> {
        compare::states(self.q(), before, &State::of(self.a(), now, self.today))
    }

    /// What came of everything since a state was frozen; the present is called by this name.
    pub fn since(&self, frozen: &Snapshot, now: &str) -> Result<Comparison, Refusal> {
        self.compared(&State::frozen(self.q(), frozen), now)
    }

    /// Takes the last change back, or makes it again. The next place is where it was made.
    pub fn undo(&mut self, again: bool) -> Result<Done, Refused> {
        self.may_change()?;
        if let Some(e) = self.s.next_back(again) {
            self.may_say(&e)?;
        }
        self.sign();
        let made = Some(self.made_before()).filter(|_| !again).flatten().unwrap_or_default();
        let Some(e) = (if again { self.s.redo() } else { self.s.undo() })? else {
            let at_format = !again && self.s.undo_ends_at_format();
            let at_merge = !again && self.s.undo_ends_at_merge();
            return Ok(Done { said: Said::NothingToUndo { again, at_format, at_merge }, next: None });
        };
        self.forget();
        let next = self.q().find(&e.at).map(|t| self.q().id_of(t).to_owned());
        let of_system = |c: &Change| match Layer::of(&c.key) {
            Some((Layer::System(id), _)) => self.a().system_name(&id),
            _ => None,
        };
        let system = e.changes.iter().find_map(of_system);
        let (records, fields) = (self.records_of(&e, again), self.fields_of(&e));
        Ok(Done { said: Said::Undone { what: e.what, records, fields, at: e.at, again, made, system }, next })
    }

    /// When the change was made that would be taken back next, where that was before this sitting.
    fn made_before(&self) -> Option<String> {
        let seq = self.s.next_undone()?;
        let e = self.s.events().iter().take(self.opened_with).rev().find(|e| e.seq == seq)?;
        Some(e.time.clone())
    }

    /// The fields of records that a change was about; none where it made or removed one.
    fn fields_of(&self, e: &Edit) -> Vec<&'static Field> {
        let Some(kind) = Kind::find(self.kinds, &e.what).filter(|kind| !kind.is_one_fact()) else {
            return Vec::new();
        };
        let keys = || e.changes.iter().filter_map(|c| record_key(&c.key)).filter(|k| k.kind == kind.key);
        if keys().any(|k| k.field == MADE) {
            return Vec::new();
        }
        let mut fields: Vec<&'static Field> = Vec::new();
        for field in keys().filter_map(|k| kind.field(k.field)) {
            if !fields.iter().any(|f| f.key == field.key) {
                fields.push(field);
            }
        }
        fields
    }

    /// What the records are called that a change was about: as they are called now that it was taken back, or as they
    /// were where they are gone with it.
    fn records_of(&self, e: &Edit, again: bool) -> Vec<String> {
        let Some(kind) = Kind::find(self.kinds, &e.what) else { return Vec::new() };
        let mut ids: Vec<Rid> = Vec::new();
        for key in e.changes.iter().filter_map(|c| record_key(&c.key)).filter(|k| k.kind == kind.key) {
            ids.extend(key.rid().filter(|id| !ids.contains(id)));
        }
        let called = |id: &Rid| {
            let rec = read::at(self.a(), kind, id);
            let naming = kind.naming().filter(|f| f.typ == Type::Line).map(|f| kind.key_of(id, f.key));
            let change = naming.and_then(|key| e.changes.iter().find(|c| c.key == key));
            let of_change = change.and_then(|c| if again { c.now.clone() } else { c.was.clone() });
            let before = change.and_then(|c| c.now.clone().or_else(|| c.was.clone()));
            let now = Some(rec.name().to_owned()).filter(|name| !name.is_empty());
            of_change.or(now).or(before).unwrap_or_else(|| rec.shown_no())
        };
        ids.iter().map(|id| text::shown(&called(id), 60)).collect()
    }

    /// Freezes the state as it is now under a name.
    pub fn freeze(&mut self, name: &str) -> Result<Done, Refused> {
        let e = snapshot::freeze(self.a(), &Session::new_id(), name, self.today)?;
        let name = text::clean_line(name);
        self.done(&e, |w| Said::Frozen { name, count: snapshot::all(w.a()).len() })
    }
}
