//! What a document of the register is called, as names are compared: what somebody said it is, else its name, without year, version and
//! whose it is. A leaf, so that the templates of papers can ask it; which document it is stands in [`super::named_papers`].

use super::assessment::{Assessment, keys};
use super::record::Rec;

/// The field of a document that says which it is, and the one it is called by.
pub(in crate::model) const FIELDS: (&str, &str) = ("is", "name");

/// Words of a name that do not say which document it is; nor does anything with a digit in it.
const SAY_NOTHING: [&str; 6] = ["our", "the", "of", "for", "version", "new"];

/// A shorter name of an organisation may be a part of any word.
const LETTERS: usize = 4;

/// The words of a name in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A name as it is compared: without year, version and whose it is. Where nothing would be left it is the whole name.
pub fn plain(a: &Assessment, name: &str) -> String {
    let mut lower = name.to_lowercase();
    let owner = a.get(keys::ORGANISATION).unwrap_or_default().trim().to_lowercase();
    if owner.chars().count() >= LETTERS {
        lower = lower.replace(&owner, " ");
    }
    let all = words(&lower);
    let says = |w: &&String| {
        // The letter of a version stands before its number, and that of whose it is behind an apostrophe.
        !SAY_NOTHING.contains(&w.as_str()) && !w.chars().any(|c| c.is_ascii_digit()) && w.as_str() != "s"
    };
    let said: Vec<&str> = all.iter().filter(says).map(String::as_str).collect();
    if said.is_empty() { all.join(" ") } else { said.join(" ") }
}

/// What a document of the register is, as names are compared: what somebody said it is, else what it is called.
pub fn meant(a: &Assessment, rec: &Rec<'_>) -> String {
    of_texts(a, rec.get(FIELDS.0), rec.get(FIELDS.1))
}

/// The same of what it says in both fields.
pub(super) fn of_texts(a: &Assessment, is: &str, name: &str) -> String {
    plain(a, if is.trim().is_empty() { name } else { is })
}
