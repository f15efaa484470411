//! A row of an audit as a working paper: what it is held against and what the organisation says itself, then the row field by
//! field with what it lacks. One place for the window, plain mode, the command and documents.

use super::audit::sample;
use super::audit_page::{Of, finding, own, own_today, place, title, with_other};
use super::audit_sample;

use super::page::Labelled;
use super::record::{cell, label};
use super::{Word as _, Words as _, few, register, text};
use crate::model::Questionnaire;
use crate::model::assessment::keys;
use crate::model::audit::{Audit, Carried, Finding, Missing, Reach, Row, RowState, carry, sampling};
use crate::model::questionnaire::Target;
use crate::model::record::{
    AUDIT_ROW, EVIDENCE, FINDING, FINDING_CHECK, FINDING_REPLY, Kind, Rec, Rid, wants,
};
use crate::say;
use crate::work::{Refused, Work};
use jiff::civil::Date;

/// Fields of a working paper in the order they are filled in; how many were looked at stands in one line.
const FIELDS: [&str; 14] = [
    "seen",
    "evidence",
    "methods",
    "sample",
    "deviating",
    "role",
    "name",
    "place",
    "on",
    "auditor",
    "criterion",
    "note",
    "limitation",
    "auditee",
];

/// Fields that stand in the line of the sample.
const SAMPLED: [&str; 4] = ["sample", "population", "of", "chosen"];

/// The field a result is written in.
pub const RESULT: &str = "conforms";

/// The field that says why it is not audited.
pub const SKIPPED: &str = "skip";

/// The most pieces of evidence that are named.
const PIECES: usize = 4;

/// A line of a working paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The field it is written in.
    pub field: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it says; empty for nothing.
    pub words: String,
    /// What is missing there, with why it is asked for; empty where nothing is.
    pub lacks: String,
}

/// The row field by field, the result first; a row that does not exist yet is empty.
pub fn lines(of: Of<'_>, kinds: &[&'static Kind], row: Option<&Row<'_>>, today: Date) -> Vec<Line> {
    let is_out = row.is_some_and(|row| row.state == RowState::NotAudited);
    let lacks = row.map(|row| wants::lacks(of.a, &row.rec, today)).unwrap_or_default();
    let lacks_result = row.is_some_and(|row| row.result.is_none() && !is_out);
    let result = row.and_then(|row| row.result.map(|r| (r.word(), row.findings.join(", "))));
    let mut all = vec![Line {
        field: RESULT,
        label: say!("Result"),
        words: match result {
            Some((result, findings)) if findings.is_empty() => result.to_owned(),
            Some((result, findings)) => format!("{result} ({findings})"),
            None => String::new(),
        },
        lacks: if lacks_result { say!("missing: does it conform?").to_owned() } else { String::new() },
    }];
    for field in FIELDS {
        let here = |key: &str| key == field || (field == "sample" && SAMPLED.contains(&key));
        let missing = lacks.iter().find(|lack| here(lack.field.key) && !is_out);
        let words = match row {
            Some(row) if field == "sample" => sample(row),
            Some(row) if field == "deviating" => deviating(row),
            Some(row) => cell(of.a, kinds, &row.rec, field),
            None => String::new(),
        };
        // Where nothing stands, why it is asked for; in a line of several fields, which of them.
        let missing = missing.map(|lack| {
            let field = || Missing::Field(lack.field).word().to_owned();
            let what = if words.is_empty() { text(lack.why).to_owned() } else { field() };
            say!("missing: {what}", what)
        });
        let label = if field == "sample" { say!("Sample") } else { label(&AUDIT_ROW, field) };
        all.push(Line { field, label, words, lacks: missing.unwrap_or_default() });
    }
    let why = row.map(|row| row.rec.get(SKIPPED).to_owned()).unwrap_or_default();
    let skipped =
        Line { field: SKIPPED, label: label(&AUDIT_ROW, SKIPPED), words: why, lacks: String::new() };
    all.insert(if is_out { 0 } else { all.len() }, skipped);
    all
}

/// What a row is held against, what an auditor asks and looks for there, and what the organisation says itself.
pub fn beside(of: Of<'_>, at: Target, row: Option<&Row<'_>>, today: Date) -> Vec<Labelled> {
    let Of { q, a, .. } = of;
    let mut all = vec![(say!("Criterion"), place(q, at))];
    let before = row.map(|row| carry::of_row(q, a, &row.rec, today)).unwrap_or_default();
    all.push((say!("From before"), before.iter().map(carried).collect::<Vec<_>>().join("; ")));
    let mut to_ask = Vec::new();
    match at {
        Target::Heading(h) => {
            let below = q.below(h);
            // Each of the requirements below by its id, so that a heading asks what they ask.
            let each = |of: &dyn Fn(usize) -> String| -> String {
                let one = |r: &usize| format!("{} {}", q.requirements[*r].id, of(*r));
                below.iter().map(one).collect::<Vec<_>>().join(" ")
            };
            all.push((say!("Question"), each(&|r| a.question(q, r).to_owned())));
            to_ask.push((say!("To ask"), each(&|r| a.requirement(q, r).auditor.asks.join(" "))));
            to_ask.push((
                say!("To look for"),
                each(&|r| format!("{}.", a.requirement(q, r).auditor.samples.join("; "))),
            ));
            let own =
                below.iter().map(|r| format!("{} {}", q.requirements[*r].id, of.scores.status(*r).word()));
            all.push((say!("Own answer"), own.collect::<Vec<_>>().join(", ")));
        }
        Target::Requirement(r) => {
            let asked = a.requirement(q, r);
            all.push((say!("Question"), a.question(q, r).to_owned()));
            to_ask.push((say!("To ask"), asked.auditor.asks.join(" ")));
            to_ask.push((say!("To look for"), asked.auditor.samples.join("; ")));
            let checks: Vec<usize> = q.checks_of(r).filter(|c| a.counts(q, *c)).collect();
            all.push((say!("Own answer"), format!("{}; {}", own(of, at), levels(of, &checks))));
        }
        Target::Check(c) => {
            let check = a.check(q, c);
            all.push((say!("Question"), check.question.clone()));
            to_ask.push((say!("To look for"), check.evidence.clone()));
            all.push((say!("Own answer"), own(of, at)));
        }
    }
    let ids: Vec<&str> = match at {
        Target::Requirement(r) => {
            let checks = q.checks_of(r).map(|c| q.id_of(Target::Check(c)));
            std::iter::once(q.id_of(at)).chain(checks).collect()
        }
        _ => vec![q.id_of(at)],
    };
    let notes = ids.iter().filter_map(|id| a.at(keys::NOTE, id).map(|note| (*id, note)));
    let notes =
        notes.map(|(id, note)| if id == q.id_of(at) { note.to_owned() } else { format!("{id}: {note}") });
    all.push((say!("Own note"), notes.collect::<Vec<_>>().join(" ")));
    let pieces = a.pieces_naming(ids.iter().copied());
    let looked_at = row.map(|row| row.rec.members("evidence")).unwrap_or_default();
    let piece = |id: &Rid| {
        let e = a.piece(id)?;
        let no = format!("{}-{}", EVIDENCE.letter, e.no);
        // What the auditor looked at is named there in full.
        let named = looked_at.iter().any(|(seen, _)| *seen == id.as_str());
        Some(if named { no } else { format!("{no} {}", register::with_checks(&e)) })
    };
    let pieces: Vec<String> = pieces.iter().filter_map(piece).collect();
    all.push((say!("Own evidence"), few(&pieces, PIECES)));
    all.push((say!("Owner"), a.at(keys::OWNER, q.id_of(at)).unwrap_or_default().to_owned()));
    all.extend(to_ask);
    all
}

/// How many to look at there and which, by two habits of auditors; empty where nothing is known to count.
pub fn to_sample(of: Of<'_>, audit: &Audit<'_>, at: Target) -> Labelled {
    let Of { q, a, scores } = of;
    let row = audit.row_at(at);
    let again = row.map(|row| carry::of_row(q, a, &row.rec, audit.today)).unwrap_or_default();
    let findings: Vec<&Finding<'_>> = audit.findings_at(q, at).collect();
    let found = sampling::found_at(&findings, &again);
    let suggested = sampling::at((q, a, scores), at, row.map(|row| &row.rec), &found);
    (say!("How many"), audit_sample::suggested(&suggested))
}

/// A finding of an earlier audit, and what is to be asked of it.
fn carried(f: &Carried) -> String {
    let (no, what, state) = (&f.no, super::unstopped(&f.what), f.state.word());
    let grade = f.grade.map_or("", |g| g.word());
    if f.is_closed() {
        say!("{no} {grade}, closed: {what}. Is it still?", no, grade, what)
    } else {
        say!("{no} {grade}, {state}: {what}", no, grade, state, what)
    }
}

/// How many were not as they should be, and of how many.
fn deviating(row: &Row<'_>) -> String {
    match (row.rec.get("deviating"), row.rec.get("sample")) {
        ("", _) => String::new(),
        (n, "") => n.to_owned(),
        (n, of) => say!("{n} of {of} looked at", n, of),
    }
}

/// The level of every check, those of one level together: "checks 1 to 3: Proven; check 4: not answered".
fn levels(of: Of<'_>, checks: &[usize]) -> String {
    let mut by_level: Vec<(&str, Vec<String>)> = Vec::new();
    for c in checks {
        let word = of.a.level(of.q, *c).map_or(say!("not answered"), |(level, _)| level.word());
        let owner = &of.q.requirements[of.q.check_owner[*c]].id;
        let id = of.q.id_of(Target::Check(*c));
        let short = id.strip_prefix(owner.as_str()).unwrap_or(id).trim_start_matches('/').to_owned();
        match by_level.iter_mut().find(|(w, _)| *w == word) {
            Some((_, ids)) => ids.push(short),
            None => by_level.push((word, vec![short])),
        }
    }
    let one = |(level, ids): &(&str, Vec<String>)| {
        say!("{n?check|checks} {ids}: {level}", n = ids.len(), ids = runs(ids), level)
    };
    by_level.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Numbers that follow each other as one: "1 to 5, 7".
fn runs(ids: &[String]) -> String {
    let mut all: Vec<(&str, &str, Option<u32>)> = Vec::new();
    for id in ids {
        let n = id.parse::<u32>().ok();
        match all.last_mut() {
            Some((_, last, at)) if n.is_some() && *at == n.and_then(|n| n.checked_sub(1)) => {
                (*last, *at) = (id, n);
            }
            _ => all.push((id, id, n)),
        }
    }
    let one = |(from, to, _): &(&str, &str, Option<u32>)| {
        if from == to { (*from).to_owned() } else { say!("{start} to {end}", start = *from, end = *to) }
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The whole paper in lines for plain mode and the command: what it is held against, then the row.
fn told(of: Of<'_>, kinds: &[&'static Kind], at: Target, audit: &Audit<'_>) -> Vec<String> {
    let (row, today) = (audit.row_at(at), audit.today);
    let beside = beside(of, at, row, today).into_iter().filter(|(_, words)| !words.is_empty());
    let mut all: Vec<String> = beside.map(|(label, words)| format!("{label}: {words}")).collect();
    all.push(say!("Audit: {state}", state = stands(of.q, audit, at)));
    for line in lines(of, kinds, row, today) {
        let parts = [line.words, line.lacks].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
        if !parts.is_empty() {
            all.push(format!("{}: {}", line.label, parts.join("; ")));
        }
    }
    all
}

/// How far a place is: of a row of its own with what below it is otherwise, else by the rows above and below it.
pub fn stands(q: &Questionnaire, audit: &Audit<'_>, at: Target) -> String {
    match audit.row_at(at) {
        Some(row) if row.state != RowState::NotPlanned => with_other(q, audit, row, row.state.words()),
        _ => by_others(q, audit, at),
    }
}

/// How far a place is that no row of its own says anything of: what the rows around it make of it, or of all below it.
fn by_others(q: &Questionnaire, audit: &Audit<'_>, at: Target) -> String {
    let below = match at {
        Target::Heading(h) => q.below(h),
        at => q.requirement_of(at).into_iter().collect(),
    };
    let mut all: Vec<(String, Vec<&str>)> = Vec::new();
    for r in below {
        let state = reached(q, audit, r);
        let id = q.requirements[r].id.as_str();
        match all.iter_mut().find(|(known, _)| *known == state) {
            Some((_, ids)) => ids.push(id),
            None => all.push((state, vec![id])),
        }
    }
    match &all[..] {
        [] => RowState::NotPlanned.words(),
        [(state, _)] => state.clone(),
        several => {
            let one = |(state, ids): &(String, Vec<&str>)| format!("{} {state}", few(ids, PIECES));
            several.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

/// How far an audit is with a requirement, and why where it is left out.
fn reached(q: &Questionnaire, audit: &Audit<'_>, r: usize) -> String {
    match audit.reach(q, r) {
        Reach::LeftOut => {
            let why = audit.left_out_because(q, r);
            say!("not audited, because: {why}", why = super::unstopped(&why))
        }
        Reach::None => RowState::NotPlanned.words(),
        reach => reach.word().to_owned(),
    }
}

/// The working paper of one place, and the findings there.
pub fn of_work(w: &Work, at: Target) -> Result<Vec<String>, Refused> {
    let audit = w.audit().ok_or(Refused::NoAudit)?;
    let of = Of { q: w.q(), a: w.a(), scores: w.scores() };
    Ok(of_audit(of, w.kinds, at, &audit))
}

/// The same of an audit.
pub fn of_audit(of: Of<'_>, kinds: &[&'static Kind], at: Target, audit: &Audit<'_>) -> Vec<String> {
    let mut lines = told(of, kinds, at, audit);
    lines.extend((!audit.versions.is_empty()).then(|| own_today().to_owned()));
    let (label, words) = to_sample(of, audit, at);
    lines.extend((!words.is_empty()).then(|| format!("{label}: {words}")));
    let here = audit.findings_at(of.q, at);
    lines.extend(here.map(finding));
    lines
}

/// What the form of a record of an audit is called, where nothing in it takes the record away; none of other records.
pub fn form(q: &Questionnaire, rec: &Rec<'_>) -> Option<String> {
    let kind = text(rec.kind.word);
    if rec.kind.key == AUDIT_ROW.key {
        let at = q.exactly(rec.get("at"))?;
        return Some(say!(
            "{id} {what}: {kind} {no}",
            id = q.id_of(at),
            what = title(q, at),
            kind,
            no = rec.shown_no()
        ));
    }
    let is_of_audit = [FINDING.key, FINDING_REPLY.key, FINDING_CHECK.key].contains(&rec.kind.key);
    is_of_audit.then(|| format!("{} {kind}", rec.shown_no()))
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn numbers_that_follow_each_other_are_one() {
        let ids = |all: &[&str]| all.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(runs(&ids(&["1", "2", "3", "5", "7", "8"])), "1 to 3, 5, 7 to 8");
        assert_eq!(runs(&ids(&["a", "b"])), "a, b");
    }
}
