//! What leaves: finished documents into a folder. What an export needs is taken out of the assessment first, so that it can be
//! made on another thread while answers go on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Work;
use super::style::{self, StyleFault};
use crate::doc::House;
use crate::doc::xlsx::Cut;
use crate::export::{self, ExportError};
use crate::files;
use crate::model::redact::{LeftOut, redacted};
use crate::model::{Assessment, Figures, Questionnaire};
use crate::report::{self, File, Format, Head, Input, Reader, ReportError, Stop};

/// What is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whom it is for; none: everything there is.
    pub reader: Option<Reader>,
    /// Only these formats; empty: all that the reader is handed.
    pub formats: Vec<Format>,
    /// Papers that stay behind all the same, by their names without ending.
    pub without: Vec<String>,
    /// The folder of a house style; none: ours.
    pub style: Option<PathBuf>,
    /// What stands where names and notes are left out; none: they stay.
    pub redact: Option<LeftOut>,
}

impl Wish {
    /// Everything in these formats; none of them: in all.
    pub const fn of(formats: Vec<Format>) -> Self {
        Self { reader: None, formats, without: Vec::new(), style: None, redact: None }
    }

    /// The files it comes to: name without ending, and format.
    pub fn files(&self) -> Vec<File> {
        // Who names formats wants the reader's papers in these, whatever they are handed in.
        let wanted = |(name, format): &File| match (self.reader, self.formats.is_empty()) {
            (None, true) => true,
            (None, false) => self.formats.contains(format),
            (Some(reader), true) => reader.takes(name, *format),
            (Some(reader), false) => reader.names(name) && self.formats.contains(format),
        };
        let stays = |(name, _): &File| self.without.iter().any(|w| w == name);
        report::files().into_iter().filter(|f| wanted(f) && !stays(f)).collect()
    }
}

/// Why no document was written.
#[derive(Debug)]
pub enum NotWritten {
    /// The house style cannot be used.
    Style(StyleFault),
    /// Nothing there is fits the wish.
    Nothing,
    /// A document could not be made.
    Made(ReportError),
    /// Somebody stopped it.
    Stopped,
    /// The folder does not take them.
    Written(ExportError),
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files, in the order a reader would open them.
    pub paths: Vec<PathBuf>,
    /// Signs no typeface at hand has a picture for, in all PDF files.
    pub unseen: usize,
    /// Names were left out, and the words of a house style stand in the papers all the same.
    pub own_words: bool,
    /// Cells of workbooks that hold less than they should, each with the name of its file.
    pub cut: Vec<(String, Cut)>,
}

/// Everything some documents are made of, without the session.
pub struct Papers {
    q: Arc<Questionnaire>,
    a: Assessment,
    figures: Figures,
    head: Head,
    made: Date,
    style: Option<PathBuf>,
    redacted: bool,
    files: Vec<File>,
}

impl Work {
    /// Takes out what these documents need. Reads no file: that is done where they are written.
    pub fn papers(&self, wish: &Wish) -> Result<Papers, NotWritten> {
        let files = wish.files();
        if files.is_empty() {
            return Err(NotWritten::Nothing);
        }
        let (a, figures) = match wish.redact {
            None => (self.a().clone(), self.figures()),
            Some(left_out) => {
                let mut a = redacted(self.q(), self.a(), left_out);
                a.on(self.today);
                let figures = Figures::compute(self.q(), &a, self.today);
                (a, figures)
            }
        };
        let tells = files.iter().any(|(name, _)| *name == report::HISTORY);
        let head = if tells { self.head_in_full(wish.redact) } else { self.head() };
        Ok(Papers {
            q: self.shared_q(),
            a,
            figures,
            head: Head { redacted: wish.redact.is_some(), ..head },
            made: self.today,
            style: wish.style.clone(),
            redacted: wish.redact.is_some(),
            files,
        })
    }

    /// A folder for these papers: the one that was chosen, while none of them is in it, else one of its own for the reader
    /// in it that is not there yet. With none chosen, that lies beside the file. What was handed out before stays as it was
    /// handed out.
    pub fn export_folder(&self, wish: &Wish, chosen: Option<&Path>) -> PathBuf {
        let is_in = |folder: &Path| {
            wish.files().iter().any(|(name, format)| files::exists(&folder.join(format.file(name))))
        };
        let parent = match chosen {
            Some(folder) if !is_in(folder) => return folder.to_path_buf(),
            Some(folder) => folder.to_path_buf(),
            None => self.beside("-export"),
        };
        let name = wish.reader.map_or("everything", Reader::key);
        files::unused(&parent.join(name))
    }

    /// Writes documents into a folder, or none. Without `force` nothing there is replaced.
    pub fn export(&self, folder: &Path, wish: &Wish, force: bool) -> Result<Written, NotWritten> {
        self.papers(wish)?.write(folder, force, &mut |_, _| Stop::No)
    }
}

impl Papers {
    /// How many files it comes to.
    pub const fn count(&self) -> usize {
        self.files.len()
    }

    /// Reads the house style, makes the documents and writes them, or none. Before each file `step` is told how many are made and which comes;
    /// it may stop it all, until the first byte is written.
    pub fn write(
        &self,
        folder: &Path,
        force: bool,
        step: &mut dyn FnMut(usize, &str) -> Stop,
    ) -> Result<Written, NotWritten> {
        let house = self.style.as_deref().map_or_else(|| Ok(House::default()), style::read);
        let house = house.map_err(NotWritten::Style)?;
        let Figures { scores, verdict, gaps, roadmap } = &self.figures;
        let (q, a, made, head) = (&*self.q, &self.a, self.made, &self.head);
        let input = Input { q, a, scores, verdict, gaps, roadmap, made, head };
        let make = |files: &[File], house: &House, step: &mut dyn FnMut(usize, &str) -> Stop| {
            report::make(&input, files, house, step).map_err(NotWritten::Made)?.ok_or(NotWritten::Stopped)
        };
        let mut made = make(&self.files, &house, step)?;
        // Typefaces of the computer are large: they are looked for only where a sign is missing, and then the PDF is made again.
        if made.unseen > 0
            && let faces @ [_, ..] = style::other_faces().as_slice()
        {
            let mut house = house.clone();
            house.fallback_faces.extend_from_slice(faces);
            let pdf: Vec<File> = self.files.iter().filter(|f| f.1 == Format::Pdf).cloned().collect();
            // As far as anybody is told, it is the last file that takes long.
            let last = self.files.len().saturating_sub(1);
            let again = make(&pdf, &house, &mut |_, name| step(last, name))?;
            made.unseen = again.unseen;
            for new in again.documents {
                made.documents
                    .iter_mut()
                    .filter(|old| old.name == new.name)
                    .for_each(|old| old.bytes.clone_from(&new.bytes));
            }
        }
        let paths = export::write(folder, &made.documents, force).map_err(NotWritten::Written)?;
        // Who makes a copy without names signs it by his own all the same: he chose the style for it.
        let own_words = self.redacted && house.has_words();
        Ok(Written { paths, unseen: made.unseen, own_words, cut: made.cut })
    }
}
