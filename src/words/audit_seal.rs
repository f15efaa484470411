//! What is said of signing an audit: that it is signed, why it cannot be, and which versions there are.

use super::{Words as _, day, few, joined};
use crate::model::SHORT;
use crate::model::audit::seal::{self, Brought, CameIn, Elsewhere, Kept, Stands};
use crate::model::audit::{Audit, Told, Version, WouldSign};
use crate::say;
use crate::work::Refused;

/// The first digits of a hash.
pub fn short(hash: &str) -> String {
    hash.chars().take(SHORT).collect()
}

/// What signing, or working on, came to.
pub(super) fn told(told: &Told) -> String {
    match told {
        Told::Signed { no, version, event, head, warnings } => {
            let signed = say!(
                "{no} is signed as version {version}: event {event}, head {head}. Header, rows and findings stay as they are; replies and checks go on.",
                no,
                version,
                event,
                head = short(head)
            );
            joined(std::iter::once(signed).chain(warnings.iter().map(super::Words::words)))
        }
        Told::Reopened { no, version } => say!(
            "{no} is worked on again; signed anew it is version {version}. What was signed before stays as it is.",
            no,
            version
        ),
        _ => String::new(),
    }
}

/// What is asked before it is signed.
pub fn question(w: &WouldSign) -> String {
    say!("Sign {no} as version {version}?", no = w.no.as_str(), version = w.version)
}

/// What a signature means; `again` is how a new version is begun.
pub fn stays(again: &str) -> String {
    say!(
        "From then on header, rows and findings stay as they are; undo does not take it back. {again} begins a new version, with a reason.",
        again
    )
}

/// All of that in lines, for who only wants to know, and before it is asked line by line.
pub fn would_sign(w: &WouldSign) -> Vec<String> {
    let first = say!(
        "{no} can be signed as version {version}. To think about first, {n|thing|things}:",
        no = w.no.as_str(),
        version = w.version,
        n = w.warnings.len()
    );
    let none = || say!("{no} can be signed as version {version}.", no = w.no.as_str(), version = w.version);
    let first = if w.warnings.is_empty() { none() } else { first };
    std::iter::once(first).chain(w.warnings.iter().map(super::Words::words)).collect()
}

/// Which version stands, and whether a new one is worked on; empty while none was signed.
pub fn state(audit: &Audit<'_>) -> String {
    state_by(audit, of_version)
}

/// The same in a line that has to hold more.
pub fn state_in_short(audit: &Audit<'_>) -> String {
    state_by(audit, in_short)
}

fn state_by(audit: &Audit<'_>, words: impl Fn(&Version<'_>) -> String) -> String {
    let Some(v) = audit.versions.last() else { return String::new() };
    let signed = words(v);
    match audit.reopened() {
        Some(why) => {
            say!("{signed}; version {next} is worked on: {why}", signed, next = v.no.saturating_add(1), why)
        }
        None => signed,
    }
}

/// That the version after this one is worked on: "version 2 begun".
pub fn begun(v: &Version<'_>) -> String {
    say!("version {no} begun", no = v.no.saturating_add(1))
}

fn dated(v: &Version<'_>) -> String {
    say!("version {no}, signed {day}", no = v.no, day = day::of_stored(v.rec.get("on")))
}

/// In a list: of one that came in with data, that nothing here proves it.
pub fn in_short(v: &Version<'_>) -> String {
    match v.rec.get(seal::BROUGHT) {
        "" => of_version(v),
        _ => say!("{signed}, not proven here", signed = dated(v)),
    }
}

/// "version 1, signed 12 November 2026".
pub fn of_version(v: &Version<'_>) -> String {
    let signed = dated(v);
    let by = v.by();
    match (v.rec.get(seal::FILE), v.rec.get(seal::BROUGHT)) {
        ("", "") => signed,
        (file, "") => say!("{signed} in the file {file}", signed, file),
        (file, with) => say!(
            "{signed} by {by} in {file} (brought in with {with}; this file cannot prove it)",
            signed,
            by = named(&by),
            file = in_file(file),
            with
        ),
    }
}

/// Who signed, where that is somebody of the register.
fn named(by: &str) -> String {
    if by.is_empty() { say!("somebody who is not named").to_owned() } else { by.to_owned() }
}

/// The file it was signed in, where what brought it in says which.
fn in_file(file: &str) -> String {
    if file.is_empty() { say!("another file").to_owned() } else { say!("the file {file}", file) }
}

/// That audits came in which say they were signed, and whether that can be taken back.
pub(super) fn came_in(signed: &[(String, u32)], stays: bool) -> String {
    if signed.is_empty() {
        return String::new();
    }
    let versions: Vec<String> =
        signed.iter().map(|(no, version)| say!("{no} version {version}", no, version)).collect();
    let came = say!(
        "Signed in another file and brought in: {versions}. This file cannot prove that; ask for the file it was signed in, or for its papers.",
        versions = few(&versions, 5)
    );
    let stays = if stays {
        say!("This cannot be taken back: with it an audit that stood here is signed.").to_owned()
    } else {
        String::new()
    };
    joined([came, stays])
}

/// What `check` says of a version that came in with data: by whom it is said to be signed and where, and what this file can say of
/// that.
pub fn brought(v: &Kept, b: &Brought) -> String {
    let signed = say!(
        "{no} was signed on {day} by {by} in {file}, event {event}, head {head}, and brought in with {with}",
        no = v.no,
        day = day::of_stored(&v.on),
        by = named(&v.by),
        file = in_file(b.file.as_deref().unwrap_or_default()),
        event = v.event,
        head = short(&v.head),
        with = b.with
    );
    match b.stands {
        Stands::Unknown => say!(
            "{signed}: this file cannot prove it. The file it was signed in knows that head: clausewise check FILE --hash {head}",
            signed,
            head = short(&v.head)
        ),
        Stands::AsThen => say!(
            "{signed}. Event {event} of this file has that head, and header, rows and findings are as they stood there; that it was signed, this file cannot prove",
            signed,
            event = v.event
        ),
        Stands::Other => say!(
            "{signed}. Event {event} of this file has that head, and header, rows or findings are other than they stood there: the signature does not hold",
            signed,
            event = v.event
        ),
    }
}

/// That an audit was never signed as this version; the last one is 0 where it was not signed at all.
pub(super) fn no_version(no: &str, version: u32, last: u32) -> String {
    match last {
        0 => say!("{no} is not signed, so that there is no version of it yet.", no),
        last => say!(
            "There is no version {version} of {no}; the last one signed is version {last}.",
            version,
            no,
            last
        ),
    }
}

/// That a version was signed in another file, or over another history, and what that means here.
pub fn elsewhere(e: &Elsewhere) -> String {
    let Elsewhere { no, version, event, head, file, brought } = e;
    if let Some(CameIn { with, on, by }) = brought.as_deref() {
        return say!(
            "Version {version} of {no} was signed on {day} by {by} in {file}, event {event}, head {head}, and brought in with {with}: this file cannot prove it. Its report, what changed since and a new version can be made only from the file it was signed in. Replies and checks go on here.",
            version,
            no,
            day = day::of_stored(on),
            by = named(by),
            file = in_file(file.as_deref().unwrap_or_default()),
            event,
            head = short(head),
            with
        );
    }
    match file {
        Some(file) => say!(
            "Version {version} of {no} was signed in the file {file}, event {event}, head {head}: its report, what changed since and a new version can be made from that file only. Replies and checks go on here.",
            version,
            no,
            file,
            event,
            head = short(head)
        ),
        None => say!(
            "Version {version} of {no} was signed over another history than this file holds, so that it cannot be shown as it was signed.",
            version,
            no
        ),
    }
}

/// Why it was not done.
pub(super) fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Signed { no, version, on } => say!(
            "{no} was signed on {day} as version {version}: header, rows and findings stay as they are, and nothing before that is taken back. To change it, begin version {next} with a reason.",
            no,
            day = day::of_stored(on),
            version,
            next = version.saturating_add(1)
        ),
        Refused::Unfinished { rows } => {
            let rows: Vec<String> =
                rows.iter().map(|(id, state)| format!("{id} {}", state.words())).collect();
            say!(
                "Not whole yet: {rows}. Complete each, or write into its limitation what that means for the conclusion.",
                rows = few(&rows, rows.len())
            )
        }
        Refused::NothingPlanned { no } => {
            say!(
                "No row is planned in {no}, so that there is nothing to sign. Plan what it looks at first.",
                no
            )
        }
        Refused::WhichAudit { all } => {
            let all: Vec<String> = all.iter().map(|(no, name)| format!("{no} {name}")).collect();
            say!(
                "Several audits are not signed: {all}. Say which one is meant: audit and its number before it, or --audit and its number.",
                all = few(&all, 5)
            )
        }
        Refused::NotSigned { no, worked_on: None } => {
            say!("{no} is not signed, so that it can be changed as it is.", no)
        }
        Refused::NotSigned { no, worked_on: Some(version) } => say!(
            "Version {version} of {no} is worked on already: change what there is to change, and sign it.",
            version,
            no
        ),
        Refused::NeverSigned { no } => {
            say!("{no} is not signed yet, and none before it: what changed is told from a signature on.", no)
        }
        Refused::NoVersionWhy => say!("Say why there is to be a new version.").to_owned(),
        Refused::NoField { typed } => {
            let typed = crate::model::text::shown(typed, 40);
            say!(
                "\"{typed}\" is no field with its value. Write it like this: conclusion=Ready; prepared=Ana; prepared-on=2026-11-20",
                typed
            )
        }
        Refused::SignedElsewhere(e) => elsewhere(e),
        _ => String::new(),
    }
}
