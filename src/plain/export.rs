//! Papers out of a sitting: for whom, and into which folder.

use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files::LastChoice;
use crate::model::text;
use crate::report::{Reader, handed_to};
use crate::work::{AuditWish, Wish};
use crate::{files, say, words};

impl Sitting<'_, '_> {
    /// Writes papers; files that are there already are left alone. `export director FOLDER` says both, `export redacted client` leaves
    /// names out, `export audit FOLDER` writes the papers of the audit alone, `export FOLDER` is what a client is handed, `export` alone asks.
    pub(super) fn export(&mut self, typed: &str) -> io::Result<Next> {
        let (redact, typed) = match typed.split_once(' ').unwrap_or((typed, "")) {
            (REDACTED, rest) => (true, rest.trim()),
            _ => (false, typed),
        };
        let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let alone = first.eq_ignore_ascii_case(AUDIT);
        if alone && self.w.audit_id().is_none() {
            return self.stay(say!("There is no audit yet. To begin one: audit new and its title."));
        }
        let (reader, folder) = match Reader::of(&first.to_lowercase()) {
            _ if alone => (None, rest.trim()),
            Some(reader) => (Some(reader), rest.trim()),
            None if typed.is_empty() => match self.ask_reader()? {
                Asked::One(reader) => (reader, ""),
                Asked::Nothing => return self.stay(say!("Nothing was written.")),
                Asked::Quit => return Ok(Next::Quit),
            },
            None if first.eq_ignore_ascii_case(say!("everything")) => (None, rest.trim()),
            // `export boss out` names nobody there is; a folder of two words is known by its quotes or its signs.
            None if !rest.is_empty() && !typed.contains(['/', '\\', '"', '\'']) => {
                let readers = Reader::ALL.map(Reader::key).join(", ");
                return self.stay(&say!(
                    "Nobody here is called \"{first}\"; papers are for {readers}. Nothing was written. A folder with a \
                     blank in its name stands in quotes: export \"{typed}\"",
                    first = text::shown(first, 40),
                    readers,
                    typed = text::shown(typed, 60)
                ));
            }
            None => (Some(Reader::Client), typed),
        };
        let last = files::last_choice(self.w.path()).unwrap_or_default();
        let wish = Wish {
            reader,
            style: last.style.clone(),
            redact: redact.then(words::export::left_out),
            audit: self.w.audit_wish().map(|wish| AuditWish { asked: alone, ..wish }),
            ..Wish::of(Vec::new())
        };
        let usual = self.w.export_folder(&wish, last.folder.as_deref());
        let mut chosen = last.folder.clone();
        let folder = if folder.is_empty() {
            let question =
                say!("Folder for the papers. An empty line: {name}.", name = files::human_path(&usual));
            match self.talk.ask(&question)? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() => usual,
                Some(line) if goes(&line).is_some() => return self.stay(say!("Nothing was written.")),
                Some(line) => chosen.insert(files::path_of(&line)).clone(),
            }
        } else {
            chosen.insert(files::path_of(folder)).clone()
        };
        let file = self.w.path().to_path_buf();
        // Who took the papers of an audit has not said whom the others are for.
        let kept = if alone { last.reader.clone() } else { reader.map_or("", Reader::key).to_owned() };
        files::remember_choice(&LastChoice {
            reader: kept,
            without: Vec::new(),
            formats: Vec::new(),
            folder: chosen,
            file,
            redact,
            ..last.clone()
        });
        let words = match self.w.export(&folder, &wish, false) {
            Ok(written) => {
                let written = words::export::written(&written, &folder);
                let kept = words::export::as_last_time(last.style.as_deref(), last.redact && !redact);
                std::iter::once(written).chain(kept).collect::<Vec<_>>().join(" ")
            }
            Err(e) => words::export::not_written(&e),
        };
        self.stay(&words)
    }

    /// Asks whom papers are for.
    fn ask_reader(&mut self) -> io::Result<Asked> {
        let last = files::last_choice(self.w.path());
        let last = last.map_or(Some(Reader::Client), |last| Reader::of(&last.reader));
        let audit = self.w.audit_id().is_some();
        for reader in Reader::ALL {
            self.talk.say(format!("  {}: {}", reader.key(), handed_to(reader, audit)))?;
        }
        if let Some(audit) = self.w.audit() {
            let named = format!("{} {}", audit.header.shown_no(), audit.header.name());
            self.talk.say(format!("  {AUDIT}: {}", say!("only the papers of {audit}", audit = named)))?;
        }
        let everything = say!("everything");
        self.talk.say(format!("  {everything}: {}", say!("every paper, table and figure")))?;
        let reader = last.map_or(everything, Reader::key);
        let question = say!("Whom are the papers for? An empty line: {reader}.", reader);
        Ok(match self.talk.ask(&question)? {
            None => Asked::Quit,
            Some(line) if line.is_empty() => Asked::One(last),
            Some(line) if line.eq_ignore_ascii_case(everything) => Asked::One(None),
            Some(line) => match Reader::of(&line.to_lowercase()) {
                Some(reader) => Asked::One(Some(reader)),
                None => Asked::Nothing,
            },
        })
    }
}

/// The word for the papers of the audit alone.
const AUDIT: &str = "audit";

/// The word before a reader or a folder that leaves names, notes and places out.
const REDACTED: &str = "redacted";

/// Whom papers were said to be for.
enum Asked {
    /// This reader; none: everything.
    One(Option<Reader>),
    /// Nobody there is.
    Nothing,
    /// The end.
    Quit,
}
