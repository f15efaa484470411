//! Ids as people quote them, and the ids near to one that does not exist.

use super::super::change::Refusal;
use super::super::questionnaire::{Node, Questionnaire, Target};
use super::super::text;

/// The id in a query as people quote it: `annex a.5`, `a5.2`, `clause 9.2`, `A 6 2 4`, perhaps behind the name
/// of the questionnaire. None when the query has other words in it.
fn quoted_id(q: &Questionnaire, query: &str) -> Option<String> {
    const BEFORE: [&str; 6] = ["annex", "clause", "control", "section", "requirement", "number"];
    let lower = query.to_lowercase();
    let name = q.names.short.to_lowercase();
    let name: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    // The letter of the controls; one that no id begins with when there is none.
    let letter = q.controls_begin().unwrap_or("-");
    let small = letter.to_lowercase();
    let mut annex = false;
    let mut parts: Vec<&str> = Vec::new();
    let pieces = lower.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|p| !p.is_empty());
    for piece in pieces {
        let number =
            |p: &str| !p.is_empty() && p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit() || b == b'/');
        if parts.is_empty() && (BEFORE.contains(&piece) || name.contains(&piece) || piece == small) {
            annex |= piece == small || piece == "annex" && letter != "-";
        } else if let Some(rest) = piece.strip_prefix(&*small).filter(|rest| parts.is_empty() && number(rest))
        {
            annex = true;
            parts.push(rest);
        } else if number(piece) {
            parts.push(piece);
        } else {
            return None;
        }
    }
    let start = if annex { format!("{letter}.") } else { String::new() };
    (!parts.is_empty()).then(|| format!("{start}{}", parts.join(".")))
}

/// Ids near to one that does not exist: the same clause, the same last numbers, a missing letter; for a
/// clause or objective that does not exist the nearest one.
pub fn near_ids(q: &Questionnaire, id: &str, most: usize) -> Vec<String> {
    let wanted = quoted_id(q, id).unwrap_or_else(|| id.trim().to_uppercase());
    if wanted.is_empty() {
        return Vec::new();
    }
    let start = q.controls_begin().map_or_else(String::new, |letter| format!("{letter}."));
    let control = |id: &str| !start.is_empty() && id.starts_with(&*start);
    let numbers = |s: &str| -> Vec<String> {
        s.trim_start_matches(&*start).split(['.', '/']).map(str::to_owned).collect()
    };
    let distance = |a: Option<&String>, b: Option<&String>| -> Option<u32> {
        Some(a?.parse::<u32>().ok()?.abs_diff(b?.parse().ok()?))
    };
    let (annex, parts) = (control(&wanted), numbers(&wanted));
    let rows: Vec<(&str, Vec<String>)> =
        q.outline.iter().map(|(node, _)| node_id(q, *node)).map(|id| (id, numbers(id))).collect();
    // How far the nearest clause or objective is; 0 when the one asked for exists.
    let chapter = rows
        .iter()
        .filter(|(id, _)| control(id) == annex)
        .filter_map(|(_, other)| distance(parts.first(), other.first()))
        .min();
    let mut rated: Vec<(u32, usize, &str)> = rows
        .iter()
        .enumerate()
        .filter_map(|(i, (candidate, other))| {
            let same = parts.iter().zip(other).take_while(|(a, b)| a == b).count() as u32;
            let mut score = same * 4;
            if other.ends_with(&parts) {
                score += 5;
            }
            if annex == control(candidate) {
                score += 1;
                let here = distance(parts.first(), other.first());
                if here.is_some_and(|d| d > 0) && here == chapter {
                    score += 2;
                }
            }
            if parts.len() == other.len() && same + 1 == parts.len() as u32 {
                // 8.6 is nearer to 8.4 than to 8.1.
                score += 2 + distance(parts.last(), other.last()).map_or(0, |d| 3u32.saturating_sub(d / 2));
            }
            (score > 2).then_some((score, i, *candidate))
        })
        .collect();
    rated.sort_by_key(|(score, i, _)| (u32::MAX - score, *i));
    rated.into_iter().take(most).map(|(_, _, id)| id.to_owned()).collect()
}

fn node_id(q: &Questionnaire, node: Node) -> &str {
    match node {
        Node::Heading(h) => &q.headings[h].id,
        Node::Requirement(r) => &q.requirements[r].id,
    }
}

/// Where an id leads, as it stands or as people quote it; none when there is no such id.
pub fn by_id(q: &Questionnaire, typed: &str) -> Option<Target> {
    q.find(typed).or_else(|| quoted_id(q, typed).and_then(|id| q.find(&id)))
}

/// The most checks that a range stands for: more is a slip of the finger.
const RANGE: usize = 99;

/// The ids a line with commas stands for, short forms spelt out: a range of checks, `R/1-3`, and their bare numbers behind
/// an id of the same requirement, `R/1, 3, 5-7`; `of` is the requirement of a bare number where none was named before.
/// What is no short form stays as it was typed.
pub fn spelt_out(q: &Questionnaire, line: &str, of: Option<&str>) -> Vec<String> {
    let mut named = of.map(str::to_owned);
    let mut list = Vec::new();
    for part in line.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        // A bare number behind an id is a check of it, although a heading may have that number too.
        let target = q.find(part).filter(|t| !matches!(t, Target::Heading(_)));
        let (requirement, numbers) = match part.rsplit_once('/') {
            _ if target.is_some() => (None, ""),
            Some(("", numbers)) => (named.clone(), numbers),
            Some((id, numbers)) => (Some(id.to_owned()), numbers),
            None => (named.clone(), part),
        };
        let all = requirement.as_deref().and_then(|id| range(id, numbers));
        match all {
            Some(all) => list.extend(all),
            None => list.push(part.to_owned()),
        }
        let requirement_of = |t: Target| q.requirement_of(t).map(|r| q.requirements[r].id.clone());
        named = target.and_then(requirement_of).or(requirement).or(named);
    }
    list
}

/// The checks a number or a range of them stands for.
fn range(requirement: &str, numbers: &str) -> Option<Vec<String>> {
    let (from, to) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let (from, to): (usize, usize) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to && to - from <= RANGE).then(|| (from..=to).map(|n| format!("{requirement}/{n}")).collect())
}

/// Whether a query is an id and nothing else, right or wrong.
pub fn is_id(q: &Questionnaire, typed: &str) -> bool {
    by_id(q, typed).is_some() || quoted_id(q, typed).is_some()
}

/// The refusal of an id nobody knows, with the nearest ones.
pub fn unknown(q: &Questionnaire, id: &str) -> Refusal {
    Refusal::UnknownId { field: "", id: text::shown(id, 40), near: near_ids(q, id, 4) }
}
