//! Which gaps the gap list shows.

use crate::model::assessment::keys;
use crate::model::priority::{Band, Gap};
use crate::model::questionnaire::{Pdca, RequirementKind};
use crate::say;
use crate::words::{Word as _, asked, called};
use crate::work::Work;

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
    pub fn choices(work: &Work) -> Vec<Self> {
        let mut list = vec![Self::All];
        list.extend(Band::ALL.map(Self::Band));
        list.extend([
            Self::Stage1,
            Self::Kind(RequirementKind::Clause),
            Self::Kind(RequirementKind::Control),
        ]);
        list.extend([Pdca::Plan, Pdca::Do, Pdca::Check, Pdca::Act].map(Self::Phase));
        list.extend(work.q().top_headings().into_iter().map(Self::Top));
        let mut owners: Vec<&str> = work.plan().0.gaps.iter().map(|g| owner(work, g.requirement)).collect();
        owners.sort_unstable();
        owners.dedup();
        list.extend(owners.into_iter().map(|name| Self::Owner(name.to_owned())));
        list
    }

    /// Whether a gap is shown.
    pub fn fits(&self, work: &Work, g: &Gap) -> bool {
        let q = work.q();
        let r = &q.requirements[g.requirement];
        match self {
            Self::All => true,
            Self::Band(b) => g.band == *b,
            Self::Stage1 => r.stage1,
            Self::Top(h) => q.top_heading(g.requirement) == Some(*h),
            Self::Phase(p) => r.pdca == *p,
            Self::Kind(k) => r.kind == *k,
            Self::Owner(name) => owner(work, g.requirement) == *name,
        }
    }

    /// What is shown, in words.
    pub fn word(&self, work: &Work) -> String {
        match self {
            Self::All => say!("All gaps").into(),
            Self::Band(b) => say!("Band {band}", band = b.word()),
            Self::Stage1 => say!("What Stage 1 looks at").into(),
            Self::Top(h) => {
                let h = &work.q().headings[*h];
                format!("{} {}", h.id, h.title)
            }
            Self::Phase(p) => say!("Phase {phase}", phase = p.word()),
            Self::Kind(RequirementKind::Clause) => work.q().names.clauses_short.clone(),
            Self::Kind(RequirementKind::Control) => called::all_controls(&work.q().names.controls),
            Self::Owner(name) if name.is_empty() => say!("Without owner").into(),
            Self::Owner(name) => say!("Owner {name}", name),
        }
    }
}

/// Who owns the work on a requirement; empty when nobody was named.
pub fn owner(work: &Work, requirement: usize) -> &str {
    let id = &work.q().requirements[requirement].id;
    let named = work.a().at(keys::OWNER, id).unwrap_or_default();
    asked::owner(work.q(), work.a(), &[requirement], named)
}
