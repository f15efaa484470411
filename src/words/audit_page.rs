//! An audit line by line, for the command and plain mode: how far it is, its rows, its findings, where it differs from the
//! organisation's own answers, and warnings.

use super::audit::{by_grade, clauses, coverage, grade, header_lacks, progress, sample, state};
use super::{Word as _, Words as _, unstopped};
use crate::model::audit::{
    self, Against, Audit, Beside, Carried, Clause, Counts, Finding, Reach, Row, RowState, carry,
};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT, read};
use crate::model::{Assessment, Questionnaire, Scores, text};
use crate::say;
use crate::work::{Refused, Work};

/// Signs of a statement that stand in a line.
const SHOWN: usize = 200;

/// What an audit is read with.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The questionnaire.
    pub q: &'a Questionnaire,
    /// The facts.
    pub a: &'a Assessment,
    /// The organisation's own figures.
    pub scores: &'a Scores,
}

/// How far it is, in a few lines.
pub fn head(of: Of<'_>, audit: &Audit<'_>) -> Vec<String> {
    let counts = Counts::of(of.q, audit);
    let title = format!("{} {}", audit.header.shown_no(), audit.header.name());
    let mut lines = vec![title];
    let signed = super::audit_seal::state(audit);
    if !signed.is_empty() {
        lines.push(say!("Signed: {versions}.", versions = signed));
        lines.push(own_today().to_owned());
    }
    let lacks = header_lacks(of.a, audit);
    if !lacks.is_empty() {
        lines.push(say!("The header lacks: {fields}.", fields = lacks));
    }
    lines.push(say!("Plan: {plan}.", plan = coverage(&counts)));
    lines.push(say!("Rows: {rows}.", rows = progress(&counts)));
    let done = clauses(of.q, &Clause::all(of.q, audit));
    if !done.is_empty() {
        lines.push(say!("Complete of planned by clause: {done}.", done));
    }
    lines.push(say!("Findings: {findings}.", findings = by_grade(&counts)));
    let before = super::audit_before::sum(audit, &carry::from_before(of.q, of.a, audit));
    lines.extend(Some(before).filter(|words| !words.is_empty()));
    if counts.open > 0 {
        lines.push(match counts.overdue {
            0 => say!("Still to be done about: {n}.", n = counts.open),
            late => say!("Still to be done about: {n}, {late} overdue.", n = counts.open, late),
        });
    }
    lines
}

/// That what is read beside a signed audit is not what was read when it was signed.
pub fn own_today() -> &'static str {
    say!("Own answers here are today's; what they were when it was signed stands in its report.")
}

/// A row: "6.3 Planning of changes: own Partial; audit minor (F-1-1); 4 of 11, by date; incomplete, missing: whom asked (role)"; one of
/// a heading with what below it is otherwise.
pub fn row(of: Of<'_>, audit: &Audit<'_>, row: &Row<'_>) -> String {
    let mut parts = vec![say!("own {answer}", answer = own(of, row.at))];
    if row.state == RowState::NotAudited {
        parts.push(say!("not audited: {why}", why = row.rec.get("skip")));
    } else {
        parts.push(match row.result {
            Some(result) => say!("audit {result}", result = result.word()),
            None => say!("audit no result yet").to_owned(),
        });
        if !row.findings.is_empty() {
            parts.push(row.findings.join(", "));
        }
        parts.extend(Some(sample(row)).filter(|s| !s.is_empty()));
        parts.push(row.state.words());
    }
    let parts = parts.join("; ");
    let place = format!("{} {}", of.q.id_of(row.at), title(of.q, row.at));
    say!("{place}: {outcome}", place = with_other(of.q, audit, row, place), outcome = parts)
}

/// What stands at a place, in a few words.
pub fn title(q: &Questionnaire, at: Target) -> String {
    match at {
        Target::Heading(h) => q.headings[h].title.clone(),
        Target::Requirement(r) => q.short_title(r),
        Target::Check(c) => q.short_title(q.check_owner[c]),
    }
}

/// A place as papers name it: `7.2 Support: Competence`.
pub fn place(q: &Questionnaire, at: Target) -> String {
    let title = match at {
        Target::Heading(_) => title(q, at),
        Target::Requirement(r) => q.full_title(r),
        Target::Check(c) => q.full_title(q.check_owner[c]),
    };
    format!("{} {title}", q.id_of(at))
}

/// The place of a row as papers name it; of a heading with what below it is otherwise: `A.5 Impacts (without A.5.2, audited)`.
pub fn place_of(q: &Questionnaire, audit: &Audit<'_>, row: &Row<'_>) -> String {
    with_other(q, audit, row, place(q, row.at))
}

/// A place, or what is said of it, and behind it in brackets what below it is otherwise than its row says.
pub(super) fn with_other(q: &Questionnaire, audit: &Audit<'_>, row: &Row<'_>, what: String) -> String {
    let other = but_for(q, audit, row);
    if other.is_empty() { what } else { say!("{what} (without {other})", what, other) }
}

/// What below the heading of a row is otherwise than it says: "A.5.2, audited"; empty where nothing is.
pub fn but_for(q: &Questionnaire, audit: &Audit<'_>, row: &Row<'_>) -> String {
    let other = audit.but_for(q, row);
    let of = |which: Reach| -> Vec<&str> {
        let these = other.iter().filter(|r| audit.reach(q, **r) == which);
        these.map(|r| q.requirements[*r].id.as_str()).collect()
    };
    let parts: Vec<String> = [Reach::Audited, Reach::Planned, Reach::LeftOut]
        .into_iter()
        .map(|which| (which, of(which)))
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(which, ids)| format!("{}, {}", ids.join(", "), which.word()))
        .collect();
    parts.join("; ")
}

/// The organisation's own answer at a place; of a heading the statuses below it.
pub fn own(of: Of<'_>, at: Target) -> String {
    match at {
        Target::Heading(h) => {
            let mut words: Vec<&str> = Vec::new();
            for r in of.q.below(h) {
                let word = of.scores.status(r).word();
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            words.join(", ")
        }
        Target::Requirement(r) => of.scores.status(r).word().to_owned(),
        Target::Check(c) => match of.a.level(of.q, c) {
            Some((level, _)) => level.word().to_owned(),
            None => say!("not answered").to_owned(),
        },
    }
}

/// A finding: "F-1-2 minor on 7.2, 7.3: 2 contractors late; owner Ana; due 2027-01-31; answered".
pub fn finding(f: &Finding<'_>) -> String {
    let (grade, owner) = (grade(f), f.owner());
    let (no, at) = (f.rec.shown_no(), f.at.join(", "));
    let mut parts = vec![text::shown(unstopped(f.rec.get("what")), SHOWN)];
    if !owner.is_empty() {
        parts.push(say!("owner {owner}", owner));
    }
    parts.extend(Some(f.due.words()).filter(|d| !d.is_empty()).map(|day| say!("due {day}", day)));
    parts.push(state(f));
    if f.rec.is("withdrawn") {
        parts.push(f.rec.get("withdrawn").to_owned());
    }
    let parts = parts.join("; ");
    say!("{no} {grade} on {at}: {parts}", no, grade, at, parts)
}

/// Where the audit and the organisation differ, both ways.
pub fn differences(of: Of<'_>, audit: &Audit<'_>) -> Vec<String> {
    let all = audit::beside(of.q, of.scores, audit);
    let differ = |b: &&Beside| {
        matches!(b.against, Against::Stricter | Against::Milder)
            || (matches!(b.against, Against::NotAnswered | Against::LeftOut) && b.result.is_some())
    };
    let one = |b: &Beside| {
        let id = &of.q.requirements[b.requirement].id;
        let result = b.result.map_or(say!("no result"), |r| r.word());
        say!(
            "{id}: own {own}, audit {result} ({against})",
            id,
            own = b.own.word(),
            result,
            against = b.against.word()
        )
    };
    all.iter().filter(differ).map(one).collect()
}

/// All of the audit one works in.
pub fn of_work(w: &Work) -> Result<Vec<String>, Refused> {
    let audit = w.audit().ok_or(Refused::NoAudit)?;
    let of = Of { q: w.q(), a: w.a(), scores: w.scores() };
    Ok(of_audit(of, &audit))
}

/// Findings of earlier audits that are to be looked at again, each with the rows it is looked at in: "From A-1: F-1-1 minor, open:
/// look at it in row 7.2".
pub fn to_look_at_again(of: Of<'_>, audit: &Audit<'_>) -> Vec<String> {
    let mut all: Vec<(Carried, Vec<&str>)> = Vec::new();
    for row in &audit.rows {
        let at = of.q.id_of(row.at);
        for f in carry::of_row(of.q, of.a, &row.rec, audit.today) {
            match all.iter_mut().find(|(known, _)| known.no == f.no) {
                Some((_, rows)) => rows.push(at),
                None => all.push((f, vec![at])),
            }
        }
    }
    let one = |(f, rows): &(Carried, Vec<&str>)| {
        let from = f.finding.audit().map(|id| read::at(of.a, &AUDIT, &id).shown_no()).unwrap_or_default();
        let (grade, state) = (f.grade.map_or("", |g| g.word()), f.state.word());
        let rows = rows.join(", ");
        let (no, what) = (&f.no, text::shown(&f.what, 80));
        if f.is_closed() {
            say!(
                "From {from}: {no} {grade}, closed: is it still? Row {rows}. {what}",
                from,
                no,
                grade,
                rows,
                what
            )
        } else {
            say!(
                "From {from}: {no} {grade}, {state}: look at it in row {rows}. {what}",
                from,
                no,
                grade,
                state,
                rows,
                what
            )
        }
    };
    all.iter().map(one).collect()
}

/// All of it.
pub fn of_audit(of: Of<'_>, audit: &Audit<'_>) -> Vec<String> {
    let mut lines = head(of, audit);
    let mut part = |title: &str, all: Vec<String>| {
        if !all.is_empty() {
            lines.push(String::new());
            lines.push(title.to_owned());
            lines.extend(all);
        }
    };
    part(say!("To look at again"), to_look_at_again(of, audit));
    part(say!("Rows"), audit.rows.iter().map(|r| row(of, audit, r)).collect());
    part(say!("Findings"), audit.findings.iter().map(finding).collect());
    part(say!("Differences to the organisation's own answers"), differences(of, audit));
    part(say!("Warnings"), audit.warnings(of.q, of.a).iter().map(super::Words::words).collect());
    lines
}
