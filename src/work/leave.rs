//! What leaves: finished documents into a folder. What an export needs is taken out of the assessment first, so that it can be
//! made on another thread while answers go on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::seal::Signed;
use super::style::{self, StyleFault};
use super::{Refused, Work};
use crate::doc::House;
use crate::doc::xlsx::Cut;
use crate::export::{self, ExportError};
use crate::files;
use crate::model::audit::seal::{self, Elsewhere};
use crate::model::record::{AUDIT, Rid, read};
use crate::model::redact::{LeftOut, redacted};
use crate::model::{Assessment, Figures, Questionnaire};
use crate::report::{self, AuditOf, Audited, File, Format, Head, Input, Made, Reader, ReportError, Stop};

/// Which audit's papers leave too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditWish {
    /// The audit.
    pub id: Rid,
    /// As this version was signed, without what goes on after it; none: as it stands, of a signed one as it was signed last.
    pub version: Option<u32>,
    /// It was asked for by name: then its papers leave whoever reads them, and for nobody in particular they alone.
    pub asked: bool,
}

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
    /// The audit whose papers leave too; none: none.
    pub audit: Option<AuditWish>,
}

impl Wish {
    /// Everything in these formats; none of them: in all.
    pub const fn of(formats: Vec<Format>) -> Self {
        Self { reader: None, formats, without: Vec::new(), style: None, redact: None, audit: None }
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
        let leaves = |f: &File| {
            if report::is_of_audit(f) {
                self.of_audit(f, wanted(f))
            } else {
                wanted(f) && !self.is_audit_alone()
            }
        };
        report::files().into_iter().filter(|f| leaves(f) && !stays(f)).collect()
    }

    /// Whether nothing but the papers of an audit was asked for.
    fn is_audit_alone(&self) -> bool {
        self.reader.is_none() && self.audit.as_ref().is_some_and(|a| a.asked)
    }

    /// Whether a paper of an audit leaves; `wanted` says whether this reader is handed it. What an audit says names who said it,
    /// so that nothing of it leaves without names.
    fn of_audit(&self, (name, format): &File, wanted: bool) -> bool {
        let Some(audit) = self.audit.as_ref().filter(|_| self.redact.is_none()) else { return false };
        // What goes on after a signature is no part of what was signed.
        if audit.version.is_some() && name == report::ACTIONS {
            return false;
        }
        let handed = || {
            if self.formats.is_empty() {
                Reader::Auditor.takes(name, *format)
            } else {
                self.formats.contains(format)
            }
        };
        wanted || (audit.asked && self.reader.is_some() && handed())
    }
}

/// Why no document was written.
#[derive(Debug)]
pub enum NotWritten {
    /// The house style cannot be used.
    Style(StyleFault),
    /// Nothing there is fits the wish.
    Nothing,
    /// The papers of an audit were asked for, and names are to be left out.
    NoNames,
    /// The audit was never signed as this version.
    NoVersion {
        /// Number of the audit.
        no: String,
        /// Which version was asked for.
        version: u32,
        /// The last there is; 0 for none.
        last: u32,
    },
    /// The audit cannot be shown as it was signed.
    Audit(Refused),
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
    /// An audit whose papers stayed behind, because it cannot be shown as it was signed.
    pub elsewhere: Option<Elsewhere>,
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
    /// The audit whose papers are among them.
    audit: Option<Rid>,
    /// That audit as it was signed last, or as the version that was asked for.
    signed: Option<Signed>,
    /// Whether its papers are made from that, and not from what stands now.
    sealed: bool,
    /// An audit whose papers stay behind, because it cannot be shown as it was signed.
    elsewhere: Option<Elsewhere>,
}

impl Work {
    /// The audit one works in, for papers that are to hold it too; none where there is none.
    pub fn audit_wish(&self) -> Option<AuditWish> {
        Some(AuditWish { id: self.audit_id()?, version: None, asked: false })
    }

    /// An audit as it was signed, and whether its papers are made from that; none of one that was never signed.
    fn signed_for(&self, audit: &AuditWish) -> Result<(Option<Signed>, bool), NotWritten> {
        let signed = self.signed_of(&audit.id, audit.version);
        if audit.version.is_none() && seal::frozen(self.a(), &audit.id).is_none() {
            // While a new version is worked on, the one before only says what was then.
            return Ok((signed.ok().flatten(), false));
        }
        match (signed.map_err(NotWritten::Audit)?, audit.version) {
            (None, Some(version)) => {
                let last = seal::versions(self.a(), &audit.id).last().map_or(0, |v| v.no);
                let no = read::at(self.a(), &AUDIT, &audit.id).shown_no();
                Err(NotWritten::NoVersion { no, version, last })
            }
            (signed, _) => Ok((signed, true)),
        }
    }

    /// A signed version with what had changed when it was signed.
    fn with_changes(&self, mut signed: Signed) -> Signed {
        let changed = self.since_before(&signed.audit, (&signed.a, signed.scores()));
        signed.head.changed = changed.map(Arc::new);
        signed
    }

    /// Takes out what these documents need. Reads no file: that is done where they are written.
    pub fn papers(&self, wish: &Wish) -> Result<Papers, NotWritten> {
        let mut files = wish.files();
        if wish.redact.is_some() && wish.audit.as_ref().is_some_and(|audit| audit.asked) {
            return Err(NotWritten::NoNames);
        }
        if files.is_empty() {
            return Err(NotWritten::Nothing);
        }
        let mut audit = wish.audit.as_ref().filter(|_| files.iter().any(report::is_of_audit));
        let mut elsewhere = None;
        let (signed, sealed) = match audit.map(|wish| (self.signed_for(wish), wish.asked)) {
            None => (None, false),
            Some((Ok(signed), _)) => signed,
            // Who did not ask for them by name gets the other papers.
            // What goes on after a signature is made from what is here, also where the report is made elsewhere.
            Some((Err(NotWritten::Audit(Refused::SignedElsewhere(e))), asked))
                if !asked || e.is_of_another_file() && audit.is_some_and(|wish| wish.version.is_none()) =>
            {
                if !e.is_of_another_file() {
                    audit = None;
                }
                let goes_on = |f: &File| e.is_of_another_file() && report::goes_on(&f.0);
                files.retain(|f| !report::is_of_audit(f) || goes_on(f));
                if files.is_empty() {
                    return Err(NotWritten::Audit(Refused::SignedElsewhere(e)));
                }
                elsewhere = Some(e);
                (None, false)
            }
            Some((Err(stopped), _)) => return Err(stopped),
        };
        let signed = signed.map(|s| self.with_changes(s));
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
        let changed = audit.filter(|_| wish.redact.is_none() && !sealed);
        let changed = changed.and_then(|audit| self.since_before(&audit.id, (self.a(), self.scores())));
        let head = Head { audited: self.audited_for(wish), changed: changed.map(Arc::new), ..head };
        Ok(Papers {
            q: self.shared_q(),
            a,
            figures,
            head: Head { redacted: wish.redact.is_some(), ..head },
            made: self.today,
            style: wish.style.clone(),
            redacted: wish.redact.is_some(),
            files,
            audit: audit.map(|audit| audit.id.clone()),
            signed,
            sealed,
            elsewhere,
        })
    }

    /// What audits say of controls, for whoever may read it: the organisation itself and its auditor. What goes to anybody else, or
    /// without names, holds no word of it; on paper, which is handed on, only the auditor reads it.
    fn audited_for(&self, wish: &Wish) -> Option<Audited> {
        let may = match wish.reader {
            None | Some(Reader::Auditor | Reader::Myself | Reader::Spreadsheet | Reader::Machine) => true,
            Some(Reader::Director | Reader::Client | Reader::Customer | Reader::Meeting) => false,
        };
        let audited = self.head_with_audits().audited.filter(|_| may && wish.redact.is_none())?;
        Some(Audited { on_paper: wish.reader == Some(Reader::Auditor), ..audited })
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
        let none = if wish.is_audit_alone() { "audit" } else { "everything" };
        let name = wish.reader.map_or(none, Reader::key);
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
        let make = |files: &[File], house: &House, step: &mut dyn FnMut(usize, &str) -> Stop| {
            self.make(files, house, step)
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
        Ok(Written {
            paths,
            unseen: made.unseen,
            own_words,
            cut: made.cut,
            elsewhere: self.elsewhere.clone(),
        })
    }

    /// Makes these files: what was signed from what was signed, everything else from what stands now.
    fn make(
        &self,
        files: &[File],
        house: &House,
        step: &mut dyn FnMut(usize, &str) -> Stop,
    ) -> Result<Made, NotWritten> {
        let Figures { scores, verdict, gaps, roadmap } = &self.figures;
        let (q, a, made, head) = (&*self.q, &self.a, self.made, &self.head);
        let then = self.signed.as_ref().map(|s| (&s.a, s.on));
        let audit = self.audit.as_ref().map(|id| AuditOf { id, then });
        let input = Input { q, a, scores, verdict, gaps, roadmap, made, head, audit };
        let make = |input: &Input, files: &[File], step: &mut dyn FnMut(usize, &str) -> Stop| {
            report::make(input, files, house, step).map_err(NotWritten::Made)?.ok_or(NotWritten::Stopped)
        };
        let of_signed = |f: &&File| self.sealed && report::is_of_audit(f) && f.0 != report::ACTIONS;
        let (signed, others): (Vec<&File>, Vec<&File>) = files.iter().partition(of_signed);
        let (signed, others): (Vec<File>, Vec<File>) =
            (signed.into_iter().cloned().collect(), others.into_iter().cloned().collect());
        let mut all = if others.is_empty() { Made::default() } else { make(&input, &others, step)? };
        if let Some(version) = self.signed.as_ref().filter(|_| !signed.is_empty()) {
            let n = others.len();
            let more = make(&version.input(q), &signed, &mut |done, name| step(n + done, name))?;
            all.documents.extend(more.documents);
            all.unseen += more.unseen;
            all.cut.extend(more.cut);
            let place = |name: &str| files.iter().position(|(n, f)| f.file(n) == name);
            all.documents.sort_by_key(|d| place(&d.name));
        }
        Ok(all)
    }
}
