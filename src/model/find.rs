//! Finding a place by id or by word. People quote wrong numbers and use everyday words, so the search
//! goes over ids, titles, the words people search by, questions, checks and notes, best match first.

use super::assessment::{Assessment, keys};
use super::questionnaire::{Node, Questionnaire, Target};

/// Where a match was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it points at.
    pub target: Target,
    /// Larger is better.
    pub score: u32,
    /// Where it matched: `id`, `title`, `words`, `question`, `check`, `evidence`, `note`.
    pub place: &'static str,
    /// The text it matched in.
    pub text: String,
}

/// Ids near to one that does not exist: the same clause, the same last numbers, a missing `A.`.
pub fn near_ids(q: &Questionnaire, id: &str, most: usize) -> Vec<String> {
    let wanted = id.trim().to_uppercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let numbers = |s: &str| -> Vec<String> {
        s.trim_start_matches("A.").split(['.', '/']).map(str::to_owned).collect()
    };
    let (annex, parts) = (wanted.starts_with('A'), numbers(&wanted));
    let mut rated: Vec<(u32, usize, &str)> = q
        .outline
        .iter()
        .enumerate()
        .map(|(i, (node, _))| (i, node_id(q, *node)))
        .filter_map(|(i, candidate)| {
            let other = numbers(candidate);
            let same = parts.iter().zip(&other).take_while(|(a, b)| a == b).count() as u32;
            let mut score = same * 4;
            if other.ends_with(&parts) {
                score += 5;
            }
            if annex == candidate.starts_with('A') {
                score += 1;
            }
            if parts.len() == other.len() && same + 1 == parts.len() as u32 {
                score += 2;
                // 8.6 is nearer to 8.4 than to 8.1.
                if let (Some(Ok(a)), Some(Ok(b))) =
                    (parts.last().map(|p| p.parse::<i64>()), other.last().map(|p| p.parse::<i64>()))
                {
                    score += 3u32.saturating_sub(((a - b).unsigned_abs() as u32) / 2);
                }
            }
            (score > 2).then_some((score, i, candidate))
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

/// Everything that matches, best first. An exact id alone wins; otherwise every word must be found
/// somewhere in the requirement, in any order, also as the beginning of a word.
pub fn search(q: &Questionnaire, a: Option<&Assessment>, query: &str, most: usize) -> Vec<Hit> {
    let query = query.trim();
    if query.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    if let Some(target) = q.find(query) {
        hits.push(Hit { target, score: 10_000, place: "id", text: q.id_of(target).to_owned() });
    }
    let lower = query.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().filter(|w| !STOP.contains(w)).collect();
    let words = if words.is_empty() { lower.split_whitespace().collect() } else { words };
    for (i, r) in q.requirements.iter().enumerate() {
        let mut fields: Vec<(&'static str, u32, String)> = vec![
            ("id", 50, r.id.to_lowercase()),
            ("title", 60, r.title.to_lowercase()),
            ("question", 22, r.question.to_lowercase()),
            ("why", 8, r.why.to_lowercase()),
        ];
        fields.extend(r.words.iter().map(|w| ("words", 50, w.to_lowercase())));
        fields.extend(r.documents.iter().map(|d| ("documents", 20, d.name.to_lowercase())));
        for c in &r.checks {
            fields.push(("check", 14, c.question.to_lowercase()));
            fields.push(("evidence", 8, c.evidence.to_lowercase()));
            fields.push(("output", 10, c.output.to_lowercase()));
        }
        fields.push(("good", 5, r.good.to_lowercase()));
        if let Some(a) = a {
            if let Some(note) = a.at(keys::NOTE, &r.id) {
                fields.push(("note", 30, note.to_lowercase()));
            }
            for c in &r.checks {
                if let Some(note) = a.at(keys::NOTE, &c.id) {
                    fields.push(("note", 30, note.to_lowercase()));
                }
            }
        }
        if let Some((score, place, text)) = rate(&fields, &lower, &words) {
            hits.push(Hit { target: Target::Requirement(i), score, place, text });
        }
    }
    for (i, h) in q.headings.iter().enumerate() {
        let title = h.title.to_lowercase();
        if words.iter().all(|w| has_word(&title, w)) {
            hits.push(Hit { target: Target::Heading(i), score: 40, place: "title", text: h.title.clone() });
        }
    }
    hits.sort_by_key(|h| (u32::MAX - h.score, order(h.target)));
    hits.dedup_by_key(|h| h.target);
    hits.truncate(most);
    hits
}

/// Words that say nothing about where to look.
const STOP: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "for", "to", "in", "on", "we", "our", "is", "are", "do", "does",
    "what", "about", "how", "with", "ai", "who", "when", "it", "my", "your", "you",
];

fn order(t: Target) -> usize {
    match t {
        Target::Requirement(i) | Target::Check(i) => i,
        Target::Heading(i) => 10_000 + i,
    }
}

fn rate(
    fields: &[(&'static str, u32, String)],
    phrase: &str,
    words: &[&str],
) -> Option<(u32, &'static str, String)> {
    let mut score = 0;
    let mut best: (u32, &'static str, &str) = (0, "", "");
    for word in words {
        let mut word_best = 0;
        let mut extra = 0;
        for (place, weight, text) in fields {
            if has_word(text, word) {
                let whole = text == word || contains_whole(text, word);
                let gain = weight * if whole { 3 } else { 2 } / 2;
                extra += gain / 12;
                word_best = word_best.max(gain);
                if gain > best.0 {
                    best = (gain, place, text);
                }
            }
        }
        if word_best == 0 {
            return None;
        }
        score += word_best + extra.min(25);
    }
    // The phrase as it stands, in a search word or the title, is what was meant.
    for (place, weight, text) in fields {
        if text == phrase {
            score += 120;
            best = (u32::MAX, place, text);
        } else if words.len() > 1 && text.contains(phrase) {
            score += *weight;
        }
    }
    Some((score, best.1, best.2.to_owned()))
}

/// Whether a word of the text begins with `word` (so "suppl" finds "supplier", "rain" not "training").
/// A plural s is forgiven.
fn has_word(text: &str, word: &str) -> bool {
    let stem = if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word };
    text.match_indices(stem).any(|(at, _)| {
        text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
    })
}

fn contains_whole(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}
