//! What stands behind an answer, so that an explanation can be handed on: who gave it and when, notes, evidence, what audits
//! say, and of which state of the file it is. The window, plain mode and the command show these words and no others.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Input;
use super::super::data::evidence;
use crate::doc::{About, Block, Doc, Page, lines};
use crate::model::assessment::keys;
use crate::model::audit::{Audit, Finding, Row, all, is_below};
use crate::model::questionnaire::Target;
use crate::model::record::{KINDS, Layer, PERSON, Rid, read};
use crate::model::register::Evidence;
use crate::model::{Change, SetBy, text};
use crate::say;
use crate::words::audit_page::{self, Of};
use crate::words::{Word as _, advice, audit_paper, audit_seal, register, trail};

/// The most of what was found that stands in the line of a finding.
const FOUND: usize = 200;

/// Facts on a place that are told: what people wrote there for others, and not how the work is planned.
const TOLD: [&str; 7] =
    [keys::NOTE, keys::REASON, keys::ASK, keys::DISSENT, keys::OWNER, keys::WHY_IN, keys::HOW];

/// What stands behind an answer is read from this.
#[derive(Clone, Copy)]
pub struct Behind<'a> {
    /// Everything a document is made of.
    pub input: &'a Input<'a>,
    /// Who set each fact that stands there, by its key.
    pub set: &'a BTreeMap<String, SetBy>,
}

/// One thing said there, who said it and when.
struct SaidBy<'a> {
    line: trail::Line,
    by: &'a SetBy,
    /// Whether it is an answer; else a note, a reason and the like.
    rates: bool,
}

/// An explanation with what stands behind it; of a figure that is about no place, as it is.
pub fn whole(explanation: Doc, behind: Behind<'_>, at: Option<Target>) -> Doc {
    let about = behind.input.about();
    let Some(at) = at else { return Doc { about, ..explanation } };
    // Right behind what is explained first; gap and action come after it.
    let mut blocks = explanation.blocks;
    let first = blocks.iter().position(|b| matches!(b, Block::Heading { .. })).unwrap_or(blocks.len());
    let rest = blocks.split_off(first);
    let mut page = Page::from(Doc { about, blocks, ..explanation });
    answers(&mut page, behind, at);
    proof(&mut page, behind, at);
    audits(&mut page, behind, at);
    let mut whole = page.finish();
    whole.blocks.extend(rest);
    whole
}

/// It as lines to read, hear or copy: what is explained first, at its end whose it is and of which state.
pub fn said(whole: &Doc) -> Vec<String> {
    let inner = About { facts: Vec::new(), disclaimer: String::new(), ..whole.about.clone() };
    let mut said = lines::write(&Doc { about: inner, ..whole.clone() });
    let About { organisation, made, stamp, .. } = &whole.about;
    said.extend([String::new(), format!("{organisation}, {made}"), stamp.clone()]);
    said
}

/// It for programs: the lines, and what stands behind them as data.
pub fn data(whole: &Doc, behind: Behind<'_>, at: Option<Target>) -> Value {
    let Behind { input, .. } = behind;
    let id = at.map(|at| input.q.id_of(at));
    let by = |s: &SaidBy<'_>| {
        json!({"id": s.line.id, "fact": s.line.fact, "key": s.line.key, "now": s.line.now, "who": s.by.by,
            "time_utc": s.by.time, "event": s.by.seq})
    };
    let all = at.map(|at| facts(behind, at)).unwrap_or_default();
    let pieces = at.map(|at| pieces(behind, at)).unwrap_or_default();
    json!({"title": whole.title, "id": id, "organisation": whole.about.organisation,
        "made_on": input.made.to_string(), "head": input.head.json(),
        "said": all.iter().map(by).collect::<Vec<_>>(), "evidence": pieces.iter().map(evidence).collect::<Vec<_>>(),
        "audits": at.map(|at| audit_data(behind, at)).unwrap_or_default(), "lines": said(whole)})
}

/// Everything said at a place by the events, answers first; of what stands above it only an answer that reaches it.
fn facts<'a>(behind: Behind<'a>, at: Target) -> Vec<SaidBy<'a>> {
    let Behind { input, set } = behind;
    let (q, a) = (input.q, input.a);
    let inner = |key: &'a str| Layer::of(key).map_or(key, |(_, inner)| inner);
    let answered = |t: Target| a.get(q.id_of(t)).is_some();
    let reaches = |place: Target| match (at, place) {
        (_, place) if is_below(q, place, at) => true,
        (Target::Check(_), Target::Requirement(_)) | (Target::Requirement(_), Target::Heading(_)) => {
            !answered(at)
        }
        (Target::Check(c), Target::Heading(_)) => {
            !answered(at) && !answered(Target::Requirement(q.check_owner[c]))
        }
        _ => place == at,
    };
    let mut all: Vec<SaidBy<'_>> = Vec::new();
    for (key, by) in set {
        let place = q.exactly(inner(key));
        if place.is_some_and(|place| !reaches(place)) {
            continue;
        }
        let rates = place.is_some();
        if !rates && !TOLD.iter().any(|begin| inner(key).starts_with(begin)) {
            continue;
        }
        let Some(now) = a.get(key) else { continue };
        let change = Change { key: key.clone(), was: None, now: Some(now.to_owned()) };
        let line = trail::lines(q, a, KINDS, std::slice::from_ref(&change)).pop();
        // What is noted above is about what is above.
        let here = q
            .exactly(line.as_ref().map_or("", |l| l.id.as_str()))
            .is_some_and(|t| is_below(q, t, at) || t == at);
        if let Some(line) = line.filter(|_| rates || here) {
            all.push(SaidBy { line, by, rates });
        }
    }
    let place = |s: &SaidBy<'_>| (!s.rates, q.exactly(&s.line.id).map(|t| order(q, t)));
    all.sort_by_key(place);
    all
}

/// Headings, then requirements, then checks by their places.
fn order(q: &crate::model::Questionnaire, t: Target) -> (usize, usize) {
    match t {
        Target::Heading(h) => (0, h),
        Target::Requirement(r) => (1, r),
        Target::Check(c) => (2, c.min(q.check_count())),
    }
}

fn answers(page: &mut Page, behind: Behind<'_>, at: Target) {
    let all = facts(behind, at);
    let (rated, others): (Vec<_>, Vec<_>) = all.iter().partition(|s| s.rates);
    page.heading(2, say!("Who answered"));
    if rated.is_empty() {
        page.row(say!("Nobody yet."));
    }
    for s in rated {
        let line = &s.line;
        // For an AI system the fact says which.
        let about = if line.fact == say!("answer") { line.id.clone() } else { line.about() };
        page.row(say!("{what}: {now}, {by}", what = about, now = line.now, by = trail::set_by(s.by)));
    }
    if !others.is_empty() {
        page.heading(2, say!("What was written there"));
    }
    for s in others {
        let what = format!("{} {}", s.line.id, s.line.fact);
        page.row(say!("{what}: {words}", what, words = s.line.now.as_str()));
        page.sub_item(trail::set_by(s.by));
    }
}

/// The pieces of evidence that are named at a place.
fn pieces(behind: Behind<'_>, at: Target) -> Vec<Evidence> {
    let (q, a) = (behind.input.q, behind.input.a);
    match at {
        Target::Requirement(r) => advice::evidence(q, a, &[r]),
        Target::Check(c) => {
            let ids = [q.id_of(at), q.id_of(Target::Requirement(q.check_owner[c]))];
            a.pieces_naming(ids).iter().filter_map(|piece| a.piece(piece)).collect()
        }
        Target::Heading(_) => Vec::new(),
    }
}

fn proof(page: &mut Page, behind: Behind<'_>, at: Target) {
    if matches!(at, Target::Heading(_)) {
        return;
    }
    page.heading(2, say!("Evidence"));
    let all = pieces(behind, at);
    if all.is_empty() {
        page.row(say!("None is named."));
    }
    for e in all {
        let piece = format!("E-{} {}", e.no, register::with_checks(&e));
        page.row(match (&e.ran_out, e.valid_until.is_empty()) {
            (Some(_), _) => piece,
            (None, true) => say!("{piece}; no day named until which it holds", piece),
            (None, false) => say!("{piece}; current, holds until {day}", piece, day = e.valid_until.as_str()),
        });
    }
}

/// The rows of an audit that are about a place.
fn rows<'s, 'a>(behind: Behind<'_>, audit: &'s Audit<'a>, at: Target) -> Vec<&'s Row<'a>> {
    let q = behind.input.q;
    let here = |row: &&Row<'a>| row.at == at || is_below(q, at, row.at) || is_below(q, row.at, at);
    audit.rows.iter().filter(here).collect()
}

/// Every audit by number, read.
fn read_audits(behind: Behind<'_>) -> Vec<Audit<'_>> {
    let Input { q, a, made, .. } = *behind.input;
    let known = &behind.input.head.known;
    all(a).iter().map(|rec| Audit::of(q, a, &rec.id, made).knowing(known)).collect()
}

/// What every audit says of a place; the organisation's own answer is not touched by it.
fn audits(page: &mut Page, behind: Behind<'_>, at: Target) {
    let Input { q, a, scores, made, .. } = *behind.input;
    let of = Of { q, a, scores };
    for audit in read_audits(behind) {
        let head = format!("{} {}", audit.header.shown_no(), audit.header.name());
        page.heading(2, &say!("Audit {title}", title = head));
        let signed = audit_seal::state(&audit);
        if !signed.is_empty() {
            page.row(signed);
        }
        let rows = rows(behind, &audit, at);
        if rows.is_empty() {
            page.row(say!("Not in its plan."));
        }
        for row in rows {
            page.row(audit_page::row(of, row));
            let said = audit_paper::lines(of, KINDS, Some(row), made).into_iter();
            let said =
                said.filter(|l| !l.words.is_empty() && !["conforms", "sample", "skip"].contains(&l.field));
            said.for_each(|l| page.sub_item(format!("{}: {}", l.label, l.words)));
        }
        for f in audit.findings_at(q, at) {
            page.row(audit_page::finding(f, &owner(behind, f)));
            let found = f.rec.get("what");
            if text::shown(found, FOUND) != found {
                page.sub_item(found);
            }
        }
    }
}

/// Who does what is to be done about a finding; empty for nobody.
fn owner(behind: Behind<'_>, f: &Finding<'_>) -> String {
    let owner = f.reply.as_ref().and_then(|reply| Rid::parse(reply.get("owner")));
    owner.map(|id| read::at(behind.input.a, &PERSON, &id).name().to_owned()).unwrap_or_default()
}

fn audit_data(behind: Behind<'_>, at: Target) -> Vec<Value> {
    let q = behind.input.q;
    let of = |audit: &Audit<'_>| {
        let rows: Vec<Value> = rows(behind, audit, at)
            .iter()
            .map(|row| json!({"at": q.id_of(row.at), "result": row.result.map(|r| r.word()), "findings": row.findings}))
            .collect();
        let findings: Vec<String> = audit.findings_at(q, at).map(|f| f.rec.shown_no()).collect();
        json!({"number": audit.header.shown_no(), "title": audit.header.name(), "rows": rows, "findings": findings})
    };
    read_audits(behind).iter().map(of).collect()
}
