//! What an assessment *is*: the questionnaire, the answers, and every figure derived from them.
//!
//! Pure: nothing here touches a file, a clock, a thread or the environment. A date is a parameter.
//! Everybody may use it; it may use nothing of ours but the gate out, [`crate::inert`]. The method is rule 2 ([`RULE`]); each module
//! names the section of the method it implements.

pub mod action;
mod action_edit;
mod advice;
pub mod after;
pub mod agenda;
mod alike;
mod allowed;
mod alone;
pub mod apart;
pub mod apart_said;
mod applies;
pub mod asked;
pub mod assessment;
pub mod audit;
pub mod beside;
pub mod calendar;
pub mod card_flow;
pub mod change;
pub mod clause;
pub mod collect;
pub mod compare;
pub mod contradiction;
pub mod counts;
mod decided;
pub mod delta;
mod depends;
mod document_names;
pub mod edit;
pub mod effort;
mod event;
mod facts;
pub mod fields;
mod figures;
pub mod file_names;
pub mod fill_in;
pub mod find;
pub mod firms;
mod first;
mod for_one;
pub mod for_system;
pub mod format;
pub mod goes;
pub mod guide;
pub mod hand_out;
pub mod held;
mod held_documents;
mod holding;
mod hours;
mod ids;
pub mod improve;
mod index;
pub mod journey;
pub mod keys;
pub mod left_alone;
pub mod level;
pub mod limits;
mod manifest;
pub mod merge;
mod milestone;
mod named_in_risks;
pub mod named_papers;
mod network;
mod next_step;
pub mod not_for;
mod own_case;
pub mod pace;
pub mod paper;
pub mod papers;
mod part;
mod per_system;
pub mod plan_warning;
mod plannable;
mod planned;
pub mod portfolio;
pub mod priority;
pub mod progress;
pub mod proposed;
pub mod questionnaire;
pub mod quick_check;
pub mod record;
pub mod recorded;
pub mod redact;
pub mod register;
pub mod rehearsal;
pub mod restated;
pub mod roadmap;
pub mod running;
pub mod runs;
pub mod said;
pub mod same_words;
pub mod schedule;
pub mod score;
pub mod size;
pub mod snapshot;
pub mod spread;
pub mod standing;
pub mod statement;
pub mod still;
pub mod ten;
pub mod text;
pub mod trace;
pub mod twin;
pub mod typed;
pub mod validate;
pub mod verdict;
pub mod votes;
mod weakness;
pub mod week;
pub mod whatif;
mod wording;
pub mod xray;

/// Name and version of the assessment method, printed on every report.
pub const RULE: &str = "rule 2";

/// The rule before it. What was made by it keeps its answers and is counted anew.
pub const EARLIER_RULE: &str = "rule 1";

/// The rule by which a state is counted that was made by this one, or by none it names.
pub fn counted_by(made_by: Option<&str>) -> &str {
    made_by.filter(|rule| *rule != EARLIER_RULE).unwrap_or(RULE)
}

/// What is said beside every verdict and in every report.
pub const DISCLAIMER: &str = "Indicative; not legal advice; not certification.";

pub use allowed::is_known_fact;
pub use assessment::Assessment;
pub use change::{Change, Edit, Refusal};
pub use figures::Figures;
pub use level::Level;
pub use priority::{Band, Gap, GapList};
pub use questionnaire::{Check, CheckKind, Heading, Node, Questionnaire, Requirement, RequirementKind};
pub use record::{Layer, Rid};
pub use recorded::{Printed, Recorded, SHORT, SetBy, hash_in};
pub use register::{Evidence, Parked, Person, System};
pub use roadmap::{Roadmap, RoadmapItem};
pub use score::{Scores, Status};
pub use size::OrgSize;
pub use verdict::{Class, Verdict};
