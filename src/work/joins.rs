//! People who join the register with the record that names them first: all of it is done, or nothing.

use super::{Done, Refused, Work};
use crate::model::record::{Draft, Kind, PERSON, Rid};

impl Work {
    /// As [`Work::put`], of a record that names people nobody is called yet: they join the register first. Where the record
    /// is refused nobody has joined.
    pub fn put_naming(
        &mut self,
        people: &[String],
        kind: &'static Kind,
        id: Option<&Rid>,
        draft: &Draft,
    ) -> Result<Done, Refused> {
        if people.is_empty() {
            return self.put(kind, id, draft);
        }
        self.may_change()?;
        self.would_put(people, kind, id, draft)?;
        self.put_after(people, kind, id, draft)
    }

    /// What this would come to, or why it would be refused; nothing is changed.
    pub fn would_put(
        &mut self,
        people: &[String],
        kind: &'static Kind,
        id: Option<&Rid>,
        draft: &Draft,
    ) -> Result<Done, Refused> {
        self.tried(|w| w.put_after(people, kind, id, draft))
    }

    /// What a verb would come to, or why it would be refused; nothing is changed.
    pub(super) fn tried(
        &mut self,
        verb: impl FnOnce(&mut Self) -> Result<Done, Refused>,
    ) -> Result<Done, Refused> {
        let audit = self.audit.clone();
        self.try_out();
        let tried = verb(self);
        self.put_back();
        self.audit = audit;
        tried
    }

    fn put_after(
        &mut self,
        people: &[String],
        kind: &'static Kind,
        id: Option<&Rid>,
        draft: &Draft,
    ) -> Result<Done, Refused> {
        for name in people {
            let person = Draft::from([("name".to_owned(), name.clone())]);
            self.put(&PERSON, None, &person)?;
        }
        self.put(kind, id, draft)
    }
}
