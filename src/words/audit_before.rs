//! What earlier audits leave to this one, in words: findings that are open, and closed ones somebody has to confirm. One place for
//! papers, the window and lines.

use super::audit::grades_there;
use super::{Word as _, Words as _, joined};
use crate::model::Questionnaire;
use crate::model::audit::{Audit, Counts, FromBefore, Grade, RowState};
use crate::say;

/// "Open from earlier audits: 1 major, 1 minor; 1 closed to confirm."; empty where there is nothing.
pub fn sum(audit: &Audit<'_>, all: &[FromBefore]) -> String {
    let open = |f: &&FromBefore| f.finding.state.is_open();
    let of = |grade: Grade| all.iter().filter(open).filter(|f| f.finding.grade == Some(grade)).count();
    let counts = Counts { findings: Grade::ALL.map(of), ..Counts::default() };
    let confirm = all.iter().filter(|f| f.is_to_confirm(audit)).count();
    let noted = all.iter().filter(|f| f.finding.is_noted()).count();
    let said = match (counts.findings.iter().sum::<usize>(), confirm) {
        (0, 0) => String::new(),
        (0, n) => say!("From earlier audits: none open, {n} closed to confirm.", n),
        (_, 0) => say!("Open from earlier audits: {grades}.", grades = grades_there(&counts)),
        (_, n) => say!(
            "Open from earlier audits: {grades}; {n} closed to confirm.",
            grades = grades_there(&counts),
            n
        ),
    };
    let noted = match noted {
        0 => String::new(),
        n => say!(
            "From earlier audits {n|opportunity or observation|opportunities and observations} to look at again.",
            n
        ),
    };
    joined([said, noted])
}

/// How far it is: "open again", "closed, to confirm".
pub fn state(audit: &Audit<'_>, f: &FromBefore) -> String {
    if f.is_to_confirm(audit) {
        say!("closed, to confirm").to_owned()
    } else {
        f.finding.state.word().to_owned()
    }
}

/// The rows that look at it, and what they say: "7.2: conforms"; what nobody planned is said.
pub fn looked(q: &Questionnaire, audit: &Audit<'_>, f: &FromBefore) -> String {
    let one = |n: &usize| {
        let row = audit.rows.get(*n)?;
        let id = q.id_of(row.at);
        let said = match row.result {
            Some(result) if row.state == RowState::Complete => result.word().to_owned(),
            _ => row.state.words(),
        };
        Some(format!("{id}: {said}"))
    };
    let all: Vec<String> = f.rows.iter().filter_map(one).collect();
    if all.is_empty() { say!("in no row").to_owned() } else { all.join("; ") }
}
