//! The language that holds. English is the only one there is; the pseudo-language of the tests is English with
//! accents, 40 % longer, so that a screen which cannot take a real translation is found before there is one.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, in place.
    #[default]
    English,
    /// Accents and 40 % more letters, for tests.
    Pseudo,
}

thread_local! {
    static NOW: Cell<Language> = const { Cell::new(Language::English) };
}

/// The language of this thread.
pub fn now() -> Language {
    NOW.get()
}

/// Sets the language of this thread; a thread that is started begins with English.
pub fn set(language: Language) {
    NOW.set(language);
}

/// What a function says in English, whatever the language is: words that scripts read in a table.
pub fn in_english<T>(say: impl FnOnce() -> T) -> T {
    let before = NOW.replace(Language::English);
    let said = say();
    NOW.set(before);
    said
}

/// What the pseudo-language made of a text: each is made once and lives as long as the program.
static MADE: LazyLock<Mutex<HashMap<&'static str, &'static str>>> = LazyLock::new(Mutex::default);

impl Language {
    /// A text in this language.
    pub fn text(self, english: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Pseudo => {
                let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                made.entry(english).or_insert_with(|| Box::leak(pseudo(english).into_boxed_str()))
            }
        }
    }

    /// Which of the forms of a word goes with a number, by its place.
    pub fn plural(self, n: u64) -> usize {
        match self {
            Self::English | Self::Pseudo => usize::from(n != 1),
        }
    }
}

/// Accents on vowels, and every word 40 % longer; names of values in braces stay, their plural forms do not.
fn pseudo(english: &str) -> String {
    let mut out = String::with_capacity(english.len() * 2);
    let (mut letters, mut in_name) = (0_usize, false);
    for c in english.chars() {
        match c {
            '{' => in_name = true,
            '}' | '|' | '?' => in_name = false,
            _ => {}
        }
        if in_name {
            out.push(c);
            continue;
        }
        if c.is_alphabetic() {
            letters += 1;
        } else {
            longer(&mut out, std::mem::take(&mut letters));
        }
        out.push(match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ö',
            'u' => 'ü',
            'A' => 'Á',
            'E' => 'É',
            'O' => 'Ö',
            other => other,
        });
    }
    longer(&mut out, letters);
    out
}

fn longer(out: &mut String, letters: usize) {
    out.extend(std::iter::repeat_n('~', (letters * 2).div_ceil(5)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn the_pseudo_language_is_longer_and_keeps_its_values() {
        set(Language::Pseudo);
        assert_eq!(say!("{n|gap|gaps} left for {name}", n = 2, name = "Ana"), "2 gáps~~ léft~~ för~~ Ana");
        set(Language::English);
    }
}
