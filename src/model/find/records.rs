//! Finding records of every register, by the words of their names or by their numbers. Names change all the time, so that
//! they are read anew like notes. Pure.

use super::matching::spaced;
use crate::model::assessment::Assessment;
use crate::model::record::{Kind, Rec, read};

/// How well a record fits; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its number.
    Number,
    /// Its whole name.
    Name,
    /// The beginning of its name.
    Beginning,
    /// Words of its name.
    Words,
}

fn fit(rec: &Rec<'_>, typed: &str, words: &str) -> Option<Fit> {
    if typed.eq_ignore_ascii_case(&rec.shown_no()) {
        return Some(Fit::Number);
    }
    let name = spaced(rec.name());
    let begins = |word: &str| name.split(' ').any(|of_name| of_name.starts_with(word));
    match () {
        () if words.is_empty() || name.is_empty() => None,
        () if name == words => Some(Fit::Name),
        () if name.starts_with(words) => Some(Fit::Beginning),
        () => words.split(' ').all(begins).then_some(Fit::Words),
    }
}

/// Signs of a word that are enough to mean a register by it.
const BEGUN: usize = 3;

/// Registers that people see as a list, of whose name a word begins with all that was typed, those it begins with first.
pub fn registers(kinds: &[&'static Kind], typed: &str) -> Vec<&'static Kind> {
    let words = spaced(typed);
    if words.chars().count() < BEGUN {
        return Vec::new();
    }
    let begins = |kind: &&'static Kind| spaced(kind.words).starts_with(&words);
    let within = |kind: &&'static Kind| spaced(kind.words).contains(&format!(" {words}"));
    let all = kinds.iter().copied().filter(|k| k.is_register() && k.is_listed());
    let (first, rest): (Vec<_>, Vec<_>) = all.filter(|k| begins(k) || within(k)).partition(begins);
    [first, rest].concat()
}

/// Records whose number was typed or whose name has words that begin with all that were, best first, then by register and
/// number: `most` of them, and how many there are.
pub fn records<'a>(
    a: &'a Assessment,
    kinds: &[&'static Kind],
    typed: &str,
    most: usize,
) -> (Vec<Rec<'a>>, usize) {
    let (typed, words) = (typed.trim(), spaced(typed));
    let all = kinds.iter().filter(|k| k.is_register()).flat_map(|k| read::all(a, k));
    let mut found: Vec<(Fit, Rec<'a>)> =
        all.filter_map(|rec| Some((fit(&rec, typed, &words)?, rec))).collect();
    found.sort_by_key(|(fit, _)| *fit);
    let n = found.len();
    (found.into_iter().take(most).map(|(_, rec)| rec).collect(), n)
}

/// Whether a record is what was typed, by its number or the beginning of its name: it comes before what only mentions it.
pub fn is_meant(rec: &Rec<'_>, typed: &str) -> bool {
    fit(rec, typed.trim(), &spaced(typed)).is_some_and(|fit| fit < Fit::Words)
}
