//! The documents and records an organisation needs, as its questionnaire names them: each once, and for a small
//! firm gathered into the few files they fit into. Facts of the questionnaire and what is left out; no figure.

use super::assessment::{Assessment, keys};
use super::format::{Basis, CheckKind, FitsInto};
use super::questionnaire::Questionnaire;
use super::size::OrgSize;

/// A document or record, once however many requirements name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<'q> {
    /// Its name.
    pub name: &'q str,
    /// Kept up or kept as proof.
    pub kind: CheckKind,
    /// The strongest basis anywhere.
    pub basis: Basis,
    /// Where it is asked for: requirements, in their order.
    pub asked_at: Vec<usize>,
    /// The file of a small firm it fits into.
    fits_into: Option<FitsInto>,
}

/// A file a small firm keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper<'q> {
    /// What it is; [`FitsInto::File`] is a file of its own, which holds one document.
    pub place: FitsInto,
    /// The documents that go into it; at least one.
    pub holds: Vec<Wanted<'q>>,
}

/// A file of its own is a row of its own; the others come first, in this order.
pub(super) const GATHERED: [FitsInto; 7] = [
    FitsInto::Handbook,
    FitsInto::Register,
    FitsInto::Plan,
    FitsInto::Assessment,
    FitsInto::Log,
    FitsInto::Minutes,
    FitsInto::Notices,
];

const fn strength(basis: Basis) -> u8 {
    match basis {
        Basis::Explicit => 0,
        Basis::Inherent => 1,
        Basis::Customary => 2,
    }
}

/// Every document and record the questionnaire names, in the order of the standard.
pub fn wanted(q: &Questionnaire) -> Vec<Wanted<'_>> {
    let mut all: Vec<Wanted<'_>> = Vec::new();
    for (r, requirement) in q.requirements.iter().enumerate() {
        for d in &requirement.documents {
            if let Some(known) = all.iter_mut().find(|w| w.name == d.name) {
                known.asked_at.push(r);
                if strength(d.basis) < strength(known.basis) {
                    known.basis = d.basis;
                }
            } else {
                let (name, fits_into) = (d.name.as_str(), d.fits_into);
                all.push(Wanted { name, kind: d.kind, basis: d.basis, asked_at: vec![r], fits_into });
            }
        }
    }
    all
}

/// The files that are enough for a small firm: one to nine people, whose questionnaire says what fits where. None
/// for a bigger one, or one that has not said its size. What only left-out controls ask for is not in them.
pub fn few<'q>(q: &'q Questionnaire, a: &Assessment) -> Option<Vec<Paper<'q>>> {
    let size = a.get(keys::SIZE).and_then(OrgSize::parse)?;
    if !matches!(size, OrgSize::Solo | OrgSize::Micro) {
        return None;
    }
    let mut gathered: Vec<Paper<'q>> =
        GATHERED.map(|place| Paper { place, holds: Vec::new() }).into_iter().collect();
    let mut own = Vec::new();
    for mut w in wanted(q) {
        let place = w.fits_into?;
        w.asked_at.retain(|r| !a.excluded(*r));
        if w.asked_at.is_empty() {
            continue;
        }
        match gathered.iter_mut().find(|p| p.place == place) {
            Some(paper) => paper.holds.push(w),
            None => own.push(Paper { place, holds: vec![w] }),
        }
    }
    gathered.retain(|p| !p.holds.is_empty());
    gathered.extend(own);
    Some(gathered)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::bank;

    /// About fifteen files for a firm of three, never the long list; all documents stand in one of them.
    #[test]
    fn a_firm_of_three_keeps_few_files_and_a_bigger_one_sees_every_name() {
        let q = bank::embedded().unwrap();
        let all = wanted(&q);
        assert!(all.len() > 100, "{}", all.len());
        let names: BTreeSet<&str> = all.iter().map(|w| w.name).collect();
        assert_eq!(names.len(), all.len());
        let mut a = Assessment::new(&q);
        assert_eq!(few(&q, &a), None);
        for (size, gathered) in [("solo", true), ("micro", true), ("small", false), ("large", false)] {
            a.set(&q, keys::SIZE, Some(size.into()));
            let papers = few(&q, &a);
            assert_eq!(papers.is_some(), gathered, "{size}");
            let Some(papers) = papers else { continue };
            assert!((10..=20).contains(&papers.len()), "{}", papers.len());
            let held: BTreeSet<&str> = papers.iter().flat_map(|p| &p.holds).map(|w| w.name).collect();
            assert_eq!(held, names);
        }
    }

    #[test]
    fn what_only_left_out_controls_ask_for_is_in_no_file() {
        let q = bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        a.set(&q, keys::SIZE, Some("micro".into()));
        let held = |a: &Assessment| -> usize { few(&q, a).unwrap().iter().map(|p| p.holds.len()).sum() };
        let before = held(&a);
        let control =
            |w: &&Wanted<'_>| w.asked_at.len() == 1 && q.requirements[w.asked_at[0]].exclusion.is_some();
        let all = wanted(&q);
        let one = all.iter().find(control).unwrap().asked_at[0];
        let alone = all.iter().filter(|w| w.asked_at == [one]).count();
        a.set(&q, &q.requirements[one].id, Some("n".into()));
        assert_eq!(held(&a), before - alone);
    }
}
