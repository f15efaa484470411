//! Assessment results: a finding a requirement that applies, an observation a check that was answered, and every figure
//! of `status` as a property.

use serde_json::{Value, json};

use super::{
    back_matter, control, line, list, metadata, modified, name, object, prop, prose, recorded, resource,
    statement, uuid,
};
use crate::model::assessment::keys;
use crate::model::record::EVIDENCE;
use crate::model::register::Evidence;
use crate::model::score::{Status, percent_value};
use crate::model::{Class, OrgSize, contradiction};
use crate::report::Input;
use crate::say;
use crate::words::{Word as _, figures, language};

/// The results document.
pub fn results(input: &Input) -> Value {
    let title = say!("Assessment results: readiness for {title}", title = input.q.title);
    json!({"assessment-results": object([
        ("uuid", uuid(input, "document", "results")),
        ("metadata", metadata(input, &title)),
        ("import-ap", json!({"href": resource(input, "no-plan"),
            "remarks": prose(say!("There is no assessment plan of OSCAL; the resource says what was assessed and how."))})),
        ("results", json!([result(input)])),
        ("back-matter", back_matter(input)),
    ])})
}

fn result(input: &Input) -> Value {
    let all = 0..input.q.requirements.len();
    let checks: usize = input.q.check_count();
    let left_out = |r: &usize| input.scores.status(*r) == Status::NotApplicable;
    let observations = (0..checks).filter_map(|c| observation(input, c));
    let excluded = all.clone().filter(left_out).map(|r| excluded(input, r));
    object([
        ("uuid", uuid(input, "result", "present")),
        ("title", line(say!("Readiness by the answers given so far")).into()),
        (
            "description",
            prose(&say!(
                "{verdict}. {beside} These are answers of the organisation about itself; nobody certified them.",
                verdict = figures::verdict(input.q, input.verdict),
                beside = figures::beside(input.q, input.a, input.scores)
            ))
            .into(),
        ),
        ("start", recorded(input, &input.head.since).into()),
        ("end", modified(input).into()),
        ("props", figures_of(input)),
        ("reviewed-controls", reviewed(input)),
        ("observations", observations.chain(excluded).collect()),
        ("findings", all.filter(|r| !left_out(r)).map(|r| finding(input, r)).collect()),
    ])
}

/// The figures of `status`, by the names they have in data.
fn figures_of(input: &Input) -> Value {
    let (all, v, ev) = (&input.scores.all, input.verdict, &input.scores.evidence);
    let c = all.counts;
    let several =
        |name: &'static str, ids: &[String]| -> Vec<Value> { ids.iter().map(|id| prop(name, id)).collect() };
    let not_asked = input.a.not_asked(input.q);
    let single = [
        prop("size", input.a.own_size().map_or("", OrgSize::key)),
        prop("size-asked-again", input.a.is_size_asked_again()),
        prop("only-uses-ai", input.a.only_uses()),
        prop("counts-met", c.met),
        prop("counts-partial", c.partial),
        prop("counts-gap", c.gap),
        prop("counts-not-applicable", c.not_applicable),
        prop("counts-open", c.open),
        prop("coverage-answered", all.checks_answered),
        prop("coverage-applicable", all.checks_applicable),
        all.so_far.map_or(Value::Null, |p| prop("readiness-so-far", percent_value(p))),
        prop("readiness-assessed", all.assessed),
        prop("readiness-low", percent_value(all.low)),
        prop("readiness-high", percent_value(all.high)),
        prop("evidence-claimed", ev.claimed),
        prop("evidence-named", ev.named),
        prop("evidence-seen", ev.seen),
        prop("verdict-class", v.class.key()),
        prop("verdict-would-be", v.would_be.map_or("", Class::key)),
        prop("verdict-answered", v.answered),
        prop("verdict-of", v.of),
        prop("verdict-contradictions", contradiction::all(input.q, input.a, input.scores).len()),
    ];
    let ids = several("verdict-because", &v.because).into_iter().chain(several("verdict-open", &v.open));
    let not_asked = not_asked.into_iter().map(|c| prop("not-asked", &input.q.check(c).id));
    list(single.into_iter().chain(ids).chain(not_asked))
}

/// The properties a requirement has in `status`.
fn shares(input: &Input, requirement: usize) -> Vec<Value> {
    let score = &input.scores.requirements[requirement];
    vec![
        prop("requirement", input.id(requirement)),
        prop("status", score.status.key()),
        prop("low", percent_value(100.0 * score.low())),
        prop("high", percent_value(100.0 * score.high())),
    ]
}

/// What was looked at: everything but what was left out for a reason.
fn reviewed(input: &Input) -> Value {
    let (out, within): (Vec<usize>, Vec<usize>) =
        (0..input.q.requirements.len()).partition(|r| input.scores.status(*r) == Status::NotApplicable);
    let ids = |list: Vec<usize>| -> Value {
        list.into_iter().map(|r| json!({"control-id": control(input, input.id(r))})).collect()
    };
    json!({"control-selections": [object([
        ("description", prose(&input.scope()).into()),
        ("include-controls", ids(within)),
        ("exclude-controls", ids(out)),
    ])]})
}

fn finding(input: &Input, requirement: usize) -> Value {
    let (q, id) = (input.q, input.id(requirement));
    let status = input.scores.status(requirement);
    let (state, reason) = match status {
        Status::Met => ("satisfied", "pass"),
        Status::Partial | Status::Gap => ("not-satisfied", "fail"),
        // Nobody knows yet, and what nobody knows is not satisfied.
        Status::Open | Status::NotApplicable => ("not-satisfied", "other"),
    };
    let done = match status {
        Status::Met => json!({"state": "implemented"}),
        Status::Partial => json!({"state": "partial"}),
        _ => Value::Null,
    };
    let told = q.checks_of(requirement).filter(|c| is_told(input, *c));
    let related = told.map(|c| json!({"observation-uuid": uuid(input, "observation", &q.check(c).id)}));
    let state = object([
        ("state", state.into()),
        ("reason", reason.into()),
        (
            "remarks",
            if status == Status::Open { prose(say!("Not assessed yet.")) } else { String::new() }.into(),
        ),
    ]);
    object([
        ("uuid", uuid(input, "finding", id)),
        ("title", line(&input.name(requirement)).into()),
        ("description", prose(status.word()).into()),
        ("props", list(shares(input, requirement))),
        (
            "target",
            object([
                ("type", "statement-id".into()),
                ("target-id", statement(input, id).into()),
                ("status", state),
                ("implementation-status", done),
            ]),
        ),
        ("related-observations", related.collect()),
        ("remarks", own_words(input, id).into()),
    ])
}

/// Note and reason on something, a line each.
fn own_words(input: &Input, id: &str) -> String {
    let words = [input.a.at(keys::NOTE, id), input.a.reason(id)];
    words.into_iter().flatten().map(prose).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether a check has an answer that says something.
fn is_told(input: &Input, check: usize) -> bool {
    let out = input.scores.status(input.q.check_owner[check]) == Status::NotApplicable;
    !out && input.a.asks(input.q, check) && input.a.level(input.q, check).is_some()
}

/// What was answered to one check, and the evidence that is named for it.
fn observation(input: &Input, check: usize) -> Option<Value> {
    let (level, _) = input.a.level(input.q, check).filter(|_| is_told(input, check))?;
    let (c, owner) = (input.q.check(check), input.q.check_owner[check]);
    let named: Vec<Evidence> = input
        .a
        .evidence_for(input.q, owner)
        .into_iter()
        .filter(|e| proves(e, &c.id, input.id(owner)))
        .collect();
    let seen = named.iter().any(|e| !e.seen_by.is_empty());
    let level_is = language::in_english(|| level.word());
    Some(object([
        ("uuid", uuid(input, "observation", &c.id)),
        ("title", line(&format!("{} {}", c.id, input.q.short_title(owner))).into()),
        (
            "description",
            prose(&format!("{} {}", input.a.check(input.q, check).question, level.word())).into(),
        ),
        (
            "props",
            list([
                prop("check", &c.id),
                prop("level", level.key()),
                prop("level-word", level_is),
                prop("mandatory", c.mandatory),
            ]),
        ),
        // An answer is what somebody said; evidence that somebody has seen was looked at too.
        ("methods", if seen { json!(["INTERVIEW", "EXAMINE"]) } else { json!(["INTERVIEW"]) }),
        ("types", json!(["control-objective"])),
        ("relevant-evidence", named.iter().map(piece).collect()),
        ("collected", modified(input).into()),
        ("remarks", own_words(input, &c.id).into()),
    ]))
}

fn proves(e: &Evidence, check: &str, requirement: &str) -> bool {
    e.shows.iter().any(|id| id == check || id == requirement)
}

/// A piece of evidence. Where it is stays a property: nobody promised that it is an address.
fn piece(e: &Evidence) -> Value {
    let seen = e.seen_by.iter().map(|(who, day)| prop("seen-by", format!("{who}: {day}")));
    let of_it = [
        prop("number", format!("{}-{}", EVIDENCE.letter, e.no)),
        prop("place", &e.place),
        prop("version", &e.version),
        prop("date", &e.date),
        prop("valid-until", &e.valid_until),
        prop("ran-out", e.ran_out.is_some()),
    ];
    object([("description", line(&name(&e.what)).into()), ("props", list(of_it.into_iter().chain(seen)))])
}

/// A control that was left out, and why.
fn excluded(input: &Input, requirement: usize) -> Value {
    let id = input.id(requirement);
    let score = &input.scores.requirements[requirement];
    let mut props = shares(input, requirement);
    props.push(prop("reason-missing", score.reason_missing));
    props.push(prop("cannot-stand", score.cannot_stand));
    object([
        ("uuid", uuid(input, "excluded", id)),
        ("title", line(&input.name(requirement)).into()),
        (
            "description",
            prose(&say!("Left out of the Statement of Applicability: {word}", word = score.status.word()))
                .into(),
        ),
        ("props", list(props)),
        ("methods", json!(["INTERVIEW"])),
        ("collected", modified(input).into()),
        ("remarks", own_words(input, id).into()),
    ])
}
