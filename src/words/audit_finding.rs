//! What is said of a finding beside its own words: what it is held against where it does not say so itself, that it stands no
//! more or got another grade, and which finding it follows from. One place for papers, tables and lines.

use super::audit::grade;
use super::audit_change::earlier;
use super::audit_page::place;
use super::{day, stopped, unstopped};
use crate::model::audit::{Audit, Finding};
use crate::model::questionnaire::Target;
use crate::model::record::{FINDING, Rid, read};
use crate::model::{Assessment, Questionnaire};
use crate::say;

/// What a finding is held against: what it says itself, else what its rows say, else the requirements it is on.
pub fn criterion(q: &Questionnaire, audit: &Audit<'_>, f: &Finding<'_>) -> String {
    let own = f.rec.get("criterion");
    if !own.is_empty() {
        return own.to_owned();
    }
    let rows = audit.rows.iter().filter(|row| f.is_at(q, row.at)).map(|row| row.rec.get("criterion"));
    let mut all: Vec<String> = Vec::new();
    let of_rows = rows.filter(|c| !c.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let places = || f.at.iter().filter_map(|id| q.exactly(id)).map(|at| requirement(q, at)).collect();
    for criterion in if of_rows.is_empty() { places() } else { of_rows } {
        if !all.contains(&criterion) {
            all.push(criterion);
        }
    }
    all.join("; ")
}

/// A requirement by the standard it stands in: "ISO/IEC 42001:2023 8.2, AI risk assessment".
fn requirement(q: &Questionnaire, at: Target) -> String {
    let (id, whole) = (q.id_of(at), place(q, at));
    let title = whole.strip_prefix(id).unwrap_or(&whole).trim();
    say!("{standard} {id}, {title}", standard = q.title.as_str(), id, title)
}

/// That it was withdrawn, when and why; empty while it stands.
pub fn withdrawn(audit: &Audit<'_>, f: &Finding<'_>) -> String {
    if f.is_live() {
        return String::new();
    }
    let why = unstopped(f.rec.get("withdrawn"));
    match audit.withdrawn_on(f) {
        Some(on) => say!("withdrawn on {day}: {why}", day = day::whole(on), why),
        None => say!("withdrawn: {why}", why),
    }
}

/// Number and grade, and that it stands no more or has another grade: "F-1-6 major (withdrawn on 13 November 2026: ...)".
pub fn head(audit: &Audit<'_>, f: &Finding<'_>) -> String {
    let (no, grade, why) = (f.rec.shown_no(), grade(f), f.rec.get("because"));
    let gone = withdrawn(audit, f);
    if !gone.is_empty() {
        say!("{no} {grade} ({gone})", no, grade, gone)
    } else if let before = earlier(audit, f)
        && !before.is_empty()
    {
        say!("{no} {grade} ({gone})", no, grade, gone = before.join("; "))
    } else if why.is_empty() {
        format!("{no} {grade}")
    } else {
        say!("{no} {grade} (changed because: {why})", no, grade, why)
    }
}

/// The findings that stand no more, so that no number is missing without a word; empty where there are none.
pub fn all_withdrawn(audit: &Audit<'_>) -> String {
    let gone = audit.findings.iter().filter(|f| !f.is_live());
    let all: Vec<String> = gone.map(|f| format!("{} {}", f.rec.shown_no(), withdrawn(audit, f))).collect();
    if all.is_empty() {
        return String::new();
    }
    stopped(&say!("No longer standing, and counted nowhere: {all}", all = all.join("; ")))
}

/// The number of the finding this one follows from, and what that says; empty where it follows from none.
pub fn parent(a: &Assessment, f: &Finding<'_>) -> Option<(String, String)> {
    let id = Rid::parse(f.rec.get("parent"))?;
    let parent = read::at(a, &FINDING, &id);
    parent.exists().then(|| (parent.shown_no(), parent.name().to_owned()))
}

/// All that is said of it in a line, for tables: number, grade, statement, what it is held against, what was seen.
pub fn whole(q: &Questionnaire, audit: &Audit<'_>, f: &Finding<'_>) -> String {
    let (head, what, against) = (head(audit, f), unstopped(f.rec.get("what")), criterion(q, audit, f));
    match f.rec.get("evidence") {
        "" => say!("{head}: {what}; held against: {against}; evidence: not stated", head, what, against),
        evidence => {
            say!(
                "{head}: {what}; held against: {against}; evidence: {evidence}",
                head,
                what,
                against,
                evidence
            )
        }
    }
}
