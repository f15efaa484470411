//! In which order the gap list stands, and what it is divided by. Only says what belongs together: the list itself owns
//! its rows.

use super::gap_filter::owner;
use crate::model::priority::Gap;
use crate::say;
use crate::words::figures;
use crate::work::Work;

/// The order of the gap list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapOrder {
    /// As ranked.
    Rank,
    /// Least hours first.
    Effort,
    /// In groups by owner.
    Owner,
    /// In groups by clause.
    Clause,
}

impl GapOrder {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Rank => Self::Effort,
            Self::Effort => Self::Owner,
            Self::Owner => Self::Clause,
            Self::Clause => Self::Rank,
        }
    }

    /// What a gap stands under in this order.
    pub(super) fn under<'w>(self, work: &'w Work, g: &Gap) -> Under<'w> {
        match self {
            Self::Rank => Under::Weight(figures::weighs(g.band)),
            Self::Effort => Under::Effort,
            Self::Owner => Under::Owner(owner(work, g.requirement)),
            Self::Clause => Under::Clause(work.q().top_heading(g.requirement)),
        }
    }

    /// What is said when it is chosen.
    pub fn chosen(self) -> &'static str {
        match self {
            Self::Rank => say!("Ordered by rank."),
            Self::Effort => say!("Ordered by effort, least first (the rank stays what it is)."),
            Self::Owner => say!("Ordered by owner."),
            Self::Clause => say!("Ordered by clause."),
        }
    }
}

/// What a gap stands under.
#[derive(PartialEq)]
pub(super) enum Under<'w> {
    /// How much it weighs.
    Weight(&'static str),
    /// That the list begins with the least effort.
    Effort,
    /// Its owner; empty: nobody.
    Owner(&'w str),
    /// Its topmost heading.
    Clause(Option<usize>),
}

impl Under<'_> {
    /// The title of a group of them; empty for what nobody owns.
    pub(super) fn title(&self, work: &Work) -> String {
        match self {
            Self::Weight(words) => (*words).to_owned(),
            Self::Effort => say!("Least effort first").to_owned(),
            Self::Owner(name) => (*name).to_owned(),
            Self::Clause(heading) => heading.map_or_else(String::new, |h| {
                let h = &work.q().headings[h];
                format!("{} {}", h.id, h.title)
            }),
        }
    }
}
