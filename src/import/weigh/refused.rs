//! Where in the file a refusal stands, and what stands in that cell. Part of the weighing; says nothing itself.

use crate::import::{Column, Fault, Proposal, Trouble, Want};
use crate::model::{Refusal, text};

pub(super) fn refused(refusal: Refusal) -> Trouble {
    Trouble::Refused(Box::new(refusal))
}

/// Fields of a piece of evidence, and of a control of one's own, each with the column of a statement it comes from.
const OF_COLUMNS: [(&str, &str); 9] = [
    ("what", "evidence"),
    ("date", "evidence date"),
    ("valid-until", "evidence valid until"),
    ("shows", "evidence shows"),
    ("place", "evidence place"),
    ("version", "evidence version"),
    ("seen-by", "evidence seen by"),
    ("seen-note", "evidence seen, in words"),
    ("owner", "owner"),
];

/// The heads of the columns of a statement that say what evidence is, each with its field.
pub(super) fn heads(columns: &[Column]) -> Vec<(&'static str, String)> {
    let of = |(field, key): &(&'static str, &str)| {
        let column = columns.iter().find(|c| c.field == Some(*key))?;
        Some((*field, column.head.clone()))
    };
    OF_COLUMNS.iter().filter_map(of).collect()
}

/// The fault of a proposal: that of a field of a record in the column it comes from, with what stands there.
pub(super) fn fault(p: &Proposal, trouble: Trouble, columns: &[Column]) -> Fault {
    let Trouble::Refused(refusal) = &trouble else { return Fault { place: p.place.clone(), trouble } };
    let Some(field) = refusal.field() else { return Fault { place: p.place.clone(), trouble } };
    let by_statement = heads(columns);
    let (heads, draft) = match &p.want {
        Want::Record { columns, draft, .. } => (columns, draft),
        Want::Piece(shown) => (&by_statement, &shown.draft),
        Want::Own(own) => (&by_statement, &own.draft),
        _ => return Fault { place: p.place.clone(), trouble },
    };
    let head = heads.iter().find(|(key, _)| *key == field).map(|(_, head)| head.clone());
    let typed = draft.get(field).cloned();
    let place = head.map_or_else(|| p.place.clone(), |head| p.place.in_column(&head));
    Fault { place, trouble: in_cell(trouble, typed.as_deref()) }
}

/// A refusal of a field with what stands in its cell.
pub(super) fn in_cell(trouble: Trouble, typed: Option<&str>) -> Trouble {
    match (trouble, typed) {
        (Trouble::Refused(refusal), Some(typed)) if matches!(*refusal, Refusal::Field { .. }) => {
            Trouble::RefusedCell { typed: text::shown(&text::clean_line(typed), 40), refusal }
        }
        (trouble, _) => trouble,
    }
}
