//! The history line by line, what a hash on a paper stands for, and where a figure comes from with what stands behind it.
//! Lines from an assessment; changes nothing.

use super::sitting::Sitting;
use super::way::untitled;
use crate::model::{edit, text};
use crate::report::explain;
use crate::words::{Words as _, history, trail};
use crate::{files, say};

/// Changes told unless a number is given.
const CHANGES: usize = 20;
/// Columns of the name of a file in a sentence.
const NAME: usize = 50;

impl Sitting<'_, '_> {
    /// The last changes, newest first.
    pub(super) fn history(&self, most: &str) -> Vec<String> {
        let events = self.s().events();
        let most = match most {
            "" => CHANGES,
            "all" => usize::MAX,
            n => match n.parse() {
                Ok(n) => n,
                Err(_) => {
                    return vec![say!(
                        "\"{typed}\" is no number; write one or all behind history.",
                        typed = text::shown(n, 20)
                    )];
                }
            },
        };
        let shown = events.len().min(most);
        let n = events.len();
        let mut lines = vec![say!("{shown} of {n|change|changes}, newest first, times in UTC.", shown, n)];
        let renumbered = self.w.renumbered();
        lines.extend(events.iter().rev().take(most).map(|e| {
            let changes = self.s().changes_of(e.seq);
            let facts = history::of_event(self.q(), self.a(), self.w.kinds, (&e.what, &e.at), &changes);
            let (time, what) = (trail::when(&e.time), [&trail::what_of(e), " ", history::place(e)].concat());
            let who = trail::who(renumbered.get(&e.seq).unwrap_or(&e.by));
            format!("{} {time}, {}: {}, {facts}", e.seq, text::shown(who, 40), what.trim_end())
        }));
        lines
    }

    /// One change whole: its head, then every fact as it was and is.
    pub(super) fn event(&self, typed: &str) -> Vec<String> {
        let last = self.s().events().len();
        let found = typed.parse().ok().and_then(|n| self.w.recorded(n));
        let Some(e) = found else {
            let typed = text::shown(typed, 20);
            return vec![say!(
                "\"{typed}\" is no event; write a number from 1 to {last} behind event.",
                typed,
                last
            )];
        };
        let facts = trail::said(self.q(), self.a(), self.w.kinds, &e.changes);
        trail::head(&e).into_iter().chain(facts.iter().map(trail::Said::words)).collect()
    }

    /// What the hash on a paper stands for in this file.
    pub(super) fn printed(&self, typed: &str) -> String {
        trail::printed(&self.w.printed(typed), typed, &files::shown_name(self.w.path(), NAME))
    }

    /// Where a figure comes from: of an id (the present one if none is given), the verdict, readiness.
    pub(super) fn explain(&self, what: &str) -> Vec<String> {
        let (q, a, scores) = (self.q(), self.a(), self.w.scores());
        let e = match what.to_lowercase().as_str() {
            "verdict" => self.w.explained(explain::verdict(q, a, scores, self.w.verdict()), None),
            "readiness" => self.w.explained(explain::readiness(q, scores), None),
            _ => {
                // A gap is named GAP-5.2-01 in reports.
                let id =
                    what.strip_prefix("GAP-").and_then(|w| w.rsplit_once('-')).map_or(what, |(id, _)| id);
                let target = if what.is_empty() { Some(self.at) } else { q.find(id) };
                match (target, self.w.explained_of_audit(what)) {
                    (Some(t), _) => self.w.explained_place(t),
                    (None, Some(finding)) => finding,
                    (None, None) => return vec![edit::unknown(q, what).words()],
                }
            }
        };
        let lines = untitled(explain::said(&e)).into_iter().map(|l| l.trim().to_owned());
        std::iter::once(e.title).chain(lines).collect()
    }
}
