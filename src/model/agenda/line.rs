//! An item of the agenda in one line: `4 Context 20 min Jo, Mara`.

use crate::model::find;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::text;

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The ids it begins with.
    pub at: Vec<String>,
    /// What stands where an id would and is none.
    pub no_id: Option<String>,
    /// What it is about; of a line that names only ids what the first of them is called.
    pub what: String,
    /// Minutes, as typed.
    pub minutes: String,
    /// Who is needed.
    pub people: Vec<String>,
}

/// The minutes a word stands for, and whether they are said in it: `20min`, `20'`.
fn minutes(word: &str) -> Option<(&str, bool)> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (figures, unit) = word.split_at_checked(end)?;
    let is_minutes = is_unit(unit);
    (!figures.is_empty() && (unit.is_empty() || is_minutes)).then_some((figures, is_minutes))
}

fn is_unit(word: &str) -> bool {
    ["min", "min.", "mins", "minutes", "minute", "m", "'"].iter().any(|u| u.eq_ignore_ascii_case(word))
}

/// Reads a line: ids first, then what it is about, minutes with their unit, behind them who is needed with commas. What
/// stands behind the ids may be missing.
pub fn read(q: &Questionnaire, line: &str) -> Typed {
    let line = text::clean_line(line);
    let words: Vec<&str> = line.split_whitespace().collect();
    let id = |word: &&str| q.find(word.trim_end_matches(',')).map(|t| q.id_of(t).to_owned());
    let timed = |n: usize| {
        let (figures, whole) = minutes(words.get(n)?)?;
        let unit = || words.get(n + 1).is_some_and(|w| is_unit(w));
        if whole { Some((figures, n + 1)) } else { unit().then_some((figures, n + 2)) }
    };
    // A figure with a unit behind it is no id.
    let ids: Vec<String> =
        words.iter().enumerate().map_while(|(n, w)| id(w).filter(|_| timed(n).is_none())).collect();
    let rest = ids.len();
    let time = (rest..words.len()).find_map(|n| Some((n, timed(n)?)));
    let join = |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ");
    let (what, figures, behind) = match time {
        Some((n, (figures, after))) => (join(rest, n), figures, join(after, words.len())),
        None => (join(rest, words.len()), "", String::new()),
    };
    // Minutes first, then what for: the line names nobody.
    let (what, behind) =
        if what.is_empty() && ids.is_empty() { (behind, String::new()) } else { (what, behind) };
    let title = || ids.first().and_then(|id| Some(title(q, q.find(id)?)));
    let what = if what.is_empty() { title().unwrap_or_default() } else { what };
    let people = behind.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(str::trim);
    let people = people.filter(|p| !p.is_empty()).map(str::to_owned).collect();
    let next = words.get(rest).map(|word| word.trim_end_matches(','));
    let no_id = next.filter(|word| looks_like_id(q, word) && timed(rest).is_none()).map(str::to_owned);
    Typed { at: ids, no_id, what, minutes: figures.to_owned(), people }
}

/// Whether a word would be an id, right or wrong: figures with or without dots, or what people quote as one.
fn looks_like_id(q: &Questionnaire, word: &str) -> bool {
    let figures = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    figures || find::is_id(q, word)
}

fn title(q: &Questionnaire, at: Target) -> String {
    match at {
        Target::Heading(h) => q.headings[h].title.clone(),
        other => q.requirement_of(other).map(|r| q.list_title(r)).unwrap_or_default(),
    }
}
