//! What to do next at a check, by the level it has: nobody is told to write what is there. It knows the
//! questions and the levels, no assessment.

use super::format::Check;
use super::level::Level;

impl Check {
    /// The order to the reader that leads on from this level; none and Don't know count as nothing. A
    /// questionnaire of format 1 has one order for every level.
    pub fn action_for(&self, level: Option<Level>) -> &str {
        let Some(actions) = &self.actions else { return &self.action };
        match level {
            Some(Level::Written) => &actions.put_to_use,
            Some(Level::InUse | Level::Proven) => &actions.prove,
            None | Some(Level::Nothing | Level::Planned | Level::DontKnow | Level::NotApplicable) => {
                &actions.start
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(more: &serde_json::Value) -> Check {
        let mut check = json!({"id": "1.1/1", "question": "Is it there?", "kind": "document", "mandatory": true,
            "evidence": "The page", "output": "Page"});
        let map = check.as_object_mut().unwrap();
        map.extend(more.as_object().unwrap().clone());
        serde_json::from_value(check).unwrap()
    }

    #[test]
    fn each_level_leads_on_from_what_is_there() {
        let check = check(&json!({"actions": {"start": "Write", "use": "Hand round", "prove": "Approve"}}));
        let orders = Level::ALL.map(|l| check.action_for(Some(l)));
        assert_eq!(orders, ["Write", "Write", "Hand round", "Approve", "Approve", "Write", "Write"]);
        assert_eq!(check.action_for(None), "Write");
    }

    #[test]
    fn one_order_of_format_1_serves_every_level() {
        let check = check(&json!({"action": "Write"}));
        assert!(Level::ALL.into_iter().map(Some).chain([None]).all(|l| check.action_for(l) == "Write"));
    }
}
