//! The worked sample: a small user of third-party AI some weeks into the work. Every answer goes
//! through the same door as a person's.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::assessment::keys;
use crate::model::{Questionnaire, edit};
use crate::say;
use crate::session::{Notice, Session};
use crate::words::Words as _;

/// Lines of an answer script, each right for the embedded questionnaire (a test runs them all).
const ANSWERS: &str = include_str!("../assets/demo.txt");

/// Why the sample could not be made: the file, or (a fault of ours) one of its lines.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The file.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// A line that does not fit the questionnaire.
    #[error("{}", misfit(.0))]
    Line(String),
}

fn misfit(why: &str) -> String {
    say!("The sample does not fit this questionnaire: {why} Nothing of yours is concerned.", why)
}

/// Creates the sample in a new file. What the person should know.
pub fn create(
    q: impl Into<Arc<Questionnaire>>,
    path: &Path,
    today: Date,
    overwrite: bool,
) -> Result<Vec<Notice>, SampleError> {
    let q = q.into();
    let facts = [
        (keys::ORGANISATION, "Harbour Bakery Supplies (sample)".to_owned()),
        (keys::SCOPE, "Order forecasting and the customer chatbot, both sites".to_owned()),
        (keys::ROLES, "user".to_owned()),
        (keys::SIZE, "small".to_owned()),
        (keys::HOURS, "12".to_owned()),
        (keys::START, today.to_string()),
    ];
    let line_error = |e: crate::model::Refusal| SampleError::Line(e.words());
    let first = edit::founding(&q, facts).map_err(line_error)?;
    let mut s = Session::create(q, path, "sample", &first, overwrite)?;
    for line in ANSWERS.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (_, _, e) =
            edit::script_line(&s.q, s.assessment(), line).map_err(|e| SampleError::Line(e.words()))?;
        s.apply(&e)?;
    }
    let notices = std::mem::take(&mut s.notices);
    s.close()?;
    Ok(notices)
}
