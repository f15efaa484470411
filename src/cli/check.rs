//! `check`: what is wrong with a file, and whether it still holds what an earlier report was made from.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::opened::{look, today};
use crate::inert::line;
use crate::model::record::value::Context;
use crate::model::record::{KINDS, sound};
use crate::model::text;
use crate::session::Session;
use crate::words::{Word as _, Words as _, called};
use crate::work::{Work, seal};
use crate::{files, say, store};

/// The fewest digits of a hash that can be asked for.
const FEWEST: usize = 12;
/// All digits of a hash.
const ALL: usize = 64;

/// Prints what is in the file and every fault, a line each. With `expect`, the hash in an earlier report,
/// also how much was recorded since; a file that never was in that state ends with 1.
pub(super) fn check(file: &Path, expect: Option<&str>, out: &mut impl Write) -> Result<u8, Failure> {
    let expect = expect.map(digits).transpose()?;
    let report = store::check(file)?;
    let opened = look(file).map(Work::into_session);
    writeln!(out, "events={}\nhead={}\nschema={}", report.events, report.head, report.schema)?;
    for notice in &report.notices {
        writeln!(out, "notice={}", line(&notice.words()))?;
    }
    for fault in &report.faults {
        writeln!(out, "fault={}", line(&fault.what.words()))?;
    }
    if report.is_sound() && opened.is_err() {
        // The events are sound: what they answer cannot be told, or the disk fails now.
        return opened.map(|_| 0);
    }
    let mut code = 0;
    if let Ok(s) = &opened {
        for (key, limit) in s.assessment().beyond() {
            let expected = limit.expected.word();
            let what = match s.q.find(key) {
                Some(_) => say!("the answer {key} holds no level; expected: {expected}", key, expected),
                None => say!("{key} counts as not given; expected: {expected}", key, expected),
            };
            writeln!(out, "fault={}", line(&what))?;
            code = 1;
        }
        for id in s.ids_without_question() {
            let name = called::questionnaire(&s.q);
            let what = say!("{id} has an answer, note or the like, but no question in {name}", id, name);
            writeln!(out, "notice={}", line(&what))?;
        }
        for version in seal::kept(s) {
            let (no, event) = (&version.no, version.event);
            if version.holds {
                writeln!(out, "signed={no}\nsigned_event={event}")?;
            } else {
                let what = say!("{no} was signed over event {event}, which is another one here", no, event);
                writeln!(out, "fault={}", line(&what))?;
                code = 1;
            }
        }
        let c = Context { q: &s.q, a: s.assessment(), today: today(), kinds: KINDS };
        for found in sound::unreadable(c) {
            writeln!(out, "fault={}: {}", line(&found.record), line(&found.what.words()))?;
            code = 1;
        }
    }
    if let Some(e) = report.error() {
        return Err(e.into());
    }
    if let Some(expect) = expect {
        since(&opened?, file, &expect, out)?;
    }
    Ok(code)
}

fn digits(typed: &str) -> Result<String, Failure> {
    let hash = typed.trim().to_lowercase();
    if (FEWEST..=ALL).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(hash);
    }
    Err(Failure(
        2,
        say!(
            "\"{typed}\" is no head: it has {all} digits, 0 to 9 and a to f; the first {fewest} are enough. Reports \
             say it under Made from. Nothing was checked.",
            typed = text::shown(typed, 70),
            all = ALL,
            fewest = FEWEST
        ),
    ))
}

/// Finds the event a report was made at; says how many came after, or that it is gone.
fn since(s: &Session, file: &Path, expect: &str, out: &mut impl Write) -> Result<(), Failure> {
    let events = s.events();
    let mut found = events.iter().filter(|e| e.hash.starts_with(expect));
    let name = files::shown_name(file, 36);
    let begins: String = expect.chars().take(FEWEST).collect();
    match (found.next(), found.next()) {
        (Some(e), None) => {
            writeln!(
                out,
                "expected_event={}\nevents_since={}",
                e.seq,
                events.iter().filter(|x| x.seq > e.seq).count()
            )?;
            Ok(())
        }
        (Some(_), Some(_)) => Err(Failure(
            2,
            say!(
                "Several events of {name} begin with {begins}. Give all {all} digits. Nothing was changed.",
                name,
                begins,
                all = ALL
            ),
        )),
        (None, _) => {
            let (seq, time) = events.last().map_or((0, ""), |e| (e.seq, e.time.as_str()));
            Err(Failure(
                1,
                say!(
                    "{name} does not hold what that report was made from (head {begins}...):\nits end was cut \
                     off, or it is another file. It ends with event {seq} of {time}.\nNothing was changed. Is \
                     there a backup? clausewise backups {path}",
                    name,
                    begins,
                    seq,
                    time,
                    path = files::typed(file)
                ),
            ))
        }
    }
}
