//! The answers to a control side by side: the general one, each system's own, and what they come to; and, shorter, what each
//! system says.

use super::{Word as _, Words};
use crate::model::for_system::{Beside, SystemAnswer};
use crate::model::{Assessment, Level, Questionnaire};
use crate::say;

/// A level, or that there is none.
fn level(level: Option<Level>) -> &'static str {
    level.map_or(say!("not answered"), |l| l.word())
}

impl Words for SystemAnswer {
    fn words(&self) -> String {
        let (name, level) = (&self.name, self.level.word());
        if self.level == Level::NotApplicable && !self.drops_out {
            return say!("{name}: {level}, no reason yet", name, level);
        }
        say!("{name}: {level}", name, level)
    }
}

impl Words for Beside {
    fn words(&self) -> String {
        let mut parts: Vec<String> = self.systems.iter().map(Words::words).collect();
        let general = level(self.general);
        parts.push(if self.others == 0 {
            say!("general answer, which counts for no system: {general}", general)
        } else {
            let others = self.others;
            say!("general answer, for {others|other system|other systems}: {general}", others, general)
        });
        let words = parts.join("; ");
        say!("{words}. Together: {counts}", words, counts = level(self.counts))
    }
}

/// Each check of a requirement that was answered per system, with its id, a line each.
pub fn of_requirement(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<String> {
    let one = |c: usize| Some(format!("{}: {}", q.check(c).id, a.beside(q, c)?.words()));
    q.checks_of(r).filter_map(one).collect()
}

/// A level, with the checks it was answered at.
type Answered<'a> = (Level, Vec<&'a str>);

/// What AI systems answered to a requirement for themselves, a line a system: its levels, each with its checks where they
/// differ. What one leaves out stands among the reasons.
pub fn a_line_each(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<String> {
    let mut systems: Vec<(String, Vec<Answered<'_>>)> = Vec::new();
    for c in q.checks_of(r) {
        let answers = a.beside(q, c).map(|beside| beside.systems).unwrap_or_default();
        for answer in answers.into_iter().filter(|answer| answer.level != Level::NotApplicable) {
            let id = q.check(c).id.as_str();
            if !systems.iter().any(|(name, _)| *name == answer.name) {
                systems.push((answer.name.clone(), Vec::new()));
            }
            let Some((_, levels)) = systems.iter_mut().find(|(name, _)| *name == answer.name) else {
                continue;
            };
            match levels.iter_mut().find(|(level, _)| *level == answer.level) {
                Some((_, checks)) => checks.push(id),
                None => levels.push((answer.level, vec![id])),
            }
        }
    }
    let id = q.requirements[r].id.as_str();
    let all = q.checks_of(r).count();
    let line = |(name, levels): (String, Vec<Answered<'_>>)| {
        let one = |(level, checks): &Answered<'_>| {
            if checks.len() == all {
                return level.word().to_owned();
            }
            say!("{level} in checks {checks}", level = level.word(), checks = checks.join(", "))
        };
        let levels = levels.iter().map(one).collect::<Vec<_>>().join(", ");
        say!("{id}, {name}: {levels}", id, name, levels)
    };
    systems.into_iter().map(line).collect()
}
