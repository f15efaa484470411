//! What an organisation may set about how its papers look: a house style. Read from its folder elsewhere; applied here.

use std::collections::BTreeMap;

use super::{About, Block, Doc};

/// A house style. The default is ours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct House {
    /// Who prepared the papers: a consultancy or a person.
    pub prepared_by: Option<String>,
    /// A line under the title of the cover: a client's own name for the job.
    pub cover_line: Option<String>,
    /// A version the papers carry: `Draft 2`.
    pub version: Option<String>,
    /// Whom they may go to.
    pub distribution: Option<String>,
    /// A picture for cover and head, as PNG.
    pub logo: Option<Vec<u8>>,
    /// Colour of headings, rules and table heads, red, green, blue; none is ours.
    pub accent: Option<[u8; 3]>,
    /// Name of the typeface for formats that name one.
    pub font: Option<String>,
    /// Typefaces for formats that hold them: regular, bold, italic.
    pub faces: Vec<Vec<u8>>,
    /// Typefaces asked for signs the others have no picture of, first come first asked; of a collection the first face.
    pub fallback_faces: Vec<Vec<u8>>,
    /// Headings in other words, by anchor.
    pub headings: BTreeMap<String, String>,
    /// Sections left out, by anchor of their heading.
    pub left_out: Vec<String>,
}

impl House {
    /// What stands on a first page below the title and whom the paper was made for, label and text: who prepared it first.
    pub fn facts(&self, about: &About) -> Vec<(String, String)> {
        let labels = &about.labels;
        let own = [
            (&labels.prepared_by, &self.prepared_by),
            (&labels.version, &self.version),
            (&labels.distribution, &self.distribution),
        ];
        let own = own.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?)));
        let said = about.facts.iter().filter(|(_, text)| *text != about.organisation);
        own.chain(said.map(|(label, text)| (label, text)))
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(label, text)| (label.clone(), text.clone()))
            .collect()
    }

    /// Whether it says something of its own: names, lines or a logo, and not looks alone.
    pub fn has_words(&self) -> bool {
        let said = [&self.prepared_by, &self.cover_line, &self.version, &self.distribution];
        said.iter().any(|s| s.is_some()) || self.logo.is_some() || !self.headings.is_empty()
    }

    /// Rewords headings and takes sections out: from a heading to the next of the same or a higher level.
    pub fn apply(&self, doc: &mut Doc) {
        let mut below: Option<usize> = None;
        doc.blocks.retain_mut(|block| {
            if let Block::Heading { level, text, anchor } = block {
                if below.is_some_and(|out| *level <= out) {
                    below = None;
                }
                if below.is_none() && self.left_out.contains(anchor) {
                    below = Some(*level);
                }
                if let Some(words) = self.headings.get(anchor) {
                    text.clone_from(words);
                }
            }
            below.is_none()
        });
    }
}
