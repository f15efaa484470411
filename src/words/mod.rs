//! What enums and outcomes are called and how they are said: the one home of sentences for people about what
//! `model`, `store` and `session` know. Those return types with data; here they get words. Every front end and
//! every report may use it; it changes nothing and reads no file.
//!
//! English stands in place and is the key of the catalogue: [`say!`](crate::say) looks it up in the language
//! that holds on this thread. A sentence is whole, never glued from halves; no logic reads one.

pub mod advice;
pub mod agenda;
pub mod apart;
pub mod asked;
mod asked_of_papers;
pub mod audit;
pub mod audit_before;
pub mod audit_change;
mod audit_fault;
pub mod audit_finding;
pub mod audit_page;
pub mod audit_paper;
pub mod audit_programme;
mod audit_sample;
pub mod audit_seal;
pub mod audit_since;
pub mod audit_stated;
pub mod audit_told;
pub mod audit_unready;
mod audit_warn;
pub mod by_system;
pub mod called;
pub mod cited;
pub mod closing;
pub mod comparison;
pub mod day;
mod difference;
mod done;
pub mod dry_run;
pub mod export;
pub mod figures;
pub mod files;
pub mod find;
mod follows;
mod format;
pub mod goes;
pub mod handed_out;
mod hangs;
pub mod headline;
pub mod held;
pub mod history;
pub mod import;
mod import_columns;
pub mod journey;
pub mod language;
pub mod large;
pub mod left;
mod left_reason;
mod limits;
pub mod merge;
mod merged;
pub mod not_for;
pub mod not_merged;
pub mod outline;
mod own_control;
pub mod page;
pub mod papers;
mod plan;
pub mod portfolio;
pub mod proposed;
mod quick_check;
pub mod record;
pub mod recorded;
mod refusal;
pub mod register;
pub mod rehearsal;
pub mod rescue;
pub mod results;
pub mod room;
mod say;
pub mod scales;
mod session;
pub mod spread;
mod stated;
pub mod statement;
pub mod store;
mod style;
pub mod told;
pub mod trail;
mod typed;
pub mod validate;
pub mod whole;
mod work;
pub mod xray;

pub use advice::{left_out, weak_reason};
pub use done::{Names, much_effort, outcome, refused};
pub use plan::{
    brief, brief_today, certification, decides, ends_on, in_the_past, kept, kept_on, no_gaps, not_enough,
    not_enough_in_short, owners, plan_title, planned, range, reached, records_run, running, slack,
    start_record, target, target_too_early, this_week, to_do, total, undated,
};
pub use record::{KindWords, summary};
pub use recorded::another;
pub use say::{Arg, said, text};
pub use typed::{no_deed, typed};
pub use work::{first, gap_hours, hours_between, nothing_this_week, waits_for, week_load, week_share};

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

/// The first few of a list of ids or names, and how many are left out; told apart by semicolons where a name holds a
/// comma itself.
pub fn few(ids: &[impl AsRef<str>], most: usize) -> String {
    let shown: Vec<&str> = ids.iter().take(most).map(AsRef::as_ref).collect();
    let shown = shown.join(if shown.iter().any(|n| n.contains(", ")) { "; " } else { ", " });
    match ids.len().saturating_sub(most) {
        0 => shown,
        more => crate::say!("{shown} and {more} more", shown, more),
    }
}

/// Sentences one after the other, empty ones left out.
/// What people wrote, to be gone on from in the same sentence: without the stop they may have set behind it.
pub fn unstopped(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text)
}

/// A sentence that ends with what people wrote: one stop, whatever they set behind it.
pub fn stopped(text: &str) -> String {
    let text = unstopped(text);
    if text.ends_with(['.', '?', '!', '\u{2026}']) { text.to_owned() } else { format!("{text}.") }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sentence with the ids near what was meant, where there are some.
fn with_near(sentence: String, near: &[String]) -> String {
    if near.is_empty() {
        return sentence;
    }
    [sentence, crate::say!("Near: {near}.", near = near.join(", "))].join(" ")
}

/// What several things say, one after the other.
pub fn each<W: Words>(all: &[W]) -> Vec<String> {
    all.iter().map(Words::words).collect()
}
