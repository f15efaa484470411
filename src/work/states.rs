//! States over time: taking back and making again, freezing a state.

use super::{Done, Refused, Work};
use crate::model::said::Said;
use crate::model::{Change, Layer, snapshot, text};
use crate::session::Session;

impl Work {
    /// Takes the last change back, or makes it again. The next place is where it was made.
    pub fn undo(&mut self, again: bool) -> Result<Done, Refused> {
        self.may_change()?;
        let Some(e) = (if again { self.s.redo() } else { self.s.undo() })? else {
            let at_format = !again && self.s.undo_ends_at_format();
            return Ok(Done { said: Said::NothingToUndo { again, at_format }, next: None });
        };
        self.forget();
        let next = self.q().find(&e.at).map(|t| self.q().id_of(t).to_owned());
        let of_system = |c: &Change| match Layer::of(&c.key) {
            Some((Layer::System(id), _)) => self.a().system_name(&id),
            _ => None,
        };
        let system = e.changes.iter().find_map(of_system);
        Ok(Done { said: Said::Undone { what: e.what, at: e.at, again, system }, next })
    }

    /// Freezes the state as it is now under a name.
    pub fn freeze(&mut self, name: &str) -> Result<Done, Refused> {
        let e = snapshot::freeze(self.a(), &Session::new_id(), name, self.today)?;
        let name = text::clean_line(name);
        self.done(&e, |w| Said::Frozen { name, count: snapshot::all(w.a()).len() })
    }
}
