//! What one file takes over from another in place: put together by `pair`, queued by `writer`, saved as one commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::NewEvent;
use super::branches::Branch;
use super::chain::{self, Dice, Hash, Row};
use super::error::Trouble;
use super::migrate;
use super::read::Content;
use crate::model::beside;

/// What lies beside a record, by name.
pub(super) type State = BTreeMap<String, String>;

/// What a file takes over from another one, all of it in one step.
#[derive(Debug)]
pub struct Arriving {
    /// The last event of the file it is for.
    pub(super) onto: (i64, Hash),
    /// Events of the other that follow as they are.
    pub(super) rows: Vec<Arc<Row>>,
    /// Events that take the other over.
    pub(super) events: Vec<NewEvent>,
    pub(super) branches: Vec<Branch>,
    /// What lies beside the record there.
    pub(super) state: State,
}

impl Arriving {
    /// Whether the file is the one for which it was put together.
    pub(super) fn is_for(&self, content: &Content) -> bool {
        content.head() == self.onto
    }

    /// The events as they follow in the file. One of an earlier format is brought over with them; where the other was, the
    /// event that says so is among its own.
    pub(super) fn rows(&self, older: bool, dice: &mut Dice) -> Result<Vec<Arc<Row>>, Trouble> {
        let mut rows = self.rows.clone();
        let said = rows.iter().any(|r| r.what == migrate::FORMAT);
        let bring_over = (older && !said).then(migrate::format_event);
        let (mut seq, mut prev) = rows.last().map_or(self.onto, |r| (r.seq, r.hash));
        for event in bring_over.into_iter().chain(self.events.iter().cloned()) {
            let row = Row::new(seq + 1, prev, chain::now(), event, dice);
            if let Some(trouble) = row.too_long() {
                return Err(trouble);
            }
            (seq, prev) = (row.seq, row.hash);
            rows.push(row.into());
        }
        Ok(rows)
    }

    /// Unfinished words of the other that belong into a file with these, each with what is to stand under its name.
    pub(super) fn state(&self, mine: &State) -> State {
        let new = |(key, theirs): (&String, &String)| {
            Some((key.clone(), beside::merged(key, mine.get(key).map(String::as_str), theirs)?))
        };
        self.state.iter().filter_map(new).collect()
    }
}
