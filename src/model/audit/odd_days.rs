//! Days that do not fit those of an audit. Told, and nothing is refused for it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Audit, Warning};
use crate::model::questionnaire::Questionnaire;

impl Audit<'_> {
    /// Rows that were looked at on days that are none of the audit's.
    pub(super) fn off_days(&self, q: &Questionnaire) -> Vec<Warning> {
        let day = |field: &str| self.header.get(field).parse::<Date>().ok();
        let Some((from, until)) = day("from").zip(day("until")) else { return Vec::new() };
        let mut all: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.is_in_plan()) {
            let on = row.rec.get("on").parse().ok();
            if let Some(on) = on.filter(|on| *on < from || *on > until) {
                all.entry(on).or_default().push(q.id_of(row.at).to_owned());
            }
        }
        all.into_iter().map(|(on, at)| Warning::OffDays { at, on, from, until }).collect()
    }

    /// That a signature of this day is before the last day of the audit.
    pub(super) fn early(&self, on: Date) -> Option<Warning> {
        let until = self.header.get("until").parse().ok()?;
        (on < until).then_some(Warning::SignedEarly { on, until })
    }
}
