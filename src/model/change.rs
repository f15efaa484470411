//! What a change is: facts before and after, and why one is refused. The verbs that make changes are
//! [`super::edit`], [`super::record::write`] and their like.

use super::assessment::Assessment;
use super::limits::{self, Limit};
use super::record::Fault;
use super::text;

pub use super::delta::{Change, Edit};

/// Why a change is refused, in words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The id does not exist.
    #[error("There is no {id} in this questionnaire.{near}")]
    UnknownId {
        /// As typed.
        id: String,
        /// "Near: 8.4, 8.3." or empty.
        near: String,
    },
    /// Not applicable on a clause.
    #[error(
        "{id} cannot be Not applicable: requirements of {inside} cannot be excluded. Only {controls} can, each with a reason."
    )]
    ClauseNotApplicable {
        /// The id.
        id: String,
        /// The part that cannot be excluded, as the questionnaire calls it.
        inside: String,
        /// What can be, as the questionnaire calls it.
        controls: String,
    },
    /// Not applicable on a heading.
    #[error(
        "{id} is a heading: controls are excluded one by one, each with its own reason. Answer n on a control below it."
    )]
    HeadingNotApplicable {
        /// The id.
        id: String,
    },
    /// The text is too long.
    #[error("This is too long: {len} bytes; {max} are the most. Nothing was changed.")]
    TooLong {
        /// Its length.
        len: usize,
        /// The limit.
        max: usize,
    },
    /// The action does not exist.
    #[error("There is no action {id} in this roadmap.{near} Nothing was changed.")]
    UnknownAction {
        /// As typed.
        id: String,
        /// "Near: 5.2, M-3." or empty.
        near: String,
    },
    /// Actions cannot be split, merged, added or dropped like that; why, in words.
    #[error("{0} Nothing was changed.")]
    Shape(String),
    /// Figures of another rule.
    #[error("{name} was made by {rule}, this program counts by {ours}: their figures cannot stand side by side. Nothing was changed; open it with the version that made it.", ours = super::RULE)]
    OtherRule {
        /// Which state.
        name: String,
        /// Its rule.
        rule: String,
    },
    /// Two dates in the wrong order.
    #[error(
        "{first} for {what} does not fit {second} for {then}. Nothing was changed; change the other date first."
    )]
    Order {
        /// The date that was typed.
        what: &'static str,
        /// Its value.
        first: jiff::civil::Date,
        /// The date it contradicts.
        then: &'static str,
        /// Its value.
        second: jiff::civil::Date,
    },
    /// A field of a record does not take what was typed.
    #[error("{word}: {fault} Nothing was changed.")]
    Field {
        /// Key of the kind.
        kind: &'static str,
        /// Key of the field: the focus goes there.
        field: &'static str,
        /// Its label.
        word: &'static str,
        /// What is wrong.
        fault: Fault,
    },
    /// A record has no such field.
    #[error("There is no field {typed} in {kind}. Its fields: {fields}. Nothing was changed.")]
    UnknownField {
        /// What one is called, with its article.
        kind: String,
        /// As typed.
        typed: String,
        /// Those there are, with commas.
        fields: String,
    },
    /// A record that only its own verb makes.
    #[error("A {kind} is not written field by field; it is made by: clausewise {verb}. Nothing was changed.")]
    MadeByVerb {
        /// What one is called.
        kind: &'static str,
        /// The command.
        verb: &'static str,
    },
    /// A value cannot be read.
    #[error("{what}: \"{value}\" cannot be read. Expected: {expected}. Nothing was changed.")]
    BadValue {
        /// Which field.
        what: &'static str,
        /// As typed.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
}

impl Limit {
    /// As the refusal of a change.
    pub fn refusal(self, value: &str) -> Refusal {
        match self.most {
            Some(max) => Refusal::TooLong { len: value.len(), max },
            None => {
                Refusal::BadValue { what: self.what, value: text::shown(value, 40), expected: self.expected }
            }
        }
    }
}

/// A fresh edit from key and new value pairs; keys that would not change are left out.
pub fn facts(
    a: &Assessment,
    what: &str,
    at: &str,
    sets: impl IntoIterator<Item = (String, Option<String>)>,
) -> Edit {
    let changes = sets
        .into_iter()
        .filter_map(|(key, now)| {
            let now = now.filter(|v| !v.is_empty());
            let was = a.facts().get(&key).cloned();
            (was != now).then_some(Change { key, was, now })
        })
        .collect();
    Edit { what: what.to_owned(), at: at.to_owned(), changes }
}

pub(super) fn too_long(value: &str) -> Result<(), Refusal> {
    if value.len() > limits::TEXT {
        return Err(Refusal::TooLong { len: value.len(), max: limits::TEXT });
    }
    Ok(())
}
