//! Papers to start from, into a folder: made from what the file holds, and made again without ever costing anybody a word. What was
//! written is kept in the file by its SHA-256; what somebody changed since stays as it is, and ours is put beside it.

use std::path::{Path, PathBuf};

use super::{Done, NotWritten, Refused, Work};
use crate::doc::House;
use crate::export;
use crate::files::{self, Kind};
use crate::model::assessment::keys;
use crate::model::change;
use crate::model::paper::{self, Asked, Template};
use crate::model::said::Said;
use crate::report::draft::{self, Draft};
use crate::report::{Document, Format};

/// A larger file is not one we wrote.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// How often ours is put beside a file somebody changed before one is asked to tidy up.
const MOST_BESIDE: usize = 99;

/// Which papers are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperWish {
    /// Files or papers by their names; none: all.
    pub only: Vec<String>,
    /// Formats; none: all drafts are made in.
    pub formats: Vec<Format>,
}

/// What becomes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// There was none.
    New,
    /// It was as we wrote it, and is what we make now.
    Replaced,
    /// It says the same already.
    Same,
    /// Somebody changed it: it stays, and ours is put beside it under this name.
    Beside(String),
    /// This file does not know what was written there, as after it was made anew from data: it stays, and ours is put beside it.
    Unknown(String),
}

impl Fate {
    /// The name under which ours is put beside what stays.
    pub fn beside(&self) -> Option<&String> {
        match self {
            Self::Beside(name) | Self::Unknown(name) => Some(name),
            Self::New | Self::Replaced | Self::Same => None,
        }
    }
}

/// One file of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// Its name with ending.
    pub name: String,
    /// Its name without.
    pub paper: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// Places in it that are still to be decided.
    pub open: usize,
}

/// Why no paper was made. Nothing was written.
#[derive(Debug)]
pub enum NoPapers {
    /// There are none for this questionnaire, or none of that name.
    Nothing,
    /// They could not be made or written.
    NotWritten(NotWritten),
    /// The file cannot keep what was written, and papers it does not remember would look like somebody's own the next time.
    Refused(Refused),
}

/// A file that is to be written, with what is kept of it.
struct Piece {
    told: PaperFile,
    document: Option<Document>,
    kept: String,
}

impl Work {
    /// The templates papers are made from; none for another questionnaire than the embedded one, whose documents they begin.
    pub fn templates(&self) -> &'static [Template] {
        (self.q().papers)()
    }

    /// Every question papers ask here.
    pub fn paper_questions(&self) -> Vec<Asked<'static>> {
        paper::asked(self.templates(), self.a())
    }

    /// Every paper as it is now.
    pub fn drafts(&self) -> Vec<Draft> {
        let head = self.head();
        draft::drafts(&self.input(&head), self.templates())
    }

    /// Keeps answers to questions of papers, by what people type: `ai-policy.approver`. Empty takes one away.
    pub fn answer_papers(&mut self, typed: &[(String, String)]) -> Result<Done, Refused> {
        let mut all = Vec::new();
        for (name, text) in typed {
            let asked = paper::find(self.templates(), name)
                .ok_or_else(|| Refused::NoSuchQuestion { typed: name.clone() })?;
            all.push((asked, text.clone()));
        }
        let e = paper::answer(self.a(), &all)?;
        let gone = typed.iter().all(|(_, text)| text.trim().is_empty());
        let (mut ask, mut person, mut nobody) = (String::new(), String::new(), false);
        if let [(asked, text)] = all.as_slice() {
            ask.clone_from(&asked.question.ask);
            if !asked.question.duty.is_empty() {
                let (meant, none) = paper::people_meant(self.a(), text);
                nobody = none;
                person = if meant == text.trim() { String::new() } else { meant };
            }
        }
        let n = typed.len();
        self.done(&e, |_| Said::PaperAnswered { ask, person, nobody, n, gone })
    }

    /// What would become of each file in this folder. Nothing is written.
    pub fn look_papers(&self, folder: &Path, wish: &PaperWish) -> Result<Vec<PaperFile>, NoPapers> {
        Ok(self.pieces(folder, wish)?.into_iter().map(|p| p.told).collect())
    }

    /// Writes papers into a folder, or none, and keeps in the file what was written.
    pub fn write_papers(&mut self, folder: &Path, wish: &PaperWish) -> Result<Vec<PaperFile>, NoPapers> {
        let pieces = self.pieces(folder, wish)?;
        let documents: Vec<Document> = pieces.iter().filter_map(|p| p.document.clone()).collect();
        self.may_change().map_err(NoPapers::Refused)?;
        if !documents.is_empty() {
            export::write_drafts(folder, &documents)
                .map_err(|e| NoPapers::NotWritten(NotWritten::Written(e)))?;
        }
        let sets = pieces.iter().map(|p| {
            let name = p.told.fate.beside().unwrap_or(&p.told.name);
            (paper::written_key(name), Some(p.kept.clone()))
        });
        let e = change::facts(self.a(), keys::WRITTEN.trim_end_matches('.'), "", sets.collect::<Vec<_>>());
        self.apply(&e, None).map_err(NoPapers::Refused)?;
        Ok(pieces.into_iter().map(|p| p.told).collect())
    }

    /// The names papers are asked for by: of files, then of the papers in them.
    pub fn paper_names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for d in self.drafts() {
            names.push(d.name);
            names.extend(d.of.iter().map(|(id, _)| *id).filter(|id| *id != d.name));
        }
        names
    }

    fn pieces(&self, folder: &Path, wish: &PaperWish) -> Result<Vec<Piece>, NoPapers> {
        let formats = if wish.formats.is_empty() { &draft::FORMATS[..] } else { &wish.formats };
        let wanted = |d: &Draft| {
            let named = |w: &String| *w == d.name || d.of.iter().any(|(id, _)| w == id);
            wish.only.is_empty() || wish.only.iter().any(named)
        };
        let drafts: Vec<Draft> = self.drafts().into_iter().filter(wanted).collect();
        if drafts.is_empty() || formats.is_empty() {
            return Err(NoPapers::Nothing);
        }
        let mut pieces = Vec::new();
        for d in &drafts {
            for format in formats {
                let bytes = draft::written(d, *format, &House::default())
                    .map_err(|e| NoPapers::NotWritten(NotWritten::Made(e)))?;
                pieces.push(self.piece(folder, d, *format, bytes));
            }
        }
        Ok(pieces)
    }

    fn piece(&self, folder: &Path, d: &Draft, format: Format, bytes: Vec<u8>) -> Piece {
        let name = format.file(d.name);
        let hash = files::sha256_hex(&bytes);
        let versions: Vec<String> = d.of.iter().map(|(id, version)| format!("{id} {version}")).collect();
        let kept = format!("{hash} {}", versions.join(", "));
        let fate = match self.lies(folder, &name, &hash) {
            Lies::Nothing => Fate::New,
            Lies::Same => Fate::Same,
            Lies::Ours => Fate::Replaced,
            Lies::Theirs => {
                let beside = |n: usize| match n {
                    1 => format!("{}.new.{}", d.name, format.ending()),
                    n => format!("{}.new-{n}.{}", d.name, format.ending()),
                };
                let free = |n: &String| !matches!(self.lies(folder, n, &hash), Lies::Theirs);
                let free = (1..=MOST_BESIDE).map(beside).find(free).unwrap_or_else(|| beside(1));
                // Only of what we know we wrote can be told that somebody changed it.
                if paper::written(self.a(), &name).is_some() {
                    Fate::Beside(free)
                } else {
                    Fate::Unknown(free)
                }
            }
        };
        let goes = match &fate {
            Fate::Same => None,
            Fate::Beside(name) | Fate::Unknown(name) => {
                Some(name.clone()).filter(|name| self.lies(folder, name, &hash) != Lies::Same)
            }
            Fate::New | Fate::Replaced => Some(name.clone()),
        };
        let document = goes.map(|name| Document { name: name.into(), format, bytes });
        Piece { told: PaperFile { name, paper: d.name, fate, open: d.open }, document, kept }
    }

    /// Whether this is what was last written under a name, or beside it: somebody may have put ours in the place of theirs.
    fn is_written(&self, name: &str, hash: &str) -> bool {
        let beside = name.rsplit_once('.').map(|(name, ending)| format!("{name}.new.{ending}"));
        let written = |name: &str| paper::written(self.a(), name) == Some(hash);
        written(name) || beside.is_some_and(|name| written(&name))
    }

    /// What lies under a name, by what was written there last.
    fn lies(&self, folder: &Path, name: &str, now: &str) -> Lies {
        let path: PathBuf = folder.join(name);
        // A link is followed here no more than anywhere; the export names what is no file.
        if !files::inspect(&path).is_ok_and(|f| f.kind == Kind::File) {
            return Lies::Nothing;
        }
        let Ok((bytes, found, _open)) = files::read_head(&path, MOST_BYTES) else { return Lies::Theirs };
        let there = files::sha256_hex(&bytes);
        if found.size > MOST_BYTES {
            Lies::Theirs
        } else if there == now {
            Lies::Same
        } else if self.is_written(name, &there) {
            Lies::Ours
        } else {
            Lies::Theirs
        }
    }
}

/// What lies where a paper goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    Nothing,
    Same,
    Ours,
    Theirs,
}
