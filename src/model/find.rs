//! Finding a place by id or by word. People quote wrong numbers and use everyday words, so the search
//! goes over ids, titles, the words people search by, questions, checks and notes, best match first.

use super::assessment::{Assessment, keys};
use super::change::Refusal;
use super::questionnaire::{Node, Questionnaire, Requirement, Target};
use super::text;

/// Where a text matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The id itself.
    Id,
    /// An id near to what was typed.
    NearId,
    /// The title.
    Title,
    /// The question of a requirement.
    Question,
    /// Why it matters.
    Why,
    /// What good looks like.
    Good,
    /// The everyday words it is found by.
    Words,
    /// Its documents and records.
    Documents,
    /// The question of a check.
    Check,
    /// What would prove a check.
    Evidence,
    /// What the action on a check leaves behind.
    Output,
    /// A note somebody wrote.
    Note,
}

/// Where a match was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it points at.
    pub target: Target,
    /// Larger is better.
    pub score: u32,
    /// Where it matched.
    pub place: Place,
    /// The text it matched in.
    pub text: String,
}

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

/// Everything that matches, best first. An id comes first, a wrong one with the ids near it. Words may
/// stand in any order and be the beginning of a word; what holds all of them is best, what holds some is
/// better than nothing.
pub fn search(q: &Questionnaire, a: Option<&Assessment>, query: &str, most: usize) -> Vec<Hit> {
    let query = query.trim();
    let phrase = spaced(query);
    if phrase.is_empty() {
        return Vec::new();
    }
    let mut hits = id_hits(q, query);
    let words: Vec<&str> = phrase.split(' ').filter(|w| !STOP.contains(w)).collect();
    let words = if words.is_empty() { phrase.split(' ').collect() } else { words };
    for (i, r) in q.requirements.iter().enumerate() {
        if let Some((score, place, text)) = rate(&fields(r, a), &phrase, &words) {
            hits.push(Hit { target: Target::Requirement(i), score, place, text });
        }
    }
    for (i, h) in q.headings.iter().enumerate() {
        let title = spaced(&h.title);
        if words.iter().all(|w| found(&title, w) != Found::Nowhere) {
            hits.push(Hit {
                target: Target::Heading(i),
                score: 40,
                place: Place::Title,
                text: h.title.clone(),
            });
        }
    }
    hits.sort_by_key(|h| (u32::MAX - h.score, order(h.target)));
    let mut seen = Vec::new();
    hits.retain(|h| {
        let new = !seen.contains(&h.target);
        seen.push(h.target);
        new
    });
    hits.truncate(most);
    hits
}

/// An exact id, else the ids near to what looks like one.
fn id_hits(q: &Questionnaire, query: &str) -> Vec<Hit> {
    let hit = |target, score, place| Hit { target, score, place, text: q.id_of(target).to_owned() };
    let quoted = quoted_id(q, query);
    if let Some(target) = q.find(query).or_else(|| quoted.as_deref().and_then(|id| q.find(id))) {
        return vec![hit(target, 10_000, Place::Id)];
    }
    let Some(quoted) = quoted else { return Vec::new() };
    let near = near_ids(q, &quoted, 5);
    let targets = near.iter().filter_map(|id| q.find(id));
    targets.zip(0..).map(|(target, n)| hit(target, 5_000 - n, Place::NearId)).collect()
}

/// What of a requirement is searched: the place, its weight, the text.
fn fields<'a>(r: &'a Requirement, a: Option<&'a Assessment>) -> Vec<(Place, u32, &'a str)> {
    let mut fields = vec![
        (Place::Title, 60, r.title.as_str()),
        (Place::Question, 22, r.question.as_str()),
        (Place::Why, 8, r.why.as_str()),
        (Place::Good, 5, r.good.as_str()),
    ];
    fields.extend(r.words.iter().map(|w| (Place::Words, 50, w.as_str())));
    fields.extend(r.documents.iter().map(|d| (Place::Documents, 20, d.name.as_str())));
    for c in &r.checks {
        fields.push((Place::Check, 14, &c.question));
        fields.push((Place::Evidence, 8, &c.evidence));
        fields.push((Place::Output, 10, &c.output));
    }
    if let Some(a) = a {
        let ids = std::iter::once(&r.id).chain(r.checks.iter().map(|c| &c.id));
        fields.extend(ids.filter_map(|id| a.at(keys::NOTE, id)).map(|note| (Place::Note, 30, note)));
    }
    fields
}

/// Words that say nothing about where to look.
const STOP: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "for", "to", "in", "on", "we", "our", "is", "are", "do", "does",
    "what", "about", "how", "with", "ai", "who", "when", "it", "my", "your", "you", "s", "i", "us", "me",
    "be", "by", "at", "from", "can", "should", "must", "have", "has", "there", "where", "which", "that",
    "this", "they", "their", "if", "any", "need",
];

fn order(t: Target) -> usize {
    match t {
        Target::Requirement(i) | Target::Check(i) => i,
        Target::Heading(i) => 10_000 + i,
    }
}

/// Small letters, and one blank between words, so that "go-live" and "go live" are the same.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn rate(fields: &[(Place, u32, &str)], phrase: &str, words: &[&str]) -> Option<(u32, Place, String)> {
    let fields: Vec<(Place, u32, String, &str)> =
        fields.iter().map(|(place, weight, text)| (*place, *weight, spaced(text), *text)).collect();
    let (mut score, mut matched) = (0, 0);
    let mut best: (u32, Place, &str) = (0, Place::Title, "");
    for word in words {
        let mut word_best = 0;
        let mut extra = 0;
        for (place, weight, text, shown) in &fields {
            let gain = match found(text, word) {
                Found::Nowhere => continue,
                Found::Whole => weight * 3 / 2,
                Found::Beginning => *weight,
            };
            extra += gain / 12;
            word_best = word_best.max(gain);
            if gain > best.0 {
                best = (gain, *place, shown);
            }
        }
        score += word_best + extra.min(25);
        matched += u32::from(word_best > 0);
    }
    if matched == 0 {
        return None;
    }
    // A word that is missing costs its share of the rest too.
    score = score * matched / words.len() as u32;
    // The phrase as it stands, in a search word or the title, is what was meant.
    for (place, weight, text, shown) in &fields {
        let one = |s: &str| s.strip_suffix('s').unwrap_or(s).to_owned();
        if one(text) == one(phrase) {
            score += 120;
            best = (u32::MAX, *place, shown);
        } else if words.len() > 1 && text.contains(phrase) {
            score += *weight;
        }
    }
    Some((score, best.1, best.2.to_owned()))
}

/// How a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// Not at all.
    Nowhere,
    /// A word of the text begins with it, or with its stem.
    Beginning,
    /// As a word of its own.
    Whole,
}

/// Looks for a word in a spaced text: "suppl" finds "supplier", "rain" not "training", "whistleblower"
/// finds "whistleblowing".
fn found(text: &str, word: &str) -> Found {
    let stem = stem(word);
    let mut at_all = Found::Nowhere;
    for candidate in text.split(' ').filter(|c| c.starts_with(stem)) {
        if candidate == word
            || candidate.strip_suffix('s') == Some(word)
            || word.strip_suffix('s') == Some(candidate)
        {
            return Found::Whole;
        }
        at_all = Found::Beginning;
    }
    at_all
}

/// A word without the ending that changes with its use; never less than four or five letters.
fn stem(word: &str) -> &str {
    for (ending, least) in [
        ("ations", 5),
        ("ation", 5),
        ("ings", 4),
        ("ing", 4),
        ("ers", 5),
        ("ies", 4),
        ("er", 5),
        ("ed", 5),
        ("es", 5),
        ("y", 5),
        ("s", 3),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= least) {
            return stem;
        }
    }
    word
}

/// The refusal of an id nobody knows, with the nearest ones.
pub fn unknown(q: &Questionnaire, id: &str) -> Refusal {
    Refusal::UnknownId { field: "", id: text::shown(id, 40), near: near_ids(q, id, 4) }
}
