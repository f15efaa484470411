//! Another copy of the open file taken over into it, in place. It is looked at first, which changes nothing; then it is one
//! change, before which the file as it was is kept as a backup.

use std::path::Path;

use super::{Done, Refused, Work};
use crate::model::merge::Plan;
use crate::model::said::Said;
use crate::session::{Knows, Merging, NotMerged};

impl Work {
    /// Reads the file as it is on the disk now and the other one; both stay as they are.
    pub fn look_at_copy(&self, other: &Path) -> Result<Merging, Refused> {
        self.settle()?;
        let paths = [self.path(), other];
        self.s.merging_with(other).map_err(|why| Refused::not_merged(why, paths))
    }

    /// Takes the other file over, as a plan says; everything has to be decided.
    pub fn merge(&mut self, m: &Merging, plan: &Plan) -> Result<Done, Refused> {
        self.may_change()?;
        self.sign();
        let file = m.path(1).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let before = self.a().facts().clone();
        let merged = self.s.merge(m, plan);
        let merged = merged.map_err(|why: NotMerged| Refused::not_merged(why, [m.path(0), m.path(1)]))?;
        if merged.is_some() {
            self.forget();
        }
        let now = self.a().facts();
        let new = now.iter().filter(|(key, value)| before.get(*key) != Some(value)).count();
        let gone = before.keys().filter(|key| !now.contains_key(*key)).count();
        let news = (m.knows() != Knows::First).then_some(new + gone);
        Ok(Done { said: Said::Merged { file, news }, next: None })
    }
}
