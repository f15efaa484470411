//! Papers out of a sitting: for whom, and into which folder.

use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files::LastChoice;
use crate::model::record::AUDIT as AUDIT_KIND;
use crate::model::text;
use crate::report::{Reader, handed_to};
use crate::work::line::{is_number_of, split};
use crate::work::{AuditWish, Refused, Wish};
use crate::{files, say, words};

impl Sitting<'_, '_> {
    /// Writes papers; files that are there already are left alone. `export director FOLDER` says both, `export redacted client` leaves
    /// names out, `export audit FOLDER` writes the papers of the audit alone, `export FOLDER` is what a client is handed, `export` alone
    /// asks. `audit 2 version 1` before the folder says which audit, and which signed version of it.
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
        let names_one = !alone && first_is(folder, AUDIT);
        let (audit, folder) = match self.audit_meant(folder, (alone, names_one)) {
            Ok(meant) => meant,
            Err(refused) => return self.refuse(&refused).map(|()| Next::Stay),
        };
        let last = files::last_choice(self.w.path()).unwrap_or_default();
        let wish = Wish {
            reader,
            style: last.style.clone(),
            redact: redact.then(words::export::left_out),
            audit,
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

    /// The audit whose papers leave, with the folder behind it: `1 version 2 out`. `alone` where that is all that leaves, `named` where
    /// the word for it comes first.
    fn audit_meant<'t>(
        &self,
        typed: &'t str,
        (alone, named): (bool, bool),
    ) -> Result<(Option<AuditWish>, &'t str), Refused> {
        let usual = self.w.audit_wish();
        let mut rest = if named { split(typed).1 } else { typed };
        if !alone && !named {
            return Ok((usual, typed));
        }
        let mut wish = usual.map(|wish| AuditWish { asked: true, ..wish });
        let (number, behind) = split(rest);
        if is_number_of(&AUDIT_KIND, number) {
            let id = self.w.find_record(&AUDIT_KIND, number)?;
            (wish, rest) = (Some(AuditWish { id, version: None, asked: true }), behind);
        }
        if first_is(rest, VERSION)
            && let (no, behind) = split(split(rest).1)
            && let (Ok(no), Some(wish)) = (no.parse(), wish.as_mut())
        {
            (wish.version, rest) = (Some(no), behind);
        }
        // A folder that is called like this is none of an audit.
        let is_folder = named && split(typed).1.is_empty();
        Ok(if is_folder { (self.w.audit_wish(), typed) } else { (wish, rest) })
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

/// The word before the number of a signed version.
const VERSION: &str = "version";

/// Whether a text begins with this word.
fn first_is(text: &str, word: &str) -> bool {
    split(text).0.eq_ignore_ascii_case(word)
}

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
