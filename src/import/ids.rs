//! Which requirement or check a cell means: ids as other tools write them, with words around them or without dots.

use std::collections::BTreeMap;

use super::head::plain;
use crate::model::Questionnaire;
use crate::model::questionnaire::{RequirementKind, Target};

/// What stands between words of a cell.
const APART: [char; 12] = [' ', '\u{a0}', '\n', ':', ',', ';', '(', ')', '[', ']', '\u{2013}', '\u{2014}'];

/// Whether a word is figures with dots between: `4.2`, as clauses are numbered.
fn is_bare(word: &str) -> bool {
    let figures = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    word.contains('.') && word.split('.').all(figures)
}

/// The ids of a questionnaire by how one may spell them.
pub(super) struct Ids<'q> {
    q: &'q Questionnaire,
    /// Without signs between; none where two ids would be the same so.
    spelt: BTreeMap<String, Option<Target>>,
}

impl<'q> Ids<'q> {
    pub(super) fn new(q: &'q Questionnaire) -> Self {
        let mut spelt: BTreeMap<String, Option<Target>> = BTreeMap::new();
        let headings = (0..q.headings.len()).map(Target::Heading);
        for target in headings.chain((0..q.requirements.len()).map(Target::Requirement)) {
            let known = spelt.entry(plain(q.id_of(target))).or_insert(Some(target));
            if *known != Some(target) {
                *known = None;
            }
        }
        Self { q, spelt }
    }

    /// The id as the questionnaire writes it.
    pub(super) fn id_of(&self, target: Target) -> &'q str {
        self.q.id_of(target)
    }

    /// The ids of what stands below a heading.
    pub(super) fn below(&self, heading: usize) -> Vec<String> {
        self.q.below(heading).into_iter().map(|r| self.q.requirements[r].id.clone()).collect()
    }

    /// This very id, as the questionnaire writes it.
    pub(super) fn exactly(&self, id: &str) -> Option<String> {
        self.q.exactly(id).map(|_| id.to_owned())
    }

    /// What a cell means: the id alone, or among words; what stands first counts.
    pub(super) fn find(&self, cell: &str) -> Option<Target> {
        let cell = cell.trim();
        self.q.find(cell).or_else(|| cell.split(APART).find_map(|word| self.word(word)))
    }

    /// The control a cell means, or a heading of controls: `A.4.2`, `A 4.2`, `A4.2`, alone or among words. A number
    /// without the letter is none: it would be a clause.
    pub(super) fn control(&self, cell: &str) -> Option<Target> {
        let controls = |t: &Target| self.is_control(*t);
        let words =
            cell.split(APART).map(|w| w.trim_matches(['.', '-', '"', '\''])).filter(|w| !w.is_empty());
        let mut after_letter = false;
        for word in words {
            if is_bare(word) {
                // What stands first counts: a clause that names a control is a clause.
                return after_letter.then(|| self.q.find(&format!("A.{word}"))).flatten().filter(controls);
            }
            after_letter = word.eq_ignore_ascii_case("a");
            if after_letter {
                continue;
            }
            if let Some(target) = self.q.find(word).or_else(|| self.word(word)).filter(controls) {
                return Some(target);
            }
        }
        self.q.find(cell).filter(controls)
    }

    /// The control a number means to whom nobody wrote the letter.
    pub(super) fn without_letter(&self, cell: &str) -> Option<Target> {
        let word = cell.split(APART).find(|w| !w.is_empty()).filter(|w| is_bare(w))?;
        self.q.find(&format!("A.{word}")).filter(|t| self.is_control(*t))
    }

    fn is_control(&self, target: Target) -> bool {
        let is = |r: usize| self.q.requirements.get(r).is_some_and(|r| r.kind == RequirementKind::Control);
        match target {
            Target::Heading(h) => {
                let below = self.q.below(h);
                !below.is_empty() && below.into_iter().all(is)
            }
            _ => self.q.requirement_of(target).is_some_and(is),
        }
    }

    fn word(&self, word: &str) -> Option<Target> {
        let word = word.trim_matches(['.', '-', '"', '\'']);
        let exact = self.q.find(word);
        // Figures alone without their dots could be anything: a year, a number of the row.
        let lettered =
            || word.contains(|c: char| c.is_alphabetic()) && word.contains(|c: char| c.is_ascii_digit());
        exact.or_else(|| lettered().then(|| self.spelt.get(&plain(word)).copied().flatten()).flatten())
    }
}
