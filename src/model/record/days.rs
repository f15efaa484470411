//! Days that fit each other: a document of tomorrow shows nothing today, and nobody has looked at it before it was there.

use crate::model::change::Edit;
use crate::model::index::VALID_UNTIL;

use super::fault::Fault;
use super::read;
use super::value::Context;
use super::{EVIDENCE, Kind, Rid};

/// The field of a document's own date.
const DATE: &str = "date";
/// The field of who has looked at it, a day each.
const SEEN: &str = "seen-by";

/// The field and the fault of days that an edit of a piece of evidence would leave contradicting each other. Only days
/// it writes are judged, so that an old piece with several wrong ones can be mended one by one.
pub(super) fn fault(
    c: Context<'_>,
    kind: &'static Kind,
    id: &Rid,
    e: &Edit,
) -> Option<(&'static str, Fault)> {
    if kind.key != EVIDENCE.key {
        return None;
    }
    let change = |field: &str| {
        let key = kind.key_of(id, field);
        e.changes.iter().find(|x| x.key == key)
    };
    let old = read::at(c.a, kind, id);
    let written = change(DATE).map(|x| x.now.clone().unwrap_or_default());
    let is_written = written.as_ref().is_some_and(|d| !d.is_empty());
    let dated = written.unwrap_or_else(|| old.get(DATE).to_owned());
    // Days are stored year-month-day, so that their order is that of their texts; an old one may be any text.
    if dated.parse::<jiff::civil::Date>().is_err() {
        return None;
    }
    if is_written && dated > c.today.to_string() {
        return Some((DATE, Fault::DatedAhead { day: dated, today: c.today }));
    }
    let until = change(VALID_UNTIL).map(|x| x.now.clone().unwrap_or_default());
    let field = if until.is_some() { VALID_UNTIL } else { DATE };
    let until =
        until.unwrap_or_else(|| if is_written { old.get(VALID_UNTIL).to_owned() } else { String::new() });
    if until.parse::<jiff::civil::Date>().is_ok() && until < dated {
        return Some((field, Fault::ValidBefore { until, dated }));
    }
    let prefix = format!("{}.", kind.key_of(id, SEEN));
    let changed = e.changes.iter().filter(|x| x.key.starts_with(&prefix));
    let seen_now = changed.filter_map(|x| x.now.clone()).find(|day| *day < dated);
    if let Some(seen) = seen_now {
        return Some((SEEN, Fault::SeenBefore { seen, dated }));
    }
    let kept = old.members(SEEN).into_iter().filter(|(who, _)| change(&format!("{SEEN}.{who}")).is_none());
    let seen = kept.map(|(_, day)| day.to_owned()).find(|day| is_written && *day < dated)?;
    Some((DATE, Fault::SeenBefore { seen, dated }))
}
