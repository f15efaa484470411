//! What a record should say, by the table of its kind, and does not: told when it is saved and beside it in its register.
//! Nothing is ever refused for it.

use jiff::civil::Date;

use super::read::Rec;
use super::{Field, Past, Want, While, derived};
use crate::model::assessment::Assessment;
use crate::model::wording;

/// Something a record lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The field.
    pub field: &'static Field,
    /// Why it is wanted, as a phrase.
    pub why: &'static str,
    /// Whether something stands there that argues nothing.
    pub weak: bool,
    /// Whether what stands there does not fit the rest.
    pub odd: bool,
    /// The day that stands there and is past, as it is stored; empty where that is not what is wrong.
    pub past: String,
}

fn is_written(rec: &Rec<'_>, field: &Field) -> bool {
    if field.typ.is_set() { rec.has_members(field.key) } else { !rec.get(field.key).is_empty() }
}

fn holds(rec: &Rec<'_>, key: &str, values: &[&str]) -> bool {
    let Some(field) = rec.kind.field(key) else { return false };
    if field.typ.is_set() {
        return rec.members(key).iter().any(|(member, _)| values.contains(member));
    }
    values.contains(&rec.get(key))
}

/// What a record lacks on a day, in the order of its table, behind it the days that are past.
pub fn lacks(a: &Assessment, rec: &Rec<'_>, today: Date) -> Vec<Lack> {
    let wanted = |want: &&Want| match want.only {
        While::Always => true,
        While::Is(other, values) => holds(rec, other, values),
        While::Written(other) => rec.kind.field(other).is_some_and(|f| is_written(rec, f)),
        While::Unless(others) => {
            !others.iter().any(|o| rec.kind.field(o).is_some_and(|f| is_written(rec, f)))
        }
        While::MayNotStay => derived::may_stay(a, rec) == Some(false),
        While::MoreLeft => derived::more_left(a, rec),
        While::Against(other, value) => {
            rec.get(want.field) == value && rec.kind.field(other).is_some_and(|f| is_written(rec, f))
        }
    };
    let mut found: Vec<Lack> = Vec::new();
    for want in rec.kind.wants.iter().filter(wanted) {
        let Some(field) = rec.kind.field(want.field) else { continue };
        let written = is_written(rec, field);
        let weak = written && want.argues && wording::argues_nothing(rec.get(field.key));
        let odd = matches!(want.only, While::MoreLeft | While::Against(..));
        if (!written || weak || odd) && found.iter().all(|lack| lack.field != field) {
            found.push(Lack { field, why: want.why, weak, odd, past: String::new() });
        }
    }
    let is_over = |past: &&Past| !past.unless.is_some_and(|(other, values)| holds(rec, other, values));
    for past in rec.kind.past.iter().filter(is_over) {
        let Some(field) = rec.kind.field(past.field) else { continue };
        let day = rec.get(field.key);
        if day.parse::<Date>().is_ok_and(|day| day < today) {
            found.push(Lack { field, why: past.why, weak: false, odd: false, past: day.to_owned() });
        }
    }
    found
}

/// Whether a record lacks anything.
pub fn lacks_any(a: &Assessment, rec: &Rec<'_>, today: Date) -> bool {
    !lacks(a, rec, today).is_empty()
}
