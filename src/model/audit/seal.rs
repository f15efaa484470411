//! Signing off: the versions of an audit, what each of them freezes, and which rows stand in the way of one.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Audit;
use super::row::{Row, RowState};
use crate::model::Edit;
use crate::model::assessment::Assessment;
use crate::model::record::{
    AUDIT, AUDIT_SEAL, FINDING_CHECK, FINDING_REPLY, Layer, MADE, PERSON, Rec, Rid, read, record_key,
};
use crate::model::recorded::IMPORT;

/// Why what was signed is worked on again: a field of the audit that stands until the next version is signed.
pub const REOPENED: &str = "reopened";

/// The file in whose history a version was signed, where that is not this one: written when a file follows another.
pub const FILE: &str = "file";

/// The file with which a version came in, where it did: then only the words of that file say that it was signed.
pub const BROUGHT: &str = "brought";

/// What goes on after an audit was signed.
const GOES_ON: [&str; 2] = [FINDING_REPLY.key, FINDING_CHECK.key];

/// A signed version.
#[derive(Debug, Clone)]
pub struct Version<'a> {
    /// What was said when it was signed.
    pub rec: Rec<'a>,
    /// Its number within the audit, from 1.
    pub no: u32,
    /// The day it was signed.
    pub on: Option<Date>,
    /// The last event it holds.
    pub event: i64,
}

impl Version<'_> {
    /// Hash of that event.
    pub fn head(&self) -> &str {
        self.rec.get("hash")
    }

    /// The name of who wrote what was signed; empty where that is nobody of the register.
    pub fn by(&self) -> String {
        let who = Rid::parse(self.rec.get("prepared"));
        who.map(|id| read::at(self.rec.facts(), &PERSON, &id).name().to_owned()).unwrap_or_default()
    }

    /// Number of its audit, as people see it.
    pub fn audit_no(&self, a: &Assessment) -> String {
        self.rec.id.audit().map(|id| read::at(a, &AUDIT, &id).shown_no()).unwrap_or_default()
    }
}

/// What stands behind a signed version in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// This history holds the event it was signed at.
    Here,
    /// It came with a file that followed another: the name of the one that holds that event.
    In(String),
    /// It came in with data, which anybody may have changed on the way.
    Brought(Brought),
    /// It says that it was signed here, and the event is another one.
    Broken,
}

/// A version of which only data that came in says that it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// The file with which it came.
    pub with: String,
    /// The file it was signed in, where that is said.
    pub file: Option<String>,
    /// What this history has to say of it.
    pub stands: Stands,
}

/// What the history of a file has to say of a version that came in with data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It does not hold the event it was signed at.
    Unknown,
    /// It holds that event, and what was signed stands as it stood then.
    AsThen,
    /// It holds that event, and what was signed is other than it was then.
    Other,
}

/// A version that was signed in another file than this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Number of the audit.
    pub no: String,
    /// Which version.
    pub version: u32,
    /// The event it was signed at.
    pub event: i64,
    /// Hash of that event.
    pub head: String,
    /// The file that holds it; none where it says that it is this one, or where what brought it in does not name it.
    pub file: Option<String>,
    /// What came in says of it; none where it came with a file that follows another.
    pub brought: Option<Box<CameIn>>,
}

/// What data that came in says of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    /// The file with which it came in.
    pub with: String,
    /// The day it was signed, as it is stored.
    pub on: String,
    /// The name of who wrote it.
    pub by: String,
}

impl Elsewhere {
    /// Whether it was signed in another file, and not over another history than this one says.
    pub const fn is_of_another_file(&self) -> bool {
        self.file.is_some() || self.brought.is_some()
    }
}

/// A version with what the file says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Number of the audit and of the version.
    pub no: String,
    /// The event it was signed at.
    pub event: i64,
    /// Hash of that event.
    pub head: String,
    /// The day it was signed, as it is stored.
    pub on: String,
    /// The name of who wrote it.
    pub by: String,
    /// Whether it is of this history.
    pub origin: Origin,
}

/// The signed versions of an audit, the first one first.
pub fn versions<'a>(a: &'a Assessment, audit: &Rid) -> Vec<Version<'a>> {
    let mine = read::all_in(a, &AUDIT_SEAL, audit).into_iter();
    let version = |rec: Rec<'a>| {
        let event = rec.get("event").parse().ok()?;
        Some(Version { no: rec.no(), on: rec.get("on").parse().ok(), event, rec })
    };
    let mut all: Vec<_> = mine.filter_map(version).collect();
    all.sort_by_key(|v| v.no);
    all
}

/// The version by which an audit is frozen now; none before the first, and while a new one is worked on.
pub fn frozen<'a>(a: &'a Assessment, audit: &Rid) -> Option<Version<'a>> {
    let open = read::at(a, &AUDIT, audit).is(REOPENED);
    versions(a, audit).pop().filter(|_| !open)
}

/// The version an edit would change.
pub fn stands_against<'a>(a: &'a Assessment, edit: &Edit) -> Option<Version<'a>> {
    edit.changes.iter().find_map(|change| {
        let Some((Layer::Audit(audit), _)) = Layer::of(&change.key) else { return None };
        let key = record_key(&change.key)?;
        if key.kind == AUDIT_SEAL.key {
            let of_it = |v: &Version<'_>| key.rid().is_some_and(|id| id.as_str() == v.rec.id.as_str());
            return versions(a, &audit).into_iter().find(of_it).or_else(|| frozen(a, &audit));
        }
        let goes_on = GOES_ON.contains(&key.kind) || change.key == AUDIT.key_of(&audit, REOPENED);
        if goes_on { None } else { frozen(a, &audit) }
    })
}

/// Whether an edit brings in every audit it writes into: then it says nothing in one that stands here, and what is signed of it
/// came with it.
pub fn brings_in(edit: &Edit) -> bool {
    let begins = |audit: &Rid| {
        let made = AUDIT.key_of(audit, MADE);
        edit.changes.iter().any(|c| c.key == made && c.was.is_none() && c.now.is_some())
    };
    let all: BTreeSet<Rid> = edit.changes.iter().filter_map(|c| audit_of(&c.key)).collect();
    edit.what == IMPORT && all.iter().all(begins)
}

fn audit_of(key: &str) -> Option<Rid> {
    match Layer::of(key) {
        Some((Layer::Audit(audit), _)) => Some(audit),
        _ => None,
    }
}

/// What of an audit is signed: its header, rows and findings.
fn content<'a>(a: &'a Assessment, audit: &Rid) -> Vec<(&'a str, &'a str)> {
    let layer = Layer::Audit(audit.clone()).prefix();
    let reopened = AUDIT.key_of(audit, REOPENED);
    let goes_on = |key: &str| {
        let kind = record_key(key).map_or("", |k| k.kind);
        key == reopened || kind == AUDIT_SEAL.key || GOES_ON.contains(&kind)
    };
    let all = a.facts().range(layer.clone()..).take_while(|(key, _)| key.starts_with(&layer));
    all.filter(|(key, _)| !goes_on(key)).map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

/// Whether what was signed of an audit is the same in both.
pub fn is_same(a: &Assessment, then: &Assessment, audit: &Rid) -> bool {
    content(a, audit) == content(then, audit)
}

impl<'a> Audit<'a> {
    /// Rows that are to do or lack something, and do not say what that limits.
    pub fn unfinished(&self) -> impl Iterator<Item = &Row<'a>> {
        let open = |row: &&Row<'_>| matches!(row.state, RowState::Planned | RowState::Incomplete(_));
        self.rows.iter().filter(open).filter(|row| !row.rec.is("limitation"))
    }

    /// Why it is worked on again after it was signed; none while it is not.
    pub fn reopened(&self) -> Option<&str> {
        Some(self.header.get(REOPENED)).filter(|why| !why.is_empty())
    }
}
