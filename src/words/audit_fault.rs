//! Why a field or a line of an audit does not take what was typed. A leaf of `words`, for `record` and `audit`.

use super::text;
use crate::model::record::Fault;
use crate::model::text::shown;
use crate::say;
use crate::work::Refused;

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
        Fault::NamesNothing { typed, hint } => {
            say!("\"{typed}\" gives no reason: write {hint}.", typed, hint = text(hint))
        }
        Fault::IsADay { due } => say!(
            "This is a day or a length of time, and stands in {field}; here stands what has to happen first.",
            field = text(due)
        ),
        Fault::StandsNoMore => {
            say!("It was withdrawn, so that its grade stays as it was. Take the withdrawal back first.")
                .to_owned()
        }
        Fault::Itself => say!("Nothing follows from itself: name another one.").to_owned(),
        Fault::OtherAudit => {
            say!("It belongs to its audit and cannot move to another; add it there anew.").to_owned()
        }
        _ => String::new(),
    }
}

/// What cannot stand behind a word of a line, and what can.
pub(super) fn of_lines(refused: &Refused) -> String {
    match refused {
        Refused::NotBehind { word: "plan", typed } => say!(
            "\"{typed}\" cannot stand behind plan. plan alone takes it into the plan, unplan takes it out, skip and a reason leaves it out.",
            typed = shown(typed, 40)
        ),
        Refused::NotBehind { word: "unplan", typed } => {
            say!("\"{typed}\" cannot stand behind unplan: it stands alone.", typed = shown(typed, 40))
        }
        Refused::NotBehind { typed, .. } => say!(
            "\"{typed}\" cannot stand behind conforms. Write conforms alone; conforms because and why; conforms - because and why, which takes it back. What does not conform is a finding: major or minor, and what is so.",
            typed = shown(typed, 40)
        ),
        Refused::FromWhen { typed } => say!(
            "\"{typed}\" does not say from when. From today: in {typed}. After the report it is so many days: 90 days.",
            typed = shown(typed, 40)
        ),
        _ => String::new(),
    }
}
