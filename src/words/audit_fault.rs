//! Why a field of an audit does not take what was typed. A leaf of `words`, for `record`.

use super::text;
use crate::model::record::Fault;
use crate::say;

/// What numbers and reasons of an audit cannot be like.
pub(super) fn of_audits(fault: &Fault) -> String {
    match fault {
        Fault::MoreThan { other, most } => {
            say!("This is more than {field}, which is {most}.", field = text(other), most)
        }
        Fault::NoReason { word } => say!(
            "{field} stands already and changes only with a reason: write here why, in the same step.",
            field = text(word)
        ),
        Fault::Itself => say!("Nothing follows from itself: name another one.").to_owned(),
        Fault::OtherAudit => {
            say!("It belongs to its audit and cannot move to another; add it there anew.").to_owned()
        }
        _ => String::new(),
    }
}
