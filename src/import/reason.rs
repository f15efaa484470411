//! For which side of a decision a reason sounds, by its first words. It decides nothing: what sounds for the other side than its row
//! is on is held back or marked, and a person reads it. Words only.

/// So many words of a reason tell how it begins.
const FIRST: usize = 6;

/// What may stand before the word that counts: `This control is not applicable`.
const BEFORE: &str = "this the that control it is are was das die dies diese dieser ist sind massnahme kontrolle derzeit currently \
    hier here wir we as because since da weil";

/// Beginnings that say that something is left out.
const OUT: [&str; 32] = [
    "not applicable",
    "not relevant",
    "not needed",
    "not required",
    "not necessary",
    "not in scope",
    "not included",
    "not selected",
    "non applicable",
    "notapplicable",
    "inapplicable",
    "irrelevant",
    "out of scope",
    "outside scope",
    "outside the scope",
    "excluded",
    "exclusion",
    "left out",
    "n a",
    "na",
    "does not apply",
    "doesnt apply",
    "nicht anwendbar",
    "nicht relevant",
    "nicht noetig",
    "nicht notwendig",
    "nicht erforderlich",
    "nicht zutreffend",
    "nicht benoetigt",
    "trifft nicht zu",
    "entfaellt",
    "ausgeschlossen",
];

/// First words that deny whatever stands behind them.
const NONE: [&str; 6] = ["kein", "keine", "keinen", "keiner", "keinerlei", "nein"];

/// Words that deny what stands around them.
const DENIES: &str = "no not neither nor never none nothing without nicht nie niemals kein keine keinen keinem keiner keinerlei nichts ohne \
    dont doesnt didnt isnt arent wont cannot cant havent hasnt";

/// Beginnings that say that something is needed.
const IN: [&str; 12] = [
    "needed",
    "required",
    "necessary",
    "applicable",
    "included",
    "relevant",
    "need",
    "anwendbar",
    "erforderlich",
    "notwendig",
    "noetig",
    "benoetigt",
];

/// What takes that back: `Applicable to developers only` argues against it.
const NARROWS: &str = "only nur to fuer if when where wenn solely if just not nicht once";

fn is_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// The words of a text, small, umlauts spelled out and `don't` in one.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}', '`'], "");
    let text = text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    all.take(2 * FIRST).map(str::to_owned).collect()
}

/// The first words from the one on that counts, a blank between them and one behind.
fn beginning(text: &str) -> String {
    let all = words(text);
    let mut rest =
        all.iter().skip_while(|w| is_of(BEFORE, w)).map(String::as_str).collect::<Vec<_>>().join(" ");
    rest.push(' ');
    rest
}

/// The first word, where it stands for itself: `No; ...`, `Ja: ...`.
fn answer(text: &str) -> Option<String> {
    let text = text.trim();
    let first: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let behind = text.strip_prefix(first.as_str()).unwrap_or_default().trim_start();
    // `No. 3 of the contract` is a number.
    let counts =
        behind.strip_prefix('.').is_some_and(|b| b.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let parted =
        behind.is_empty() || behind.starts_with([';', ',', ':', '.', '-', '\u{2013}', '\u{2014}', '!']);
    (parted && !counts).then(|| first.to_lowercase())
}

/// Whether a reason begins as one for leaving something out does: `Not applicable, as no AI is built here`.
pub(super) fn excludes(text: &str) -> bool {
    let begins = beginning(text);
    let first = begins.split(' ').next().unwrap_or_default();
    OUT.iter().any(|out| begins.starts_with(&format!("{out} ")))
        || NONE.contains(&first)
        || answer(text).is_some_and(|word| matches!(word.as_str(), "no" | "out"))
}

/// Whether a reason sounds as if it argued for leaving something out: it begins so, or denies something in its first words.
pub(super) fn denies(text: &str) -> bool {
    let all = words(text);
    // `No. 3 of the contract` counts and denies nothing.
    let number = |n: usize| all.get(n + 1).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
    let denied = |(n, word): (usize, &String)| is_of(DENIES, word) && !(word == "no" && number(n));
    excludes(text) || all.iter().enumerate().take(FIRST).any(denied)
}

/// Whether a reason begins with a yes.
pub(super) fn includes(text: &str) -> bool {
    answer(text).is_some_and(|word| matches!(word.as_str(), "yes" | "ja"))
}

/// Whether a reason sounds as if it argued for having something.
pub(super) fn affirms(text: &str) -> bool {
    let begins = beginning(text);
    let mut words = begins.split_whitespace();
    let needed = words.next().is_some_and(|first| IN.contains(&first));
    includes(text) || needed && !words.take(FIRST).any(|word| is_of(NARROWS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_for_leaving_something_out_is_known_by_how_it_begins() {
        for text in [
            "Not applicable, as no AI is built here",
            "Not applicable: we buy",
            "This control is not applicable",
            "Excluded because the makers own the designs",
            "Nicht relevant",
            "Nicht anwendbar weil wir nichts bauen",
            "Entf\u{e4}llt",
            "N/A - bought",
            "Keine Daten werden aufbereitet",
            "nein; nichts davon",
            "No, we buy it",
            "Out of scope",
        ] {
            assert!(excludes(text) && denies(text), "{text}");
        }
        for text in [
            "We build no AI",
            "As we neither build nor train AI",
            "No AI is passed on by us",
            "We dont train AI",
            "We don\u{2019}t train AI",
            "Wir bauen nichts",
        ] {
            assert!(!excludes(text) && denies(text), "{text}");
        }
        for text in [
            "",
            "The contract with the hotel asks for it",
            "No. 3 of the contract",
            "Novel models are used",
            "Nationwide sales need it",
            "The guests were promised that whatever the chat says is not used",
        ] {
            assert!(!denies(text), "{text}");
        }
    }

    #[test]
    fn a_reason_for_having_something_is_known_by_how_it_begins() {
        for text in ["ja; der Vertrag", "Yes, by contract"] {
            assert!(includes(text) && affirms(text), "{text}");
        }
        for text in ["Needed for the hotel", "This control is required by law", "Erforderlich laut Vertrag"] {
            assert!(!includes(text) && affirms(text), "{text}");
        }
        for text in
            ["Applicable to developers only", "Required only of makers", "No data is bought", "Yesterday"]
        {
            assert!(!affirms(text), "{text}");
        }
    }
}
