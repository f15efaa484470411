//! What to do next at a check, by the level it has: nobody is told to write what is there. It knows the
//! questions and the levels, no assessment.

use super::format::Check;
use super::level::Level;

impl Check {
    /// The order to the reader that leads on from this level; none and Don't know count as nothing. A
    /// questionnaire of format 1 has one order for every level.
    pub fn action_for(&self, level: Option<Level>) -> &str {
        let Some(actions) = &self.actions else { return &self.action };
        match Step::from(level) {
            Step::Start => &actions.start,
            Step::Use => &actions.put_to_use,
            Step::Prove => &actions.prove,
        }
    }

    /// What that order is called; where it has no name, the order up to its first comma.
    pub fn action_name_for(&self, level: Option<Level>) -> &str {
        let name = match Step::from(level) {
            Step::Start => &self.names.start,
            Step::Use => &self.names.put_to_use,
            Step::Prove => &self.names.prove,
        };
        name.as_deref().unwrap_or_else(|| to_first_comma(self.action_for(level)))
    }
}

/// The step that comes next.
enum Step {
    Start,
    Use,
    Prove,
}

impl Step {
    const fn from(level: Option<Level>) -> Self {
        match level {
            Some(Level::Written) => Self::Use,
            Some(Level::InUse | Level::Proven) => Self::Prove,
            None | Some(Level::Nothing | Level::Planned | Level::DontKnow | Level::NotApplicable) => {
                Self::Start
            }
        }
    }
}

/// A sentence up to its first comma, colon, semicolon or line end: what stands for a name it does not have.
pub(super) fn to_first_comma(sentence: &str) -> &str {
    let head = sentence.split([',', ';', ':', '\n']).find(|part| !part.trim().is_empty());
    head.unwrap_or(sentence).trim()
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
    fn an_order_is_called_by_its_name_else_by_its_first_words() {
        let orders = json!({"start": "Write it, then sign", "use": "Hand round: to all", "prove": "Approve"});
        let check = check(&json!({"actions": orders, "names": {"start": "Write the page"}}));
        let called = [Level::Nothing, Level::Written, Level::InUse].map(|l| check.action_name_for(Some(l)));
        assert_eq!(called, ["Write the page", "Hand round", "Approve"]);
        assert_eq!(check.action_name_for(None), "Write the page");
        assert_eq!(to_first_comma(", and: then"), "and");
    }

    #[test]
    fn one_order_of_format_1_serves_every_level() {
        let check = check(&json!({"action": "Write"}));
        assert!(Level::ALL.into_iter().map(Some).chain([None]).all(|l| check.action_for(l) == "Write"));
    }
}
