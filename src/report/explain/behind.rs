//! What stands behind an answer, so that an explanation can be handed on: who gave it and when, notes, evidence, what audits
//! say, and of which state of the file it is. The window, plain mode and the command show these words and no others.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Input;
use super::super::data::evidence;
use crate::doc::{About, Block, Doc, Page, lines};
use crate::model::assessment::{Assessment, keys};
use crate::model::audit::{Audit, Row, all, is_below};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{KINDS, Layer};
use crate::model::register::{Evidence, Parked};
use crate::model::{Change, SetBy, spread, text, votes};
use crate::say;
use crate::words::audit_page::{self, Of};
use crate::words::{
    Word as _, Words as _, advice, audit_paper, audit_seal, closing, register, spread as said_by, trail,
};

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
    /// Whether a room may read it: then it tells nothing of what was not shown to one.
    pub room: bool,
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
    people(&mut page, behind, at);
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
            "time_utc": s.by.time, "event": s.by.seq, "in_another_copy": s.by.elsewhere})
    };
    let all = at.map(|at| facts(behind, at)).unwrap_or_default();
    let pieces = at.map(|at| pieces(behind, at)).unwrap_or_default();
    json!({"title": whole.title, "id": id, "organisation": whole.about.organisation,
        "made_on": input.made.to_string(), "head": input.head.json(),
        "said": all.iter().map(by).collect::<Vec<_>>(), "evidence": pieces.iter().map(evidence).collect::<Vec<_>>(),
        "who_said_what": at.map(|at| spread_at(behind, at)).unwrap_or_default().iter()
            .map(|row| super::super::spread_data(input.q, input.a, row)).collect::<Vec<_>>(),
        "audits": at.map(|at| audit_data(behind, at)).unwrap_or_default(), "lines": said(whole)})
}

/// Everything said at a place by the events, answers first; of what stands above it only an answer that reaches it.
fn facts(behind: Behind<'_>, at: Target) -> Vec<SaidBy<'_>> {
    let Behind { input, set, .. } = behind;
    let (q, a) = (input.q, input.a);
    let mut all: Vec<SaidBy<'_>> = Vec::new();
    for (key, by) in set {
        let (layer, inner) = Layer::of(key).unwrap_or((Layer::Own, key));
        let place = q.exactly(inner);
        if place.is_some_and(|place| !reaches(q, a, &layer.prefix(), place, at)) {
            continue;
        }
        let rates = place.is_some();
        if !rates && !TOLD.iter().any(|begin| inner.starts_with(begin)) {
            continue;
        }
        let Some(now) = a.get(key) else { continue };
        let change = Change { key: key.clone(), was: None, now: Some(now.to_owned()) };
        let line = trail::lines(q, a, KINDS, std::slice::from_ref(&change)).pop();
        // What is noted above is about what is above.
        let here = q
            .exactly(line.as_ref().map_or("", |l| l.id.as_str()))
            .is_some_and(|t| t == at || is_below(q, t, at) || is_heading_below(q, t, at));
        if let Some(line) = line.filter(|_| rates || here) {
            all.push(SaidBy { line, by, rates });
        }
    }
    let place = |s: &SaidBy<'_>| (!s.rates, q.exactly(&s.line.id).map(|t| order(q, t)));
    all.sort_by_key(place);
    all
}

/// The place whose answer counts for a check: its own, else that of its requirement, else of the nearest heading above.
fn decides(q: &Questionnaire, a: &Assessment, prefix: &str, check: usize) -> Option<Target> {
    let r = q.check_owner[check];
    if prefix.is_empty() && a.excluded(r) {
        return Some(Target::Requirement(r));
    }
    let above = q.ancestors[r].iter().map(|h| Target::Heading(*h));
    let mut all = [Target::Check(check), Target::Requirement(r)].into_iter().chain(above);
    all.find(|t| a.get(&format!("{prefix}{}", q.id_of(*t))).is_some())
}

/// Whether what is answered at a place is an answer to another: what stands at it or below it is, and what stands above it
/// where it counts for one of its checks.
fn reaches(q: &Questionnaire, a: &Assessment, prefix: &str, place: Target, at: Target) -> bool {
    let counts = |c: usize| decides(q, a, prefix, c) == Some(place);
    place == at || is_below(q, place, at) || is_heading_below(q, place, at) || checks(q, at).any(counts)
}

/// Whether a heading stands below another.
fn is_heading_below(q: &Questionnaire, id: Target, place: Target) -> bool {
    let (Target::Heading(id), Target::Heading(place)) = (id, place) else { return false };
    let chain = q.below(id).first().map(|r| q.ancestors[*r].as_slice()).unwrap_or_default();
    chain.iter().skip_while(|h| **h != id).skip(1).any(|h| *h == place)
}

/// The checks of a place.
fn checks(q: &Questionnaire, at: Target) -> Box<dyn Iterator<Item = usize> + '_> {
    match at {
        Target::Check(c) => Box::new(std::iter::once(c)),
        Target::Requirement(r) => Box::new(q.checks_of(r)),
        Target::Heading(h) => Box::new(q.below(h).into_iter().flat_map(|r| q.checks_of(r))),
    }
}

/// Headings, then requirements, then checks by their places.
fn order(q: &Questionnaire, t: Target) -> (usize, usize) {
    match t {
        Target::Heading(h) => (0, h),
        Target::Requirement(r) => (1, r),
        Target::Check(c) => (2, c.min(q.check_count())),
    }
}

fn answers(page: &mut Page, behind: Behind<'_>, at: Target) {
    let (q, all) = (behind.input.q, facts(behind, at));
    let (rated, others): (Vec<_>, Vec<_>) = all.iter().partition(|s| s.rates);
    page.heading(2, say!("Who answered"));
    if rated.is_empty() {
        page.row(say!("Nobody yet."));
    }
    if let Target::Heading(h) = at {
        by_person(page, behind, h);
    }
    // Of a heading what lies below is summed; asked for by its own id it is told one by one.
    let single = |s: &&&SaidBy<'_>| {
        !matches!(at, Target::Heading(_)) || matches!(q.exactly(&s.line.id), Some(Target::Heading(_)))
    };
    for s in rated.iter().filter(single) {
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

/// What single people say at a place and below it, in the room or apart.
fn spread_at(behind: Behind<'_>, at: Target) -> Vec<spread::Row> {
    let (q, a) = (behind.input.q, behind.input.a);
    let here = |id: &str| q.exactly(id).is_some_and(|t| t == at || is_below(q, t, at));
    spread::rows(q, a).into_iter().filter(|row| here(&row.at)).collect()
}

/// Who said what for themselves at a place, and what they put aside there; nothing where nobody did.
fn people(page: &mut Page, behind: Behind<'_>, at: Target) {
    let (q, a) = (behind.input.q, behind.input.a);
    let rows = spread_at(behind, at);
    let here = |p: &Parked| q.exactly(&p.at).is_some_and(|t| t == at || is_below(q, t, at));
    let parked: Vec<Parked> = a.all_parked().into_iter().filter(here).collect();
    if !rows.is_empty() {
        page.heading(2, say!("Who said what"));
    }
    for row in rows {
        if let Some(v) =
            votes::before_room(a, &row.at).filter(|v| behind.room && !v.shown && !v.given.is_empty())
        {
            page.row(format!("{} {}", row.at, said_by::asks(q, a, &row.at)));
            page.sub_item(v.words());
            continue;
        }
        let mut lines = said_by::lines(q, a, &row).into_iter();
        page.row(lines.next().unwrap_or_default());
        lines.for_each(|line| page.sub_item(line.trim()));
    }
    if !parked.is_empty() {
        page.heading(2, say!("Parked"));
    }
    for p in parked {
        let words = closing::raised(&p.what, &p.from);
        page.row(match (p.closed, p.owner.trim()) {
            (true, _) => say!("{found}, closed", found = words),
            (false, "") => words,
            (false, owner) => say!("{words}: {owner}", words, owner),
        });
    }
}

/// Who answered how many of the checks below a heading, or left out how many requirements, with the last answer of each.
fn by_person<'a>(page: &mut Page, behind: Behind<'a>, h: usize) {
    let Behind { input, set, .. } = behind;
    let (q, a) = (input.q, input.a);
    let by_key = |prefix: &str, at: Target| set.get(&format!("{prefix}{}", q.id_of(at)));
    // Where the general answer is missing, those of AI systems stand for it.
    let mut layers: Vec<String> = set.keys().filter_map(|k| Some(Layer::of(k)?.0.prefix())).collect();
    layers.push(String::new());
    layers.sort_unstable();
    layers.dedup();
    let answered = |c: usize| layers.iter().find_map(|l| by_key(l, decides(q, a, l, c)?));
    let mut all: BTreeMap<&'a str, (usize, usize, &'a SetBy)> = BTreeMap::new();
    let mut add = |by: &'a SetBy, (checks, out): (usize, usize)| {
        let sum = all.entry(by.by.as_str()).or_insert((0, 0, by));
        let last = if by.seq > sum.2.seq { by } else { sum.2 };
        *sum = (sum.0 + checks, sum.1 + out, last);
    };
    for r in q.below(h) {
        if a.excluded(r) {
            if let Some(by) = by_key("", Target::Requirement(r)) {
                add(by, (0, 1));
            }
            continue;
        }
        let here = q.checks_of(r).filter(|c| a.counts(q, *c) && a.level(q, *c).is_some());
        here.filter_map(answered).for_each(|by| add(by, (1, 0)));
    }
    for (who, (checks, out, last)) in all {
        let what = [
            (checks > 0).then(|| say!("{n|check|checks}", n = checks)),
            (out > 0).then(|| say!("{out|requirement|requirements} left out", out)),
        ];
        page.row(say!(
            "{who}: {what}, the last on {when} UTC, event {n}",
            who = trail::who(who),
            what = what.into_iter().flatten().collect::<Vec<_>>().join(", "),
            when = trail::when(&last.time),
            n = last.seq
        ));
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
            (None, true) if e.old => {
                say!("{piece}; {old}", piece, old = crate::words::statement::current(&e))
            }
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
            page.row(audit_page::row(of, &audit, row));
            let said = audit_paper::lines(of, KINDS, Some(row), made).into_iter();
            let said =
                said.filter(|l| !l.words.is_empty() && !["conforms", "sample", "skip"].contains(&l.field));
            said.for_each(|l| page.sub_item(format!("{}: {}", l.label, l.words)));
        }
        for f in audit.findings_at(q, at) {
            page.row(audit_page::finding(f));
            let found = f.rec.get("what");
            if text::shown(found, FOUND) != found {
                page.sub_item(found);
            }
        }
    }
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
