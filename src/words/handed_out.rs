//! What is said of files that were handed out to colleagues, or were not.

use super::{done, export, joined};
use crate::export::Obstacle;
use crate::files::human_path;
use crate::say;
use crate::work::apart::{HandedOut, NotHandedOut};

/// What was handed out, a line each, and what to do with it.
pub fn handed_out(all: &[HandedOut]) -> Vec<String> {
    let one = |h: &HandedOut| {
        say!(
            "{who}: {n|question|questions} of {of|requirement|requirements} in {path}",
            who = h.who.name,
            n = h.checks,
            of = h.requirements,
            path = human_path(&h.path)
        )
    };
    let mut lines: Vec<String> = all.iter().map(one).collect();
    lines.push(say!("Send each person their own file. What comes back is collected beside the agreed answers, never over them.").to_owned());
    lines
}

/// Why nothing was handed out.
pub fn not_handed_out(why: &NotHandedOut, n: &dyn super::Names) -> String {
    match why {
        NotHandedOut::Refused(refused) => done::refused(refused, n),
        NotHandedOut::Written(e) if matches!(e.obstacle, Obstacle::Exist(_)) => joined([
            export::without_flags(e),
            say!("A file that is there may hold somebody's answers, so that none is replaced.").to_owned(),
        ]),
        NotHandedOut::Written(e) => export::without_flags(e),
    }
}
