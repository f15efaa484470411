//! The agenda of a session for programs.

use serde_json::{Value, json};

use crate::model::Assessment;
use crate::model::agenda::{Agenda, Now, State};
use crate::model::record::{PERSON, read, value};

/// The agenda with minutes planned and used, whole minutes; `now` is where the room is, and counts the time since the last change.
pub fn data(a: &Assessment, agenda: &Agenda, now: Option<Now>) -> Value {
    let left = agenda.left(None, now);
    let items = agenda.items.iter().enumerate().map(|(n, i)| {
        let state = if i.state == State::Planned { "planned" } else { i.state.key() };
        let people = i.people.iter().map(|id| value::called(&read::at(a, &PERSON, id)));
        json!({"id": i.id.as_str(), "number": i.no, "what": i.what, "at": i.at, "planned": i.minutes,
            "used": agenda.used(n, now), "people": people.collect::<Vec<_>>(), "purpose": i.purpose,
            "state": state, "open": i.open.len(), "over": i.is_over(), "late": agenda.is_late(n, now)})
    });
    json!({"planned": agenda.planned(), "used": agenda.used_in_all(now),
        "left": {"items": left.items, "plan": left.plan, "time": left.time},
        "items": items.collect::<Vec<_>>()})
}
