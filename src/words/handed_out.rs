//! What is said of files that were handed out to colleagues, or were not.

use super::{done, export, joined};
use crate::export::Obstacle;
use crate::files::human_path;
use crate::model::Person;
use crate::model::record::PERSON;
use crate::say;
use crate::work::apart::{HandOuts, HandedOut, LeftOut, NotHandedOut, WhyLeftOut};

/// Somebody by their name, else by their number.
fn called(who: &Person) -> String {
    if who.name.trim().is_empty() { format!("{}-{}", PERSON.letter, who.no) } else { who.name.clone() }
}

/// Who is handed nothing, and why.
pub fn left_out(left: &LeftOut) -> String {
    let (who, role) = (called(&left.who), left.who.role.trim());
    match left.why {
        WhyLeftOut::Leads => say!(
            "{who}: nothing, because {who} leads the room. Named with their number they are asked, too.",
            who
        ),
        WhyLeftOut::NoRole => {
            say!("{who}: nothing, because no role of theirs is written and no clause names them.", who)
        }
        WhyLeftOut::NoClause => say!(
            "{who}: nothing, because no clause is theirs: none names them, and nothing is usually known by the role {role}.",
            who,
            role
        ),
    }
}

/// What was handed out, a line each, who got nothing, and what to do with it.
pub fn handed_out(all: &HandOuts) -> Vec<String> {
    let one = |h: &HandedOut| {
        say!(
            "{who}: {n|question|questions} of {of|requirement|requirements} in {path}",
            who = called(&h.who),
            n = h.checks,
            of = h.requirements,
            path = human_path(&h.path)
        )
    };
    let mut lines: Vec<String> = all.files.iter().map(one).collect();
    lines.extend(all.left_out.iter().map(left_out));
    // Whoever is left out for want of a role or a clause is asked by naming both.
    lines.extend(all.left_out.iter().any(|l| l.why != WhyLeftOut::Leads).then(|| {
        say!("Name people and clauses to ask them all the same, or write their role in the register of people first.").to_owned()
    }));
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
