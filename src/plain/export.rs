//! Papers out of a sitting: for whom, and into which folder.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files::LastChoice;
use crate::model::record::AUDIT as AUDIT_KIND;
use crate::model::text;
use crate::report::{Reader, handed_to};
use crate::work::line::{is_number_of, split};
use crate::work::{AuditWish, Wish};
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
            Err(why) => return self.stay(&why),
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

    /// The audit whose papers leave, and the folder: `1 version 2 out`, `1 out version 2`. `alone` where that is all that leaves,
    /// `named` where the word for it comes first. What names neither an audit nor a version nor one folder is told.
    fn audit_meant<'t>(
        &self,
        typed: &'t str,
        (alone, named): (bool, bool),
    ) -> Result<(Option<AuditWish>, &'t str), String> {
        let usual = self.w.audit_wish();
        // A folder that is called like this is none of an audit.
        if named && split(typed).1.is_empty() {
            return Ok((usual, typed));
        }
        let mut rest = if named { split(typed).1 } else { typed };
        let (mut audit, mut version) = (None, None);
        if alone || named {
            let (number, behind) = split(rest);
            if is_number_of(&AUDIT_KIND, number) {
                (audit, rest) = (Some(number), behind);
            }
            if first_is(rest, VERSION) {
                let (no, behind) = split(split(rest).1);
                (version, rest) = (Some(no), behind);
            }
        }
        // The same words behind the folder.
        while let Some((before, word, number)) = at_end(rest) {
            let place = if word == AUDIT { &mut audit } else { &mut version };
            if place.is_some() {
                break;
            }
            (*place, rest) = (Some(number), before);
        }
        if !alone && !named && audit.is_none() && version.is_none() {
            return Ok((usual, typed));
        }
        let no = |typed: &str| {
            let typed = text::shown(typed, 20);
            say!(
                "\"{typed}\" is no number of a signed version. Nothing was written. Write it like this: export audit 1 version 1 out",
                typed
            )
        };
        let version = version.map(|typed| typed.parse::<u32>().map_err(|_| no(typed))).transpose()?;
        if rest.contains(char::is_whitespace) && !rest.contains(['/', '\\', '"', '\''])
            || rest.starts_with("--")
        {
            return Err(say!(
                "\"{typed}\" is no folder. Nothing was written. Write it like this: export audit 1 version 1 out; a folder with a blank \
                 in its name stands in quotes.",
                typed = text::shown(rest, 60)
            ));
        }
        let mut wish = usual.map(|wish| AuditWish { asked: true, ..wish });
        if let Some(number) = audit {
            let found = self.w.find_record(&AUDIT_KIND, number);
            let id = found.map_err(|refused| words::refused(&refused, &Typed::refusing()))?;
            wish = Some(AuditWish { id, version: None, asked: true });
        }
        if let Some(wish) = wish.as_mut().filter(|_| version.is_some()) {
            wish.version = version;
        }
        Ok((wish, rest))
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

/// Whether a text begins with this word, also as the command line writes it: `--version`.
fn first_is(text: &str, word: &str) -> bool {
    is_word(split(text).0, word)
}

fn is_word(typed: &str, word: &str) -> bool {
    typed.strip_prefix("--").unwrap_or(typed).eq_ignore_ascii_case(word)
}

/// The word for an audit or a version and what follows it at the end of a text, with what stands before: `out version 1`.
fn at_end(typed: &str) -> Option<(&str, &'static str, &str)> {
    let (before, number) = typed.trim_end().rsplit_once(char::is_whitespace)?;
    let before = before.trim_end();
    let (rest, word) = before.rsplit_once(char::is_whitespace).unwrap_or(("", before));
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    let found = match word {
        word if is_word(word, VERSION) && is_number => VERSION,
        word if is_word(word, AUDIT) && is_number_of(&AUDIT_KIND, number) => AUDIT,
        _ => return None,
    };
    Some((rest.trim_end(), found, number))
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
