//! The plan of action and milestones: a risk a gap, with the actions that close it as tasks, and an item an action.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    back_matter, control, line, list, metadata, moment, object, prop, prose, resource, statement, uuid,
};
use crate::doc::table::hundredths;
use crate::model::progress::Progress;
use crate::model::roadmap::Milestone;
use crate::model::{Gap, RoadmapItem};
use crate::report::{Input, identity};
use crate::say;
use crate::words::{Word as _, Words as _, asked, language};

/// The plan document. One without actions says so in its only item, because OSCAL takes no plan without one.
pub fn plan(input: &Input) -> Value {
    let title = say!("Plan of action and milestones: readiness for {title}", title = input.q.title);
    let items: Vec<Value> = input.roadmap.items.iter().map(|i| item(input, i)).collect();
    let mut about = metadata(input, &title);
    if let Some(props) = about.get_mut("props").and_then(Value::as_array_mut) {
        props.extend(figures(input));
        props.extend(input.roadmap.milestones.iter().map(milestone));
    }
    json!({"plan-of-action-and-milestones": object([
        ("uuid", uuid(input, "document", "plan")),
        ("metadata", about),
        ("system-id", json!({"identifier-type": "https://ietf.org/rfc/rfc4122", "id": identity::assessment(input).to_string()})),
        ("risks", input.gaps.gaps.iter().map(|g| risk(input, g)).collect()),
        ("poam-items", if items.is_empty() { nothing(input) } else { items.into() }),
        ("back-matter", back_matter(input)),
    ])})
}

fn nothing(input: &Input) -> Value {
    let why = if input.scores.all.assessed == 0 {
        say!("Nothing is answered yet, so nothing is planned.")
    } else {
        say!("No gap is known, so there is no action.")
    };
    json!([{"uuid": uuid(input, "item", "none"), "title": line(say!("No action is planned")), "description": prose(why),
        "props": list([prop("nothing-planned", true)])}])
}

/// The figures of the plan, by the names they have in data.
fn figures(input: &Input) -> Vec<Value> {
    let map = input.roadmap;
    let day = |name: &str, day: Option<Date>| day.map_or(Value::Null, |d| prop(name, d));
    let all = [
        prop("gaps", input.gaps.gaps.len()),
        prop("actions", map.items.len()),
        day("finish", map.finish),
        day("earliest", map.earliest),
        day("target", map.input.target),
        prop("misses-by-weeks", map.misses_by_weeks),
        prop("total-hours", hundredths(map.total_hours)),
        prop("hours-low", hundredths(map.hours_range.0)),
        prop("hours-high", hundredths(map.hours_range.1)),
        prop("blank-owners", map.blank_owners),
    ];
    all.into_iter().filter(|v| !v.is_null()).collect()
}

/// A milestone belongs to no single weakness, so it stands with the plan itself.
fn milestone(m: &Milestone) -> Value {
    let mut value = prop("milestone", m.date);
    value["class"] = super::token(&m.id).into();
    value["remarks"] = prose(&m.words()).into();
    value
}

/// One action.
fn item(input: &Input, i: &RoadmapItem) -> Value {
    let day = |name: &str, day: Option<Date>| day.map_or(Value::Null, |d| prop(name, d));
    let props = [
        prop("action", &i.id),
        prop("start", i.start),
        prop("end", i.end),
        prop("effort-hours", hundredths(i.effort_hours)),
        prop("wave", i.wave),
        prop("phase", i.pdca.key()),
        prop("progress", i.progress.key()),
        prop("critical", i.critical()),
        prop("slack-days", i.slack_days),
        day("earliest-start", i.pinned),
        day("due", i.due),
        prop("owner", language::in_english(|| input.owner_of(i))),
        prop("leaves-behind", &i.output),
    ];
    let closes = i.closes.iter().map(|r| prop("closes", control(input, input.id(*r))));
    let waits = i.depends_on.iter().map(|id| prop("depends-on", id));
    let risks = i.closes.iter().filter(|r| input.gaps.gaps.iter().any(|g| g.requirement == **r));
    object([
        ("uuid", uuid(input, "item", &i.id)),
        ("title", line(&format!("{} {}", i.id, i.name)).into()),
        ("description", described(&asked::to_do(input.q, input.a, i)).into()),
        ("props", list(props.into_iter().chain(closes).chain(waits))),
        ("related-risks", risks.map(|r| json!({"risk-uuid": uuid(input, "risk", input.id(*r))})).collect()),
        ("remarks", prose(&say!("Done when: {what}", what = i.done_when.words())).into()),
    ])
}

/// A description is needed even where nobody wrote one.
fn described(text: &str) -> String {
    let text = prose(text);
    if text.is_empty() { line("") } else { text }
}

/// What a gap means, and how it is closed.
fn risk(input: &Input, g: &Gap) -> Value {
    let id = input.id(g.requirement);
    let (band, reason) = (g.band.key(), g.reason(input.q, input.a));
    let tasks: Vec<&RoadmapItem> =
        input.roadmap.items.iter().filter(|i| i.closes.contains(&g.requirement)).collect();
    let begun = tasks.iter().any(|i| i.progress != Progress::Planned);
    let due = tasks.iter().filter_map(|i| i.due).max();
    let props = [
        prop("gap", g.id(input.q)),
        prop("control-id", control(input, id)),
        prop("statement-id", statement(input, id)),
        prop("rank", g.rank),
        prop("band", band),
        prop("class", g.class),
        prop("status", g.status.key()),
        prop("unblocks", g.unblocks),
        prop("effort-hours", hundredths(g.effort_hours)),
    ];
    let remedy = object([
        ("uuid", uuid(input, "remedy", id)),
        ("lifecycle", "planned".into()),
        ("title", line(g.action_name(input.q, input.a)).into()),
        ("description", described(g.action(input.q, input.a)).into()),
        ("tasks", tasks.iter().map(|i| task(input, id, i)).collect()),
    ]);
    object([
        ("uuid", uuid(input, "risk", id)),
        ("title", line(&input.name(g.requirement)).into()),
        (
            "description",
            prose(&say!("{status}: {name}", status = g.status.word(), name = input.name(g.requirement)))
                .into(),
        ),
        ("statement", described(&reason.words()).into()),
        ("props", list(props)),
        ("links", json!([{"href": resource(input, "results"), "rel": "reference"}])),
        ("status", if begun { "remediating" } else { "open" }.into()),
        ("deadline", due.map_or(Value::Null, |d| moment(d).into())),
        ("remediations", json!([remedy])),
    ])
}

/// An action as a task of one gap. One that closes several stands below each, under a name of its own there.
fn task(input: &Input, gap: &str, i: &RoadmapItem) -> Value {
    let first = |id: &String| {
        let before = input.roadmap.item(id)?;
        let below = before.closes.iter().find(|r| input.gaps.gaps.iter().any(|g| g.requirement == **r))?;
        Some(json!({"task-uuid": task_uuid(input, input.id(*below), id)}))
    };
    object([
        ("uuid", task_uuid(input, gap, &i.id)),
        ("type", "action".into()),
        ("title", line(&format!("{} {}", i.id, i.name)).into()),
        ("description", described(&asked::to_do(input.q, input.a, i)).into()),
        ("props", list([prop("action", &i.id), prop("progress", i.progress.key())])),
        // The last day is worked on to its end.
        (
            "timing",
            json!({"within-date-range": {"start": moment(i.start), "end": format!("{}T23:59:59Z", i.end)}}),
        ),
        ("dependencies", i.depends_on.iter().filter_map(first).collect()),
    ])
}

fn task_uuid(input: &Input, gap: &str, action: &str) -> Value {
    uuid(input, "task", &format!("{gap}:{action}"))
}
