//! Numbers of records in our own data: each is given once, here. Part of the weighing.

use super::Weighing;
use crate::import::{Left, Why};
use crate::model::record::{Kind, read, record_key};

impl Weighing<'_, '_> {
    /// The number a new record takes: its own, or the next one where that is given here.
    pub(super) fn free_number(&self, key: &str, value: String) -> String {
        let Some((k, n)) = record_key(key).zip(value.parse::<u32>().ok()) else { return value };
        let index = self.trial.index();
        let audit = k.rid().and_then(|id| id.audit());
        let is_taken = index.with_number(k.kind, n).any(|id| id.audit() == audit);
        if is_taken {
            let next = audit.map(|audit| index.next_number_in(k.kind, &audit));
            next.unwrap_or_else(|| index.next_number(k.kind)).to_string()
        } else {
            value
        }
    }

    /// Tells, once all names are known, which records of the file have another number here.
    pub(super) fn other_numbers(&mut self) {
        for (place, key, there) in std::mem::take(&mut self.renumbered) {
            let Some(k) = record_key(&key) else { continue };
            let Some((kind, id)) = Kind::find(self.c.kinds, k.kind).zip(k.rid()) else { continue };
            let rec = read::at(&self.trial, kind, &id);
            let now = rec.shown_no();
            let letter = now.strip_suffix(&rec.no().to_string()).unwrap_or(&now).to_owned();
            let why = Why::Renumbered { now, name: rec.name().to_owned() };
            self.report.renumbered.push(Left { place, id: format!("{letter}{there}"), why });
        }
    }
}
