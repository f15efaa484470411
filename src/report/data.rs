//! The figures as JSON. The shapes are a contract with scripts: keys may be added, never renamed.

use serde_json::{Value, json};

use super::{Input, ReportError, records, soa};
use crate::inert;
use crate::model::record::KINDS;
use crate::model::register::Evidence;
use crate::model::votes;
use crate::model::{Class, DISCLAIMER, Level, RULE, contradiction, score};
use crate::words::{Words, called, register};

/// Counts, coverage, readiness, verdict and every requirement.
pub fn status(input: &Input) -> Value {
    let (all, v, ev) = (&input.scores.all, input.verdict, &input.scores.evidence);
    let c = all.counts;
    let requirements: Vec<Value> = input
        .q
        .requirements
        .iter()
        .zip(&input.scores.requirements)
        .map(|(r, x)| {
            json!({"id": r.id, "status": x.status.key(),
                "low": score::percent_value(100.0 * x.low()), "high": score::percent_value(100.0 * x.high())})
        })
        .enumerate()
        .map(|(r, row)| with_systems(input, r, row))
        .collect();
    json!({
        "rule": RULE,
        "counts": {"met": c.met, "partial": c.partial, "gap": c.gap,
            "not_applicable": c.not_applicable, "open": c.open},
        "coverage": {"answered": all.checks_answered, "applicable": all.checks_applicable},
        "readiness": {"so_far": all.so_far.map(score::percent_value), "assessed": all.assessed,
            "low": score::percent_value(all.low), "high": score::percent_value(all.high)},
        "evidence": {"claimed": ev.claimed, "named": ev.named, "seen": ev.seen},
        "verdict": {"class": v.class.key(), "would_be": v.would_be.map(Class::key),
            "because": v.because, "open": v.open, "answered": v.answered, "of": v.of,
            "contradictions": contradiction::all(input.q, input.a, input.scores).len()},
        "requirements": requirements,
    })
}

/// A row about a requirement with `by_system` beside it, where AI systems have answers of their own: each such check
/// with the general answer, how many other systems it counts for, the systems, and what counts. Levels are keys,
/// null where nothing was answered.
fn with_systems(input: &Input, requirement: usize, mut row: Value) -> Value {
    let key = |level: Option<Level>| level.map(Level::key);
    let one = |c: usize| {
        let all = input.a.beside(input.q, c)?;
        let systems = all.systems.iter().map(|s| {
            json!({"id": s.system.as_str(), "name": s.name, "level": s.level.key(), "drops_out": s.drops_out})
        });
        Some(json!({"check": input.q.check(c).id, "general": key(all.general), "others": all.others,
            "systems": systems.collect::<Vec<_>>(), "counts": key(all.counts)}))
    };
    let checks: Vec<Value> = input.q.checks_of(requirement).filter_map(one).collect();
    if let Some(row) = row.as_object_mut().filter(|_| !checks.is_empty()) {
        row.insert("by_system".to_owned(), Value::Array(checks));
    }
    row
}

/// The gap list in rank order.
pub fn gaps(input: &Input) -> Value {
    let (q, a) = (input.q, input.a);
    let rows = input.gaps.gaps.iter().map(|g| {
        let r = &q.requirements[g.requirement];
        let row = json!({"rank": g.rank, "band": g.band.key(), "class": g.class, "id": g.id(q),
            "requirement": r.id, "title": r.title, "status": g.status.key(), "reason": g.reason(q, a).words(),
            "unblocks": g.unblocks, "effort_hours": g.effort_hours, "action": g.action(q),
            "output": g.output(q), "depends_on": input.ids(&g.depends_on)});
        with_systems(input, g.requirement, row)
    });
    Value::Array(rows.collect())
}

/// The plan: actions, milestones, end.
pub fn roadmap(input: &Input) -> Value {
    let map = input.roadmap;
    let items: Vec<Value> = map
        .items
        .iter()
        .map(|i| {
            json!({"id": i.id, "requirement": input.id(i.requirement), "start": i.start.to_string(),
                "end": i.end.to_string(), "effort_hours": i.effort_hours, "owner": i.owner,
                "depends_on": i.depends_on, "wave": i.wave, "action": i.action, "output": i.output,
                "critical": i.critical(), "slack_days": i.slack_days, "phase": i.pdca.key(),
                "progress": i.progress.key(), "done_when": i.done_when.words(),
                "earliest_start": i.pinned.map(|d| d.to_string()), "due": i.due.map(|d| d.to_string()),
                "closes": i.closes.iter().map(|r| input.id(*r)).collect::<Vec<_>>()})
        })
        .collect();
    let milestones: Vec<Value> = map
        .milestones
        .iter()
        .map(|m| {
            json!({"id": m.id, "title": m.words(), "date": m.date.to_string(),
            "earliest": m.earliest.to_string()})
        })
        .collect();
    let warnings: Vec<String> = map.warnings.iter().map(Words::words).collect();
    json!({"items": items, "milestones": milestones, "finish": map.finish.map(|d| d.to_string()),
        "earliest": map.earliest.map(|d| d.to_string()), "latest": map.finish.map(|d| d.to_string()),
        "hours_low": map.hours_range.0, "hours_high": map.hours_range.1,
        "target": map.input.target.map(|d| d.to_string()), "misses_by_weeks": map.misses_by_weeks,
        "total_hours": map.total_hours, "blank_owners": map.blank_owners, "warnings": warnings})
}

/// The Statement of Applicability: one object a control.
fn applicability(input: &Input) -> Value {
    let rows = soa::rows(input).into_iter().map(|r| {
        let row = json!({"control": input.id(r.requirement), "title": input.q.requirements[r.requirement].title,
            "applicable": r.applicable.key(), "reason": r.reason,
            "status": input.scores.status(r.requirement).key(), "how": r.how,
            "owner": input.owner(r.requirement), "iso27001": r.iso27001});
        with_systems(input, r.requirement, row)
    });
    Value::Array(rows.collect())
}

/// A piece of evidence as data.
pub fn evidence(e: &Evidence) -> Value {
    let seen: Vec<Value> = e.seen_by.iter().map(|(who, day)| json!({"name": who, "date": day})).collect();
    json!({"id": e.id.as_str(), "number": e.no, "at": e.shows.first(), "shows": e.shows, "what": e.what,
        "place": e.place, "version": e.version, "date": e.date, "valid_until": e.valid_until,
        "seen_by": register::seen_by(e), "seen": seen, "seen_note": e.seen_note})
}

/// Everything in one object: figures, lists, and every stored fact.
pub fn everything(input: &Input) -> Value {
    let open = &input.gaps.open;
    let find_out: Vec<&str> = open.to_find_out.iter().map(|c| input.q.check(*c).id.as_str()).collect();
    let parked: Vec<Value> = input
        .a
        .parked()
        .into_iter()
        .map(|p| json!({"id": p.id.as_str(), "number": p.no, "at": p.at, "what": p.what, "owner": p.owner}))
        .collect();
    let heading_notes: Vec<Value> = input
        .heading_notes()
        .into_iter()
        .map(|(h, note)| json!({"id": h.id, "title": h.title, "note": note}))
        .collect();
    json!({
        "organisation": called::organisation(input.a),
        "scope": input.a.get(crate::model::assessment::keys::SCOPE),
        "made_on": input.made.to_string(),
        "head": input.head.json(),
        "rule": RULE,
        "disclaimer": DISCLAIMER,
        "questionnaire": {"id": input.q.id, "version": input.q.version, "title": input.q.title},
        "status": status(input),
        "gaps": gaps(input),
        "roadmap": roadmap(input),
        "soa": applicability(input),
        "open": {"not_assessed": input.ids(&open.not_assessed), "to_find_out": find_out,
            "without_reason": input.ids(&open.without_reason)},
        "parked": parked,
        "heading_notes": heading_notes,
        "records": records::everything(input.a, KINDS),
        "answers": votes::without_hidden(input.a.facts()),
    })
}

/// As people and programs can both read it, ending in a line end. Programs get the exact text back.
pub fn pretty(value: &Value) -> Result<String, ReportError> {
    let text = serde_json::to_string_pretty(value).map_err(|e| ReportError::Json(e.to_string()))?;
    let mut text = inert::json(&text).into_owned();
    text.push('\n');
    Ok(text)
}
