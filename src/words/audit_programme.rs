//! All audits of a file together: what each is about, what all of them reach, and what none does.

use super::{Word, day};
use crate::model::Questionnaire;
use crate::model::audit::{Outcome, Part, Programme, Reach};
use crate::say;

impl Word for Reach {
    fn word(&self) -> &'static str {
        match self {
            Self::Audited => say!("audited"),
            Self::Planned => say!("planned"),
            Self::LeftOut => say!("not audited"),
            Self::None => "",
        }
    }
}

/// How far all audits reach: "All audits: 30 of 70 requirements audited, 33 planned or audited; 37 not planned."
pub fn together(q: &Questionnaire, all: &Programme) -> String {
    let of = q.requirements.len();
    let reach = say!(
        "All audits together: {audited} of {of} requirements audited, {planned} planned or audited",
        audited = all.audited(of),
        of,
        planned = all.planned(of)
    );
    with_rest(reach, of, all)
}

/// The same in short: "All audits: 30 of 70 audited, 33 planned or audited; 2 not audited; 35 not planned."
pub fn in_short(q: &Questionnaire, all: &Programme) -> String {
    let of = q.requirements.len();
    let reach = say!(
        "All audits: {audited} of {of} audited, {planned} planned or audited",
        audited = all.audited(of),
        of,
        planned = all.planned(of)
    );
    with_rest(reach, of, all)
}

/// How far they reach, and what they do not: the counts of the plan of one audit.
fn with_rest(reach: String, of: usize, all: &Programme) -> String {
    let mut parts = vec![reach];
    parts.extend(super::audit::rest(all.left_out(of).len(), all.in_none(of).len()));
    format!("{}.", parts.join("; "))
}

/// The requirements no audit says anything of, by their ids.
pub fn in_none(q: &Questionnaire, all: &Programme) -> String {
    ids(q, &all.in_none(q.requirements.len()))
}

/// The requirements that were left out with a reason, and that no audit has in its plan, by their ids.
pub fn left_out(q: &Questionnaire, all: &Programme) -> String {
    ids(q, &all.left_out(q.requirements.len()))
}

fn ids(q: &Questionnaire, all: &[usize]) -> String {
    all.iter().map(|r| q.requirements[*r].id.as_str()).collect::<Vec<_>>().join(", ")
}

/// Ids in short, three or more that follow each other as a run: "4.1 to 4.4, 5.2".
fn runs(q: &Questionnaire, all: &[usize]) -> String {
    let id = |r: &usize| q.requirements[*r].id.as_str();
    let follows = |r: &usize, next: &usize| *next == r + 1;
    let of = |run: &[usize]| match run {
        [first, _, .., last] => say!("{start} to {end}", start = id(first), end = id(last)),
        few => few.iter().map(id).collect::<Vec<_>>().join(", "),
    };
    all.chunk_by(follows).map(of).collect::<Vec<_>>().join(", ")
}

/// The requirements no audit says anything of, in short.
pub fn in_none_in_short(q: &Questionnaire, all: &Programme) -> String {
    runs(q, &all.in_none(q.requirements.len()))
}

/// The requirements that were left out with a reason, and that no audit has in its plan, in short.
pub fn left_out_in_short(q: &Questionnaire, all: &Programme) -> String {
    runs(q, &all.left_out(q.requirements.len()))
}

/// One audit: "A-1 Spring, 1 to 5 March 2026: 33 of 70 requirements, 30 audited, signed as version 1".
pub fn part(q: &Questionnaire, p: &Part) -> String {
    let (name, reach) = part_in_two(q, p);
    format!("{} {name}: {reach}", p.no)
}

/// The same without its number: title and days, and how far it reaches.
pub fn part_in_two(q: &Questionnaire, p: &Part) -> (String, String) {
    let days: Vec<String> = p.days.iter().filter(|d| !d.is_empty()).map(|d| day::of_stored(d)).collect();
    let days = Some(days.join(" \u{2013} ")).filter(|d| !d.is_empty());
    let name: Vec<String> = std::iter::once(p.name.clone()).chain(days).collect();
    let reach = say!(
        "{planned} of {of} requirements, {audited} audited",
        planned = p.planned,
        of = q.requirements.len(),
        audited = p.audited
    );
    let signed = p.signed.map(|no| say!("signed as version {no}", no));
    let said: Vec<String> = std::iter::once(reach).chain(signed).collect();
    (name.join(", "), said.join(", "))
}

/// All of it, line by line.
pub fn lines(q: &Questionnaire, all: &Programme) -> Vec<String> {
    let mut lines: Vec<String> = all.parts.iter().map(|p| part(q, p)).collect();
    lines.push(together(q, all));
    lines.extend(by_heading(q, all).into_iter().map(|(_, title, ids)| format!("{title}: {ids}")));
    lines
}

/// The parts of the standard: id, title, and which audits are about each of their requirements: an audit that is done with it by its
/// number alone, the others with how far they are.
pub fn by_heading(q: &Questionnaire, all: &Programme) -> Vec<(String, String, String)> {
    let one = |r: &usize| {
        let by: Vec<String> = all.parts.iter().filter_map(|p| by(p, *p.reach.get(*r)?)).collect();
        let by = if by.is_empty() { "\u{2013}".to_owned() } else { by.join(" ") };
        format!("{} {by}", q.requirements[*r].id)
    };
    let part = |heading: usize| {
        let ids: Vec<String> = q.below(heading).iter().map(one).collect();
        (q.headings[heading].id.clone(), q.headings[heading].title.clone(), ids.join(", "))
    };
    q.top_headings().into_iter().map(part).collect()
}

/// The parts of the standard as [`by_heading`], by what the audits say, which needs less room: "A-1: 8.2; A-1 not audited: 8.1, 8.3". What no
/// audit says anything of stands last.
pub fn by_heading_in_short(q: &Questionnaire, all: &Programme) -> Vec<(String, String)> {
    let part = |heading: usize| {
        let mut said: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        let mut add = |by: Option<String>, r: usize| match said.iter_mut().find(|(of, _)| *of == by) {
            Some((_, at)) => at.push(r),
            None => said.push((by, vec![r])),
        };
        for r in q.below(heading) {
            let by: Vec<String> = all.parts.iter().filter_map(|p| by(p, *p.reach.get(r)?)).collect();
            if by.is_empty() {
                add(None, r);
            }
            by.into_iter().for_each(|by| add(Some(by), r));
        }
        said.sort_by_key(|(by, _)| by.is_none());
        let one = |(by, at): &(Option<String>, Vec<usize>)| match by {
            Some(by) => format!("{by}: {}", runs(q, at)),
            None => format!("\u{2013} {}", runs(q, at)),
        };
        (q.headings[heading].id.clone(), said.iter().map(one).collect::<Vec<_>>().join("; "))
    };
    q.top_headings().into_iter().map(part).collect()
}

/// An audit that says something of a requirement: "A-1", "A-1 planned", "A-1 not audited".
fn by(part: &Part, reach: Reach) -> Option<String> {
    match reach {
        Reach::Audited => Some(part.no.clone()),
        Reach::Planned | Reach::LeftOut => Some(format!("{} {}", part.no, reach.word())),
        Reach::None => None,
    }
}

/// What an audit says of a requirement, in a word or two: "audited, minor".
pub fn cell(reach: Reach, result: Option<Outcome>) -> String {
    let words = [reach.word(), result.map_or("", |r| r.word())];
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}
