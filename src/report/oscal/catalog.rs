//! The skeleton catalog: what ids in the other two documents mean. It holds ids and our own short titles, and no word
//! of the standard: who needs its text has to have bought it.

use serde_json::{Value, json};

use super::{back_matter, control, line, list, metadata, object, prop, statement, token, uuid};
use crate::model::questionnaire::RequirementKind;
use crate::report::Input;
use crate::say;

/// A catalog with a group a clause or objective and a control a requirement.
pub fn catalog(input: &Input) -> Value {
    let q = input.q;
    let groups = q.top_headings().into_iter().map(|h| {
        let heading = &q.headings[h];
        object([
            ("id", token(&format!("group-{}", control(input, &heading.id))).into()),
            ("title", line(&heading.title).into()),
            ("props", list([prop("label", &heading.id)])),
            ("controls", q.below(h).into_iter().map(|r| one(input, r)).collect()),
        ])
    });
    // One that stands under no heading is a control of the catalog itself.
    let bare = (0..q.requirements.len()).filter(|r| q.top_heading(*r).is_none());
    let title = say!("Skeleton catalog: {title}", title = q.title);
    json!({"catalog": object([
        ("uuid", uuid(input, "document", "catalog")),
        ("metadata", metadata(input, &title)),
        ("controls", bare.map(|r| one(input, r)).collect()),
        ("groups", groups.collect()),
        ("back-matter", back_matter(input)),
    ])})
}

fn one(input: &Input, requirement: usize) -> Value {
    let r = &input.q.requirements[requirement];
    let title = line(&input.q.short_title(requirement));
    let class = match r.kind {
        RequirementKind::Clause => "clause",
        RequirementKind::Control => "control",
    };
    json!({
        "id": control(input, &r.id),
        "class": class,
        "title": title,
        "props": [{"name": "label", "value": r.id}],
        "parts": [{"id": statement(input, &r.id), "name": "statement", "prose": title}],
    })
}
