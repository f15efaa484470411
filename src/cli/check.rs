//! `check`: what is wrong with a file, and whether it still holds what an earlier report was made from.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::opened::{look, today};
use crate::inert::line;
use crate::model::audit::seal::{Kept, Origin, Stands};
use crate::model::hash_in;
use crate::model::record::value::Context;
use crate::model::record::{KINDS, sound};
use crate::model::{Printed, SHORT, text, xray};
use crate::session::Session;
use crate::words::xray::problem;
use crate::words::{Word as _, Words as _, audit_seal, called, trail};
use crate::work::{Work, recorded, seal};
use crate::{files, say, store};

/// All digits of a hash.
const ALL: usize = 64;

/// Prints what is in the file and every fault, a line each. With `expect`, the hash in an earlier report,
/// also how much was recorded since; a file that never was in that state ends with 1.
pub(super) fn check(file: &Path, expect: Option<&str>, out: &mut impl Write) -> Result<u8, Failure> {
    let expect = expect.map(digits).transpose()?;
    let report = store::check(file)?;
    let opened = look(file).map(Work::into_session);
    writeln!(out, "events={}\nhead={}\nschema={}", report.events, report.head, report.schema)?;
    for (after, events) in &report.merged {
        writeln!(out, "merged={events} events behind event {after}")?;
    }
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
        for shared in xray::same_numbers(s.assessment()) {
            writeln!(out, "notice={}", line(&problem(&shared)))?;
        }
        for version in seal::kept(s) {
            code = code.max(signed(&version, out)?);
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

/// A signed version, and where the event stands that it was signed at; 1 where it claims one that is another one here.
fn signed(version: &Kept, out: &mut impl Write) -> Result<u8, Failure> {
    let Kept { no, event, head, origin, .. } = version;
    match origin {
        Origin::Here => writeln!(out, "signed={no}\nsigned_event={event}")?,
        Origin::In(file) => {
            let head = audit_seal::short(head);
            let what = say!(
                "{no} was signed in the file {file}, event {event}, head {head}; its report can be made from that file only",
                no,
                file,
                event,
                head
            );
            writeln!(out, "signed={no}\nsigned_event={event}\nsigned_in={}", line(file))?;
            writeln!(out, "notice={}", line(&what))?;
        }
        Origin::Brought(b) => {
            writeln!(out, "signed={no}\nsigned_event={event}")?;
            if let Some(file) = &b.file {
                writeln!(out, "signed_in={}", line(file))?;
            }
            writeln!(out, "signed_brought_in_with={}", line(&b.with))?;
            let what = audit_seal::brought(version, b);
            let faulty = b.stands == Stands::Other;
            writeln!(out, "{}={}", if faulty { "fault" } else { "notice" }, line(&what))?;
            return Ok(u8::from(faulty));
        }
        Origin::Broken => {
            let what = say!("{no} was signed over event {event}, which is another one here", no, event);
            writeln!(out, "fault={}", line(&what))?;
            return Ok(1);
        }
    }
    Ok(0)
}

/// A hash as it stands on a paper, in small letters; the last line of one is taken whole.
fn digits(typed: &str) -> Result<String, Failure> {
    if let Some(hash) = hash_in(typed) {
        return Ok(hash);
    }
    Err(Failure(
        2,
        say!(
            "\"{typed}\" is no head: it has {all} digits, 0 to 9 and a to f; the first {fewest} are enough. Reports \
             say it under Made from. Nothing was checked.",
            typed = text::shown(typed, 70),
            all = ALL,
            fewest = SHORT
        ),
    ))
}

/// Finds the event a paper was made at; says who made it and when, and how many came after, or that it is gone.
fn since(s: &Session, file: &Path, expect: &str, out: &mut impl Write) -> Result<(), Failure> {
    let name = files::shown_name(file, 36);
    let found = recorded::printed(s, expect);
    let begins: String = expect.chars().take(SHORT).collect();
    match &found {
        Printed::At { event, after, .. } => {
            writeln!(out, "expected_event={}\nevents_since={after}", event.seq)?;
            writeln!(out, "expected_time={}\nexpected_by={}", event.time, line(&event.by))?;
            writeln!(out, "expected_what={}", line(&trail::what(event)))?;
            writeln!(out, "expected={}", line(&trail::printed(&found, expect, &name)))?;
            Ok(())
        }
        Printed::Merged { event, .. } => {
            writeln!(out, "expected_merged_event={}", event.seq)?;
            writeln!(out, "expected_time={}\nexpected_by={}", event.time, line(&event.by))?;
            writeln!(out, "expected={}", line(&trail::printed(&found, expect, &name)))?;
            Ok(())
        }
        Printed::Several => Err(Failure(
            2,
            say!(
                "Several events of {name} begin with {begins}. Give all {all} digits. Nothing was changed.",
                name,
                begins,
                all = ALL
            ),
        )),
        Printed::Nowhere { .. } | Printed::NoHash => {
            let events = s.events();
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
