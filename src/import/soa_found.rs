//! The column that says whether a control applies, found by its cells where nobody knows its head: `In / Out`, `Exclusion`. Taken for it
//! only where head or cells speak of nothing else; what is not sure is left to whoever sends the file in. Used by the readers of
//! Statements of Applicability.

use super::Column;
use super::head::{is_one_of, plain};
use super::sheet::Row;
use super::soa_heads::{is_of_maturity, of_head};
use super::soa_stated;
use super::status::{self, Applies};

/// How words of such a head begin.
const ROOTS: [&str; 16] = [
    "applicab",
    "applies",
    "includ",
    "inclus",
    "exclu",
    "select",
    "relevan",
    "adopt",
    "omit",
    "anwend",
    "einbezo",
    "einbezieh",
    "ausschl",
    "ausgeschl",
    "zutreff",
    "gilt",
];

/// How words begin that ask whether a control, or doing it, is needed.
const NEEDED: [&str; 6] = ["need", "requir", "necess", "noetig", "notwendig", "erforderlich"];

/// How words begin of a head that asks what is left out.
const REVERSED: [&str; 4] = ["exclu", "omit", "ausschl", "ausgeschl"];

/// Other words of such a head that say which two answers there are.
const ANSWERS: &str = "in out yes no y n j ja nein soa scope";

/// Words that say nothing of their own there.
const AROUND: &str = "is it of or and the statement applicability control controls kontrolle kontrollen massnahme massnahmen ist oder \
    from im aus to annex a aims decision entscheidung we for us our not";

/// What speaks of the state of a control, unless it is asked whether that is needed.
const DOING: &str = "implementation implement umsetzung";

fn is_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// What a head asks: whether a control applies, or whether it is left out; none where it may ask anything else.
fn asked(head: &str) -> Option<Applies> {
    let spelled =
        head.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let words: Vec<&str> = spelled.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let begins = |roots: &[&str]| words.iter().any(|w| roots.iter().any(|r| w.starts_with(r)));
    let known = |w: &&str| {
        let rooted = ROOTS.iter().chain(&NEEDED).any(|r| w.starts_with(r));
        rooted || is_of(ANSWERS, w) || is_of(AROUND, w) || is_of(DOING, w)
    };
    let doing = words.iter().any(|w| is_of(DOING, w));
    let asks = begins(&NEEDED) || !doing && (begins(&ROOTS) || words.iter().any(|w| is_of(ANSWERS, w)));
    if !asks || !words.iter().all(known) {
        return None;
    }
    let out =
        begins(&REVERSED) || words.contains(&"not") || (words.contains(&"out") && !words.contains(&"in"));
    let both = begins(&["inclu", "einbez"]);
    Some(if out && !both { Applies::No } else { Applies::Yes })
}

/// Whether nearly all cells of a column say whether something applies.
pub(super) fn decides(n: usize, rows: &[Row]) -> bool {
    let (mut all, mut fit, mut said) = (0, 0, false);
    for cell in rows.iter().map(|r| r.text(n)).filter(|t| !t.is_empty()) {
        let is = status::applies(cell);
        all += 1;
        fit += usize::from(is.is_some());
        said |= matches!(is, Some(Applies::Yes | Applies::No));
    }
    said && fit * 10 >= all * 8
}

/// Whether cells say so by themselves, whatever the head asks: `In`, `Excluded`.
fn says_itself(n: usize, rows: &[Row]) -> bool {
    let itself = |t: &str| {
        matches!(status::applies(t), Some(Applies::Yes | Applies::No))
            && !status::answers(t)
            && plain(t) != "na"
    };
    rows.iter().map(|r| r.text(n)).filter(|t| !t.is_empty()).any(itself)
}

/// Where that column is among these heads, and whether it asks what is left out. None where one is known by its head, or where
/// several may be it.
pub(super) fn column(heads: &[String], rows: &[Row]) -> Option<(usize, bool)> {
    let others = ["implementation", "maturity", "maturitylevel", "currentmaturity", "umsetzung"];
    let unknown = |head: &str| {
        !plain(head).is_empty()
            && of_head(head).is_none()
            && soa_stated::drivers_of_head(head).is_none()
            && !is_of_maturity(head)
            && !is_one_of(head, &others)
    };
    let mut found =
        heads.iter().enumerate().filter(|(n, h)| unknown(h) && decides(*n, rows)).filter_map(|(n, h)| {
            let asked = asked(h);
            (asked.is_some() || says_itself(n, rows)).then_some((n, asked == Some(Applies::No)))
        });
    let one = found.next();
    one.filter(|_| found.next().is_none())
}

/// Says of columns as people are shown them which of them may be it.
pub(super) fn mark(columns: &mut [Column], rows: &[Row]) {
    for (n, column) in columns.iter_mut().enumerate() {
        column.decides = decides(n, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_asks_whether_a_control_applies_and_nothing_else() {
        for head in
            ["In / Out", "Yes/No", "In SoA", "Included?", "Umsetzung nötig?", "Y/N", "Inclusion/Exclusion"]
        {
            assert_eq!(asked(head), Some(Applies::Yes), "{head}");
        }
        for head in ["Exclusion", "Excluded from SoA?", "Ausschluss", "Out?", "Not applicable?"] {
            assert_eq!(asked(head), Some(Applies::No), "{head}");
        }
        for head in
            ["", "Trained?", "Evidence required?", "Included in training", "Umsetzung ja/nein", "Colour"]
        {
            assert_eq!(asked(head), None, "{head}");
        }
    }
}
