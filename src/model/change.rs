//! What a change is: facts before and after, and why one is refused. The verbs that make changes are
//! [`super::edit`], [`super::record::write`] and their like.

use super::assessment::Assessment;
use super::limits::{self, Expected, Limit, What};
use super::questionnaire::{Questionnaire, Target};
use super::record::{Fault, Kind, Taken};
use super::text;

pub use super::delta::{Change, Edit};

/// Why a change is refused. What was typed into a field names it ([`Refusal::field`]), so that a form can put the
/// focus there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The id does not exist.
    UnknownId {
        /// Key of the field it was typed into; empty where it was none.
        field: &'static str,
        /// As typed.
        id: String,
        /// Ids near it.
        near: Vec<String>,
    },
    /// Not applicable on a clause.
    ClauseNotApplicable {
        /// The id.
        id: String,
        /// The part that cannot be excluded, as the questionnaire calls it.
        inside: String,
        /// What can be, as the questionnaire calls it.
        controls: String,
    },
    /// What is answered for the organisation only, and not per AI system.
    NotPerSystem {
        /// The id.
        id: String,
        /// What can be answered per system, as the questionnaire calls it.
        controls: String,
    },
    /// Not applicable on a heading with controls below it.
    HeadingNotApplicable {
        /// The id.
        id: String,
    },
    /// The text is too long.
    TooLong {
        /// Key of the field; empty where it is none.
        field: &'static str,
        /// Its length.
        len: usize,
        /// The limit.
        max: usize,
    },
    /// The action does not exist.
    UnknownAction {
        /// Key of the field it was typed into; empty where it was none.
        field: &'static str,
        /// As typed.
        id: String,
        /// Ids near it, and those of actions people made.
        near: Vec<String>,
    },
    /// The action to be split is no action as the rule makes it.
    NotToSplit {
        /// The action.
        id: String,
    },
    /// An action to be merged is none as the rule makes it.
    NotToMerge {
        /// The action.
        id: String,
    },
    /// A gap is split or merged already.
    Taken(Taken),
    /// Too few parts or too many.
    Parts {
        /// How many there are.
        n: usize,
        /// The most.
        most: usize,
    },
    /// A part without what to do, or without a share.
    EmptyPart,
    /// The action is the rule's own and cannot be taken back.
    RulesOwn {
        /// The action.
        id: String,
    },
    /// Actions would wait for each other.
    Circle {
        /// Their ids.
        ids: Vec<String>,
    },
    /// No more records of a kind.
    NoRoom {
        /// What several are called.
        words: &'static str,
        /// The most.
        most: u32,
    },
    /// A record of one fact with other fields than three.
    ThreeFields {
        /// What one is called, with its article.
        one: &'static str,
    },
    /// A state is too large to be frozen.
    LargeState {
        /// Its bytes.
        len: usize,
        /// The most.
        max: usize,
    },
    /// A frozen state has that name already.
    StateExists {
        /// The name.
        name: String,
        /// The day of the one that has it.
        date: String,
    },
    /// Figures of another rule.
    OtherRule {
        /// Which state.
        name: String,
        /// Its rule.
        rule: String,
    },
    /// Two states that answer different questionnaires.
    OtherQuestionnaire {
        /// Name of the first.
        before: Box<str>,
        /// Its questionnaire.
        old: Box<str>,
        /// Name of the second.
        after: Box<str>,
        /// Its questionnaire.
        new: Box<str>,
    },
    /// Two dates in the wrong order.
    Order {
        /// Which date was typed: the due date, else the earliest start.
        due: bool,
        /// Its value.
        typed: jiff::civil::Date,
        /// The date it contradicts.
        stands: jiff::civil::Date,
    },
    /// A field of a record does not take what was typed.
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
    UnknownField {
        /// Of which kind.
        kind: &'static Kind,
        /// As typed.
        typed: String,
    },
    /// A record that only its own verb makes.
    MadeByVerb {
        /// The sentence of its table, with `{verb}` for the command.
        sentence: &'static str,
        /// The command.
        verb: &'static str,
    },
    /// A value cannot be read.
    BadValue {
        /// Key of the field it was typed into; empty where it was none.
        field: &'static str,
        /// Which value.
        what: What,
        /// As typed.
        value: String,
        /// What would be right.
        expected: Expected,
    },
}

impl Refusal {
    /// The key of the field it is about, as forms and records name it; none when it is about the whole.
    pub fn field(&self) -> Option<&'static str> {
        let field = match self {
            Self::UnknownId { field, .. }
            | Self::UnknownAction { field, .. }
            | Self::TooLong { field, .. }
            | Self::BadValue { field, .. }
            | Self::Field { field, .. } => field,
            Self::Order { due, .. } => {
                if *due {
                    "due"
                } else {
                    "pin"
                }
            }
            Self::Circle { .. } => "after",
            Self::NotToMerge { .. } | Self::NotToSplit { .. } | Self::Taken(_) => "of",
            Self::StateExists { .. } => "name",
            _ => "",
        };
        Some(field).filter(|f| !f.is_empty())
    }

    /// The same about what was typed into this field.
    #[must_use]
    pub fn of_field(mut self, key: &'static str) -> Self {
        if let Self::UnknownId { field, .. }
        | Self::UnknownAction { field, .. }
        | Self::TooLong { field, .. }
        | Self::BadValue { field, .. } = &mut self
        {
            *field = key;
        }
        self
    }

    /// That a value cannot be read.
    pub fn bad(what: What, value: &str, expected: Expected) -> Self {
        Self::BadValue { field: what.field(), what, value: text::shown(value, 40), expected }
    }
}

impl Limit {
    /// As the refusal of a change.
    pub fn refusal(self, value: &str) -> Refusal {
        match self.most {
            Some(max) => Refusal::TooLong { field: self.what.field(), len: value.len(), max },
            None => Refusal::bad(self.what, value, self.expected),
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

pub(super) fn too_long(field: &'static str, value: &str) -> Result<(), Refusal> {
    if value.len() > limits::TEXT {
        return Err(Refusal::TooLong { field, len: value.len(), max: limits::TEXT });
    }
    Ok(())
}

/// That this can be Not applicable; else why it cannot.
pub fn may_be_excluded(q: &Questionnaire, target: Target) -> Result<(), Refusal> {
    if q.may_be_excluded(target) {
        return Ok(());
    }
    let id = q.id_of(target).to_owned();
    let below = |h: usize| q.below(h).into_iter().any(|r| q.requirements[r].exclusion.is_some());
    if matches!(target, Target::Heading(h) if below(h)) {
        return Err(Refusal::HeadingNotApplicable { id });
    }
    let (inside, controls) = (q.names.clauses.clone(), q.names.controls.clone());
    Err(Refusal::ClauseNotApplicable { id, inside, controls })
}
