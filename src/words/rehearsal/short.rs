//! The same in as few words as a line or a cell has room for.

use super::super::{KindWords as _, Word as _, day, few, register};
use super::{NAMED, answer, findings, grade, is_first};
use crate::model::record::EVIDENCE;
use crate::model::register::Evidence;
use crate::model::rehearsal::{Lacks, Stands};
use crate::model::text as texts;
use crate::model::{Assessment, Level, Questionnaire, held};
use crate::say;

/// Things to do that a cell names before the rest is counted.
const TO_DO: usize = 6;
/// Pieces of evidence a cell names before the rest is counted.
const SHOWN: usize = 3;
/// The most of a name that stands in a cell.
const NAME: usize = 60;

/// The findings that are open there, by grade and number: "open: major F-1-1, minor F-1-4"; empty where there is none.
pub(super) fn found_shortly(s: &Stands<'_>) -> String {
    let all: Vec<String> = s.found().map(|f| format!("{} {}", grade(f), f.no)).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    if all.is_empty() { String::new() } else { say!("open: {findings}", findings = few(&all, NAMED)) }
}

/// What the checks that lack the same leave behind, with their ids: "Audit programme (9.2.2/1), Minutes (9.3.1/1, 9.3.3/1)".
pub(super) fn left_behind(q: &Questionnaire, a: &Assessment, s: &Stands<'_>, l: &Lacks) -> String {
    let same = s.lacks.iter().filter(|o| std::mem::discriminant(*o) == std::mem::discriminant(l));
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for c in same.filter_map(Lacks::check) {
        let check = a.check(q, c);
        match all.iter_mut().find(|(name, _)| *name == check.output) {
            Some((_, ids)) => ids.push(&check.id),
            None => all.push((&check.output, vec![&check.id])),
        }
    }
    let all: Vec<String> = all.iter().map(|(name, ids)| format!("{name} ({})", ids.join(", "))).collect();
    all.join(", ")
}

/// What to do about what is missing, the first few by their names and the rest counted, as a table has room for it; what is
/// missing elsewhere than in answers behind them.
pub fn to_do(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> String {
    let levels: Vec<String> = s
        .lacks
        .iter()
        .filter_map(|l| match l {
            Lacks::Level(c, level) => {
                let check = a.check(q, *c);
                Some(match level {
                    Some(_) => {
                        let there = held::stands_at(q, a, *c, *level);
                        format!("{} {}", check.id, check.action_name_for(there))
                    }
                    None => say!("{id} not answered", id = check.id),
                })
            }
            _ => None,
        })
        .collect();
    let rest = beside_levels(q, a, s);
    let named = few(&levels, TO_DO);
    [found_shortly(s), named].into_iter().chain(rest).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("; ")
}

/// How far checks are that lack something: of what is there that it is not Proven, so that nobody reads that as what is missing.
pub(super) fn of_level(ids: &str, level: Option<Level>) -> String {
    let word = answer(level);
    match level {
        Some(Level::Written | Level::InUse) => {
            let proven = Level::Proven.word();
            say!("{ids} not {proven} ({word})", ids, proven, word)
        }
        _ => format!("{ids} {word}"),
    }
}

/// What is missing in as few words as a line has room for; empty where nothing is.
pub fn missing_shortly(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> String {
    let mut levels: Vec<(Option<Level>, Vec<&str>)> = Vec::new();
    for (c, level) in
        s.lacks.iter().filter_map(|l| if let Lacks::Level(c, x) = l { Some((c, x)) } else { None })
    {
        let word = *level;
        let id = q.check(*c).id.as_str();
        match levels.iter_mut().find(|(w, _)| *w == word) {
            Some((_, list)) => list.push(id),
            None => levels.push((word, vec![id])),
        }
    }
    let answered = levels.iter().map(|(level, list)| of_level(&few(list, NAMED), *level));
    let found = Some(found_shortly(s)).filter(|f| !f.is_empty());
    found.into_iter().chain(answered).chain(beside_levels(q, a, s)).collect::<Vec<_>>().join("; ")
}

/// What is missing beside answers, in short.
fn beside_levels(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for l in &s.lacks {
        match l {
            Lacks::NoEvidence(c) if is_first(s, l, *c) => {
                all.push(say!("name evidence for: {what}", what = left_behind(q, a, s, l)));
            }
            Lacks::RanOut(c, no, _) => all.push(say!("{id}: E-{no} ran out", id = q.check(*c).id, no)),
            // What is asked for least is not printed where there is little room.
            Lacks::Finding(_)
            | Lacks::Level(..)
            | Lacks::NoEvidence(_)
            | Lacks::NotSeen(_)
            | Lacks::Empty(_) => {}
            Lacks::NoAudit => all.push(say!("no audit in this file").to_owned()),
            Lacks::Undecided(n) => all.push(say!("{n} undecided", n)),
            Lacks::NoReason(n) => all.push(say!("{n} without a reason", n)),
            Lacks::Weak(n) => all.push(say!("{n} with a weak reason", n)),
            Lacks::CannotStand(n) => all.push(say!("{n} that cannot be left out", n)),
            Lacks::NotSigned(no) => all.push(say!("{no} not signed", no)),
            Lacks::Overdue(list) => all.push(say!("overdue: {findings}", findings = few(list, NAMED))),
            Lacks::Unowned(list) => all.push(say!("no owner: {findings}", findings = few(list, NAMED))),
        }
    }
    all
}

/// That a signed audit is itself the evidence for some of the checks; empty where none is.
pub(super) fn by_audit(q: &Questionnaire, s: &Stands<'_>) -> String {
    let Some((no, on)) = &s.signed else { return String::new() };
    let ids: Vec<&str> =
        s.checks.iter().filter(|c| c.audit.is_some()).map(|c| q.check(c.check).id.as_str()).collect();
    say!(
        "{no}, signed on {day}, is itself the evidence for {ids}",
        no,
        day = day::of_stored(on),
        ids = few(&ids, NAMED)
    )
}

/// What stands there in as few words as a table has room for; where nothing does, what to bring.
pub fn there_shortly(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> String {
    let mut all: Vec<String> = s
        .documents
        .iter()
        .take(2)
        .map(|d| say!("{name}: {state}", name = d.name(), state = register::registered(d)))
        .collect();
    if let Some(n) = s.statement {
        let (applicable, out) = (n.applicable, n.out);
        all.push(say!("{applicable} controls in, {out} left out", applicable, out));
    }
    all.extend(s.audits.iter().flatten().last().map(|held| match &held.signed {
        Some((_, on)) => say!("{no}, signed {day}", no = held.no, day = day::of_stored(on)),
        None => held.no.clone(),
    }));
    if let Some(f) = s.findings.as_ref().filter(|f| f.all > 0) {
        all.push(findings(f));
    }
    let registers = s.registers.iter().filter(|(kind, n)| *n > 0 && kind.key != EVIDENCE.key);
    all.extend(registers.map(|(kind, n)| kind.count(*n)));
    let named = |e: &Evidence| format!("E-{} {}", e.no, texts::shown(&e.what, NAME));
    let pieces: Vec<String> = s.evidence.iter().map(named).collect();
    if !pieces.is_empty() {
        all.push(few(&pieces, SHOWN));
    }
    all.extend(Some(by_audit(q, s)).filter(|w| !w.is_empty()));
    if all.is_empty() {
        let mut bring: Vec<&str> = Vec::new();
        for c in &s.checks {
            let output = a.check(q, c.check).output.as_str();
            if !bring.contains(&output) {
                bring.push(output);
            }
        }
        return say!("nothing is named here yet; bring: {papers}", papers = few(&bring, NAMED));
    }
    all.join("; ")
}
