//! The figures as JSON. The shapes are a contract with scripts: keys may be added, never renamed.

use serde_json::{Value, json};

use super::{Input, ReportError, audit, records, soa};
use crate::doc::table::hundredths;
use crate::inert;
use crate::model::record::KINDS;
use crate::model::register::Evidence;
use crate::model::roadmap::WaveState;
use crate::model::statement::Named;
use crate::model::votes;
use crate::model::xray::Finding;
use crate::model::{Class, DISCLAIMER, Level, OrgSize, RULE, contradiction, score};
use crate::words::{Words, called, in_the_past, language, register, xray};

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
    let not_asked = input.a.not_asked(input.q).into_iter().map(|c| input.q.check(c));
    let not_asked: Vec<Value> =
        not_asked.map(|c| json!({"id": c.id, "mandatory": c.mandatory, "reason": c.not_alone})).collect();
    json!({
        "rule": RULE,
        "size": input.a.own_size().map(OrgSize::key), "size_asked_again": input.a.is_size_asked_again(),
        "only_uses_ai": input.a.only_uses(), "not_asked": not_asked,
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
            "unblocks": g.unblocks, "effort_hours": hundredths(g.effort_hours),
            "action_name": g.action_name(q, a), "action": g.action(q, a),
            "output": g.output(q), "depends_on": input.ids(&g.depends_on),
            "first_hours": hundredths(g.first_hours), "same_work": g.reason(q, a).served_by,
            "notes": notes(input, &[g.requirement]), "evidence": input.named_evidence(&[g.requirement])});
        with_systems(input, g.requirement, row)
    });
    Value::Array(rows.collect())
}

/// The notes on these requirements and their checks.
fn notes(input: &Input, requirements: &[usize]) -> Vec<Value> {
    let all = requirements.iter().flat_map(|r| input.notes(*r));
    all.map(|(at, text)| json!({"at": at, "text": text})).collect()
}

/// The plan: actions, milestones, end.
pub fn roadmap(input: &Input) -> Value {
    let map = input.roadmap;
    let items: Vec<Value> = map
        .items
        .iter()
        .map(|i| {
            json!({"id": i.id, "requirement": input.id(i.requirement), "start": i.start.to_string(),
                "end": i.end.to_string(), "effort_hours": hundredths(i.effort_hours), "owner": language::in_english(|| input.owner_of(i)),
                "depends_on": i.depends_on, "wave": i.wave, "action_name": i.name, "action": i.action, "output": i.output,
                "critical": i.critical(), "slack_days": i.slack_days, "phase": i.pdca.key(),
                "progress": i.progress.key(), "done_when": i.done_when.words(),
                "earliest_start": i.pinned.map(|d| d.to_string()), "due": i.due.map(|d| d.to_string()),
                "closes": i.closes.iter().map(|r| input.id(*r)).collect::<Vec<_>>(),
                "first_hours": hundredths(i.first_hours), "notes": notes(input, &i.closes),
                "evidence": input.named_evidence(&i.closes)})
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
    let past = in_the_past(map, input.made);
    let warnings: Vec<String> = past.into_iter().chain(map.warnings.iter().map(Words::words)).collect();
    json!({"items": items, "milestones": milestones, "finish": map.finish.map(|d| d.to_string()),
        "earliest": map.earliest.map(|d| d.to_string()), "latest": map.finish.map(|d| d.to_string()),
        "hours_low": hundredths(map.hours_range.0), "hours_high": hundredths(map.hours_range.1),
        "target": map.input.target.map(|d| d.to_string()), "misses_by_weeks": map.misses_by_weeks,
        "total_hours": hundredths(map.total_hours), "blank_owners": map.blank_owners, "warnings": warnings,
        "critical_path": map.critical_path().iter().map(|i| &i.id).collect::<Vec<_>>(),
        "this_week": map.week(input.made).map(|i| &i.id).collect::<Vec<_>>(),
        "waves": waves(input), "yearly": yearly(input), "certification": certification(input)})
}

/// Each wave with its hours, once as known and as they may come to.
fn waves(input: &Input) -> Vec<Value> {
    let wave = |w: &WaveState| {
        json!({"number": w.number, "title": w.title, "actions": w.actions, "hours": hundredths(w.hours),
            "hours_low": hundredths(w.hours_range.0), "hours_high": hundredths(w.hours_range.1),
            "start": w.span.map(|(start, _)| start.to_string()), "end": w.span.map(|(_, end)| end.to_string()),
            "readiness": {"low": score::percent_value(w.readiness_after.low),
                "high": score::percent_value(w.readiness_after.high)}})
    };
    input.roadmap.waves.iter().map(wave).collect()
}

/// Hours a year once it runs, in all and by requirement; in no total of the roadmap.
fn yearly(input: &Input) -> Value {
    let running = &input.roadmap.running;
    let by = running.by.iter().map(|(r, h)| json!({"requirement": input.id(*r), "hours": hundredths(*h)}));
    json!({"hours": hundredths(running.total), "by": by.collect::<Vec<_>>()})
}

/// What the certification itself takes; in no total of the roadmap, null where the questionnaire says nothing of it.
fn certification(input: &Input) -> Value {
    input.roadmap.certification.map_or(Value::Null, |c| {
        json!({"hours": hundredths(c.total()), "stage1": hundredths(c.stage1),
            "stage2": hundredths(c.stage2), "findings": hundredths(c.findings)})
    })
}

/// Answers that cannot both be right.
fn contradictions(input: &Input) -> Value {
    let all = contradiction::all(input.q, input.a, input.scores);
    let row = |f: &Finding| json!({"at": f.at, "problem": xray::problem(f), "advice": xray::advice(f)});
    Value::Array(all.iter().map(row).collect())
}

/// The Statement of Applicability: one object a control.
pub fn applicability(input: &Input) -> Value {
    let named =
        |all: &[Named]| all.iter().map(|n| json!({"number": n.no, "name": n.name})).collect::<Value>();
    let rows = soa::rows(input).into_iter().map(|r| {
        let row = &r.stated;
        let owner = |r| language::in_english(|| input.owner(r).to_owned());
        let evidence = row.evidence.iter().map(|e| {
            json!({"number": e.no, "what": e.what, "date": e.date, "valid_until": e.valid_until,
                "current": e.ran_out.is_none()})
        });
        let mut data = json!({"control": row.id, "title": row.title, "own": row.requirement().is_none(),
            "applicable": row.applicable.key(), "reason": r.reason,
            "status": row.status.key(), "how": r.how_and_proof(),
            "owner": row.requirement().map_or_else(|| row.owner.clone(), owner), "iso27001": r.iso27001,
            "reason_for": row.why, "reason_against": row.against,
            "drivers": row.drivers.iter().map(|d| d.key()).collect::<Vec<_>>(), "how_written": row.how,
            "systems": named(&row.counts_for), "risks": named(&row.risks),
            "evidence": evidence.collect::<Value>(), "look_again": row.again, "reason_says_little": row.is_weak()});
        if let Some(said) = r.audited(input) {
            data["audit"] = json!({"audit": said.audit(), "result": said.key(), "findings": said.findings()});
        }
        match row.requirement() {
            Some(r) => with_systems(input, r, data),
            None => data,
        }
    });
    Value::Array(rows.collect())
}

/// A piece of evidence as data.
pub fn evidence(e: &Evidence) -> Value {
    let seen: Vec<Value> = e.seen_by.iter().map(|(who, day)| json!({"name": who, "date": day})).collect();
    json!({"id": e.id.as_str(), "number": e.no, "at": e.shows.first(), "shows": e.shows, "what": e.what,
        "place": e.place, "version": e.version, "date": e.date, "valid_until": e.valid_until, "ran_out": e.ran_out.is_some(),
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
        // The name of the published schema, which `schema everything` prints.
        "$schema": "everything.schema.json",
        "organisation": called::organisation(input.a),
        "scope": input.a.get(crate::model::assessment::keys::SCOPE),
        "made_on": input.made.to_string(),
        "head": input.head.json(),
        // By this a file in which words stand for what was left out is never taken for what people wrote.
        "redacted": input.head.redacted,
        "rule": RULE,
        "disclaimer": DISCLAIMER,
        "questionnaire": {"id": input.q.id, "version": input.q.version, "title": input.q.title},
        "status": status(input),
        "gaps": gaps(input),
        "roadmap": roadmap(input),
        "contradictions": contradictions(input),
        "soa": applicability(input),
        "open": {"not_assessed": input.ids(&open.not_assessed), "to_find_out": find_out,
            "without_reason": input.ids(&open.without_reason),
            "cannot_stand": input.ids(&open.cannot_stand),
            "weak_reason": input.ids(&open.weak_reason)},
        "parked": parked,
        "heading_notes": heading_notes,
        "audits": audit::data::all(input),
        "records": records::everything(input.a, KINDS),
        "lacking": records::lacking(input.a, KINDS, input.made),
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
