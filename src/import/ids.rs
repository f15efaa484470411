//! Which requirement or check a cell means: ids as other tools write them, with words around them or without dots.

use std::collections::BTreeMap;

use super::head::plain;
use crate::model::Questionnaire;
use crate::model::questionnaire::Target;

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

    /// This very id, as the questionnaire writes it.
    pub(super) fn exactly(&self, id: &str) -> Option<String> {
        self.q.exactly(id).map(|_| id.to_owned())
    }

    /// What a cell means: the id alone, or among words; what stands first counts.
    pub(super) fn find(&self, cell: &str) -> Option<Target> {
        let cell = cell.trim();
        self.q.find(cell).or_else(|| {
            cell.split([' ', '\u{a0}', '\n', ':', ',', ';', '(', ')', '[', ']', '\u{2013}', '\u{2014}'])
                .find_map(|word| self.word(word))
        })
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
