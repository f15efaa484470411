//! Signing an audit off: what it said at that moment, under the number and hash of the last event. A signed version is read
//! again from the events up to it, so that what comes out of it is the same for ever.

use std::sync::Arc;

use jiff::civil::Date;

use super::audit_line::SEAL;
use super::deed::split;
use super::since::SinceSigned;
use super::standing::standing_at;
use super::{Call, Done, Refused, Unready, Work};
use crate::import::IMPORT;
use crate::model::audit::seal::{Brought, CameIn, Elsewhere, Kept, Origin, Stands};
use crate::model::audit::{Audit, Told, Version, Warning, WouldSign, seal};

use crate::model::change::facts;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{AUDIT, AUDIT_SEAL, Draft, MADE, Rec, Rid, read, record_key, write};
use crate::model::roadmap::PlanInput;
use crate::model::said::{Said, gives_no_reason};
use crate::model::snapshot::FOLLOW_UP;
use crate::model::{Assessment, Edit, GapList, Roadmap, Scores, Verdict, text};
use crate::report::{AuditOf, Head, Input};
use crate::session::Session;

/// A version as it was signed: its facts and figures, made from nothing that was recorded later.
pub struct Signed {
    /// The audit.
    pub audit: Rid,
    /// Which version.
    pub version: u32,
    /// The day it was signed; documents of it bear that day.
    pub on: Date,
    /// The facts, with what was said when it was signed.
    pub a: Assessment,
    /// How far the history went that it holds: number and hash of the event it was signed at.
    pub head: Head,
    scores: Scores,
    verdict: Verdict,
    gaps: GapList,
    roadmap: Roadmap,
}

impl Signed {
    fn of(q: &Questionnaire, (audit, version, on): (Rid, u32, Date), mut a: Assessment, head: Head) -> Self {
        a.on(on);
        let scores = Scores::compute(q, &a);
        let verdict = Verdict::compute(q, &a, &scores);
        let gaps = GapList::compute(q, &a, &scores);
        let roadmap = Roadmap::compute(q, &a, &scores, &gaps, PlanInput::of(&a, on));
        Self { audit, version, on, a, head, scores, verdict, gaps, roadmap }
    }

    /// Everything a document of it is made of.
    pub fn input<'s>(&'s self, q: &'s Questionnaire) -> Input<'s> {
        Input {
            q,
            a: &self.a,
            scores: &self.scores,
            verdict: &self.verdict,
            gaps: &self.gaps,
            roadmap: &self.roadmap,
            made: self.on,
            head: &self.head,
            audit: Some(AuditOf { id: &self.audit, then: None }),
        }
    }

    /// Status and scores as they were.
    pub(super) const fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The audit as it was signed.
    pub fn audit<'s>(&'s self, q: &Questionnaire) -> Audit<'s> {
        Audit::of(q, &self.a, &self.audit, self.on).knowing(&self.head.known)
    }
}

/// Every signed version of a file.
pub fn kept(s: &Session) -> Vec<Kept> {
    let a = s.assessment();
    let of = |v: &Version<'_>| Kept {
        no: v.rec.shown_no(),
        event: v.event,
        head: v.head().to_owned(),
        on: v.rec.get("on").to_owned(),
        by: v.by(),
        origin: origin(s, v),
    };
    let audits = crate::model::audit::all(a).into_iter();
    audits.flat_map(|rec| seal::versions(a, &rec.id).iter().map(of).collect::<Vec<_>>()).collect()
}

/// The versions that were signed over an event: number of the audit, and of the version.
pub(super) fn signed_over(s: &Session, event: i64) -> Vec<(String, u32)> {
    let a = s.assessment();
    let audits = crate::model::audit::all(a).into_iter().flat_map(|rec| seal::versions(a, &rec.id));
    let here = audits.filter(|v| v.event == event && origin(s, v) == Origin::Here);
    here.map(|v| (v.audit_no(a), v.no)).collect()
}

/// Whether the history of a file holds what a version was signed over. What came with another file is no fault for naming
/// an event of that one; what was signed here is.
fn origin(s: &Session, v: &Version<'_>) -> Origin {
    // What came in may not even say over which hash.
    let key = AUDIT_SEAL.key_of(&v.rec.id, if v.head().is_empty() { MADE } else { "hash" });
    let sets = |seq: i64| s.changes_of(seq).iter().any(|c| c.key == key && c.was != c.now);
    let Some(e) = s.events().iter().rev().find(|e| sets(e.seq)) else { return Origin::Broken };
    let named = v.rec.get(seal::FILE);
    let with = v.rec.get(seal::BROUGHT);
    let brought = |with: &str| {
        let file = Some(named).filter(|f| !f.is_empty()).map(str::to_owned);
        Origin::Brought(Brought { with: with.to_owned(), file, stands: stands(s, v) })
    };
    match e.what.as_str() {
        what if what == AUDIT_SEAL.key && holds(s, v) => Origin::Here,
        FOLLOW_UP | IMPORT if !with.is_empty() => brought(with),
        IMPORT => brought(&e.at),
        FOLLOW_UP if !named.is_empty() => Origin::In(named.to_owned()),
        _ => Origin::Broken,
    }
}

/// Whether a history holds the event a version was signed at.
fn holds(s: &Session, v: &Version<'_>) -> bool {
    !v.head().is_empty() && s.events().iter().any(|e| e.seq == v.event && e.hash == v.head())
}

/// What this history says of a version that came in: where it holds the event, what was signed is there to be held against it.
fn stands(s: &Session, v: &Version<'_>) -> Stands {
    let a = s.assessment();
    let Some(audit) = v.rec.id.audit().filter(|_| holds(s, v)) else { return Stands::Unknown };
    // Of a version before the last one, what stands now says nothing.
    if seal::frozen(a, &audit).is_none_or(|last| last.no != v.no) {
        return Stands::Unknown;
    }
    if seal::is_same(a, &s.assessment_at(v.event), &audit) { Stands::AsThen } else { Stands::Other }
}

/// The versions an edit says were signed.
fn sealed_in(edit: &Edit) -> Vec<Rid> {
    let seal = |key: &str| record_key(key).filter(|k| k.kind == AUDIT_SEAL.key)?.rid();
    let mut all: Vec<Rid> = Vec::new();
    for id in edit.changes.iter().filter(|c| c.now.is_some()).filter_map(|c| seal(&c.key)) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// Number of the audit and of the version, of those.
pub(super) fn signed_by(a: &Assessment, edit: &Edit) -> Vec<(String, u32)> {
    let of = |id: Rid| {
        let no = id.audit().map(|audit| read::at(a, &AUDIT, &audit).shown_no()).unwrap_or_default();
        (no, read::at(a, &AUDIT_SEAL, &id).no())
    };
    sealed_in(edit).into_iter().map(of).collect()
}

/// With what comes in, that it came in: beside every version it says was signed, the name of the file.
pub(super) fn mark_brought(a: &Assessment, edit: &mut Edit, with: &str) {
    let mark = |id: Rid| (AUDIT_SEAL.key_of(&id, seal::BROUGHT), Some(with.to_owned()));
    let marks = sealed_in(edit).into_iter().map(mark);
    edit.changes.extend(facts(a, "", "", marks).changes);
}

/// The facts of a file with the name of the file beside every version signed in it, for one that follows it.
pub(super) fn marked(s: &Session, name: &str) -> Assessment {
    let mut a = s.assessment().clone();
    let audits = crate::model::audit::all(s.assessment()).into_iter();
    let all: Vec<Version<'_>> = audits.flat_map(|rec| seal::versions(s.assessment(), &rec.id)).collect();
    let file = |v: &Version<'_>| {
        let file = match origin(s, v) {
            Origin::Here => name.to_owned(),
            Origin::In(file) => file,
            // A fault is not mended by a copy, and what came in stays what came in.
            Origin::Broken | Origin::Brought(_) => return None,
        };
        Some((AUDIT_SEAL.key_of(&v.rec.id, seal::FILE), Some(file)))
    };
    let e = facts(s.assessment(), AUDIT_SEAL.key, "", all.iter().filter_map(file));
    a.apply(&s.q, &e);
    a
}

impl Work {
    pub(super) fn signed_already(&self, v: &Version<'_>) -> Refused {
        // A new version is no way out where none can be made.
        if v.rec.is(seal::FILE) || v.rec.is(seal::BROUGHT) {
            return self.elsewhere(v, &origin(&self.s, v));
        }
        Refused::Signed { no: v.audit_no(self.a()), version: v.no, on: v.rec.get("on").to_owned() }
    }

    fn elsewhere(&self, v: &Version<'_>, origin: &Origin) -> Refused {
        let came = |with: &str| {
            let (with, on, by) = (with.to_owned(), v.rec.get("on").to_owned(), v.by());
            Some(Box::new(CameIn { with, on, by }))
        };
        let (file, brought) = match origin {
            Origin::In(file) => (Some(file.clone()), None),
            Origin::Brought(b) => (b.file.clone(), came(&b.with)),
            Origin::Here | Origin::Broken => (None, None),
        };
        let (no, head) = (v.audit_no(self.a()), v.head().to_owned());
        Refused::SignedElsewhere(Elsewhere { no, version: v.no, event: v.event, head, file, brought })
    }

    /// Why an audit cannot be written into: it is signed, and no new version is worked on.
    pub fn sealed(&self, audit: &Rid) -> Option<Refused> {
        seal::frozen(self.a(), audit).map(|v| self.signed_already(&v))
    }

    /// Why an audit cannot be signed now, if so.
    pub fn may_sign(&self, audit: &Rid) -> Result<(), Refused> {
        self.may_change()?;
        if self.me().is_none() {
            return Err(self.nobody_says());
        }
        if let Some(version) = seal::frozen(self.a(), audit) {
            return Err(self.signed_already(&version));
        }
        self.is_whole(audit)
    }

    /// That something is planned in an audit, and every row of it is whole or says what it means that it is not.
    fn is_whole(&self, audit: &Rid) -> Result<(), Refused> {
        let now = Audit::of(self.q(), self.a(), audit, self.today);
        if !now.rows.iter().any(crate::model::audit::Row::is_in_plan) {
            return Err(Refused::NothingPlanned { no: now.header.shown_no() });
        }
        let row = |row: &crate::model::audit::Row<'_>| (self.q().id_of(row.at).to_owned(), row.state.clone());
        let rows: Vec<_> = now.unfinished().map(row).collect();
        if rows.is_empty() { Ok(()) } else { Err(Refused::Unfinished { rows }) }
    }

    /// What to think about before an audit is signed: told then, and when it was.
    pub fn before_signing(&self, audit: &Rid) -> Vec<Warning> {
        let now = self.audit_of(audit);
        let mut all = now.before_signing(self.q(), self.a());
        all.extend(self.me().and_then(|me| now.of_signer(self.q(), self.a(), me)));
        let since = self.since_before(audit, (self.a(), self.scores())).filter(|since| !since.all.is_empty());
        let changed = |since: SinceSigned| {
            let n = since.all.len();
            Warning::ChangedSince { no: since.no, version: since.version, n }
        };
        all.extend(since.map(changed));
        all
    }

    /// That a version was read through before the last change it holds.
    fn reviewed_early(&self, v: &Version<'_>) -> Option<Warning> {
        let on: Date = v.rec.get("reviewed-on").parse().ok()?;
        let last = self.s.events().iter().find(|e| e.seq == v.event)?;
        let last: Date = last.time.split('T').next()?.parse().ok()?;
        // The clock of the history is that of another place.
        let last = last.min(v.on?);
        (on < last).then_some(Warning::ReviewedEarly { version: v.no, on, last })
    }

    /// What the form of a version starts with: which audit, and of a further one what the last one came to and who was handed it, to
    /// be gone through; no name and no day stand there before somebody writes them.
    pub fn to_sign(&self) -> Result<Draft, Refused> {
        let audit = self.an_audit()?;
        self.may_sign(&audit)?;
        let mut draft = Draft::from([(AUDIT.key.to_owned(), read::at(self.a(), &AUDIT, &audit).shown_no())]);
        if let Some(last) = seal::versions(self.a(), &audit).pop() {
            let kept = ["conclusion", "distribution"].into_iter().filter(|f| last.rec.is(f));
            draft.extend(kept.map(|f| (f.to_owned(), last.rec.get(f).to_owned())));
        }
        Ok(draft)
    }

    /// Signs an audit, the one one works in unless the draft names another: from here on its rows and findings stay. One
    /// event, so that it is there whole or not at all.
    pub fn sign_off(&mut self, draft: &Draft) -> Result<Done, Refused> {
        let audit = self.to_be_signed(draft)?;
        self.may_sign(&audit)?;
        let (c, fresh) = (self.records(), Session::new_id());
        let header = read::at(c.a, &AUDIT, &audit);
        let mut draft = draft.clone();
        draft.insert(AUDIT.key.to_owned(), header.shown_no());
        let mut e = write::add_by_verb(c, &AUDIT_SEAL, &fresh, &draft)?;
        let id = fresh.within(&audit);
        let last = self.s.events().last();
        let own = [
            ("on", self.today.to_string()),
            ("by", self.me().map(ToString::to_string).unwrap_or_default()),
            ("event", last.map_or(0, |e| e.seq).to_string()),
            ("hash", last.map_or(String::new(), |e| e.hash.clone())),
            ("reason", header.get(seal::REOPENED).to_owned()),
        ];
        let own = own.into_iter().map(|(f, v)| (AUDIT_SEAL.key_of(&id, f), Some(v)));
        let closed = (AUDIT.key_of(&audit, seal::REOPENED), None);
        e.changes.extend(facts(c.a, "", "", own.chain([closed])).changes);
        let before = self.before_signing(&audit);
        self.done(&e, |w| w.signed_told(&audit, before))
    }

    /// What signing would come to, or why it would be refused; nothing is changed.
    pub fn would_sign(&mut self, draft: &Draft) -> Result<WouldSign, Refused> {
        let done = self.would_put(&[], &AUDIT_SEAL, None, draft)?;
        Ok(done.would_sign().unwrap_or_default())
    }

    /// What signing would come to, whoever signs; where it would be refused, all that is missing and all there is to think about.
    pub fn would_sign_or_lack(&mut self, draft: &Draft) -> Result<WouldSign, Box<Unready>> {
        let alone =
            |first| Box::new(Unready { no: String::new(), first, missing: Vec::new(), warnings: Vec::new() });
        let tried = self.me().cloned().map(|_| self.would_sign(draft));
        if let Some(Ok(would)) = tried {
            return Ok(would);
        }
        let audit = self.to_be_signed(draft).map_err(alone)?;
        if let Some(signed) = self.sealed(&audit) {
            return Err(alone(signed));
        }
        let mut missing: Vec<Refused> = self.is_whole(&audit).err().into_iter().collect();
        let c = self.records();
        let no = read::at(c.a, &AUDIT, &audit).shown_no();
        let mut draft = draft.clone();
        draft.insert(AUDIT.key.to_owned(), no.clone());
        missing.extend(write::faults(c, &AUDIT_SEAL, None, &draft).into_iter().map(Refused::from));
        if missing.is_empty() {
            missing.extend(tried.and_then(Result::err));
        }
        let warnings = self.before_signing(&audit);
        if let Some(first) = missing.first().cloned() {
            return Err(Box::new(Unready { no, first, missing, warnings }));
        }
        let last = seal::versions(self.a(), &audit).last().map_or(0, |v| v.no);
        Ok(WouldSign { no, version: last.saturating_add(1), warnings })
    }

    /// What a call would sign; none where it signs nothing or would be refused. Nothing is changed.
    pub fn call_would_sign(&mut self, call: &Call) -> Option<WouldSign> {
        let Call::Audit { typed } = call else { return None };
        let signs = split(typed).0.eq_ignore_ascii_case(SEAL);
        signs.then(|| self.tried(|w| w.call(call)).ok()).flatten()?.would_sign()
    }

    /// The audit a draft names, else the one that is meant.
    fn to_be_signed(&self, draft: &Draft) -> Result<Rid, Refused> {
        match draft.get(AUDIT.key).filter(|typed| !typed.trim().is_empty()) {
            Some(typed) => self.one_named(&AUDIT, typed),
            None => self.one_to_sign(),
        }
    }

    /// The audit that is signed where none is named: the one that was chosen, or the last one where no other waits for it.
    fn one_to_sign(&self) -> Result<Rid, Refused> {
        let last = self.an_audit()?;
        let waits = |rec: &Rec<'_>| seal::frozen(self.a(), &rec.id).is_none();
        let all: Vec<Rec<'_>> = crate::model::audit::all(self.a()).into_iter().filter(waits).collect();
        if self.audit.is_some() || all.len() < 2 {
            return Ok(last);
        }
        Err(Refused::WhichAudit {
            all: all.iter().map(|rec| (rec.shown_no(), rec.name().to_owned())).collect(),
        })
    }

    fn signed_told(&self, audit: &Rid, before: Vec<Warning>) -> Said {
        let now = self.audit_of(audit);
        let Some(v) = now.versions.last() else { return Said::Unchanged };
        let by = now.of_version(self.a(), v);
        let told = before.clone();
        let is_new = |w: &Warning| !told.contains(w);
        let rest = by.into_iter().filter(is_new).chain(self.reviewed_early(v));
        // Who signs and who wrote it comes first: nothing further down mends that.
        let mut warnings: Vec<Warning> = before.into_iter().chain(rest).collect();
        warnings.sort_by_key(|w| !w.is_of_signature());
        Said::Audited(Told::Signed {
            no: v.audit_no(self.a()),
            version: v.no,
            event: v.event,
            head: v.head().to_owned(),
            warnings,
        })
    }

    /// Works on again at an audit that was signed; the version that stands stays as it is.
    pub fn new_version(&mut self, why: &str) -> Result<Done, Refused> {
        let audit = self.an_audit()?;
        let header = read::at(self.a(), &AUDIT, &audit);
        let no = header.shown_no();
        let Some(stands) = seal::frozen(self.a(), &audit) else {
            let last = seal::versions(self.a(), &audit).pop();
            return Err(Refused::NotSigned { no, worked_on: last.map(|v| v.no.saturating_add(1)) });
        };
        if let origin @ (Origin::In(_) | Origin::Brought(_)) = origin(&self.s, &stands) {
            return Err(self.elsewhere(&stands, &origin));
        }
        let (why, version) = (text::clean_line(why), stands.no.saturating_add(1));
        if gives_no_reason(&why) {
            return Err(Refused::NoVersionWhy);
        }
        let e = facts(self.a(), AUDIT.key, "", [(AUDIT.key_of(&audit, seal::REOPENED), Some(why))]);
        self.done(&e, |_| Said::Audited(Told::Reopened { no, version }))
    }

    /// A version of the audit one works in as it was signed, the last one without a number; none where none was signed.
    pub fn signed(&self, version: Option<u32>) -> Result<Option<Signed>, Refused> {
        self.signed_of(&self.an_audit()?, version)
    }

    /// The same of an audit.
    pub(super) fn signed_of(&self, audit: &Rid, version: Option<u32>) -> Result<Option<Signed>, Refused> {
        let mut all = seal::versions(self.a(), audit);
        let found = match version {
            Some(no) => all.into_iter().find(|v| v.no == no),
            None => all.pop(),
        };
        let Some(v) = found else { return Ok(None) };
        let elsewhere = || self.elsewhere(&v, &origin(&self.s, &v));
        let key = AUDIT_SEAL.key_of(&v.rec.id, "hash");
        let signs = |seq: i64| self.s.changes_of(seq).iter().any(|c| c.key == key && c.now.is_some());
        let mut events = self.s.events().iter().filter(|e| e.seq > v.event && e.what == AUDIT_SEAL.key);
        let (Some(signing), Some(on)) = (events.find(|e| signs(e.seq)), v.on) else {
            return Err(elsewhere());
        };
        let events = self.s.events();
        let held = events.iter().find(|e| e.seq == v.event && e.hash == v.head()).ok_or_else(elsewhere)?;
        let first = events.first().map(|e| (e.hash.as_str(), e.time.as_str()));
        let n = usize::try_from(v.event).unwrap_or_default();
        let a = self.s.assessment_at(signing.seq);
        // Of the same events as the facts, so that it stays what it was.
        let known = Arc::new(standing_at(&self.s, signing.seq).known(self.q(), &a));
        let head = Head { known, ..Head::of(n, Some((&held.hash, &held.time))).begun(first) };
        Ok(Some(Signed::of(self.q(), (audit.clone(), v.no, on), a, head)))
    }
}
