//! Rows of the gap list and of the roadmap: which, and in what order.

use super::Desk;
use crate::model::assessment::keys;
use crate::model::priority::{Band, Gap};
use crate::model::questionnaire::{Pdca, RequirementKind};
use crate::words::{Word as _, called};

/// Which rows the gap list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapFilter {
    /// Everything.
    All,
    /// One band.
    Band(Band),
    /// What Stage 1 looks at.
    Stage1,
    /// A topmost heading, by its index.
    Top(usize),
    /// A phase of the cycle.
    Phase(Pdca),
    /// Clauses or controls.
    Kind(RequirementKind),
    /// One owner; empty: nobody.
    Owner(String),
}

impl GapFilter {
    /// Everything one can choose here.
    pub fn choices(desk: &Desk) -> Vec<Self> {
        let mut list = vec![Self::All];
        list.extend(Band::ALL.map(Self::Band));
        list.extend([
            Self::Stage1,
            Self::Kind(RequirementKind::Clause),
            Self::Kind(RequirementKind::Control),
        ]);
        list.extend([Pdca::Plan, Pdca::Do, Pdca::Check, Pdca::Act].map(Self::Phase));
        list.extend(desk.q().top_headings().into_iter().map(Self::Top));
        let mut owners: Vec<String> =
            desk.work.plan().0.gaps.iter().map(|g| desk.owner(g.requirement)).collect();
        owners.sort();
        owners.dedup();
        list.extend(owners.into_iter().map(Self::Owner));
        list
    }

    /// Whether a gap is shown.
    pub fn fits(&self, desk: &Desk, g: &Gap) -> bool {
        let q = desk.q();
        let r = &q.requirements[g.requirement];
        match self {
            Self::All => true,
            Self::Band(b) => g.band == *b,
            Self::Stage1 => r.stage1,
            Self::Top(h) => q.top_heading(g.requirement) == Some(*h),
            Self::Phase(p) => r.pdca == *p,
            Self::Kind(k) => r.kind == *k,
            Self::Owner(name) => desk.owner(g.requirement) == *name,
        }
    }

    /// What is shown, in words.
    pub fn word(&self, desk: &Desk) -> String {
        match self {
            Self::All => "All gaps".into(),
            Self::Band(b) => format!("Band {}", b.word()),
            Self::Stage1 => "What Stage 1 looks at".into(),
            Self::Top(h) => {
                let h = &desk.q().headings[*h];
                format!("{} {}", h.id, h.title)
            }
            Self::Phase(p) => format!("Phase {}", p.word()),
            Self::Kind(RequirementKind::Clause) => desk.q().names.clauses_short.clone(),
            Self::Kind(RequirementKind::Control) => capital(&called::controls(&desk.q().names.controls)),
            Self::Owner(name) if name.is_empty() => "Without owner".into(),
            Self::Owner(name) => format!("Owner {name}"),
        }
    }
}

/// As a line begins.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

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

    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rank => "by rank",
            Self::Effort => "by effort, least first (the rank stays what it is)",
            Self::Owner => "by owner",
            Self::Clause => "by clause",
        }
    }
}

/// A row of the gap list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapRow {
    /// A group with the number of its gaps.
    Head(String, usize),
    /// A gap, by its place in the ranked list.
    Gap(usize),
}

impl GapRow {
    /// The gap, if it is one.
    pub const fn gap(&self) -> Option<usize> {
        match self {
            Self::Gap(g) => Some(*g),
            Self::Head(..) => None,
        }
    }
}

/// A row of the roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoadRow {
    /// An action, by its place in the plan.
    Item(usize),
    /// A milestone.
    Mark(usize),
    /// A wave, by its place in the plan.
    Wave(usize),
}

impl Desk {
    /// Who owns the work on a requirement; empty when nobody was named.
    pub fn owner(&self, requirement: usize) -> String {
        let id = &self.q().requirements[requirement].id;
        self.work.a().at(keys::OWNER, id).unwrap_or_default().to_owned()
    }

    /// Rows of the gap list.
    pub fn gap_rows(&self) -> Vec<GapRow> {
        let gaps = &self.work.plan().0.gaps;
        let mut shown: Vec<usize> =
            (0..gaps.len()).filter(|g| self.gap_filter.fits(self, &gaps[*g])).collect();
        let group = |g: usize| match self.gap_order {
            GapOrder::Owner => {
                let name = self.owner(gaps[g].requirement);
                if name.is_empty() { "No owner".to_owned() } else { name }
            }
            _ => self.q().top_heading(gaps[g].requirement).map_or_else(String::new, |h| {
                let h = &self.q().headings[h];
                format!("{} {}", h.id, h.title)
            }),
        };
        match self.gap_order {
            GapOrder::Rank => return shown.into_iter().map(GapRow::Gap).collect(),
            GapOrder::Effort => {
                shown.sort_by(|x, y| gaps[*x].effort_hours.total_cmp(&gaps[*y].effort_hours).then(x.cmp(y)));
                return shown.into_iter().map(GapRow::Gap).collect();
            }
            GapOrder::Owner => shown.sort_by_key(|g| (group(*g), *g)),
            GapOrder::Clause => shown.sort_by_key(|g| (self.q().top_heading(gaps[*g].requirement), *g)),
        }
        let mut rows = Vec::new();
        for part in shown.chunk_by(|x, y| group(*x) == group(*y)) {
            rows.push(GapRow::Head(group(part[0]), part.len()));
            rows.extend(part.iter().map(|g| GapRow::Gap(*g)));
        }
        rows
    }

    /// Rows of the roadmap: actions and milestones by date, or actions under their waves.
    pub fn road_rows(&self) -> Vec<RoadRow> {
        let map = &self.work.plan().1;
        if self.by_wave {
            let mut rows = Vec::new();
            for (w, wave) in map.waves.iter().enumerate().filter(|(_, w)| w.actions > 0) {
                rows.push(RoadRow::Wave(w));
                let mine = map.items.iter().enumerate().filter(|(_, i)| i.wave == wave.number);
                rows.extend(mine.map(|(i, _)| RoadRow::Item(i)));
            }
            return rows;
        }
        let mut rows: Vec<RoadRow> = (0..map.items.len()).map(RoadRow::Item).collect();
        for (m, mark) in map.milestones.iter().enumerate() {
            // A milestone stands behind the last action that starts before it is reached.
            let at = rows.iter().rposition(|r| match r {
                RoadRow::Item(i) => map.items[*i].start <= mark.date,
                RoadRow::Mark(_) => true,
                RoadRow::Wave(_) => false,
            });
            rows.insert(at.map_or(0, |at| at + 1), RoadRow::Mark(m));
        }
        rows
    }
}
