//! How many to look at and which, in words: what two habits of auditors come to, and that they are habits.

use super::{KindWords as _, Word, few};
use crate::model::audit::sampling::{Risk, Sampling, What, Why};
use crate::say;

/// Registers a line tells of.
const REGISTERS: usize = 3;
/// Findings a reason names.
const NAMED: usize = 3;

impl Word for Risk {
    fn word(&self) -> &'static str {
        match self {
            Self::Low => say!("low"),
            Self::Middle => say!("middle"),
            Self::High => say!("high"),
        }
    }
}

/// "40 orders: 7 by the square root, 11 by risk (high): sorted by date every 3rd, beginning with number 2".
fn one(s: &Sampling) -> String {
    let what = match &s.of {
        What::Row(of) if of.is_empty() => s.population.to_string(),
        What::Row(of) => format!("{} {of}", s.population),
        What::Register(kind) => kind.count(s.population),
    };
    if s.by_risk == s.population {
        return say!("{what}: look at all of them", what);
    }
    let (root, by_risk, risk, every, from) = (s.root, s.by_risk, s.risk.word(), s.every, s.from);
    if every == 1 {
        return say!(
            "{what}: {root} by the square root, {by_risk} by risk ({risk}), the newest",
            what,
            root,
            by_risk,
            risk
        );
    }
    say!(
        "{what}: {root} by the square root, {by_risk} by risk ({risk}): sorted by date, one in {every}, beginning with number {from}",
        what,
        root,
        by_risk,
        risk,
        every,
        from
    )
}

fn reason(why: &Why) -> String {
    match why {
        Why::LikelyMajor => say!("a major would be likely if it were missing").to_owned(),
        Why::Exposed => say!("AI in scope touches people's rights or a legal duty").to_owned(),
        Why::Found(list) => say!("found there: {findings}", findings = few(list, NAMED)),
        Why::OwnAnswer(status) => say!("own answer {status}", status = status.word()),
        Why::NotShown => say!("said to be there, and not all of it is shown").to_owned(),
    }
}

/// How many to look at, why, and that it is a habit; empty where nothing is known to count.
pub(super) fn suggested((all, why): &(Vec<Sampling>, Vec<Why>)) -> String {
    if all.is_empty() {
        return String::new();
    }
    let told = all.iter().take(REGISTERS).map(one).collect::<Vec<_>>().join("; ");
    let habit = say!("A habit of auditors, not asked for by the standard.");
    let parts = [format!("{told}."), because(why), habit.to_owned()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

fn because(why: &[Why]) -> String {
    if why.is_empty() {
        return say!("Nothing speaks for more.").to_owned();
    }
    say!("For more speaks: {reasons}.", reasons = why.iter().map(reason).collect::<Vec<_>>().join("; "))
}
