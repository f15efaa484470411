//! What a file is, without going to work in it: what tells one assessment from another in a list of files.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{HIDDEN, Work};
use crate::model::assessment::keys;
use crate::model::journey::GoOn;
use crate::model::score::Total;
use crate::model::{Class, Questionnaire};
use crate::session::{Session, StoreError};

/// What a list of files tells of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// The organisation; empty while it has no name.
    pub organisation: String,
    /// The day of its first change, by the clock of the computer it was made on.
    pub made: Option<Date>,
    /// Requirements that are answered.
    pub answered: u32,
    /// All of them.
    pub of: u32,
    /// The verdict, and what it would be; none where scores are hidden.
    pub verdict: Option<(Class, Option<Class>)>,
    /// Its topmost headings and how ready each is, 0 to 100, over what is answered; none where nothing is, and none at
    /// all where scores are hidden.
    pub parts: Vec<(String, Option<f64>)>,
    /// What one would go on with.
    pub go_on: GoOn,
}

/// Looks at a file without changing it or keeping anybody from it. `bank` is the questionnaire of files that keep none.
pub fn glance(bank: impl Into<Arc<Questionnaire>>, path: &Path, today: Date) -> Result<Glance, StoreError> {
    let w = Work::new(Session::open(bank, path, "", false, std::time::Duration::ZERO)?, today);
    let (q, scores, v) = (w.q(), w.scores(), w.verdict());
    let made = w.session().events().first().and_then(|e| e.time.split('T').next()?.parse().ok());
    let counts = scores.all.counts;
    let shown = w.session().draft(HIDDEN).is_none();
    let part = |(h, total): &(usize, Total)| {
        (format!("{} {}", q.headings[*h].id, q.headings[*h].title), total.so_far)
    };
    let told = Glance {
        organisation: w.a().get(keys::ORGANISATION).unwrap_or_default().to_owned(),
        made,
        answered: counts.total() - counts.open,
        of: counts.total(),
        verdict: shown.then_some((v.class, v.would_be)),
        parts: scores.groups.iter().filter(|_| shown).map(part).collect(),
        go_on: w.go_on(),
    };
    w.into_session().close()?;
    Ok(told)
}
