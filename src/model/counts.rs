//! The Statement of Applicability in numbers: how its rows add up, and how many of them have which fault. Derived from the rows
//! of [`super::statement`] alone. Pure.

use super::applies::Applicable;
use super::statement::{Flag, Row};

/// How many rows there are of each sort, and what is missing in them. A row with two faults counts for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Controls of the questionnaire.
    pub standard: usize,
    /// Controls of one's own.
    pub own: usize,
    /// Of those of the questionnaire, the ones that are in.
    pub applicable: usize,
    /// Left out.
    pub out: usize,
    /// Undecided.
    pub undecided: usize,
    /// Decided without a reason, one's own too.
    pub without_reason: usize,
    /// With a reason that says little.
    pub weak: usize,
    /// Left out although they cannot be.
    pub cannot_stand: usize,
    /// To look at again.
    pub again: usize,
    /// Met, with evidence that ran out.
    pub ran_out: usize,
    /// In, and an AI system leaves it out for itself, or a part of it.
    pub not_for: usize,
}

impl Counts {
    /// Rows one cannot approve as they stand: undecided, decided without a reason, left out although they cannot be.
    pub const fn open(&self) -> usize {
        self.undecided + self.without_reason + self.cannot_stand
    }

    /// Of these rows.
    pub fn of(rows: &[Row]) -> Self {
        let mut n = Self::default();
        for row in rows {
            match (row.requirement(), row.applicable) {
                (None, _) => n.own += 1,
                (Some(_), Applicable::Yes) => n.applicable += 1,
                (Some(_), Applicable::No) => n.out += 1,
                (Some(_), Applicable::Undecided) => n.undecided += 1,
            }
            n.not_for += usize::from(row.applicable != Applicable::No && !row.not_for.is_empty());
            let has = |is: fn(&Flag) -> bool| usize::from(row.flags.iter().any(is));
            n.without_reason += usize::from(row.lacks_reason());
            n.weak += usize::from(row.is_weak());
            n.cannot_stand += has(|f| matches!(f, Flag::CannotStand(_)));
            n.again += has(|f| {
                matches!(
                    f,
                    Flag::RiskNames(_)
                        | Flag::RiskOfSystem { .. }
                        | Flag::RoleDenies { .. }
                        | Flag::DayPast(_)
                        | Flag::SystemsGone
                )
            });
            n.ran_out += has(|f| matches!(f, Flag::RanOut(_)));
        }
        n.standard = n.applicable + n.out + n.undecided;
        n
    }
}
