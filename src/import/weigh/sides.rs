//! Which controls are on another side after a file, and what speaks against that. Part of the weighing.

use std::collections::BTreeSet;

use super::Weighing;
use crate::import::soa_heads::Col;
use crate::import::{About, Side, Turned, reason};
use crate::model::change::Edit;
use crate::model::goes::{self, Goes};
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::said::Matter;
use crate::model::statement::{self, Applicable, Flag, Row};
use crate::model::{Assessment, Layer, Scores};

impl Weighing<'_, '_> {
    /// All of it, once it is known what changes.
    pub(super) fn sides(&mut self, edit: &Edit) {
        if edit.changes.is_empty() {
            return;
        }
        let (q, trial): (_, &Assessment) = (self.c.q, &self.trial);
        let after = Scores::compute(q, trial);
        let control = |r: &usize| q.requirements[*r].kind == RequirementKind::Control;
        // Reasons as a statement has them; of our own data they come as facts, and none of them is asked about.
        let said: BTreeSet<&str> = self
            .changed
            .iter()
            .filter_map(|(_, d)| match &d.about {
                About::Text(Matter::WhyIn | Matter::Reason, at) => Some(at.as_str()),
                _ => None,
            })
            .collect();
        let (mut sides, mut odd) = (Vec::new(), Vec::new());
        for r in (0..q.requirements.len()).filter(control) {
            let (from, to) = (self.stood(r), statement::applicable(q, trial, &after, r));
            let at = q.requirements[r].id.as_str();
            if from == to && !said.contains(at) {
                continue;
            }
            let before =
                statement::row(q, self.c.a, self.scores.get_or_init(|| Scores::compute(q, self.c.a)), r);
            let row = statement::row(q, trial, &after, r);
            let now = reason_of(&row);
            let doubt = said.contains(at)
                && match to {
                    Applicable::Yes => reason::denies(now),
                    Applicable::No => reason::affirms(now),
                    Applicable::Undecided => false,
                };
            let (was, now) = (reason_of(&before).to_owned(), now.to_owned());
            let side = Side { at: at.to_owned(), from, to, was, now, doubt };
            if side.changes() || doubt {
                sides.push(side);
            }
            odd.extend(against(&before, &row));
            odd.extend(goes::in_use(q, self.c.a, &before, &row));
        }
        // Those that change sides first.
        sides.sort_by_key(|s| !s.changes());
        odd.extend(self.out_for(&after));
        odd.append(&mut self.report.goes);
        self.report.goes = odd;
        self.report.turned = self.turned(&after);
        self.report.sides = sides;
    }

    /// The controls that change sides with a reason of which no column says for which side it is.
    fn turned(&self, after: &Scores) -> Vec<Turned> {
        let has = |col: Col| self.report.columns.iter().any(|c| c.field == Some(col.key()));
        if !has(Col::Reason) {
            return Vec::new();
        }
        let (says_for, says_against) = (has(Col::For), has(Col::Against));
        let mut all = Vec::new();
        for (_, d) in &self.changed {
            let About::Text(matter, at) = &d.about else { continue };
            let Some(Target::Requirement(r)) = self.c.q.find(at) else { continue };
            let (was, now) = match matter {
                Matter::WhyIn if !says_for => (Applicable::No, Applicable::Yes),
                Matter::Reason if !says_against => (Applicable::Yes, Applicable::No),
                _ => continue,
            };
            if self.stood(r) == was && statement::applicable(self.c.q, &self.trial, after, r) == now {
                all.push(Turned { at: at.clone(), into: now == Applicable::Yes });
            }
        }
        all
    }

    /// The controls that come in which AI systems leave out for themselves, where no row says so.
    fn out_for(&self, after: &Scores) -> Vec<Goes> {
        let q = self.c.q;
        let in_key = statement::in_key("");
        let meant = |d: &crate::import::Difference| match &d.about {
            About::Level(at) | About::Text(Matter::WhyIn | Matter::Reason, at) => Some(at.clone()),
            About::Fact(key) => key.strip_prefix(in_key.as_str()).map(str::to_owned),
            _ => None,
        };
        let ids: BTreeSet<String> = self.changed.iter().filter_map(|(_, d)| meant(d)).collect();
        let mut all = Vec::new();
        for at in ids {
            let Some(Target::Requirement(r)) = q.find(&at) else { continue };
            if self.stood(r) == Applicable::Yes {
                continue;
            }
            let mut row = statement::row(q, &self.trial, after, r);
            row.not_for.retain(|of| {
                let layer = Layer::System(of.system.id.clone()).prefix();
                !self.linked.contains(&format!("{layer}{at}"))
            });
            all.extend(goes::out_for(&row));
        }
        all
    }
}

/// The reason for the side a row is on.
fn reason_of(row: &Row) -> &str {
    match row.applicable {
        Applicable::Yes => &row.why,
        Applicable::No => &row.against,
        Applicable::Undecided => "",
    }
}

/// That a control is left out now although the questionnaire forbids it.
fn against(before: &Row, row: &Row) -> Option<Goes> {
    if before.applicable == Applicable::No || row.applicable != Applicable::No {
        return None;
    }
    row.flags.iter().find_map(|f| match f {
        Flag::CannotStand(never) => Some(Goes::CannotStand { at: row.id.clone(), never: never.clone() }),
        _ => None,
    })
}
