//! What enums and outcomes are called and how they are said: the one home of sentences for people about what
//! `model`, `store` and `session` know. Those return types with data; here they get words. Every front end and
//! every report may use it; it changes nothing and reads no file.
//!
//! English stands in place and is the key of the catalogue: [`say!`](crate::say) looks it up in the language
//! that holds on this thread. A sentence is whole, never glued from halves; no logic reads one.

mod done;
pub mod language;
mod plan;
mod say;
mod typed;

pub use done::{Names, outcome, refused};
pub use plan::ends;
pub use say::{Arg, said, text};
pub use typed::{no_deed, typed};

/// What has a name: a level, a status, a kind of thing.
pub trait Word {
    /// Its name, as it stands in a sentence or a cell.
    fn word(&self) -> &'static str;
}

/// What is said in one or more sentences: a refusal, a fault, an outcome.
pub trait Words {
    /// The sentences, ready for a terminal or a paper.
    fn words(&self) -> String;
}
