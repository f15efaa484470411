//! Which rows of the Statement of Applicability say something else than when its document was approved: the history read backwards, as
//! far as the approval goes. Pure; it is said beside version and approval.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::assessment::{Assessment, keys};
use super::change::Change;
use super::level::Level;
use super::questionnaire::Questionnaire;
use super::record::{CONTROL, Layer, Rec, Rid, read, record_key};
use super::statement;

/// Fields of a document whose change is another approval.
const APPROVAL: [&str; 4] = ["version", "state", "approved-by", "approved-on"];

/// Facts of a control that are a row of the statement; of an answer that it leaves it out.
const OF_ROW: [&str; 6] = [keys::IN, keys::WHY_IN, keys::REASON, keys::DRIVER, keys::HOW, keys::FOR];

/// Fields of a control of one's own that are.
const OF_OWN: [&str; 5] = ["name", "why", "drivers", "how", "systems"];

/// The document that is the statement, where it is approved.
pub fn approved<'a>(q: &Questionnaire, a: &'a Assessment) -> Option<Rec<'a>> {
    statement::document(q, a).filter(|d| d.get("state") == "approved" && !d.get("approved-on").is_empty())
}

/// The ids of the rows that changed since the approval: against what stood when it was recorded, and against what stood in the file
/// on the day it is of. Whoever copies an approved statement in and then its day has changed nothing. `events` are day and changes
/// of each, the newest first.
pub fn since_approved(
    q: &Questionnaire,
    a: &Assessment,
    events: impl Iterator<Item = (Option<Date>, Vec<Change>)>,
) -> Vec<String> {
    let Some(doc) = approved(q, a) else { return Vec::new() };
    let Ok(day) = doc.get("approved-on").parse::<Date>() else { return Vec::new() };
    let of_approval: BTreeSet<String> = APPROVAL.iter().map(|f| doc.kind.key_of(&doc.id, f)).collect();
    let (mut recorded, mut then, mut on_day) = (false, BTreeMap::new(), BTreeMap::new());
    for (at, changes) in events {
        recorded |= changes.iter().any(|c| of_approval.contains(&c.key) && c.was != c.now);
        let later = at.is_none_or(|at| at > day);
        if recorded && !later {
            break;
        }
        for c in changes.into_iter().filter(|c| c.was != c.now) {
            if later {
                on_day.insert(c.key.clone(), c.was.clone());
            }
            if !recorded {
                then.insert(c.key, c.was);
            }
        }
    }
    let now = |key: &str| a.get(key);
    let differs = |key: &String, was: &Option<String>| now(key) != was.as_deref();
    let since = then.iter().filter(|(key, was)| differs(key, was));
    // What was not there on the day was copied in with the approval.
    let stood = on_day.iter().filter(|(key, was)| was.is_some() && differs(key, was));
    let places: BTreeSet<Place> =
        since.chain(stood).filter_map(|(key, was)| place(q, a, key, [was.as_deref(), now(key)])).collect();
    places.into_iter().map(|place| place.id).collect()
}

/// A row, in the order of the statement.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    order: (bool, usize),
    id: String,
}

/// The row a fact belongs to; none of any other fact, and of an answer that leaves nothing out.
fn place(q: &Questionnaire, a: &Assessment, key: &str, values: [Option<&str>; 2]) -> Option<Place> {
    let (Layer::Own | Layer::System(_), inner) = Layer::of(key)? else { return None };
    if let Some(k) = record_key(key).filter(|k| k.kind == CONTROL.key) {
        let rec = read::at(a, &CONTROL, &Rid::parse(k.id)?);
        let is_row = OF_OWN.contains(&k.field) && rec.no() > 0;
        return is_row.then(|| Place { order: (true, rec.no() as usize), id: rec.shown_no() });
    }
    let of_row = OF_ROW.iter().find_map(|prefix| inner.strip_prefix(prefix));
    let out = |value: Option<&str>| value == Some(Level::NotApplicable.key());
    let at = match of_row {
        Some(rest) => rest,
        None if values.into_iter().any(out) => inner,
        None => return None,
    };
    // Behind the id of a control stands what it is needed for, or the system it is for.
    let found = q.exactly(at).or_else(|| q.exactly(at.rsplit_once('.')?.0))?;
    let r = q.requirement_of(found).filter(|r| q.requirements[*r].kind == super::RequirementKind::Control)?;
    Some(Place { order: (false, r), id: q.requirements[r].id.clone() })
}
