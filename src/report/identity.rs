//! Names that stay: the same assessment and the same thing in it get the same UUID in every export, so that a program
//! that reads two of them sees what is the same. Used inside `report` only; made from data alone, never from chance.

use uuid::Uuid;

use super::Input;

/// What all our names are derived from: one word in the space that RFC 9562 keeps for names of one's own.
const OURS: &str = "urn:clausewise:assessment";

/// The assessment. A copy of its file has the same, whatever it is called and wherever it lies; a file that follows
/// another has its own.
pub(super) fn assessment(input: &Input) -> Uuid {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_URL, OURS.as_bytes());
    if input.head.first.is_empty() {
        // A state that no file holds: known by whose it is and what it answers.
        let whose = [input.a.organisation().unwrap_or_default(), &input.q.id];
        return Uuid::new_v5(&ours, serde_json::json!(whose).to_string().as_bytes());
    }
    Uuid::new_v5(&ours, input.head.first.as_bytes())
}

/// Something in it: what it is and its id. `("action", "5.2-a")`.
pub(super) fn of(input: &Input, what: &str, id: &str) -> Uuid {
    Uuid::new_v5(&assessment(input), format!("{what}:{id}").as_bytes())
}
