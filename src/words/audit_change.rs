//! What becomes of a finding: what it was before it was changed, and what is told when something is written into it. A leaf of
//! `words`, for `audit`, `audit_finding` and lists.

use super::{Word as _, Words, day, few, joined};
use crate::model::audit::{Audit, Due, Earlier, Finding, Freed, Grade};
use crate::say;

/// What it was before, and why it was changed, one after the other: "major until 13 Nov 2026, changed because: it came back".
pub fn earlier(audit: &Audit<'_>, f: &Finding<'_>) -> Vec<String> {
    let one = |e: &Earlier| {
        let (grade, _) = &e.grade;
        let grade = Grade::parse(grade).map_or_else(|| grade.clone(), |g| g.word().to_owned());
        let off = (!e.off.is_empty()).then(|| say!("on {at} too", at = few(&e.off, 4)));
        let gone = Some(&e.withdrawn).filter(|why| !why.is_empty());
        let gone = gone.map(|why| say!("withdrawn ({why})", why));
        let was = [Some(grade).filter(|g| !g.is_empty()), off, gone];
        let was = was.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let was = match e.on {
            Some(on) => say!("{was} until {day}", was, day = day::whole(on)),
            None => was,
        };
        match e.why.as_str() {
            "" => was,
            why => say!("{was}, changed because: {why}", was, why),
        }
    };
    audit.earlier(f).iter().map(one).collect()
}

/// Findings that let go of a row: withdrawn, or where they stand still.
pub fn freed(all: &[Freed]) -> String {
    let one = |f: &Freed| match f.still.as_slice() {
        [] => say!("{no} is withdrawn.", no = f.no.as_str()),
        still => say!("{no} stands still on {at}.", no = f.no.as_str(), at = few(still, 4)),
    };
    joined(all.iter().map(one))
}

/// What was written into a finding, as it reads now: grade, what it is on, when it is due.
pub fn written(due: Option<&Due>, at: &[String], grade: Option<(Grade, Grade)>) -> String {
    let grade =
        grade.map(|(was, now)| say!("It was {was} and is {now} now.", was = was.word(), now = now.word()));
    let at = (!at.is_empty()).then(|| say!("It is on {at} now.", at = few(at, 4)));
    let due = due.map(Words::words).filter(|due| !due.is_empty()).map(|due| say!("Due: {due}.", due));
    joined([grade, at, due].into_iter().flatten())
}
