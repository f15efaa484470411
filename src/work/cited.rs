//! Files that evidence names: keeping how one is (SHA-256 and size), and telling later whether it changed. Reading is done
//! only where somebody asks for it, apart from the assessment, so that it can be done beside the screen and stopped; what
//! is no ordinary file is never opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::{Done, Refused, Work};
use crate::files::{self, Digest, Kind, NotRead, Why};
use crate::model::change;
use crate::model::record::{EVIDENCE, Rec, Rid, read};
use crate::model::said::Said;

/// What was kept of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256, 64 digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The day, as it is stored; empty where somebody took it away.
    pub on: String,
}

/// A piece of evidence whose file is to be looked at. It knows nothing of the assessment any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its id.
    pub id: Rid,
    /// Its number, as people see it.
    pub no: String,
    /// What it is.
    pub what: String,
    /// Where it is, as somebody wrote it.
    pub place: String,
    /// Whether somebody said that this is a file.
    pub is_file: bool,
    /// The file; none where the reference is no file: a link, a number, something seen on screen, nothing.
    pub path: Option<PathBuf>,
    /// What was kept of it.
    pub kept: Option<Kept>,
}

/// What is done with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Tell whether they changed.
    Check,
    /// Keep how they are.
    Keep,
}

/// What was found where a piece says its file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file, read to its end.
    Read(Digest),
    /// A file, not read: nothing is kept that it could be held against.
    Unread,
    /// No file, or none that can be read.
    Not(NotRead),
    /// The reference names no file.
    NoneNamed,
}

/// A piece of evidence and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The piece.
    pub piece: Piece,
    /// What was found.
    pub found: Found,
}

/// What that comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is what it was when it was kept.
    Unchanged {
        /// The day it was kept.
        on: String,
    },
    /// It is another.
    Changed {
        /// Bytes then.
        was: u64,
        /// Bytes now.
        now: u64,
        /// The day it was kept.
        on: String,
    },
    /// It is there, and nothing was kept of it.
    NeverKept,
    /// It is not there any more.
    Gone,
    /// It is there and cannot be read.
    Unreadable(Why),
    /// Somebody writes to it now.
    BeingWritten,
    /// A link, a folder, a pipe or a device is there: never opened.
    NoFile(Kind),
    /// The reference names no file.
    NoneNamed,
}

impl Outcome {
    /// Its name for programs; never changes.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unchanged { .. } => "unchanged",
            Self::Changed { .. } => "changed",
            Self::NeverKept => "never-kept",
            Self::Gone => "gone",
            Self::Unreadable(_) => "unreadable",
            Self::BeingWritten => "being-written",
            Self::NoFile(_) => "no-file",
            Self::NoneNamed => "none-named",
        }
    }

    /// Whether somebody has to look at it.
    pub const fn is_a_problem(&self) -> bool {
        !matches!(self, Self::Unchanged { .. } | Self::NeverKept | Self::NoneNamed)
    }
}

impl Looked {
    /// What it comes to.
    pub fn outcome(&self) -> Outcome {
        let kept = self.piece.kept.as_ref();
        match (&self.found, kept) {
            (Found::NoneNamed, _) => Outcome::NoneNamed,
            // A place in words, at which no file lies, is no lost file.
            (Found::Not(_), None) if !self.piece.is_file => Outcome::NoneNamed,
            (Found::Not(NotRead::NoFile(kind)), _) => Outcome::NoFile(*kind),
            (Found::Not(NotRead::Refused(why)), _) => Outcome::Unreadable(why.clone()),
            (Found::Not(NotRead::Written), _) => Outcome::BeingWritten,
            (Found::Not(NotRead::Gone | NotRead::Stopped), _) => Outcome::Gone,
            (Found::Unread, _) | (Found::Read(_), None) => Outcome::NeverKept,
            (Found::Read(now), Some(kept)) if now.sha256 == kept.sha256 => {
                Outcome::Unchanged { on: kept.on.clone() }
            }
            (Found::Read(now), Some(kept)) => {
                Outcome::Changed { was: kept.size, now: now.size, on: kept.on.clone() }
            }
        }
    }
}

/// How far reading is, and whether it is to stop.
#[derive(Debug, Default)]
pub struct Course {
    files: AtomicUsize,
    bytes: AtomicU64,
    stop: AtomicBool,
}

impl Course {
    /// Has it stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// How many files were looked at, and how many bytes were read.
    pub fn now(&self) -> (usize, u64) {
        (self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed))
    }
}

/// Looks at the files of these pieces; none when it was stopped.
pub fn look(pieces: Vec<Piece>, purpose: Purpose, course: &Arc<Course>) -> Option<Vec<Looked>> {
    let mut all = Vec::new();
    for piece in pieces {
        let found = find(&piece, purpose, course);
        if found == Found::Not(NotRead::Stopped) || course.stop.load(Ordering::Relaxed) {
            return None;
        }
        course.files.fetch_add(1, Ordering::Relaxed);
        all.push(Looked { piece, found });
    }
    Some(all)
}

fn find(piece: &Piece, purpose: Purpose, course: &Course) -> Found {
    let Some(path) = &piece.path else { return Found::NoneNamed };
    let mut go_on = |n| {
        course.bytes.fetch_add(n, Ordering::Relaxed);
        !course.stop.load(Ordering::Relaxed)
    };
    let read = match (purpose, &piece.kept) {
        (Purpose::Check, None) => files::is_there(path).map(|()| Found::Unread),
        _ => files::digest(path, &mut go_on).map(Found::Read),
    };
    read.unwrap_or_else(Found::Not)
}

/// Whether it names a file of which nothing is kept yet.
fn is_to_keep(p: &Piece) -> bool {
    p.kept.is_none() && p.path.is_some() && (p.is_file || looks_like_a_file(&p.place))
}

/// Whether this is written like the name of a file: it has an ending, and is no address.
pub fn looks_like_a_file(place: &str) -> bool {
    let name = place.rsplit(['/', '\\']).next().unwrap_or(place);
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.trim().is_empty()).map(|(_, ending)| ending);
    let is_ending = |e: &str| (1..=5).contains(&e.len()) && e.chars().all(|c| c.is_ascii_alphanumeric());
    !is_address(place) && ending.is_some_and(|e| is_ending(e) && !e.chars().all(|c| c.is_ascii_digit()))
}

/// Whether this is an address on the web, or for mail.
fn is_address(place: &str) -> bool {
    let lower = place.trim_start().to_lowercase();
    lower.contains("://") || ["www.", "mailto:"].iter().any(|begin| lower.starts_with(begin))
}

/// What was kept of the file of a piece of evidence.
pub fn kept(rec: &Rec<'_>) -> Option<Kept> {
    let size = rec.get("size").parse().ok()?;
    let sha256 = Some(rec.get("sha256")).filter(|hash| !hash.is_empty())?.to_owned();
    Some(Kept { sha256, size, on: rec.get("cited-on").to_owned() })
}

impl Work {
    fn cited_piece(&self, rec: &Rec<'_>) -> Piece {
        let (how, place) = (rec.get("how"), rec.get("place").trim());
        let is_file = how == "file" || how.is_empty() && looks_like_a_file(place);
        let may_be = (is_file || how.is_empty()) && !place.is_empty() && !is_address(place);
        // A relative path is meant from the folder of the assessment, wherever the program was started.
        let path = || files::folder_of(self.path()).join(files::path_of(place));
        Piece {
            id: rec.id.clone(),
            no: rec.shown_no(),
            what: rec.name().to_owned(),
            place: place.to_owned(),
            is_file: how == "file",
            path: may_be.then(path),
            kept: kept(rec),
        }
    }

    /// The pieces of evidence with these ids, by number; all where none is named.
    pub fn cited_pieces(&self, only: &[Rid]) -> Vec<Piece> {
        let a = self.a();
        if only.is_empty() {
            return read::all(a, &EVIDENCE).iter().map(|rec| self.cited_piece(rec)).collect();
        }
        let there = only.iter().map(|id| read::at(a, &EVIDENCE, id)).filter(Rec::exists);
        there.map(|rec| self.cited_piece(&rec)).collect()
    }

    /// Whether a piece names a file of which nothing is kept yet. No file is looked at.
    pub fn may_be_kept(&self, rec: &Rec<'_>) -> bool {
        is_to_keep(&self.cited_piece(rec))
    }

    /// Of all pieces those of which something was kept, or that name a file nothing was kept of yet.
    pub fn pieces_for(&self, purpose: Purpose) -> Vec<Piece> {
        let mut all = self.cited_pieces(&[]);
        all.retain(|p| match purpose {
            Purpose::Check => p.kept.is_some() || p.is_file,
            Purpose::Keep => is_to_keep(p),
        });
        all
    }

    /// Keeps how the files are that were read; the others stay as they are, and are counted.
    pub fn keep_looked(&mut self, looked: &[Looked]) -> Result<Done, Refused> {
        self.may_change()?;
        let mut sets = Vec::new();
        let mut kept = Vec::new();
        let mut not = Vec::new();
        for l in looked {
            // It may have been removed while its file was read.
            if !read::at(self.a(), &EVIDENCE, &l.piece.id).exists() {
                continue;
            }
            let Found::Read(digest) = &l.found else {
                not.push(l.piece.no.clone());
                continue;
            };
            let key = |field| EVIDENCE.key_of(&l.piece.id, field);
            let values = [
                ("sha256", digest.sha256.clone()),
                ("size", digest.size.to_string()),
                ("cited-on", self.today.to_string()),
            ];
            sets.extend(values.map(|(field, value)| (key(field), Some(value))));
            kept.push((l.piece.no.clone(), digest.size));
        }
        if kept.is_empty() {
            return Ok(Done { said: Said::Cited { kept, not }, next: None });
        }
        let first = looked.first().map(|l| read::place(&read::at(self.a(), &EVIDENCE, &l.piece.id)));
        let e = change::facts(self.a(), EVIDENCE.key, &first.unwrap_or_default(), sets);
        self.done(&e, |_| Said::Cited { kept, not })
    }

    /// Keeps how the file of one piece is, by its number or id. It is read here and now.
    pub fn cite(&mut self, typed: &str) -> Result<Done, Refused> {
        self.may_change()?;
        let id = self.record_named(&EVIDENCE, typed)?.id;
        let looked = look(self.cited_pieces(&[id]), Purpose::Keep, &Arc::default()).unwrap_or_default();
        match looked.iter().find(|l| !matches!(l.found, Found::Read(_))) {
            Some(l) => Err(Refused::NotRead(Box::new(l.clone()))),
            None => self.keep_looked(&looked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_like_a_file_is_told_from_what_is_not() {
        for file in
            ["policy.pdf", "Shared/policies/AI policy v2.docx", r"C:\docs\a.txt", "minutes.md", "a.7z"]
        {
            assert!(looks_like_a_file(file), "{file}");
        }
        for no in [
            "",
            "Shared folder",
            "https://example.org/a.pdf",
            "www.example.org",
            "DOC-17",
            "v1.2",
            ".hidden",
            "Binder 3. shelf",
            "mailto:a@b.org",
        ] {
            assert!(!looks_like_a_file(no), "{no}");
        }
    }
}
