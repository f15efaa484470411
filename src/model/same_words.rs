//! Whether two texts say the same although somebody touched one of them: a full stop gone, capitals, cut off by another program, a
//! word put behind. Asked where a text that stood as the reason for one thing comes back beside the contrary. A leaf.

use std::collections::BTreeSet;

/// So much of a text has to be there, in characters, before the beginning of another is taken for it.
const BEGINNING: usize = 20;
/// How alike two texts are that say the same, 1 being equal.
const ALIKE: f64 = 0.8;
/// So many words the shorter of two texts has before its words are looked for in the other, wherever they stand there.
const WORDS: usize = 5;
/// The share of them that is there where two texts say the same, in tenths.
const SHARED: usize = 7;
/// So much of a text is compared sign by sign, in characters: the work grows with the square of it.
const COMPARED: usize = 1_000;

/// Without capitals, with one blank between words, and without the signs behind the last one.
fn folded(words: &str) -> String {
    let words = words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether most words of the shorter text stand in the longer one: cut, or put into another order.
fn shares_words(short: &str, long: &str) -> bool {
    let words = |text| -> BTreeSet<String> {
        let all = str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        all.map(str::to_owned).collect()
    };
    let (short, long): (BTreeSet<String>, BTreeSet<String>) = (words(short), words(long));
    short.len() >= WORDS && short.intersection(&long).count() * 10 >= short.len() * SHARED
}

/// Whether they do; an empty text says nothing, and so not the same as another.
pub fn say_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (&one, &other) } else { (&other, &one) };
    let begins = short.chars().count() >= BEGINNING && long.starts_with(short.as_str());
    let part = |words: &str| words.chars().take(COMPARED).collect::<String>();
    let alike = || strsim::normalized_damerau_levenshtein(&part(short), &part(long)) >= ALIKE;
    one == other || begins || shares_words(short, long) || alike()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_somebody_touched_says_the_same() {
        let text = "No data is bought; the register of systems shows it";
        for touched in [
            "No data is bought; the register of systems shows it.",
            "NO DATA IS BOUGHT;  the register of\nsystems shows it",
            "No data is bought; the register of systems shows it OK",
            "No data is bought; the regis",
            "No date is bougth; the register of system shows it",
            "The register of systems shows it: no data is bought",
            "THE REGISTER SHOWS IT, no data",
        ] {
            assert!(say_the_same(text, touched) && say_the_same(touched, text), "{touched}");
        }
        for other in
            ["", " . ", "No data", "The contract with the hotel asks for it", "Data is bought since May"]
        {
            assert!(!say_the_same(text, other) && !say_the_same(other, text), "{other}");
        }
        assert!(!say_the_same("", ""));
        // Of so long texts the beginning is compared.
        let long = "word ".repeat(20_000);
        assert!(!say_the_same(&long, &format!("x{}", "other ".repeat(20_000))));
    }
}
