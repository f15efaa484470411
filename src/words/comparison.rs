//! Words for two states side by side: which way a requirement moved, and why its score did.

use jiff::civil::Date;

use super::{Word, Words};
use crate::model::compare::{Direction, Move, Note, TextKind};
use crate::model::score::{RequirementScore, percent};
use crate::model::{Level, Questionnaire, Status, whatif};
use crate::say;

impl Word for Direction {
    fn word(&self) -> &'static str {
        match self {
            Self::Improved => say!("Improved"),
            Self::Worsened => say!("Worsened"),
            Self::NewlyAnswered => say!("Newly answered"),
            Self::NewlyOpen => say!("Newly open"),
            Self::Excluded => say!("Excluded now"),
            Self::Included => say!("Included again"),
            Self::Unchanged => say!("Unchanged"),
        }
    }
}

impl Word for TextKind {
    fn word(&self) -> &'static str {
        match self {
            Self::Note => say!("note"),
            Self::Reason => say!("reason"),
        }
    }
}

impl Words for Note {
    fn words(&self) -> String {
        match self {
            Self::OtherWording { before, after } => say!(
                "The wording of the questions changed between version {before} and {after}.",
                before,
                after
            ),
            Self::OtherOrganisation { before, after } => say!(
                "These are two organisations, {before} and {after}: what differs is no progress of either.",
                before,
                after
            ),
        }
    }
}

/// What the present state of a file is called beside another.
pub fn now(file: &str) -> String {
    say!("now ({file})", file)
}

/// A status with its score, as one side of a move.
fn side(s: &RequirementScore) -> String {
    match (s.status, s.score()) {
        (Status::NotApplicable, _) => say!("not applicable").to_owned(),
        (status, None) => say!("{status}, no answer", status = status.word()),
        (status, Some(x)) => say!(
            "{status}, {score} over {answered} of {of} checks",
            status = status.word(),
            score = percent(100.0 * x),
            answered = s.answered,
            of = s.of
        ),
    }
}

/// Why the score of a requirement moved, in words and figures.
pub fn why(m: &Move, q: &Questionnaire) -> String {
    let (before, after) = (side(&m.before), side(&m.after));
    let word = |l: Option<Level>| l.map_or(say!("not answered"), |l| l.word());
    // Checks that moved alike stand together: nine lines that say the same say nothing.
    let mut alike: Vec<(Option<Level>, Option<Level>, Vec<&str>)> = Vec::new();
    for c in &m.checks {
        let id = q.check(c.check).id.as_str();
        match alike.iter_mut().find(|(x, y, _)| (*x, *y) == (c.before, c.after)) {
            Some((.., ids)) => ids.push(id),
            None => alike.push((c.before, c.after, vec![id])),
        }
    }
    let all = q.checks_of(m.requirement).len();
    // Of these no figure speaks, so that "8 of 8" and "all 9" do not look like a slip.
    let good = q.checks_of(m.requirement).filter(|c| !q.check(*c).mandatory).count();
    let moves: Vec<String> = alike
        .into_iter()
        .map(|(x, y, ids)| {
            let every = ids.len() == all && all > 1;
            let which = match (every, good) {
                (false, _) => ids.join(", "),
                (true, 0) => say!("all {all} checks", all),
                (true, good) => say!("all {all} checks, {good} of them good practice", all, good),
            };
            format!("{which}: {} -> {}", word(x), word(y))
        })
        .collect();
    let moves = moves.join("; ");
    match (before == after, moves.is_empty()) {
        (true, true) => say!("Still {after}.", after),
        (true, false) => say!("Still {after}, because {moves}.", after, moves),
        (false, true) => say!("From {before} to {after}.", before, after),
        (false, false) => say!("From {before} to {after}, because {moves}.", before, after, moves),
    }
}

/// A plan that is only tried beside the one that is kept, a line each; `# ` begins a title.
pub fn what_if(c: &whatif::Comparison) -> Vec<String> {
    let side = |name: &str, s: &whatif::Side| format!("  {name:<7} {}", super::brief(&s.plan));
    let mut lines = vec![side(say!("Now"), &c.before), side(say!("What if"), &c.after), String::new()];
    if c.kept_order {
        lines.push(say!("A new order would end later; the order of now is kept.").into());
    }
    if !c.done.is_empty() {
        lines.push(say!("Taken as done: {actions}.", actions = c.done.join(", ")));
    }
    lines.push(format!("# {}", say!("{n|action moves|actions move}", n = c.moved.len())));
    lines.extend(c.moved.iter().map(|m| {
        let days = |(start, end): (Date, Date)| say!("{start} to {end}", start, end);
        format!("  {:<10}{}  ->  {}", m.id, days(m.before), days(m.after))
    }));
    lines
}
