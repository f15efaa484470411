//! Papers to start from, line by line: which there are and what they ask, and writing them into a folder.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use crate::files;
use crate::words::papers;
use crate::work::PaperWish;

impl Sitting<'_, '_> {
    /// Without a folder the papers with their questions; with one they are written there.
    pub(super) fn papers(&mut self, typed: &str) -> io::Result<Next> {
        if typed.is_empty() {
            let lines = papers::list(&self.w, &[]);
            self.talk.tell(&lines.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>())?;
            return Ok(Next::Stay);
        }
        let folder = files::path_of(typed);
        let words = match self.w.write_papers(&folder, &PaperWish::default()) {
            Ok(written) => {
                self.talk.tell(&written.iter().map(papers::file).collect::<Vec<_>>())?;
                papers::written(&written, &folder)
            }
            Err(e) => papers::none(&e, &Typed::refusing()),
        };
        self.stay(&words)
    }
}
