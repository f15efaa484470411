//! Numbers and names in a cell of somebody else's sheet: where one ends and the next begins, and what a record is called
//! here that has a number there. Part of the weighing; knows no register.

use crate::model::record::{Kind, RISK, Rec};
use crate::model::text;

/// Letters before numbers in registers of risks of others.
const OF_RISKS: [&str; 7] = ["r", "rsk", "risk", "rk", "ri", "rr", "air"];
/// What stands before a number that is not ours, in the name of a record.
const THEIR: &str = "their";
/// Words and signs between two numbers.
const BETWEEN: [&str; 7] = ["and", "und", "&", "+", "/", "|", "-"];
/// Signs that part two numbers without a blank.
const SIGNS: [char; 4] = ['/', '+', '&', '|'];

/// A number of this kind and what stands behind it, which may be nothing.
pub(super) fn parted<'n>(kind: &Kind, line: &'n str) -> Option<(u32, &'n str)> {
    let line = line.trim();
    let (number, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (letter, digits) = number.split_once('-')?;
    let is_number = kind.is_letter(letter) && digits.bytes().all(|b| b.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| is_number)?, rest.trim()))
}

/// Whether a word is a number in a register of this kind of somebody's.
fn is_code(kind: &Kind, word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = letters.trim_end_matches(['-', '_', '.']);
    let of_risks = kind.key == RISK.key && OF_RISKS.iter().any(|l| l.eq_ignore_ascii_case(bare));
    letters.len() < word.len() && (of_risks || parted(kind, word).is_some())
}

fn without_end(word: &str) -> &str {
    word.trim_end_matches([':', '.', ')'])
}

/// A number in a register of somebody's and the name beside it, as in `R-07 Wrong advice`, `RSK-7: Wrong advice` or
/// `Wrong advice (R-07)`; none without both.
pub(super) fn code_and_name<'n>(kind: &Kind, name: &'n str) -> Option<(&'n str, &'n str)> {
    let name = name.trim();
    if let Some((before, code)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')) {
        let code = code.trim();
        let code = code.strip_prefix(THEIR).map_or(code, str::trim_start);
        let before = before.trim_end();
        if is_code(kind, code) && !before.is_empty() && !is_code(kind, without_end(before)) {
            return Some((code, before));
        }
    }
    let (code, rest) = name.split_once([' ', ':'])?;
    let code = without_end(code);
    let rest = rest.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}']).trim_end();
    // `R-07 to R-09` is no name of one.
    let ends_in_one = || rest.rsplit(' ').next().is_some_and(|last| is_code(kind, last));
    let is_range = ends_in_one() && rest.split_whitespace().count() <= 2;
    (is_code(kind, code) && !rest.is_empty() && !is_range).then_some((code, rest))
}

/// What a record is called that somebody else's sheet names by a number and perhaps a name: nobody shall take their
/// number for ours.
pub(super) fn called(kind: &Kind, code: &str, name: &str) -> String {
    match (code.is_empty(), name.is_empty()) {
        (false, true) if parted(kind, code).is_some_and(|(_, rest)| rest.is_empty()) => {
            format!("{THEIR} {code}")
        }
        (false, true) => code.to_owned(),
        (false, false) if kind.key == RISK.key => format!("{name} ({THEIR} {code})"),
        _ => name.to_owned(),
    }
}

/// Whether a record goes by this name, given in small letters: with or without its number elsewhere behind it.
pub(super) fn is_called(rec: &Rec<'_>, wanted: &str) -> bool {
    let name = folded(rec.name());
    name == wanted || without_number(rec).is_some_and(|bare| bare == wanted)
}

/// The name of a record in small letters without its number elsewhere, where that stands behind it.
pub(super) fn without_number(rec: &Rec<'_>) -> Option<String> {
    let code = Some(rec.get("ref")).filter(|code| !code.is_empty())?;
    let behind = folded(&format!("({THEIR} {code})"));
    let name = folded(rec.name());
    name.strip_suffix(&format!(" {behind}")).filter(|bare| !bare.is_empty()).map(str::to_owned)
}

/// The number elsewhere, in small letters, by which a record is called and by nothing else: one that a statement made before the
/// register came.
pub(super) fn bare_number(rec: &Rec<'_>) -> Option<String> {
    rec.kind.field("ref")?;
    let name = folded(rec.name());
    let bare = name.strip_prefix(THEIR).map_or(name.as_str(), str::trim_start);
    let code = folded(rec.get("ref"));
    let is_code = || !bare.contains(char::is_whitespace) && bare.contains(|c: char| c.is_ascii_digit());
    let is = if code.is_empty() { is_code() } else { code == bare || code == name };
    is.then(|| bare.to_owned())
}

pub(super) fn folded(name: &str) -> String {
    text::clean_line(name).to_lowercase()
}

/// The names in a line of a cell of theirs: the whole where that is one, else what signs part, and each number with what
/// stands behind it. `is_one` says of a text that a record is called just that.
pub(super) fn parts(kind: &Kind, line: &str, is_one: impl Fn(&str) -> bool) -> Vec<String> {
    let mut all = Vec::new();
    let whole = bare(line);
    if is_one(&whole) {
        return vec![whole];
    }
    for part in line.split(';').map(bare) {
        if is_one(&part) {
            all.push(part);
            continue;
        }
        for part in part.split(',').map(bare).filter(|p| p.chars().any(char::is_alphanumeric)) {
            if is_one(&part) {
                all.push(part);
            } else {
                all.extend(numbers_apart(kind, &part));
            }
        }
    }
    all
}

/// A part without what makes it one of a list.
fn bare(part: &str) -> String {
    let part = text::clean_line(part);
    part.trim_start_matches(['-', '*', ' ', '\u{2022}', '\u{b7}', '\u{2013}']).to_owned()
}

/// Parts before each number that stands behind another number or behind a word between two: `R-07 Bias and R-08 Leak`.
fn numbers_apart(kind: &Kind, part: &str) -> Vec<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in part.split_whitespace() {
        let pieces = || word.split(SIGNS).filter(|p| !p.is_empty());
        if pieces().count() > 1 && pieces().all(|p| is_code(kind, without_end(p))) {
            words.extend(pieces());
        } else {
            words.push(word);
        }
    }
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for word in words {
        let Some(now) = all.last_mut() else { break };
        if is_code(kind, without_end(word)) {
            let is_between = |w: &&str| BETWEEN.iter().any(|b| b.eq_ignore_ascii_case(w));
            let between = now.len() > 1 && now.last().is_some_and(is_between);
            if between {
                now.pop();
            }
            let behind_one = now.len() == 1 && now.first().is_some_and(|w| is_code(kind, without_end(w)));
            if between || behind_one {
                all.push(vec![word]);
                continue;
            }
        }
        now.push(word);
    }
    let said = |words: &Vec<&str>| {
        let part = words.join(" ");
        // A number alone is one without the sign behind it.
        if words.len() == 1 && is_code(kind, without_end(&part)) {
            without_end(&part).to_owned()
        } else {
            part
        }
    };
    all.iter().map(said).filter(|p| !p.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<String> {
        parts(&RISK, line, |_| false)
    }

    #[test]
    fn each_number_and_each_name_is_a_part() {
        for (line, all) in [
            ("R-07 Bias; R-08 Leak", vec!["R-07 Bias", "R-08 Leak"]),
            ("R-07 Bias, R-9", vec!["R-07 Bias", "R-9"]),
            ("R-07, R-08 and R-09", vec!["R-07", "R-08", "R-09"]),
            ("R-07/R-08 R-09", vec!["R-07", "R-08", "R-09"]),
            ("R-07 Bias / R-08 Leak & R-9", vec!["R-07 Bias", "R-08 Leak", "R-9"]),
            ("\u{2022} R-07: Bias and noise", vec!["R-07: Bias and noise"]),
            ("Bias; Leak", vec!["Bias", "Leak"]),
            ("R-07 to R-09", vec!["R-07 to R-09"]),
            ("Bias (see R-08)", vec!["Bias (see R-08)"]),
            (" ; , -", vec![]),
        ] {
            assert_eq!(split(line), all, "{line}");
        }
        assert_eq!(parts(&RISK, "Bias, unfair; Leak", |p| p == "Bias, unfair"), ["Bias, unfair", "Leak"]);
    }

    #[test]
    fn a_number_stands_before_a_name_or_behind_it() {
        for line in ["R-07 Bias", "R-07: Bias", "R-07 - Bias", "Bias (R-07)", "Bias (their R-07)"] {
            assert_eq!(code_and_name(&RISK, line), Some(("R-07", "Bias")), "{line}");
        }
        for line in ["R-07", "Bias", "R-07 to R-09", "Bias (see R-07)", "A.2 Bias"] {
            assert_eq!(code_and_name(&RISK, line), None, "{line}");
        }
        assert_eq!(called(&RISK, "R-07", "Bias"), "Bias (their R-07)");
        assert_eq!(called(&RISK, "R-1", ""), "their R-1");
        assert_eq!(called(&RISK, "RSK-1", ""), "RSK-1");
        assert_eq!(called(&RISK, "", "Bias"), "Bias");
    }
}
