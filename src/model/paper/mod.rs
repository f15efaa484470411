//! Papers that start from what a file already holds: which templates are for this organisation, which file each goes into, what
//! they ask and what was answered. The texts are data under `questionnaires/papers/`; this only knows their shape.

mod answer;
mod rows;
mod template;

pub use answer::{Asked, answer, asked, find, key, people_meant, written, written_key};
pub use rows::{NAMED_BY, holds, rows};
pub use template::{Answering, Block, FACTS, Grid, Line, Placed, Question, Rows, Template, What, When};

use super::assessment::{Assessment, keys};
use super::format::FitsInto;
use super::record::{SYSTEM, read};
use super::size::OrgSize;

impl When {
    /// Whether it holds for this organisation. Who has not said its size is taken for a small firm of several.
    pub fn holds(&self, a: &Assessment) -> bool {
        let size = size(a);
        let roles = roles(a);
        (self.sizes.is_empty() || self.sizes.iter().any(|s| s == size.key()))
            && (self.roles.is_empty() || self.roles.iter().any(|r| roles.contains(&r.as_str())))
            && self.alone.is_none_or(|alone| alone == a.is_one_person())
            && self.has.as_ref().is_none_or(|r| !rows(a, r).is_empty())
            && self.none.as_ref().is_none_or(|r| rows(a, r).is_empty())
    }
}

/// Roles the organisation has, as it said and as its AI systems say, each once.
pub fn roles(a: &Assessment) -> Vec<&str> {
    let stated = a.get(keys::ROLES).unwrap_or_default().split(',').map(str::trim);
    let of_systems = read::all(a, &SYSTEM).into_iter().flat_map(|s| s.members("role")).map(|(role, _)| role);
    let mut all: Vec<&str> = stated.chain(of_systems).filter(|r| !r.is_empty()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The size papers are written for.
pub fn size(a: &Assessment) -> OrgSize {
    a.own_size().unwrap_or(OrgSize::Micro)
}

/// Whether papers are gathered into the few files of a small firm.
pub fn is_gathered(a: &Assessment) -> bool {
    matches!(size(a), OrgSize::Solo | OrgSize::Micro)
}

/// Templates that are for this organisation, in their order.
pub fn fitting<'t>(all: &'t [Template], a: &Assessment) -> Vec<&'t Template> {
    all.iter().filter(|t| t.when.holds(a)).collect()
}

/// A file that is made: where what is gathered fits in, and the templates in it.
#[derive(Debug, Clone)]
pub struct Gathered<'t> {
    /// [`FitsInto::File`] is one paper alone.
    pub place: FitsInto,
    /// At least one.
    pub holds: Vec<&'t Template>,
}

impl<'t> Gathered<'t> {
    /// Its name without ending.
    pub fn name(&self) -> &'t str {
        match (self.place, self.holds.first()) {
            (FitsInto::File, Some(t)) => &t.id,
            (place, _) => place.key(),
        }
    }
}

/// The files papers are gathered into here, in the order of their first paper.
pub fn gathered<'t>(all: &'t [Template], a: &Assessment) -> Vec<Gathered<'t>> {
    let together = is_gathered(a);
    let mut files: Vec<Gathered<'t>> = Vec::new();
    for t in fitting(all, a) {
        let place = if together { t.fits } else { FitsInto::File };
        match files.iter_mut().find(|f| place != FitsInto::File && f.place == place) {
            Some(file) => file.holds.push(t),
            None => files.push(Gathered { place, holds: vec![t] }),
        }
    }
    files
}
