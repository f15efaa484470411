//! Files that evidence names: keeping how one is (SHA-256 and size), and telling later whether it changed. Reading is done
//! only where somebody asks for it, apart from the assessment, so that it can be done beside the screen and stopped; what
//! is no ordinary file is never opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

pub use super::look::{Found, Kept, Looked, Outcome, Piece};
use super::{Done, Refused, Work};
use crate::files::{self, NotRead};
use crate::model::change;
use crate::model::record::place::{is_address, looks_like_a_file};
use crate::model::record::{EVIDENCE, PERSON, Rec, Rid, read};
use crate::model::said::Said;

/// What is done with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Tell whether they changed.
    Check,
    /// Keep how they are.
    Keep,
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
        let mut unseen = Vec::new();
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
            // Who saw what it held before has not seen this.
            if l.piece.kept.as_ref().is_some_and(|kept| kept.sha256 != digest.sha256) {
                let (keys, names) = self.seen_before(&l.piece.id);
                sets.extend(keys.into_iter().map(|key| (key, None)));
                unseen.extend(Some((l.piece.no.clone(), names)).filter(|(_, names)| !names.is_empty()));
            }
            kept.push((l.piece.no.clone(), digest.size));
        }
        if kept.is_empty() {
            return Ok(Done { said: Said::Cited { kept, not, unseen }, next: None });
        }
        let first = looked.first().map(|l| read::place(&read::at(self.a(), &EVIDENCE, &l.piece.id)));
        let e = change::facts(self.a(), EVIDENCE.key, &first.unwrap_or_default(), sets);
        self.done(&e, |_| Said::Cited { kept, not, unseen })
    }

    /// Who has seen a piece before today: the keys of that, and their names.
    fn seen_before(&self, id: &Rid) -> (Vec<String>, Vec<String>) {
        let rec = read::at(self.a(), &EVIDENCE, id);
        let before = |day: &str| day.parse::<jiff::civil::Date>().is_ok_and(|day| day < self.today);
        let seen = rec.members("seen-by").into_iter().filter(|(_, day)| before(day));
        let of = |(who, _): (&str, &str)| {
            let name = Rid::parse(who).map(|who| read::at(self.a(), &PERSON, &who).name().to_owned());
            (EVIDENCE.key_of(id, &format!("seen-by.{who}")), name.unwrap_or_default())
        };
        seen.map(of).unzip()
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
