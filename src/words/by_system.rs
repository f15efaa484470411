//! The answers to a control side by side: the general one, each system's own, and what they come to.

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
