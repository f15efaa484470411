//! Audits for programs: what follows from their records, which stand beside it as they are. Keys may be added, never renamed.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::model::audit::{
    self, Against, Audit, Beside, Counts, Due, Finding, Grade, Missing, Row, RowState, Version,
};
use crate::model::record::Rec;
use crate::report::{Input, code};
use crate::words::Words;

/// Every audit of a file, as it stands on the day the papers are made.
pub(in crate::report) fn all(input: &Input) -> Value {
    audit::all(input.a).iter().map(|rec| one(input, rec)).collect()
}

fn one(input: &Input, rec: &Rec<'_>) -> Value {
    let q = input.q;
    let now = Audit::of(q, input.a, &rec.id, input.made).knowing(&input.head.known);
    let differs = |b: &&Beside| {
        b.result.is_some()
            && matches!(
                b.against,
                Against::Stricter | Against::Milder | Against::NotAnswered | Against::LeftOut
            )
    };
    let differences = audit::beside(q, input.scores, &now);
    let differences = differences.iter().filter(differs).map(|b| {
        json!({"requirement": q.requirements[b.requirement].id, "own": b.own.key(),
            "audit": b.result.map(|r| code(&r)), "against": code(&b.against)})
    });
    let warnings = now.warnings(q, input.a);
    json!({
        "id": rec.id.as_str(), "number": rec.shown_no(), "title": rec.name(),
        "signed": now.versions.iter().map(signed).collect::<Value>(),
        "new_because": now.reopened(),
        "counts": counts(&Counts::of(q, &now)),
        "rows": now.rows.iter().map(|r| row(input, r)).collect::<Value>(),
        "findings": now.findings.iter().map(finding).collect::<Value>(),
        "differences": differences.collect::<Value>(),
        "warnings": warnings.iter().map(Words::words).collect::<Vec<_>>(),
    })
}

fn signed(v: &Version<'_>) -> Value {
    json!({"version": v.no, "on": v.on.map(|day| day.to_string()), "event": v.event, "head": v.head()})
}

fn counts(c: &Counts) -> Value {
    let grades = Grade::ALL.iter().map(|g| (g.key().to_owned(), Value::from(c.of_grade(*g))));
    json!({"rows": c.rows, "complete": c.complete, "incomplete": c.incomplete, "to_do": c.planned,
        "requirements": c.of, "covered": c.covered, "not_audited": c.not_audited,
        "findings": Value::Object(grades.collect()), "withdrawn": c.withdrawn, "open": c.open,
        "overdue": c.overdue})
}

fn row(input: &Input, row: &Row<'_>) -> Value {
    let missing = match &row.state {
        RowState::Incomplete(missing) => missing.iter().copied().map(key).collect(),
        _ => Vec::new(),
    };
    json!({"id": row.rec.id.as_str(), "number": row.rec.shown_no(), "at": input.q.id_of(row.at),
        "result": row.result.map(|r| code(&r)), "state": state(&row.state), "missing": missing,
        "findings": row.findings})
}

/// How far a row is, for programs.
pub(super) const fn state(state: &RowState) -> &'static str {
    match state {
        RowState::Planned => "planned",
        RowState::Incomplete(_) => "incomplete",
        RowState::Complete => "complete",
        RowState::NotAudited => "not audited",
        RowState::NotPlanned => "not planned",
    }
}

/// What a row lacks, by the key of its field.
pub(super) const fn key(missing: Missing) -> &'static str {
    match missing {
        Missing::Result => "result",
        Missing::Field(f) => f.key,
    }
}

fn finding(f: &Finding<'_>) -> Value {
    let (mut day, mut days, mut event) = (None::<Date>, None, None);
    match &f.due {
        Due::On(on) => day = Some(*on),
        Due::Days(n) => days = Some(*n),
        Due::At(what) => event = Some(what.as_str()),
        Due::Open => {}
    }
    json!({"id": f.rec.id.as_str(), "number": f.rec.shown_no(), "grade": f.grade.map(Grade::key), "on": f.at,
        "state": code(&f.state), "overdue": f.overdue,
        "due": {"on": day.map(|d| d.to_string()), "days_after_report": days, "event": event}})
}
